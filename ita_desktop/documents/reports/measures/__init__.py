"""The year's measures, and common parts of their tables and those of the analysis."""
