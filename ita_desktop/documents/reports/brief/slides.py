"""The director's brief as eight slides. The notes of each name the source of its figures."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from ita_desktop.documents.content import Align
from ita_desktop.documents.kinds import ReportContext, chose
from ita_desktop.documents.reports.brief import words
from ita_desktop.documents.reports.brief.digest import Digest, Result, digest
from ita_desktop.documents.reports.results.figures import NONE, TOTAL_NAME, YEAR_OF, signed
from ita_desktop.documents.reports.shared import draft_line, level_name, words_of
from ita_desktop.documents.slides import (
    Deck,
    Slide,
    SlideChart,
    SlideColumn,
    SlideLine,
    SlidePart,
    SlideTable,
    SlideText,
)
from ita_desktop.documents.wordings.templates import Template, wording
from ita_desktop.domain.dates import long_date
from ita_desktop.domain.district_names import in_bangkok, office
from ita_desktop.domain.documents import DocumentOption
from ita_desktop.domain.framework import Level, NodeKind
from ita_desktop.domain.scores.scoring import ScoreNode
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData
from ita_desktop.pictures.charts import ChartBar, GroupedBars

_TITLE: Final = wording(
    "director-brief.slide-title", "ผลการประเมิน ITA ปีงบประมาณ {ปีงบประมาณ}", title="สไลด์ 1"
)
_SCORES: Final = wording("director-brief.slide-scores", "คะแนนรายเครื่องมือ", title="สไลด์ 2")
_INDICATORS: Final = wording("director-brief.slide-indicators", "คะแนนรายตัวชี้วัด", title="สไลด์ 3")
_NEXT_LEVEL: Final = wording(
    "director-brief.slide-next-level", "สิ่งที่ขาดเพื่อให้ถึงระดับถัดไป", title="สไลด์ 4"
)
_LOWEST: Final = wording("director-brief.slide-lowest", "ข้อที่คะแนนต่ำที่สุด", title="สไลด์ 5")
_LATE: Final = wording("director-brief.slide-late", "งานที่ล่าช้ารายหน่วย", title="สไลด์ 6")
_PROGRESS: Final = wording("director-brief.slide-measures", "ความก้าวหน้าของมาตรการ", title="สไลด์ 7")
_NEXT: Final = wording("director-brief.slide-next", "กำหนดการถัดไปและเรื่องที่ต้องตัดสินใจ", title="สไลด์ 8")
_AS_OF: Final = wording("director-brief.as-of", "ข้อมูล ณ วันที่ {วันที่}")
_CRITERIA: Final = wording(
    "director-brief.criteria-columns", "คะแนนของ | ต้องได้ | ได้แล้ว | ขาดอีก", title="หัวตารางเกณฑ์ระดับ"
)
_MET: Final = wording("director-brief.met", "ถึงแล้ว")
_WAYS: Final = wording("director-brief.slide-ways", "ทางที่ใกล้ที่สุด")
_DECISIONS: Final = wording("director-brief.slide-decisions", "เรื่องที่ต้องตัดสินใจ")
_STATE_COLUMNS: Final = wording(
    "director-brief.state-columns", "สถานะ | จำนวนมาตรการ", title="หัวตารางสถานะของมาตรการ"
)
_DATE_COLUMNS: Final = wording("director-brief.date-columns", "วันที่ | เรื่อง", title="หัวตารางกำหนดการ")
_NO_SCORES: Final = wording("director-brief.no-scores", "ยังไม่มีคะแนนของทั้งสองปี")
_OFFICIAL: Final = wording(
    "director-brief.note-official", "{คะแนนของ} {คะแนน} : ผลการประเมินทางการ ปีงบประมาณ {ปี}"
)
_OWN: Final = wording(
    "director-brief.note-own",
    "{คะแนนของ} {คะแนน} : คำนวณจากคะแนนย่อยหรือการประเมินเอง ปีงบประมาณ {ปี} ข้อมูล ณ วันที่ {วันที่}",
)
_MIXED: Final = wording(
    "director-brief.note-mixed",
    "{คะแนนของ} {คะแนน} : คำนวณจากผลทางการและการประเมินเอง ปีงบประมาณ {ปี} ข้อมูล ณ วันที่ {วันที่}",
)
_NO_FIGURE: Final = wording("director-brief.note-none", "{คะแนนของ} : ยังไม่มีคะแนน ปีงบประมาณ {ปี}")
_FROM_CRITERIA: Final = wording(
    "director-brief.note-criteria", "เกณฑ์ระดับ : กรอบการประเมิน ปีงบประมาณ {ปี}"
)
_FROM_WORK: Final = wording(
    "director-brief.note-work", "งานที่ล่าช้า : นับจากกำหนดส่งและบันทึกของ OIT และมาตรการ ณ วันที่ {วันที่}"
)
_FROM_RECORD: Final = wording(
    "director-brief.note-record", "มาตรการ : นับจากบันทึกผลการดำเนินการ ณ วันที่ {วันที่}"
)
_FROM_CALENDAR: Final = wording(
    "director-brief.note-calendar",
    "กำหนดการ : ปฏิทิน การประชุม และกำหนดส่งของปีงบประมาณ {ปีงบประมาณ} ณ วันที่ {วันที่}",
)
_MOST: Final = 8
"""Rows of a table."""
_LETTERS: Final = 150
"""Greatest length of a name."""
_NARROW: Final = 90
"""Greatest length of a name in half of a slide."""
_MOST_LINES: Final = 6


def build(context: ReportContext, digits: Digits) -> Deck:
    """Returns the slides."""
    one = digest(context)
    data = one.data
    plain = chose(context, words.NAME, DocumentOption.NO_DRAFT_MARK)
    return Deck(
        words.FILE_NAME.of(data),
        (
            _opening(one, "" if plain else draft_line(data)),
            _scores(one),
            _indicators(one),
            _next_level(one),
            _lowest(one),
            _late(one),
            _progress(one),
            _next(one),
        ),
        office(data.organisation),
        f"{in_bangkok(data.organisation)} · {_as_of(one)}",
        digits,
        words=words_of(data),
    )


def _as_of(summary: Digest) -> str:
    return _AS_OF.of(summary.data, _day(summary))


def _day(summary: Digest) -> dict[str, str]:
    return {"วันที่": str(long_date(summary.day))}


def _text(lines: Iterable[str], mark: str = "•") -> SlideText:
    return SlideText(tuple(SlideLine(line, mark) for line in lines))


# -- sources


def _note(summary: Digest, data: YearData, node: ScoreNode) -> str:
    """Returns a score with its source."""
    named = {
        "คะแนนของ": words.name_of(summary.data, node),
        "คะแนน": words.figure(node.value),
        "ปี": str(data.year),
        **_day(summary),
    }
    found: dict[str | None, Template] = {"official": _OFFICIAL, "computed": _OWN, "mixed": _MIXED}
    return found.get(node.source, _NO_FIGURE).of(summary.data, named)


def _notes_of(summary: Digest, nodes: Iterable[ScoreNode]) -> tuple[str, ...]:
    return tuple(_note(summary, summary.data, node) for node in nodes)


def _notes_before(
    summary: Digest, context: YearData | None, codes: Sequence[str]
) -> tuple[str, ...]:
    """Returns the sources of the scores of the year before."""
    if context is None or summary.before is None:
        return ()
    nodes = (summary.before.nodes[code] for code in codes if code in summary.before.nodes)
    return tuple(_note(summary, context, node) for node in nodes if node.value is not None)


# -- slides


def _opening(summary: Digest, draft: str) -> Slide:
    data = summary.data
    lines = [SlideLine(in_bangkok(data.organisation))]
    notes: tuple[str, ...] = ()
    if summary.standing is not None:
        lines.append(SlideLine(words.standing(summary, summary.standing), bold=True))
    if not summary.is_own:
        lines.append(SlideLine(words.NO_RESULT.of(data), bold=True))
    if summary.result is not None:
        lines.append(
            SlideLine(words.of_result(summary, summary.result), bold=True, large=summary.is_own)
        )
        notes = (_note(summary, summary.result.data, summary.result.tree.total),)
    lines.append(SlideLine(_as_of(summary)))
    if draft:
        lines.append(SlideLine(draft))
    return Slide(_TITLE.of(data), (SlideText(tuple(lines)),), notes, opens=True)


def _scores(summary: Digest) -> Slide:
    nodes = (*summary.tree.instruments, summary.tree.total)
    codes = [node.code for node in nodes]
    heads = _cells(words.SCORES, summary)
    shares = (36, 15, 19, 15, 15)
    sides = (Align.LEFT, Align.RIGHT, Align.CENTER, Align.RIGHT, Align.RIGHT)
    columns = tuple(map(SlideColumn, heads, shares, sides))
    rows = tuple(_score_row(summary, node) for node in nodes)
    title = _SCORES.of(summary.data)
    table = SlideTable(columns, rows, title, total=True)
    notes = (*_notes_of(summary, nodes), *_notes_before(summary, summary.previous, codes))
    parts: tuple[SlidePart, ...] = (table,)
    beside = _bars(summary, nodes, title)
    return Slide(title, parts, notes, (beside,) if beside is not None else (), 0.4)


def _cells(template: Template, summary: Digest) -> tuple[str, ...]:
    years = {"ปี": str(summary.data.year), "ปีที่เทียบ": str(summary.compared_year)}
    return tuple(text.replace("<br>", " ") for text in template.cells(summary.data, years))


def _score_row(summary: Digest, node: ScoreNode) -> tuple[str, ...]:
    return (
        words.name_of(summary.data, node),
        words.figure(node.value),
        words.source(summary.data, node),
        words.figure(words.before(summary, node.code)),
        signed(words.change(summary, node)),
    )


def _bars(
    summary: Digest, nodes: Iterable[ScoreNode], title: str, *, lying: bool = False
) -> SlideChart | None:
    """Returns the scores of both years as a chart; None if there is none in either."""
    bars = tuple(
        ChartBar(_label(summary, node, lying=lying), node.value, words.before(summary, node.code))
        for node in nodes
    )
    if all(bar.value is None and bar.before is None for bar in bars):
        return None
    now = (YEAR_OF if summary.is_own else words.SO_FAR).of(
        summary.data, {"ปี": str(summary.data.year)}
    )
    before = (
        YEAR_OF.of(summary.data, {"ปี": str(summary.before_year)}) if summary.before_year else ""
    )
    return SlideChart(GroupedBars(title, bars, None, now, before), lying=lying)


def _label(summary: Digest, node: ScoreNode, *, lying: bool) -> str:
    if not node.parent:
        return TOTAL_NAME.of(summary.data)
    return words.short(f"{node.code} {node.name}", 60) if lying else node.code


def _indicators(summary: Digest) -> Slide:
    nodes = [node for node in summary.tree.indicators if node.kind is NodeKind.INDICATOR]
    title = _INDICATORS.of(summary.data)
    chart = _bars(summary, nodes, title, lying=True)
    codes = [node.code for node in nodes]
    notes = (*_notes_of(summary, nodes), *_notes_before(summary, summary.previous, codes))
    if chart is None:
        return Slide(title, (_text([_NO_SCORES.of(summary.data)]),), notes)
    return Slide(title, (chart,), notes)


def _next_level(summary: Digest) -> Slide:
    data, result, title = (
        summary.data,
        summary.aimed,
        words.of_aim(summary, _NEXT_LEVEL.of(summary.data)),
    )
    ways = words.ways(summary)
    remark = _text(words.unmet(summary))
    if result is None or result.level.next_level is None:
        return Slide(title, (remark,), _sources_of(summary))
    sides = (Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT)
    columns = tuple(map(SlideColumn, _cells(_CRITERIA, summary), (46, 18, 18, 18), sides))
    rows = tuple(_criteria(summary, result, result.level.next_level))
    level = SlideText((SlideLine(level_name(data, result.level.next_level), bold=True),))
    table = SlideTable(columns, rows, title)
    if not ways:
        return Slide(title, (level, table), _sources_of(summary))
    lines = (SlideLine(_WAYS.of(data), bold=True), *(SlideLine(text, "•") for text in ways))
    return Slide(title, (level, table, SlideText(lines)), _sources_of(summary))


def _criteria(summary: Digest, result: Result, level: Level) -> Iterator[tuple[str, ...]]:
    """Yields what a level asks of the total and of each instrument, with what it lacks."""
    tree = result.tree
    for code, needs in level.conditions(node.code for node in tree.instruments):
        node = tree.nodes[code]
        if node.value is None:
            missing = NONE
        elif node.value >= needs:
            missing = _MET.of(summary.data)
        else:
            missing = words.figure(needs - node.value)
        yield (
            words.name_of(summary.data, node),
            words.figure(needs),
            words.figure(node.value),
            missing,
        )


def _sources_of(summary: Digest) -> tuple[str, ...]:
    if summary.aimed is None:
        return ()
    of, tree, lent = summary.aimed.data, summary.aimed.tree, summary.aimed.lent
    scores = (
        _note(summary, summary.previous or of if node.code in lent else of, node)
        for node in (tree.total, *tree.instruments)
    )
    return (*scores, _FROM_CRITERIA.of(summary.data, {"ปี": str(of.year)}))


def _lowest(summary: Digest) -> Slide:
    data, title = summary.data, words.of_year(summary, _LOWEST.of(summary.data))
    shown = summary.weakest[:_MOST]
    if not shown:
        return Slide(title, (_text([words.no_lowest(summary).of(data)]),), ())
    sides = (Align.LEFT, Align.LEFT, Align.RIGHT)
    columns = tuple(map(SlideColumn, _cells(words.LOWEST, summary), (10, 77, 13), sides))
    rows = tuple(
        (node.code, words.short(node.name, _LETTERS), words.figure(node.value)) for node in shown
    )
    notes = tuple(_note(summary, summary.scored, node) for node in shown)
    return Slide(title, (SlideTable(columns, rows, title),), notes)


def _late(summary: Digest) -> Slide:
    title = _LATE.of(summary.data)
    notes = (_FROM_WORK.of(summary.data, _day(summary)),)
    sentence = SlideText((SlideLine(words.late_sentence(summary)),))
    if not summary.late:
        return Slide(title, (sentence,), notes)
    sides = (Align.LEFT, Align.LEFT, Align.RIGHT, Align.LEFT)
    columns = tuple(map(SlideColumn, _cells(words.LATE_COLUMNS, summary), (46, 26, 12, 16), sides))
    rows = tuple(words.late_rows(summary, _MOST, _NARROW))
    return Slide(title, (sentence, SlideTable(columns, rows, title)), notes)


def _progress(summary: Digest) -> Slide:
    data, title = summary.data, _PROGRESS.of(summary.data)
    lines = [text for text in (words.measures_sentence(summary), words.due_done(summary)) if text]
    notes = (_FROM_RECORD.of(data, _day(summary)),)
    if not summary.measures:
        return Slide(title, (_text(lines),), notes)
    states = words.state_counts(summary)
    columns = tuple(
        map(SlideColumn, _cells(_STATE_COLUMNS, summary), (64, 36), (Align.LEFT, Align.RIGHT))
    )
    rows = tuple((name, str(count)) for name, count in states)
    bars = tuple(ChartBar(name, Decimal(count)) for name, count in states)
    name = columns[1].title
    chart = SlideChart(GroupedBars(title, bars, None, name, ""), decimals=0, count=True)
    remark = _text(lines[1:], "") if lines[1:] else None
    parts: tuple[SlidePart, ...] = (SlideTable(columns, rows, title),)
    return Slide(title, (*parts, remark) if remark is not None else parts, notes, (chart,), 0.55)


def _next(summary: Digest) -> Slide:
    data = summary.data
    columns = tuple(map(SlideColumn, _cells(_DATE_COLUMNS, summary), (30, 70)))
    rows = tuple(words.dates(summary, _MOST_LINES, _NARROW))
    title = _NEXT.of(data)
    days = SlideTable(columns, rows, title) if rows else _text([words.NO_DATES.of(data)])
    decided = SlideText(
        (
            SlideLine(_DECISIONS.of(data), bold=True),
            *(SlideLine(text, "•") for text in words.decisions(summary, _MOST_LINES, _NARROW)),
        )
    )
    notes = (_FROM_CALENDAR.of(data, _day(summary)),)
    return Slide(title, (days,), notes, (decided,), 0.45)
