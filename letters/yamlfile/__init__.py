"""A YAML file into plain data that knows its lines, and that data into typed values; every mistake into a finding.

This room knows no field of ours: it imports the errors and where files may stand, and nothing else of the house.
"""
