"""Edits of a window: shown at once, sent in order, and taken back where they are refused."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import get_ident
from time import monotonic, sleep
from urllib.parse import parse_qs, urlsplit

import pytest

from ita_desktop.domain.errors import ConflictError, ItaError, WorkspaceError
from ita_desktop.domain.records import Assignment, FiscalYear, Person
from ita_desktop.storage.edits.changes import Changed, EditKind
from ita_desktop.storage.server.shared import Link
from ita_desktop.storage.workspace import Workspace
from tests.storage.server.live.conftest import YEAR, Connect, assignment, person, within
from tests.storage.server.live.simulated import is_current
from tests.storage.server.live.test_lost_connections import WORDS, hasty, rename, times_stored
from tests.support.tcp_proxy import Fault, Proxy, proxy_to

WAIT = 20


@pytest.fixture
def proxy(shared_database: str) -> Iterator[Proxy]:
    folder = parse_qs(urlsplit(shared_database).query)["host"][0]
    with proxy_to(Path(folder) / ".s.PGSQL.5432") as made:
        yield made


class Answers:
    """What a window hears of its edits."""

    def __init__(self, workspace: Workspace) -> None:
        self.given: list[ItaError | None] = []
        self.told: list[Changed] = []
        workspace.subscribe(self.told.append)
        assert workspace.outbox is not None
        workspace.outbox.watcher = lambda _number, error: self.given.append(error)

    def heard(self, count: int) -> list[ItaError | None]:
        """The answers to ``count`` edits, each of which comes just after the edit has ended."""
        assert within(2, lambda: len(self.given) >= count)
        return self.given


@pytest.fixture
def far(connect: Connect, shared_database: str, proxy: Proxy) -> Iterator[Workspace]:
    """The workspace of a window whose way to the server is the proxy."""
    connect().close()
    database = urlsplit(shared_database).path
    workspace = Workspace.connect(f"postgresql://postgres@127.0.0.1:{proxy.port}{database}")
    workspace.year(YEAR)
    workspace.connections.hurried = get_ident()
    yield workspace
    workspace.connections.hurried = None
    workspace.close()


@pytest.fixture
def answers(far: Workspace) -> Answers:
    return Answers(far)


def test_an_edit_is_shown_at_once_and_stored_later(
    connect: Connect, far: Workspace, proxy: Proxy, answers: Answers
) -> None:
    near = connect()
    proxy.delay = 0.2
    begun = monotonic()
    rename(far, "ก")
    rename(far, "ข")
    assert monotonic() - begun < 0.2
    assert person(far).name == "ข"
    assert (far.edits.undo_label, far.saved.is_all) == ("แก้เป็น ข", False)
    assert [changed.kind for changed in answers.told] == [EditKind.DO] * 2
    last = far.edits.last_edit
    assert far.wait_saved(WAIT)
    assert within(2, lambda: answers.given == [None, None])
    assert within(2, lambda: person(near).name == "ข")
    assert [group.label for group in near.edits.latest(2)] == ["แก้เป็น ข", "แก้เป็น ก"]
    assert (far.edits.undo_label, far.edits.last_edit) == ("แก้เป็น ข", last)
    assert is_current(far, YEAR)


@pytest.mark.in_turn
@pytest.mark.parametrize("fault", Fault)
@pytest.mark.parametrize("word", WORDS)
def test_what_is_shown_in_the_end_is_what_was_stored(
    connect: Connect, far: Workspace, proxy: Proxy, answers: Answers, word: bytes, fault: Fault
) -> None:
    near = connect()
    before = person(near).name
    proxy.break_at(word, fault)
    with hasty():
        rename(far, "ก")
        assert far.wait_saved(WAIT)
    assert proxy.has_broken
    (error,) = answers.heard(1)
    assert within(3, lambda: times_stored(near, "ก") == (error is None))
    assert within(5, lambda: far.shared is not None and far.shared.state.link is Link.CONNECTED)
    assert within(3, lambda: person(far).name == ("ก" if error is None else before))
    assert (answers.told[-1].refusal is None) == (error is None)
    rename(far, "ข")
    assert far.wait_saved(WAIT)
    assert within(2, lambda: person(near).name == person(far).name == "ข")
    assert times_stored(near, "ข") == 1
    assert is_current(far, YEAR)


@pytest.mark.in_turn
def test_with_the_connection_all_that_waits_is_refused(
    connect: Connect, far: Workspace, proxy: Proxy, answers: Answers
) -> None:
    near, before = connect(), person(far).name
    done: list[ItaError | None] = []
    proxy.swallows = True
    with hasty():
        for name in ("ก", "ข", "ค"):
            rename(far, name)
        assert far.outbox is not None
        far.outbox.replay(EditKind.UNDO, lambda _label, error: done.append(error))
        assert person(far).name == "ค"
        assert far.wait_saved(WAIT)
    assert person(far).name == before
    assert len(answers.heard(4)) == 4
    assert all(isinstance(error, WorkspaceError) for error in [*answers.given, *done])
    proxy.go_away()
    proxy.swallows = False
    proxy.come_back()
    assert within(15, lambda: far.shared is not None and far.shared.state.link is Link.CONNECTED)
    assert person(near).name == before
    assert far.edits.undo_label != "แก้เป็น ค"


@pytest.mark.in_turn
def test_fields_that_others_have_changed_meanwhile_are_kept(
    connect: Connect, far: Workspace, proxy: Proxy
) -> None:
    near = connect()
    proxy.delay = 0.2
    rename(far, "ก")
    with near.change("แก้") as change:
        change.update(person(near), phone="02")
    assert far.wait_saved(WAIT)
    assert within(2, lambda: (person(near).name, person(near).phone) == ("ก", "02"))
    assert within(2, lambda: (person(far).name, person(far).phone) == ("ก", "02"))
    assert is_current(far, YEAR)


def test_a_value_that_somebody_was_faster_with_is_refused_and_taken_back(
    connect: Connect, far: Workspace, proxy: Proxy, answers: Answers
) -> None:
    near = connect()
    proxy.delay = 0.2
    rename(far, "ก")
    rename(near, "ข")
    assert far.wait_saved(WAIT)
    (error,) = answers.heard(1)
    assert isinstance(error, ConflictError)
    assert (error.theirs, error.mine) == ("ข", "ก")
    assert answers.told[-1].refusal is error
    assert person(far).name == "ข"
    assert is_current(far, YEAR)


def test_what_was_typed_is_shown_until_the_window_has_heard_of_it(
    connect: Connect, far: Workspace, proxy: Proxy, answers: Answers
) -> None:
    """However fast it is refused: the window takes what it shows then for what was typed."""
    near, shown = connect(), list[str]()

    def look(changed: Changed) -> None:
        if changed.work and not shown:
            rename(near, "ข")
            within(2, lambda: bool(answers.given))
            shown.append(person(far).name)

    far.subscribe(look)
    proxy.delay = 0.1
    rename(far, "ก")
    assert far.wait_saved(WAIT)
    assert isinstance(answers.heard(1)[0], ConflictError)
    assert within(2, lambda: shown == ["ก"])


@pytest.mark.in_turn
def test_what_builds_on_a_refused_edit_is_refused_too(
    connect: Connect, far: Workspace, proxy: Proxy, answers: Answers
) -> None:
    near = connect()
    proxy.delay = 0.2
    with far.change("เอาออก") as change:
        change.delete(assignment(far))
    with far.change("เพิ่ม") as change:
        change.insert(Assignment(id="a2", year_id="y67", item_code="O2"))
    with far.change("แก้") as change:
        change.update(far.year(YEAR).assignments[0], note="ใหม่")
    with near.change("แก้") as other:
        other.update(assignment(near), note="ของเพื่อน")
    assert far.wait_saved(WAIT)
    assert [type(error) for error in answers.heard(3)] == [ConflictError, type(None), type(None)]
    rows = {row.id: row.note for row in far.year(YEAR).assignments}
    assert rows == {"a1": "ของเพื่อน", "a2": "ใหม่"}
    assert is_current(far, YEAR)


def test_two_new_rows_get_no_place_twice(connect: Connect, far: Workspace, proxy: Proxy) -> None:
    near = connect()

    def add(workspace: Workspace, name: str) -> None:
        with workspace.change(name) as change:
            place = max(one.position for one in workspace.year(YEAR).people) + 1
            change.insert(Person(id=name, prefix="", name=name, position=place))

    proxy.delay = 0.2
    add(far, "ก")
    add(far, "ข")
    add(near, "ค")
    assert far.wait_saved(WAIT)
    assert within(2, lambda: len(near.year(YEAR).people) == 4)
    assert [one.name for one in near.year(YEAR).people][1:] == ["ค", "ก", "ข"]
    assert len({one.position for one in near.year(YEAR).people}) == 4
    assert within(2, lambda: far.year(YEAR) == near.year(YEAR))


def test_the_later_of_two_orders_counts_and_is_told(
    connect: Connect, far: Workspace, proxy: Proxy, answers: Answers
) -> None:
    near = connect()
    proxy.delay = 0.2
    assert far.outbox is not None
    with far.change("จัดลำดับ") as change:
        change.update(person(far), position=7)
    with near.change("จัดลำดับ") as other:
        other.update(person(near), position=5)
    assert far.wait_saved(WAIT)
    assert answers.heard(1) == [None]
    assert far.outbox.reordered
    assert within(2, lambda: person(near).position == person(far).position == 7)
    far.outbox.reordered.clear()
    with far.change("จัดลำดับ") as change:
        change.update(person(far), position=3)
    assert far.wait_saved(WAIT)
    assert not far.outbox.reordered


def test_an_undo_of_a_refused_edit_undoes_nothing_else(
    connect: Connect, far: Workspace, proxy: Proxy, answers: Answers
) -> None:
    near = connect()
    rename(far, "ก")
    assert far.wait_saved(WAIT)
    assert within(2, lambda: person(near).name == "ก")
    proxy.delay = 0.2
    done: list[str | None] = []
    with far.change("แก้") as change:
        change.update(assignment(far), note="ของฉัน")
    assert far.outbox is not None
    far.outbox.replay(EditKind.UNDO, lambda label, _error: done.append(label))
    with near.change("แก้") as other:
        other.update(assignment(near), note="ของเพื่อน")
    assert far.wait_saved(WAIT)
    assert done == [None]
    assert (person(far).name, assignment(far).note) == ("ก", "ของเพื่อน")


def test_another_thread_writes_when_all_before_was_answered(far: Workspace, proxy: Proxy) -> None:
    proxy.delay = 0.1
    rename(far, "ก")
    with ThreadPoolExecutor(1) as threads:
        threads.submit(rename, far, "ข").result()
    assert [group.label for group in far.edits.latest(2)] == ["แก้เป็น ข", "แก้เป็น ก"]
    assert person(far).name == "ข"


def test_a_file_can_be_looked_at_while_it_is_under_way(
    connect: Connect, far: Workspace, proxy: Proxy
) -> None:
    proxy.delay = 0.2
    with far.change("ภาพ") as change:
        key = change.keep(b"picture")
        change.update(assignment(far), note=key)
    assert far.media(key) == b"picture"
    assert far.wait_saved(WAIT)
    assert connect().media(key) == b"picture"


def test_what_was_not_read_is_written_at_once(connect: Connect, far: Workspace) -> None:
    """A row of another year, of which only the server knows."""
    near = connect()
    with near.change("ปีใหม่") as change:
        year = FiscalYear(
            id="y68", year=2568, framework_code="2567", framework_title="", level_set="names"
        )
        change.insert(year)
        row = change.insert(Assignment(id="b1", year_id="y68", item_code="O1"))
    assert within(2, lambda: len(far.years()) == 2)
    with far.change("แก้") as change:
        change.update(person(far), name="ก")
        change.update(row, note="ปีอื่น")
    assert far.saved.is_all
    assert within(2, lambda: person(near).name == "ก")
    assert near.year(2568).assignments[0].note == "ปีอื่น"
    assert len(near.edits.latest(10)) == 3  # the beginning, the year, and one for both rows


def test_what_is_only_tried_is_neither_shown_nor_sent(far: Workspace, answers: Answers) -> None:
    assert far.refusal(lambda: rename(far, "ก")) is None
    assert person(far).name == "ตัวอย่าง หนึ่ง"
    assert far.saved.is_all
    assert not answers.told


def test_closing_waits_for_the_answer(connect: Connect, far: Workspace, proxy: Proxy) -> None:
    near = connect()
    proxy.delay = 0.1
    rename(far, "ก")
    far.close()
    assert person(near).name == "ก"
    assert times_stored(near, "ก") == 1


def test_closing_does_not_wait_for_a_silent_server(far: Workspace, proxy: Proxy) -> None:
    proxy.swallows = True
    rename(far, "ก")
    begun = monotonic()
    far.close()
    assert monotonic() - begun < 6


def test_a_new_year_is_written_at_once(connect: Connect, far: Workspace) -> None:
    with far.change("ปีใหม่") as change:
        change.update(person(far), name="ก")
        change.insert(
            FiscalYear(
                id="y69", year=2569, framework_code="2567", framework_title="", level_set="names"
            )
        )
    assert far.saved.is_all
    assert far.year(2569).fiscal_year.id == "y69"
    assert person(connect()).name == "ก"


def test_values_are_sent_in_one_call(
    connect: Connect, far: Workspace, proxy: Proxy, answers: Answers
) -> None:
    """Also where others write other rows meanwhile; one whose row they wrote takes more."""
    near = connect()
    rename(far, "ก")
    assert far.wait_saved(WAIT)
    with near.change("แก้") as other:
        other.update(assignment(near), note="ของเพื่อน")
    sleep(0.5)  # this program has looked for it, and has nothing else to ask
    waits = []
    for name in ("ข", "ค", "ง"):
        before = proxy.waits
        rename(far, name)
        assert far.wait_saved(WAIT)
        waits.append(proxy.waits - before)
    assert min(waits) == 1  # the thread that follows the others says now and then that it is here
    assert person(near).name == "ง" or within(2, lambda: person(near).name == "ง")
    assert [group.label for group in near.edits.latest(3)] == ["แก้เป็น ง", "แก้เป็น ค", "แก้เป็น ข"]
    assert far.undo() == "แก้เป็น ง"
    assert within(2, lambda: person(near).name == "ค")
    assert far.redo() == "แก้เป็น ง"
    assert is_current(far, YEAR)
    assert answers.heard(4) == [None] * 4
