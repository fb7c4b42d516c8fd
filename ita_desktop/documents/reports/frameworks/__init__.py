"""Documents on the year's assessment framework."""
