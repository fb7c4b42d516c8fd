"""The city's overview: the results of many districts, as far as the public may see them."""
