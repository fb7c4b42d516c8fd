"""Finds what there is in files, whatever its kind, and plans to import all of it at once."""
