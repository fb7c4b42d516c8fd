"""What each kind of row adds to all that was read."""
