"""server guide, doctor: how a server is set up, and which step of it is missing."""

import argparse
import sys

from ita_desktop.cli.output import DONE, DONE_WITH_FINDINGS, echo, echo_json
from ita_desktop.cli.parser import Subparsers, address_argument, command, json_argument, option
from ita_desktop.cli.passwords import with_password
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.server_guide import OfficeServer, ServerSystem, guide
from ita_desktop.storage.server.address import Address
from ita_desktop.storage.server.outside.diagnosis import StepFound, diagnose


def add_to(parts: Subparsers) -> None:
    """Adds the commands of this file."""
    made = command(parts, "guide", tr("ขั้นตอนตั้งเครื่องแม่ข่าย เขียนตามที่อยู่ของสำนักงาน"), _guide)
    address_argument(made)
    made.add_argument(
        "--system",
        choices=[system.value for system in ServerSystem],
        default=ServerSystem.LINUX.value,
        help=tr("ระบบของเครื่องแม่ข่าย"),
    )
    option(
        made, "--network", "N", tr("เครือข่ายของสำนักงาน เช่น 192.168.1.0/24 (เว้นไว้ = ตามเลข IP ในที่อยู่)")
    )
    looks = command(parts, "doctor", tr("ตรวจจากเครื่องนี้ว่าเครื่องแม่ข่ายขาดขั้นใด"), _doctor)
    address_argument(looks)
    json_argument(looks)


def _guide(args: argparse.Namespace) -> int:
    office = OfficeServer.of(args.address, args.network)
    for number, step in enumerate(guide(office, ServerSystem(args.system)), 1):
        echo(f"{number}. {in_language(step.title)}")
        for text in step.texts:
            echo(f"   {in_language(text)}")
        if step.commands:
            echo("")
        for line in step.commands:
            echo(f"     {line}")
        echo("")
    return DONE


def _doctor(args: argparse.Namespace) -> int:
    def look(address: Address) -> tuple[StepFound, ...]:
        return diagnose(address, asks=sys.stdin.isatty())

    found = with_password(args.address, look)
    missing = [step for step in found if not step.done]
    if args.json:
        echo_json({"address": args.address.shown, "steps": [_as_json(step) for step in found]})
    else:
        for step in found:
            echo(_line(step))
        if not missing:
            echo(tr("พร้อมใช้: ไม่มีขั้นใดขาด"))
    return DONE_WITH_FINDINGS if missing else DONE


def _line(step: StepFound) -> str:
    said = in_language(step.said)
    if step.done:
        return f"✓ {said}"
    remedy = in_language(step.remedy) if step.remedy is not None else ""
    return f"✗ {said} · {remedy}"


def _as_json(step: StepFound) -> dict[str, object]:
    return {
        "step": step.step.value,
        "done": step.done,
        "said": in_language(step.said),
        "remedy": in_language(step.remedy) if step.remedy is not None else None,
    }
