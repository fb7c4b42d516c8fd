"""Suspends layouts while many widgets change."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLayout, QWidget

_PASSES: Final = 4
"""At most; a text that wraps differently once its width is known takes a second pass."""


@contextmanager
def at_once(*layouts: QLayout) -> Iterator[None]:
    """Disables the layouts in the ``with`` block; otherwise each widget shown would trigger a
    relayout. What is in sight is laid out at the end of the block, or it would be painted twice:
    Qt lays out each level of nested widgets an event after the one within it, and first fits the
    content of a scroll area to the size it had before."""
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
        if content is not None and around is not None and around.isVisible():
            _settle(content, around)


def _settle(content: QWidget, around: QWidget) -> None:
    """Lays out all of ``content`` from the inside out, until nothing changes."""
    for _pass in range(_PASSES):
        inner = reversed(content.findChildren(QLayout))
        changed = [one.activate() for one in inner if _is_seen(one)]
        if not any(changed):
            return
        QCoreApplication.sendEvent(around, QEvent(QEvent.Type.LayoutRequest))


def _is_seen(layout: QLayout) -> bool:
    on = layout.parent()
    return isinstance(on, QWidget) and on.isVisible()
