"""Cells changed: typed, pasted, filled."""
