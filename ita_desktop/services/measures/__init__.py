"""Measures: what is done about items and indicators."""
