"""The committee and the orders that appoint it."""
