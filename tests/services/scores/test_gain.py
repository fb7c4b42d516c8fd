"""What finishing an OIT item is worth."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.domain.records import new_id
from ita_desktop.domain.scores.progress import oit_items, tree_of
from ita_desktop.domain.scores.results import Score, ScoreSource
from ita_desktop.domain.scores.scoring import ScoreGain
from ita_desktop.domain.year import YearData
from ita_desktop.services import workspaces
from ita_desktop.services.oit import evidence
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.planning import item_score_gains
from ita_desktop.services.scores.scores import ScoreBarData, ScoreEdit, score_bar_data
from ita_desktop.storage.workspace import Workspace

D = Decimal
YEAR = 2567


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    file = workspaces.copy_sample(tmp_path_factory.mktemp("sample") / "sample.ita")
    with Workspace.open(file) as workspace:
        yield workspace


def _score_bar(data: YearData, previous: YearData | None = None) -> ScoreBarData:
    return score_bar_data(data, previous, tree_of(data))


def _score_gains(data: YearData, previous: YearData | None = None) -> Mapping[str, ScoreGain]:
    return item_score_gains(data, _score_bar(data, previous))


def test_every_open_item_of_the_sample_says_what_it_adds(sample: Workspace) -> None:
    two, one_and_a_half = ScoreGain(D("5.00"), D("2.00")), ScoreGain(D("3.75"), D("1.50"))
    assert _score_gains(sample.year(2568), sample.year(2567)) == {
        "O3": two, "O4": two, "O5": one_and_a_half, "O9": one_and_a_half, "O10": one_and_a_half,
        "O12": one_and_a_half, "O13": two, "O14": two, "O15": two, "O17": two, "O19": two,
        "O21": two, "O22": two,
    }  # fmt: skip


def test_a_complete_item_and_a_survey_item_add_nothing(sample: Workspace) -> None:
    data, previous = sample.year(2568), sample.year(2567)
    score_bar = _score_bar(data, previous)
    assert item_score_gains(data, score_bar).get("O3") == ScoreGain(D("5.00"), D("2.00"))
    assert item_score_gains(data, score_bar).get("O1") is None
    assert item_score_gains(data, score_bar).get("E1") is None


def test_a_year_whose_items_are_all_complete_has_nothing_left_to_add(sample: Workspace) -> None:
    assert _score_gains(sample.year(2567)) == {}


def test_before_any_work_is_recorded_every_item_says_its_share(office: Workspace) -> None:
    known = _score_gains(office.year(YEAR))
    assert len(known) == 22
    assert known["O5"] == ScoreGain(D("3.75"), D("1.50"))
    assert known["O22"] == ScoreGain(D("5.00"), D("2.00"))
    assert abs(sum(gain.instrument for gain in known.values()) - 100) < D("0.10")


def test_a_mark_given_in_part_leaves_the_rest(office: Workspace) -> None:
    scores.set_scores(office, YEAR, [ScoreEdit("O22", D(50))], ScoreSource.SELF)
    assert _score_gains(office.year(YEAR))["O22"] == ScoreGain(D("2.50"), D("1.00"))


def test_below_a_figure_that_was_entered_what_an_unknown_item_adds_is_not_known(
    office: Workspace,
) -> None:
    scores.set_scores(office, YEAR, [ScoreEdit("OIT", D(100))], ScoreSource.OFFICIAL)
    assert _score_gains(office.year(YEAR)) == {}, "100.00 cannot become 105.00"
    scores.set_scores(
        office, YEAR, [ScoreEdit("OIT", None), ScoreEdit("9.1", D(50))], ScoreSource.OFFICIAL
    )
    assert "O1" not in _score_gains(office.year(YEAR))
    assert "O5" in _score_gains(office.year(YEAR)), "nothing was entered above 9.2"


def test_the_strip_counts_no_items_of_an_oit_figure_that_does_not_rest_on_them(
    office: Workspace,
) -> None:
    scores.set_scores(office, YEAR, [ScoreEdit("OIT", D("92.28"))], ScoreSource.OFFICIAL)
    (oit,) = [figure for figure in _score_bar(office.year(YEAR)).figures if figure.code == "OIT"]
    assert (oit.value, oit.done, oit.of) == (D("92.28"), 0, 0)
    marks = [ScoreEdit(item.code, D(100)) for item in oit_items(office.year(YEAR))]
    scores.set_scores(office, YEAR, marks, ScoreSource.OFFICIAL)
    (oit,) = [figure for figure in _score_bar(office.year(YEAR)).figures if figure.code == "OIT"]
    assert (oit.done, oit.of) == (22, 22)


def test_an_item_of_no_known_indicator_has_no_worth(office: Workspace) -> None:
    data = office.year(YEAR)
    stray = replace(data.framework.item_by_code["O22"], code="O99", indicator="10.9")
    framework = replace(data.framework, items=(*data.framework.items, stray))
    changed = replace(data, framework=framework)
    assert item_score_gains(changed, _score_bar(changed)).get("O99") is None


def test_finishing_an_item_moves_the_strip_by_what_was_told(sample: Workspace) -> None:
    before = sample.year(2568), sample.year(2567)
    described = _score_gains(*before)["O3"]
    points = before[0].framework.item_by_code["O3"].requirements
    evidence.tick(sample, 2568, [point.code for point in points], met=True)
    after = _score_bar(sample.year(2568), before[1])
    sample.undo()
    was = _score_bar(*before)
    assert _total(after) - _total(was) == described.total
    assert _figure(after, "OIT") - _figure(was, "OIT") == described.instrument


def _total(score_bar: ScoreBarData) -> Decimal:
    assert score_bar.total is not None
    return score_bar.total


def _figure(score_bar: ScoreBarData, code: str) -> Decimal:
    value = next(figure.value for figure in score_bar.figures if figure.code == code)
    assert value is not None
    return value


_MARKS = st.lists(
    st.one_of(st.sampled_from(["0", "100"]), st.decimals(0, 100, places=2).map(str)),
    min_size=22,
    max_size=22,
)
_SURVEYS = st.tuples(*2 * [st.decimals(0, 100, places=2)])


@pytest.fixture(scope="module")
def blank(begun: bytes, tmp_path_factory: pytest.TempPathFactory) -> YearData:
    path = tmp_path_factory.mktemp("blank") / "blank.ita"
    path.write_bytes(begun)
    with Workspace.open(path) as workspace:
        return workspace.year(YEAR)


def _with(data: YearData, values: Mapping[str, Decimal]) -> YearData:
    year = data.fiscal_year.id
    made = [
        Score(id=new_id(), year_id=year, node=node, source=ScoreSource.SELF, value=value)
        for node, value in values.items()
    ]
    return replace(data, scores=tuple(made))


@given(marks=_MARKS, surveys=_SURVEYS, chosen=st.integers(0, 21))
def test_the_worth_is_always_the_difference_of_the_totals_before_and_after(
    blank: YearData, marks: list[str], surveys: tuple[Decimal, Decimal], chosen: int
) -> None:
    codes = [item.code for item in oit_items(blank)]
    given_marks = {code: D(mark) for code, mark in zip(codes, marks, strict=True)}
    given_marks |= dict(zip(("IIT", "EIT"), surveys, strict=True))
    before = _with(blank, given_marks)
    after = _with(blank, given_marks | {codes[chosen]: D(100)})
    described = _score_gains(before).get(codes[chosen], ScoreGain(D(0), D(0)))
    assert _total(_score_bar(after)) - _total(_score_bar(before)) == described.total
    assert (
        _figure(_score_bar(after), "OIT") - _figure(_score_bar(before), "OIT")
        == described.instrument
    )
