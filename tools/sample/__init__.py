"""What the sample is made of that no table beside it says, and what makes it."""
