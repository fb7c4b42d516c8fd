"""What a newcomer meets: the sample's own line, the help, one's own files on the first page, what
is asked about, and panes of several rows."""

import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from ita_desktop.domain.answers import AnswerAbout, ImportAnswer
from ita_desktop.services import tracking, workspaces
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.commands.help import TourCard
from ita_desktop.ui.commands.reading_window import ReadingWindow
from ita_desktop.ui.dialogs.previews.found import FoundDialog, import_files
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.settings.page import ANSWERS
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.widgets.page.side import SideSplit
from ita_desktop.ui.window import Window
from tools.scenes.pages import Scene, Take, fresh_sample, wait_until_idle

OWNERS: Final = (
    "ตัวชี้วัดที่ 9.2 การบริหารงาน\t\t\nO12\tคู่มือ\tฝ่ายโยธา\n9.1 ข้อมูลพื้นฐาน\t\t\nO2\tนโยบาย\tฝ่ายปักครอง\n"
)
"""A block with rows that name indicators, and a misprint."""


def _table(window: Window, key: PageKey) -> SheetView:
    window.go(key)
    wait_until_idle()
    return next(view for view in window.page(key).findChildren(SheetView) if view.isVisible())


def _with_pane(
    key: PageKey, choose: Callable[[SheetView], object], window: Window, take: Take
) -> None:
    """A page with its pane beside it, which shows what is chosen."""
    table = _table(window, key)
    split = next(side for side in window.page(key).findChildren(SideSplit) if side.isVisible())
    folded = split.is_folded
    split.fold(False)
    table.setFocus()
    choose(table)
    take()
    split.fold(folded)


def _group_row(table: SheetView) -> None:
    at = next(at for at, line in enumerate(table.sheet.lines) if line.group is not None)
    table.setCurrentIndex(table.sheet.index(at, 0))


def _some_rows(table: SheetView) -> None:
    at = next(at for at, line in enumerate(table.sheet.lines) if line.group is None)
    table.setCurrentIndex(table.sheet.index(at, 0))
    chosen = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in (at, at + 1, at + 2):
        table.selectionModel().select(table.sheet.index(row, 0), chosen)


def _in_one_list(window: Window, take: Take) -> None:
    window.go(PageKey.OIT)
    entries = window.page(PageKey.OIT).filters.view.menu().actions()
    entries[1].trigger()
    take()
    entries[0].trigger()


def _sample_line(window: Window, take: Take) -> None:
    window.open_file(workspaces.sample_to_open(), remember=False)
    window.go(PageKey.OVERVIEW)
    take()
    window.open_file(fresh_sample(), remember=False)


def _help(command: Command, window: Window, take: Take) -> None:
    window.go(PageKey.OIT)
    window.commands.run(command)
    wait_until_idle()
    take()
    for shown in window.findChildren(ReadingWindow):
        shown.close()


def _own_files(window: Window, take: Take) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("สำนักงานเขตตัวอย่าง.ita", "เขตตัวอย่าง 2567.ita"):
            path = Path(folder) / name
            workspaces.copy_sample(path)
            window.settings.note_opened(path)
        window.opener.show_welcome()
        take()
        window.open_file(fresh_sample(), remember=False)


def _asked(text: str, window: Window, take: Take, *, kind: str = "") -> None:
    """An import with what has to be answered: a unit that nobody knows, a cell that cannot be
    read, columns with unknown headings."""
    session = window.session
    if session is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ตารางมอบหมาย.csv"
        path.write_text(text, encoding="utf-8")
        dialog = import_files(session, window, [path], kind)
        wait_until_idle()
        take()
        if dialog is not None:
            dialog.reject()


def _found(window: Window, take: Take) -> None:
    """Several lists in one file: their kinds and years, one that nobody knows."""
    session = window.session
    if session is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "เล่มมาตรการ.csv"
        path.write_text(FOUND, encoding="utf-8")
        import_files(session, window, [path])
        wait_until_idle()
        take()
        for dialog in window.findChildren(FoundDialog):
            dialog.reject()


def _remember(window: Window) -> None:
    """Puts answers into the open file; undone by one undo."""
    unit, *_ = window.session.data.units
    with window.session.workspace.change("-") as change:
        for at, (about, text, more) in enumerate(REMEMBERED):
            given = {"unit_id": unit.id} if about is AnswerAbout.UNIT else more
            day = date(2025, 1, 31)
            change.insert(ImportAnswer(id=f"a{at}", about=about, text=text, decided=day, **given))
    wait_until_idle()


def _answers(window: Window, take: Take) -> None:
    """What is remembered of imports."""
    _remember(window)
    window.go(PageKey.SETTINGS, ANSWERS)
    wait_until_idle()
    take()
    window.session.undo()


def _used_answers(window: Window, take: Take) -> None:
    """Columns of a file that are read by former answers."""
    _remember(window)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ตารางมอบหมาย.csv"
        path.write_text(COLUMNS, encoding="utf-8")
        dialog = import_files(window.session, window, [path], "assignments")
        wait_until_idle()
        if dialog is not None:
            dialog.chips["mapped"].click()
            wait_until_idle()
            take()
            dialog.reject()
    window.session.undo()


def _pasted_block(window: Window, take: Take) -> None:
    table = _table(window, PageKey.OIT)
    table.go_to("O1", "owners")
    table.setFocus()
    QApplication.clipboard().setText(OWNERS)
    QTest.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    wait_until_idle()
    take()
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            dialog.reject()


def _late_start(window: Window, take: Take) -> None:
    session = window.session
    if session is None:
        return
    window.go(PageKey.MEASURES)
    tracking.remove(session.workspace, session.year, [entry.id for entry in session.data.entries])
    tracking.record(session.workspace, session.year, session.data.measures[0].id, text="ทำแล้ว")
    wait_until_idle()
    take()
    window.open_file(fresh_sample(), remember=False)


def _tour(step: int, window: Window, take: Take) -> None:
    window.commands.run(Command.TOUR)
    wait_until_idle()
    card = window.findChild(TourCard)
    for _ in range(step - 1):
        card.on_button.click()
        wait_until_idle()
    take()
    card.leave_button.click()


FOUND: Final = """มาตรการ ปีงบประมาณ 2568,,,
ข้อ,วิธีการปฏิบัติ,ผู้รับผิดชอบ,ระยะเวลาดำเนินการ
I1,1. ทำคู่มือการปฏิบัติงาน,ทุกฝ่าย,ทุกเดือน
I2,1. ติดแผนผังขั้นตอน,ฝ่ายไม่มีจริง,ทุก 3 เดือน

คณะทำงาน ปีงบประมาณ 2567,,,
คณะ,ชื่อ - นามสกุล,ตำแหน่ง,บทบาท
คณะทำงาน,นายตัวอย่าง เก้าสิบ,นายช่าง,กรรมการ

ห้อง,เบอร์ภายใน,ชั้น,
ห้องประชุม 1,101,2,
ห้องประชุม 2,102,3,
"""
REMEMBERED: Final = (
    (AnswerAbout.COLUMN, "งานที่", {"scope": "assignments", "answer": "item"}),
    (AnswerAbout.COLUMN, "ใครทำ", {"scope": "assignments", "answer": "owners"}),
    (AnswerAbout.UNIT, "ฝ่ายปักครอง", {}),
    (AnswerAbout.PERSON, "นายตัวอย่าง เก้าสิบ", {}),
)
COLUMNS: Final = "งานที่,ใครทำ,เมื่อไร\nO1,ฝ่ายปกครอง,31 ม.ค. 68\nO2,ทุกฝ่าย,28 ก.พ. 68\n"
ASKED: Final = (
    "ข้อ,ข้อมูลที่ต้องเผยแพร่,ผู้รับผิดชอบ,กำหนดส่ง\n"
    "O1,ข้อมูลพื้นฐาน,ฝ่ายปักครอง,31 ม.ค. 68\nO2,นโยบาย,ฝ่ายเทศกิจ,ปลายปี\n"
)

NEWCOMERS: Final[dict[str, Scene]] = {
    "oit-group": partial(_with_pane, PageKey.OIT, _group_row),
    "oit-several": partial(_with_pane, PageKey.OIT, _some_rows),
    "measures-group": partial(_with_pane, PageKey.MEASURES, _group_row),
    "measures-several": partial(_with_pane, PageKey.MEASURES, _some_rows),
    "oit-one-list": _in_one_list,
    "sample-line": _sample_line,
    "help": partial(_help, Command.HELP),
    "help-shortcuts": partial(_help, Command.SHORTCUTS),
    "help-news": partial(_help, Command.NEWS),
    "help-licences": partial(_help, Command.LICENCES),
    **{f"tour-{step}": partial(_tour, step) for step in (1, 3, 5)},
    "welcome-own-files": _own_files,
    "import-asked": partial(_asked, ASKED),
    "import-columns": partial(_asked, COLUMNS, kind="assignments"),
    "import-found": _found,
    "import-remembered": _used_answers,
    "settings-answers-kept": _answers,
    "paste-block": _pasted_block,
    "late-start": _late_start,
}
"""What is met in the first days."""
