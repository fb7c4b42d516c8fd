"""Import kinds of the analysis and the measures."""
