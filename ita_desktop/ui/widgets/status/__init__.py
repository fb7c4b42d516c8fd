"""Messages and progress."""
