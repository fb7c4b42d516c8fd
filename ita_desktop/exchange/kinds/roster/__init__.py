"""Import kinds of the committee, people and units."""
