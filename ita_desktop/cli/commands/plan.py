"""plan."""

import argparse
from collections.abc import Sequence
from typing import Any

from ita_desktop.cli.output import DONE, chosen_year, echo, echo_json, opened
from ita_desktop.cli.parser import (
    Subparsers,
    command,
    file_argument,
    json_argument,
    option,
    year_argument,
)
from ita_desktop.i18n import tr
from ita_desktop.services.scores import planning

_MOST_SETS = 5
"""So many of the sets that do equally well are printed; ``--json`` has more."""


def add_to(subparsers: Subparsers) -> None:
    """Adds the command of this file."""
    plan = command(subparsers, "plan", tr("ทำอะไรจึงถึงระดับถัดไป"), _plan)
    file_argument(plan)
    year_argument(plan)
    option(plan, "--level", "NAME", tr("ระดับที่ต้องการ เช่น ผ่านดี"))
    json_argument(plan)


def _plan(args: argparse.Namespace) -> int:
    with opened(args.file, read_only=True) as workspace:
        data = workspace.year(chosen_year(workspace, args.year))
        found = planning.year_plan(data, workspace.year_before(data.year), args.level or "")
        described = planning.as_json(data, found)
    if args.json:
        echo_json(described)
    else:
        _print_plan(described)
    return DONE


def _print_plan(described: dict[str, Any]) -> None:
    level = described["level"]
    echo(
        tr(
            "ปี {year}  รวม {total}  {level}",
            year=described["fiscal_year"],
            total=described["total"] or "–",
            level=level["name_th"] if level else "–",
        )
    )
    if described["from_year"] is not None:
        echo(tr("คะแนนที่ยังไม่มีผลใช้ของปี {year}", year=described["from_year"]))
    if described["target"] is None:
        _print_no_aim(
            [part["code"] for part in described["instruments"] if part["has"] is None], described
        )
    elif described["reached"]:
        echo(tr("ถึง{level}แล้ว", level=described["target"]["name_th"]))
    else:
        _print_way(described, described["target"]["name_th"])


def _print_no_aim(missing: Sequence[str], described: dict[str, Any]) -> None:
    """Why no level can be aimed at, and how one is chosen."""
    if len(missing) == len(described["instruments"]):
        echo(tr("ยังไม่มีคะแนน จึงยังวางแผนไม่ได้"))
        return
    codes = " ".join(missing)
    text = tr("ยังไม่มีคะแนน {codes} จึงยังบอกระดับถัดไปไม่ได้", codes=codes)
    echo(f"{text} · {tr('ถ้าจะวางแผนตอนนี้ ระบุระดับด้วย --level เช่น --level ผ่านดี')}")


def _print_way(described: dict[str, Any], name: str) -> None:
    if described["level"] is None:
        text = "ยังบอกระดับของปีนี้ไม่ได้ วางแผนให้ถึง{level}"
        echo(tr(text, level=name))
    for part in described["instruments"]:
        if part["has"] is None:
            asked = tr("ต้องได้ {needs}", needs=part["needs"]) if part["needs"] else ""
            echo(f"{tr('ยังไม่มีคะแนน {codes}', codes=part['code'])} {asked}".rstrip())
    for block in _known(described["blocked_by"]):
        echo(tr("ยังไม่ถึง{level}: {rule} มี {has} ขาด {missing}", level=name, **block))
    if described["together_to"] is not None:
        text = "ไม่มีเครื่องมือใดพาให้ถึง{level}ได้ลำพัง ทุกเครื่องมือต้องได้ {needs}"
        echo(tr(text, level=name, needs=described["together_to"]))
    for part in described["instruments"]:
        if part["has"] is not None and part["needs"] is None and part["missing"] != "0.00":
            echo(tr("{code} {has} แม้ได้ 100 ก็ยังไม่พอ", code=part["code"], has=part["has"]))
    _print_ways(described, name)
    for part in described["instruments"]:
        _print_part(part)
    for block in _known(described["blocked_with_all_oit"]):
        echo(tr("แม้ OIT ครบทุกข้อก็ยังไม่ถึง{level}: {rule} ขาด {missing}", level=name, **block))


def _print_ways(described: dict[str, Any], name: str) -> None:
    """Where there is a choice the ways that are each enough by themselves, the cheapest first;
    how each is gone follows."""
    has = {part["code"]: part["has"] for part in described["instruments"]}
    if len(described["ways"]) < 2:
        return
    echo(tr("อย่างใดอย่างหนึ่งต่อไปนี้พอให้ถึง{level}", level=name))
    for number, way in enumerate(described["ways"], 1):
        asked = "{code} {has} ต้องได้ {needs}"
        texts = [tr(asked, code=code, has=has[code], needs=needs) for code, needs in way.items()]
        echo(f"  {number}. {' · '.join(texts)}")
    echo(tr("แต่ละอย่างทำได้ดังนี้"))


def _known(blocks: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [block for block in blocks if block["has"] is not None]


def _print_part(part: dict[str, Any]) -> None:
    if part["has"] is None or part["needs"] is None or part["missing"] == "0.00":
        return
    if part.get("sets"):
        _print_sets(part)
    else:
        _print_items(part)


def _print_sets(part: dict[str, Any]) -> None:
    sets = part["sets"]
    echo(
        tr(
            "{code} {has} ต้องได้ {needs}: ทำให้ครบอีกอย่างน้อย {count} ข้อ",
            code=part["code"],
            has=part["has"],
            needs=part["needs"],
            count=sets[0]["size"],
        )
    )
    for number, oit_set in enumerate(sets[:_MOST_SETS], 1):
        echo(f"  {number}. {' · '.join(map(_pick, oit_set['picks']))}")
    named = {
        item["code"]: item["owners"] for set_ in sets for p in set_["picks"] for item in p["of"]
    }
    for code, owners in named.items():
        if owners:
            echo(f"     {code:<4} {owners}")
    missing = {
        item["code"]: item.get("units", ())
        for set_ in sets
        for p in set_["picks"]
        for item in p["of"]
    }
    for code, units in missing.items():
        if units:
            echo("     " + tr("{code} ยังขาด {units}", code=code, units=", ".join(units)))


def _pick(pick: dict[str, Any]) -> str:
    codes = " ".join(item["code"] for item in pick["of"])
    if pick["take"] == len(pick["of"]):
        return codes
    return tr("{count} ข้อใน {codes}", count=pick["take"], codes=codes)


def _print_items(part: dict[str, Any]) -> None:
    together = part.get("together")
    if together is None:
        echo(tr("{code} {has} ต้องได้ {needs}", **{k: part[k] for k in ("code", "has", "needs")}))
    else:
        of_items = not together["items"][0].isdecimal()
        each = "{code} {has} ต้องได้ {needs}: {items} ต้องได้ข้อละ {each}"
        of_indicators = "{code} {has} ต้องได้ {needs}: ตัวชี้วัด {items} ต้องได้ตัวละ {each}"
        echo(
            tr(
                each if of_items else of_indicators,
                code=part["code"],
                has=part["has"],
                needs=part["needs"],
                items=" ".join(together["items"]),
                each=together["needs"],
            )
        )
    for item in part.get("items", ()):
        text = tr(
            "  {code} {has}  ทุก 1 คะแนน รวมเพิ่ม {gain}",
            code=item["code"],
            has=item["has"],
            gain=item["total_per_point"],
        )
        alone = item["needs_alone"]
        if alone is not None:
            text += "  " + tr("ถ้ายกเพียงอย่างเดียวต้องได้ {needs}", needs=alone)
        echo(text)
