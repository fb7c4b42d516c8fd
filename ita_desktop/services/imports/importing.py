"""Imports of lists: a file is read, compared with the year, previewed as a plan, and applied.

An import adds and changes; rows that the file lacks are kept unless ``replace`` is set. An empty
cell changes nothing. Importing the same file twice changes nothing. An import waits its turn: what
others have stored since a plan was made stays, and what the plan is about is as it was.
"""

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from ita_desktop.domain.errors import ConflictError, InputError, Phrase, WorkspaceError
from ita_desktop.domain.records import Record, Unit, text_fields
from ita_desktop.domain.rich import plain
from ita_desktop.domain.text import one_line
from ita_desktop.domain.tracking.entries import Entry
from ita_desktop.domain.year import PLACES, YearData
from ita_desktop.exchange.headings import HeadingFinder, TableHeading
from ita_desktop.exchange.kinds.registry import kind_named
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.kinds.roster import ROSTER, UNTOLD
from ita_desktop.exchange.kinds.worksheet import WORKSHEET
from ita_desktop.exchange.no_data import GROUP_ROW
from ita_desktop.exchange.parsing import Parsed, parse
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.report.offices import without_other_rows
from ita_desktop.exchange.report.results import ReadValue
from ita_desktop.exchange.report.statements import agencies_in
from ita_desktop.exchange.report.years_stated import stated_years
from ita_desktop.exchange.reshaping.rows_of_years import of_year
from ita_desktop.exchange.sheets import DataSheet, Origin, WorkProgress
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.checks.believed import typed_doubts
from ita_desktop.services.imports import by_hand, communication_texts, items, measures, meetings
from ita_desktop.services.imports.analysis import compare_analysis
from ita_desktop.services.imports.calendar import compare_calendar
from ita_desktop.services.imports.communication_texts import compare_communications
from ita_desktop.services.imports.documents import chapters, photos
from ita_desktop.services.imports.documents.own_words import put_own_heads
from ita_desktop.services.imports.draft import CHOOSE, UNDECIDED, Decided, ImportDraft
from ita_desktop.services.imports.evidence.others import with_titles
from ita_desktop.services.imports.found.part import YearSource
from ita_desktop.services.imports.ledger.ledger import left_of_plan, put_of_plan
from ita_desktop.services.imports.letters import compare_letters
from ita_desktop.services.imports.oit import compare_assignments, compare_evidence, compare_filing
from ita_desktop.services.imports.plan import (
    Delete,
    ImportPlan,
    Insert,
    RecordUpdate,
    UnstoredWords,
    Write,
)
from ita_desktop.services.imports.results import taking
from ita_desktop.services.imports.results.taking import plan_results, with_office, with_year
from ita_desktop.services.imports.roster import bodies, people, roster
from ita_desktop.services.imports.roster.people import compare_units
from ita_desktop.services.imports.roster.roster import compare_duties
from ita_desktop.services.imports.surveys import compare_answered, compare_respondents
from ita_desktop.services.imports.tracking import progress, worksheet
from ita_desktop.services.imports.tracking.returned import form_doubts
from ita_desktop.services.imports.tracking.returned_rows import with_return
from ita_desktop.services.result_check import compared_scores, score_remarks
from ita_desktop.services.tracking import counted_from
from ita_desktop.services.years.years import must_be_new
from ita_desktop.settings import today
from ita_desktop.storage import Step
from ita_desktop.storage.files.backups import IMPORT, SEVERAL
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

COMPARE: Final[Mapping[str, Callable[[ImportDraft, Sequence[Any]], None]]] = {
    "remarks": taking.compare,
    "units": compare_units,
    "people": people.compare,
    "roster": roster.compare,
    "duties": compare_duties,
    "orders": bodies.compare,
    "assignments": compare_assignments,
    "evidence": compare_evidence,
    "filing": compare_filing,
    "analysis": compare_analysis,
    "measures": measures.compare,
    "communications": compare_communications,
    "texts": communication_texts.compare,
    "progress": progress.compare,
    "worksheet": worksheet.compare,
    "meetings": meetings.compare,
    "letters": compare_letters,
    "calendar": compare_calendar,
    "respondents": compare_respondents,
    "answered": compare_answered,
    "chapters": chapters.compare,
    "photos": photos.compare,
}
"""What compares the rows of a kind with the year, in the order in which kinds are imported: each
refers only to those before it. Results have no rows, and come first."""

_DOCUMENTS: Final = (".docx", ".docm", ".odt", ".pdf")
"""The ends of names of files that have the pages of a paper."""
_ROWS_PER_CALL = 50
"""Number of rows written between two progress calls."""
_OWN: Final = frozenset(("id", "row_version", "position"))
"""Fields that say nothing of whether two rows are the same."""
_OF_UNIT: Final = frozenset(field.name for field in fields(Unit)) - _OWN


def as_of_now(
    workspace: Workspace, years: Iterable[YearData], writes: Sequence[Write]
) -> Sequence[Write]:
    """Return the ``writes`` with the units that others have made since the plan has read the
    ``years`` in the place of new ones that are the same. Raise ConflictError if the rows that they
    are about have changed: rows that they change, delete or refer to, new rows of what they delete,
    and others' new rows that are the same as their own. What else is typed meanwhile stays."""
    for year in years:
        now = workspace.year(year.year)
        writes = writes if now == year else _with_units_of(year, now, writes)
        if now != year and any(_conflicts(year, now, writes)):
            raise ConflictError(
                "ข้อมูลในแฟ้มเปลี่ยนไปแล้วหลังจากที่ตรวจไฟล์นำเข้า จึงยังไม่ได้นำเข้า",
                remedy="ตรวจไฟล์อีกครั้ง แล้วรับใหม่",
            )
    return writes


def _with_units_of(year: YearData, now: YearData, writes: Sequence[Write]) -> Sequence[Write]:
    known = set(year.units)
    theirs = {unit.name: unit for unit in now.units if unit not in known}
    same: dict[object, str] = {
        made.id: unit.id
        for made in (write.record for write in writes if isinstance(write, Insert))
        if isinstance(made, Unit) and (unit := theirs.get(made.name)) is not None
        if all(getattr(made, name) in {None, "", getattr(unit, name)} for name in _OF_UNIT)
    }
    if not same:
        return writes
    return [_renamed(write, same) for write in writes if write.record.id not in same]


def _renamed(write: Write, same: Mapping[object, str]) -> Write:
    """Return a write that refers to the ids of others' rows instead of its own."""
    if isinstance(write, RecordUpdate):
        return replace(write, fields=_as_same(write.fields, same))
    row = write.record
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    return replace(write, record=replace(row, **_as_same(values, same)))


def _as_same(values: Mapping[str, Any], same: Mapping[object, str]) -> dict[str, Any]:
    return {
        name: same.get(value, value) if isinstance(value, str) else value
        for name, value in values.items()
    }


def _conflicts(year: YearData, now: YearData, writes: Sequence[Write]) -> Iterator[bool]:
    made = [write.record for write in writes if isinstance(write, Insert)]
    touched = {write.record.id for write in writes if not isinstance(write, Insert)}
    deleted = {write.record.id for write in writes if isinstance(write, Delete)}
    referred = {text for record in made for text in _texts(record)}
    yield now.framework != year.framework
    yield year.fiscal_year.id in touched and now.fiscal_year != year.fiscal_year
    for name in dict.fromkeys(PLACES.values()):
        before, after = _rows_of(year, name), _rows_of(now, name)
        if before == after:
            continue
        yield any(after.get(key) != before[key] for key in before.keys() & touched)
        yield not after.keys() >= before.keys() & referred
        for key in after.keys() - before.keys():
            yield not deleted.isdisjoint(_texts(after[key]))
            yield any(_is_same(after[key], record) for record in made)


def _rows_of(year: YearData, name: str) -> dict[str, Record]:
    rows: Collection[Record] = getattr(year, name)
    return {row.id: row for row in rows}


def _texts(record: Record) -> Iterator[str]:
    """Yield the texts of a row: its keys of other rows are among them."""
    values = (getattr(record, field.name) for field in fields(record) if field.name != "id")
    yield from (value for value in values if isinstance(value, str))


def _is_same(row: Record, made: Record) -> bool:
    """Return whether two rows may not both be there, or say the same as far as both say it."""
    if type(row) is not type(made):
        return False
    if row.unique and all(getattr(row, name) == getattr(made, name) for name in row.unique):
        return True
    names = [field.name for field in fields(row) if field.name not in _OWN]
    pairs = [(getattr(row, name), getattr(made, name)) for name in names]
    return all(own == other for own, other in pairs if own and other)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The result of an import."""

    plan: ImportPlan
    label: str
    """The label for undo; empty if nothing was written."""
    backup_problem: WorkspaceError | None = None
    """Why no safety copy could be made before the import."""


def plan_import(
    year: YearData,
    kind: str,
    source: ImportSource,
    decided: Decided = UNDECIDED,
    *,
    others: Sequence[YearData] = (),
    media: Callable[[str], bytes | None] | None = None,
    guessed: bool = False,
    work_progress: WorkProgress | None = None,
) -> ImportPlan:
    """Return what importing the tables of ``source`` into ``year`` would do. Nothing is written.

    ``others`` are the other years of the workspace: people and units used there are not removed,
    and only the newest year's roster updates where people work. An unknown name for which nothing
    is ``decided`` is left out of its row unless it is clearly a new unit's. ``media`` returns
    stored files by key; ``guessed`` if nobody named the year. All changes are selected, except
    those in conflict with somebody else's and those for which there is a reason
    (:attr:`ImportPlan.reasons`). Raises InputError if there is no such table or the kind is
    unknown.
    """
    wanted = kind_named(kind)
    work_progress = work_progress or WorkProgress()
    sheets = source.sheets
    words = by_hand.office_words(year)
    finder = HeadingFinder(wanted, words)
    parsed = parse(
        wanted,
        [items.with_every_item(sheet, finder, year.framework) for sheet in sheets],
        fiscal_year=year.year,
        columns=source.columns.get(kind, ()),
        given={"body": UNTOLD} if kind == ROSTER.name else None,
        work_progress=work_progress,
        words=words,
    )
    draft = ImportDraft(
        year,
        others,
        decided,
        work_progress,
        source,
        skipped=list(parsed.skipped),
        flaws=list(parsed.flaws),
        headings=parsed.headings,
        remembered=by_hand.answers_about_names(year),
        media=media or (lambda _key: None),
    )
    draft.warnings.extend(parsed.doubts)
    scores = tuple(compared_scores(year, others, parsed.scores))
    typed = typed_doubts(year, others, wanted.title, scores)
    draft.warnings.extend(score_remarks(scores))
    rows, titled = with_titles(draft, kind, parsed.rows, by_title=decided.by_title)
    rows = items.with_answered_items(draft, rows)
    COMPARE[kind](draft, rows)
    leave_abridged_unticked(draft)
    own_rows = len(draft.changes)
    if not source.form and (not draft.skipped or draft.changes or draft.kept or draft.stands):
        groups = _groups(parsed, sheets)
        is_document = parsed.source.lower().endswith(_DOCUMENTS)
        put_own_heads(
            draft,
            wanted,
            parsed.headings,
            parsed.titles,
            groups,
            is_document=is_document,
            has_scores=bool(parsed.scores),
        )
    if not decided.by_title:
        items.leave_swapped_unticked(draft, (getattr(row, "measure", row) for row in rows))
    for why in dict.fromkeys(sheet.why_waits for sheet in sheets if sheet.why_waits):
        waiting = {sheet.name for sheet in sheets if sheet.why_waits == why}
        origins = (origin for origin in draft.headings if origin.sheet in waiting)
        draft.leave_unticked(origins, why, CHOOSE)
    _leave_words(draft, own_rows)
    headings = {id(each): each for each in parsed.headings.values()}.values()
    remembered = _remembered_columns(headings)
    unread = (name for name in parsed.ignored_columns if name not in remembered)
    draft.skipped.sort(key=_row_of)
    draft.flaws.sort(key=_row_of)
    plan = draft.plan(
        wanted,
        parsed.source,
        ignored_columns=tuple(unread),
        aside=parsed.aside,
        remembered_columns=remembered,
        read={origin: heading.read for origin, heading in parsed.headings.items()},
        titled=titled,
        scores=scores,
        doubts=typed.new,
        mended=typed.mended,
        heads=frozenset[str]().union(*(each.texts - {*each.ignored} for each in headings)),
    )
    named = (ReadValue(name, at) for text, at in parsed.titles for name in agencies_in(text))
    plan = with_office(plan, named)
    return with_year(plan, stated_years(text for text, _ in parsed.titles)) if guessed else plan


def _row_of(remark: Remark) -> tuple[str, int]:
    return remark.sheet, remark.row or 0


def _leave_words(draft: ImportDraft, own_rows: int) -> None:
    """Leave the words of a paper, planned behind its ``own_rows``, as its rows are left: of what is
    not taken nothing is stored."""
    rows = [each for each in draft.changes[:own_rows] if each.origins]
    words = draft.changes[own_rows:]
    left = frozenset[Origin]().union(*(origins for _, origins, _ in draft.unticked))
    if rows and not draft.kept and all(left.intersection(each.origins) for each in rows):
        remark, origins, consent = draft.unticked[0]
        origins |= {origin for each in words for origin in each.origins}
        draft.unticked[0] = remark, origins, consent


def _groups(parsed: Parsed[object], sheets: Sequence[DataSheet]) -> Sequence[tuple[str, Origin]]:
    """Return the rows that only name a group, with their places."""
    places = {remark.origin for remark in parsed.aside if remark.why == GROUP_ROW}
    rows = ((Origin(sheet.name, row.number), row) for sheet in sheets for row in sheet.rows)
    return [(" ".join(map(str, row.values)), origin) for origin, row in rows if origin in places]


def _remembered_columns(headings: Iterable[TableHeading]) -> Mapping[str, str]:
    """Return the fields of the columns that are read by a former answer, by heading."""
    found: dict[str, str] = {}
    for heading in headings:
        if heading.remembered:
            fields = {text: name for name, text in heading.headings.items()}
            found |= {one_line(text): fields.get(text, "") for text in heading.remembered}
    return found


def plan_source(
    workspace: YearSource,
    year: int | None,
    kind: str,
    source: ImportSource,
    decided: Decided = UNDECIDED,
    *,
    stated: int | None = None,
    shown: int | None = None,
    work_progress: WorkProgress | None = None,
) -> ImportPlan:
    """:func:`plan_import` of a file or pasted table into the Buddhist fiscal ``year`` of a
    workspace. Without a year, a result is imported into the year that it states, or that is
    ``stated`` around it, everything else into the year ``shown``, by default the newest.

    Raises InputError if there is no such table or year, and whatever ``work_progress`` raises.
    """
    known = [fiscal_year.year for fiscal_year in workspace.years()]
    shown = shown or max(known, default=None)
    office = workspace.organisation()
    source = without_other_rows(source, office.name) if office is not None else source
    meant = year or stated or shown
    if meant in known:
        source = items.with_codes_of_measures(source, workspace.year(meant))
    source, of_others = of_year(source, meant) if meant is not None else (source, ())
    if kind == RESULTS.name:
        plan = plan_results(
            workspace,
            source,
            asked=year,
            stated=stated,
            shown=shown,
            replace=decided.replace,
            work_progress=work_progress,
        )
        return dataclasses.replace(
            _with_put(plan.with_warnings(source.remarks), source),
            skipped=(*plan.skipped, *of_others),
        )
    asked, year = year, year or shown
    if year is None:
        raise InputError("แฟ้มนี้ยังไม่มีปีงบประมาณ", remedy="เปิดในโปรแกรมแล้วเพิ่มปี")
    data = workspace.year(year)
    others = [workspace.year(number) for number in known if number != year]
    if source.own_list is not None:
        # Its services are needed by such a file alone.
        from ita_desktop.services.list_comparing import plan_list

        draft = ImportDraft(
            data,
            others,
            decided,
            work_progress or WorkProgress(),
            remembered=by_hand.answers_about_names(data),
        )
        return plan_list(source.own_list, source.sheets, draft).with_warnings(source.remarks)
    plan = plan_import(
        data,
        kind,
        source,
        decided,
        others=others,
        media=workspace.media,
        guessed=asked is None and not source.form,
        work_progress=work_progress,
    )
    plan = plan.with_warnings((*source.remarks, *form_doubts(plan.base, source.form)))
    remembered = by_hand.to_remember(plan, source, decided.answers)
    plan = dataclasses.replace(
        plan, answers=remembered, form=source.form, skipped=(*plan.skipped, *of_others)
    )
    plan = _with_put(plan, source)
    if kind != WORKSHEET.name:
        return plan
    plan = dataclasses.replace(plan, came=_came(source, plan))
    # Forms are taken in by the dozen, without a preview of each.
    found = left_of_plan(source, plan)
    left = tuple(
        UnstoredWords(each.remark, each.column, each.text, each.cell or each.text)
        for each in found
        if each.is_aside or not each.why
    )
    told = (*plan.warnings, *(each.remark for each in left))
    return dataclasses.replace(plan, warnings=told, left=left)


def _with_put(plan: ImportPlan, source: ImportSource) -> ImportPlan:
    """Return the plan with what a person has put into its rows, as far as these say it: that alone
    is remembered."""
    plan = dataclasses.replace(plan, put=put_of_plan(source, plan))
    return dataclasses.replace(plan, answers=(*plan.answers, *by_hand.put_texts(source, plan)))


def _came(source: ImportSource, plan: ImportPlan) -> Mapping[Origin, tuple[tuple[str, str], ...]]:
    """Return the filled cells of the rows of a form."""
    found = {}
    for origin, places in plan.unread.items():
        texts = ((place.heading, source.text_of(origin, place.index)) for place in places)
        found[origin] = tuple((heading, text) for heading, text in texts if text)
    return found


def apply_import(
    workspace: Workspace, plan: ImportPlan, progress: Step | None = None
) -> ImportResult:
    """Write the selected changes of a plan as one unit of work, after making a safety copy.

    ``progress`` is called with row counts. Raises ConflictError if what it changes was changed
    since the plan was made, WorkspaceError if it cannot be written, and whatever ``progress``
    raises; nothing is written then.
    """
    label, problem = write_all(workspace, [plan], all_writes(workspace, plan), progress=progress)
    return ImportResult(plan, label, problem)


def all_writes(workspace: Workspace, plan: ImportPlan) -> list[Write]:
    """Return the writes of a plan's selected changes with what follows from them: the rows of a new
    year, the start of counting with the year's first entries, and that a form came back."""
    day = workspace.shown_day or today()
    writes = with_return(plan, plan.writes(), day)
    if not writes:
        return []
    made = [write.record for write in writes if isinstance(write, Insert)]
    entries = [record for record in made if isinstance(record, Entry)]
    begin = counted_from(plan.base, entries, day)
    base = plan.base
    return [
        *map(Insert, plan.new_rows),
        *writes,
        *([RecordUpdate(base.fiscal_year, {"counts_from": begin})] if begin is not None else ()),
    ]


def write_all(
    workspace: Workspace,
    plans: Sequence[ImportPlan],
    writes: Sequence[Write],
    *,
    before: Iterable[YearData] | None = None,
    progress: Step | None = None,
) -> tuple[str, WorkspaceError | None]:
    """Write what ``plans`` were made for as one unit of work, after making a safety copy; return
    its label, empty if there is nothing to write, and why there is no copy, if so. ``before`` are
    the years that the plans were made on, by default their own. Raises as :func:`apply_import`."""
    if not writes:
        return "", None
    for plan in plans:
        if plan.adds_year:
            must_be_new(workspace, plan.base.year)
    if before is None:
        before = [plan.base for plan in plans if not plan.adds_year]
    seen = tuple(before)
    as_of_now(workspace, seen, writes)
    label, problem = _label(plans), None
    names = {plan.kind for plan in plans}
    try:
        workspace.copies.make(IMPORT + (names.pop() if len(names) == 1 else SEVERAL), progress)
    except WorkspaceError as error:
        # The import can be undone, so a failed safety copy is only reported.
        problem = workspace.copies.problem = error
    with workspace.change(label.template, **label.fields) as change:
        writes = as_of_now(workspace, seen, writes)  # others had their turns before this one
        for done, write in enumerate(writes):
            if progress is not None and done % _ROWS_PER_CALL == 0:
                progress(done, len(writes), "")
            _make(change, write)
    return label, problem


def _make(change: Change, write: Write) -> None:
    if isinstance(write, Insert):
        if write.content is not None:
            change.keep(write.content())
        change.insert(write.record)
    elif isinstance(write, Delete):
        change.delete(write.record)
    else:
        change.update(write.record, **write.fields)


def _label(plans: Sequence[ImportPlan]) -> Phrase:
    files = tuple(dict.fromkeys(plan.source for plan in plans))
    count = sum(plan.added + plan.changed + plan.removed for plan in plans)
    source: str = files[0]
    if len(files) > 1:
        source = Phrase("{file} และอีก {count} ไฟล์", file=files[0], count=len(files) - 1)
    if len(plans) == 1:
        text = "นำเข้า{title} จาก {source} ({count} รายการ)"
        return Phrase(text, title=Phrase(plans[0].title), source=source, count=count)
    text = "นำเข้า {parts} อย่าง จาก {source} ({count} รายการ)"
    return Phrase(text, parts=len(plans), source=source, count=count)


_LONG: Final = 30
"""Letters of a text that says more than a name."""
_ABRIDGED: Final = "“{old}” จะถูกแทนด้วยข้อความที่สั้นกว่ามาก “{new}”"


def leave_abridged_unticked(draft: ImportDraft) -> None:
    """Leave rows unticked that replace what is written in words by less than half of it: files of
    others name in short what the year has at length. What is ours, or a unit's answer, is meant."""
    if draft.is_replacement or draft.source.form or draft.source.paper:
        return
    for change in draft.changes:
        for old, new in abridged(change.writes):
            draft.leave_unticked(change.origins, _ABRIDGED, CHOOSE, old=old, new=new)


def abridged(writes: Iterable[Write]) -> Iterator[tuple[str, str]]:
    """Yield the texts that writes replace by much shorter ones, and these."""
    for write in writes:
        if not isinstance(write, RecordUpdate):
            continue
        for name in {*text_fields(type(write.record))} - {"title"}:  # names are as long as they are
            old = one_line(plain(getattr(write.record, name)))
            new = one_line(plain(write.fields.get(name) or ""))
            if 0 < 2 * len(new) < len(old) and len(old) >= _LONG:
                yield old, new
