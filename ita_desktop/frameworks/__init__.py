"""Reads and validates framework files into domain objects. No database, no window."""
