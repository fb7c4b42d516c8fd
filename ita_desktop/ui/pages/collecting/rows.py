"""The rows and columns of the board of a collection round, and of the list of units to ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from ita_desktop.domain.collecting import FormState, UnitState, board, count_of
from ita_desktop.domain.collection_rounds import Collection
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import capital, in_language, tr
from ita_desktop.services.collecting.reminding import missing_words
from ita_desktop.services.collecting.sending import FORM_STATES
from ita_desktop.ui.dialogs.previews.rows import TICK
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.values import Numbers, StatusCell
from ita_desktop.ui.theme.measures import ImportColumns
from ita_desktop.ui.theme.tokens import Tone
from ita_desktop.ui.widgets.marks import Mark


class _Width:
    """The board of a collection round."""

    UNIT: Final = 140
    """Room for the longest name of a section in the lines of a row."""
    UNIT_WIDE: Final = 230
    ANSWER: Final = 120
    ANSWER_WIDE: Final = 208
    STATE: Final = 152
    DAY: Final = 110
    NUMBER: Final = 76
    MISSING: Final = 160
    MISSING_WIDE: Final = 300


_MARKS = {
    FormState.SENT: Mark.NONE,
    FormState.EMPTY: Mark.NONE,
    FormState.PART: Mark.DOING,
    FormState.RETURNED: Mark.DONE,
    FormState.LATE: Mark.LATE,
    FormState.MISSED: Mark.MISSED,
}
UNTAKEN: Final = "untaken"
"""The key of the column of what was not taken."""
_COUNT = Numbers(high=Decimal(1_000), decimals=0)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A unit in a round."""

    id: str
    state: UnitState
    status: StatusCell
    missing: str


def board_rows(data: YearData, collection: Collection, today: date) -> list[BoardRow]:
    """Returns the units of a round."""
    return [
        BoardRow(
            state.unit.id,
            state,
            StatusCell(_MARKS[state.state], capital(in_language(FORM_STATES[state.state]))),
            _missing(data, state),
        )
        for state in board(data, collection, today)
    ]


def _missing(data: YearData, state: UnitState) -> str:
    words = [missing_words(data, row) for row in state.open]
    if state.unfinished:
        words.append(tr("ตอบแล้วยังไม่เสร็จ {count}", count=len(state.unfinished)))
    return " · ".join(words)


def _counted(row: BoardRow) -> str:
    """Returns what the number of open rows counts."""
    state = row.state
    left, unfinished = count_of(state.open), len(state.unfinished)
    words = "ถามไป {asked} แถว ยังไม่ตอบ {open} ตอบแล้วยังไม่เสร็จ {unfinished}"
    return tr(words, asked=state.asked, open=left, unfinished=unfinished)


def board_columns(rows: Sequence[BoardRow] = (), *, asks: bool = False) -> list[Column[BoardRow]]:
    """Returns the columns: unit, state, what is missing, the answer if the round ``asks`` a
    question, days and numbers; those that would be empty in all ``rows`` are left out."""
    answer: Column[BoardRow] = Column(
        "answer",
        tr("คำตอบของหน่วย"),
        lambda row: row.state.form.answer,
        _Width.ANSWER,
        wide=_Width.ANSWER_WIDE,
        editable=True,
        empty="",
        tip=lambda row: row.state.form.answer,
    )
    why = tr("แถวและช่องที่ขัดกับที่แก้ในโปรแกรม อ่านไม่ได้ หรือไม่ได้เลือก · ดูและเลือกในบานรายละเอียด")
    untaken: Column[BoardRow] = Column(
        UNTAKEN,
        tr("ยังไม่รับ"),
        lambda row: Decimal(row.state.form.untaken),
        _Width.NUMBER,
        kind=ColumnKind.NUMBER,
        numbers=_COUNT,
        tone=lambda row: Tone.LATE if row.state.form.untaken else Tone.TEXT,
        tip=lambda row: why if row.state.form.untaken else "",
    )
    reminded: Column[BoardRow] = Column(
        "reminded",
        tr("เตือนเมื่อ"),
        lambda row: row.state.form.reminded,
        _Width.DAY,
        kind=ColumnKind.DATE,
    )
    forms = [row.state.form for row in rows]
    return [
        Column("unit", tr("หน่วย"), lambda row: row.state.unit.name, _Width.UNIT,
               wide=_Width.UNIT_WIDE, firm=True, hideable=False),
        Column("state", tr("สถานะ"), lambda row: row.status, _Width.STATE, kind=ColumnKind.STATE),
        Column("open", tr("ค้าง"), lambda row: Decimal(len(row.state.open)), _Width.NUMBER,
               kind=ColumnKind.NUMBER, numbers=_COUNT,
               tone=lambda row: Tone.DOING if row.state.open else Tone.TEXT, tip=_counted),
        Column("missing", tr("เรื่องที่ค้าง"), lambda row: row.missing, _Width.MISSING,
               wide=_Width.MISSING_WIDE, stretch=True, tone=Tone.TEXT2),
        *((answer,) if asks else ()),
        Column("returned", tr("รับกลับเมื่อ"), lambda row: row.state.form.returned, _Width.DAY,
               kind=ColumnKind.DATE),
        *((untaken,) if any(form.untaken for form in forms) else ()),
        *((reminded,) if any(form.reminded for form in forms) else ()),
        Column("asked", tr("ถาม"), lambda row: Decimal(row.state.asked), _Width.NUMBER,
               kind=ColumnKind.NUMBER, numbers=_COUNT, hidden=True),
        Column("sent", tr("ส่งเมื่อ"), lambda row: row.state.form.sent, _Width.DAY,
               kind=ColumnKind.DATE, hidden=True),
        Column("version", tr("ฉบับที่"), lambda row: Decimal(row.state.form.version), _Width.NUMBER,
               kind=ColumnKind.NUMBER, numbers=_COUNT, hidden=True),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A unit that can be asked."""

    id: str
    unit: str
    ticked: bool
    rows: int
    left_over: int


def asked_columns() -> list[Column[AskedRow]]:
    """Returns the columns: check box, unit, numbers of rows."""
    return [
        Column(TICK, "", lambda row: row.ticked, ImportColumns.TICK, kind=ColumnKind.CHECK,
               editable=True, hideable=False),
        Column("unit", tr("หน่วย"), lambda row: row.unit, _Width.UNIT_WIDE, stretch=True,
               hideable=False),
        Column("rows", tr("แถว"), lambda row: Decimal(row.rows), _Width.NUMBER,
               kind=ColumnKind.NUMBER, numbers=_COUNT),
        Column("rest", tr("เหลือไว้รอบหน้า"), lambda row: Decimal(row.left_over), _Width.STATE,
               kind=ColumnKind.NUMBER, numbers=_COUNT),
    ]  # fmt: skip
