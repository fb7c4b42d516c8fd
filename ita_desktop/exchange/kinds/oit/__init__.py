"""Import kinds of OIT items."""
