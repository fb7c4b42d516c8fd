"""The office's own wordings, files and options for documents."""
