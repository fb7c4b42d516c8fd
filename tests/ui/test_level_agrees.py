"""Strip, overview, line of คะแนน, plan, command line and paper tell one level and one way on."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop.documents.reports.results.analysis_words import way_up
from ita_desktop.domain.scores.progress import tree_of
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.domain.scores.scoring import what_if
from ita_desktop.services import workspaces
from ita_desktop.services.overview import overview
from ita_desktop.services.places import PageKey
from ita_desktop.services.scores import planning, scores, trials
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.services.step_context import StepContext
from ita_desktop.services.steps.scores import steps
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.pages.overview.rows import level_title
from ita_desktop.ui.score_bar_words import score_bar_values
from tests.support.cost import examples

YEAR = 2567
NAMES = ("IIT", "EIT", "OIT")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    path = tmp_path_factory.mktemp("levels") / "levels.ita"
    return workspaces.create(path, "สำนักงานเขตทดลอง", YEAR)


def agree(office: Workspace, figures: dict[str, Decimal | None]) -> tuple[str, str, str]:
    """The level, the next one and the score bar's sentence, which all others say too."""
    edits = [ScoreEdit(code, value) for code, value in figures.items()]
    scores.set_scores(office, YEAR, edits, ScoreSource.OFFICIAL)
    data = office.year(YEAR)
    tree = tree_of(data)
    shown = overview(data, None, tree, date(2024, 5, 1))
    score_bar, level = shown.score_bar, tree.level
    described = scores.as_json(data)["level"]
    found = planning.year_plan(data, None).plan
    values = score_bar_values(YEAR, score_bar)
    if level.level is None:
        assert described is None
        assert shown.path.target is None
        assert "ขาด" not in values.sentence
        assert level_title(shown)[0] == "ระดับถัดไป"
        return "", "", values.sentence
    assert described["name_th"] == level.level.name == score_bar.level.level.name
    assert values.total is not None
    assert values.total.note == level.level.name
    assert found is not None
    assert found.target == score_bar.target == shown.path.target
    if level.next_level is None:
        assert "สูงสุด" in values.sentence
        return level.level.name, "", values.sentence
    name = level.next_level.name
    assert level_title(shown)[0].endswith(name)
    assert re.search(f"ถึง ?{name}$", values.sentence)
    asked = {(condition.subject, condition.missing) for condition in level.blocks_next}
    assert asked == {(condition.subject, condition.missing) for condition in found.open}
    assert {one["rule"] for one in described["blocked_by"] if one["level"] == name} == {
        condition.rule for condition in found.open
    }
    for subject, missing in asked:
        assert f"{'คะแนนรวม' if subject == 'ITA' else subject} {missing}" in values.sentence
    if len(asked) > 1:
        assert f"และอีก {len(asked) - 1} อย่าง" in values.short_sentence
    gaps = {bar.code: bar.missing for bar in shown.path.bars if bar.missing}
    assert gaps == dict(asked)
    text = next(steps(StepContext(data, None, tree, date(2024, 5, 1))))
    assert values.sentence in text.sentence
    assert text.place is None or text.place.page is PageKey.SCORES
    paper = [sentence.text for sentence in way_up(data, tree)]
    assert name in paper[0]
    for subject, missing in asked:
        assert any(f"ขาดอีก {missing} คะแนน" in one for one in paper), (subject, paper)
    tried = what_if(data.framework, tree, trials.filled(data, None))
    if all(figures.values()):
        assert tried.level.level is not None
        ranks = [level.code for level in data.framework.levels.levels]
        assert ranks.index(tried.level.level.code) <= ranks.index(level.next_level.code)
    return level.level.name, name, values.sentence


@pytest.mark.parametrize(
    ("figures", "described"),
    [
        (
            ("94.70", "88.25", "100"),
            ("ผ่านดี", "ผ่านดีเยี่ยม", "ขาด EIT 6.75 · IIT 0.30 · คะแนนรวม 0.11 ถึงผ่านดีเยี่ยม"),
        ),
        (("94.70", "88.27", "71.25"), ("ต้องปรับปรุง", "ผ่าน", "ขาด คะแนนรวม 1.61 ถึงผ่าน")),
        (("98", "84", "90"), ("ผ่าน", "ผ่านดี", "ขาด EIT 1.00 คะแนน ถึงผ่านดี")),
        (("60", "60", "60"), ("ต้องปรับปรุงโดยด่วน", "ต้องปรับปรุง", "ขาด คะแนนรวม 10.00 ถึงต้องปรับปรุง")),
        (("96", "97", "98"), ("ผ่านดีเยี่ยม", "", "ถึงระดับสูงสุดแล้ว ผ่านดีเยี่ยม")),
        (("96", "97", None), ("", "", "ยังไม่มีคะแนน OIT")),
    ],
)
def test_a_district_at_each_level_is_told_the_one_above(
    office: Workspace, figures: tuple[str | None, ...], described: tuple[str, str, str]
) -> None:
    years.use_level_set(office, YEAR, "names")
    known = (None if figure is None else Decimal(figure) for figure in figures)
    text = agree(office, dict(zip(NAMES, known, strict=True)))
    if described[0]:
        assert text == described
    else:
        assert text[:2] == ("", "")


@pytest.mark.parametrize("levels", ["names", "letters"])
@given(
    figures=st.lists(st.none() | st.decimals(30, 100, places=2), min_size=3, max_size=3),
)
@settings(max_examples=examples(60))
def test_any_district_is_told_the_same_everywhere(
    office: Workspace, levels: str, figures: list[Decimal | None]
) -> None:
    years.use_level_set(office, YEAR, levels)
    agree(office, dict(zip(NAMES, figures, strict=True)))
