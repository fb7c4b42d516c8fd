"""The pane of คะแนน says where each score comes from, in words, figures and pictures."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QMenu

from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.pictures.charts import Stacks, Thermometer, Waterfall
from ita_desktop.pictures.shapes import RAMP, Ink
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.scores.explained import ExplainBlock
from ita_desktop.ui.pages.scores.page import ScoresPage
from ita_desktop.ui.theme.lines import metrics
from ita_desktop.ui.theme.tokens import DARK, DARK_HIGH, LIGHT, LIGHT_HIGH, Space, Text
from ita_desktop.ui.widgets.button import MoreButton
from ita_desktop.ui.widgets.picture import ink_colour


@pytest.fixture
def page(window, qtbot) -> ScoresPage:
    window.session.choose_year(2567)
    window.go(PageKey.SCORES)
    shown = window.page(PageKey.SCORES)
    qtbot.waitUntil(shown.table.hasFocus)
    return shown


def explained(page: ScoresPage, code: str) -> ExplainBlock:
    page.show_target(code)
    return page.pane.explained


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_an_item_of_the_staff_is_told_down_to_its_answers(page) -> None:
    found = explained(page, "I3")
    assert found.rule.text() == "คะแนนคือร้อยละของผู้ที่ตอบ “ไม่มี”"
    assert plain(found.formula.text()) == "623 / 626 = 99.52%"
    assert found.answers.isVisible()
    assert found.apart.isHidden()
    face = QAccessible.queryAccessibleInterface(found.answers)
    texts = [face.child(at).text(QAccessible.Text.Name) for at in range(face.childCount())]
    assert face.text(QAccessible.Text.Name) == "คำตอบ 626 คน"
    assert texts == ["ไม่มี 623 คน 99.52%", "มี 3 คน 0.48%"]


def test_an_item_of_the_public_says_why_its_score_is_another_one(page) -> None:
    found = explained(page, "E1")
    assert plain(found.formula.text()).endswith("/ 617 = 95.20 · ขั้นเฉลี่ย 5.76 จาก 6")
    assert "ต่างจากค่าเฉลี่ยของทุกคำตอบ −1.75" in found.apart.text()
    assert found.lowest.text().startswith("ต่ำสุดที่ งานจัดซื้อจัดจ้าง")


def test_a_sum_shows_its_formula_and_the_answers_below_it(page) -> None:
    found = explained(page, "6")
    assert plain(found.formula.text()) == "(93.45 + 92.46 + 99.45) / 3 = 95.12"
    assert found.parts.texts == ["E1: 93.45", "E2: 92.46", "E3: 99.45"]
    assert isinstance(found.picture.chart, Stacks)
    assert "E3 ได้ 100 99.35% ได้ 0 0.65%" in found.picture.accessibleName()
    assert found.answers.isHidden()


def test_the_total_shows_weights_levels_and_where_the_points_went(page) -> None:
    found = explained(page, "ITA")
    assert plain(found.formula.text()) == "(98.88 × 30 + 92.38 × 30 + 100.00 × 40) / 100 = 97.38"
    assert found.parts.texts[1] == "EIT: 92.38 น้ำหนัก 30"
    assert found.conditions.texts[2] == ": EIT ต้องได้ 95 ได้ 92.38 ขาด 2.62"
    assert len(found.conditions.texts) == 8, "down to the level that is reached"
    assert isinstance(found.thermometer.chart, Thermometer)
    assert isinstance(found.picture.chart, Waterfall)
    assert "8 การปรับปรุงระบบการทำงาน หายไป 1.02" in found.picture.accessibleName()
    assert "ผ่านดีเยี่ยม ตั้งแต่ 95.00" in found.thermometer.accessibleName()
    face = QAccessible.queryAccessibleInterface(found.picture)
    assert face.role() == QAccessible.Role.Graphic
    found.picture.setFocus()
    assert found.picture.hasFocus()
    assert not found.picture.grab().isNull()


def test_what_has_no_score_yet_is_told_by_the_year_that_stands_for_it(page, window) -> None:
    window.session.choose_year(2568)
    found = explained(page, "E6")
    assert found.how._title.text() == "คะแนนมาจากไหน ใช้ผลปี 2567"
    assert found.answers.answers.respondents == 617
    found = explained(page, "ITA")
    assert plain(found.formula.text()).endswith("= 73.38")


def test_what_the_assessor_wrote_stands_beside_the_score(page, window) -> None:
    row = next(score for score in window.session.data.scores if score.node == "O5")
    with window.session.workspace.change("แก้") as change:
        change.update(row, note="ไม่พบรายงานของไตรมาสที่ 2")
    page.show_target("O5")
    assert page.pane.remark.value == "ไม่พบรายงานของไตรมาสที่ 2"
    page.show_target("O6")
    assert page.pane.remark.isHidden()


@pytest.mark.in_turn
def test_nothing_contradicts_in_2567(page) -> None:
    assert page.clash_button.isHidden()


@pytest.mark.in_turn
def test_the_title_stays_whole_beside_the_button_of_contradictions(page, window, qtbot) -> None:
    window.resize(1366, 768)
    edits = [ScoreEdit("7", Decimal("98.38")), ScoreEdit("I3", Decimal("95.52"))]
    scores.set_scores(window.session.workspace, 2567, edits, ScoreSource.OFFICIAL)
    header, title = page.header, metrics(Text.TITLE).horizontalAdvance("คะแนน")
    buttons = (page.clash_button, page.try_button, page.print_button, page.brief_button)
    assert page.clash_button.isVisible()
    qtbot.waitUntil(
        lambda: (
            min(one.mapTo(header, QPoint()).x() for one in buttons if one.isVisible())
            > Space.PAGE_EDGE + title
        ),
        timeout=2_000,
    )
    assert not page.print_button.isVisible()
    (more,) = header.findChildren(MoreButton)
    assert "พิมพ์สรุป" in [action.text() for action in more.menu_now().actions()]
    last = page.import_button.mapTo(header, page.import_button.rect().topRight())
    assert header.width() == last.x() + 1 + Space.PAGE_EDGE


@pytest.mark.in_turn
def test_contradicting_figures_are_counted_and_each_leads_to_its_place(page, window) -> None:
    edits = [ScoreEdit("7", Decimal("98.38")), ScoreEdit("I3", Decimal("95.52"))]
    scores.set_scores(window.session.workspace, 2567, edits, ScoreSource.OFFICIAL)
    assert page.clash_button.isVisible()
    page.clash_button.click()
    menu = page.clash_button.findChildren(QMenu)[-1]
    texts = [action.text() for action in menu.actions()]
    assert page.clash_button.text() == f"ตัวเลขขัดกัน {len(texts)}"
    at = next(action for action in menu.actions() if action.text().startswith("คะแนน 7 "))
    at.trigger()
    menu.close()
    assert page.table.current_row().id == "7"
    assert page.pane.clashes.text() == at.text()
    assert page.pane.explained.apart.isHidden(), "it is said once"
    window.session.undo()
    assert page.clash_button.isHidden()
    assert page.pane.clashes.isHidden()


@pytest.mark.in_turn
def test_a_doubtful_figure_is_settled_with_one_click_and_undo_takes_that_back(
    page, window, qtbot
) -> None:
    edits = [ScoreEdit("7", Decimal("98.38"))]
    scores.set_scores(window.session.workspace, 2567, edits, ScoreSource.OFFICIAL)
    page.show_target("7")
    assert page.pane.confirm_button.isVisibleTo(page.pane)
    page.pane.confirm_button.click()
    assert page.pane.clashes.isHidden()
    assert page.pane.confirm_button.isHidden()
    assert [doubt.settled for doubt in window.session.data.doubts] != []
    window.session.undo()
    assert not page.pane.clashes.isHidden()


def _contrast(one, other) -> float:
    def light(colour) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    first, second = sorted((light(one), light(other)), reverse=True)
    return (first + 0.05) / (second + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK, LIGHT_HIGH, DARK_HIGH])
def test_letters_on_every_step_of_the_ramp_can_be_read(theme) -> None:
    for place, ink in enumerate(RAMP):
        letters = Ink.ON_DARK if place < 3 else Ink.TEXT
        assert _contrast(ink_colour(theme, letters), ink_colour(theme, ink)) >= 4.5


@pytest.mark.in_turn
def test_what_rose_and_fell_most_since_the_year_before_is_told_at_the_total(window, page) -> None:
    window.session.choose_year(2568)
    page.show_target("ITA")
    change = page.pane.change
    assert change.isHidden(), "what is not assessed yet has not fallen"
    scores.set_scores(
        window.session.workspace, 2568, [ScoreEdit("O3", Decimal(0))], ScoreSource.OFFICIAL
    )
    page.show_target("ITA")
    assert change.isVisibleTo(page.pane)
    assert change.risen.isHidden()
    assert change.fallen.texts == ["O3: −100.00 100.00 → 0.00"]
    page.show_target("O3")
    assert change.isHidden()


def test_a_sum_over_official_figures_is_not_called_a_self_assessment(window, page) -> None:
    edits = [ScoreEdit("OIT", Decimal(63))]
    scores.set_scores(window.session.workspace, 2567, edits, ScoreSource.OFFICIAL)
    page.show_target("ITA")
    assert page.pane.explained.parts.texts[0] == "IIT: 98.88 น้ำหนัก 30 · คำนวณจากที่อยู่ใต้"
    assert page.pane.explained.parts.texts[2] == "OIT: 63.00 น้ำหนัก 40 · ผลทางการ"


def test_of_a_total_known_in_part_the_mean_of_what_is_known_is_told(window, page) -> None:
    window.session.choose_year(2568)
    page.show_target("ITA")
    text = "รู้แล้ว: 40% จากที่รู้ได้ 40.00 · อยู่ระหว่าง 16.00 ถึง 76.00"
    assert page.pane.known.accessibleName() == text
