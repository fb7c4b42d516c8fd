"""import auto: whatever is in files and folders, each part to its kind.

What an import leaves, as lines.
"""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from ita_desktop.cli.output import DONE, DONE_WITH_FINDINGS, ProgressOutput, echo, echo_json, opened
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.kinds.registry import KIND_TITLES
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import WorkProgress, column_letter
from ita_desktop.i18n import in_language, language, sentence, tr, translated
from ita_desktop.services.imports.found.part import Part, Removals
from ita_desktop.services.imports.found.reading import find_in, of_sheets
from ita_desktop.services.imports.found.series import (
    ImportSeries,
    PlannedPart,
    apply_series,
    paired,
    plan_parts,
)
from ita_desktop.services.imports.ledger.entries import NOT_TICKED, LeftText
from ita_desktop.services.imports.plan import (
    OTHER_LIST,
    Action,
    Consent,
    ImportPlan,
    PlanCell,
    PlannedChange,
)
from ita_desktop.services.several_units import UnitChange, changes_of_years, words_of

AUTO = "auto"
UNTICKED = "ไม่ได้เลือกไว้ {count} รายการ จึงไม่ได้นำเข้า"


def print_left(left: Iterable[LeftText]) -> None:
    """What nothing took, whole: a line of text, or the cells of a column of which the same is
    known."""
    unknown = sorted((each for each in left if not each.why), key=_column)
    for (source, sheet, column, note), cells in groupby(unknown, _column):
        places = {"source": source, "sheet": in_language(sheet)}
        if column < 0:
            for cell in cells:
                at = in_language(cell.place)
                text = tr("ไม่ได้เก็บข้อความใน {source} {place}", source=source, place=at).rstrip()
                echo(f"{text}: “{_text(cell)}”")
            continue
        texts = (
            tr("แถว {row} “{text}”", row=cell.origin.row, text=_text(cell))
            for cell in cells
            if cell.origin is not None
        )
        words = tr(
            "ไม่ได้เก็บ {source} {sheet} คอลัมน์ {column}", column=column_letter(column), **places
        )
        echo(f"{' · '.join(filter(None, (words, translated(note))))}: {' · '.join(texts)}")


def _column(left: LeftText) -> tuple[str, str, int, str]:
    sheet = left.origin.sheet if left.origin is not None else ""
    return left.source, sheet, -1 if left.column is None else left.column, left.note


def _text(left: LeftText) -> str:
    text = " ".join(left.text.split())
    if not left.cell:
        return text
    return tr("{text}” ของ “{cell}", text=text, cell=" ".join(left.cell.split()))


def import_auto(args: argparse.Namespace) -> int:
    """Imports all that is found; a part of which nothing is known is reported."""
    with opened(args.file, read_only=args.dry_run) as workspace, ProgressOutput() as progress:
        work_progress = WorkProgress(progress.show)
        known = [year.year for year in workspace.years()]
        shown = args.year or max(known, default=None)
        year = workspace.year(shown) if shown in known else None
        found = find_in(args.source, year, work_progress)
        for error in found.refused:
            raise error
        if not found.sources:
            raise InputError(
                "ไม่พบไฟล์ที่อ่านได้", where=str(args.source[0]), remedy="ตรวจว่าเลือกโฟลเดอร์ถูก"
            )
        parts = [
            paired(part) if args.by_title and part.belief.is_other_list else part
            for part in (of_sheets(found.parts, args.sheet) if args.sheet else found.parts)
        ]
        series = plan_parts(
            workspace,
            _replacing(parts) if args.replace else parts,
            shown=shown,
            work_progress=work_progress,
            consents=given_in(args),
        )
        left = series.left
        counted: dict[int, tuple[UnitChange, ...]] = {}
        if not args.dry_run:
            apply_series(workspace, series)
            counted = changes_of_years(series.before, workspace)
    if args.json:
        described = {
            "found": [*map(_as_json, series.parts), *map(_left_as_json, found.left)],
            "left": [each.as_json() for each in left],
        }
        units = [
            {"year": year, **change._asdict()}
            for year, of_year in counted.items()
            for change in of_year
        ]
        echo_json({**described, "units": units})
    else:
        for planned in series.parts:
            _print_planned(planned, dry_run=args.dry_run)
        print_left(left)
        for error in found.left:
            echo(tr("ไม่ได้อ่าน {why}", why=sentence(error)))
        for of_year in counted.values():
            echo(in_language(words_of(of_year)))
    incomplete = any(planned.is_incomplete or _not_taken(planned) for planned in series.parts)
    is_left = any(not each.is_aside for each in left)
    return DONE_WITH_FINDINGS if incomplete or found.left or is_left else DONE


def _replacing(parts: Sequence[Part]) -> list[Part]:
    """The parts, those that list all of a year with what they lack to be taken out. Raises
    InputError where two are of one list: each would take out what the other has."""
    lists = [(part.kind, part.year) for part in parts if part.is_wanted and part.lists_all]
    for kind, year in lists:
        if lists.count((kind, year)) > 1:
            raise InputError(
                "มี “{title}” หลายส่วนของปีเดียวกัน จึงไม่รู้ว่าแถวใดต้องเอาออก",
                remedy="นำเข้าทีละไฟล์ หรือบอกแผ่นด้วย --sheet เมื่อต้องใช้ --replace",
                title=Phrase(KIND_TITLES[kind]),
            )
    return [
        replace(part, removals=Removals.SELECTED) if part.is_wanted and part.lists_all else part
        for part in parts
    ]


def given_in(args: argparse.Namespace) -> tuple[Consent, ...]:
    """The consents that the options give."""
    return tuple(consent for consent in Consent if getattr(args, consent.replace("-", "_")))


def options_of(plan: ImportPlan) -> str:
    """The options by which what is not selected would be imported."""
    return " ".join(plan.options(plan.missing_consents))


def _not_taken(planned: PlannedPart) -> tuple[Remark, ...]:
    """What to report on a part, or rows of one, that have to be chosen and were not."""
    part, plan = planned.part, planned.plan
    if plan is None or not plan.changes:
        return ()
    if not part.is_wanted:
        return (Remark(None, NOT_TICKED, "{command}", {"command": planned.command}),)
    fields = {"count": plan.unticked, "options": options_of(plan)}
    if not plan.unticked:
        return ()
    remedy = "import FILE auto SOURCE {options}"
    return (Remark(None, UNTICKED, remedy, fields),)


def print_not_taken(series: ImportSeries) -> None:
    """Which parts have to be chosen and were not."""
    for planned in series.parts:
        if not planned.part.is_wanted:
            for remark in _not_taken(planned):
                echo(tr("โปรดตรวจ {place}: {warning}", place="", warning=_why(remark)))


def _as_json(planned: PlannedPart) -> dict[str, Any]:
    part, plan = planned.part, planned.plan
    taken = plan if part.is_wanted else None
    year = plan.base.year if plan is not None else part.asked_year or part.year
    return {
        "kind": part.kind or None,
        "year": year,
        "source": part.source.name,
        "place": str(part.place),
        "ticked": taken is not None and bool(taken.accepted or not taken.unticked),
        "evidence_for": [str(reason.text) for reason in part.belief.reasons],
        "evidence_against": [str(reason.text) for reason in part.belief.against],
        "added": taken.added if taken is not None else 0,
        "changed": taken.changed if taken is not None else 0,
        "removed": taken.removed if taken is not None else 0,
        "unchanged": plan.same if plan is not None else 0,
        "skipped": plan.as_json(dry_run=False)["skipped"] if plan is not None else [],
        "doubts": [
            *(
                {"place": remark.place, "why": remark.why}
                for remark in (*_not_taken(planned), *planned.doubts)
            ),
            *([{"place": str(part.place), "why": str(planned.problem)}] if planned.problem else ()),
        ],
    }


def _left_as_json(error: InputError) -> dict[str, Any]:
    counts = dict.fromkeys(("added", "changed", "removed", "unchanged"), 0)
    doubts = [{"place": "", "why": str(error)}]
    source = {"kind": None, "year": None, "source": str(error.where), "place": ""}
    belief = {"ticked": False, "evidence_for": [], "evidence_against": []}
    return {**source, **belief, **counts, "skipped": [], "doubts": doubts}


def _print_planned(planned: PlannedPart, *, dry_run: bool) -> None:
    """A part as lines: what it is, what it changes, what to check."""
    part, plan = planned.part, planned.plan
    where = " ".join(filter(None, (part.source.name, in_language(part.place))))
    if plan is None:
        title = tr(KIND_TITLES[part.kind]) if part.kind else tr("ไม่ทราบชนิด")
        echo(tr("ไม่ได้นำเข้า {title} จาก {where}", title=title, where=where))
    else:
        counted = plan if part.is_wanted else plan.accept(())
        text = tr(
            "{lead} {title} ปี {year} จาก {where} เพิ่ม {added} เปลี่ยน {changed} เหมือนเดิม {unchanged}",
            lead=lead_of(plan, dry_run=dry_run) if part.is_wanted else tr("ไม่ได้นำเข้า"),
            title=tr(plan.title),
            year=plan.base.year,
            where=where,
            added=counted.added,
            changed=counted.changed,
            unchanged=plan.same,
        )
        gone = tr("เอาออก {count} รายการ", count=counted.removed) if counted.removed else ""
        echo(" · ".join(filter(None, (text, gone))))
        if dry_run and part.is_wanted:
            print_changes(plan, indent="  ")
        for skipped in plan.skipped:
            echo("  " + tr("ไม่ได้นำเข้า {place}: {why}", place=skipped.place, why=_why(skipped)))
        print_skipped(plan, indent="  ")
    if planned.problem is not None:
        echo(f"  {sentence(planned.problem)}")
    for doubt in (*_not_taken(planned), *planned.doubts):
        place = in_language(doubt.place)
        echo("  " + tr("โปรดตรวจ {place}: {warning}", place=place, warning=_why(doubt)))
    if plan is not None:
        print_titles(plan, indent="  ")


def lead_of(plan: ImportPlan, *, dry_run: bool) -> str:
    """Whether an import stores anything: an import of which nothing could be taken is none."""
    if not plan.accepted and (plan.changes or plan.skipped):
        return tr("ไม่ได้นำเข้า")
    return tr("จะนำเข้า") if dry_run else tr("นำเข้าแล้ว")


def print_changes(plan: ImportPlan, indent: str = "") -> None:
    """What would be added, changed and removed, row by row."""
    for change in plan.chosen():
        echo(f"{indent}{_described(change)}")


def _described(change: PlannedChange) -> str:
    """What an import would do to one row, as a line; of a changed row what it was, too."""
    if change.action is Action.REMOVE:
        return tr("เอาออก {what}", what=_row_text(change.cells))
    place = " ".join(dict.fromkeys(in_language(origin.place) for origin in change.origins))
    if change.action is Action.ADD:
        return tr("เพิ่ม {place}: {what}", place=place, what=_row_text(change.cells))
    first, *_ = change.cells
    texts = [cell for cell in change.cells if cell.old is not None]
    what = " · ".join(
        f"{tr(text.heading)} {_cell_text(text.old)} → {_cell_text(text.new)}" for text in texts
    )
    return tr("เปลี่ยน {place}: {which} {what}", place=place, which=_cell_text(first.new), what=what)


def _row_text(cells: Sequence[PlanCell]) -> str:
    return " · ".join(_cell_text(cell.new) for cell in cells if cell.new)


def _cell_text(text: str | None) -> str:
    return shortened(text or "") or "–"


def print_skipped(plan: ImportPlan, indent: str = "") -> None:
    """Which rows are no data: titles, totals, notes; and what to do about some of them."""
    rows: dict[str, set[int]] = {}
    for remark in plan.aside:
        if remark.origin is not None and remark.row:
            rows.setdefault(in_language(remark.origin.sheet), set()).add(remark.row)
    for sheet, numbers in rows.items():
        said = _in_ranges(numbers)
        if len(rows) == 1:
            echo(indent + tr("ไม่ใช่แถวข้อมูล แถว {rows}", rows=said))
        else:
            echo(indent + tr("ไม่ใช่แถวข้อมูล แผ่น “{sheet}” แถว {rows}", sheet=sheet, rows=said))
    for remark in plan.aside:
        if remark.remedy:
            place = in_language(remark.place)
            echo(indent + tr("โปรดตรวจ {place}: {warning}", place=place, warning=_why(remark)))


def _in_ranges(numbers: Iterable[int]) -> str:
    """Numbers as ``1-4 6 9-12``."""
    runs = groupby(enumerate(sorted(numbers)), key=lambda each: each[1] - each[0])
    spans = ([number for _, number in run] for _, run in runs)
    return " ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in spans)


def print_titles(plan: ImportPlan, indent: str = "") -> None:
    """What a list of other items calls each of them, and what the year does."""
    for row in (row for row in plan.titled if row.title):
        official = row.official or tr("ไม่มีข้อที่ตรงกัน")
        both = tr("{code} ในไฟล์ “{title}” ของปี “{official}”")
        echo(indent + both.format(code=row.code, title=row.title, official=official))
    if any(reason.remark.template == OTHER_LIST for reason in plan.reasons):
        echo(indent + tr("ถ้าจะจับคู่ด้วยชื่อ เติม --by-title"))


def _why(remark: Remark) -> str:
    return remark.sentence(language.translate)
