"""The page คะแนน in the real window: what is typed moves everything above it at once."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.scores.progress import own_tree_of
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.services import workspaces
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.dialogs.previews.sheet import PreviewSheet
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.scores.page import ScoresPage
from ita_desktop.ui.table.arrange import ColumnFilter
from tests.ui.support.arriving import arrives
from tests.ui.support.keyboard import press, type_text

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window, qtbot) -> ScoresPage:
    window.go(PageKey.SCORES)
    shown = window.page(PageKey.SCORES)
    qtbot.waitUntil(shown.table.hasFocus)
    return shown


def cell(page: ScoresPage, row: str, key: str) -> str:
    """What a cell of the table shows."""
    sheet = page.table.sheet
    return sheet.index(sheet.place(row), sheet.column_index(key)).data()


def click(qtbot, page: ScoresPage, row: str, key: str) -> None:
    view = page.table
    index = view.sheet.index(view.sheet.place(row), view.sheet.column_index(key))
    view.scrollTo(index)
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center() - QPoint(6, 0))


def enter(page: ScoresPage, row: str, key: str, text: str) -> None:
    """Goes to a cell and types over it."""
    page.show_target(row)
    page.table.go_to(row, key)
    type_text(text)
    press(Key.Key_Return)


def test_the_total_stands_over_three_instruments_with_their_weights(page: ScoresPage) -> None:
    assert [group.id for group in page.table.sheet.rows] == [TOTAL, "IIT", "EIT", "OIT"]
    assert [cell(page, code, "weight") for code in (TOTAL, "IIT", "EIT", "OIT")] == [
        "100",
        "30",
        "30",
        "40",
    ]


@pytest.mark.in_turn
def test_a_mark_that_is_typed_moves_everything_above_it_and_the_strip(page, window, qtbot) -> None:
    tree = window.session.tree
    assert tree.nodes["9.3"].value == 0
    page.show_target("9.3")
    click(qtbot, page, "O13", "own")
    type_text("100")
    press(Key.Key_Return)
    assert cell(page, "O13", "own") == "100.00"
    assert cell(page, "9.3", "own") == "33.33"
    assert cell(page, "OIT", "own") == "45.00"
    assert window.session.workspace.edits.undo_label == "แก้คะแนน O13"
    assert [figure.value for figure in window.session.score_bar.figures][-1] == Decimal("45.00")
    assert "75.38" in page.line.texts[0]


@pytest.mark.in_turn
def test_ctrl_z_gives_the_old_figures_back_everywhere(page, window) -> None:
    before = cell(page, "OIT", "own")
    enter(page, "O13", "own", "100")
    press(Key.Key_Z, CTRL)
    assert cell(page, "O13", "own") == "0.00"
    assert cell(page, "OIT", "own") == before
    assert "เลิกทำแล้ว" in window.message.message.sentence


@pytest.mark.in_turn
def test_survey_scores_lift_the_level_as_they_are_typed(page, window) -> None:
    for code in ("E4", "E5", "E6"):
        enter(page, code, "own", "94.88")
    assert cell(page, "7", "own") == "94.88"
    assert "ประเมินเอง" in page.line.texts[1]
    assert page.pane.chart.bells[6].now == Decimal("94.88")


def test_an_official_figure_of_an_indicator_stands_beside_the_computed_one(page, window) -> None:
    enter(page, "9", "official", "88")
    node = window.session.tree.nodes["9"]
    assert (node.official, node.computed) == (Decimal("88.00"), Decimal("40.00"))
    assert cell(page, "9", "official") == "88.00"
    assert window.session.workspace.edits.undo_label == "แก้คะแนนทางการ 9"
    assert "ต่างจากที่คำนวณที่ 9" in page.header._counts


@pytest.mark.in_turn
def test_the_column_of_the_own_assessment_has_nothing_of_official_figures(page, window) -> None:
    """What follows from official items is no assessment of the office's own."""
    window.session.choose_year(2567)
    session = window.session
    official = {score.node for score in session.data.scores if score.source is ScoreSource.OFFICIAL}
    assert {"E1", "E6"} <= official
    assert session.tree.nodes["EIT"].computed == Decimal("92.38")
    own = own_tree_of(session.data)
    page.table.sheet.fold([node.code for node in session.tree.nodes.values()], shut=False)
    for node in session.tree.nodes.values():
        shown = cell(page, node.code, "own")
        mine = own.nodes[node.code].value
        assert shown.strip("–") == ("" if mine is None else f"{mine:.2f}"), node.code
        printed = cell(page, node.code, "official")
        described = "" if node.official is None else f"{node.official:.2f}"
        assert printed.strip("–") == described, node.code
    assert cell(page, "EIT", "own") == ""
    enter(page, "E6", "own", "80")
    assert cell(page, "EIT", "own") == "80.00"


def test_a_score_over_100_is_refused_and_the_old_one_stays(page, window) -> None:
    before = window.session.workspace.edits.undo_label
    enter(page, "O13", "own", "101")
    assert page.table.editing.open
    assert "100" in window.message.message.sentence
    press(Key.Key_Escape)
    assert cell(page, "O13", "own") == "0.00"
    assert window.session.workspace.edits.undo_label == before


@pytest.mark.in_turn
def test_delete_brings_back_the_mark_that_the_checklist_gives(page, window) -> None:
    enter(page, "O13", "own", "50")
    page.table.go_to("O13", "own")
    press(Key.Key_Delete)
    assert cell(page, "O13", "own") == "0.00"


@pytest.mark.in_turn
def test_a_block_pasted_over_both_columns_is_shown_first_and_one_step_back(
    page, window, qtbot
) -> None:
    page.show_target("E1")
    page.table.go_to("E1", "own")
    QApplication.clipboard().setText("90\t91\n92\t93")
    press(Key.Key_V, CTRL)
    sheet = next(one for one in window.findChildren(PreviewSheet) if one.isVisible())
    qtbot.waitUntil(sheet.table.hasFocus)
    press(Key.Key_Return)
    qtbot.waitUntil(page.table.hasFocus)
    assert [cell(page, code, "own") for code in ("E1", "E2")] == ["90.00", "92.00"]
    assert [cell(page, code, "official") for code in ("E1", "E2")] == ["91.00", "93.00"]
    press(Key.Key_Z, CTRL)
    assert [cell(page, code, "own") for code in ("E1", "E2")] == ["–", "–"]
    assert [cell(page, code, "official") for code in ("E1", "E2")] == ["–", "–"]


def test_the_strips_sentence_tries_what_lacks_for_the_level(page, window) -> None:
    """Six disclosure items are enough; IIT and EIT stand as the year before had them."""
    before = window.session.workspace.dump()
    window.score_bar.sentence_opened.emit()
    row, column = page.table.current_cell()
    assert (row.id, column.key) == ("O3", "tried")
    assert cell(page, "E4", "tried") == "89.38"
    assert page.line.texts[0] == "ลองปรับแล้วได้ 85.38 ผ่าน"
    assert page.line.texts[1].endswith("ตอนนี้ 73.38 ต้องปรับปรุง")
    assert window.score_bar.values.sentence == "ขาด คะแนนรวม 11.62 ถึงผ่าน"
    assert window.session.workspace.dump() == before


def test_where_the_best_level_is_reached_the_plan_leads_to_what_is_left(page, window) -> None:
    scores.set_scores(
        window.session.workspace,
        2568,
        [ScoreEdit(code, Decimal(98)) for code in ("IIT", "EIT", "OIT")],
        ScoreSource.OFFICIAL,
    )
    page.show_target("plan")
    assert not page.what_if.active
    assert page.table.current_cell()[1].key == "own"


def test_a_figure_of_the_strip_opens_its_place(page, window) -> None:
    window.go(PageKey.OVERVIEW)
    window.score_bar.figure_opened.emit("EIT")
    assert arrives(window, PageKey.SCORES)
    assert page.table.current_row().id == "EIT"


def test_a_row_of_the_chart_goes_to_its_place_in_the_table(page, qtbot) -> None:
    page.table.sheet.fold(["EIT"])
    qtbot.mouseClick(page.pane.chart.rows[7], LEFT)
    assert page.table.current_row().id == "8"


def test_the_chart_tells_each_indicator_in_words(page) -> None:
    text = page.pane.chart.rows[8].accessibleName()
    assert text == "9 การเปิดเผยข้อมูล, ปี 2568 40.00, ปี 2567 100.00"
    assert page.pane.chart.rows[0].accessibleName().endswith("ปี 2568 ยังไม่มีคะแนน, ปี 2567 99.19")


def test_an_oit_item_says_what_it_is_worth_and_opens_in_its_own_page(page, window) -> None:
    page.show_target("O13")
    assert page.pane.score_gain.value == "OIT +5.00 · รวม +2.00"
    page.pane.place_title.action.click()
    assert arrives(window, PageKey.OIT)


def test_a_figure_is_shown_whatever_was_filtered_before(page) -> None:
    page.table.sheet.filter("code", ColumnFilter("E1"))
    page.show_target("O13")
    assert page.table.current_row().id == "O13"


def test_another_year_brings_its_own_columns_and_figures(page, window) -> None:
    window.session.choose_year(2567)
    titles = [column.title for column in page.table.sheet.columns]
    assert "ปี 2566" in titles
    assert cell(page, TOTAL, "official") == "97.38"
    assert page.header._counts == "คำนวณแล้วตรงกับผลทางการ"
    assert page.line.texts[0] == "รวม 97.38 ผ่านดี"
    window.session.choose_year(2566)
    titles = [column.title for column in page.table.sheet.columns]
    assert not any(title.startswith("ปี ") for title in titles)


def test_what_needs_no_look_is_folded_away_at_first(page, window) -> None:
    window.session.choose_year(2567)
    sheet = page.table.sheet
    assert sheet.place("I1") is None
    assert sheet.place("E6") is not None


def test_a_year_without_any_score_says_what_belongs_here(page, window) -> None:
    years.add_year(window.session.workspace, 2570)
    window.session.choose_year(2570)
    assert page.empty.isVisible()
    assert page.empty.accessibleName() == "ปี 2570 ยังไม่มีคะแนน"
    page.empty.button.click()
    assert page.table.isVisible()
    assert page.table.current_row().id == "I1"


@pytest.mark.in_turn
def test_a_read_only_workspace_refuses_to_be_typed_in(window, qtbot, tmp_path) -> None:
    file = workspaces.copy_sample(tmp_path / "other.ita")
    with Workspace.open(file):
        window.open_file(file)
        window.go(PageKey.SCORES, "O13")
        page = window.page(PageKey.SCORES)
        type_text("100")
        assert not page.table.editing.open
        assert window.session.tree.nodes["O13"].value == 0
        window.opener.end()
