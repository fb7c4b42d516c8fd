"""ภาพรวม: what to do first, who is behind, what the next level lacks, what comes next."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.dates import short_date, weekday_date
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.progress import OIT
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.overview import LevelBar, Overview, Todo, overview
from ita_desktop.ui.forms.ui_overview_page import Ui_OverviewPage
from ita_desktop.ui.pages.page import MARKS, Page, PageKey
from ita_desktop.ui.session import Session
from ita_desktop.ui.strip_words import no_level_yet
from ita_desktop.ui.theme.tokens import Breakpoint, Height, Space, Text, Tone
from ita_desktop.ui.widgets.book import BookColumn, BookRow, Cell
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.marks import Mark

ONE_COLUMN = 1100
"""Window width in px below which the two columns become one."""
FIRST_SHARE, SECOND_SHARE = 641, 470
"""How the two columns share the width, as drawn at 1366 px."""
ROWS_LOW, ROWS_TALL = 7, 15
"""Rows of what is to be done in a low and a tall window."""


class OverviewPage(Page):
    """Five book tables, no cards."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.ui = Ui_OverviewPage()
        self.ui.setupUi(self)
        self.ui.scroll.viewport().setAutoFillBackground(False)
        self.ui.body.setAutoFillBackground(False)
        self.header = self.ui.header
        self.print_button = self.header.add_button(Button(tr("พิมพ์สรุป"), icon_name="printer"))
        self.todo, self.units, self.level = self.ui.todo, self.ui.units, self.ui.level
        self.subs, self.dates = self.ui.subs, self.ui.dates
        # Labels of one line each: a text that may wrap would load the word breaker at start.
        self.sentences = (self.ui.outlook, self.ui.borrowed)
        for label in self.sentences:
            label.setContentsMargins(Space.S, 0, Space.S, 0)
        self.ui.tryScores.set_icon_after("arrow-right")
        self.ui.tryScores.set_flush()
        self._set_columns()
        self._connect()
        self._columns = 0
        self._arrange(2)

    def _set_columns(self) -> None:
        self.todo.set_row_height(Height.ROW)
        self.todo.set_columns(
            [
                BookColumn(width=54),
                BookColumn(gap=12, share=3),
                BookColumn(tr("ผู้รับผิดชอบ"), width=112),
                BookColumn(tr("กำหนดส่ง"), width=78),
                BookColumn(width=76, right=True),
            ]
        )
        self.units.set_columns(
            [
                BookColumn(share=3),
                BookColumn(tr("ความคืบหน้า"), share=4),
                BookColumn(tr("ครบ"), width=44, right=True),
                BookColumn(tr("เลยกำหนด"), width=96),
            ]
        )
        self.units.set_title(tr("รายหน่วย"), tr("งาน OIT"))
        self.todo.set_without(tr("ไม่มีข้อที่เลยกำหนดหรือครบกำหนดใน 30 วัน"))
        self.units.set_without(tr("ยังไม่ได้มอบหมายข้อใดให้หน่วย"))
        self.dates.set_without(tr("ไม่มีวันสำคัญข้างหน้าในปีนี้"))
        self.level.set_columns(
            [
                BookColumn(width=34),
                BookColumn(gap=12),
                BookColumn(width=54, right=True),
                BookColumn(width=96),
            ]
        )
        self.subs.set_columns(
            [
                BookColumn(width=34),
                BookColumn(gap=8),
                BookColumn(width=48),
                BookColumn(tr("ครบ"), width=40, right=True),
                BookColumn(tr("คะแนน"), width=58, right=True),
            ]
        )
        self.subs.set_title(tr("รายตัวชี้วัดย่อย"), OIT)
        self.dates.set_columns(
            [BookColumn(width=78), BookColumn(gap=30), BookColumn(width=76, right=True)]
        )
        self.dates.set_title(tr("วันสำคัญถัดไป"))
        self.dates.set_opens(False)

    def _connect(self) -> None:
        self.print_button.clicked.connect(lambda: self.go.emit(PageKey.DOCUMENTS, "score-summary"))
        self.todo.opened.connect(lambda code: self.go.emit(PageKey.OIT, code))
        self.units.opened.connect(lambda unit: self.go.emit(PageKey.OIT, f"unit:{unit}"))
        self.subs.opened.connect(lambda code: self.go.emit(PageKey.OIT, f"group:{code}"))
        self.level.opened.connect(lambda code: self.go.emit(PageKey.SCORES, code))
        self.ui.tryScores.clicked.connect(lambda: self.go.emit(PageKey.SCORES, "try"))

    def focus_parts(self) -> Sequence[QWidget]:
        """Where F6 goes, and where the keyboard is first."""
        return (self.todo, self.units, self.level, self.subs)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        self.ui.grid.addWidget(self.ui.first, 0, 0)
        if columns == 2:
            self.ui.grid.addWidget(self.ui.second, 0, 1)
        else:
            self.ui.grid.addWidget(self.ui.second, 1, 0)
        self.ui.grid.setColumnStretch(0, FIRST_SHARE)
        self.ui.grid.setColumnStretch(1, SECOND_SHARE if columns == 2 else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(2 if self.window().width() >= ONE_COLUMN else 1)
        tall = self.window().height() >= Breakpoint.TALL
        height = Height.COMPACT_ROW_TALL if tall else Height.COMPACT_ROW
        for book in (self.units, self.subs, self.dates, self.level):
            if book.row_height != height:
                book.set_row_height(height)
        if not self._stale and self._rows_to_show() != self._shown_rows:
            self._show_todo(self._overview)

    def refresh(self) -> None:
        session = self.session
        shown = overview(session.data, session.previous, session.tree, session.today)
        self._overview = shown
        day = weekday_date(session.today)
        if session.workspace.shown_day is not None:
            day = tr("{day} (วันของแฟ้มตัวอย่าง)", day=day)
        self.header.set_title(tr("ภาพรวม"), day)
        self._show_todo(shown)
        self._show_units(shown)
        self._show_level(shown)
        self._show_subs(shown)
        self.dates.set_rows(
            [
                BookRow(
                    (
                        Cell(day=one.day),
                        Cell(in_language(one.title)),
                        Cell(_in_days(one.days_left), style=Text.LABEL, tone=Tone.TEXT2),
                    )
                )
                for one in shown.dates[:4]
            ]
        )
        self.say(tr("ข้อมูล ณ วันที่ {day}", day=_short(session)))

    def _rows_to_show(self) -> int:
        return ROWS_TALL if self.window().height() >= Breakpoint.TALL else ROWS_LOW

    def _show_todo(self, shown: Overview) -> None:
        self._shown_rows = self._rows_to_show()
        note = tr("เลยกำหนด {late} · ครบกำหนดใน 30 วัน {soon}", late=shown.late, soon=shown.soon)
        self.todo.set_title(tr("ต้องทำก่อน"), note)
        self.todo.set_rows([_todo_row(one) for one in shown.todo[: self._shown_rows]])

    def _show_units(self, shown: Overview) -> None:
        self.units.set_rows(
            [
                BookRow(
                    (
                        Cell(one.unit.label),
                        Cell(fraction=one.done / one.total),
                        Cell(f"{one.done}/{one.total}", tone=Tone.TEXT2),
                        Cell(" ".join(one.late), tone=Tone.LATE, mark=Mark.LATE)
                        if one.late
                        else Cell(),
                    ),
                    one.unit.id,
                )
                for one in shown.units
            ]
        )

    def _show_level(self, shown: Overview) -> None:
        level = shown.target
        if level is None:
            self.level.set_title(tr("ระดับถัดไป"), tr("ยังไม่มีคะแนนครบ"))
        elif level.each_instrument_min is not None:
            note = tr("ทุกเครื่องมือตั้งแต่ {least}", least=f"{level.each_instrument_min:.2f}")
            self.level.set_title(tr("ระดับถัดไป: {name}", name=level.name), note)
        else:
            note = tr("รวมตั้งแต่ {least}", least=f"{level.total_min:.2f}")
            self.level.set_title(tr("ระดับถัดไป: {name}", name=level.name), note)
        self.level.set_rows([_level_row(bar) for bar in shown.bars])
        said = _level_sentences(shown)
        for number, label in enumerate(self.sentences):
            label.setText(said[number] if number < len(said) else "")
            label.setVisible(number < len(said))

    def _show_subs(self, shown: Overview) -> None:
        self.subs.set_rows(
            [
                BookRow(
                    (
                        Cell(one.code, style=Text.BODY_MEDIUM),
                        Cell(one.name),
                        Cell(fraction=one.done / one.total if one.total else 0),
                        Cell(f"{one.done}/{one.total}", tone=Tone.TEXT2),
                        _score(one.score),
                    ),
                    one.code,
                )
                for one in shown.sub_indicators
            ]
        )


def _short(session: Session) -> str:
    return short_date(session.today)


def _in_days(days: int) -> str:
    if days == 0:
        return tr("วันนี้")
    return tr("อีก {days} วัน", days=days) if days > 0 else tr("เลย {days} วัน", days=-days)


def _todo_row(one: Todo) -> BookRow:
    late = one.days_left < 0
    return BookRow(
        (
            Cell(one.item_code, style=Text.BODY_MEDIUM, mark=MARKS[one.state]),
            Cell(one.title),
            Cell(one.owners, tone=Tone.TEXT2),
            Cell(day=one.due),
            Cell(_in_days(one.days_left), tone=Tone.LATE if late else Tone.TEXT2),
        ),
        one.item_code,
    )


def _score(value: Decimal | None) -> Cell:
    if value is None:
        return Cell("–", tone=Tone.TEXT3)
    return Cell(f"{value:.2f}", tone=Tone.TEXT if value else Tone.TEXT3)


def _level_row(bar: LevelBar) -> BookRow:
    value = bar.value or Decimal(0)
    return BookRow(
        (
            Cell(tr("รวม") if bar.code == TOTAL else bar.code),
            Cell(
                fraction=float(value / 100),
                tick=float(bar.needs / 100) if bar.needs is not None else None,
                tone=Tone.DOING if bar.missing else Tone.ACCENT,
            ),
            Cell("–" if bar.value is None else f"{bar.value:.2f}", style=Text.BODY_STRONG),
            _level_word(bar),
        ),
        bar.code,
    )


def _level_word(bar: LevelBar) -> Cell:
    if bar.value is None:
        return Cell(tr("ยังไม่มีคะแนน"), tone=Tone.TEXT2, mark=Mark.NONE)
    if bar.missing == 0:
        return Cell(tr("ถึงแล้ว"), tone=Tone.TEXT2, mark=Mark.DONE)
    if bar.items_left:
        return Cell(tr("เหลือ {count} ข้อ", count=bar.items_left), mark=Mark.DOING)
    if bar.missing is None:
        return Cell()
    return Cell(tr("ขาด {points}", points=bar.missing), mark=Mark.DOING)


def _level_sentences(shown: Overview) -> list[str]:
    """At most two: what completing OIT brings, and which figures are last year's."""
    strip = shown.strip
    said = []
    done = strip.level_when_done
    if strip.partly_known:
        said.append(no_level_yet(strip))
    elif strip.when_oit_done is not None and done is not None and done.level is not None:
        said.append(
            tr(
                "เมื่อ OIT ครบทุกข้อ รวมเป็น {total} {level}",
                total=strip.when_oit_done,
                level=done.level.name,
            )
        )
    borrowed = [one for one in strip.figures if one.from_year is not None]
    if borrowed:
        said.append(
            tr(
                "{codes} ใช้ผลปี {year} จนกว่าจะมีผลของปีนี้",
                codes=" ".join(one.code for one in borrowed),
                year=borrowed[0].from_year,
            )
        )
    return said
