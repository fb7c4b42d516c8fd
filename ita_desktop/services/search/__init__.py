"""What Ctrl+K finds."""
