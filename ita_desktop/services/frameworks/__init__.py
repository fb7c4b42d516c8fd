"""A year's own framework: editing, updating, exporting."""
