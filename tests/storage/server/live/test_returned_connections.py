"""What connections are after a loss: the same as before it, whatever happens next."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from time import sleep
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import create_engine

from ita_desktop.domain.errors import ConflictError, WorkspaceError
from ita_desktop.domain.records import FiscalYear
from ita_desktop.storage.edits.changes import EditKind
from ita_desktop.storage.server.connecting import LostError
from ita_desktop.storage.server.shared import Link, Role
from ita_desktop.storage.workspace import Workspace
from tests.storage.server.conftest import UserUrl
from tests.storage.server.live.conftest import YEAR, Connect, person, within
from tests.storage.server.live.simulated import is_current
from tests.support.postgresql_server import restart
from tests.support.tcp_proxy import Proxy, proxy_to

pytestmark = pytest.mark.needs_postgresql
Lose = Callable[[], None]
BEFORE = YEAR - 1
AWAY = 2.0
"""Seconds that the network is away."""


@pytest.fixture
def proxy(shared_database: str) -> Iterator[Proxy]:
    folder = parse_qs(urlsplit(shared_database).query)["host"][0]
    with proxy_to(Path(folder) / ".s.PGSQL.5432") as made:
        yield made


@pytest.fixture
def far(connect: Connect, shared_database: str, proxy: Proxy) -> Iterator[Workspace]:
    """The workspace of a clerk whose way to the server may be cut."""
    with connect().change("เพิ่มปีก่อน") as change:
        change.insert(
            FiscalYear(
                id="y66",
                year=BEFORE,
                framework_code="2566",
                framework_title="",
                level_set="letters",
            )
        )
    database = urlsplit(shared_database).path
    with Workspace.connect(f"postgresql://postgres@127.0.0.1:{proxy.port}{database}") as workspace:
        workspace.year(YEAR)
        yield workspace


@pytest.fixture
def near(far: Workspace, add_user: UserUrl) -> Iterator[Workspace]:
    """The same workspace, opened by a colleague with a login of their own."""
    with Workspace.connect(add_user("somsri", Role.CLERK)) as workspace:
        workspace.year(YEAR)
        yield workspace


@pytest.fixture(params=["restart", "no network"])
def lose(
    request: pytest.FixtureRequest,
    far: Workspace,
    near: Workspace,
    proxy: Proxy,
    shared_database: str,
) -> Lose:
    """Loses the connections, and returns when they have come back."""

    def restarted() -> None:
        restart(shared_database)

    def without_network() -> None:
        proxy.go_away()
        sleep(AWAY)
        proxy.come_back()

    def lost() -> None:
        links: list[Link] = []
        shared = far.shared
        assert shared is not None
        shared.subscribe(lambda: links.append(shared.state.link))
        restarted() if request.param == "restart" else without_network()
        assert within(15, lambda: Link.CONNECTED in links)
        assert within(15, lambda: is_connected(near))

    return lost


def rename(workspace: Workspace, name: str) -> None:
    """An edit; if it is refused because the connection is lost again, it is made once more."""

    def is_stored() -> bool:
        with suppress(LostError), workspace.change(f"แก้เป็น {name}") as change:
            change.update(person(workspace), name=name)
            return True
        return False

    assert within(15, is_stored)


def is_connected(workspace: Workspace) -> bool:
    return workspace.shared is not None and workspace.shared.state.link is Link.CONNECTED


def hears(workspace: Workspace, name: str) -> bool:
    """Whether an edit of the other has come, and may be built on."""
    assert workspace.shared is not None
    return within(5, lambda: person(workspace).name == name) and within(
        5, lambda: not workspace.shared.unannounced
    )


@pytest.mark.in_turn
def test_a_refused_undo_after_a_loss_leaves_nobody_behind(
    far: Workspace, near: Workspace, lose: Lose
) -> None:
    for number in range(2):
        lose()
        rename(far, f"ก{number}")
        assert hears(near, f"ก{number}")
        rename(near, f"ข{number}")
        assert hears(far, f"ข{number}")
        assert far.edits.rows_to_replay(EditKind.UNDO) == 1
        with pytest.raises(ConflictError):
            far.undo()
        for after in range(3):
            # The years are forgotten by what has no rows, as an erased person; then read anew.
            far._cached.forget()
            rename(near, f"ค{number}{after}")
            assert hears(far, f"ค{number}{after}")
            assert is_current(far, BEFORE)
            assert is_current(far, YEAR)
        assert far.year(YEAR) == near.year(YEAR)
        assert far.edits.latest(1) == near.edits.latest(1)


@pytest.mark.in_turn
def test_after_a_loss_each_connection_is_as_before(far: Workspace, lose: Lose) -> None:
    """Reader and writer answer each statement by itself, and know the tables' schema."""
    lose()
    rename(far, "ก")
    far.edits.latest(1)
    for connection in (far.connections._reader, far.connections._writer):
        raw = connection.connection.driver_connection
        assert raw.autocommit
        shown = raw.execute(
            "SELECT current_setting('ita.schema'), current_setting('application_name')"
        )
        schema, name = shown.fetchone()
        assert schema.isdecimal()
        assert name.startswith("ita-desktop ")


def test_no_connection_of_before_is_used_on(far: Workspace, shared_database: str) -> None:
    """A network that has come back may never answer on the others, though they look open."""
    shared = far.shared
    assert shared is not None
    rename(far, "ก")
    shared.members()

    def in_use() -> set[int]:
        kept = [far.connections._reader, far.connections._writer]
        processes = {one.connection.driver_connection.info.backend_pid for one in kept}
        with shared._engine.connect() as pooled:
            return processes | {pooled.connection.driver_connection.info.backend_pid}

    before = in_use()
    links: list[Link] = []
    shared.subscribe(lambda: links.append(shared.state.link))
    engine = create_engine(shared_database, isolation_level="AUTOCOMMIT")
    with engine.connect() as manager:
        manager.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            f" AND pid NOT IN ({', '.join(map(str, before))})"
        )
    engine.dispose()
    assert within(15, lambda: Link.CONNECTED in links)
    rename(far, "ข")
    assert far.edits.latest(1)[0].label == "แก้เป็น ข"
    assert not before & in_use()


def test_a_read_that_fails_leaves_a_connection_to_read_on(far: Workspace) -> None:
    """Whether it begins a transaction of its own or not."""
    shared = far.shared
    assert shared is not None
    for _ in range(2):
        with pytest.raises(WorkspaceError), far.connections.read() as connection:
            connection.exec_driver_sql("SELECT 1 / 0")
        with (
            pytest.raises(WorkspaceError),
            far.connections.read() as connection,
            shared.at_one_moment(connection),
        ):
            connection.exec_driver_sql("SELECT 1 / 0")
        # What another read has left open.
        far.connections._reader.connection.driver_connection.execute("BEGIN; SELECT 1")
        with (
            pytest.raises(WorkspaceError),
            far.connections.read() as connection,
            shared.at_one_moment(connection),
        ):
            pass
        far._cached.forget()
        assert person(far).name == "ตัวอย่าง หนึ่ง"
        assert is_current(far, YEAR)
