"""Two clerks who write one row at once: different fields keep both, the same field asks."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop.domain.errors import ConflictError
from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.storage.tables import ORDER
from ita_desktop.storage.workspace import Workspace
from tests.support.cost import examples

_FIELDS = ("name", "short_name", "aliases", "position")


def _unit(workspace: Workspace) -> Unit:
    (unit,) = workspace.units()
    return unit


@pytest.fixture
def office(workspace: Workspace) -> Workspace:
    with workspace.change("เริ่ม") as change:
        change.insert(Unit(id="works", name="ฝ่ายโยธา", kind=UnitKind.SECTION))
    return workspace


def test_different_fields_of_one_row_keep_both_edits(office: Workspace) -> None:
    stale = _unit(office)
    with office.change("คนแรก") as change:
        change.update(stale, name="ก")
    with office.change("คนหลัง") as change:
        both = change.update(stale, short_name="ข")
    assert both == _unit(office)
    assert (both.name, both.short_name, both.row_version) == ("ก", "ข", 3)
    office.undo()
    assert (_unit(office).name, _unit(office).short_name) == ("ก", "")
    office.undo()
    assert _unit(office).name == "ฝ่ายโยธา"


def test_a_conflict_names_the_value_and_has_both_texts(office: Workspace) -> None:
    stale = _unit(office)
    with office.change("คนแรก") as change:
        change.update(stale, name="ก")
    with pytest.raises(ConflictError) as caught, office.change("คนหลัง") as change:
        change.update(stale, short_name="ค", name="ข")
    conflict = caught.value
    assert (conflict.table, conflict.key, conflict.column) == ("unit", "works", "name")
    assert (conflict.theirs, conflict.mine) == ("ก", "ข")
    assert conflict.who == office.edits.who
    assert conflict.at is not None
    assert _unit(office).short_name == ""


def test_what_both_have_typed_alike_is_no_conflict(office: Workspace) -> None:
    stale = _unit(office)
    with office.change("คนแรก") as change:
        change.update(stale, name="ก")
    with office.change("คนหลัง") as change:
        assert change.update(stale, name="ก") == _unit(office)
        assert change.rows == []


_Edit = tuple[int, str, int]
_EDITS = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(_FIELDS), st.integers(0, 2)), max_size=20
)


@pytest.mark.in_turn
@settings(max_examples=examples(40))
@given(edits=_EDITS)
def test_no_field_is_lost_between_two_writers(office: Workspace, edits: list[_Edit]) -> None:
    """Each writer knows the row as of the own last edit; a model says what must be stored. A place
    in a list is worked out anew by whoever writes: the last one stands."""
    known = [_unit(office)] * 2
    stored = known[0]
    for writer, field, choice in edits:
        value: object = choice if field == "position" else f"ค่า {choice}"
        before = getattr(known[writer], field)
        is_other = getattr(stored, field) not in (before, value)
        is_conflict = field != ORDER and value != before and is_other
        if is_conflict:
            with pytest.raises(ConflictError), office.change("แก้") as change:
                change.update(known[writer], **{field: value})
            known[writer] = _unit(office)
        else:
            with office.change("แก้") as change:
                result = change.update(known[writer], **{field: value})
            if value != before:
                stored = replace(stored, **{field: value})  # type: ignore[arg-type]
                known[writer] = result
        held = _unit(office)
        assert replace(held, row_version=0) == replace(stored, row_version=0)
        if not is_conflict and value != before:
            assert result == held
