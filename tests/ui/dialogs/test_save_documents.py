"""Many documents are saved at once: those that are ticked, in the formats that are."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from ita_desktop.documents.kinds import ALL_FORMATS, Format, Profile
from ita_desktop.documents.reports.measures.words import codes_of
from ita_desktop.domain.text import Digits
from ita_desktop.services.documents import batch, exporting
from ita_desktop.services.meetings import meetings
from ita_desktop.services.roster import orders
from ita_desktop.ui.dialogs.save_documents import SaveSheet
from ita_desktop.ui.pages.documents.page import DocumentsPage
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.table.grid import Act, CellChange, Edit
from ita_desktop.ui.table.texts import cell_text
from ita_desktop.ui.widgets.status import MessageKind
from tests.ui.support.keyboard import press

LEFT = Qt.MouseButton.LeftButton
SOON = 60_000
FEW = {"score-summary": [Format.XLSX], "committee-roster": [Format.PDF, Format.DOCX]}


@pytest.fixture
def page(window) -> DocumentsPage:
    window.go(PageKey.DOCUMENTS)
    return window.page(PageKey.DOCUMENTS)


def opened(page: DocumentsPage) -> SaveSheet:
    """The sheet, as the button of the page opens it."""
    page.all_button.click()
    sheets = page.window().findChildren(SaveSheet)
    return sheets[-1]


def tick(sheet: SaveSheet, row: str, key: str, *, on: bool) -> None:
    sheet.table.on_edit(Edit(Act.TOGGLE, (CellChange(row, key, on),)))


def want(sheet: SaveSheet, wanted) -> None:
    """Ticks just what is wanted."""
    sheet.none_chip.click()
    for row, formats in wanted.items():
        for format_ in formats:
            tick(sheet, row, format_.value, on=True)


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that is chosen where one is asked for."""
    made = tmp_path / "เอกสาร"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(made))
    return made


def test_at_first_all_is_ticked_but_what_is_made_only_where_it_is_asked_for(page) -> None:
    sheet = opened(page)
    rows = {row.id: row for row in sheet.table.sheet.all_rows()}
    assert "roster-contacts" not in rows
    assert rows["unit-worksheet"].wanted == (Format.XLSX,)
    empty = {row.id for row in rows.values() if row.document.is_empty}
    assert "oit-remarks" in empty, "the sample has no open remark"
    assert all(rows[name].wanted == () for name in empty)
    others = [row for row in rows.values() if row.id not in empty]
    assert all(row.wanted == batch.usual(row.id) for row in others)
    assert sheet.usual_chip.isChecked()
    made = [one for one in batch.of_year(page.context) if one.kind.name not in empty]
    count = sum(len(one.formats) for one in made)
    assert sheet.accept_button.text() == f"บันทึก {count} ไฟล์…"
    sheet.choose_profile(Profile.INTERNAL)
    rows = {row.id: row for row in sheet.table.sheet.all_rows()}
    assert rows["roster-contacts"].wanted == ()
    sheet.reject()


@pytest.mark.in_turn
def test_just_what_is_ticked_is_written_each_into_the_folder_of_its_kind(
    page, window, qtbot, folder, monkeypatch
) -> None:
    seen = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: not seen.append(url.toLocalFile()))
    sheet = opened(page)
    want(sheet, FEW)
    assert sheet.accept_button.text() == "บันทึก 3 ไฟล์…"
    sheet.accept_button.click()
    qtbot.waitUntil(lambda: window.message.message is not None, timeout=SOON)
    assert sorted((file.parent.name, file.suffix) for file in files(folder)) == [
        ("ตาราง", ".docx"),
        ("ตาราง", ".pdf"),
        ("ตาราง", ".xlsx"),
    ]
    assert "บันทึก 3 ไฟล์" in window.message.message.sentence
    made = page.of_year(FEW)
    missing = {(one.kind.title, str(gap)) for one in made for gap in one.kind.missing(one.context)}
    assert f"ข้อมูลยังไม่ครบ {len(missing)} เรื่อง" in window.message.message.sentence
    qtbot.mouseClick(window.message.action, LEFT)
    assert seen == [str(folder)]


def test_of_a_single_file_the_file_and_its_folder_can_be_opened(
    page, window, qtbot, folder
) -> None:
    sheet = opened(page)
    want(sheet, {"score-summary": [Format.PDF]})
    sheet.accept_button.click()
    qtbot.waitUntil(lambda: window.message.message is not None, timeout=SOON)
    [file] = files(folder)
    described = window.message.message
    assert (described.action, described.other) == ("เปิดไฟล์", "เปิดโฟลเดอร์")
    assert described.key.endswith(str(file))
    assert described.other_key.endswith(str(file.parent))


@pytest.mark.in_turn
def test_a_photograph_that_cannot_be_printed_is_named(
    page, window, qtbot, folder, monkeypatch
) -> None:
    session = page.session
    lost = session.data.photos[0]
    measure = next(one for one in session.data.entries if one.id == lost.entry_id).measure_id
    kept = session.workspace.media
    damaged = {lost.media: b"no picture"}
    monkeypatch.setattr(session.workspace, "media", lambda key: damaged.get(key) or kept(key))
    want(sheet := opened(page), {"progress-report": [Format.PDF]})
    sheet.accept_button.click()
    qtbot.waitUntil(lambda: window.message.message is not None, timeout=SOON)
    told = window.message.message
    assert told.kind is MessageKind.WARNING
    codes = codes_of(session.data, session.data.measure_by_id[measure])
    assert f"ภาพ {lost.file_name} ของมาตรการ {codes} เปิดไม่ได้" in told.sentence
    assert told.action == "เปิดไฟล์"


@pytest.mark.in_turn
def test_the_choice_is_remembered_but_not_for_whom(page, window, qtbot, folder) -> None:
    sheet = opened(page)
    sheet.choose_profile(Profile.INTERNAL)
    want(sheet, FEW | {"roster-contacts": [Format.PDF]})
    sheet.accept_button.click()
    qtbot.waitUntil(lambda: window.message.message is not None, timeout=SOON)
    assert len(files(folder)) == 4
    again = opened(page)
    assert again.profile is Profile.PUBLIC
    ticked = {name: list(of) for name, of in again.wanted.items() if of}
    assert {name: set(of) for name, of in ticked.items()} == {
        name: set(of) for name, of in FEW.items()
    }
    again.usual_chip.click()
    assert all(row.wanted == row.usual for row in again.table.sheet.all_rows())
    assert sum(map(len, again.wanted.values())) > 40
    again.reject()


@pytest.mark.in_turn
def test_every_order_and_meeting_is_counted_and_told(page, window) -> None:
    session = window.session
    orders.add(session.workspace, session.year)
    meetings.add(session.workspace, session.year)
    data = session.data
    sheet = opened(page)
    want(sheet, {"appointment-order": [Format.PDF], "agenda": [Format.PDF]})
    count = len(data.orders) + len(data.meetings)
    assert sheet.accept_button.text() == f"บันทึก {count} ไฟล์…"
    rows = {row.id: row for row in sheet.table.sheet.all_rows()}
    assert rows["agenda"].about == f"การประชุม {len(data.meetings)} ครั้ง"
    sheet.reject()


def test_a_chip_turns_a_format_of_all_documents(page) -> None:
    sheet = opened(page)
    sheet.format_chips[Format.DOCX].click()
    assert not any(Format.DOCX in of for of in sheet.wanted.values())
    assert not sheet.usual_chip.isChecked()
    sheet.format_chips[Format.DOCX].click()
    assert sheet.usual_chip.isChecked()
    assert sheet.wanted["unit-worksheet"] == (Format.XLSX,)
    sheet.reject()


def test_a_box_of_the_row_ticks_what_is_usual_of_it(page) -> None:
    sheet = opened(page)
    for name, formats in (("score-summary", ALL_FORMATS), ("unit-worksheet", (Format.XLSX,))):
        tick(sheet, name, "tick", on=False)
        assert sheet.wanted[name] == ()
        tick(sheet, name, "tick", on=True)
        assert sheet.wanted[name] == formats
    sheet.reject()


def test_nothing_ticked_cannot_be_saved(page) -> None:
    sheet = opened(page)
    sheet.none_chip.click()
    assert not sheet.accept_button.isEnabled()
    assert sheet.accept_button.toolTip() == "ยังไม่ได้เลือกเอกสารใด"
    sheet.reject()


@pytest.mark.in_turn
def test_it_is_done_by_keyboard_alone(page, window, qtbot, folder) -> None:
    sheet = opened(page)
    qtbot.waitUntil(sheet.isActiveWindow)
    sheet.none_chip.click()
    sheet.table.setFocus()
    sheet.table.go_to("score-summary", "pdf")
    press(Qt.Key.Key_Space)
    assert sheet.wanted["score-summary"] == (Format.PDF,)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.message.message is not None, timeout=SOON)
    assert len(files(folder)) == 1


def test_digits_are_those_that_were_chosen_for_the_document(page) -> None:
    page.table.go_to("score-summary")
    page._choose_digits(Digits.THAI)
    digits = {one.kind.name: one.digits for one in page.of_year(FEW)}
    assert digits == {"score-summary": Digits.THAI, "committee-roster": Digits.THAI}
    page._choose_digits(Digits.ARABIC)
    assert page.of_year(FEW)[1].digits is Digits.ARABIC


@pytest.mark.in_turn
def test_saving_can_be_stopped_and_what_is_done_stays_whole(page, window, qtbot, folder) -> None:
    sheet = opened(page)
    sheet.accept_button.click()
    window.progress.stopped.emit()
    qtbot.waitUntil(lambda: window.message.message is not None, timeout=SOON)
    assert window.message.message.sentence.startswith("หยุดแล้ว")
    kinds = {f".{one.value}" for one in Format}
    assert {file.suffix for file in files(folder)} <= kinds


@pytest.mark.long
def test_all_documents_are_saved_at_once_in_copies_for_anybody(page, window, qtbot, folder) -> None:
    opened(page).accept_button.click()
    qtbot.waitUntil(lambda: window.message.message is not None, timeout=4 * SOON)
    every = batch.of_year(page.context)
    made = [one for one in every if one.kind.empty(one.context) is None]
    assert len(files(folder)) == sum(len(one.formats) for one in made) > 60
    assert len(made) < len(every)
    groups = {"คำสั่งและหนังสือ", "ตาราง", "งาน OIT", "เล่มรายงาน"}
    assert {file.parent.name for file in files(folder)} == groups
    assert not [file for file in files(folder) if "ติดต่อ" in file.name]


@pytest.mark.in_turn
def test_the_list_has_every_document_and_what_it_lacks(page) -> None:
    sheet = opened(page)
    sheet.choose_profile(Profile.INTERNAL)
    rows = {row.id: row for row in sheet.table.sheet.all_rows()}
    assert list(rows) == [listed.name for listed in exporting.listing(page.session.data)]
    status = next(column for column in sheet.table.sheet.columns if column.key == "status")
    assert cell_text(status, rows["score-summary"]) == "ยังไม่ครบ"
    sheet.reject()


@pytest.mark.in_turn
def test_what_is_ticked_is_bound_into_one_binder(page, qtbot, folder) -> None:
    sheet = opened(page)
    want(sheet, FEW)
    sheet.binder_chip.click()
    assert sheet.accept_button.text() == "รวม 1 ชนิดเป็นแฟ้มเดียว…"
    with qtbot.waitSignal(page.saving.notified, timeout=SOON) as told:
        sheet.accept_button.click()
    assert "บันทึก 2 ไฟล์" in told.args[0].sentence
    names = [path.name for path in files(folder)]
    assert names == ["แฟ้มเอกสาร ITA ปีงบประมาณ 2568.docx", "แฟ้มเอกสาร ITA ปีงบประมาณ 2568.pdf"]
