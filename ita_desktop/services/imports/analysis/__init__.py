"""Imports of the analysis: findings, and the measures that answer them."""
