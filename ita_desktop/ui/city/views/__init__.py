"""The views of the city: tables, and the map of tiles."""
