"""Editing of cells: input, paste and fill."""
