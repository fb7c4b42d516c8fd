"""Opens and closes workspaces in the window."""
