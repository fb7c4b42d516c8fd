"""Personal data (PDPA): handed on without it, erased for good, and listed."""
