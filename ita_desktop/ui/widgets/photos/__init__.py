"""Photographs of one entry."""
