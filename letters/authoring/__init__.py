"""An appeal's files, written and changed for their authors: nothing but what was meant changes."""
