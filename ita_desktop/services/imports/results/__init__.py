"""Imports of official results."""
