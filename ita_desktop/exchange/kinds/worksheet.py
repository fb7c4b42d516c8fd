"""What a unit filled into the sheets that it was sent: what was done, and where data is published.

Both sheets are read as one kind of table; the hidden key says what a row is about.
"""

from dataclasses import dataclass
from datetime import date

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.text import key
from ita_desktop.domain.tracking import EntryState
from ita_desktop.domain.worksheet import (
    ITEM_COLUMNS,
    KEY_COLUMN,
    MEASURE_COLUMNS,
    STATE_WORDS,
    ItemPlace,
    MeasurePlace,
    place_of,
)
from ita_desktop.exchange.cells import Cells, shortened
from ita_desktop.exchange.codes import read_codes
from ita_desktop.exchange.kind import Choice, Column, Kind, no_groups
from ita_desktop.exchange.kinds.evidence import read_location
from ita_desktop.exchange.sheets import Origin
from ita_desktop.exchange.states import read_state

_STATES = {key(word): state for state, word in STATE_WORDS.items()} | {
    **dict.fromkeys(
        (
            "ทำ", "ทำเสร็จ", "ทำเสร็จแล้ว", "เสร็จ", "เสร็จแล้ว", "เสร็จสิ้น", "แล้วเสร็จ", "เรียบร้อย",
            "เรียบร้อยแล้ว", "ดำเนินการแล้ว", "ดำเนินการแล้วเสร็จ", "ดำเนินการเสร็จแล้ว",
            "ดำเนินการเรียบร้อยแล้ว", "✓", "✔", "√",
        ),
        EntryState.DONE,
    ),
    "ไม่ได้ทำ": EntryState.SKIPPED,
    "ข้าม": EntryState.SKIPPED,
    **{state.value: state for state in EntryState},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WorksheetRow:
    """One row that came back; empty fields say nothing."""

    origin: Origin
    place: MeasurePlace | ItemPlace
    state: EntryState | None
    day: date | None
    text: str
    participants: int | None
    result: str
    links: str
    reason: str
    title: str
    location: str
    published: date | None
    note: str

    @property
    def filled(self) -> bool:
        """Whether the unit wrote anything into it."""
        if isinstance(self.place, ItemPlace):
            return bool(self.title or self.location or self.published or self.note)
        said = (self.state, self.day, self.text, self.result, self.links, self.reason)
        return self.participants is not None or any(said)


def _read(cells: Cells) -> WorksheetRow:
    place = _place(cells)
    of_measure = isinstance(place, MeasurePlace)
    return WorksheetRow(
        cells.origin,
        place,
        read_state(cells, "state", _STATES, STATE_WORDS.values()) if of_measure else None,
        cells.day("day") if of_measure else None,
        cells.lines("text"),
        _participants(cells) if of_measure else None,
        cells.lines("result"),
        cells.lines("links"),
        cells.lines("reason"),
        cells.text("title"),
        "" if of_measure else read_location(cells),
        None if of_measure else cells.day("published"),
        cells.lines("note"),
    )


def _place(cells: Cells) -> MeasurePlace | ItemPlace:
    text = cells.text("key")
    place = place_of(text)
    if place is not None:
        return place
    codes = read_codes(cells.text("items"), "O").codes
    if not text and len(codes) == 1 and codes[0].startswith("O") and cells.has("location"):
        # A row that the unit added for another piece of evidence.
        return ItemPlace(cells.fiscal_year or 0, codes[0], "")
    raise cells.fail(
        "key",
        "ไม่รู้ว่าแถวนี้เป็นของมาตรการใด เพราะรหัสแถวหายหรือถูกแก้",
        remedy="คัดลอกสิ่งที่กรอกลงในแบบกรอกฉบับที่ส่งไปจากโปรแกรม แล้วรับกลับใหม่",
    )


def _participants(cells: Cells) -> int | None:
    text = to_arabic(cells.text("participants")).replace(",", "").removesuffix("คน").strip()
    if text in {"", "-", "–"}:
        return None
    if not text.isascii() or not text.isdecimal() or len(text) > 7:
        raise cells.fail(
            "participants",
            "จำนวนผู้เข้าร่วม “{text}” ไม่ใช่จำนวนเต็ม",
            remedy="พิมพ์ตัวเลข เช่น 45",
            text=shortened(text),
        )
    return int(text)


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
}
_CHOICES = {"state": Choice.ENTRY_STATES}
_HINTS = {"state": "ทำแล้ว หรือ ไม่ต้องทำ", "day": "เช่น 15/3/68", "published": "เช่น 31/1/68"}
_WIDE = frozenset(("method", "text", "result", "links", "location", "data", "title"))
_NAMES = {"item": "items"}
"""Columns of one heading that have a name in each sheet."""


def _columns() -> tuple[Column, ...]:
    """The columns of both sheets, each once, the key last."""
    shared = {one.heading: one for one in (*MEASURE_COLUMNS, *ITEM_COLUMNS) if one != KEY_COLUMN}
    columns = []
    for one in (*shared.values(), KEY_COLUMN):
        name = _NAMES.get(one.name, one.name)
        # The two sheets have dates by which they are wanted, each with a heading of its own.
        name = "wanted" if one.heading == "กำหนดส่ง" else name
        columns.append(
            Column(
                name,
                one.heading,
                _ALSO.get(name, ()),
                hint=_HINTS.get(name, ""),
                width=32 if name in _WIDE else 14,
                choice=_CHOICES.get(name, Choice.NONE),
            )
        )
    return tuple(columns)


WORKSHEET: Kind[WorksheetRow] = Kind(
    name="worksheet",
    title="แบบกรอกของหน่วยงาน",
    columns=_columns(),
    required=(("key",), ("text", "location")),
    read=_read,
    group=no_groups,
    identity=frozenset({"key", "items", "state"}),
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
