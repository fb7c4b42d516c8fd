"""Commands that import lists, and write the forms to fill in for them."""
