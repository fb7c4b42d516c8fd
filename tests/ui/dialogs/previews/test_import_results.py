"""Task 7: last year's official report is imported, looked through and taken, in the real window."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from ita_desktop.domain.scores.progress import official_scores
from ita_desktop.paths import resource
from ita_desktop.ui.dialogs.previews.found import import_files
from ita_desktop.ui.dialogs.previews.imports import ImportDialog
from ita_desktop.ui.pages.page import PageKey
from tests.support.known_files import begun_workspace
from tests.support.places import FIXTURES
from tests.ui.support.keyboard import press

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
REPORT = FIXTURES / "report_2567.txt"


@pytest.fixture
def only_2568(window, tmp_path):
    """The window on a workspace that has the year 2568 alone."""
    path = tmp_path / "ใหม่.ita"
    path.write_bytes(begun_workspace(2568))
    window.open_file(path)
    window.go(PageKey.SCORES)
    return window


def shown(window, qtbot) -> ImportDialog:
    qtbot.waitUntil(lambda: window.findChild(ImportDialog) is not None)
    dialog = window.findChild(ImportDialog)
    qtbot.waitUntil(lambda: dialog.plan is not None)
    return dialog


def accept(window, dialog, qtbot) -> None:
    qtbot.waitUntil(dialog.table.hasFocus)
    label = window.session.workspace.edits.undo_label
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.workspace.edits.undo_label != label)
    qtbot.waitUntil(window.isActiveWindow)


@pytest.mark.in_turn
def test_last_years_report_is_taken_in_four_actions_and_taken_back_in_one(
    only_2568, qtbot, monkeypatch
):
    window = only_2568
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(REPORT)], ""))
    before = window.session.workspace.dump()
    press(Key.Key_5, CTRL)  # คะแนน
    press(Key.Key_I, CTRL)  # and the file is chosen
    dialog = shown(window, qtbot)
    assert "2567" in dialog.ui.source.text()
    accept(window, dialog, qtbot)
    assert window.session.years == (2567, 2568)
    official = official_scores(window.session.workspace.year(2567))
    assert (official["ITA"], official["I5"]) == (Decimal("97.38"), Decimal("97.54"))
    assert "2567" in window.message.message.sentence
    press(Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: window.session.workspace.dump() == before)
    qtbot.waitUntil(lambda: window.session.years == (2568,))


@pytest.mark.in_turn
def test_the_preview_shows_each_figure_beside_the_line_it_came_from(only_2568, qtbot, monkeypatch):
    window = only_2568
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(REPORT)], ""))
    press(Key.Key_I, CTRL)
    dialog = shown(window, qtbot)
    rows = {row.cells["รหัส"]: row for row in dialog._rows if row.cells["ส่วน"] == "คะแนน"}
    assert rows["I5"].cells["ค่าที่อ่านได้"] == "97.54"
    assert "การจัดซื้อจัดจ้าง" in rows["I5"].cells["ข้อความในรายงาน"]
    assert rows["I5"].place == "62"
    assert rows["ITA"].cells["ค่าที่อ่านได้"] == "97.38 ผ่านดี"


@pytest.mark.in_turn
def test_pages_of_a_pdf_are_pages_and_rows_tell_where_they_stand(only_2568, qtbot, tmp_path):
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Thai", next(resource("fonts").glob("**/Sarabun-Regular.ttf"))))
    path = tmp_path / "รายงาน.pdf"
    canvas = Canvas(str(path))
    for line in ("รายงานผลการประเมินคุณธรรม ปีงบประมาณ พ.ศ. 2567", "ตัวชี้วัด 1 การปฏิบัติหน้าที่ 99.19"):
        canvas.setFont("Thai", 12)
        canvas.drawString(50, 700, line)
        canvas.showPage()
    canvas.setFont("Thai", 12)
    canvas.drawString(50, 700, "I3 มีการเรียกรับสินบนจากการปฏิบัติหน้าที่ 99.52")
    canvas.save()
    dialog = import_files(only_2568.session, only_2568, [path], "results")
    qtbot.waitUntil(lambda: dialog.plan is not None)
    assert [row.place for row in dialog._rows] == ["หน้า 2 · 1", "หน้า 3 · 1"]
    assert "จาก 2 หน้า" in dialog.ui.source.text()
    assert "แผ่น" not in dialog.ui.source.text()


@pytest.mark.in_turn
def test_a_copied_report_is_pasted_into_the_scores_page(window, qtbot):
    window.session.choose_year(2567)
    window.go(PageKey.SCORES)
    QApplication.clipboard().setText(
        REPORT.read_text(encoding="utf-8").replace("99.30", "99.31", 1)
    )
    window.page(PageKey.SCORES).table.setFocus()
    press(Key.Key_V, CTRL)
    dialog = shown(window, qtbot)
    changed = {row.cells["รหัส"] for row in dialog._rows if row.action == "change"}
    assert "I1" in changed
    assert any("I1" in change.text for change in dialog.plan.warnings)
    # An official figure is changed only by a yes of its own, which stands before all else.
    assert dialog.ticked == frozenset()
    assert "99.30 เป็น 99.31" in dialog._note.message.sentence
    dialog._note.action.click()
    assert len(dialog.ticked) == 1
    accept(window, dialog, qtbot)
    assert official_scores(window.session.data)["I1"] == Decimal("99.31")
    press(Key.Key_Z, CTRL)
    assert official_scores(window.session.data)["I1"] == Decimal("99.30")


@pytest.mark.in_turn
def test_what_contradicts_is_listed_with_its_line(window, qtbot, tmp_path):
    path = tmp_path / "รายงานผล.txt"
    text = REPORT.read_text(encoding="utf-8")
    path.write_text(text.replace("99.30", "99.31", 1).replace("92.46", "29.46", 1), "utf-8")
    dialog = import_files(window.session, window, [path], "results")
    qtbot.waitUntil(lambda: dialog.plan is not None)
    dialog.chips["check"].click()
    listed = [(row.place, row.why) for row in dialog.left.sheet.all_rows()]
    assert any(place == "บรรทัด 58" and "I1 พิมพ์ไว้สองค่า" in why for place, why in listed)
    assert any("E2 พิมพ์ไว้สองค่า คือ 29.46 (บรรทัด 75)" in why for _, why in listed)


@pytest.mark.in_turn
def test_the_report_of_another_office_says_so_before_all_else(only_2568, qtbot, tmp_path):
    path = tmp_path / "รายงานผล.txt"
    text = REPORT.read_text(encoding="utf-8").replace("สำนักงานเขตตัวอย่าง", "สำนักงานเขตสมมุติ")
    path.write_text(text.replace("99.30", "99.31", 1), "utf-8")
    dialog = import_files(only_2568.session, only_2568, [path], "results")
    qtbot.waitUntil(lambda: dialog.plan is not None)
    assert dialog.ticked == frozenset()
    assert "รายงานนี้เป็นของสำนักงานเขตสมมุติ" in dialog._note.message.sentence
    dialog._note.action.click()
    assert dialog.unticked == frozenset()


@pytest.mark.in_turn
def test_a_report_of_the_whole_may_take_the_place_of_the_former_one(window, qtbot, tmp_path):
    window.session.choose_year(2567)
    path = tmp_path / "ผล.csv"
    path.write_text("รหัส,คะแนน\nITA,97.38\n", encoding="utf-8")
    dialog = import_files(window.session, window, [path], "results")
    qtbot.waitUntil(lambda: dialog.plan is not None)
    gone = {row.id for row in dialog._rows if row.action == "remove"}
    assert gone
    assert not gone & dialog.ticked
    assert "remove" in dialog.chips
    assert "add" not in dialog.chips
    assert str(len(gone)) in dialog._note.message.sentence
    dialog._note.action.click()
    assert gone <= dialog.ticked
    before = window.session.workspace.dump()
    accept(window, dialog, qtbot)
    assert official_scores(window.session.data) == {"ITA": Decimal("97.38")}
    press(Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: window.session.workspace.dump() == before)
