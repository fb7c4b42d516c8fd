"""The header of a table, and the filters below it."""
