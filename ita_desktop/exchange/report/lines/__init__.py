"""Parses the lines of a report, whatever its file format."""
