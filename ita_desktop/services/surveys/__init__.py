"""Surveys: respondents, links, counts of answers, sampling rules."""
