"""Accessible interfaces of custom-painted widgets; imported when a screen reader asks.

Qt's stubs do not allow None in some places where Qt does: hence ``Any``.
"""

import sys
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleTextInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QApplication, QWidget
from shiboken6 import VoidPtr, getCppPointer, isValid

from ita_desktop.ui.accessible import AccessiblePart, Role, name_of, parts_of, role_of, value_of

_CHOSEN = frozenset({Role.PageTab, Role.ListItem, Role.MenuItem, Role.RadioButton})
"""Exclusive roles, for which "checked" is reported as "selected"."""


class AccessibleWidget(QAccessibleWidget):
    """A widget with the role, value and parts that it defines."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, role_of(widget))
        self._widget = widget
        self._parts: list[_Part] = []
        self._text = _ValueText(widget) if role_of(widget) is Role.EditableText else None
        widget.destroyed.connect(self._forget)

    def _forget(self) -> None:
        for part in self._parts:
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(part))
        self._parts.clear()

    def role(self) -> QAccessible.Role:
        return role_of(self._widget)

    def state(self) -> QAccessible.State:
        state = super().state()
        widget = self._widget
        if isinstance(widget, QAbstractButton) and widget.isCheckable():
            if self._is_chosen:
                state.selectable = 1
                state.selected = int(widget.isChecked())
            else:
                state.checkable = 1
            state.checked = int(widget.isChecked())
        more = getattr(widget, "accessible_state", None)
        if more is not None:
            more(state)
        return state

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Name:
            return name_of(self._widget) or (super().text(kind) if self._widget.isWindow() else "")
        if kind == QAccessible.Text.Value:
            return value_of(self._widget)
        return super().text(kind)

    @property
    def _is_chosen(self) -> bool:
        """Whether it is one of several that exclude each other."""
        return role_of(self._widget) in _CHOSEN

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        """The interface of a kind, by its address; Qt takes None for an address, too."""
        if kind is QAccessible.InterfaceType.TextInterface and self._text is not None:
            return VoidPtr(getCppPointer(self._text)[0])
        own = super().interface_cast(kind)
        return VoidPtr(0) if own is None else own

    def actionNames(self) -> list[str]:
        names = super().actionNames()
        widget = self._widget
        if isinstance(widget, QAbstractButton):
            names.insert(0, self.pressAction())
            if widget.isCheckable() and not self._is_chosen:
                names.insert(0, self.toggleAction())
        return names

    def doAction(self, name: str) -> None:
        """To toggle is to click, too: pages act on what is clicked."""
        widget = self._widget
        clicks = {self.pressAction(), self.toggleAction()}
        if isinstance(widget, QAbstractButton) and name in clicks:
            if widget.isEnabled():
                widget.click()
        else:
            super().doAction(name)

    # -- a popup is in the window that it is over: by itself Qt has it in nothing

    def parent(self) -> Any:
        over = _over(self._widget)
        return QAccessible.queryAccessibleInterface(over) if over is not None else super().parent()

    @property
    def _popup(self) -> QWidget | None:
        """The open popup over this window."""
        popup = QApplication.activePopupWidget()
        return popup if popup is not None and _over(popup) is self._widget else None

    # -- the parts precede the widget's children, its popup comes last

    def _shown(self) -> list["_Part"]:
        """Returns the current parts; there is one interface per index."""
        wanted = parts_of(self._widget)
        while len(self._parts) < len(wanted):
            self._parts.append(_Part(self._widget, len(self._parts)))
        return self._parts[: len(wanted)]

    def _own(self) -> list[Any]:
        """Returns its child widgets, but for the labels that show what its text tells."""
        found = [super(AccessibleWidget, self).child(at) for at in range(super().childCount())]
        return [one for one in found if not self._tells(one)]

    def _tells(self, child: QAccessibleInterface | None) -> bool:
        """Returns whether a child is a label whose words are told as the widget's own text."""
        is_label = child is not None and child.role() == Role.StaticText
        return is_label and self._text is not None

    def childCount(self) -> int:
        return len(self._shown()) + len(self._own()) + (self._popup is not None)

    def child(self, index: int) -> Any:
        parts = self._shown()
        if 0 <= index < len(parts):
            return parts[index]
        own = self._own()
        if len(parts) <= index < len(parts) + len(own):
            return own[index - len(parts)]
        if self._popup is not None and index == len(parts) + len(own):
            return QAccessible.queryAccessibleInterface(self._popup)
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        parts = self._shown()
        if child in parts:
            return parts.index(child)
        popup = self._popup
        if popup is not None and child.object() is popup:
            return self.childCount() - 1
        objects = [one.object() for one in self._own()]
        own = child.object()
        return objects.index(own) + len(parts) if own in objects else -1

    def childAt(self, x: int, y: int) -> Any:
        for part in self._shown():
            if part.rect().contains(x, y):
                return part
        child = super().childAt(x, y)
        return None if self._tells(child) else child


def _over(widget: QWidget) -> QWidget | None:
    """Return the window that a popup of ours is over; None for anything else, as Qt's menus."""
    if sys.platform == "win32":
        return None  # there each window is found by itself
    opener = widget.parentWidget()
    is_popup = widget.windowType() is Qt.WindowType.Popup and hasattr(widget, "accessible_role")
    return opener.window() if is_popup and opener is not None else None


class _ValueText(QAccessibleTextInterface):
    """The value of a widget as a text without a cursor: its editor, once opened, has one."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._widget = widget

    def characterCount(self) -> int:
        return len(value_of(self._widget)) if isValid(self._widget) else 0

    def text(self, start: int, end: int) -> str:
        return value_of(self._widget)[start : end if end >= 0 else None]

    def cursorPosition(self) -> int:
        return 0

    def setCursorPosition(self, position: int) -> None:
        """Does nothing: there is no cursor."""

    def selectionCount(self) -> int:
        return 0

    def selection(self, number: int) -> Any:  # noqa: ARG002 - has none
        return (0, 0)

    def addSelection(self, start: int, end: int) -> None:
        """Does nothing."""

    def removeSelection(self, number: int) -> None:
        """Does nothing."""

    def setSelection(self, number: int, start: int, end: int) -> None:
        """Does nothing."""

    def attributes(self, offset: int) -> Any:  # noqa: ARG002 - all letters are alike
        return ("", 0, self.characterCount())

    def characterRect(self, offset: int) -> QRect:  # noqa: ARG002 - its letters have no places
        return QRect(self._widget.mapToGlobal(QPoint()), self._widget.size())

    def offsetAtPoint(self, point: QPoint) -> int:  # noqa: ARG002
        return 0

    def scrollToSubstring(self, start: int, end: int) -> None:
        """Does nothing: the whole value is shown."""


class _Part(QAccessibleInterface):
    """The part at an index of a widget's list of parts."""

    def __init__(self, widget: QWidget, at: int) -> None:
        super().__init__()
        self._widget = widget
        self._at = at
        QAccessible.registerAccessibleInterface(self)

    def _part(self) -> AccessiblePart | None:
        if not isValid(self._widget):
            return None
        parts = parts_of(self._widget)
        return parts[self._at] if self._at < len(parts) else None

    def isValid(self) -> bool:
        return self._part() is not None

    def object(self) -> Any:
        return None

    def window(self) -> Any:
        return self._widget.window().windowHandle()

    def parent(self) -> Any:
        return QAccessible.queryAccessibleInterface(self._widget)

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> Any:  # noqa: ARG002 - has none
        return None

    def childAt(self, x: int, y: int) -> Any:  # noqa: ARG002
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: ARG002
        return -1

    def role(self) -> QAccessible.Role:
        part = self._part()
        return part.role if part is not None else Role.NoRole

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        part = self._part()
        if part is None or not self._widget.isVisible():
            state.invisible = 1
        else:
            state.selectable = 1
            state.selected = int(part.selected)
            state.focused = int(part.selected and self._widget.hasFocus())
        return state

    def text(self, kind: QAccessible.Text) -> str:
        part = self._part()
        return part.name if part is not None and kind == QAccessible.Text.Name else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Does nothing: the widget names its parts."""

    def rect(self) -> QRect:
        part = self._part()
        if part is None:
            return QRect()
        return part.area.translated(self._widget.mapToGlobal(QPoint()))
