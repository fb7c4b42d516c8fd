"""Where the figures come from and of which day, and what could not be read."""

from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath

from ita_desktop.documents.content import Block, Table, TableColumn, TableRow, heading_row
from ita_desktop.documents.reports.city.context import CityContext
from ita_desktop.documents.reports.city.words import heading, line, plain_row, source_of
from ita_desktop.domain.city.districts import District, DistrictYear
from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import ItaError

SOURCES = "ที่มาและวันที่ของข้อมูล"
PROBLEMS = "แหล่งข้อมูลที่อ่านไม่ได้ จึงไม่มีในเอกสารนี้"
NOTES = "ข้อสังเกตของข้อมูล"
UNUSED = "ไม่ได้ใช้ เพราะมีแหล่งอื่นของปีเดียวกัน"
ONLY_WORK = "ใช้มาตรการและกำหนดส่ง ไม่ได้ใช้คะแนน"
_COLUMNS = tuple(map(TableColumn, (28, 16, 30, 14, 12)))
_HEADS = ("สำนักงานเขต", "ปี", "แหล่งข้อมูล", "ที่มาของคะแนน", "ข้อมูล ณ วันที่")
_PROBLEM_COLUMNS = tuple(map(TableColumn, (30, 70)))
_PROBLEM_HEADS = ("แหล่งข้อมูล", "สาเหตุและวิธีแก้")
_ADDRESS = "://"


def source_blocks(context: CityContext, *years: int, only: District | None = None) -> list[Block]:
    """Returns the sources of the figures of these fiscal years (of ``only`` one district), and what
    could not be read."""
    districts = (only,) if only is not None else context.city.readable
    rows = tuple(row for district in districts for row in _rows(context, district, years))
    found: list[Block] = []
    if rows:
        found += [heading(SOURCES), Table(_COLUMNS, rows, (heading_row(_HEADS),))]
    return [*found, *problem_blocks(context)]


def problem_blocks(context: CityContext) -> Iterator[Block]:
    """Yields what could not be read, and what else is told of the reading."""
    problems = tuple(_problems(context))
    if problems:
        yield heading(PROBLEMS)
        yield Table(_PROBLEM_COLUMNS, problems, (heading_row(_PROBLEM_HEADS),))
    if context.city.notes:
        yield heading(NOTES)
        for note in context.city.notes:
            yield line(f"• {shown_error(note)}")


def _problems(context: CityContext) -> Iterator[TableRow]:
    for name, sentence in problems_of(context):
        yield plain_row(name, sentence)


def problems_of(context: CityContext) -> Iterator[tuple[str, str]]:
    """Yields the sources that could not be read, with the reason."""
    for district in context.city.problems:
        if district.problem is not None:
            yield file_name(district.source), shown_error(district.problem)


def shown_error(error: ItaError) -> str:
    """Returns an error's sentence with files named, not the folders that they are in."""
    sentence, where = str(error), str(error.where)
    if _is_path(where):  # a folder's name may have spaces
        sentence = file_name(where) + sentence.removeprefix(where)
    words = sentence.split(" ")
    return " ".join(file_name(word) if _is_path(word) else word for word in words)


def _is_path(word: str) -> bool:
    return _ADDRESS not in word and (word.startswith("/") or word[1:3] == ":\\")


def file_name(source: str) -> str:
    """Returns the name of a file without its folders, which may name a person; an address whole."""
    if _ADDRESS in source:
        return source
    return PurePosixPath(PureWindowsPath(source).as_posix()).name or source


def _unused(district: District, year: DistrictYear) -> str:
    counted = district.year(year.fiscal_year)
    is_work = counted is not None and counted.work_place == year.place
    return ONLY_WORK if is_work else UNUSED


def _rows(context: CityContext, district: District, years: tuple[int, ...]) -> Iterator[TableRow]:
    """Yields a row for each source of a district, with the years that are from it."""
    by_source: dict[tuple[str, str, str], list[int]] = {}
    for year in sorted((*district.years, *district.also), key=lambda year: year.fiscal_year):
        if year.fiscal_year in years:
            words = _unused(district, year) if year in district.also else source_of(year)
            day = str(short_date(year.shown_day or year.written or context.day))
            source = (file_name(year.place or district.source), words, day)
            by_source.setdefault(source, []).append(year.fiscal_year)
    for (name, words, day), numbers in by_source.items():
        yield plain_row(district.name, ", ".join(map(str, numbers)), name, words, day)
