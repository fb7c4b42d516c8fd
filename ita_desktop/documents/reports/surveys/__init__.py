"""Posters and slips of the surveys, and the plan of respondents."""
