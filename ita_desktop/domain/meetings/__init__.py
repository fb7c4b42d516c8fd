"""Meetings: agenda, attendance, and the parts of the meeting pack."""
