"""What a command says where it would publish personal data that nobody has decided about."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from ita_desktop.cli.output import DONE_WITH_FINDINGS, echo, echo_json, print_error
from ita_desktop.domain.errors import ItaError
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import in_language, tr, translated
from ita_desktop.services.checks.issues import CheckIssue
from ita_desktop.services.personal.going_out import UndecidedError
from ita_desktop.services.personal.public_texts import issue_of


def as_typed_argument(parser: argparse.ArgumentParser) -> None:
    """The argument that publishes texts whatever they hold."""
    parser.add_argument("--as-typed", action="store_true",
                        help=tr("เผยแพร่ข้อความตามที่พิมพ์ แม้มีข้อมูลส่วนบุคคลที่ยังไม่ตัดสิน"))  # fmt: skip


def print_undecided(
    args: argparse.Namespace, data: YearData, error: UndecidedError, nothing: Mapping[str, Any]
) -> int:
    """Lists the places, and why nothing was written; with ``--json`` beside ``nothing``, which is
    what the command gives for no file. Returns the exit code."""
    return print_issues(args, [issue_of(data, found) for found in error.found], error, nothing)


def print_issues(
    args: argparse.Namespace,
    issues: Sequence[CheckIssue],
    error: ItaError,
    nothing: Mapping[str, Any],
) -> int:
    """Like :func:`print_undecided`, of places that are known as issues."""
    if args.json:
        echo_json({**nothing, "undecided": [issue.as_json() for issue in issues]})
    else:
        for issue in issues:
            echo(f"{in_language(issue.where)}: {translated(issue.message)}")
    sys.stdout.flush()
    print_error(error)
    return DONE_WITH_FINDINGS
