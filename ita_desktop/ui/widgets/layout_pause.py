"""Suspends layouts while many widgets change."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLayout


@contextmanager
def at_once(*layouts: QLayout) -> Iterator[None]:
    """Disables the layouts in the ``with`` block; otherwise each widget shown would trigger a
    relayout. What is in sight is laid out at the end of the block, or it would be painted twice:
    Qt first fits the content of a scroll area to the size it had before."""
    for layout in layouts:
        layout.setEnabled(False)
    try:
        yield
    finally:
        for layout in layouts:
            layout.setEnabled(True)
    for layout in layouts:
        content = layout.parentWidget()
        around = content.parentWidget() if content is not None else None
        if around is not None and around.isVisible():
            layout.activate()
            QCoreApplication.sendEvent(around, QEvent(QEvent.Type.LayoutRequest))
