"""The measures of a year, and what their tables share with those of the analysis."""
