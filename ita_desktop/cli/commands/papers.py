"""compare-paper."""

import argparse

from ita_desktop.cli.commands.documents import named_subjects, subject_arguments
from ita_desktop.cli.output import DONE, DONE_WITH_FINDINGS, chosen_year, echo, echo_json, opened
from ita_desktop.cli.parser import (
    Subparsers,
    a_file,
    command,
    file_argument,
    json_argument,
    option,
    year_argument,
)
from ita_desktop.documents.kinds import Profile
from ita_desktop.documents.registry import kind
from ita_desktop.domain.text import Digits
from ita_desktop.i18n import in_language, remark_line, tr
from ita_desktop.services.documents import exporting
from ita_desktop.services.papers import comparing


def add_to(subparsers: Subparsers) -> None:
    """Adds the commands of this file."""
    compare = command(
        subparsers, "compare-paper", tr("เทียบฉบับที่พิมพ์หรือลงนามแล้ว (Word PDF) กับข้อมูลขณะนี้"), _compare
    )
    file_argument(compare)
    option(compare, "name", "NAME", tr("ชื่อเอกสาร"))
    option(compare, "paper", "PAPER", tr("ไฟล์ Word หรือ PDF"), a_file)
    year_argument(compare)
    subject_arguments(compare)
    json_argument(compare)


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
