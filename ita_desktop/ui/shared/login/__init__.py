"""Who works on a server, and by which password."""
