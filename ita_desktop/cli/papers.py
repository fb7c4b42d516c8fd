"""compare-paper, sign, signed: printed papers beside the data, and copies of signed ones."""

import argparse
from collections.abc import Sequence

from ita_desktop.cli import parser
from ita_desktop.cli.documents import named_subjects, subject_arguments
from ita_desktop.cli.output import DONE, DONE_WITH_FINDINGS, chosen_year, echo, echo_json, opened
from ita_desktop.documents.kinds import Profile, ReportContext
from ita_desktop.documents.registry import kind
from ita_desktop.domain.dates import parse_date
from ita_desktop.domain.documents import SignedPaper
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import in_language, remark_line, sentence, tr
from ita_desktop.services import letters
from ita_desktop.services.documents import exporting
from ita_desktop.services.papers import amending, comparing, signing
from ita_desktop.services.papers.comparing import ComparedPaper
from ita_desktop.services.papers.signing import Signing
from ita_desktop.services.roster import orders
from ita_desktop.storage.workspace import Workspace


def add_to(subparsers: parser.Subparsers) -> None:
    """Adds the commands of this file."""
    compare = parser.command(
        subparsers, "compare-paper", tr("เทียบฉบับที่พิมพ์หรือลงนามแล้ว (Word PDF) กับข้อมูลขณะนี้"), _compare
    )
    parser.file_argument(compare)
    parser.option(compare, "name", "NAME", tr("ชื่อเอกสาร"))
    parser.option(compare, "paper", "PAPER", tr("ไฟล์ Word หรือ PDF"), parser.a_file)
    parser.year_argument(compare)
    subject_arguments(compare)
    parser.json_argument(compare)
    _add_signed(subparsers)


def _compare(args: argparse.Namespace) -> int:
    document_kind = kind(args.name)
    with opened(args.file, read_only=True) as workspace:
        data = workspace.year(chosen_year(workspace, args.year))
        context = exporting.context_of(
            workspace,
            data,
            workspace.year_before(data.year),
            Profile(args.profile),
            named := named_subjects(args, data).get(document_kind.of, ""),
        )
    digits = Digits(args.digits) if args.digits else None
    about = None
    if named:
        found = comparing.compare_file(context, args.name, args.paper, digits)
    else:
        about, found = comparing.nearest(context, args.name, args.paper, digits)
    if args.json:
        echo_json(
            {
                "document": args.name,
                "paper": str(args.paper),
                "about": in_language(about.words) if about is not None else None,
                "same": not found.differences,
                "differences": [one.as_json() for one in found.differences],
                "not_compared": str(found.not_compared),
                "remarks": [remark.text for remark in found.remarks],
            }
        )
    else:
        if about is not None:
            echo(tr("เทียบกับ: {what}", what=in_language(about.words)))
        for one in found.differences:
            echo(f"{in_language(one.place)}: {in_language(one.sentence)}")
        for remark in found.remarks:
            echo(tr("โปรดตรวจ: {warning}", warning=remark_line(remark)))
        echo(in_language(found.not_compared))
        echo(in_language(found.summary))
    return DONE_WITH_FINDINGS if found.differences else DONE


def _add_signed(subparsers: parser.Subparsers) -> None:
    """Adds the commands of this file."""
    sign = parser.command(
        subparsers, "sign", tr("เก็บเอกสารเป็นฉบับลงนาม: PDF วันที่ เลขที่ ผู้ลงนาม"), _sign
    )
    parser.file_argument(sign)
    parser.option(sign, "name", "NAME", tr("ชื่อเอกสาร"))
    parser.option(
        sign, "--pdf", "PAPER", tr("PDF ที่ลงนามแล้ว ถ้าไม่ระบุ เก็บฉบับที่โปรแกรมทำ"), parser.a_file
    )
    parser.option(sign, "--number", "N", tr("เลขที่ของฉบับลงนาม"))
    parser.option(sign, "--day", "DATE", tr("วันที่ลงนาม"))
    parser.option(sign, "--by", "NAME", tr("ชื่อผู้ลงนาม"))
    parser.option(sign, "--post", "POST", tr("ตำแหน่งผู้ลงนาม"))
    parser.several(sign, "--copy-to", "UNIT", tr("ผู้ได้รับสำเนา ใส่ซ้ำได้"))
    parser.year_argument(sign)
    subject_arguments(sign)
    parser.json_argument(sign)

    signed = parser.command(
        subparsers, "signed", tr("ฉบับลงนามและหนังสือที่ออกแล้ว และสิ่งที่ข้อมูลเปลี่ยนไปจากนั้น"), _signed
    )
    parser.file_argument(signed)
    which = signed.add_mutually_exclusive_group()
    parser.option(which, "--copy", "N", tr("เขียน PDF ของฉบับที่ N ในรายการ"), int)
    parser.option(which, "--amend", "N", tr("ร่างคำสั่งแก้ไขจากคำสั่งฉบับที่ N ในรายการ"), int)
    parser.option(which, "--correct", "N", tr("ร่างหนังสือแก้ไขจากหนังสือฉบับที่ N ในรายการ"), int)
    parser.flag(which, "--list", tr("เขียนรายการเป็นไฟล์ใน DIR"))
    parser.option(signed, "--out", "DIR", tr("โฟลเดอร์ปลายทาง"), parser.a_file)
    parser.option(signed, "--format", "docx,xlsx,pdf", tr("รูปแบบ หรือ all"), default="pdf")
    parser.year_argument(signed)
    parser.json_argument(signed)


def _sign(args: argparse.Namespace) -> int:
    document_kind = kind(args.name)
    with opened(args.file) as workspace:
        data = workspace.year(chosen_year(workspace, args.year))
        subject = named_subjects(args, data).get(document_kind.of, "")
        context = _context(workspace, data, Profile(args.profile), subject)
        usual = signing.usual(context, args.name)
        said = Signing(
            parse_date(args.day, fiscal_year=data.year) if args.day else usual.day,
            usual.number if args.number is None else args.number,
            usual.signed_by if args.by is None else args.by,
            usual.signed_post if args.post is None else args.post,
            "\n".join(args.copy_to),
        )
        digits = Digits(args.digits) if args.digits else None
        paper = signing.ready(context, args.name, said, digits, args.pdf)
        before = signing.signed_last(context, args.name)
        key = signing.keep(workspace, paper)
        data = workspace.year(data.year)
        row = next(row for row in data.signed_papers if row.id == key)
        counts = row in signing.counting(data)
        described = signing.as_json(data, row, None) | {"counts": counts, "unread": paper.unread}
        lines = [f"{row.title} · {in_language(signing.signed_line(row))}"]
        lines += _more_lines(data, row)
        if not counts:
            lines.append(signing.place_line(before, row.day))
    if args.json:
        echo_json({"signed": described})
        return DONE
    for text in filter(None, lines):
        echo(in_language(text))
    return DONE


def _signed(args: argparse.Namespace) -> int:
    writes = args.amend is not None or args.correct is not None
    if (args.copy is not None or args.list) and args.out is None:
        raise InputError("ยังไม่ได้บอกโฟลเดอร์ปลายทาง", remedy="ใส่ --out DIR")
    with opened(args.file, read_only=not writes) as workspace:
        data = workspace.year(chosen_year(workspace, args.year))
        if args.copy is not None:
            path = signing.copy(workspace, _row(data, args.copy), args.out)
            return _print_files(args, [str(path)])
        if args.list:
            written = signing.write_list(data, args.out, exporting.parse_formats(args.format))
            return _print_files(args, [str(path) for path in written])
        if writes:
            return _follow(args, workspace, data)
        context = _context(workspace, data)
        counting = signing.counting(data)
        listed = [
            (row, _signed_compared(context, row) if row in counting else None)
            for row in data.signed_papers
        ]
    return _print_rows(args, data, listed)


def _context(
    workspace: Workspace, data: YearData, profile: Profile = Profile.PUBLIC, subject: str = ""
) -> ReportContext:
    previous = workspace.year_before(data.year)
    return exporting.context_of(workspace, data, previous, profile, subject)


def _signed_compared(context: ReportContext, row: SignedPaper) -> ComparedPaper | InputError:
    try:
        return signing.differences(context, row)
    except InputError as error:
        return error


def _row(data: YearData, number: int) -> SignedPaper:
    if 1 <= number <= len(data.signed_papers):
        return data.signed_papers[number - 1]
    raise InputError(
        "รายการมี {count} ฉบับ ไม่มีฉบับที่ {number}",
        remedy="ดูลำดับด้วยคำสั่ง signed",
        count=len(data.signed_papers),
        number=number,
    )


def _follow(args: argparse.Namespace, workspace: Workspace, data: YearData) -> int:
    """Draft the order or letter that follows a signed paper."""
    if args.amend is not None:
        key = amending.amend(workspace, data.year, _row(data, args.amend).id)
        now = workspace.year(data.year)
        left = amending.not_taken(_context(workspace, now), _row(now, args.amend))
        name = orders.display_name(now, now.order_by_id[key])
        keys = [order.id for order in now.orders]
    else:
        key = amending.correct(workspace, data.year, _row(data, args.correct).id)
        now = workspace.year(data.year)
        left = ""
        name = letters.display_name(now, now.letter_by_id[key])
        keys = [letter.id for letter in now.letters]
    place = keys.index(key) + 1
    if args.json:
        echo_json({"drafted": str(name), "place": place, "not_taken": str(left)})
    else:
        echo(tr("ร่างแล้ว: {name} ลำดับที่ {place} ของปี", name=in_language(name), place=place))
        if left:
            echo(in_language(left))
    return DONE


def _more_lines(data: YearData, row: SignedPaper) -> tuple[str, ...]:
    """Return who signed a paper, which version it is, and what is kept of it; any may be empty."""
    return signing.signer_line(row), signing.version_line(data, row), signing.scan_line(row)


def _print_files(args: argparse.Namespace, files: Sequence[str]) -> int:
    if args.json:
        echo_json({"files": list(files)})
    else:
        for path in files:
            echo(path)
    return DONE


def _print_rows(
    args: argparse.Namespace,
    data: YearData,
    listed: Sequence[tuple[SignedPaper, ComparedPaper | InputError | None]],
) -> int:
    differ = any(isinstance(found, ComparedPaper) and found.differences for _, found in listed)
    if args.json:
        echo_json({"signed": [signing.as_json(data, row, found) for row, found in listed]})
        return DONE_WITH_FINDINGS if differ else DONE
    if not listed:
        echo(tr("ยังไม่มีฉบับลงนามของปีนี้"))
    for number, (row, found) in enumerate(listed, 1):
        echo(f"{number}. {row.title} · {in_language(signing.signed_line(row))}")
        for text in filter(None, _more_lines(data, row)):
            echo(f"   {in_language(text)}")
        if row.recipients:
            echo(f"   {tr('สำเนาส่งถึง')}: {', '.join(row.recipients)}")
        if isinstance(found, InputError):
            echo(f"   {sentence(found)}")
        elif found is not None and found.differences:
            echo(f"   {in_language(signing.differ_line(len(found.differences)))}")
            for one in found.differences:
                echo(f"     {in_language(one.place)}: {in_language(one.sentence)}")
        elif found is not None:
            echo(f"   {tr('ข้อมูลตรงกับฉบับลงนาม')}")
    return DONE_WITH_FINDINGS if differ else DONE
