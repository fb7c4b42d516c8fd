"""Reads PDF files with text as documents: lines, tables by their ruling lines, pictures."""
