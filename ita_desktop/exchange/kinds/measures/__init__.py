"""Lists of the analysis and of the measures."""
