"""The clerk's file and this machine's copy of it: opened, locked, saved, kept."""
