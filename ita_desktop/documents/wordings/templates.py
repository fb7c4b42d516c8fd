"""The fixed texts of documents: each declared once, beside what prints it, and worded anew by the
office where it likes.

:func:`wording` declares a text. Its name begins with the document's (``agenda.title``), by which it
is listed; what an office stored under a name is found by that name for ever. Every text may have
the fields of the year (:data:`FIELDS`); those that its shipped form has beyond them are given where
it is printed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from textwrap import dedent
from types import MappingProxyType, ModuleType
from typing import Final, TypeAlias

from ita_desktop.documents.content import Block, Cell, Paragraph, Run, TableRow, Vertical
from ita_desktop.documents.text.rich import blocks_of, named
from ita_desktop.domain.documents.wordings import fields_in, fill
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.text import one_line
from ita_desktop.domain.year import YearData

FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "สำนักงานเขต": "ชื่อสำนักงานเขต",
        "สำนักงานเขตและจังหวัด": "ชื่อสำนักงานเขต ตามด้วยกรุงเทพมหานคร",
        "ชื่อภาษาอังกฤษ": "ชื่อสำนักงานเขตเป็นภาษาอังกฤษ",
        "ปีงบประมาณ": "ปีงบประมาณของการประเมิน เช่น 2568",
        "ปีก่อน": "ปีงบประมาณก่อนหน้า",
        "ชื่อการประเมิน": "ชื่อเต็มของการประเมิน ภาษาไทยและภาษาอังกฤษ",
        "ชื่อการประเมินภาษาไทย": "ชื่อเต็มของการประเมินภาษาไทย",
        "ชื่อการประเมินภาษาอังกฤษ": "ชื่อการประเมินภาษาอังกฤษในวงเล็บ",
        "ระบบ": "ชื่อระบบที่ใช้ตอบแบบวัดของปีนี้",
    }
)
"""What is the same for all texts of a year, and what it stands for."""
_OF_PAPERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "คณะ": "ชื่อคณะทั้งหมดที่แต่งตั้งหรือประชุม",
        "ชื่อคณะ": "ชื่อของคณะเดียว",
        "เลขที่คำสั่ง": "เลขที่คำสั่งพร้อมปี เช่น 12/2567",
        "วันที่คำสั่ง": "วันที่ลงนามในคำสั่ง",
        "เรื่องคำสั่ง": "ชื่อเรื่องของคำสั่ง",
        "คำสั่งเดิม": "เลขที่และวันที่ของคำสั่งที่แก้ไข",
        "วันมีผล": "วันที่คำสั่งมีผล",
        "ลำดับ": "ลำดับในคำสั่ง เช่น 2.5",
        "รายชื่อ": "ชื่อและตำแหน่งของผู้ที่คำสั่งเปลี่ยน",
        "ครั้งที่": "ครั้งที่ของการประชุม เช่น 1/2568",
        "ครั้งก่อน": "ครั้งที่ของการประชุมครั้งก่อน",
        "วันประชุม": "วัน เดือน ปี ของการประชุม",
        "เวลา": "เวลาเริ่มประชุม",
        "สถานที่": "สถานที่ประชุม",
        "หน่วยงาน": "หน่วยงานที่ส่งหรือได้รับหนังสือ",
        "ข้อ": "ข้อที่หน่วยงานรับผิดชอบ",
        "จำนวนข้อ": "จำนวนข้อที่หน่วยงานรับผิดชอบ",
        "ผู้อำนวยการเขต": "ตำแหน่งผู้อำนวยการเขตพร้อมชื่อเขต",
        "ผู้รับมอบ": "หน่วยงานที่ได้รับมอบในการเกษียณ",
        "กำหนดส่ง": "วันกำหนดส่งที่ใกล้ที่สุด",
    }
)
Values: TypeAlias = Mapping[str, str | None]
"""What fields stand for, by name; None where nothing stands in their place."""
EXPLAINED: Final[Mapping[str, str]] = MappingProxyType({**FIELDS, **_OF_PAPERS})
"""What the fields stand for whose names do not say it all."""
BREAK: Final = "<br>"
"""What begins a line within a cell."""
CELLS: Final = "|"
"""What stands between the headings of columns."""

_GOES_ON: Final = re.compile("\n {4,}")


@dataclass(frozen=True)
class Template:
    """A text of the program for a document, which a district may word in its own way."""

    name: str
    text: str
    own_fields: tuple[str, ...]
    """The fields it may have beyond those of the year."""
    name_shown: str
    """How lists call it; empty where its own first words do."""
    papers: str
    """Under which heading lists show it; empty for the document that its name begins with."""
    made: bool = False
    """Whether it stands for what the program makes of the data: paragraphs, lists, tables."""
    yearly: bool = False
    """Whether the office's own is for one year alone, because it tells of figures."""

    @property
    def title(self) -> str:
        """How lists call it."""
        return self.name_shown or one_line(self.text.partition("\n")[0])

    @property
    def document(self) -> str:
        """The name of the document that it belongs to; that of several for what they share."""
        return self.name.partition(".")[0]

    @property
    def used_in(self) -> str:
        """What lists show it under."""
        return self.papers or _document_titles().get(self.document, "")

    @property
    def fields(self) -> tuple[str, ...]:
        """All fields that it may have."""
        return (*self.own_fields, *(field for field in FIELDS if field not in self.own_fields))

    @property
    def columns(self) -> int:
        """How many headings of columns it has; 0 where it is none."""
        return self.text.count(CELLS) + 1 if CELLS in self.text else 0

    def of(self, data: YearData, values: Values | None = None, own: str = "") -> str:
        """The text with its fields filled in: the paper's ``own`` where it is not empty, else that
        of the office, else the shipped one."""
        return _filled(own or self.words(data), data, values or {})

    def key(self, data: YearData) -> str:
        """Under which name the office's own text is kept."""
        return f"{self.name}/{data.year}" if self.yearly else self.name

    def words(self, data: YearData) -> str:
        """The text that the office uses: its own where it has one, else the shipped one."""
        return data.own_words.get(self.key(data), self.text)

    def blocks(
        self, data: YearData, made: Iterable[Block], style: str = "body"
    ) -> tuple[Block, ...]:
        """The office's own text in the place of what the program has ``made`` of the data, else
        that."""
        own = data.own_words.get(self.key(data))
        found = made if own is None else blocks_of(_filled(own, data, {}), style)
        return tuple(named(one, self.name) for one in found)

    def paragraphs(
        self, data: YearData, style: str, values: Values | None = None
    ) -> tuple[Paragraph, ...]:
        """A paragraph for each line that is not blank."""
        lines = (
            Paragraph((Run(line, wording=self.name),), style) for line in self.lines(data, values)
        )
        return tuple(lines)

    def lines(self, data: YearData, values: Values | None = None) -> tuple[str, ...]:
        """Its lines that are not blank."""
        return tuple(line.strip() for line in self.of(data, values).splitlines() if line.strip())

    def paragraph(
        self,
        data: YearData,
        style: str = "body",
        values: Values | None = None,
        *,
        mark: str = "",
        level: int = 0,
        bold: bool = False,
    ) -> Paragraph:
        """The whole text as one paragraph."""
        runs = (Run(self.of(data, values), bold, wording=self.name),)
        return Paragraph(runs, style, mark, level)

    def cells(self, data: YearData, values: Values | None = None) -> tuple[str, ...]:
        """The headings of columns."""
        return _cells(self.of(data, values))

    def shipped_cells(self, data: YearData) -> tuple[str, ...]:
        """The headings of columns as shipped."""
        return _cells(_filled(self.text, data, {}))

    def heading(self, data: YearData, values: Values | None = None) -> TableRow:
        """The row of the headings of columns."""
        return TableRow(tuple(self._head(cell) for cell in self.cells(data, values)))

    def _head(self, text: str) -> Cell:
        runs = (Run(text, wording=self.name),)
        return Cell((Paragraph(runs, "cell-heading"),), vertical=Vertical.MIDDLE)

    def cell(
        self,
        data: YearData,
        style: str = "cell",
        values: Values | None = None,
        *,
        columns: int = 1,
        rows: int = 1,
        bold: bool = False,
    ) -> Cell:
        """A cell of it."""
        line = Paragraph((Run(self.of(data, values), bold, wording=self.name),), style)
        return Cell((line,), columns, rows)


def wording(
    name: str, text: str, *, title: str = "", papers: str = "", fields: tuple[str, ...] = ()
) -> Template:
    """Declares a text. ``title`` is how lists call it, where its own words do not say it;
    ``papers`` the heading it is listed under, where that is not its document; ``fields`` what it
    may have beyond what the year gives and ``text`` has. A line is a paragraph; one that stands
    further in goes on the one before."""
    whole = _GOES_ON.sub(" ", dedent(text).strip("\n"))
    more = (field for field in (*fields_in(whole), *fields) if field not in FIELDS)
    return Template(name, whole, tuple(dict.fromkeys(more)), title, papers)


def passage(name: str, title: str, *, papers: str = "", yearly: bool = False) -> Template:
    """Declares what the program makes of the data, which the office may write itself: as rich text
    with lists, tables and pages (:func:`ita_desktop.documents.text.rich.blocks_of`)."""
    return Template(name, "", (), title, papers, made=True, yearly=yearly)


def _cells(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace(BREAK, "\n").split(CELLS))


def _filled(text: str, data: YearData, values: Values) -> str:
    asked = fields_in(text)
    if any(one in FIELDS and one not in values for one in asked):
        from ita_desktop.documents.wordings.values import of_year

        values = of_year(data) | dict(values)
    return fill(text, values) if asked else text


_ROOMS: Final = ("wording", "roster", "frameworks", "book", "meetings", "letters")
"""Whose texts that are of no single document are listed first, in this order."""


@cache
def templates() -> Mapping[str, Template]:
    """All texts by name, those of a document together, in the order of the documents: whatever the
    modules of the documents hold under a name of theirs."""
    place = {name: number for number, name in enumerate(_document_titles())}
    from ita_desktop.documents import reports

    modules = sorted(_below(reports), key=_turn)
    found = {one.name: one for module in modules for one in _held(vars(module).values())}
    listed = sorted(found.values(), key=lambda one: place.get(one.document, -1))
    return MappingProxyType({one.name: one for one in listed})


def _turn(report: ModuleType) -> int:
    room = report.__name__.split(".")[3]
    return _ROOMS.index(room) if room in _ROOMS else len(_ROOMS)


def _below(package: ModuleType) -> Iterator[ModuleType]:
    """The modules of a package that are loaded, those of its rooms too."""
    inside = f"{package.__name__}."
    for var in list(vars(package).values()):
        if isinstance(var, ModuleType) and var.__name__.startswith(inside):
            yield var
            yield from _below(var)


def _held(values: Iterable[object]) -> Iterator[Template]:
    for value in values:
        if isinstance(value, Template):
            yield value
        elif isinstance(value, tuple):
            yield from (of for of in value if isinstance(of, Template))
        elif isinstance(value, Mapping):
            yield from (of for of in value.values() if isinstance(of, Template))


@cache
def _document_titles() -> dict[str, str]:
    # It imports every document.
    from ita_desktop.documents.registry import KINDS

    return {kind.name: kind.title for kind in KINDS}


def template(name: str) -> Template:
    """The text of that name; raises InputError where there is none."""
    found = templates().get(name)
    if found is None:
        raise InputError("ไม่มีถ้อยคำชื่อ {name}", remedy="เลือกจากรายการในหน้าตั้งค่า", name=name)
    return found


def words(data: YearData, name: str) -> str:
    """The text that the office uses: its own where it has one, else the shipped one."""
    return template(name).words(data)


def filled(data: YearData, name: str, values: Mapping[str, str], own: str = "") -> str:
    """The text of a paper with its fields filled in: the paper's ``own`` where it is not empty."""
    return fill(own or words(data, name), values)
