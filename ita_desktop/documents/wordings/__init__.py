"""The editable texts of documents, and the values of their fields."""
