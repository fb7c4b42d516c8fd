"""How long work in the storage tells how far it is."""

from collections.abc import Callable

Step = Callable[[int, int, str], None]
"""Told how many of how many steps are done (0 of 0: not known), and what the next one is; may
raise to stop, and then nothing is changed."""
