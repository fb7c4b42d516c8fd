"""Personal data (PDPA): copies without it, erasure, and lists."""
