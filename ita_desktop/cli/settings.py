"""settings and wordings: what the office set, into a file and from one, and its own texts."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ita_desktop.cli.output import (
    DONE,
    DONE_WITH_FINDINGS,
    chosen_year,
    echo,
    echo_json,
    echo_lines,
    opened,
)
from ita_desktop.cli.parser import (
    Subparsers,
    a_file,
    command,
    file_argument,
    flag,
    json_argument,
    option,
    out_argument,
    year_argument,
)
from ita_desktop.domain.errors import InputError
from ita_desktop.i18n import in_language, language, stored_translated, tr
from ita_desktop.services.documents import book, exporting
from ita_desktop.services.settings import file as settings_file

if TYPE_CHECKING:
    from ita_desktop.exchange.files.long_text import LongText


def add_to(subparsers: Subparsers) -> None:
    """Adds the commands of this file."""
    group = command(subparsers, "settings", tr("การตั้งค่าของสำนักงาน: ส่งออกและนำเข้า"), _export)
    actions: Any = group.add_subparsers(metavar="export|import", dest="action", required=True)
    given = command(
        actions,
        "export",
        tr("บันทึกการตั้งค่าเป็นไฟล์ (ถ้อยคำ ตัวเลือก ช่องตาราง ภาพ บทของเล่ม สำนักงาน หน่วย)"),
        _export,
    )
    file_argument(given)
    out_argument(given, "F.json", tr("เขียนไฟล์การตั้งค่าไว้ที่นี่"))
    taken = command(actions, "import", tr("รับการตั้งค่าจากไฟล์"), _import)
    file_argument(taken)
    option(taken, "source", "SOURCE", tr("ไฟล์ .json ที่ส่งออกไว้"), a_file)
    flag(taken, "--dry-run", tr("บอกว่าจะทำอะไร แต่ไม่เขียน"))
    for parser in (given, taken):
        json_argument(parser)
    _add_wordings(subparsers)


def _export(args: argparse.Namespace) -> int:
    with opened(args.file, read_only=True) as workspace:
        data = workspace.year(chosen_year(workspace, None))
        made = settings_file.export(data, args.out, workspace.media)
    if args.json:
        echo_json({"files": [str(made.path)], "left_out": list(made.with_people)})
    else:
        echo(tr("บันทึกการตั้งค่าไว้ที่ {path} แล้ว ไม่มีรายชื่อบุคคล", path=made.path))
        for name in made.with_people:
            echo(tr("ไม่ได้ส่งออกถ้อยคำ {name} เพราะมีข้อมูลส่วนบุคคล", name=name))
        if made.files:
            echo(tr("ไม่มีไฟล์ {names} ให้คัดลอกไฟล์เอง", names=" · ".join(made.files)))
    return DONE_WITH_FINDINGS if made.with_people else DONE


def _import(args: argparse.Namespace) -> int:
    from ita_desktop.services.settings import importing as settings_import
    from ita_desktop.services.settings.importing import SETTING_PARTS

    settings = settings_file.read(args.source)
    with opened(args.file, read_only=args.dry_run) as workspace:
        data = workspace.year(chosen_year(workspace, None))
        plan = settings_import.plan(data, settings)
        if not args.dry_run:
            settings_import.apply(workspace, plan, plan.proposed, args.source.name)
    asked = [row for row in plan.rows if row.near]
    written = [row for row in plan.rows if not row.near]
    if args.json:
        echo_json(
            {
                "dry_run": args.dry_run,
                "changes": [
                    {"part": row.part.value, "title_th": row.title, "old": row.old,
                     "new": row.new} for row in written
                ],
                "asked": [{"name": row.title, "near": list(row.near)} for row in asked],
                "left_out": [
                    {"name": out.name, "why_th": out.why.sentence()} for out in plan.left_out
                ],
            }
        )  # fmt: skip
    else:
        lead = tr("จะเปลี่ยน {count} รายการ") if args.dry_run else tr("เปลี่ยนแล้ว {count} รายการ")
        echo(lead.format(count=len(written)))
        for row in written:
            old, new = (settings_import.in_short(in_language(text)) for text in (row.old, row.new))
            words = " · ".join(stored_translated(text) for text in (row.paper, row.title) if text)
            echo(f"{tr(SETTING_PARTS[row.part])} · {words}: {old} → {new}")
        for row in asked:
            near = " ".join(row.near)
            echo(tr("ไม่ได้เพิ่มหน่วย {name} เพราะใกล้เคียงกับ {near}", name=row.title, near=near))
        for left in plan.left_out:
            why = left.why.sentence(language.translate)
            echo(tr("ไม่ได้นำเข้า {place}: {why}", place=in_language(left.name), why=why))
    return DONE_WITH_FINDINGS if asked or plan.left_out else DONE


def _add_wordings(subparsers: Subparsers) -> None:
    """Adds the commands of this file."""
    group = command(subparsers, "wordings", tr("ถ้อยคำในเอกสาร: ดูและแก้เป็นของสำนักงาน"), _list)
    actions: Any = group.add_subparsers(metavar="list|show|set", dest="action", required=True)
    listed = command(actions, "list", tr("รายการถ้อยคำทั้งหมดตามเอกสาร"), _list)
    shown = command(actions, "show", tr("ข้อความของถ้อยคำ"), _show)
    changed = command(actions, "set", tr("ใช้ข้อความของสำนักงาน"), _set)
    for parser in (listed, shown, changed):
        file_argument(parser)
    for parser in (shown, changed):
        option(parser, "name", "NAME", tr("ชื่อจาก wordings list"))
    text = changed.add_mutually_exclusive_group(required=True)
    text.add_argument("text", nargs="?", metavar="TEXT", help=tr("ข้อความใหม่"))
    text.add_argument(
        "--from",
        dest="source",
        type=a_file,
        metavar="SOURCE",
        help=tr("ไฟล์ .txt หรือ .docx ที่มีข้อความ"),
    )
    flag(text, "--as-form", tr("กลับไปใช้ข้อความตามแบบ"))
    for parser in (listed, shown, changed):
        year_argument(parser)
    for parser in (listed, shown):
        json_argument(parser)


def _list(args: argparse.Namespace) -> int:
    with opened(args.file, read_only=True) as workspace:
        found = book.listing(workspace.year(chosen_year(workspace, args.year)))
    if args.json:
        echo_json(
            {
                "wordings": [
                    {
                        "name": wording.name,
                        "title_th": wording.title,
                        "document_th": wording.paper,
                        "own": wording.own,
                    }
                    for wording in found
                ]
            }
        )
        return DONE
    for wording in found:
        state = tr("ของสำนักงาน") if wording.own else tr("ตามแบบ")
        echo(f"{wording.name:<36} {wording.paper}: {wording.title}  [{state}]")
    return DONE


def _show(args: argparse.Namespace) -> int:
    with opened(args.file, read_only=True) as workspace:
        data = workspace.year(chosen_year(workspace, args.year))
        context = exporting.context_of(workspace, data, workspace.year_before(data.year))
        words = book.words_of(context, args.name)
    if args.json:
        echo_json({"name": args.name, "text": words})
    else:
        echo_lines(words)
    return DONE


def _set(args: argparse.Namespace) -> int:
    read = _read(args.source) if args.source is not None else None
    words = args.text if read is None else read.text
    with opened(args.file) as workspace:
        year = chosen_year(workspace, args.year)
        if args.as_form:
            book.reset_words(workspace, year, args.name)
        else:
            book.put(workspace, year, args.name, words)
    if read is not None:
        _print_losses(read)
    return DONE


def _print_losses(read: "LongText") -> None:
    """Says what of a file a text cannot have."""
    if read.pictures:
        text = "ภาพ {count} ภาพในไฟล์ไม่ได้มาด้วย เพราะถ้อยคำไม่มีภาพ"
        echo(f"{tr(text, count=read.pictures)} · {tr('บทที่มีภาพ เพิ่มเป็นไฟล์ PDF ที่หน้าเล่มมาตรการ')}")
    if read.merged:
        echo(
            tr("ตารางในไฟล์มีช่องที่รวมกัน {count} ช่อง แยกเป็นช่องเดี่ยวแล้ว โปรดตรวจตาราง", count=read.merged)
        )
    if read.strokes:
        text = "เครื่องหมาย | ในช่องตาราง {count} แห่ง แทนด้วย / แล้ว โปรดตรวจ"
        echo(tr(text, count=read.strokes))


def _read(path: Path) -> "LongText":
    from ita_desktop.exchange.files.long_text import read

    if path.suffix.lower() not in {".txt", ".md", ".docx"}:
        raise InputError("อ่านข้อความจาก {file} ไม่ได้", remedy="ใช้ไฟล์ .txt หรือ .docx", file=path.name)
    return read(path)
