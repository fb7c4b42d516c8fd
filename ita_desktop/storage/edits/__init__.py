"""Edits: what one is, and their history with undo and redo."""
