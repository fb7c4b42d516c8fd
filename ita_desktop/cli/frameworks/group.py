"""frameworks list, show, validate, export; draft has its own file."""

import argparse

from ita_desktop.cli.frameworks import draft
from ita_desktop.cli.output import DONE, DONE_WITH_FINDINGS, chosen_year, echo, echo_json, opened
from ita_desktop.cli.parser import (
    Subparsers,
    a_file,
    command,
    file_argument,
    json_argument,
    option,
    out_argument,
    year_argument,
)
from ita_desktop.i18n import language, tr
from ita_desktop.services.years import years


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
    draft.add_to(kinds)
    for argument_parser in (listed, show, validate, export):
        json_argument(argument_parser, again=True)


def _list(args: argparse.Namespace) -> int:
    from ita_desktop import frameworks

    known = frameworks.available()
    if args.json:
        echo_json(
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
        return DONE
    for info in known:
        echo(f"{info.code}  {' '.join(map(str, info.fiscal_years))}  {info.title}")
    return DONE


def _show(args: argparse.Namespace) -> int:
    from ita_desktop import frameworks

    framework = years.framework_for(args.year)
    if args.json:
        echo_json(frameworks.describe(framework))
        return DONE
    echo(framework.title)
    if framework.drafted_from:
        echo(tr("ร่างจากกรอบ {source} ยังไม่ยืนยันกับหนังสือเวียนของปี", source=framework.drafted_from))
    for instrument in framework.instruments:
        echo(f"{instrument.code}  {instrument.name}  {instrument.weight}%")
        for indicator in framework.indicators_of(instrument.code):
            echo(f"  {indicator.code}  {indicator.name}")
            for sub in framework.children(indicator.code):
                weight = "–" if sub.weight is None else f"{sub.weight}"
                echo(f"    {sub.code}  {sub.name}  ({weight})")
                for item in framework.items_of(sub.code):
                    echo(f"      {item.code}  {item.title}".rstrip())
            if not framework.children(indicator.code):
                for item in framework.items_of(indicator.code):
                    echo(f"    {item.code}  {item.title}".rstrip())
    return DONE


def _validate(args: argparse.Namespace) -> int:
    from ita_desktop import frameworks

    problems = frameworks.validate_file(args.path)
    if any(problem.line == 0 and not problem.key for problem in problems):
        raise frameworks.FrameworkFileError(problems)  # there is nothing to look into
    if args.json:
        echo_json(
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
            echo(problem.sentence(language.translate))
    else:
        echo(tr("{path} ถูกต้อง", path=args.path))
    return DONE_WITH_FINDINGS if problems else DONE


def _export(args: argparse.Namespace) -> int:
    from ita_desktop.services.frameworks import own_copy as framework_files

    with opened(args.file, read_only=True) as workspace:
        data = workspace.year(chosen_year(workspace, args.year))
    path = framework_files.export(data, args.out)
    if args.json:
        echo_json({"files": [str(path)], "warnings": []})
    else:
        echo(tr("บันทึกกรอบปี {year} ไว้ที่ {path} แล้ว", year=data.year, path=path))
    return DONE
