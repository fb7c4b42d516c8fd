"""Tab order within a part of the window, in reading order.

Qt's default order is that of creation, but many widgets are created only when needed.
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
"""Widgets whose children are not in the tab order."""
_NOT_BY_TAB = (Qt.FocusPolicy.NoFocus, Qt.FocusPolicy.ClickFocus)


def step(part: QWidget, *, forward: bool) -> bool:
    """Moves the focus to the next or previous widget in ``part``; returns whether there is one."""
    found = stops(part)
    if not found:
        return False
    focus = part.window().focusWidget()
    here = [
        at
        for at, widget in enumerate(found)
        if focus and (widget is focus or _holds(widget, focus))
    ]
    # Without focus, Tab goes to the first widget and Shift+Tab to the last.
    before = here[-1] if here else -1 if forward else 0
    at = (before + (1 if forward else -1)) % len(found)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    found[at].setFocus(reason)
    bring_into_sight(found[at])
    return True


def stops(part: QWidget) -> list[QWidget]:
    """Returns the focusable widgets in ``part``, from top to bottom and left to right."""
    found: list[QWidget] = []
    _find_stops(part, found)
    return found


def _find_stops(part: QWidget, found: list[QWidget]) -> None:
    if _takes_focus(part):
        found.append(part)
    if not isinstance(part, _WHOLE):
        for child in _in_reading_order(part):
            if not child.isHidden() and not child.isWindow():
                _find_stops(child, found)


def _takes_focus(part: QWidget) -> bool:
    # Compared, because combining flags takes several times longer, for each widget of a page.
    if part.focusPolicy() in _NOT_BY_TAB or not part.isEnabled():
        return False
    if part.focusProxy() is not None:
        return False
    # Of exclusive buttons only the checked one is in the tab order; arrow keys move among them.
    group = part.group() if isinstance(part, QAbstractButton) else None
    return group is None or not group.exclusive() or group.checkedButton() in {None, part}


def _holds(part: QWidget, focus: QWidget) -> bool:
    """Returns whether the focus is in ``part``, or on a button of its button group."""
    if isinstance(part, QAbstractButton) and isinstance(focus, QAbstractButton):
        return part.group() is not None and part.group() is focus.group()
    return part.isAncestorOf(focus)


def _in_reading_order(part: QWidget) -> list[QWidget]:
    """Returns the child widgets in layout order. One outside the layout stands before the first
    that reaches further down, as the tools above a text do; what covers all comes last."""
    if isinstance(part, QStackedWidget | QScrollArea):
        inner = part.currentWidget() if isinstance(part, QStackedWidget) else part.widget()
        return [inner] if inner is not None else []
    found = part.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if not found:
        return []
    laid: list[QWidget] = []
    if isinstance(part, QSplitter):
        laid = [one for at in range(part.count()) if (one := part.widget(at)) is not None]
    elif (layout := part.layout()) is not None:
        laid = list(_laid_out(layout, found))
    lowest = [one.geometry().bottom() if not one.isHidden() else -1 for one in laid]
    placed = [(at, 1, widget) for at, widget in enumerate(laid)]
    for widget in found:
        if widget not in laid:
            bottom = widget.geometry().bottom()
            over = (at for at, other in enumerate(lowest) if other > bottom)
            placed.append((next(over, len(laid)), 0, widget))
    return [widget for _at, _laid, widget in sorted(placed, key=lambda found: found[:2])]


def _laid_out(layout: QLayout, among: list[QWidget]) -> Iterator[QWidget]:
    # Not by ``itemAt()``: PySide keeps the wrapper after Qt has freed the item, and returns it for
    # another object at the same address.
    inner = layout.findChildren(QLayout, options=Qt.FindChildOption.FindDirectChildrenOnly)
    places: list[tuple[int, QWidget | QLayout]] = [
        (layout.indexOf(widget), widget) for widget in among
    ]
    places += [(layout.indexOf(widget), widget) for widget in inner]
    places = [place for place in places if place[0] >= 0]
    for _place, part in sorted(places, key=lambda found: found[0]):
        if isinstance(part, QLayout):
            yield from _laid_out(part, among)
        else:
            yield part


def bring_into_sight(widget: QWidget, *margins: int) -> None:
    """Scrolls the scroll areas around a widget so that it is visible, with ``margins`` in px at the
    sides, and above and below."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget, *margins)
        around = around.parentWidget()
