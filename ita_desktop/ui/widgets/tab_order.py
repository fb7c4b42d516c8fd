"""Where Tab goes in a part of the window: as one reads, whatever was made first.

Qt's own order is that of making, and much is made only when it is first needed.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
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


def step(part: QWidget, *, forward: bool) -> bool:
    """Give the keyboard to the next stop in ``part``, or to the one before; False without any."""
    found = list(stops(part))
    if not found:
        return False
    focus = part.window().focusWidget()
    here = [
        at
        for at, widget in enumerate(found)
        if focus and (widget is focus or _holds(widget, focus))
    ]
    # From nowhere Tab goes to the first, and back to the last.
    before = here[-1] if here else -1 if forward else 0
    at = (before + (1 if forward else -1)) % len(found)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    found[at].setFocus(reason)
    bring_into_sight(found[at])
    return True


def stops(part: QWidget) -> Iterator[QWidget]:
    """What Tab stops at in ``part`` now, from top to bottom and from left to right."""
    if _takes(part):
        yield part
    if isinstance(part, _WHOLE):
        return
    for child in _in_reading_order(part):
        if not child.isHidden() and not child.isWindow():
            yield from stops(child)


def _takes(part: QWidget) -> bool:
    if not part.focusPolicy() & Qt.FocusPolicy.TabFocus or not part.isEnabled():
        return False
    if part.focusProxy() is not None:
        return False
    # Of buttons of which one is chosen Tab stops at that one; arrows go to the others.
    group = part.group() if isinstance(part, QAbstractButton) else None
    return group is None or not group.exclusive() or group.checkedButton() in {None, part}


def _holds(part: QWidget, focus: QWidget) -> bool:
    """Whether the keyboard is in a part of ``part``, or at a neighbour that it stands for."""
    if isinstance(part, QAbstractButton) and isinstance(focus, QAbstractButton):
        return part.group() is not None and part.group() is focus.group()
    return part.isAncestorOf(focus)


def _in_reading_order(part: QWidget) -> list[QWidget]:
    """The widgets in ``part`` as it lays them out; what stands in a corner or floats comes last."""
    if isinstance(part, QStackedWidget | QScrollArea):
        inner = part.currentWidget() if isinstance(part, QStackedWidget) else part.widget()
        return [inner] if inner is not None else []
    found = part.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    laid: list[QWidget] = []
    if isinstance(part, QSplitter):
        laid = [one for at in range(part.count()) if (one := part.widget(at)) is not None]
    elif (layout := part.layout()) is not None:
        laid = list(_laid_out(layout, found))
    return [*laid, *(widget for widget in found if widget not in laid)]


def _laid_out(layout: QLayout, among: list[QWidget]) -> Iterator[QWidget]:
    # Never by itemAt(): PySide keeps what it gives after Qt has freed it, and takes the next thing
    # that lies there, a scroll bar say, for it.
    inner = layout.findChildren(QLayout, options=Qt.FindChildOption.FindDirectChildrenOnly)
    places: list[tuple[int, QWidget | QLayout]] = [
        (layout.indexOf(widget), widget) for widget in among
    ]
    places += [(layout.indexOf(one), one) for one in inner]
    places = [place for place in places if place[0] >= 0]
    for _place, part in sorted(places, key=lambda found: found[0]):
        if isinstance(part, QLayout):
            yield from _laid_out(part, among)
        else:
            yield part


def bring_into_sight(widget: QWidget, *margins: int) -> None:
    """Scroll what a widget stands in so far that it is seen, with so many px on both sides and
    above and below it."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget, *margins)
        around = around.parentWidget()
