"""Kinds of lists that can be imported, one file per kind."""
