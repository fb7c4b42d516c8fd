"""What happens, and how far it is."""
