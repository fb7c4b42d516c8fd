"""Each certificate that a connection fails over, of a real server, is told for what it is."""

import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import psycopg
import pytest

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.storage.server import connecting
from ita_desktop.storage.server.address import Address
from ita_desktop.storage.server.connecting import PasswordError, cannot_use
from ita_desktop.storage.server.diagnosis import ServerStep, diagnose
from tests.support.postgresql_server import binaries, certified_server

pytestmark = [
    pytest.mark.needs_postgresql,
    pytest.mark.skipif(not shutil.which("openssl"), reason="no OpenSSL"),
]
NOT_VERIFIED = "หมดอายุ ยังไม่ถึงวันเริ่มใช้ ถูกเพิกถอน หรือเครื่องนี้ไม่รู้จักผู้ออก"
"""libpq says no more of it."""
_HERE = "subjectAltName=IP:127.0.0.1"
_ISSUER = """[ca]\ndefault_ca=d\n[d]\ndatabase=index\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p
rand_serial=yes\nunique_subject=no\ndefault_crl_days=30\n[p]\ncommonName=supplied\n"""


class Issuer:
    """Issues certificates in a folder, and takes them back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "index").write_text("", encoding="ascii")
        (folder / "config").write_text(_ISSUER, encoding="ascii")
        self.itself("issuer", "/CN=issuer")

    def run(self, *words: str) -> None:
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True)

    def itself(self, name: str, subject: str) -> None:
        self.run("req", "-x509", "-new", "-nodes", "-newkey", "rsa:2048", "-days", "30", "-subj",
                 subject, "-keyout", f"{name}.key", "-out", f"{name}.crt")  # fmt: skip

    def issue(
        self, name: str, called: str = "postgres", says: str = _HERE,
        begins: str = "20200101000000Z", ends: str = "20490101000000Z",
    ) -> None:  # fmt: skip
        self.run("req", "-new", "-nodes", "-newkey", "rsa:2048", "-subj", f"/CN={called}",
                 "-keyout", f"{name}.key", "-out", "request")  # fmt: skip
        (self.folder / "says").write_text(says, encoding="ascii")
        self._ca("-in", "request", "-out", f"{name}.crt", "-extfile", "says", "-notext",
                 "-startdate", begins, "-enddate", ends)  # fmt: skip

    def revoke(self, *names: str) -> None:
        for name in names:
            self._ca("-revoke", f"{name}.crt")
        self._ca("-gencrl", "-out", "revoked.crl")

    def _ca(self, *words: str) -> None:
        self.run("ca", "-batch", "-config", "config", "-cert", "issuer.crt", "-keyfile",
                 "issuer.key", *words)  # fmt: skip


@pytest.fixture(scope="module")
def issued() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as given:
        folder = Path(given)
        folder.chmod(0o755)  # the server is another user's
        issuer = Issuer(folder)
        issuer.itself("itself", "/CN=127.0.0.1")
        for name in ("server", "revoked", "user", "users_revoked"):
            issuer.issue(name)
        for name in ("expired", "users_expired"):
            issuer.issue(name, ends="20210101000000Z")
        issuer.issue("early", begins="20480101000000Z")
        issuer.issue("elsewhere", says="subjectAltName=DNS:other.example")
        issuer.issue("another", called="somebody")
        issuer.revoke("revoked", "users_revoked")
        (folder / "junk.crt").write_text("junk", encoding="ascii")
        yield folder


@pytest.fixture(scope="module")
def server(issued: Path) -> Iterator[tuple[int, Path]]:
    folder = binaries()
    assert folder is not None
    with certified_server(folder, issued) as port_and_data:
        yield port_and_data


def _address(port: int, options: dict[str, str], database: str = "postgres") -> Address:
    return Address("postgres", "127.0.0.1", port, database, options)


def _told(address: Address) -> WorkspaceError | None:
    """What is said of a connection, None for one that was made."""
    try:
        connecting._connect(address, connecting.Password(None)).close()
    except psycopg.Error as error:
        return cannot_use(error, address)
    return None


def _serves(server: tuple[int, Path], issued: Path, name: str) -> int:
    """Has the server use the certificate ``name``, and returns its port."""
    port, data = server
    for kind in ("crt", "key"):
        (data / f"server.{kind}").write_bytes((issued / f"{name}.{kind}").read_bytes())
    with psycopg.connect(host=str(data.parent), port=port, user="postgres") as connection:
        connection.execute("SELECT pg_reload_conf()")
    return port


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("served", "said"),
    [
        ("server", None),
        ("expired", NOT_VERIFIED),
        ("early", NOT_VERIFIED),
        ("elsewhere", "เป็นของ other.example"),
        ("itself", NOT_VERIFIED),
        ("revoked", NOT_VERIFIED),
    ],
)
def test_why_the_servers_certificate_is_refused_is_told(
    server: tuple[int, Path], issued: Path, monkeypatch: pytest.MonkeyPatch,
    served: str, said: str | None,
) -> None:  # fmt: skip
    if served == "revoked":  # in place of root.crl in the home, where libpq looks for it
        monkeypatch.setattr(
            connecting, "_TIMES", {**connecting._TIMES, "sslcrl": str(issued / "revoked.crl")}
        )
    port = _serves(server, issued, served)
    address = _address(port, {"sslmode": "verify-full", "sslrootcert": str(issued / "issuer.crt")})
    until = monotonic() + 10
    while True:  # a server takes a moment to read its files again
        told = _told(address)
        if (said is None and told is None) or (told is not None and said and said in str(told)):
            break
        assert monotonic() < until, told
        sleep(0.1)
    if said is not None:
        (found,) = (step for step in diagnose(address) if not step.done)
        assert found.step is ServerStep.CERTIFICATE
        assert found.remedy


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"sslmode": "verify-full", "sslrootcert": "{}/none.crt"}, "ไม่มีแฟ้มใบรับรองของผู้ออก"),
        ({"sslmode": "verify-full", "sslrootcert": "{}/junk.crt"}, "หรืออ่านไม่ได้"),
        ({"sslcert": "{}/user.crt", "sslkey": "{}/none.key"}, "อ่านใบรับรองหรือกุญแจ"),
        ({"sslcert": "{}/user.crt", "sslkey": "{}/another.key"}, "อ่านใบรับรองหรือกุญแจ"),
        ({"sslcert": "{}/junk.crt", "sslkey": "{}/user.key"}, "อ่านใบรับรองหรือกุญแจ"),
        ({"sslmode": "verify"}, "ตัวเลือก sslmode"),
        ({"sslrootcert": "system", "sslmode": "require"}, "ตัวเลือก sslmode"),
        ({"channel_binding": "require"}, "ตัวเลือก channel binding"),
        ({"gssencmode": "require"}, "ตัวเลือก GSSAPI"),
        ({"sslmode": "disable"}, "เอา sslmode=disable ออก"),
    ],
)
def test_what_an_address_asks_in_vain_is_told(
    server: tuple[int, Path], issued: Path, options: dict[str, str], said: str
) -> None:
    given = {name: value.format(issued) for name, value in options.items()}
    address = _address(server[0], {"sslmode": "require", **given})
    told = _told(address)
    assert told is not None
    assert said in str(told)


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("user", None),
        ("users_expired", "ใบรับรองของผู้ใช้นี้หมดอายุแล้ว"),
        ("users_revoked", "ใบรับรองของผู้ใช้นี้ถูกเพิกถอนแล้ว"),
        ("itself", "เครื่องแม่ข่ายไม่รู้จักผู้ออกใบรับรองของผู้ใช้นี้"),
        ("another", "เป็นของผู้ใช้อื่น"),
        ("", "เครื่องแม่ข่ายขอใบรับรองของผู้ใช้"),
    ],
)
def test_why_a_users_certificate_is_refused_is_told(
    server: tuple[int, Path], issued: Path, shown: str, said: str | None
) -> None:
    own = {"sslcert": f"{issued}/{shown}.crt", "sslkey": f"{issued}/{shown}.key"} if shown else {}
    told = _told(_address(server[0], {"sslmode": "require", **own}, "template1"))
    assert not isinstance(told, PasswordError), "no password mends it"
    assert (told is None) if said is None else (told is not None and said in str(told))


@pytest.mark.in_turn
def test_a_server_that_encrypts_in_an_old_way_or_not_at_all_is_told(issued: Path) -> None:
    folder = binaries()
    assert folder is not None
    old = ("ssl_min_protocol_version=TLSv1", "ssl_max_protocol_version=TLSv1.1",
           "ssl_ciphers=ALL:@SECLEVEL=0")  # fmt: skip
    with certified_server(folder, issued, *old) as (port, _):
        assert "ก่อน TLS 1.2" in str(_told(_address(port, {"sslmode": "require"})))
    with certified_server(folder, issued, "ssl=off") as (port, _):
        assert "ไม่เข้ารหัส" in str(_told(_address(port, {"sslmode": "require"})))
        steps = [step.step for step in diagnose(_address(port, {})) if not step.done]
        assert steps == [ServerStep.CERTIFICATE, ServerStep.ADMITTED]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ((b"HTTP/1.1 400 Bad Request\r\n\r\n",), "ที่พอร์ตนี้ไม่ใช่ PostgreSQL"),
        ((b"S", b"HTTP/1.1 400 Bad Request\r\n\r\n"), "ที่พอร์ตนี้ไม่ใช่ PostgreSQL"),
        ((b"S",), "การเชื่อมต่อกับเครื่องแม่ข่ายขาด"),
    ],
)
def test_what_is_no_server_of_ours_is_told(answers: tuple[bytes, ...], said: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                for answer in answers:
                    connection.recv(1000)
                    connection.sendall(answer)
                connection.recv(1000)

        threading.Thread(target=serve, daemon=True).start()
        told = _told(_address(listener.getsockname()[1], {"sslmode": "require"}))
    assert said in str(told)
