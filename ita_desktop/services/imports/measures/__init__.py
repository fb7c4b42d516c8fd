"""Imports of the measures."""
