"""The analysis of a year's results: findings, and how they are read."""
