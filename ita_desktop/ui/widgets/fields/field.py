"""Fields of one line and the forms that they make: text, search, the error beside a field, grey
labels of one width; and what is typed and ticked in a form, whichever fields it has.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Property, QDir, QEvent, QMimeData, QObject, QPointF, QRect, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QRegion,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QTextEdit,
    QWidget,
)

from ita_desktop.ui.theme.lines import baseline, draw_text, elide, metrics
from ita_desktop.ui.theme.measures import FieldSize
from ita_desktop.ui.theme.shapes import OutlinedArea, paint_icon
from ita_desktop.ui.theme.tokens import Height, IconSize, Radius, Space, Stroke, Text, Tone, tokens
from ita_desktop.ui.widgets.boxes import hbox, text_and_parent, vbox
from ita_desktop.ui.widgets.label import OVERHANG, ThaiLabel
from ita_desktop.ui.widgets.marks import Mark, MarkLabel

if TYPE_CHECKING:
    from ita_desktop.ui.widgets.fields.choices import Choice

SHOWS_FRAME: Final = frozenset(
    {
        QEvent.Type.FocusIn,
        QEvent.Type.FocusOut,
        QEvent.Type.HoverEnter,
        QEvent.Type.HoverLeave,
        QEvent.Type.Resize,
        QEvent.Type.Move,
        QEvent.Type.Hide,
    }
)
"""Events of the text after which its frame may be another."""


class CaretSize:
    SIDE: Final = 5
    """Distance of the cursor from the left edge of Qt's cursor rectangle."""


def are_files(data: QMimeData | None) -> bool:
    """Returns whether files or nothing but a picture were copied. In no field are their addresses
    typed: they are for what the field stands in, or it is said where they go."""
    if data is None:
        return False
    is_picture = data.hasImage() and not data.hasText()
    return is_picture or any(url.isLocalFile() for url in data.urls())


def pastes_files(event: QKeyEvent) -> bool:
    """Returns whether a key pastes files, which a text lets go of."""
    is_paste = event.matches(QKeySequence.StandardKey.Paste)
    return is_paste and are_files(QGuiApplication.clipboard().mimeData())


class LineEdit(QLineEdit):
    """Qt cuts selected letters where their marks stand out of the line, and types the addresses of
    copied files."""

    takes_path = False
    """Whether it names a file or folder: then the path of a single one is typed."""
    mends_selected = True
    """Not where letters are spaced otherwise than the font says."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pastes_files(event):
            super().keyPressEvent(event)
        elif not (self.takes_path and self._type_path()):
            event.ignore()

    def _type_path(self) -> bool:
        urls = QGuiApplication.clipboard().mimeData().urls()
        if len(urls) != 1:
            return False
        self.insert(QDir.toNativeSeparators(urls[0].toLocalFile()))
        self.textEdited.emit(self.text())
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Pastes no files either."""
        if not are_files(QGuiApplication.clipboard().mimeData()):
            super().contextMenuEvent(event)
            return
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.setEnabled(False)
        menu.popup(event.globalPos())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if are_files(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.mends_selected and self.hasSelectedText():
            self._mend_selected()

    def _mend_selected(self) -> None:
        """Paints what stands above and below the line."""
        from PySide6.QtWidgets import QStyle, QStyleOptionFrame

        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inner = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        inner = inner.marginsRemoved(self.textMargins())
        caret = self.cursorRect()
        before = QFontMetricsF(self.font()).horizontalAdvance(self.text()[: self.cursorPosition()])
        begin = caret.left() + CaretSize.SIDE - before
        line = QRect(0, caret.top(), self.width(), caret.height() - 1)
        seen = QRect(inner.left(), 0, inner.width(), self.height())
        painter = QPainter(self)
        painter.setClipRegion(QRegion(seen) - QRegion(line))
        painter.setPen(tokens().text)
        painter.drawText(QPointF(begin, caret.top() + self.fontMetrics().ascent()), self.text())


class Field(LineEdit):
    """One line of text. ``example`` stands in it while it is empty.

    The example is painted here, because Qt cuts a placeholder at the font's own height and with
    it the vowels under Thai letters.
    """

    def __init__(
        self, text: str | QWidget = "", parent: QWidget | None = None, *, example: str = ""
    ) -> None:
        text, parent = text_and_parent(text, parent)
        super().__init__(text, parent)
        self._example = example
        self.setFixedHeight(Height.FIELD)

    def _get_example(self) -> str:
        return self._example

    def set_example(self, example: str) -> None:
        """An example of what to type; never the field's label."""
        if example != self._example:
            self._example = example
            self.update()

    example = Property(str, _get_example, set_example)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo are the window's where nothing was typed that could be taken back."""
        standard = QKeySequence.StandardKey
        if (event.matches(standard.Undo) and not self.isUndoAvailable()) or (
            event.matches(standard.Redo) and not self.isRedoAvailable()
        ):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text() or not self._example:
            return
        margins = self.textMargins()
        left = FieldSize.PADDING + margins.left() + 1
        room = self.width() - left - FieldSize.PADDING - margins.right()
        painter = QPainter(self)
        painter.setPen(tokens().text3)
        words = elide(self._example, Text.BODY, room)
        draw_text(painter, Text.BODY, left, baseline(Text.BODY, 0, self.height()), words)


class SearchField(Field):
    """A search field: a glass before the words, and the shortcut while it is empty."""

    about = ""
    """Its topic in the manual; empty: that of what it is in."""

    def __init__(
        self, example: str | QWidget = "", parent: QWidget | None = None, *, hint: str = ""
    ) -> None:
        example, parent = text_and_parent(example, parent)
        super().__init__("", parent, example=example)
        self._hint = hint
        self.setAccessibleName(example)
        self._fit()

    def set_hint(self, hint: str) -> None:
        self._hint = hint
        self._fit()
        self.update()

    def set_example(self, example: str) -> None:
        super().set_example(example)
        self.setAccessibleName(example)

    def _fit(self) -> None:
        after = metrics(Text.NOTE).horizontalAdvance(self._hint) + Space.S if self._hint else 0
        self.setTextMargins(IconSize.BUTTON + Space.S + 2, 0, round(after), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = tokens()
        painter = QPainter(self)
        at = QPointF(FieldSize.PADDING - 2, (self.height() - IconSize.BUTTON) / 2)
        paint_icon(painter, "search", theme.text2, at)
        if self._hint and not self.text():
            painter.setPen(theme.text2)
            width = metrics(Text.NOTE).horizontalAdvance(self._hint)
            x = self.width() - FieldSize.PADDING - 1 - round(width)
            draw_text(painter, Text.NOTE, x, baseline(Text.NOTE, 0, self.height()), self._hint)


class _Error(QWidget):
    """The sentence under a field that says what is wrong."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = ThaiLabel("", self, style=Text.LABEL, tone=Tone.LATE, most=3)
        mark = MarkLabel(self, Mark.LATE, height=Text.LABEL.line + OVERHANG)
        top = Qt.AlignmentFlag.AlignTop
        hbox((mark, 0, top), (self.label, 1), on=self, gap=Space.ICON_TO_WORD)


class FieldWithError(QWidget):
    """A field, and under it, while it is wrong, icon and sentence. The value stays as typed."""

    def __init__(self, field: "QLineEdit | Choice", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._error = _Error(self)
        self._error.hide()
        vbox(field, self._error, on=self)
        self.setFocusProxy(field)

    @property
    def error(self) -> str:
        """The sentence that is shown; empty while the field is right."""
        return self._error.label.text() if not self._error.isHidden() else ""

    def set_error(self, sentence: str) -> None:
        """Say what is wrong with the value and how to type it; an empty sentence clears it."""
        self._error.label.setText(sentence)
        self._error.setVisible(bool(sentence))
        self.field.setProperty("invalid", bool(sentence))
        self.field.setAccessibleDescription(sentence)
        restyle(self.field)


def restyle(widget: QWidget) -> None:
    """Let a style sheet look again at a property that has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


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
        from ita_desktop.ui.widgets.chip import Tab

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


class TextFrame(OutlinedArea):
    """Reaches beyond the text, so that it touches no letter."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, Radius.CHECK)
        self.hide()

    def show_at(self, area: QRect, *, focused: bool) -> None:
        """Moves it to ``area`` above everything else there."""
        if focused:
            self.set_line(Tone.ACCENT, Stroke.FOCUS)
        else:
            self.set_line(Tone.CONTROL, Stroke.HAIR)
        self.setGeometry(area)
        self.raise_()
