"""What brings the window to each of its scenes, for pictures and tests."""
