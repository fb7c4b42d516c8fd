"""Fiscal years: adding, carrying over, calendar, timeline."""
