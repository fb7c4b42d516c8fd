"""Commands for shared workspaces on a database server."""
