"""The lines of a report: what each says, whatever the report was saved as."""
