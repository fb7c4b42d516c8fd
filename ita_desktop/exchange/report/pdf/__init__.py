"""The text of a report that was saved as PDF."""
