"""What was found in files to import: the list of parts, and the preview of each."""
