"""A server as a clerk's machine sees it: which step is missing, which programs are open."""
