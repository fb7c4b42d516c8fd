"""Reads workspaces of others for the city's overview: without a lock, without a trace."""
