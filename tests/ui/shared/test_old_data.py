"""A window never calls saved what it cannot read, and shows the truth again by itself."""

from decimal import Decimal

import pytest
from sqlalchemy import create_engine

from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.records import Measure
from ita_desktop.domain.scores.progress import tree_of
from ita_desktop.domain.scores.results import Score, ScoreSource
from ita_desktop.services.scores.scores import score_bar_data
from ita_desktop.storage.edits import history
from ita_desktop.storage.server.shared import Link
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.frame.top_bar import SaveState
from ita_desktop.ui.table.view import SheetView

pytestmark = pytest.mark.needs_postgresql
WAIT = 15_000
YEAR = 2568


@pytest.fixture
def window(shared_window):
    return shared_window(PageKey.MEASURES)


def say(database: str, statement: str) -> None:
    engine = create_engine(database, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def lose_connections(database: str) -> None:
    say(
        database,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )


def note(workspace: Workspace) -> None:
    """An edit without rows, after which everybody reads the years anew."""
    connections = workspace.connections
    with connections.alone(), connections.transaction() as connection:
        history.note(connection, "หมายเหตุ", "สมศรี")


def measure(workspace: Workspace) -> Measure:
    return workspace.year(YEAR).measures[0]


def score(workspace: Workspace) -> Score:
    return next(one for one in workspace.year(YEAR).scores if one.id == "own")


def set_score(workspace: Workspace, value: str) -> None:
    with workspace.change("แก้คะแนน") as change:
        change.update(score(workspace), value=Decimal(value))


def total(workspace: Workspace) -> Decimal | None:
    data = workspace.year(YEAR)
    return score_bar_data(data, workspace.year_before(YEAR), tree_of(data)).total


@pytest.mark.in_turn
def test_old_data_is_not_called_saved_and_goes_by_itself(
    window, colleague, sample_database, qtbot
) -> None:
    saved = window.top_bar.saved
    table = window.page(PageKey.MEASURES).findChild(SheetView)
    old = measure(colleague)
    say(sample_database, "ALTER TABLE evidence RENAME TO away")
    note(colleague)
    with colleague.change("แก้มาตรการ") as change:
        change.update(old, method="ของเพื่อน")
    qtbot.waitUntil(lambda: saved.state is SaveState.OLD, timeout=WAIT)
    assert window.session.workspace.shared.state.link is Link.CONNECTED
    assert "อาจเก่า" in saved.text()
    assert "อ่านข้อมูลไม่ได้" in saved.answer
    assert f"{window.session.reading.since:%H:%M}" in saved.text()
    window.bars.save_now()
    assert "อาจเก่า" in window.message.message.sentence
    say(sample_database, "ALTER TABLE away RENAME TO evidence")
    qtbot.waitUntil(lambda: saved.state is SaveState.SAVED, timeout=WAIT)
    line = table.sheet.lines[table.sheet.place(old.id)]
    assert line.row.measure.method == "ของเพื่อน"
    assert window.session.data == colleague.year(YEAR)


@pytest.mark.in_turn
def test_what_was_written_past_the_history_is_shown(
    window, colleague, sample_database, qtbot
) -> None:
    """As when somebody erases a person for good."""
    table = window.page(PageKey.MEASURES).findChild(SheetView)
    key = measure(colleague).id
    say(sample_database, f"UPDATE measure SET method = 'ใหม่' WHERE id = '{key}'")
    note(colleague)
    qtbot.waitUntil(
        lambda: table.sheet.lines[table.sheet.place(key)].row.measure.method == "ใหม่", timeout=WAIT
    )


@pytest.mark.in_turn
def test_both_see_the_same_score_after_a_loss_and_a_refused_undo(
    window, colleague, sample_database, qtbot
) -> None:
    window.go(PageKey.SCORES)
    session = window.session
    own = session.workspace
    year_id = session.data.fiscal_year.id
    with colleague.change("ใส่คะแนน") as change:
        change.insert(
            Score(id="own", year_id=year_id, node="O1", source=ScoreSource.SELF, value=Decimal(30))
        )
    assert total(colleague) is not None
    qtbot.waitUntil(lambda: session.score_bar.total == total(colleague), timeout=WAIT)
    for number in range(2):
        links: list[Link] = []
        end = own.shared.subscribe(lambda links=links: links.append(own.shared.state.link))
        lose_connections(sample_database)
        qtbot.waitUntil(lambda links=links: Link.CONNECTED in links, timeout=WAIT)
        end()
        qtbot.waitUntil(lambda: colleague.shared.state.link is Link.CONNECTED, timeout=WAIT)
        set_score(own, f"4{number}")
        qtbot.waitUntil(lambda n=number: score(colleague).value == Decimal(f"4{n}"), timeout=WAIT)
        qtbot.waitUntil(lambda: not colleague.shared.unannounced, timeout=WAIT)
        set_score(colleague, f"5{number}")
        qtbot.waitUntil(lambda n=number: score(own).value == Decimal(f"5{n}"), timeout=WAIT)
        session.undo()
        # What others did while the connection was lost may be told over it.
        qtbot.waitUntil(
            lambda: any("ดูประวัติ" in told.action for told in window.message._messages), timeout=WAIT
        )
        window.message.clear()
        note(colleague)
        set_score(colleague, f"6{number}")
        qtbot.waitUntil(lambda: session.score_bar.total == total(colleague), timeout=WAIT)
        qtbot.waitUntil(
            lambda n=number: score(own).value == Decimal(f"6{n}") and not own.unshown, timeout=WAIT
        )
        qtbot.waitUntil(lambda: window.top_bar.saved.state is SaveState.SAVED, timeout=WAIT)
        assert session.score_bar.total == total(colleague)
