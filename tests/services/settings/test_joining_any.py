"""Two copies of a file get any edits and are joined both ways: three-way comparison of the three
states, worked out here from their rows alone, says what must come of it."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ita_desktop.domain.errors import ConflictError
from ita_desktop.domain.records import (
    Assignment,
    FiscalYear,
    Measure,
    MeasureItem,
    Person,
    Record,
    Unit,
    UnitKind,
    new_id,
)
from ita_desktop.storage.gateway import references_of
from ita_desktop.storage.moving import joining
from ita_desktop.storage.moving.joining import Joined
from ita_desktop.storage.workspace import Workspace
from tests.support.cost import examples

Dump = Mapping[str, Mapping[str, Mapping[str, Any]]]
_TABLES: Final = ("unit", "person", "measure", "measure_item", "assignment")
_ITEMS: Final = ("O1", "O2", "O3")
_TEXTS: Final = ("ข", "ค", "")
_YEAR: Final = 2567


class Act(NamedTuple):
    """What is done: which deed, to which row, with which value."""

    deed: str
    row: int
    value: int


_ACTS = st.lists(
    st.builds(
        Act,
        st.sampled_from(
            (
                "text",
                "text",
                "text",
                "text",
                "insert",
                "insert",
                "delete",
                "move",
                "refer",
                "undo",
                "redo",
            )
        ),
        st.integers(0, 11),
        st.integers(0, 11),
    ),
    min_size=1,
    max_size=12,
)


@pytest.mark.long
@settings(max_examples=examples(30), phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(mine=_ACTS, theirs=_ACTS)
def test_nothing_is_lost_doubled_or_echoed(mine: Sequence[Act], theirs: Sequence[Act]) -> None:
    with _pair() as (here, there):
        base = _dump(here)
        _act(here, mine)
        _act(there, theirs)
        before, others = _dump(here), _dump(there)
        result = _joined(here, there)
        after = _dump(here)
        assert _dump(there) == others
        _check(base, before, others, after, result)
        edits = here.edits.newest()
        again = _joined(here, there)
        assert (_dump(here), here.edits.newest()) == (after, edits), "a second join changes nothing"
        assert _open(again) <= _open(result)
        if result.rows:
            here.undo()
            assert _dump(here) == before, "one undo takes all of it back"
            here.redo()
            assert _dump(here) == after
        back = _joined(there, here)
        _check_same(after, _dump(there), result, back)
        edits = here.edits.newest()
        last = _joined(here, there)
        assert (_dump(here), last.rows) == (after, 0), "no echo"


@contextlib.contextmanager
def _pair() -> Iterator[tuple[Workspace, Workspace]]:
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "หนึ่ง.ita", Path(folder) / "สอง.ita"
        with Workspace.create(first) as workspace:
            _begin(workspace)
        shutil.copyfile(first, second)
        with Workspace.open_private(first) as here, Workspace.open_private(second) as there:
            yield here, there


def _begin(workspace: Workspace) -> None:
    with workspace.change("เริ่ม") as change:
        year = FiscalYear(
            id="y", year=_YEAR, framework_code="f", framework_title="f", level_set="l"
        )
        change.insert(year)
        for at in range(2):
            change.insert(Unit(id=f"u{at}", name="ก", kind=UnitKind.SECTION, position=at))
            change.insert(Person(id=f"p{at}", prefix="", name="ก", unit_id=f"u{at}"))
            change.insert(_measure(f"m{at}", at))
        change.insert(MeasureItem(id="i0", measure_id="m0", item_code="O1"))
        change.insert(Assignment(id="a0", year_id="y", item_code="O1", note="ก"))


def _measure(key: str, position: int) -> Measure:
    return Measure(id=key, year_id="y", indicator="1", method="ก", position=position)


_FIELDS: Final = {
    "unit": ("name", "short_name"),
    "person": ("name",),
    "measure": ("method",),
    "assignment": ("note",),
}


def _rows(workspace: Workspace) -> dict[str, list[Any]]:
    year = workspace.year(_YEAR)
    return {
        "unit": sorted(workspace.units(), key=lambda row: row.id),
        "person": sorted(year.people, key=lambda row: row.id),
        "measure": sorted(year.measures, key=lambda row: row.id),
        "measure_item": sorted(year.measure_items, key=lambda row: row.id),
        "assignment": sorted(year.assignments, key=lambda row: row.id),
    }


def _act(workspace: Workspace, acts: Sequence[Act]) -> None:
    for act in acts:
        if act.deed == "undo":
            # What both began with stays: without it there is nothing to do.
            if workspace.edits.undo_label != "เริ่ม":
                workspace.undo()
        elif act.deed == "redo":
            workspace.redo()
        else:
            # A value that another row has is refused, as the clerk's would be.
            with contextlib.suppress(ConflictError), workspace.change("แก้") as change:
                _change(change, act, _rows(workspace))


def _change(change: Any, act: Act, rows: dict[str, list[Any]]) -> None:
    known = [(table, row) for table in _TABLES for row in rows[table]]
    table, row = known[act.row % len(known)] if known else ("", None)
    match act.deed:
        case "insert":
            change.insert(_new(act, rows))
        case "delete" if row is not None:
            change.delete(row)
        case "text" if table in _FIELDS:
            names = _FIELDS[table]
            name = names[act.value % len(names)]
            change.update(row, **{name: _TEXTS[act.value % len(_TEXTS)]})
        case "move":
            units = rows["unit"]
            for at, unit in enumerate([*units[act.value % 3 :], *units[: act.value % 3]]):
                change.update(unit, position=at)
        case "refer" if table == "person":
            units = rows["unit"]
            unit = units[act.value % len(units)].id if units else None
            change.update(row, unit_id=unit)


def _new(act: Act, rows: dict[str, list[Any]]) -> Record:
    at, key = act.value, new_id()
    units, measures = rows["unit"], rows["measure"]
    match act.row % 5:
        case 0:
            return Unit(id=key, name="ใหม่", kind=UnitKind.SECTION, position=len(units))
        case 1:
            unit = units[at % len(units)].id if units else None
            return Person(id=key, prefix="", name="ใหม่", unit_id=unit)
        case 2 if measures:
            measure = measures[at % len(measures)].id
            return MeasureItem(id=key, measure_id=measure, item_code=_ITEMS[at % 3])
        case 3:
            note = _TEXTS[at % 3]
            return Assignment(id=key, year_id="y", item_code=_ITEMS[at % 3], note=note)
        case _:
            return _measure(key, len(measures))


def _dump(workspace: Workspace) -> Dump:
    dump = workspace.dump()
    return {table: {str(row["id"]): row for row in dump[table]} for table in _TABLES}


def _joined(here: Workspace, there: Workspace) -> Joined:
    return joining.join(here, there, "อีกแฟ้ม", lambda *_: ())


def _open(result: Joined) -> set[tuple[str, str, str]]:
    return {left.place for left in result.left}


# -- what must come of it


def _twin_of(table: str, row: Mapping[str, Any], rows: Mapping[str, Any]) -> str | None:
    """The other side's new row for the same."""
    names = {"measure_item": ("measure_id", "item_code"), "assignment": ("item_code",)}.get(table)
    if names is None:
        return None
    same = (key for key, other in rows.items() if all(other[name] == row[name] for name in names))
    return next(same, None)


def _check(base: Dump, mine: Dump, theirs: Dump, after: Dump, result: Joined) -> None:
    left = _open(result)
    held = {key for _, key, column in left if not column}
    for table in _TABLES:
        for key, row in mine[table].items():
            if key not in after[table]:
                assert key in base[table], "a row of this file alone stays"
                assert key not in theirs[table]
                assert row == base[table][key] or _only_cleared(row, base[table][key], mine)
        for key, row in theirs[table].items():
            if key in base[table]:
                _check_row(table, key, base, mine, theirs, after, left)
            else:
                _check_new(table, key, row, base, mine, after, left)
        for key in base[table].keys() - theirs[table].keys():
            is_there = key in after[table]
            assert is_there == (key in mine[table] and (table, key, "") in left)
            if is_there and table in {"person", "assignment"}:
                assert mine[table][key] != base[table][key], "held for a reason"
    for table, key, column in left:
        if column and key in base[table] and key not in held:
            old, own, other = base[table][key], mine[table][key], theirs[table][key]
            is_both = own[column] != old[column] != other[column] != own[column]
            assert is_both or _is_missing(table, column, other[column], after)


def _only_cleared(row: Mapping[str, Any], old: Mapping[str, Any], mine: Dump) -> bool:
    """Whether a row differs in its place, or in a reference to a row that was deleted, alone."""
    return all(row[name] == old[name] or name == "position" for name in row)


def _is_missing(table: str, column: str, value: Any, after: Dump) -> bool:
    parent = next((of for name, of, _ in references_of(table) if name == column), None)
    return parent is not None and value is not None and value not in after[parent]


def _check_row(
    table: str,
    key: str,
    base: Dump,
    mine: Dump,
    theirs: Dump,
    after: Dump,
    left: set[tuple[str, str, str]],
) -> None:
    old, other = base[table][key], theirs[table][key]
    own, now = mine[table].get(key), after[table].get(key)
    if own is None:
        assert now is None, "what this file deleted stays so"
        differ = {name for name in other if old[name] != other[name]}
        if differ == {"unit_id"} and other["unit_id"] is None:
            # Cleared with the unit that it refers to, whose deletion may be held.
            assert ((table, key, "") in left) or ("unit", old["unit_id"], "") in left
        else:
            assert ((table, key, "") in left) == bool(differ)
        return
    assert now is not None
    for name, value in other.items():
        if name == "position":
            assert now[name] in {own[name], value}
            continue
        if value == old[name] or value == own[name]:
            assert now[name] == own[name]
            assert (table, key, name) not in left
        elif name == "unit_id" and value is None and ("unit", old[name], "") in left:
            # Cleared with the unit that it refers to, whose deletion is held.
            assert now[name] == own[name]
        elif own[name] == old[name] and not _is_missing(table, name, value, after):
            assert now[name] == value
        else:
            assert now[name] == own[name]
            assert (table, key, name) in left


def _check_new(
    table: str,
    key: str,
    row: Mapping[str, Any],
    base: Dump,
    mine: Dump,
    after: Dump,
    left: set[tuple[str, str, str]],
) -> None:
    added = {one: row for one, row in mine[table].items() if one not in base[table]}
    twin = _twin_of(table, row, added)
    if twin is not None and key not in after[table]:
        now, own = after[table][twin], mine[table][twin]
        for name in set(row) - {"id", "position"}:
            if row[name] == own[name] or not row[name]:
                assert now[name] == own[name]
            elif not own[name]:
                assert now[name] == row[name]
            else:
                assert (now[name], (table, key, name) in left) == (own[name], True)
    elif key in after[table]:
        differ = {
            name for name in row if name != "position" and row[name] != after[table][key][name]
        }
        assert {(table, key, name) for name in differ} <= left
    else:
        assert (table, key, "") in left


def _check_same(one: Dump, other: Dump, result: Joined, back: Joined) -> None:
    """Both files have the same rows but for what is left, and the keys of what both added."""
    left = _open(result) | _open(back)
    rows_left = {key for _, key, column in left if not column}
    values_left = {(key, column) for _, key, column in left}
    for table in _TABLES:
        keys = {
            key: key if key in other[table] else _twin_of(table, row, other[table]) or key
            for key, row in one[table].items()
        }
        assert len(set(keys.values())) == len(keys), "nothing is doubled"
        known = rows_left | {keys.get(key, key) for key in rows_left}
        assert set(keys.values()) ^ other[table].keys() <= known
        for key, there in keys.items():
            if there not in other[table]:
                continue
            for name, value in one[table][key].items():
                same = other[table][there][name]
                if name == "id" or {(key, name), (there, name)} & values_left:
                    continue
                if value != same and name == "unit_id":
                    assert {value, same} & rows_left
                    continue
                assert keys.get(value, value) == same, (table, key, name)
