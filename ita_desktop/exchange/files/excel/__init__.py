"""Reads Excel files."""
