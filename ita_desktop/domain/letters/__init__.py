"""Memos and letters, and what of the year each unit gets."""
