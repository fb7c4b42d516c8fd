"""Sampling rules of the surveys, as files say them."""
