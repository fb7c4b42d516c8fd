"""What each role may do to the others with SQL of its own: every try is listed, and what PostgreSQL
leaves to everybody is ended by who waits."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

import psycopg
import pytest
from psycopg import errors

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.domain.records import Organisation, Unit, UnitKind
from ita_desktop.paths import resource
from ita_desktop.storage.server import administration, members
from ita_desktop.storage.server.address import parse_address
from ita_desktop.storage.server.setup import OWNING
from ita_desktop.storage.server.shared import Role, SharedMember
from ita_desktop.storage.workspace import Workspace
from tests.storage.server.conftest import UserUrl

CLERK, UNIT, READER, CITY = Role
WRITERS: Final = (CLERK, UNIT)
MEMBERS: Final = (CLERK, UNIT, READER)
EVERYBODY: Final = tuple(Role)
NOBODY: Final = ()

TRIES: Final[tuple[tuple[str, tuple[Role, ...]], ...]] = (
    # The turn of writers: for who stores.
    ("SELECT * FROM server.turn FOR UPDATE", WRITERS),
    ("SELECT * FROM server.turn FOR SHARE", WRITERS),
    ("LOCK TABLE server.turn IN ROW SHARE MODE", WRITERS),
    ("LOCK TABLE server.turn IN EXCLUSIVE MODE", WRITERS),
    ("LOCK TABLE server.turn IN ACCESS EXCLUSIVE MODE", WRITERS),
    ("LOCK TABLE server.turn IN ACCESS SHARE MODE", MEMBERS),
    # Rows and tables of the content: for who writes them.
    ("SELECT * FROM public.organisation FOR UPDATE", (CLERK,)),
    ("LOCK TABLE public.organisation IN EXCLUSIVE MODE", (CLERK,)),
    ("LOCK TABLE public.assignment IN EXCLUSIVE MODE", (CLERK,)),
    ("LOCK TABLE public.meta IN EXCLUSIVE MODE", (CLERK,)),
    ("LOCK TABLE public.evidence IN EXCLUSIVE MODE", WRITERS),
    ("LOCK TABLE server.member IN EXCLUSIVE MODE", NOBODY),
    ("TRUNCATE public.evidence", NOBODY),
    ("TRUNCATE server.turn", NOBODY),
    # Limits of others, and of the database.
    ("ALTER DATABASE {database} SET lock_timeout = 0", NOBODY),
    ("ALTER DATABASE {database} SET idle_in_transaction_session_timeout = 0", NOBODY),
    ("ALTER ROLE {other} SET statement_timeout = 1", NOBODY),
    ("ALTER ROLE {other} PASSWORD 'taken'", NOBODY),
    ("ALTER SYSTEM SET lock_timeout = 0", NOBODY),
    ("SELECT pg_terminate_backend({pid})", NOBODY),
    ("SELECT pg_cancel_backend({pid})", NOBODY),
    # One's own limits: PostgreSQL lets everybody lift them; server.end_forgotten() is for that.
    ("SET lock_timeout = 0", EVERYBODY),
    ("SET idle_in_transaction_session_timeout = 0", EVERYBODY),
    ("ALTER ROLE CURRENT_USER SET lock_timeout = 0", EVERYBODY),
    ("SELECT * FROM server.end_forgotten()", MEMBERS),
    # The keeper's own functions and tables.
    ("SELECT server.sync_members()", NOBODY),
    ("SELECT server.remove_member('{other}')", NOBODY),
    ("SELECT server.add_member('x', 'x', 'clerk', NULL, NULL)", NOBODY),
    ("UPDATE server.member SET role = 'clerk'", NOBODY),
    ("CREATE TABLE public.mine (x int)", NOBODY),
    ("CREATE TABLE server.mine (x int)", NOBODY),
    ("CREATE SCHEMA mine", NOBODY),
    ("DROP TABLE server.turn", NOBODY),
    ("ALTER TABLE public.evidence DISABLE ROW LEVEL SECURITY", NOBODY),
    ("SET SESSION AUTHORIZATION {other}", NOBODY),
    ("SET ROLE {other}", NOBODY),
    ("COPY public.unit TO PROGRAM 'cat'", NOBODY),
    ("SELECT pg_read_file('postgresql.conf')", NOBODY),
    ("SELECT rolpassword FROM pg_authid", NOBODY),
    # What each may read.
    ("SELECT * FROM public.person", MEMBERS),
    ("SELECT * FROM public.history_change", MEMBERS),
    ("SELECT * FROM public.media", MEMBERS),
    ("SELECT * FROM server.member", MEMBERS),
    ("SELECT * FROM city.score", (CITY,)),
)


@pytest.fixture
def logins(shared_database: str, add_user: UserUrl) -> dict[Role, str]:
    with Workspace.connect(shared_database) as workspace, workspace.change("เริ่ม") as change:
        change.insert(Organisation(id="o", name="สำนักงานเขตตัวอย่าง"))
        change.insert(Unit(id="own", name="ฝ่ายหนึ่ง", kind=UnitKind.SECTION))
    return {
        role: add_user(role.value, role, "own" if role is UNIT else None, name=f"ผู้ใช้ {role}")
        for role in Role
    }


@contextmanager
def sql(url: str) -> Iterator[Any]:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        yield connection


@pytest.mark.in_turn
def test_every_try_of_every_role_has_the_listed_end(
    logins: dict[Role, str], shared_database: str
) -> None:
    database = parse_address(shared_database).database
    unexpected = []
    with sql(shared_database) as victim:
        pid = victim.info.backend_pid
        for role, url in logins.items():
            others = {parse_address(one).user for one in logins.values()}
            other = min(others - {parse_address(url).user})
            for statement, may in TRIES:
                filled = statement.format(database=database, other=other, pid=pid)
                if _is_done(url, filled) is not (role in may):
                    unexpected.append((role.value, statement))
        assert victim.execute("SELECT 1").fetchone() == (1,)
    assert unexpected == []


def _is_done(url: str, statement: str) -> bool:
    """Whether PostgreSQL takes a statement of a login; nothing of it is kept."""
    with sql(url) as connection, suppress(psycopg.Error):
        with connection.transaction(force_rollback=True):
            connection.execute(statement)
        return True
    return False


@pytest.fixture
def impatient(logins: dict[Role, str], shared_database: str) -> None:
    """Makes what is forgotten after two minutes forgotten after half a second."""
    function = resource("server", "8_forgotten.sql").read_text(encoding="utf-8")
    assert "2 minutes" in function
    with sql(shared_database) as manager:
        manager.execute(function.replace("2 minutes", "500 milliseconds"))


LIFTS: Final = (
    "SET lock_timeout = 0",
    "SET idle_in_transaction_session_timeout = 0",
    "SET statement_timeout = 0",
)
HOLDS: Final = {
    "the turn": "LOCK TABLE server.turn IN EXCLUSIVE MODE",
    "the turn for update": "SELECT * FROM server.turn FOR UPDATE",
    "a table": "LOCK TABLE public.evidence IN ACCESS EXCLUSIVE MODE",
}


@pytest.mark.in_turn
@pytest.mark.parametrize("held", HOLDS.values(), ids=HOLDS)
@pytest.mark.parametrize("role", WRITERS)
def test_who_keeps_others_from_storing_without_limits_is_named_and_ended(
    held: str, role: Role, logins: dict[Role, str], shared_database: str, impatient: None
) -> None:
    with sql(logins[role]) as holder, Workspace.connect(logins[CLERK]) as clerk:
        for statement in (*LIFTS, "BEGIN", held):
            holder.execute(statement)
        with administration.managing(parse_address(shared_database)) as connection:
            status = administration.status(connection)
        if "turn" in held:
            assert status.turn is not None
            assert status.turn.name == f"ผู้ใช้ {role}"
        with sql(shared_database) as manager:
            manager.execute("SELECT pg_sleep(0.6)")
        if "turn" in held:
            with pytest.raises(WorkspaceError, match=r"กำลังบันทึก"), clerk.change("แก้"):
                pass  # whoever waits ends it
        else:
            Workspace.connect(logins[READER]).close()  # so does whoever comes
        with clerk.change("แก้") as change:
            change.insert(Unit(id=f"after {role}", name="ฝ่ายใหม่", kind=UnitKind.SECTION))
        with pytest.raises(errors.OperationalError):
            holder.execute("SELECT 1")


def test_the_manager_and_who_works_are_not_ended(
    logins: dict[Role, str], shared_database: str, impatient: None
) -> None:
    with sql(shared_database) as manager, sql(logins[CLERK]) as clerk, sql(logins[UNIT]) as unit:
        manager.execute("BEGIN; LOCK TABLE server.turn IN EXCLUSIVE MODE; SELECT pg_sleep(0.6)")
        clerk.execute("BEGIN; SELECT 1; SELECT pg_sleep(0.1)")
        assert unit.execute("SELECT * FROM server.end_forgotten()").fetchall() == []
        manager.execute("COMMIT")
        clerk.execute("COMMIT")


def test_a_manager_who_is_no_superuser_ends_it_too(postgresql_url: str) -> None:
    """As the guide sets it up: a login that may make users, and owns the database."""
    base = postgresql_url.replace("+psycopg", "")
    name = "plain_manager"
    with sql(base) as root:
        root.execute(f"CREATE ROLE {name} LOGIN CREATEROLE")
        root.execute(f"CREATE DATABASE {name} OWNER {name} TEMPLATE template0 ENCODING 'UTF8'")
    url = base.replace("postgres@/postgres?", f"{name}@/{name}?")
    with sql(base.replace("/postgres?", f"/{name}?")) as root:
        root.execute(OWNING.format(manager=name))
    try:
        address = parse_address(url)
        administration.initialise(address)
        with administration.managing(address) as connection:
            one = SharedMember("forgets", "ผู้ลืม", CLERK)
            members.add(connection, one, "secret-word")
        function = resource("server", "8_forgotten.sql").read_text(encoding="utf-8")
        with sql(url) as manager, sql(url.replace(f"{name}@", "forgets@")) as holder:
            manager.execute(function.replace("2 minutes", "500 milliseconds"))
            holder.execute("SET idle_in_transaction_session_timeout = 0; BEGIN")
            holder.execute(HOLDS["the turn"])
            manager.execute("SELECT pg_sleep(0.6)")
            ended = manager.execute("SELECT * FROM server.end_forgotten()").fetchall()
            assert ended == [("forgets",)]
            with pytest.raises(errors.OperationalError):
                holder.execute("SELECT 1")
        with administration.managing(address) as connection:
            members.remove(connection, "forgets")
    finally:
        with sql(base) as root:
            root.execute(f"DROP DATABASE {name} WITH (FORCE)")
            for kind in ("clerk", "unit", "reader", "city"):
                root.execute(f"DROP ROLE IF EXISTS ita_{name}_{kind}")
            root.execute("DROP ROLE IF EXISTS forgets")
            root.execute(f"DROP ROLE {name}")
