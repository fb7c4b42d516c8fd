"""Fields and choices: what is typed and ticked outside tables."""
