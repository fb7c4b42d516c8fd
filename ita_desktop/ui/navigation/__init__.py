"""How the clerk comes to a page and to a thing on it."""
