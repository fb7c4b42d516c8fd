"""Lists of what was done."""
