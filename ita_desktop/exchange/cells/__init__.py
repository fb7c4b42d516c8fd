"""Reads the cells of a row by the meaning of their column."""
