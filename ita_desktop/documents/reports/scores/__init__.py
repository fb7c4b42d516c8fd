"""The scores of a year."""
