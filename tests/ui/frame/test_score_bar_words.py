"""The score bar in words: levels only where they are certain, sources in sentences."""

from decimal import Decimal

from ita_desktop.domain.framework import Level
from ita_desktop.domain.scores.levels import LevelResult
from ita_desktop.domain.scores.scoring import score_tree
from ita_desktop.frameworks import load
from ita_desktop.services.scores.scores import ScoreBarData, ScoreBarFigure
from ita_desktop.ui.score_bar_words import score_bar_values

GOOD = Level("good", "ผ่านดี", Decimal(85))
BEST = Level("best", "ผ่านดีเยี่ยม", Decimal(95))
OPEN = LevelResult(None, None, ())
HALF = ScoreBarFigure("IIT", Decimal("91.50"), known=Decimal(96))
LAST_YEAR = ScoreBarFigure("EIT", Decimal("92.38"), 2567)
OIT = ScoreBarFigure("OIT", Decimal(40), None, 9, 22)


def score_bar(today: LevelResult, done: LevelResult | None) -> ScoreBarData:
    total_done = Decimal("90.00") if done is not None else None
    tree = score_tree(load(2567), {}, {})
    return ScoreBarData((HALF, LAST_YEAR, OIT), Decimal("64.00"), today, total_done, done, tree)


def test_the_level_when_oit_is_complete_is_told_where_it_is_certain() -> None:
    values = score_bar_values(2568, score_bar(OPEN, LevelResult(GOOD, None, ())))
    assert values.total is not None
    assert values.outlook is not None
    assert (values.total.note, values.outlook.note) == ("ยังไม่ครบ", "ผ่านดี")
    assert values.sentence == "ทำ OIT ให้ครบ จะได้ผ่านดี"


def test_a_level_that_is_open_only_when_oit_is_complete_is_not_told() -> None:
    values = score_bar_values(2568, score_bar(LevelResult(GOOD, BEST, ()), OPEN))
    assert values.total is not None
    assert values.outlook is not None
    assert (values.total.note, values.outlook.note) == ("ผ่านดี", "ยังไม่ครบ")


def test_where_no_level_is_certain_the_sentence_says_why() -> None:
    values = score_bar_values(2568, score_bar(OPEN, OPEN))
    assert values.sentence == "คะแนน IIT ยังไม่ครบ จึงยังบอกระดับไม่ได้"


def test_without_any_score_it_tells_how_far_oit_is_and_the_days_left() -> None:
    nothing = score_bar(OPEN, OPEN)._replace(
        figures=(ScoreBarFigure("IIT", None), ScoreBarFigure("OIT", None, None, 0, 22)), total=None
    )
    text = "ยังไม่มีคะแนนของปีนี้ · OIT ครบ 0/22 ข้อ"
    assert score_bar_values(2568, nothing, 181).empty == f"{text} · ปิดการเผยแพร่ OIT อีก 181 วัน"
    assert score_bar_values(2566, nothing, -714).empty == text


def test_a_figure_of_last_year_says_so_however_little_room_there_is() -> None:
    values = score_bar_values(2568, score_bar(OPEN, OPEN))
    notes = {figure.node: (figure.note, figure.short_note) for figure in values.figures}
    assert notes["EIT"] == ("ผลปี 67", "ปี 67")


def test_each_figure_says_where_it_comes_from() -> None:
    values = score_bar_values(2568, score_bar(OPEN, OPEN))
    assert [figure.source for figure in values.figures] == [
        "IIT คิดจากข้อที่มีคะแนนแล้ว 96%",
        "EIT ใช้ผลปี 2567 จนกว่าจะมีผลของปีนี้",
        "OIT ของปีนี้ ครบแล้ว 9 จาก 22 ข้อ",
    ]
    assert values.total is not None
    assert values.total.source == "คะแนนรวมนี้ใช้ EIT ของปี 2567 รวมกับผลของปีนี้"
