"""Reads the items of an assessment framework from the tables of a circular."""
