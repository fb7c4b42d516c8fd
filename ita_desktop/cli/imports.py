"""import, template."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from ita_desktop.cli import import_auto, output
from ita_desktop.cli.parser import (
    Subparsers,
    a_file,
    command,
    file_argument,
    flag,
    json_argument,
    option,
    several,
    workspace_place,
    year_argument,
)
from ita_desktop.domain.answers import AnswerAbout
from ita_desktop.domain.dates import MONTHS, buddhist_year
from ita_desktop.domain.errors import InputError
from ita_desktop.exchange.files.formats import TABLES
from ita_desktop.exchange.kinds.registry import KIND_NAMES
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.i18n import in_language, language, tr
from ita_desktop.services.imports.by_hand import used_answers
from ita_desktop.services.imports.found.part import Removals
from ita_desktop.services.imports.found.reading import as_a_whole, of_sheets, parts_in, read_in
from ita_desktop.services.imports.found.series import paired, plan_parts
from ita_desktop.services.imports.name_questions import new_names
from ita_desktop.services.imports.plan import Delete, ImportPlan
from ita_desktop.services.several_units import changes_of_years, words_of

if TYPE_CHECKING:
    from ita_desktop.services.imports.found.part import Part
    from ita_desktop.services.imports.found.reading import ReadFiles
    from ita_desktop.services.imports.found.series import ImportSeries
    from ita_desktop.services.settings.import_answers import RememberedAnswer
    from ita_desktop.services.several_units import UnitChange
    from ita_desktop.storage.workspace import Workspace


def add_to(subparsers: Subparsers) -> None:
    """Adds the commands of this file."""
    taken = command(subparsers, "import", tr("นำเข้าจาก Excel Word PDF หรือ CSV"), _import)
    file_argument(taken)
    kinds = (import_auto.AUTO, *KIND_NAMES)
    taken.add_argument("kind", nargs="?", choices=kinds, metavar="KIND", help=" ".join(kinds))
    taken.add_argument(
        "source",
        type=a_file,
        nargs="*",
        metavar="SOURCE",
        help=tr(
            "ไฟล์ {formats} (results: .json ด้วย) · auto: หลายไฟล์หรือโฟลเดอร์ได้",
            formats=" ".join(TABLES),
        ),
    )
    year_argument(taken)
    flag(taken, "--dry-run", tr("บอกว่าจะทำอะไร แต่ไม่เขียน"))
    flag(taken, "--replace", tr("เอาแถวที่ไม่มีในไฟล์ออกด้วย"))
    flag(taken, "--unticked", tr("นำเข้าแถวที่โปรแกรมไม่แน่ใจและไม่ได้เลือกไว้ให้ด้วย"))
    flag(taken, "--other-office", tr("นำเข้าแม้ไฟล์เป็นของสำนักงานอื่น"))
    flag(taken, "--change-official", tr("เปลี่ยนตัวเลขทางการที่มีอยู่แล้วให้เป็นตามไฟล์"))
    flag(
        taken,
        "--new-year",
        tr("เพิ่มปีของไฟล์ เมื่อแฟ้มนี้ยังไม่มีปีนั้น (ผลทางการของปีก่อนเพิ่มปีของผลให้เอง และ --year ปีของไฟล์ก็เพิ่มให้)"),
    )
    several(taken, "--sheet", "NAME", tr("นำเข้าเฉพาะแผ่นนี้ เมื่อหลายแผ่นของไฟล์บอกไม่เหมือนกัน (ใช้ซ้ำได้)"))
    flag(taken, "--by-title", tr("จับคู่ข้อด้วยชื่อ เมื่อรหัสในไฟล์เป็นของบัญชีอื่น"))
    several(taken, "--new-unit", "NAME", tr("ชื่อนี้เป็นหน่วยใหม่ แม้ใกล้เคียงกับหน่วยที่มี (ใช้ซ้ำได้)"))
    several(taken, "--new-person", "NAME", tr("เพิ่มคนนี้ในทะเบียนบุคลากร เมื่อไฟล์ให้เป็นผู้รับผิดชอบ (ใช้ซ้ำได้)"))
    several(taken, "--new-body", "NAME", tr("เพิ่มคณะชื่อนี้ เมื่อหน้าที่หรือการประชุมในไฟล์เป็นของคณะนี้ (ใช้ซ้ำได้)"))
    flag(taken, "--step-lines", tr("แยกขั้นที่พิมพ์ติดกันในย่อหน้าเดียว (1. … 2. …) เป็นขั้นละบรรทัด"))
    flag(taken, "--remembered", tr("ดูคำตอบที่จำไว้จากการนำเข้า ไม่นำเข้าอะไร"))
    several(taken, "--forget", "TEXT", tr("ลืมคำตอบเรื่องข้อความนี้ในไฟล์ (ใช้ซ้ำได้)"))
    json_argument(taken)

    form = command(subparsers, "template", tr("เขียนแบบ Excel ไว้กรอก"), _template)
    form.add_argument("kind", choices=KIND_NAMES, metavar="KIND", help=" ".join(KIND_NAMES))
    option(form, "out", "OUT.xlsx", tr("ไฟล์ที่จะเขียน"), a_file)
    option(form, "--of", "FILE", tr("แฟ้มงานที่แบบกรอกใช้รายชื่อหน่วย ข้อ และกลุ่ม"), workspace_place)
    year_argument(form)


def _import(args: argparse.Namespace) -> int:
    if args.remembered or args.forget:
        return _remembered(args)
    if not args.source:
        raise InputError("ไม่ได้บอกว่าจะนำเข้าอะไร", remedy="ใส่ชนิดของรายการและไฟล์ เช่น auto SOURCE")
    if args.kind == import_auto.AUTO:
        _refuse(args, "new_unit", "new_person", "new_body", "step_lines")
        return import_auto.import_auto(args)
    if len(args.source) > 1:
        raise InputError(
            "นำเข้าเป็น {kind} ได้ครั้งละหนึ่งไฟล์",
            remedy="ใช้ auto เพื่อนำเข้าหลายไฟล์พร้อมกัน",
            kind=args.kind,
        )
    return _import_list(args)


def _import_list(args: argparse.Namespace) -> int:
    """Imports what of one file is of the named kind."""
    from ita_desktop.services.imports.found.series import apply_series, waiting

    with output.ProgressOutput() as progress:
        # Nobody has to wait for the workspace while the source is read.
        read = read_in(args.source, WorkProgress(progress.show))
    for error in read.left:
        raise error
    with output.opened(args.file, read_only=args.dry_run) as workspace:
        with output.ProgressOutput() as progress:
            series = _planned(workspace, args, read, WorkProgress(progress.show))
            left = series.left
        # Of what is not ticked nothing is imported, whatever it would change.
        plans = [
            planned.plan
            if planned.part.is_wanted
            else waiting(planned.plan, planned.part).accept(())
            for planned in series.parts
            if planned.plan is not None
        ]
        counted: dict[int, tuple[UnitChange, ...]] = {}
        steps, begun = _Steps(0, 0), list[str]()
        if not args.dry_run:
            apply_series(workspace, series)
            counted = changes_of_years(series.before, workspace)
            known = {year.year for year in workspace.years()}
            stored = [plan for plan in plans if plan.base.year in known]
            steps = _parted(workspace, stored, wanted=args.step_lines)
            begun = [text for plan in stored for text in _begun(workspace, plan)]
    used = [in_language(answer.phrase) for plan in plans for answer in used_answers(plan)]
    described = {
        **_together([plan.as_json(dry_run=args.dry_run) for plan in plans]),
        "left": [each.as_json() for each in left],
        "remembered": used,
        "units": [change._asdict() for of_year in counted.values() for change in of_year],
    }
    if args.json:
        output.echo_json(described)
    else:
        for plan in plans:
            if len(plans) > 1:
                output.echo(tr("ปี {year}", year=plan.base.year))
            _print_counts(plan, dry_run=args.dry_run)
        for answer in used:
            output.echo(tr("ใช้คำตอบที่จำไว้: {answers}", answers=answer))
        for plan in plans:
            _print_remarks(plan, dry_run=args.dry_run)
        import_auto.print_not_taken(series)
        import_auto.print_left(left)
        for of_year in filter(None, counted.values()):
            output.echo(in_language(words_of(of_year)))
        _print_steps(steps)
        for text in begun:
            output.echo(text)
    return output.DONE_WITH_FINDINGS if any(not each.is_aside for each in left) else output.DONE


def _planned(
    workspace: "Workspace", args: argparse.Namespace, read: "ReadFiles", progress: WorkProgress
) -> "ImportSeries":
    """Plans what of the files is of the named kind; of other kinds it is nothing."""
    known = [year.year for year in workspace.years()]
    asked = args.year
    shown = asked if asked in known else max(known, default=None)
    year = workspace.year(shown) if shown is not None else None
    found = parts_in(read.sources, year, progress, args.kind)
    if asked not in {None, *known, *(part.year for part in found)} and args.kind != RESULTS.name:
        workspace.year(asked)  # refused: neither file has it
    if not any(part.kind == args.kind for part in found):
        found = tuple(
            replace(as_a_whole(source, args.kind, file), key=file)
            for file, source in enumerate(read.sources)
        )
    found = of_sheets(found, args.sheet) if args.sheet else found
    answers = new_names(args.new_unit, args.new_person, args.new_body)
    parts = [
        replace(
            part,
            kind=args.kind,
            asked_year=asked,
            is_taken=part.is_taken
            or (asked is not None and part.year == asked and not _has_own_yes(part)),
            answers=answers,
            removals=Removals.SELECTED if args.replace else Removals.NONE,
        )
        if _is_meant(part, args)
        else replace(part, kind="", doubts=())
        for part in found
    ]
    if args.by_title:
        parts = [paired(part) if part.kind else part for part in parts]
    series = plan_parts(
        workspace, parts, shown=shown, work_progress=progress, consents=import_auto.given_in(args)
    )
    for planned in series.parts:
        if planned.problem is not None:
            raise planned.problem
    return series


def _has_own_yes(part: "Part") -> bool:
    """Whether a part needs more than its kind and year: one of several versions, or of offices."""
    return part.is_version or bool(part.belief.office)


def _is_meant(part: "Part", args: argparse.Namespace) -> bool:
    """Whether a part is of the named kind; of several years side by side, of the named one."""
    return bool(part.kind == args.kind) and (
        not part.is_of_each_year or args.year in {None, part.year}
    )


def _together(described: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The JSON of several plans of a kind as that of one: counts and lists of all."""
    first, *others = described
    found = dict(first)
    for other in others:
        for name, value in other.items():
            if isinstance(value, list) or name in {"added", "changed", "removed", "unchanged"}:
                found[name] = found[name] + value
    return found


class _Steps(NamedTuple):
    """Steps of one paragraph: cells that were parted, and texts that may be."""

    parted: int
    together: int


def _parted(workspace: "Workspace", plans: Sequence[ImportPlan], *, wanted: bool) -> _Steps:
    """Parts the steps in what was imported, if that is ``wanted``."""
    from ita_desktop.services import findings

    parted = together = 0
    for plan in plans:
        made = {write.record.id for write in plan.writes() if not isinstance(write, Delete)}
        found = findings.found(workspace.year(plan.base.year), made | plan.standing)
        parted += findings.part(workspace, found) if wanted else 0
        together += 0 if wanted else sum(len(paragraphs.texts) for paragraphs in found)
    return _Steps(parted, together)


def _print_steps(steps: _Steps) -> None:
    if steps.parted:
        output.echo(tr("แยกขั้นเป็นบรรทัดแล้ว {count} ช่อง", count=steps.parted))
    if steps.together:
        text = "มีหลายขั้นพิมพ์ติดกันในย่อหน้าเดียว {count} ช่อง จะพิมพ์ตามที่พิมพ์ไว้"
        option = tr("ใช้ --step-lines เพื่อแยกเป็นขั้นละบรรทัด")
        output.echo(f"{tr(text, count=steps.together)} · {option}")


def _begun(workspace: "Workspace", plan: ImportPlan) -> Iterator[str]:
    """Yields from when times count, if the first entries of a year have said so."""
    begun = workspace.year(plan.base.year).fiscal_year.counts_from
    if begun is not None and begun != plan.base.fiscal_year.counts_from:
        month = f"{tr(MONTHS[begun.month - 1])} {buddhist_year(begun)}"
        text = "เริ่มบันทึกกลางปี จึงนับรอบตั้งแต่ {month} รอบก่อนหน้าที่ไม่มีบันทึกไม่นับ"
        other = tr("ถ้านับตั้งแต่เดือนอื่น เลือกเดือนที่ ตั้งค่า > การประเมินของปี")
        yield f"{tr(text, month=month)} · {other}"


def _remembered(args: argparse.Namespace) -> int:
    """Lists what is remembered of imports, after forgetting what has to be."""
    from ita_desktop.services.settings.import_answers import forget, remembered

    if args.kind is not None:
        raise InputError(
            "ดูคำตอบที่จำไว้กับนำเข้าพร้อมกันไม่ได้", remedy="ใช้ --remembered หรือ --forget โดยไม่ใส่ไฟล์"
        )
    with output.opened(args.file, read_only=not args.forget) as workspace:
        rows = remembered(workspace.year(output.chosen_year(workspace, args.year)))
        unknown = [text for text in args.forget if text not in {row.text for row in rows}]
        if unknown:
            raise InputError(
                "ไม่ได้จำคำตอบเรื่อง “{text}” ไว้", remedy="ดูรายการด้วย --remembered", text=unknown[0]
            )
        gone = [row for row in rows if row.text in args.forget]
        forget(workspace, [row.id for row in gone])
    left = [row for row in rows if row not in gone]
    if args.json:
        output.echo_json(
            {"remembered": [_answer_as_json(row) for row in left], "forgotten": len(gone)}
        )
        return output.DONE
    for row in gone:
        output.echo(tr("ลืมคำตอบแล้ว: {what} “{text}”", what=in_language(row.what), text=row.text))
    for row in left:
        meaning = in_language(row.meaning) or tr("ไม่ใช้")
        output.echo(f"{in_language(row.what)} “{row.text}” = {meaning}")
    if not rows:
        output.echo(tr("ยังไม่มีคำตอบที่จำไว้"))
    return output.DONE


def _answer_as_json(row: "RememberedAnswer") -> dict[str, str]:
    record = row.record
    return {
        "about": record.about.value,
        "kind": record.scope,
        "text": row.text,
        "meaning": row.meaning,
        "decided": record.decided.isoformat(),
    }


def _print_counts(plan: ImportPlan, *, dry_run: bool) -> None:
    """How many records an import changes; before it is made, each of them."""
    output.echo(
        tr(
            "{lead} เพิ่ม {added} เปลี่ยน {changed} เอาออก {removed} เหมือนเดิม {unchanged}",
            lead=import_auto.lead_of(plan, dry_run=dry_run),
            added=plan.added,
            changed=plan.changed,
            removed=plan.removed,
            unchanged=plan.same,
        )
    )
    if dry_run:
        import_auto.print_changes(plan)
    if plan.unticked:
        text = tr("ถ้าจะนำเข้า เติม {options}", options=import_auto.options_of(plan))
        output.echo(f"{tr(import_auto.UNTICKED, count=plan.unticked)} · {text}")


def _refuse(args: argparse.Namespace, *options: str) -> None:
    """Raises InputError for an option that a person can only answer for one list."""
    for each in options:
        if getattr(args, each):
            name = f"--{each.replace('_', '-')}"
            raise InputError(
                "ใช้ {option} กับ auto ไม่ได้", remedy="นำเข้าทีละรายการเมื่อต้องใช้ {option}", option=name
            )


def _print_remarks(plan: ImportPlan, *, dry_run: bool) -> None:
    """What an import adds besides its rows, leaves out, and could not read."""
    if plan.added_units:
        places = {
            question.name: plan.asked_by[question.key][0]
            for question in plan.questions
            if question.key in plan.asked_by
        }
        named = (
            f"{name} ({in_language(places[name].place)})" if name in places else name
            for name in plan.added_units
        )
        names = " · ".join(named)
        units_text = tr("จะเพิ่มหน่วยใหม่ {names}") if dry_run else tr("เพิ่มหน่วยใหม่ {names}")
        output.echo(units_text.format(names=names))
    for flaw in plan.flaws:
        why = flaw.sentence(language.translate)
        output.echo(tr("เว้นหนึ่งช่อง {place}: {why}", place=flaw.place, why=why))
    for skipped in plan.skipped:
        why = skipped.sentence(language.translate)
        output.echo(tr("ไม่ได้นำเข้า {place}: {why}", place=skipped.place, why=why))
    if plan.added_people:
        names = " · ".join(plan.added_people)
        people_text = (
            tr("จะเพิ่มในทะเบียนบุคลากร {names}") if dry_run else tr("เพิ่มในทะเบียนบุคลากร {names}")
        )
        output.echo(people_text.format(names=names))
    _print_unknown_names(plan)
    if plan.ignored_columns:
        output.echo(tr("ไม่ได้อ่านคอลัมน์ {names}", names=" ".join(plan.ignored_columns)))
    import_auto.print_skipped(plan)
    for warning in plan.warnings:
        text = warning.sentence(language.translate)
        output.echo(tr("โปรดตรวจ {place}: {warning}", place=warning.place, warning=text))
    import_auto.print_titles(plan)


def _print_unknown_names(plan: ImportPlan) -> None:
    """By which options names that nobody knows are added."""
    waiting = {question.about for question in plan.questions if question.answer is None}
    if AnswerAbout.PERSON in waiting:
        output.echo(tr("ชื่อใดเป็นคนใหม่ ใส่ --new-person ชื่อ แล้วนำเข้าอีกครั้ง"))
    if AnswerAbout.UNIT in waiting:
        output.echo(tr("ชื่อใดเป็นหน่วยใหม่จริง ใส่ --new-unit ชื่อ แล้วนำเข้าอีกครั้ง"))
    if AnswerAbout.BODY in waiting:
        output.echo(tr("ชื่อใดเป็นคณะใหม่ ใส่ --new-body ชื่อ แล้วนำเข้าอีกครั้ง"))


def _template(args: argparse.Namespace) -> int:
    from ita_desktop.services.imports.templates import write_template

    if args.of is None:
        write_template(args.kind, args.out)
    else:
        with output.opened(args.of, read_only=True) as workspace:
            year = workspace.year(output.chosen_year(workspace, args.year))
            write_template(args.kind, args.out, year)
    output.echo(tr("เขียน {path} แล้ว", path=args.out))
    return output.DONE
