"""The chapters of the book of measures, in place of the document list."""
