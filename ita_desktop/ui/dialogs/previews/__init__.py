"""What would change, looked at before it does."""
