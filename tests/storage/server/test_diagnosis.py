"""From a clerk's machine: which step of setting the server up is missing."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.storage.migrations import schema_version
from ita_desktop.storage.server import administration, connecting, members
from ita_desktop.storage.server.address import Address, parse_address
from ita_desktop.storage.server.connecting import PLAIN, cannot_use, is_local
from ita_desktop.storage.server.diagnosis import ServerStep, diagnose
from ita_desktop.storage.server.setup import OlderProgramsError
from ita_desktop.storage.server.shared import Role, SharedMember
from ita_desktop.storage.workspace import Workspace
from tests.support.postgresql_server import binaries, secured_server

PASSWORD = "a long secret"


@pytest.fixture(scope="module")
def secured() -> Iterator[Address]:
    """A test has the mark of PostgreSQL by asking for it under this name."""
    folder = binaries()
    assert folder is not None
    with secured_server(folder, PASSWORD) as address:
        yield replace(parse_address(address), password=PASSWORD)


@pytest.fixture(scope="module")
def office(secured: Address) -> Address:
    """A database of it that holds the tables."""
    made = replace(secured, database="office")
    administration.initialise(made)
    return made


def missing(address: Address) -> list[ServerStep]:
    return [found.step for found in diagnose(address) if not found.done]


@pytest.mark.in_turn
def test_each_missing_step_is_the_one_that_is_told(secured: Address) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = replace(secured, port=free.getsockname()[1])
    new = replace(secured, database="new")
    steps = {
        ServerStep.LISTENING: nobody,
        ServerStep.NAME: replace(secured, host="nowhere.invalid"),
        ServerStep.PASSWORD: replace(secured, password="another"),
        ServerStep.DATABASE: new,
        ServerStep.SET_UP: secured,
    }
    assert {step: missing(address) for step, address in steps.items()} == {
        step: [step] for step in steps
    }
    administration.initialise(new)
    found = diagnose(new)
    assert all(step.done for step in found)
    assert [step.step for step in found] == [
        ServerStep.LISTENING,
        ServerStep.ADMITTED,
        ServerStep.PASSWORD,
        ServerStep.CERTIFICATE,
        ServerStep.VERSION,
        ServerStep.SET_UP,
        ServerStep.USER,
    ]
    plain = replace(new, options={"sslmode": "disable"})
    assert missing(plain) == [ServerStep.CERTIFICATE]


def test_every_missing_step_says_what_to_do(secured: Address) -> None:
    for address in (replace(secured, password="x"), replace(secured, database="none"), secured):
        for found in diagnose(address):
            assert found.done or found.remedy


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("192.168.1.10", True), ("10.1.2.3", True), ("172.20.0.1", True), ("127.0.0.1", True),
        ("fd00::1", True), ("fe80::1", True), ("/run/postgresql", True), ("server", True),
        ("", True),
        ("8.8.8.8", False), ("2001:4860:4860::8888", False),
    ],
)  # fmt: skip
def test_the_local_network_is_known_by_its_numbers(host: str, local: bool) -> None:
    assert is_local(host) is local


def test_a_plain_connection_beyond_the_local_network_is_refused_unless_asked_for(
    office: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, Any]] = []
    real = connecting._parameters

    def plain(address: Address, password: str | None) -> dict[str, Any]:
        asked.append(real(address, password))
        return {**asked[-1], "sslmode": "disable"}  # a server without a certificate

    monkeypatch.setattr(connecting, "is_local", lambda _host: False)
    with Workspace.connect(office):
        pass  # it is encrypted
    monkeypatch.setattr(connecting, "_parameters", plain)
    with pytest.raises(WorkspaceError, match="ไม่เข้ารหัส และเครื่องแม่ข่ายอยู่นอกเครือข่ายภายใน"):
        Workspace.connect(office)
    assert asked[-1]["sslmode"] == "require"
    Workspace.connect(replace(office, options={"sslmode": "disable"})).close()


def test_the_words_of_a_refusal_are_of_encryption_and_tell_the_way_out() -> None:
    address = parse_address("postgresql://a@8.8.8.8/d")
    for text in (PLAIN, "connection failed: server does not support SSL, but SSL was required"):
        sentence = cannot_use(ConnectionError(text), address).sentence()
        assert "ไม่เข้ารหัส" in sentence
        assert "?sslmode=prefer" in sentence


OLD = "ita-desktop 0123abcd"


@pytest.fixture
def older_window(shared_database: str) -> Iterator[Callable[[str], None]]:
    """Opens a connection that is called as a program's."""
    opened = []

    def opens(name: str) -> None:
        engine = create_engine(shared_database, connect_args={"application_name": name})
        opened.append((engine, engine.connect()))

    yield opens
    for engine, connection in opened:
        connection.close()
        engine.dispose()


@pytest.mark.in_turn
def test_a_step_to_newer_tables_says_first_who_is_older(
    shared_database: str, older_window: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = parse_address(shared_database)
    Workspace.connect(address).close()
    with administration.managing(address) as connection:
        connection.exec_driver_sql(
            "UPDATE public.meta SET value = %s WHERE key = 'schema_version'",
            (str(schema_version() - 1),),
        )
        members.add(connection, SharedMember("postgres", "สมศรี", Role.CLERK), None)
    ran = []

    def migrate(connection: Connection, _version: int) -> None:
        ran.append(True)
        connection.exec_driver_sql(
            "UPDATE public.meta SET value = %s WHERE key = 'schema_version'",
            (str(schema_version()),),
        )

    monkeypatch.setattr("ita_desktop.storage.server.setup.migrate", migrate)
    older_window(f"{OLD} s{schema_version() - 1}")
    for open_it in (lambda: administration.initialise(address), lambda: Workspace.connect(address)):
        with pytest.raises(OlderProgramsError, match="รุ่นก่อน: สมศรี") as told:
            open_it()
        assert "--now" in told.value.sentence()
    assert not ran
    administration.initialise(address, insists=True)
    assert ran


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("name", "older"),
    [
        (OLD, True),
        (f"{OLD} s{schema_version() - 1}", True),
        (f"{OLD} s{schema_version()}", False),
        (f"{OLD} 0123456789abcdef", False),
        ("psql", False),
    ],
)
def test_a_program_says_which_tables_it_knows(
    shared_database: str, older_window: Callable[[str], None], name: str, older: bool
) -> None:
    address = parse_address(shared_database)
    Workspace.connect(address).close()
    older_window(name)
    with administration.managing(address) as connection:
        assert bool(connecting.older_clients(connection)) is older


def test_our_own_connections_are_of_this_version(shared_database: str) -> None:
    address = parse_address(shared_database)
    with Workspace.connect(address), administration.managing(address) as connection:
        assert connecting.older_clients(connection) == ()
