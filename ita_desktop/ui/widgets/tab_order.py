"""The order in which Tab goes through a part of the window: as it is read."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTextEdit,
    QWidget,
)

_WHOLE = (QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)
"""Widgets whose own parts are no stops."""


def order_tabs(part: QWidget) -> None:
    """Let Tab go through what ``part`` shows now as it is read; Qt would go as things were made,
    and much is made only when it is first needed."""
    for before, after in pairwise(stops(part)):
        if before.nextInFocusChain() is not after:
            QWidget.setTabOrder(before, after)


def stops(part: QWidget) -> Iterator[QWidget]:
    """What Tab stops at in ``part``, from top to bottom and from left to right."""
    proxy = part.focusProxy()
    if part.focusPolicy() & Qt.FocusPolicy.TabFocus and proxy is None:
        yield part
    if isinstance(part, _WHOLE):
        return
    inner = [
        stop
        for child in _in_reading_order(part)
        if not child.isHidden() and not child.isWindow()
        for stop in stops(child)
    ]
    # Qt takes what hands the keyboard on to its one part for a stop itself, and the part with it.
    yield from [part] if inner == [proxy] else inner


def _in_reading_order(part: QWidget) -> list[QWidget]:
    """The widgets in ``part`` as it lays them out; those that float above it come last."""
    if isinstance(part, QStackedWidget | QScrollArea):
        inner = part.currentWidget() if isinstance(part, QStackedWidget) else part.widget()
        return [inner] if inner is not None else []
    laid: list[QWidget] = []
    if isinstance(part, QSplitter):
        laid = [one for at in range(part.count()) if (one := part.widget(at)) is not None]
    elif (layout := part.layout()) is not None:
        laid = list(_laid_out(layout))
    found = part.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [*laid, *(one for one in found if one not in laid)]


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield widget
        elif (inner := item.layout()) is not None:
            yield from _laid_out(inner)
