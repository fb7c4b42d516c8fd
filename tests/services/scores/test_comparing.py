"""Two years beside each other."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ita_desktop.domain.scores.comparing import MOST
from ita_desktop.domain.scores.crosswalk import Relation
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.services.scores import scores
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace
from tests.support.known_files import opened_sample

D = Decimal
OVER = date(2025, 10, 1)
"""After the years of the sample."""


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Workspace]:
    with opened_sample(tmp_path / "ตัวอย่าง.ita") as workspace:
        yield workspace


def give(workspace: Workspace, year: int, figures: dict[str, str]) -> None:
    edits = [scores.ScoreEdit(code, D(value)) for code, value in figures.items()]
    scores.set_scores(workspace, year, edits, ScoreSource.OFFICIAL)


def test_years_of_one_framework_are_compared_item_by_item(sample: Workspace) -> None:
    give(sample, 2568, {"E4": "91.38", "E5": "80.29"})
    found = scores.compare_years(sample.year(2568), sample.year(2567), OVER)

    changes = {item.code: item.change for item in found.items}
    assert (changes["E4"], changes["E5"], changes["I1"]) == (D("2.00"), D("-10.00"), None)
    assert found.risen[0].code == "E4"
    assert {compared.change for compared in found.fallen} == {D(-100)}, (
        "items of OIT lost more than E5"
    )
    assert len(found.fallen) == MOST
    assert found.apart == ()
    assert found.moved == ()


def test_what_is_not_assessed_yet_has_not_fallen(sample: Workspace) -> None:
    give(sample, 2568, {"O5": "0.00", "E5": "80.29"})
    assert sample.shown_day is not None
    found = scores.compare_years(sample.year(2568), sample.year(2567), sample.shown_day)

    rows = {row.code: (row.now, row.change) for row in (*found.items, *found.indicators)}
    assert rows["O3"] == rows["9.3"] == rows["9"] == (None, None), "items that are not complete"
    assert rows["O1"] == rows["9.4"] == (D(100), D(0)), "what is complete has its score"
    assert rows["O5"] == (D(0), D(-100)), "a zero that was given is one"
    assert [row.code for row in found.fallen] == ["O5", "E5"]


def test_an_item_is_compared_with_what_it_was_in_another_framework(sample: Workspace) -> None:
    found = scores.compare_years(sample.year(2567), sample.year(2566), OVER)

    service = next(item for item in found.items if item.code == "O8")
    assert (service.was, service.relation) == ("O19", Relation.CHANGED)
    assert (service.before, service.now, service.change) == (D(0), D(100), D(100))
    assert [compared.code for compared in found.risen] == ["O8"]
    assert ("O15", "O11") in {(compared.code, compared.was) for compared in found.moved}
    assert "O10" in found.apart
    assert found.total.change is None, "2566 has no total"


def test_what_rises_is_told_by_item_where_the_meaning_goes_on_else_by_indicator(
    sample: Workspace,
) -> None:
    give(sample, 2566, {"6": "70.00", "8": "99.00", "I1": "10.00"})
    found = scores.compare_years(sample.year(2567), sample.year(2566), OVER)

    assert [(compared.code, compared.change) for compared in found.risen[:2]] == [
        ("O8", D("100.00")), ("1", D("89.19")),
    ]  # fmt: skip
    assert ("6", D("25.12")) in {(compared.code, compared.change) for compared in found.risen}
    assert [(compared.code, compared.change) for compared in found.fallen] == [("8", D("-9.23"))]
    assert {compared.change for compared in found.moved} == {None}


def test_the_older_year_can_be_asked_for_too(sample: Workspace) -> None:
    found = scores.compare_years(sample.year(2566), sample.year(2567), OVER)

    service = next(item for item in found.items if item.code == "O19")
    assert (service.was, service.change) == ("O8", D(-100))


def test_where_no_item_goes_on_indicators_are_ranked(sample: Workspace) -> None:
    years.add_year(sample, 2564)
    give(sample, 2564, {"1": "91.25", "6": "96.00"})
    found = scores.compare_years(sample.year(2567), sample.year(2564), OVER)

    assert {item.change for item in found.items} == {None}
    assert [(compared.code, compared.change) for compared in found.risen] == [("1", D("7.94"))]
    assert [(compared.code, compared.change) for compared in found.fallen] == [("6", D("-0.88"))]
