"""What is typed and ticked in the fields of a form, whichever fields it has."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit, QTextEdit, QWidget

from ita_desktop.ui.widgets.fields.field import SearchField
from ita_desktop.ui.widgets.page.tabs import Tab


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
