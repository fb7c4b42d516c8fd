"""The result list of the search: entries grouped by kind, with highlighted matches."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from ita_desktop.i18n import in_language, tr
from ita_desktop.services.search.entries import ResultKind, SearchEntry
from ita_desktop.services.search.keys import spans
from ita_desktop.ui.theme.lines import baseline, draw_text, elide, metrics
from ita_desktop.ui.theme.tokens import Height, Space, Text, tokens
from ita_desktop.ui.widgets.painted_list import Index, PaintedList, RowPainter, Rows


class SearchSize:
    """Sizes of the result list."""

    CODE_LEAST: Final = 34
    CODE_MOST: Final = 130
    MARK_REACH: Final = 3
    """How far the highlight of a match extends beyond its line, in px."""
    MARK_RADIUS: Final = 3


ENTRY = Height.ROW
HEAD = Height.COMPACT_ROW
_NOTE_MOST = 0.4
"""Greatest share of a line for its note."""
Section = tuple[str, Sequence[SearchEntry]]
"""A group heading, and its entries."""


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a group."""

    text: str


def kind_name(kind: ResultKind) -> str:
    """Returns the heading of a kind."""
    return {
        ResultKind.BEST: tr("ตรงที่สุด"),
        ResultKind.ITEM: tr("ข้อ"),
        ResultKind.INDICATOR: tr("ตัวชี้วัด"),
        ResultKind.MEASURE: tr("มาตรการ"),
        ResultKind.PERSON: tr("คน"),
        ResultKind.UNIT: tr("หน่วย"),
        ResultKind.ORDER: tr("คำสั่งแต่งตั้ง"),
        ResultKind.MEETING: tr("การประชุม"),
        ResultKind.LETTER: tr("หนังสือ"),
        ResultKind.DOCUMENT: tr("เอกสาร"),
        ResultKind.WORDING: tr("ถ้อยคำในเอกสาร"),
        ResultKind.DATE: tr("วันสำคัญ"),
        ResultKind.COMMAND: tr("คำสั่งในเมนู"),
        ResultKind.GUIDE: tr("คู่มือ"),
    }[kind]


class ResultModel(Rows):
    """Headings and entries, one per row; only entries can be selected."""

    rows: tuple[Head | SearchEntry, ...]
    words: Sequence[str] = ()

    def show_found(self, found: Sequence[Section], words: Sequence[str]) -> None:
        """Sets the results; ``words`` are highlighted."""
        self.words = words
        self.show_rows([row for title, entries in found for row in (Head(title), *entries)])

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.rows[index.row()], SearchEntry):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def shown(self, at: int) -> str:
        return self.rows[at].text

    def accessible_text(self, at: int) -> str | None:
        row = self.rows[at]
        if isinstance(row, Head):
            return None
        return " ".join(filter(None, (row.code, row.text, in_language(row.note))))


class _Painter(RowPainter):
    def __init__(self, parent: "ResultList") -> None:
        super().__init__(parent)
        self.code_width = 0.0

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        assert isinstance(model, ResultModel)
        head = isinstance(model.rows[index.row()], Head)
        return QSize(0, HEAD if head else ENTRY)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, ResultModel)
        row = model.rows[index.row()]
        area = QRectF(option.rect).adjusted(Space.XS, 0, -Space.XS, 0)
        if isinstance(row, Head):
            painter.setPen(tokens().text2)
            at = baseline(Text.NOTE, area.top() + 2, HEAD)
            draw_text(painter, Text.NOTE, area.left() + Space.S, at, row.text)
            return
        self.paint_state(painter, option, area)
        self._paint_entry(painter, row, area, model.words)

    def _paint_entry(
        self, painter: QPainter, entry: SearchEntry, area: QRectF, words: Sequence[str]
    ) -> None:
        theme = tokens()
        left, right = area.left() + Space.S, area.right() - Space.S
        y = baseline(Text.BODY, area.top(), ENTRY)
        note = elide(in_language(entry.note), Text.LABEL, area.width() * _NOTE_MOST)
        if note:
            wide = metrics(Text.LABEL).horizontalAdvance(note)
            painter.setPen(theme.text2)
            draw_text(painter, Text.LABEL, right - wide, y, note)
            right -= wide + Space.L
        painter.setPen(theme.text)
        if entry.code:
            code = elide(entry.code, Text.BODY_MEDIUM, self.code_width)
            draw_text(painter, Text.BODY_MEDIUM, left, y, code)
            left += self.code_width + Space.M
        text = elide(entry.text, Text.BODY, right - left)
        self._paint_marks(painter, text, QPointF(left, y), words)
        painter.setPen(theme.text)
        draw_text(painter, Text.BODY, left, y, text)

    def _paint_marks(self, painter: QPainter, text: str, at: QPointF, words: Sequence[str]) -> None:
        """Paints the background of matches."""
        measure = metrics(Text.BODY).horizontalAdvance
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens().doing_tint)
        for first, end in spans(text, words):
            left = at.x() + measure(text[:first])
            wide = measure(text[:end]) - measure(text[:first])
            reach = SearchSize.MARK_REACH
            line = Text.BODY.line
            mark = QRectF(left - 1, at.y() - line + reach, wide + 2, line + reach)
            painter.drawRoundedRect(mark, SearchSize.MARK_RADIUS, SearchSize.MARK_RADIUS)


class ResultList(PaintedList):
    """The result list; the focus stays in the search field."""

    picked = Signal(object)
    """An entry was clicked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("ผลการค้นหา"))
        self.results = ResultModel(self)
        self._painter = _Painter(self)
        self.paint_by(self.results, self._painter)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(self._click)

    def show_found(self, found: Sequence[Section], words: Sequence[str], *, again: bool) -> None:
        """Sets the results and selects the first entry; ``again`` for the same words, that which
        was selected by the arrows, if it is still among them."""
        kept = self.chosen if again and self.currentIndex().row() > 1 else None
        self.results.show_found(found, words)
        measure = metrics(Text.BODY_MEDIUM).horizontalAdvance
        codes = [measure(entry.code) for _, some in found for entry in some if entry.code]
        self._painter.code_width = min(max([SearchSize.CODE_LEAST, *codes]), SearchSize.CODE_MOST)
        first = 1 if self.results.rows else -1
        self.choose(self.results.rows.index(kept) if kept in self.results.rows else first)

    @property
    def chosen(self) -> SearchEntry | None:
        """The selected entry."""
        index = self.currentIndex()
        row = self.results.rows[index.row()] if index.isValid() else None
        return row if isinstance(row, SearchEntry) else None

    def choose(self, row: int) -> None:
        """Selects an entry by row and scrolls to it, including its heading if it is the first."""
        if not 0 <= row < len(self.results.rows):
            self.setCurrentIndex(QModelIndex())
            return
        self.setCurrentIndex(self.results.index(row))
        if row == 1:
            self.scrollToTop()

    def step(self, by: int) -> None:
        """Moves the selection by ``by`` entries, stopping at the ends."""
        entries = [at for at, row in enumerate(self.results.rows) if isinstance(row, SearchEntry)]
        if entries:
            now = self.currentIndex().row()
            place = entries.index(now) if now in entries else 0
            self.choose(entries[min(max(place + by, 0), len(entries) - 1)])

    def wanted_height(self, most: int) -> int:
        """Returns the height of all results, at most ``most``."""
        heads = sum(isinstance(row, Head) for row in self.results.rows)
        return min(heads * HEAD + (len(self.results.rows) - heads) * ENTRY, most)

    def _click(self, index: QModelIndex) -> None:
        row = self.results.rows[index.row()]
        if isinstance(row, SearchEntry):
            self.picked.emit(row)
