"""The pages of the window. A page reads the session and writes through services."""
