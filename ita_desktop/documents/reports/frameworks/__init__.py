"""What is measured in a year."""
