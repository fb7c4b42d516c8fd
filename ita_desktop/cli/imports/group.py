"""import, template."""

import argparse
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ita_desktop.cli.imports.auto import (
    AUTO,
    UNTICKED,
    given_in,
    import_auto,
    options_of,
    print_skipped,
)
from ita_desktop.cli.imports.left import print_left
from ita_desktop.cli.output import DONE, DONE_WITH_FINDINGS, chosen_year, echo, echo_json, opened
from ita_desktop.cli.parser import (
    Subparsers,
    a_file,
    command,
    file_argument,
    json_argument,
    year_argument,
)
from ita_desktop.cli.progress import ProgressOutput
from ita_desktop.domain.dates import MONTHS, buddhist_year
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.imports.answers import AnswerAbout
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.files.formats import TABLES
from ita_desktop.exchange.kinds.registry import KIND_NAMES
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.i18n import in_language, language, tr
from ita_desktop.services.imports.plan import Action, Delete, ImportPlan, PlanCell, PlannedChange

if TYPE_CHECKING:
    from ita_desktop.services.settings.import_answers import RememberedAnswer
    from ita_desktop.services.tracking.unit_changes import UnitChange


def add_to(subparsers: Subparsers) -> None:
    """Adds the commands of this file."""
    taken = command(subparsers, "import", tr("นำเข้าจาก Excel Word PDF หรือ CSV"), _import)
    file_argument(taken)
    kinds = (AUTO, *KIND_NAMES)
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
    taken.add_argument("--dry-run", action="store_true", help=tr("บอกว่าจะทำอะไร แต่ไม่เขียน"))
    taken.add_argument("--replace", action="store_true", help=tr("เอาแถวที่ไม่มีในไฟล์ออกด้วย"))
    taken.add_argument(
        "--unticked",
        action="store_true",
        help=tr("นำเข้าแถวที่โปรแกรมไม่แน่ใจและไม่ได้เลือกไว้ให้ด้วย"),
    )
    taken.add_argument(
        "--other-office",
        action="store_true",
        help=tr("นำเข้าแม้ไฟล์เป็นของสำนักงานอื่น"),
    )
    taken.add_argument(
        "--change-official",
        action="store_true",
        help=tr("เปลี่ยนตัวเลขทางการที่มีอยู่แล้วให้เป็นตามไฟล์"),
    )
    taken.add_argument(
        "--new-unit",
        action="append",
        default=[],
        metavar="NAME",
        help=tr("ชื่อนี้เป็นหน่วยใหม่ แม้ใกล้เคียงกับหน่วยที่มี (ใช้ซ้ำได้)"),
    )
    taken.add_argument(
        "--new-person",
        action="append",
        default=[],
        metavar="NAME",
        help=tr("เพิ่มคนนี้ในทะเบียนบุคลากร เมื่อไฟล์ให้เป็นผู้รับผิดชอบ (ใช้ซ้ำได้)"),
    )
    taken.add_argument(
        "--new-body",
        action="append",
        default=[],
        metavar="NAME",
        help=tr("เพิ่มคณะชื่อนี้ เมื่อหน้าที่หรือการประชุมในไฟล์เป็นของคณะนี้ (ใช้ซ้ำได้)"),
    )
    taken.add_argument(
        "--step-lines",
        action="store_true",
        help=tr("แยกขั้นที่พิมพ์ติดกันในย่อหน้าเดียว (1. … 2. …) เป็นขั้นละบรรทัด"),
    )
    taken.add_argument(
        "--remembered", action="store_true", help=tr("ดูคำตอบที่จำไว้จากการนำเข้า ไม่นำเข้าอะไร")
    )
    taken.add_argument(
        "--forget",
        action="append",
        default=[],
        metavar="TEXT",
        help=tr("ลืมคำตอบเรื่องข้อความนี้ในไฟล์ (ใช้ซ้ำได้)"),
    )
    json_argument(taken)

    form = command(subparsers, "template", tr("เขียนแบบ Excel ไว้กรอก"), _template)
    form.add_argument("kind", choices=KIND_NAMES, metavar="KIND", help=" ".join(KIND_NAMES))
    form.add_argument("out", type=a_file, metavar="OUT.xlsx", help=tr("ไฟล์ที่จะเขียน"))


def _import(args: argparse.Namespace) -> int:
    if args.remembered or args.forget:
        return _remembered(args)
    if not args.source:
        raise InputError("ไม่ได้บอกว่าจะนำเข้าอะไร", remedy="ใส่ชนิดของรายการและไฟล์ เช่น auto SOURCE")
    if args.kind == AUTO:
        _refuse(args, "replace", "new_unit", "new_person", "new_body", "step_lines")
        return import_auto(args)
    if len(args.source) > 1:
        raise InputError(
            "นำเข้าเป็น {kind} ได้ครั้งละหนึ่งไฟล์",
            remedy="ใช้ auto เพื่อนำเข้าหลายไฟล์พร้อมกัน",
            kind=args.kind,
        )
    return _import_list(args)


def _import_list(args: argparse.Namespace) -> int:
    """Imports the list in one file."""
    from ita_desktop.exchange.source import read_file
    from ita_desktop.services.imports import importing, step_lines
    from ita_desktop.services.imports.by_hand.answers import used_answers
    from ita_desktop.services.imports.ledger.ledger import left_of_plan
    from ita_desktop.services.imports.name_questions import new_names
    from ita_desktop.services.tracking.unit_changes import changes, words_of

    with ProgressOutput() as progress:
        # Nobody has to wait for the workspace while the source is read.
        source = read_file(args.source[0], args.kind, WorkProgress(progress.show))
    with opened(args.file, read_only=args.dry_run) as workspace:
        with ProgressOutput() as progress:
            work_progress = WorkProgress(progress.show)
            plan = importing.plan_source(
                workspace,
                args.year,
                args.kind,
                source,
                replace=args.replace,
                work_progress=work_progress,
                answers=new_names(args.new_unit, args.new_person, args.new_body),
            )
            plan = plan.with_consents(given_in(args))
            left = left_of_plan(source, plan)
        begun, parted, together = None, 0, 0
        counted: tuple[UnitChange, ...] = ()
        if not args.dry_run:
            importing.apply_import(workspace, plan)
            counted = changes(plan.base, workspace.year(plan.base.year))
            made = {write.record.id for write in plan.writes() if not isinstance(write, Delete)}
            wanted = step_lines.found(workspace.year(plan.base.year), made | plan.standing)
            parted = step_lines.part(workspace, wanted) if args.step_lines else 0
            together = 0 if args.step_lines else sum(len(paragraphs.texts) for paragraphs in wanted)
            begun = workspace.year(plan.base.year).fiscal_year.counts_from
    used = [in_language(answer.phrase) for answer in used_answers(plan)]
    units = [change._asdict() for change in counted]
    described = {
        **plan.as_json(dry_run=args.dry_run),
        "left": [each.as_json() for each in left],
        "remembered": used,
        "units": units,
    }
    if args.json:
        echo_json(described)
    else:
        _print_counts(plan, described, dry_run=args.dry_run)
        for answer in used:
            echo(tr("ใช้คำตอบที่จำไว้: {answers}", answers=answer))
        _print_remarks(plan, dry_run=args.dry_run)
        print_left(left)
        if counted:
            echo(in_language(words_of(counted)))
        if parted:
            echo(tr("แยกขั้นเป็นบรรทัดแล้ว {count} ช่อง", count=parted))
        if together:
            text = "มีหลายขั้นพิมพ์ติดกันในย่อหน้าเดียว {count} ช่อง จะพิมพ์ตามที่พิมพ์ไว้"
            echo(f"{tr(text, count=together)} · {tr('ใช้ --step-lines เพื่อแยกเป็นขั้นละบรรทัด')}")
        if begun is not None and begun != plan.base.fiscal_year.counts_from:
            month = f"{tr(MONTHS[begun.month - 1])} {buddhist_year(begun)}"
            text = "เริ่มบันทึกกลางปี จึงนับรอบตั้งแต่ {month} รอบก่อนหน้าที่ไม่มีบันทึกไม่นับ"
            echo(f"{tr(text, month=month)} · {tr('ถ้านับตั้งแต่เดือนอื่น เลือกเดือนที่ ตั้งค่า > การประเมินของปี')}")
    return DONE_WITH_FINDINGS if any(not each.is_aside for each in left) else DONE


def _remembered(args: argparse.Namespace) -> int:
    """Lists what is remembered of imports, after forgetting what has to be."""
    from ita_desktop.services.settings.import_answers import forget, remembered

    if args.kind is not None:
        raise InputError(
            "ดูคำตอบที่จำไว้กับนำเข้าพร้อมกันไม่ได้", remedy="ใช้ --remembered หรือ --forget โดยไม่ใส่ไฟล์"
        )
    with opened(args.file, read_only=not args.forget) as workspace:
        rows = remembered(workspace.year(chosen_year(workspace, args.year)))
        unknown = [text for text in args.forget if text not in {row.text for row in rows}]
        if unknown:
            raise InputError(
                "ไม่ได้จำคำตอบเรื่อง “{text}” ไว้", remedy="ดูรายการด้วย --remembered", text=unknown[0]
            )
        gone = [row for row in rows if row.text in args.forget]
        forget(workspace, [row.id for row in gone])
    left = [row for row in rows if row not in gone]
    if args.json:
        echo_json({"remembered": [_answer_as_json(row) for row in left], "forgotten": len(gone)})
        return DONE
    for row in gone:
        echo(tr("ลืมคำตอบแล้ว: {what} “{text}”", what=in_language(row.what), text=row.text))
    for row in left:
        meaning = in_language(row.meaning) or tr("ไม่ใช้")
        echo(f"{in_language(row.what)} “{row.text}” = {meaning}")
    if not rows:
        echo(tr("ยังไม่มีคำตอบที่จำไว้"))
    return DONE


def _answer_as_json(row: "RememberedAnswer") -> dict[str, str]:
    record = row.record
    return {
        "about": record.about.value,
        "kind": record.scope,
        "text": row.text,
        "meaning": row.meaning,
        "decided": record.decided.isoformat(),
    }


def _print_counts(plan: ImportPlan, described: Mapping[str, object], *, dry_run: bool) -> None:
    """How many rows an import changes; before it is made, each of them."""
    echo(
        tr(
            "{lead} เพิ่ม {added} เปลี่ยน {changed} เอาออก {removed} เหมือนเดิม {unchanged}",
            lead=tr("จะ") if dry_run else tr("นำเข้าแล้ว"),
            **{name: described[name] for name in ("added", "changed", "removed", "unchanged")},
        )
    )
    if dry_run:
        for change in plan.chosen():
            echo(_described(change))
    if plan.unticked:
        text = tr("ถ้าจะนำเข้า เติม {options}", options=options_of(plan))
        echo(f"{tr(UNTICKED, count=plan.unticked)} · {text}")


def _refuse(args: argparse.Namespace, *options: str) -> None:
    """Raises InputError for an option that a person can only answer for one list."""
    for option in options:
        if getattr(args, option):
            name = f"--{option.replace('_', '-')}"
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
        echo(units_text.format(names=names))
    for flaw in plan.flaws:
        why = flaw.sentence(language.translate)
        echo(tr("เว้นหนึ่งช่อง {place}: {why}", place=flaw.place, why=why))
    for skipped in plan.skipped:
        why = skipped.sentence(language.translate)
        echo(tr("ไม่ได้นำเข้า {place}: {why}", place=skipped.place, why=why))
    if plan.added_people:
        names = " · ".join(plan.added_people)
        people_text = (
            tr("จะเพิ่มในทะเบียนบุคลากร {names}") if dry_run else tr("เพิ่มในทะเบียนบุคลากร {names}")
        )
        echo(people_text.format(names=names))
    _print_unknown_names(plan)
    if plan.ignored_columns:
        echo(tr("ไม่ได้อ่านคอลัมน์ {names}", names=" ".join(plan.ignored_columns)))
    print_skipped(plan)
    for warning in plan.warnings:
        text = warning.sentence(language.translate)
        echo(tr("โปรดตรวจ {place}: {warning}", place=warning.place, warning=text))


def _print_unknown_names(plan: ImportPlan) -> None:
    """By which options names that nobody knows are added."""
    waiting = {question.about for question in plan.questions if question.answer is None}
    if AnswerAbout.PERSON in waiting:
        echo(tr("ชื่อใดเป็นคนใหม่ ใส่ --new-person ชื่อ แล้วนำเข้าอีกครั้ง"))
    if AnswerAbout.UNIT in waiting:
        echo(tr("ชื่อใดเป็นหน่วยใหม่จริง ใส่ --new-unit ชื่อ แล้วนำเข้าอีกครั้ง"))
    if AnswerAbout.BODY in waiting:
        echo(tr("ชื่อใดเป็นคณะใหม่ ใส่ --new-body ชื่อ แล้วนำเข้าอีกครั้ง"))


def _described(change: PlannedChange) -> str:
    """What an import would do to one row, as a line; of a changed row what it was, too."""
    if change.action is Action.REMOVE:
        return tr("เอาออก {what}", what=_texts(change.cells))
    place = " ".join(dict.fromkeys(in_language(origin.place) for origin in change.origins))
    if change.action is Action.ADD:
        return tr("เพิ่ม {place}: {what}", place=place, what=_texts(change.cells))
    first, *_ = change.cells
    texts = [cell for cell in change.cells if cell.old is not None]
    what = " · ".join(f"{tr(text.heading)} {_text(text.old)} → {_text(text.new)}" for text in texts)
    return tr("เปลี่ยน {place}: {which} {what}", place=place, which=_text(first.new), what=what)


def _texts(cells: Sequence[PlanCell]) -> str:
    return " · ".join(_text(cell.new) for cell in cells if cell.new)


def _text(text: str | None) -> str:
    return shortened(text or "") or "–"


def _template(args: argparse.Namespace) -> int:
    from ita_desktop.services.imports import importing

    importing.write_template(args.kind, args.out)
    echo(tr("เขียน {path} แล้ว", path=args.out))
    return DONE
