"""What the database holds of the roles, whatever program talks to it: each is tried with SQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from psycopg import errors

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.domain.records import (
    Assignment,
    AssignmentOwner,
    Evidence,
    GroupOf,
    Measure,
    MeasureOwner,
    MeasureStatus,
    Organisation,
    Unit,
    UnitKind,
)
from ita_desktop.domain.tracking.entries import Entry
from ita_desktop.domain.tracking.units import KINDS
from ita_desktop.paths import resource
from ita_desktop.services import workspaces
from ita_desktop.services.years import years
from ita_desktop.storage.server import administration, members
from ita_desktop.storage.server.address import parse_address
from ita_desktop.storage.server.setup import rights_of_unit
from ita_desktop.storage.server.shared import Role
from ita_desktop.storage.tables import CONTENT
from ita_desktop.storage.workspace import Workspace
from tests.storage.server.conftest import UserUrl

YEAR = 2568


@dataclass
class Office:
    """A shared workspace with two sections, each with an item and a measure of its own."""

    manager: str
    clerk: str
    unit: str
    reader: str
    year: str


@pytest.fixture
def office(shared_database: str, add_user: UserUrl) -> Office:
    with Workspace.connect(shared_database) as workspace:
        workspaces.begin(workspace, "สำนักงานเขตตัวอย่าง", YEAR, years.framework_for(YEAR))
        year = workspace.year(YEAR).fiscal_year.id
        with workspace.change("เริ่ม") as change:
            for name in ("own", "other"):
                change.insert(Unit(id=name, name=name, kind=UnitKind.SECTION))
                code = {"own": "O1", "other": "O2"}[name]
                for row in workspace.year(YEAR).assignments:
                    if row.item_code == code:
                        change.delete(row)
                change.insert(Assignment(id=f"a_{name}", year_id=year, item_code=code))
                change.insert(
                    AssignmentOwner(id=f"ao_{name}", assignment_id=f"a_{name}", unit_id=name)
                )
                change.insert(
                    Evidence(id=f"e_{name}", year_id=year, item_code=code, title=name, location="x")
                )
                change.insert(Measure(id=f"m_{name}", year_id=year, indicator="1", method=name))
                change.insert(MeasureOwner(id=f"mo_{name}", measure_id=f"m_{name}", unit_id=name))
                change.insert(Entry(id=f"n_{name}", measure_id=f"m_{name}", result="ทำแล้ว"))
    return Office(
        manager=shared_database,
        clerk=add_user("clerk", Role.CLERK, name="สมศรี"),
        unit=add_user("unit", Role.UNIT, "own", name="ฝ่ายหนึ่ง"),
        reader=add_user("reader", Role.READER, name="ผู้อ่าน"),
        year=year,
    )


@contextmanager
def sql(url: str) -> Iterator[Any]:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        yield connection


def refused(url: str, statement: str) -> None:
    """The statement is an error, or it changes nothing because its rows are out of reach."""
    with sql(url) as connection:
        try:
            done = connection.execute(statement)
        except errors.InsufficientPrivilege:
            return
        assert done.rowcount == 0, statement


def done(url: str, statement: str) -> None:
    with sql(url) as connection:
        assert connection.execute(statement).rowcount > 0, statement


@pytest.mark.in_turn
def test_a_unit_writes_its_own_and_nothing_of_others(office: Office) -> None:
    for table, column, row in (
        ("evidence", "title", "e"), ("measure", "status", "m"), ("entry", "result", "n"),
    ):  # fmt: skip
        done(office.unit, f"UPDATE {table} SET {column} = 'x' WHERE id = '{row}_own'")
        refused(office.unit, f"UPDATE {table} SET {column} = 'x' WHERE id = '{row}_other'")
        refused(office.unit, f"DELETE FROM {table} WHERE id = '{row}_other'")
    columns = "(id, year_id, item_code, unit_id, title, location)"
    for values, may in (
        ("'O1', NULL", True), ("'O1', 'own'", True), ("'O1', 'other'", False),
        ("'O2', NULL", False), ("'O2', 'own'", False),
    ):  # fmt: skip
        try_it = done if may else refused
        key = values.replace("'", "").replace(", ", "_")
        try_it(
            office.unit,
            f"INSERT INTO evidence {columns} VALUES ('{key}', '{office.year}', {values}, 't', 'l')",
        )


@pytest.mark.in_turn
def test_what_is_asked_of_a_unit_is_not_its_own_to_change(office: Office) -> None:
    """Also of its own items and measures: deadlines, texts, the year and the item of a row."""
    asked = {
        "assignment": "item_code year_id due as_of note owners_typed owners_meant row_version",
        "measure": "year_id indicator finding method schedule begins ends days note position",
        "evidence": "id year_id item_code", "entry": "id measure_id",
    }  # fmt: skip
    with sql(office.unit) as connection:
        for table, columns in asked.items():
            for column in columns.split():
                with pytest.raises(errors.InsufficientPrivilege):
                    connection.execute(f"UPDATE {table} SET {column} = {column}")
        for table in ("assignment", "measure", "measure_item", "measure_finding"):
            with pytest.raises(errors.InsufficientPrivilege):
                connection.execute(f"DELETE FROM {table}")
            with pytest.raises(errors.InsufficientPrivilege):
                connection.execute(f"INSERT INTO {table} DEFAULT VALUES")


@pytest.mark.in_turn
def test_a_unit_cannot_take_over_or_give_away(office: Office) -> None:
    for statement in (
        "UPDATE evidence SET item_code = 'O2' WHERE id = 'e_own'",
        "UPDATE evidence SET item_code = 'O1' WHERE id = 'e_other'",
        "UPDATE evidence SET unit_id = 'other' WHERE id = 'e_own'",
        "UPDATE entry SET measure_id = 'm_other' WHERE id = 'n_own'",
        "UPDATE measure_owner SET unit_id = 'own' WHERE id = 'mo_other'",
        "INSERT INTO measure_owner (id, measure_id, unit_id) VALUES ('x', 'm_other', 'own')",
        "INSERT INTO assignment_owner (id, assignment_id, unit_id) VALUES ('x', 'a_other', 'own')",
        "DELETE FROM assignment WHERE id = 'a_own'",
        "UPDATE unit SET kind = 'group', group_of = 'sections' WHERE id = 'other'",
        "UPDATE person SET unit_id = 'own'",
        "UPDATE score SET value = '100'",
        "DELETE FROM media",
    ):
        refused(office.unit, statement)


@pytest.mark.in_turn
def test_groups_and_people_of_a_unit_own_as_it_does(office: Office) -> None:
    with sql(office.clerk) as clerk:
        clerk.execute("INSERT INTO unit (id, name, kind, group_of) VALUES ('g', 'g', 'group', "
                      "'sections')")  # fmt: skip
        clerk.execute("UPDATE measure_owner SET unit_id = 'g' WHERE id = 'mo_other'")
    done(office.unit, "UPDATE measure SET status = 'done' WHERE id = 'm_other'")
    with sql(office.clerk) as clerk:
        clerk.execute("UPDATE unit SET group_of = 'schools' WHERE id = 'g'")
    refused(office.unit, "UPDATE measure SET status = 'done' WHERE id = 'm_other'")


def test_the_groups_of_the_statements_are_those_of_the_program() -> None:
    text = resource("server", "5_units.sql").read_text(encoding="utf-8")
    said = {group: kind for group, kind in KINDS.items() if f"'{group}' THEN '{kind}'" in text}
    assert said == KINDS
    assert text.count(" THEN '") == len(KINDS)
    assert set(KINDS) == set(GroupOf) - {GroupOf.NONE}


@pytest.mark.in_turn
def test_a_reader_writes_nothing(office: Office) -> None:
    with sql(office.reader) as connection:
        tables = connection.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
            " WHERE schemaname IN ('public', 'server')"
        ).fetchall()
        assert len(tables) > len(CONTENT)
        for (name,) in tables:
            assert connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] >= 0
            for statement in (f"DELETE FROM {name}", f"INSERT INTO {name} DEFAULT VALUES"):
                with pytest.raises(errors.InsufficientPrivilege):
                    connection.execute(statement)
    with (
        sql(office.reader) as connection,
        pytest.raises(errors.InsufficientPrivilege),
        connection.transaction(),
    ):
        connection.execute("LOCK TABLE server.turn IN EXCLUSIVE MODE")
    with Workspace.connect(office.reader) as workspace:
        assert workspace.read_only
        assert workspace.year(YEAR).organisation.name == "สำนักงานเขตตัวอย่าง"
        with pytest.raises(WorkspaceError, match="ผู้อ่าน"), workspace.change("แก้"):
            pass


def test_nobody_can_say_who_wrote_an_edit_or_when(office: Office) -> None:
    for url, name in ((office.clerk, "สมศรี"), (office.unit, "ฝ่ายหนึ่ง")):
        with sql(url) as connection:
            connection.execute("SET ita.moving = 'on'")
            row = connection.execute(
                "INSERT INTO history_group (label, who, at, kind, status)"
                " VALUES ('x', 'ผู้อื่น', '1999-01-01', 'do', 'done') RETURNING who, at, login"
            ).fetchone()
            assert row[0] == name
            assert row[1] > "2025"
            assert row[2] == connection.info.user
            with pytest.raises(errors.InsufficientPrivilege):
                connection.execute("UPDATE history_group SET who = 'x'")


@pytest.mark.in_turn
def test_the_history_is_added_to_and_never_changed(office: Office) -> None:
    for url in (office.clerk, office.unit):
        for statement in (
            "UPDATE history_group SET label = 'x'",
            "UPDATE history_group SET login = session_user",
            "UPDATE history_group SET status = 'dropped' WHERE login <> session_user",
            "DELETE FROM history_group",
            "UPDATE history_change SET new = '{}'",
            "DELETE FROM history_change",
            "INSERT INTO history_change (group_id, table_name, row_id) SELECT 1, 'unit', 'own'",
            "UPDATE meta SET value = '1' WHERE key = 'schema_version'",
            "DELETE FROM meta WHERE key = 'workspace_id'",
            "DELETE FROM content_digest",
        ):
            refused(url, statement)


def test_a_unit_notes_nothing_about_rows_of_others(office: Office) -> None:
    with sql(office.unit) as connection:
        for table, key, may in (
            ("measure", "m_own", True), ("measure", "m_other", False), ("entry", "n_own", True),
            ("entry", "n_other", False), ("entry", "not_there", False), ("score", "x", False),
            ("history_group", "1", False),
        ):  # fmt: skip
            with connection.transaction(force_rollback=True):
                connection.execute(
                    "INSERT INTO history_group (label, who, at, kind, status)"
                    " VALUES ('x', '', '', 'do', 'done')"
                )
                statement = (
                    "INSERT INTO history_change (group_id, table_name, row_id)"
                    f" SELECT max(id), '{table}', '{key}' FROM history_group"
                )
                if may:
                    assert connection.execute(statement).rowcount == 1
                else:
                    with (
                        pytest.raises(errors.InsufficientPrivilege),
                        connection.transaction(),
                    ):
                        connection.execute(statement)


def test_what_no_program_could_read_does_not_come_into_the_history(office: Office) -> None:
    """One such row would stop the programs of everybody."""
    columns = "(label, who, at, kind, status, phrase)"
    for url in (office.clerk, office.unit):
        for group in (
            "'x', '', '', 'else', 'done', ''", "'x', '', '', 'do', 'else', ''",
            "'x', '', '', 'do', 'done', '{'", "'x', '', '', 'do', 'done', '[]'",
            """'x', '', '', 'do', 'done', '{"template": "x"}'""",
            """'x', '', '', 'do', 'done', '{"template": "x", "fields": {"a": {"b": 1}}}'""",
        ):  # fmt: skip
            with sql(url) as connection, pytest.raises(psycopg.Error):
                connection.execute(f"INSERT INTO history_group {columns} VALUES ({group})")
        with sql(url) as connection:
            with pytest.raises(errors.InsufficientPrivilege):
                connection.execute(
                    "INSERT INTO history_group (id, label, who, at, kind, status)"
                    " SELECT max(id) + 1, 'x', '', '', 'do', 'done' FROM history_group"
                )
            connection.execute(
                f"INSERT INTO history_group {columns} VALUES ('x', '', '', 'do', 'done',"
                """ '{"template": "x", "fields": {"a": {"template": "y", "fields": {}}}}')"""
            )
            with pytest.raises(errors.InsufficientPrivilege):
                connection.execute("UPDATE history_group SET status = 'x' WHERE label = 'x'")
        for row, may in (
            ('{"note": "x", "position": -2147483648, "end": null}', True), ("{", False),
            ("[]", False), ('{"note": []}', False), ('{"position": 123456789012}', False),
        ):  # fmt: skip
            with sql(url) as connection, connection.transaction(force_rollback=True):
                connection.execute(
                    f"INSERT INTO history_group {columns} VALUES ('x', '', '', 'do', 'done', '')"
                )
                statement = (
                    "INSERT INTO history_change (group_id, table_name, row_id, old, new)"
                    " SELECT max(id), 'measure', 'm_own', '{}', %s FROM history_group"
                )
                if may:
                    connection.execute(statement, [row])
                else:
                    with pytest.raises(psycopg.Error), connection.transaction():
                        connection.execute(statement, [row])


@pytest.mark.in_turn
def test_users_roles_and_policies_are_the_managers_alone(office: Office) -> None:
    database = parse_address(office.manager).database
    for url in (office.clerk, office.unit, office.reader):
        for statement in (
            "UPDATE server.member SET role = 'clerk', unit_id = NULL",
            "INSERT INTO server.member (login, name, role) VALUES ('x', 'x', 'clerk')",
            "DELETE FROM server.member",
            "SELECT server.add_member('x', 'x', 'clerk', NULL, NULL)",
            "SELECT server.remove_member(session_user)",
            "SELECT server.sync_members()",
            "ALTER TABLE evidence DISABLE ROW LEVEL SECURITY",
            "ALTER TABLE history_group DISABLE TRIGGER ALL",
            "DROP POLICY reads ON evidence",
            "CREATE POLICY mine ON evidence FOR ALL TO public USING (true)",
            "TRUNCATE history_change",
            "DROP TABLE evidence",
            "CREATE TABLE public.mine (a int)",
            "CREATE TABLE server.mine (a int)",
            "CREATE TEMP TABLE mine (a int)",
            "CREATE SCHEMA mine",
            "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE OR REPLACE FUNCTION server.own_unit() RETURNS text LANGUAGE sql AS 'SELECT 1'",
            "CREATE ROLE mine",
            "SET ROLE postgres",
            "SET SESSION AUTHORIZATION postgres",
            "SET session_replication_role = replica",
            "SELECT rolpassword FROM pg_authid",
            "SELECT pg_read_file('/etc/passwd')",
            "COPY unit TO PROGRAM 'cat'",
            f'GRANT "ita_{database}_clerk" TO session_user',
        ):
            with sql(url) as connection:
                try:
                    connection.execute(statement)
                except errors.InsufficientPrivilege:
                    continue
                pytest.fail(statement)
    with sql(office.clerk) as connection:
        connection.execute("GRANT ALL ON evidence TO public")  # no error, but a warning
    refused(office.reader, "UPDATE evidence SET title = 'x'")
    for url in (office.unit, office.reader):
        with sql(url) as connection, pytest.raises(errors.InsufficientPrivilege):
            connection.execute(f'SET ROLE "ita_{database}_clerk"')


def test_a_group_role_gives_no_other_name(office: Office) -> None:
    database = parse_address(office.manager).database
    with sql(office.unit) as connection:
        connection.execute(f'SET ROLE "ita_{database}_unit"')
        connection.execute("SET row_security = on")
        not_own = "UPDATE measure SET status = '' WHERE id = 'm_other'"
        assert connection.execute(not_own).rowcount == 0
        who, login = connection.execute(
            "INSERT INTO history_group (label, who, at, kind, status)"
            " VALUES ('x', 'x', '', 'do', 'done') RETURNING who, login"
        ).fetchone()
        assert who == "ฝ่ายหนึ่ง"
        assert login == connection.info.user


def test_a_file_is_kept_under_its_digest_alone(office: Office) -> None:
    import hashlib

    key = hashlib.sha256(b"one").hexdigest()
    for url in (office.clerk, office.unit):
        refused(url, "INSERT INTO media (key, data) VALUES ('false', 'one')")
    done(office.unit, f"INSERT INTO media (key, data) VALUES ('{key}', 'one')")
    for url in (office.clerk, office.unit):
        refused(url, f"UPDATE media SET data = 'two' WHERE key = '{key}'")
        refused(url, f"UPDATE media SET key = 'x' WHERE key = '{key}'")
    refused(office.unit, f"DELETE FROM media WHERE key = '{key}'")


@pytest.mark.in_turn
def test_a_clerk_works_as_in_a_file(office: Office) -> None:
    with Workspace.connect(office.clerk) as workspace:
        with workspace.change("แก้") as change:
            for measure in workspace.year(YEAR).measures:
                change.update(measure, note="ใหม่")
            change.keep(b"photo")
            change.insert(Unit(id="third", name="third", kind=UnitKind.SECTION))
        assert workspace.edits.groups(1)[0].who == "สมศรี"
        workspace.undo()
        assert not any(measure.note for measure in workspace.year(YEAR).measures)
        workspace.edits.close()
        office_row = workspace.organisation()
        assert isinstance(office_row, Organisation)


@pytest.mark.in_turn
def test_a_removed_user_is_out_at_once(office: Office) -> None:
    with sql(office.clerk) as connection:
        connection.execute("SELECT * FROM unit")
        with administration.managing(parse_address(office.manager)) as manager:
            members.remove(manager, connection.info.user)
        with pytest.raises(
            (errors.InsufficientPrivilege, errors.UndefinedTable, psycopg.OperationalError)
        ):
            connection.execute("SELECT * FROM unit")
    with pytest.raises(WorkspaceError):
        Workspace.connect(office.clerk)


def test_every_table_has_its_rule(office: Office) -> None:
    """Tables below items and measures are a unit's, all others the clerk's; none is forgotten."""
    assert {table.name for table in CONTENT if rights_of_unit(table)} == {
        "check_mark", "evidence", "link_proof", "mark_reason", "measure", "entry", "photo",
    }  # fmt: skip
    with sql(office.reader) as connection:
        bare = connection.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND NOT relrowsecurity"
            " AND relnamespace = 'public'::regnamespace"
        ).fetchall()
    assert bare == []


@pytest.mark.in_turn
def test_a_unit_is_told_that_a_row_is_not_its_own(office: Office) -> None:
    with Workspace.connect(office.unit) as workspace:
        rows = {measure.id: measure for measure in workspace.year(YEAR).measures}
        with workspace.change("แก้") as change:
            change.update(rows["m_own"], status=MeasureStatus.DOING)
        not_ours = rows["m_other"]
        with pytest.raises(WorkspaceError, match="ไม่มีสิทธิ์"), workspace.change("แก้") as change:
            change.update(not_ours, status=MeasureStatus.DONE)
        with pytest.raises(WorkspaceError, match="ไม่มีสิทธิ์"), workspace.change("ลบ") as change:
            change.delete(not_ours)
        with pytest.raises(WorkspaceError, match="ไม่มีสิทธิ์"), workspace.change("เพิ่ม") as change:
            change.insert(Unit(id="third", name="third", kind=UnitKind.SECTION))
        # The workspace goes on.
        with workspace.change("แก้") as change:
            own = next(one for one in workspace.year(YEAR).measures if one.id == "m_own")
            change.update(own, status=MeasureStatus.DONE)
        assert workspace.edits.undo() == "แก้"


@pytest.mark.in_turn
def test_rights_are_the_same_after_they_were_given_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ita_desktop.storage.server.setup.SERVER_VERSION", 99)
    administration.initialise(parse_address(office.manager))
    with Workspace.connect(office.unit) as workspace, workspace.change("แก้") as change:
        own = next(one for one in workspace.year(YEAR).measures if one.id == "m_own")
        change.update(own, status=MeasureStatus.DOING)
    with sql(office.unit) as connection, pytest.raises(errors.InsufficientPrivilege):
        connection.execute("SELECT server.sync_members()")
    refused(office.unit, "UPDATE measure SET status = 'done' WHERE id = 'm_other'")
