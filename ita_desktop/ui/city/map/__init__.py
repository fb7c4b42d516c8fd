"""The map of the city: tiles, their colours and the legend."""
