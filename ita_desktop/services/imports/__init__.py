"""Imports: read a file, compare it with the year, preview the plan, write."""
