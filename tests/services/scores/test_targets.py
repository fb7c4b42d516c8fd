"""The score that the office aims at, and what shows it."""

from decimal import Decimal

from ita_desktop.documents.reports.results.figures import indicator_bars
from ita_desktop.domain.scores.progress import tree_of
from ita_desktop.services.scores import planning
from ita_desktop.storage.workspace import Workspace

YEAR = 2567


def test_a_target_is_set_changed_and_taken_away_with_an_undo_each(office: Workspace) -> None:
    planning.set_target(office, YEAR, Decimal(96))
    planning.set_target(office, YEAR, Decimal("97.50"))
    assert office.year(YEAR).target == Decimal("97.50")
    office.undo()
    assert office.year(YEAR).target == Decimal(96)
    planning.set_target(office, YEAR, None)
    assert office.year(YEAR).target is None


def test_pictures_show_the_offices_target_instead_of_the_next_levels(office: Workspace) -> None:
    data = office.year(YEAR)
    tree = tree_of(data)
    usual = indicator_bars(data, tree, None, (YEAR, None))
    assert "เป้าหมายของสำนักงาน" not in usual.title
    own = indicator_bars(data, tree, None, (YEAR, None), Decimal("97.50"))
    assert own.target == Decimal("97.50")
    assert "เป้าหมายของสำนักงาน 97.50" in own.title
