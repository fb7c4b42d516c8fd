"""The command search (Ctrl+K)."""
