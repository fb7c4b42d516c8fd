"""Scores: typed, explained, tried, and what would lift them."""
