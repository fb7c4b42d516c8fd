"""The table header with its filter row."""
