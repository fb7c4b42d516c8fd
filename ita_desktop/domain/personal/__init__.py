"""Personal data (PDPA): where it lies, and what may be done with it."""
