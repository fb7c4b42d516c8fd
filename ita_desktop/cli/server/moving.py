"""server put, take, backup: between a file and a database."""

import argparse
from pathlib import Path

from ita_desktop.cli.output import DONE, DONE_WITH_FINDINGS, ProgressOutput, echo, echo_json
from ita_desktop.cli.parser import (
    Subparsers,
    a_file,
    address_argument,
    command,
    flag,
    json_argument,
    option,
)
from ita_desktop.cli.passwords import with_password
from ita_desktop.domain.errors import InputError
from ita_desktop.i18n import in_language, tr
from ita_desktop.services import server_moving
from ita_desktop.services.server_moving import MergeResult, Moved
from ita_desktop.services.settings import differences
from ita_desktop.services.settings.differences import KindDifference
from ita_desktop.storage.workspace import Workspace


def add_to(parts: Subparsers) -> None:
    """Adds the commands of this file."""
    put = command(parts, "put", tr("ย้ายแฟ้มขึ้นฐานข้อมูล และเทียบว่าตรงกันทั้งสองฝั่ง"), _put)
    address_argument(put)
    _file(put)
    flag(put, "--replace", tr("แทนที่งานที่มีอยู่ (สำรองของเดิมไว้ก่อน)"))
    flag(put, "--merge", tr("รวมเฉพาะสิ่งที่แก้ในแฟ้มที่นำกลับบ้านไปทำต่อ"))
    flag(put, "--mine", tr("ที่แก้ตรงกัน ให้ใช้ของแฟ้มนี้ (ใช้กับ --merge)"))
    flag(put, "--dry-run", tr("ดูว่าจะเปลี่ยนอะไร โดยไม่เขียน"))

    take = command(parts, "take", tr("นำงานร่วมลงมาเป็นแฟ้มใหม่ และเทียบว่าตรงกันทั้งสองฝั่ง"), _take)
    address_argument(take)
    _file(take)
    flag(take, "--branch", tr("เพื่อนำไปทำต่อที่บ้าน แล้วรวมกลับด้วย put --merge"))

    backup = command(parts, "backup", tr("สำรองงานร่วมไว้ในเครื่องนี้"), _backup)
    address_argument(backup)
    backup.add_argument("out", nargs="?", type=a_file, metavar="OUT",
                        help=tr("ไฟล์หรือโฟลเดอร์ของสำเนา (เว้นไว้ = โฟลเดอร์แฟ้มสำรอง)"))  # fmt: skip
    for parser in (put, take, backup):
        json_argument(parser)


def _file(parser: argparse.ArgumentParser) -> None:
    option(parser, "file", "FILE", tr("แฟ้มงาน .ita"), a_file)


def _put(args: argparse.Namespace) -> int:
    if args.merge:
        return _merge(args)
    if args.mine:
        raise InputError("--mine ใช้กับ --merge", remedy="เติม --merge")
    if args.dry_run:
        return _preview(args)
    with (
        ProgressOutput() as progress,
        differences.opened_source(args.file, progress.show) as source,
    ):
        moved = with_password(
            args.address,
            lambda address: server_moving.put(
                source, address, progress.show, replaces=args.replace
            ),
        )
    return _print_end(args, moved, tr("ย้าย {path} ขึ้นฐานข้อมูลแล้ว", path=args.file))


def _merge(args: argparse.Namespace) -> int:
    if args.replace:
        raise InputError("ใช้ --merge พร้อมกับ --replace ไม่ได้", remedy="เลือกอย่างใดอย่างหนึ่ง")
    with ProgressOutput() as progress:
        result = with_password(
            args.address,
            lambda address: server_moving.merge(
                args.file, address, progress.show, mine=args.mine, is_trial=args.dry_run
            ),
        )
    if args.json:
        echo_json(_merge_json(result))
    else:
        for line in server_moving.result_phrases(result, is_trial=args.dry_run):
            echo(in_language(line))
    return DONE_WITH_FINDINGS if result.conflicts else DONE


def _merge_json(result: MergeResult) -> dict[str, object]:
    return {
        "edits": [in_language(label) for label in result.labels],
        "rows": result.rows,
        "same": result.same,
        "order_kept": result.moved,
        "conflicts": [
            {
                "edit": in_language(conflict.label),
                "kind": in_language(conflict.kind),
                "table": conflict.table,
                "record": in_language(conflict.name),
                "column": conflict.column,
                "field": in_language(conflict.field),
                "mine": conflict.mine,
                "theirs": conflict.theirs,
                "who": conflict.who,
                "reason": in_language(conflict.reason),
            }
            for conflict in result.conflicts
        ],
    }


def _preview(args: argparse.Namespace) -> int:
    if not args.replace:
        raise InputError("--dry-run ใช้กับ --replace", remedy="เติม --replace เพื่อดูว่าจะแทนที่อะไร")
    with (
        ProgressOutput() as progress,
        with_password(args.address, Workspace.connect) as shared,
    ):
        found = differences.compare(shared, args.file, progress.show)
    if args.json:
        echo_json({"differences": [_as_json(difference) for difference in found]})
        return DONE
    for difference in found:
        echo(
            tr(
                "{kind}: หายไป {added} เปลี่ยน {changed} กลับมา {gone}",
                kind=in_language(difference.kind),
                added=difference.added,
                changed=difference.changed,
                gone=difference.gone,
            )
        )
    if not found:
        echo(tr("ไม่มีอะไรต่างกัน"))
    return DONE


def _as_json(difference: KindDifference) -> dict[str, object]:
    return {
        "kind": in_language(difference.kind),
        "tables": list(difference.tables),
        "lost": difference.added,
        "changed": difference.changed,
        "brought_back": difference.gone,
    }


def _take(args: argparse.Namespace) -> int:
    with ProgressOutput() as progress:
        moved = with_password(
            args.address,
            lambda address: server_moving.take(
                address, args.file, progress.show, as_branch=args.branch
            ),
        )
    return _print_end(args, moved, tr("นำงานร่วมลงมาที่ {path} แล้ว", path=args.file))


def _backup(args: argparse.Namespace) -> int:
    with ProgressOutput() as progress:
        moved = with_password(
            args.address, lambda address: server_moving.back_up(address, args.out, progress.show)
        )
    return _print_end(args, moved, tr("สำรองไว้ที่ {path} แล้ว", path=moved.kept), moved.kept)


def _print_end(args: argparse.Namespace, moved: Moved, done: str, copy: Path | None = None) -> int:
    held = moved.contents
    if args.json:
        echo_json(
            {
                "records": held.records,
                "files": held.files,
                "edits": held.edits,
                "digest": held.digest,
                "copy": str(moved.kept) if moved.kept is not None else None,
            }
        )
        return DONE
    echo(done)
    echo(
        tr(
            "ตรงกันทั้งสองฝั่ง: ข้อมูล {records} แถว ไฟล์ {files} รายการ "
            "ประวัติ {edits} ครั้ง (รหัสสรุป {digest})",
            records=held.records,
            files=held.files,
            edits=held.edits,
            digest=held.digest,
        )
    )
    if moved.kept is not None and copy is None:
        echo(tr("งานเดิมเก็บไว้ที่ {path}", path=moved.kept))
    return DONE
