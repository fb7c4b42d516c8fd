"""Imports an official result into its year, which is added if it does not exist.

Scores that the program computed itself, and those of an office's own survey of satisfaction, are no
official result."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace as replaced
from decimal import Decimal
from typing import Final

from ita_desktop.domain.city.districts import is_other_office
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.records import Record
from ita_desktop.domain.scores.progress import own_tree_of
from ita_desktop.domain.scores.results import Answer, GroupFigure, Score, ScoreSource
from ita_desktop.domain.scores.scoring import round_score
from ita_desktop.domain.text import key, one_line, to_arabic
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.blocks import Heading, Paragraph
from ita_desktop.exchange.heading_words import heading_key
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.report.offices import own_part
from ita_desktop.exchange.report.reading import read_results
from ita_desktop.exchange.report.results import ReadValue, Results
from ita_desktop.exchange.sheets import Origin, WorkProgress
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.checks.believed import new_doubts
from ita_desktop.services.imports.draft import Decided, ImportDraft
from ita_desktop.services.imports.found.part import YearSource
from ita_desktop.services.imports.found.planned_years import OF_NEXT_YEAR, new_year
from ita_desktop.services.imports.plan import (
    Action,
    Consent,
    Delete,
    ImportPlan,
    Insert,
    PlannedChange,
    RecordUpdate,
    Write,
)
from ita_desktop.services.imports.results import comparison
from ita_desktop.services.imports.results.rows import PART

_WORD: Final = "พึงพอใจ"
_DEVIATIONS: Final = frozenset(map(heading_key, ("S.D.", "ส่วนเบี่ยงเบน", "ส่วนเบี่ยงเบนมาตรฐาน")))
"""Headings of a column that no official result has."""
_MOST: Final = Decimal(5)
"""The highest mean of answers from 1 to 5."""
_LEAST_ANSWERS: Final = 2
"""Minimum number of scores that tell of their scale."""
_OWN: Final = "หัวตารางเป็นของแบบสำรวจความพึงพอใจของสำนักงานเอง (“{text}”) ซึ่งไม่ใช่คะแนนทางการ"
CHOOSE: Final = "ถ้าเป็นคะแนนทางการจริง เลือกแถวคะแนนในหน้าตรวจก่อนนำเข้า"
_OF_FIVE: Final = "คะแนนทุกค่าไม่เกิน 5 อาจเป็นค่าเฉลี่ยเต็ม 5 ไม่ใช่คะแนนทางการเต็ม 100"

_LEAST_SECTIONS: Final = 2
"""Minimum number of headings of our own summary in a file."""
_LEAST: Final = 3
"""Minimum number of scores that are all as computed: fewer may be so by chance."""
_OURS: Final = "ไฟล์นี้เป็นสรุปผลคะแนนที่พิมพ์จากโปรแกรม คะแนนในไฟล์อาจเป็นคะแนนที่คำนวณหรือประเมินเอง"
_EQUAL: Final = "คะแนนทั้ง {count} ค่าตรงกับที่โปรแกรมคำนวณหรือที่ประเมินเอง"

_CHECK = "ตรวจคะแนนกับไฟล์"


def plan_results(
    workspace: YearSource,
    source: ImportSource,
    *,
    asked: int | None = None,
    stated: int | None = None,
    shown: int | None = None,
    replace: bool = False,
    work_progress: WorkProgress | None = None,
) -> ImportPlan:
    """Plan the import of an official result.

    It is imported into the Buddhist fiscal year that it states; without one, into the year
    ``asked`` for, else the one ``stated`` around it, else the one ``shown``. Scores that may be our
    own are not selected. Raises InputError if nothing can be read, or if it is of two years, of
    another year than ``asked`` for, or of another framework.
    """
    office = workspace.organisation()
    own = office.name if office is not None else ""
    results = _read(own, source, work_progress, year=asked or stated or shown)
    year = _year_of(results, asked, stated or shown)
    known = [year.year for year in workspace.years()]
    begun = new_year(workspace, year) if year not in known else None
    plan = plan_for(
        begun.data if begun is not None else workspace.year(year),
        results,
        new_rows=begun.rows if begun is not None else (),
        guessed=not results.years and asked is None and stated is None,
        replace=replace,
        paper=source.paper,
    )
    return without_own_scores(plan, source)


def _read(
    own: str, source: ImportSource, work_progress: WorkProgress | None, *, year: int | None
) -> Results:
    """Return the result of the office called ``own``, if those of others stand beside it."""
    if source.results is not None or not source.is_report:
        return read_results(source, work_progress, year=year)
    sheets, others = own_part(source.sheets, own)
    results = read_results(replaced(source, sheets=sheets), work_progress, year=year)
    if not others:
        return results
    fields = {"offices": " ".join(others), "own": own}
    others_left = Remark(None, "ไฟล์นี้มีผลของ{offices}ด้วย จึงอ่านเฉพาะส่วนของ{own}", _CHECK, fields)
    return replaced(results, doubts=(others_left, *results.doubts))


def plan_for(
    base: YearData,
    results: Results,
    *,
    new_rows: Sequence[Record] = (),
    guessed: bool = False,
    replace: bool = False,
    paper: str = "",
) -> ImportPlan:
    """:func:`plan_results` for one year; ``guessed`` if the result does not state the year,
    ``new_rows`` are those that add it, ``paper`` is the name of the program's own paper."""
    draft = ImportDraft(
        base, (), Decided(replace=replace), source=ImportSource("", (), paper=paper)
    )
    if guessed:
        draft.warn(
            None,
            "ไฟล์นี้ไม่บอกว่าเป็นผลของปีใด จะลงในปี {year}",
            "ตรวจว่าเป็นผลของปี {year} จริง",
            year=base.year,
        )
    is_whole = comparison.compare(draft, results)
    plan = draft.plan(
        RESULTS,
        results.source,
        ignored_columns=results.ignored_columns,
        heads=results.heads,
        read=results.read,
        aside=(*results.aside, *draft.aside),
        new_rows=tuple(new_rows),
        grouped_by=PART,
        doubts=tuple(new_doubts(base, draft.doubtful)),
    )
    return with_office(_with_official(plan, is_whole=is_whole), results.agencies)


def _year_of(results: Results, asked: int | None, shown: int | None) -> int:
    described = results.years
    if len(described) > 1:
        raise InputError(
            "ไฟล์นี้มีผลของหลายปี: {years}",
            where=results.source,
            remedy="แยกเป็นไฟล์ละปี แล้วนำเข้าทีละไฟล์",
            years=" และ ".join(f"{year.value} ({year.origin.place})" for year in described),
        )
    if not described:
        year = asked or shown
        if year is None:
            raise InputError(
                "ไฟล์นี้ไม่บอกว่าเป็นผลของปีใด",
                where=results.source,
                remedy="ระบุปีด้วย --year เช่น --year 2567",
            )
        return year
    year = described[0].value
    if asked is not None and asked != year:
        raise InputError(
            "รายงานนี้เป็นผลปี {year} ({place}) ไม่ใช่ปี {asked}",
            where=results.source,
            remedy="เลือกปี {year} หรือไม่ระบุปี (คำสั่ง --year {year})",
            year=year,
            place=described[0].origin.place,
            asked=asked,
        )
    return year


def without_own_scores(plan: ImportPlan, source: ImportSource) -> ImportPlan:
    """Return the plan of a result without those scores selected that may be our own, with a remark
    about them: in our own summary, all as computed from the self-assessment, or of a survey."""
    scores = dict(_official_scores(plan))
    warning = _remark(plan, source, scores) if scores else None
    return plan if warning is None else plan.with_reason(Consent.UNTICKED, warning, scores)


def _official_scores(plan: ImportPlan) -> Iterator[tuple[int, tuple[str, Decimal]]]:
    """Yield the official scores that a plan adds or changes, by the key of the change."""
    for write, at in ((write, change.key) for change in plan.changes for write in change.writes):
        if isinstance(write, Delete) or not isinstance(write.record, Score):
            continue
        value = write.record.value if isinstance(write, Insert) else write.fields.get("value")
        if value is not None and write.record.source is ScoreSource.OFFICIAL:
            yield at, (write.record.node, value)


def _remark(
    plan: ImportPlan, source: ImportSource, scores: Mapping[int, tuple[str, Decimal]]
) -> Remark | None:
    """Return what to report on official scores that may be our own; None if there is no sign."""
    year = plan.base
    if _is_our_summary(year, source):
        return Remark(None, _OURS, CHOOSE)
    own = own_tree_of(year).nodes
    computed = {
        (node, round_score(place.computed))
        for node, place in own.items()
        if place.computed is not None
    }
    equal = computed.issuperset(scores.values())
    if equal and len(scores) >= _LEAST:
        return Remark(None, _EQUAL, CHOOSE, {"count": len(scores)})
    origins = [at for change in plan.changes for at in change.origins]
    return own_survey(source, dict(scores.values()), origins)


def _is_our_summary(year: YearData, source: ImportSource) -> bool:
    """Return whether a file has the headings of our own summary of scores."""
    from ita_desktop.documents.reports.score_summary import SECTIONS

    texts = {_plain(text) for text in _texts(source)}
    own = ({_plain(head.text), _plain(head.of(year))} for head in SECTIONS)
    return sum(not texts.isdisjoint(head) for head in own) >= _LEAST_SECTIONS


def _plain(text: str) -> str:
    return key(to_arabic(text)).lstrip("0123456789.")


def _texts(source: ImportSource) -> Iterator[str]:
    """Yield the lines of a file outside its tables, and the rows of one cell."""
    for block in source.blocks:
        if isinstance(block, Heading | Paragraph):
            yield block.text
    for sheet in source.sheets:
        for row in sheet.rows:
            filled = [str(value) for value in row.values if value != ""]
            if len(filled) == 1:
                yield filled[0]


def own_survey(
    source: ImportSource, scores: Mapping[str, Decimal], origins: Collection[Origin]
) -> Remark | None:
    """Return what to report on ``scores`` by node, read from the rows of ``origins``, that are
    those of an office's own survey; None for no sign. OIT items are never surveyed."""
    if source.results is not None or any(node.startswith("O") for node in scores):
        return None
    text = next((text for text in _heads(source, origins) if _is_of_survey(text)), None)
    if text is not None:
        return Remark(None, _OWN, CHOOSE, {"text": one_line(text)})
    values = [value for node, value in scores.items() if node != TOTAL]
    # Scores of at most 1 are told as shares.
    if len(values) >= _LEAST_ANSWERS and 1 < max(values) <= _MOST:
        return Remark(None, _OF_FIVE, CHOOSE)
    return None


def _is_of_survey(text: str) -> bool:
    return _WORD in text or heading_key(text) in _DEVIATIONS


def _heads(source: ImportSource, origins: Collection[Origin]) -> Iterator[str]:
    """Yield the texts above the first row that was read in each table: titles and headings."""
    for sheet in source.sheets if not source.is_report else ():
        rows = [origin.row for origin in origins if origin.sheet == sheet.name]
        for row in sheet.rows if rows and not sheet.of_lines else ():
            if row.number >= min(rows):
                break
            yield from (value for value in row.values if isinstance(value, str))


_OF_OTHER: Final = "รายงานนี้เป็นของ{office} แต่แฟ้มนี้เป็นของ{own}"
_OF_BOTH: Final = "รายงานนี้มีชื่อ{office} ปนกับ{own}"
_CHOOSE: Final = "ตรวจว่าเลือกไฟล์ถูกฉบับ ถ้าจะนำเข้าจริง เลือกแถวเอง"
_CHANGED: Final = "เปลี่ยนตัวเลขทางการที่มีอยู่แล้ว {count} รายการ เช่น {code} {old} เป็น {new}"
_OF_YEAR: Final = "ไฟล์บอกว่าเป็นของปี {years} แต่จะลงในปี {year}"
OF_YEAR: Final = "ตรวจว่าไฟล์นี้เป็นของปีงบประมาณ {year} จริง"
_CHOOSE_YEAR: Final = "นำเข้าลงในปีของไฟล์ หรือเลือกแถวที่ใช้กับปี {year} ด้วย"
_AS_BEFORE: Final = Phrase("ตามรายงานเดิม")
_FIGURES: Final = {Score: ("value",), GroupFigure: ("count", "value"), Answer: ("count", "percent")}
_COMPARE: Final = "ตรวจกับรายงาน แล้วเลือกแถวที่ถูก"
_REPLACE: Final = (
    "ตรวจกับรายงาน ถ้าแทนผลเดิมทั้งปี เลือกทุกแถว "
    "(คำสั่ง import FILE results SOURCE --change-official --replace)"
)


def with_office(plan: ImportPlan, offices: Iterable[ReadValue[str]]) -> ImportPlan:
    """Return the plan without changes selected if its file names other ``offices`` alone; with a
    warning if it names ours, too."""
    own = plan.base.organisation.name
    named = list(offices)
    others = [office for office in named if is_other_office(office.value, own)]
    if not others:
        return plan
    fields = {"office": others[0].value, "own": own}
    if len(others) < len(named):
        remedy = "ตรวจว่าไม่มีผลของสำนักงานอื่นอยู่ในไฟล์เดียวกัน"
        return plan.with_warnings([Remark(others[0].origin, _OF_BOTH, remedy, fields)])
    remark = Remark(others[0].origin, _OF_OTHER, _CHOOSE, fields)
    keys = [change.key for change in plan.changes]
    return plan.with_reason(Consent.OTHER_OFFICE, remark, keys)


def with_year(plan: ImportPlan, stated: Collection[int], *, asked: bool = False) -> ImportPlan:
    """Return the plan without changes selected if the titles of its table have ``stated`` other
    Buddhist fiscal years alone; what follows from a result may name the year of this. Where a
    person has ``asked`` for the year, that is a yes, and the other is told."""
    year = plan.base.year
    own = {year, year - 1} if plan.kind in OF_NEXT_YEAR else {year}
    if not stated or not own.isdisjoint(stated):
        return plan
    fields = {"years": " ".join(map(str, stated)), "year": year}
    if asked:
        return plan.with_warnings([Remark(None, _OF_YEAR, OF_YEAR, fields)])
    keys = [change.key for change in plan.changes]
    return plan.with_reason(Consent.UNTICKED, Remark(None, _OF_YEAR, _CHOOSE_YEAR, fields), keys)


def _with_official(plan: ImportPlan, *, is_whole: bool) -> ImportPlan:
    """Return the plan without those changes selected that change official figures, or put them away
    because they no longer fit; a report of the whole is offered instead of the former one."""
    keys, figures = set[int](), list[tuple[str, object, object]]()
    for change in plan.changes:
        if change.action is Action.REMOVE:  # which is selected by a person alone
            continue
        if found := list(_changed(plan.writes_of(change))):
            keys.add(change.key)
            figures += found
    if not keys:
        return plan
    if any(code == TOTAL for code, *_ in figures):
        # An instrument beside a total that it does not fit would be half of a report.
        instruments = {each.code for each in plan.base.framework.instruments}
        keys.update(change.key for change in plan.changes if _adds(change, instruments))
    code, old, new = figures[0]
    fields = {"count": len(keys), "code": code, "old": old, "new": new}
    remark = Remark(None, _CHANGED, _REPLACE if is_whole else _COMPARE, fields)
    return plan.with_reason(Consent.CHANGE_OFFICIAL, remark, keys)


def _adds(change: PlannedChange, nodes: Collection[str]) -> bool:
    """Return whether a change adds the official score of one of the ``nodes``."""
    records = (write.record for write in change.writes if isinstance(write, Insert))
    return any(isinstance(record, Score) and record.node in nodes for record in records)


def _changed(writes: Iterable[Write]) -> Iterator[tuple[str, object, object]]:
    """Yield the official figures that the writes change: code, value before and after."""
    for write in writes:
        record = write.record
        if isinstance(record, Score) and record.source is not ScoreSource.OFFICIAL:
            continue
        fields = write.fields if isinstance(write, RecordUpdate) else {}
        for name in _FIGURES.get(type(record), ()):
            old = getattr(record, name)
            if name in fields and old not in {None, ""}:
                code = (
                    record.question if isinstance(record, Answer) else getattr(record, "node", "")
                )
                yield code, old, fields[name]
        if isinstance(write, Delete) and isinstance(record, Score):
            yield record.node, record.value, _AS_BEFORE
