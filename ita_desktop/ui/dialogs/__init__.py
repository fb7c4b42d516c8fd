"""Dialogs: new workspace, new year, restore, backups, personal data, and others."""
