"""The committee and its orders; people, units, posts and owners."""
