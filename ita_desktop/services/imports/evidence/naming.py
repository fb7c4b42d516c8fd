"""What the rows of a table call their codes: other systems have I1, E1, O1 for something else."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final, NamedTuple

from ita_desktop.domain.text import key
from ita_desktop.services.imports.evidence.seen import SeenTable, title_of
from ita_desktop.services.imports.items import likeness

_NAMES: Final = re.compile(
    r"ชื่อ|รายการ|ข้อมูล|ตัวชี้วัด|ประเด็น|คำถาม|ตรวจ|เรื่อง|หัวข้อ|objective|^งาน|กิจกรรม|โครงการ|รายงาน|มาตรฐาน|เกณฑ์"
    r"|องค์ประกอบ|รายละเอียด|เป้าประสงค์|title|name|item"
)
"""What a column of names is called; without spaces."""
_ROWS: Final = 40
"""Number of rows that tell."""
_LETTERS: Final = 4
"""Least number of letters of a name."""
_SHORT: Final = 6
"""Least number of letters of a name that is part of the official one."""
_SAME: Final = 0.4
"""Least likeness of a cell to the official title of its row."""


class Naming(NamedTuple):
    """How many rows of single codes have the name of a framework, and how many another one."""

    ours: int
    others: int
    titled: tuple[tuple[str, str], ...] = ()
    """The codes with the names in the file that are a framework's."""

    @property
    def is_ours(self) -> bool:
        return 0 < self.ours >= 2 * self.others

    @property
    def is_another(self) -> bool:
        return self.others > self.ours


def naming_of(table: SeenTable) -> Naming:
    """Return what the rows of a table call their codes."""
    cells = {row.number: row.values for row in table.below}
    named = _columns(table)
    ours: list[tuple[str, str]] = []
    others = 0
    for number, code in islice(_codes(table), _ROWS):
        values = cells.get(number, ())
        texts = [key(text) for text in values if isinstance(text, str) and len(text) >= _LETTERS]
        official = {key(title_of(each, code)) for each in table.known.frameworks} - {""}
        own = next((text for text in texts if any(_is_of(text, title) for title in official)), "")
        if own:
            ours.append((code, own))
        elif code[0].isdigit() or any(_says(values, at) for at in named):
            # A number alone may be anything, so that no name is another one.
            others += 1
    return Naming(len(ours), others, tuple(ours))


def _is_of(text: str, title: str) -> bool:
    part = len(text) >= _SHORT and text in title
    return part or title in text or likeness(text, title) >= _SAME


def _says(values: Any, at: int) -> bool:
    text = values[at] if at < len(values) else ""
    return isinstance(text, str) and sum(map(str.isalpha, text)) >= _LETTERS


def _codes(table: SeenTable) -> Iterator[tuple[int, str]]:
    """Yield the rows of one code each, with it."""
    for row in table.rows:
        inner: Any = getattr(row, "measure", row)
        found = getattr(inner, "node", "") or getattr(inner, "item", "")
        items = (found,) if found else inner.items or (inner.indicator,)
        if len(items) == 1 and any(map(str.isdigit, items[0])):
            yield inner.origin.row, items[0]


def _columns(table: SeenTable) -> list[int]:
    """Return the columns of names: those that are called so, and not read as something else."""
    heading = table.heading
    read = {at for name, at in heading.columns.items() if name not in {"title", "indicator"}}
    heads = {at: text for at, text in table.head_texts.items() if at not in read}
    return [at for at, text in heads.items() if _NAMES.search(text)]
