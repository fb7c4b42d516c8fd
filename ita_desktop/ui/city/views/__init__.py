"""The views of the city that are tables."""
