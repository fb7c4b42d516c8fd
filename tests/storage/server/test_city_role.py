"""The city's login reads what an office publishes, and nothing else, whatever program it uses."""

from dataclasses import replace

import psycopg
import pytest
from psycopg import errors

from ita_desktop.domain.city.districts import outline_of, reduced
from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.domain.records import Measure, MeasureItem, Person
from ita_desktop.paths import resource
from ita_desktop.services import server
from ita_desktop.services.settings import differences
from ita_desktop.storage.city_figures import FrameworkCache, OfficeYears
from ita_desktop.storage.city_looking import read_shared
from ita_desktop.storage.server.setup import WITHHELD
from ita_desktop.storage.server.shared import Role
from ita_desktop.storage.workspace import Workspace
from tests.domain.personal.test_finding import TELEPHONES
from tests.storage.server.conftest import UserUrl

YEAR = 2568
PRIVATE = (
    "1-1017-00230-70-8", "๑๑๐๑๗๐๐๒๓๐๗๐๘", "someone@example.go.th", "บัญชี 123-4-56789-0",
    "https://line.me/ti/p/~0812345678", "นายตัวอย่าง ใจดี", "ตัวอย่าง (จุ๋ม)  ใจดี", "นายตัวอย่างใจดี",
    "ตัวอย่าง\u200b ใจดี", *(written for written, _ in TELEPHONES),
)  # fmt: skip
PUBLIC = (
    "ภายใน 05/07/2568 - 30/09/2568", "ปี 2567 2568 2569", "งบ 1,234,567,890.00 บาท",
    "https://example.go.th/0812345678/110", "ประชุมครั้งที่ ๑/๒๕๖๘ เวลา ๐๙.๓๐ น.", "ตัวอย่าง", "",
)  # fmt: skip


@pytest.fixture
def city(shared_database: str, add_user: UserUrl) -> str:
    """The address of the city's login on the sample."""
    with differences.opened_source(resource("sample", "sample.ita")) as source:
        server.put(source, shared_database)
    return add_user("city", Role.CITY, name="ส่วนกลาง")


def test_no_table_is_open_to_the_city(city: str) -> None:
    with psycopg.connect(city.replace("+psycopg", ""), autocommit=True) as connection:
        names = connection.execute(
            "SELECT format('%I.%I', n.nspname, c.relname), n.nspname FROM pg_class AS c"
            " JOIN pg_namespace AS n ON n.oid = c.relnamespace"
            " WHERE n.nspname IN ('public', 'server', 'city') AND c.relkind IN ('r', 'v', 'S')"
        ).fetchall()
        assert {"public", "server", "city"} == {schema for _name, schema in names}
        for name, schema in names:
            if schema == "city":
                connection.execute(f"SELECT count(*) FROM {name}")
            else:
                with pytest.raises(errors.InsufficientPrivilege):
                    connection.execute(f"SELECT 1 FROM {name}")
            for statement in (f"DELETE FROM {name}", f"UPDATE {name} SET id = id"):
                with pytest.raises(
                    (errors.InsufficientPrivilege, errors.UndefinedColumn, errors.WrongObjectType)
                ):
                    connection.execute(statement)
        for call in ("server.me()", "server.own_units()", "server.edits_since(NULL, '', '{}')"):
            with pytest.raises(errors.InsufficientPrivilege):
                connection.execute(f"SELECT * FROM {call}")
        # What a view leaves out is not told by the errors of a condition, either.
        read = connection.execute("SELECT key FROM city.meta WHERE length(value) > 0").fetchall()
        assert {key for (key,) in read} <= {"schema_version", "shown_day"}


@pytest.mark.in_turn
def test_the_city_reads_the_figures_that_the_office_has(city: str, shared_database: str) -> None:
    def figures(office: OfficeYears) -> list[object]:
        years = [
            reduced(data, outline_of(data.framework), place="", shown_day=office.shown_day)
            for data in office.years
        ]
        return [
            (replace(year, done=()), [(one.items, one.units) for one in year.done])
            for year in years
        ]

    seen, own = (read_shared(url, FrameworkCache()) for url in (city, shared_database))
    assert figures(seen) == figures(own)
    assert own.years[-1].people
    assert not any(data.people or data.letters for data in seen.years)


@pytest.mark.in_turn
def test_what_names_somebody_is_withheld_as_a_whole(city: str, shared_database: str) -> None:
    written = [*PRIVATE, *PUBLIC]
    with Workspace.connect(shared_database) as workspace:
        year = workspace.year(YEAR).fiscal_year.id
        code = workspace.year(YEAR).framework.items[0].code
        with workspace.change("เขียน") as change:
            change.insert(Person(id="p", prefix="นาย", name="ตัวอย่าง ใจดี", phone="0899999999"))
            for at, text in enumerate(written):
                said = f"โทร.{text}" if text[:1].isdigit() else text
                measure = Measure(
                    id=f"m{at}",
                    year_id=year,
                    indicator="1",
                    method=said,
                    schedule=text,
                    note="บันทึกภายใน",
                )
                change.insert(measure)
                change.insert(MeasureItem(id=f"i{at}", measure_id=f"m{at}", item_code=code))
    measures = {one.id: one for data in read_shared(city, FrameworkCache()).years
                for one in data.measures}  # fmt: skip
    assert len(written) <= len(measures)
    wrong = [
        text
        for at, text in enumerate(written)
        if (measures[f"m{at}"].method == WITHHELD) != (at < len(PRIVATE))
    ]
    assert wrong == []
    everything = dump(city)
    for private in ("0899999999", "บันทึกภายใน", "ใจดี"):
        assert private not in everything


@pytest.mark.in_turn
def test_letters_comments_and_notes_are_in_no_view(city: str) -> None:
    with psycopg.connect(city.replace("+psycopg", ""), autocommit=True) as connection:
        columns = connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'city'"
        ).fetchall()
    names = {table for table, _column in columns}
    assert not names & {"respondent_comment", "history_change", "media", "meeting", "member"}
    everything = dump(city)
    with differences.opened_source(resource("sample", "sample.ita")) as source:
        for number in (row.year for row in source.years()):
            data = source.year(number)
            private = [person.name for person in data.people]
            private += [row.phone for row in data.letters] + [row.text for row in data.comments]
            assert private
            assert [text for text in private if len(text) > 6 and text in everything] == []


@pytest.mark.in_turn
def test_the_citys_login_opens_no_workspace(city: str) -> None:
    with pytest.raises(WorkspaceError, match="ส่วนกลาง"):
        Workspace.connect(city)


def dump(url: str) -> str:
    """Return all that the login can read, as text."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        views = connection.execute(
            "SELECT table_name FROM information_schema.views WHERE table_schema = 'city'"
        ).fetchall()
        queries = [f"SELECT * FROM city.{view}" for (view,) in views]
        return "\n".join(str(row) for query in queries for row in connection.execute(query))
