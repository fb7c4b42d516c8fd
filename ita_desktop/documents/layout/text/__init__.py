"""Text shaping and line breaking."""
