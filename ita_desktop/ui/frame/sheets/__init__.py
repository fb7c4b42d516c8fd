"""Dialogs for new workspaces, new years and imports."""
