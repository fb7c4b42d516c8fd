"""The director's brief: one page, and slides."""
