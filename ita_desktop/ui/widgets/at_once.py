"""Many parts of a widget come, go and change, and are placed once."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QLayout


@contextmanager
def at_once(*layouts: QLayout) -> Iterator[None]:
    """Lay out nothing meanwhile. Qt would place everything around a part each time that one comes
    into sight; what has changed is placed with the next event."""
    for layout in layouts:
        layout.setEnabled(False)
    try:
        yield
    finally:
        for layout in layouts:
            layout.setEnabled(True)
