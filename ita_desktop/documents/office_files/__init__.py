"""Checks and sanitizes files that the office adds to its documents; their content is untrusted."""
