"""Lists of OIT items."""
