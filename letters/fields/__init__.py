"""The small types that files and forms are made of, each with its message: texts, days, countries, addresses.

This room may import the errors, `typed`, `language` and `yamlfile`; it knows no appeal.
"""
