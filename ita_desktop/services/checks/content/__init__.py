"""Checks of what is written in a year's papers: a rule each, by what it looks at, listed in
``registry.py``."""
