"""A draft from a published sheet: text or PDF into lines, lines into sections, sections into what an appeal says.

What can't be placed is kept for the author to see, and nothing is guessed: no address, no country, no date. This room
may import `authoring` and what stands below it.
"""
