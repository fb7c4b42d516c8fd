"""The whole content of a workspace, moved between a file and a database server."""
