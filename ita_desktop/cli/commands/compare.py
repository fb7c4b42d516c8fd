"""compare."""

import argparse
from collections.abc import Sequence
from typing import Any

from ita_desktop.cli.output import DONE, chosen_year, echo, echo_json, opened
from ita_desktop.cli.parser import Subparsers, command, file_argument, json_argument, year_argument
from ita_desktop.i18n import tr
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.scores import two_decimals
from ita_desktop.settings import today


def add_to(subparsers: Subparsers) -> None:
    """Adds the command of this file."""
    compare = command(subparsers, "compare", tr("เทียบคะแนนสองปี"), _compare)
    file_argument(compare)
    year_argument(compare)
    compare.add_argument(
        "--with",
        dest="other",
        type=int,
        required=True,
        metavar="Y2",
        help=tr("ปีที่เทียบด้วย (พ.ศ.)"),
    )
    json_argument(compare)


def _compare(args: argparse.Namespace) -> int:
    with opened(args.file, read_only=True) as workspace:
        data = workspace.year(chosen_year(workspace, args.year))
        day = workspace.shown_day or today()
        found = scores.compare_years(data, workspace.year(args.other), day)
        described = scores.compared_as_json(found)
    if args.json:
        echo_json(described)
        return DONE
    echo(tr("ปี {year} เทียบปี {other}", year=described["fiscal_year"], other=described["with"]))
    echo(_line(described["total"]))
    _list(described["instruments"])
    _list(described["indicators"])
    _list(described["items"])
    if described["merged_or_split"]:
        echo(tr("ข้อที่รวมกันหรือแยกกัน เทียบตรงไม่ได้"))
        _list(described["merged_or_split"])
    if described["not_comparable"]:
        echo(
            tr(
                "ข้อที่เทียบกับปี {year} ไม่ได้: {codes}",
                year=described["with"],
                codes=" ".join(described["not_comparable"]),
            )
        )
    for word, key in ((tr("เพิ่มมากที่สุด"), "risen"), (tr("ลดมากที่สุด"), "fallen")):
        if described[key]:
            rows = getattr(found, key)
            text = " · ".join(f"{row.code} {_signed(two_decimals(row.change))}" for row in rows)
            echo(f"{word}: {text}")
    return DONE


def _list(rows: Sequence[dict[str, Any]]) -> None:
    for row in rows:
        if row["before"] is not None or row["now"] is not None:
            echo(f"  {_line(row)}")


def _line(row: dict[str, Any]) -> str:
    was = "" if row["was"] == row["code"] else tr(" (เดิม {code})", code=row["was"])
    before, now = row["before"] or "–", row["now"] or "–"
    return f"{row['code']:<5}{before:>7} → {now:>6}  {_signed(row['change']):>7}{was}".rstrip()


def _signed(change: str | None) -> str:
    if change is None:
        return ""
    return change if change.startswith("-") or change == "0.00" else f"+{change}"
