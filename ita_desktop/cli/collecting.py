"""round: forms out to units, and back."""

import argparse

from ita_desktop.cli import output
from ita_desktop.cli.parser import (
    Subparsers,
    a_file,
    command,
    file_argument,
    flag,
    json_argument,
    option,
    out_argument,
    year_argument,
)
from ita_desktop.domain.collecting import board
from ita_desktop.domain.collection_rounds import FORMATS, USUAL, AskedSubject
from ita_desktop.domain.dates import parse_date, short_date
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.sending import FORM_STATES, MOST_ROWS, RoundRequest, collection_of, send
from ita_desktop.settings import today

_QUESTION = "question"
"""The word of ``--about`` for a round with the question, which needs no word beside others."""


def add_to(subparsers: Subparsers) -> None:
    """Adds the commands of this file."""
    parser = subparsers.add_parser("round", help=tr("ส่งรอบใหม่ให้หน่วยกรอก และรับกลับ"))
    parts = parser.add_subparsers(metavar=tr("คำสั่งย่อย"), required=True)
    new = command(parts, "new", tr("ส่งรอบใหม่ ไฟล์ละหน่วย"), _new)
    file_argument(new)
    out_argument(new, "DIR", tr("โฟลเดอร์ที่จะวางไฟล์"))
    option(new, "--due", "DATE", tr("วันที่ขอให้ส่งคืน เช่น 2568-04-10"))
    option(new, "--units", "A,B", tr("ชื่อหน่วย คั่นด้วยจุลภาค (เว้นไว้ = ทุกหน่วยที่มีเรื่องค้าง)"))
    option(new, "--about", "oit,measures,people", tr("เรื่องที่ถาม: oit measures people question"))
    option(new, "--question", "TEXT", tr("คำถามหนึ่งข้อถึงทุกหน่วย (ถามอย่างเดียวใช้ --about question)"))
    option(new, "--rows", "N", tr("จำนวนแถวมากที่สุดของแต่ละไฟล์"), int)
    option(new, "--format", "xlsx,docx", tr("แบบของไฟล์: xlsx docx"), default="xlsx")
    flag(new, "--mail", tr("เขียนร่างอีเมลให้แต่ละหน่วยด้วย"))
    flag(new, "--memo", tr("เขียนบันทึกนำส่งถึงแต่ละหน่วยด้วย"))
    flag(new, "--zip", tr("รวมเป็นไฟล์ zip เดียว"))
    take = command(parts, "take", tr("รับไฟล์ โฟลเดอร์ หรืออีเมลที่หน่วยส่งคืน"), _take)
    file_argument(take)
    take.add_argument("source", type=a_file, nargs="+", metavar="SOURCE", help=tr("ไฟล์หรือโฟลเดอร์"))
    flag(take, "--dry-run", tr("ดูว่าจะเปลี่ยนอะไร โดยไม่เขียน"))
    status = command(parts, "status", tr("สถานะของรอบล่าสุด รายหน่วย"), _status)
    file_argument(status)
    for subparser in (new, take, status):
        year_argument(subparser)
        json_argument(subparser)


def _new(args: argparse.Namespace) -> int:
    with output.opened(args.file) as workspace, output.ProgressOutput() as progress:
        year = output.chosen_year(workspace, args.year)
        data = workspace.year(year)
        unit_ids = None
        if args.units:
            unit_ids = tuple(_unit(data, name) for name in _words(args.units))
        question = args.question or ""
        asked = RoundRequest(
            about=_about(args.about, question),
            question=question,
            unit_ids=unit_ids,
            due=parse_date(args.due, fiscal_year=year) if args.due else None,
            most_rows=args.rows or MOST_ROWS,
            formats=tuple(map(_format, _words(args.format))),
            memos=args.memo,
            mails=args.mail,
            zipped=args.zip,
        )
        day = workspace.shown_day or today()
        sent = send(workspace, year, asked, args.out, today=day, progress=progress.show)
    rows = {of.unit.name: of.count for of in sent.units}
    if args.json:
        files, mails = map(str, sent.files), map(str, sent.mails)
        output.echo_json({"files": list(files), "rows": rows, "mails": list(mails)})
        return output.DONE
    for of in sent.units:
        rest = tr(" (เหลือไว้รอบหน้า {count} แถว)", count=of.left_over) if of.left_over else ""
        output.echo(tr("{unit} {count} แถว", unit=of.unit.name, count=of.count) + rest)
    output.echo(
        tr(
            "เขียน {count} ไฟล์ไว้ที่ {folder} แล้ว",
            count=len(sent.files) + len(sent.mails),
            folder=args.out,
        )
    )
    return output.DONE


def _take(args: argparse.Namespace) -> int:
    from ita_desktop.services.settling import take_back

    with (
        output.opened(args.file, read_only=args.dry_run) as workspace,
        output.ProgressOutput() as progress,
    ):
        year = output.chosen_year(workspace, args.year)
        work_progress = WorkProgress(progress.show)
        taken = take_back(
            workspace, year, args.source, dry_run=args.dry_run, work_progress=work_progress
        )
    if args.json:
        output.echo_json({"units": [unit.as_json() for unit in taken.units]})
    else:
        for unit in taken.units:
            output.echo(
                tr(
                    "{unit} ({file}) ใหม่ {new} เปลี่ยน {changed} "
                    "เหมือนเดิม {unchanged} ภาพ {photographs}",
                    unit=unit.unit or tr("ไม่ทราบหน่วย"),
                    file=unit.file,
                    new=unit.new,
                    changed=unit.changed,
                    unchanged=unit.unchanged,
                    photographs=unit.photographs,
                )
            )
            for text in unit.conflicts:
                output.echo("  " + tr("ขัดกับที่แก้ในโปรแกรม ยังไม่รับ: {row}", row=text))
            for text in unit.remarks:
                output.echo("  " + tr("โปรดตรวจ: {text}", text=text))
            for text in unit.refused:
                output.echo("  " + tr("ไม่ได้รับ: {why}", why=text))
    return output.DONE_WITH_FINDINGS if taken.is_incomplete else output.DONE


def _status(args: argparse.Namespace) -> int:
    with output.opened(args.file, read_only=True) as workspace:
        data = workspace.year(output.chosen_year(workspace, args.year))
        collection = collection_of(data)
        states = board(data, collection, workspace.shown_day or today())
    if args.json:
        output.echo_json(
            {
                "units": [
                    {
                        "unit": state.unit.name,
                        "state": state.state.value,
                        "open": len(state.open),
                        "answer": state.form.answer,
                    }
                    for state in states
                ]
            }
        )
        return output.DONE
    due = tr("กำหนดส่งคืน {day}", day=short_date(collection.due)) if collection.due else ""
    output.echo(" ".join(filter(None, (collection.title, due))))
    if collection.question:
        output.echo(tr("คำถาม: {question}", question=collection.question))
    for state in states:
        output.echo(
            tr(
                "{unit}: {state} ค้าง {open} แถว",
                unit=state.unit.name,
                state=in_language(FORM_STATES[state.state]),
                open=len(state.open),
            )
        )
        if state.form.answer:
            answer = tr("ตอบว่า: {answer}", answer=state.form.answer)
            output.echo_lines("  " + answer.replace("\n", "\n  "))
    return output.DONE


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _about(words: str | None, question: str) -> tuple[AskedSubject, ...]:
    """Returns the subjects that are asked besides the question. Raises InputError."""
    if not words:
        return USUAL
    wanted = _words(words)
    if _QUESTION in wanted and not question.strip():
        raise InputError("--about question แต่ไม่มีคำถาม", remedy='ใส่ --question "คำถาม" ด้วย')
    return tuple(_subject(word) for word in wanted if word != _QUESTION)


def _subject(word: str) -> AskedSubject:
    try:
        return AskedSubject(word)
    except ValueError:
        known = " ".join((*dict.fromkeys((*USUAL, *AskedSubject)), _QUESTION))
        raise InputError(
            "--about ไม่มีค่า {word}", remedy="ใช้ {known}", word=word, known=known
        ) from None


def _format(word: str) -> str:
    if word not in FORMATS:
        known = " ".join(FORMATS)
        raise InputError("--format ไม่มีค่า {word}", remedy="ใช้ {known}", word=word, known=known)
    return word


def _unit(data: YearData, name: str) -> str:
    unit = data.unit_finder.find(name)
    if unit is None:
        known = " ".join(unit.label for unit in data.units)
        raise InputError("ไม่มีหน่วยชื่อ {name}", remedy="ใช้ชื่อใดชื่อหนึ่ง: {known}", name=name, known=known)
    return unit.id
