"""Excel templates for imports: headings, examples, choice lists, room for rows.

A filled-in template can be imported; an empty one changes nothing. That of results has a second
sheet: the tables of respondents have other layouts than scores and answers, and are filled in as
printed and read like the report."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from ita_desktop.documents.forms import Form, FormColumn, FormSheet, FormTables, Others
from ita_desktop.domain.records import UnitKind
from ita_desktop.domain.surveys import name_of_group
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.choices import CLOSED, entries, item_codes
from ita_desktop.exchange.kind import ImportColumn, ImportKind
from ita_desktop.exchange.kinds.registry import kind_named
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.kinds.surveys import ANSWERED
from ita_desktop.exchange.no_data import EXAMPLE
from ita_desktop.exchange.report.results import QUESTIONS
from ita_desktop.filing.atomic_write import write

_ANSWERS: Final = "ผู้ตอบแบบประเมิน"
_LANGUAGES = ("ภาษาไทย (Thai)", "English", "Chinese (汉语)", "Burmese မြန်မာဘာသာ")
_SERVICES = ("งานขออนุมัติ/ อนุญาต", "งานทะเบียน", "งานจัดเก็บรายได้/ ภาษี", "งานเปรียบเทียบปรับ")
_OTHER_SERVICES = ("งานจัดซื้อจัดจ้าง", "*งานอื่นๆ")
_COMMENTS = 20
_WIDTHS = (58, *(14,) * 9)
_ROOM: Final = 500
"""Number of rows to type in."""
_FIRST_WIDTH: Final = 16
"""Least width of the first column, which has the mark of examples."""


def write_template(kind: str, path: Path, year: YearData | None = None) -> Path:
    """Write the template for ``kind`` to ``path`` and return the path.

    With a ``year`` the lists have that year's units, items and bodies, and the assignments sheet
    its items. The same call writes the same bytes. Raises InputError if the kind is unknown or the
    file cannot be written.
    """
    from ita_desktop.documents.backends.xlsx import form

    write(form.render(_form(kind_named(kind), year)), path)
    return path


def _form(kind: ImportKind[object], year: YearData | None) -> Form:
    columns = [column for column in kind.columns if column.in_template]
    first = columns[0].name
    examples = ({**each, first: f"{EXAMPLE} {each.get(first, '')}"} for each in kind.examples)
    known, shown = (
        tuple(tuple(row.get(column.name, "") for column in columns) for row in rows)
        for rows in (_known(kind, year), examples)
    )
    made = (_column(column, year, is_first=column is columns[0]) for column in columns)
    notes = tuple(_notes(kind, year))
    sheet = FormSheet(kind.title, notes, tuple(made), known, shown, _ROOM)
    answers = FormTables(_ANSWERS, _WIDTHS, tuple(_answer_rows(year)))
    tables = (answers,) if kind.name == RESULTS.name else ()
    return Form(notes[0], (sheet,), "ITA Desktop", tables=tables)


def _notes(kind: ImportKind[object], year: YearData | None) -> Iterator[str]:
    of_year = f" {year.organisation.name} ปีงบประมาณ {year.year}" if year is not None else ""
    yield f"แบบกรอก{kind.title.removeprefix('แบบกรอก')}{of_year}"
    needed = " และ ".join(f"“{kind.column(group[0]).heading}”" for group in kind.required)
    yield f"หนึ่งรายการต่อหนึ่งแถว คอลัมน์ที่ต้องมีคือ {needed} คอลัมน์อื่นเว้นว่างหรือลบทั้งคอลัมน์ได้"
    yield f"แถวที่ขึ้นต้นด้วย “{EXAMPLE}” เป็นตัวอย่าง ไม่ถูกนำเข้า ลบหรือพิมพ์ทับทั้งแถวได้"
    yield "ช่องที่เว้นว่างไม่ลบข้อมูลเดิม ใช้เลขไทยหรืออารบิก ปี พ.ศ. หรือ ค.ศ. ได้"


def _column(column: ImportColumn, year: YearData | None, *, is_first: bool) -> FormColumn:
    is_closed = column.choice in CLOSED and not column.many
    return FormColumn(
        column.heading,
        max(column.width, _FIRST_WIDTH) if is_first else column.width,
        choices=tuple(entries(column.choice, year)),
        hint=column.hint,
        others=Others.ASKED if is_closed else Others.TAKEN,
    )


def _known(kind: ImportKind[object], year: YearData | None) -> Iterator[Mapping[str, str]]:
    """Yield prefilled rows of a year: OIT items, groups of respondents, or all nodes of the
    framework."""
    if year is None:
        return
    framework = year.framework
    if kind.name == "assignments":
        for code in item_codes(year, oit=True):
            yield {"item": code, "title": framework.item_by_code[code].title}
    elif kind.name == ANSWERED.name:
        for group in year.survey_groups:
            yield {"group": name_of_group(year, group)}
    elif kind.name == RESULTS.name:
        for place in framework.outline:
            yield {"code": place.code, "title": place.name}
            item = framework.item_by_code.get(place.code)
            for question in item.questions if item is not None and item.parts > 1 else ():
                yield {"code": question, "title": place.name}


def _answer_rows(year: YearData | None) -> Iterator[tuple[str, ...]]:
    """Yield the rows to fill in; an empty one separates two tables."""
    yield ("1.1 จำนวนผู้ตอบแบบประเมินตามแบบประเมิน",)
    yield ("แบบประเมิน", "ชาย", "หญิง", "ไม่ระบุ", "รวม")
    yield from (("1.IIT",), ("2.EIT",), ("รวม",), ())
    yield ("1.2 จำนวนผู้ตอบแบบประเมินตามภาษา",)
    yield ("ภาษา", "จำนวนตอบ")
    yield from _numbered(_LANGUAGES)
    yield from (("รวม",), ())
    for number, (instrument, questions) in enumerate(QUESTIONS.items(), 3):
        yield (f"{number}.สถิติการตอบ {instrument}",)
        for question, options in questions:
            yield (question,)
            yield ("ตัวเลือก", "จำนวนตอบ", "%")
            yield from _numbered(options)
        yield ()
    yield ("5.คะแนนตามส่วนราชการ",)
    yield ("No.ส่วนราชการ", "จำนวน IIT", "คะแนน IIT", "จำนวน EIT", "คะแนน EIT", "คะแนนเฉลี่ย")
    units = (
        tuple(unit.name for unit in year.units if unit.kind is UnitKind.SECTION)
        if year is not None
        else ()
    )
    yield from _numbered((*units, "รร.สังกัดกรุงเทพมหานคร ในพื้นที่เขต"), " ")
    yield ()
    yield ("6.คะแนนตามส่วนประเภทบริการ",)
    items = year.framework.items_of("EIT") if year is not None else ()
    codes = [item.code for item in items] or [f"E{number}" for number in range(1, 7)]
    yield ("No.ประเภทบริการ", "ตอบ", "EIT", *codes)
    yield from _numbered((*_SERVICES, *_OTHER_SERVICES), " ")
    for instrument in QUESTIONS:
        yield ()
        yield (f"ความคิดเห็นของผู้ตอบแบบประเมิน {instrument}",)
        yield from ((f"{number}.",) for number in range(1, _COMMENTS + 1))


def _numbered(names: tuple[str, ...], after: str = ".") -> Iterator[tuple[str, ...]]:
    return ((f"{number}{after}{name}",) for number, name in enumerate(names, 1))
