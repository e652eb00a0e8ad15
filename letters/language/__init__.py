"""What each language and script brings to a letter and to the pages: marks, dates, directions,
initials, and what can be printed.

It imports only errors and resources: nothing here knows what an appeal or a letter is.
"""
