"""Letters measured, and lines made of them."""
