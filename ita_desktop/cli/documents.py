"""documents, export, brief, calendar, site: what goes out of a year."""

import argparse
from dataclasses import replace
from typing import Final

from ita_desktop.cli.output import (
    DONE,
    ProgressOutput,
    as_typed_argument,
    chosen_year,
    echo,
    echo_json,
    opened,
    print_undecided,
)
from ita_desktop.cli.parser import (
    Subparsers,
    command,
    file_argument,
    flag,
    json_argument,
    option,
    out_argument,
    year_argument,
)
from ita_desktop.documents.kinds import Profile, ReportContext, Subject
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.documents import batch, exporting
from ita_desktop.services.meetings import papers
from ita_desktop.services.meetings.papers import PACK
from ita_desktop.services.personal_going_out import UndecidedError
from ita_desktop.services.years.calendar import write
from ita_desktop.settings import Settings
from ita_desktop.site.parts import choices_of

ALL: Final = "all"
BINDER: Final = "binder"
_NO_FILES: Final = {"files": (), "warnings": (), "unready": ()}
_NO_EVENTS: Final = {"file": None, "events": 0}
LIST, PAGES = "list", "pages"
"""What an Excel file of measures is: a list to work with, or pages as they are printed."""
_NOTHING: Final = {"files": (), "changed": (), "removed": (), "zip": None}


def add_to(subparsers: Subparsers) -> None:
    """Adds the commands of this file."""
    listed = command(subparsers, "documents", tr("รายการเอกสารและสิ่งที่ยังขาด"), _documents)
    file_argument(listed)
    year_argument(listed)
    json_argument(listed)

    export = command(subparsers, "export", tr("ทำเอกสารเป็น Word Excel PDF"), _export)
    file_argument(export)
    option(export, "name", "NAME", tr("ชื่อเอกสาร all binder หรือ list"))
    export.add_argument(
        "which",
        metavar="LIST",
        nargs="?",
        default="",
        help=tr("กับ list: รายการที่ส่งออกเป็น Excel แก้แล้วนำเข้ากลับได้ เช่น measures"),
    )
    out_argument(export, "DIR", tr("โฟลเดอร์ปลายทาง"))
    option(export, "--format", "docx,xlsx,pdf", tr("รูปแบบ หรือ all"), default="all")
    year_argument(export)
    subject_arguments(export)
    option(export, "--parts", "A,B", tr("ส่วนของชุดเอกสารประชุม ตามลำดับ"))
    export.add_argument("--notes", action="store_true", default=None,
                        help=tr("พิมพ์หมายเหตุภายใน: ข้อสงสัย เครื่องหมาย * และวิธีคำนวณ"))  # fmt: skip
    export.add_argument("--no-notes", dest="notes", action="store_false",
                        help=tr("ไม่พิมพ์หมายเหตุภายใน แม้เลือกไว้ในเอกสาร"))  # fmt: skip
    export.add_argument("--sheet", choices=[LIST, PAGES],
                        help=tr("ไฟล์ Excel เป็นตารางสำหรับทำงาน หรือเหมือนหน้าที่พิมพ์"))  # fmt: skip
    flag(export, "--unready", tr("กับ all: เอกสารที่ยังไม่มีเนื้อหาก็ทำด้วย"))
    as_typed_argument(export)
    json_argument(export)
    _add_brief(subparsers)
    _add_calendar(subparsers)
    _add_site(subparsers)


def subject_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the options that say which of its papers a document is."""
    for name, words, text in (
        ("--order", "N", tr("เลขที่คำสั่ง หรือลำดับในปี")),
        ("--meeting", "N", tr("ครั้งที่ของการประชุม")),
        ("--letter", "N", tr("เลขที่หนังสือ หรือลำดับในปี")),
        ("--unit", "NAME", tr("ชื่อหน่วย สำหรับตารางมอบหมาย")),
        ("--round", "N", tr("รอบการรายงาน เช่น 6 หรือ 12")),
        ("--survey", "N", tr("IIT EIT หรือลำดับของลิงก์แบบสำรวจ")),
        ("--level", "NAME", tr("ระดับที่ต้องการ เช่น ผ่านดี")),
        ("--form", "NAME", tr("รูปแบบตาราง: indicator หรือ item")),
    ):
        option(parser, name, words, text)
    parser.add_argument(
        "--digits", choices=[digit.value for digit in Digits], help=tr("เลขไทยหรืออารบิก")
    )
    parser.add_argument("--profile", choices=["internal", "public"], default="public",
                        help=tr("public ตัดความเห็นของผู้ตอบแบบวัด โทรศัพท์ และอีเมลออก"))  # fmt: skip


def _add_brief(subparsers: Subparsers) -> None:
    brief = command(subparsers, "brief", tr("ทำสรุปสำหรับผู้บริหาร: หนึ่งหน้า และสไลด์"), _brief)
    file_argument(brief)
    out_argument(brief, "DIR", tr("โฟลเดอร์ปลายทาง"))
    option(brief, "--format", "docx,pdf,pptx", tr("รูปแบบ หรือ all"), default="all")
    year_argument(brief)
    as_typed_argument(brief)
    json_argument(brief)


def _add_calendar(subparsers: Subparsers) -> None:
    calendar = command(
        subparsers, "calendar", tr("เขียนวันสำคัญเป็นไฟล์ปฏิทิน .ics สำหรับโทรศัพท์และโปรแกรมเมล"), _calendar
    )
    file_argument(calendar)
    out_argument(calendar, "X.ics", tr("ไฟล์ปฏิทินที่จะเขียน"))
    which = calendar.add_mutually_exclusive_group()
    option(which, "--unit", "U", tr("เฉพาะงานของหน่วยนี้"))
    option(which, "--meeting", "N", tr("ครั้งที่ของการประชุม"))
    year_argument(calendar)
    as_typed_argument(calendar)
    json_argument(calendar)


def named_subjects(args: argparse.Namespace, data: YearData) -> dict[Subject, str]:
    """The order, meeting, letter and unit that were named."""
    known = (
        (Subject.ORDER, args.order, exporting.find_order),
        (Subject.MEETING, args.meeting, exporting.find_meeting),
        (Subject.LETTER, args.letter, exporting.find_letter),
        (Subject.UNIT, args.unit, exporting.find_unit),
        (Subject.FORM, args.form, exporting.find_form),
        (Subject.LEVEL, args.level, exporting.find_level),
        (Subject.ROUND, args.round, exporting.find_round),
        (Subject.SURVEY, args.survey, exporting.find_survey),
    )
    return {subject: find(data, text) for subject, text, find in known if text}


def _documents(args: argparse.Namespace) -> int:
    with opened(args.file, read_only=True) as workspace:
        data = workspace.year(chosen_year(workspace, args.year))
        listed = exporting.listing(data, workspace.year_before(data.year))
    if args.json:
        echo_json({"documents": [document.as_json() for document in listed]})
        return DONE
    for document in listed:
        missing = "; ".join(in_language(exporting.missing_phrase(gap)) for gap in document.missing)
        title, formats = tr(document.title), " ".join(document.formats)
        echo(f"{document.name:<20} {title}  [{formats}]  {missing or tr('พร้อมพิมพ์')}")
    return DONE


def _with_parts(
    context: ReportContext, args: argparse.Namespace, subjects: dict[Subject, str]
) -> ReportContext:
    """What a pack of just these parts is made of. Raises InputError for other documents."""
    meetings = context.year.meetings
    if args.name != PACK or not meetings:
        raise InputError("--parts ใช้กับ {name} ของปีที่มีการประชุม", remedy="เอา --parts ออก", name=PACK)
    meeting = subjects.get(Subject.MEETING, meetings[-1].id)
    return replace(context, year=papers.with_parts(context, meeting, args.parts))


def _export(args: argparse.Namespace) -> int:
    if args.name == LIST:
        return _export_list(args)
    if args.which:
        raise InputError("ไม่รู้จัก “{text}”", remedy="ใช้ export FILE list NAME", text=args.which)
    with opened(args.file, read_only=True) as workspace:
        data = workspace.year(chosen_year(workspace, args.year))
        previous = workspace.year_before(data.year)
        context = exporting.context_of(
            workspace, data, previous, Profile(args.profile), notes=args.notes
        )
    if args.sheet:
        context = replace(context, printed_sheet=args.sheet == PAGES)
    formats = exporting.parse_formats(args.format)
    digits = Digits(args.digits) if args.digits else None
    subjects = named_subjects(args, data)
    if args.parts is not None:
        context = _with_parts(context, args, subjects)

    def of_year() -> list[batch.BatchDocument]:
        made = batch.of_year(context, formats, subjects)
        return [replace(document, digits=digits) for document in made]

    try:
        with ProgressOutput() as progress:
            if args.name == ALL:
                done = batch.export(
                    of_year(),
                    args.out,
                    progress.show,
                    as_typed=args.as_typed,
                    only_ready=not args.unready,
                )
            elif args.name == BINDER:
                done = batch.bind(
                    of_year(), args.out, progress.show, digits=digits, as_typed=args.as_typed
                )
            else:
                done = exporting.export(
                    context,
                    args.name,
                    args.out,
                    formats=formats,
                    digits=digits,
                    progress=progress.show,
                    subjects=subjects,
                    as_typed=args.as_typed,
                )
    except UndecidedError as error:
        return print_undecided(args, data, error, _NO_FILES)
    return _print_files(args, done)


def _export_list(args: argparse.Namespace) -> int:
    """Writes a list that may be edited and imported again."""
    from ita_desktop.services.listed import write_list

    with opened(args.file, read_only=True) as workspace:
        data = workspace.year(chosen_year(workspace, args.year))
    path = write_list(args.which, data, args.out, Digits(args.digits or Digits.ARABIC.value))
    if args.json:
        echo_json({"files": [str(path)], "warnings": []})
    else:
        echo(str(path))
    return DONE


def _print_files(args: argparse.Namespace, done: exporting.Exported) -> int:
    warnings = [*done.warnings, *done.lost_photos]
    if args.json:
        files = [str(path) for path in done.files]
        echo_json({"files": files, "warnings": warnings, "unready": done.unready})
        return DONE
    for path in done.files:
        echo(str(path))
    for warning in warnings:
        echo(tr("โปรดตรวจ: {warning}", warning=warning))
    if note := exporting.letter_note(done.files, Settings()):
        echo(tr("โปรดตรวจ: {warning}", warning=note))
    for document in done.unready:
        if args.name == ALL:
            option = "--unready"
            echo(tr("ไม่ได้ทำ: {document} (ทำด้วยถ้าใส่ {option})", document=document, option=option))
        else:
            echo(tr("ไม่ได้ทำ: {document}", document=document))
    return DONE


def _brief(args: argparse.Namespace) -> int:
    with opened(args.file, read_only=True) as workspace:
        data = workspace.year(chosen_year(workspace, args.year))
        context = exporting.context_of(workspace, data, workspace.year_before(data.year))
    formats = exporting.parse_formats(args.format)
    try:
        with ProgressOutput() as progress:
            done = exporting.export(
                context,
                exporting.BRIEF,
                args.out,
                formats=formats,
                progress=progress.show,
                as_typed=args.as_typed,
            )
    except UndecidedError as error:
        return print_undecided(args, data, error, _NO_FILES)
    return _print_files(args, done)


def _calendar(args: argparse.Namespace) -> int:
    with opened(args.file, read_only=True) as workspace:
        data = workspace.year(chosen_year(workspace, args.year))
        unit = data.unit_by_id[exporting.find_unit(data, args.unit)] if args.unit else None
        meeting = (
            data.meeting_by_id[exporting.find_meeting(data, args.meeting)] if args.meeting else None
        )
        try:
            count = write(
                workspace, data, args.out, unit=unit, meeting=meeting, as_typed=args.as_typed
            )
        except UndecidedError as error:
            return print_undecided(args, data, error, _NO_EVENTS)
    if args.json:
        echo_json({"file": str(args.out), "events": count})
    else:
        echo(tr("เขียน {count} รายการไว้ที่ {path} แล้ว", count=count, path=args.out))
    return DONE


def _add_site(subparsers: Subparsers) -> None:
    """Adds the command of this file."""
    parser = command(subparsers, "site", tr("ทำหน้าเว็บ OIT สำหรับประชาชน"), _site)
    file_argument(parser)
    out_argument(parser, "DIR", tr("โฟลเดอร์ของหน้าเว็บ"))
    year_argument(parser)
    flag(parser, "--zip", tr("ทำไฟล์ zip ของทั้งหน้าเว็บด้วย"))
    as_typed_argument(parser)
    json_argument(parser)


def _site(args: argparse.Namespace) -> int:
    from ita_desktop.services.public_page import carry_out, plan_site

    with opened(args.file, read_only=True) as workspace, ProgressOutput() as progress:
        data = workspace.year(chosen_year(workspace, args.year))
        try:
            planned = plan_site(
                workspace, data, args.out, choices_of(), progress.show, as_typed=args.as_typed
            )
        except UndecidedError as error:
            return print_undecided(args, data, error, _NOTHING)
        done = carry_out(planned, zipped=args.zip, progress=progress.show)
    changed = [str(path) for path in (*done.new, *done.changed)]
    if args.json:
        echo_json(
            {
                "files": [str(path) for path in done.files],
                "changed": changed,
                "removed": [str(path) for path in done.removed],
                "zip": str(done.zip_file) if done.zip_file else None,
            }
        )
        return DONE
    for name in changed:
        echo(name)
    for text in planned.notes:
        echo(tr("โปรดตรวจ: {warning}", warning=in_language(text)))
    for path in done.removed:
        echo(tr("เอาออก {path}", path=path))
    echo(
        tr(
            "หน้าเว็บมี {count} ไฟล์ เปลี่ยน {changed} เปิดที่ {path}",
            count=len(done.files),
            changed=len(changed),
            path=args.out / "index.html",
        )
    )
    return DONE
