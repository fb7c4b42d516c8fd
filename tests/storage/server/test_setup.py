"""Setting up and migrating a database, by several programs at once."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import Connection, create_engine, text

from ita_desktop.domain.errors import InputError, WorkspaceError
from ita_desktop.domain.records import Organisation
from ita_desktop.storage import migrations
from ita_desktop.storage.server import administration, members, setup
from ita_desktop.storage.server.address import parse_address
from ita_desktop.storage.server.live import follower
from ita_desktop.storage.server.shared import Role, SharedMember
from ita_desktop.storage.workspace import Workspace
from tests.storage.server.conftest import UserUrl
from tests.storage.server.live.conftest import within


@pytest.mark.in_turn
def test_first_connections_at_the_same_time_make_one_workspace(empty_database: str) -> None:
    together = threading.Barrier(8)

    def connect(number: int) -> str:
        together.wait()
        with Workspace.connect(empty_database) as workspace:
            with workspace.change("เพิ่ม") as change:
                change.insert(Organisation(id=f"o{number}", name=f"สำนักงาน {number}"))
            return workspace.workspace_id

    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(connect, range(8)))
    assert len(keys) == 1
    with Workspace.connect(empty_database) as workspace:
        assert len(workspace.dump()["organisation"]) == 8
        assert len(workspace.edits.groups()) == 8


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Makes this program one of the next schema, once; counts how often the step ran."""

    def step(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE unit ADD COLUMN colour TEXT NOT NULL DEFAULT ''"))

    def become() -> None:
        monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))

    yield become
    monkeypatch.undo()


@pytest.mark.in_turn
def test_one_migrates_while_three_are_in(shared_database: str, newer: Callable[[], None]) -> None:
    with Workspace.connect(shared_database) as first, first.change("เริ่ม") as change:
        change.insert(Organisation(id="office", name="0"))
    stored, refused, other = [0, 0, 0], ["", "", ""], list[BaseException]()
    has_written = [threading.Event() for _ in range(3)]

    def types(number: int) -> None:
        """Writes until it is refused, as a clerk with the earlier program."""
        try:
            with workspaces[number] as workspace:
                while not refused[number]:
                    try:
                        with workspace.change("พิมพ์") as change:
                            change.insert(
                                Organisation(
                                    id=f"{number}-{stored[number]}",
                                    name=f"{number}-{stored[number]}",
                                )
                            )
                        stored[number] += 1
                        has_written[number].set()
                    except WorkspaceError as error:
                        refused[number] = error.sentence()
        except BaseException as error:  # noqa: BLE001 - it is shown below
            other.append(error)

    workspaces = [Workspace.connect(shared_database) for _ in range(3)]
    threads = [threading.Thread(target=types, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for event in has_written:
        assert event.wait(20)
    newer()
    with pytest.raises(setup.OlderProgramsError):
        Workspace.connect(shared_database)
    assert refused == ["", "", ""]
    address = parse_address(shared_database)
    with ThreadPoolExecutor(3) as pool:  # three newer programs at once: one of them migrates
        for done in [
            pool.submit(administration.initialise, address, insists=True) for _ in range(3)
        ]:
            done.result()
    for thread in threads:
        thread.join(30)
    assert other == []
    assert all("แบบใหม่" in sentence for sentence in refused), refused
    with Workspace.connect(shared_database) as workspace:
        assert len(workspace.dump()["organisation"]) == 1 + sum(stored)
        with workspace.change("ต่อ") as change:
            change.insert(Organisation(id="new", name="new"))


@pytest.mark.in_turn
@pytest.mark.parametrize(("since", "reads"), [(-1, True), (0, False)])
def test_an_older_program_reads_what_a_newer_one_has_brought_up(
    shared_database: str,
    newer: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    since: int,
    reads: bool,
) -> None:
    """Where the steps only added; open windows are told, and commands do not take half of it."""
    with Workspace.connect(shared_database) as first, first.change("เริ่ม") as change:
        change.insert(Organisation(id="office", name="เดิม"))
    monkeypatch.setattr(follower, "_LOOKS", 0.2)
    open_one = Workspace.connect(shared_database)
    before = migrations.STEPS
    newer()
    monkeypatch.setattr(setup, "readable_from", lambda: len(migrations.STEPS) + since)
    administration.initialise(parse_address(shared_database), insists=True)
    monkeypatch.setattr(migrations, "STEPS", before)
    assert within(20, lambda: open_one.read_only)
    with pytest.raises(WorkspaceError, match="ใหม่กว่าโปรแกรมนี้"), open_one.change("แก้") as change:
        change.insert(Organisation(id="other", name="ใหม่"))
    assert [row["name"] for row in open_one.dump()["organisation"]] == ["เดิม"]
    open_one.close()
    with pytest.raises(WorkspaceError, match="รุ่นใหม่กว่า"):
        Workspace.connect(shared_database)
    if not reads:
        with pytest.raises(WorkspaceError, match="รุ่นใหม่กว่า"):
            Workspace.connect(shared_database, reads_newer=True)
        return
    with Workspace.connect(shared_database, reads_newer=True) as again:
        assert again.read_only
        assert again.organisation() is not None
        with pytest.raises(WorkspaceError, match="ใหม่กว่าโปรแกรมนี้"), again.change("แก้") as change:
            change.insert(Organisation(id="other", name="ใหม่"))


def test_a_step_that_moves_rows_ends_reading_by_older_programs() -> None:
    assert not migrations._only_adds(19)
    assert 19 <= migrations.readable_from() <= migrations.schema_version()


@pytest.mark.in_turn
def test_a_clerk_with_a_newer_program_is_told_who_migrates(
    shared_database: str, add_user: UserUrl, newer: Callable[[], None]
) -> None:
    clerk = add_user("clerk", Role.CLERK)
    newer()
    with pytest.raises(WorkspaceError, match="server init"):
        Workspace.connect(clerk)
    assert administration.initialise(parse_address(shared_database)) is False
    Workspace.connect(clerk).close()


@pytest.mark.in_turn
def test_a_setup_that_waits_too_long_says_so(
    empty_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "_PATIENCE", "300ms")
    engine = create_engine(empty_database)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({setup._LOCK})")
        with pytest.raises(WorkspaceError, match="กำลังเตรียม"):
            Workspace.connect(empty_database)
    engine.dispose()
    Workspace.connect(empty_database).close()


@pytest.mark.in_turn
def test_a_setup_that_fails_leaves_nothing(
    empty_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_database: str) -> str:
        return "SELECT 1 / 0"

    monkeypatch.setattr("ita_desktop.storage.server.setup.rights_statements", fails)
    with pytest.raises(WorkspaceError):
        Workspace.connect(empty_database)
    monkeypatch.undo()
    with Workspace.connect(empty_database) as workspace:
        assert workspace.dump()["organisation"] == []


def give(superusers_url: str, manager: str) -> None:
    """What the guide has a superuser say in a new database."""
    with create_engine(superusers_url, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql(setup.OWNING.format(manager=manager))


@pytest.mark.in_turn
def test_a_database_in_which_everybody_may_make_tables_is_refused_until_it_is_given(
    empty_database: str,
) -> None:
    """As PostgreSQL makes it before 15."""
    address = parse_address(empty_database)
    boss = f"boss_{address.database}"
    own = replace(address, user=boss)
    with create_engine(empty_database, isolation_level="AUTOCOMMIT").connect() as connection:
        for statement in (
            f"CREATE ROLE {boss} LOGIN CREATEROLE",
            f"ALTER DATABASE {address.database} OWNER TO {boss}",
            "ALTER SCHEMA public OWNER TO postgres",
            "GRANT CREATE ON SCHEMA public TO PUBLIC",
        ):
            connection.exec_driver_sql(statement)
        with pytest.raises(WorkspaceError) as refused:
            administration.initialise(own)
        statement = setup.OWNING.format(manager=boss)
        assert f'psql -U postgres -d {address.database} -c "{statement}"' in str(refused.value)
        give(empty_database, boss)
        administration.initialise(own)
        is_open = "SELECT has_schema_privilege('public', 'public', 'CREATE')"
        assert connection.exec_driver_sql(is_open).scalar_one() is False


def test_a_manager_without_all_rights_of_the_server_is_enough(empty_database: str) -> None:
    """As an office gets it: a login that may make databases and roles, and is no superuser."""
    address = parse_address(empty_database)
    boss = f"boss_{address.database}"
    own = replace(address, user=boss, database=f"{address.database}_own")
    with create_engine(empty_database, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {boss} LOGIN")
        with pytest.raises(WorkspaceError, match="createdb"):
            administration.initialise(own)
        connection.exec_driver_sql(f"ALTER ROLE {boss} CREATEDB")
        with pytest.raises(WorkspaceError, match="CREATEROLE"):
            administration.initialise(own)
        connection.exec_driver_sql(f"ALTER ROLE {boss} CREATEROLE")
        if connection.dialect.server_version_info < (15,):
            with pytest.raises(WorkspaceError, match="ALTER SCHEMA"):
                administration.initialise(own)
            give(empty_database.replace(f"/{address.database}?", f"/{own.database}?"), boss)
        administration.initialise(own)
        try:
            login = f"clerk_{address.database}"
            with administration.managing(own) as managing:
                members.add(managing, SharedMember(login, "สมศรี", Role.CLERK), "secret-word")
            with Workspace.connect(replace(own, user=login)) as workspace:
                with workspace.change("เพิ่ม") as change:
                    change.insert(Organisation(id="o", name="สำนักงานเขตตัวอย่าง"))
                assert workspace.edits.groups(1)[0].who == "สมศรี"
            with administration.managing(own) as managing:
                assert administration.status(managing).users == (
                    SharedMember(login, "สมศรี", Role.CLERK),
                )
                members.remove(managing, login)
                assert not members.login_exists(managing, login)
        finally:
            connection.exec_driver_sql(f"DROP DATABASE {own.database} WITH (FORCE)")
            connection.exec_driver_sql(f"DROP ROLE {boss}")


def test_rights_come_back_to_a_database_that_was_renamed(
    shared_database: str, add_user: UserUrl
) -> None:
    clerk = parse_address(add_user("clerk", Role.CLERK))
    address = parse_address(shared_database)
    renamed = replace(address, database=f"{address.database}_new")
    server = create_engine(
        shared_database.replace(f"/{address.database}?", "/postgres?"), isolation_level="AUTOCOMMIT"
    )

    def rename(old: str, new: str) -> None:
        with server.connect() as connection:
            connection.exec_driver_sql(f"ALTER DATABASE {old} RENAME TO {new}")

    rename(address.database, renamed.database)
    own = replace(clerk, database=renamed.database)
    administration.initialise(renamed)
    with Workspace.connect(own) as workspace, workspace.change("เพิ่ม") as change:
        change.insert(Organisation(id="o", name="สำนักงานเขตตัวอย่าง"))
    rename(renamed.database, address.database)
    administration.initialise(address)
    server.dispose()


def test_a_database_whose_roles_would_be_cut_is_refused(empty_database: str) -> None:
    """However it is opened: from a role with a cut name no right would be taken back."""
    address = parse_address(empty_database)
    long = replace(address, database="x" * 53)
    with create_engine(empty_database, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {long.database} TEMPLATE template0")
        try:
            with pytest.raises(InputError, match="ยาวเกินไป"):
                Workspace.connect(long)
        finally:
            connection.exec_driver_sql(f"DROP DATABASE {long.database} WITH (FORCE)")


def test_an_opening_that_fails_leaves_no_thread(
    shared_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Workspace.connect(shared_database).close()

    def fails(_self: object) -> int:
        raise WorkspaceError("x", remedy="x")

    monkeypatch.setattr("ita_desktop.storage.edits.edit_history.EditHistory.newest", fails)
    before = set(threading.enumerate())
    with pytest.raises(WorkspaceError):
        Workspace.connect(shared_database)
    assert {one.name for one in set(threading.enumerate()) - before} == set()


def test_a_turn_sees_what_was_stored_before_it_whatever_the_database_is_used_to(
    shared_database: str,
) -> None:
    database = parse_address(shared_database).database
    Workspace.connect(shared_database).close()
    engine = create_engine(shared_database, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(
            f"ALTER DATABASE {database} SET default_transaction_isolation = 'repeatable read'"
        )
    engine.dispose()
    with Workspace.connect(shared_database) as first, Workspace.connect(shared_database) as second:
        with first.change("เริ่ม") as change:
            change.insert(Organisation(id="o", name="ก"))
        stale = second.organisation()
        assert stale is not None
        with ThreadPoolExecutor(1) as pool:
            with first.change("แก้") as change:
                change.update(stale, name="ข")
                later = pool.submit(_address, second, stale)
                time.sleep(0.2)
            later.result(5)
        office = first.organisation()
        assert office is not None
        assert (office.name, office.address) == ("ข", "ค")


def _address(workspace: Workspace, office: Organisation) -> None:
    with workspace.change("แก้") as change:
        change.update(office, address="ค")
