"""How painted parts tell themselves to screen readers.

Qt knows its own widgets. One that paints itself says with a ``accessible_role`` what it is, where
that is not what Qt takes it for, and may add a ``accessible_value``, a ``spoken_state`` and
``accessible_parts``. Names stay where Qt has them (``setAccessibleName``).
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple, cast

from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

Role = QAccessible.Role


class AccessiblePart(NamedTuple):
    """A part of a widget that has no widget of its own: a day, an occurrence."""

    name: str
    area: QRect
    """Its place in the widget."""
    role: QAccessible.Role = Role.ListItem
    selected: bool = False


def role_of(widget: QWidget) -> QAccessible.Role:
    """The role a widget gives itself."""
    return cast("QAccessible.Role", getattr(widget, "accessible_role", Role.Client))


def name_of(widget: QWidget) -> str:
    """A widget's accessible name; what stands on a button or label that has no other."""
    named = widget.accessibleName()
    return named or (widget.text() if isinstance(widget, QAbstractButton | QLabel) else "")


def value_of(widget: QWidget) -> str:
    """What a widget says of itself beside its name."""
    value: Callable[[], str] | None = getattr(widget, "accessible_value", None)
    return value() if value is not None else ""


def parts_of(widget: QWidget) -> Sequence[AccessiblePart]:
    """The parts of a widget that are no widgets."""
    parts: Callable[[], Sequence[AccessiblePart]] | None = getattr(widget, "accessible_parts", None)
    return parts() if parts is not None else ()
