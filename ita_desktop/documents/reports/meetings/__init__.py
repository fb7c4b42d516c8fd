"""Documents of a meeting."""
