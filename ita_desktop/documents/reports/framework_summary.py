"""What is measured this year: a handout of numbers, why it is measured, and the table of levels.

Form: one page of numbers (three numbered instruments, their indicators, who is asked); then
numbered chapters on the purpose, the criteria and the levels.
"""

from collections.abc import Iterator
from decimal import Decimal

from ita_desktop.documents.content import (
    Block,
    Cell,
    Column,
    Document,
    PageBreak,
    Row,
    Table,
    Vertical,
    cell,
    paragraph,
)
from ita_desktop.documents.kinds import Lack, Material
from ita_desktop.documents.reports.framework_words import (
    heading,
    line,
    sample,
    sentence,
    with_english,
)
from ita_desktop.documents.reports.wording import (
    HYPHEN,
    ITA_ENGLISH,
    ITA_THAI,
    fiscal_year,
    foot,
    office,
    titles,
)
from ita_desktop.documents.values import of_year
from ita_desktop.documents.wordings import filled
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.framework import Framework, Instrument, Level, LevelSet
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.year import YearData

_FULL = Decimal(100)
_STEP = Decimal("0.01")
_LEVEL_COLUMNS = (Column(26), Column(28), Column(46))


def missing(material: Material) -> list[Lack]:
    """What the summary lacks: items, and weights that make a whole."""
    if not material.year.framework.items:
        return [Lack("กรอบการประเมินของปีนี้ยังไม่มีข้อ", remedy="เพิ่มที่หน้าตั้งค่า", page=PageKey.SETTINGS)]
    if sum(one.weight for one in material.year.framework.instruments) == _FULL:
        return []
    return [
        Lack(
            "น้ำหนักของเครื่องมือรวมกันไม่เป็น 100", remedy="แก้กรอบการประเมินที่หน้าตั้งค่า", page=PageKey.SETTINGS
        )
    ]


def build(material: Material, digits: Digits) -> Document:
    """The handout, then the chapters."""
    year = material.year
    title = f"สรุปกรอบการประเมิน ITA ปีงบประมาณ {year.year}"
    return Document(
        title=title,
        author=office(year.organisation),
        blocks=(*_handout(year), PageBreak(), *_chapters(year)),
        digits=digits,
        footer=foot(title),
    )


def _handout(year: YearData) -> Iterator[Block]:
    framework = year.framework
    yield from titles(f"กรอบ{ITA_THAI}", ITA_ENGLISH, fiscal_year(year))
    for number, instrument in enumerate(framework.instruments, 1):
        yield paragraph(f"{number}. {heading(framework, instrument)} ดังนี้", "heading")
        for indicator in framework.indicators_of(instrument.code):
            yield paragraph(line(framework, indicator), "note", level=1)
            for sub in framework.children(indicator.code):
                yield paragraph(line(framework, sub), "note", level=2)
        yield from _sample(instrument)


def _sample(instrument: Instrument) -> Iterator[Block]:
    words = sample(instrument)
    if not words:
        return
    yield paragraph(f"{words} ดังนี้", "note", level=1)
    for number, group in enumerate(instrument.respondents, 1):
        mark = f"{number}." if len(instrument.respondents) > 1 else HYPHEN
        yield paragraph(group, "note", mark=mark, level=2)
    if instrument.sample_condition:
        yield paragraph(instrument.sample_condition, "note", mark="*", level=1)


def _chapters(year: YearData) -> Iterator[Block]:
    yield paragraph("1. ความสำคัญของ ITA", "heading")
    yield from importance(year)
    yield paragraph("2. เกณฑ์การประเมิน", "heading")
    yield from criteria(year.framework)
    yield paragraph("3. คะแนนและระดับผลการประเมิน", "heading")
    yield from levels(year)


def importance(year: YearData) -> Iterator[Block]:
    """Why it is measured."""
    for text in filled(year, "framework-importance", of_year(year)).splitlines():
        yield paragraph(text)


def criteria(framework: Framework) -> Iterator[Block]:
    """The instruments with their indicators."""
    for number, instrument in enumerate(framework.instruments, 1):
        yield paragraph(f"{number}) {sentence(framework, instrument)} ประกอบด้วย", "subheading")
        for place, indicator in enumerate(framework.indicators_of(instrument.code), 1):
            words = f"ตัวชี้วัดที่ {indicator.code} {with_english(indicator)}"
            yield paragraph(words, "line", mark=f"{number}.{place}", level=1)


def levels(year: YearData) -> Iterator[Block]:
    """The levels of the year."""
    yield paragraph(filled(year, "framework-levels", of_year(year)), "lead")
    yield levels_table(year.framework)


# -- levels


def levels_table(framework: Framework) -> Table:
    """The levels of a year with the conditions on the total and on each instrument."""
    heads = (
        Row((_head("ระดับ", rows=2), _head("เงื่อนไข", columns=2))),
        Row((_head("คะแนน ITA"), _head("คะแนนรายเครื่องมือ"))),
    )
    instruments = [one.code for one in framework.instruments]
    found = framework.levels
    rows = tuple(
        Row(
            (
                cell(level.name, "cell-center"),
                cell(reach(found, level), "cell-center"),
                cell(condition(found, level, instruments), "cell-center"),
            )
        )
        for level in found.levels
    )
    return Table(_LEVEL_COLUMNS, rows, heads)


def _head(text: str, *, rows: int = 1, columns: int = 1) -> Cell:
    words = (paragraph(text, "cell-heading"),)
    return Cell(words, rows=rows, columns=columns, vertical=Vertical.MIDDLE)


def reach(levels: LevelSet, level: Level) -> str:
    """The totals that a level is for: ``70.00 - 84.99``.

    A better level bounds them from above only where it asks nothing of single instruments: 97.38
    with one instrument below 95 is still ผ่านดี.
    """
    better = levels.levels[: levels.levels.index(level)]
    bounds = [one.total_min for one in better if one.each_instrument_min is None]
    top = min(bounds) - _STEP if bounds else _FULL
    return f"{level.total_min:.2f} - {top:.2f}"


def condition(levels: LevelSet, level: Level, instruments: list[str]) -> str:
    """What a level asks of each instrument, or what keeps a total below a better level."""
    if level.each_instrument_min is not None:
        least = f"{level.each_instrument_min.normalize():f}"
        return f"{_listed(instruments, 'และ')} ต้องมีคะแนนไม่น้อยกว่า {least} คะแนน"
    better = levels.levels[: levels.levels.index(level)]
    missed = [
        one.each_instrument_min
        for one in better
        if one.each_instrument_min is not None and one.total_min == level.total_min
    ]
    if missed:
        return f"{_listed(instruments, 'หรือ')} บางเครื่องมือได้น้อยกว่า {missed[-1].normalize():f} คะแนน"
    return "ไม่มีเงื่อนไข"


def _listed(codes: list[str], word: str) -> str:
    return f"{', '.join(codes[:-1])} {word} {codes[-1]}" if len(codes) > 1 else "".join(codes)
