"""The rows and columns of งาน OIT; the chips above them: states, incomplete, view, and unit; how
far the requirements of items are proved, as the page shows it, and the question why a mark of 100
stands that is not proved.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.framework import Item
from ita_desktop.domain.oit.judging import (
    JudgedPoint,
    Judgement,
    UnprovedMark,
    decisive,
    judged,
    unproved_marks,
)
from ita_desktop.domain.scores.progress import OIT, ItemProgress, State, oit_items
from ita_desktop.domain.scores.scoring import ScoreTree
from ita_desktop.domain.text import sort_key
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr, translated
from ita_desktop.services.oit import link_checks
from ita_desktop.services.overview import members_of, owner_units
from ita_desktop.settings import stored_choice
from ita_desktop.ui.keyboard import OPEN_WORK
from ita_desktop.ui.language import short_date
from ita_desktop.ui.pages.fields import owner_choices, read_owners, shown_owners, unknown_choices
from ita_desktop.ui.pages.parts.chips import MenuChip, StateChips, give_way, is_covered
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, ColumnKind, RowGroup, Rows
from ita_desktop.ui.table.model import SheetModel
from ita_desktop.ui.table.values import CellOwner, DoneCount, ProgressCell, StatusCell
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.fields.field import Field
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.marks import Mark

VIEW: Final = "oit.view"
"""Memory key of the view."""
SHOWN: Final = (State.LATE, State.DOING, State.NOT_STARTED, State.MISSED, State.DONE)


JUDGED_WORDS: Final = {
    Judgement.CONTRADICTED: "ขัดแย้ง",
    Judgement.OPEN: "ยังไม่มีหลักฐาน",
    Judgement.CLAIMED: "ยังไม่พิสูจน์",
    Judgement.PROVED: "พิสูจน์แล้ว",
}
MARKS: Final = {
    Judgement.CONTRADICTED: Mark.LATE,
    Judgement.OPEN: Mark.NONE,
    Judgement.CLAIMED: Mark.DOING,
    Judgement.PROVED: Mark.DONE,
}
OPEN: Final = (State.LATE, State.DOING, State.NOT_STARTED)
"""The states of incomplete items."""
_URGENCY: Final = (*OPEN, State.MISSED, State.DONE)
PROOF_WORDS: Final[Mapping[Judgement, str]] = {
    Judgement.CONTRADICTED: "ขัด",
    Judgement.OPEN: "ไม่มี",
    Judgement.CLAIMED: "ยังไม่",
    Judgement.PROVED: "แล้ว",
}
"""How far an item is proved, below the heading of the column; the tool tip says it whole."""


def verdicts_of(session: Session, item: Item) -> Mapping[str, JudgedPoint]:
    """Returns the judgements of an item's requirements, by code."""
    points = session.cached(
        ("oit.judged", session.year, item.code), partial(judged, session.data, item)
    )
    return {point.point.code: point for point in points}


def verdict_text(point: JudgedPoint) -> str:
    """Returns the judgement of a requirement in words, with why."""
    word, why = tr(JUDGED_WORDS[point.judgement]), translated(point.why)
    return why if why == word else f"{word} · {why}"


def judged_items(session: Session) -> Mapping[str, JudgedPoint | None]:
    """Returns what decides the judgement of each item, by code."""
    return session.cached(
        ("oit.judgements", session.year),
        lambda: {
            item.code: decisive(verdicts_of(session, item).values())
            for item in oit_items(session.data)
        },
    )


def judgement_of(point: JudgedPoint | None) -> Judgement:
    """Returns the judgement of an item that a point decides."""
    return point.judgement if point is not None else Judgement.OPEN


def is_contradicted(session: Session, code: str) -> bool:
    """Returns whether a check says that an item is not what its ticks or mark say of it."""
    return judgement_of(judged_items(session).get(code)) is Judgement.CONTRADICTED


def contradicted_word() -> str:
    """Returns the word of an item that is complete by its mark, and not by its proof."""
    return tr("หลักฐานขัด")


def unproved_mark(session: Session, code: str) -> UnprovedMark | None:
    """Returns what is not proved of an item's own mark of 100; None if it has none, or all is."""
    found = session.cached(("oit.unproved", session.year), lambda: unproved_marks(session.data))
    return next((mark for mark in found if mark.item.code == code), None)


class _Width:
    """OIT items."""

    CODE: Final = 56
    TITLE: Final = 130
    TITLE_WIDE: Final = 560
    OWNERS: Final = 120
    OWNERS_WIDE: Final = 210
    DUE: Final = 92
    DUE_WIDE: Final = 140
    AS_OF: Final = 100
    DETAILS: Final = 260
    MET: Final = 60
    STATE: Final = 114
    PROOF: Final = 78
    SCORE: Final = 74
    NOTE: Final = 160


class View(StrEnum):
    """How items are listed: by sub-indicator, or in one list."""

    INDICATOR = "indicator"
    DUE = "due"
    UNIT = "unit"
    STATE = "state"


VIEW_WORDS: Final[Mapping[View, str]] = {
    View.INDICATOR: "ตามตัวชี้วัด",
    View.DUE: "ตามกำหนดส่ง",
    View.UNIT: "ตามหน่วย",
    View.STATE: "ตามสถานะ",
}


@dataclass(frozen=True, slots=True)
class OitRow:
    """A row: an OIT item; ``id`` is its code."""

    id: str
    title: str
    owners: tuple[CellOwner, ...]
    due: date | None
    as_of: date | None
    part: DoneCount | None
    """Number of met points; None if the item is complete by its score without any checked point."""
    state: State
    score: Decimal | None
    unit_ids: frozenset[str]
    """Ids of the owning units, including members of groups; for the unit filter."""
    note: str
    details: str = ""
    """What the office itself says has to be published."""
    indicator: str = ""
    """The code of its sub-indicator."""
    judgement: Judgement = Judgement.OPEN
    """How far its requirements are proved."""
    proof: str = ""
    """Why, with the requirement that decides it."""

    @property
    def mark(self) -> Mark:
        return Mark.of(self.state)

    @property
    def status(self) -> StatusCell:
        """The state as shown: not plainly green where its proof contradicts its mark."""
        if self.state is State.DONE and self.judgement is Judgement.CONTRADICTED:
            return StatusCell(Mark.DOING, contradicted_word())
        return StatusCell(self.mark, self.mark.word)


def counted_words(part: DoneCount | None, day: date) -> str:
    """Returns what the count of an item's met points counts, of what, and as of when."""
    if part is None or not part.of:
        return ""
    words = "ครบ {done} จาก {of} รายการที่ต้องเผยแพร่ ณ {day}"
    return tr(words, done=part.done, of=part.of, day=short_date(day))


def oit_columns(data: Callable[[], YearData], today: Callable[[], date]) -> list[Column[OitRow]]:
    """Returns the columns; ``data`` returns the current year for lists of owners, ``today`` the
    base of typed dates such as +7."""
    year = data().year
    ticked = tr("กด Ctrl+Enter แล้วติ๊ก สิ่งที่ต้องเผยแพร่")
    return [
        Column("code", tr("ข้อ"), lambda row: row.id, _Width.CODE, kind=ColumnKind.CODE,
               group=lambda row: row.indicator, hideable=False),
        Column("title", tr("ข้อมูลที่ต้องเผยแพร่"), lambda row: row.title, _Width.TITLE,
               wide=_Width.TITLE_WIDE, stretch=True),
        Column("owners", tr("ผู้รับผิดชอบ"), lambda row: row.owners, _Width.OWNERS,
               kind=ColumnKind.OWNERS, wide=_Width.OWNERS_WIDE, editable=True,
               choices=lambda _row: owner_choices(data()), named=unknown_choices,
               parse=lambda text: read_owners(data(), text), empty=()),
        Column("due", tr("กำหนดส่ง"), lambda row: row.due, _Width.DUE, kind=ColumnKind.DATE,
               wide=_Width.DUE_WIDE, editable=True, fiscal_year=year, today=today,
               tone=lambda row: Tone.LATE if row.state is State.LATE else Tone.TEXT),
        Column("as_of", tr("ข้อมูล ณ วันที่"), lambda row: row.as_of, _Width.AS_OF,
               kind=ColumnKind.DATE, editable=True, fiscal_year=year, today=today, hidden=True),
        Column("details", tr("รายละเอียดข้อมูลที่เผยแพร่"), lambda row: row.details, _Width.DETAILS,
               editable=True, rich=True, hidden=True, empty=""),
        Column("met", tr("ครบ"), lambda row: row.part, _Width.MET, kind=ColumnKind.FRACTION,
               tip=lambda row: counted_words(row.part, today()), decided=ticked),
        Column("state", tr("สถานะ"), lambda row: row.status, _Width.STATE, kind=ColumnKind.STATE,
               decided=ticked),
        Column("proof", tr("พิสูจน์"),
               lambda row: StatusCell(MARKS[row.judgement], tr(PROOF_WORDS[row.judgement])),
               _Width.PROOF, kind=ColumnKind.STATE, tip=lambda row: row.proof,
               decided=tr("กด Ctrl+Enter แล้วเพิ่มหรือตรวจหลักฐาน")),
        Column("score", tr("คะแนน"), lambda row: row.score, _Width.SCORE, kind=ColumnKind.NUMBER,
               editable=True),
        Column("note", tr("หมายเหตุ"), lambda row: row.note, _Width.NOTE, editable=True,
               hidden=True, empty=""),
    ]  # fmt: skip


def oit_groups(
    data: YearData,
    tree: ScoreTree,
    progress: Mapping[str, ItemProgress],
    units_of: Callable[[str], frozenset[str]],
    judgements: Mapping[str, JudgedPoint | None] = MappingProxyType({}),
    today: date | None = None,
    unit_id: str = "",
) -> list[RowGroup]:
    """Returns the items grouped by sub-indicator, with sums; ``today`` is the day that these are
    of. With ``unit_id``, states and counts are those of that unit."""
    own = members_of(data, data.unit_by_id.get(unit_id))
    groups = []
    for indicator in data.framework.indicators_of(OIT):
        for leaf in data.framework.children(indicator.code) or (indicator,):
            rows = tuple(
                replace(
                    _row(data, tree, progress[item.code], units_of(item.code), leaf.code, own),
                    judgement=judgement_of(judgements.get(item.code)),
                    proof=_proof(judgements.get(item.code)),
                )
                for item in data.framework.items_of(leaf.code)
            )
            counting = [row for row in rows if not unit_id or unit_id in row.unit_ids]
            done = sum(row.state is State.DONE for row in counting)
            late = sum(row.state is State.LATE for row in counting)
            words = "ครบ {done} จาก {of} ข้อ เลยกำหนด {late} ข้อ ณ {day}"
            counts = {"done": done, "of": len(counting), "late": late}
            groups.append(
                RowGroup(
                    id=leaf.code,
                    code=leaf.code,
                    title=leaf.name,
                    rows=rows,
                    late=late,
                    counted=tr(words, **counts, day=short_date(today)) if today else "",
                    cells={
                        "met": DoneCount(done, len(counting)),
                        "state": ProgressCell(done / len(counting) if counting else None),
                        "score": tree.nodes[leaf.code].value,
                    },
                )
            )
    return groups


def _proof(point: JudgedPoint | None) -> str:
    return f"{point.point.text}: {verdict_text(point)}" if point is not None else ""


def listed_by(view: View, groups: Sequence[RowGroup]) -> Rows:
    """The items of a view: in groups, or in one sorted list with missing dates and owners last."""
    if view is View.INDICATOR:
        return groups
    rows = [row for group in groups for row in group.leaves() if isinstance(row, OitRow)]
    return sorted(rows, key=partial(_place, view))


def _place(view: View, row: OitRow) -> tuple[object, ...]:
    """Sort key of a row in a view; the sort is stable."""
    day = (row.due is None, row.due or date.max)
    if view is View.STATE:
        return (_URGENCY.index(row.state), *day)
    if view is View.UNIT:
        return (not row.owners, sort_key(row.owners[0].label) if row.owners else "", *day)
    return day


def _row(
    data: YearData,
    tree: ScoreTree,
    progress: ItemProgress,
    unit_ids: frozenset[str],
    indicator: str,
    own: frozenset[str],
) -> OitRow:
    code = progress.item.code
    assignment = data.assignment_by_item.get(code)
    by_figure = progress.state is State.DONE and not progress.met
    part = None if by_figure else DoneCount(progress.met, progress.required)
    if progress.by_row and (parts := progress.parts_of(*own)):
        part = DoneCount(sum(not each.is_open for each in parts), len(parts))
    return OitRow(
        id=code,
        title=progress.item.title,
        owners=shown_owners(data, data.owners_of_item(code), assignment),
        due=progress.due,
        as_of=assignment.as_of if assignment else None,
        part=part,
        state=progress.state_of(*own),
        score=tree.nodes[code].value,
        unit_ids=unit_ids,
        note=assignment.note if assignment else "",
        details=assignment.details if assignment else "",
        indicator=indicator,
    )


class OitFilters(QWidget):
    """Filters the table of items; ``view_chosen`` is emitted with the selected view."""

    view_chosen = Signal(object)

    def __init__(self, session: Session, sheet: SheetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._sheet = session, sheet
        self.open = Chip(tr("ยังไม่เสร็จ"), self)
        self.open.setToolTip(f"{tr(OPEN_WORK.phrase)} ({OPEN_WORK.keys})")
        self.chips = StateChips(
            {state: Chip(Mark.of(state).word, self, mark=Mark.of(state)) for state in SHOWN},
            sheet,
            lambda row: row.state,
            done=State.DONE,
            rare=(State.MISSED,),
        )
        self.view = Chip("", self, name=tr("จัดกลุ่ม"))
        self.view.setCheckable(False)
        self.unit = MenuChip(tr("หน่วย"), tr("ทุกหน่วย"), self._owning_units, self)
        self.proof = MenuChip(tr("หลักฐาน"), tr("หลักฐาน"), self._judgements, self)
        views = QMenu(self.view)
        for view, words in VIEW_WORDS.items():
            views.addAction(tr(words), partial(self.view_chosen.emit, view))
        views.addSeparator()
        for judgement, words in JUDGED_WORDS.items():
            views.addAction(tr(words), partial(self.proof.choose, judgement.value))
        self.view.setMenu(views)
        self._row = hbox(
            self.open, *self.chips.values(), None, self.proof, self.view, self.unit,
            on=self, gap=Space.ICON_TO_WORD,
        )  # fmt: skip
        self.set_low(False)
        # The minimum width is determined by which chips can be hidden.
        self.setMinimumWidth(1)
        self.open.toggled.connect(self._filter_open)
        self.unit.chosen.connect(self._filter_unit)
        self.proof.chosen.connect(self._filter_proof)
        sheet.filters_lifted.connect(self.clear)
        kept = session.memory.get(VIEW)
        self.listed_by = stored_choice(kept, View) or View.INDICATOR
        self._show_view()

    def _owning_units(self) -> list[tuple[str, str]]:
        """Returns id and name of the units that own items, in the office's order."""
        data = self._session.data
        owned = {
            unit.id
            for code in self._session.progress
            for unit in owner_units(data, data.owners_of_item(code))
        }
        return [(unit.id, unit.label) for unit in data.units if unit.id in owned]

    def _judgements(self) -> list[tuple[str, str]]:
        """Returns how far items are proved, with how many are."""
        found = [judgement_of(point) for point in judged_items(self._session).values()]
        return [
            (judgement.value, f"{tr(words)} {found.count(judgement)}")
            for judgement, words in JUDGED_WORDS.items()
        ]

    # -- content

    def refresh(self, rows: Sequence[OitRow]) -> None:
        """Updates the counts, and shows the chips of possible states."""
        session = self._session
        over = session.data.is_over(session.today)
        self.chips.refresh(rows, session.today, over=over)
        self.fit()

    def set_low(self, low: bool) -> None:
        """Reduces the space below, for a low window."""
        below = Space.XS if low else Space.S
        self._row.setContentsMargins(Space.PAGE_EDGE, 0, Space.PAGE_EDGE, below)

    def fit(self) -> None:
        """Hides unchecked chips that do not fit and can be spared: done follows from the other
        states, the one for incomplete items has a shortcut."""
        spared: list[Chip] = [self.chips[State.DONE], self.open, self.proof]
        if is_covered(self):
            spared += [self.view, self.unit]
        else:
            self.view.show()
            self.unit.show()
        give_way(self._all(), spared, self.contentsRect().width() - 2 * Space.PAGE_EDGE)

    def _all(self) -> Sequence[Chip]:
        return (self.open, *self.chips.values(), self.proof, self.view, self.unit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def set_view(self, view: View) -> None:
        """Sets the view and stores it."""
        self.listed_by = view
        self._session.memory.set(VIEW, view.value)
        self._show_view()

    def _show_view(self) -> None:
        self.view.setText(tr(VIEW_WORDS[self.listed_by]))
        self.view.set_lit(self.listed_by is not View.INDICATOR)
        self.fit()

    # -- filters

    def clear(self) -> None:
        """Unchecks all chips."""
        self.open.setChecked(False)
        self.chips.uncheck()
        self.unit.choose("")
        self.proof.choose("")

    def _filter_open(self, on: bool) -> None:
        def is_open(row: OitRow) -> bool:
            return row.state in OPEN

        self._sheet.quick_filter("open", is_open if on else None, self.open.text())

    def _filter_proof(self) -> None:
        wanted = self.proof.key
        self.proof.narrow(self._sheet, "proof", lambda row: row.judgement == wanted)
        self.fit()

    def _filter_unit(self) -> None:
        # States and counts are the unit's; an item has one proof and one score.
        self.unit.narrow_to_unit(self._sheet, tr("พิสูจน์และคะแนนเป็นของทั้งข้อ"))
        self.fit()


class ReasonPart(QWidget):
    """The question and a field for a word of reason; shown only for such an item. The mark stands
    whether or not a reason is given."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._about = (0, "")
        """The year and item of the text in the field."""
        self._stored = ""
        self.question = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2, most=3)
        self.field = Field(self, example=tr("เหตุผลที่ให้ 100 (เว้นไว้ได้)"))
        self.field.setAccessibleName(tr("เหตุผลที่ให้ 100"))
        self.field.editingFinished.connect(self._store)
        vbox(self.question, self.field, on=self, gap=Space.XS, margins=(0, Space.XS, 0, 0))
        self.hide()

    def show_item(self, code: str) -> None:
        """Shows the question if the item's mark of 100 is not proved."""
        mark = unproved_mark(self._session, code)
        about = self._session.year, code
        if about != self._about:  # shown while the field has the focus
            self._store()
        if about != self._about or self.field.text().strip() == self._stored:
            self._stored = mark.reason if mark is not None else ""
            self.field.setText(self._stored)
        self._about = about
        self.field.setReadOnly(self._is_locked(code))
        count = len(mark.points) if mark is not None else 0
        text = "คะแนน 100 ยังไม่พิสูจน์ {count} รายการ เพราะเหตุใดจึงให้ 100"
        self.question.setText(tr(text, count=count) if count else "")
        self.setVisible(bool(count))

    def _is_locked(self, code: str) -> bool:
        return bool(self._session.locked_to(self._session.data.owners_of_item(code)))

    def _store(self) -> None:
        session, words, before = self._session, self.field.text().strip(), self._stored
        year, code = self._about
        if not code or words == before or self._is_locked(code):
            return
        self._stored = words
        day = session.today
        if not session.do(
            lambda: link_checks.give_reason(session.workspace, year, code, words, day)
        ):
            self._stored = before
