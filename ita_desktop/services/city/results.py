"""Reads result files for the city's overview, by the same rules as the import of results."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ita_desktop.domain.city.districts import District, reduced
from ita_desktop.domain.documents.district_names import DISTRICTS
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.records import FiscalYear, Organisation
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.report.offices import by_office
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.services.city.district_table import DistrictScores, rows_of
from ita_desktop.services.city.outlines import Outlines

if TYPE_CHECKING:
    from ita_desktop.exchange.source import ImportSource

_KIND: Final = "results"
_OFFICE: Final = "สำนักงานเขต"
_YEAR: Final = re.compile(r"(?<!\d)25\d\d(?!\d)")


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
    from ita_desktop.exchange.report.reading import read_results
    from ita_desktop.services.imports.found.planned_years import year_after
    from ita_desktop.services.imports.results.taking import plan_results

    read = read_results(source, work_progress)
    stated = [agency.value for agency in read.agencies]
    name = office or (stated[0] if stated else _name_of(path))
    # Columns of several years beside one another are years of the district.
    several = [each.value for each in read.years] if len(read.years) > 1 else [_year_of(path)]
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
    number = row.fiscal_year or _year_of(path)
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


def _year_of(path: Path) -> int | None:
    """Return the fiscal year that the name of a file, else of its folder, says; None for none."""
    for name in (path.stem, path.parent.name):
        if years := set(_YEAR.findall(name)):
            return int(years.pop()) if len(years) == 1 else None
    return None
