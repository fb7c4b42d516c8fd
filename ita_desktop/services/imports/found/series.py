"""Plans the parts of files one after another, and writes all of them as one unit of work."""

from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from ita_desktop.domain.errors import InputError, ItaError, Phrase, WorkspaceError, joined
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.blocks import Table
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import CancelledError, WorkProgress
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.imports.by_hand import column_answers, used_answers
from ita_desktop.services.imports.draft import Decided
from ita_desktop.services.imports.evidence.others import other_list
from ita_desktop.services.imports.evidence.seen import known_of
from ita_desktop.services.imports.found.part import NOT_SURE, Part, Removals, change_key
from ita_desktop.services.imports.found.planned_years import (
    NewYear,
    PlannedYears,
    YearsWith,
    new_year,
    year_after,
)
from ita_desktop.services.imports.importing import COMPARE, all_writes, plan_source, write_all
from ita_desktop.services.imports.ledger.entries import NOT_TAKEN, NOT_TICKED, LedgerPart, LeftText
from ita_desktop.services.imports.ledger.ledger import left_of
from ita_desktop.services.imports.plan import OTHER_LIST, Action, Consent, ImportPlan, Write
from ita_desktop.services.imports.results.taking import OF_YEAR, with_year
from ita_desktop.storage import Step
from ita_desktop.storage.workspace import Workspace

_SEXES: Final = ("ชาย", "หญิง")
_BY_SEX: Final = Phrase(
    "จำนวนคนตามเพศ ไม่มีหน่วยหรือกลุ่มที่จะเก็บ · พิมพ์ยอดรวมที่หน้า “แบบสำรวจ” คอลัมน์ “จำนวนคน” หรือ “ตอบแล้ว”"
)
_ORDER: Final = (RESULTS.name, *COMPARE)
"""The order in which kinds are imported. Results come first, because they add the years that a
workspace lacks."""


@dataclass(frozen=True)
class PlannedPart:
    """A part with its plan, on the year as the parts before it leave it."""

    part: Part
    plan: ImportPlan | None = None
    """None if its kind is unknown, or it cannot be planned."""
    problem: ItaError | None = None
    """Why it cannot be planned."""
    writes: tuple[Write, ...] = ()
    """What it writes; nothing if it is not wanted."""
    doubts: tuple[Remark, ...] = ()
    """What to check about it, its rows included."""

    @property
    def is_incomplete(self) -> bool:
        """Whether something of it is not imported."""
        plan = self.plan
        if plan is None:
            return not self.part.is_text
        return bool(plan.skipped or plan.flaws)

    @property
    def for_ledger(self) -> LedgerPart:
        """It as its content is accounted for: if what it says is new, or another office's, and not
        wanted, why, and what on the command line would take it."""
        part, plan = self.part, self.plan
        if plan is None:
            return LedgerPart(part.source, None, self._why_none)
        # The figures of another office are hers, even if ours are the same.
        if part.is_wanted or not (plan.changes or part.belief.office):
            return LedgerPart(part.source, plan)
        why = joined(NOT_TICKED, *(reason.text for reason in part.belief.against))
        needs = (self.command,) if part.consent is None else self._options
        return LedgerPart(part.source, None, why, needs)

    @property
    def _why_none(self) -> str:
        """Why it has no plan."""
        if self.problem is not None:
            return str(self.problem)
        # A table with the headings of a kind is told why it is none, before anything else.
        if self.part.belief.is_refused:
            return self.part.doubts[0].why
        rows = (row for sheet in self.part.source.sheets for row in sheet.rows)
        cells = {key(str(value)) for row in rows for value in row.values}
        return _BY_SEX if cells.issuperset(_SEXES) else NOT_TAKEN

    @property
    def command(self) -> str:
        """What on the command line imports it with all of its rows, if it is not wanted."""
        year = self.plan.base.year if self.plan is not None else None
        how = "auto SOURCE" if self.part.consent else f"{self.part.kind} SOURCE --year {year}"
        return " ".join(("import FILE", how, *self._options))

    @property
    def _options(self) -> tuple[str, ...]:
        if self.part.is_version:
            return tuple(f'--sheet "{sheet.name}"' for sheet in self.part.source.sheets[:1])
        if self.plan is None:
            return ()
        own = [self.part.consent] if self.part.consent else []
        return self.plan.options((*own, *self.plan.missing_consents))


@dataclass(frozen=True)
class ImportSeries:
    """The parts of files in the order of the files, planned one after another."""

    parts: tuple[PlannedPart, ...]
    before: tuple[YearData, ...]
    """The years of the workspace that the plans were made on."""

    @property
    def writes(self) -> tuple[Write, ...]:
        """All that is to be written, in order."""
        return tuple(write for planned in self._in_order() for write in planned.writes)

    @property
    def taken(self) -> tuple[PlannedPart, ...]:
        """The parts that change something, in the order in which they are written."""
        return tuple(planned for planned in self._in_order() if planned.writes)

    @cached_property
    def left(self) -> tuple[LeftText, ...]:
        """What of the files stands nowhere after the selected changes of the wanted parts."""
        return tuple(self.left_in({planned.part.file for planned in self.parts}))

    def left_by(self, key: int, source: ImportSource, plan: ImportPlan) -> tuple[LeftText, ...]:
        """Return what the part of this ``key`` leaves with this ``source`` and ``plan``: of its
        rows, or of a paper of its lines, what the other parts do not take."""
        (own,) = (planned for planned in self.parts if planned.part.key == key)
        part = replace(own.part, source=source, is_taken=True)
        taken = replace(own, part=part, plan=plan, writes=tuple(plan.writes()))
        parts = tuple(taken if planned is own else planned for planned in self.parts)
        rows = {(sheet.name, row.number) for sheet in source.sheets for row in sheet.rows}
        tables = {block.sheet.name for block in source.given if isinstance(block, Table)}
        has_lines = tables.isdisjoint(sheet for sheet, _ in rows)
        return tuple(
            left
            for left in replace(self, parts=parts).left_in({part.file})
            if (has_lines if left.origin is None else (left.origin.sheet, left.origin.row) in rows)
        )

    def left_in(self, wanted: Container[int]) -> Iterator[LeftText]:
        """Yield what is left of the files of these indices."""
        written, bases = self.writes, dict[int, YearData]()
        files: dict[int, list[LedgerPart]] = {}
        for planned in self.parts:
            part = planned.for_ledger
            files.setdefault(planned.part.file, []).append(part)
            if part.plan is not None:
                bases[part.plan.base.year] = part.plan.base
        years = [year_after(base, written) for base in bases.values()] or list(self.before)
        for file, parts in files.items():
            if file in wanted:
                yield from left_of(parts, years)

    def _in_order(self) -> list[PlannedPart]:
        return sorted(self.parts, key=lambda planned: _place(planned.part))


def plan_parts(
    workspace: Workspace,
    parts: Sequence[Part],
    *,
    shown: int | None = None,
    work_progress: WorkProgress | None = None,
    consents: Collection[Consent] = (),
) -> ImportSeries:
    """Plan each part on the year as the parts before it would leave it; parts that are not wanted
    are planned, too, but change nothing for the others. Nothing is written.

    A part is for the Buddhist fiscal year that a person chose, else that it states, else the year
    ``shown``, by default the newest. Removals are never selected, and what is not selected by
    itself only with its ``consents``; a year that a person chose for one part is a yes to it for
    all that state it. What cannot be planned has its problem. Raises whatever ``work_progress``
    raises.
    """
    work_progress = work_progress or WorkProgress()
    years = PlannedYears(workspace, _asked(parts))
    shown = shown or max((year.year for year in workspace.years()), default=None)
    found: dict[int, PlannedPart] = {}
    parts = [part.taken() if part.consent in consents else part for part in parts]
    for done, part in enumerate(sorted(parts, key=_place)):
        work_progress.at(done, len(parts), every=1)
        found[part.key] = _planned(workspace, years, part, shown, work_progress, consents)
        planned = found[part.key]
        if planned.plan is not None and planned.writes:
            years.apply(planned.plan.base, planned.writes)
    if any(part.source.paper for part in parts) and not any(each.plan for each in found.values()):
        for record in workspace.years():  # which one a paper of ours prints, nothing says
            years.year(record.year)
    return ImportSeries(tuple(found[part.key] for part in parts), tuple(years.before.values()))


def _asked(parts: Iterable[Part]) -> list[int]:
    """Return the years that a person chose for parts."""
    return [part.asked_year for part in parts if part.is_wanted and part.asked_year is not None]


def paired(part: Part) -> Part:
    """Return a part with the items that the titles of its rows name, which is a yes for these."""
    part = replace(part, is_by_title=True)
    return part.taken() if _is_paired(part) else replace(part, is_taken=False)


def _is_paired(part: Part) -> bool:
    """Return whether the titles of an office's own list name its items, whatever its codes."""
    return part.is_by_title and not part.belief.office


def plan_part(
    years: PlannedYears,
    part: Part,
    *,
    shown: int | None,
    work_progress: WorkProgress | None = None,
) -> ImportPlan:
    """Plan one part on ``years``. Raises InputError if it cannot be planned."""
    is_result = part.kind == RESULTS.name
    begun = _begun(years, part)
    plan = plan_source(
        years if begun is None else YearsWith(years, begun.data),
        part.asked_year if is_result else part.asked_year or part.year,
        part.kind,
        part.source,
        Decided(
            part.removals is not Removals.NONE,
            part.removals is Removals.LISTED,
            part.is_by_title,
            part.body,
            part.unit,
            part.answers,
        ),
        stated=part.year if is_result else None,
        shown=shown,
        work_progress=work_progress,
    )
    if part.removals is not Removals.SELECTED:
        plan = plan.without_removals()
    if begun is not None:
        plan = replace(plan, new_rows=begun.rows)
    plan = _of_its_year(_as_other_list(plan, part), part, years, shown)
    if part.asked_year is not None and part.year is not None:
        plan = with_year(plan, {part.year}, asked=True)
    ticked = {change.key for change in plan.changes} if part.is_decided else plan.accepted
    left = {change.key for change in plan.changes if change_key(change) in part.left_out}
    return plan.accept(ticked - left).with_warnings(part.doubts)


def waiting(plan: ImportPlan, part: Part) -> ImportPlan:
    """Return the plan of a part that is not ticked because of what it may be with no change
    selected, and that first of its reasons."""
    told = next((doubt for doubt in part.doubts if doubt.template == NOT_SURE), None)
    if part.is_taken or part.is_decided or _is_paired(part) or told is None:
        return plan
    keys = [change.key for change in plan.changes]
    return plan.with_reason(part.consent or Consent.UNTICKED, told, keys)


def _as_other_list(plan: ImportPlan, part: Part) -> ImportPlan:
    """Return the plan of a part that calls its items otherwise than the year with no change
    selected unless a person ticked the part, and why. A kind that a person names is no yes for
    that: what is read as the year's items is of another list."""
    if part.is_by_title or not plan.titled:
        return plan
    pairs = [(row.code, row.title) for row in plan.titled if row.title]
    argument = other_list(pairs, plan.base.framework, known_of(plan.base))
    if argument is None:
        return plan
    if not argument.is_of_list:  # they may be hers
        if not part.is_taken and argument in part.belief.against:
            return plan  # that it is not sure for this is told
        text = argument.text
        fields = {**text.fields, "year": plan.base.year}
        return plan.with_warnings((Remark(None, text.template, OF_YEAR, fields),))
    remark = Remark(None, OTHER_LIST, "", {"why": argument.text})
    if part.is_taken and not part.belief.is_sure:
        return plan.with_warnings((remark,))
    keys = [change.key for change in plan.changes if change.action is not Action.REMOVE]
    figures = part.kind == RESULTS.name and argument.is_of_others
    consent = Consent.OTHER_OFFICE if figures else Consent.BY_TITLE
    plan = plan.with_reason(consent, remark, keys)
    # It says more than what is said of single rows.
    order = list(Consent)
    reasons = sorted(
        plan.reasons, key=lambda each: (order.index(each.consent), each.remark != remark)
    )
    return replace(plan, reasons=tuple(reasons)).with_warnings(())


_ADDED: Final = "แฟ้มนี้ยังไม่มีปีงบประมาณ {year} จะเพิ่มปีนี้ให้พร้อมกัน เลิกทำได้ในครั้งเดียว"
_NO_YEAR: Final = "แฟ้มนี้ยังไม่มีปีงบประมาณ {year}"
_ADD_YEAR: Final = "ถ้าเลือก จะเพิ่มปีนี้ให้พร้อมกัน เลิกทำได้ในครั้งเดียว"
_OVER: Final = "ปี {year} สิ้นสุดแล้ว และแฟ้มนี้มีปีถัดมาแล้ว แถวที่เปลี่ยนของเดิมต้องเลือกเอง"


def _of_its_year(
    plan: ImportPlan, part: Part, years: PlannedYears, shown: int | None
) -> ImportPlan:
    """Return the plan without changes selected that make a year, unless it is the result that says
    so, without a doubt, and that the next year, which the file has, builds on, and without those
    that change what stands in a year that is over and has been followed by another: nobody has
    asked for either. What the program sent out itself comes back to where it was."""
    year, known = plan.base.year, [record.year for record in years.years()]
    fields = {"year": year}
    if plan.adds_year:
        is_stated = part.belief.is_sure and not part.is_of_name
        is_basis = part.kind == RESULTS.name and year + 1 in known and is_stated
        if not known or is_basis or year in {part.asked_year, shown, *years.asked}:
            return plan.with_warnings((Remark(None, _ADDED, "", fields),))
        keys = [change.key for change in plan.changes]
        return plan.with_reason(Consent.NEW_YEAR, Remark(None, _NO_YEAR, _ADD_YEAR, fields), keys)
    is_own = part.source.form or part.source.own_list is not None
    # An official figure has its own reason already.
    if is_own or part.kind == RESULTS.name or part.asked_year == year:
        return plan
    is_new = year not in years.before  # a part before has added it
    if is_new or not plan.base.is_over(years.day) or year == max(known):
        return plan
    keys = [change.key for change in plan.changes if change.action is Action.CHANGE]
    return plan.with_reason(Consent.UNTICKED, Remark(None, _OVER, OF_YEAR, fields), keys)


def _begun(years: PlannedYears, part: Part) -> NewYear | None:
    """Return the year that a part states if the workspace lacks it and a framework fits; a form is
    of a year that sent it, and results add theirs themselves."""
    year = part.asked_year or part.year
    known = {record.year for record in years.years()}
    if year is None or year in known or part.source.form or part.kind == RESULTS.name:
        return None
    try:
        begun = new_year(years, year)
    except InputError:
        return None
    return begun._replace(data=years.with_shared(begun.data))


def years_before(workspace: Workspace, series: ImportSeries, key: int) -> PlannedYears:
    """Return the years as the parts before the one of this ``key`` leave them."""
    years = PlannedYears(workspace, _asked(planned.part for planned in series.parts))
    part = next(planned.part for planned in series.parts if planned.part.key == key)
    for planned in series.taken:
        if planned.plan is not None and _place(planned.part) < _place(part):
            years.apply(planned.plan.base, planned.writes)
    return years


def apply_series(
    workspace: Workspace, series: ImportSeries, progress: Step | None = None
) -> WorkspaceError | None:
    """Write the selected changes of all wanted parts as one unit of work, after making one safety
    copy; return why there is no copy, if so.

    Raises ConflictError if what they change was changed since they were made, WorkspaceError if it
    cannot be written, and whatever ``progress`` raises; nothing is written then.
    """
    plans = [planned.plan for planned in series.taken if planned.plan is not None]
    _, problem = write_all(workspace, plans, series.writes, before=series.before, progress=progress)
    return problem


def _place(part: Part) -> tuple[int, int, int]:
    kind = _ORDER.index(part.kind) if part.kind else len(_ORDER)
    return kind, part.asked_year or part.year or 0, part.key


def _planned(
    workspace: Workspace,
    years: PlannedYears,
    part: Part,
    shown: int | None,
    work_progress: WorkProgress,
    consents: Collection[Consent],
) -> PlannedPart:
    if not part.kind:
        return PlannedPart(part, doubts=part.doubts)
    try:
        plan = plan_part(
            years, part, shown=shown, work_progress=WorkProgress(cancelled=work_progress.cancelled)
        ).with_consents(consents)
        writes = tuple(all_writes(workspace, plan)) if part.is_wanted else ()
    except InputError as error:
        if isinstance(error, CancelledError):
            raise
        return PlannedPart(part, problem=error, doubts=part.doubts)
    return PlannedPart(part, plan, None, writes, tuple(_doubts(part, plan, shown)))


def _doubts(part: Part, plan: ImportPlan, shown: int | None) -> Iterator[Remark]:
    """Yield what to check, why it is not selected first: another year than the one shown, former
    answers that are used, the plan's warnings, cells and columns that are not read."""
    told: list[Remark] = []
    if shown is not None and plan.base.year != shown and part.asked_year is None:
        text = "เป็นของปี {year} จึงลงในปี {year} ไม่ใช่ปี {shown}"
        fields = {"year": plan.base.year, "shown": shown}
        told.append(Remark(None, text, "ตรวจว่าเป็นของปี {year} จริง", fields))
    if used := used_answers(plan):
        answers = joined(*(answer.phrase for answer in used))
        told.append(Remark(None, "ใช้คำตอบที่จำไว้: {answers}", "", {"answers": answers}))
    if not part.is_decided and (given := column_answers(part.source, part.kind)):
        names = " · ".join(answer.text for answer in given.values())
        told.append(Remark(None, "ใช้คำตอบที่ให้ไว้ก่อนหน้านี้: {names}", "", {"names": names}))
    reasons = [reason.remark for reason in plan.reasons]
    yield from sorted(
        (*told, *plan.warnings),
        key=lambda each: (each not in reasons, each.template != NOT_SURE),
    )
    yield from plan.flaws
    if plan.added_units:
        names = " · ".join(plan.added_units)
        yield Remark(None, "จะเพิ่มหน่วยใหม่ {names}", "ตรวจว่าไม่ใช่หน่วยที่มีอยู่แล้ว", {"names": names})
    if plan.added_people:
        names = " · ".join(plan.added_people)
        text = "จะเพิ่มในทะเบียนบุคลากร {names}"
        yield Remark(None, text, "ตรวจว่าเป็นบุคลากรของเขต", {"names": names})
    if plan.ignored_columns:
        names = " · ".join(plan.ignored_columns)
        yield Remark(None, "ไม่ได้อ่านคอลัมน์ {names}", "ตรวจว่าไม่ต้องใช้", {"names": names})
