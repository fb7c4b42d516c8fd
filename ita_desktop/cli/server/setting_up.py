"""server init, status."""

import argparse

from ita_desktop.cli.output import DONE, echo, echo_json
from ita_desktop.cli.parser import Subparsers, address_argument, command, flag, json_argument
from ita_desktop.cli.passwords import with_password
from ita_desktop.cli.server.users import ROLES, member_json
from ita_desktop.domain.dates import moment_text, short_date
from ita_desktop.i18n import in_language, tr
from ita_desktop.storage.server import administration
from ita_desktop.storage.server.address import Address
from ita_desktop.storage.server.administration import ServerStatus
from ita_desktop.storage.server.shared import Role, UserConnection

_MEGABYTE = 1_000_000


def add_to(parts: Subparsers) -> None:
    """Adds the commands of this file."""
    init = command(parts, "init", tr("เตรียมฐานข้อมูลเป็นงานร่วม (สร้างให้ถ้ายังไม่มี) หรือปรับเป็นรุ่นนี้"), _init)
    flag(init, "--now", tr("ปรับรุ่นฐานข้อมูลแม้ยังมีเครื่องที่เปิดด้วยโปรแกรมรุ่นก่อน"))
    status = command(parts, "status", tr("สถานะของงานร่วม: รุ่น ผู้ใช้ ใครต่ออยู่ ขนาด"), _status)
    for parser in (init, status):
        address_argument(parser)
        json_argument(parser)


def _init(args: argparse.Namespace) -> int:
    is_made = with_password(
        args.address, lambda address: administration.initialise(address, insists=args.now)
    )
    if args.json:
        echo_json({"address": args.address.shown, "database_made": is_made})
        return DONE
    echo(tr("งานร่วมพร้อมแล้วที่ {address}", address=args.address.shown))
    echo(tr("ต่อไป: server put ADDRESS FILE ย้ายแฟ้มขึ้น และ server users ADDRESS add เพิ่มผู้ใช้"))
    return DONE


def _status(args: argparse.Namespace) -> int:
    found = with_password(args.address, _read)
    if args.json:
        echo_json({"address": args.address.shown, **_as_json(found)})
        return DONE
    echo(args.address.shown)
    for line in _lines(found):
        echo(line)
    return DONE


def _read(address: Address) -> ServerStatus:
    with administration.connected(address) as connection:
        return administration.status(connection)


def _as_json(found: ServerStatus) -> dict[str, object]:
    newest = found.newest
    return {
        "schema": found.schema,
        "server_version": found.server_version,
        "postgresql": found.postgresql,
        "encrypted": found.encrypted,
        "bytes": found.size,
        "newest_edit": newest
        and {"at": moment_text(newest.at), "who": newest.who, "label": newest.label},
        "connected": [_connection_json(session) for session in found.sessions],
        "turn": found.turn and _connection_json(found.turn),
        "manager": found.manager,
        "users": [member_json(user, found.units) for user in found.users],
    }


def _connection_json(found: UserConnection) -> dict[str, object]:
    since = moment_text(found.since) if found.since is not None else None
    return {"login": found.login, "name": found.name, "since": since}


def _lines(found: ServerStatus) -> list[str]:
    return [
        tr(
            "แบบแฟ้ม {schema} ส่วนของเครื่องแม่ข่ายรุ่น {version} PostgreSQL {postgresql}",
            schema=found.schema,
            version=found.server_version,
            postgresql=found.postgresql,
        ),
        tr("การเชื่อมต่อเข้ารหัส") if found.encrypted else tr("การเชื่อมต่อไม่เข้ารหัส"),
        tr("ขนาด {size} MB", size=f"{found.size / _MEGABYTE:.1f}"),
        _newest(found),
        tr("ต่ออยู่: {names}", names=_connected(found) or "–"),
        *([tr("กำลังบันทึกอยู่: {name}", name=found.turn.shown)] if found.turn is not None else []),
        f"{tr('ผู้ดูแลงานร่วม')}: {found.manager}",
        *(f"{in_language(title)}: {_of_role(found, role)}" for role, title in ROLES.items()),
    ]


def _of_role(found: ServerStatus, role: Role) -> str:
    return " ".join(user.name for user in found.users if user.role is role) or "–"


def _newest(found: ServerStatus) -> str:
    newest = found.newest
    if newest is None:
        return tr("ยังไม่มีการแก้ไข")
    return tr(
        "แก้ล่าสุด {day} {time} น. โดย {who}: {label}",
        day=in_language(short_date(newest.at.date())),
        time=f"{newest.at:%H:%M}",
        who=newest.who or "–",
        label=in_language(newest.label),
    )


def _connected(found: ServerStatus) -> str:
    return " ".join(dict.fromkeys(session.shown for session in found.sessions))
