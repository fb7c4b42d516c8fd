"""site: the public page of a year."""

import argparse
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
    out_argument,
    year_argument,
)
from ita_desktop.i18n import in_language, tr

_NOTHING: Final = {"files": (), "changed": (), "removed": (), "zip": None}


def add_to(subparsers: Subparsers) -> None:
    """Adds the command of this file."""
    parser = command(subparsers, "site", tr("ทำหน้าเว็บ OIT สำหรับประชาชน"), _site)
    file_argument(parser)
    out_argument(parser, "DIR", tr("โฟลเดอร์ของหน้าเว็บ"))
    year_argument(parser)
    flag(parser, "--zip", tr("ทำไฟล์ zip ของทั้งหน้าเว็บด้วย"))
    as_typed_argument(parser)
    json_argument(parser)


def _site(args: argparse.Namespace) -> int:
    from ita_desktop.services.personal_going_out import UndecidedError
    from ita_desktop.services.public_page import carry_out, plan_site
    from ita_desktop.site.parts import choices_of

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
