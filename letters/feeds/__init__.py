"""What others can follow: feeds, calendars, JSON and a card to embed, made of public appeals, and without any network.

Whoever asks hands in the appeals that anybody may see, the words of the reader's language, and the instant.
"""
