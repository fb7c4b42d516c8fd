"""city: many districts, read-only."""

import argparse
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from ita_desktop.cli.city_printing import (
    print_district,
    print_handed_in,
    print_item,
    print_problems,
    print_table,
)
from ita_desktop.cli.output import DONE, DONE_WITH_FINDINGS, echo, echo_json, print_error
from ita_desktop.cli.parser import Subparsers, a_file, a_name, command, json_argument
from ita_desktop.cli.progress import ProgressOutput
from ita_desktop.cli.undecided import as_typed_argument, print_issues
from ita_desktop.domain.city.districts import City, District
from ita_desktop.domain.city.items import ItemOver
from ita_desktop.domain.city.measures import Practice
from ita_desktop.domain.city.tables import standing_of
from ita_desktop.domain.errors import InputError, ItaError, WorkspaceError
from ita_desktop.i18n import sentence, tr
from ita_desktop.settings import today

if TYPE_CHECKING:
    from ita_desktop.services.city.sources import Source
    from ita_desktop.storage.server.address import Address


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
    parser.add_argument(
        "--year", type=int, metavar="Y", help=tr("ปีงบประมาณ พ.ศ. (เว้นไว้ = ปีล่าสุดที่มีคะแนน)")
    )
    parser.add_argument(
        "--item", metavar="O1", help=tr("ข้อเดียวทุกเขต พร้อมมาตรการและหลักฐานของเขตที่ได้ 100")
    )
    parser.add_argument(
        "--target", type=_a_score, metavar="N", help=tr("คะแนนเป้าหมาย (เว้นไว้ = 85 ในปี 2566-2570)")
    )
    parser.add_argument("--handed-in", action="store_true", help=tr("ใครส่งอะไรและเมื่อไร"))
    parser.add_argument("--district", metavar="NAME", help=tr("เขตเดียวเทียบกับทุกเขต"))
    parser.add_argument(
        "--out", type=a_file, metavar="DIR", help=tr("ทำเอกสาร Word Excel PDF และสไลด์ไว้ในโฟลเดอร์นี้")
    )
    parser.add_argument("--no-cache", action="store_true", help=tr("อ่านทุกแฟ้มใหม่ ไม่ใช้ที่อ่านไว้ก่อน"))
    as_typed_argument(parser)
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
    from ita_desktop.services.city.going_out import UndecidedInCityError
    from ita_desktop.services.city.reading import read_city
    from ita_desktop.services.city.views import item_over

    with ProgressOutput() as progress:
        city = read_city(_sources(args.sources), progress.show, cached=not args.no_cache)
    if not city.districts:
        raise InputError(
            "ไม่พบแฟ้มงานหรือผลการประเมินในที่ที่บอก",
            where=" ".join(args.sources),
            remedy="ตรวจว่าโฟลเดอร์มีแฟ้ม .ita หรือไฟล์ผลการประเมิน",
        )
    code = DONE_WITH_FINDINGS if city.problems or city.notes else DONE
    year = _year(args.year, city)
    over = item_over(city, year, args.item) if args.item else None
    district = _district(city, args.district)
    try:
        files = _papers(args, city, year)
    except UndecidedInCityError as error:
        issues = [one.as_issue() for one in error.found]
        return print_issues(args, issues, error, {"files": []})
    if args.json:
        described = as_json(city, today(), sentence, args.year, args.target)
        if over is not None:
            described |= {"item": item_json(over, _practices(over))}
        if standing := district and standing_of(city, district, year):
            described |= {"district": standing_json(standing)}
        echo_json(described | ({"files": files} if args.out else {}))
        return code
    _print(args, city, year, over)
    print_problems(city)
    for file in files:
        echo(file)
    return code


def _print(args: argparse.Namespace, city: City, year: int, over: ItemOver | None) -> None:
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


def _year(asked: int | None, city: City) -> int:
    from ita_desktop.services.city.views import usual_year

    if asked is not None and asked not in city.fiscal_years:
        for district in city.problems:
            if district.problem is not None:  # it may have the year
                print_error(district.problem)
        known = " ".join(map(str, city.fiscal_years)) or "–"
        raise InputError("ไม่มีเขตใดมีข้อมูลปี {year}", remedy="มีปี {known}", year=asked, known=known)
    return asked or usual_year(city) or 0


def _district(city: City, name: str | None) -> District | None:
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


def _papers(args: argparse.Namespace, city: City, year: int) -> list[str]:
    """The paths of the papers that were asked for, written."""
    if args.out is None:
        return []
    from ita_desktop.services.city.papers import Wanted, write_papers

    wanted = Wanted(year, today(), args.district or "", args.item or "", target=args.target)
    with ProgressOutput() as progress:
        written = write_papers(
            city, wanted, args.out, progress=progress.show, as_typed=args.as_typed
        )
    return [str(path) for path in written]


def _sources(given: Sequence[str]) -> "list[Source]":
    from ita_desktop.storage.server.address import is_address

    return [_with_password(text) if is_address(text) else Path(text) for text in given]


def _with_password(text: str) -> "Address":
    """The address with the password that was asked for on the terminal, if the server wants one;
    whatever else is the matter is reported when it is read."""
    from ita_desktop.cli.passwords import with_password
    from ita_desktop.storage.city.servers import looking_at_server
    from ita_desktop.storage.server.address import parse_address

    def tried(address: "Address") -> "Address":
        with looking_at_server(address):
            return address

    address = parse_address(text)
    if not sys.stdin.isatty():
        return address
    try:
        return with_password(address, tried)
    except WorkspaceError:
        return address


def _practices(over: ItemOver) -> dict[int, Practice]:
    """What the districts with 100 did, by the place of their row; a file that cannot be read any
    more is reported."""
    from ita_desktop.services.city.practice import practice_of

    found = {}
    for number, row in enumerate(over.rows):
        if row.has_full:
            try:
                found[number] = practice_of(row.year, over.code)
            except ItaError as error:
                print_error(error)
    return found
