"""Lists of lines, each leading somewhere or telling something."""
