"""new, sample, history, undo, redo, backup, restore, join; what a new year got of an older one."""

import argparse
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from ita_desktop.cli.output import DONE, DONE_WITH_FINDINGS, ProgressOutput, echo, echo_json, opened
from ita_desktop.cli.parser import (
    Subparsers,
    a_file,
    command,
    file_argument,
    flag,
    json_argument,
    option,
)
from ita_desktop.domain.district_names import full_office
from ita_desktop.domain.errors import InputError, Phrase, WorkspaceError
from ita_desktop.i18n import in_language, tr, translated
from ita_desktop.services import workspaces
from ita_desktop.services.settings import differences, joining, safety_copies
from ita_desktop.services.settings.joining import JoinedEdit, JoinResult
from ita_desktop.services.years.carrying import CarriedYear, carried_words, fate_words, loss_words
from ita_desktop.settings import Settings
from ita_desktop.storage.workspace import Workspace

_MOST_LINES = 1_000_000
"""Of a history; a larger number is no number of lines to a database."""


def add_to(subparsers: Subparsers) -> None:
    """Adds the commands of this file."""
    new = command(subparsers, "new", tr("สร้างแฟ้มงานใหม่"), _new)
    file_argument(new, instead=Phrase("เตรียมฐานข้อมูลด้วย server init แล้วย้ายแฟ้มขึ้นด้วย server put"))
    new.add_argument("--year", type=int, required=True, metavar="Y", help=tr("ปีงบประมาณ พ.ศ."))
    new.add_argument(
        "--organisation", required=True, metavar="NAME", type=full_office, help=tr("ชื่อสำนักงานเขต")
    )
    option(new, "--framework", "Y|FILE", tr("ใช้กรอบการประเมินของปีนี้ หรือจากไฟล์ .yaml"), _year_or_file)
    new.add_argument(
        "--from",
        dest="old",
        type=a_file,
        metavar="OLDFILE",
        help=tr("ทำต่อจากแฟ้มนี้: ได้สำเนาที่มีปีใหม่เพิ่ม พร้อมคณะกรรมการ ผู้รับผิดชอบ และมาตรการ"),
    )
    option(new, "--from-year", "Y", tr("ปีของแฟ้มเดิมที่ทำต่อ (ไม่บอกคือปีล่าสุด)"), int)
    json_argument(new)

    sample = command(subparsers, "sample", tr("เขียนแฟ้มตัวอย่าง"), _sample)
    file_argument(sample, instead=Phrase("เขียนเป็นแฟ้มก่อน แล้วย้ายขึ้นด้วย server put"))

    shown = command(subparsers, "history", tr("การแก้ไขล่าสุด"), _history)
    file_argument(shown)
    shown.add_argument("--limit", type=int, default=20, metavar="N", help=tr("จำนวนรายการ"))
    json_argument(shown)

    file_argument(command(subparsers, "undo", tr("เลิกทำการแก้ไขล่าสุด"), _undo))
    file_argument(command(subparsers, "redo", tr("ทำซ้ำสิ่งที่เลิกทำ"), _redo))

    backup = command(subparsers, "backup", tr("สำรองแฟ้มงาน"), _backup)
    file_argument(backup, instead=Phrase("ใช้ ita-desktop server backup ADDRESS OUT"))
    option(backup, "--out", "FILE2", tr("เขียนสำเนาไว้ที่นี่"), a_file)

    restore = command(subparsers, "restore", tr("กู้คืนจากแฟ้มสำรอง"), _restore)
    option(restore, "backup", "BACKUP", tr("แฟ้มสำรอง"), a_file)
    file_argument(restore, instead=Phrase("ใช้ ita-desktop server put ADDRESS BACKUP --replace"))
    flag(restore, "--dry-run", tr("บอกเพียงว่าทำอะไรไปแล้วบ้างตั้งแต่แฟ้มสำรองนั้น"))
    option(restore, "--only", "KIND,…", tr("นำกลับเฉพาะข้อมูลชนิดเหล่านี้ (เช่น meeting,measure)"))
    _add_join(subparsers)


def _year_or_file(text: str) -> int | Path:
    return int(text) if text.removeprefix("-").isdecimal() else a_file(text)


def _new(args: argparse.Namespace) -> int:
    path = workspaces.with_suffix(args.file)
    chosen = args.framework
    year, file = (None, chosen) if isinstance(chosen, Path) else (chosen, None)
    if args.old is not None:
        workspace, carried = workspaces.create_from(
            path,
            args.old,
            args.year,
            from_year=args.from_year,
            organisation=args.organisation,
            framework_year=year,
            framework_file=file,
        )
        workspace.close()
        if args.json:
            echo_json({"file": str(path), **carried_json(carried)})
            return DONE
        for line in carried_lines(carried):
            echo(line)
    elif args.from_year is not None:
        raise InputError("--from-year ใช้กับ --from", remedy="บอกแฟ้มเดิมด้วย --from OLDFILE")
    else:
        workspaces.create(
            path, args.organisation, args.year, framework_year=year, framework_file=file
        ).close()
    if args.json:
        echo_json({"file": str(path)})
    else:
        echo(tr("สร้าง {path} แล้ว", path=path))
    return DONE


def _sample(args: argparse.Namespace) -> int:
    echo(tr("เขียนแฟ้มตัวอย่าง {path} แล้ว", path=workspaces.copy_sample(args.file)))
    return DONE


def _history(args: argparse.Namespace) -> int:
    with opened(args.file, read_only=True) as workspace:
        lines = workspace.edits.groups(min(max(args.limit, 1), _MOST_LINES))
    if args.json:
        echo_json(
            {
                "history": [
                    {
                        "id": line.id,
                        "at": line.at.isoformat(timespec="seconds"),
                        "label": line.label,
                        "who": line.who,
                        "kind": line.kind.value,
                        "standing": line.stands,
                    }
                    for line in lines
                ]
            }
        )
        return DONE
    words = {"undo": tr("เลิกทำ: "), "redo": tr("ทำซ้ำ: ")}
    for line in lines:
        done = f"{words.get(line.kind.value, '')}{translated(line.label)}"
        echo(f"{line.at:%Y-%m-%d %H:%M}  {done}  ({line.who})")
    return DONE


def _undo(args: argparse.Namespace) -> int:
    with opened(args.file) as workspace:
        label = workspace.undo()
    return _told(label, tr("เลิกทำแล้ว: {label}", label=label), tr("ไม่มีอะไรให้เลิกทำ"))


def _redo(args: argparse.Namespace) -> int:
    with opened(args.file) as workspace:
        label = workspace.redo()
    return _told(label, tr("ทำซ้ำแล้ว: {label}", label=label), tr("ไม่มีอะไรให้ทำซ้ำ"))


def _told(label: str | None, done: str, nothing: str) -> int:
    """Says what was undone or redone, or that nothing was."""
    echo(nothing if label is None else done)
    return DONE_WITH_FINDINGS if label is None else DONE


def _backup(args: argparse.Namespace) -> int:
    with opened(args.file, read_only=args.out is not None) as workspace:
        if args.out is not None:
            safety_copies.copy_to(workspace, args.out)
            echo(tr("สำรองไว้ที่ {path} แล้ว", path=args.out))
            return DONE
        copy = workspace.copies.make("asked")
        if copy is not None:
            echo(tr("สำรองไว้ที่ {path} แล้ว", path=copy.path))
            _carry(workspace)
    return DONE


def _carry(workspace: Workspace) -> None:
    """Lays the copy in the second place, too, where one was chosen."""
    settings, now = Settings(), datetime.now()  # noqa: DTZ005 - the clerk's own clock
    place = safety_copies.look_at_place(settings, workspace, now)
    if place is None:
        return
    second = safety_copies.carry_there(workspace, place)
    if second is None:
        echo(tr("ที่เก็บสำเนาแห่งที่สอง {path} ไม่ได้ต่ออยู่", path=place.folder))
        return
    safety_copies.note_carried(settings, workspace, now)
    echo(tr("สำรองไว้ที่ {path} แล้ว", path=second.path))


def _restore(args: argparse.Namespace) -> int:
    if args.only is not None:
        return _bring_back(args)
    since = _since(args)
    if args.dry_run:
        for line in since or (tr("ไม่มีอะไรต่างกัน"),):
            echo(line)
        return DONE
    kept = safety_copies.restore(args.backup, args.file)
    echo(tr("กู้คืน {path} แล้ว", path=args.file))
    if kept is not None:
        echo(tr("แฟ้มเดิมเก็บไว้ที่ {path}", path=kept))
    for line in since:
        echo(line)
    return DONE


def _since(args: argparse.Namespace) -> list[str]:
    """What was done since the copy was made; nothing where the file cannot be read any more, unless
    that alone was asked for."""
    try:
        with opened(args.file, read_only=True) as workspace:
            found = differences.compare(workspace, args.backup)
    except WorkspaceError:
        if args.dry_run:
            raise
        return []
    return [
        tr(
            "ตั้งแต่แฟ้มสำรองนี้ {kind}: เพิ่ม {added} แก้ {changed} เอาออก {gone}",
            kind=in_language(difference.kind),
            added=difference.added,
            changed=difference.changed,
            gone=difference.gone,
        )
        for difference in found
    ]


def _bring_back(args: argparse.Namespace) -> int:
    tables = [part.strip() for part in args.only.split(",") if part.strip()]
    unknown = [table for table in tables if table not in differences.KNOWN]
    if unknown or not tables:
        raise InputError(
            "ไม่รู้จักข้อมูลชนิด {unknown}",
            remedy="ใช้ชื่อเหล่านี้ {known}",
            unknown=" ".join(unknown) or "–",
            known=" ".join(differences.KNOWN),
        )
    with opened(args.file) as workspace:
        brought = differences.bring_back(workspace, args.backup, tables)
    echo(
        tr(
            "นำกลับมา {count} แถว: {kinds} · เลิกทำได้ด้วยคำสั่ง undo",
            count=brought.rows,
            kinds=in_language(brought.kinds),
        )
    )
    return DONE


def _add_join(subparsers: Subparsers) -> None:
    """Adds the command of this file."""
    join = command(subparsers, "join", tr("รวมแฟ้มสองฉบับของงานเดียวกันที่แก้แยกกัน"), _join)
    file_argument(join, instead=Phrase("รวมแฟ้มที่นำกลับบ้านด้วย server put --merge"))
    option(join, "other", "OTHER", tr("อีกแฟ้มหนึ่ง ไม่ถูกแก้"), a_file)
    flag(join, "--dry-run", tr("ดูว่าจะเปลี่ยนอะไร โดยไม่เขียน"))
    json_argument(join)


def _join(args: argparse.Namespace) -> int:
    do = joining.preview if args.dry_run else joining.join
    with opened(args.file, read_only=args.dry_run) as workspace, ProgressOutput() as progress:
        result = do(workspace, args.other, progress.show)
    if args.json:
        echo_json(_joined_json(result))
    else:
        for line in joining.result_phrases(result, is_trial=args.dry_run):
            echo(in_language(line))
    return DONE_WITH_FINDINGS if result.conflicts or result.named else DONE


def _joined_json(result: JoinResult) -> dict[str, object]:
    return {
        "taken": result.taken,
        "same": result.same,
        "conflicts": [
            {
                "where": in_language(conflict.where),
                "mine": in_language(conflict.mine),
                "theirs": in_language(conflict.theirs),
            }
            for conflict in result.conflicts
        ],
        "edits": _edits(result.edits),
        "own": _edits(result.own),
        "outside": _edits(result.outside),
        "order_kept": result.moved,
        "erased_named": [
            {"where": in_language(one.where), "text": one.text} for one in result.named
        ],
    }


def _edits(edits: tuple[JoinedEdit, ...]) -> list[dict[str, str]]:
    return [
        {
            "label": in_language(edit.label),
            "who": edit.who,
            "at": edit.at.isoformat(timespec="seconds") if edit.at is not None else "",
        }
        for edit in edits
    ]


def carried_lines(carried: CarriedYear) -> Iterator[str]:
    """Yields what was carried over, united, split and lost, a line each."""
    yield tr("ยกมา: {what}", what=in_language(carried_words(carried.carried)))
    for fate in (*carried.united, *carried.split):
        yield in_language(fate_words(fate))
    for loss in carried.lost:
        yield in_language(loss_words(loss))


def carried_json(carried: CarriedYear) -> dict[str, Any]:
    """Returns the same in the JSON format of the command line."""
    return {
        "carried": dict(carried.carried),
        "lost": [
            {"from": loss.code, "what": loss.what.value, "count": loss.amount, "why": str(loss.why)}
            for loss in carried.lost
        ],
        "united": [{"from": list(fate.old), "to": fate.new[0]} for fate in carried.united],
        "split": [{"from": fate.old[0], "to": list(fate.new)} for fate in carried.split],
    }
