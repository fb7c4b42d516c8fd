"""A made-up district office's web site on this machine: good pages and files, and faulty ones."""
