"""The clerk's file and its local working copy: opening, locking, publishing, backups."""
