"""Installs the accessible interfaces of custom-painted widgets."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibleInterface


def install() -> None:
    """Installs the factory; call once per process."""
    QAccessible.installFactory(_accessible_widget)


def _accessible_widget(_name: str, thing: QObject) -> "QAccessibleInterface | None":
    if not isinstance(thing, QWidget) or getattr(thing, "accessible_role", None) is None:
        return None
    from ita_desktop.ui.accessible_widget import AccessibleWidget

    return AccessibleWidget(thing)
