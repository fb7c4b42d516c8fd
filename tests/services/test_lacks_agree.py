"""What a year lacks is counted alike by whatever tells of it: first steps, steps of the pages, the
line of the year, checks and papers."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports import committee_roster
from ita_desktop.documents.reports.oit import assignments
from ita_desktop.domain.records import CheckMark, Frequency, Measure, MemberKind
from ita_desktop.domain.scores.progress import oit_items, tree_of
from ita_desktop.domain.tracking.deliveries import unowned_items
from ita_desktop.domain.year import YearData
from ita_desktop.services import workspaces
from ita_desktop.services.beginning import Stage, beginning
from ita_desktop.services.checks import checking
from ita_desktop.services.checks.issues import CheckedYear
from ita_desktop.services.checks.texts import measures_without_time
from ita_desktop.services.step_context import StepContext
from ita_desktop.services.steps import measures, oit, roster
from ita_desktop.storage.workspace import Workspace
from tests.support.cost import examples

GAPS = st.frozensets(st.integers(0, 60), max_size=12)


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> dict[int, YearData]:
    path = workspaces.copy_sample(tmp_path_factory.mktemp("a") / "ตัวอย่าง.ita")
    with Workspace.open(path) as workspace:
        return {year: workspace.year(year) for year in (2567, 2568)}


@pytest.mark.in_turn
@settings(max_examples=examples(60))
@given(
    of=st.sampled_from((2567, 2568)),
    today=st.dates(date(2023, 10, 1), date(2025, 9, 30)),
    items=GAPS, dues=GAPS, done=GAPS, carried=GAPS, times=GAPS, members=GAPS, roles=GAPS,
    bodies=st.frozensets(st.integers(0, 2)),
)  # fmt: skip
def test_whatever_tells_what_a_year_lacks_counts_the_same(
    years: dict[int, YearData], of: int, today: date, bodies: frozenset[int],
    **gaps: frozenset[int],
) -> None:  # fmt: skip
    data = with_gaps(years[of], bodies, **gaps)
    context = StepContext(data, None, tree_of(data), today)
    begun = {one.stage: str(one.sentence) for one in beginning(data, today)}
    checked = Counter(one.code for one in checking.lacks(data, today))
    papers = ReportContext(year=data, day=today)
    of_items, of_measures, of_roster = (
        [str(one.sentence) for one in steps(context)]
        for steps in (oit.steps, measures.steps, roster.steps)
    )
    unowned = checked["no-owner"]
    assert told(begun[Stage.ASSIGNMENT], "มอบหมายแล้ว") == len(oit_items(data)) - unowned
    # Of a complete item nobody has to be asked any more.
    still_open = [one.item for one in context.open_items if one.item in unowned_items(data)]
    assert told(of_items, "ยังไม่มีผู้รับผิดชอบ") == len(still_open)
    assert printed(assignments.missing(papers), "ยังไม่มีผู้รับผิดชอบ") == unowned
    if unowned < len(oit_items(data)):
        assert told(begun[Stage.ASSIGNMENT], "ยังไม่มีกำหนดส่ง") == checked["no-due-date"]
    assert told(of_items, "ยังไม่มีกำหนดส่ง") == checked["no-due-date"]
    assert told(of_measures, "ยังไม่มีผู้รับผิดชอบ") == checked["measure-no-owner"]
    assert told(begun[Stage.MEASURES], "ยังไม่มีผู้รับผิดชอบ") == checked["measure-no-owner"]
    untimed = [*measures_without_time(CheckedYear(data, None, today))]
    assert told(of_measures, "ยังไม่มีรอบเวลา") == len(untimed)
    empty = [one for one in committee_roster.missing(papers) if "{body}" in one.template]
    assert checked["no-members"] == len(empty)
    assert ("ยังไม่มีรายชื่อ" in begun[Stage.PEOPLE]) == bool(empty and data.members)
    if data.members:
        roles = printed(committee_roster.missing(papers), "ยังไม่มีบทบาท")
        assert told(of_roster, "ยังไม่มีบทบาท") == roles


def told(sentences: str | Iterable[str], words: str) -> int:
    """The number that stands beside the words in what is told; 0 if nothing is."""
    lines = [sentences] if isinstance(sentences, str) else sentences
    found = [re.search(rf"{words} (\d+)", line) for line in lines]
    return next((int(one[1]) for one in found if one), 0)


def printed(missing: Iterable[MissingData], words: str) -> int:
    """The number that the message with the words gives; 0 without one."""
    return next((int(str(one.fields["count"])) for one in missing if words in one.template), 0)


def with_gaps(data: YearData, bodies: frozenset[int], **gaps: frozenset[int]) -> YearData:
    """The year without some owners, days, schedules, names, roles and members; with some marks."""
    codes = {item.code for at, item in enumerate(oit_items(data)) if at in gaps["items"]}
    unowned = {one.id for one in data.assignments if one.item_code in codes}
    uncarried = {one.id for at, one in enumerate(data.measures) if at in gaps["carried"]}
    emptied = {body.id for at, body in enumerate(data.bodies) if at in bodies}
    members = [
        replace(row, person_id=None, kind=MemberKind.PERSON) if at in gaps["members"] else row
        for at, row in enumerate(data.members)
        if row.body_id not in emptied
    ]
    marks = [
        CheckMark(id=point.code, year_id=data.fiscal_year.id, requirement=point.code)
        for at, item in enumerate(oit_items(data))
        for point in item.requirements
        if at in gaps["done"]
    ]
    return replace(
        data,
        assignment_owners=tuple(
            one for one in data.assignment_owners if one.assignment_id not in unowned
        ),
        measure_owners=tuple(one for one in data.measure_owners if one.measure_id not in uncarried),
        assignments=tuple(
            replace(one, due=None) if at in gaps["dues"] else one
            for at, one in enumerate(data.assignments)
        ),
        measures=tuple(
            _untimed(one) if at in gaps["times"] else one for at, one in enumerate(data.measures)
        ),
        members=tuple(
            replace(one, role="") if at in gaps["roles"] else one for at, one in enumerate(members)
        ),
        check_marks=tuple(marks),
    )


def _untimed(measure: Measure) -> Measure:
    return replace(
        measure, schedule="", monitoring="", frequency=Frequency.NONE, days="", begins=None,
        ends=None,
    )  # fmt: skip
