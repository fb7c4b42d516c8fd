"""A text of several lines that is typed, on lines filled as everywhere in the window."""

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from ita_desktop.ui.editors.linelayout import LineLayout
from ita_desktop.ui.theme.fonts import font
from ita_desktop.ui.theme.tokens import Height, Space, Text

_LINES = 4
"""It is usually never lower than so many lines."""


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
