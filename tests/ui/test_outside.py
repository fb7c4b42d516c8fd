"""What the program opens outside itself, and files that it hands out again."""

import os
import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

import ita_desktop
from ita_desktop.domain.letters import Letter
from ita_desktop.domain.records import new_id
from ita_desktop.domain.tracking.entries import Entry
from ita_desktop.services import photos
from ita_desktop.services.documents import book, wordings
from ita_desktop.services.letters import attach
from ita_desktop.services.photos import NewPhoto
from ita_desktop.ui.outside import open_file, open_folder, open_link
from ita_desktop.ui.pages.documents.book import ChaptersPart
from ita_desktop.ui.pages.meetings.attached_list import AttachedList
from ita_desktop.ui.pages.settings.wording_editor import OfficeFilePane
from ita_desktop.ui.pages.tracking.record_parts import PhotoSection
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.tokens import Width
from ita_desktop.ui.window import Window
from tests.documents.office_files.test_bound import page
from tests.pictures.given_pictures import photograph

PDF = b"%PDF-1.7 kept"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were opened."""
    found: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: not found.append(QUrl(url).toString())
    )
    return found


def session_of(window: Window) -> Session:
    assert window.session is not None
    return window.session


@pytest.mark.parametrize("link", ["http://a.go.th", "HTTPS://a.go.th/x", "mailto:a@b.go.th"])
def test_pages_and_mails_are_opened(opened: list[str], link: str) -> None:
    assert open_link(link)
    assert len(opened) == 1


@pytest.mark.parametrize(
    "link",
    [
        "file:///etc/passwd", "javascript:alert(1)", "ms-word:ofe|u|http://a", "smb://host/x",
        "search-ms:query", "\\\\host\\share\\a.exe", "C:\\Windows\\a.exe", "data:text/html,x",
        "a.exe", "", "vbscript:x", "ftp://a/b",
    ],
)  # fmt: skip
def test_no_other_address_is_opened(opened: list[str], link: str) -> None:
    assert not open_link(link)
    assert opened == []


@pytest.mark.parametrize("name", ["a.exe", "a.pdf.bat", "a.lnk", "a.html", "a.docm", "a.desktop"])
def test_of_a_file_that_might_run_the_folder_is_shown(
    opened: list[str], tmp_path: Path, name: str
) -> None:
    assert open_file(tmp_path / name)
    assert opened == [QUrl.fromLocalFile(str(tmp_path)).toString()]


def test_a_file_that_shows_something_is_opened(opened: list[str], tmp_path: Path) -> None:
    assert open_file(tmp_path / "a.PDF")
    assert opened[0].endswith("a.PDF")
    assert not open_folder(tmp_path / "none")


def test_no_other_module_opens_anything() -> None:
    package = Path(ita_desktop.__file__).parent
    found = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if any(
            word in path.read_text(encoding="utf-8")
            for word in ("QDesktopServices", "webbrowser", "os.startfile", "xdg-open")
        )
    }
    assert found == {"ui/outside.py"}


def entries(menu: QMenu) -> dict[str, QAction]:
    return {action.text(): action for action in menu.actions()}


def attached(window: Window, file_name: str) -> tuple[AttachedList, str]:
    """A letter's list with one file in it, and the letter's key."""
    session = session_of(window)
    with session.workspace.change("x") as change:
        letter = change.insert(Letter(id=new_id(), year_id=session.data.fiscal_year.id))
    attach(session.workspace, session.year, letter, "ภาพข่าว", file_name=file_name, data=PDF)
    made = AttachedList(session, window)
    made.set_attached(session.data.attachments_of_letter(letter.id), locked=False)
    return made, letter.id


def menu_of(shown: AttachedList) -> dict[str, QAction]:
    shown.lines[0].click()
    [menu] = shown.lines[0].findChildren(QMenu)
    return entries(menu)


def test_an_attached_file_is_opened_and_saved_again(
    window: Window, opened: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, _letter = attached(window, "ข่าว.pdf")
    offered = menu_of(shown)
    assert list(offered) == ["เปิดไฟล์", "บันทึกเป็นไฟล์…", "เอาออก"]
    offered["เปิดไฟล์"].trigger()
    copy = Path(QUrl(opened[0]).toLocalFile())
    assert (copy.name, copy.read_bytes()) == ("ข่าว.pdf", PDF)
    if os.name == "posix":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o400
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    wanted = tmp_path / "ออก.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(wanted), ""))
    offered["บันทึกเป็นไฟล์…"].trigger()
    assert wanted.read_bytes() == PDF


def test_who_only_reads_opens_and_saves_and_takes_nothing_out(window: Window) -> None:
    shown, letter = attached(window, "ข่าว.pdf")
    rows = session_of(window).data.attachments_of_letter(letter)
    shown.set_attached(rows, locked=True)
    assert list(menu_of(shown)) == ["เปิดไฟล์", "บันทึกเป็นไฟล์…"]


def test_a_file_that_might_run_is_saved_and_never_opened(window: Window) -> None:
    shown, _letter = attached(window, "../../a.exe")
    assert list(menu_of(shown)) == ["บันทึกเป็นไฟล์…", "เอาออก"]


def test_the_file_of_a_photograph_as_the_camera_made_it_is_handed_out(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_of(window)
    with session.workspace.change("x") as change:
        entry = change.insert(Entry(id=new_id(), measure_id=session.data.measures[0].id))
    photos.add(
        session.workspace, session.year, entry.id, [NewPhoto("1.jpg", photograph(1))],
        keep_originals=True,
    )  # fmt: skip
    section = PhotoSection(session, window)
    qtbot.waitUntil(lambda: bool(session.data.photos_of(entry.id)))
    section.show_entry(entry.id)
    [item] = section.grid.list.photos.items
    assert item.original
    menu = QMenu(window)
    section.grid.offer_original(menu, item)
    wanted = tmp_path / "ออก.jpg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(wanted), ""))
    entries(menu)["บันทึกเป็นไฟล์…"].trigger()
    assert wanted.read_bytes() == photograph(1)


def test_a_file_of_the_office_is_saved_again_by_a_button_that_fits_its_pane(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, data = session_of(window), photograph(2)
    wordings.put_file(session.workspace, session.year, wordings.GARUDA, "ครุฑ.jpg", data)
    pane = OfficeFilePane(session, window)
    pane.resize(Width.PANE, 600)
    pane.show_file(wordings.GARUDA)
    pane.show()
    pane.ui.rows.activate()
    assert pane.ui.rows.minimumSize().width() <= Width.PANE
    wanted = tmp_path / "ออก.jpg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(wanted), ""))
    pane.save_button.click()
    assert wanted.read_bytes() == data


def test_a_file_that_is_a_chapter_is_offered_in_the_menu_of_its_row(
    window: Window, opened: list[str], tmp_path: Path
) -> None:
    session = session_of(window)
    annex = tmp_path / "ภาพข่าว.pdf"
    annex.write_bytes(page())
    key = book.add_file(session.workspace, session.year, annex)
    part = ChaptersPart(session, window)
    part.refresh()
    part.table.go_to(key, "title")
    menu = QMenu(window)
    part._add_to_menu(menu)
    entries(menu)["เปิดไฟล์"].trigger()
    assert Path(QUrl(opened[0]).toLocalFile()).read_bytes() == page()
