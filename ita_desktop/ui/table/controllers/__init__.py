"""Handlers of mouse, keyboard, selection, filters and refreshes of a table."""
