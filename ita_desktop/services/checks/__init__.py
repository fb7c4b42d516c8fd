"""What is wrong or lacking in a year."""
