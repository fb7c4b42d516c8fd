"""Reads tables with a row for each district: the city's own summaries of results."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ita_desktop.domain.city.districts import name_key
from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.documents.district_names import DISTRICTS
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.scores.results import Score, ScoreSource
from ita_desktop.domain.text import key, one_line
from ita_desktop.exchange.cells.row import text_of
from ita_desktop.exchange.report.statements import OFFICE_HEADINGS, years_in
from ita_desktop.exchange.sheets import BadCell, DataSheet, Origin, SheetRow, Value
from ita_desktop.services.scores.scores import parse_score

_OFFICE: Final = frozenset(map(key, OFFICE_HEADINGS))
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
_YEAR: Final = frozenset(
    map(key, ("ปี", "ปีงบประมาณ", "ปีงบประมาณ พ.ศ.", "พ.ศ.", "year", "fiscal year"))
)
_NODE: Final = re.compile(
    r"(?:คะแนน|ตัวชี้วัดที่|ตัวชี้วัด)?\s*(IIT|EIT|OIT|[IEO]\d{1,2}|\d{1,2}(?:\.\d{1,2})?)"
)
_OF_YEAR: Final = re.compile(
    r"(.*?\S)\s*(?:ปี\s*(?:งบประมาณ)?\s*(?:พ\.ศ\.)?|\s)\s*(25\d\d)", re.ASCII
)
"""A heading of scores of one year: คะแนน ITA ปี 2567."""
_FISCAL: Final = re.compile(r"(?<!\d)25\d\d(?!\d)")
_OWN_NAME: Final = ("สำนักงานเขต", "เขต")


class DistrictScores(NamedTuple):
    """The scores of a district in one row. ``problem`` is set if a cell cannot be read."""

    office: str
    fiscal_year: int | None
    """Buddhist fiscal year; None if neither the row nor a title states it."""
    scores: tuple[Score, ...]
    problem: InputError | None = None


class _Heading(NamedTuple):
    office: int
    year: int | None
    nodes: dict[int, tuple[str, int | None]]
    """The codes of scores by column, with the Buddhist fiscal year that its heading states."""


def rows_of(sheets: Sequence[DataSheet]) -> list[DistrictScores]:
    """Return the rows of all tables of districts; none if the sheets have no such table."""
    return [row for sheet in sheets if not sheet.of_lines for row in _rows(sheet)]


def _rows(sheet: DataSheet) -> Iterator[DistrictScores]:
    heading: _Heading | None = None
    named = set(_FISCAL.findall(to_arabic(sheet.name)))
    stated = int(named.pop()) if len(named) == 1 else None
    for row in sheet.rows:
        texts = [_text(value) for value in row.values]
        found = _heading(texts)
        if found is not None:
            heading = found
        elif heading is None or sum(map(bool, texts)) == 1:
            stated = next((year for text in texts for year in years_in(text)), stated)
        elif heading.office < len(texts) and _is_district(texts[heading.office]):
            years = list(dict.fromkeys(year for _, year in heading.nodes.values()))
            for year in years:
                nodes = {at: node for at, node in heading.nodes.items() if node[1] == year}
                of_year = heading._replace(nodes=nodes)
                made = _row(of_year, row, year or stated, Origin(sheet.name, row.number))
                if made.scores or made.problem or len(years) == 1:
                    yield made


def _heading(texts: Sequence[str]) -> _Heading | None:
    office = [at for at, text in enumerate(texts) if key(text) in _OFFICE]
    years = [at for at, text in enumerate(texts) if key(text) in _YEAR]
    nodes = {at: code for at, text in enumerate(texts) if (code := _node_of_year(text))[0]}
    if len(office) != 1 or not nodes or len(set(nodes.values())) < len(nodes):
        return None
    return _Heading(office[0], years[0] if years else None, nodes)


def _node_of_year(text: str) -> tuple[str, int | None]:
    """Return the code that a heading names, empty for none, and the year that it states."""
    found = _OF_YEAR.fullmatch(to_arabic(text))
    return (_node(found[1]), int(found[2])) if found else (_node(text), None)


def _node(text: str) -> str:
    """Return the code that a heading names; empty if it names none."""
    if key(text) in _TOTAL:
        return TOTAL
    found = _NODE.fullmatch(to_arabic(text).upper())
    return found[1] if found else ""


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
    plain = to_arabic(text)
    if plain and not _FISCAL.fullmatch(plain):
        raise InputError(
            "“{year}” ไม่ใช่ปีงบประมาณ พ.ศ.", remedy="พิมพ์ปี พ.ศ. เช่น {example}", year=text, example=2567
        )
    return int(plain) if plain else None


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
