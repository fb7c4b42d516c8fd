"""Committee lists and appointment orders."""
