"""Measures for items and indicators."""
