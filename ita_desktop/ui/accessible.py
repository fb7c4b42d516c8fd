"""Accessibility of custom-painted widgets.

Qt supports its own widgets. A custom-painted one may define ``accessible_role``,
``accessible_value``, ``accessible_state`` and ``accessible_parts``. Names are set as usual
(``setAccessibleName``).
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple, cast

from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

Role = QAccessible.Role


class AccessiblePart(NamedTuple):
    """A part of a widget that is no widget itself: a day, an occurrence."""

    name: str
    area: QRect
    """Its area in the widget's coordinates."""
    role: QAccessible.Role = Role.ListItem
    selected: bool = False


def announce(widget: QWidget, words: str) -> None:
    """Lets screen readers say what the screen shows elsewhere than where one is; nothing where
    nobody listens, or for no words."""
    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def role_of(widget: QWidget) -> QAccessible.Role:
    """Returns the accessible role that a widget defines."""
    return cast("QAccessible.Role", getattr(widget, "accessible_role", Role.Client))


def name_of(widget: QWidget) -> str:
    """Returns a widget's accessible name, by default the text of a button or label."""
    named = widget.accessibleName()
    return named or (widget.text() if isinstance(widget, QAbstractButton | QLabel) else "")


def value_of(widget: QWidget) -> str:
    """Returns a widget's accessible value."""
    value: Callable[[], str] | None = getattr(widget, "accessible_value", None)
    return value() if value is not None else ""


def parts_of(widget: QWidget) -> Sequence[AccessiblePart]:
    """Returns the accessible parts of a widget."""
    parts: Callable[[], Sequence[AccessiblePart]] | None = getattr(widget, "accessible_parts", None)
    return parts() if parts is not None else ()
