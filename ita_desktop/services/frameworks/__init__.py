"""A year's own framework: edited, brought up to date, given to others."""
