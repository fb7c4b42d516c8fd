"""What makes the files that are not written by hand: sample, line breaks, pictures, releases."""
