"""Imports of meetings."""
