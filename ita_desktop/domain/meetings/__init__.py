"""Meetings: agenda, attendance, and the pack that members get."""
