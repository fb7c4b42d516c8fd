"""wordings: the office's own texts of documents."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ita_desktop.cli.output import DONE, chosen_year, echo, echo_json, echo_lines, opened
from ita_desktop.cli.parser import (
    Subparsers,
    a_file,
    command,
    file_argument,
    flag,
    json_argument,
    option,
    year_argument,
)
from ita_desktop.domain.errors import InputError
from ita_desktop.i18n import tr
from ita_desktop.services.documents import exporting, named_words

if TYPE_CHECKING:
    from ita_desktop.exchange.files.long_text import LongText


def add_to(subparsers: Subparsers) -> None:
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
        found = named_words.listing(workspace.year(chosen_year(workspace, args.year)))
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
        words = named_words.words_of(context, args.name)
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
            named_words.reset(workspace, year, args.name)
        else:
            named_words.put(workspace, year, args.name, words)
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
