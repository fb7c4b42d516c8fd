"""Memos and letters."""
