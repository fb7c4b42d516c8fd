"""What the rows of a table call their codes: whether these names are those of a framework."""

import csv
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Final, NamedTuple

from ita_desktop.domain.framework import Framework
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import key
from ita_desktop.exchange.sheets import Value
from ita_desktop.paths import resource
from ita_desktop.services.imports.items import likeness

_NAMES: Final = lazy_re(
    r"ชื่อ|รายการ|ข้อมูล|ตัวชี้วัด|ประเด็น|คำถาม|ตรวจ|เรื่อง|หัวข้อ|objective|^งาน|กิจกรรม|โครงการ|รายงาน|มาตรฐาน|เกณฑ์"
    r"|องค์ประกอบ|รายละเอียด|เปิดเผย|เป้าประสงค์|title|name|item"
)
"""What a column of names is called; without spaces."""
NO_NAMES: Final = lazy_re(r"^ผู้|ลิ้?ง[กค]์|เว็บ|ไฟล์|link|url|web")
"""What one of persons or links is called."""
_ROWS: Final = 40
"""Number of rows that tell."""
_LETTERS: Final = 4
"""Least number of letters of a name."""
_SHORT: Final = 6
"""Least number of letters of a name that is part of the official one."""
_ALIKE: Final = 0.3
"""Least likeness of a printed title to the framework's; short forms of one title reach it."""
NUMBERED: Final = lazy_re(r"^(?:ตัวชี้วัด(?:ย่อย)?(?:ที่)?)?[\d.:]*")
"""What stands before the name of an indicator; without spaces."""


class Naming(NamedTuple):
    """How many rows of single codes have the name of a framework, of their item or its indicator,
    and how many another one."""

    ours: int
    others: int
    titled: tuple[tuple[str, str], ...] = ()
    """The codes of items with the names in the file that are theirs in a framework."""
    rows: int = 0
    """Number of rows that may have a name."""
    named: tuple[tuple[str, str], ...] = ()
    """The codes with their names in the file, whosever they are."""

    @property
    def is_ours(self) -> bool:
        # One word of a name may stand in any list.
        return 0 < self.ours >= 2 * self.others and 2 * self.ours >= self.rows

    @property
    def is_another(self) -> bool:
        return self.others > self.ours


def naming_of(
    coded: Iterable[tuple[str, Sequence[Value]]],
    named: Collection[int],
    also: Collection[int],
    frameworks: Collection[Framework],
) -> Naming:
    """Return what rows call their codes: ``coded`` are the codes with the cells of their rows,
    ``named`` the columns of names, ``also`` others that may have some."""
    titled: list[tuple[str, str]] = []
    named_so: list[tuple[str, str]] = []
    above = others = rows = 0
    for code, values in islice(coded, _ROWS):
        texts = [
            key(text)
            for at, text in enumerate(values)
            if isinstance(text, str) and len(text) >= _LETTERS and (at in named or at in also)
        ]
        rows += bool(texts)
        indicators = _above(code, frameworks)
        # What is an indicator's name may be like that of an item, too.
        items = [text for text in texts if NUMBERED.sub("", text) not in indicators]
        titles = (t for t in items if any(is_titled(t, code, each) for each in frameworks))
        own = next(titles, "")
        said = (str(each) for at, each in enumerate(values) if at in named and says(values, at))
        name = own or key(next(said, ""))
        if name and NUMBERED.sub("", name) not in indicators:
            named_so.append((code, name))
        if own:
            titled.append((code, own))
        elif any(is_title(text, each) for each in indicators for text in texts):
            above += 1
        elif code[0].isdigit() or any(says(values, at) for at in named) or _goes_on(code, texts):
            # A number alone may be anything, so that no name is another one.
            others += 1
    return Naming(len(titled) + above, others, tuple(titled), rows, tuple(named_so))


def names_items(head: str) -> bool:
    """Return whether a heading, without spaces, is one of names."""
    return bool(_NAMES.search(head)) and not NO_NAMES.search(head)


def is_title(text: str, official: str) -> bool:
    """Return whether a printed title is the official one, a short form of it, or holds it."""
    given, own = key(text), key(official)
    return _holds(given, own) or (bool(own) and likeness(given, own) >= _ALIKE)


def is_known_title(text: str, code: str, frameworks: Iterable[Framework]) -> bool:
    """Return whether a text is the title of a code in any list that is known, ours or of others."""
    titles = (title_of(framework, code) for framework in frameworks)
    others = (found.get(code, "") for found in other_lists().values())
    return any(is_title(text, official) for official in (*titles, *others))


@cache
def other_lists() -> Mapping[tuple[str, int], Mapping[str, str]]:
    """Return the titles by code of lists of others, by name and Buddhist fiscal year; some are only
    partly known."""
    found: dict[tuple[str, int], dict[str, str]] = {}
    with resource("frameworks", "other_lists.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            titles = found.setdefault((row["list"], int(row["fiscal_year"])), {})
            titles[row["code"]] = row["title"]
    return found


def _holds(given: str, own: str) -> bool:
    """Return whether one of two titles holds the other."""
    return bool(own) and (own in given or (len(given) >= _SHORT and given in own))


def is_titled(text: str, code: str, framework: Framework) -> bool:
    """Return whether a printed title is that of a code of a framework: of titles that share words
    it is the one that is most like it."""
    given, own = key(text), key(title_of(framework, code))
    if _holds(given, own):
        return True
    alike = likeness(given, own)
    if not own or alike < _ALIKE:
        return False
    others = (each.title for each in framework.items if each.code[0] == code[0])
    return all(likeness(given, key(other)) <= alike for other in others)


def title_of(framework: Framework, code: str) -> str:
    """Return the title of an item or the name of an indicator; empty for an unknown code."""
    if (item := framework.item_by_code.get(code)) is not None:
        return item.title
    indicator = framework.indicator_by_code.get(code)
    return indicator.name if indicator is not None else ""


def _above(code: str, frameworks: Iterable[Framework]) -> set[str]:
    """Return the names of the indicators that a code is of, and of theirs, as keys."""
    items = ((each, each.item_by_code.get(code)) for each in frameworks)
    own = ((each, item.indicator) for each, item in items if item is not None)
    return {key(title_of(of, each)) for of, code in own for each in (code, code.split(".")[0])}


def _goes_on(code: str, texts: Iterable[str]) -> bool:
    """Return whether a cell begins with the code and goes on with a name."""
    own = key(code)
    rest = (text.removeprefix(own) for text in texts if text.startswith(own))
    return any(sum(map(str.isalpha, text)) >= _LETTERS for text in rest)


def says(values: Sequence[Value], at: int) -> bool:
    """Return whether a cell may be a name."""
    text = values[at] if at < len(values) else ""
    return isinstance(text, str) and sum(map(str.isalpha, text)) >= _LETTERS
