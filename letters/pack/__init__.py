"""Letters by the hundred: a group's list of members and what is printed from it."""
