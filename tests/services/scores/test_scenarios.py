"""What is tried stays apart from what is real, and can be kept under a name."""

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop import frameworks
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import FiscalYear, Organisation
from ita_desktop.domain.scores.progress import tree_of
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.domain.scores.scoring import what_if
from ita_desktop.domain.year import YearData
from ita_desktop.services.oit import evidence
from ita_desktop.services.scores import scores, trials
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace
from tests.support.places import FIXTURES

D = Decimal
YEAR = 2567
PRINTED = json.loads(
    (FIXTURES / "results_2567.json").read_text(encoding="utf-8"),
    parse_float=Decimal,
)
TRIED = {"E4": D("94.88"), "E5": D("94.88"), "E6": D("94.88")}


@pytest.fixture
def printed(office: Workspace) -> Workspace:
    """The printed result of 2567: everything is reached but EIT."""
    edits = [ScoreEdit(one["code"], one["score"]) for one in PRINTED["items"]]
    scores.set_scores(office, YEAR, edits, ScoreSource.OFFICIAL)
    return office


def trial(workspace: Workspace, year: int = YEAR) -> trials.Trial:
    before = workspace.year(YEAR) if year > YEAR else None
    return trials.begin(workspace.year(year), before)


# -- trying


def test_a_trial_moves_only_what_stands_above_and_says_what_moved(printed: Workspace) -> None:
    data = printed.year(YEAR)
    found = trials.with_scores(data, trial(printed), TRIED)
    assert found.tree.nodes["EIT"].value == D("95.00")
    assert found.tree.total.value == D("98.16")
    assert found.tree.level.level is not None
    assert found.tree.level.level.name == "ผ่านดีเยี่ยม"
    assert found.moved == {*TRIED, "7", "8", "EIT", "ITA"}
    assert printed.year(YEAR) is data


def test_a_new_years_trial_starts_from_last_years_surveys(printed: Workspace) -> None:
    years.add_year(printed, 2568)
    evidence.tick(printed, 2568, ["O1.1"], met=True)
    begun = trial(printed, 2568)
    assert begun.from_year == YEAR
    assert begun.start.nodes["E6"].value == D("89.24")
    assert begun.start.nodes["OIT"].value == 0


def test_what_lacks_is_filled_in_and_is_enough(printed: Workspace) -> None:
    least = dict.fromkeys(TRIED, D("94.87"))
    assert trials.filled(printed.year(YEAR), None) == least
    years.add_year(printed, 2568)
    evidence.tick(printed, 2568, ["O1.1"], met=True)
    data, before = printed.year(2568), printed.year(YEAR)
    filled = trials.filled(data, before, "passes_excellently")
    assert {code: value for code, value in filled.items() if code[0] == "E"} == least
    found = trials.with_scores(data, trials.begin(data, before), filled)
    assert found.tree.level.level is not None
    assert found.tree.level.level.code == "passes_excellently"


def test_a_survey_of_which_no_item_is_known_is_filled_as_a_whole(office: Workspace) -> None:
    edits = [ScoreEdit("IIT", D(98)), ScoreEdit("EIT", D("92.38")), ScoreEdit("OIT", D(100))]
    scores.set_scores(office, YEAR, edits, ScoreSource.OFFICIAL)
    data = office.year(YEAR)
    assert trials.filled(data, None) == {"EIT": D(95)}
    found = trials.with_scores(data, trial(office), {"EIT": D(95)})
    assert found.tree.level.level is not None
    assert found.tree.level.level.code == "passes_excellently"


@pytest.mark.parametrize("code", ["passes", "passes_well", "passes_excellently"])
def test_a_year_without_surveys_is_filled_up_to_any_level(office: Workspace, code: str) -> None:
    evidence.tick(office, YEAR, ["O1.1"], met=True)
    data = office.year(YEAR)
    filled = trials.filled(data, None, code)
    assert filled["IIT"] == filled["EIT"] == (D(95) if code == "passes_excellently" else D(85))
    found = trials.with_scores(data, trial(office), filled).tree
    (wanted,) = [one for one in data.framework.levels.levels if one.code == code]
    assert found.level.level is not None
    assert found.level.level.total_min == wanted.total_min


def test_where_one_instrument_is_enough_only_one_is_filled(printed: Workspace) -> None:
    years.use_level_set(printed, YEAR, "letters")
    unmet = [ScoreEdit(code, D(0)) for code in ("O1", "O2", "O3", "O4", "O5", "E6")]
    scores.set_scores(printed, YEAR, unmet, ScoreSource.OFFICIAL)
    filled = trials.filled(printed.year(YEAR), None, "A")
    assert set(filled.values()) == {D(100)}
    assert {code[0] for code in filled} == {"O"}
    level = trials.with_scores(printed.year(YEAR), trial(printed), filled).tree.level.level
    assert level is not None
    assert level.code == "A"


def test_where_no_instrument_is_enough_all_are_filled(office: Workspace) -> None:
    years.use_level_set(office, YEAR, "letters")
    edits = [ScoreEdit("IIT", D("85.9")), ScoreEdit("EIT", D("74.13")), ScoreEdit("OIT", D("63.1"))]
    scores.set_scores(office, YEAR, edits, ScoreSource.OFFICIAL)
    filled = trials.filled(office.year(YEAR), None, "AA")
    assert filled == dict.fromkeys(("IIT", "EIT", "OIT"), D(95))


def test_nothing_is_filled_in_where_the_best_level_is_reached(printed: Workspace) -> None:
    lift = [ScoreEdit(code, D(100)) for code in TRIED]
    scores.set_scores(printed, YEAR, lift, ScoreSource.OFFICIAL)
    assert trials.filled(printed.year(YEAR), None) == {}


def test_what_is_typed_last_counts(printed: Workspace) -> None:
    begun = trial(printed)
    assert trials.put(begun, TRIED, {"E4": D(90)}) == {**TRIED, "E4": D(90)}
    assert trials.put(begun, TRIED, {"8": D(90)}) == {"E4": D("94.88"), "8": D(90)}
    assert trials.put(begun, {"EIT": D(95)}, {"E4": D(90)}) == {"E4": D(90)}
    assert trials.put(begun, TRIED, {"E4": None, "E5": None}) == {"E6": D("94.88")}


def test_what_the_framework_lacks_is_left_aside(printed: Workspace) -> None:
    found = trials.with_scores(
        printed.year(YEAR), trial(printed), {"E4": D(90), "E99": D(1), "ITA": D(1)}
    )
    assert found.scores == {"E4": D(90)}


_FRAMEWORK = frameworks.load(YEAR)
_CODES = [place.code for place in _FRAMEWORK.outline if place.code != "ITA"]
_SCORES = st.dictionaries(st.sampled_from(_CODES), st.decimals(0, 100, places=2), max_size=12)
_DATA = YearData(
    Organisation(id="o", name=""),
    FiscalYear(id="y", year=YEAR, framework_code="2567", framework_title="", level_set="names"),
    _FRAMEWORK,
)


@given(_SCORES, _SCORES)
def test_whatever_is_tried_what_was_tried_is_what_comes_out(
    first: Mapping[str, Decimal], then: Mapping[str, Decimal]
) -> None:
    begun = trials.begin(_DATA, None)
    scores_now = trials.put(begun, trials.put(begun, {}, first), then)
    found = trials.with_scores(_DATA, begun, scores_now)
    assert found.scores == scores_now
    assert {code: found.tree.nodes[code].value for code in scores_now} == scores_now
    assert found.tree == what_if(_FRAMEWORK, tree_of(_DATA), scores_now)


# -- keeping


def test_a_scenario_is_kept_under_its_name_and_leaves_the_scores_as_they_are(
    printed: Workspace,
) -> None:
    before = printed.year(YEAR)
    kept = trials.save(printed, YEAR, " ยก  E4 ", TRIED)
    data = printed.year(YEAR)
    assert [scenario.name for scenario in data.scenarios] == ["ยก E4"]
    assert trials.scores_of(data, kept) == TRIED
    assert data.scores is before.scores
    assert tree_of(data) == tree_of(before)


def test_the_same_name_keeps_the_new_scores_instead(printed: Workspace) -> None:
    kept = trials.save(printed, YEAR, "ก", TRIED)
    assert trials.save(printed, YEAR, "ก", {"E4": D(99)}) == kept
    assert trials.scores_of(printed.year(YEAR), kept) == {"E4": D(99)}
    printed.undo()
    assert trials.scores_of(printed.year(YEAR), kept) == TRIED


def test_a_scenario_is_renamed_and_removed_and_each_step_is_undone(printed: Workspace) -> None:
    states = [printed.dump()]
    kept = trials.save(printed, YEAR, "ก", TRIED)
    states.append(printed.dump())
    trials.rename(printed, YEAR, kept, "ข")
    states.append(printed.dump())
    trials.remove(printed, YEAR, kept)
    assert printed.year(YEAR).scenarios == ()
    assert printed.year(YEAR).scenario_scores == ()
    for state in reversed(states):
        printed.undo()
        assert printed.dump() == state


def test_a_name_is_needed_and_used_once(printed: Workspace) -> None:
    trials.save(printed, YEAR, "ก", TRIED)
    other = trials.save(printed, YEAR, "ข", TRIED)
    with pytest.raises(InputError, match="ชื่อ “ก” แล้ว"):
        trials.rename(printed, YEAR, other, "ก ")
    with pytest.raises(InputError, match="ต้องมีชื่อ"):
        trials.rename(printed, YEAR, other, " ")
    with pytest.raises(InputError, match="ยังไม่มีค่าที่ลอง"):
        trials.save(printed, YEAR, "ค", {})
    assert [scenario.name for scenario in printed.year(YEAR).scenarios] == ["ก", "ข"]


@pytest.mark.parametrize("scores_given", [{"X1": D(1)}, {"E4": D(101)}, {"E4": D(-1)}])
def test_a_scenario_takes_only_scores_of_places_that_are_there(
    printed: Workspace, scores_given: dict[str, Decimal]
) -> None:
    before = printed.dump()
    with pytest.raises(InputError):
        trials.save(printed, YEAR, "ก", scores_given)
    assert printed.dump() == before


def test_a_scenario_outlives_the_item_that_it_was_about(printed: Workspace) -> None:
    kept = trials.save(printed, YEAR, "ก", TRIED)
    data = printed.year(YEAR)
    less = replace(
        data.framework, items=tuple(item for item in data.framework.items if item.code != "E6")
    )
    data = replace(data, framework=less)
    found = trials.with_scores(data, trials.begin(data, None), trials.scores_of(data, kept))
    assert set(found.scores) == {"E4", "E5"}
