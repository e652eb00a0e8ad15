"""Letters that were sent, as those say who sent them: numbers without names, and what of them everybody may see.

This room is pure: rows come from `store`, and its callers say what day it is.
"""
