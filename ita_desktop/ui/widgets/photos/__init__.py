"""Widgets for the photographs of an entry."""
