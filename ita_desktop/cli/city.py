"""city: many districts, read-only.

What the command city prints: the table of a year, a district, an item.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from ita_desktop.cli import output
from ita_desktop.cli.parser import Subparsers, a_file, a_name, command, flag, json_argument, option
from ita_desktop.documents.reports.city.handed_in import KINDS as SOURCE_KINDS
from ita_desktop.documents.reports.city.handed_in import NOTHING, day_phrase, use_phrase
from ita_desktop.documents.reports.city.words import by_group, group_name
from ita_desktop.domain.city import districts, tables
from ita_desktop.domain.city.handed_in import HandedIn, handed_in
from ita_desktop.domain.city.items import DistrictItemRow, ItemOver
from ita_desktop.domain.errors import InputError, ItaError, WorkspaceError
from ita_desktop.domain.framework import TOTAL, NodeKind
from ita_desktop.i18n import in_language, sentence, tr
from ita_desktop.settings import today
from ita_desktop.storage.server.address import is_address, parse_address

if TYPE_CHECKING:
    from ita_desktop.services.city.reading import Source
    from ita_desktop.storage.server.address import Address


_MOST_LATE = 5


def print_table(city: districts.City, year: int, target: Decimal | None = None) -> None:
    """Says the figures of all districts and groups in a year, then the districts by rank."""
    table = tables.table_of_year(city, year, today())
    aim = target or tables.usual_target(year)
    found = tables.summary_of(table.rows, year, aim)
    output.echo(tr("ปี {year}  {count} เขต", year=year, count=found.present))
    lines = (tables.spread_phrase(found), tables.levels_phrase(found), tables.target_phrase(found))
    for line in filter(None, (*lines, *tables.moves_phrases(found, year))):
        output.echo(in_language(line))
    for group, rows in by_group(table.rows).items():
        output.echo(f"  {_group_line(group, tables.summary_of(rows, year, aim))}")
    ranked = [row for row in table.rows if row.year is not None]
    for row in sorted(ranked, key=lambda row: (row.rank is None, row.rank or 0)):
        output.echo(f"  {_line(row)}")


def _group_line(group: str, found: tables.Summary) -> str:
    """``กรุงเทพใต้  10 เขต  เฉลี่ย 90.22  กลาง 89.54  ถึงเป้าหมาย 8  ขึ้น 5 ลง 2``."""
    parts = [in_language(group_name(group)), tr("{count} เขต", count=found.present)]
    if found.total is not None:
        parts += [
            tr("เฉลี่ย {mean}", mean=found.total.mean),
            tr("กลาง {median}", median=found.total.median),
        ]
        if found.target is not None:
            parts.append(tr("ถึงเป้าหมาย {count}", count=found.reached))
    up, down = found.points.up, found.points.down
    if up or down or found.points.same:
        parts.append(tr("ขึ้น {up} ลง {down}", up=up, down=down))
    return "  ".join(parts)


def print_handed_in(city: districts.City, year: int) -> None:
    """Says who has handed in what of a year, and when."""
    rows = handed_in(city, year)
    missing = [row for row in rows if not row.sources]
    output.echo(
        tr(
            "ปี {year}  มีข้อมูล {count} เขต  ไม่มี {missing} เขต",
            year=year,
            count=len(rows) - len(missing),
            missing=len(missing),
        )
    )
    for row in rows:
        for source in row.sources:
            output.echo(f"  {districts.short_name(row.name)}  {_handed_in(source)}")
    if missing:
        names = " ".join(districts.short_name(row.name) for row in missing)
        output.echo(f"{in_language(NOTHING)}: {names}")


def _handed_in(source: HandedIn) -> str:
    parts = [
        in_language(SOURCE_KINDS[source.kind]),
        Path(source.year.place).name,
        in_language(day_phrase(source)),
        tr("คะแนน {count} ข้อ", count=source.scores),
    ]
    if source.measures is not None:
        parts.append(tr("มาตรการ {count}", count=source.measures))
    parts.append(in_language(use_phrase(source)))
    if source.differs:
        parts.append(tr("ต่างจากที่ใช้ {count} ค่า", count=len(source.differs)))
    return "  ".join(parts)


def _line(row: tables.DistrictRow) -> str:
    assert row.year is not None
    rank = "–" if row.rank is None else str(row.rank)
    total = "–" if row.total is None else f"{row.total:.2f}"
    parts = [f"{rank:>3}", f"{total:>6}", f"{_signed(row):>6}", row.district.short_name]
    parts += filter(None, (row.year.level, _blocked(row), _late(row), *_caveats(row.year)))
    return "  ".join(parts)


def _signed(row: tables.DistrictRow) -> str:
    return "" if row.change is None else f"{row.change:+.2f}"


def _blocked(row: tables.DistrictRow) -> str:
    missing = ", ".join(map(_missing_points, row.blocked_by))
    if not missing or row.year is None:
        return ""
    return tr("ยังไม่ถึง{level}: ขาด {lacks}", level=row.year.next_level, lacks=missing)


def _missing_points(block: districts.Blocked) -> str:
    subject = tr("รวม") if block.subject == TOTAL else block.subject
    return f"{subject} {'–' if block.missing is None else block.missing}"


def _late(row: tables.DistrictRow) -> str:
    if not row.late:
        return ""
    more = " …" if len(row.late) > _MOST_LATE else ""
    return tr("เลยกำหนด {codes}", codes=" ".join(row.late[:_MOST_LATE]) + more)


def _caveats(year: districts.DistrictYear) -> list[str]:
    """What the reader has to know of a total: that it is our own, or rests on a draft."""
    caveats = []
    if year.total is not None and not year.is_official:
        caveats.append(tr("คำนวณเอง"))
    if year.total is not None and not year.is_complete:
        caveats.append(tr("รู้คะแนนแล้ว {known}%", known=int(year.known)))
    if year.is_draft:
        caveats.append(tr("กรอบร่าง"))
    return caveats


def print_district(city: districts.City, district: districts.District, year: int) -> None:
    """Says the place of a district among all, with the items that are farthest below the median."""
    standing = tables.standing_of(city, district, year)
    if standing is None:
        output.echo(tr("{district} ไม่มีข้อมูลปี {year}", district=district.name, year=year))
        return
    output.echo(f"{district.name}  {year}")
    if standing.rank is not None:
        output.echo(
            tr(
                "อันดับ {rank} จาก {count} เขต  เปอร์เซ็นไทล์ {percentile}",
                rank=standing.rank,
                count=standing.of,
                percentile=standing.percentile,
            )
        )
    for part in standing.parts:
        if part.kind is not NodeKind.ITEM or part.is_below_median:
            median = "–" if part.spread is None else f"{part.spread.median:.2f}"
            score = "–" if part.score is None else f"{part.score:.2f}"
            output.echo(
                f"  {part.code:<5}{score:>7}  {tr('กลาง {median}', median=median)}  {part.name}"
            )


def print_problems(city: districts.City) -> None:
    for district in city.problems:
        if district.problem is not None:
            output.echo(
                tr(
                    "อ่านไม่ได้ {source}: {why}",
                    source=district.source,
                    why=sentence(district.problem),
                )
            )
    for note in city.notes:
        output.echo(tr("โปรดทราบ: {note}", note=sentence(note)))


def print_item(over: ItemOver, found: Mapping[int, districts.Practice]) -> None:
    output.echo(f"{over.code} {over.name}")
    output.echo(
        tr(
            "ปี {year}  {count} เขต  ได้ 100: {full} เขต",
            year=over.fiscal_year,
            count=len(over.rows),
            full=len(over.full),
        )
    )
    numbered = sorted(
        enumerate(over.rows), key=lambda ranked: (ranked[1].rank is None, ranked[1].rank or 0)
    )
    for number, row in numbered:
        output.echo(f"  {_item_line(row)}")
        practice = found.get(number)
        for measure in practice.measures if practice is not None else ():
            units = ", ".join(measure.units)
            output.echo(
                f"      • {' '.join(measure.method.split())}{f' ({units})' if units else ''}"
            )
        for evidence in practice.evidence if practice is not None else ():
            output.echo(f"      → {evidence.title}  {evidence.link or tr('ไม่มีข้อมูลที่ต้องเผยแพร่')}")


def _item_line(row: DistrictItemRow) -> str:
    score = "–" if row.score is None else f"{row.score:.2f}"
    change = "" if row.change is None else f"{row.change:+.2f}"
    return f"{score:>6}  {change:>7}  {row.district.short_name}"


def add_to(subparsers: Subparsers) -> None:
    """Adds the command of this file."""
    parser = command(subparsers, "city", tr("ภาพรวมเมือง: หลายเขตเทียบกัน (อ่านอย่างเดียว)"), _city)
    parser.add_argument(
        "sources",
        type=a_name,
        nargs="+",
        metavar="FOLDER",
        help=tr("โฟลเดอร์ แฟ้มงาน ไฟล์ผลการประเมิน หรือที่อยู่งานร่วม postgresql://…"),
    )
    option(parser, "--year", "Y", tr("ปีงบประมาณ พ.ศ. (เว้นไว้ = ปีล่าสุดที่มีคะแนน)"), int)
    option(parser, "--item", "O1", tr("ข้อเดียวทุกเขต พร้อมมาตรการและหลักฐานของเขตที่ได้ 100"))
    option(parser, "--target", "N", tr("คะแนนเป้าหมาย (เว้นไว้ = 85 ในปี 2566-2570)"), _a_score)
    flag(parser, "--handed-in", tr("ใครส่งอะไรและเมื่อไร"))
    option(parser, "--district", "NAME", tr("เขตเดียวเทียบกับทุกเขต"))
    option(parser, "--out", "DIR", tr("ทำเอกสาร Word Excel PDF และสไลด์ไว้ในโฟลเดอร์นี้"), a_file)
    flag(parser, "--no-cache", tr("อ่านทุกแฟ้มใหม่ ไม่ใช้ที่อ่านไว้ก่อน"))
    output.as_typed_argument(parser)
    json_argument(parser)


def _a_score(text: str) -> Decimal:
    """A total, 0-100. Raises InputError for any other text."""
    from ita_desktop.services.scores.scores import parse_score

    score = parse_score(text)
    if score is None:
        raise argparse.ArgumentTypeError("no score")
    return score


def _city(args: argparse.Namespace) -> int:
    from ita_desktop.cli.city_json import as_json, item_json, standing_json
    from ita_desktop.services.city.library import item_over
    from ita_desktop.services.city.papers import UndecidedInCityError
    from ita_desktop.services.city.reading import read_city

    with output.ProgressOutput() as progress:
        city = read_city(_sources(args.sources), progress.show, cached=not args.no_cache)
    if not city.districts:
        raise InputError(
            "ไม่พบแฟ้มงานหรือผลการประเมินในที่ที่บอก",
            where=" ".join(args.sources),
            remedy="ตรวจว่าโฟลเดอร์มีแฟ้ม .ita หรือไฟล์ผลการประเมิน",
        )
    code = output.DONE_WITH_FINDINGS if city.problems or city.notes else output.DONE
    year = _year(args.year, city)
    over = item_over(city, year, args.item) if args.item else None
    district = _district(city, args.district)
    try:
        files = _papers(args, city, year)
    except UndecidedInCityError as error:
        issues = [one.as_issue() for one in error.found]
        return output.print_issues(args, issues, error, {"files": []})
    if args.json:
        described = as_json(city, today(), sentence, args.year, args.target)
        if over is not None:
            described |= {"item": item_json(over, _practices(over))}
        if standing := district and tables.standing_of(city, district, year):
            described |= {"district": standing_json(standing)}
        output.echo_json(described | ({"files": files} if args.out else {}))
        return code
    _print(args, city, year, over)
    print_problems(city)
    for file in files:
        output.echo(file)
    return code


def _print(
    args: argparse.Namespace, city: districts.City, year: int, over: ItemOver | None
) -> None:
    """Says what was asked for: an item, a district, who has handed in what, else all districts."""
    district = _district(city, args.district)
    if over is not None:
        print_item(over, _practices(over))
    elif district is not None:
        print_district(city, district, year)
    elif year and args.handed_in:
        print_handed_in(city, year)
    elif year:
        print_table(city, year, args.target)


def _year(asked: int | None, city: districts.City) -> int:
    from ita_desktop.services.city.library import usual_year

    if asked is not None and asked not in city.fiscal_years:
        for district in city.problems:
            if district.problem is not None:  # it may have the year
                output.print_error(district.problem)
        known = " ".join(map(str, city.fiscal_years)) or "–"
        raise InputError("ไม่มีเขตใดมีข้อมูลปี {year}", remedy="มีปี {known}", year=asked, known=known)
    return asked or usual_year(city) or 0


def _district(city: districts.City, name: str | None) -> districts.District | None:
    if not name:
        return None
    found = city.find(name)
    if found is None:
        raise InputError(
            "ไม่พบเขต {name} ในข้อมูลที่อ่าน",
            remedy="ตรวจชื่อเขต หรือเพิ่มไฟล์ของเขตนั้นแล้วอ่านใหม่",
            name=name,
        )
    return found


def _papers(args: argparse.Namespace, city: districts.City, year: int) -> list[str]:
    """The paths of the papers that were asked for, written."""
    if args.out is None:
        return []
    from ita_desktop.services.city.papers import Wanted, write_papers

    wanted = Wanted(year, today(), args.district or "", args.item or "", target=args.target)
    with output.ProgressOutput() as progress:
        written = write_papers(
            city, wanted, args.out, progress=progress.show, as_typed=args.as_typed
        )
    return [str(path) for path in written]


def _sources(given: Sequence[str]) -> "list[Source]":
    return [_with_password(text) if is_address(text) else Path(text) for text in given]


def _with_password(text: str) -> "Address":
    """The address with the password that was asked for on the terminal, if the server wants one;
    whatever else is the matter is reported when it is read."""
    from ita_desktop.storage.city_looking import looking_at_server

    def tried(address: "Address") -> "Address":
        with looking_at_server(address):
            return address

    address = parse_address(text)
    if not sys.stdin.isatty():
        return address
    try:
        return output.with_password(address, tried)
    except WorkspaceError:
        return address


def _practices(over: ItemOver) -> dict[int, districts.Practice]:
    """What the districts with 100 did, by the place of their row; a file that cannot be read any
    more is reported."""
    from ita_desktop.services.city.library import practice_of

    found = {}
    for number, row in enumerate(over.rows):
        if row.has_full:
            try:
                found[number] = practice_of(row.year, over.code)
            except ItaError as error:
                output.print_error(error)
    return found
