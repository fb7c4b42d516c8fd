"""Imports what is known of the surveys: head counts, and answers so far."""
