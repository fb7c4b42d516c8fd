"""Sheets to fill in for an import."""
