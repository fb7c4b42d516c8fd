"""The Buddhist fiscal years that titles, names of files and what is around a table state, and the
reports of each year in a text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from ita_desktop.domain.dates import FIRST_YEAR, LAST_YEAR
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import one_line, to_arabic
from ita_desktop.exchange.report.columns import year_named
from ita_desktop.exchange.report.lines import is_report
from ita_desktop.exchange.report.reading import read_report
from ita_desktop.exchange.report.score_rows import has_score
from ita_desktop.exchange.report.statements import (
    YEAR_ALONE,
    is_year_of,
    year_ending_title,
    years_in,
)
from ita_desktop.exchange.sheets import DataSheet, lone_texts
from ita_desktop.exchange.source import ImportSource

OF_NEXT_YEAR = frozenset({"analysis", "measures", "progress", "communications", "texts"})
"""Kinds that follow from the result of the year before, which their titles may state."""
_STATED = lazy_re(
    r"(?:ปี\s*งบ(?:ประมาณ)?|(?:ประจำ|ใน|ของ|กับ|และ|ถึง|เทียบ|สำหรับ|มาตรการ|แผน|ประเมิน|ดำเนินการ|ดำเนินงาน"
    r"|คะแนน|ผล|(?<![ก-๙]))ปี|\bITA(?=\s*\d\d(?![.,]\d))"
    r"|\b[IEO]IT(?=\s*25))\s*(?:พ\s*\.?\s*ศ\s*\.?)?\s*(2[56]\d\d|[67]\d)(?!\d)"
)
_CHRISTIAN = lazy_re(
    r"(?:\bFY\s*|\bITA\s*|(?<![ก-๙])ค\s*\.\s*ศ\s*\.\s*|(?:ปี\s*งบประมาณ|ประจำปี|(?<![ก-๙])ปี)\s*(?:ค\s*\.?\s*ศ\s*\.?)?\s*)(20[2-4]\d)(?!\d)",
    re.IGNORECASE,
)
_BARE = lazy_re(r"(?<!\d)(2[56]\d\d)(?!\d|[-./_]\d)")
_TITLED = lazy_re(
    r"(?:(?<![A-Za-z])(?:ITA|[IEO]IT)(?![A-Za-z])|คุณธรรมและความโปร่งใส).{0,80}?(?<!\d)(2[56]\d\d)\W*$"
)
"""A year that ends the title of an assessment that states none: it has no word of its own."""
_SPAN = lazy_re(
    r"(?:ต\.?\s?ค\.?|ตุลา(?:คม)?)\s*(?:2[56])?\d\d\s*(?:-|–|ถึง)\s*(?:ก\.?\s?ย\.?|กันยา(?:ยน)?)\s*(?:25)?(\d\d)(?!\d)"
)
"""The months of a fiscal year, from its first to its last."""
_NUMBERED = lazy_re(r"(?<!\d)\d{1,3}\s*/\s*(2[56]\d\d)(?!\d)")
"""A number that begins anew each year: ครั้งที่ 1/2566."""
_OF_A_DAY = lazy_re(r"(?:\d[-./_]|[คยพ]\.|คม|ยน|พันธ์)$")
"""What is before the year of a date, which is not a fiscal year."""


LONGEST_TITLE: Final = 150
"""Number of characters of a title; a longer line is a paragraph of the report."""


def stated_years(texts: Iterable[str], *, bare: bool = False) -> tuple[int, ...]:
    """Return the Buddhist fiscal years that titles state, each once; with ``bare``, as in the names
    of sheets and files, a number alone is one.

    >>> stated_years(["มาตรการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", "ณ วันที่ 1 ตุลาคม 2567"])
    (2568,)
    >>> stated_years(["มาตรการปี ๖๘"])
    (2568,)
    >>> stated_years(["ผลการประเมิน ITA", "ประจำปีงบประมาณ", "พ.ศ. 2566"])
    (2566,)
    >>> stated_years(["ITA สำนักงานเขตตัวอย่าง 2570", "ประชุม ITA 10 มกราคม 2569"])
    (2570,)
    """
    lines: list[str] = []
    for text in texts:
        line = to_arabic(one_line(text))
        if lines and is_year_of(line, lines[-1]):
            line = f"{lines.pop()} {line}"
        elif (alone := YEAR_ALONE.fullmatch(line)) and alone["era"]:
            line = f"ปี {line.removeprefix('ปี')}"
        lines.append(line)
    found = [
        int(match[1]) if len(match[1]) > 2 else 2500 + int(match[1])
        for text in lines
        for match in (
            *(tuple(_STATED.finditer(text)) or _TITLED.finditer(text)),
            *(_BARE.finditer(text) if bare else ()),
        )
        if not _OF_A_DAY.search(text[: match.start(1)].rstrip())
    ]
    found += [year for text in lines if bare and (year := year_named(text))]
    found += [2500 + int(match[1]) for text in lines for match in _SPAN.finditer(text)]
    # A year of the other era is of use where no Buddhist one stands.
    found = found or [int(match[1]) + 543 for text in lines for match in _CHRISTIAN.finditer(text)]
    return tuple(dict.fromkeys(year for year in found if FIRST_YEAR <= year <= LAST_YEAR))


BESIDE: Final = Phrase("บรรทัดใกล้ตาราง")
OF_RESULT: Final = lazy_re("ผลการประเมิน|ผลคะแนน")
"""In titles that say whose year they state."""
_ONLY_YEAR: Final = lazy_re(
    r"\W*(?:(?:ผล|คะแนน|ข้อมูล|การประเมิน|ITA|ของ|ประจำ|ปี|งบประมาณ|[พค]\s*\.?\s*ศ\s*\.?|FY)\s*)*"
    rf"(?:\d{{2,4}}|{_SPAN.pattern})\W*"
)


def years_around(
    source: ImportSource, sheet: DataSheet, *, is_result: bool
) -> list[tuple[Phrase, tuple[int, ...]]]:
    """Return the years that a file states around a table, each place with its own: its name, for
    results the lines of the sheet that are nothing but a year, and its cover. What results were
    made for, and when, their notes and covers say, too; other lists have the year of the first
    place that states one."""
    name = "" if source.pasted else PurePath(source.name).stem.replace("_", " ")
    lines = lone_texts(sheet.rows) if is_result else ()
    cover = source.cover
    if is_result:
        cover = tuple(text for text in cover if _is_only_year(text) or OF_RESULT.search(text))
    places = [
        (Phrase("ชื่อไฟล์"), stated_years([name], bare=True)),
        (BESIDE, stated_years(filter(_is_only_year, lines))),
        (Phrase("หน้าปก"), stated_years(cover)),
    ]
    said = [place for place in places if place[1]]
    return said if is_result else said[:1]


def _is_only_year(text: str) -> bool:
    return _ONLY_YEAR.fullmatch(to_arabic(text)) is not None


def numbered_years(texts: Iterable[str]) -> tuple[int, ...]:
    """Return the Buddhist fiscal years that numbers begin anew in, each once.

    >>> numbered_years(["๑/๒๕๖๖", "ครั้งที่ 2/2566", "3", "8/11/2565"])
    (2566,)
    """
    found = (match for text in texts if (match := _NUMBERED.search(to_arabic(text))))
    years = (
        int(match[1]) for match in found if not _OF_A_DAY.search(match.string[: match.start()])
    )
    return tuple(dict.fromkeys(year for year in years if FIRST_YEAR <= year <= LAST_YEAR))


def by_year(
    sheets: Sequence[DataSheet],
) -> Iterator[tuple[tuple[DataSheet, ...], int | None]]:
    """Yield the reports in a text with the Buddhist fiscal year of each, which its title or its
    pages state."""
    for pages in _of_pages(sheets):
        for own, titled in _by_title(pages):
            stated = (year for sheet in own for year in report_years(sheet))
            yield own, titled or next(stated, None)


_ENDS: Final = lazy_re(r"2[56]\d\d\W*(?:(?:ของ)?สำนักงานเขต\S+(?:\s+กรุงเทพมหานคร)?)?\W*$")
"""The year of a title, which says no more than whose it is; a sentence goes on."""


def _of_pages(sheets: Sequence[DataSheet]) -> Iterator[tuple[DataSheet, ...]]:
    """Yield the pages of each report: a new one begins on a page that states another year alone."""
    begun: list[DataSheet] = []
    known: int | None = None
    for sheet in sheets:
        years = set(report_years(sheet))
        if known is not None and len(years) == 1 and known not in years and is_report([sheet]):
            yield tuple(begun)
            begun, known = [], None
        if known is None and years:
            known = min(years)
        begun.append(sheet)
    if begun:
        yield tuple(begun)


def _by_title(
    sheets: tuple[DataSheet, ...],
) -> Iterator[tuple[tuple[DataSheet, ...], int | None]]:
    """Yield the reports on the same pages, each from the title with its year; all as one if their
    scores are of one year, or if one of them has none."""
    found: list[tuple[int | None, list[DataSheet]]] = [(None, [])]
    for sheet in sheets:
        begun = 0
        for at, row in enumerate(sheet.rows):
            titles = filter(_ENDS.search, map(to_arabic, lone_texts([row])))
            year = next(filter(None, map(year_of_title, titles)), None)
            known, own = found[-1]
            if year is None or year == known:
                continue
            if known is None:
                found[-1] = year, own
                continue
            own.append(replace(sheet, rows=sheet.rows[begun:at]))
            found.append((year, []))
            begun = at
        found[-1][1].append(replace(sheet, rows=sheet.rows[begun:]))
    each = [(tuple(sheet for sheet in own if sheet.rows), year) for year, own in found]
    is_each_once = len({year for _, year in each}) == len(each) > 1
    if (
        is_each_once
        and len(read_report(sheets).years) > 1
        and all(any(map(has_result, own)) for own, _ in each)
    ):
        yield from each
    else:
        yield sheets, None


def year_of_title(line: str) -> int | None:
    """Return the only year that a line states, if it is the title of a report."""
    is_title = len(line) <= LONGEST_TITLE and not has_score(line)
    years = stated_years([line]) if is_title else ()
    return years[0] if len(years) == 1 else None


def report_years(sheet: DataSheet) -> Iterator[int]:
    """Yield the years that the titles and sentences of an official report state: below the year of
    its title, what sentences tell of scores may be of another one."""
    is_dated = False
    for row in sheet.rows:
        text = " ".join(str(value) for value in row.values if value != "")
        if not (is_dated and has_score(text)):
            yield from years_in(text)
        is_dated = is_dated or year_ending_title(text) is not None


def has_result(sheet: DataSheet) -> bool:
    """Return whether anything in a sheet is read as a part of an official result."""
    results = read_report([sheet])
    return bool(results.figures or results.answers or results.groups)
