"""doctor: what the program stands on, for whoever helps the clerk."""

import argparse

from ita_desktop.cli.output import DONE, DONE_WITH_FINDINGS, echo, echo_json
from ita_desktop.cli.parser import Subparsers, command, json_argument
from ita_desktop.i18n import in_language, language, tr
from ita_desktop.services import left_work
from ita_desktop.services.support import examine, lines_of


def add_to(subparsers: Subparsers) -> None:
    """Adds the command."""
    json_argument(command(subparsers, "doctor", tr("ตรวจเครื่องและโปรแกรม"), _doctor))


def _doctor(args: argparse.Namespace) -> int:
    described = examine()
    left = left_work.listed()
    described["problems"] += [left_work.described(work) for work in left]
    if args.json:
        of_left = [
            {
                "file": str(work.target),
                "path": str(work.path),
                "at": work.at.isoformat(timespec="seconds"),
                "edits": work.edits,
            }
            for work in left
        ]
        problems = [in_language(text) for text in described["problems"]]
        sqlite = described["sqlite"] | {"journal": in_language(described["sqlite"]["journal"])}
        echo_json(described | {"sqlite": sqlite, "left_work": of_left, "problems": problems})
    else:
        for line in lines_of(described, language.translate):
            echo(line)
    return DONE if not described["problems"] else DONE_WITH_FINDINGS
