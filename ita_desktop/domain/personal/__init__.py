"""Personal data (PDPA): which columns hold it, and how long it is kept."""
