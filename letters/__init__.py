"""Letters for those at risk: an appeal in YAML becomes letters to post, to mail and to fax."""

__version__ = "0.1.0"
