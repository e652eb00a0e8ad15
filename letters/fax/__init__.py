"""A letter for the fax machine: as text where Latin-1 carries it (`text_pages`), as an image always (`image`).

Neither is imported here: most commands need none of the libraries behind the image. This room may import `letter` and
what stands below it.
"""
