"""A guided tour in five steps."""
