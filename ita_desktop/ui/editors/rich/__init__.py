"""Short rich text, typed over in its place."""
