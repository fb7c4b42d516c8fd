"""Analysis of a year's results: findings, and functions to read them."""
