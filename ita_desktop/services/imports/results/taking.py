"""Imports an official result into its year, which is added if it does not exist; and what the
assessor says of items, which beside an official score is the score's note.

Scores that the program computed itself, and those of an office's own survey of satisfaction, are no
official result.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from dataclasses import replace as replaced
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, Final

from ita_desktop.domain.city.districts import is_other_office
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.framework import TOTAL, Item
from ita_desktop.domain.oit.filing import bare_remark, state_after
from ita_desktop.domain.records import Record, new_id
from ita_desktop.domain.scores.progress import own_tree_of
from ita_desktop.domain.scores.results import (
    Answer,
    AssessorRemark,
    GroupFigure,
    RemarkState,
    Score,
    ScoreSource,
)
from ita_desktop.domain.scores.scoring import round_score
from ita_desktop.domain.text import key, one_line, to_arabic
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.blocks import Heading, Paragraph
from ita_desktop.exchange.heading_words import heading_key
from ita_desktop.exchange.kinds.results import RESULTS, STATE_WORDS, ItemRemarkRow
from ita_desktop.exchange.remarks import Remark, RowError
from ita_desktop.exchange.report.offices import own_part
from ita_desktop.exchange.report.reading import read_results
from ita_desktop.exchange.report.results import ReadValue, Results
from ita_desktop.exchange.report.years_stated import OF_NEXT_YEAR
from ita_desktop.exchange.sheets import Origin, WorkProgress
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.checks.believed import new_doubts
from ita_desktop.services.edits import last_position
from ita_desktop.services.imports.draft import Decided, ImportDraft, Shown, inserts, update
from ita_desktop.services.imports.found.part import YearSource
from ita_desktop.services.imports.found.planned_years import new_year
from ita_desktop.services.imports.items import item_of, likeness, with_answered_items
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
_ALIKE = 0.2
"""Titles with less similarity are of different items."""


def compare(draft: ImportDraft, rows: Sequence[ItemRemarkRow]) -> None:
    """Add the differences between ``rows`` and the year's remarks to the draft. Several remarks on
    one item are one, a line each."""
    of_items: dict[str, list[ItemRemarkRow]] = defaultdict(list)
    for row in draft.each(with_answered_items(draft, rows)):
        with draft.skipping(row.origin):
            _must_be_its_title(item_of(draft.year, row.item, oit=False), row)
            of_items[row.item].append(row)
    for code, some in of_items.items():
        item = draft.year.framework.item_by_code[code]
        bare = [row for row in some if not row.follows_up]
        rounds = [row for row in some if row.follows_up]
        added = _put(draft, item, bare, {_key(item, row) for row in rounds}) if bare else False
        _put_rounds(draft, item, rounds, int(added))


def _must_be_its_title(item: Item, row: ItemRemarkRow) -> None:
    """Raise RowError if a row has the title of another item: it may be of another year."""
    if not row.title or any(likeness(row.title, title) >= _ALIKE for title in item.wordings):
        return
    raise RowError(
        "ชื่อ “{title}” ไม่ใช่ชื่อของ {code} ({own})",
        remedy="ตรวจว่าข้อสังเกตนี้เป็นของปีใด แล้วนำเข้าในปีนั้น",
        title=row.title,
        code=item.code,
        own=item.title,
    ).about("title")


def _put(draft: ImportDraft, item: Item, rows: Sequence[ItemRemarkRow], followed: set[str]) -> bool:
    """Put remarks without date, answer and state: beside an official score they are its note.
    ``followed`` are the keys of those of which other rows say more. Return whether they are a new
    round."""
    rounds = draft.year.remarks_of(item.code)
    known = followed | {key(remark.text) for remark in rounds}
    text, origins = _joined(item, rows), [row.origin for row in rows]
    if key(text) in known or known.issuperset(_key(item, row) for row in rows):
        draft.keep(*origins, of=rounds)
        return False
    if (score := _official(draft, item)) is not None:
        before, writes = score.note, update(score, {"note": text})
    elif (alone := bare_remark(rounds)) is not None and key(alone.text) not in followed:
        text = _joined(item, [row for row in rows if _key(item, row) not in followed])
        before, writes = alone.text, update(alone, {"text": text})
    else:
        text = _joined(item, [row for row in rows if _key(item, row) not in known])
        new = _new_round(draft, item, text)
        draft.put(origins, _shown(item, text), None, inserts(new))
        return True
    if key(before) == key(text):
        writes = []
    shown = _shown(item, text if writes else before)
    draft.put(origins, shown, _shown(item, before), writes, of=rounds)
    return False


def _joined(item: Item, rows: Sequence[ItemRemarkRow]) -> str:
    return "\n".join(dict.fromkeys(_without_title(item, row.remark) for row in rows))


def _official(draft: ImportDraft, item: Item) -> Score | None:
    official = (score for score in draft.year.scores if score.source is ScoreSource.OFFICIAL)
    return next((score for score in official if score.node == item.code), None)


def _new_round(draft: ImportDraft, item: Item, text: str) -> AssessorRemark:
    year_id = draft.year.fiscal_year.id
    position = last_position(draft.year.remarks_of(item.code))
    return AssessorRemark(
        id=new_id(), year_id=year_id, node=item.code, text=text, position=position
    )


def _put_rounds(draft: ImportDraft, item: Item, rows: Sequence[ItemRemarkRow], after: int) -> None:
    """Put remarks with what came of them, behind ``after`` new ones: each is a round of its own,
    known by its text and day. The same text on another day is another round."""
    stored: dict[str, list[AssessorRemark]] = defaultdict(list)
    for remark in draft.year.remarks_of(item.code):
        stored[key(remark.text)].append(remark)
    score = _official(draft, item)
    printed = key(score.note) if score is not None else ""
    given: dict[str, dict[date | None, ItemRemarkRow]] = defaultdict(dict)
    for place, row in enumerate(rows, after):
        words = _key(item, row)
        first = _of_day(given[words], row.day)
        if first is not None:
            _repeated(draft, row, first)
            continue
        given[words][row.day] = row
        old = _taken(stored[words], row.day)
        if old is None and score is not None and words == printed and row.says_nothing:
            draft.keep(row.origin, of=[score])
            continue
        bare = _new_round(draft, item, _without_title(item, row.remark))
        blank = replace(bare, position=bare.position + place)
        draft.say([row.origin], old, blank, _given(row, old), partial(_shown_round, item))


def _of_day(rows: Mapping[date | None, ItemRemarkRow], day: date | None) -> ItemRemarkRow | None:
    """Return the row of a day; rows without one may be of any."""
    if day is None:
        return next(iter(rows.values()), None)
    return rows.get(day) or rows.get(None)


def _taken(stored: list[AssessorRemark], day: date | None) -> AssessorRemark | None:
    """Take the round of a day out of those of one text, else the one whose day is not known; of
    any day if ``day`` is None."""
    days = [remark.day for remark in stored]
    if not days:
        return None
    for wanted in (day, None):
        if wanted in days:
            return stored.pop(days.index(wanted))
    return stored.pop() if day is None else None


def _repeated(draft: ImportDraft, row: ItemRemarkRow, first: ItemRemarkRow) -> None:
    """Report a row that repeats a remark; with the same words of it, it says nothing new."""
    if replace(row, origin=first.origin) == first:
        draft.keep_as(row.origin, first.origin)
        return
    draft.skip(
        row.origin,
        RowError(
            "ข้อสังเกตนี้ของ {code} อยู่ในแถว {row} แล้ว แต่บอกไว้ไม่เหมือนกัน",
            remedy="แก้ให้ตรงกัน หรือเว้นแถวนี้ไว้",
            code=row.item,
            row=first.origin.seen_from(row.origin),
        ),
    )


def _given(row: ItemRemarkRow, old: AssessorRemark | None) -> dict[str, Any]:
    """Return the fields that a row gives; what it leaves empty stays."""
    given: dict[str, Any] = {
        name: value for name in ("day", "answer", "mend", "proof") if (value := getattr(row, name))
    }
    state = old.state if old is not None else RemarkState.OPEN
    given["state"] = (
        row.state if row.state is not None else state_after(state, row.answer, row.mend)
    )
    return given


def _key(item: Item, row: ItemRemarkRow) -> str:
    return key(_without_title(item, row.remark))


def _without_title(item: Item, remark: str) -> str:
    """Return a remark without the item's title before it, as lists print it."""
    if not key(remark).startswith(key(item.title)) or key(remark) == key(item.title):
        return remark
    length = len(key(item.title))
    at = next(at for at in range(len(remark) + 1) if len(key(remark[:at])) >= length)
    return remark[at:].lstrip(" :–-\n\t")


def _shown_round(item: Item, remark: AssessorRemark) -> Shown:
    return {
        **_shown(item, remark.text),
        "วันที่": remark.day,
        "คำชี้แจง": remark.answer,
        "การแก้ไข": remark.mend,
        "หลักฐานการแก้ไข": remark.proof,
        "สถานะ": STATE_WORDS[remark.state],
    }


def _shown(item: Item, text: str) -> dict[str, str]:
    return {"ข้อ": item.code, "รายการ": item.title, "ข้อสังเกตของผู้ตรวจ": text}


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
    heads = _heads(source, origins)
    of_survey = (text for text in heads if _WORD in text or heading_key(text) in _DEVIATIONS)
    if (text := next(of_survey, None)) is not None:
        return Remark(None, _OWN, CHOOSE, {"text": one_line(text)})
    values = [value for node, value in scores.items() if node != TOTAL]
    # Scores of at most 1 are told as shares.
    if len(values) >= _LEAST_ANSWERS and 1 < max(values) <= _MOST:
        return Remark(None, _OF_FIVE, CHOOSE)
    return None


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
