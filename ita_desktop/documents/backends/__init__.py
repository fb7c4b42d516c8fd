"""From content to files. A back-end walks the blocks of a document and knows no report.

Each has ``render(document) -> bytes``, the same bytes for the same document.
"""
