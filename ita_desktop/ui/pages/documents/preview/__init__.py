"""The print preview of a document."""
