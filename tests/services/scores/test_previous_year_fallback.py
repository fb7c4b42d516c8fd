"""Last year's surveys stand for this year's, the same wherever they are shown, planned or tried."""

from dataclasses import replace
from decimal import Decimal

import pytest

from ita_desktop.domain.scores.comparing import ScoresWithFallback, with_last_year
from ita_desktop.domain.scores.progress import tree_of
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.services.frameworks import editing as framework_editing
from ita_desktop.services.oit import evidence
from ita_desktop.services.scores import planning, scores, trials
from ita_desktop.services.scores.scores import ScoreEdit, score_bar_data
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace

D = Decimal
YEAR = 2567


def _official(office: Workspace, **values: object) -> None:
    edits = [ScoreEdit(node, D(str(value))) for node, value in values.items()]
    scores.set_scores(office, YEAR, edits, ScoreSource.OFFICIAL)


@pytest.fixture
def next_year(office: Workspace) -> Workspace:
    """2567 with items of EIT, a figure of IIT, and 2568 with one OIT item begun."""
    _official(office, IIT="98.88", **{f"E{number}": 90 for number in range(1, 7)})
    years.add_year(office, 2568)
    evidence.tick(office, 2568, ["O1.1"], met=True)
    return office


def _shown(office: Workspace) -> ScoresWithFallback:
    data, before = office.year(2568), office.year_before(2568)
    shown = with_last_year(data, before, tree_of(data))
    score_bar = score_bar_data(data, before, tree_of(data))
    assert score_bar.tree.nodes == shown.tree.nodes
    assert planning.year_plan(data, before).tree.nodes == shown.tree.nodes
    assert trials.begin(data, before).start.nodes == shown.tree.nodes
    for figure in score_bar.figures:
        assert shown.tree.nodes[figure.code].value == figure.value
    return shown


def test_a_survey_is_borrowed_with_its_items_and_one_known_as_a_whole_as_it_is(
    next_year: Workspace,
) -> None:
    shown = _shown(next_year)
    assert (shown.from_previous_year, shown.from_year) == ({"IIT", "EIT"}, YEAR)
    assert shown.tree.nodes["E6"].value == D(90)
    assert (shown.tree.nodes["IIT"].value, shown.tree.nodes["I1"].value) == (D("98.88"), None)


def test_a_printed_figure_that_does_not_follow_from_the_items_is_borrowed_as_printed(
    next_year: Workspace,
) -> None:
    _official(next_year, **{"EIT": "92.38", "7": "91"})
    nodes = _shown(next_year).tree.nodes
    assert nodes["EIT"].value == D("92.38")
    assert (nodes["E4"].value, nodes["7"].value) == (D(90), D(91))


def test_where_the_rules_have_changed_since_the_figure_is_borrowed_alone(
    next_year: Workspace,
) -> None:
    _official(next_year, E6=60)
    framework_editing.remove(next_year, 2568, ["E1"])
    nodes = _shown(next_year).tree.nodes
    assert nodes["EIT"].value == D("85.00")
    assert nodes["E2"].value is None


def test_a_survey_known_in_part_is_borrowed_as_the_figure_that_it_had(
    next_year: Workspace,
) -> None:
    scores.set_scores(next_year, YEAR, [ScoreEdit("E6", None)], ScoreSource.OFFICIAL)
    node = _shown(next_year).tree.nodes["EIT"]
    assert (node.value, node.known) == (D("90.00"), D(100))


def test_what_the_year_knows_itself_is_not_borrowed(next_year: Workspace) -> None:
    scores.set_scores(next_year, 2568, [ScoreEdit("E1", D(70))], ScoreSource.SELF)
    shown = _shown(next_year)
    assert shown.from_previous_year == {"IIT"}
    assert shown.tree.nodes["EIT"].value == D("70.00")


def test_a_score_that_rests_on_a_draft_says_of_which_framework(next_year: Workspace) -> None:
    data, before = next_year.year(2568), next_year.year_before(2568)
    assert score_bar_data(data, before, tree_of(data)).drafted_from == ""
    draft = replace(data, framework=replace(data.framework, drafted_from="2566"))
    assert score_bar_data(draft, before, tree_of(draft)).drafted_from == "2566"
