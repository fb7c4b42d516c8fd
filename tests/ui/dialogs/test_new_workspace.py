"""A clerk begins a new workspace, from the welcome page and by keyboard."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ita_desktop import frameworks
from ita_desktop.settings import Settings
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.dialogs.beginning import NewWorkspace, NewWorkspaceDialog
from ita_desktop.ui.dialogs.frameworks import shipped
from ita_desktop.ui.window import Window
from tests.ui.support.keyboard import press, type_text
from tests.ui.support.modal import in_dialog

OFFICE = "สำนักงานเขตตัวอย่าง"


@pytest.fixture
def dialog(qtbot, tmp_path: Path) -> NewWorkspaceDialog:
    window = QWidget()
    window.resize(1366, 768)
    qtbot.addWidget(window)
    made = NewWorkspaceDialog(shipped(), date(2025, 3, 14), window)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.form.office.hasFocus)
    return made


def test_the_year_and_framework_of_the_day_stand_there_already(dialog) -> None:
    assert dialog.values().year == 2568
    assert dialog.form.framework.currentText().startswith("ปี 2567-2568")


def test_the_office_is_completed_from_what_is_typed(dialog) -> None:
    form = dialog.form
    above_buttons = QRect(2, dialog.ui.footer.geometry().y() - 1, dialog.width() - 4, 3)
    before = dialog.grab(above_buttons).toImage()
    type_text("ลาดกร")
    assert dialog.suggestions.shown == ("สำนักงานเขตลาดกระบัง",)
    assert dialog.grab(above_buttons).toImage() == before, "the list is no table above the buttons"
    press(Qt.Key.Key_Return)
    assert form.office.text() == "สำนักงานเขตลาดกระบัง"
    assert Path(dialog.values().path).name == "ITA สำนักงานเขตลาดกระบัง.ita"
    for typed in ("เขตลาดกระบัง", "สนข.ลาดกระบัง", "สนง.เขต ลาดกระบัง"):
        form.office.clear()
        type_text(typed)
        form.year.setFocus()
        assert form.office.text() == "สำนักงานเขตลาดกระบัง", typed
        form.office.setFocus()
    form.office.clear()
    type_text("เขตลาดกระบัง")
    press(Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.suggestions.shown == ()
    form.year.setFocus()
    assert form.office.text() == "เขตลาดกระบัง", "what was typed stays"


def test_a_click_on_create_completes_what_is_typed(dialog, tmp_path, qtbot) -> None:
    dialog.form.place.setFocus()
    dialog.form.place.selectAll()
    type_text(str(tmp_path / "งาน.ita"))
    dialog.form.office.setFocus()
    dialog.form.office.selectAll()
    type_text("เขตลาดกระบัง")
    qtbot.mouseClick(dialog.ui.accept, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.made is not None)
    assert dialog.form.office.text() == "สำนักงานเขตลาดกระบัง"
    with Workspace.open(dialog.made) as made:
        assert made.organisation().name == "สำนักงานเขตลาดกระบัง"


def test_the_office_is_chosen_from_the_fifty_districts(dialog) -> None:
    type_text("สำนักงานเขต")
    assert len(dialog.suggestions.shown) == 50
    assert dialog.suggestions.shown[0] == "สำนักงานเขตคลองเตย"
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Tab)
    assert dialog.form.office.text() == "สำนักงานเขตคลองสาน"
    assert not dialog.form.office.hasFocus()


def test_the_file_is_named_for_the_office_until_another_place_is_chosen(
    dialog, tmp_path, monkeypatch
) -> None:
    type_text(OFFICE)
    assert Path(dialog.values().path).name == f"ITA {OFFICE}.ita"
    chosen = tmp_path / "งาน"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(chosen), ""))
    dialog.form.choose.click()
    type_text(" 2")
    assert dialog.values().path == str(chosen.with_suffix(".ita"))


def test_another_year_brings_its_own_framework(dialog) -> None:
    dialog.form.year.setCurrentIndex(dialog.form.year.findData(2566))
    assert dialog.values().framework == "2566"


def test_nothing_can_be_made_without_a_name_and_a_place(dialog) -> None:
    assert not dialog.accept_button.isEnabled()
    assert dialog.accept_button.toolTip() == "พิมพ์ชื่อสำนักงานก่อน"
    assert dialog.form.office.accessibleName() == "ชื่อสำนักงาน"
    type_text(OFFICE)
    assert dialog.accept_button.isEnabled()
    dialog.set_path("D:/งาน.ita")
    assert dialog.values() == NewWorkspace(OFFICE, 2568, "2567", "D:/งาน.ita")
    dialog.set_path(" ")
    assert dialog.accept_button.toolTip() == "เลือกที่เก็บแฟ้มก่อน"


def test_a_name_that_is_taken_is_told_in_the_sheet_and_what_was_typed_stays(
    dialog, qtbot, tmp_path
) -> None:
    there = tmp_path / "มีอยู่.ita"
    there.write_text("something else")
    type_text(OFFICE)
    dialog.set_path(str(there))
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: "อยู่แล้ว" in dialog.form.problem.text(), timeout=15_000)
    assert dialog.isVisible()
    assert dialog.values().office == OFFICE
    assert there.read_text() == "something else"


@pytest.mark.parametrize("place", ["งาน\0.ita", "~ไม่มีผู้ใช้นี้/งาน.ita"])
def test_a_place_that_cannot_be_is_told_in_the_sheet(dialog, qtbot, tmp_path, place: str) -> None:
    type_text(OFFICE)
    dialog.set_path(place if place.startswith("~") else str(tmp_path / place))
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: "ชื่อนี้ใช้ไม่ได้" in dialog.form.problem.text(), timeout=15_000)
    assert dialog.isVisible()


def test_from_the_welcome_page_a_new_workspace_is_made_with_the_keyboard(
    qtbot, tmp_path, monkeypatch
) -> None:
    monkeypatch.setenv("ITA_DESKTOP_TODAY", "2025-03-14")
    window = Window(Settings(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    window.opener.show_welcome()
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    place = tmp_path / "ใหม่" / "แฟ้ม.ita"

    def fill(sheet: NewWorkspaceDialog) -> None:
        type_text(OFFICE)
        sheet.form.place.setFocus()
        sheet.form.place.selectAll()
        type_text(str(place))
        press(Qt.Key.Key_Return)

    in_dialog(NewWorkspaceDialog, fill)
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.session is not None, timeout=15_000)
    assert window.session.workspace.path == place
    assert window.session.year == 2568
    assert window.top_bar.office.text() == OFFICE
    window.opener.end()


def test_a_framework_from_a_file_begins_the_workspace(dialog, qtbot, tmp_path, monkeypatch) -> None:
    changed = replace(frameworks.load(2567, used_in=2568), title="กรอบของเขต")
    file = tmp_path / "กรอบ.yaml"
    file.write_text(frameworks.write_text(changed, 2568), encoding="utf-8")
    type_text(OFFICE)
    dialog.set_path(str(tmp_path / "ใหม่.ita"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    dialog.framework.file_button.click()
    qtbot.waitUntil(lambda: not dialog.work.is_going, timeout=15_000)
    dialog.accept()
    qtbot.waitUntil(lambda: dialog.made is not None, timeout=15_000)
    with Workspace.open(dialog.made) as made:
        assert made.year(2568).framework.title == "กรอบของเขต"
