"""Accessible interfaces of custom-painted widgets; imported when a screen reader asks.

Qt's stubs do not allow None in some places where Qt does: hence ``Any``.
"""

from typing import Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QWidget
from shiboken6 import isValid

from ita_desktop.ui.accessible import (
    AccessiblePart,
    Role,
    name_of,
    parts_of,
    role_of,
    value_of,
)

_CHOSEN = frozenset({Role.PageTab, Role.ListItem, Role.MenuItem, Role.RadioButton})
"""Exclusive roles, for which "checked" is reported as "selected"."""


class AccessibleWidget(QAccessibleWidget):
    """A widget with the role, value and parts that it defines."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, role_of(widget))
        self._widget = widget
        self._parts: list[_Part] = []
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
            if role_of(widget) in _CHOSEN:
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
            return name_of(self._widget)
        if kind == QAccessible.Text.Value:
            return value_of(self._widget)
        return super().text(kind)

    def actionNames(self) -> list[str]:
        names = super().actionNames()
        if isinstance(self._widget, QAbstractButton):
            names.insert(0, self.pressAction())
        return names

    def doAction(self, name: str) -> None:
        if isinstance(self._widget, QAbstractButton) and name == self.pressAction():
            if self._widget.isEnabled():
                self._widget.click()
        else:
            super().doAction(name)

    # -- the parts precede the widget's children

    def _shown(self) -> list["_Part"]:
        """Returns the current parts; there is one interface per index."""
        wanted = parts_of(self._widget)
        while len(self._parts) < len(wanted):
            self._parts.append(_Part(self._widget, len(self._parts)))
        return self._parts[: len(wanted)]

    def childCount(self) -> int:
        return len(self._shown()) + super().childCount()

    def child(self, index: int) -> Any:
        parts = self._shown()
        if 0 <= index < len(parts):
            return parts[index]
        return super().child(index - len(parts))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        parts = self._shown()
        if child in parts:
            return parts.index(child)
        at = super().indexOfChild(child)
        return at + len(parts) if at >= 0 else at

    def childAt(self, x: int, y: int) -> Any:
        for part in self._shown():
            if part.rect().contains(x, y):
                return part
        return super().childAt(x, y)


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
