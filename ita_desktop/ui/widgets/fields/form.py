"""Rows of a form: grey labels of one width, fields that begin in one line."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox
from ita_desktop.ui.widgets.label import ThaiLabel


class FormSize:
    LABEL: Final = 128
    """Width of the labels before fields."""
    MOST: Final = 380
    """Width of a readable line."""


def name_parts(form: object) -> None:
    """Names every part of a compiled form as its attribute is."""
    for name, part in vars(form).items():
        if isinstance(part, QObject):
            part.setObjectName(name)


def align_labels(form: QWidget) -> None:
    """Give every label that stands before a field (named ``…Label``) the same width, and make it
    the field's name for screen readers."""
    for label in form.findChildren(ThaiLabel):
        name = label.objectName()
        if not name.endswith("Label"):
            continue
        label.setFixedWidth(FormSize.LABEL)
        field = form.findChild(QWidget, name.removesuffix("Label"))
        if isinstance(field, QWidget):
            field.setAccessibleName(label.text())
            label.setBuddy(field)


def labelled(
    words: str, field: QWidget, *beside: QWidget, stretch: int = 0, on: QWidget | None = None
) -> QHBoxLayout:
    """A row, installed ``on`` a widget or for nesting: the label, a field that screen readers call
    so, and what stands beside it; with ``stretch`` the field takes what is left."""
    label = ThaiLabel(words, style=Text.LABEL, tone=Tone.TEXT2)
    label.setObjectName("fieldLabel")
    label.setFixedWidth(FormSize.LABEL)
    field.setAccessibleName(words)
    label.setBuddy(field)
    row = hbox(label, (field, stretch), *beside, on=on, gap=Space.M)
    row.addStretch()
    return row


def limit(fields: Iterable[QWidget], width: int = FormSize.MOST) -> None:
    """Keep fields from growing over the width of a line that can be read."""
    for field in fields:
        field.setMaximumWidth(width)
