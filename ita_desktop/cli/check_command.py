"""check."""

import argparse

from ita_desktop.cli.output import (
    DONE,
    DONE_WITH_FINDINGS,
    chosen_year,
    opened,
    say,
    say_json,
)
from ita_desktop.cli.parser import (
    Subparsers,
    command,
    file_argument,
    json_argument,
    year_argument,
)
from ita_desktop.i18n import in_language, tr
from ita_desktop.services import checking
from ita_desktop.services.checking import Finding, Severity
from ita_desktop.settings import today


def add_to(subparsers: Subparsers) -> None:
    """Adds the command of this file."""
    check = command(subparsers, "check", tr("ตรวจข้อมูล กำหนดส่ง และแฟ้มของปี"), _check)
    file_argument(check)
    year_argument(check)
    json_argument(check)


def _check(args: argparse.Namespace) -> int:
    with opened(args.file, read_only=True) as workspace:
        year = chosen_year(workspace, args.year)
        found = checking.check(workspace, year, workspace.shown_day or today())
    if args.json:
        say_json({"findings": [one.as_json() for one in found]})
    else:
        for one in found:
            say(_line(one))
        if not found:
            say(tr("ไม่พบสิ่งที่ต้องแก้"))
    errors = any(one.severity is Severity.ERROR for one in found)
    return DONE_WITH_FINDINGS if errors else DONE


def _line(one: Finding) -> str:
    marks = {
        Severity.ERROR: tr("ต้องแก้"),
        Severity.WARNING: tr("ควรดู"),
        Severity.INFO: tr("ทราบ"),
    }
    fix = f" · {in_language(one.fix)}" if one.fix else ""
    return f"{marks[one.severity]}  {in_language(one.where)}: {in_language(one.message)}{fix}"
