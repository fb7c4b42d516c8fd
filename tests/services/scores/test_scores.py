"""Scores: typed in, and told as the command line and the score bar do."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.scores.progress import tree_of
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.services.oit import evidence
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.scores import ScoreBarData, ScoreEdit, parse_score, score_bar_data
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace
from tests.support.places import FIXTURES

YEAR = 2567
PRINTED = json.loads((FIXTURES / "results_2567.json").read_text(encoding="utf-8"))


def _set(office: Workspace, year: int, source: ScoreSource, **values: object) -> None:
    edits = [
        ScoreEdit(node.replace("_", "."), None if value is None else Decimal(str(value)))
        for node, value in values.items()
    ]
    scores.set_scores(office, year, edits, source)


def _official(office: Workspace, **values: object) -> None:
    _set(office, YEAR, ScoreSource.OFFICIAL, **values)


def _type_printed(office: Workspace) -> None:
    items = [ScoreEdit(item["code"], Decimal(str(item["score"]))) for item in PRINTED["items"]]
    scores.set_scores(office, YEAR, items, ScoreSource.OFFICIAL)


def _score_bar(office: Workspace, year: int = YEAR, previous: int | None = None) -> ScoreBarData:
    data = office.year(year)
    before = office.year(previous) if previous else None
    return score_bar_data(data, before, tree_of(data))


# -- typing


@pytest.mark.parametrize(
    ("typed", "score"),
    [
        ("92.38", "92.38"),
        ("๙๒.๓๘", "92.38"),
        (" 100 ", "100.00"),
        ("0", "0.00"),
        (".5", "0.50"),
        ("84.995", "85.00"),
        ("84.994", "84.99"),
        ("99 %", "99.00"),
        ("99.5%", "99.50"),
        ("92,38", "92.38"),
        ("๘๕,๕", "85.50"),
        ("", None),
        ("-", None),
        ("–", None),
    ],
)
def test_a_score_is_read_as_typed(typed: str, score: str | None) -> None:
    assert parse_score(typed) == (None if score is None else Decimal(score))


@pytest.mark.parametrize(
    "typed",
    ["100.01", "-1", "1e1", "NaN", "Infinity", "9,2,3", "1,000", "ผ่าน", "9.1.2", "1 2", "+5", "٩٢"],
)
def test_what_is_no_score_is_told_with_an_example(typed: str) -> None:
    with pytest.raises(InputError, match="ไม่ใช่คะแนน · พิมพ์ตัวเลข 0 ถึง 100") as raised:
        parse_score(typed)
    assert typed in raised.value.sentence()


@given(st.text(max_size=12))
def test_any_text_is_a_score_nothing_or_refused(text: str) -> None:
    try:
        value = parse_score(text)
    except InputError:
        return
    assert value is None or 0 <= value <= 100


# -- storing


def test_scores_are_added_changed_and_taken_away_in_one_step(office: Workspace) -> None:
    _official(office, I1=90, I2=80)
    _official(office, I1="91.005", I2=None, I3=70)
    stored = {score.node: score.value for score in office.year(YEAR).scores}
    assert stored == {"I1": Decimal("91.01"), "I3": Decimal("70.00")}
    assert office.edits.undo_label == "แก้คะแนนทางการ 3 ข้อ"
    office.undo()
    assert {score.node for score in office.year(YEAR).scores} == {"I1", "I2"}


def test_official_and_own_scores_stand_beside_each_other(office: Workspace) -> None:
    _official(office, O1=0)
    _set(office, YEAR, ScoreSource.SELF, O1=100)
    assert office.edits.undo_label == "แก้คะแนน O1"
    node = tree_of(office.year(YEAR)).nodes["O1"]
    assert (node.official, node.computed, node.value) == (0, 100, 0)


def test_the_last_of_two_values_for_one_place_counts(office: Workspace) -> None:
    edits = [ScoreEdit("I1", Decimal(10)), ScoreEdit("I1", Decimal(20))]
    scores.set_scores(office, YEAR, edits, ScoreSource.OFFICIAL)
    assert [score.value for score in office.year(YEAR).scores] == [Decimal(20)]


def test_any_place_of_the_tree_takes_a_score(office: Workspace) -> None:
    _official(office, ITA="97.38", OIT=100, **{"9_1": 100, "9": 100})
    tree = tree_of(office.year(YEAR))
    assert tree.total.value == Decimal("97.38")
    assert tree.nodes["OIT"].value == 100


@pytest.mark.parametrize(
    ("edits", "says"),
    [
        ({"O99": 1, "I1": 1}, "กรอบปี 2567 ไม่มีรหัส O99"),
        ({"I1": 1, "I2": "100.01"}, "คะแนน I2 ต้องอยู่ระหว่าง 0 ถึง 100"),
        ({"I1": -1}, "คะแนน I1 ต้องอยู่ระหว่าง"),
    ],
)
def test_scores_that_cannot_be_are_refused_whole(
    office: Workspace, edits: dict[str, object], says: str
) -> None:
    with pytest.raises(InputError, match=says):
        _official(office, **edits)
    assert office.year(YEAR).scores == ()


def test_the_whole_tree_moves_with_one_score(office: Workspace) -> None:
    _type_printed(office)
    before = tree_of(office.year(YEAR))
    _official(office, E1=100)
    after = tree_of(office.year(YEAR))
    moved = {code for code in before.nodes if before.nodes[code].value != after.nodes[code].value}
    indicator = office.year(YEAR).framework.item_by_code["E1"].indicator
    assert moved == {"E1", indicator, "EIT", "ITA"}


# -- the command line's JSON

KEYS = {
    "": [
        "fiscal_year", "framework", "total", "source", "level",
        "instruments", "indicators", "items", "framework_status",
    ],
    "level": ["name_th", "code", "blocked_by"],
    "blocked_by": ["level", "rule", "needs", "has", "missing"],
    "instruments": ["code", "weight", "score", "weighted", "official", "computed"],
    "indicators": ["code", "instrument", "score", "official", "computed"],
    "items": ["code", "indicator", "score", "official", "computed"],
}  # fmt: skip


def test_the_printed_figures_of_2567_give_the_json_that_is_promised(office: Workspace) -> None:
    _type_printed(office)
    described = json.loads(json.dumps(scores.as_json(office.year(YEAR))))
    assert list(described) == KEYS[""]
    for part in ("instruments", "indicators", "items"):
        assert [list(one) for one in described[part]] == [KEYS[part]] * len(described[part])
    assert list(described["level"]) == KEYS["level"]
    assert [list(one) for one in described["level"]["blocked_by"]] == [KEYS["blocked_by"]]
    assert (described["fiscal_year"], described["framework"]) == (2567, "2567")
    assert described["total"] == "97.38"
    assert described["source"] == "computed"
    assert described["level"] == {
        "name_th": "ผ่านดี",
        "code": "passes_well",
        "blocked_by": [
            {
                "level": "ผ่านดีเยี่ยม",
                "rule": "EIT >= 95",
                "needs": "95.00",
                "has": "92.38",
                "missing": "2.62",
            }
        ],
    }
    assert described["instruments"][0] == {
        "code": "IIT",
        "weight": "30",
        "score": "98.88",
        "weighted": "29.66",
        "official": None,
        "computed": "98.88",
    }
    assert [one["weight"] for one in described["instruments"]] == ["30", "30", "40"]
    assert len(described["items"]) == 40
    first = described["items"][0]
    assert (first["code"], first["indicator"], first["score"]) == ("I1", "1", first["official"])


def test_the_levels_codes_are_those_of_the_command_line() -> None:
    named = next(set_ for set_ in years.level_sets() if set_.code == "names")
    assert [level.code for level in named.levels] == [
        "passes_excellently",
        "passes_well",
        "passes",
        "needs_improvement",
        "needs_urgent_improvement",
    ]
    letters = next(set_ for set_ in years.level_sets() if set_.code == "letters")
    assert [level.code for level in letters.levels] == ["AA", "A", "B", "C", "D", "E", "F"]


def test_what_is_not_known_is_null(office: Workspace) -> None:
    described = scores.as_json(office.year(YEAR))
    assert (described["total"], described["source"], described["level"]) == (None, None, None)
    assert {one["score"] for one in described["items"]} == {None}
    assert {one["weighted"] for one in described["instruments"]} == {None}


def test_official_and_own_figures_together_are_mixed(office: Workspace) -> None:
    _official(office, IIT=90, EIT=90)
    _set(office, YEAR, ScoreSource.SELF, OIT=80)
    described = scores.as_json(office.year(YEAR))
    assert described["total"] == "86.00"
    assert described["source"] == "mixed"
    _official(office, ITA=87)
    assert scores.as_json(office.year(YEAR))["source"] == "official"


# -- the score bar


def test_the_strip_shows_three_figures_the_total_and_the_level(office: Workspace) -> None:
    _type_printed(office)
    score_bar = _score_bar(office)
    assert [(figure.code, str(figure.value)) for figure in score_bar.figures] == [
        ("IIT", "98.88"),
        ("EIT", "92.38"),
        ("OIT", "100.00"),
    ]
    assert (score_bar.total, score_bar.mixed) == (Decimal("97.38"), False)
    assert score_bar.level.level is not None
    assert score_bar.level.level.name == "ผ่านดี"
    assert (score_bar.figures[2].done, score_bar.figures[2].of) == (22, 22)
    assert score_bar.when_oit_done is None
    assert score_bar.target is not None
    assert score_bar.target.name == "ผ่านดีเยี่ยม"


def test_before_the_survey_last_years_figures_stand_in_and_say_so(office: Workspace) -> None:
    _type_printed(office)
    years.add_year(office, 2568)
    evidence.tick(office, 2568, ["O1.1"], met=True)
    score_bar = _score_bar(office, 2568, YEAR)
    assert [figure.from_year for figure in score_bar.figures] == [2567, 2567, None]
    assert score_bar.mixed
    assert score_bar.total is not None
    assert score_bar.when_oit_done == Decimal("97.38")
    assert score_bar.level_when_done is not None
    assert score_bar.level_when_done.level is not None
    assert score_bar.level_when_done.level.name == "ผ่านดี"
    assert score_bar.target is not None
    assert score_bar.target.name == "ต้องปรับปรุง", (
        "the one above what is shown, not above the outlook"
    )
    _set(office, 2568, ScoreSource.OFFICIAL, IIT=90, EIT=90)
    assert not _score_bar(office, 2568, YEAR).mixed


def test_with_nothing_known_the_strip_is_empty(office: Workspace) -> None:
    score_bar = _score_bar(office)
    assert {figure.value for figure in score_bar.figures} == {None}
    assert (score_bar.total, score_bar.level.level, score_bar.target) == (None, None, None)


def test_an_official_oit_score_does_not_hide_what_the_items_could_bring(office: Workspace) -> None:
    _official(office, IIT=90, EIT=90, OIT=50, ITA=74)
    score_bar = _score_bar(office)
    assert score_bar.total == 74
    assert score_bar.when_oit_done == 94


def test_the_level_set_of_the_year_decides(office: Workspace) -> None:
    _type_printed(office)
    years.use_level_set(office, YEAR, "letters")
    assert scores.as_json(office.year(YEAR))["level"]["code"] == "AA"


def test_what_is_known_in_part_tells_no_level_and_says_of_what(office: Workspace) -> None:
    def known() -> tuple[bool, tuple[str, ...]]:
        score_bar = _score_bar(office)
        return score_bar.level.level is not None, score_bar.partly_known

    _official(office, I1=90)
    assert known() == (False, ()), "there is no total whose level could be asked for"
    _official(office, ITA=96, I1=None)
    assert known() == (False, ()), "of what has no figure nothing is known in part"
    _official(office, ITA=None, I1=90, E1=90, O1=100)
    assert known() == (False, ("IIT", "EIT", "OIT"))
    _official(office, EIT=90)
    assert known() == (False, ("IIT", "OIT"))
    _type_printed(office)
    assert known() == (True, ())
