"""Qt's two ways to make a widget: with its text, or, as compiled forms do, with its parent."""

from PySide6.QtWidgets import QWidget


def text_and_parent(text: str | QWidget, parent: QWidget | None) -> tuple[str, QWidget | None]:
    """``Button("มอบหมาย", page)`` and ``Button(page)`` both give a text and a parent."""
    return ("", text) if isinstance(text, QWidget) else (text, parent)
