"""The way to the next level: what lacks, and which items would lift it."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.domain.framework import Level
from ita_desktop.domain.scores.levels import LevelResult, UnmetCondition
from ita_desktop.domain.scores.progress import tree_of
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.domain.scores.scoring import what_if
from ita_desktop.services.oit import evidence
from ita_desktop.services.scores import planning, scores
from ita_desktop.services.scores.planning import (
    LevelPath,
    item_score_gains,
    level_path,
    shortfall,
    shortfall_in_short,
)
from ita_desktop.services.scores.scores import ScoreEdit, score_bar_data
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace
from tests.support.places import FIXTURES

D = Decimal
YEAR = 2567
PRINTED = json.loads((FIXTURES / "results_2567.json").read_text(encoding="utf-8"))


def _path(office: Workspace, year: int = YEAR, previous: int | None = None) -> LevelPath:
    data = office.year(year)
    before = office.year(previous) if previous else None
    tree = tree_of(data)
    score_bar = score_bar_data(data, before, tree)
    return level_path(data, score_bar, item_score_gains(data, score_bar))


def _official(office: Workspace, year: int = YEAR, **values: object) -> None:
    edits = [ScoreEdit(node, D(str(value))) for node, value in values.items()]
    scores.set_scores(office, year, edits, ScoreSource.OFFICIAL)


@pytest.fixture
def printed(office: Workspace) -> Workspace:
    """The printed result of 2567: everything is reached but EIT."""
    _official(office, **{item["code"]: item["score"] for item in PRINTED["items"]})
    return office


def test_the_lowest_items_and_the_mean_that_they_need_are_told(printed: Workspace) -> None:
    path = _path(printed)
    assert path.target is not None
    assert (path.target.code, path.reached) == ("passes_excellently", False)
    (mean,) = path.means
    assert (mean.instrument, mean.items) == ("EIT", ("E4", "E5", "E6"))
    assert (mean.needs, mean.has, mean.instrument_needs) == (D("94.87"), D("89.64"), D(95))
    assert mean.from_year is None


def test_that_mean_is_really_enough(printed: Workspace) -> None:
    data, (mean,) = printed.year(YEAR), _path(printed).means
    after = what_if(data.framework, tree_of(data), dict.fromkeys(mean.items, mean.needs))
    assert after.nodes["EIT"].value == D(95)
    just_below = dict.fromkeys(mean.items, mean.needs - D("0.01"))
    assert what_if(data.framework, tree_of(data), just_below).nodes["EIT"].value < D(95)


def test_each_survey_item_below_the_mark_says_what_it_would_add(printed: Workspace) -> None:
    texts = [(lift.code, lift.value, lift.subject, lift.adds) for lift in _path(printed).lifts]
    assert texts == [
        ("E6", D("89.24"), "EIT", D("1.79")),
        ("E4", D("89.38"), "EIT", D("1.77")),
        ("E5", D("90.29"), "EIT", D("1.62")),
        ("E2", D("92.46"), "EIT", D("1.26")),
        ("E1", D("93.45"), "EIT", D("1.09")),
    ]


def test_a_new_year_is_judged_by_last_years_items_and_by_its_own_oit(printed: Workspace) -> None:
    years.add_year(printed, 2568)
    evidence.tick(printed, 2568, ["O1.1"], met=True)
    path = _path(printed, 2568, YEAR)
    assert [(bar.code, bar.from_year) for bar in path.bars] == [
        ("IIT", YEAR), ("EIT", YEAR), ("OIT", None), ("ITA", None),
    ]  # fmt: skip
    assert path.bars[2].items_left == 22
    assert path.target is not None
    assert path.target.name == "ต้องปรับปรุง", "above ต้องปรับปรุงโดยด่วน, which 57.38 is"
    assert path.disclosure == (7, "ITA", D("70.00"))
    assert not path.means, "OIT alone is the cheapest way"
    assert {lift.subject for lift in path.lifts} == {"ITA"}
    assert len([lift for lift in path.lifts if lift.code.startswith("O")]) == 22
    added = [lift.adds for lift in path.lifts]
    assert added == sorted(added, reverse=True)


def test_where_surveys_lack_beside_the_total_all_of_it_is_told(office: Workspace) -> None:
    _official(office, IIT="94.70", EIT="88.25", OIT=100)
    path = _path(office)
    assert path.target is not None
    assert path.target.name == "ผ่านดีเยี่ยม"
    assert [(bar.code, bar.missing) for bar in path.bars] == [
        ("IIT", D("0.30")), ("EIT", D("6.75")), ("OIT", 0), ("ITA", D("0.11")),
    ]  # fmt: skip
    assert (path.means, path.lifts) == ((), ()), "no item's score is known"
    _official(office, E4="80.00", E5="85.00")
    assert (_path(office).means, _path(office).lifts) == ((), ()), "nor those of the others"


def test_items_of_an_instrument_that_reached_the_level_do_not_lift_it(printed: Workspace) -> None:
    _official(printed, O1=0)  # OIT is 95.00, just what the level asks
    path = _path(printed)
    assert path.target is not None
    assert path.target.name == "ผ่านดีเยี่ยม"
    assert {lift.code[0] for lift in path.lifts} == {"E"}, "O1 is open, but OIT lacks nothing"


def test_survey_items_of_another_framework_are_not_taken_for_this_years(office: Workspace) -> None:
    years.add_year(office, 2566)
    given_scores = {"IIT": 98, "EIT": 80, **{f"E{number}": 80 for number in range(1, 7)}}
    _official(office, 2566, **given_scores)
    evidence.tick(office, YEAR, ["O1.1"], met=True)
    path = _path(office, YEAR, 2566)
    assert not path.means
    assert {lift.code[0] for lift in path.lifts} == {"O"}


def test_letters_ask_for_the_total_and_items_tell_what_they_add_to_it(printed: Workspace) -> None:
    years.use_level_set(printed, YEAR, "letters")
    _official(printed, E6=0, E5=0, O1=0)
    path = _path(printed)
    assert path.target is not None
    assert path.target.code == "AA"
    total = path.bars[-1]
    assert (total.code, total.needs) == ("ITA", 95)
    assert {bar.needs for bar in path.bars[:-1]} == {None}
    (mean,) = path.means
    assert (mean.instrument, mean.items) == ("EIT", ("E5", "E6")), "OIT alone is not enough"
    assert {lift.subject for lift in path.lifts} == {"ITA"}
    added = {lift.code: lift.adds for lift in path.lifts}
    assert added["E6"] == D("5.00")
    assert added["O1"] == D("2.00")


def test_the_best_level_has_nothing_left_to_lift(printed: Workspace) -> None:
    _official(printed, **{f"E{number}": 100 for number in range(1, 7)})
    path = _path(printed)
    assert path.reached
    assert (path.means, path.lifts) == ((), ())
    assert {bar.missing for bar in path.bars} == {0}
    years.use_level_set(printed, YEAR, "letters")
    assert _path(printed).reached


def test_with_nothing_known_there_is_no_level_and_nothing_to_lift(office: Workspace) -> None:
    path = _path(office)
    assert (path.target, path.reached, path.lifts) == (None, False, ())
    assert {bar.value for bar in path.bars} == {None}


def test_while_a_survey_is_unknown_the_items_that_are_known_still_say_what_they_add(
    office: Workspace,
) -> None:
    evidence.tick(office, YEAR, ["O1.1"], met=True)
    path = _path(office)
    assert path.target is None
    assert {lift.subject for lift in path.lifts} == {"OIT"}


@given(values=st.lists(st.decimals(60, 94, places=2), min_size=6, max_size=6))
def test_the_mean_told_is_enough_and_the_one_that_the_plan_tells(
    printed_once: Workspace, values: list[Decimal]
) -> None:
    items = {f"E{number}": value for number, value in enumerate(values, 1)}
    _official(printed_once, **items)
    data = printed_once.year(YEAR)
    path = _path(printed_once)
    (mean,) = path.means
    assert mean.needs <= mean.instrument_needs
    after = what_if(data.framework, tree_of(data), dict.fromkeys(mean.items, mean.needs))
    reached = after.nodes["EIT"].value
    assert reached is not None
    assert reached >= mean.instrument_needs
    assert path.target is not None
    found = planning.year_plan(data, None, path.target.code).plan
    assert found is not None
    together = found.parts[1].together
    assert together is not None
    assert (set(together.items), together.to) == (set(mean.items), mean.needs)


@pytest.fixture(scope="module")
def printed_once(begun: bytes, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    path = tmp_path_factory.mktemp("printed") / "printed.ita"
    path.write_bytes(begun)
    workspace = Workspace.open(path)
    _official(workspace, **{item["code"]: item["score"] for item in PRINTED["items"]})
    return workspace


def test_what_lacks_is_told_most_first_and_the_total_last() -> None:
    level, better = (
        Level(code, name, D(least), D(least))
        for code, name, least in (("pass", "ผ่าน", 85), ("well", "ผ่านดี", 90))
    )

    def lacks(**has: str | None) -> tuple[str, str]:
        blocks = [
            UnmetCondition(better, code, D(90), None if value is None else D(value))
            for code, value in has.items()
        ]
        result = LevelResult(level, better, tuple(blocks))
        return str(shortfall(result)), str(shortfall_in_short(result))

    assert lacks() == ("", "")
    assert lacks(EIT="83.25") == ("ขาด EIT 6.75 คะแนน ถึงผ่านดี", "ขาด EIT 6.75 ถึงผ่านดี")
    assert lacks(ITA="89.89") == ("ขาด คะแนนรวม 0.11 ถึงผ่านดี", "ขาด รวม 0.11 ถึงผ่านดี")
    assert lacks(EIT=None) == (
        "ยังไม่มีคะแนน EIT จึงยังไม่ถึงผ่านดี",
        "ขาด EIT (ยังไม่มีคะแนน) ถึงผ่านดี",
    )
    assert lacks(IIT="89.70", EIT="83.25") == (
        "ขาด EIT 6.75 · IIT 0.30 ถึงผ่านดี",
        "ขาด EIT 6.75 และอีก 1 อย่าง ถึงผ่านดี",
    )
    assert lacks(ITA="80", IIT="89.70", EIT="83.25", OIT=None) == (
        "ขาด OIT (ยังไม่มีคะแนน) · EIT 6.75 · IIT 0.30 · คะแนนรวม 10 ถึงผ่านดี",
        "ขาด OIT (ยังไม่มีคะแนน) และอีก 3 อย่าง ถึงผ่านดี",
    )
    assert shortfall(LevelResult(better, None, ())) == ""
