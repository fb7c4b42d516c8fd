"""Settings of the office, safety copies, and health of the file."""
