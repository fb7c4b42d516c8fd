"""The dialogs about backups: restoring one, its records, and the state of the file."""
