"""The committee and its orders; people, units, posts, and who owns what."""
