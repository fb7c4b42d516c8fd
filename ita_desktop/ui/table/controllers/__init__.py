"""What the mouse, the keys and a refresh do with a table."""
