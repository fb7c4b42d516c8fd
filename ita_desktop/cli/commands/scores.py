"""score."""

import argparse

from ita_desktop.cli.output import DONE, chosen_year, echo, echo_json, opened
from ita_desktop.cli.parser import Subparsers, command, file_argument, json_argument, year_argument
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.scores.progress import tree_of
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.scores import ScoreBarData, ScoreRange
from ita_desktop.services.tracking.units import by_unit, missing
from ita_desktop.settings import today


def add_to(subparsers: Subparsers) -> None:
    """Adds the commands of this file."""
    score = command(subparsers, "score", tr("คะแนน ITA ของปี"), _score)
    file_argument(score)
    year_argument(score)
    json_argument(score)


def _score(args: argparse.Namespace) -> int:
    with opened(args.file, read_only=True) as workspace:
        data = workspace.year(chosen_year(workspace, args.year))
        previous = workspace.year_before(data.year)
        units = by_unit(data, workspace.shown_day or today())
    described, rooms = {**scores.as_json(data), "by_unit": units}, scores.rooms(data)
    if args.json:
        echo_json(described)
        return DONE
    level = described["level"]
    echo(
        tr(
            "ปี {year}  รวม {total}  {level}",
            year=described["fiscal_year"],
            total=described["total"] or "–",
            level=level["name_th"] if level else "–",
        )
    )
    if described["framework_status"] == "draft":
        echo(
            tr(
                "กรอบของปีนี้เป็นร่างจากกรอบ {source} คะแนนและระดับยังไม่ยืนยัน",
                source=described["drafted_from"],
            )
        )
    score_bar = scores.score_bar_data(data, previous, tree_of(data))
    if score_bar.mixed and score_bar.total is not None:
        echo(_with_last_year(score_bar))
    for room in rooms:
        echo(_known(room))
    for instrument in described["instruments"]:
        echo(f"  {instrument['code']}  {instrument['score'] or '–'}  × {instrument['weight']}")
    for indicator in described["indicators"]:
        echo(f"    {indicator['code']:<5} {indicator['score'] or '–'}")
    for block in level["blocked_by"] if level else ():
        echo(
            tr(
                "ยังไม่ถึง{level}: {rule} มี {has} ขาด {missing}",
                level=block["level"],
                rule=block["rule"],
                has=block["has"] or "–",
                missing=block["missing"] or "–",
            )
        )
    for place in units:
        if names := missing(place):
            code = place.get("item") or in_language(place["measure"])
            echo(tr("{code} ยังขาด {units}", code=code, units=", ".join(names)))
    return DONE


def _with_last_year(score_bar: ScoreBarData) -> str:
    """What the score bar shows, where surveys of the year before stand in for this year's."""
    level = score_bar.level.level
    return tr(
        "ใช้ {codes} ของปี {year} แทนที่ยังไม่มีผล: รวม {total}  {level}",
        codes=" ".join(figure.code for figure in score_bar.figures if figure.from_year is not None),
        year=next(figure.from_year for figure in score_bar.figures if figure.from_year is not None),
        total=f"{score_bar.total:.2f}",
        level=level.name if level else "–",
    )


def _known(room: ScoreRange) -> str:
    text = "{code} รู้คะแนนแล้ว {known}% เฉลี่ยจากที่รู้ {mean} อยู่ระหว่าง {low} ถึง {high}"
    return tr(
        text,
        code=tr("รวม") if room.code == TOTAL else room.code,
        known=f"{room.known:.2f}",
        mean="–" if room.mean is None else f"{room.mean:.2f}",
        low=f"{room.low:.2f}",
        high=f"{room.high:.2f}",
    )
