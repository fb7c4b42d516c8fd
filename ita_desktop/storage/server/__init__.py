"""A workspace on a database server, which several clerks write at the same time."""
