"""Dialogs that ask before something begins: new workspace, new year, restore, import."""
