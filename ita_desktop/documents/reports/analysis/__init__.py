"""The analysis of last year's results."""
