"""The official result of a year, and its analysis."""
