"""Figures that are shown together are the same: badges, heads, chips, tables and papers."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop.domain.agenda import days_late
from ita_desktop.domain.scores.progress import State, item_progress, tree_of
from ita_desktop.domain.tracking.standing import TimeState, share_of_states
from ita_desktop.domain.tracking.state import late_measures, tracked
from ita_desktop.domain.year import YearData
from ita_desktop.services import workspaces
from ita_desktop.services.imports.plan import Action
from ita_desktop.services.overview import overview
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.frame.score_bar import ScoreBarItem
from ita_desktop.ui.pages.measures.rows import occurrences_of
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.tracking.recording import TIME_MARKS
from ita_desktop.ui.table.values import share_of
from ita_desktop.ui.widgets.marks import Mark
from tests.support.cost import examples
from tests.support.places import FIXTURES
from tests.support.taken_in import plan_file
from tests.support.unrecorded import unrecorded
from tests.ui.support.tips import tip_at

FIXTURE = FIXTURES / "measures_2568.csv"
DAYS = st.dates(date(2024, 10, 1), date(2027, 3, 31))


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> YearData:
    path = workspaces.copy_sample(tmp_path_factory.mktemp("a") / "ตัวอย่าง.ita")
    with Workspace.open(path) as workspace:
        return workspace.year(2568)


@settings(max_examples=examples(60))
@given(
    today=DAYS,
    counts_from=st.none() | st.dates(date(2024, 10, 1), date(2025, 9, 1)),
    kept=st.integers(0, 40),
)
def test_on_any_day_all_that_tells_of_measures_counts_the_same(
    year: YearData, today: date, counts_from: date | None, kept: int
) -> None:
    data = replace(
        year,
        fiscal_year=replace(year.fiscal_year, counts_from=counts_from),
        entries=year.entries[:kept],
        photos=(),
    )
    known = tracked(data, today)
    for one in known.values():
        share, part = one.share(), share_of(occurrences_of(one))
        assert (part.done, part.of) == (share.done, share.of)
    parts = [share_of(occurrences_of(one)) for one in known.values()]
    whole = share_of_states(time.state for one in known.values() for time in one.times)
    assert (sum(part.done for part in parts), sum(part.of for part in parts)) == (
        whole.done,
        whole.of,
    )
    late = late_measures(data, today)
    assert len(late) == sum(one.state is State.LATE for one in known.values())
    shown = overview(data, None, tree_of(data), today)
    progress = item_progress(data, today).values()
    tasks = sum(days_late(data, task, today) > 0 for task in data.action_items)
    assert shown.late == len(late) + tasks + sum(one.state is State.LATE for one in progress)
    assert sum(shown.states.values()) == len(data.framework.items_of("OIT"))
    if data.is_over(today):
        assert not shown.late


def test_badges_heads_and_chips_tell_the_same(window) -> None:
    session = window.session
    window.go(PageKey.OIT)
    oit = window.page(PageKey.OIT)
    window.go(PageKey.MEASURES, "measures:")
    measures = window.page(PageKey.MEASURES).measures
    late = oit.filters.chips[State.LATE].count, measures.filters.chips[Mark.LATE].count
    assert window.rail.entries[PageKey.OIT].late == late[0]
    assert window.rail.entries[PageKey.MEASURES].late == late[1]
    overview_page = window.page(PageKey.OVERVIEW)
    tasks = window.rail.entries[PageKey.MEETINGS].late
    assert f"เลยกำหนด {sum(late) + tasks}" in overview_page.todo.list.accessibleName()
    assert sum(chip.count for chip in oit.filters.chips.values()) == len(session.progress)


@pytest.mark.in_turn
@pytest.mark.painted
def test_every_count_says_what_it_counts_and_as_of_when(window, qtbot) -> None:
    """Pins of the timeline, dates below it, the score bar, groups of tables: of each the tool tip
    names the day."""
    day = "ณ 14 มี.ค. 68"
    overview_page = window.page(PageKey.OVERVIEW)
    qtbot.waitUntil(lambda: overview_page.year.view is not None)
    timeline = overview_page.year.view
    tips = {pin.pin.day: tip_at(timeline, pin.geometry().center()) for pin in timeline.pins}
    assert tips[date(2025, 3, 31)].splitlines()[:3] == [
        "สิ้นสุด 6 เดือนแรกของปีงบประมาณ · กำหนดส่ง OIT 6 ข้อ",
        "31 มี.ค. 68 · อีก 17 วัน",
        "O4 ขาด 2 จาก 4 รายการ",
    ]
    counting = [pin.pin for pin in timeline.pins if pin.pin.facts]
    assert counting
    assert all(day in tips[pin.day] for pin in counting)
    rows = overview_page.dates.rows
    assert day in rows[1].cells[1].tip
    figures = window.score_bar.findChildren(ScoreBarItem)
    assert all(day in figure.toolTip() for figure in figures if figure.figure.value)
    window.go(PageKey.OIT)
    window.go(PageKey.MEASURES, "measures:")
    window.go(PageKey.MEASURES, "tracking:")
    measures = window.page(PageKey.MEASURES)
    tables = (window.page(PageKey.OIT).table, measures.measures.table, measures.tracking.table)
    for table in tables:
        groups = [line.group for line in table.sheet.lines if line.group is not None]
        assert groups
        assert all(group.counted.endswith(day) for group in groups)
    table = tables[0]
    head = next(at for at, line in enumerate(table.sheet.lines) if line.group is not None)
    cell = table.sheet.index(head, table.sheet.column_index("met"))
    words = table.pointer.tip_at(table.visualRect(cell).center())
    assert words.endswith("ครบ 2 จาก 4 ข้อ เลยกำหนด 1 ข้อ ณ 14 มี.ค. 68")
    cell = table.sheet.index(table.sheet.place("O4"), table.sheet.column_index("met"))
    words = table.pointer.tip_at(table.visualRect(cell).center())
    assert words == "ครบ 2 จาก 4 รายการที่ต้องเผยแพร่ ณ 14 มี.ค. 68"
    for key in (PageKey.ROSTER, PageKey.MEASURES, PageKey.MEETINGS):
        window.go(key)
        told = [tab for tab in window.page(key).tabs.values() if tab.count is not None]
        assert len(told) == 2
        assert all(f" {tab.count} รายการ {day}" in tab.toolTip() for tab in told)
    window.go(PageKey.SURVEYS)
    survey_tip = window.status._left.toolTip()
    assert survey_tip.startswith("IIT ตอบแล้ว")
    assert survey_tip.endswith(day)
    window.go(PageKey.SETTINGS)
    assert not window.status._left.toolTip(), "keys count nothing"
    sides = window.page(PageKey.MEETINGS).view.sides
    parts = sides, window.page(PageKey.SURVEYS).chips, window.page(PageKey.SETTINGS).chips
    counted = [tab for tabs in parts for tab in tabs.values() if tab.count is not None]
    assert len(counted) == 2 + 3 + 1
    window.go(PageKey.DOCUMENTS)
    listed = window.page(PageKey.DOCUMENTS).list
    counted += [listed.now_chip, listed.all_chip]
    assert all(f" {tab.count} รายการ {day}" in tab.toolTip() for tab in counted)
    window.go(PageKey.ROSTER)
    bodies = [line.group for line in window.page(PageKey.ROSTER).table.sheet.lines if line.group]
    assert bodies
    assert all(body.counted.endswith(day) for body in bodies)


def test_what_is_told_has_a_mark_of_its_own() -> None:
    others = {mark for state, mark in TIME_MARKS.items() if state is not TimeState.TOLD}
    assert TIME_MARKS[TimeState.TOLD] not in others


def test_an_import_counts_what_is_ticked_not_the_rows_of_the_file(tmp_path) -> None:
    path = workspaces.copy_sample(tmp_path / "ตัวอย่าง.ita")
    with Workspace.open(path) as workspace:
        unrecorded(workspace)
        data = workspace.year(2568)
        with workspace.change("ลบ") as change:
            for measure in data.measures:
                change.delete(measure)
        plan = plan_file(workspace, 2568, "measures", FIXTURE)
    assert plan.added == len(plan.changes) < sum(len(change.origins) for change in plan.changes)
    none = plan.accept([])
    assert [none.count(action) for action in Action] == [0] * len(Action)
