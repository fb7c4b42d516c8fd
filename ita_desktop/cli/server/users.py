"""server users: who may open a shared workspace, and what they may do.

What a role is called, and how a user is written as JSON.
"""

import argparse
import getpass
import sys
from collections.abc import Mapping

from ita_desktop.cli.output import DONE, echo, echo_json
from ita_desktop.cli.parser import (
    Subparsers,
    address_argument,
    command,
    flag,
    json_argument,
    option,
)
from ita_desktop.cli.passwords import with_password
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.i18n import in_language, tr
from ita_desktop.storage.server import administration, members, passwords
from ita_desktop.storage.server.address import Address
from ita_desktop.storage.server.shared import Role, SharedMember

ROLES = {
    Role.CLERK: Phrase("เจ้าหน้าที่ (แก้ได้ทุกอย่าง)"),
    Role.UNIT: Phrase("หน่วย (แก้ของหน่วยตน)"),
    Role.READER: Phrase("ผู้อ่าน"),
    Role.CITY: Phrase("ส่วนกลาง (อ่านสิ่งที่เผยแพร่)"),
}


def member_json(member: SharedMember, units: Mapping[str, str]) -> dict[str, object]:
    """A user; ``units`` are the names of units by key."""
    return {
        "login": member.login,
        "name": member.name,
        "role": member.role.value,
        "unit": units.get(member.unit_id) if member.unit_id is not None else None,
    }


def add_to(parts: Subparsers) -> None:
    """Adds the commands of this file."""
    users = command(parts, "users", tr("ผู้ใช้ของงานร่วม"), _list)
    address_argument(users)
    json_argument(users)
    ways = users.add_subparsers(metavar=tr("คำสั่งย่อย"))
    add = command(ways, "add", tr("เพิ่มผู้ใช้ หรือแก้ชื่อ บทบาท หน่วยของผู้ใช้"), _add)
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


def _add(args: argparse.Namespace) -> int:
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
        passwords.renew(address, password)
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
