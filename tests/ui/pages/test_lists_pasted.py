"""A list with its own headings, pasted into any table of its kind, is read as an import is."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.ui.dialogs.previews.found import FoundDialog
from ita_desktop.ui.dialogs.previews.imports import ImportDialog
from ita_desktop.ui.loading.asked import ComingDialog
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.shared import desk
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.window import Window
from tests.ui.support.keyboard import press
from tests.ui.tasks.excel import copy_from_excel

DUTIES = [
    ["คณะทำงาน", "", ""],
    ["ที่", "หน้าที่ความรับผิดชอบ", "คณะ"],
    ["1", "รวบรวมหลักฐานทุกเดือน", "คณะทำงาน"],
    ["2", "รายงานผลต่อผู้อำนวยการเขต", "คณะทำงาน"],
]
PROGRESS = [
    ["ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "", ""],
    ["ผลการดำเนินการ", "ข้อ", "วิธีดำเนินการ"],
    ["เผยแพร่คู่มือแล้ว", "I1", "เผยแพร่คู่มือทางเว็บไซต์"],
]


def _table(window: Window, kind: str) -> SheetView:
    """The table in which a kind of list is kept, on the screen."""
    if kind == "duties":
        window.go(PageKey.ROSTER, "duties")
        page = window.page(PageKey.ROSTER)
        page.show_target(f"duties#{window.session.data.bodies[0].id}")
        return page.pane.duties.table
    window.go(PageKey.MEASURES, "tracking:")
    return window.page(PageKey.MEASURES).tracking.table


@pytest.mark.in_turn
@pytest.mark.parametrize(("kind", "rows"), [("duties", DUTIES), ("progress", PROGRESS)])
def test_a_list_with_headings_is_read_as_an_import(
    window, qtbot, kind: str, rows: Sequence[Sequence[str]]
) -> None:
    table = _table(window, kind)
    table.take_focus()
    copy_from_excel(rows)
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.plan is not None)
    assert dialog.plan.kind == kind
    assert dialog.plan.rows == len([row for row in rows if sum(map(bool, row)) > 1]) - 1


NO_LISTS = (PageKey.OVERVIEW, PageKey.MEETINGS, PageKey.DOCUMENTS, PageKey.COLLECTING)


@pytest.mark.in_turn
@pytest.mark.parametrize("page", [*NO_LISTS, PageKey.SURVEYS])
@pytest.mark.parametrize("in_table", [False, True])
def test_a_page_without_such_a_list_hands_it_to_the_import(
    window, qtbot, page: PageKey, in_table: bool
) -> None:
    window.go(page)
    tables = [each for each in window.page(page).findChildren(SheetView) if each.isVisible()]
    fixed = [each for each in tables if not each.acting.takes_text]
    (fixed[0] if in_table and fixed else window.page(page)).setFocus()
    items = [window.session.data.framework.item_by_code[code] for code in ("O1", "O2")]
    assigned = [[item.code, item.title, "ฝ่ายปกครอง"] for item in items]
    copy_from_excel([["ข้อ", "รายการ", "ผู้รับผิดชอบ"], *assigned])
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.plan is not None, timeout=5000)
    assert (dialog.plan.kind, dialog.plan.rows) == ("assignments", 2)


@pytest.mark.in_turn
def test_a_copied_paper_is_read_whole(window, qtbot) -> None:
    """As its file would be: from Word, paragraphs and a table."""
    lines = ("คำสั่งสำนักงานเขตตัวอย่าง", "ที่ 12/2568", "เรื่อง แต่งตั้งคณะทำงานการประเมิน ITA ปี 2568")
    orders = ("ให้คณะทำงานมีหน้าที่", "1) รายงานผลทุกเดือน", "สั่ง ณ วันที่ 15 พฤศจิกายน พ.ศ. 2567")
    rows = (("1", "หัวหน้าฝ่ายโยธา", "ประธานคณะทำงาน"), ("2", "หัวหน้าฝ่ายรายได้", "คณะทำงาน"))
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = "".join(f"<p>{line}</p>" for line in lines) + f"<table>{cells}</table>"
    copied = QMimeData()
    copied.setHtml(page + "".join(f"<p>{line}</p>" for line in orders))
    copied.setText("\n".join((*lines, *map("\t".join, rows), *orders)))
    QApplication.clipboard().setMimeData(copied)
    window.go(PageKey.OVERVIEW)
    window.page(PageKey.OVERVIEW).setFocus()
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(window.findChildren(FoundDialog)))
    (dialog,) = window.findChildren(FoundDialog)
    qtbot.waitUntil(lambda: dialog.series is not None and not dialog.work.is_going)
    kinds = {planned.part.kind for planned in dialog.series.parts}
    assert {"orders", "duties"} <= kinds


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("page", "lines", "kind"),
    [
        (PageKey.OIT, ("O1 ฝ่ายปกครอง", "O2: ฝ่ายโยธา", "O3 - ฝ่ายรายได้"), "assignments"),
        (PageKey.OVERVIEW, ("O1 ฝ่ายปกครอง", "O2 ฝ่ายโยธา"), "assignments"),
        (PageKey.OVERVIEW, ("15/12/2567 ประชุม ITA", "20/1/2568 เปิดระบบ OIT"), "calendar"),
        (PageKey.OVERVIEW, ("คณะทำงาน ITA", "ประธาน นายก ข ครู", "กรรมการ นางค ง ครู"), "roster"),
    ],
)
def test_lines_without_cells_are_the_list_that_their_file_would_be(
    window, qtbot, page: PageKey, lines: Sequence[str], kind: str
) -> None:
    window.go(page)
    shown = window.page(page)
    (shown.table if page is PageKey.OIT else shown).setFocus()
    copied = QMimeData()
    copied.setText("\n".join(lines))
    QApplication.clipboard().setMimeData(copied)
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: _kinds(window) == {kind})


def _kinds(window: Window) -> set[str]:
    """The kinds of what the open previews show."""
    lists = [each for each in window.findChildren(FoundDialog) if each.series is not None]
    plans = [each.plan for each in window.findChildren(ImportDialog) if each.plan is not None]
    found = {planned.part.kind for each in lists for planned in each.series.parts}
    return found | {plan.kind for plan in plans}


@pytest.mark.in_turn
def test_nobody_has_named_the_kind_of_a_list_that_is_pasted_where_none_is(window, qtbot) -> None:
    """What is not sure is not ticked, as of a file."""
    window.go(PageKey.OVERVIEW)
    window.page(PageKey.OVERVIEW).setFocus()
    copy_from_excel([["ข้อ", "ลิงก์"], ["O1", "https://a.example/1"], ["O2", "https://a.example/2"]])
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(window.findChildren(FoundDialog)))
    (dialog,) = window.findChildren(FoundDialog)
    qtbot.waitUntil(lambda: dialog.series is not None and not dialog.work.is_going)
    assert [row.ticked for row in dialog.table.sheet.all_rows()] == [False]


@pytest.mark.in_turn
@pytest.mark.parametrize("rows", [[["O1", "ก"]], [["วันที่", "เวร"], ["1", "ก"], ["2", "ข"]]])
def test_what_is_no_list_is_not_imported(window, rows: Sequence[Sequence[str]]) -> None:
    window.go(PageKey.OVERVIEW)
    window.page(PageKey.OVERVIEW).setFocus()
    copy_from_excel(rows)
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert window.findChild(ImportDialog) is None
    told = window.message.message
    assert (told is not None and "ยังไม่ได้วาง" in told.sentence) == (len(rows) > 1)


@pytest.mark.in_turn
def test_the_first_list_is_read_although_its_dialog_is_not_loaded(
    window, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.go(PageKey.OVERVIEW)
    window.page(PageKey.OVERVIEW).setFocus()
    monkeypatch.setattr(desk, "load", lambda _name: ComingDialog.expect().arrive_soon())
    copy_from_excel(DUTIES)
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert window.findChild(ImportDialog) is not None


@pytest.mark.in_turn
def test_the_menu_pastes_where_the_keys_do(window, qtbot) -> None:
    window.go(PageKey.OVERVIEW)
    copy_from_excel(DUTIES)
    menu = next(one for one in window.top_bar.menu_bar.actions() if "แก้ไข" in one.text()).menu()
    menu.aboutToShow.emit()
    entry = next(one for one in menu.actions() if one.text().startswith("วาง"))
    assert entry.isEnabled()
    entry.trigger()
    assert window.findChild(ImportDialog) is not None
