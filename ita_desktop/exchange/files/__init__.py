"""Reads files: Excel, CSV, pasted and long texts, with size limits."""
