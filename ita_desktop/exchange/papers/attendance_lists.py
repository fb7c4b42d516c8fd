"""Reads who came to a meeting, who did not, and who else was there, from lists in minutes."""

import re
from collections.abc import Sequence
from typing import Final

from ita_desktop.domain.roster.names import is_person
from ita_desktop.domain.roster.posts import is_post
from ita_desktop.exchange.blocks import Block, Table
from ita_desktop.exchange.papers.lines import NumberedLine, Reading
from ita_desktop.exchange.papers.member_lines import is_role
from ita_desktop.exchange.sheets import SheetRow

BETWEEN: Final = " / "
"""Between name, post and role of one who came."""
_LISTS: Final = {
    "attended": re.compile(
        r"^(?:ราย(?:ชื่อ|นาม))?(?:คณะ\S*\s*)?ผู้(?:เข้า)?มาประชุม\s*(?:\(?จำนวน[^()]*\)?)?\s*:?$"
    ),
    "absent": re.compile(
        r"^(?:ราย(?:ชื่อ|นาม))?ผู้(?:ที่)?ไม่(?:ได้)?(?:เข้า|มา)ประชุม\s*(?:\(.*\)|(?:เนื่องจาก|เพราะ|ติด)\S.*)?\s*:?$"
    ),
    "guests": re.compile(r"^(?:ราย(?:ชื่อ|นาม))?ผู้เข้าร่วม(?:การ)?ประชุม\s*(?:\(.*\))?\s*:?$"),
}
_LISTED: Final = re.compile(r"^(?:\d{1,3}[.)]|\(\d{1,3}\))\s*")
_WHY: Final = re.compile(r"ประชุม\s*\(?[^()]*(?:ติด|ลา|ราชการ|ภารกิจ|เนื่องจาก|เพราะ)")
"""A reason behind the heading of those who did not come."""
_NOBODY: Final = re.compile(r"[-–\s]*(?:ไม่มี)?[-–\s]*")
_COUNTED: Final = re.compile(r"^\d{1,3}[.)]?$")
_HEADED: Final = re.compile(r"^(?:ลำดับ|ที่\s)?\S*\s*ชื่อ")


def list_of(text: str) -> str:
    """Return the column of a list of people that begins with this line; empty for none."""
    return next((name for name, head in _LISTS.items() if head.match(text)), "")


def read_lists(reading: Reading, lines: Sequence[NumberedLine], blocks: Sequence[Block]) -> None:
    """Read who came, who did not, and who else was there: tables without headings, or lines."""
    people: dict[str, list[str]] = {}
    for at, line in enumerate(lines):
        name = list_of(line.text)
        if not name:
            continue
        if not _WHY.search(line.text):
            reading.mark(line)
        following = lines[at + 1].block if at + 1 < len(lines) else len(blocks)
        for place in range(line.block + 1, min(following, len(blocks))):
            block = blocks[place]
            if isinstance(block, Table):
                people.setdefault(name, []).extend(_listed(block.sheet.rows))
                reading.tables.add(place)
                break
    _read_people(reading, lines, people)
    for name, persons in people.items():
        reading.values[name] = "\n".join(persons)


def _read_people(
    reading: Reading, lines: Sequence[NumberedLine], people: dict[str, list[str]]
) -> None:
    """Read the lists that are lines of text: a name, and posts and roles behind or below it."""
    current = ""
    for line in lines:
        if name := list_of(line.text):
            current = name
        elif current and (_LISTED.match(line.text) or is_person(line.cells[0])):
            parts = [_LISTED.sub("", line.cells[0]), *line.cells[1:]]
            people.setdefault(current, []).append(BETWEEN.join(filter(None, parts)))
            reading.mark(line)
        elif people.get(current) and (is_post(line.text) or is_role(line.text)):
            people[current][-1] += BETWEEN + line.text
            reading.mark(line)
        elif _NOBODY.fullmatch(line.text):
            reading.mark(line)


def _listed(rows: Sequence[SheetRow]) -> list[str]:
    """Return the people of a table: number, name, post, role. The lines of a cell are one text; a
    row without a number goes on with the one above."""
    found: list[str] = []
    counted = any(_counts(row) for row in rows)
    for row in rows:
        values = [" ".join(str(value).split()) for value in row.values]
        if row.number < 1 or not any(values) or (not found and _HEADED.match(" ".join(values))):
            continue
        person = BETWEEN.join(filter(None, values[1:] if _counts(row) else values))
        if found and counted and not _counts(row):
            found[-1] += BETWEEN + person
        else:
            found.append(person)
    return found


def _counts(row: SheetRow) -> bool:
    """Return whether a row begins with a number."""
    return bool(row.values) and _COUNTED.match(str(row.values[0])) is not None
