"""The city's overview: reading many districts, and their tables."""
