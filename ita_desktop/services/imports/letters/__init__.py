"""Imports of memos and letters."""
