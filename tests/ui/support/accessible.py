"""What a screen reader is told of a widget and all below it, and what is wrong with that."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractScrollArea, QTableView, QWidget

Role = QAccessible.Role

NO_ROLE = frozenset({Role.NoRole, Role.Client, Role.Border, Role.Pane, Role.LayeredPane})
"""Roles that tell nothing."""
PRESSED = frozenset(
    {
        Role.Button, Role.ButtonDropDown, Role.ButtonMenu, Role.CheckBox, Role.RadioButton,
        Role.PageTab, Role.MenuItem, Role.Link, Role.ListItem, Role.Cell, Role.ColumnHeader,
        Role.EditableText, Role.ComboBox, Role.Table, Role.List, Role.SpinBox,
        Role.ProgressBar, Role.Dialog, Role.AlertMessage, Role.Document, Role.Heading,
    }
)  # fmt: skip
"""Roles of what is used or read: each of them has a name."""
CHECKED = frozenset({Role.CheckBox})
CHOSEN = frozenset({Role.PageTab, Role.RadioButton})


class AccessibleItem(NamedTuple):
    """One thing that a screen reader finds."""

    place: str
    role: QAccessible.Role
    name: str
    value: str
    state: QAccessible.State
    interface: QAccessibleInterface

    def __str__(self) -> str:
        return f"{self.role.name} “{self.name}” in {self.place}"


def everything(widget: QWidget) -> list[AccessibleItem]:
    """All that is shown below a widget, itself included."""
    interface = QAccessible.queryAccessibleInterface(widget)
    found: list[AccessibleItem] = []
    if interface is not None:
        _find(interface, "", found)
    return found


def _find(interface: QAccessibleInterface, place: str, found: list[AccessibleItem]) -> None:
    state = interface.state()
    if not interface.isValid() or state.invisible:
        return
    thing = interface.object()
    if _hidden(thing):
        return
    name = interface.text(QAccessible.Text.Name)
    value = interface.text(QAccessible.Text.Value)
    found.append(AccessibleItem(place, interface.role(), name, value, state, interface))
    here = f"{place}/{type(thing).__name__}" if thing is not None else place
    for at in _children(interface, thing):
        child = interface.child(at)
        if child is not None:
            _find(child, here, found)


def _children(interface: QAccessibleInterface, thing: object) -> Iterable[int]:
    """The children that may be seen: most cells of a long table say that they are not."""
    count = interface.childCount()
    if not isinstance(thing, QTableView) or interface.role() is not Role.Table:
        return range(count)
    rows = thing.model().rowCount()
    columns, others = divmod(count, rows + 1)  # with the heads of columns and rows
    if others:
        return range(count)
    top, foot = -thing.viewport().y(), thing.height()
    seen = [0]
    for row in range(rows):
        start = thing.rowViewportPosition(row)
        if start + thing.rowHeight(row) >= top and start <= foot:
            seen.append(row + 1)
    return (at for row in seen for at in range(row * columns, (row + 1) * columns))


def _hidden(thing: object) -> bool:
    """What has no size is not seen either."""
    return isinstance(thing, QWidget) and (not thing.isVisible() or thing.size().isEmpty())


def faults(found: Iterable[AccessibleItem]) -> list[str]:
    """What a screen reader could not make sense of."""
    return sorted({f"{why}: {item}" for item in found for why in _faults(item)})


def _faults(item: AccessibleItem) -> Iterator[str]:
    thing = item.interface.object()
    if isinstance(thing, QWidget) and thing.objectName().startswith("qt_"):
        return
    if (item.state.focusable or item.role in PRESSED) and not item.name.strip():
        yield "no name"
    if item.state.focusable and item.role in NO_ROLE:
        yield "no role"
    if item.role in CHECKED and not item.state.checkable:
        yield "not told whether it is checked"
    if item.role in CHOSEN and not item.state.selectable:
        yield "not told whether it is chosen"
    if item.role is Role.ProgressBar and item.interface.valueInterface() is None:
        yield "no value"
    if item.role is Role.ComboBox and not item.value and isinstance(thing, QWidget):
        yield "no value"
    if isinstance(thing, QAbstractScrollArea) and item.state.focusable and item.role in NO_ROLE:
        yield "a scroll area that takes the keyboard"
