"""The pages of the window, one file each. A page reads the session and writes through services."""
