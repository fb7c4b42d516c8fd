"""A summary of the year's framework: a one-page handout, its purpose, and the table of levels.

Form: one page of figures (three numbered instruments with their indicators and respondents); then
numbered chapters on purpose, criteria and levels. Agendas have the same sentences on instruments.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Final

from ita_desktop.documents import content
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports.shared import FILE, HEADS, HYPHEN, INDICATOR, foot
from ita_desktop.documents.wordings.templates import SHARED, passage, wording
from ita_desktop.domain.district_names import office
from ita_desktop.domain.framework import Framework, Indicator, Instrument, Level, LevelSet
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.text import Digits, short_number
from ita_desktop.domain.year import YearData

_FULL = Decimal(100)
_STEP = Decimal("0.01")
_in_summary: Final = partial(wording, papers="สรุปกรอบการประเมิน")
_IMPORTANCE = _in_summary(
    "framework-importance",
    """
    การประเมิน ITA เป็นเครื่องมือเชิงบวกที่สำนักงาน ป.ป.ช. พัฒนาขึ้น
        เพื่อให้หน่วยงานของรัฐรู้จุดที่ควรปรับปรุงในด้านคุณธรรมและความโปร่งใสของตนเอง
        และยกระดับการทำงานและการบริการประชาชนให้ดีขึ้นทุกปี
    แผนแม่บทภายใต้ยุทธศาสตร์ชาติ ประเด็นที่ 21 กำหนดเป้าหมายในช่วง พ.ศ. {ปีตามแผนแม่บท}
        ให้หน่วยงานทุกแห่งผ่านเกณฑ์การประเมิน (85 คะแนนขึ้นไป) {สำนักงานเขต}จึงเข้าร่วมการประเมิน
        และใช้ผลการประเมินวางมาตรการของปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    """,
    title="ความสำคัญของ ITA",
)
_LEVELS = _in_summary(
    "framework-levels",
    "ผลการประเมินมีคะแนนเต็ม 100 คะแนน และแบ่งเป็นระดับตามเงื่อนไข ดังนี้",
    title="คำนำตารางระดับผลการประเมิน",
)
_FILE = wording("framework-summary.file", "สรุปกรอบการประเมิน ITA ปีงบประมาณ {ปีงบประมาณ}", title=FILE)
_HEADS = wording(
    "framework-summary.heads",
    """
    กรอบ{ชื่อการประเมินภาษาไทย}
    {ชื่อการประเมินภาษาอังกฤษ}
    ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    """,
    title=HEADS,
)
_LINE = wording(
    "framework-summary.line",
    "กรอบการประเมิน (ปีงบประมาณ พ.ศ. {ปีงบประมาณ}) (ตามที่หน่วยงานผู้ประเมินกำหนด)",
    title="บรรทัดกรอบการประเมินใต้หัวเรื่อง",
)
_HANDOUT = passage("framework-summary.handout", "เครื่องมือ ตัวชี้วัด และกลุ่มตัวอย่าง (หน้าแรก)")
_AS_FOLLOWS = wording("framework-summary.as-follows", "{ข้อความ} ดังนี้")
_IMPORTANCE_HEAD = wording("framework-summary.importance", "1. ความสำคัญของ ITA")
_CRITERIA_HEAD = wording("framework-summary.criteria", "2. เกณฑ์การประเมิน")
_LEVELS_HEAD = wording("framework-summary.levels", "3. คะแนนและระดับผลการประเมิน")
_CRITERIA = passage(
    "framework-summary.criteria-list", "เกณฑ์การประเมิน: เครื่องมือและตัวชี้วัด", papers="สรุปกรอบการประเมิน"
)
_CONSISTS = wording("framework-summary.consists", "{เครื่องมือและน้ำหนัก} ประกอบด้วย")
_LEVELS_TABLE = passage(
    "framework-summary.levels-table", "ตารางระดับผลการประเมิน", papers="สรุปกรอบการประเมิน"
)
_HEAD_LEVELS = _in_summary(
    "framework-levels-columns",
    "ระดับ | เงื่อนไข | คะแนน ITA | คะแนนรายเครื่องมือ",
    title="หัวตารางระดับผลการประเมิน",
)
_EACH = _in_summary("framework-levels-each", "{เครื่องมือ} ต้องมีคะแนนไม่น้อยกว่า {เกณฑ์} คะแนน")
_SOME = _in_summary("framework-levels-some", "{เครื่องมือ} บางเครื่องมือได้น้อยกว่า {เกณฑ์} คะแนน")
_NONE = _in_summary("framework-levels-none", "ไม่มีเงื่อนไข")
_COUNTED = "criteria"
"""The list by which Word numbers instruments and indicators."""
_LEVEL_COLUMNS = (content.TableColumn(26), content.TableColumn(28), content.TableColumn(46))
OIT = "OIT"
_shared: Final = partial(wording, papers=SHARED)
_QUESTIONS = _shared("all.items", "{จำนวน} ข้อ")
_DATA = _shared("all.data-items", "{จำนวน} ข้อมูล")
_HEADING = _shared(
    "all.instrument-heading",
    "{ชื่อเครื่องมือ} ({เครื่องมือ}) มี {จำนวนตัวชี้วัด} ตัวชี้วัด {จำนวน} คำถาม (น้ำหนัก {น้ำหนัก}%)",
)
_OIT_HEADING = _shared(
    "all.oit-heading",
    "{ชื่อเครื่องมือ} ({เครื่องมือ}) มี {จำนวนตัวชี้วัด} ตัวชี้วัด จำนวน {จำนวน} ข้อมูล (น้ำหนัก {น้ำหนัก}%)",
)
_SENTENCE = _shared(
    "all.instrument-sentence",
    "{ชื่อเครื่องมือ} ({เครื่องมือ}) มี {จำนวนตัวชี้วัด} ตัวชี้วัด จำนวน {จำนวน} คำถาม น้ำหนักร้อยละ {น้ำหนัก}",
)
_OIT_SENTENCE = _shared(
    "all.oit-sentence",
    "{ชื่อเครื่องมือ} ({เครื่องมือ}) มี {จำนวนตัวชี้วัด} ตัวชี้วัด จำนวน {จำนวน} ข้อมูล น้ำหนักร้อยละ {น้ำหนัก}",
)
_SAMPLE = _shared("all.sample", "กลุ่มตัวอย่าง{จำนวนกลุ่ม}{จำนวนตัวอย่าง}")
_GROUPS = _shared("all.sample-groups", "จำนวน {จำนวน} กลุ่ม")
_LEAST = _shared("all.sample-least", "(จำนวนไม่น้อยกว่า {จำนวน} ตัวอย่าง)")
_INDICATOR_LINE = _shared("all.indicator-items", "ตัวชี้วัดที่ {รหัส} {ชื่อ} จำนวน {จำนวนข้อ}")


def counted(data: YearData, code: str) -> str:
    """Returns ``7 ข้อ`` or ``22 ข้อมูล``: the number of items below an indicator."""
    framework = data.framework
    items = framework.items_of(code)
    of_oit = bool(items) and framework.instrument_of(items[0].code) == OIT
    return (_DATA if of_oit else _QUESTIONS).of(data, {"จำนวน": str(len(items))})


def heading(data: YearData, instrument: Instrument) -> str:
    """Returns ``แบบวัด... (IIT) มี 5 ตัวชี้วัด 25 คำถาม (น้ำหนัก 30%)``."""
    of = _OIT_HEADING if instrument.code == OIT else _HEADING
    return of.of(data, _values(data.framework, instrument))


def sentence(data: YearData, instrument: Instrument) -> str:
    """Returns the same as body text: ``... จำนวน 25 คำถาม น้ำหนักร้อยละ 30``."""
    of = _OIT_SENTENCE if instrument.code == OIT else _SENTENCE
    return of.of(data, _values(data.framework, instrument))


def _values(framework: Framework, instrument: Instrument) -> dict[str, str]:
    return {
        "ชื่อเครื่องมือ": instrument.name,
        "เครื่องมือ": instrument.code,
        "จำนวนตัวชี้วัด": str(len(framework.indicators_of(instrument.code))),
        "จำนวน": str(len(framework.items_of(instrument.code))),
        "น้ำหนัก": short_number(instrument.weight),
    }


def sample(data: YearData, instrument: Instrument) -> str:
    """Returns the respondents and minimum sample size; empty for OIT."""
    if not instrument.respondents:
        return ""
    groups = instrument.sample_groups or len(instrument.respondents)
    least = instrument.sample_minimum
    many = _GROUPS.of(data, {"จำนวน": str(groups)}) if groups > 1 else ""
    enough = _LEAST.of(data, {"จำนวน": f"{least:,}"}) if least else ""
    parts = {
        "จำนวนกลุ่ม": f" {many}" if many else None,
        "จำนวนตัวอย่าง": f" {enough}" if enough else None,
    }
    return _SAMPLE.of(data, parts)


def line(data: YearData, indicator: Indicator) -> str:
    """Returns ``ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ จำนวน 7 ข้อ``."""
    number = counted(data, indicator.code)
    return _INDICATOR_LINE.of(
        data, {"รหัส": indicator.code, "ชื่อ": indicator.name, "จำนวนข้อ": number}
    )


def with_english(indicator: Indicator) -> str:
    """Returns the name with its English name, if known, in parentheses."""
    english = f" ({indicator.name_en})" if indicator.name_en else ""
    return f"{indicator.name}{english}"


def missing(context: ReportContext) -> Iterator[MissingData]:
    """Yields what is missing: items, or weights that add up to 100."""
    if not context.year.framework.items:
        yield MissingData(
            "กรอบการประเมินของปีนี้ยังไม่มีข้อ", remedy="เพิ่มที่หน้าปฏิทินและกรอบของปี", page=PageKey.YEAR
        )
    elif sum(instrument.weight for instrument in context.year.framework.instruments) != _FULL:
        yield MissingData(
            "น้ำหนักของเครื่องมือรวมกันไม่เป็น 100",
            remedy="แก้กรอบการประเมินที่หน้าปฏิทินและกรอบของปี",
            page=PageKey.YEAR,
        )


def build(context: ReportContext, digits: Digits) -> content.Document:
    """Returns the handout, then the chapters."""
    year = context.year
    title = _FILE.of(year)
    return content.Document(
        title=title,
        author=office(year.organisation),
        blocks=(*_handout(year), content.PageBreak(), *_chapters(year)),
        digits=digits,
        footer=foot(title),
    )


def _handout(year: YearData) -> Iterator[content.Block]:
    yield from _HEADS.paragraphs(year, "title")
    yield from _LINE.paragraphs(year, "subheading")
    yield from _HANDOUT.blocks(year, _instruments(year))


def _instruments(year: YearData) -> Iterator[content.Block]:
    framework = year.framework
    for number, instrument in enumerate(framework.instruments, 1):
        words = {"ข้อความ": f"{number}. {heading(year, instrument)}"}
        yield _AS_FOLLOWS.paragraph(year, "heading", words)
        for indicator in framework.indicators_of(instrument.code):
            yield content.paragraph(line(year, indicator), "note", level=1)
            for sub in framework.children(indicator.code):
                yield content.paragraph(line(year, sub), "note", level=2)
        yield from _sample(year, instrument)


def _sample(year: YearData, instrument: Instrument) -> Iterator[content.Block]:
    words = sample(year, instrument)
    if not words:
        return
    yield _AS_FOLLOWS.paragraph(year, "note", {"ข้อความ": words}, level=1)
    for number, group in enumerate(instrument.respondents, 1):
        mark = f"{number}." if len(instrument.respondents) > 1 else HYPHEN
        yield content.paragraph(group, "note", mark=mark, level=2)
    if instrument.sample_condition:
        yield content.paragraph(instrument.sample_condition, "note", mark="*", level=1)


def _chapters(year: YearData) -> Iterator[content.Block]:
    yield from _IMPORTANCE_HEAD.paragraphs(year, "heading")
    yield from importance(year)
    yield from _CRITERIA_HEAD.paragraphs(year, "heading")
    yield from criteria(year)
    yield from _LEVELS_HEAD.paragraphs(year, "heading")
    yield from levels(year)


def importance(year: YearData) -> Iterator[content.Block]:
    """Returns the chapter on the purpose of the assessment."""
    return iter(_IMPORTANCE.blocks(year, _IMPORTANCE.paragraphs(year, "body")))


def criteria(year: YearData) -> Iterator[content.Block]:
    """Returns the instruments with their indicators."""
    return iter(_CRITERIA.blocks(year, _criteria(year)))


def _criteria(year: YearData) -> Iterator[content.Block]:
    framework = year.framework
    for number, instrument in enumerate(framework.instruments, 1):
        words = {"เครื่องมือและน้ำหนัก": sentence(year, instrument)}
        head = _CONSISTS.paragraph(year, "subheading", words, mark=f"{number})")
        yield replace(head, counted=_COUNTED)
        for place, indicator in enumerate(framework.indicators_of(instrument.code), 1):
            named = {"รหัส": indicator.code, "ชื่อ": with_english(indicator)}
            mark = f"{number}.{place}"
            one = INDICATOR.paragraph(year, "line", named, mark=mark, level=1)
            yield replace(one, counted=_COUNTED, hangs=True)


def levels(year: YearData) -> Iterator[content.Block]:
    """Yields the levels of the year."""
    yield from _LEVELS.paragraphs(year, "lead")
    yield from _LEVELS_TABLE.blocks(year, [_levels_table(year)])


# -- levels


def _levels_table(year: YearData) -> content.Table:
    """Returns the table of levels with their conditions on the total and on each instrument."""
    framework = year.framework
    level_, condition_, total, each = _HEAD_LEVELS.cells(year)
    heads = (
        content.TableRow((_head(level_, rows=2), _head(condition_, columns=2))),
        content.TableRow((_head(total), _head(each))),
    )
    instruments = [instrument.code for instrument in framework.instruments]
    found = framework.levels
    rows = tuple(
        content.TableRow(
            (
                content.cell(level.name, "cell-center"),
                content.cell(reach(found, level), "cell-center"),
                content.cell(condition(year, level, instruments), "cell-center"),
            )
        )
        for level in found.levels
    )
    return content.Table(_LEVEL_COLUMNS, rows, heads)


def _head(text: str, *, rows: int = 1, columns: int = 1) -> content.Cell:
    words = (content.paragraph(text, "cell-heading"),)
    return content.Cell(words, rows=rows, columns=columns, vertical=content.Vertical.MIDDLE)


def reach(levels: LevelSet, level: Level) -> str:
    """Returns the range of totals of a level: ``70.00 - 84.99``.

    The upper bound is that of a better level only if that has no condition on single instruments: a
    total of 97.38 with one instrument below 95 is still ผ่านดี.
    """
    better = levels.levels[: levels.levels.index(level)]
    bounds = [level.total_min for level in better if level.each_instrument_min is None]
    top = min(bounds) - _STEP if bounds else _FULL
    return f"{level.total_min:.2f} - {top:.2f}"


def condition(year: YearData, level: Level, instruments: list[str]) -> str:
    """Returns a level's condition on each instrument, or what distinguishes it from a better
    level."""
    levels = year.framework.levels
    if level.each_instrument_min is not None:
        least = short_number(level.each_instrument_min)
        return _EACH.of(year, {"เครื่องมือ": _listed(instruments, "และ"), "เกณฑ์": least})
    better = levels.levels[: levels.levels.index(level)]
    missed = [
        better_level.each_instrument_min
        for better_level in better
        if better_level.each_instrument_min is not None
        and better_level.total_min == level.total_min
    ]
    if missed:
        least = short_number(missed[-1])
        return _SOME.of(year, {"เครื่องมือ": _listed(instruments, "หรือ"), "เกณฑ์": least})
    return _NONE.of(year)


def _listed(codes: list[str], word: str) -> str:
    return f"{', '.join(codes[:-1])} {word} {codes[-1]}" if len(codes) > 1 else "".join(codes)
