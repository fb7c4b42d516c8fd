"""Worksheets filled in by a unit: follow-up entries, where data is published, an answer, people.

All sheets are read as one kind of table. The hidden key identifies a row; if it is lost, the
prefilled cells do."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Final

from ita_desktop.domain import pages
from ita_desktop.domain.collection_rounds import CollectionUnit
from ita_desktop.domain.records import Assignment, Evidence, Person
from ita_desktop.domain.roster.names import PersonName
from ita_desktop.domain.text import key
from ita_desktop.domain.tracking import worksheet
from ita_desktop.domain.tracking.entries import EntryState, said_state
from ita_desktop.exchange.cells.codes import read_codes
from ita_desktop.exchange.cells.row import Cells, more_than_state, read_participants, shortened
from ita_desktop.exchange.kind import ChoiceList, ImportColumn, ImportKind
from ita_desktop.exchange.kinds.oit import EVIDENCE, read_location
from ita_desktop.exchange.kinds.people import PEOPLE, PersonRow, read_name
from ita_desktop.exchange.sheets import Origin

_GONE: Final = tuple(
    map(key, ("ไม่อยู่", "ย้าย", "ลาออก", "เกษียณ", "พ้น", "โอน", "เสียชีวิต", "ออก", "ไปช่วยราชการ"))
)
"""How an answer begins that says the same as the choice."""
_TICKS: Final = frozenset(("x", "/", "✓", "✔", "√", "1", "ใช่", "yes"))
_STAYS: Final = frozenset(map(key, ("", "-", "–", "0", "อยู่", "ยังอยู่", "ไม่", "no")))


@dataclass(frozen=True, slots=True)
class WorksheetRow:
    """One returned row; empty fields are not given."""

    origin: Origin
    place: worksheet.Place | None
    """The parsed key; None if a row of the measures sheet has none."""
    codes: str = ""
    """The item or indicator, as in the row."""
    method: str = ""
    """The steps of the measure, or the name of the item's data, as in the row."""
    due: str = ""
    """The due date or period, as in the row."""
    state: EntryState | None = None
    """UNKNOWN if the words of its cell, ``state_words``, do not decide it."""
    state_words: str = ""
    day: date | None = None
    text: str = ""
    participants: int | None = None
    result: str = ""
    links: str = ""
    reason: str = ""
    title: str = ""
    location: str = ""
    published: date | None = None
    note: str = ""
    lost_key: str = ""
    """The invalid text in the key's cell."""
    has_key: bool = True
    """Whether the row has a key that could be read."""
    form: str = ""
    """The mark of the unit's form that the row's key names."""
    captions: str = ""
    """The captions of the photographs in the row, one per line."""
    answer: str = ""
    """The answer to the question of a collection round."""
    person: PersonRow | None = None
    """The person of a row of the register, without the unit, which the form says."""
    gone: bool = False
    """Whether this person has left the unit."""
    goes_on: bool = False
    """Whether it continues the row above, which exceeded Excel's row height."""

    @property
    def seen(self) -> bool:
        """Whether the row shows which measure it is about."""
        return bool(self.codes or self.method)

    @property
    def filled(self) -> bool:
        """Whether the unit has filled in any cell."""
        if isinstance(self.place, worksheet.ItemPlace):
            return bool(self.title or self.location or self.published or self.note)
        texts = (self.state, self.day, self.text, self.result, self.links, self.reason)
        return self.participants is not None or any(texts)


def _read(cells: Cells) -> WorksheetRow:
    made = _row(cells)
    cells.has("pictures")  # for pictures; what is typed there is no data
    cells.lines("question")  # the round has it
    return replace(
        made,
        has_key=worksheet.place_of(cells.text("key")) is not None,
        form=worksheet.form_of(cells.text("key")),
        captions=cells.lines("captions"),
        answer=cells.lines("answer"),
        goes_on=cells.merged("key") and cells.merged("items"),
    )


def _row(cells: Cells) -> WorksheetRow:
    place = _place(cells)
    if isinstance(place, worksheet.PersonPlace):
        return _of_person(cells, place)
    if isinstance(place, worksheet.ItemPlace):
        return WorksheetRow(
            cells.origin,
            place,
            codes=cells.text("items"),
            method=cells.lines("data"),
            due=cells.text("wanted"),
            title=cells.text("title"),
            location=read_location(cells),
            published=cells.day("published"),
            note=cells.lines("note"),
            lost_key="" if worksheet.place_of(cells.text("key")) else cells.text("key"),
        )
    words, text = cells.text("state"), cells.lines("text")
    more = more_than_state(cells, "state")
    state = (said_state(words) or EntryState.UNKNOWN) if words else None
    if more and state is not EntryState.UNKNOWN and key(more) not in key(text):
        text = f"{text}\n{more}".lstrip()
    return WorksheetRow(
        cells.origin,
        place,
        codes=cells.text("items"),
        method=cells.lines("method"),
        due=cells.text("due"),
        state=state,
        state_words=words,
        day=cells.day("day"),
        text=text,
        participants=read_participants(cells),
        result=cells.lines("result"),
        links=cells.lines("links"),
        reason=cells.lines("reason"),
        lost_key=cells.text("key") if place is None else "",
    )


def _of_person(cells: Cells, place: worksheet.PersonPlace) -> WorksheetRow:
    person, gone = read_person(cells)
    return WorksheetRow(cells.origin, place, person=person, gone=gone)


def _place(cells: Cells) -> worksheet.Place | None:
    """Return the parsed key, else the place by what the row has; None for a measure. Raises
    RowError."""
    place = worksheet.place_of(cells.text("key"))
    if place is not None:
        return place
    if cells.has_any("question", "answer"):
        return worksheet.QuestionPlace()
    if cells.has("gone"):
        return worksheet.PersonPlace()
    of_items = cells.has_any("title", "location", "published", "data")
    if not of_items and (cells.has("method") or cells.has("text") or cells.has("state")):
        return None
    codes = read_codes(cells.text("items"), "O").codes
    if len(codes) == 1 and codes[0].startswith("O"):
        return worksheet.ItemPlace(cells.fiscal_year or 0, codes[0], "")
    raise cells.fail(
        "items" if cells.has("items") else "key",
        "ไม่รู้ว่าแถวนี้เป็นของข้อใด เพราะไม่มีทั้งรหัสแถวและรหัสข้อ OIT ข้อเดียว",
        remedy="พิมพ์รหัสข้อในคอลัมน์ “ข้อ” เช่น O7 แล้วรับกลับใหม่",
    )


_ALSO = {
    "key": ("key", "รหัสแถว"),
    "items": ("item", "items", "รหัสข้อ"),
    "state": ("state", "status"),
    "text": ("text", "ผลการดำเนินการ"),
    "participants": ("participants", "ผู้เข้าร่วม"),
    "links": ("links", "ลิงก์"),
    "location": ("location", "url", "link"),
    "published": ("published", "วันเผยแพร่"),
    "title": ("title", "ชื่อหลักฐาน"),
    "answer": ("คำตอบของหน่วยงาน",),
}
_CHOICES = {"state": ChoiceList.ENTRY_STATES}
_HINTS = {"state": "ทำแล้ว หรือ ไม่ต้องทำ", "day": "เช่น 15/3/68", "published": "เช่น 31/1/68"}
_WIDE = frozenset(("method", "text", "result", "links", "location", "data", "title"))
_NAMES = {"item": "items"}
"""Columns with the same heading and different names in the two sheets."""
_SHEETS = (
    worksheet.FORM_COLUMNS,
    worksheet.ITEM_COLUMNS,
    worksheet.QUESTION_COLUMNS,
    worksheet.PEOPLE_COLUMNS,
)


def _name_of(column: worksheet.SheetColumn) -> str:
    # The due dates have different headings in the two sheets.
    return "wanted" if column.heading == "กำหนดส่ง" else _NAMES.get(column.name, column.name)


def _columns() -> tuple[ImportColumn, ...]:
    """Return the columns of all sheets without duplicates, the key last."""
    shared = {
        column.heading: column
        for column in chain.from_iterable(_SHEETS)
        if column != worksheet.KEY_COLUMN
    }
    of_rounds = (*worksheet.QUESTION_COLUMNS, *worksheet.PEOPLE_COLUMNS)
    columns = []
    for column in (*shared.values(), worksheet.KEY_COLUMN):
        name = _name_of(column)
        columns.append(
            ImportColumn(
                name,
                column.heading,
                _ALSO.get(name, ()),
                hint=_HINTS.get(name, ""),
                width=32 if name in _WIDE else 14,
                choice=_CHOICES.get(name, ChoiceList.NONE),
                in_template=column not in of_rounds or column == worksheet.KEY_COLUMN,
            )
        )
    return tuple(columns)


WORKSHEET: ImportKind[WorksheetRow] = ImportKind(
    name="worksheet",
    title="แบบกรอกของหน่วย",
    columns=_columns(),
    required=(
        ("key", "items", "question", "gone"),
        ("text", "location", "state", "title", "answer", "gone"),
    ),
    read=_read,
    sheets=tuple(frozenset(map(_name_of, sheet)) for sheet in _SHEETS),
    identity=frozenset({"key", "items", "state"}),
    place=pages.Place(pages.PageKey.MEASURES, "tracking:"),
    elsewhere={
        Assignment: EVIDENCE.place,
        Evidence: EVIDENCE.place,
        Person: PEOPLE.place,
        CollectionUnit: pages.Place(pages.PageKey.COLLECTING),
    },
    examples=(
        {
            "items": "O7",
            "data": "ข่าวประชาสัมพันธ์",
            "title": "ข่าวประชาสัมพันธ์",
            "location": "https://example.go.th/news",
            "published": "15/1/68",
            "key": "O/2568/O7/",
        },
    ),
)


def read_person(cells: Cells) -> tuple[PersonRow, bool]:
    """Return the person of a row, and whether they have left the unit. Raises RowError."""
    text = cells.text("name")
    person = PersonRow(
        cells.origin,
        read_name(cells, text) if text else PersonName("", ""),
        cells.text("job_title"),
        unit="",
        phone=cells.text("phone"),
        email=cells.text("email"),
    )
    return person, _gone(cells)


def _gone(cells: Cells) -> bool:
    word = key(cells.text("gone"))
    if word in _STAYS:
        return False
    if word in _TICKS or word.startswith(_GONE):
        return True
    raise cells.fail(
        "gone",
        "ไม่รู้ว่า “{word}” แปลว่าคนนี้ไม่อยู่แล้วหรือไม่",
        remedy="ใช้ {known} หรือเว้นว่าง",
        word=shortened(word),
        known=worksheet.GONE_WORD,
    )
