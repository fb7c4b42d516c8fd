"""What was done about the measures."""
