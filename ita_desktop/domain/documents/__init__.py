"""What the office chose and worded for its papers."""
