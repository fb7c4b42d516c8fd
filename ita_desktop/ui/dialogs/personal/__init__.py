"""Dialogs about personal data: to hand a file on without it, and to erase it."""
