"""Filing and the assessor's remarks in the real window."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from ita_desktop.domain.scores.results import AssessorRemark, RemarkState
from ita_desktop.services.oit import filing
from ita_desktop.ui.dialogs.public_page import PublicTextsSheet
from ita_desktop.ui.pages.oit.filing_sheet import FilingSheet
from ita_desktop.ui.pages.oit.page import OitPage
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.label import ThaiLabel
from tests.ui.support.keyboard import press, type_text
from tests.ui.support.modal import in_dialog

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
PHONE = "081-234-5678"
WORDS = "O10"
"""An item whose explanation has the titles of its evidence."""
O2 = "https://district.example/ita/2568/o2"


@pytest.fixture
def page(window, qtbot) -> OitPage:
    window.go(PageKey.OIT)
    shown = window.page(PageKey.OIT)
    qtbot.waitUntil(shown.table.hasFocus)
    return shown


def entry(sheet: FilingSheet, words: str) -> QAction:
    return next(one for one in sheet.more.menu_now().actions() if one.text() == words)


def copied() -> str:
    return QApplication.clipboard().text()


@pytest.mark.in_turn
def test_no_word_of_a_button_is_cut_on_a_small_screen(window, page, qtbot) -> None:
    window.setMinimumSize(1, 1)  # else that of its layout
    window.resize(853, 480)
    page.open_filing()
    sheet = window.findChild(FilingSheet)
    qtbot.waitUntil(sheet.table.hasFocus)
    buttons = [button for button in sheet.findChildren(Button) if button.isVisible()]
    assert {sheet.copy_words, sheet.more} <= set(buttons)
    cut = [button.text() for button in buttons if button.width() < button.sizeHint().width()]
    assert not cut


@pytest.mark.in_turn
def test_cells_and_blocks_are_copied_and_items_marked_as_filed(window, page, qtbot) -> None:
    page.open_filing()
    sheet = window.findChild(FilingSheet)
    qtbot.waitUntil(sheet.table.hasFocus)
    assert sheet.table.go_to("O2", "links")
    press(Key.Key_C, CTRL)
    assert copied() == O2
    row = next(row for row in sheet.rows if len(row.text.explanation) > 1)
    sheet.table.go_to(row.code, "explanation")
    press(Key.Key_C, CTRL)
    assert copied() == row.text.words
    assert QApplication.clipboard().mimeData().hasFormat("text/html") is False
    qtbot.mouseClick(sheet.thai, LEFT)
    assert sheet.table.go_to(row.code, "explanation")
    qtbot.mouseClick(sheet.copy_words, LEFT)
    assert copied().startswith("๑. ")
    entry(sheet, "คัดลอกทั้งตาราง").trigger()
    assert "<table>" in QApplication.clipboard().mimeData().html()
    assert len(QApplication.clipboard().mimeData().html().split("<tr>")) - 1 == len(sheet.rows)

    sheet.table.go_to("O2", "links")
    qtbot.mouseClick(sheet.ui.accept, LEFT)
    assert sheet.isVisible()
    data = page.session.data
    assert [(one.item_code, one.links) for one in data.filings] == [("O2", O2)]
    assert data.filings[0].filed == page.session.today
    bare = next(row.code for row in sheet.rows if not row.text.links and not row.text.words)
    sheet.table.go_to(bare, "links")
    qtbot.mouseClick(sheet.ui.accept, LEFT)
    assert bare in sheet.ui.remark.text()
    assert len(page.session.data.filings) == 1
    sheet.table.go_to("O2", "links")
    entry(sheet, "เอาเครื่องหมายยื่นแล้วออก").trigger()
    assert page.session.data.filings == ()
    sheet.reject()


@pytest.mark.in_turn
def test_counts_of_the_pane_say_what_is_counted(window, page) -> None:
    page.table.go_to("O15")
    tips = {label.text(): label.toolTip() for label in page.pane.findChildren(ThaiLabel)}
    assert tips["60/60"] == "มีหลักฐานแล้ว 60 จาก 60 หน่วย เดือน หรือกระบวนงาน ณ 14 มี.ค. 68"
    remark = {"text": "ไม่พบรายงานผล"}
    filing.add_remark(page.session.workspace, page.session.year, "O15", remark)
    tips = {label.text(): label.toolTip() for label in page.pane.findChildren(ThaiLabel)}
    assert tips["ค้าง 1"] == "ข้อสังเกตที่ยังค้าง 1 จาก 1 ของข้อนี้ ณ 14 มี.ค. 68"


@pytest.mark.in_turn
def test_a_remark_is_typed_answered_and_accepted_in_the_pane(window, page, qtbot) -> None:
    page.table.go_to("O5")
    section = page.pane.remarks
    qtbot.mouseClick(section.action, LEFT)
    type_text("ไม่พบรายงานผล")
    press(Key.Key_Return)
    (one,) = page.session.data.remarks_of("O5")
    assert (one.text, one.state) == ("ไม่พบรายงานผล", RemarkState.OPEN)
    for field, typed in (("day", "10/4/68"), ("answer", "เผยแพร่แล้ว")):
        section.texts[field].begin()
        type_text(typed)
        press(Key.Key_Return)
    (one,) = page.session.data.remarks_of("O5")
    assert one.day is not None
    assert (one.day.isoformat(), one.state) == ("2025-04-10", RemarkState.ANSWERED)
    assert section.texts["day"].accessible_value() == "10 เม.ย. 68"
    section.texts["day"].begin()
    type_text("31/2/68")
    press(Key.Key_Return)
    assert section.texts["day"].editor is not None
    press(Key.Key_Escape)
    section.state.choose(RemarkState.ACCEPTED.value)
    assert page.session.data.remarks_of("O5")[0].state is RemarkState.ACCEPTED
    assert section.remove.toolTip() == "เอา “O5 ข้อสังเกตที่ 1 · 10 เม.ย. 68” ออก"
    qtbot.mouseClick(section.remove, LEFT)
    assert page.session.data.remarks == ()
    assert section.texts["text"].isVisible() is False


@pytest.mark.in_turn
def test_a_new_remark_that_is_given_up_leaves_the_others_in_sight(page, qtbot) -> None:
    session, section = page.session, page.pane.remarks
    filing.add_remark(session.workspace, session.year, "O5", {"text": "ลิงก์เสีย"})
    page.table.go_to("O5")
    page.pane.show_item("O5")
    qtbot.mouseClick(section.action, LEFT)
    press(Key.Key_Escape)
    assert section.current is not None
    assert section.texts["answer"].isVisible()
    assert section.texts["text"].accessible_value() == "ลิงก์เสีย"


@pytest.mark.in_turn
def test_last_years_remarks_stand_beside_this_years_item(page, monkeypatch) -> None:
    session = page.session
    before = session.workspace.year(2566)
    said = AssessorRemark(id="r", year_id="y", node="O12", text="ขาดเดือนธันวาคม")
    monkeypatch.setattr(type(session), "previous", replace(before, remarks=(said,)))
    page.table.go_to("O15")
    page.pane.show_item("O15")
    assert page.pane.remarks.earlier.text() == "ปี 2566 O12: ขาดเดือนธันวาคม (ยังไม่ตอบ)"
    filing.add_remark(session.workspace, session.year, "O15", {"text": "ใหม่"})
    assert session.data.remark_by_node == {"O15": "ใหม่"}


@pytest.fixture
def sheet_with_a_number(window, page, qtbot) -> FilingSheet:
    """The sheet of what is filed, with a telephone number in an explanation."""
    session = window.session
    with session.workspace.change("พิมพ์") as change:
        for row in session.data.evidence_of(WORDS):
            change.update(row, title=f"{row.title} โทร {PHONE}")
    page.open_filing()
    sheet = window.findChild(FilingSheet)
    qtbot.waitUntil(sheet.table.hasFocus)
    return sheet


@pytest.mark.in_turn
def test_undecided_personal_data_is_asked_about_before_it_is_copied(sheet_with_a_number) -> None:
    sheet = sheet_with_a_number
    QApplication.clipboard().setText("ก่อน")
    for copy in (sheet.copy_words.click, sheet.copy_all, sheet.table.acting.copy):
        sheet.table.go_to(WORDS, "explanation")
        in_dialog(PublicTextsSheet, lambda asking: asking.reject())
        copy()
        assert copied() == "ก่อน"
    sheet.table.go_to(WORDS, "explanation")
    in_dialog(PublicTextsSheet, lambda asking: asking.ui.accept.click())
    sheet.copy_words.click()
    assert PHONE in copied()
    QApplication.clipboard().setText("ก่อน")
    sheet.table.acting.copy()  # it was said, and is not asked again
    assert PHONE in copied()


@pytest.mark.in_turn
def test_mending_leads_from_the_sheet_to_the_text(window, page, sheet_with_a_number) -> None:
    sheet = sheet_with_a_number
    sheet.table.go_to(WORDS)
    in_dialog(PublicTextsSheet, lambda asking: asking.mend_button.click())
    sheet.copy_words.click()
    assert not sheet.isVisible()
    assert window.current_page == PageKey.OIT
