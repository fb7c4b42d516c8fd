"""The check of evidence links."""
