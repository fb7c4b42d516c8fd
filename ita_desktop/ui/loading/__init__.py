"""Modules and pages that come bit by bit, between events."""
