"""What the rows of a table call their codes: other systems have I1, E1, O1 for something else."""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import Final, NamedTuple

from ita_desktop.domain.framework import Framework
from ita_desktop.domain.text import key
from ita_desktop.exchange.sheets import Value
from ita_desktop.services.imports.evidence.titles import title_of
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


def naming_of(
    coded: Iterable[tuple[str, Sequence[Value]]],
    columns: Collection[int],
    frameworks: Collection[Framework],
) -> Naming:
    """Return what rows call their codes: ``coded`` are the codes with the cells of their rows,
    ``columns`` those of names."""
    ours: list[tuple[str, str]] = []
    others = 0
    for code, values in islice(coded, _ROWS):
        texts = [key(text) for text in values if isinstance(text, str) and len(text) >= _LETTERS]
        official = {key(title_of(each, code)) for each in frameworks} - {""}
        own = next((text for text in texts if any(_is_of(text, title) for title in official)), "")
        if own:
            ours.append((code, own))
        elif code[0].isdigit() or any(_says(values, at) for at in columns) or _goes_on(code, texts):
            # A number alone may be anything, so that no name is another one.
            others += 1
    return Naming(len(ours), others, tuple(ours))


def names_items(head: str) -> bool:
    """Return whether a heading, without spaces, is one of names."""
    return _NAMES.search(head) is not None


def _is_of(text: str, title: str) -> bool:
    part = len(text) >= _SHORT and text in title
    return part or title in text or likeness(text, title) >= _SAME


def _goes_on(code: str, texts: Iterable[str]) -> bool:
    """Return whether a cell begins with the code and goes on with a name."""
    own = key(code)
    rest = (text.removeprefix(own) for text in texts if text.startswith(own))
    return any(sum(map(str.isalpha, text)) >= _LETTERS for text in rest)


def _says(values: Sequence[Value], at: int) -> bool:
    text = values[at] if at < len(values) else ""
    return isinstance(text, str) and sum(map(str.isalpha, text)) >= _LETTERS
