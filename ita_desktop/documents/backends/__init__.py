"""Converts documents to files. A back-end iterates over a document's blocks and knows no report.

Each has ``render(document) -> bytes``, which returns the same bytes for the same document.
"""
