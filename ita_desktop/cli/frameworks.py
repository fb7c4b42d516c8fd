"""frameworks list, show, validate, export; draft: a new year with the framework of its circular."""

import argparse
from collections.abc import Iterator
from typing import Any, Final

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
from ita_desktop.cli.workspaces import carried_json, carried_lines
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.scores.crosswalk import Relation
from ita_desktop.exchange.frameworks import ItemTable
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.exchange.source import read_file
from ita_desktop.i18n import in_language, language, remark_line, tr
from ita_desktop.services.frameworks import editing, from_table
from ita_desktop.services.frameworks.crosswalk_proposals import Proposals, ProposedLink
from ita_desktop.services.frameworks.replacing import read_replacement, replace_draft
from ita_desktop.services.years import years

_RELATIONS: Final = {
    Relation.SAME: Phrase("เหมือนเดิม"),
    Relation.CHANGED: Phrase("เปลี่ยนไป"),
    Relation.MERGED: Phrase("รวมกัน"),
    Relation.SPLIT: Phrase("แยก"),
}


def add_to(subparsers: Subparsers) -> None:
    """Adds the commands of this file."""
    parser = command(subparsers, "frameworks", tr("กรอบการประเมินที่มี"), _list)
    json_argument(parser)
    kinds = parser.add_subparsers(
        title=tr("คำสั่งที่ใช้ได้"), metavar="list|show|validate|export|draft", dest="action"
    )
    listed = command(kinds, "list", tr("รายการกรอบ"), _list)
    show = command(kinds, "show", tr("รายละเอียดกรอบของปี"), _show)
    option(show, "year", "YEAR", tr("ปีงบประมาณ พ.ศ."), int)
    validate = command(kinds, "validate", tr("ตรวจไฟล์กรอบ"), _validate)
    option(validate, "path", "FILE", tr("ไฟล์ .yaml"), a_file)
    export = command(kinds, "export", tr("บันทึกกรอบของปีในแฟ้มงานเป็นไฟล์"), _export)
    file_argument(export)
    year_argument(export)
    out_argument(export, "F.yaml", tr("เขียนไฟล์กรอบไว้ที่นี่"))
    add_draft(kinds)
    for argument_parser in (listed, show, validate, export):
        json_argument(argument_parser, again=True)


def _list(args: argparse.Namespace) -> int:
    from ita_desktop import frameworks

    known = frameworks.available()
    if args.json:
        output.echo_json(
            {
                "frameworks": [
                    {
                        "code": info.code,
                        "title": info.title,
                        "fiscal_years": list(info.fiscal_years),
                    }
                    for info in known
                ]
            }
        )
        return output.DONE
    for info in known:
        output.echo(f"{info.code}  {' '.join(map(str, info.fiscal_years))}  {info.title}")
    return output.DONE


def _show(args: argparse.Namespace) -> int:
    from ita_desktop import frameworks

    framework = years.framework_for(args.year)
    if args.json:
        output.echo_json(frameworks.describe(framework))
        return output.DONE
    output.echo(framework.title)
    if framework.drafted_from:
        output.echo(
            tr("ร่างจากกรอบ {source} ยังไม่ยืนยันกับหนังสือเวียนของปี", source=framework.drafted_from)
        )
    for instrument in framework.instruments:
        output.echo(f"{instrument.code}  {instrument.name}  {instrument.weight}%")
        for indicator in framework.indicators_of(instrument.code):
            output.echo(f"  {indicator.code}  {indicator.name}")
            for sub in framework.children(indicator.code):
                weight = "–" if sub.weight is None else f"{sub.weight}"
                output.echo(f"    {sub.code}  {sub.name}  ({weight})")
                for item in framework.items_of(sub.code):
                    output.echo(f"      {item.code}  {item.title}".rstrip())
            if not framework.children(indicator.code):
                for item in framework.items_of(indicator.code):
                    output.echo(f"    {item.code}  {item.title}".rstrip())
    return output.DONE


def _validate(args: argparse.Namespace) -> int:
    from ita_desktop import frameworks

    problems = frameworks.validate_file(args.path)
    if any(problem.line == 0 and not problem.key for problem in problems):
        raise frameworks.FrameworkFileError(problems)  # there is nothing to look into
    if args.json:
        output.echo_json(
            {
                "file": str(args.path),
                "valid": not problems,
                "problems": [
                    {"line": problem.line, "key": problem.key, "message_th": problem.sentence()}
                    for problem in problems
                ],
            }
        )
    elif problems:
        for problem in problems:
            output.echo(problem.sentence(language.translate))
    else:
        output.echo(tr("{path} ถูกต้อง", path=args.path))
    return output.DONE_WITH_FINDINGS if problems else output.DONE


def _export(args: argparse.Namespace) -> int:
    with output.opened(args.file, read_only=True) as workspace:
        data = workspace.year(output.chosen_year(workspace, args.year))
    path = editing.export(data, args.out)
    if args.json:
        output.echo_json({"files": [str(path)], "warnings": []})
    else:
        output.echo(tr("บันทึกกรอบปี {year} ไว้ที่ {path} แล้ว", year=data.year, path=path))
    return output.DONE


def add_draft(kinds: Subparsers) -> None:
    """Adds the command to those of ``frameworks``."""
    parser = command(kinds, "draft", tr("เพิ่มปีใหม่ด้วยกรอบร่างจากตารางในหนังสือเวียน"), _draft)
    file_argument(parser)
    option(parser, "source", "SOURCE", tr("ไฟล์ที่มีตารางข้อ (Word, Excel, CSV, HTML)"), a_file)
    parser.add_argument(
        "--year", type=int, required=True, metavar="Y", help=tr("ปีงบประมาณ พ.ศ. ที่เพิ่ม")
    )
    option(parser, "--from-year", "Y0", tr("ปีที่ยกส่วนที่ตารางไม่มีมาใช้ (ไม่บอกคือปีก่อนหน้าในแฟ้ม)"), int)
    flag(parser, "--replace", tr("แทนกรอบร่างของปีที่มีอยู่แล้ว ข้อมูลที่กรอกไว้ตามไปยังข้อที่ต่อกัน"))
    flag(parser, "--owners", tr("มอบหมายข้อ OIT ให้หน่วยที่ตารางพิมพ์ไว้ด้วย"))
    json_argument(parser, again=True)


def _draft(args: argparse.Namespace) -> int:
    with output.opened(args.file) as workspace, output.ProgressOutput() as progress:
        work_progress = WorkProgress(progress.show)
        source = read_file(args.source, "framework-items", work_progress)
        if args.replace:
            carried, draft = None, read_replacement(workspace, source, args.year, work_progress)
            moved: tuple[str, ...] | None = replace_draft(workspace, draft)
        else:
            draft = from_table.read_draft(
                workspace, source, args.year, from_year=args.from_year, work_progress=work_progress
            )
            carried = from_table.add_draft_year(workspace, draft, from_year=args.from_year)
            moved = None
        assigned = from_table.assign_units(workspace, draft) if args.owners else None
    if args.json:
        found = carried_json(carried) if carried is not None else {}
        owners = {} if assigned is None else {"assigned": assigned._asdict()}
        told = {} if moved is None else {"replaced": True, "moved": list(moved)}
        output.echo_json({**_as_json(draft), **found, **owners, **told})
    else:
        for line in _lines(draft, moved):
            output.echo(line)
        for line in carried_lines(carried) if carried is not None else ():
            output.echo(line)
        for line in _owner_lines(assigned) if assigned is not None else ():
            output.echo(line)
    table = draft.table
    unknown = assigned.unknown if assigned is not None else ()
    is_open = any((draft.proposals.doubts, table.skipped, table.doubts, draft.guesses, unknown))
    return output.DONE_WITH_FINDINGS if is_open else output.DONE


def _as_json(draft: from_table.TableDraft) -> dict[str, Any]:
    table, proposals = draft.table, draft.proposals
    framework = draft.framework
    return {
        "fiscal_year": draft.year,
        "framework": framework.code,
        "drafted_from": framework.drafted_from,
        "items": [
            {
                "code": item.code,
                "indicator": item.indicator,
                "title": item.title,
                "requirements": len(item.requirements),
                "owners": list(item.responsible),
            }
            for item in (framework.item_by_code[row.code] for row in table.items)
        ],
        "links": [_link_json(link) for link in proposals.accepted],
        "doubts": [_link_json(link) for link in proposals.doubts],
        "dropped": list(proposals.dropped),
        "new": list(proposals.added),
        "skipped": [_remark_json(remark) for remark in table.skipped],
        "aside": [_remark_json(remark) for remark in table.aside],
        "remarks": [
            *(_remark_json(remark) for remark in table.doubts),
            *({"place": "", "why": str(guess)} for guess in draft.guesses),
        ],
        "other_tables": list(table.other_sheets),
        "ignored_columns": list(table.ignored_columns),
    }


def _link_json(link: ProposedLink) -> dict[str, Any]:
    return {
        "from": link.old,
        "to": link.new,
        "relation": link.relation.value,
        "score": link.score,
        "reason": str(link.reason),
    }


def _remark_json(remark: Remark) -> dict[str, str]:
    return {"place": str(remark.place), "why": remark.why}


def _lines(draft: from_table.TableDraft, moved: tuple[str, ...] | None = None) -> Iterator[str]:
    """Yields items, links and what is to be checked, a line each."""
    year, count, before = draft.year, len(draft.table.items), draft.before.code
    if moved is None:
        text = "เพิ่มปี {year} ด้วยกรอบร่าง {count} ข้อจากตาราง ส่วนอื่นยกมาจากกรอบ {before} และยังไม่ยืนยัน"
        yield tr(text, year=year, count=count, before=before)
    else:
        yield tr("แทนกรอบร่างปี {year} ด้วย {count} ข้อจากตาราง และยังไม่ยืนยัน", year=year, count=count)
        if moved:
            codes = " ".join(moved)
            yield tr("ข้อมูลของข้อเดิม {codes} ตามไปยังข้อที่ต่อกัน", codes=codes)
    for row in draft.table.items:
        item = draft.framework.item_by_code[row.code]
        yield f"{item.indicator}  {item.code}  {item.title}"
    yield from _link_lines(draft.proposals)
    for guess in draft.guesses:
        yield in_language(guess)
    yield from _table_lines(draft.table)


def _link_lines(proposals: Proposals) -> Iterator[str]:
    yield tr("ข้อที่ต่อจากข้อเดิม {count} คู่", count=len(proposals.accepted))
    yield from map(_link_line, proposals.accepted)
    if proposals.doubts:
        yield tr("ต้องเลือกเอง {count} คู่ ยังไม่ได้ใช้", count=len(proposals.doubts))
        yield from map(_link_line, proposals.doubts)
    if proposals.dropped:
        yield tr("ข้อเดิมที่ไม่มีข้อต่อ {codes}", codes=" ".join(proposals.dropped))
    if proposals.added:
        yield tr("ข้อใหม่ {codes}", codes=" ".join(proposals.added))


def _link_line(link: ProposedLink) -> str:
    relation, reason = in_language(_RELATIONS[link.relation]), in_language(link.reason)
    return f"  {link.old} → {link.new}  {relation}  {link.score}  {reason}"


def _owner_lines(assigned: from_table.AssignedItems) -> Iterator[str]:
    yield tr("มอบหมายตามตาราง {count} ข้อ", count=len(assigned.items))
    if assigned.unknown:
        yield tr("ไม่รู้จักหน่วย {names}", names=", ".join(assigned.unknown))


def _table_lines(table: ItemTable) -> Iterator[str]:
    yield from map(remark_line, (*table.doubts, *table.skipped))
    if table.other_sheets:
        yield tr("ตารางอื่นที่ไม่ได้อ่าน {names}", names=", ".join(table.other_sheets))
    if table.ignored_columns:
        yield tr("คอลัมน์ที่ไม่ได้อ่าน {names}", names=", ".join(table.ignored_columns))
