"""score."""

import argparse

from ita_desktop.cli.output import DONE, chosen_year, opened, say, say_json
from ita_desktop.cli.parser import (
    Subparsers,
    command,
    file_argument,
    json_argument,
    year_argument,
)
from ita_desktop.i18n import tr
from ita_desktop.services import scores


def add_to(subparsers: Subparsers) -> None:
    """Adds the commands of this file."""
    score = command(subparsers, "score", tr("คะแนน ITA ของปี"), _score)
    file_argument(score)
    year_argument(score)
    json_argument(score)


def _score(args: argparse.Namespace) -> int:
    with opened(args.file, read_only=True) as workspace:
        told = scores.as_json(workspace.year(chosen_year(workspace, args.year)))
    if args.json:
        say_json(told)
        return DONE
    level = told["level"]
    say(
        tr(
            "ปี {year}  รวม {total}  {level}",
            year=told["fiscal_year"],
            total=told["total"] or "–",
            level=level["name_th"] if level else "–",
        )
    )
    for one in told["instruments"]:
        say(f"  {one['code']}  {one['score'] or '–'}  × {one['weight']}")
    for one in told["indicators"]:
        say(f"    {one['code']:<5} {one['score'] or '–'}")
    for block in level["blocked_by"] if level else ():
        say(
            tr(
                "ยังไม่ถึง{level}: {rule} มี {has} ขาด {missing}",
                level=block["level"],
                rule=block["rule"],
                has=block["has"] or "–",
                missing=block["missing"] or "–",
            )
        )
    return DONE
