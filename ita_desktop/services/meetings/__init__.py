"""Meetings: agenda, attendance, what is to be done, and the papers."""
