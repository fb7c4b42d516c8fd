"""The window's words that are no text of its own: Qt's, days and times."""
