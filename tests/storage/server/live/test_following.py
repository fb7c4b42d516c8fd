"""Everybody sees what the others store, within a second, and undoes their own edits alone."""

from collections.abc import Iterator
from threading import Event, Thread
from time import monotonic, sleep

import pytest
from sqlalchemy import create_engine

from ita_desktop.domain.errors import ConflictError, WorkspaceError
from ita_desktop.domain.records import FiscalYear, Person
from ita_desktop.services.roster import roster
from ita_desktop.storage.edits.changes import Changed
from ita_desktop.storage.server.shared import EditedCell, Role
from ita_desktop.storage.workspace import Workspace
from tests.storage.server.conftest import UserUrl
from tests.storage.server.live.conftest import YEAR, Connect, assignment, person, within


def rename(workspace: Workspace, name: str) -> None:
    with workspace.change("แก้ชื่อ") as change:
        change.update(person(workspace), name=name)


def test_an_edit_of_another_is_seen_within_a_second_and_named(connect: Connect) -> None:
    first, second = connect(), connect()
    second.year(YEAR)
    heard: list[Changed] = []
    second.subscribe(heard.append)
    rename(first, "ก")
    assert within(1, lambda: person(second).name == "ก")
    assert within(1, lambda: heard)
    assert (heard[0].label, heard[0].who) == ("แก้ชื่อ", first.edits.who)
    assert heard[0].rows[0].new is not None
    assert heard[0].rows[0].new["name"] == "ก"


def test_own_edits_are_told_once_and_without_a_name(connect: Connect) -> None:
    first, second = connect(), connect()
    heard: list[Changed] = []
    first.subscribe(heard.append)
    rename(first, "ก")
    assert within(1, lambda: person(second).name == "ก")
    sleep(0.1)
    rename(second, "ข")
    assert within(1, lambda: len(heard) == 2)
    sleep(0.5)
    assert [bool(changed.who) for changed in heard] == [False, True]


def test_a_year_that_another_adds_or_takes_away_comes_and_goes(connect: Connect) -> None:
    first, second = connect(), connect()
    assert [year.year for year in second.years()] == [YEAR]
    with first.change("เพิ่มปี") as change:
        change.insert(
            FiscalYear(
                id="y68", year=2568, framework_code="2567", framework_title="", level_set="names"
            )
        )
    assert within(1, lambda: len(second.years()) == 2)
    assert second.year(2568).year == 2568
    first.undo()
    assert within(1, lambda: len(second.years()) == 1)
    with pytest.raises(WorkspaceError.__base__):
        second.year(2568)


def test_what_was_erased_for_good_is_gone_for_all(connect: Connect) -> None:
    first, second = connect(), connect()
    assert person(second)
    with first.for_good([("person", "p1")], "ลบถาวร") as connection:
        connection.exec_driver_sql("DELETE FROM person")
    assert within(1, lambda: second.year(YEAR).people == ())
    assert second.edits.undo_label is None


@pytest.mark.in_turn
def test_undo_takes_back_ones_own_edit_and_not_that_of_another(
    connect: Connect, other_clerk: Connect
) -> None:
    first, second = connect(), other_clerk()
    rename(first, "ก")
    with second.change("แก้หมายเหตุ") as change:
        change.update(assignment(second), note="ข")
    assert first.edits.undo_label == "แก้ชื่อ"
    assert first.undo() == "แก้ชื่อ"
    assert (person(first).name, assignment(first).note) == ("ตัวอย่าง หนึ่ง", "ข")
    assert second.edits.undo_label == "แก้หมายเหตุ"
    with second.change("อีกอย่าง") as change:
        change.update(assignment(second), note="ค")
    assert first.redo() == "แก้ชื่อ"  # an edit of another drops nothing of one's own


def test_an_edit_on_which_another_built_is_not_undone_and_says_who(
    connect: Connect, other_clerk: Connect
) -> None:
    first, second = connect(), other_clerk()
    rename(first, "ก")
    assert within(1, lambda: person(second).name == "ก")
    sleep(0.1)
    rename(second, "ข")
    with pytest.raises(ConflictError) as caught:
        first.undo()
    conflict = caught.value
    assert (conflict.table, conflict.key, conflict.column) == ("person", "p1", "name")
    assert conflict.who == "สมชาย"
    assert person(first).name == "ข"
    assert first.edits.undo_label == "แก้ชื่อ"


@pytest.fixture
def other_clerk(connect: Connect, add_user: UserUrl) -> Iterator[Connect]:
    """Opens the workspace under the login of another clerk."""
    del connect
    address = add_user("somchai", Role.CLERK, name="สมชาย")
    opened: list[Workspace] = []

    def open_again() -> Workspace:
        opened.append(Workspace.connect(address))
        return opened[-1]

    yield open_again
    for workspace in opened:
        workspace.close()


def test_a_value_that_the_window_cannot_show_yet_is_not_written_over(connect: Connect) -> None:
    first, second = connect(), connect()
    person(second)
    is_held, let_go = Event(), Event()

    def hold(_changed: Changed) -> None:
        is_held.set()
        let_go.wait(10)

    second.subscribe(hold)
    with first.change("แก้หมายเหตุ") as change:
        change.update(assignment(first), note="x")
    assert is_held.wait(2)
    rename(first, "ก")
    with pytest.raises(ConflictError) as caught:
        rename(second, "ข")
    let_go.set()
    assert (caught.value.theirs, caught.value.mine) == ("ก", "ข")
    assert within(1, lambda: person(second).name == "ก")


def test_a_service_decides_on_rows_as_they_are(connect: Connect) -> None:
    """Two who add at once: the second sees the first one's row although nothing was told yet."""
    first, second = connect(), connect()
    second.year(YEAR)
    for workspace, name in ((first, "ก"), (second, "ข"), (first, "ค")):
        with workspace.change("เพิ่ม") as change:
            people = workspace.year(YEAR).people
            place = max(each.position for each in people) + 1
            change.insert(Person(id=name, prefix="", name=name, position=place))
    assert within(1, lambda: len(second.year(YEAR).people) == 4)
    assert [each.position for each in second.year(YEAR).people] == [0, 1, 2, 3]


def test_who_is_here_is_known_and_where_they_type(connect: Connect, other_clerk: Connect) -> None:
    first, second = connect(), other_clerk()
    assert first.shared is not None
    assert second.shared is not None
    moves: list[float] = []
    first.shared.subscribe(lambda: moves.append(monotonic()))
    second.shared.announce(page="measures", typing=EditedCell("person", "p1", "name"))
    assert within(1, lambda: [one.page for one in first.shared.present()] == ["measures"])
    (other,) = first.shared.present()
    assert (other.name, other.typing) == ("สมชาย", EditedCell("person", "p1", "name"))
    assert within(1, lambda: moves)
    second.shared.announce()
    assert within(1, lambda: first.shared.present()[0].typing is None)
    assert within(1, lambda: len(second.shared.present()) == 1)
    second.close()
    assert within(1, lambda: first.shared.present() == ())


def test_a_word_about_somebody_else_is_not_believed(connect: Connect, shared_database: str) -> None:
    first = connect()
    assert first.shared is not None
    engine = create_engine(shared_database, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for word in (
            '{"page": "x", "typing": null, "goes": false, "login": "boss"}',
            "no json", "[]", '{"page": "y", "typing": [1], "goes": false}',
        ):  # fmt: skip
            connection.exec_driver_sql("SELECT pg_notify('ita_here', %s)", (word,))
        assert within(1, first.shared.present)
        (other,) = first.shared.present()
        assert (other.login, other.page) == ("postgres", "x")
    engine.dispose()


def test_an_edit_under_the_key_of_another_window_is_followed(
    connect: Connect, add_user: UserUrl
) -> None:
    """The keys of units of work can be read in the history: whoever takes one hides nothing."""
    first = connect()
    rename(first, "ก")
    clerk = add_user("taker", Role.CLERK)
    engine = create_engine(clerk)
    with engine.begin() as connection:
        key = connection.exec_driver_sql(
            "SELECT split_part(max(work), ':', 1) FROM history_group WHERE label = 'แก้ชื่อ'"
        ).scalar_one()
        connection.exec_driver_sql("UPDATE person SET name = 'ข', row_version = 9")
        connection.exec_driver_sql(
            "SELECT server.note_edit('x', '', 'do', NULL, '', %s, '{person}', '{p1}',"
            """ ARRAY['{"name": "ก"}'], ARRAY['{"name": "ข", "row_version": 9}'])""",
            (f"{key}:900",),
        )
    engine.dispose()
    assert within(2, lambda: person(first).name == "ข")


def test_a_year_is_read_while_another_thread_writes(connect: Connect) -> None:
    """The window does not wait until a large import is stored."""
    workspace = connect()
    is_in, let_go = Event(), Event()

    def imports() -> None:
        with workspace.change("นำเข้า") as change:
            change.insert(Person(id="new", prefix="", name="ข"))
            is_in.set()
            let_go.wait(10)

    thread = Thread(target=imports)
    thread.start()
    assert is_in.wait(2)
    assert len(workspace.year(YEAR).people) == 1
    assert thread.is_alive()
    let_go.set()
    thread.join(5)
    assert len(workspace.year(YEAR).people) == 2


@pytest.mark.in_turn
def test_a_place_taken_between_undo_and_redo_is_shared_in_one_order_until_rows_move(
    connect: Connect, other_clerk: Connect
) -> None:
    first, second = connect(), other_clerk()

    def order(workspace: Workspace) -> list[tuple[int, str]]:
        return [(body.position, body.name) for body in workspace.year(YEAR).bodies]

    def all_see(seen: list[tuple[int, str]]) -> bool:
        return order(first) == seen and within(1, lambda: order(second) == seen)

    roster.add_body(first, YEAR, "คณะหนึ่ง")
    roster.add_body(first, YEAR, "คณะสอง")
    first.undo()
    assert within(1, lambda: order(second) == [(0, "คณะหนึ่ง")])
    roster.add_body(second, YEAR, "คณะสาม")
    assert within(1, lambda: len(order(first)) == 2)
    assert first.redo() is not None
    shared = order(first)
    assert sorted(shared) == [(0, "คณะหนึ่ง"), (1, "คณะสอง"), (1, "คณะสาม")]
    assert all_see(shared)
    assert order(connect()) == shared  # whoever reads it anew sees no other order
    last = first.year(YEAR).bodies[-1]
    roster.move_body(first, YEAR, last.id, -1)
    moved = [(0, "คณะหนึ่ง"), (1, last.name), (2, shared[1][1])]
    assert all_see(moved)
    first.undo()
    assert all_see(shared)
