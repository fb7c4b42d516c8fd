"""What is stored when the connection breaks: all of an edit or nothing, never twice, and told."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median_low
from threading import get_ident
from time import monotonic, sleep
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import create_engine

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.domain.records import Organisation, Person
from ita_desktop.storage.server.connecting import _TIMES
from ita_desktop.storage.server.live import follower, noting, turns
from ita_desktop.storage.server.shared import Link
from ita_desktop.storage.workspace import Workspace
from tests.storage.server.live.conftest import YEAR, Connect, person, within
from tests.storage.server.live.simulated import is_current
from tests.support.postgresql_server import restart
from tests.support.tcp_proxy import Fault, Proxy, proxy_to


@pytest.fixture
def proxy(shared_database: str) -> Iterator[Proxy]:
    folder = parse_qs(urlsplit(shared_database).query)["host"][0]
    with proxy_to(Path(folder) / ".s.PGSQL.5432") as made:
        yield made


@pytest.fixture
def far(connect: Connect, shared_database: str, proxy: Proxy) -> Iterator[Workspace]:
    """The workspace as a clerk has it open whose way to the server is the proxy."""
    connect().close()
    database = urlsplit(shared_database).path
    with Workspace.connect(f"postgresql://postgres@127.0.0.1:{proxy.port}{database}") as workspace:
        workspace.year(YEAR)
        yield workspace


def rename(workspace: Workspace, name: str) -> None:
    with workspace.change(f"แก้เป็น {name}") as change:
        change.update(person(workspace), name=name)


def times_stored(workspace: Workspace, name: str) -> int:
    return sum(group.label == f"แก้เป็น {name}" for group in workspace.edits.latest(1000))


def is_connected(workspace: Workspace) -> bool:
    return workspace.shared is not None and workspace.shared.state.link is Link.CONNECTED


CLERK_WAITS = 15
"""Seconds that a clerk looks at an edit that is neither stored nor refused."""


@contextmanager
def hasty() -> Iterator[float]:
    """Waits for a silent server are cut to two seconds each; yields the seconds in which all of
    them together have to end, so that the uncut ones end while the clerk looks."""
    uncut = (noting.STATEMENT, max(turns._LOOKING_UP, _TIMES["connect_timeout"]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(noting, "STATEMENT", 2.0)
        patch.setattr(turns, "_LOOKING_UP", 2.0)
        patch.setattr(follower, "_ANSWER", 2.0)
        patch.setitem(_TIMES, "connect_timeout", 2)
        yield CLERK_WAITS - sum(seconds - 2.0 for seconds in uncut)


WORDS = (b"server.turn", b"UPDATE person", b"note_edit", b"COMMIT")


@pytest.mark.in_turn
@pytest.mark.parametrize("fault", Fault)
@pytest.mark.parametrize("word", WORDS)
def test_an_edit_is_stored_once_or_not_at_all_and_told_truthfully(
    connect: Connect, far: Workspace, proxy: Proxy, word: bytes, fault: Fault
) -> None:
    near = connect()
    before = person(near).name
    proxy.break_at(word, fault)
    with hasty() as limit:
        begun = monotonic()
        try:
            rename(far, "ก")
        except WorkspaceError:
            said = 0
        else:
            said = 1
        assert proxy.has_broken
        assert monotonic() - begun < limit
    assert within(3, lambda: times_stored(near, "ก") == said)
    assert within(3, lambda: person(near).name == ("ก" if said else before))
    # The clerk goes on: what was refused is typed again, and stored once.
    assert within(5, lambda: is_connected(far))
    rename(far, "ก")
    rename(far, "ข")
    assert times_stored(near, "ก") == times_stored(near, "ข") == 1
    assert within(2, lambda: person(near).name == person(far).name == "ข")


def test_a_lost_answer_to_a_commit_is_looked_up(far: Workspace, proxy: Proxy) -> None:
    proxy.break_at(b"COMMIT", Fault.AFTER)
    rename(far, "ก")
    assert person(far).name == "ก"
    assert far.edits.undo_label == "แก้เป็น ก"
    assert far.undo() == "แก้เป็น ก"


def test_a_refused_edit_names_office_and_server_and_no_login(
    connect: Connect, shared_database: str, proxy: Proxy
) -> None:
    with connect() as near, near.change("ตั้งชื่อ") as change:
        change.insert(Organisation(id="office", name="สำนักงานเขตตัวอย่าง"))
    address = f"postgresql://postgres@127.0.0.1:{proxy.port}{urlsplit(shared_database).path}"
    with Workspace.connect(address) as far:
        assert far.shared is not None
        proxy.go_away()
        assert within(2, lambda: far.shared.state.link is Link.LOST)
        with pytest.raises(WorkspaceError) as refused:
            rename(far, "ก")
    assert refused.value.where == "สำนักงานเขตตัวอย่าง · 127.0.0.1"


@pytest.mark.in_turn
def test_while_the_server_is_away_an_edit_is_refused_at_once(
    connect: Connect, far: Workspace, proxy: Proxy
) -> None:
    states: list[Link] = []
    assert far.shared is not None
    far.shared.subscribe(lambda: states.append(far.shared.state.link))
    proxy.go_away()
    assert within(2, lambda: far.shared.state.link is Link.LOST)
    assert far.shared.state.reason
    begun = monotonic()
    with pytest.raises(WorkspaceError, match="ยังไม่บันทึก") as refused:
        rename(far, "ก")
    with pytest.raises(WorkspaceError, match="อ่านข้อมูลไม่ได้") as unread:
        far.framework_nodes("y67")
    assert refused.value.where == "127.0.0.1"
    assert all("postgres" not in error.value.sentence() for error in (refused, unread))
    assert monotonic() - begun < 2  # who tries to connect waits for 5 s
    assert person(far).name == "ตัวอย่าง หนึ่ง"  # what was read can still be looked at
    assert far.saved.is_all
    near = connect()
    rename(near, "ข")
    proxy.come_back()
    assert within(15, lambda: is_connected(far))
    assert within(2, lambda: person(far).name == "ข")
    assert Link.RETURNING in states
    rename(far, "ค")
    assert within(2, lambda: person(near).name == "ค")
    assert times_stored(near, "ก") == 0


def test_an_edit_that_meets_the_loss_is_refused_in_some_seconds(
    far: Workspace, proxy: Proxy
) -> None:
    proxy.go_away()
    begun = monotonic()
    with pytest.raises(WorkspaceError):
        rename(far, "ก")
    assert monotonic() - begun < 8


def test_a_network_that_loses_everything_without_a_word_is_noticed(
    far: Workspace, proxy: Proxy
) -> None:
    assert far.shared is not None
    proxy.swallows = True
    with hasty() as limit:
        begun = monotonic()
        with pytest.raises(WorkspaceError, match="จึงไม่ได้บันทึกครั้งนี้"):
            rename(far, "ก")
        assert monotonic() - begun < limit
        assert within(10, lambda: not is_connected(far))
    proxy.go_away()
    proxy.swallows = False
    proxy.come_back()
    assert within(15, lambda: is_connected(far))
    rename(far, "ข")
    assert times_stored(far, "ก") == 0
    assert times_stored(far, "ข") == 1


@pytest.mark.in_turn
def test_a_clerk_does_not_wait_for_the_large_work_of_another(connect: Connect) -> None:
    first, second = connect(), connect()
    second.connections.hurried = get_ident()
    second.year(YEAR)
    with first.change("งานใหญ่") as change:
        change.update(person(first), prefix="นาง")
        begun = monotonic()
        rename(second, "ก")
        assert monotonic() - begun < 0.5
        assert person(second).name == "ก"
        assert not second.saved.is_all
        sleep(5)  # longer than one waits for one's turn
        assert times_stored(first, "ก") == 0
    assert second.wait_saved(10)
    assert within(1, lambda: (person(first).name, person(first).prefix) == ("ก", "นาง"))


def test_a_restart_of_the_server_loses_nothing(connect: Connect, shared_database: str) -> None:
    first, second = connect(), connect()
    for workspace in (first, second):
        workspace.year(YEAR)
    rename(first, "ก")
    restart(shared_database)
    assert within(15, lambda: is_connected(first) and is_connected(second))
    rename(second, "ข")
    assert within(2, lambda: person(first).name == "ข")
    assert is_current(first, YEAR)
    assert times_stored(first, "ก") == times_stored(first, "ข") == 1


def test_a_slow_network_is_slow_and_nothing_else(
    connect: Connect, far: Workspace, proxy: Proxy
) -> None:
    near = connect()
    near.year(YEAR)
    rename(far, "ก")
    proxy.delay = 0.1  # 200 ms there and back
    sleep(0.5)
    begun = monotonic()
    rename(far, "ข")
    assert monotonic() - begun < 2
    # An edit is refused until the window was told of the one before.
    assert within(5, lambda: person(near).name == "ข" and not near.shared.unannounced)
    rename(near, "ค")
    assert within(5, lambda: person(far).name == "ค")


def test_an_edit_waits_for_the_server_three_times(far: Workspace, proxy: Proxy) -> None:
    counts = []
    for number in range(12):
        sleep(0.05)
        before = proxy.waits
        rename(far, f"{number}")
        counts.append(proxy.waits - before)
    assert median_low(counts) == 3  # the follower may say something in between


def test_a_wrong_clock_here_does_not_date_edits(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:

    class Wrong(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> "Wrong":
            return cls(1999, 1, 1, tzinfo=tz)

    workspace = connect()
    monkeypatch.setattr("ita_desktop.storage.edits.history.datetime", Wrong)
    rename(workspace, "ก")
    monkeypatch.undo()
    noted = workspace.edits.latest(1)[0].at
    assert abs((noted - dt.datetime.now(dt.UTC)).total_seconds()) < 60


def test_a_program_that_does_not_know_a_migration_does_not_write(
    connect: Connect, shared_database: str
) -> None:
    """One migrates while three are in: they are refused, told why, and have lost nothing."""
    three = [connect() for _ in range(3)]
    engine = create_engine(shared_database)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    engine.dispose()
    for workspace in three:
        with pytest.raises(WorkspaceError, match="แบบใหม่"):
            rename(workspace, "ก")
    assert all(person(workspace).name == "ตัวอย่าง หนึ่ง" for workspace in three)


@pytest.mark.in_turn
def test_many_new_rows_wait_for_the_server_a_few_times(far: Workspace, proxy: Proxy) -> None:
    before = proxy.waits
    with far.change("นำเข้า") as change:
        for number in range(700):
            change.insert(Person(id=f"n{number}", prefix="", name="ก", position=number + 1))
        assert len(far.years()) == 1  # what is read in it comes after what is written
        people = _people(far)
    assert people == 701
    assert proxy.waits - before < 60
    assert len(far.year(YEAR).people) == 701
    assert far.undo() == "นำเข้า"
    assert len(far.year(YEAR).people) == 1


def _people(workspace: Workspace) -> int:
    with workspace.connections.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM person").scalar_one())


@pytest.mark.parametrize("fault", [Fault.BEFORE, Fault.AFTER])
def test_a_loss_while_a_year_is_read_is_told_in_a_sentence(
    connect: Connect, shared_database: str, proxy: Proxy, fault: Fault
) -> None:
    connect().close()
    database = urlsplit(shared_database).path
    with Workspace.connect(f"postgresql://postgres@127.0.0.1:{proxy.port}{database}") as far:
        proxy.break_at(b"FROM evidence", fault)
        with pytest.raises(WorkspaceError, match="อ่านข้อมูลไม่ได้"):
            far.year(YEAR)
        assert proxy.has_broken
        assert person(far).name == "ตัวอย่าง หนึ่ง"
