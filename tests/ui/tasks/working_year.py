"""Tasks 16, 18 and 20 to 25 as they are done by either hand, whatever file the window has."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QApplication, QMenu

from ita_desktop.domain.collection_rounds import RowFate
from ita_desktop.domain.oit.proofs import LinkState
from ita_desktop.domain.records import Unit, UnitKind, new_id
from ita_desktop.services import tracking
from ita_desktop.services.oit import link_checks
from ita_desktop.services.roster import roster
from ita_desktop.services.sending import RoundRequest, asked_units, send
from ita_desktop.services.settling import take_back
from ita_desktop.services.texts import year_texts
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.dialogs.join import JoinSheet
from ita_desktop.ui.dialogs.previews.found import FoundDialog
from ita_desktop.ui.dialogs.replacing import ReplaceSheet
from ita_desktop.ui.dialogs.restore import RestoreRecordsSheet
from ita_desktop.ui.pages.oit.links import LinkSheet
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.roster.page import RosterPage, RosterTab
from ita_desktop.ui.widgets.sheet import Sheet
from ita_desktop.ui.window import Window
from ita_desktop.web.link import LinkJudgement, LinkReport
from tests.ui.tasks.hand import RIGHT, Hand, Task, button, cell, entry, line, part, shown, words
from tests.ui.tasks.test_12_yesterday import current_copy, is_at_yesterday, made_yesterday

S = TypeVar("S", bound=Sheet)


def only(kind: type[S]) -> S:
    """The sheet that is shown."""
    found = next(iter(shown(kind)), None)
    assert isinstance(found, kind), f"no {kind.__name__} is shown"
    return found


def is_ready(kind: type[Sheet]) -> bool:
    """Whether a sheet is shown, and what it offers can be taken."""
    return only(kind).accept_button.isEnabled()


def is_gone(kind: type[Sheet]) -> bool:
    return not list(shown(kind))


# -- 16: drop last year's book, take everything without doubts


def take_book(window: Window, hand: Hand, book: Path, arrived: Callable[[], object]) -> Task:
    if hand.only == "mouse":
        yield hand.drops(book, part(window.score_bar, "the window"))
        yield hand.sees(lambda: is_ready(FoundDialog), "what is in the book")
        yield hand.clicks(button("รับทั้งหมด"))
    else:
        copied = QMimeData()
        copied.setUrls([QUrl.fromLocalFile(str(book))])
        QApplication.clipboard().setMimeData(copied)
        yield hand.presses("Ctrl+V")
        yield hand.sees(lambda: is_ready(FoundDialog), "what is in the book")
        yield hand.presses("Enter")
    yield hand.sees(arrived, "what was in it")


# -- 18: check all links, see which items are not proved


def answer_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """Links lead somewhere, but for the second one."""

    def check(requests, take, _progress, _rules) -> None:
        for number, request in enumerate(requests):
            state = LinkState.DEAD if number == 1 else LinkState.OK
            take(LinkReport(request.url, request.item, datetime.now(UTC), LinkJudgement(state)))

    monkeypatch.setattr(link_checks, "check", check)


def check_links(window: Window, hand: Hand, unproved: str) -> Task:
    def is_checked() -> bool:
        sheet = only(LinkSheet)
        rows = [one.row for one in sheet.table.sheet.all_rows()]
        done = not sheet.work.is_going and all(row.last is not None for row in rows)
        return done and unproved in sheet.unproved.text()

    if hand.only == "mouse":
        yield from hand.opens_menu("ข้อมูล")
        yield hand.clicks(entry("ตรวจลิงก์ทั้งหมด"))
    else:
        yield hand.presses("Ctrl+K")
        yield hand.types("ตรวจลิงก์ทั้งหมด", "Enter")
    yield hand.sees(is_checked, "each link checked")


# -- 20: bring one row back from yesterday's safety copy


def lost(window: Window) -> tuple[str, str]:
    """Yesterday there was a copy; today a member went out, and another row was changed. Returns the
    member's id and name."""
    session = window.session
    made_yesterday(session.workspace)
    gone, *_ = (row for row in listed(window) if row.name)
    roster.remove(session.workspace, session.year, [gone.id])
    session.workspace.copies.make("asked")
    return gone.id, gone.name


def bring_back(window: Window, hand: Hand, member: str, name: str) -> Task:
    key = f"member/{member}"
    if hand.only == "mouse":
        yield hand.clicks(button("ตั้งค่า"))
        yield hand.clicks(button("แฟ้มและสำเนา"))
        yield hand.turns_wheel_to(lambda: line("แฟ้มสำรอง", "เมื่อเปิดแฟ้ม"))
        yield hand.double_clicks(line("แฟ้มสำรอง", "เมื่อเปิดแฟ้ม"))
        yield hand.sees(lambda: button("นำกลับบางส่วน…"), "that it differs")
        yield hand.clicks(button("นำกลับบางส่วน…"))
        table = only(RestoreRecordsSheet).table
        yield hand.turns_wheel_to(lambda: cell(table, key, "รายการ"))
        yield hand.double_clicks(cell(table, key, "รายการ"))
    else:
        yield hand.presses("Ctrl+K")
        yield hand.types("กู้คืน", "Enter")
        yield hand.sees(current_copy)
        # Below those of today: the program makes one of its own, sooner or later.
        yield hand.walks_until("Down", is_at_yesterday)
        yield hand.sees(lambda: button("นำกลับบางส่วน…"), "that it differs")
        yield hand.presses("F4")
        assert only(RestoreRecordsSheet).table.current_row().id == key
        yield hand.presses("Enter")
    yield hand.sees(lambda: name in names(window), "the member")


def listed(window: Window) -> list[roster.MemberRow]:
    return [row for _, some in roster.rows(window.session.data) for row in some]


def names(window: Window) -> list[str]:
    return [row.name for row in listed(window)]


# -- 21: correct the spelling of a member's name everywhere


def shown_people(window: Window) -> RosterPage:
    """The register of people, where each of them stands once."""
    window.go(PageKey.ROSTER)
    page = window.page(PageKey.ROSTER)
    page.show_tab(RosterTab.PEOPLE)
    return page


def respell(window: Window, hand: Hand, old: str, new: str) -> Task:
    table = window.page(PageKey.ROSTER).people.table
    row = next(one.id for one in window.session.data.people if one.full_name == old)
    if hand.only == "mouse":
        yield hand.turns_wheel_to(lambda: cell(table, row, "name"))
        yield hand.clicks(cell(table, row, "name"))
    else:
        yield hand.walks_until("Down", lambda: table.current_row().id == row)
    yield hand.types(new, "Enter")
    yield hand.sees(lambda: new in names(window) and old not in names(window), "the new name")


# -- 22: move pasted members to the other body


def move_members(window: Window, hand: Hand, body: str, count: int) -> Task:
    table = window.page(PageKey.ROSTER).table
    if hand.only == "mouse":
        row = table.current_row().id
        yield hand.clicks(cell(table, row, "name"), RIGHT)
        yield hand.clicks(entry(f"ย้ายไป{body}"))
    else:
        yield hand.presses("Shift+F10")
        yield hand.walks_until("Down", lambda: chosen_entry() == f"ย้ายไป{body}")
        yield hand.presses("Enter")
    yield hand.sees(
        lambda: (
            [len(some) for of, some in roster.rows(window.session.data) if of.name == body]
            == [count]
        ),
        "them in the other body",
    )


def chosen_entry() -> str:
    """The entry of the open menu that Enter would take."""
    menu = QApplication.activePopupWidget()
    action = menu.activeAction() if isinstance(menu, QMenu) else None
    return words(action.text()).partition("\t")[0] if action is not None else ""


# -- 23: turn last year into this year in all texts


def turn_year(window: Window, hand: Hand, count: int, text: str) -> Task:
    places = f"แทนที่ {count} แห่ง"
    if hand.only == "mouse":
        yield from hand.opens_menu("แก้ไข")
        yield hand.clicks(entry("ค้นหาและแทนที่"))
        yield hand.sees(lambda: button(places), "the places")
        yield hand.clicks(button(places))
    else:
        yield hand.presses("Ctrl+H")
        yield hand.sees(lambda: button(places), "the places")
        yield hand.presses("Enter")
        yield hand.presses("Enter")
    yield hand.sees(lambda: is_gone(ReplaceSheet), "that it is done")
    assert any(text in one.text for one in year_texts(window.session.data))


# -- 24: find what a unit sent and was not taken, and take it


def take_left(window: Window, hand: Hand) -> Task:
    if hand.only == "mouse":
        yield hand.clicks(button("ส่ง-รับ"))
        table = window.page(PageKey.COLLECTING).table
        (row,) = table.sheet.all_rows()
        yield hand.clicks(cell(table, row.id, "untaken"))
        yield hand.turns_wheel_to(lambda: button("ใช้ของหน่วย"))
        yield hand.clicks(button("ใช้ของหน่วย"))
    else:
        yield hand.presses("Ctrl+9")
        table = window.page(PageKey.COLLECTING).table
        (row,) = table.sheet.all_rows()
        table.go_to(row.id)
        spans = [span.column.key for span in table.header.spans()]
        # The number of what was not taken opens the pane.
        yield hand.walks(f"Right*{spans.index('untaken')} F6 Tab")
        yield hand.presses("Space")
    yield hand.sees(
        lambda: RowFate.LEFT not in [row.fate for row in window.session.data.returned_rows],
        "that it was taken",
    )


def leave_a_row(workspace: Workspace, year: int, today: date) -> None:
    """A unit was sent its form and returned it; of a row somebody had typed something else."""
    data = workspace.year(year)
    for unit in asked_units(data):
        asked = RoundRequest(unit_ids=(unit.id,))
        made = send(workspace, year, asked, workspace.path.parent, today=today)
        of_measures = (row for row in made.units[0].rows if row.key.startswith("M"))
        row = next((row for row in of_measures if row.occurrence), None)
        if row is not None:
            break
        workspace.edits.undo()
    assert row is not None, "no unit has a measure with a day"
    tracking.record(workspace, year, row.measure.id, unit_id=row.unit_id,
                    occurrence=row.occurrence.last, text="ของสำนักงาน")  # fmt: skip
    book = load_workbook(made.files[0])
    sheet = book["มาตรการ"]
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "ข้อ")
    at = {cell.value: cell.column for cell in sheet[head]}
    sheet.cell(head + 1, at["สิ่งที่ทำ"], "ทำแล้วที่ฝ่าย")
    book.save(made.files[0])
    take_back(workspace, year, [Path(made.files[0])])


# -- 25: join this file with a conflict copy of it


def parted(window: Window) -> Path:
    """A copy of the file, as a synchronised folder leaves it; both went on."""
    own = window.session.workspace
    own.publish()
    copy = own.path.with_stem(f"{own.path.stem} (ขัดแย้ง)")
    shutil.copyfile(own.path, copy)
    first, *_ = own.units()
    with own.change("แก้") as change:
        change.update(first, short_name="เรา")
    with Workspace.open(copy) as other, other.change("แก้") as change:
        change.update(first, short_name="เขา")
        change.insert(Unit(id=new_id(), name="ฝ่ายอีกเครื่อง", kind=UnitKind.SECTION, position=99))
    return copy


def join(window: Window, hand: Hand, copy: Path) -> Task:
    if hand.only == "mouse":
        yield from hand.opens_menu("แฟ้ม")
        yield from hand.chooses_file(hand.clicks(entry("รวมกับแฟ้มอื่น")), copy)
    else:
        yield hand.presses("Ctrl+K")
        yield from hand.chooses_file(hand.types("รวมกับแฟ้มอื่น", "Enter"), copy)
    yield hand.sees(lambda: is_ready(JoinSheet), "what comes from each")
    yield hand.clicks(button("รวม")) if hand.only == "mouse" else hand.presses("Enter")
    yield hand.sees(lambda: is_gone(JoinSheet), "that they are joined")
    units = {unit.name: unit.short_name for unit in window.session.data.units}
    assert "ฝ่ายอีกเครื่อง" in units
    assert "เรา" in units.values(), "what this file says stands where both have changed the same"
