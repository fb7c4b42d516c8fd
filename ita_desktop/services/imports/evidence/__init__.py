"""Whether a table is what its headings look like: the reasons for and against each kind."""
