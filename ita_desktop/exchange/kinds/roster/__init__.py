"""Lists of the committee, of people and of units."""
