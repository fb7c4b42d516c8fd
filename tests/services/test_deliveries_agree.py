"""What is open, done or late is the same everywhere: one definition feeds forms, reminders, badges,
the overview, matrices, checks, the brief, reports, calendar files and the public page."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop.documents.content import Table
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.reports.brief.digest import digest
from ita_desktop.documents.reports.tracking import monitoring_summary, unit_worksheet
from ita_desktop.domain.agenda import days_late
from ita_desktop.domain.collecting import (
    AskedDays,
    OpenItem,
    OpenMeasure,
    OpenRow,
    board,
    open_rows,
    recorded,
)
from ita_desktop.domain.collection_rounds import (
    RECORDED,
    USUAL,
    AskedSubject,
    Collection,
    CollectionUnit,
    SentRows,
    digests,
)
from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.letters import SURVEY
from ita_desktop.domain.oit.parts import parts_of
from ita_desktop.domain.records import CheckMark, Evidence, MeasureStatus, Statement, Unit, UnitKind
from ita_desktop.domain.scores.progress import OIT, State, item_progress, oit_items, tree_of
from ita_desktop.domain.scores.results import SURVEY_CLOSE, Score, ScoreSource
from ita_desktop.domain.tracking.deliveries import Delivery, Kind, deliveries, of_surveys, of_unit
from ita_desktop.domain.tracking.entries import EntryState
from ita_desktop.domain.tracking.standing import (
    OPEN,
    OVERDUE,
    UNCOUNTED,
    TimeState,
    share_of_states,
)
from ita_desktop.domain.tracking.state import late_measures, tracked
from ita_desktop.domain.tracking.worksheet import (
    ItemPlace,
    MeasurePlace,
    item_matrix,
    measure_matrix,
    place_of,
)
from ita_desktop.domain.year import YearData
from ita_desktop.services import letters, workspaces
from ita_desktop.services.checks.checking import late_work
from ita_desktop.services.letters import usual_sender
from ita_desktop.services.overview import overview
from ita_desktop.services.reminding import day_reminders
from ita_desktop.services.scores.planning import item_score_gains
from ita_desktop.services.scores.scores import score_bar_data
from ita_desktop.services.sending import RoundRequest, to_send
from ita_desktop.services.several_units import by_unit
from ita_desktop.services.surveys import rules_of, survey_states
from ita_desktop.services.years.calendar import DONE, events_of_year
from ita_desktop.site.published import OPEN as UNPUBLISHED
from ita_desktop.site.published import PARTLY, item_groups, measure_sections
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.pages.surveys.page import group_rows
from tests.support.cost import examples

DAYS = st.dates(date(2024, 9, 20), date(2025, 12, 31))
NUMBERS = st.integers(0, 10_000)


@pytest.fixture
def sample(tmp_path: Path) -> YearData:
    path = workspaces.copy_sample(tmp_path / "ตัวอย่าง.ita")
    with Workspace.open(path) as workspace:
        return workspace.year(2568)


@st.composite
def changes(draw: st.DrawFn) -> dict[str, list[tuple[int, int, int]]]:
    """What is done to the sample: each three numbers, which choose among what there is."""
    triples = st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), max_size=12)
    names = (
        "entries",
        "evidence",
        "ticks",
        "marks",
        "scores",
        "dues",
        "statuses",
        "tasks",
        "answers",
    )
    return {name: draw(triples) for name in names}


def changed(
    data: YearData,
    given: dict[str, list[tuple[int, int, int]]],
    kept: int,
    counts_from: date | None,
) -> YearData:
    """The sample with other records: what is given by units and months, for all, and not at all."""
    items = oit_items(data)
    entries = list(data.entries[:kept])
    for which, state, _ in given["entries"]:
        if entries:
            at = which % len(entries)
            entries[at] = replace(entries[at], state=list(EntryState)[state % len(EntryState)])
    evidence = [row for row in data.evidence if kept % 2 or row.position]
    for number, (code, unit, part) in enumerate(given["evidence"]):
        item = items[code % len(items)]
        own = (None, *data.units)[unit % (len(data.units) + 1)]
        parts = ("", *(one.code for one in parts_of(item)))
        evidence.append(
            Evidence(
                id=f"e{number}", year_id=data.fiscal_year.id, item_code=item.code,
                unit_id=own.id if own else None, part=parts[part % len(parts)], title="ก",
                location="https://district.example/a",
            )
        )  # fmt: skip
    for number, (code, unit, point) in enumerate(given["ticks"]):
        item = items[code % len(items)]
        if item.requirements:
            evidence.append(
                Evidence(
                    id=f"t{number}", year_id=data.fiscal_year.id, item_code=item.code,
                    unit_id=data.units[unit % len(data.units)].id,
                    part=item.requirements[point % len(item.requirements)].code,
                    statement=Statement.MET, title="", location="",
                )
            )  # fmt: skip
    marks = list(data.check_marks[: kept // 2])
    for number, (code, _, _) in enumerate(given["marks"]):
        item = items[code % len(items)]
        marks += [
            CheckMark(id=f"m{number}{at}", year_id=data.fiscal_year.id, requirement=point.code)
            for at, point in enumerate(item.requirements)
        ]
    scores = {}
    for number, (code, value, source) in enumerate(given["scores"]):
        node, where = items[code % len(items)].code, list(ScoreSource)[source % len(ScoreSource)]
        scores[node, where] = Score(
            id=f"s{number}", year_id=data.fiscal_year.id, node=node, source=where,
            value=Decimal((0, 50, 100)[value % 3]),
        )  # fmt: skip
    assignments = list(data.assignments)
    for which, day, none in given["dues"]:
        at = which % len(assignments)
        due = date(2024, 10, 1) + timedelta(days=day % 400)
        assignments[at] = replace(assignments[at], due=due if none % 5 else None)
    measures = list(data.measures)
    for which, status, _ in given["statuses"]:
        at = which % len(measures)
        chosen = list(MeasureStatus)[status % len(MeasureStatus)]
        measures[at] = replace(measures[at], status=chosen)
    tasks = list(data.action_items)
    for which, day, done in given["tasks"]:
        at = which % len(tasks)
        due = date(2024, 10, 1) + timedelta(days=day % 400)
        tasks[at] = replace(tasks[at], due=due, done=due if done % 2 else None)
    counts = list(data.survey_counts)
    for which, answered, _ in given["answers"]:
        at = which % len(counts)
        counts[at] = replace(counts[at], answered=answered % 40)
    return replace(
        data,
        survey_counts=tuple(counts),
        fiscal_year=replace(data.fiscal_year, counts_from=counts_from),
        entries=tuple(entries),
        photos=(),
        evidence=tuple(evidence),
        check_marks=tuple({mark.requirement: mark for mark in marks}.values()),
        scores=tuple(scores.values()),
        assignments=tuple(assignments),
        measures=tuple(measures),
        action_items=tuple(tasks),
    )


def of_kind(rows: Iterable[Delivery], kind: Kind) -> list[Delivery]:
    return [row for row in rows if row.kind is kind]


def keys(rows: Iterable[Delivery]) -> list[str]:
    return list(dict.fromkeys(row.key for row in rows))


@pytest.mark.long
@settings(max_examples=examples(40))
@given(
    today=DAYS,
    made=changes(),
    kept=st.integers(0, 90),
    counts_from=st.none() | st.dates(date(2024, 10, 1), date(2025, 6, 1)),
)
def test_all_that_tells_of_open_done_and_late_tells_the_same_rows(
    sample: YearData,
    today: date,
    made: dict[str, list[tuple[int, int, int]]],
    kept: int,
    counts_from: date | None,
) -> None:
    data = changed(sample, made, kept, counts_from)
    rows = deliveries(data, today)
    by_kind = {kind: of_kind(rows, kind) for kind in Kind}
    for unit in data.units:
        if unit.kind is not UnitKind.GROUP:
            _same_of_unit(data, today, unit, of_unit(rows, unit.id))
    _states_and_marks(data, today, by_kind)
    _matrices(data, today, by_kind)
    _badges_overview_and_checks(data, today, by_kind)
    _brief(data, today, rows)
    _reports(data, today, by_kind[Kind.MEASURE])
    _reminders(data, today, by_kind[Kind.ITEM])
    _calendar(data, today, by_kind)
    _surveys(data, today)
    _score_aid(data, today, by_kind[Kind.ITEM])
    asked = data.units[kept % len(data.units)]
    if asked.kind is not UnitKind.GROUP:
        _board_and_worksheet(data, today, asked, of_unit(rows, asked.id))
    _public_page(data, today, by_kind)


def _same_of_unit(data: YearData, today: date, unit: Unit, own: Sequence[Delivery]) -> None:
    """A form of a unit asks for exactly what is open of it."""
    first, last = fiscal_year_bounds(data.year)
    subjects = [AskedSubject.OIT, AskedSubject.MEASURES]
    asked = open_rows(data, unit, subjects, AskedDays(first, last), today)
    items = {(row.item.code, row.part) for row in asked if isinstance(row, OpenItem)}
    results = [
        (row.measure.id, row.occurrence.last.isoformat() if row.occurrence else "")
        for row in asked
        if isinstance(row, OpenMeasure)
    ]
    left = [row for row in own if row.state in OPEN]
    inside = [row for row in left if row.first is None or row.first <= last]
    assert items == {(row.key, row.part) for row in inside if row.kind is Kind.ITEM}
    expected = [row for row in of_kind(left, Kind.MEASURE) if row.due is None or row.due >= first]
    assert Counter(results) == Counter((row.key, row.part) for row in expected)


def _states_and_marks(data: YearData, today: date, by_kind: dict[Kind, list[Delivery]]) -> None:
    """An item is done, and full in the score, when nothing of it is open; a measure likewise."""
    tree = tree_of(data)
    for code, item in item_progress(data, today).items():
        states = {row.state for row in by_kind[Kind.ITEM] if row.key == code}
        value = tree.nodes[code].value
        assert (item.state is State.DONE) == states.isdisjoint(OPEN) == (value == 100)
        assert (item.state is State.LATE) == (TimeState.LATE in states)
        assert (item.state is State.MISSED) == (TimeState.MISSED in states)
    for key, measure in tracked(data, today).items():
        states = {row.state for row in by_kind[Kind.MEASURE] if row.key == key}
        assert (measure.state is State.LATE) == (TimeState.LATE in states)
        if measure.state is State.DONE:
            assert states.isdisjoint(OPEN - UNCOUNTED)
        if data.is_over(today):
            assert states.isdisjoint({TimeState.LATE, TimeState.DUE, TimeState.COMING})


def _matrices(data: YearData, today: date, by_kind: dict[Kind, list[Delivery]]) -> None:
    alone = {
        (row.key, row.part, row.unit.id): row.state
        for row in (*by_kind[Kind.ITEM], *by_kind[Kind.MEASURE])
        if row.unit is not None and (row.part or row.kind is Kind.ITEM)
    }
    matrices = [measure_matrix(one) for one in tracked(data, today).values()]
    matrices += [item_matrix(one) for one in item_progress(data, today).values()]
    shown = {
        (matrix.key, column.key, row.unit.id): state
        for matrix in matrices
        if matrix is not None
        for row in matrix.rows
        for column, state in zip(matrix.columns, row.states, strict=True)
        if state is not None
    }
    assert shown == alone
    for matrix in filter(None, matrices):
        for line in matrix.rows:
            cell = matrix.cell(line.unit.id)
            share = share_of_states(state for state in line.states if state is not None)
            assert cell is None or (cell.done, cell.of) == share
    asked = {TimeState.LATE, TimeState.MISSED, TimeState.DUE}
    names = {unit.id: unit.name for unit in data.units}
    wanted = Counter(names[unit] for (_, _, unit), state in alone.items() if state in asked)
    printed: Counter[str] = Counter()
    for described_ in by_unit(data, today):
        for unit in described_["units"]:
            printed[unit["unit"]] += len(unit["missing"])
    assert +printed == wanted


def _badges_overview_and_checks(
    data: YearData, today: date, by_kind: dict[Kind, list[Delivery]]
) -> None:
    late = {kind: keys(row for row in rows if row.is_late) for kind, rows in by_kind.items()}
    progress = item_progress(data, today)
    shown = overview(data, None, tree_of(data), today)
    assert shown.late_by[:3] == tuple(
        len(late[kind]) for kind in (Kind.ITEM, Kind.MEASURE, Kind.TASK)
    )
    assert [code for code, item in progress.items() if item.state is State.LATE] == late[Kind.ITEM]
    assert [one.measure.id for one in late_measures(data, today)] == late[Kind.MEASURE]
    tasks = [task.id for task in data.action_items if days_late(data, task, today)]
    assert tasks == late[Kind.TASK]
    issues = list(late_work(data, today))
    assert [one.where for one in issues if one.code == "late-item"] == late[Kind.ITEM]
    counted = Counter(one.code for one in issues)
    assert counted["late-measure"] == len(late[Kind.MEASURE])
    assert counted["late-task"] == len(late[Kind.TASK])
    own = {unit.id: of_unit(by_kind[Kind.ITEM], unit.id) for unit in data.units}
    for row in shown.units:
        if row.unit.kind is UnitKind.GROUP:
            continue
        mine = own[row.unit.id]
        assert list(row.late) == keys(one for one in mine if one.is_late)
        assert row.total == len(keys(mine))
        assert row.done == row.total - len(keys(one for one in mine if one.is_open))
    if data.is_over(today):
        assert shown.late == shown.soon == 0


def _brief(data: YearData, today: date, rows: Sequence[Delivery]) -> None:
    summary = digest(ReportContext(year=data, day=today))
    overdue = [row for row in rows if row.state in OVERDUE]
    items = keys(of_kind(overdue, Kind.ITEM))
    assert list(summary.late_items) == items
    whose = {unit.label: unit for unit in data.units}
    for owner in summary.late:
        if owner.name in whose:
            mine = of_unit(overdue, whose[owner.name].id)
            assert set(owner.items) >= set(keys(of_kind(mine, Kind.ITEM)))
    named = {code for owner in summary.late for code in owner.items}
    assert named == set(items)
    assert {key for owner in summary.late for key in owner.measures} == {
        one.measure.id for one in summary.late_measures
    }


def _reports(data: YearData, today: date, results: Sequence[Delivery]) -> None:
    """The numbers of a unit in the summary are those of its rows by the day."""
    first, last = fiscal_year_bounds(data.year)
    day = min(max(today, first), last)
    table = next(
        block
        for block in monitoring_summary.body(ReportContext(year=data, day=today))
        if isinstance(block, Table)
    )
    texts = [
        [run.text for cell in row.cells for part in cell.paragraphs for run in part.runs]
        for row in table.rows
    ]
    printed = {text[1]: text for text in texts if len(text) == 8}
    for unit in data.units:
        if unit.kind is UnitKind.GROUP or unit.label not in printed:
            continue
        alone = [row for row in results if row.unit is not None and row.unit.id == unit.id]
        whole = [row for row in results if row.unit is None and row.is_for(unit.id)]
        due = [row for row in (*alone, *whole) if row.part and row.due and row.due <= day]
        share = share_of_states(row.state for row in due)
        late = sum(row.state in OVERDUE for row in due)
        owned = {row.measure_id for row in data.measure_owners if row.unit_id == unit.id} - {
            row.key for row in (*alone, *whole)
        }
        if not owned:  # a unit that helps is listed with the whole of it
            said = [int(figure.replace(",", "")) for figure in printed[unit.label][3:7]]
            assert (said[0] - said[2], said[1], said[3]) == (share.of, share.done, late)


def _reminders(data: YearData, today: date, items: Sequence[Delivery]) -> None:
    closes = next(entry.day for entry in data.calendar if entry.code == "oit_close")
    sender = usual_sender(data)
    wanted = {unit.id for row in items if row.is_open for unit in row.units} - {sender}
    wanted -= {unit.id for unit in data.units if unit.kind is UnitKind.OFFICE}
    found = [one for one in day_reminders(data, closes, today) if one.what == "งาน OIT"]
    assert {unit.id for one in found for unit in one.units} == wanted


def _calendar(data: YearData, today: date, by_kind: dict[Kind, list[Delivery]]) -> None:
    unit = next(unit for unit in data.units if unit.kind is UnitKind.SECTION)
    events = events_of_year(data, today, unit)
    done = {event.key for event in events if event.title.startswith(DONE)}
    known = {event.key for event in events}
    year_id = data.fiscal_year.id
    for key in keys(of_unit(by_kind[Kind.ITEM], unit.id)):
        mine = [row for row in of_unit(by_kind[Kind.ITEM], unit.id) if row.key == key]
        name = f"item-{year_id}-{key}"
        if name in known:
            assert (name in done) == all(row.is_done for row in mine)
    for row in of_unit(by_kind[Kind.TASK], unit.id):
        if row.due is not None:
            assert f"task-{row.key}" in known
            assert (f"task-{row.key}" in done) == row.is_done
    every = {event.key for event in events_of_year(data, today)}
    assert {f"task-{row.key}" for row in by_kind[Kind.TASK] if row.due} <= every


def _surveys(data: YearData, today: date) -> None:
    """A group is asked for what its page says that it lacks: until the surveys close."""
    rows = list(of_surveys(data, rules_of(data), today))
    lacking = {row.id: row.missing for row in group_rows(data) if row.missing is not None}
    assert {row.key for row in rows if row.is_open} == {key for key, of in lacking.items() if of}
    assert {row.key for row in rows} == set(lacking)
    assert not any(row.is_late for row in rows)
    closes = next(entry.day for entry in data.calendar if entry.code == SURVEY_CLOSE)
    over = closes < today or data.is_over(today)
    assert {row.state for row in rows if row.is_open} <= {
        TimeState.MISSED if over else TimeState.DUE
    }
    behind = {unit.id for row in rows if row.is_open for unit in row.units}
    assert {unit.id for unit in letters.units_behind(data)} == behind
    found = [one for one in day_reminders(data, closes, today) if one.wording == SURVEY]
    sender = usual_sender(data)
    assert {unit.id for one in found for unit in one.units} == behind - {sender}
    named = {state.group.id for one in survey_states(data, None) for state in one.behind}
    assert named == {row.key for row in rows if row.is_open}


def _score_aid(data: YearData, today: date, items: Sequence[Delivery]) -> None:
    """What would raise the score is among what is open, and nothing else is left to do."""
    bar = score_bar_data(data, None, tree_of(data))
    left = set(keys(row for row in items if row.is_open))
    figure = next(figure for figure in bar.figures if figure.code == OIT)
    assert figure.of - figure.done == len(left)
    assert set(item_score_gains(data, bar)) <= left
    path = overview(data, None, tree_of(data), today).path
    assert {lift.code for lift in path.lifts if lift.code in data.assignment_by_item} <= left
    bars = {one.code: one.items_left for one in path.bars}
    assert path.reached or bars[OIT] == len(left)


def _board_and_worksheet(data: YearData, today: date, unit: Unit, own: Sequence[Delivery]) -> None:
    """A round that went out today waits for exactly what is open, and a worksheet of the whole year
    has a row for each."""
    first, last = fiscal_year_bounds(data.year)
    whole = RoundRequest(unit_ids=(unit.id,), period=AskedDays(first, last), most_rows=9_999)
    sent = [row for of in to_send(data, whole, today) for row in of.rows]
    texts = {row.key: digests({RECORDED: recorded(data, row)}) for row in sent}
    round_ = Collection(
        id="c", year_id=data.fiscal_year.id, title="", about=" ".join(USUAL), sent=today,
        first=first, last=last,
    )  # fmt: skip
    form = CollectionUnit(
        id="f", collection_id="c", unit_id=unit.id, sent=today, rows=SentRows(texts).written()
    )
    with_round = replace(data, collections=(round_,), collection_units=(form,))
    waited = [row for state in board(with_round, round_, today) for row in state.open]
    left = [row for row in own if row.is_open and row.kind in {Kind.ITEM, Kind.MEASURE}]
    left = [row for row in left if row.first is None or row.first <= last]
    left = [row for row in left if row.kind is Kind.ITEM or not row.due or row.due >= first]
    assert {(_of(row), _part(row)) for row in waited} == {(row.key, row.part) for row in left}
    sheets = unit_worksheet.form(ReportContext(year=data, day=today, subject=unit.id)).sheets
    places = [place_of(row[-1]) for sheet in sheets for row in sheet.rows]
    measures = {
        (place.measure_id, place.occurrence.isoformat() if place.occurrence else "")
        for place in places
        if isinstance(place, MeasurePlace)
    }
    items = {place.item_code for place in places if isinstance(place, ItemPlace)}
    assert {row.key for row in left if row.kind is Kind.ITEM} <= items
    assert {(row.key, row.part) for row in left if row.kind is Kind.MEASURE} <= measures


def _of(row: OpenRow) -> str:
    assert isinstance(row, OpenItem | OpenMeasure)
    return row.item.code if isinstance(row, OpenItem) else row.measure.id


def _part(row: OpenRow) -> str:
    assert isinstance(row, OpenItem | OpenMeasure)
    if isinstance(row, OpenItem):
        return row.part
    return row.occurrence.last.isoformat() if row.occurrence else ""


def _public_page(data: YearData, today: date, by_kind: dict[Kind, list[Delivery]]) -> None:
    left = set(keys(row for row in by_kind[Kind.ITEM] if row.is_open))
    for group in item_groups(data, lambda *_: ""):
        for item in group.items:
            if item.state not in {UNPUBLISHED, PARTLY}:
                assert item.code not in left
    sections = measure_sections(data, today, lambda _photo: None)
    whole = share_of_states(
        time.state for one in tracked(data, today).values() for time in one.times
    )
    assert (sum(one.done for one in sections), sum(one.of for one in sections)) == (
        whole.done,
        whole.of,
    )
