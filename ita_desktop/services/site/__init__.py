"""The public page: made of a year and written into a folder."""
