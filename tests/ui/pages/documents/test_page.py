"""The page เอกสาร in the real window: what is printed is seen, printed, saved and mended."""

import threading
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAction, QColor, QDesktopServices, QPageRanges, QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from shiboken6 import isValid

from ita_desktop.documents.kinds import Format, Profile
from ita_desktop.domain.documents import DocumentOption
from ita_desktop.domain.documents import DocumentOption as DocumentChoice
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.text import Digits
from ita_desktop.filing.pdfium import ONE_AT_A_TIME
from ita_desktop.services import workspaces
from ita_desktop.services.documents import exporting, wordings
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.oit import assignments
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.pages.documents import printing as document_printing
from ita_desktop.ui.pages.documents.page import DocumentsPage
from ita_desktop.ui.pages.documents.preview import DocumentMaker, PreviewPages
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.theme.theme import ColourMode as Theme
from ita_desktop.ui.theme.tokens import DARK
from ita_desktop.ui.widgets.sheet import Question
from tests.ui.support.arriving import arrives
from tests.ui.support.collecting import delete_now
from tests.ui.support.keyboard import press
from tests.ui.support.modal import in_dialog

LEFT = Qt.MouseButton.LeftButton
SOON = 15_000
"""Milliseconds within which a document is there, on a busy machine too."""


@pytest.fixture
def page(window, qtbot) -> DocumentsPage:
    window.go(PageKey.DOCUMENTS, "oit-assignments")
    shown = window.page(PageKey.DOCUMENTS)
    qtbot.waitUntil(lambda: shown.pane.pages is not None, timeout=SOON)
    return shown


def shown_text(page: DocumentsPage) -> str:
    """The words of the PDF that is shown."""
    texts = []
    with ONE_AT_A_TIME, closing(pypdfium2.PdfDocument(page.pane.pages.pdf)) as document:
        for one in document:
            with closing(one), closing(one.get_textpage()) as text:
                texts.append(text.get_text_range())
    return "\n".join(texts)


def seen(page: DocumentsPage, qtbot) -> None:
    """Waits until the first page is drawn at the width of the view."""
    view = page.pane.view

    def drawn() -> bool:
        width = round(view._rects[0].width() * view.devicePixelRatioF())
        return view.pictures.exact(0, width) is not None

    qtbot.waitUntil(drawn, timeout=SOON)


def test_every_document_is_listed_with_whether_it_can_be_printed(page) -> None:
    rows = {row.id: row for row in page.table.sheet.all_rows()}
    assert set(rows) == {
        listed.name for listed in exporting.listing(page.session.data, page.session.previous)
    }
    assert rows["oit-assignments"].status.word == "พร้อมพิมพ์"
    assert rows["score-summary"].status.word == "ยังไม่ครบ"
    assert "IIT EIT" in rows["score-summary"].gaps[0].sentence


def test_enter_leads_from_the_list_to_the_pages_and_esc_back(page) -> None:
    page.table.setFocus()
    press(Qt.Key.Key_Return)
    assert page.pane.view.hasFocus()
    press(Qt.Key.Key_Escape)
    assert page.table.hasFocus()
    page.pane.print_button.setFocus()
    press(Qt.Key.Key_Escape)
    assert page.table.hasFocus()


@pytest.mark.in_turn
@pytest.mark.painted
def test_the_preview_shows_the_pages_as_they_will_be_printed(page, qtbot) -> None:
    seen(page, qtbot)
    assert page.pane.note.text().startswith("A4 แนวตั้ง · ")
    assert page.pane.pager.text() == f"หน้า 1 จาก {len(page.pane.pages)}"
    picture = page.pane.view.viewport().grab().toImage()
    middle = picture.width() // 2
    inks = {picture.pixelColor(middle, y).lightness() < 128 for y in range(60, picture.height())}
    assert inks == {True, False}


def test_what_is_previewed_is_the_file_that_is_saved(page, qtbot, tmp_path) -> None:
    made = exporting.render(page.context, "oit-assignments")
    assert page.pane.pages.pdf == made


@pytest.mark.in_turn
def test_the_preview_follows_an_edit(page, qtbot) -> None:
    before = page.pane.pages
    session = page.session
    note = "หมายเหตุที่เพิ่งพิมพ์"
    unit = next(unit for unit in session.data.units if unit.name == "ฝ่ายเทศกิจ")
    from ita_desktop.services.roster import units

    units.edit_units(session.workspace, [CellEdit(unit.id, "name", note)])
    qtbot.waitUntil(lambda: page.pane.pages is not before, timeout=SOON)
    assert page.pane.pages.pdf == exporting.render(page.context, "oit-assignments")


@pytest.mark.in_turn
def test_an_edit_that_is_made_elsewhere_is_seen_on_coming_back(page, window, qtbot) -> None:
    window.go(PageKey.OIT)
    before = page.pane.pages
    assignments.edit(window.session.workspace, 2568, [CellEdit("O12", "due", date(2025, 4, 15))])
    window.go(PageKey.DOCUMENTS)
    qtbot.waitUntil(lambda: page.pane.pages is not before, timeout=SOON)


@pytest.mark.in_turn
def test_thai_digits_are_chosen_for_one_document_and_remembered(page, qtbot) -> None:
    before = page.pane.pages
    assert "2568" in shown_text(page)
    menu = page.pane.digits_chip.menu()
    next(action for action in menu.actions() if "๑" in action.text()).trigger()
    qtbot.waitUntil(lambda: page.pane.pages is not before, timeout=SOON)
    assert "๒๕๖๘" in shown_text(page)
    rows = {row.id: row for row in page.table.sheet.all_rows()}
    assert page.digits(rows["oit-assignments"]) is Digits.THAI
    assert page.digits(rows["measures-by-item"]) is Digits.ARABIC


@pytest.mark.in_turn
def test_the_pages_are_turned_with_the_buttons(page, qtbot) -> None:
    count = len(page.pane.pages)
    assert not page.pane.back.isEnabled()
    qtbot.mouseClick(page.pane.forward, LEFT)
    assert page.pane.pager.text() == f"หน้า 2 จาก {count}"
    assert page.pane.view.accessibleName().endswith(f"หน้า 2 จาก {count}")
    page.pane.view.setFocus()
    press(Qt.Key.Key_End)
    assert not page.pane.forward.isEnabled()
    press(Qt.Key.Key_Home)
    assert page.pane.pager.text() == f"หน้า 1 จาก {count}"


@pytest.mark.in_turn
@pytest.mark.painted
def test_ctrl_and_the_wheel_zoom_at_the_pointer(page, qtbot) -> None:
    seen(page, qtbot)
    view = page.pane.view
    width = view._rects[0].width()
    at = QPointF(100, 100)
    event = QWheelEvent(
        at,
        view.viewport().mapToGlobal(at),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)
    assert view.zoom == pytest.approx(1.21)
    assert view._rects[0].width() > width
    seen(page, qtbot)
    view.setFocus()
    press(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == 1.0


@pytest.mark.in_turn
@pytest.mark.painted
def test_the_paper_stays_light_in_the_dark_theme(page, qtbot, theme) -> None:
    theme.choose(Theme.DARK)
    seen(page, qtbot)
    view = page.pane.view
    picture = view.viewport().grab().toImage()
    place = view._rects[0].topLeft().toPoint() + QPoint(8, 8)
    assert picture.pixelColor(place) == DARK.paper
    assert picture.pixelColor(4, 4) == DARK.chrome


@pytest.mark.in_turn
@pytest.mark.parametrize("form", ["docx", "xlsx", "pdf"])
def test_a_document_is_saved_under_a_name_that_says_what_it_is(
    page, window, qtbot, tmp_path, monkeypatch, form
) -> None:
    proposed = []

    def choose(_parent, _title, name, _kinds):
        proposed.append(Path(name).name)
        return str(tmp_path / Path(name).name), ""

    opened = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: not opened.append(url.toLocalFile())
    )
    qtbot.mouseClick(page.pane.save_buttons[form], LEFT)
    qtbot.waitUntil(lambda: window.message.message is not None, timeout=SOON)
    assert proposed == [f"ตารางมอบหมายผู้รับผิดชอบ OIT 2568.{form}"]
    written = (tmp_path / proposed[0]).read_bytes()
    assert written == exporting.render(page.context, "oit-assignments", Format(form))
    assert window.message.message.sentence == f"บันทึก {proposed[0]} แล้ว"
    qtbot.mouseClick(window.message.action, LEFT)
    qtbot.mouseClick(window.message.other, LEFT)
    assert opened == [str(tmp_path / proposed[0]), str(tmp_path)]


@pytest.mark.in_turn
def test_the_excel_file_of_measures_is_a_list_unless_its_pages_are_chosen(page, qtbot) -> None:
    page.show_target("measures-by-item")
    chip = page.pane.choice_chips[DocumentOption.PRINTED_SHEET]
    qtbot.waitUntil(lambda: page.pane.pages is not None, timeout=SOON)
    before = exporting.render(page.context, "measures-by-item", Format.XLSX)
    qtbot.mouseClick(chip, LEFT)
    assert chip.isChecked()
    assert exporting.render(page.context, "measures-by-item", Format.XLSX) != before
    page.show_target("oit-assignments")
    assert chip.isHidden()
    page.show_target("measures-by-item")
    assert chip.isChecked()


@pytest.mark.in_turn
def test_the_folder_of_the_last_file_is_proposed_next_time(
    page, window, qtbot, tmp_path, monkeypatch
) -> None:
    names = []

    def choose(_parent, _title, name, _kinds):
        names.append(Path(name))
        return str(tmp_path / "เอกสารของฉัน.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    for _ in range(2):
        page.save_document("pdf")
        qtbot.waitUntil(lambda: not window.work.keeping_open(), timeout=SOON)
    assert names[1].parent == tmp_path


def test_a_file_that_the_dialog_did_not_ask_about_is_not_replaced(
    page, window, qtbot, tmp_path, monkeypatch
) -> None:
    signed = tmp_path / "คำสั่ง.1.pdf"
    signed.write_text("ลงนามแล้ว")
    for typed in ("คำสั่ง.1", "คำสั่ง.1.pdf"):
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *_, name=typed: (str(tmp_path / name), "")
        )
        page.save_document("pdf")
        told = "มีแฟ้มชื่อนี้อยู่แล้ว" if typed == "คำสั่ง.1" else "บันทึก คำสั่ง.1.pdf แล้ว"
        qtbot.waitUntil(
            lambda told=told: (
                window.message.message is not None and told in window.message.message.sentence
            ),
            timeout=SOON,
        )
        was_kept = signed.read_bytes() == "ลงนามแล้ว".encode()
        assert was_kept == (typed == "คำสั่ง.1"), "she agreed to replace the whole name alone"


@pytest.mark.in_turn
def test_a_file_that_cannot_be_written_is_told_with_the_place(
    page, window, qtbot, tmp_path, monkeypatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    target = str(blocked / "x.pdf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (target, ""))
    page.save_document("pdf")
    qtbot.waitUntil(lambda: window.message.message is not None, timeout=SOON)
    assert str(blocked) in window.message.message.sentence
    assert not window.work.keeping_open()


@pytest.mark.in_turn
def test_printing_into_a_file_exports_and_other_printers_get_every_page_drawn(
    page, window, qtbot, tmp_path, monkeypatch
) -> None:
    target = tmp_path / "printed.pdf"
    count = len(page.pane.pages)

    def ask(pages, _title, _parent):
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setResolution(150)
        printer.setFullPage(True)
        printer.setPageLayout(document_printing._layout(pages))
        return printer

    monkeypatch.setattr(document_printing, "ask", ask)
    qtbot.mouseClick(page.pane.print_button, LEFT)
    qtbot.waitUntil(lambda: window.message.message is not None, timeout=2 * SOON)
    assert window.message.message.sentence == f"พิมพ์ {count} หน้าลง printed.pdf แล้ว"
    assert target.read_bytes() == page.pane.pages.pdf, "as it is exported"
    drawn = document_printing.drawn(
        page.pane.pages, ask(page.pane.pages, "", page), [*range(count)]
    )
    assert drawn(lambda *_: None) == count
    printed = PreviewPages(target.read_bytes())
    assert len(printed) == count
    assert [round(side) for side in printed.sizes[0]] == [595, 842]
    ours, theirs = (
        pages.picture(0, 800).scaledToWidth(40, Qt.TransformationMode.SmoothTransformation)
        for pages in (page.pane.pages, printed)
    )
    apart = [
        abs(ours.pixelColor(x, y).lightness() - theirs.pixelColor(x, y).lightness())
        for x in range(40)
        for y in range(56)
    ]
    assert max(apart) < 40


@pytest.mark.in_turn
def test_the_end_of_printing_is_told_also_after_its_file_was_left(
    page, window, qtbot, tmp_path, monkeypatch
) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def work(_progress: Progress) -> int:
        begun.set()
        may_end.wait(SOON / 1000)
        return 3

    into_file = QPrinter()  # of a machine with printers, the usual one
    into_file.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    monkeypatch.setattr(document_printing, "ask", lambda *_: into_file)
    monkeypatch.setattr(document_printing, "print_job", lambda *_: Job(work, keeps_open=True))
    qtbot.mouseClick(page.pane.print_button, LEFT)
    qtbot.waitUntil(begun.is_set, timeout=SOON)
    window.open_file(workspaces.copy_sample(tmp_path / "อีกแฟ้ม.ita"), remember=False)
    delete_now()
    assert not isValid(page)
    may_end.set()
    qtbot.waitUntil(lambda: not window.work.keeping_open(), timeout=SOON)
    assert "พิมพ์ 3 หน้า" in window.message.message.sentence


@pytest.mark.in_turn
def test_that_printing_failed_is_told_until_the_same_was_printed(
    page, window, qtbot, monkeypatch
) -> None:
    def refused(_progress: Progress) -> int:
        raise InputError("ยังไม่ได้พิมพ์ที่ P1")

    works = iter((refused, lambda _progress: 3))
    into_file = QPrinter()
    into_file.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    monkeypatch.setattr(document_printing, "ask", lambda *_: into_file)
    monkeypatch.setattr(document_printing, "print_job", lambda *_: Job(next(works)))
    for told in ("ยังไม่ได้พิมพ์ที่ P1", "พิมพ์ 3 หน้า"):
        qtbot.mouseClick(page.pane.print_button, LEFT)
        qtbot.waitUntil(
            lambda told=told: told in getattr(window.message.message, "sentence", ""), timeout=SOON
        )
    window.message.dismiss()
    assert window.message.message is None


@pytest.mark.in_turn
def test_without_a_printer_a_pdf_is_offered(page, window, qtbot, tmp_path, monkeypatch) -> None:
    def none(*_words: object) -> None:
        raise document_printing.NoPrinterError

    target = tmp_path / "นำไปพิมพ์.pdf"
    monkeypatch.setattr(document_printing, "ask", none)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    answered: list[str] = []

    def answer(question: Question, button: str) -> None:
        answered.append(question.windowTitle())
        getattr(question, button).click()

    for button in ("keep_button", "save_button"):
        assert window.message.message is None
        in_dialog(Question, partial(answer, button=button))
        page.print_document()
        qtbot.waitUntil(lambda: bool(answered), timeout=SOON)
        assert answered.pop() == "ไม่มีเครื่องพิมพ์"
    qtbot.waitUntil(lambda: window.message.message is not None, timeout=SOON)
    assert window.message.message.sentence == "บันทึก นำไปพิมพ์.pdf แล้ว"
    assert target.exists()


def test_only_the_chosen_pages_are_printed_as_often_as_wanted() -> None:
    printer = QPrinter()
    printer.setFromTo(2, 3)
    chosen = document_printing._chosen(printer, 7)
    assert chosen == [1, 2]
    assert document_printing._chosen(QPrinter(), 3) == [0, 1, 2]
    assert document_printing._order(chosen, 2, collate=True) == [1, 2, 1, 2]
    assert document_printing._order(chosen, 2, collate=False) == [1, 1, 2, 2]
    assert document_printing._order(chosen, 2, collate=True, backwards=True) == [2, 1, 2, 1]
    assert document_printing._order(chosen, 2, collate=False, backwards=True) == [2, 2, 1, 1]
    printer.setPageRanges(QPageRanges.fromString("1-2,5"))
    assert document_printing._chosen(printer, 7) == [0, 1, 4]


def test_each_copy_begins_a_sheet_where_a_sheet_holds_several_pages() -> None:
    order = partial(document_printing._order, collate=False, on_sheet=2)
    assert order([0, 1, 2], 2) == [0, 1, 2, None, 0, 1, 2]
    assert order([0, 1], 2) == [0, 1, 0, 1]
    assert order([0, 1, 2], 1) == [0, 1, 2]
    assert order([0, 1, 2], 2, on_sheet=4) == [0, 1, 2, None, 0, 1, 2]
    assert order([0, 1, 2], 2, backwards=True) == [2, None, 0, 1, 2, None, 0, 1]


@pytest.mark.in_turn
def test_ctrl_p_prints_the_document_that_is_shown(page, qtbot, monkeypatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(document_printing, "ask", lambda *given: asked.append(given[1]))
    page.table.setFocus()
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    # Its texts are read first, in another thread.
    qtbot.waitUntil(lambda: asked == ["ตารางมอบหมายผู้รับผิดชอบ OIT"], timeout=SOON)


def in_menu(page: DocumentsPage, name: str) -> dict[str, QAction]:
    """The entries of the menu of a document in the list, by their words."""
    page.table.go_to(name)
    return {action.text(): action for action in page.table.menu.make().actions()}


@pytest.mark.in_turn
def test_the_menu_of_a_document_prints_it_as_soon_as_its_pages_are_there(
    page, qtbot, monkeypatch
) -> None:
    printed = []
    monkeypatch.setattr(
        document_printing, "ask", lambda pages, title, _over: printed.append((len(pages), title))
    )
    entry = in_menu(page, "framework-summary")["พิมพ์…"]
    assert entry.shortcut().toString() == "Ctrl+P"
    entry.trigger()
    qtbot.waitUntil(lambda: bool(printed), timeout=SOON)
    assert printed == [(len(page.pane.pages), page.row.title)]
    in_menu(page, "oit-assignments")["พิมพ์…"].trigger()
    page.table.go_to("framework-summary")
    page.table.go_to("oit-assignments")
    qtbot.waitUntil(lambda: page.pane.pages is not None, timeout=SOON)
    qtbot.wait(50)
    assert len(printed) == 1, "another one was looked at since"


def test_the_menu_of_a_document_saves_it_in_each_of_its_formats(page, monkeypatch) -> None:
    saved = []
    monkeypatch.setattr(page.saving, "save", lambda row, _of, _digits, form: saved.append(form))
    entries = in_menu(page, "oit-assignments")
    words = ["บันทึก Word…", "บันทึก Excel…", "บันทึก PDF…"]
    assert [word for word in entries if word.startswith("บันทึก")] == words
    assert entries["บันทึก PDF…"].shortcut().toString() == "Ctrl+E"
    for word in words:
        entries[word].trigger()
    assert saved == [Format.DOCX, Format.XLSX, Format.PDF]
    assert {"เทียบกับฉบับที่พิมพ์…", "เก็บเป็นฉบับลงนาม…"} <= entries.keys()


@pytest.mark.in_turn
def test_the_menu_of_a_document_leads_to_where_each_thing_that_lacks_is_mended(page) -> None:
    page.go.disconnect()
    gone = []
    page.go.connect(lambda key, target: gone.append((key, target)))
    page.table.go_to("appointment-order")
    gaps = page.row.gaps
    entries = in_menu(page, "appointment-order")
    ways = [word for word in entries if word.startswith("ไปที่")]
    assert ways == list(dict.fromkeys(f"ไปที่{gap.place}" for gap in gaps))
    entries[ways[0]].trigger()
    assert gone == [(gaps[0].page, gaps[0].target)]


@pytest.mark.in_turn
def test_a_click_on_what_lacks_goes_to_where_it_is_mended(page, window, qtbot) -> None:
    view = page.table
    index = view.sheet.index(view.sheet.place("score-summary"), view.sheet.column_index("lacks"))
    view.scrollTo(index)
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())
    assert arrives(window, PageKey.SCORES)
    assert window.page(PageKey.SCORES).table.current_row().id == "IIT"


@pytest.mark.in_turn
def test_what_lacks_is_told_over_the_preview_with_the_way_there(page, window, qtbot) -> None:
    window.session.choose_year(2567)
    page.show_target("oit-assignments")
    line = page.pane.gaps.lines[0]
    assert "22 ข้อยังไม่มีผู้รับผิดชอบ" in line.accessibleName()
    assert line.action.text() == "ไปที่งาน OIT"
    qtbot.mouseClick(line.action, LEFT)
    assert arrives(window, PageKey.OIT)
    assert window.page(PageKey.OIT).table.current_row().id == "O1"


@pytest.mark.in_turn
def test_no_option_no_button_and_no_sentence_over_the_preview_is_cut(page, window, qapp) -> None:
    window.idle.disconnect(window.stay_in_sight)  # the screen of the tests is less wide
    pane = page.pane
    for name in ("measures-book", "director-brief", "unit-letters", "progress-report"):
        window.go(PageKey.DOCUMENTS, name)
        for width in (1366, 1280, 1200):
            window.resize(width, 720)
            qapp.processEvents()
            parts = [part for part in pane.findChildren(QPushButton) if part.isVisible()]
            assert len(parts) > 3
            for part in parts:
                assert part.width() >= part.minimumSizeHint().width(), (name, width, part.text())
                place = QRect(part.mapTo(pane, QPoint()), part.size())
                assert pane.rect().contains(place), (name, width, part.text())
            for label in (line.label for line in pane.gaps.lines if line.isVisible()):
                assert label.height() >= label.heightForWidth(label.width()), (width, label.text())


@pytest.mark.in_turn
def test_enter_on_a_document_goes_into_its_pages(page, qtbot) -> None:
    page.table.setFocus()
    page.table.go_to("oit-assignments", "title")
    press(Qt.Key.Key_Return)
    assert page.pane.view.hasFocus()


@pytest.mark.in_turn
def test_of_many_requests_only_the_newest_is_shown(page, qtbot) -> None:
    making = DocumentMaker()
    made = []
    making.made.connect(lambda name, _pages: made.append(name))
    for name in ("committee-roster", "oit-assignments", "measures-by-item", "score-summary"):
        making.make(page.context, name, Digits.ARABIC)
    qtbot.waitUntil(lambda: not making.busy, timeout=SOON)
    assert made == ["score-summary"]


@pytest.mark.in_turn
def test_buttons_wait_for_the_pages(page, qtbot) -> None:
    page.table.go_to("measures-by-item")
    assert not page.pane.print_button.isEnabled()
    assert page.pane.print_button.toolTip() == "รอสักครู่ กำลังจัดหน้า"
    qtbot.waitUntil(page.pane.print_button.isEnabled, timeout=SOON)


@pytest.mark.in_turn
def test_a_page_is_drawn_white_with_dark_letters(page) -> None:
    picture = page.pane.pages.picture(0, 300)
    assert picture.width() == 300
    assert picture.pixelColor(2, 2) == QColor("white")


@pytest.mark.in_turn
def test_only_the_analysis_is_offered_for_the_office_itself_and_never_by_an_old_choice(
    page, window, qtbot
) -> None:
    assert not page.pane.profile_chip.isVisible()
    window.session.choose_year(2567)
    page.show_target("result-analysis")
    qtbot.waitUntil(lambda: page.pane.pages is not None, timeout=SOON)
    assert page.pane.profile_chip.isVisible()
    assert page.pane.profile_chip.text() == "ฉบับเผยแพร่"
    assert "ห้ามเผยแพร่" not in shown_text(page)
    before = page.pane.pages
    menu = page.pane.profile_chip.menu()
    next(action for action in menu.actions() if "ภายใน" in action.text()).trigger()
    qtbot.waitUntil(lambda: page.pane.pages is not before, timeout=SOON)
    assert "ห้ามเผยแพร่" in shown_text(page)
    another = DocumentsPage(window.session)
    qtbot.addWidget(another)
    assert another.context.profile is Profile.PUBLIC


@pytest.mark.in_turn
def test_internal_notes_are_printed_where_their_box_is_ticked_and_that_is_remembered(
    page, qtbot
) -> None:
    page.table.go_to("monitoring-summary")
    chip = page.pane.choice_chips[DocumentChoice.INTERNAL_NOTES]
    qtbot.waitUntil(lambda: "สรุปตามหน่วย" in known_text(page), timeout=SOON)
    assert chip.isVisible()
    assert not page.pane.choice_chips[DocumentChoice.RUNNING_NUMBERS].isVisible()
    assert "ร้อยละคิดจาก" not in known_text(page)
    qtbot.mouseClick(chip, LEFT)
    qtbot.waitUntil(lambda: "ร้อยละคิดจาก" in known_text(page), timeout=SOON)
    kept = wordings.chosen_options(page.session.data, "monitoring-summary")
    assert kept == {DocumentChoice.INTERNAL_NOTES}
    page.table.go_to("score-summary")
    assert not chip.isChecked()
    page.table.go_to("monitoring-summary")
    assert chip.isChecked()
    page.session.workspace.undo()
    qtbot.waitUntil(lambda: not chip.isChecked(), timeout=SOON)


@pytest.mark.in_turn
def test_the_word_file_of_an_order_is_one_to_be_edited_until_it_is_wanted_as_signed(
    page, window, qtbot
) -> None:
    window.go(PageKey.DOCUMENTS, "appointment-order")
    qtbot.waitUntil(lambda: page.pane.pages is not None, timeout=SOON)
    chip = page.pane.choice_chips[DocumentChoice.SIGNED_PAGES]
    assert chip.isVisible()
    assert not chip.isChecked()
    qtbot.mouseClick(chip, LEFT)
    kept = wordings.chosen_options(page.session.data, "appointment-order")
    assert kept == {DocumentChoice.SIGNED_PAGES}
    assert chip.isChecked()


def known_text(page: DocumentsPage) -> str:
    """The words of the PDF that is shown; nothing while there is none."""
    return shown_text(page) if page.pane.pages is not None else ""
