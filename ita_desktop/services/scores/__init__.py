"""Scores: input, explanation, planning and trials."""
