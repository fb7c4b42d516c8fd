"""The office's settings as a file."""
