"""What is looked at to believe that a table is of a kind, and what that gives."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import Framework
from ita_desktop.domain.text import key
from ita_desktop.exchange.headings import TableHeading
from ita_desktop.exchange.sheets import SheetRow, Value
from ita_desktop.services.imports.evidence.naming import Naming, names_items, naming_of

NOTHING: Final = Phrase("ไม่มีสิ่งใดบอกว่าเป็นของการประเมิน ITA")
ALMOST_ALL: Final = 0.8
MOST: Final = 0.5
"""Least share of cells that tell what a column is."""
_OURS: Final = re.compile(
    r"(?<![a-z])(?:ita|[ieo]it)(?![a-z])|คุณธรรมและความโปร่งใส|เปิดเผยข้อมูลสาธารณะ|ความโปร่งใสในการดำเนินงาน"
)
"""What the papers of the assessment are called by; without spaces."""
_ANOTHER: Final = re.compile(
    r"ร้องเรียน|ร้องทุกข์|ผู้ตรวจราชการ|สตง|ตรวจสอบภายใน|ความเสี่ยง|คำรับรอง|(?<!เข้ารับการ)สอบ(?!ถาม)|เบี้ย|สงเคราะห์|พัสดุ|ครุภัณฑ์|วันหยุด"
    r"|เบิกจ่าย|ผู้สูงอายุ|นักเรียน|ผู้พิการ|คนพิการ|อบรม|ควบคุมภายใน|kpi|okr|bsc|(?<!\d)5ส(?![ก-๙])"
)
"""Other matters of an office that have tables with the same columns; without spaces."""


_PLAIN: Final = re.compile(r"^(?:ลำดับ(?:ที่)?|ที่|no\.?|หมายเหตุ|รูป(?:ถ่าย)?)$")
"""Headings of columns that any list may have."""


def names_assessment(text: str) -> bool:
    """Return whether a text names the assessment."""
    return bool(_OURS.search(key(text)))


@dataclass(frozen=True, slots=True)
class Argument:
    """Why a table is of a kind, or is not. With ``is_veto`` nothing speaks for it any more."""

    text: Phrase
    is_veto: bool = False


def of_matter(matter: str, *, is_veto: bool = False) -> Argument:
    """Return the argument that a title is about another matter."""
    return Argument(Phrase("หัวเรื่องเป็นเรื่อง “{matter}”", matter=matter), is_veto)


def has_column(head: str, *, is_veto: bool = True) -> Argument:
    """Return the argument that a table has a column of something else."""
    return Argument(Phrase("มีคอลัมน์ “{head}”", head=head), is_veto)


OURS: Final = Argument(Phrase("หัวเรื่องเป็นของการประเมิน ITA"))
"""Of a table that is named so."""


@dataclass(frozen=True)
class Belief:
    """How far a table is believed to be of a kind."""

    reasons: tuple[Argument, ...] = ()
    """What speaks for it."""
    against: tuple[Argument, ...] = ()
    """What speaks against it, the gravest first."""
    titled: tuple[tuple[str, str], ...] = ()
    """The codes of its rows with the titles beside them."""
    office: str = ""
    """The other office that it is of, as it says; empty for the own one."""

    @property
    def is_refused(self) -> bool:
        """Whether the table is not of this kind, whatever its headings are."""
        return any(reason.is_veto for reason in self.against)

    @property
    def is_sure(self) -> bool:
        """Whether its rows may be ticked beforehand."""
        return not self.against


NO_BELIEF: Final = Belief()
"""Of a table that nobody has to believe: a form that was sent, a part of a book."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the program knows, by which a table is believed."""

    by_year: Mapping[int, Framework] = field(default_factory=dict)
    """The frameworks of the workspace and of the program, by Buddhist fiscal year."""
    shown: int | None = None
    """The Buddhist fiscal year that is meant where nothing states one."""
    office: str = ""
    units: frozenset[str] = frozenset()
    """Keys of the names of the office's units."""
    bodies: frozenset[str] = frozenset()
    """Keys of the names of the year's bodies."""

    @property
    def frameworks(self) -> tuple[Framework, ...]:
        """All frameworks, each once."""
        return tuple({id(each): each for each in self.by_year.values()}.values())

    def framework(self, year: int | None) -> Framework | None:
        """Return the framework of a Buddhist fiscal year; None if there is none."""
        return self.by_year.get(year or self.shown or max(self.by_year, default=0))


@dataclass(frozen=True)
class SeenTable:
    """A table read as one kind."""

    kind: str
    heading: TableHeading
    head_texts: Mapping[int, str]
    """The words of its headings by column, without spaces."""
    below: Sequence[SheetRow]
    """The rows below the heading."""
    rows: Sequence[Any]
    """What was read of them."""
    titles: Sequence[str]
    """The name of its sheet, then the titles above."""
    beside: Sequence[str]
    """What else is said around: the name of the file, the titles of the document."""
    known: Knowledge
    is_paper: bool = False
    """Whether it was read from an official paper by its form."""
    signed: Sequence[str] = ()
    """The first and last lines of its document, which say whose it is."""

    @property
    def around(self) -> tuple[str, ...]:
        """What is said around it."""
        return (*self.titles, *self.beside)

    def lines(self) -> Iterator[str]:
        """Yield what may say whose it is: what is around it, and lines of one cell below."""
        yield from (*self.around, *self.signed)
        for row in self.below:
            if row.filled == 1:
                yield from (value for value in row.values if isinstance(value, str))

    @cached_property
    def words(self) -> str:
        """The words around it, without spaces."""
        return "\n".join(key(text) for text in self.around)

    @cached_property
    def heads(self) -> str:
        """The words of its headings, without spaces, one a line."""
        return "\n".join(key(text) for text in sorted(self.heading.texts))

    @cached_property
    def naming(self) -> Naming:
        """What its rows call their codes."""
        # The title in a list of evidence is that of a document.
        names = {"indicator"} if self.kind == "evidence" else {"title", "indicator"}
        read = {at for name, at in self.heading.columns.items() if name not in names}
        heads = ((at, text) for at, text in self.head_texts.items() if at not in read)
        columns = [at for at, text in heads if names_items(text)]
        return naming_of(self._coded(), columns, self.known.frameworks)

    def _coded(self) -> Iterator[tuple[str, Sequence[Value]]]:
        """Yield the single codes of rows with the cells of these."""
        cells = {row.number: row.values for row in self.below}
        for row in self.rows:
            inner: Any = getattr(row, "measure", row)
            found = getattr(inner, "node", "") or getattr(inner, "item", "")
            items = (found,) if found else inner.items or (inner.indicator,)
            if len(items) == 1 and any(map(str.isdigit, items[0])):
                yield items[0], cells.get(inner.origin.row, ())

    @property
    def is_named_ours(self) -> bool:
        """Whether the words around it, or its headings, name the assessment."""
        return bool(_OURS.search(self.words) or _OURS.search(self.heads))

    @property
    def names_another(self) -> str:
        """The other matter that the words around it name; empty for none."""
        found = _ANOTHER.search(self.words)
        return found[0] if found else ""

    @property
    def unexplained(self) -> str:
        """The heading of a column that its kind does not have; empty for none. A number and a
        remark are in any table; where people have said what columns of such a table mean, its
        others are known to them."""
        if self.heading.remembered:
            return ""
        heads = (text for text in self.heading.ignored if not _PLAIN.search(key(text)))
        return next(heads, "")

    def headed(self, words: str) -> str:
        """Return the heading with one of these ``words`` (a pattern); empty for none."""
        pattern = re.compile(words)
        return next((text for text in self.heads.split("\n") if pattern.search(text)), "")

    def cells(self, name: str) -> Iterator[str]:
        """Yield the texts in the column of this name."""
        at = self.heading.columns.get(name, -1)
        for row in self.below if at >= 0 else ():
            yield from (str(value) for value in row.values[at : at + 1] if value != "")

    def texts(self) -> Iterator[str]:
        """Yield the texts of all cells."""
        return (str(value) for row in self.below for value in row.values if value != "")


def share(values: Iterable[str], accepted: Callable[[str], object]) -> float:
    """Return the share, 0 to 1, of the values that are accepted; 0 of none."""
    found = list(values)
    return sum(1 for value in found if accepted(value)) / len(found) if found else 0.0
