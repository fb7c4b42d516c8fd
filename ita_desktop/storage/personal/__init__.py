"""What takes personal data out of files for good, and proves that it is gone."""
