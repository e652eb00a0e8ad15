"""A folder of appeals: read into typed values, kept open while its files change, and watched.

This room may import `appeal` and all that stands below it; it makes no letter.
"""
