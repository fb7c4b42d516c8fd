"""The book of measures."""
