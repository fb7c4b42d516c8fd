"""A year's papers are read for what clerks overlook; a good year is left alone."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from ita_desktop.domain.records import MeasureStatus
from ita_desktop.domain.year import YearData
from ita_desktop.services import workspaces
from ita_desktop.services.checks.checking import RULES, content_issues
from tests.services.checks.planted import PLANTS, planted
from tests.support.cost import examples

TODAY = date(2025, 5, 1)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[YearData, YearData | None]]:
    """The sample's year whose follow-up tells everywhere what was done, and the year before."""
    file = workspaces.copy_sample(tmp_path_factory.mktemp("lint") / "good.ita")
    workspace = workspaces.open_workspace(file)
    data = workspace.year(2568)
    entries = tuple(
        row if row.text or row.result else replace(row, text=f"ทำครั้งที่ {number}")
        for number, row in enumerate(data.entries)
    )
    measures = tuple(
        row if data.entries_of(row.id) else replace(row, status=MeasureStatus.NOT_STARTED)
        for row in data.measures
    )
    yield replace(data, entries=entries, measures=measures), workspace.year_before(2568)
    workspace.close()


def test_a_good_year_is_left_alone(good: tuple[YearData, YearData | None]) -> None:
    assert [str(issue.message) for issue in content_issues(*good, TODAY)] == []


@pytest.mark.long
def test_faults_of_every_kind_are_told_where_they_are(
    good: tuple[YearData, YearData | None],
) -> None:
    data, before = good
    count = examples(100)
    missed: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for fault in planted(data, count, seed=1):
        found = list(content_issues(fault.data, before, TODAY))
        told = [issue for issue in found if issue.code == fault.code and issue.place]
        if not any(issue.place and issue.place.target == fault.target for issue in told):
            missed[fault.code] += 1
        others.update(issue.code for issue in found if issue.code != fault.code)
        assert all(issue.fix for issue in found)
    assert count > len(PLANTS)
    assert sum(missed.values()) <= count // 20, missed
    assert sum(others.values()) <= count // 50, others


def test_every_rule_but_those_of_scores_has_its_faults() -> None:
    """The rules of scores are tried in a file of their own, with a result of the year before."""
    assert len(PLANTS) == len(RULES) - 2
