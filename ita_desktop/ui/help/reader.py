"""The text of a chapter: Markdown in the window's letters and colours, with lines that end at Thai
words, and pictures as wide as there is room."""

import re
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QMimeData, QRegularExpression, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QFontDatabase,
    QImage,
    QResizeEvent,
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
from ita_desktop.typography.words import BREAK
from ita_desktop.ui.theme.fonts import FAMILY, font
from ita_desktop.ui.theme.lines import words
from ita_desktop.ui.theme.measures import HelpSize
from ita_desktop.ui.theme.tokens import Text, tokens

_IMAGE: Final = QTextDocument.ResourceType.ImageResource.value
_THAI: Final = re.compile(r"[\u0e00-\u0e7f]{2,}")


class Reader(QTextBrowser):
    """Shows one chapter. Copied text holds no break marks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("manual")
        self.setStyleSheet("#manual,#manual:focus{border:none;padding:0;}")
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._follow)
        self.document().setDefaultFont(font(Text.BODY))
        self.document().setDocumentMargin(HelpSize.MARGIN)
        self.setSearchPaths([str(document("images").parent)])

    def read(self, text: str) -> None:
        """Shows a chapter from its beginning."""
        marked = _THAI.sub(lambda one: BREAK.join(words.breaker.pieces(one[0])), text)
        self.setMarkdown(marked)
        self._dress()
        self._fit_pictures()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def search(self, text: str, *, back: bool = False, again: bool = True) -> bool:
        """Marks the next place of ``text`` behind the marked one (or, not ``again``, there too);
        False where there is none. Marks between words make no difference."""
        between = f"{BREAK}?"
        letters = between.join(QRegularExpression.escape(one) for one in text)
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
        copied.setText(self.textCursor().selection().toPlainText().replace(BREAK, ""))
        return copied

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_pictures()

    # -- looks

    def _dress(self) -> None:
        """Headings and keys in the window's letters: Markdown knows neither."""
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
        cursor.endEditBlock()
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._dress_table(frame)

    def _space_blocks(self, cursor: QTextCursor) -> None:
        """Room between paragraphs, and above headings."""
        block = self.document().begin()
        while block.isValid():
            looks = QTextBlockFormat()
            heads = block.blockFormat().headingLevel() > 0
            within = QTextCursor(block).currentTable() is not None
            looks.setTopMargin(HelpSize.ABOVE_HEADING if heads and block.position() else 0)
            looks.setBottomMargin(0 if within else HelpSize.BELOW)
            cursor.setPosition(block.position())
            cursor.mergeBlockFormat(looks)
            block = block.next()

    @staticmethod
    def _dress_table(table: QTextTable) -> None:
        looks = table.format()
        looks.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        looks.setBorderBrush(tokens().line)
        looks.setBorderCollapse(True)
        looks.setCellPadding(HelpSize.CELL)
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

    def _fit_pictures(self) -> None:
        room = self.viewport().width() - 2 * HelpSize.MARGIN
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

    def _follow(self, link: QUrl) -> None:
        if link.scheme() in {"http", "https"}:
            QDesktopServices.openUrl(link)


def _is_fixed(plain: QTextCharFormat) -> bool:
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    families = plain.fontFamilies()
    return isinstance(families, list) and fixed in families
