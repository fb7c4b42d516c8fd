"""server: shared workspaces on a database server.

guide and doctor say how a server is set up, and which step of it is missing; init and status
prepare one; users are who may open a shared workspace, and what they may do; put, take and backup
carry one between a file and a database.
"""

import argparse
import getpass
import sys
from collections.abc import Mapping
from pathlib import Path

from ita_desktop.cli.output import (
    DONE,
    DONE_WITH_FINDINGS,
    ProgressOutput,
    echo,
    echo_json,
    with_password,
)
from ita_desktop.cli.parser import (
    Subparsers,
    a_file,
    address_argument,
    command,
    flag,
    json_argument,
    option,
)
from ita_desktop.domain.dates import moment_text, short_date
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.i18n import in_language, tr
from ita_desktop.services import server
from ita_desktop.services.server import MergeResult, Moved, OfficeServer, ServerSystem, guide
from ita_desktop.services.settings import differences
from ita_desktop.services.settings.differences import KindDifference
from ita_desktop.storage.server import administration, members
from ita_desktop.storage.server.address import Address, renew_password
from ita_desktop.storage.server.administration import ServerStatus
from ita_desktop.storage.server.diagnosis import StepFound, diagnose
from ita_desktop.storage.server.shared import Role, SharedMember, UserConnection
from ita_desktop.storage.workspace import Workspace

_MEGABYTE = 1_000_000
ROLES = {
    Role.CLERK: Phrase("เจ้าหน้าที่ (แก้ได้ทุกอย่าง)"),
    Role.UNIT: Phrase("หน่วย (แก้ของหน่วยตน)"),
    Role.READER: Phrase("ผู้อ่าน"),
    Role.CITY: Phrase("ส่วนกลาง (อ่านสิ่งที่เผยแพร่)"),
}


def add_to(subparsers: Subparsers) -> None:
    """Adds the commands of this room."""
    parser = subparsers.add_parser("server", help=tr("งานร่วมบนเครื่องแม่ข่าย"))
    parts = parser.add_subparsers(metavar=tr("คำสั่งย่อย"), required=True)
    for add in (add_guiding, add_setting_up, add_users, add_moving):
        add(parts)


def add_guiding(parts: Subparsers) -> None:
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


def add_setting_up(parts: Subparsers) -> None:
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
        echo_json({"address": args.address.shown, **_state_json(found)})
        return DONE
    echo(args.address.shown)
    for line in _state_lines(found):
        echo(line)
    return DONE


def _read(address: Address) -> ServerStatus:
    with administration.connected(address) as connection:
        return administration.status(connection)


def _state_json(found: ServerStatus) -> dict[str, object]:
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


def _state_lines(found: ServerStatus) -> list[str]:
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


def member_json(member: SharedMember, units: Mapping[str, str]) -> dict[str, object]:
    """A user; ``units`` are the names of units by key."""
    return {
        "login": member.login,
        "name": member.name,
        "role": member.role.value,
        "unit": units.get(member.unit_id) if member.unit_id is not None else None,
    }


def add_users(parts: Subparsers) -> None:
    """Adds the commands of this file."""
    users = command(parts, "users", tr("ผู้ใช้ของงานร่วม"), _list)
    address_argument(users)
    json_argument(users)
    ways = users.add_subparsers(metavar=tr("คำสั่งย่อย"))
    add = command(ways, "add", tr("เพิ่มผู้ใช้ หรือแก้ชื่อ บทบาท หน่วยของผู้ใช้"), _add_user)
    option(add, "name", "NAME", tr("ชื่อที่แสดงต่อผู้อื่น"))
    add.add_argument("--login", required=True, metavar="L", help=tr("ชื่อผู้ใช้ของฐานข้อมูล"))
    add.add_argument(
        "--role", choices=[role.value for role in Role], default=Role.CLERK.value, help=tr("บทบาท")
    )
    option(add, "--unit", "U", tr("หน่วยของบทบาท unit"))
    flag(add, "--replace", tr("เปลี่ยนชื่อ บทบาท หรือหน่วยของผู้ใช้ที่มีอยู่แล้ว"))
    flag(add, "--new-password", tr("ตั้งรหัสผ่านใหม่ให้ผู้ใช้ที่มีอยู่แล้ว"))
    remove = command(ways, "remove", tr("เอาผู้ใช้ออก มีผลทันที"), _remove)
    option(remove, "login", "LOGIN", tr("ชื่อผู้ใช้ของฐานข้อมูล"))
    own = command(parts, "password", tr("เปลี่ยนรหัสผ่านของตนเอง"), _change_own)
    address_argument(own)
    for parser in (add, remove):
        json_argument(parser, again=True)


def _list(args: argparse.Namespace) -> int:
    return with_password(args.address, lambda address: _print_users(address, args))


def _add_user(args: argparse.Namespace) -> int:
    def add(address: Address) -> int:
        with administration.managing(address) as connection:
            is_new = not members.login_exists(connection, args.login)
            unit = members.unit_of(connection, args.unit) if args.unit else None
            member = SharedMember(args.login, args.name, Role(args.role), unit)
            members.check(connection, member)
            if not args.replace:
                members.must_be_new_or_same(connection, member)
        # Nothing in the database waits while somebody types.
        password = _asked(args.login) if is_new or args.new_password else None
        with administration.managing(address) as connection:
            members.add(connection, member, password)
        return _print_users(address, args)

    return with_password(args.address, add)


def _remove(args: argparse.Namespace) -> int:
    def remove(address: Address) -> int:
        with administration.managing(address) as connection:
            members.remove(connection, args.login)
        return _print_users(address, args)

    return with_password(args.address, remove)


def _change_own(args: argparse.Namespace) -> int:
    def change(address: Address) -> int:
        with administration.connected(address) as connection:
            member = members.me(connection)
        login = member.login if member is not None else address.user
        password = _asked(login)
        with administration.connected(address) as connection:
            members.change_own_password(connection, login, password)
        renew_password(address, password)
        echo(tr("เปลี่ยนรหัสผ่านแล้ว"))
        return DONE

    return with_password(args.address, change)


def _asked(login: str) -> str:
    """Returns a password for a user, typed twice or the first line of standard input. Raises
    InputError."""
    if not sys.stdin.isatty():
        typed = again = sys.stdin.readline().rstrip("\r\n")
    else:
        typed = getpass.getpass(tr("รหัสผ่านใหม่ของ {login}: ", login=login))
        again = getpass.getpass(tr("พิมพ์อีกครั้ง: "))
    if not typed:
        raise InputError(
            "ยังไม่ได้ตั้งรหัสผ่านของ {login}", remedy="พิมพ์รหัสผ่าน หรือส่งทางอินพุตหนึ่งบรรทัด", login=login
        )
    if typed != again:
        raise InputError("รหัสผ่านสองครั้งไม่ตรงกัน จึงไม่ได้เพิ่มผู้ใช้", remedy="ทำอีกครั้ง")
    return typed


def _print_users(address: Address, args: argparse.Namespace) -> int:
    """Prints the users as they are now."""
    with administration.connected(address) as connection:
        found, units = members.members(connection), members.units(connection)
        manager = members.manager(connection)
    if args.json:
        echo_json({"manager": manager, "users": [member_json(member, units) for member in found]})
        return DONE
    echo(f"{manager}  {tr('ผู้ดูแลงานร่วม')}")
    for member in found:
        unit = units.get(member.unit_id or "", "")
        echo(f"{member.login}  {member.name}  {in_language(ROLES[member.role])}  {unit}".rstrip())
    if not found:
        echo(tr("ยังไม่มีผู้ใช้นอกจากผู้ดูแล"))
    return DONE


def add_moving(parts: Subparsers) -> None:
    """Adds the commands of this file."""
    put = command(parts, "put", tr("ย้ายแฟ้มขึ้นฐานข้อมูล และเทียบว่าตรงกันทั้งสองฝั่ง"), _put)
    address_argument(put)
    _file(put)
    flag(put, "--replace", tr("แทนที่งานที่มีอยู่ (สำรองของเดิมไว้ก่อน)"))
    flag(put, "--merge", tr("รวมเฉพาะสิ่งที่แก้ในแฟ้มที่นำกลับบ้านไปทำต่อ"))
    flag(put, "--mine", tr("ที่แก้ตรงกัน ให้ใช้ของแฟ้มนี้ (ใช้กับ --merge)"))
    flag(put, "--dry-run", tr("ดูว่าจะเปลี่ยนอะไร โดยไม่เขียน"))

    take = command(parts, "take", tr("นำงานร่วมลงมาเป็นแฟ้มใหม่ และเทียบว่าตรงกันทั้งสองฝั่ง"), _take)
    address_argument(take)
    _file(take)
    flag(take, "--branch", tr("เพื่อนำไปทำต่อที่บ้าน แล้วรวมกลับด้วย put --merge"))

    backup = command(parts, "backup", tr("สำรองงานร่วมไว้ในเครื่องนี้"), _backup)
    address_argument(backup)
    backup.add_argument("out", nargs="?", type=a_file, metavar="OUT",
                        help=tr("ไฟล์หรือโฟลเดอร์ของสำเนา (เว้นไว้ = โฟลเดอร์แฟ้มสำรอง)"))  # fmt: skip
    for parser in (put, take, backup):
        json_argument(parser)


def _file(parser: argparse.ArgumentParser) -> None:
    option(parser, "file", "FILE", tr("แฟ้มงาน .ita"), a_file)


def _put(args: argparse.Namespace) -> int:
    if args.merge:
        return _merge(args)
    if args.mine:
        raise InputError("--mine ใช้กับ --merge", remedy="เติม --merge")
    if args.dry_run:
        return _preview(args)
    with (
        ProgressOutput() as progress,
        differences.opened_source(args.file, progress.show) as source,
    ):
        moved = with_password(
            args.address,
            lambda address: server.put(source, address, progress.show, replaces=args.replace),
        )
    return _print_end(args, moved, tr("ย้าย {path} ขึ้นฐานข้อมูลแล้ว", path=args.file))


def _merge(args: argparse.Namespace) -> int:
    if args.replace:
        raise InputError("ใช้ --merge พร้อมกับ --replace ไม่ได้", remedy="เลือกอย่างใดอย่างหนึ่ง")
    with ProgressOutput() as progress:
        result = with_password(
            args.address,
            lambda address: server.merge(
                args.file, address, progress.show, mine=args.mine, is_trial=args.dry_run
            ),
        )
    if args.json:
        echo_json(_merge_json(result))
    else:
        for line in server.result_phrases(result, is_trial=args.dry_run):
            echo(in_language(line))
    return DONE_WITH_FINDINGS if result.conflicts else DONE


def _merge_json(result: MergeResult) -> dict[str, object]:
    return {
        "edits": [in_language(label) for label in result.labels],
        "rows": result.rows,
        "same": result.same,
        "order_kept": result.moved,
        "conflicts": [
            {
                "edit": in_language(conflict.label),
                "kind": in_language(conflict.kind),
                "table": conflict.table,
                "record": in_language(conflict.name),
                "column": conflict.column,
                "field": in_language(conflict.field),
                "mine": conflict.mine,
                "theirs": conflict.theirs,
                "who": conflict.who,
                "reason": in_language(conflict.reason),
            }
            for conflict in result.conflicts
        ],
    }


def _preview(args: argparse.Namespace) -> int:
    if not args.replace:
        raise InputError("--dry-run ใช้กับ --replace", remedy="เติม --replace เพื่อดูว่าจะแทนที่อะไร")
    with (
        ProgressOutput() as progress,
        with_password(args.address, Workspace.connect) as shared,
    ):
        found = differences.compare(shared, args.file, progress.show)
    if args.json:
        echo_json({"differences": [_moved_json(difference) for difference in found]})
        return DONE
    for difference in found:
        echo(
            tr(
                "{kind}: หายไป {added} เปลี่ยน {changed} กลับมา {gone}",
                kind=in_language(difference.kind),
                added=difference.added,
                changed=difference.changed,
                gone=difference.gone,
            )
        )
    if not found:
        echo(tr("ไม่มีอะไรต่างกัน"))
    return DONE


def _moved_json(difference: KindDifference) -> dict[str, object]:
    return {
        "kind": in_language(difference.kind),
        "tables": list(difference.tables),
        "lost": difference.added,
        "changed": difference.changed,
        "brought_back": difference.gone,
    }


def _take(args: argparse.Namespace) -> int:
    with ProgressOutput() as progress:
        moved = with_password(
            args.address,
            lambda address: server.take(address, args.file, progress.show, as_branch=args.branch),
        )
    return _print_end(args, moved, tr("นำงานร่วมลงมาที่ {path} แล้ว", path=args.file))


def _backup(args: argparse.Namespace) -> int:
    with ProgressOutput() as progress:
        moved = with_password(
            args.address, lambda address: server.back_up(address, args.out, progress.show)
        )
    return _print_end(args, moved, tr("สำรองไว้ที่ {path} แล้ว", path=moved.kept), moved.kept)


def _print_end(args: argparse.Namespace, moved: Moved, done: str, copy: Path | None = None) -> int:
    held = moved.contents
    if args.json:
        echo_json(
            {
                "records": held.records,
                "files": held.files,
                "edits": held.edits,
                "digest": held.digest,
                "copy": str(moved.kept) if moved.kept is not None else None,
            }
        )
        return DONE
    echo(done)
    echo(
        tr(
            "ตรงกันทั้งสองฝั่ง: ข้อมูล {records} แถว ไฟล์ {files} รายการ "
            "ประวัติ {edits} ครั้ง (รหัสสรุป {digest})",
            records=held.records,
            files=held.files,
            edits=held.edits,
            digest=held.digest,
        )
    )
    if moved.kept is not None and copy is None:
        echo(tr("งานเดิมเก็บไว้ที่ {path}", path=moved.kept))
    return DONE
