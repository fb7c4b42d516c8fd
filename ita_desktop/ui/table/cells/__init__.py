"""Cells: laid out, measured, painted."""
