"""A document is kept as signed on its page, which says how the data differs from it since."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from ita_desktop.services import measures
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.papers import signing
from ita_desktop.services.roster import orders
from ita_desktop.ui.dialogs.checked_papers import ComparedPaperSheet
from ita_desktop.ui.dialogs.signed import KeepSheet, SentSheet
from ita_desktop.ui.language import short_date
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.theme.lines import metrics
from ita_desktop.ui.theme.tokens import Space, Text
from tests.services.papers.signed_orders import ORDER, change_roster
from tests.ui.support.modal import in_dialog

TABLE = "measures-by-item"


def choose(window, words: str) -> None:
    """Chooses an entry of the page's menu by the beginning of its words."""
    menu = window.page(PageKey.DOCUMENTS).more_button.menu_now()
    next(act for act in menu.actions() if act.text().startswith(words)).trigger()


def shown(page, qtbot) -> str:
    """What the page says of the data, once its preview was made and compared."""
    qtbot.waitUntil(
        lambda: page.pane.pages is not None and not page.signed.is_looking, timeout=30_000
    )
    lines = [line.label.text() for line in page.pane.changes.lines if not line.isHidden()]
    return "" if page.pane.changes.isHidden() else lines[0]


@pytest.mark.in_turn
def test_a_table_is_kept_and_what_changes_since_is_said_and_kept_anew(window, qtbot) -> None:
    window.go(PageKey.DOCUMENTS, TABLE)
    session, page = window.session, window.page(PageKey.DOCUMENTS)
    assert page.pane.signed.isHidden()

    def keep(sheet: KeepSheet) -> None:
        assert "โปรแกรมทำ" in sheet.file.text()
        sheet.day.setText("อ่านไม่ได้")
        assert not sheet.accept_button.isEnabled()
        sheet.day.setText("3/2/68")
        sheet.number.setText("กท 1/2")
        sheet.copies.setPlainText("ฝ่ายปกครอง\nฝ่ายโยธา")
        sheet.accept_button.click()
        sheet.work.wait_and_report(30)

    in_dialog(KeepSheet, keep)
    choose(window, "เก็บเป็นฉบับลงนาม")
    (paper,) = session.data.signed_papers
    assert paper.recipients == ("ฝ่ายปกครอง", "ฝ่ายโยธา")
    assert page.pane.signed.text() == "ลงนามแล้ว 3 ก.พ. 68 · ที่ กท 1/2"
    assert shown(page, qtbot) == ""
    measure = session.data.measures[0]
    added = CellEdit(measure.id, "method", f"{measure.method}\n- รายงานผู้บริหารทุกสัปดาห์")
    measures.edit(session.workspace, session.year, [added])
    qtbot.waitUntil(lambda: shown(page, qtbot) != "", timeout=30_000)
    assert shown(page, qtbot) == "ข้อมูลเปลี่ยนจากฉบับที่ลงนาม 1 แห่ง"

    def again(sheet: KeepSheet) -> None:
        typed = sheet.day.text()
        sheet.day.setText("2/2/68")
        assert sheet.ui.source.text().startswith("ฉบับก่อนหน้า ยังเทียบข้อมูลกับฉบับที่ลงนามแล้ว 3 ก.พ. 68")
        sheet.day.setText(typed)
        assert sheet.ui.source.text().startswith("ฉบับใหม่ แทนฉบับที่ลงนามแล้ว 3 ก.พ. 68")
        sheet.accept_button.click()
        sheet.work.wait_and_report(30)

    def differs(sheet: ComparedPaperSheet) -> None:
        sheet.work.wait_and_report(30)
        assert len(sheet.table.sheet.all_rows()) == 1
        [newer] = sheet.offers
        in_dialog(KeepSheet, again)
        newer.click()

    in_dialog(ComparedPaperSheet, differs)
    page.pane.changes.lines[0].action.click()
    assert len(session.data.signed_papers) == 2
    assert shown(page, qtbot) == ""

    def listed(sheet: SentSheet) -> None:
        assert [row.paper for row in sheet.table.sheet.all_rows()] == [*session.data.signed_papers]
        assert any("ฉบับที่ 2" in row.title for row in sheet.table.sheet.all_rows())
        sheet.reject()

    in_dialog(SentSheet, listed)
    choose(window, "หนังสือที่ออกแล้ว")


@pytest.mark.in_turn
def test_what_was_sent_is_sorted_by_day_and_each_day_stands_in_one_line(window) -> None:
    window.resize(911, 512)
    window.go(PageKey.DOCUMENTS, TABLE)
    session, context = window.session, window.page(PageKey.DOCUMENTS).context
    days = [date(2024, 12, 30), date(2025, 3, 14)]
    for day in days:
        said = replace(signing.usual(context, TABLE), day=day)
        signing.keep(session.workspace, signing.ready(context, TABLE, said))

    def listed(sheet: SentSheet) -> None:
        sheet.table.sheet.sort_by("day")
        assert [line.row.paper.day for line in sheet.table.sheet.lines] == days
        widths = {span.column.key: span.width for span in sheet.table.header.spans()}
        room = widths["day"] - 2 * Space.CELL
        assert all(metrics(Text.BODY).horizontalAdvance(short_date(day)) <= room for day in days)
        sheet.reject()

    in_dialog(SentSheet, listed)
    choose(window, "หนังสือที่ออกแล้ว")


@pytest.mark.in_turn
def test_the_order_that_amends_a_signed_one_is_drafted_and_shown(window, qtbot) -> None:
    window.go(PageKey.DOCUMENTS, ORDER)
    session, page = window.session, window.page(PageKey.DOCUMENTS)
    context = page.context
    signing.keep(session.workspace, signing.ready(context, ORDER, signing.usual(context, ORDER)))
    window.go(PageKey.ROSTER)
    change_roster(session.workspace)
    begins = "รายชื่อหรือหน้าที่ไม่ตรงกับ"
    qtbot.waitUntil(lambda: getattr(window.message.message, "sentence", "").startswith(begins))
    window.message.acted.emit(window.message.message.key)
    qtbot.waitUntil(lambda: window.current_page == PageKey.DOCUMENTS)
    purpose = CellEdit(session.data.orders[0].id, "purpose", "เพื่อให้ต่างไป")
    orders.edit(session.workspace, session.year, [purpose])
    qtbot.waitUntil(lambda: shown(page, qtbot) != "", timeout=30_000)
    assert shown(page, qtbot) == "ข้อมูลเปลี่ยนจากฉบับที่ลงนาม 8 แห่ง"

    def amend(sheet: ComparedPaperSheet) -> None:
        sheet.work.wait_and_report(30)
        assert [button.text() for button in sheet.offers] == ["ร่างคำสั่งแก้ไข", "เก็บเป็นฉบับใหม่…"]
        sheet.offers[0].click()

    in_dialog(ComparedPaperSheet, amend)
    page.pane.changes.lines[0].action.click()
    (amended,) = (order for order in session.data.orders if order.amends_id)
    assert page.row.subject == amended.id
    assert page.pane.signed.isHidden()
    left = "อีก 1 แห่งที่ต่างจากฉบับลงนามไม่อยู่ในคำสั่งแก้ไข"
    qtbot.waitUntil(lambda: getattr(window.message.message, "sentence", "").startswith(left))


@pytest.mark.in_turn
def test_a_scan_is_dropped_and_kept_and_no_other_file(
    window, qtbot, tmp_path: Path, monkeypatch
) -> None:
    from PIL import Image

    window.go(PageKey.DOCUMENTS, TABLE)
    session = window.session
    scan, other = tmp_path / "สแกน.pdf", tmp_path / "อื่น.pdf"
    Image.new("L", (300, 400), 255).save(scan)
    other.write_bytes(b"PK")

    def keep(sheet: KeepSheet) -> None:
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
        sheet.file_button.click()
        sheet.accept_button.click()
        sheet.work.wait_and_report(30)
        assert "ไม่ใช่ไฟล์ PDF" in sheet.problem.text()
        sheet.take(scan)
        assert sheet.problem.isHidden()
        sheet.accept_button.click()
        sheet.work.wait_and_report(30)

    in_dialog(KeepSheet, keep)
    choose(window, "เก็บเป็นฉบับลงนาม")
    (paper,) = session.data.signed_papers
    assert session.workspace.media(paper.media) == scan.read_bytes()
    assert signing.is_scan(paper)


@pytest.mark.in_turn
def test_a_saved_pdf_is_offered_to_be_kept_as_signed_and_another_file_is_not(
    window, qtbot, tmp_path: Path, monkeypatch
) -> None:
    window.go(PageKey.DOCUMENTS, ORDER)
    page, message = window.page(PageKey.DOCUMENTS), window.message
    names = iter(("ก.docx", "ก.pdf"))
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / next(names)), "")
    )
    for form, offered in (("docx", ""), ("pdf", "เก็บเป็นฉบับลงนาม…")):
        page.save_document(form)
        qtbot.waitUntil(
            lambda form=form: message.isVisible() and f"ก.{form}" in message.message.sentence,
            timeout=30_000,
        )
        assert message.third.text() == offered
        assert message.action.text() == "เปิดไฟล์"
    window.go(PageKey.DOCUMENTS, TABLE)
    seen = []

    def keep(sheet: KeepSheet) -> None:
        seen.append(sheet)
        sheet.accept_button.click()
        sheet.work.wait_and_report(30)

    in_dialog(KeepSheet, keep)
    message.third.click()
    (paper,) = window.session.data.signed_papers
    assert paper.document == ORDER, "what was saved, whatever is shown by then"
