"""Tasks 9, 16 and 18 to 25 where nothing was before: a new file of fiscal year 2570."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from pytestqt.qtbot import QtBot

from ita_desktop.services.edits import CellEdit
from ita_desktop.services.measures import measures
from ita_desktop.services.oit import evidence
from ita_desktop.services.surveys import links as surveys
from ita_desktop.settings import Settings
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.support.known_files import begun_workspace
from tests.support.places import FIXTURES
from tests.ui.tasks import working_year as tasks
from tests.ui.tasks.conftest import at_rest
from tests.ui.tasks.district import laid_out
from tests.ui.tasks.excel import copy_from_excel
from tests.ui.tasks.hand import Hand, Task, button
from tests.ui.tasks.test_09_agenda import make_agenda
from tests.ui.tasks.test_19_poster import print_poster

YEAR = 2570
HEADINGS = ["ชื่อ - สกุล", "ตำแหน่ง", "สังกัด", "บทบาท"]
STEERING, WORKING = "คณะกรรมการอำนวยการ", "คณะทำงาน"
PLAN = "ทบทวนคู่มือปี 2569 ให้เป็นปัจจุบัน"
MEASURES = [
    ["ข้อ", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา"],
    ["I1", f"1. {PLAN}", "ฝ่ายปกครอง", "ต.ค. 2569"],
    ["I2", "2. ติดแผนผังขั้นตอน", "ฝ่ายทะเบียน", "ม.ค. 2570"],
]


def members(body: str) -> list[list[str]]:
    with (FIXTURES / "roster_2568.csv").open(encoding="utf-8") as file:
        return [
            [each["name"], each["position"], each["department"], each["role"]]
            for each in csv.DictReader(file)
            if each["body"] == body
        ]


@cache
def book(folder: Path) -> Path:
    """Last year's book as Word keeps it: who works, who publishes what, what is done."""
    made = Document()
    tables = (
        ("รายชื่อคณะกรรมการอำนวยการ ปี 2570", [HEADINGS, *members(STEERING)]),
        ("ตารางการมอบหมายผู้รับผิดชอบข้อมูล OIT ปี 2570", laid_out(2568)[2:]),
        ("มาตรการ ปีงบประมาณ พ.ศ. 2570", MEASURES),
    )  # fmt: skip
    for title, rows in tables:
        made.add_heading(title)
        table = made.add_table(len(rows), max(map(len, rows)))
        for cells, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(cells.cells, texts, strict=False):
                cell.text = text
    path = folder / "เล่ม.docx"
    made.save(str(path))
    return path


@pytest.fixture(scope="session")
def last_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return book(tmp_path_factory.mktemp("book"))


@pytest.fixture
def begun(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    monkeypatch.setenv("ITA_DESKTOP_TODAY", "2026-11-04")
    path = tmp_path / "เขตตัวอย่าง.ita"
    path.write_bytes(begun_workspace(YEAR))
    made = Window(Settings(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.open_file(path)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield at_rest(qtbot, made)
    made.opener.end()


@pytest.mark.parametrize("only", ["mouse", "keys"])
def test_a_new_file(
    begun: Window, only: str, last_years: Path, printed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = Hand(only)
    tasks.answer_links(monkeypatch)

    def is_taken() -> bool:
        data = begun.session.data
        return bool(data.measures and data.members and data.assignments)

    hand.does(tasks.take_book(begun, hand, last_years, is_taken), at_most=5)
    hand.does(tasks.turn_year(begun, hand, 2, PLAN.replace("2569", "2570")), at_most=4)
    hand.does(tasks.bring_back(begun, hand, *tasks.lost(begun)), at_most=5)
    paste_working_group(begun)
    hand.does(tasks.move_members(begun, hand, STEERING, 42), at_most=3)
    tasks.shown_people(begun)
    old = next(row.name for row in tasks.listed(begun) if row.name)
    hand.does(tasks.respell(begun, hand, old, f"{old}์"), at_most=2)
    begun.message.clear()
    hand.does(make_agenda(begun, hand, "20/11/69"), at_most=6)
    assert printed.exists()
    printed.unlink()
    workspace = begun.session.workspace
    surveys.add_many(workspace, YEAR, [{"url": "https://survey.example.go.th/eit"}])
    begun.message.clear()
    hand.does(print_poster(begun, hand), at_most=4)
    assert printed.exists()
    for number in (7, 8):
        link = {"title": "ข่าว", "location": f"https://district.example/{number}"}
        evidence.add(workspace, YEAR, f"O{number}", link)
    begun.go(PageKey.OIT)
    hand.does(tasks.check_links(begun, hand, "O8"), at_most=2)
    first, *_ = begun.session.data.measures
    measures.edit(workspace, YEAR, [CellEdit(first.id, "schedule", "ทุกเดือน")])
    tasks.leave_a_row(workspace, YEAR, begun.session.today)
    hand.does(tasks.take_left(begun, hand), at_most=3)
    hand.does(tasks.join(begun, hand, tasks.parted(begun)), at_most=4)


def paste_working_group(window: Window) -> None:
    """Pastes 36 members from Excel, as task 3 does."""
    window.go(PageKey.ROSTER)
    copy_from_excel([HEADINGS, *members(WORKING)])
    hand = Hand()

    def paste() -> Task:
        yield hand.presses("Ctrl+V")
        yield hand.sees(lambda: button("รับ 36 รายการ"))
        yield hand.presses("Enter")
        yield hand.sees(lambda: len(window.session.data.members) == 42, "the members")

    hand.does(paste())
