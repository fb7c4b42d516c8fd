"""Reaching a shared workspace: addresses, passwords, TLS, and what is said where it fails."""

import io
import socket
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import monotonic
from types import SimpleNamespace

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.cli.main import main
from ita_desktop.domain.errors import InputError, WorkspaceError
from ita_desktop.storage.server import administration, members
from ita_desktop.storage.server.address import (
    is_address,
    keep_password,
    kept_password,
    parse_address,
)
from ita_desktop.storage.server.connecting import (
    LostError,
    NoDatabaseError,
    PasswordError,
    cannot_use,
)
from ita_desktop.storage.server.shared import Role, SharedMember
from ita_desktop.storage.workspace import Workspace
from tests.support.postgresql_server import binaries, secured_server

PASSWORD = "s3cret:@/?% ลับ"


@pytest.mark.parametrize(
    ("text", "shown", "account"),
    [
        ("postgresql://a@h/d", "postgresql://a@h/d", "a@h:5432/d"),
        ("postgresql+psycopg://a:b@h:5433/d", "postgresql://a@h:5433/d", "a@h:5433/d"),
        ("postgresql://h/d?sslmode=require", "postgresql://h/d", "@h:5432/d"),
        ("postgresql://a@[::1]:99/d", "postgresql://a@[::1]:99/d", "a@::1:99/d"),
        ("postgresql://a@/d?host=/run/pg", "postgresql://a@/d?host=/run/pg", "a@/run/pg:5432/d"),
        ("postgresql://a:p@ss@h:5433/d", "postgresql://a@h:5433/d", "a@h:5433/d"),
        ("postgresql://%E0%B8%81:x@h/d", "postgresql://%E0%B8%81@h/d", "ก@h:5432/d"),
    ],
)
def test_an_address_is_read_and_shown_without_its_password(
    text: str, shown: str, account: str
) -> None:
    address = parse_address(text)
    assert (address.shown, address.account) == (shown, account)
    assert parse_address(address.text) == address.without_password()


@pytest.mark.parametrize(
    "text",
    ["", "x", "postgresql://", "postgresql://h", "mysql://h/d", "postgresql://h:0x/d",
     "postgresql://h:99999/d", "postgresql://u:secret@h:x/d", "postgresql://u:secret@h/d?passfile=x",
     "postgresql://u:secret@h/d?options=-c", "file:///d", "postgresql:/u:secret@h/d"],
)  # fmt: skip
def test_another_address_is_refused_without_its_password(text: str) -> None:
    with pytest.raises(InputError) as raised:
        parse_address(text)
    assert "secret" not in raised.value.sentence()
    assert "secret" not in text or is_address(text), "it is not taken for a file"


def test_a_password_with_an_at_sign_is_no_part_of_the_host() -> None:
    address = parse_address("postgresql://a:p@s@h/d?sslmode=require")
    assert (address.host, address.password) == ("h", "p@s")


@given(st.text(min_size=1).filter(lambda text: "\x00" not in text), st.text(), st.text())
def test_any_password_comes_whole_and_is_in_no_text(user: str, password: str, rest: str) -> None:
    from urllib.parse import quote

    secret = f"«{password}»"
    text = f"postgresql://{quote(user, safe='')}:{quote(secret, safe='')}@h/d"
    address = parse_address(text)
    assert address.password == secret
    assert all(secret not in shown for shown in (repr(address), str(address), address.shown))
    try:
        parse_address(rest)
    except InputError:
        assert not is_address(rest) or "://" in rest


@pytest.fixture(scope="module")
def secured() -> Iterator[str]:
    bin_folder = binaries()
    assert bin_folder is not None
    with secured_server(bin_folder, PASSWORD) as address:
        yield address


@pytest.fixture(scope="module")
def office(secured: str) -> str:
    """The address of a shared workspace with a clerk."""
    address = replace(parse_address(secured), database="office")
    administration.initialise(address, PASSWORD)
    with administration.managing(address, PASSWORD) as connection:
        members.add(connection, SharedMember("clerk", "สมศรี", Role.CLERK), PASSWORD)
    return address.text.replace("postgres@", "clerk@")


@pytest.mark.in_turn
def test_a_password_opens_and_is_never_seen_by_the_server(office: str, secured: str) -> None:
    with Workspace.connect(office, PASSWORD) as workspace:
        assert workspace.shared is not None
        assert workspace.shared.me.name == "สมศรี"
    address = parse_address(secured)
    with (
        psycopg.connect(
            host=address.host, port=address.port, user="postgres", dbname="postgres",
            password=PASSWORD,
        ) as connection
    ):  # fmt: skip
        (kept,) = connection.execute(
            "SELECT rolpassword FROM pg_authid WHERE rolname = 'clerk'"
        ).fetchone() or ("",)
    assert kept.startswith("SCRAM-SHA-256$")


@pytest.mark.skipif(not __import__("shutil").which("openssl"), reason="no OpenSSL")
def test_the_connection_is_encrypted_as_the_server_offers_it(office: str) -> None:
    for more, is_encrypted in (("", True), ("?sslmode=require", True), ("?sslmode=disable", False)):
        with administration.connected(parse_address(office + more), PASSWORD) as connection:
            assert administration.status(connection).encrypted is is_encrypted
    with pytest.raises(WorkspaceError, match="ใบรับรอง"):
        Workspace.connect(f"{office}?sslmode=verify-full", PASSWORD)


@pytest.mark.parametrize(
    ("change", "password", "kind", "said"),
    [
        (("", ""), None, PasswordError, "ขอรหัสผ่าน"),
        (("", ""), "wrong-secret", PasswordError, "ไม่ถูกต้อง"),
        (("clerk@", "nobody@"), "wrong-secret", PasswordError, "ไม่ถูกต้อง"),
        (("/office", "/missing"), PASSWORD, NoDatabaseError, "ไม่มีฐานข้อมูลชื่อนี้"),
        (("127.0.0.1", "no-such-host.invalid"), "wrong-secret", LostError, "ไม่พบเครื่องแม่ข่าย"),
    ],
)
def test_what_failed_is_said_in_a_sentence(
    office: str, change: tuple[str, str], password: str | None, kind: type, said: str
) -> None:
    with pytest.raises(kind, match=said) as raised:
        Workspace.connect(office.replace(*change), password)
    sentence = raised.value.sentence()
    assert "secret" not in sentence
    assert PASSWORD not in sentence
    assert "FATAL" not in sentence
    error: BaseException | None = raised.value
    while error is not None:  # what a log would hold
        assert "secret" not in str(error)
        error = error.__cause__


def test_a_login_without_rights_is_told(office: str, secured: str) -> None:
    address = parse_address(secured)
    with psycopg.connect(
        host=address.host, port=address.port, user="postgres", dbname="postgres",
        password=PASSWORD, autocommit=True,
    ) as connection:  # fmt: skip
        connection.execute("CREATE ROLE stranger LOGIN PASSWORD 'secret'")
        connection.execute("CREATE DATABASE empty TEMPLATE template0")
        connection.execute("CREATE DATABASE foreigner TEMPLATE template0")
    with psycopg.connect(
        host=address.host, port=address.port, user="postgres", dbname="foreigner",
        password=PASSWORD, autocommit=True,
    ) as connection:  # fmt: skip
        connection.execute("CREATE TABLE theirs (a integer)")
    for database, user, password, said in (
        ("office", "stranger", "secret", "ไม่มีสิทธิ์เข้า"),
        ("empty", "stranger", "secret", "ยังไม่ได้เตรียม"),
        ("foreigner", "stranger", "secret", "ไม่ใช่งาน ITA"),
        ("foreigner", "postgres", PASSWORD, "ไม่ใช่งาน ITA"),
    ):
        with pytest.raises(WorkspaceError, match=said):
            Workspace.connect(
                office.replace("clerk@", f"{user}@").replace("/office", f"/{database}"), password
            )


def test_the_line_that_the_server_lacks_is_told() -> None:
    error = psycopg.OperationalError(
        'connection to server at "10.0.0.5", port 5432 failed: FATAL:  no pg_hba.conf entry for'
        ' host "10.0.0.7", user "somsri", database "ita", no encryption'
    )
    sentence = cannot_use(error, parse_address("postgresql://somsri@10.0.0.5/ita")).sentence()
    assert "host ita somsri 10.0.0.7/32 scram-sha-256" in sentence
    assert "ใบรับรอง" not in sentence


def test_a_port_where_nobody_listens_and_one_that_never_answers_are_told_soon() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        port = silent.getsockname()[1]
        with pytest.raises(LostError, match="ไม่รับการติดต่อ"):
            Workspace.connect(f"postgresql://a@127.0.0.1:{port}/d")
        silent.listen()
        begun = monotonic()
        with pytest.raises(LostError, match="ไม่ตอบ"):
            Workspace.connect(f"postgresql://a@127.0.0.1:{port}/d?connect_timeout=2")
        assert monotonic() - begun < 6


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], str]:
    """A keyring in memory."""
    held: dict[tuple[str, str], str] = {}

    def take(service: str, account: str) -> str | None:
        return held.get((service, account))

    def put(service: str, account: str, password: str) -> None:
        held[service, account] = password

    def drop(service: str, account: str) -> None:
        del held[service, account]

    made = SimpleNamespace(get_password=take, set_password=put, delete_password=drop)
    monkeypatch.setitem(sys.modules, "keyring", made)
    return held


def test_a_kept_password_is_used_and_forgotten(
    office: str, keyring: dict[tuple[str, str], str]
) -> None:
    address = parse_address(office)
    assert keep_password(address, PASSWORD)
    assert keyring == {("ita-desktop", address.account): PASSWORD}
    Workspace.connect(office).close()
    with pytest.raises(PasswordError):
        Workspace.connect(office, "wrong")  # a typed one goes before it
    keyring.clear()
    with pytest.raises(PasswordError):
        Workspace.connect(office)


def test_libpqs_own_file_of_passwords_is_used(
    office: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "pgpass"
    escaped = PASSWORD.replace("\\", "\\\\").replace(":", "\\:")
    file.write_text(f"*:*:*:clerk:{escaped}\n", encoding="utf-8")
    file.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(file))
    Workspace.connect(office).close()


def test_a_broken_keyring_is_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def __getattr__(self, name: str) -> object:
            raise RuntimeError(name)

    monkeypatch.setitem(sys.modules, "keyring", Broken())
    address = parse_address("postgresql://a@h/d")
    assert kept_password(address) is None
    assert keep_password(address, "x") is False


def test_a_password_is_in_no_file_and_no_output_of_a_command(
    office: str, own_home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from urllib.parse import quote

    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    whole = office.replace("clerk@", f"clerk:{quote(PASSWORD, safe='')}@")
    assert main(["server", "status", whole]) == 0
    wrong = office.replace("clerk@", "clerk:wrong-secret@")
    assert main(["server", "status", wrong]) == 3
    assert main(["history", wrong]) == 3
    told = capsys.readouterr()
    for secret in ("wrong-secret", PASSWORD, quote(PASSWORD, safe="")):
        assert secret not in told.out + told.err
        for file in own_home.rglob("*"):
            if file.is_file():
                assert secret.encode() not in file.read_bytes(), file


@pytest.mark.parametrize(
    ("text", "is_lost"),
    [
        ("consuming input failed: SSL connection has been closed unexpectedly", True),
        ("consuming input failed: SSL SYSCALL error: EOF detected", True),
        ("SSL error: unexpected eof while reading", True),
        ("connection failed: SSL error: certificate verify failed", False),
        ("connection failed: server does not support SSL, but SSL was required", False),
    ],
)
def test_a_broken_connection_is_not_taken_for_a_refused_certificate(
    text: str, is_lost: bool
) -> None:
    told = cannot_use(psycopg.OperationalError(text), parse_address("postgresql://a@h/d"))
    assert isinstance(told, LostError) is is_lost
    assert ("ใบรับรอง" in told.sentence()) is not is_lost


def test_what_could_not_be_parsed_is_in_no_log() -> None:
    with pytest.raises(InputError) as raised:
        parse_address("postgresql://u:a@secret:x/d")
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__
