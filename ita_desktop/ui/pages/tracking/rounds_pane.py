"""The reporting rounds beside the list of occurrences: progress, and what is missing."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.dates import DateError, parse_date
from ita_desktop.domain.tracking.entries import Round
from ita_desktop.i18n import sentence, tr
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.places import paper_place
from ita_desktop.services.tracking import tracking
from ita_desktop.ui.editors.dates import example_day
from ita_desktop.ui.language import short_date
from ita_desktop.ui.pages.tracking.recording import round_title
from ita_desktop.ui.pages.tracking.time_rows import RoundRow
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.measures import RecordSize
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import add, hbox, nest
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.field import Field
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.lines import Linked, LinkList
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.page.pane import DetailPane, PaneSection
from ita_desktop.ui.widgets.popup import FormPopup
from ita_desktop.ui.widgets.status import Bar

REPORT = "progress-report"
SHORT = 6
"""Number of measures without result listed before all are requested."""


class _Round(PaneSection):
    """A round: its days, a progress bar, and measures without result."""

    measure_opened = Signal(str)
    summary_requested = Signal(str, QWidget)
    """The results of a measure should be summarised; carries its id, and the widget to open
    beside."""
    print_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent, action=tr("แก้"))
        self._row: RoundRow | None = None
        self._all = False
        self._measure = ""
        self.days = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2)
        self.counted = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2, most=2)
        self.bar = Bar(self)
        self.missing = ThaiLabel("", self, style=Text.LABEL, tone=Tone.TEXT2, most=2)
        self.basis = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2, most=2)
        self.list = LinkList(self)
        self.list.opened.connect(self.measure_opened)
        self.more = Button("", self, kind=ButtonKind.QUIET)
        self.more.set_flush()
        self.more.clicked.connect(self._show_all)
        self.summed = LinkList(self)
        self.summed.opened.connect(self._open_summary)
        self.sum_up = Button("", self, kind=ButtonKind.QUIET, icon_name="pencil")
        self.sum_up.set_flush()
        self.sum_up.clicked.connect(lambda: self.summary_requested.emit(self._measure, self.sum_up))
        self.sum_up.hide()
        self.print = Button(tr("พิมพ์รายงานรอบนี้"), self, kind=ButtonKind.QUIET, icon_name="printer")
        self.print.set_flush()
        self.print.clicked.connect(self.print_requested)
        column = self.column
        add(
            column,
            self.days,
            self.counted,
            Space.XS,
            self.bar,
            Space.S,
            self.missing,
            self.basis,
            self.list,
            self.more,
            Space.XS,
            self.summed,
            self.sum_up,
            self.print,
        )

    def show_round(self, row: RoundRow, *, locked: bool) -> None:
        """Shows a round."""
        self._row = row
        one, share = row.round, row.due
        title = round_title(one)
        self.set_title(title)
        percent = share.percent
        self.set_action("" if locked else tr("แก้"))
        self.action.setAccessibleName(tr("แก้{round}", round=title))
        self.print.setAccessibleName(tr("พิมพ์รายงาน {round}", round=title))
        self.days.setText(f"{short_date(one.first)} – {short_date(one.last)}")
        lines = [tr("ครบกำหนดถึงวันนี้ ทำแล้ว {done} จาก {of} ครั้ง", done=share.done, of=share.of)]
        if row.share != share:
            whole = row.share
            lines.append(tr("ทั้งรอบ {done} จาก {of} ครั้ง", done=whole.done, of=whole.of))
        self.counted.setText(" · ".join(lines))
        self.set_count(f"{percent:.0f}%" if percent is not None else "–", lines[0])
        self.bar.set_fraction(float(percent or 0) / 100, Tone.DONE)
        self.bar.setAccessibleName(title)
        words = tr("สรุปผลแล้ว")
        self.summed.set_links([Linked(key, name, words, Mark.DONE) for key, name in row.summed])
        self._fill()

    def show_measure(self, key: str, name: str) -> None:
        """Offers to summarise a measure; without a key, hides the offer."""
        self._measure = key
        self.sum_up.setVisible(bool(key))
        self.sum_up.setText(tr("สรุปผลของ {which}…", which=name))
        if self._row is not None:
            title = round_title(self._row.round)
            self.sum_up.setAccessibleName(tr("สรุปผลของ {which} {round}", which=name, round=title))

    def _open_summary(self, measure_id: str) -> None:
        line = next(line for line in self.summed.lines if line.linked.key == measure_id)
        self.summary_requested.emit(measure_id, line)

    def _fill(self) -> None:
        if self._row is None:
            return
        missing, in_table = self._row.missing, self._row.missing_in_table
        count = len(missing)
        words = tr("นับทุกมาตรการของปี อยู่ในตารางของรายงานรอบ {count}", count=in_table)
        self.basis.setText(words)
        self.basis.setVisible(in_table != count)
        whole = self._row.share
        if count:
            told = tr("ยังไม่มีผล {count} มาตรการ", count=count)
        elif whole.done < whole.of:
            told = tr("ทุกมาตรการมีผลแล้วอย่างน้อยหนึ่งครั้ง")
        else:
            told = tr("ทุกมาตรการมีผลแล้ว")
        self.missing.setText(told)
        shown = missing if self._all or count <= SHORT + 1 else missing[:SHORT]
        self.list.set_links([Linked(key, name, "", Mark.NONE) for key, name in shown])
        self.more.setText(tr("ดูทั้งหมด {count}", count=count))
        self.more.setVisible(len(shown) < count)

    def _show_all(self) -> None:
        self._all = True
        self._fill()


class RoundsPane(DetailPane):
    """All rounds of the year, and a button to add one."""

    go = Signal(str, str)
    measure_opened = Signal(str)
    summary_requested = Signal(str, Round, QWidget)
    """The results of a measure in a round should be summarised, beside a widget."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._measure = ("", "")
        self.sections: list[_Round] = []
        self.add = Button(tr("+ เพิ่มรอบ"), self.ui.body, kind=ButtonKind.QUIET)
        self.add.set_flush()
        self.add.clicked.connect(lambda: self._open(None, self.add))
        self.ui.rows.addWidget(self.add)

    def show_rounds(self, rows: Sequence[RoundRow]) -> None:
        """Shows the rounds."""
        locked = self._session.is_locked
        self.set_head("", None, tr("รอบรายงาน"))
        self.add.setVisible(not locked)
        while len(self.sections) < len(rows):
            self._add_section(len(self.sections))
        for at, section in enumerate(self.sections):
            section.setVisible(at < len(rows))
        self._rounds = [row.round for row in rows]
        for section, row in zip(self.sections, rows, strict=False):
            section.show_round(row, locked=locked)
        self._show_measures()

    def show_measure(self, key: str, name: str) -> None:
        """Sets the measure to summarise, with its name; without a key there is none."""
        if (key, name) != self._measure:
            self._measure = (key, name)
            self._show_measures()

    def _show_measures(self) -> None:
        locked = self._session.is_locked
        for section in self.sections:
            section.show_measure(*(("", "") if locked else self._measure))

    def _add_section(self, at: int) -> None:
        section = _Round(self.ui.body)
        section.acted.connect(lambda: self._open(self._rounds[at], section.action))
        section.print_requested.connect(lambda: self._print(self._rounds[at]))
        section.measure_opened.connect(self.measure_opened)
        section.summary_requested.connect(
            lambda key, by: self.summary_requested.emit(key, self._rounds[at], by)
        )
        self.ui.sections.addWidget(section)
        self.sections.append(section)

    def _print(self, round_: Round) -> None:
        place = paper_place(REPORT, round_.id)
        self.go.emit(place.page, place.target)

    def _open(self, round_: Round | None, anchor: QWidget) -> None:
        session = self._session
        popup = RoundPopup(round_, session.year, session.today, self)
        popup.thing = round_.id if round_ is not None else ""
        popup.save = partial(self._save, round_)
        if round_ is not None:
            popup.removed.connect(partial(self._remove, round_.id))
        popup.open_by(anchor)

    def _save(self, round_: Round | None, title: str, first: object, last: object) -> bool:
        session = self._session
        if round_ is None:
            return session.could_write(tracking.add_round, title, first, last)  # type: ignore[arg-type]
        typed = {"title": title, "first": first, "last": last}
        edits = [
            CellEdit(round_.id, name, value)
            for name, value in typed.items()
            if value != getattr(round_, name)
        ]
        return not edits or session.could_write(tracking.edit_round, edits)

    def _remove(self, key: str) -> None:
        session = self._session
        if session.could_write(tracking.remove_round, [key]):
            session.notified.emit(tr("เอารอบรายงานออกแล้ว"), True)


# A popup to edit a reporting round: name, first and last day.


class RoundSize:
    """Sizes of the popup."""

    WIDTH: Final = 340


class RoundPopup(FormPopup):
    """``save`` is called with title, first and last day, and returns whether they were stored."""

    about = "round"
    span = RoundSize.WIDTH

    removed = Signal()

    def __init__(
        self, round_: Round | None, fiscal_year: int, today: date, parent: QWidget
    ) -> None:
        heading = tr("แก้รอบรายงาน") if round_ is not None else tr("เพิ่มรอบรายงาน")
        super().__init__(heading, parent, gap=Space.S)
        self.save: Callable[[str, date, date], bool] = lambda _title, _first, _last: True
        self._year, self._today = fiscal_year, today
        self.title = self.start = self._field(tr("ชื่อรอบ"), tr("รอบ 9 เดือน"))
        self.first = self._field(tr("วันแรก"), f"1/10/{(fiscal_year - 1) % 100:02d}")
        self.last = self._field(tr("วันสุดท้าย"), example_day(fiscal_year, 3))
        self.wrong = ThaiLabel("", self, style=Text.NOTE, tone=Tone.LATE, most=2)
        self.wrong.hide()
        self.inner.addWidget(self.wrong)
        if round_ is not None:
            self.title.setText(round_.title)
            self.first.setText(short_date(round_.first))
            self.last.setText(short_date(round_.last))
        self.out = Button(tr("เอารอบนี้ออก"), self, kind=ButtonKind.QUIET)
        self.out.setVisible(round_ is not None)
        self.out.clicked.connect(self.settle)
        self.out.clicked.connect(self.removed)
        self.done = Button(tr("บันทึก"), self, kind=ButtonKind.PRIMARY)
        self.done.clicked.connect(self.accept)
        nest(self.inner, hbox(self.out, None, self.done, gap=None))

    def _field(self, name: str, example: str) -> Field:
        field = Field(self, example=example)
        field.setAccessibleName(name)
        label = ThaiLabel(name, self, style=Text.LABEL, tone=Tone.TEXT2)
        label.setFixedWidth(RecordSize.LABEL)
        field.returnPressed.connect(self.accept)
        nest(self.inner, hbox(label, (field, 1), gap=None))
        return field

    def accept(self) -> None:
        """Stores the input and closes; invalid dates are kept, with the reason."""
        days = []
        for field in (self.first, self.last):
            try:
                typed = field.text().strip()
                days.append(parse_date(typed, fiscal_year=self._year, today=self._today))
            except DateError as error:
                self.wrong.setText(sentence(error))
                self.wrong.show()
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if self.save(self.title.text().strip(), *days):
            self.settle()
