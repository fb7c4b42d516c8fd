"""Texts of several lines that are typed: short rich text with its frame and three tools, and plain
text, on lines filled as everywhere in the window.
"""

from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent, QTextDocument
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget
from shiboken6 import isValid

from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.editors.linelayout import LineLayout
from ita_desktop.ui.editors.rich_text import ListStyle, RichText
from ita_desktop.ui.theme.lines import font
from ita_desktop.ui.theme.tokens import Height, Radius, Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.field import SHOWS_FRAME, TextFrame, are_files, pastes_files
from ita_desktop.ui.widgets.page.section import Plate

_LINES = 4
"""It is usually never lower than so many lines."""


class RichFieldSize:
    TOOL: Final = 24


class _Tool(Button):
    exited = Signal()
    """The keyboard went elsewhere."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.exited.emit()


class RichTools(QWidget):
    """Bold, numbers, bullets: quiet, and only there while a text is typed."""

    accessible_role = Role.ToolBar
    exited = Signal()
    """The keyboard went elsewhere."""

    def __init__(self, text: RichText, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = text
        self.setAccessibleName(tr("รูปแบบข้อความ"))
        self.bold = self._tool("bold", tr("ตัวหนา (Ctrl+B)"))
        self.numbers = self._tool("list-ordered", tr("ลำดับเลข (Ctrl+Shift+7)"))
        self.bullets = self._tool("list", tr("หัวข้อย่อย (Ctrl+Shift+8)"))
        self.bold.clicked.connect(text.embolden)
        self.numbers.clicked.connect(lambda: text.make_list(ListStyle.NUMBERS))
        self.bullets.clicked.connect(lambda: text.make_list(ListStyle.BULLETS))
        hbox(self.bold, self.numbers, self.bullets, on=self)
        self.hide()

    def _tool(self, icon: str, tip: str) -> Button:
        button = _Tool("", self, kind=ButtonKind.QUIET, icon_name=icon)
        button.exited.connect(self.exited)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFixedSize(RichFieldSize.TOOL + Space.XS, RichFieldSize.TOOL)
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._text.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)


class RichField(Plate):
    """``text`` with its frame, which reaches a little beyond it on ``over``; its tools stand above
    it at the right. ``framed`` ones stand in a form and always show where they are."""

    exited = Signal()

    def __init__(
        self, name: str, over: QWidget, parent: QWidget | None = None, *, framed: bool = False
    ) -> None:
        ground = Tone.SURFACE if framed else None
        super().__init__(parent, ground=ground, radius=Radius.CONTROL, line=Tone.CONTROL)
        self._over = over
        self._framed = framed
        self.text = RichText(name, self)
        self.tools = RichTools(self.text, over)
        self._frame = TextFrame(over)
        vbox(self.text, on=self)
        if framed:
            self.text.set_framed()
        self.text.is_tool = lambda widget: widget is not None and self.tools.isAncestorOf(widget)
        self.text.exited.connect(self.exited)
        self.text.editing_changed.connect(lambda _on: self._show_frame())
        self.text.looks_changed.connect(self._show_frame)
        self.tools.exited.connect(self._left_tool)
        self.setFocusProxy(self.text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_text(
        self, text: str, *, locked: bool = False, ghost: str = "", thing: str = ""
    ) -> None:
        """Shows a stored text; see :meth:`RichText.set_text`."""
        self.text.set_text(text, locked=locked, ghost=ghost, thing=thing)

    def begin(self) -> None:
        """Lets the clerk type."""
        self.text.begin()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in SHOWS_FRAME:
            self._show_frame()
        return done

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # A row of a form moves without its text knowing, a text is resized after this; the frame
        # has to go along.
        around: QWidget | None = self.text if self._framed else None
        while around is not None and around is not self._over:
            around.installEventFilter(self)
            around = around.parentWidget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Move, QEvent.Type.Resize}:
            self._show_frame()
        return super().eventFilter(watched, event)

    def _left_tool(self) -> None:
        from PySide6.QtWidgets import QApplication

        now = QApplication.focusWidget()
        if now is not self.text and not self.text.is_tool(now):
            self.text.take()

    def _show_frame(self) -> None:
        if not isValid(self._over):
            # It is going, and this with it.
            return
        text = self.text
        seen = self.isVisible()
        area = self._reach()
        busy = text.is_editing
        wanted = self.underMouse() or text.hasFocus() or busy
        self._frame.setVisible(seen and wanted and (text.hasFocus() or not text.is_locked))
        self.tools.setVisible(seen and busy)
        if not seen:
            return
        self._frame.show_at(area, focused=text.hasFocus() or busy)
        if busy:
            size = self.tools.sizeHint()
            self.tools.setGeometry(
                area.right() + 1 - size.width(), area.top() - size.height(),
                size.width(), size.height(),
            )  # fmt: skip
            self.tools.raise_()

    def _reach(self) -> QRect:
        corner = self.mapTo(self._over, QPoint())
        side = 0 if self._framed else Space.CELL
        return QRect(corner, self.size()).adjusted(-side, 0, side, 0)


class TextArea(QTextEdit):
    """Plain text, as high as its lines, from ``least`` to ``most`` of them; Enter begins a
    paragraph, Tab leaves."""

    exited = Signal()
    """The keyboard went elsewhere."""

    def __init__(
        self, parent: QWidget | None = None, *, least: int = _LINES, most: int = 0
    ) -> None:
        """``most`` is 0 for any number of lines."""
        super().__init__(parent)
        self._least = least
        self._most = most
        document = QTextDocument(self)
        document.setDefaultFont(font(Text.BODY))
        document.setDocumentMargin(0)
        self._layout = LineLayout(document, Text.BODY)
        document.setDocumentLayout(self._layout)
        self.setDocument(document)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._fit)

    def _fit(self) -> None:
        self._layout.set_width(self.viewport().width() - Space.XS)
        frame = self.height() - self.viewport().height()
        lines = max(self._layout.lines, self._least)
        if self._most and lines > self._most:
            lines = self._most
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        wanted = lines * Text.BODY.line + 2 * Space.ABOVE_LINE + frame
        if wanted != self.height():
            self.setFixedHeight(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if pastes_files(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return super().canInsertFromMimeData(source) and not are_files(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(source.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.exited.emit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(self.height(), self._least * Height.ROW_LINE))
