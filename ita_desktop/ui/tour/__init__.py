"""A first look round: five things of the window, one after the other."""
