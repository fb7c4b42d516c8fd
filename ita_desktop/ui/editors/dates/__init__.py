"""Days: typed, or walked to in a calendar."""
