"""The official result of a year, and what it says."""
