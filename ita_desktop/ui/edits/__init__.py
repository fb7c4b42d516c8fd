"""Reactions to edits: questions, offers, messages, undo."""
