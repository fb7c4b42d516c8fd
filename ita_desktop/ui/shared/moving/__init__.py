"""Moving work between a file and a server, from the menu."""
