"""Dialogs: new workspace, new year, restore, import, and others."""
