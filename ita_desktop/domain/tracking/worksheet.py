"""The worksheets that a unit receives, fills in and returns (columns and row keys), and the table
of who has done what: the units of the office against times of measures and parts of items.

The key in a hidden column identifies the row even if the sheet was moved, sorted or reworded. If it
is lost, the row is identified by item, measure and due date.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final, NamedTuple

from ita_desktop.domain.dates import short_date, short_month
from ita_desktop.domain.framework import Item
from ita_desktop.domain.oit.parts import part_title, parts_of
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import Measure, Unit
from ita_desktop.domain.scores.progress import ItemProgress, State
from ita_desktop.domain.tracking.entries import EntryState
from ita_desktop.domain.tracking.standing import COUNTED_DONE, UNCOUNTED, URGENCY, TimeState
from ita_desktop.domain.tracking.state import TrackedMeasure

MEASURES_SHEET = "มาตรการ"
ITEMS_SHEET = "ข้อมูล OIT"
QUESTION_SHEET = "คำถาม"
PEOPLE_SHEET = "บุคลากร"


class SheetColumn(NamedTuple):
    """A column: its name in the program, its heading, and whether the unit fills it in."""

    name: str
    heading: str
    fills: bool = False


KEY_COLUMN = SheetColumn("key", "รหัสแถว (ห้ามแก้)")
"""The hidden column, the last one of each sheet."""
MEASURE_COLUMNS = (
    SheetColumn("items", "ข้อ"),
    SheetColumn("method", "วิธีการปฏิบัติ"),
    SheetColumn("due", "กำหนด"),
    SheetColumn("state", "สถานะ", fills=True),
    SheetColumn("day", "วันที่ทำ", fills=True),
    SheetColumn("text", "สิ่งที่ทำ", fills=True),
    SheetColumn("participants", "จำนวนผู้เข้าร่วม", fills=True),
    SheetColumn("result", "ผลที่ได้", fills=True),
    SheetColumn("links", "ลิงก์ที่เผยแพร่", fills=True),
    SheetColumn("reason", "เหตุผลที่ไม่ทำ", fills=True),
    KEY_COLUMN,
)
"""One row per occurrence of a measure; a single one if it has none."""
FORM_COLUMNS = (
    *MEASURE_COLUMNS[:-1],
    SheetColumn("pictures", "ภาพถ่าย", fills=True),
    SheetColumn("captions", "คำบรรยายภาพ", fills=True),
    KEY_COLUMN,
)
"""The columns of measures in the form of a collection round."""
ITEM_COLUMNS = (
    SheetColumn("item", "ข้อ"),
    SheetColumn("data", "ข้อมูล"),
    SheetColumn("due", "กำหนดส่ง"),
    SheetColumn("title", "ชื่อเอกสาร", fills=True),
    SheetColumn("location", "ลิงก์หรือชื่อไฟล์", fills=True),
    SheetColumn("published", "วันที่เผยแพร่", fills=True),
    SheetColumn("note", "หมายเหตุ", fills=True),
    KEY_COLUMN,
)
"""One row per piece of evidence of an OIT item, and an empty one to add another."""
QUESTION_COLUMNS = (
    SheetColumn("question", "คำถามในรอบนี้"),
    SheetColumn("answer", "คำตอบของหน่วย", fills=True),
    KEY_COLUMN,
)
"""One row: the question of a collection round."""
PEOPLE_COLUMNS = (
    SheetColumn("name", "ชื่อ - นามสกุล", fills=True),
    SheetColumn("job_title", "ตำแหน่ง", fills=True),
    SheetColumn("phone", "โทรศัพท์", fills=True),
    SheetColumn("email", "อีเมล", fills=True),
    SheetColumn("gone", "ไม่อยู่แล้ว", fills=True),
    KEY_COLUMN,
)
"""One row per person of the unit, and empty ones for new people."""
GONE_WORD = "ไม่อยู่แล้ว"
"""The choice of the column of that name, for who has left the unit."""
STATE_WORDS = {
    EntryState.DONE: "ทำแล้ว",
    EntryState.SKIPPED: "ไม่ต้องทำ",
    EntryState.DOING: "กำลังทำ",
    EntryState.NOT_STARTED: "ยังไม่เริ่ม",
}
"""The choices of the state column; an empty cell means no entry, or that the text tells it."""
ENTRY_FIELDS = ("state", "day", "text", "participants", "result", "links", "reason")
"""The fields of an entry that a row says."""

NOTHING = "ไม่มี"
"""What a unit writes as location if it has nothing to publish."""

_KEY = lazy_re(
    r"(?:M/(?P<measure>\w+)/(?P<last>\d{4}-\d\d-\d\d)?(?:/(?P<entry>\w*))?"
    r"|O/(?P<year>\d{4})/(?P<item>\w+)/(?P<evidence>\w*)"
    r"|Q/(?P<question>\d)"
    r"|P/(?P<person>\w*)(?:/(?P<sent>[0-9a-f.]*))?)"
    r"(?:@(?P<unit>\w+))?(?:~(?P<part>[\w.-]+))?",
    re.ASCII,
)
FORM_SIGN = "#"
"""What stands between the key of a row and the mark of the form that it is in."""


class MeasurePlace(NamedTuple):
    """The measure of a row, the last day of the occurrence, and the entry that the row contained
    when it was sent; empty if none."""

    measure_id: str
    occurrence: date | None
    entry_id: str = ""
    unit_id: str = ""
    """The unit that fills the row in for itself; empty if what it says is for all."""


class ItemPlace(NamedTuple):
    """The item of a row, its Buddhist fiscal year, and the evidence that the row contained when it
    was sent; empty if none."""

    year: int
    item_code: str
    evidence_id: str
    unit_id: str = ""
    """The unit that fills the row in for itself; empty if what it says is for all."""
    part: str = ""
    """The month or process that the row asks for; empty if none."""


class QuestionPlace(NamedTuple):
    """The question of a collection round."""

    number: int = 1


class PersonPlace(NamedTuple):
    """A person of the unit, and the digests of the fields as they were sent; empty for a new
    person."""

    person_id: str = ""
    sent: tuple[str, ...] = ()


QUESTION_KEY = "Q/1"
"""The row key of a round's question."""
_PEOPLE = "P/"


def span(first: date, last: date) -> str:
    """Format an occurrence for the column กำหนด: ``ต.ค. 67``, ``ต.ค. 67 - มี.ค. 68``; as days if it
    does not consist of whole months."""
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    ends = [short_month(day) if whole else str(short_date(day)) for day in (first, last)]
    return " - ".join(dict.fromkeys(ends))


def measure_key(
    measure_id: str, occurrence: date | None, entry_id: str = "", unit_id: str = ""
) -> str:
    """Return the row key of a measure; ``occurrence`` is the last day of the occurrence,
    ``entry_id`` the entry that the row contains, ``unit_id`` the unit that answers for itself.

    >>> measure_key("ab12", date(2025, 3, 31)), measure_key("ab12", None, unit_id="cd34")
    ('M/ab12/2025-03-31', 'M/ab12/@cd34')
    """
    last = occurrence.isoformat() if occurrence else ""
    row = f"M/{measure_id}/{last}/{entry_id}" if entry_id else f"M/{measure_id}/{last}"
    return row + _own(unit_id)


def item_key(
    year: int, item_code: str, evidence_id: str = "", unit_id: str = "", part: str = ""
) -> str:
    """Return the row key of an OIT item in a Buddhist fiscal year, for a unit that answers for
    itself and for a month or process, if it has them.

    >>> item_key(2568, "O12"), item_key(2566, "O12", "", "cd34", "2022-10")
    ('O/2568/O12/', 'O/2566/O12/@cd34~2022-10')
    """
    return f"O/{year}/{item_code}/{evidence_id}{_own(unit_id)}" + (f"~{part}" if part else "")


def person_key(person_id: str, sent: Iterable[str] = ()) -> str:
    """Return the row key of a person, with the digests of the fields as they are sent. They stand
    in the unit's own form alone: from a stored one a telephone number could be found again.

    >>> person_key("ab12"), person_key("ab12", ["1f", ""])
    ('P/ab12', 'P/ab12/1f.')
    """
    digests = ".".join(sent)
    return f"{_PEOPLE}{person_id}/{digests}" if digests else f"{_PEOPLE}{person_id}"


def asks_people(keys: Iterable[str]) -> bool:
    """Return whether rows with these keys ask for corrections of the register."""
    return any(key.startswith(_PEOPLE) for key in keys)


def _own(unit_id: str) -> str:
    return f"@{unit_id}" if unit_id else ""


Place = MeasurePlace | ItemPlace | QuestionPlace | PersonPlace


def place_of(key: str) -> Place | None:
    """Parse a row key, also one of earlier worksheets; None if it is not valid."""
    found = _KEY.fullmatch(key.strip().partition(FORM_SIGN)[0])
    if found is None:
        return None
    if found["question"]:
        return QuestionPlace(int(found["question"]))
    if found["person"] is not None:
        sent = tuple(found["sent"].split(".")) if found["sent"] else ()
        return PersonPlace(found["person"], sent)
    unit, part = found["unit"] or "", found["part"] or ""
    if found["measure"]:
        try:
            last = date.fromisoformat(found["last"]) if found["last"] else None
        except ValueError:
            return None
        return MeasurePlace(found["measure"], last, found["entry"] or "", unit)
    return ItemPlace(int(found["year"]), found["item"], found["evidence"], unit, part)


# The marks by which files of the program are known: a returned form by one in its properties, its
# text and its row keys, a paper by its keywords.

FORM_PROPERTY: Final = "ITA-Desktop-Form"
"""The name of the document property with the mark of the form that a file is."""
MARK_WORDS: Final = "รหัสแบบ"
"""What stands before the mark in the text of a form."""
PAPER_MARK: Final = "ITA-Desktop-Paper-"
"""What stands before the name of a paper in the keywords of its file, which Word, Excel and
LibreOffice keep, in a PDF that they make, too; one word, as they part keywords at other signs."""


def key_in_form(row_key: str, form: str) -> str:
    """Return a row key with the mark of the form that was sent to one unit.

    >>> key_in_form("O/2568/O12/", "f1")
    'O/2568/O12/#f1'
    """
    return f"{row_key}{FORM_SIGN}{form}"


def form_of(key: str) -> str:
    """Return the mark of the form in a row key; empty if it has none."""
    return key.strip().partition(FORM_SIGN)[2]


class MatrixColumn(NamedTuple):
    """A time of a measure (its last day), or a month or process of an item (its code)."""

    key: str
    title: str

    @property
    def month(self) -> str:
        """The month (``2025-03``) that it ends in or is; empty for a process."""
        return self.key[:7] if self.key[:4].isdecimal() else ""


class MatrixRow(NamedTuple):
    """The states of one unit, one for each column; None where the unit has nothing to do."""

    unit: Unit
    states: tuple[TimeState | None, ...]
    for_all: tuple[bool, ...]
    """Whether what is done was given for all units, and not for this one."""


class SummaryCell(NamedTuple):
    """What a unit has done of a measure or item, of the whole year or of a month."""

    state: TimeState
    """The most urgent state."""
    done: int
    of: int
    """How many count; zero where all is told or unknown."""
    for_all: bool
    """Whether all that is done was given for all units."""


class Matrix(NamedTuple):
    """A measure or item that several units have to do, each by itself."""

    of: Measure | Item
    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def key(self) -> str:
        """The code of the item, or the id of the measure."""
        return self.of.code if isinstance(self.of, Item) else self.of.id

    def cell(self, unit_id: str, month: str = "") -> SummaryCell | None:
        """Return what a unit has done, of a month if one is given; None if it has nothing to do."""
        row = next((row for row in self.rows if row.unit.id == unit_id), None)
        if row is None:
            return None
        cells = [
            (state, for_all)
            for column, state, for_all in zip(self.columns, row.states, row.for_all, strict=True)
            if state is not None and (not month or column.month == month)
        ]
        if not cells:
            return None
        counted = [state for state, _ in cells if state not in UNCOUNTED]
        done = [for_all for state, for_all in cells if state in COUNTED_DONE]
        state = min((state for state, _ in cells), key=URGENCY.index)
        return SummaryCell(state, len(done), len(counted), bool(done) and all(done))


def months_of(matrices: Iterable[Matrix]) -> tuple[str, ...]:
    """Return the months in which anything of these ends, in order."""
    return tuple(sorted({column.month for matrix in matrices for column in matrix.columns} - {""}))


def units_of_all(matrices: Iterable[Matrix]) -> tuple[Unit, ...]:
    """Return the units that have anything to do of these, in the order of the register."""
    found = {row.unit.id: row.unit for matrix in matrices for row in matrix.rows}
    return tuple(sorted(found.values(), key=lambda unit: (unit.position, unit.name)))


def measure_matrix(tracked: TrackedMeasure) -> Matrix | None:
    """Return the units of a measure against its times; None if it is done as a whole."""
    if not tracked.units or not tracked.times:
        return None
    columns = tuple(
        MatrixColumn(time.last.isoformat(), span(time.occurrence.first, time.last))
        for time in tracked.times
    )
    alone = [{entry.unit_id for entry in time.entries} for time in tracked.times]
    rows = tuple(
        MatrixRow(
            unit,
            tuple(time.state_of(unit.id) for time in tracked.times),
            tuple(None in given and unit.id not in given for given in alone),
        )
        for unit in tracked.units
    )
    return Matrix(tracked.measure, columns, rows)


def measure_matrices(tracked: Mapping[str, TrackedMeasure]) -> Iterator[Matrix]:
    """Yield the matrices of the measures that several units do, in order."""
    for tracked_measure in tracked.values():
        found = measure_matrix(tracked_measure)
        if found is not None:
            yield found


def item_matrix(progress: ItemProgress) -> Matrix | None:
    """Return the units of an item against its months and processes; None if it is delivered as a
    whole. An item that is complete by its checklist was given for all."""
    item = progress.item
    parts = {(part.unit.id, part.part): part for part in progress.parts if part.unit is not None}
    found = [row for row in progress.rows if row.unit is not None]
    if not found:
        return None
    complete = progress.state is State.DONE
    codes = [part.code for part in parts_of(item)] or [""]
    codes += [""] if "" not in codes and any(not row.part for row in found) else []
    by_place = {(row.unit.id, row.part): row for row in found if row.unit is not None}
    units = {row.unit.id: row.unit for row in found if row.unit is not None}
    rows = []
    for unit in units.values():
        places = [(unit.id, code) for code in codes]
        states = tuple(parts[place].state if place in parts else None for place in places)
        for_all = tuple(
            place in by_place
            and (by_place[place].for_all if by_place[place].is_given else complete)
            for place in places
        )
        rows.append(MatrixRow(unit, states, for_all))
    columns = tuple(MatrixColumn(code, part_title(item, code)) for code in codes)
    return Matrix(item, columns, tuple(rows))
