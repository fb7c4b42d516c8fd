"""check: what a year lacks. links: its evidence links, now; only this command uses the network.
doctor: what the program stands on, for whoever helps the clerk.
"""

import argparse

from ita_desktop.cli import output, parser
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.oit.proofs import LINK_STATES
from ita_desktop.i18n import in_language, language, tr, translated
from ita_desktop.services.about import examine, lines_of
from ita_desktop.services.checks import believed, checking
from ita_desktop.services.checks.believed import withdraw
from ita_desktop.services.checks.issues import SEVERITY_WORDS, CheckIssue, Severity
from ita_desktop.services.settings import safety_copies
from ita_desktop.settings import today


def add_to(subparsers: parser.Subparsers) -> None:
    """Adds the commands of this file."""
    check = parser.command(subparsers, "check", tr("ตรวจข้อมูล กำหนดส่ง และแฟ้มของปี"), _check)
    parser.file_argument(check)
    parser.year_argument(check)
    parser.option(
        check, "--settle", "CODE,…", tr("ยืนยันว่าตัวเลขที่สงสัยของรหัสเหล่านี้ (หรือ all) ถูกต้องตามที่เป็นอยู่")
    )
    parser.option(check, "--withdraw", "N,…", tr("ถอนสิ่งที่นำเข้าโดยไม่มีหลักฐาน ตามเลขเหล่านี้ (หรือ all)"))
    parser.flag(check, "--as-it-is", tr("ยอมรับแฟ้มตามที่เป็นอยู่ แม้ไม่ตรงกับที่บันทึกไว้"))
    parser.json_argument(check)
    _add_links(subparsers)
    _add_doctor(subparsers)


def _check(args: argparse.Namespace) -> int:
    with output.opened(
        args.file,
        read_only=args.settle is None and args.withdraw is None and not args.as_it_is,
        as_it_is=args.as_it_is,
    ) as workspace:
        year = output.chosen_year(workspace, args.year)
        if args.settle is not None:
            codes = [part.strip() for part in args.settle.split(",")]
            settled = believed.confirm(workspace, year, codes, workspace.shown_day or today())
            if not args.json:
                output.echo(tr("ยืนยันแล้ว {count} เรื่อง", count=settled))
        if args.withdraw is not None:
            count = withdraw(workspace, year, _numbers(args.withdraw))
            if not args.json:
                output.echo(tr("ถอนแล้ว {count} รายการ", count=count))
        found = checking.check(workspace, year, workspace.shown_day or today())
    if args.json:
        output.echo_json({"findings": [issue.as_json() for issue in found]})
    else:
        for issue in found:
            output.echo(_line(issue, year))
        if not found:
            output.echo(tr("ไม่พบสิ่งที่ต้องแก้"))
    errors = any(issue.severity is Severity.ERROR for issue in found)
    return output.DONE_WITH_FINDINGS if errors else output.DONE


def _numbers(text: str) -> list[int]:
    """The numbers of a list; none for ``all``. Raises InputError for anything else."""
    numbers = [] if text.strip() == "all" else [part.strip() for part in text.split(",")]
    if not all(each.isdecimal() for each in numbers):
        raise InputError(
            "“{text}” ไม่ใช่เลขของการนำเข้า", remedy="ใส่เลขตามที่ check บอก คั่นด้วย , หรือ all", text=text
        )
    return list(map(int, numbers))


def _line(issue: CheckIssue, year: int) -> str:
    word = in_language(SEVERITY_WORDS[issue.severity])
    fix = f" · {in_language(issue.fix)}" if issue.fix else ""
    if (number := issue.number) is not None:
        # The window has a button for it.
        also = tr("หรือด้วย check FILE --year {year} --withdraw {number}", year=year, number=number)
        fix = f"{fix} {also}"
    return f"{word}  {in_language(issue.where)}: {translated(issue.message)}{fix}"


def _add_links(subparsers: parser.Subparsers) -> None:
    """Adds the command of this file."""
    links = parser.command(
        subparsers, "links", tr("ตรวจลิงก์หลักฐานเดี๋ยวนี้ (คำสั่งเดียวที่ใช้อินเทอร์เน็ต)"), _links
    )
    parser.file_argument(links)
    parser.year_argument(links)
    parser.option(links, "--item", "O1", tr("เฉพาะข้อนี้ (เว้นไว้ = ทุกข้อ)"))
    parser.flag(links, "--allow-private", tr("เปิดลิงก์ในเครือข่ายภายในด้วย"))
    parser.json_argument(links)


def _links(args: argparse.Namespace) -> int:
    from ita_desktop.services.oit.link_checks import check_links, link_rows

    item = args.item or ""
    with output.opened(args.file) as workspace, output.ProgressOutput() as progress:
        year = output.chosen_year(workspace, args.year)
        done = check_links(
            workspace,
            year,
            today=workspace.shown_day or today(),
            item=item,
            progress=progress.show,
            allow_private=args.allow_private,
        )
        rows = link_rows(workspace.year(year), item)
    checked = [(row, row.last) for row in rows if row.last is not None]
    if args.json:
        output.echo_json(
            {
                "links": [
                    {
                        "item": row.item,
                        "url": row.url,
                        "state": last.state.value,
                        "why": str(row.why),
                        "checked_at": last.checked_at,
                        "sha256": last.sha256,
                    }
                    for row, last in checked
                ],
                "offline": done.offline,
            }
        )
    else:
        for row, last in checked:
            output.echo(f"{row.item}  {translated(LINK_STATES[last.state])}  {row.url}")
            for text in filter(None, (row.why, row.remedy)):
                output.echo(f"    {translated(text)}")
        if done.offline:
            output.echo(translated(done.left))
        elif not checked:
            output.echo(tr("ไม่มีลิงก์ให้ตรวจ"))
    return output.DONE_WITH_FINDINGS if any(row.is_fault for row, _ in checked) else output.DONE


def _add_doctor(subparsers: parser.Subparsers) -> None:
    """Adds the command."""
    parser.json_argument(parser.command(subparsers, "doctor", tr("ตรวจเครื่องและโปรแกรม"), _doctor))


def _doctor(args: argparse.Namespace) -> int:
    described = examine()
    left = safety_copies.left_works()
    described["problems"] += [safety_copies.left_described(work) for work in left]
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
        output.echo_json(described | {"sqlite": sqlite, "left_work": of_left, "problems": problems})
    else:
        for line in lines_of(described, language.translate):
            output.echo(line)
    return output.DONE if not described["problems"] else output.DONE_WITH_FINDINGS
