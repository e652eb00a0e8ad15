"""An appeal: what stands in its file and its translations, and the frozen value that letters are made from.

This room may import the address book, `fields` and `yamlfile`; it reads no folder and asks for no day.
"""
