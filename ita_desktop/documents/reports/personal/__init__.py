"""Papers on personal data (PDPA)."""
