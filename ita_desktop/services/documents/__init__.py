"""Documents: export, wordings, options and files."""
