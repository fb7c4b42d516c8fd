"""Permanent removal of personal data from files, with verification."""
