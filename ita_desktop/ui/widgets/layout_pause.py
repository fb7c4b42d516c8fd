"""Suspends layouts while many widgets change."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QLayout


@contextmanager
def at_once(*layouts: QLayout) -> Iterator[None]:
    """Disables the layouts in the ``with`` block; otherwise each widget shown would trigger a
    relayout. The result is laid out with the next event."""
    for layout in layouts:
        layout.setEnabled(False)
    try:
        yield
    finally:
        for layout in layouts:
            layout.setEnabled(True)
