"""Official papers: written as files, worded and chosen by the office."""
