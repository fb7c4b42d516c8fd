"""Imports of documents' own texts and pictures."""
