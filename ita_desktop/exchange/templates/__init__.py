"""Excel templates for imports."""
