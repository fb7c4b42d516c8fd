"""Work in another thread, held in its midst until a test lets it go on."""

import threading

LONG = 15
"""Seconds after which a test that forgot it is broken."""


class Gate:
    """``begun`` once the work has come to it."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self._through = threading.Event()

    def wait(self) -> None:
        """In the other thread: waits to be let through."""
        self.begun.set()
        assert self._through.wait(LONG)

    def open(self) -> None:
        """Lets it through, now and whenever it comes again."""
        self._through.set()
