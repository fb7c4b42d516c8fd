"""A clerk's first day, from the first start to the assignment table ready to print: once without
touching the mouse, and once with nothing but the mouse where nothing has to be written."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ita_desktop.domain.scores.progress import State, official_scores
from ita_desktop.services.roster import roster
from ita_desktop.settings import Settings
from ita_desktop.ui.dialogs.previews.imports import ImportDialog
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.support.places import FIXTURES
from tests.ui.tasks.conftest import at_rest
from tests.ui.tasks.excel import copy_from_excel
from tests.ui.tasks.hand import (
    RIGHT,
    Hand,
    Spot,
    Task,
    button,
    cell,
    entry,
    field,
    focused,
    part,
    shown,
    words,
)

REPORT = FIXTURES / "report_2567.txt"
OFFICE = "สำนักงานเขตตัวอย่าง"
DIRECTOR = "นายทดลอง ผู้อำนวยการ"
SECRETARY = "นางสาวตัวอย่าง หนึ่ง"
LINK = "https://district.example/ita/2568/o7"


@pytest.fixture(autouse=True)
def screen() -> None:
    """The tests' own screen: the tasks are done one by one on those that are enlarged."""


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The clerk's folder for documents."""
    folder = tmp_path / "Documents"
    monkeypatch.setattr("ita_desktop.ui.dialogs.beginning.documents", lambda: folder)
    return folder


@pytest.fixture
def first_day(
    qtbot: QtBot, tmp_path: Path, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Window]:
    """The window on 4 November 2567, where the program never ran before."""
    monkeypatch.setenv("ITA_DESKTOP_TODAY", "2024-11-04")
    made = Window(Settings(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.opener.show_welcome()
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield at_rest(qtbot, made)
    made.opener.end()


def members_in_excel() -> list[list[str]]:
    with (FIXTURES / "roster_2568.csv").open(encoding="utf-8") as file:
        return [
            [one["body"], one["name"], one["position"], one["department"], one["role"]]
            for one in csv.DictReader(file)
        ]


HEADINGS = ["คณะ", "ชื่อ - สกุล", "ตำแหน่ง", "สังกัด", "บทบาท"]


# -- what is to be seen on the way


def is_new(window: Window) -> bool:
    return window.session is not None and window.score_bar.isVisible()


def count(window: Window) -> int:
    page = window.page(PageKey.ROSTER)
    return len(window.session.data.members) if page.table.isVisible() else 0


def first_member(window: Window) -> roster.MemberRow:
    return next(row for _, some in roster.rows(window.session.data) for row in some)


def report_is_read() -> bool:
    (sheet,) = shown(ImportDialog)
    return sheet.plan is not None and button("รับ ") is not None


def report_is_in(window: Window) -> bool:
    return window.session.years == (2567, 2568) and not list(shown(ImportDialog))


def oit(window: Window):
    return window.page(PageKey.OIT)


def table_is_ready(window: Window) -> bool:
    """The assignment table stands in the preview, as it will be printed."""
    page = window.page(PageKey.DOCUMENTS)
    return (
        window.current_page == PageKey.DOCUMENTS
        and page.row.id == "oit-assignments"
        and page.pane.pages is not None
        and page.pane.print_button.isEnabled()
        and is_printed_on(page.pane.view)
    )


def is_printed_on(view) -> bool:
    """Whether letters stand on the page in the middle of the preview."""
    picture = view.grab().toImage()
    dark = sum(
        picture.pixelColor(x, y).lightness() < 100
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    )
    return dark > 200


def check(window: Window) -> None:
    """All of the day's work is in the file."""
    data = window.session.data
    assert data.organisation.name == OFFICE
    assert len(data.members) == 42
    assert first_member(window).name == DIRECTOR
    assert official_scores(window.session.workspace.year(2567))["ITA"] == Decimal("97.38")
    due = {
        item.code: data.assignment_by_item[item.code].due for item in data.framework.items_of("OIT")
    }
    money = {item.code for item in data.framework.items if item.indicator == "9.3"}
    for code, day in due.items():
        owners = [data.owner_label(owner) for owner in data.owners_of_item(code)]
        assert owners == ["ฝ่ายการคลัง" if code in money else "ทุกฝ่าย"], code
        assert day == (date(2025, 4, 30) if code in money else date(2025, 3, 31)), code
    (proof,) = data.evidence_of("O7")
    assert proof.location == LINK
    assert window.session.progress["O7"].state is State.DONE


@pytest.mark.in_turn
def test_the_day_without_the_mouse(first_day: Window, keys: Hand, documents: Path) -> None:
    window = first_day
    copy_from_excel([HEADINGS, *members_in_excel()])

    def task() -> Task:
        # a file of one's own
        yield keys.presses("Ctrl+N")
        yield keys.types(OFFICE, "Enter")
        yield keys.sees(lambda: is_new(window))
        # the roster from Excel, and a name that it lacks
        yield keys.presses("Ctrl+2")
        yield keys.presses("Ctrl+V")
        yield keys.sees(lambda: button("รับ 42 รายการ"))
        yield keys.presses("Enter")
        yield keys.sees(lambda: count(window) == 42)
        table = window.page(PageKey.ROSTER).table
        yield keys.walks("Ctrl+Home Down Right")
        assert table.current_row().id == first_member(window).member.id
        yield keys.types(DIRECTOR, "Enter")
        # a slip, taken back
        yield keys.walks("Down*4")
        assert table.current_row().name == SECRETARY
        yield keys.presses("Delete")
        assert table.current_row().name == ""
        yield keys.presses("Ctrl+Z")
        assert table.current_row().name == SECRETARY
        # last year's result
        yield keys.presses("Ctrl+5")
        yield from keys.chooses_file(keys.presses("Ctrl+I"), REPORT)
        yield keys.sees(report_is_read)
        yield keys.presses("Enter")
        yield keys.sees(lambda: report_is_in(window))
        # everything to everybody, and the money to those who keep it
        yield keys.presses("Ctrl+3")
        yield keys.presses("Ctrl+A")
        yield keys.presses("Ctrl+M")
        yield keys.types("ทุกฝ่าย", "Enter")
        yield keys.types("31/3/68", "Enter")
        yield keys.walks("Ctrl+Home")
        yield keys.walks_until("Down", lambda: oit(window).table.current_row().id == "9.3")
        yield keys.presses("Ctrl+M")
        yield keys.types("ฝ่ายการคลัง", "Enter")
        yield keys.types("30/4/68", "Enter")
        # the first thing that is published
        yield keys.presses("Ctrl+K")
        yield keys.types("O7", "Enter")
        yield keys.presses("Ctrl+L")
        yield keys.types(LINK, "Enter")
        yield keys.presses("Ctrl+Shift+Space")
        yield keys.presses("Esc")
        assert focused() is oit(window).table
        # how things stand
        yield keys.presses("Ctrl+1")
        yield keys.sees(window.page(PageKey.OVERVIEW).todo.isVisible)
        # the table for the meeting
        yield keys.presses("Ctrl+K")
        yield keys.types("ตารางมอบหมาย", "Enter")
        yield keys.sees(lambda: table_is_ready(window), "the preview")
        yield keys.walks_until("F6", lambda: focused() is window.page(PageKey.DOCUMENTS).pane.view)
        yield keys.walks("PgDown")
        check(window)
        # the end of the day, and the next morning
        yield keys.presses("Ctrl+W")
        yield keys.walks_until("Tab", lambda: words(focused().text()).startswith("ITA"))
        yield keys.presses("Enter")
        yield keys.sees(lambda: is_new(window))

    keys.does(task())
    assert window.session.workspace.path == documents / "ITA" / f"ITA {OFFICE}.ita"
    check(window)


@pytest.mark.in_turn
def test_the_day_with_the_mouse(first_day: Window, mouse: Hand, documents: Path) -> None:
    window = first_day
    copy_from_excel([HEADINGS, *members_in_excel()])

    def assign(group: str, unit: str, day: str) -> Task:
        table = oit(window).table

        def row() -> Spot:
            return cell(table, group, "title")

        yield mouse.turns_wheel_to(row)
        yield mouse.clicks(row())
        yield mouse.clicks(button("มอบหมาย"))
        yield mouse.turns_wheel_to(lambda: button(unit))
        yield mouse.clicks(button(unit))
        yield mouse.clicks(field("กำหนดส่ง"))
        yield mouse.types(day)
        yield mouse.clicks(button("มอบหมาย "))

    def task() -> Task:
        yield mouse.clicks(button("เริ่มแฟ้มใหม่"))
        yield mouse.types(OFFICE)
        yield mouse.clicks(button("สร้างแฟ้ม"))
        yield mouse.sees(lambda: is_new(window))

        yield mouse.clicks(button("คณะกรรมการ"))
        yield mouse.clicks(entry("แก้ไข"))
        yield mouse.clicks(entry("วาง"))
        yield mouse.sees(lambda: button("รับ 42 รายการ"))
        yield mouse.clicks(button("รับ 42 รายการ"))
        yield mouse.sees(lambda: count(window) == 42)
        table = window.page(PageKey.ROSTER).table
        yield mouse.double_clicks(cell(table, first_member(window).member.id, "name"))
        yield mouse.types(DIRECTOR)
        yield mouse.clicks(cell(table, first_member(window).member.id, "role"))
        # a slip, taken back
        yield mouse.clicks(cell(table, first_member(window).member.id, "post"), RIGHT)
        yield mouse.clicks(entry("ล้างค่า"))
        yield mouse.clicks(part(window.top_bar.undo, "undo"))

        yield mouse.clicks(button("คะแนน"))
        yield from mouse.chooses_file(mouse.clicks(button("นำเข้ารายงานผล")), REPORT)
        yield mouse.sees(report_is_read)
        yield mouse.clicks(button("รับ "))
        yield mouse.sees(lambda: report_is_in(window))

        yield mouse.clicks(button("งาน OIT"))
        for group in ("9.1", "9.2", "9.4", "9.5", "10.1", "10.2"):
            yield from assign(group, "ทุกฝ่าย", "31/3/68")
        yield from assign("9.3", "ฝ่ายการคลัง", "30/4/68")

        def o7() -> Spot:
            return cell(oit(window).table, "O7", "title")

        yield mouse.turns_wheel_to(o7)
        yield mouse.clicks(o7())
        yield mouse.clicks(button("+ เพิ่มลิงก์หรือไฟล์"))
        yield mouse.types(LINK)
        yield mouse.clicks(button("เพิ่ม"))
        yield mouse.clicks(button("ครบทุกรายการ"))

        yield mouse.clicks(button("ภาพรวม"))
        yield mouse.sees(window.page(PageKey.OVERVIEW).todo.isVisible)

        yield mouse.clicks(button("งาน OIT"))
        yield mouse.clicks(button("พิมพ์ตาราง"))
        yield mouse.sees(lambda: table_is_ready(window), "the preview")
        check(window)

        yield mouse.clicks(entry("แฟ้ม"))
        yield mouse.clicks(entry("ปิดแฟ้ม"))
        yield mouse.clicks(button("ITA"))
        yield mouse.sees(lambda: is_new(window))

    mouse.does(task())
    assert window.session.workspace.path == documents / "ITA" / f"ITA {OFFICE}.ita"
    check(window)
