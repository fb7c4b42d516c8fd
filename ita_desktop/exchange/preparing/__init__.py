"""Rows made ready to be read: each step does away with one way of writing."""
