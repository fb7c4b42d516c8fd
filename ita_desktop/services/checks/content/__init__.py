"""Checks of what is written in a year's papers: one rule a file, listed in ``registry.py``."""
