"""Navigation to pages and items on them."""
