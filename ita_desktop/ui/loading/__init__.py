"""Loads modules and creates pages in steps between events."""
