"""Extracts the text of a report from a PDF file."""
