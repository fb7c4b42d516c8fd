"""Imports of what belongs to a year itself."""
