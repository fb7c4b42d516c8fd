"""Imports of what was done."""
