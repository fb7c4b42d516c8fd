"""Supports both constructor forms of Qt widgets: (text, parent), and (parent) in compiled forms."""

from PySide6.QtWidgets import QWidget


def text_and_parent(text: str | QWidget, parent: QWidget | None) -> tuple[str, QWidget | None]:
    """Returns text and parent for both ``Button("มอบหมาย", page)`` and ``Button(page)``."""
    return ("", text) if isinstance(text, QWidget) else (text, parent)
