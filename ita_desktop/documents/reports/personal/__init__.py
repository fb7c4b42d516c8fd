"""Documents on personal data (PDPA)."""
