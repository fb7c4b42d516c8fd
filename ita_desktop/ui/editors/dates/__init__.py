"""The date editor and its calendar."""
