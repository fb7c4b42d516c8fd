"""Whatever is done can be undone and done again, on both databases, across closing and opening."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop.domain.records import Unit, UnitKind, new_id
from ita_desktop.services import workspaces
from ita_desktop.services.roster import roster
from ita_desktop.services.years import years
from ita_desktop.storage.edits.changes import Changed
from ita_desktop.storage.workspace import Workspace
from ita_desktop.storage.year_cache import YearCache
from tests.support.clerk import YEAR, Clerk, same_keys
from tests.support.cost import examples


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace file with a year in it."""
    path = tmp_path_factory.mktemp("begun") / "begun.ita"
    with Workspace.create(path) as workspace:
        workspaces.begin(workspace, "สำนักงานเขตตัวอย่าง", YEAR, years.framework_for(YEAR))
    return path


def _year_read_anew(workspace: Workspace, year: int) -> object:
    with workspace.connections.read() as connection:
        (record,) = (fiscal_year for fiscal_year in workspace.years() if fiscal_year.year == year)
        return YearCache(connection, record.id).data


def _years_are_current(workspace: Workspace) -> None:
    """Every year as it is kept equals the year as it is in the database."""
    assert set(workspace._cached._stored) <= {year.year for year in workspace.years()}
    for year in workspace.years():
        assert workspace.year(year.year) == _year_read_anew(workspace, year.year)


def _acts(workspace: Workspace, data: st.DataObject, most: int) -> list[dict[str, object]]:
    """Lets the clerk act; the states that the workspace went through."""
    clerk = Clerk(workspace, data)
    states = [workspace.dump()]
    with same_keys():
        for _ in range(data.draw(st.integers(1, most), "deeds")):
            states += _states_of_a_deed(clerk, states[-1])
            _years_are_current(workspace)
    return states


def _states_of_a_deed(clerk: Clerk, before: dict[str, object]) -> list[dict[str, object]]:
    """Lets the clerk do one thing, which may take several units of work; the state after each."""
    states = [before]

    def note(_: Changed) -> None:
        if (now := clerk.workspace.dump()) != states[-1]:
            states.append(now)

    forget = clerk.workspace.subscribe(note)
    clerk.acts()
    forget()
    return states[1:]


def _undo_all(workspace: Workspace, states: list[dict[str, object]]) -> None:
    for state in reversed(states[:-1]):
        label = workspace.edits.undo_label
        assert workspace.undo() == label
        assert workspace.dump() == state
        _years_are_current(workspace)


def _redo_all(workspace: Workspace, states: list[dict[str, object]]) -> None:
    for state in states[1:]:
        label = workspace.edits.redo_label
        assert workspace.redo() == label
        assert workspace.dump() == state
        _years_are_current(workspace)
    assert workspace.edits.redo_label is None
    assert workspace.redo() is None


@pytest.mark.long
@settings(max_examples=examples(30))
@given(data=st.data())
def test_all_undone_is_as_before_and_all_redone_as_after(
    begun: Path, tmp_path: Path, data: st.DataObject
) -> None:
    path = Path(shutil.copy(begun, tmp_path / "work.ita"))
    with Workspace.open(path) as workspace:
        states = _acts(workspace, data, 8)
        _undo_all(workspace, states)
        _redo_all(workspace, states)
        _undo_all(workspace, states)


@pytest.mark.in_turn
@settings(max_examples=examples(30))
@given(data=st.data())
def test_undo_and_redo_go_on_after_closing_and_opening(
    begun: Path, tmp_path: Path, data: st.DataObject
) -> None:
    path = Path(shutil.copy(begun, tmp_path / "work.ita"))
    with Workspace.open(path) as workspace:
        states = _acts(workspace, data, 5)
    with Workspace.open(path) as workspace:
        _undo_all(workspace, states)
    with Workspace.open(path) as workspace:
        assert workspace.dump() == states[0]
        _redo_all(workspace, states)
    with Workspace.open(path) as workspace:
        assert workspace.dump() == states[-1]


@pytest.mark.in_turn
@settings(max_examples=examples(30))
@given(data=st.data())
def test_going_back_and_forth_and_on_never_loses_the_thread(
    begun: Path, tmp_path: Path, data: st.DataObject
) -> None:
    """Undo, redo and new deeds in any order: the states behind are those that were passed."""
    path = Path(shutil.copy(begun, tmp_path / "work.ita"))
    with Workspace.open(path) as workspace, same_keys():
        clerk = Clerk(workspace, data)
        states, at = [workspace.dump()], 0
        for step in data.draw(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=12)):
            if step == "undo" and at > 0:
                at -= 1
                workspace.undo()
            elif step == "redo" and at < len(states) - 1:
                at += 1
                workspace.redo()
            elif step == "do" and (passed := _states_of_a_deed(clerk, states[at])):
                states[at + 1 :] = passed
                at += len(passed)
            assert workspace.dump() == states[at]
            assert (workspace.edits.redo_label is not None) == (at < len(states) - 1)


@pytest.mark.in_turn
@settings(max_examples=examples(12))
@given(data=st.data())
def test_a_shared_database_undoes_and_redoes_the_same(
    begun_on_server: Workspace, data: st.DataObject
) -> None:
    # The database goes on from the example before: a new deed leaves nothing to redo.
    roster.add_body(begun_on_server, YEAR, "คณะทำงานย่อย")
    states = _acts(begun_on_server, data, 6)
    _undo_all(begun_on_server, states)
    _redo_all(begun_on_server, states)
    _undo_all(begun_on_server, states)


@pytest.fixture
def begun_on_server(shared_database: str) -> "object":
    with Workspace.connect(shared_database) as workspace:
        workspaces.begin(workspace, "สำนักงานเขตตัวอย่าง", YEAR, years.framework_for(YEAR))
        yield workspace


def test_several_edits_are_taken_back_and_done_again_at_once(workspace: Workspace) -> None:
    for name in ("หนึ่ง", "สอง", "สาม", "สี่"):
        with workspace.change("เพิ่ม {name}", name=name) as change:
            change.insert(Unit(id=new_id(), name=name, kind=UnitKind.SECTION))
    newest, *_, oldest = workspace.edits.groups()
    assert workspace.edits.go_to(oldest.id) == 3
    assert [unit.name for unit in workspace.units()] == ["หนึ่ง"]
    assert workspace.edits.go_to(newest.id) == 3
    assert len(workspace.units()) == 4
