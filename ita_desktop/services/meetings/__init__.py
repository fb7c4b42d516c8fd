"""Meetings: agenda, attendance, action items and documents."""
