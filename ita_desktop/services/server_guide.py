"""How a server for shared work is set up, written out for an office: what to install, and what to
type, in the order in which `storage/server/diagnosis.py` looks for it."""

from collections.abc import Iterator
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Final, NamedTuple, TypeAlias

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.storage.server.address import Address
from ita_desktop.storage.server.setup import OWNING

_Network: TypeAlias = IPv4Network | IPv6Network
_USUAL: Final = "192.168.1.0/24"
_OFFICE_BITS: Final = 24
_WINDOWS: Final = "17"
"""The version of PostgreSQL that commands for Windows name."""
_HERE: Final = frozenset(("", "localhost", "127.0.0.1", "::1"))


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
