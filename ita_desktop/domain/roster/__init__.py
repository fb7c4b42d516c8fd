"""The committee and its orders; people, units and the posts that they hold."""
