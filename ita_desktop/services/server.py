"""A server for shared work: how it is set up, written out for an office (what to install, and
what to type, in the order in which `storage/server/diagnosis.py` looks for it); a workspace
moved from its file into a database, and back home; a database backed up; and work that was taken
home merged into it again."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from ita_desktop.domain.errors import InputError, Phrase, WorkspaceError
from ita_desktop.home import TEMPORARY
from ita_desktop.services.settings.differences import Rows, opened_source
from ita_desktop.services.settings.joining import words_of
from ita_desktop.settings import backup_root
from ita_desktop.storage import SUFFIX, Step
from ita_desktop.storage.files.backups import BackupFolder, write_backup
from ita_desktop.storage.files.lock import is_held
from ita_desktop.storage.files.working import WorkingFile
from ita_desktop.storage.moving import database
from ita_desktop.storage.moving.contents import Contents
from ita_desktop.storage.moving.joining import rows_of
from ita_desktop.storage.moving.merging import Left, Why
from ita_desktop.storage.server.address import Address
from ita_desktop.storage.server.setup import OWNING
from ita_desktop.storage.workspace import Workspace

_REASONS: Final = {
    Why.GONE: Phrase("ผู้อื่นเอาแถวนี้ออกแล้ว"),
    Why.PARENT_GONE: Phrase("ผู้อื่นเอาสิ่งที่แถวนี้อยู่ในนั้นออกแล้ว"),
    Why.BUILT_ON: Phrase("ผู้อื่นแก้สิ่งที่แฟ้มนี้เอาออก"),
    Why.OUTSIDE: Phrase("ทำนอกประวัติการแก้ไข จึงรวมไม่ได้"),
}
_Network: TypeAlias = IPv4Network | IPv6Network
_USUAL: Final = "192.168.1.0/24"
_OFFICE_BITS: Final = 24
_WINDOWS: Final = "17"
"""The version of PostgreSQL that commands for Windows name."""
_HERE: Final = frozenset(("", "localhost", "127.0.0.1", "::1"))
_ON_SERVER: Final = Phrase("คำสั่งต่อไปนี้พิมพ์บนเครื่องแม่ข่าย (Debian หรือ Ubuntu)")
_CERTIFICATE: Final = Phrase("ใบรับรองของเครื่องแม่ข่าย")
_LISTENING: Final = Phrase("รับการติดต่อจากเครื่องอื่น (listen_addresses)")
_DEBIAN_LISTENS: Final = Phrase("PostgreSQL ของ Debian รับเฉพาะในเครื่องเองจนกว่าจะตั้งค่านี้")
_ADMITTING: Final = Phrase("ให้ผู้ใช้เข้าจากเครือข่ายของสำนักงาน (pg_hba.conf) แล้วเริ่มบริการใหม่")
_LINE: Final = Phrase("บรรทัดนี้ให้เข้าเฉพาะจากเครือข่ายนี้ ด้วยรหัสผ่าน และเข้ารหัสเท่านั้น")
_FIREWALL: Final = Phrase("ไฟร์วอลล์")
_MANAGER: Final = Phrase("ผู้ดูแลงานร่วมและฐานข้อมูล")
_ASKED: Final = Phrase("createuser ถามรหัสผ่านใหม่ของผู้ดูแล ตั้งให้ยาวอย่างน้อย 8 ตัวอักษร")
_BACKUP: Final = Phrase("สำรองทุกวัน")
_COPIES: Final = Phrase(
    "สำเนาเป็นแฟ้ม .ita ที่เปิดได้ทันที ของเก่าลดจำนวนลงตามอายุ เปลี่ยนคำว่า รหัสผ่าน เป็นรหัสผ่านจริง"
)


class ServerSystem(StrEnum):
    """What the server runs."""

    LINUX = "linux"
    WINDOWS = "windows"


class GuideStep(NamedTuple):
    """A step: sentences, then what is typed on the server (or where the sentences say)."""

    title: Phrase
    texts: tuple[Phrase, ...]
    commands: tuple[str, ...] = ()


class OfficeServer(NamedTuple):
    """The addresses of an office, as commands have them."""

    host: str
    port: int
    database: str
    manager: str
    network: str
    """From where the clerks connect (``192.168.1.0/24``)."""

    @classmethod
    def of(cls, address: Address, network: str | None = None) -> "OfficeServer":
        """Return the server at an address. Without a ``network`` it is the one of the address's
        number. Raises InputError for a network that is none, and for the address of this machine
        alone, or with names that no command line takes."""
        if address.host in _HERE or address.host.startswith("/"):
            raise InputError(
                "ที่อยู่นี้ใช้ได้ในเครื่องแม่ข่ายเอง เครื่องอื่นต่อไม่ได้",
                where=address.shown,
                remedy="ใช้ชื่อหรือเลข IP ของเครื่องแม่ข่ายในเครือข่ายของสำนักงาน เช่น 192.168.1.10",
            )
        for name in (address.user, address.database):
            if name and not (name.isascii() and name.replace("_", "").isalnum()):
                raise InputError(
                    "ใช้ “{name}” ในคำสั่งไม่ได้",
                    where=address.shown,
                    remedy="ใช้ตัวอักษรอังกฤษ ตัวเลข และขีดล่าง",
                    name=name,
                )
        of = _network_of(address.host, network)
        manager = address.user or "ita_manager"
        return cls(address.host, address.port, address.database, manager, str(of))

    @property
    def owning(self) -> str:
        """What a superuser says in the new database."""
        return OWNING.format(manager=self.manager)

    @property
    def address(self) -> str:
        """The manager's address."""
        port = "" if self.port == 5432 else f":{self.port}"
        return f"postgresql://{self.manager}@{self.host}{port}/{self.database}"

    @property
    def alternative(self) -> str:
        """What the certificate says that the server is called."""
        try:
            ip_address(self.host)
        except ValueError:
            return f"DNS:{self.host}"
        return f"IP:{self.host}"

    @property
    def line(self) -> str:
        """The line of pg_hba.conf."""
        return f"hostssl {self.database} all {self.network} scram-sha-256"


def _network_of(host: str, given: str | None) -> _Network:
    try:
        if given is not None:
            return ip_network(given, strict=False)
        return ip_network(f"{ip_address(host)}/{_OFFICE_BITS}", strict=False)
    except ValueError:
        if given is None:
            return ip_network(_USUAL)
        raise InputError(
            "“{given}” ไม่ใช่เครือข่าย", remedy="พิมพ์เช่น 192.168.1.0/24", given=given
        ) from None


def guide(office: OfficeServer, system: ServerSystem) -> tuple[GuideStep, ...]:
    """Return the steps for an office's server."""
    return tuple(_linux(office) if system is ServerSystem.LINUX else _windows(office))


def _linux(office: OfficeServer) -> Iterator[GuideStep]:
    sql = "sudo -u postgres psql -c"
    yield GuideStep(
        Phrase("ติดตั้ง PostgreSQL (รุ่น 13 ขึ้นไป)"),
        (_ON_SERVER, Phrase("บริการเริ่มเองทุกครั้งที่เปิดเครื่อง")),
        ("sudo apt-get update", "sudo apt-get install postgresql openssl"),
    )
    yield GuideStep(
        _CERTIFICATE,
        (Phrase("ใบรับรองทำให้การเชื่อมต่อเข้ารหัส ทำครั้งเดียว ใช้ได้สิบปี"),),
        (
            (
                "sudo openssl req -new -x509 -nodes -days 3650 -newkey rsa:2048"
                f" -subj /CN={office.host} -addext subjectAltName={office.alternative}"
                " -keyout /etc/postgresql/ita.key -out /etc/postgresql/ita.crt"
            ),
            "sudo chown postgres: /etc/postgresql/ita.key /etc/postgresql/ita.crt",
            "sudo chmod 600 /etc/postgresql/ita.key",
            f"{sql} \"ALTER SYSTEM SET ssl_cert_file = '/etc/postgresql/ita.crt'\"",
            f"{sql} \"ALTER SYSTEM SET ssl_key_file = '/etc/postgresql/ita.key'\"",
            f'{sql} "ALTER SYSTEM SET ssl = on"',
        ),
    )
    yield GuideStep(
        _LISTENING,
        (_DEBIAN_LISTENS,),
        (
            f"{sql} \"ALTER SYSTEM SET listen_addresses = '*'\"",
            f'{sql} "ALTER SYSTEM SET port = {office.port}"',
        ),
    )
    yield GuideStep(
        _ADMITTING,
        (_LINE,),
        (
            f"echo '{office.line}' | sudo tee -a \"$(sudo -u postgres psql -tAc 'SHOW hba_file')\"",
            "sudo service postgresql restart",
        ),
    )
    yield GuideStep(
        _FIREWALL,
        (Phrase("ถ้าใช้ ufw (ถ้าไม่มีไฟร์วอลล์ ข้ามได้)"),),
        (f"sudo ufw allow from {office.network} to any port {office.port} proto tcp",),
    )
    port = "" if office.port == 5432 else f" --port={office.port}"
    yield GuideStep(
        _MANAGER,
        (_ASKED,),
        (
            f"sudo -u postgres createuser{port} --pwprompt --createrole {office.manager}",
            (
                f"sudo -u postgres createdb{port} --owner={office.manager} --encoding=UTF8"
                f" --template=template0 {office.database}"
            ),
            f'sudo -u postgres psql{port} -c "{office.owning}" {office.database}',
        ),
    )
    yield from _from_the_client(office)
    yield GuideStep(
        _BACKUP,
        (
            _COPIES,
            Phrase("คำสั่งนี้ตั้งให้สำรองทุกวันเวลา 12.30 น. ด้วยตัวตั้งเวลาของระบบ (cron) บนเครื่องของผู้ดูแล"),
        ),
        (
            f"echo '{_passfile(office)}' >> ~/.pgpass && chmod 600 ~/.pgpass",
            (
                f"(crontab -l; echo '30 12 * * * ita-desktop server backup {office.address}"
                " $HOME/ita-backup') | crontab -"
            ),
        ),
    )


def _windows(office: OfficeServer) -> Iterator[GuideStep]:
    passwords = r"$env:APPDATA\postgresql"
    folder = rf"C:\Program Files\PostgreSQL\{_WINDOWS}"
    service = f"postgresql-x64-{_WINDOWS}"
    yield GuideStep(
        Phrase("ติดตั้ง PostgreSQL (รุ่น 13 ขึ้นไป)"),
        (
            Phrase(
                "ใช้ตัวติดตั้งสำหรับ Windows จาก postgresql.org ตั้งรหัสผ่านของ postgres และพอร์ต {port}",
                port=office.port,
            ),
            Phrase(
                "คำสั่งต่อไปนี้พิมพ์ใน PowerShell แบบผู้ดูแลระบบบนเครื่องแม่ข่าย ถ้าเป็นรุ่นอื่น เปลี่ยนเลข {version}",
                version=_WINDOWS,
            ),
        ),
        (rf'$env:Path += ";{folder}\bin"',),
    )
    yield GuideStep(
        _CERTIFICATE,
        (Phrase("openssl มากับ Git for Windows ใบรับรองทำครั้งเดียว ใช้ได้สิบปี"),),
        (
            (
                rf'& "C:\Program Files\Git\usr\bin\openssl.exe" req -new -x509 -nodes -days 3650'
                f" -newkey rsa:2048 -subj /CN={office.host}"
                f" -addext subjectAltName={office.alternative}"
                rf' -keyout "{folder}\data\server.key" -out "{folder}\data\server.crt"'
            ),
            'psql -U postgres -c "ALTER SYSTEM SET ssl = on"',
        ),
    )
    yield GuideStep(
        _LISTENING,
        (Phrase("ให้ PostgreSQL รับการติดต่อจากเครื่องอื่น"),),
        ("psql -U postgres -c \"ALTER SYSTEM SET listen_addresses = '*'\"",),
    )
    yield GuideStep(
        _ADMITTING,
        (_LINE,),
        (
            rf'Add-Content -Encoding ascii "{folder}\data\pg_hba.conf" "{office.line}"',
            f"Restart-Service {service}",
            f"Set-Service {service} -StartupType Automatic",
        ),
    )
    yield GuideStep(
        _FIREWALL,
        (Phrase("ไฟร์วอลล์ของ Windows รับเฉพาะเครือข่ายของสำนักงาน"),),
        (
            (
                'New-NetFirewallRule -DisplayName "PostgreSQL ITA" -Direction Inbound -Protocol TCP'
                f" -LocalPort {office.port} -RemoteAddress {office.network} -Action Allow"
            ),
        ),
    )
    yield GuideStep(
        _MANAGER,
        (_ASKED,),
        (
            f"createuser -U postgres --pwprompt --createrole {office.manager}",
            (
                f"createdb -U postgres --owner={office.manager} --encoding=UTF8"
                f" --template=template0 {office.database}"
            ),
            f'psql -U postgres -c "{office.owning}" {office.database}',
        ),
    )
    yield from _from_the_client(office)
    yield GuideStep(
        _BACKUP,
        (_COPIES, Phrase("คำสั่งนี้ตั้งให้สำรองทุกวันเวลา 12.30 น. ด้วยตัวตั้งเวลาของ Windows บนเครื่องของผู้ดูแล")),
        (
            f'New-Item -ItemType Directory -Force "{passwords}"',
            rf'Add-Content -Encoding ascii "{passwords}\pgpass.conf" "{_passfile(office)}"',
            (
                'schtasks /Create /SC DAILY /ST 12:30 /TN "ITA backup" /TR'
                rf' "ita-desktop server backup {office.address} %USERPROFILE%\ita-backup"'
            ),
        ),
    )


def _from_the_client(office: OfficeServer) -> Iterator[GuideStep]:
    yield GuideStep(
        Phrase("ตรวจ เตรียมงานร่วม และย้ายแฟ้มขึ้น"),
        (Phrase("พิมพ์บนเครื่องของผู้ดูแล doctor บอกว่าขั้นใดยังขาด"),),
        (
            f"ita-desktop server doctor {office.address}",
            f"ita-desktop server init {office.address}",
            f"ita-desktop server put {office.address} งาน.ita",
            f'ita-desktop server users {office.address} add "ชื่อที่แสดง" --login somsri',
        ),
    )


def _passfile(office: OfficeServer) -> str:
    return f"{office.host}:{office.port}:{office.database}:{office.manager}:รหัสผ่าน"


class Moved(NamedTuple):
    """What was moved, equal on both sides; and the copy of what the database held before."""

    contents: Contents
    kept: Path | None = None


def put(
    workspace: Workspace,
    address: str | Address,
    progress: Step | None = None,
    *,
    replaces: bool = False,
) -> Moved:
    """Write all of ``workspace`` (a file) into the empty database at ``address``, in one
    transaction, and compare both sides.

    With ``replaces``, what the database holds is copied to this machine first, verified, and
    replaced. Raises InputError if the database is not empty, or holds what a server cannot hold;
    WorkspaceError if somebody else is in it, it cannot be reached, or differs afterwards; and
    whatever ``progress`` raises. The database is as it was then.
    """
    with _folder() as folder:
        copy = folder / "put.ita"
        write_backup(workspace.connections.stored_at, copy, progress)
        with database.opened(address) as server:
            kept = None
            if replaces and not server.is_empty():
                kept = _backed_up(server, None, "replace", progress).kept
            return Moved(server.put(copy, kept, progress), kept)


def take(
    address: str | Address,
    target: Path,
    progress: Step | None = None,
    *,
    replaces: bool = False,
    as_branch: bool = False,
) -> Moved:
    """Write all that the database holds at one moment to a new file, and compare both sides;
    ``as_branch`` to edit it at home and merge it later
    (:mod:`~ita_desktop.storage.moving.merging`).

    Raises InputError if the file exists (unless ``replaces``), WorkspaceError if it is in use, or
    there can be no whole copy, and whatever ``progress`` raises; no file is written then.
    """
    if target.exists() and not replaces:
        raise InputError("มีแฟ้มชื่อนี้อยู่แล้ว จึงไม่เขียนทับ", where=str(target), remedy="ตั้งชื่ออื่น")
    if target.exists() and _is_in_use(target):
        raise WorkspaceError(
            "แฟ้มชื่อนี้เปิดอยู่ หรือมีงานที่ยังไม่ได้บันทึกลงแฟ้ม จึงไม่เขียนทับ",
            where=str(target),
            remedy="เปิดแฟ้มนั้นแล้วปิดให้เรียบร้อยก่อน หรือตั้งชื่ออื่น",
        )
    with database.opened(address) as server:
        return Moved(server.take(target, progress, as_branch=as_branch))


def _is_in_use(path: Path) -> bool:
    """Return whether a file is open, or holds less than a crashed session has left."""
    with suppress(OSError):  # writing tells
        return WorkingFile.is_left_of(path) or is_held(path)
    return False


def back_up(address: str | Address, out: Path | None = None, progress: Step | None = None) -> Moved:
    """Make a verified copy of the database: to the file ``out``, or into the folder ``out``, which
    is made and where older copies are thinned by age; by default into the folder of safety copies
    of this machine. What is no folder is a file if it is named as workspaces are.

    Raises as :func:`take`.
    """
    if out is not None and not out.is_dir() and out.suffix.lower() == SUFFIX:
        moved = take(address, out, progress)
        return moved._replace(kept=out)
    with database.opened(address) as server:
        return _backed_up(server, out, "asked", progress)


def _backed_up(
    server: database.OpenDatabase, folder: Path | None, reason: str, progress: Step | None
) -> Moved:
    with _folder() as beside:
        taken = beside / "taken.ita"
        held = server.take(taken, progress)
        copies = server.copies_below(backup_root()) if folder is None else BackupFolder(folder)
        return Moved(held, copies.make(taken, reason, progress).path)


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix=TEMPORARY, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


class Conflict(NamedTuple):
    """What was left out of a merge, with both texts. ``column`` and its words, ``field``, are empty
    for a whole record; ``reason`` is empty if somebody else changed the same value."""

    label: str
    kind: str
    name: str
    table: str
    column: str
    field: str
    mine: str
    theirs: str
    who: str
    reason: str


class MergeResult(NamedTuple):
    """What a merge wrote, or would write: labels of edits, rows; values that both have, rows whose
    order is the database's; and what is left out."""

    labels: tuple[str, ...]
    rows: int
    same: int
    moved: int
    conflicts: tuple[Conflict, ...]


def merge(
    path: Path,
    address: str | Address,
    progress: Step | None = None,
    *,
    mine: bool = False,
    is_trial: bool = False,
) -> MergeResult:
    """Merge the own edits of the branch at ``path``, each as a unit of work with its label and its
    author; what was merged before is not merged again. ``is_trial`` writes nothing.

    A value that somebody else changed is left out, unless ``mine``. Raises InputError if the file
    is no branch of this database, WorkspaceError, and whatever ``progress`` raises; edits that were
    merged before stay, and the next merge goes on with the rest.
    """
    with opened_source(path, progress) as source:
        return merge_open(source, address, progress, mine=mine, is_trial=is_trial)


def merge_open(
    source: Workspace,
    address: str | Address,
    progress: Step | None = None,
    *,
    mine: bool = False,
    is_trial: bool = False,
) -> MergeResult:
    """:func:`merge` for a branch that is open."""
    with database.opened(address) as server:
        merged = server.merge(source, progress, mine=mine, is_trial=is_trial)
    rows = rows_of(source)
    conflicts = {_place_of_conflict(conflict): conflict for conflict in reversed(merged.left)}
    conflicts_described = tuple(
        _described(conflict, rows) for conflict in reversed(conflicts.values())
    )
    return MergeResult(merged.labels, merged.rows, merged.same, merged.moved, conflicts_described)


def _place_of_conflict(left: Left) -> tuple[str, str, str]:
    """Return what a conflict is about: what was done outside the history has no row."""
    return (left.table, left.key or str(left.number), left.column)


def _described(left: Left, rows: Rows) -> Conflict:
    words = words_of(left, rows, rows)
    return Conflict(
        left.label,
        words.kind,
        words.name,
        left.table,
        left.column,
        words.field,
        words.given,
        words.held,
        left.who,
        left.reason or _REASONS.get(left.why, ""),
    )


def result_phrases(result: MergeResult, *, is_trial: bool) -> Iterator[str]:
    """Yield the result as phrases, one a line."""
    if is_trial:
        yield Phrase(
            "จะรวม {edits} การแก้ไข ({rows} แถว)", edits=len(result.labels), rows=result.rows
        )
    else:
        yield Phrase(
            "รวมแล้ว {edits} การแก้ไข ({rows} แถว)", edits=len(result.labels), rows=result.rows
        )
    for label in result.labels:
        yield Phrase("  {label}", label=label)
    if result.moved:
        yield Phrase("ลำดับของ {count} แถวเป็นอย่างในงานร่วม", count=result.moved)
    if result.conflicts:
        yield Phrase("เว้นไว้ {count} แห่ง ข้อความยังอยู่ครบทั้งสองฝั่ง", count=len(result.conflicts))
    for conflict in result.conflicts:
        yield _line(conflict)


def _line(conflict: Conflict) -> Phrase:
    if conflict.reason:
        return Phrase(
            "  {kind} {name}: {reason}",
            kind=conflict.kind,
            name=conflict.name,
            reason=conflict.reason,
        )
    return Phrase(
        "  {kind} {name} ({column}): แฟ้มนี้ “{mine}” · งานร่วม “{theirs}” โดย {who}",
        kind=conflict.kind,
        name=conflict.name,
        column=conflict.field,
        mine=conflict.mine,
        theirs=conflict.theirs,
        who=conflict.who or "–",
    )
