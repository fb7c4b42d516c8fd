"""Workspaces on a database server."""
