"""The editable texts of documents. Each is declared once, in the module that prints it, and may be
reworded by the office.

:func:`wording` declares a text. The first part of its name is the document's (``agenda.title``).
Stored texts are found by this name, which must never change. Every text may use the fields of the
year (:data:`FIELDS`); any further fields of its default are filled in where it is printed.
"""

from collections.abc import Iterable, Mapping
from textwrap import dedent
from types import MappingProxyType
from typing import Final, TypeAlias

from ita_desktop.documents.content import Block, Cell, Paragraph, Run, TableRow, Vertical
from ita_desktop.documents.rich import blocks_of, named
from ita_desktop.domain.district_names import english_name, in_bangkok, office
from ita_desktop.domain.documents import chosen_text, fields_in, fill
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.patterns import lazy_re
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
        "วันที่มติ ครม.": "วันที่มติคณะรัฐมนตรีที่ให้เข้าร่วมการประเมินในปีนี้",
        "ปีตามมติ ครม.": "ปีงบประมาณที่มติคณะรัฐมนตรีครอบคลุม",
        "ปีตามแผนแม่บท": "ปีของเป้าหมายในแผนแม่บทภายใต้ยุทธศาสตร์ชาติ",
    }
)
"""The fields common to all texts of a year, with their explanations."""
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
        "หน่วยงาน": "หน่วยที่ส่งหรือได้รับหนังสือ",
        "ข้อ": "ข้อที่หน่วยรับผิดชอบ",
        "จำนวนข้อ": "จำนวนข้อที่หน่วยรับผิดชอบ",
        "ผู้อำนวยการเขต": "ตำแหน่งผู้อำนวยการเขตพร้อมชื่อเขต",
        "ผู้รับมอบ": "หน่วยที่ได้รับมอบในการเกษียณ",
        "กำหนดส่ง": "วันกำหนดส่งที่ใกล้ที่สุด",
        "ข้อที่ค้าง": "ข้อที่หน่วยรับผิดชอบและยังไม่ครบ",
        "จำนวนข้อที่ค้าง": "จำนวนข้อที่ยังไม่ครบ",
        "ผู้ตอบที่ขาด": "กลุ่มของหน่วยที่ยังตอบแบบสำรวจไม่ครบ กลุ่มละบรรทัด",
        "ปิดแบบสำรวจ": "วันปิดรับคำตอบของแบบสำรวจ",
    }
)
Values: TypeAlias = Mapping[str, str | None]
"""Values of fields by name; None removes the field."""
EXPLAINED: Final[Mapping[str, str]] = MappingProxyType({**FIELDS, **_OF_PAPERS})
"""Explanations of fields whose names are not self-explanatory."""
BREAK: Final = "<br>"
"""Line break within a cell."""
CELLS: Final = "|"
"""Separator of column headings."""

_GOES_ON: Final = lazy_re("\n {4,}")


@dataclass(frozen=True)
class Template:
    """The default of an editable text."""

    name: str
    text: str
    own_fields: tuple[str, ...]
    """Its fields other than those of the year."""
    name_shown: str
    """Its name in lists; empty to use its first line."""
    papers: str
    """Its heading in lists; empty until listed (:func:`catalogue.templates`) if it is that of its
    document."""
    made: bool = False
    """Whether it replaces content generated from data: paragraphs, lists, tables."""
    yearly: bool = False
    """Whether an edited text applies to one year only, because it describes figures."""

    shares_name: bool = False
    """Whether other texts of its papers have its ``name_shown``: its first line follows it then."""

    @property
    def title(self) -> str:
        """Its name in lists."""
        return self.titled(self.name_shown)

    def titled(self, name: str) -> str:
        """Returns its name in lists, with its ``name_shown`` in another language."""
        first = one_line(self.text.partition("\n")[0])
        if not name:
            return first
        return f"{name}: {first}" if self.shares_name and first else name

    @property
    def document(self) -> str:
        """The name of its document, or of the area for a text of several documents."""
        return self.name.partition(".")[0]

    @property
    def fields(self) -> tuple[str, ...]:
        """All fields that it may use."""
        return (*self.own_fields, *(field for field in FIELDS if field not in self.own_fields))

    @property
    def columns(self) -> int:
        """The number of column headings; 0 if it is no heading row."""
        return self.text.count(CELLS) + 1 if CELLS in self.text else 0

    def of(self, data: YearData, values: Values | None = None, own: str = "") -> str:
        """Returns the text with its fields filled in: ``own``, else that of the office, else the
        default; nothing for :data:`NOTHING`."""
        return _filled(chosen_text(own, self.words(data)), data, values or {})

    def key(self, data: YearData) -> str:
        """Returns the key under which the office's text is stored: that of one year, where it is
        :attr:`yearly` or came in with a paper of that year."""
        of_year = f"{self.name}/{data.year}"
        return of_year if self.yearly or of_year in data.own_words else self.name

    def words(self, data: YearData) -> str:
        """Returns the office's text, else the default."""
        return data.own_words.get(self.key(data), self.text)

    def blocks(self, data: YearData, made: Iterable[Block]) -> tuple[Block, ...]:
        """Returns the office's text as blocks, or the generated blocks ``made`` if there is
        none."""
        own = data.own_words.get(self.key(data))
        found = made if own is None else blocks_of(_filled(own, data, {}))
        return tuple(named(block, self.name) for block in found)

    def paragraphs(
        self, data: YearData, style: str, values: Values | None = None, own: str = ""
    ) -> tuple[Paragraph, ...]:
        """Returns a paragraph per non-blank line."""
        lines = self.lines(data, values, own)
        return tuple(Paragraph((Run(line, wording=self.name),), style) for line in lines)

    def lines(self, data: YearData, values: Values | None = None, own: str = "") -> tuple[str, ...]:
        """Returns its non-blank lines."""
        lines = self.of(data, values, own).splitlines()
        return tuple(line.strip() for line in lines if line.strip())

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
        """Returns the whole text as one paragraph."""
        runs = (Run(self.of(data, values), bold, wording=self.name),)
        return Paragraph(runs, style, mark, level)

    def cells(self, data: YearData, values: Values | None = None) -> tuple[str, ...]:
        """Returns the column headings."""
        return _cells(self.of(data, values))

    def shipped_cells(self, data: YearData) -> tuple[str, ...]:
        """Returns the default column headings."""
        return _cells(_filled(self.text, data, {}))

    def heading(self, data: YearData, values: Values | None = None) -> TableRow:
        """Returns the row of column headings."""
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
        """Returns a cell with the text."""
        line = Paragraph((Run(self.of(data, values), bold, wording=self.name),), style)
        return Cell((line,), columns, rows)

    def unless(
        self, rows: Iterable[TableRow], data: YearData, columns: int
    ) -> tuple[TableRow, ...]:
        """Returns the rows of a table, or one over all ``columns`` with the text if there are
        none."""
        return tuple(rows) or (TableRow((self.cell(data, columns=columns),)),)


def wording(
    name: str, text: str, *, title: str = "", papers: str = "", fields: tuple[str, ...] = ()
) -> Template:
    """Declares a text. ``title`` is its name in lists, by default its first line; ``papers`` its
    heading there, by default that of its document; ``fields`` those it may use besides those of the
    year and of ``text``. Each line is a paragraph; an indented line continues the one before."""
    whole = _GOES_ON.sub(" ", dedent(text).strip("\n"))
    more = (field for field in (*fields_in(whole), *fields) if field not in FIELDS)
    return Template(name, whole, tuple(dict.fromkeys(more)), title, papers)


def passage(name: str, title: str, *, papers: str = "", yearly: bool = False) -> Template:
    """Declares generated content that the office may replace by rich text with lists, tables and
    page breaks (:func:`ita_desktop.documents.rich.blocks_of`)."""
    return Template(name, "", (), title, papers, made=True, yearly=yearly)


def _cells(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace(BREAK, "\n").split(CELLS))


def _filled(text: str, data: YearData, values: Values) -> str:
    asked = fields_in(text)
    if any(name in FIELDS and name not in values for name in asked):
        values = of_year(data) | dict(values)
    return fill(text, values) if asked else text


SHARED: Final = "ใช้หลายฉบับ"
"""The heading in lists of texts that several documents use."""
ASSESSMENT: Final = wording(
    "all.assessment",
    "การประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ",
    title="ชื่อการประเมินภาษาไทย",
    papers=SHARED,
)
ASSESSMENT_ENGLISH: Final = wording(
    "all.assessment-english",
    "(Integrity and Transparency Assessment : ITA)",
    title="ชื่อการประเมินภาษาอังกฤษ",
    papers=SHARED,
)


_RESOLVED: Final = range(2565, 2571)
"""The fiscal years for which the cabinet's resolution of 4 January 2565 holds."""
_PLANNED: Final = range(2566, 2571)
"""The years of the target of the master plan under the national strategy."""


def of_year(data: YearData) -> dict[str, str]:
    """Returns the fields common to all documents of a year. What a resolution or plan says of some
    years is unknown in others: a paper must not cite it as if it held."""
    thai, english = ASSESSMENT.words(data), ASSESSMENT_ENGLISH.words(data)
    return {
        "สำนักงานเขต": office(data.organisation),
        "สำนักงานเขตและจังหวัด": in_bangkok(data.organisation),
        "ชื่อภาษาอังกฤษ": english_name(data.organisation.name),
        "ปีงบประมาณ": str(data.year),
        "ปีก่อน": str(data.year - 1),
        "ชื่อการประเมิน": f"{thai} {english}",
        "ชื่อการประเมินภาษาไทย": thai,
        "ชื่อการประเมินภาษาอังกฤษ": english,
        "ระบบ": data.fiscal_year.response_system or data.framework.response_system,
        "วันที่มติ ครม.": "4 มกราคม 2565" if data.year in _RESOLVED else "",
        "ปีตามมติ ครม.": _span_with(data.year, _RESOLVED),
        "ปีตามแผนแม่บท": _span_with(data.year, _PLANNED),
    }


def _span_with(year: int, years: range) -> str:
    """Returns ``2565 - 2570``; nothing if the year is not among them."""
    return f"{years[0]} - {years[-1]}" if year in years else ""
