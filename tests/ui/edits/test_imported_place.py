"""After an import the message leads to the page where the imported rows now stand."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ita_desktop.domain.collection_rounds import AskedSubject
from ita_desktop.exchange.kinds.registry import KINDS, kind_named
from ita_desktop.i18n import language
from ita_desktop.services.places import chapters_place
from ita_desktop.services.sending import RoundRequest, send
from ita_desktop.ui.dialogs.previews.found import FoundDialog
from ita_desktop.ui.dialogs.previews.imports import ImportDialog
from ita_desktop.ui.navigation import PAGES
from ita_desktop.ui.pages.measures.page import MeasuresTab
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.roster.page import RosterTab
from ita_desktop.ui.window import Window
from tests.services.imports.found.books import ANALYSIS, MEASURES, ROSTER, Rows, titled
from tests.ui.support.keyboard import press

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
Import = Callable[..., None]
UNITS = (
    ("ชื่อหน่วยงาน", "ประเภท", "ชื่อย่อ"),
    ("โรงเรียนริมคลอง", "โรงเรียน", ""),
    ("โรงเรียนริมทาง", "โรงเรียน", ""),
    ("โรงเรียนริมสวน", "โรงเรียน", ""),
)


@pytest.fixture
def taken(window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Import:
    """Imports files, and tables as one file each, from the page that is shown: with Ctrl+I, and
    with the dialog's button for all that differs."""

    def dialogs() -> list[ImportDialog | FoundDialog]:
        found = [*window.findChildren(ImportDialog), *window.findChildren(FoundDialog)]
        return [dialog for dialog in found if dialog.isVisible()]

    def take(*tables: Rows | Path) -> None:
        paths = [
            rows if isinstance(rows, Path) else written(tmp_path / f"ตาราง {at}.csv", rows)
            for at, rows in enumerate(tables)
        ]
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([*map(str, paths)], ""))
        press(Key.Key_I, CTRL)
        qtbot.waitUntil(lambda: any(each.accept_button.isEnabled() for each in dialogs()))
        (dialog,) = dialogs()
        label = window.session.workspace.edits.undo_label
        qtbot.mouseClick(dialog.accept_button, LEFT)
        qtbot.waitUntil(lambda: window.session.workspace.edits.undo_label != label)
        qtbot.waitUntil(lambda: not dialogs() and window.isActiveWindow())

    return take


@pytest.fixture
def returned(window: Window, tmp_path: Path) -> Callable[..., Path]:
    """Asks a unit, fills in cells of the first row of a sheet in its form, and returns the form."""

    def fill(asked: RoundRequest, cells: Mapping[str, str]) -> Path:
        session = window.session
        made = send(session.workspace, session.year, asked, tmp_path, today=session.today)
        (path,) = made.file_of.values()
        book = load_workbook(path)
        for sheet in book:
            for head in sheet.iter_rows():
                titles = {cell.value: cell.column for cell in head}
                if cells.keys() <= titles.keys():
                    for title, text in cells.items():
                        sheet.cell(head[0].row + 1, titles[title], text)
        book.save(path)
        return path

    return fill


def written(path: Path, rows: Rows) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def offered(window: Window) -> Sequence[str]:
    """The words of the actions that are seen in the message line."""
    line = window.message
    return [button.text() for button in (line.action, line.other) if button.isVisible()]


@pytest.mark.in_turn
def test_an_import_from_the_overview_leads_to_the_page_of_its_rows(
    window: Window, taken: Import, qtbot: QtBot
) -> None:
    before = window.session.workspace.dump()
    taken(ROSTER)
    assert "เพิ่ม" in window.message.message.sentence
    assert offered(window) == ["เลิกทำ", "ดูที่ คณะกรรมการ"]
    qtbot.mouseClick(window.message.other, LEFT)
    qtbot.waitUntil(lambda: window.current_page == PageKey.ROSTER)
    assert window.page(PageKey.ROSTER).tab is RosterTab.ROSTER
    assert not window.message.isVisible()
    press(Key.Key_Z, CTRL)
    assert window.session.workspace.dump() == before


@pytest.mark.in_turn
def test_it_leads_to_the_part_of_the_page(window: Window, taken: Import, qtbot: QtBot) -> None:
    taken(ANALYSIS)
    assert offered(window) == ["เลิกทำ", "ดูที่ มาตรการ"]
    qtbot.mouseClick(window.message.other, LEFT)
    qtbot.waitUntil(lambda: window.current_page == PageKey.MEASURES)
    assert window.page(PageKey.MEASURES).tab is MeasuresTab.ANALYSIS


@pytest.mark.in_turn
def test_over_another_part_of_the_same_page_it_names_the_part(
    window: Window, taken: Import, qtbot: QtBot
) -> None:
    window.go(PageKey.MEASURES)
    taken(ANALYSIS)
    assert offered(window) == ["เลิกทำ", "ดูที่ การวิเคราะห์"]
    qtbot.mouseClick(window.message.other, LEFT)
    assert window.page(PageKey.MEASURES).tab is MeasuresTab.ANALYSIS
    assert not window.message.isVisible()


@pytest.mark.in_turn
def test_where_the_rows_are_shown_already_there_is_only_undo(window: Window, taken: Import) -> None:
    window.go(PageKey.SETTINGS, "units")
    taken(UNITS)
    assert offered(window) == ["เลิกทำ"]


@pytest.mark.in_turn
@pytest.mark.parametrize("files", [1, 2])
def test_rows_of_another_year_are_not_led_to(window: Window, taken: Import, files: int) -> None:
    taken(*[titled("มาตรการ ปีงบประมาณ 2567", MEASURES), titled("ปีงบประมาณ 2567", ANALYSIS)][:files])
    assert window.session.year == 2568
    assert "2567" in window.message.message.sentence
    assert offered(window) == ["เลิกทำ"]


@pytest.mark.in_turn
def test_of_several_lists_it_leads_to_the_one_with_most_rows_in_the_shown_year(
    window: Window, taken: Import, qtbot: QtBot
) -> None:
    taken(ROSTER, UNITS, titled("ปี 2567", MEASURES))
    assert window.message.message.sentence.startswith("นำเข้า 3 อย่างแล้ว")
    assert "importseveral" in {copy.reason for copy in window.session.workspace.copies.all()}
    assert offered(window) == ["เลิกทำ", "ดูที่ ตั้งค่า"]
    qtbot.mouseClick(window.message.other, LEFT)
    qtbot.waitUntil(lambda: window.current_page == PageKey.SETTINGS)
    assert window.page(PageKey.SETTINGS).section == "units"


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("about", "cells", "title", "page"),
    [
        (AskedSubject.MEASURES, {"สิ่งที่ทำ": "ประชุมแล้ว"}, "มาตรการ", PageKey.MEASURES),
        (
            AskedSubject.OIT,
            {"ลิงก์หรือชื่อไฟล์": "https://example.go.th/new", "ชื่อเอกสาร": "ประกาศใหม่"},
            "งาน OIT",
            PageKey.OIT,
        ),
        (AskedSubject.PEOPLE, {"อีเมล": "somchai@example.go.th"}, "คณะกรรมการ", PageKey.ROSTER),
        (None, {"คำตอบของหน่วย": "2"}, "ส่ง-รับ", PageKey.COLLECTING),
    ],
)
def test_a_returned_form_leads_to_what_it_brought(
    window: Window, taken: Import, returned, about, cells, title, page, qtbot: QtBot
) -> None:
    unit = next(unit for unit in window.session.data.units if unit.name == "ฝ่ายปกครอง")
    asked = RoundRequest((about,)) if about else RoundRequest((), question="อบรมกี่ครั้ง")
    taken(returned(replace(asked, unit_ids=(unit.id,)), cells))
    assert offered(window) == ["เลิกทำ", f"ดูที่ {title}"]
    qtbot.mouseClick(window.message.other, LEFT)
    qtbot.waitUntil(lambda: window.current_page == page)


@pytest.mark.in_turn
def test_undo_takes_the_link_away(window: Window, taken: Import, qtbot: QtBot) -> None:
    before = window.session.workspace.dump()
    taken(ROSTER)
    qtbot.mouseClick(window.message.action, LEFT)
    assert window.session.workspace.dump() == before
    assert window.message.message.sentence.startswith("เลิกทำแล้ว")
    assert offered(window) == []


@pytest.mark.in_turn
def test_in_english_the_link_is_english(
    window: Window, taken: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "code", "en")
    taken(UNITS)
    assert offered(window) == ["Undo", "Go to Settings"]


@pytest.mark.in_turn
def test_every_kind_leads_to_a_part_that_there_is(window: Window, qtbot: QtBot) -> None:
    places = [
        (each.name, place) for each in KINDS for place in (each.place, *each.elsewhere.values())
    ]
    for kind, place in places:
        window.go(PageKey.OVERVIEW)
        window.session.imported.emit("นำเข้าแล้ว", place)
        page = place.page
        assert offered(window) == ["เลิกทำ", f"ดูที่ {PAGES[page].title}"]
        qtbot.mouseClick(window.message.other, LEFT)
        qtbot.waitUntil(lambda page=page: window.current_page == page)
        window.session.imported.emit("นำเข้าแล้ว", place)
        assert offered(window) == ["เลิกทำ"], kind


@pytest.mark.in_turn
def test_on_its_page_each_hidden_part_is_named(window: Window, qtbot: QtBot) -> None:
    parts = {
        "people": "บุคลากร",
        "duties": "หน้าที่",
        "orders": "คำสั่ง",
        "roster": "",
        "progress": "ติดตามผล",
        "measures": "มาตรการ",
        "letters": "หนังสือ",
        "meetings": "การประชุม",
        "answered": "ยอดตอบ",
        "chapters": "บทของเล่ม",
    }
    for name, title in parts.items():
        place = kind_named(name).place
        window.go(place.page)
        window.session.imported.emit("นำเข้าแล้ว", place)
        assert offered(window)[1:] == ([f"ดูที่ {title}"] if title else []), name
        window.go(place.page, place.target)


def test_chapters_are_those_of_the_book() -> None:
    assert kind_named("chapters").place == chapters_place()


@pytest.mark.in_turn
def test_a_long_undo_is_begun_by_one_click_alone(
    window: Window, taken: Import, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = window.session.workspace.dump()
    taken(ROSTER)
    monkeypatch.setattr("ita_desktop.ui.session.LONG", 0)
    qtbot.mouseClick(window.message.action, LEFT)
    assert offered(window) == []
    qtbot.waitUntil(lambda: window.session.workspace.dump() == before)
