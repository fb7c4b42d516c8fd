"""Imports of follow-up entries."""
