"""Memos and letters, and which items and measures each unit receives with them."""
