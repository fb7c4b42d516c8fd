"""Checks of what is written in a year's papers: a function each, by what is wrong, listed in
``registry.py``."""
