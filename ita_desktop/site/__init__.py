"""The public page: what a year publishes, as static web pages that need no server."""
