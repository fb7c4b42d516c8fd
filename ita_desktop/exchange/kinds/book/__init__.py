"""Import kinds of the book of measures."""
