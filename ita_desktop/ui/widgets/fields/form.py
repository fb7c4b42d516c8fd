"""Rows of a form: grey labels of one width, fields that begin in one line.

What is typed and ticked in the fields of a form, whichever fields it has.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QTextEdit,
    QWidget,
)

from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox
from ita_desktop.ui.widgets.fields.field import SearchField
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


def typed_in(form: QWidget) -> tuple[Any, ...]:
    """Returns what stands in the fields of a form, in their order: texts, and what is ticked.
    Searching is no input."""
    return tuple(_value(field) for field in _fields(form))


def put_in(form: QWidget, typed: tuple[Any, ...]) -> None:
    """Puts into the fields what :func:`typed_in` returned."""
    for field, value in zip(_fields(form), typed, strict=False):
        if isinstance(field, QAbstractButton):
            field.setChecked(value)
        elif isinstance(field, QTextEdit):
            field.setPlainText(value)
        elif isinstance(field, QLineEdit):
            field.setText(value)


def is_typed_in(form: QWidget) -> bool:
    """Returns whether the clerk has typed something in a field of a form, which is still there."""
    for field in _fields(form):
        if isinstance(field, QLineEdit):
            typed = field.isModified()
        else:
            typed = isinstance(field, QTextEdit) and field.document().isModified()
        if typed and _value(field):
            return True
    return False


def _fields(form: QWidget) -> Iterator[QWidget]:
    for widget in form.findChildren(QWidget):
        if widget.window() is form.window() and _is_field(widget) and not _is_cell(widget):
            yield widget


def _is_field(widget: QWidget) -> bool:
    if isinstance(widget, QAbstractButton):
        from ita_desktop.ui.widgets.page.tabs import Tab

        return widget.isCheckable() and not isinstance(widget, Tab)
    if isinstance(widget, QLineEdit):
        return not isinstance(widget, SearchField)
    return isinstance(widget, QTextEdit)


def _is_cell(widget: QWidget) -> bool:
    """Returns whether a widget is in a table, where Esc is the table's."""
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QAbstractItemView):
            return True
        above = above.parentWidget()
    return False


def _value(field: QWidget) -> Any:
    if isinstance(field, QAbstractButton):
        return field.isChecked()
    if isinstance(field, QTextEdit):
        return field.toPlainText()
    assert isinstance(field, QLineEdit)
    return field.text()
