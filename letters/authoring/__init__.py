"""An appeal's files, written and changed for their authors: nothing but what was meant changes.

Here and in `yamlfile` alone raw YAML is handled. This room may import `library` and all that stands below it.
"""
