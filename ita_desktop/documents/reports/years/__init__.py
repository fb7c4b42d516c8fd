"""What a year has of the one before it."""
