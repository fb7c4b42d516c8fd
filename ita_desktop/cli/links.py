"""links: checks evidence links now. The only command that uses the network."""

import argparse

from ita_desktop.cli.output import (
    DONE,
    DONE_WITH_FINDINGS,
    ProgressOutput,
    chosen_year,
    echo,
    echo_json,
    opened,
)
from ita_desktop.cli.parser import (
    Subparsers,
    command,
    file_argument,
    flag,
    json_argument,
    option,
    year_argument,
)
from ita_desktop.i18n import tr, translated
from ita_desktop.settings import today


def add_to(subparsers: Subparsers) -> None:
    """Adds the command of this file."""
    links = command(subparsers, "links", tr("ตรวจลิงก์หลักฐานเดี๋ยวนี้ (คำสั่งเดียวที่ใช้อินเทอร์เน็ต)"), _links)
    file_argument(links)
    year_argument(links)
    option(links, "--item", "O1", tr("เฉพาะข้อนี้ (เว้นไว้ = ทุกข้อ)"))
    flag(links, "--allow-private", tr("เปิดลิงก์ในเครือข่ายภายในด้วย"))
    json_argument(links)


def _links(args: argparse.Namespace) -> int:
    from ita_desktop.services.oit.link_checks import check_links, link_rows
    from ita_desktop.services.oit.link_words import STATES

    item = args.item or ""
    with opened(args.file) as workspace, ProgressOutput() as progress:
        year = chosen_year(workspace, args.year)
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
        echo_json(
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
            echo(f"{row.item}  {translated(STATES[last.state])}  {row.url}")
            for text in filter(None, (row.why, row.remedy)):
                echo(f"    {translated(text)}")
        if done.offline:
            echo(translated(done.left))
        elif not checked:
            echo(tr("ไม่มีลิงก์ให้ตรวจ"))
    return DONE_WITH_FINDINGS if any(row.is_fault for row, _ in checked) else DONE
