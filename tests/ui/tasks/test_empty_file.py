"""Tasks 2 to 26 where nothing was before: a new file of fiscal year 2570. 3, 12 and 14 are done in
such a file by their own tests.

On each screen with both hands; in CI with one, since these tasks are done there with the other one
on the sample, by their own tests and test_working_year.
"""

import csv
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from pytestqt.qtbot import QtBot

from ita_desktop.domain.year import YearData
from ita_desktop.services import surveys
from ita_desktop.ui.pages.collecting.sending import FOLDER
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.support.places import FIXTURES
from tests.ui.tasks import test_02_new_year as new_year
from tests.ui.tasks import test_04_assign as assign
from tests.ui.tasks import test_05_undo_paste as wrong
from tests.ui.tasks import test_06_evidence as evidence
from tests.ui.tasks import test_07_official_report as results
from tests.ui.tasks import test_08_next_level as level
from tests.ui.tasks import test_10_worksheet as worksheet
from tests.ui.tasks import test_11_photographs as photographs
from tests.ui.tasks import test_13_order as order
from tests.ui.tasks import test_15_print_open_work as open_work
from tests.ui.tasks import test_17_round as rounds
from tests.ui.tasks import test_26_level as way
from tests.ui.tasks import working_year as tasks
from tests.ui.tasks.district import laid_out
from tests.ui.tasks.excel import copy_from_excel
from tests.ui.tasks.hand import Hand, Task, button, on_each_screen
from tests.ui.tasks.test_09_agenda import make_agenda
from tests.ui.tasks.test_12_yesterday import gather_what_is_searched
from tests.ui.tasks.test_19_poster import print_poster

YEAR = 2570
HEADINGS = ["ชื่อ - สกุล", "ตำแหน่ง", "สังกัด", "บทบาท"]
STEERING, WORKING = "คณะกรรมการอำนวยการ", "คณะทำงาน"
PLAN = "ทบทวนคู่มือปี 2569 ให้เป็นปัจจุบัน"
ORDER = (
    "คำสั่งสำนักงานเขตตัวอย่าง",
    "ที่ 123/2569",
    "เรื่อง แต่งตั้งคณะกรรมการและคณะทำงาน ITA ประจำปีงบประมาณ พ.ศ. 2570",
    "1. คณะกรรมการอำนวยการ มีหน้าที่ ดังนี้",
    "1.1 กำหนดนโยบาย",
    "2. คณะทำงาน มีหน้าที่ ดังนี้",
    "2.1 รวบรวมหลักฐาน",
    "สั่ง ณ วันที่ 28 ตุลาคม พ.ศ. 2569",
)
MEASURES = [
    ["ข้อ", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา"],
    ["I1", f"1. {PLAN}", "ฝ่ายโยธา", "ทุกเดือน"],
    ["I2", "2. ติดแผนผังขั้นตอน", "ฝ่ายการคลัง", "ต.ค. 2569"],
    ["E1", "3. สำรวจความพึงพอใจ", "ฝ่ายทะเบียน", "ทุกเดือน"],
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
        ("ตารางการมอบหมายผู้รับผิดชอบข้อมูล OIT ปี 2570", laid_out(YEAR)[2:]),
        ("มาตรการ ปีงบประมาณ พ.ศ. 2570", MEASURES),
    )  # fmt: skip
    for title, rows in tables:
        made.add_heading(title)
        table = made.add_table(len(rows), max(map(len, rows)))
        for cells, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(cells.cells, texts, strict=False):
                cell.text = text
    for text in ORDER:
        made.add_paragraph(text)
    path = folder / "เล่ม.docx"
    made.save(str(path))
    return path


@pytest.fixture(scope="session")
def last_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return book(tmp_path_factory.mktemp("book"))


@pytest.mark.in_turn
@on_each_screen("mouse", "keys")
def test_a_new_file(
    fresh: Window,
    qtbot: QtBot,
    only: str,
    last_years: Path,
    printed: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tasks.answer_links(monkeypatch)
    gather_what_is_searched(fresh, qtbot)
    day = Day(fresh, Hand(only), printed)
    day.brings_in(last_years, tmp_path)
    day.gives_out()
    day.meets()
    day.proves()
    day.collects(tmp_path)
    day.looks_on()


class Day:
    """A clerk's first days with a file of her own: each task finds what the ones before left."""

    def __init__(self, window: Window, hand: Hand, printed: Path) -> None:
        self.window = window
        self.hand = hand
        self.printed = printed

    @property
    def data(self) -> YearData:
        return self.window.session.data

    def does(self, task: Task, at_most: int) -> None:
        self.window.message.clear()
        self.hand.does(task, at_most=at_most)

    def prints(self, task: Task, at_most: int) -> None:
        self.does(task, at_most)
        assert self.printed.exists()
        self.printed.unlink()

    def brings_in(self, book: Path, folder: Path) -> None:
        """16, 23, 20, 7, 13, 22, 5 and 21."""
        window, hand = self.window, self.hand

        def is_taken() -> bool:
            return bool(self.data.measures and self.data.members and self.data.assignments)

        report = results.report_of(2569, folder)
        self.does(tasks.take_book(window, hand, book, is_taken), 5)
        self.does(tasks.turn_year(window, hand, 1, PLAN.replace("2569", "2570")), 4)
        self.does(tasks.bring_back(window, hand, *tasks.lost(window)), 5)
        self.does(results.take_report(window, hand, report), results.AT_MOST)
        results.check(window)
        paste_working_group(window)
        order.put_garuda(window, folder)
        self.prints(order.complete_order(window, hand), order.AT_MOST)
        window.go(PageKey.ROSTER)
        self.does(tasks.move_members(window, hand, STEERING, 42), 3)
        before = wrong.paste_wrong(window)
        self.does(wrong.take_back(window, hand, before), wrong.AT_MOST)
        wrong.check(window, before)
        tasks.shown_people(window)
        old = next(row.name for row in tasks.listed(window) if row.name)
        self.does(tasks.respell(window, hand, old, f"{old}์"), 2)

    def gives_out(self) -> None:
        """4."""
        window, hand = self.window, self.hand
        self.does(assign.assign_group(window, hand, "31/3/70"), assign.AT_MOST)
        assign.check(window, date(2027, 3, 31))

    def meets(self) -> None:
        """9 and 19."""
        window, hand = self.window, self.hand
        self.prints(make_agenda(window, hand, "20/11/69"), 6)
        link = {"url": "https://survey.example.go.th/eit"}
        surveys.add_links(window.session.workspace, YEAR, [link])
        self.prints(print_poster(window, hand), 4)

    def proves(self) -> None:
        """6, 8 and 18."""
        window, hand = self.window, self.hand
        self.does(evidence.record_link(window, hand), evidence.AT_MOST)
        self.does(level.see_next_level(window, hand, level.check_lifts), 2)
        window.go(PageKey.OIT)
        self.does(tasks.check_links(window, hand, "O8"), 2)

    def collects(self, folder: Path) -> None:
        """10, 11, 15, 17, 24 and 25."""
        window, hand = self.window, self.hand
        window.go(PageKey.OVERVIEW)
        self.does(worksheet.send_and_take(window, hand, folder / "แบบ.xlsx"), worksheet.AT_MOST)
        worksheet.check(window)
        window.go(PageKey.OVERVIEW)
        self.prints(open_work.print_open_work(window, hand), open_work.AT_MOST)
        first = self.data.measures[0].id
        report, six = folder / "รายงาน.pdf", photographs.taken(folder)
        adding = photographs.add_photographs(window, hand, six, first, report)
        self.does(adding, photographs.AT_MOST)
        photographs.check(window, first, report)
        window.session.settings.set(FOLDER, str(folder))
        window.go(PageKey.COLLECTING)
        self.does(rounds.send_round(window, hand, folder), rounds.AT_MOST)
        rounds.check(window, 30, "")
        tasks.leave_a_row(window.session.workspace, YEAR, window.session.today)
        self.does(tasks.take_left(window, hand), 3)
        self.does(tasks.join(window, hand, tasks.parted(window)), 4)

    def looks_on(self) -> None:
        """26 and 2."""
        window, hand = self.window, self.hand
        self.prints(way.see_and_print(window, hand), way.AT_MOST)
        window.go(PageKey.OVERVIEW)
        self.does(new_year.start_year(window, hand, YEAR + 1), new_year.AT_MOST)
        new_year.check(window, YEAR + 1)


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
