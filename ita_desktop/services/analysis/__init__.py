"""The analysis of results: findings, and drafts of them."""
