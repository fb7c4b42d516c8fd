"""The life of the open file in the window: what is not in it yet, and what else there is of it."""
