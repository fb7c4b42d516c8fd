"""The year before stands beside items whose meaning goes on, whatever they were called."""

from decimal import Decimal
from pathlib import Path

import pytest

from ita_desktop.domain.scores.crosswalk import Relation
from ita_desktop.domain.scores.progress import tree_of
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.domain.scores.scoring import ScoreNode, score_tree
from ita_desktop.frameworks.resource_files import crosswalk
from ita_desktop.services import workspaces
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.pages.scores.rows import PreviousScores, before_of


@pytest.fixture
def before(tmp_path: Path) -> PreviousScores:
    """2566, in which every item has a score of its own, beside 2567."""
    with workspaces.create(tmp_path / "เขต.ita", "สำนักงานเขตตัวอย่าง", 2566) as workspace:
        _score_all(workspace)
        years.add_year(workspace, 2567)
        old, new = workspace.year(2566), workspace.year(2567)
    return before_of(new, old, tree_of(old))


def _score_all(workspace: Workspace) -> None:
    items = workspace.year(2566).framework.items
    edits = [ScoreEdit(one.code, Decimal(at)) for at, one in enumerate(items)]
    scores.set_scores(workspace, 2566, edits, ScoreSource.OFFICIAL)


def test_an_item_has_the_figure_of_the_one_that_it_goes_on_from(before: PreviousScores) -> None:
    new = years.framework_for(2567)
    codes = [item.code for item in years.framework_for(2566).items]
    links = crosswalk().between("2566", new.code, codes)
    alone = [
        item_link for item_link in links if [link.new for link in links].count(item_link.new) == 1
    ]
    compared = 0
    for link in alone:
        found = node(link.new)
        if link.relation in {Relation.SAME, Relation.CHANGED}:
            assert before.was(found) == link.old
            assert before.value(found) == Decimal(codes.index(link.old))
            compared += link.old != link.new
        else:
            assert before.value(found) is None
            assert before.parents(found) == (link.old,)
    assert compared, "some items were called otherwise"


def test_an_item_that_is_new_has_no_figure(before: PreviousScores) -> None:
    new = years.framework_for(2567)
    fresh = [item.code for item in new.items if item.code not in (before.links or {})]
    assert fresh
    for code in fresh:
        assert before.value(node(code)) is None
        assert before.parents(node(code)) == ()


def node(code: str) -> ScoreNode:
    """The place as the newer year's tree has it."""
    return score_tree(years.framework_for(2567), {}, {}).nodes[code]
