"""Measures: when each is carried out, and what several have in common."""
