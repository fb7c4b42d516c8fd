"""Several clerks on one workspace: units of work in turn, and what the others write and where they
are."""
