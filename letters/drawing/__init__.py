"""Quiet pictures of our own, for what has no photo: letters, light and folded paper, drawn by the program.

May import nothing of the house. The same case gives the same picture, wherever it is drawn.
"""
