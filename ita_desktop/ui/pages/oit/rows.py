"""The rows and columns of งาน OIT."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import Final

from ita_desktop.domain.oit.judging import JudgedPoint, Judgement
from ita_desktop.domain.scores.progress import OIT, ItemProgress, State
from ita_desktop.domain.scores.scoring import ScoreTree
from ita_desktop.domain.text import sort_key
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services.overview import members_of
from ita_desktop.ui.language import short_date
from ita_desktop.ui.pages.oit.verdicts import (
    MARKS,
    contradicted_word,
    judgement_of,
    verdict_text,
)
from ita_desktop.ui.pages.owners import owner_choices, read_owners, shown_owners, unknown_choices
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.rows import RowGroup, Rows
from ita_desktop.ui.table.values import CellOwner, DoneCount, ProgressCell, StatusCell
from ita_desktop.ui.theme.tokens import Tone
from ita_desktop.ui.widgets.marks import Mark


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
