"""Lists without headings get them: members in cells, number and name first and the role last, or in
a line each; and lines of items with their owners, or of days, as people write them in a chat."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.roster.matching import is_post, kind_of_name, may_be_untitled
from ita_desktop.domain.roster.names import is_person
from ita_desktop.domain.text import to_arabic
from ita_desktop.exchange.cells.codes import number_alone, number_before
from ita_desktop.exchange.kinds.calendar import CALENDAR
from ita_desktop.exchange.kinds.oit import ASSIGNMENTS
from ita_desktop.exchange.kinds.roster import ROSTER
from ita_desktop.exchange.papers.order_lists import UNTITLED, is_member, is_role, member_of
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow, column_letter

_LEAST: Final = 2
"""Minimum number of members, and of cells of each."""
_TOLD: Final = "ตารางนี้ไม่มีหัวคอลัมน์ จึงอ่านคอลัมน์ {name} เป็นชื่อ และคอลัมน์ {role} เป็นบทบาทในคณะ"
_ORDER, _NAME, _POST, _UNIT, _ROLE = (
    ROSTER.column(name).heading for name in ("order", "name", "position", "department", "role")
)


def with_member_heads(sheet: DataSheet) -> tuple[DataSheet, tuple[Remark, ...]]:
    """Return a sheet whose list of members has headings, and what is to be reported; the sheet
    itself if it is none, or has headings."""
    rows = tuple(map(_parted, sheet.rows))
    first = next((at for at, row in enumerate(rows) if row.filled >= _LEAST), len(rows))
    members = rows[first:]
    heads = member_heads(members)
    are_lines = any(row.filled == 1 for row in sheet.rows[first:])
    if not heads or (are_lines and not first):
        return sheet, ()  # lines say only below a title of whom they are
    letters = {text: column_letter(at) for at, text in heads.items()}
    shown = {"name": letters[_NAME], "role": letters[_ROLE]}
    at = next(at for at, text in heads.items() if text == _NAME)
    are_titled = all(_is_titled(str(row.value(at))) for row in members)
    listed, remarks = headed(sheet, rows, first, heads, Phrase(_TOLD, **shown))
    return replace(listed, why_waits="" if are_titled else UNTITLED), remarks


def headed(
    sheet: DataSheet,
    rows: Sequence[SheetRow],
    first: int,
    heads: Mapping[int, str],
    told: Phrase,
    own: SheetRow | None = None,
) -> tuple[DataSheet, tuple[Remark, ...]]:
    """Return a sheet of rows with a row of headings above the one at index ``first``, and what is
    told of it; ``own`` are other headings of the sheet, which stay in it."""
    # A made one has the number of the row above, so that no empty row seems to be between.
    made = SheetRow(rows[first].number - 1, ()) if own is None else own
    for at, text in heads.items():
        made = made.with_value(at, text)
    origin = Origin(sheet.name, rows[first].number)
    remark = Remark(origin, told.template, "ตรวจว่าคอลัมน์ตรงกัน", told.fields)
    return replace(sheet, rows=(*rows[:first], made, *rows[first:])), (remark,)


def _parted(row: SheetRow) -> SheetRow:
    """Return a row of one cell with a member and a role (``ประธาน : …``) as the cells of these."""
    text = str(row.value(0)) if row.filled == 1 else ""
    found = member_of([number_before("", text)[1]])
    if found is None or not (is_member(text) or found.is_untitled):
        return row
    return replace(row, values=(found.lines[0], " ".join(found.lines[1:]), found.role))


_OF_UNITS: Final = r"(?:ทุก|กลุ่ม)?(?:ฝ่าย|โรงเรียน|สถานศึกษา|ส่วนราชการ)|กลุ่มงาน|ร\.?ร\.|สำนักงานเขต"
_OWNER: Final = (
    r"(?:(?:ฝ่าย|โรงเรียน|กลุ่มงาน|ร\.?ร\.)[^\s,/]+|(?:ทุก(?:ฝ่าย|โรงเรียน|ส่วนราชการ)|สถานศึกษา)[^\s,/]*)"
)
_OWNERS: Final = rf"{_OWNER}(?:[\s,/]+(?:และ\s*)?{_OWNER})*"
_BEGINS: Final = r"(?:[-–•*]\s*|\d{1,2}[.)]\s+)?"
_ITEM_LINE: Final = lazy_re(
    rf"{_BEGINS}(?:ข้อ\s*)?(O ?\d{{1,2}}(?:\s*(?:[-–,]|ถึง)\s*O? ?\d{{1,2}})*)[\s.:=–-]+"
    rf"(?:(?!{_OF_UNITS})(.+?)[\s:=–-]+)??((?:(?:{_OF_UNITS}).*?[\s,/]+)??{_OWNERS})",
    re.ASCII | re.IGNORECASE,
)
"""Words that begin as a unit are no title, whatever stands between them and the last owner."""
_DAY_LINE: Final = lazy_re(
    rf"{_BEGINS}(?:วันที่\s*)?(\d{{1,2}}(?:\s*[ก-๙.]+\s*|/\d{{1,2}}/)(?:\d\d)?\d\d)"
    r"()[\s:=–-]+([^\d\s].*)",
    re.ASCII,
)
_LINES: Final = (
    (ASSIGNMENTS, ("item", "title", "owners"), _ITEM_LINE),
    (CALENDAR, ("day", "time", "title"), _DAY_LINE),
)
"""Kinds of lines, with the columns that their groups are of."""
_LONGEST: Final = 300
"""Number of letters of the longest line that is looked at."""
_OF_LINES: Final = "บรรทัดเหล่านี้ไม่มีหัวคอลัมน์ จึงอ่านเป็น {heads}"


def with_line_heads(sheet: DataSheet) -> tuple[DataSheet, tuple[Remark, ...]]:
    """Return a sheet whose lines of items with owners, or of days, are cells below headings, and
    what is to be reported; the sheet itself if fewer than half are so."""
    texts = ((row.number, str(row.value(0))) for row in sheet.rows if row.filled == 1)
    lines = {at: to_arabic(text) for at, text in texts if len(text) <= _LONGEST}
    for kind, names, pattern in _LINES if lines else ():
        found = {at: line for at, text in lines.items() if (line := pattern.fullmatch(text))}
        if len(found) < _LEAST or 2 * len(found) < len(sheet.rows):
            continue
        used = [n for n in range(len(names)) if any(line[n + 1] for line in found.values())]
        heads = tuple(kind.column(names[n]).heading for n in used)
        first = next(at for at, row in enumerate(sheet.rows) if row.number in found)
        rows = [
            replace(row, values=tuple(found[row.number][n + 1] or "" for n in used))
            if row.number in found
            else row
            for row in sheet.rows
        ]
        told = Phrase(_OF_LINES, heads=" · ".join(heads))
        return headed(sheet, rows, first, dict(enumerate(heads)), told)
    return sheet, ()


def member_heads(members: Sequence[SheetRow]) -> dict[int, str]:
    """Return the headings, by index, of the columns of members that show by their content; none if
    name and role do not."""
    if len(members) < _LEAST or any(row.filled < _LEAST for row in members):
        return {}
    name = _column(members, _is_titled)
    name = _column(members, _is_named) if name is None else name
    role = _column(members, is_role)
    if name is None or role is None:
        return {}
    heads = {name: _NAME, role: _ROLE}
    for at in range(max(len(row.values) for row in members)):
        texts = [text for row in members if (text := str(row.value(at)))]
        if at in heads or not texts:
            continue
        if all(number_alone(text) for text in texts):
            heads[at] = _ORDER
        elif all(map(kind_of_name, texts)):
            heads[at] = _UNIT
        elif _POST not in heads.values() and any(map(is_post, texts)):
            heads[at] = _POST
    return heads


def _column(members: Sequence[SheetRow], says: Callable[[str], bool]) -> int | None:
    """Return the only column of which all cells say so; None for no or several ones."""
    width = max(len(row.values) for row in members)
    found = [at for at in range(width) if all(says(str(row.value(at))) for row in members)]
    return found[0] if len(found) == 1 else None


def _is_titled(text: str) -> bool:
    """Return whether a text, with any number before it, is a person and no post."""
    name = number_before("", text)[1]
    return is_person(name) and not is_post(name)


def _is_named(text: str) -> bool:
    return _is_titled(text) or may_be_untitled(number_before("", text)[1])
