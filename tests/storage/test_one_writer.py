"""Rows are written in one way only: through the gateway, with their history beside them."""

import ast
import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ita_desktop
from ita_desktop.services import workspaces
from ita_desktop.services.years import years
from ita_desktop.storage.tables import CONTENT
from ita_desktop.storage.workspace import Workspace
from tests.support.clerk import YEAR, Clerk
from tests.support.cost import examples
from tests.support.sources import held

PACKAGE = Path(ita_desktop.__file__).parent
SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if "forms" not in path.parts)
MAY_WRITE = {
    "storage/gateway.py",  # the clerk's rows
    "storage/edits/history.py",  # what was done to them
    "storage/migrations.py",  # tables, and the schema's number
    "storage/files/digests.py",  # what tells whether they are still those
    "storage/files/opening.py",  # the key of a new workspace
    "storage/files/backups.py",  # that of a copy of the sample
    "storage/personal/handing_on.py",  # what is to be nowhere any more, here or in a copy
    "storage/safety_copies.py",  # bytes that no row and no undo names any more
    "storage/city_looking.py",  # a copy in memory of an older file that is only read
    "storage/moving/database.py",  # a whole database into a new file or back; locks meanwhile
    "storage/moving/branch_merging.py",  # locks on tables while a branch is merged
    "storage/server/setup.py",  # what only a server has: its number, views of the city
    "storage/sqlite_checks.py",  # tables and code that a stranger added, taken out
}
DATABASES = {"sqlalchemy", "sqlite3", "psycopg"}
WRITERS = {"insert", "update", "delete"}
_WRITES = re.compile(
    r"^\s*(insert\s+into|update\s+\w+\s+set|delete\s+from|replace\s+into|(drop|create|alter)\s+"
    r"(table|index|trigger|view))\b",
    re.IGNORECASE,
)


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _nodes(path: Path) -> list[ast.AST]:
    """All nodes of a module's tree, walked through once."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def _imported(nodes: list[ast.AST]) -> Iterator[tuple[str, str]]:
    """Modules that are imported, with the names taken from them."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((name.name, "") for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", name.name) for name in node.names)


def _texts(nodes: list[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _calls_on_tables(nodes: list[ast.AST], imported: list[tuple[str, str]]) -> Iterator[str]:
    """Writing methods called on a table: ``tables.unit.insert()``, ``meta.update()``."""
    known = {"tables", "table", "metadata", *(name for module, name in imported
             if module.endswith("storage.tables"))}  # fmt: skip
    for node in nodes:
        if isinstance(node, ast.Attribute) and node.attr in WRITERS:
            root = node.value
            while isinstance(root, ast.Attribute):
                root = root.value
            if isinstance(root, ast.Name) and root.id in known:
                yield ast.unparse(node)


READS_IN_TEXT = {"storage/year_cache.py"}
"""Modules whose queries are text; that they only read is checked text by text."""


def test_there_is_something_to_look_at() -> None:
    assert len(SOURCES) > 100
    assert {_name(path) for path in SOURCES} > MAY_WRITE


def _strays(path: Path) -> list[str]:
    """What a module does with a database that is not its to do."""
    nodes, name = _nodes(path), _name(path)
    imported = list(_imported(nodes))
    found = []
    if not name.startswith("storage/"):
        found += [one for one, _ in imported if one.split(".")[0] in DATABASES]
    if name not in MAY_WRITE:
        taken = {taken for module, taken in imported if module.startswith("sqlalchemy")}
        found += taken & (WRITERS if name in READS_IN_TEXT else {*WRITERS, "text", "TextClause"})
        found += _calls_on_tables(nodes, imported)
        found += [text for text in _texts(nodes) if _WRITES.match(text)]
    if not name.startswith(("storage/", "services/")):
        found += _units_of_work(nodes)
    return found


def _units_of_work(nodes: list[ast.AST]) -> list[str]:
    return [
        ast.unparse(node)
        for node in nodes
        if isinstance(node, ast.Attribute)
        and node.attr == "change"
        and "workspace" in ast.unparse(node.value)
    ]


@pytest.mark.in_turn
def test_only_storage_knows_the_database_and_window_and_command_line_write_through_services() -> (
    None
):
    with held():
        assert {_name(path): strays for path in SOURCES if (strays := _strays(path))} == {}


KNOWN = {
    *(table.name for table in CONTENT), "history_group", "history_change", "content_digest"
}  # fmt: skip


class Watch:
    """Every statement that a workspace sends to its file."""

    _WRITE = re.compile(
        r'^(INSERT INTO|REPLACE INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE
    )

    def __init__(self, workspace: Workspace) -> None:
        self.strange: list[str] = []
        self.transactions: list[tuple[Counter[str], Counter[str]]] = []
        self._written: Counter[str] | None = None
        self._noted: Counter[str] = Counter()
        raw = workspace.connections._writer.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.set_trace_callback(self._sees)

    def _sees(self, statement: str) -> None:
        if statement.startswith("BEGIN"):
            self._written, self._noted = Counter(), Counter()
        elif statement.startswith("COMMIT"):
            self.transactions.append((self._written or Counter(), self._noted))
            self._written = None
        elif statement.startswith("ROLLBACK"):
            self._written = None
        elif found := self._WRITE.match(statement):
            table = found[2]
            if self._written is None or table not in KNOWN:
                self.strange.append(statement)
            elif table == "history_change":
                values = statement.partition("VALUES")[2]
                self._noted[values.split(",")[1].strip(" '")] += 1
            elif table not in {"history_group", "content_digest"}:
                self._written[table] += 1


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("begun") / "begun.ita"
    with Workspace.create(path) as workspace:
        workspaces.begin(workspace, "สำนักงานเขตตัวอย่าง", YEAR, years.framework_for(YEAR))
    return path


@pytest.mark.in_turn
@settings(max_examples=examples(25))
@given(data=st.data())
def test_every_row_written_has_its_history_in_the_same_transaction(
    begun: Path, tmp_path: Path, data: st.DataObject
) -> None:
    path = Path(shutil.copy(begun, tmp_path / "work.ita"))
    with Workspace.open(path) as workspace:
        watch = Watch(workspace)
        clerk, first = Clerk(workspace, data), workspace.edits.undo_label
        for _ in range(8):
            clerk.acts()
            if data.draw(st.booleans(), "undo") and workspace.edits.undo_label != first:
                workspace.undo()
    written = [
        transaction for transaction in watch.transactions if transaction[0] or transaction[1]
    ]
    assert [rows for rows, _ in written] == [noted for _, noted in written]
    assert watch.strange == []


def test_the_watch_sees_a_row_that_is_written_past_the_gateway(begun: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(begun, tmp_path / "work.ita"))
    with Workspace.open(path) as workspace:
        watch = Watch(workspace)
        with workspace.connections.transaction() as connection:
            connection.exec_driver_sql("UPDATE unit SET name='x' WHERE name='ฝ่ายโยธา'")
    assert watch.transactions == [(Counter(unit=1), Counter())]
