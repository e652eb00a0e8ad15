"""What letters are like, in numbers: how they read, and how much they are like one another; pure."""
