"""What makes the files that are not written by hand: the sample workspace, the pictures."""
