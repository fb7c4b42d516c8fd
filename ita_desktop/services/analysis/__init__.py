"""Findings of the analysis, and drafts of findings."""
