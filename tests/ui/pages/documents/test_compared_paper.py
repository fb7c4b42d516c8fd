"""A printed paper is chosen on the page of documents, and what differs from it is listed."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from ita_desktop.documents.kinds import Format
from ita_desktop.services import measures
from ita_desktop.services.documents import exporting
from ita_desktop.services.edits import CellEdit
from ita_desktop.ui.dialogs.checked_papers import ComparedPaperSheet
from ita_desktop.ui.pages.page import PageKey
from tests.ui.support.modal import in_dialog

NAME = "measures-by-item"


def compare(window, monkeypatch, path: Path, look) -> None:
    """Compares the selected document with a paper from the menu of the page."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    in_dialog(ComparedPaperSheet, look)
    menu = window.page(PageKey.DOCUMENTS).more_button.menu_now()
    menu.actions()[0].trigger()


@pytest.mark.in_turn
def test_what_was_edited_after_printing_is_listed(window, tmp_path, monkeypatch) -> None:
    window.go(PageKey.DOCUMENTS, NAME)
    session, page = window.session, window.page(PageKey.DOCUMENTS)
    signed = tmp_path / "signed.pdf"
    signed.write_bytes(exporting.render(page.context, NAME, Format.PDF, page.digits(page.row)))

    def same(sheet: ComparedPaperSheet) -> None:
        sheet.work.wait_and_report(30)
        assert sheet.label.text().splitlines() == [
            "ตรงกับฉบับที่พิมพ์ทุกคำ",
            "ไม่ได้เทียบ: หัวและท้ายกระดาษ เลขหน้า ภาพ คำใต้ภาพ รูปแบบตัวอักษร และเลขไทยหรืออารบิก",
        ]
        assert not sheet.table.isVisible()
        sheet.accept()

    compare(window, monkeypatch, signed, same)
    measure = session.data.measures[0]
    added = CellEdit(measure.id, "method", f"{measure.method}\n- รายงานผู้บริหารทุกสัปดาห์")
    measures.edit(session.workspace, session.year, [added])

    def differs(sheet: ComparedPaperSheet) -> None:
        sheet.work.wait_and_report(30)
        assert sheet.ui.remark.text() == "ต่างจากฉบับที่พิมพ์ 1 แห่ง"
        [row] = sheet.table.sheet.all_rows()
        assert row.paper.endswith(" –")
        assert row.ours.endswith("“- รายงานผู้บริหารทุกสัปดาห์”")
        sheet.accept()

    compare(window, monkeypatch, signed, differs)

    def refused(sheet: ComparedPaperSheet) -> None:
        sheet.work.wait_and_report(30)
        assert "broken.pdf" in sheet.label.text()
        assert not sheet.table.isVisible()
        sheet.accept()

    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    compare(window, monkeypatch, broken, refused)
