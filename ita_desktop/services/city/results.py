"""Reads result files for the city's overview, by the same rules as the import of results, and
tables with a row for each district: the city's own summaries of results."""

import contextlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from ita_desktop.domain.city.districts import District, name_key, reduced
from ita_desktop.domain.district_names import DISTRICTS
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import FiscalYear, Organisation, new_id
from ita_desktop.domain.scores.results import Score, ScoreSource
from ita_desktop.domain.text import key, one_line, to_arabic
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells.row import text_of
from ita_desktop.exchange.report.offices import by_office
from ita_desktop.exchange.report.reading import read_results
from ita_desktop.exchange.report.statements import OFFICE_HEADINGS
from ita_desktop.exchange.report.years_stated import stated_years
from ita_desktop.exchange.sheets import BadCell, DataSheet, Origin, SheetRow, Value, WorkProgress
from ita_desktop.services.city.cache import Outlines
from ita_desktop.services.scores.scores import parse_score

if TYPE_CHECKING:
    from ita_desktop.exchange.source import ImportSource


_KIND: Final = "results"
_OFFICE: Final = "สำนักงานเขต"
_OFFICES: Final = frozenset(map(key, OFFICE_HEADINGS))
_TOTAL: Final = frozenset(
    map(
        key,
        (
            "ITA",
            "คะแนน ITA",
            "คะแนนรวม",
            "คะแนนรวม ITA",
            "ผลคะแนน",
            "คะแนน",
            "รวม",
            "total",
            "score",
        ),
    )
)
_YEARS: Final = frozenset(
    map(key, ("ปี", "ปีงบประมาณ", "ปีงบประมาณ พ.ศ.", "พ.ศ.", "year", "fiscal year"))
)
_NODE: Final = lazy_re(
    r"(?:คะแนน|ตัวชี้วัดที่|ตัวชี้วัด|ข้อที่|ข้อ|แบบวัด|แบบตรวจ|เครื่องมือ)?\s*"
    r"(?:(IIT|EIT|OIT|[IEO]\d{1,2})(?![A-Z0-9])[\s:.(-]*(.*)|(\d{1,2}(?:\.\d{1,2})?))"
)
_INDICATOR: Final = lazy_re(r"ตัวชี้วัด(?:ที่)?\s*(\d{1,2}(?:\.\d{1,2})?)(?![\d.])[\s:-]*(.*)()")
_NAME_BEFORE: Final = lazy_re(r".*[^\s(]\s*\((IIT|EIT|OIT)\)")
"""A name before its code: แบบตรวจการเปิดเผยข้อมูล (OIT)."""
_UNIT: Final = lazy_re(r"\s*\((?:ร้อยละ|คะแนน|%|\d{1,3}(?:\.\d+)?\s*(?:%|คะแนน)?)\)$")
"""What a score is counted in, or its weight: คะแนนรวม (ร้อยละ)."""
_NO_SCORE: Final = lazy_re(
    r"เทียบ|เปลี่ยน|อันดับ|ลำดับ|ระดับ|ขาด|ต่าง|เพิ่ม|ลดลง|น้ำหนัก|หมายเหตุ|จำนวน|เป้าหมาย|ผู้ตอบ"
)
"""Words of a heading that names a code, and not its score."""
_SUM: Final = lazy_re(
    r"เฉลี่ย|รวม|ค่า|สูงสุด|ต่ำสุด|มัธยฐาน|จำนวน|หมายเหตุ|ที่มา|กรุงเทพ|กรุงธน|กลุ่ม|ทั้งหมด|ทุกเขต|เป้าหมาย"
)
"""What stands in the place of a district for many of them."""
_PLACE: Final = frozenset(map(key, ("ที่", "ลำดับ", "ลำดับที่", "อันดับ", "อันดับที่", "no", "no.", "rank")))
_OF_YEAR: Final = lazy_re(r"(.*?\S)\s*(?:ปี\s*(?:งบประมาณ)?\s*(?:พ\.ศ\.)?|\s)\s*(25\d\d)", re.ASCII)
"""A heading of scores of one year: คะแนน ITA ปี 2567."""
_OWN_NAME: Final = ("สำนักงานเขต", "เขต")


class DistrictScores(NamedTuple):
    """The scores of a district in one row. ``problem`` is set if a cell cannot be read."""

    office: str
    fiscal_year: int | None
    """Buddhist fiscal year; None if neither the row nor a title states it."""
    scores: tuple[Score, ...]
    problem: InputError | None = None
    unread: tuple[str, ...] = ()
    """Headings of columns of its table that hold numbers, and are of no score known here."""


class _Heading(NamedTuple):
    office: int
    year: int | None
    nodes: dict[int, tuple[str, int | None]]
    """The codes of scores by column, with the Buddhist fiscal year that its heading states."""
    texts: tuple[str, ...]
    """All headings."""


def rows_of(sheets: Sequence[DataSheet]) -> list[DistrictScores]:
    """Return the rows of all tables of districts, those that name none with a problem; none if the
    sheets have no such table."""
    found = [row for sheet in sheets if not sheet.of_lines for row in _rows(sheet)]
    return found if any(_is_district(row.office) for row in found) else []


def _rows(sheet: DataSheet) -> Iterator[DistrictScores]:
    heading: _Heading | None = None
    above: list[str] = []
    title: list[str] = []
    stated = _year_in(sheet.name)
    for row in sheet.rows:
        texts = [_text(value) for value in row.values]
        office = _office_of(texts, heading)
        found = None if _is_district(office) else _heading(_joined(above, texts)) or _heading(texts)
        if found is not None:
            heading = found
        elif heading is None or sum(map(bool, texts)) == 1:
            # A title may break before its year.
            stated = next(iter(stated_years(texts) or stated_years([*title, *texts])), stated)
            title = texts
        elif _is_district(office):
            yield from _of_district(heading, row, stated, Origin(sheet.name, row.number))
        elif office and not _SUM.search(office) and _has_score(heading, row):
            yield _of_nobody(office, Origin(sheet.name, row.number))
        above = texts if found is not None or heading is None else []


def _of_district(
    heading: _Heading, row: SheetRow, stated: int | None, at: Origin
) -> Iterator[DistrictScores]:
    """Yield the scores of a district, for each year that the columns state."""
    years = list(dict.fromkeys(year for _, year in heading.nodes.values()))
    for year in years:
        nodes = {at: node for at, node in heading.nodes.items() if node[1] == year}
        made = _row(heading._replace(nodes=nodes), row, year or stated, at)
        if made.scores or made.problem or len(years) == 1:
            yield made._replace(unread=tuple(_unread(heading, row)))


def _has_score(heading: _Heading, row: SheetRow) -> bool:
    with contextlib.suppress(InputError):
        return any(
            parse_score(_cell_text(row.values[at])) is not None
            for at in heading.nodes
            if at < len(row.values)
        )
    return False


def _of_nobody(office: str, at: Origin) -> DistrictScores:
    problem = InputError(
        "“{office}” ไม่ใช่ชื่อเขตของกรุงเทพมหานคร จึงไม่ได้ใช้แถวนี้",
        where=at.place,
        remedy="ตรวจตัวสะกด หรือเขียนคำว่า เขต ไว้หน้าชื่อ",
        office=office,
    )
    return DistrictScores(office, None, (), problem)


def _unread(heading: _Heading, row: SheetRow) -> Iterator[str]:
    """Yield the headings of columns with a number of this row that no score is taken from."""
    for at, value in enumerate(row.values):
        text = heading.texts[at] if at < len(heading.texts) else ""
        known = at in heading.nodes or at in {heading.office, heading.year}
        if text and not known and key(text) not in _PLACE and not _NO_SCORE.search(text):
            with contextlib.suppress(InputError):
                if parse_score(_cell_text(value)) is not None:
                    yield text


def _office_of(texts: Sequence[str], heading: _Heading | None) -> str:
    """Return what a row says in the column of offices; empty if there is none."""
    return texts[heading.office] if heading is not None and heading.office < len(texts) else ""


def _joined(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """Return the headings of two rows: codes of the lower one stand below a heading of them all."""
    count = max(len(above), len(below))
    upper, lower = (list(row) + [""] * (count - len(row)) for row in (above, below))
    return [under or over for over, under in zip(upper, lower, strict=True)]


def _heading(texts: Sequence[str]) -> _Heading | None:
    office = [at for at, text in enumerate(texts) if key(text.removeprefix("ชื่อ")) in _OFFICES]
    years = [at for at, text in enumerate(texts) if key(text) in _YEARS]
    nodes = {at: code for at, text in enumerate(texts) if (code := _node_of_year(text))[0]}
    if len(office) != 1 or not nodes or len(set(nodes.values())) < len(nodes):
        return None
    return _Heading(office[0], years[0] if years else None, nodes, tuple(texts))


def _node_of_year(text: str) -> tuple[str, int | None]:
    """Return the code that a heading names, empty for none, and the year that it states."""
    found = _OF_YEAR.fullmatch(to_arabic(text))
    return (_node(found[1]), int(found[2])) if found else (_node(text), None)


def _node(text: str) -> str:
    """Return the code that a heading names, with or without its name; empty if it names none."""
    plain = _UNIT.sub("", text)
    if key(plain) in _TOTAL:
        return TOTAL
    arabic = to_arabic(plain).upper()
    if found := _INDICATOR.fullmatch(arabic) or _NODE.fullmatch(arabic):
        is_other = _NO_SCORE.match(found[2] or "")
        return "" if is_other else found[1] or found[3]
    named = _NAME_BEFORE.fullmatch(arabic)
    return named[1] if named else ""


def _row(heading: _Heading, row: SheetRow, stated: int | None, at: Origin) -> DistrictScores:
    cells = row.values
    office, year = _text(cells[heading.office]), stated
    try:
        if heading.year is not None and heading.year < len(cells):
            year = _fiscal_year(_cell_text(cells[heading.year])) or stated
        values = {
            code: parse_score(_cell_text(cells[column]))
            for column, (code, _) in heading.nodes.items()
            if column < len(cells)
        }
    except InputError as error:
        located = InputError(error.template, where=at.place, remedy=error.remedy, **error.fields)
        return DistrictScores(office, year, (), located)
    scores = (
        Score(id=new_id(), year_id="", node=code, source=ScoreSource.OFFICIAL, value=value)
        for code, value in values.items()
        if value is not None
    )
    return DistrictScores(office, year, tuple(scores))


def _fiscal_year(text: str) -> int | None:
    """Return the year in a cell; None for an empty one. Raises InputError for any other text."""
    year = _year_in(text)
    if text and year is None:
        raise InputError(
            "“{year}” ไม่ใช่ปีงบประมาณ พ.ศ.", remedy="พิมพ์ปี พ.ศ. เช่น {example}", year=text, example=2567
        )
    return year


def _is_district(text: str) -> bool:
    """Return whether a cell names a district: rows of sums and of sections are none."""
    return text.startswith(_OWN_NAME) or name_key(text) in _KNOWN


_KNOWN: Final = frozenset(map(key, DISTRICTS))


def _cell_text(value: Value) -> str:
    """Return the text of a cell. Raises InputError for one that cannot be used."""
    if isinstance(value, BadCell):
        raise InputError(value.why, remedy=value.remedy)
    return one_line(text_of(value))


def _text(value: Value) -> str:
    return one_line(value) if isinstance(value, str) else ""


def districts_in(
    path: Path, outlines: Outlines, work_progress: WorkProgress | None = None
) -> list[District]:
    """Return the districts whose results a file holds, each with its years. Raises InputError if
    there is none, and whatever ``work_progress`` raises."""
    from ita_desktop.exchange.source import ImportSource, read_file

    source = read_file(path, _KIND, work_progress)
    if table := rows_of(source.sheets):
        unread = dict.fromkeys(heading for row in table for heading in row.unread)
        found = [_of_row(path, row, outlines) for row in table]
        notes = (_not_used(unread, path),) if unread else ()
        return [replace(found[0], notes=notes), *found[1:]]
    parts = list(by_office(source.sheets)) if source.results is None else []
    if len(parts) < 2:
        return [_district(path, source, "", outlines, work_progress)]
    found = []
    for office, sheets in parts:
        part = ImportSource(source.name, sheets, remarks=source.remarks)
        try:
            found.append(_district(path, part, office, outlines, work_progress))
        except InputError as error:
            found.append(District(office, str(path), problem=error))
    return found


class _NoYears:
    """A workspace of an office that has no years yet, for a result to be planned on."""

    def __init__(self, office: str) -> None:
        self._office = office

    def years(self) -> tuple[FiscalYear, ...]:
        """Return no years."""
        return ()

    def year(self, year: int, /) -> YearData:
        """Raise InputError."""
        raise InputError("ในแฟ้มนี้ไม่มีปีงบประมาณ {year}", remedy="มีปี {known}", year=year, known="–")

    def organisation(self) -> Organisation:
        """Return the office."""
        return Organisation(id="", name=self._office)

    def media(self, key: str, /) -> bytes | None:  # noqa: ARG002 - as the protocol says
        """Return nothing."""
        return None


def _district(
    path: Path,
    source: "ImportSource",
    office: str,
    outlines: Outlines,
    work_progress: WorkProgress | None,
) -> District:
    """Return the district of a part of a file, as an import of it would leave its year."""
    from ita_desktop.services.imports.found.planned_years import year_after
    from ita_desktop.services.imports.results.taking import plan_results

    read = read_results(source, work_progress)
    stated = [agency.value for agency in read.agencies]
    name = office or (stated[0] if stated else _name_of(path))
    # Columns of several years beside one another are years of the district.
    several = (
        [each.value for each in read.years]
        if len(read.years) > 1
        else [_year_in(path.stem, path.parent.name)]
    )
    years = []
    for number in several:
        plan = plan_results(_NoYears(name), source, shown=number, work_progress=work_progress)
        taken = [change for change in plan.changes if change.key in plan.accepted]
        data = year_after(plan.base, [write for change in taken for write in change.writes])
        year = reduced(data, outlines.of(data.framework), place=str(path))
        years.append(replace(year, measures=None, open_items=()))
    return District(name, str(path), tuple(years))


def _of_row(path: Path, row: DistrictScores, outlines: Outlines) -> District:
    """Return the district of a row of a table of districts."""
    from ita_desktop.services.imports.found.planned_years import new_year

    if row.problem is not None:
        return District(row.office, str(path), problem=row.problem)
    name = (
        row.office
        if row.office.startswith(_OFFICE)
        else f"{_OFFICE}{row.office.removeprefix('เขต')}"
    )
    number = row.fiscal_year or _year_in(path.stem, path.parent.name)
    if number is None:
        problem = InputError(
            "ไฟล์นี้ไม่บอกว่าเป็นผลของปีใด",
            where=path.name,
            remedy="ใส่ปีไว้ในชื่อไฟล์ เช่น ผล 2567.xlsx หรือในบรรทัดเหนือตาราง",
        )
        return District(name, str(path), problem=problem)
    try:
        data = replace(new_year(_NoYears(name), number).data, scores=row.scores)
    except InputError as error:
        return District(name, str(path), problem=error)
    outline = outlines.of(data.framework)
    if strange := [score.node for score in row.scores if score.node not in {TOTAL, *outline.place}]:
        return District(name, str(path), problem=_unknown(strange, number, path))
    year = reduced(data, outline, place=str(path))
    return District(name, str(path), (replace(year, measures=None),))


def _not_used(headings: Iterable[str], path: Path) -> InputError:
    return InputError(
        "ไม่ได้ใช้คอลัมน์ที่มีตัวเลข เพราะหัวคอลัมน์ไม่ใช่รหัสของตัวชี้วัดหรือข้อ: {headings}",
        where=path.name,
        remedy="ใส่รหัสไว้หน้าชื่อ เช่น O1 หรือ IIT แล้วอ่านใหม่",
        headings=", ".join(headings),
    )


def _unknown(codes: Sequence[str], number: int, path: Path) -> InputError:
    return InputError(
        "ตารางมีคะแนนของ {codes} ซึ่งไม่มีในกรอบปี {year}",
        where=path.name,
        remedy="ตรวจปีและหัวตาราง แล้วอ่านใหม่",
        codes=" ".join(codes),
        year=number,
    )


def _name_of(path: Path) -> str:
    """Return the district that the name of a file, else of its folder, says; the file's name if
    neither says one."""
    for name in (path.stem, path.parent.name):
        plain = "".join(name.split())
        if found := [district for district in DISTRICTS if district in plain]:
            return f"{_OFFICE}{max(found, key=len)}"
    return path.stem


def _year_in(*names: str) -> int | None:
    """Return the fiscal year that the first of these names that says one does; None for several."""
    years = next(filter(None, (stated_years([name], bare=True) for name in names)), ())
    return years[0] if len(years) == 1 else None
