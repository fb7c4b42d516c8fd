"""Checks for errors and missing data in a year."""
