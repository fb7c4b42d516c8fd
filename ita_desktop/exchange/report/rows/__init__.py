"""Readers for each kind of row in a report."""
