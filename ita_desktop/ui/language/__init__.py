"""Translations of Qt's own texts, and of dates and times."""
