"""Imports of OIT items."""
