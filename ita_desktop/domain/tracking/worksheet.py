"""The sheets that a unit gets, fills in and sends back: what their columns are called, and how a
filled row finds its place again.

Each row has a key in a column that is hidden from the eye, which says what the row is about
whatever else of the sheet was moved, sorted or worded anew on the way. Where it is lost, the item,
the measure and when it is due say it.
"""

import re
from datetime import date, timedelta
from typing import NamedTuple

from ita_desktop.domain.dates import MONTHS_SHORT, buddhist_year, short_date
from ita_desktop.domain.tracking.entries import EntryState

MEASURES_SHEET = "มาตรการ"
ITEMS_SHEET = "ข้อมูล OIT"


class SheetColumn(NamedTuple):
    """One column: its name in the program, its heading, and whether the unit fills it in."""

    name: str
    heading: str
    fills: bool = False


KEY_COLUMN = SheetColumn("key", "รหัสแถว (ห้ามแก้)")
"""The hidden column, the last one of both sheets."""
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
"""A row for each time that a measure is due; one for a measure without such times."""
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
"""A row for each piece of evidence of an OIT item, and an empty one to add another."""
STATE_WORDS = {EntryState.DONE: "ทำแล้ว", EntryState.SKIPPED: "ไม่ต้องทำ"}
"""What the unit chooses from in the column of states; an empty cell says nothing."""

_KEY = re.compile(
    r"M/(?P<measure>\w+)/(?P<last>\d{4}-\d\d-\d\d)?(?:/(?P<entry>\w*))?|O/(?P<year>\d{4})/(?P<item>\w+)/(?P<evidence>\w*)",
    re.ASCII,
)


class MeasurePlace(NamedTuple):
    """The measure that a row is about, the last day of the time that it was due, and the entry
    that the row showed when it was sent; empty for none."""

    measure_id: str
    occurrence: date | None
    entry_id: str = ""


class ItemPlace(NamedTuple):
    """The item that a row is about in a Buddhist fiscal year, and the evidence that the row
    showed when it was sent; empty for none."""

    year: int
    item_code: str
    evidence_id: str


def span(first: date, last: date) -> str:
    """How the column กำหนด names a time: ``ต.ค. 67``, ``ต.ค. 67 - มี.ค. 68``; in days where it does
    not begin and end with a month."""
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    ends = [_month(day) if whole else str(short_date(day)) for day in (first, last)]
    return " - ".join(dict.fromkeys(ends))


def _month(day: date) -> str:
    return f"{MONTHS_SHORT[day.month - 1]} {buddhist_year(day) % 100:02d}"


def measure_key(measure_id: str, occurrence: date | None, entry_id: str = "") -> str:
    """The key of the row of a measure; ``occurrence`` is the last day of the time that it is due,
    ``entry_id`` the entry that stands in the row already.

    >>> measure_key("ab12", date(2025, 3, 31))
    'M/ab12/2025-03-31'
    """
    last = occurrence.isoformat() if occurrence else ""
    return f"M/{measure_id}/{last}/{entry_id}" if entry_id else f"M/{measure_id}/{last}"


def item_key(year: int, item_code: str, evidence_id: str = "") -> str:
    """The key of the row of an OIT item in a Buddhist fiscal year.

    >>> item_key(2568, "O12")
    'O/2568/O12/'
    """
    return f"O/{year}/{item_code}/{evidence_id}"


def place_of(key: str) -> MeasurePlace | ItemPlace | None:
    """What a key says; None where it is none."""
    found = _KEY.fullmatch(key.strip())
    if found is None:
        return None
    if found["measure"]:
        try:
            last = date.fromisoformat(found["last"]) if found["last"] else None
        except ValueError:
            return None
        return MeasurePlace(found["measure"], last, found["entry"] or "")
    return ItemPlace(int(found["year"]), found["item"], found["evidence"])
