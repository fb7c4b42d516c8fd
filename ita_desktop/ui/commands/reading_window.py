"""The base class of reading windows: contents, text, and a search field.

Shows a chapter: Markdown in the window's fonts and colours with its line breaking, and pictures
fitted to the width.

The chapters of the manual with their topics: pages and dialogs.

A second-level heading begins a chapter. An HTML comment at its end contains its topics: ``## 4 OIT
items <!-- oit -->``. A comment at the end of another line contains the topics of what that line
begins with.
"""

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from PySide6.QtCore import QMimeData, QRect, QRegularExpression, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QFontDatabase,
    QImage,
    QKeySequence,
    QResizeEvent,
    QShortcut,
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
from PySide6.QtWidgets import QDialog, QFrame, QListWidget, QTextBrowser, QTextEdit, QWidget

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import one_line
from ita_desktop.i18n import tr
from ita_desktop.paths import document
from ita_desktop.ui.commands.own_lines import END_OF_LINE, OwnLines
from ita_desktop.ui.frame.window_geometry import FRAME, in_sight
from ita_desktop.ui.outside import open_link
from ita_desktop.ui.theme.lines import FAMILY, font
from ita_desktop.ui.theme.tokens import Space, Text, Tone, tokens
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.fields.field import SearchField
from ita_desktop.ui.widgets.label import ThaiLabel

_STEP_SECONDS: Final = 0.02
"""Duration of a step in seconds after which the window's events come first."""
END_OF_PARAGRAPH: Final = "\u2029"
_HARD_SPACE: Final = "\u00a0"
_HEADING: Final = lazy_re(r"^## (?P<title>.*?)(?: *<!-- *(?P<about>[\w -]*?) *-->)?$", re.MULTILINE)
_PLACE: Final = lazy_re(r"^(?P<line>.*?) *<!-- *(?P<about>[\w -]+?) *-->$", re.MULTILINE)
_MARKS: Final = lazy_re(r"^[-#|>\s]+|[*`]")
_OPENING: Final = 40
"""So many letters of a paragraph tell it from others."""
_PARAGRAPH: Final = lazy_re(r"\n\s*\n|\n(?=- |\d+\. )")
_NOT_READ: Final = lazy_re(r"^(#|```|~~~|!\[|\|)")
"""How a part of a chapter begins that is no paragraph."""
_ROW: Final = lazy_re(r"^\|")
_CELL: Final = lazy_re(r" *\| *")
_HEAD_OF_TABLE: Final = 2
"""So many lines of a table are no rows of it."""
_ANY_HEADING: Final = lazy_re("^#+ ", re.MULTILINE)


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
        self.setExtraSelections([])
        self._lines.begin()
        self._fitted, self._fitting = None, iter(())
        if not plain:
            self._apply_formats()
        self._fit_if_visible()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def go_to(self, words: str) -> None:
        """Scrolls to the paragraph that begins with ``words``, and marks it: at the end of a
        chapter others stand above it."""
        if self.search(words):
            cursor = self.textCursor()
            cursor.setPosition(cursor.selectionStart())
            self.setTextCursor(cursor)
            self._mark(cursor)
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.cursorRect().top() - HelpTextSize.MARGIN)

    def _mark(self, paragraph: QTextCursor) -> None:
        """Marks the rest of a paragraph until another chapter is read."""
        marked = QTextEdit.ExtraSelection()
        cursor, looks = QTextCursor(paragraph), QTextCharFormat()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        looks.setBackground(tokens().tint)
        marked.cursor, marked.format = cursor, looks
        self.setExtraSelections([marked])

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


@dataclass(frozen=True, slots=True)
class HelpChapter:
    """Heading and text, as Markdown or ``plain``; ``about`` are its topics, ``places`` the words at
    which the text on some of them begins."""

    title: str
    text: str
    about: frozenset[str] = frozenset()
    plain: bool = False
    places: Mapping[str, str] = field(default_factory=dict)

    @property
    def paragraphs(self) -> Iterator[tuple[str, str]]:
        """Yields the words at which each paragraph and row of a table begins, and all its words,
        without marks."""
        for part in map(str.strip, _PARAGRAPH.split(self.text)):
            if _ROW.match(part):
                for row in part.splitlines()[_HEAD_OF_TABLE:]:
                    cells = [_MARKS.sub("", cell).strip() for cell in _CELL.split(row.strip("| "))]
                    yield cells[-1][:_OPENING].strip(), one_line(" ".join(cells))
            elif part and not _NOT_READ.match(part):
                words = one_line(_MARKS.sub("", part))
                yield opening_of(part.partition("\n")[0]), words


@cache
def chapters(language: str) -> tuple[HelpChapter, ...]:
    """Returns the chapters of the manual in ``th`` or ``en``. Raises FileNotFoundError if the
    manual is not installed."""
    text = document(f"manual.{language}.md").read_text(encoding="utf-8")
    found = list(_HEADING.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    return tuple(
        _chapter(match["title"], match["about"] or "", text[match.end() : end])
        for match, end in zip(found, ends, strict=True)
    )


def opening_of(line: str) -> str:
    """Returns the words that tell a paragraph, by its first line."""
    return _MARKS.sub("", line)[:_OPENING].strip()


def _chapter(title: str, about: str, text: str) -> HelpChapter:
    places = {
        topic: opening_of(place["line"])
        for place in _PLACE.finditer(text)
        for topic in place["about"].split()
    }
    shown = _PLACE.sub(r"\g<line>", text)
    topics = frozenset((*about.split(), *places))
    return HelpChapter(title, f"## {title}\n{shown}", topics, places=places)


def news(language: str) -> HelpChapter:
    """Returns the release notes, newest first, in Thai or English. Their headings are one level
    lower, as a chapter begins with the second level."""
    name = "CHANGELOG.th.md" if language == "th" else "CHANGELOG.md"
    text = document(name).read_text(encoding="utf-8")
    title = text.partition("\n")[0].removeprefix("# ")
    return HelpChapter(title, _ANY_HEADING.sub("#\\g<0>", text))


class ReadingWindowSize:
    WIDTH: Final = 980
    HEIGHT: Final = 640
    CONTENTS: Final = 220
    """Least width of the contents, which are as wide as their longest title."""
    BETWEEN: Final = 3
    """Space around an entry of the contents."""


class ReadingWindow(QDialog):
    """A non-modal window to read in."""

    def __init__(self, parent: QWidget, title: str, chapters: Sequence[HelpChapter]) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self._chapters = tuple(chapters)
        self.contents = QListWidget(self)
        self.contents.setAccessibleName(tr("สารบัญ"))
        self.contents.setFont(font(Text.BODY))
        self.contents.setFrameShape(QFrame.Shape.NoFrame)
        self.contents.setSpacing(ReadingWindowSize.BETWEEN)
        self.contents.addItems([chapter.title for chapter in self._chapters])
        self.contents.currentRowChanged.connect(self._show)
        self.field = SearchField(tr("ค้นหาในนี้"), self, hint="Ctrl+F")
        self.field.textEdited.connect(lambda _text: self._search(again=False))
        self.field.returnPressed.connect(self._search)
        self.nothing = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2)
        self.reader = Reader(self)
        self.reader.setAccessibleName(tr("เนื้อหา"))
        self._lay_out()
        for keys, act in (
            ("Ctrl+F", self._begin_search),
            ("F3", self._search),
            ("Shift+F3", lambda: self._search(back=True)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self._place()

    def _lay_out(self) -> None:
        hbox(
            vbox(self.field, self.nothing, (self.contents, 1), gap=Space.S),
            (self.reader, 1),
            on=self,
            margins=(Space.L, Space.L, 0, 0),
            gap=Space.L,
        )
        width = self._contents_width()
        for part in (self.contents, self.field, self.nothing):
            part.setFixedWidth(width)
        self.nothing.hide()

    def _contents_width(self) -> int:
        """Returns a width in which every title is seen whole, also beside a scroll bar."""
        self.contents.ensurePolished()
        beside = (
            self.contents.verticalScrollBar().sizeHint().width() + 2 * ReadingWindowSize.BETWEEN
        )
        return max(ReadingWindowSize.CONTENTS, self.contents.sizeHintForColumn(0) + beside)

    def _place(self) -> None:
        """Centres the window on its parent, on the screen."""
        parent = self.parentWidget()
        if parent is None:
            return
        wider = self.contents.width() - ReadingWindowSize.CONTENTS
        place = QRect(0, 0, ReadingWindowSize.WIDTH + wider, ReadingWindowSize.HEIGHT)
        place.moveCenter(parent.window().geometry().center())
        self.setMinimumSize(QSize(self.contents.width() * 2, ReadingWindowSize.CONTENTS))
        self.setGeometry(in_sight(place, parent.screen().availableGeometry(), FRAME))

    def open_row(self, at: int) -> None:
        """Shows a chapter by its index."""
        self.contents.setCurrentRow(at)
        self.show()
        self.raise_()
        self.activateWindow()
        self.reader.setFocus()

    @property
    def title(self) -> str:
        """The heading of the shown chapter."""
        return self._chapters[self.contents.currentRow()].title

    def _show(self, at: int) -> None:
        chapter = self._chapters[at]
        self.reader.read(chapter.text, plain=chapter.plain)

    # -- search

    def _begin_search(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _search(self, *, back: bool = False, again: bool = True) -> None:
        """Moves to the next match in this chapter, else in the next one with a match."""
        text = self.field.text().strip()
        found = not text or self.reader.search(text, back=back, again=again)
        if not found:
            found = self._search_elsewhere(text, back=back)
        self.nothing.setText("" if found else tr("ไม่พบคำนี้"))
        self.nothing.setVisible(not found)

    def _search_elsewhere(self, text: str, *, back: bool) -> bool:
        count, here = len(self._chapters), self.contents.currentRow()
        for step in range(1, count + 1):
            at = (here + (-step if back else step)) % count
            if text.lower() not in self._chapters[at].text.lower():
                continue
            self.contents.setCurrentRow(at)
            end = self.reader.textCursor().MoveOperation
            self.reader.moveCursor(end.End if back else end.Start)
            if self.reader.search(text, back=back):
                return True
        return False
