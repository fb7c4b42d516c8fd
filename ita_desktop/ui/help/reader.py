"""Shows a chapter: Markdown in the window's fonts and colours with its line breaking, and pictures
fitted to the width."""

import time
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QMimeData, QRegularExpression, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QFontDatabase,
    QImage,
    QResizeEvent,
    QShowEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
    QTextFrameFormat,
    QTextImageFormat,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from ita_desktop.paths import document
from ita_desktop.ui.help.own_lines import END_OF_LINE, OwnLines
from ita_desktop.ui.outside import open_link
from ita_desktop.ui.theme.fonts import FAMILY, font
from ita_desktop.ui.theme.tokens import Text, tokens


class HelpTextSize:
    MARGIN: Final = 16
    """Margin of the text."""
    CELL: Final = 4
    """Padding of table cells."""
    BELOW: Final = 8
    """Space below a paragraph."""
    ABOVE_HEADING: Final = 16
    LONG: Final = 10_000
    """Number of characters from which on a text is wrapped in steps."""


_STEP_SECONDS: Final = 0.02
"""Duration of a step in seconds after which the window's events come first."""
END_OF_PARAGRAPH: Final = "\u2029"
_HARD_SPACE: Final = "\u00a0"


class Reader(QTextBrowser):
    """Shows a chapter. Copied text does not contain the inserted line separators."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("manual")
        self.setStyleSheet("#manual,#manual:focus{border:none;padding:0;}")
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._open_link)
        self.document().setDefaultFont(font(Text.BODY))
        self.document().setDocumentMargin(HelpTextSize.MARGIN)
        self._lines = OwnLines(self)
        self._fitted: int | None = None
        """The width in px for which the lines of the current text are; None if for none yet."""
        self._refit = QTimer(self, singleShot=True, interval=0)
        self._refit.timeout.connect(self._fit_if_visible)
        self._fitting: Iterator[None] = iter(())
        """What is left of wrapping a long text."""
        self._steps = QTimer(self, interval=0)
        self._steps.timeout.connect(self._fit_further)
        # A scroll bar that appears would change the width during wrapping.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        # The lines fit, but for the spaces at their ends, which Qt counts.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSearchPaths([str(document("images").parent)])

    @property
    def is_wrapped(self) -> bool:
        """Whether the lines are those that stay."""
        return not (self._steps.isActive() or self._refit.isActive())

    def read(self, text: str, *, plain: bool = False) -> None:
        """Shows a chapter from its beginning, as ``plain`` text or Markdown."""
        if plain:
            # Otherwise it would have the format of the previous heading.
            self.setCurrentCharFormat(QTextCharFormat())
            self.setPlainText(text)
        else:
            self.setMarkdown(text)
        self._lines.begin()
        self._fitted, self._fitting = None, iter(())
        if not plain:
            self._apply_formats()
        self._fit_if_visible()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def go_to(self, words: str) -> None:
        """Scrolls to the paragraph that begins with ``words``."""
        if self.search(words):
            cursor = self.textCursor()
            cursor.setPosition(cursor.selectionStart())
            self.setTextCursor(cursor)
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.cursorRect().top() - HelpTextSize.MARGIN)

    def search(self, text: str, *, back: bool = False, again: bool = True) -> bool:
        """Selects the next match of ``text`` after the selection (unless ``again``, also at it);
        returns False if there is none. Line ends are ignored."""
        self._fit_further(at_once=True)
        between = f"{END_OF_LINE}?"
        letters = between.join(QRegularExpression.escape(letter) for letter in text)
        wanted = QRegularExpression(letters, QRegularExpression.PatternOption.CaseInsensitiveOption)
        how = QTextDocument.FindFlag.FindBackward if back else QTextDocument.FindFlag(0)
        start = self.textCursor()
        if not again:
            start.setPosition(start.selectionStart())
        found = self.document().find(wanted, start, how)
        if found.isNull():
            return False
        self.setTextCursor(found)
        return True

    def createMimeDataFromSelection(self) -> QMimeData:
        copied = QMimeData()
        copied.setText(self.selected_text())
        return copied

    def selected_text(self) -> str:
        """Returns the selected text, one paragraph per line."""
        chosen = self.textCursor().selectedText().replace(END_OF_LINE, "")
        return chosen.replace(END_OF_PARAGRAPH, "\n").replace(_HARD_SPACE, " ")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Once where the width changes several times, and never where it is the same in the end, as
        # when the colours change.
        self._refit.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_if_visible()

    # -- formats

    def _apply_formats(self) -> None:
        """Applies the window's fonts to headings and keys."""
        keys, bold = QTextCharFormat(), QTextCharFormat()
        keys.setFontFamilies([FAMILY])
        keys.setFontFixedPitch(False)
        keys.setBackground(tokens().sunken)
        bold.setFontWeight(Text.BODY_STRONG.value.weight)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for start, fragment in self._fragments():
            plain = fragment.charFormat()
            cursor.setPosition(start)
            cursor.setPosition(start + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
            if plain.fontFixedPitch() or _is_fixed(plain):
                cursor.mergeCharFormat(keys)
            elif plain.fontWeight() > Text.BODY.value.weight:
                cursor.mergeCharFormat(bold)
        self._space_blocks(cursor)
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._format_table(frame)
        # Qt lays out what was changed now, and once.
        cursor.endEditBlock()

    def _space_blocks(self, cursor: QTextCursor) -> None:
        """Sets the spacing of paragraphs and headings."""
        block = self.document().begin()
        while block.isValid():
            looks = QTextBlockFormat()
            heads = block.blockFormat().headingLevel() > 0
            within = QTextCursor(block).currentTable() is not None
            looks.setTopMargin(HelpTextSize.ABOVE_HEADING if heads and block.position() else 0)
            looks.setBottomMargin(0 if within else HelpTextSize.BELOW)
            cursor.setPosition(block.position())
            cursor.mergeBlockFormat(looks)
            block = block.next()

    @staticmethod
    def _format_table(table: QTextTable) -> None:
        looks = table.format()
        looks.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        looks.setBorderBrush(tokens().line)
        looks.setBorderCollapse(True)
        looks.setCellPadding(HelpTextSize.CELL)
        table.setFormat(looks)

    def _fragments(self) -> Iterator[tuple[int, QTextFragment]]:
        found = []
        block = self.document().begin()
        while block.isValid():
            step = block.begin()
            while not step.atEnd():
                found.append((step.fragment().position(), step.fragment()))
                step += 1
            block = block.next()
        return iter(found)

    def _fit_if_visible(self) -> None:
        """Wraps the lines, which takes long, only when they can be seen and are for another width:
        an opening window changes its width several times. A long text is wrapped in steps, and
        shown when all lines are there."""
        width = self.viewport().width()
        if not self.isVisible() or self._fitted == width:
            return
        self._fitted = width
        self._fit_pictures()
        self._fitting = self._lines.filling(width)
        if self.document().characterCount() < HelpTextSize.LONG:
            self._fit_further(at_once=True)
        else:
            self.viewport().setUpdatesEnabled(False)
            self._steps.start()

    def _fit_further(self, *, at_once: bool = False) -> None:
        until = time.perf_counter() + _STEP_SECONDS
        for _ in self._fitting:
            if not at_once and time.perf_counter() > until:
                return
        self._steps.stop()
        self.viewport().setUpdatesEnabled(True)

    def _fit_pictures(self) -> None:
        # The scroll bar may appear only after the pictures were laid out.
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.maximumViewportSize().width() - bar - 2 * HelpTextSize.MARGIN
        cursor = QTextCursor(self.document())
        for start, fragment in self._fragments():
            picture = fragment.charFormat().toImageFormat()
            if not picture.isValid():
                continue
            whole = self.loadResource(
                QTextDocument.ResourceType.ImageResource.value, QUrl(picture.name())
            )
            width = whole.width() if isinstance(whole, QImage) else room
            fitted = QTextImageFormat(picture)
            fitted.setWidth(max(min(room, width), 1))
            cursor.setPosition(start)
            cursor.setPosition(start + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(fitted)

    def _open_link(self, link: QUrl) -> None:
        open_link(link)


def _is_fixed(plain: QTextCharFormat) -> bool:
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    families = plain.fontFamilies()
    return isinstance(families, list) and fixed in families
