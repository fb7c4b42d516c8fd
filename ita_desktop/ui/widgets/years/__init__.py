"""A timeline of a fiscal year, and a month calendar."""
