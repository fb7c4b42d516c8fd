"""From answers and marks to the level: scores, what they are made of, what would lift them."""
