"""Files that were copied in the file manager and are pasted anywhere in the window."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QApplication

from ita_desktop.ui.dialogs.previews import found
from ita_desktop.ui.opening.dropped_files import lists_in
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.saving import places
from ita_desktop.ui.table.view import SheetView
from tests.ui.support.keyboard import press

CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def opened(monkeypatch) -> list[list[Path]]:
    asked: list[list[Path]] = []
    monkeypatch.setattr(
        found, "import_files", lambda _session, _window, paths: asked.append(list(paths))
    )
    return asked


def copy(path: Path) -> None:
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(path))])
    copied.setText(str(path))
    QApplication.clipboard().setMimeData(copied)


@pytest.mark.in_turn
@pytest.mark.parametrize(("year", "name"), [(2568, "list.xlsx"), (2567, "answer.msg")])
def test_a_list_or_a_mail_is_imported_wherever_it_is_pasted(
    window, qapp, opened, tmp_path, year, name
) -> None:
    book = tmp_path / name
    book.touch()
    copy(book)
    window.session.choose_year(year)
    places = [(page, "") for page in PageKey if page is not PageKey.OIT]
    places += [(PageKey.MEASURES, "analysis:"), (PageKey.MEETINGS, "letters")]
    for page, part in places:
        before = window.session.data
        window.go(page, part)
        qapp.processEvents()
        tables = [one for one in window.page(page).findChildren(SheetView) if one.isVisible()]
        (tables[0] if tables else window.page(page)).setFocus()
        press(Key.Key_V, CTRL)
        assert opened == [[book]], (page, part)
        assert window.session.data is before, "no cell has become the name of a file"
        opened.clear()


def test_files_that_are_no_lists_are_refused_in_words(window, opened, tmp_path) -> None:
    window.go(PageKey.ROSTER)
    window.page(PageKey.ROSTER).table.setFocus()
    copy(tmp_path / "picture.xyz")
    press(Key.Key_V, CTRL)
    assert not opened
    assert "ไม่ใช่ไฟล์ที่นำเข้าได้" in window.message.message.sentence


def test_whatever_can_be_chosen_to_be_imported_can_be_dropped_and_pasted(tmp_path) -> None:
    offered = re.findall(r"\*(\.\w+)", places._filter())
    assert {".xlsx", ".eml", ".msg", ".json", ".doc"} <= set(offered)
    for suffix in offered:
        dropped = QMimeData()
        dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / f"a{suffix.upper()}"))])
        assert lists_in(dropped), suffix
