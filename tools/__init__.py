"""What makes the files that are not written by hand: sample, known line breaks, pictures."""
