"""How a workspace comes into the window and leaves it."""
