"""Several clerks on one workspace: who is here, their edits, conflicts, and the connection."""
