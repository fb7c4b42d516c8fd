"""Lists about the surveys: who is asked, and how many have answered."""
