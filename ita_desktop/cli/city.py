"""city: many districts, read-only."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from ita_desktop.cli.output import DONE, DONE_WITH_FINDINGS, say, say_json
from ita_desktop.cli.parser import Subparsers, command, json_argument
from ita_desktop.cli.progress import ProgressOutput
from ita_desktop.domain.city.districts import City, DistrictYear
from ita_desktop.domain.city.items import ItemOver, ItemRow
from ita_desktop.domain.city.practice import Practice
from ita_desktop.domain.city.tables import DistrictRow, table_of_year
from ita_desktop.domain.errors import InputError, ItaError
from ita_desktop.i18n import sentence, tr
from ita_desktop.settings import today

_MOST_LATE = 5


def add_to(subparsers: Subparsers) -> None:
    """Adds the command of this file."""
    parser = command(subparsers, "city", tr("ภาพรวมเมือง: หลายเขตเทียบกัน (อ่านอย่างเดียว)"), _city)
    parser.add_argument(
        "sources",
        nargs="+",
        metavar="FOLDER",
        help=tr("โฟลเดอร์ แฟ้มงาน ไฟล์ผลการประเมิน หรือที่อยู่งานร่วม postgresql://…"),
    )
    parser.add_argument(
        "--year", type=int, metavar="Y", help=tr("ปีงบประมาณ พ.ศ. (เว้นไว้ = ปีล่าสุดที่มีคะแนน)")
    )
    parser.add_argument(
        "--item", metavar="O1", help=tr("ข้อเดียวทุกเขต พร้อมมาตรการและหลักฐานของเขตที่ได้ 100")
    )
    parser.add_argument("--no-cache", action="store_true", help=tr("อ่านทุกแฟ้มใหม่ ไม่ใช้ที่อ่านไว้ก่อน"))
    json_argument(parser)


def _city(args: argparse.Namespace) -> int:
    from ita_desktop.services.city.reading import read_city
    from ita_desktop.services.city.views import as_json, item_json, item_over, usual_year

    with ProgressOutput() as progress:
        city = read_city(_sources(args.sources), progress.tell, cached=not args.no_cache)
    if not city.districts:
        raise InputError(
            "ไม่พบแฟ้มงานหรือผลการประเมินในที่ที่บอก",
            where=" ".join(args.sources),
            remedy="ตรวจว่าโฟลเดอร์มีแฟ้ม .ita หรือไฟล์ผลการประเมิน",
        )
    year = args.year or usual_year(city)
    code = DONE_WITH_FINDINGS if city.problems or city.notes else DONE
    if args.item:
        if year is None:
            raise InputError("ไม่มีปีงบประมาณใดในที่อ่านมา", remedy="ตรวจว่าโฟลเดอร์มีแฟ้มงานหรือผลการประเมิน")
        over = item_over(city, year, args.item)
        found = _practices(over)
        if args.json:
            say_json(item_json(over, found))
        else:
            _say_item(over, found)
        return code
    if args.json:
        say_json(as_json(city, today(), sentence, args.year))
        return code
    if year is not None:
        _say_table(city, year)
    _say_told(city)
    return code


def _sources(given: Sequence[str]) -> list[Path | str]:
    from ita_desktop.storage.server.address import is_address

    return [text if is_address(text) else Path(text) for text in given]


def _practices(over: ItemOver) -> dict[int, Practice]:
    """What the districts with 100 did, by the place of their row; a file that cannot be read any
    more is told."""
    from ita_desktop.cli.output import complain
    from ita_desktop.services.city.practice import practice_of

    found = {}
    for number, row in enumerate(over.rows):
        if row.has_full:
            try:
                found[number] = practice_of(row.year, over.code)
            except ItaError as error:
                complain(error)
    return found


def _say_table(city: City, year: int) -> None:
    table = table_of_year(city, year, today())
    count = sum(row.year is not None for row in table.rows)
    say(tr("ปี {year}  {count} เขต", year=year, count=count))
    if table.total is not None:
        say(
            tr(
                "คะแนนรวม {count} เขต: ต่ำสุด {least} กลาง {median} สูงสุด {most} เฉลี่ย {mean}",
                count=table.total.known,
                least=table.total.least,
                median=table.total.median,
                most=table.total.most,
                mean=table.total.mean,
            )
        )
    ranked = [row for row in table.rows if row.year is not None]
    for row in sorted(ranked, key=lambda row: (row.rank is None, row.rank or 0)):
        say(f"  {_line(row)}")


def _line(row: DistrictRow) -> str:
    assert row.year is not None
    rank = "–" if row.rank is None else str(row.rank)
    total = "–" if row.total is None else f"{row.total:.2f}"
    parts = [f"{rank:>3}", f"{total:>6}", f"{_signed(row):>6}", row.district.short_name]
    parts += filter(None, (row.year.level, _blocked(row), _late(row), *_said(row.year)))
    return "  ".join(parts)


def _signed(row: DistrictRow) -> str:
    return "" if row.change is None else f"{row.change:+.2f}"


def _blocked(row: DistrictRow) -> str:
    lacks = ", ".join(
        f"{block.subject} {'–' if block.missing is None else block.missing}"
        for block in row.blocked_by
    )
    if not lacks or row.year is None:
        return ""
    return tr("ยังไม่ถึง{level}: ขาด {lacks}", level=row.year.next_level, lacks=lacks)


def _late(row: DistrictRow) -> str:
    if not row.late:
        return ""
    more = " …" if len(row.late) > _MOST_LATE else ""
    return tr("เลยกำหนด {codes}", codes=" ".join(row.late[:_MOST_LATE]) + more)


def _said(year: DistrictYear) -> list[str]:
    """What the reader has to know of a total: that it is our own, or rests on a draft."""
    said = []
    if year.total is not None and not year.is_official:
        said.append(tr("คำนวณเอง"))
    if year.total is not None and not year.is_complete:
        said.append(tr("รู้คะแนนแล้ว {known}%", known=f"{year.known:.0f}"))
    if year.is_draft:
        said.append(tr("กรอบร่าง"))
    return said


def _say_told(city: City) -> None:
    for district in city.problems:
        if district.problem is not None:
            say(
                tr(
                    "อ่านไม่ได้ {source}: {why}",
                    source=district.source,
                    why=sentence(district.problem),
                )
            )
    for note in city.notes:
        say(tr("โปรดทราบ: {note}", note=sentence(note)))


def _say_item(over: ItemOver, found: dict[int, Practice]) -> None:
    say(f"{over.code} {over.name}")
    say(
        tr(
            "ปี {year}  {count} เขต  ได้ 100: {full} เขต",
            year=over.fiscal_year,
            count=len(over.rows),
            full=len(over.full),
        )
    )
    numbered = sorted(enumerate(over.rows), key=lambda one: (one[1].rank is None, one[1].rank or 0))
    for number, row in numbered:
        say(f"  {_item_line(row)}")
        practice = found.get(number)
        for measure in practice.measures if practice is not None else ():
            units = ", ".join(measure.units)
            say(f"      • {' '.join(measure.method.split())}{f' ({units})' if units else ''}")
        for evidence in practice.evidence if practice is not None else ():
            say(f"      → {evidence.title}  {evidence.link or tr('ไม่มีข้อมูลที่ต้องเผยแพร่')}")


def _item_line(row: ItemRow) -> str:
    score = "–" if row.score is None else f"{row.score:.2f}"
    change = "" if row.change is None else f"{row.change:+.2f}"
    return f"{score:>6}  {change:>7}  {row.district.short_name}"
