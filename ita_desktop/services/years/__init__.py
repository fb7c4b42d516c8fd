"""Fiscal years: added, begun, carried on, and their dates."""
