"""The director's brief on one page: result and level, what blocks the next level, the weakest
items, late work, the next dates and decisions."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ita_desktop.documents import content
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports.brief import words
from ita_desktop.documents.reports.brief.digest import Digest, digest
from ita_desktop.documents.reports.results.figures import SCALE, picture, signed, thermometer
from ita_desktop.documents.reports.shared import HYPHEN, of_tables
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.dates import long_date
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.scores.scoring import ScoreNode
from ita_desktop.domain.text import Digits

_NEXT_LEVEL: Final = wording("director-brief.next-level", "1. สิ่งที่ขาดเพื่อให้ถึงระดับถัดไป")
_LOWEST: Final = wording("director-brief.lowest", "2. ข้อที่คะแนนต่ำที่สุด")
_LATE_WORK: Final = wording("director-brief.late-work", "3. งานที่ล่าช้าและมาตรการ")
_NEXT: Final = wording("director-brief.next", "4. กำหนดการถัดไปและเรื่องที่ต้องตัดสินใจ")
_ROWS: Final = (6, 5, 4, 3, 4, 3, 2, 2, 1)
"""Rows of each list, the fullest page first."""
_LETTERS: Final = (220, 180, 150, 120, 110, 90, 70, 50, 40)
"""Greatest lengths of names on these pages."""
SHORTER: Final = len(_ROWS)
"""Number of pages from the fullest to the shortest."""
_WITH_CHART: Final = 4
"""As many of them have the picture of the level."""
_MARGINS: Final = content.Margins(top=10, right=15, bottom=16, left=20)
_SCORE_COLUMNS: Final = tuple(map(content.TableColumn, (44, 14, 18, 12, 12)))
_LOWEST_COLUMNS: Final = tuple(map(content.TableColumn, (10, 76, 14)))
_LATE_COLUMNS: Final = tuple(map(content.TableColumn, (44, 28, 12, 16)))
_DATE_COLUMNS: Final = tuple(map(content.TableColumn, (16, 84)))


def missing(context: ReportContext) -> Iterator[MissingData]:
    """Yields that the year has no result; the brief is made all the same."""
    if not digest(context).is_own:
        yield MissingData(
            "ยังไม่มีผลการประเมินของปี {year}",
            {"year": context.year.year},
            remedy="กรอกหรือนำเข้าที่หน้าคะแนน",
            page=PageKey.SCORES,
        )


def build(context: ReportContext, digits: Digits) -> content.Document:
    """Returns the brief, shortened as the context asks."""
    one = digest(context)
    at = min(context.shortened, SHORTER - 1)
    data = one.data
    heads = words.HEAD.paragraphs(data, "title", {"วันที่": str(long_date(one.day))})
    chart = at < _WITH_CHART
    body = (
        *_result(one, chart=chart),
        content.paragraph(words.of_aim(one, _NEXT_LEVEL.of(data)), "heading"),
        *_next_level(one),
        content.paragraph(words.of_year(one, _LOWEST.of(data)), "heading"),
        *_lowest(one, _ROWS[at], _LETTERS[at]),
        *_LATE_WORK.paragraphs(data, "heading"),
        *_late(one, _ROWS[at], _LETTERS[at]),
        *_NEXT.paragraphs(data, "heading"),
        *_next(one, _ROWS[at], _LETTERS[at]),
    )
    made = of_tables(data, words.FILE_NAME.of(data), (*heads, *body), digits)
    return replace(made, margins=_MARGINS)


def _result(summary: Digest, *, chart: bool) -> Iterator[content.Block]:
    lines = [] if summary.is_own else [words.NO_RESULT.of(summary.data)]
    lines += [words.of_result(summary, summary.result)] if summary.result is not None else []
    if summary.standing is not None:
        yield content.paragraph(words.standing(summary, summary.standing), "heading")
    yield content.paragraph(" ".join(lines), "heading" if summary.standing is None else "line")
    yield _scores(summary)
    aimed = summary.aimed
    if chart and aimed is not None and aimed.tree.total.value is not None:
        yield picture(thermometer(aimed.data, aimed.tree), aimed.data, SCALE)


def _scores(summary: Digest) -> content.Table:
    data = summary.data
    years = {"ปี": str(data.year), "ปีที่เทียบ": str(summary.compared_year)}
    nodes = (*summary.tree.instruments, summary.tree.total)
    rows = tuple(_score_row(summary, node) for node in nodes)
    return content.Table(_SCORE_COLUMNS, rows, (words.SCORES.heading(data, years),))


def _score_row(summary: Digest, node: ScoreNode) -> content.TableRow:
    bold = not node.parent
    was = words.before(summary, node.code)
    texts = (words.figure(node.value), words.figure(was), signed(words.change(summary, node)))
    now, then, moved = (content.cell(text, "cell-number", bold=bold) for text in texts)
    origin = content.cell(words.source(summary.data, node), "cell-center", bold=bold)
    return content.TableRow(
        (content.cell(words.name_of(summary.data, node), bold=bold), now, origin, then, moved)
    )


def _next_level(summary: Digest) -> Iterator[content.Block]:
    for text in (*words.unmet(summary), *words.ways(summary)):
        yield content.paragraph(text, "line", mark=HYPHEN)


def _lowest(summary: Digest, most: int, letters: int) -> Iterator[content.Block]:
    data = summary.data
    if not summary.weakest:
        yield from words.no_lowest(summary).paragraphs(data, "line")
        return
    rows = tuple(
        content.TableRow(
            (
                content.cell(node.code, "cell-center"),
                content.cell(words.short(node.name, letters)),
                content.cell(words.figure(node.value), "cell-number"),
            )
        )
        for node in summary.weakest[:most]
    )
    yield content.Table(_LOWEST_COLUMNS, rows, (words.LOWEST.heading(data),))


def _late(summary: Digest, most: int, letters: int) -> Iterator[content.Block]:
    yield content.paragraph(words.late_sentence(summary), "line")
    if summary.late:
        rows = tuple(content.row(*texts) for texts in words.late_rows(summary, most, letters))
        yield content.Table(_LATE_COLUMNS, rows, (words.LATE_COLUMNS.heading(summary.data),))
    texts = (words.measures_sentence(summary), words.due_done(summary))
    yield content.paragraph(" ".join(filter(None, texts)), "line")


def _next(summary: Digest, most: int, letters: int) -> Iterator[content.Block]:
    if summary.coming:
        rows = tuple(content.row(*texts) for texts in words.dates(summary, most, letters))
        yield content.Table(_DATE_COLUMNS, rows, borders=False)
    else:
        yield content.paragraph(words.NO_DATES.of(summary.data), "line", mark=HYPHEN)
    for text in words.decisions(summary, most, letters):
        yield content.paragraph(text, "line", mark=HYPHEN)
