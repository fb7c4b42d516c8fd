"""Imports an official result into its year, which is added if it does not exist."""

from collections.abc import Sequence
from dataclasses import replace as replaced

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import Record
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.report.offices import own_part
from ita_desktop.exchange.report.reading import read_results
from ita_desktop.exchange.report.results import Results
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.imports.draft import ImportDraft
from ita_desktop.services.imports.new_years import ADDED, new_year
from ita_desktop.services.imports.plan import ImportPlan
from ita_desktop.services.imports.results import comparison
from ita_desktop.services.imports.results.consents import with_office, with_official
from ita_desktop.services.imports.results.own_scores import without_own_scores
from ita_desktop.services.imports.results.rows import PART
from ita_desktop.services.imports.year_source import YearSource
from ita_desktop.services.results.doubts import new_doubts

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
) -> ImportPlan:
    """:func:`plan_results` for one year; ``guessed`` if the result does not state the year,
    ``new_rows`` are those that add it."""
    draft = ImportDraft(base, (), replace, WorkProgress())
    if new_rows:
        draft.warn(None, ADDED, year=base.year)
    if guessed:
        draft.warn(
            None,
            "ไฟล์นี้ไม่บอกว่าเป็นผลของปีใด จะลงในปี {year}",
            "ตรวจว่าเป็นผลของปี {year} จริง",
            year=base.year,
        )
    comparison.compare(draft, results)
    plan = ImportPlan(
        kind=RESULTS.name,
        title=RESULTS.title,
        source=results.source,
        base=base,
        changes=tuple(draft.changes),
        unchanged=draft.compared(),
        skipped=tuple(draft.skipped),
        warnings=tuple(draft.warnings),
        accepted=draft.accepted(),
        shared=draft.shared,
        ignored_columns=results.ignored_columns,
        aside=(*results.aside, *draft.aside),
        flaws=tuple(draft.flaws),
        new_rows=tuple(new_rows),
        grouped_by=PART,
        doubts=tuple(new_doubts(base, draft.doubtful)),
    )
    return with_office(with_official(plan), results.agencies)


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
            remedy="นำเข้าโดยไม่ระบุปี หรือระบุ --year {year}",
            year=year,
            place=described[0].origin.place,
            asked=asked,
        )
    return year
