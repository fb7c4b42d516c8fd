"""Import kinds of follow-up entries."""
