"""Scores: records, score tree, levels, losses, comparison and planning."""
