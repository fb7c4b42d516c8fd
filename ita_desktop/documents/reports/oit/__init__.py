"""The OIT items of a year."""
