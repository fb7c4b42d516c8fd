"""join."""

import argparse

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
from ita_desktop.domain.errors import Phrase
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.settings import joining
from ita_desktop.services.settings.joining import JoinedEdit, JoinResult


def add_to(subparsers: Subparsers) -> None:
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
        echo_json(_as_json(result))
    else:
        for line in joining.result_phrases(result, is_trial=args.dry_run):
            echo(in_language(line))
    return DONE_WITH_FINDINGS if result.conflicts or result.named else DONE


def _as_json(result: JoinResult) -> dict[str, object]:
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
