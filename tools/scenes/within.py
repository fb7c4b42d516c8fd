"""What opens within a page: editors, popups, menus, lines that tell something."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.services.years.line import PinState
from ita_desktop.ui.outside import saved
from ita_desktop.ui.pages.meetings.page import MeetingsPage, MeetingsTab
from ita_desktop.ui.pages.meetings.view import MeetingSide
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.settings.page import SettingsSection
from ita_desktop.ui.pages.year.page import YearSection
from ita_desktop.ui.table.arrange import ColumnFilter
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.widgets.page.side import SideSplit
from ita_desktop.ui.widgets.status import Message, MessageKind
from ita_desktop.ui.widgets.year_pin import PinButton
from ita_desktop.ui.window import Window
from tools.scenes.city import CITY
from tools.scenes.collecting import COLLECTING
from tools.scenes.filing import FILING
from tools.scenes.links import LINKS
from tools.scenes.measures import MEASURES
from tools.scenes.orders import ORDERS
from tools.scenes.pages import Scene, Take, page_scene, sheet_scene, wait_for, wait_until_idle


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Presses a key on whatever has the keyboard."""
    popup = QApplication.activePopupWidget()
    focused = (popup.focusWidget() or popup) if popup is not None else QApplication.focusWidget()
    if focused is not None:
        QTest.keyClick(focused, key, modifiers)


def table_of(page: QWidget) -> SheetView:
    """The table of a page that is seen."""
    return next(view for view in page.findChildren(SheetView) if view.isVisible())


def _editing(key: PageKey, target: str, row: str, column: str, window: Window, take: Take) -> None:
    _at(window, key, target, row, column)
    press(Qt.Key.Key_F2)
    wait_until_idle()
    take()
    press(Qt.Key.Key_Escape)


def _at(window: Window, key: PageKey, target: str, row: str, column: str) -> SheetView:
    """A table with the current cell where it is wanted; ``row`` may be empty for the first."""
    window.go(key, target)
    table = table_of(window.page(key))
    table.setFocus()
    first = next(line.id for line in table.sheet.lines if line.group is None)
    table.go_to(row or first, column)
    return table


def _popup(open_it: Callable[[Window], object], window: Window, take: Take) -> None:
    open_it(window)
    wait_until_idle()
    take()
    floating = QApplication.activePopupWidget()
    if floating is not None:
        floating.close()


def _assign(window: Window) -> None:
    _at(window, PageKey.OIT, "O12", "O12", "title")
    window.page(PageKey.OIT).assign()


def _cell_menu(key: PageKey, row: str, column: str, window: Window) -> None:
    _at(window, key, "", row, column)
    press(Qt.Key.Key_Menu)


def _group(window: Window) -> None:
    _at(window, PageKey.ROSTER, "", "", "post")
    page = window.page(PageKey.ROSTER)
    row = next(row for row in page.table.sheet.all_rows() if row.stands_for)
    page.table.go_to(row.id, "post")
    wait_until_idle()  # a popup keeps a picture of what is beneath it
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def _body(window: Window) -> None:
    _at(window, PageKey.ROSTER, "", "", "post")
    wait_until_idle()
    window.page(PageKey.ROSTER).menu.add_body()


def _filter(window: Window, take: Take) -> None:
    _at(window, PageKey.OIT, "", "O12", "title")
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    wait_until_idle()
    take()
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)


def _evidence(window: Window, take: Take) -> None:
    window.go(PageKey.OIT, "O12")
    pane = window.page(PageKey.OIT).pane
    pane.add_evidence()
    take()
    pane.form.hide()


def _menu(at: int, window: Window) -> None:
    bar = window.top_bar.menu_bar
    action = bar.actions()[at]
    action.menu().popup(bar.mapToGlobal(bar.actionGeometry(action).bottomLeft()))


def _message(kind: MessageKind, window: Window, take: Take) -> None:
    window.go(PageKey.ROSTER)
    window.message.display(Message(kind, "วาง 36 แถวจาก Excel แล้ว", "เลิกทำ", "Ctrl+Z"))
    take()
    window.message.clear()


def _progress(window: Window, take: Take) -> None:
    window.progress.start("กำลังตรวจลิงก์", 36)
    window.progress.advance(14)
    window.progress.show()
    take()
    window.progress.finish()


def _undo_list(window: Window, take: Take) -> None:
    edited = _edit(window)
    window.news.show_history()
    take()
    press(Qt.Key.Key_Escape)
    edited()


def _message_after_edit(window: Window, take: Take) -> None:
    """What the message line says after an edit that can be undone."""
    edited = _edit(window)
    take()
    edited()


def _edit(window: Window) -> Callable[[], None]:
    """Fills a day down over some items; gives what takes it back."""
    _at(window, PageKey.OIT, "O6", "O6", "due")
    for _ in range(2):
        press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    wait_until_idle()

    def take_back() -> None:
        window.session.undo()
        window.message.clear()

    return take_back


def _pin(window: Window, take: Take) -> None:
    window.go(PageKey.OVERVIEW)
    wait_until_idle()
    wait_for(lambda: bool(_next_pins(window)))
    _next_pins(window)[0].click()
    take()
    press(Qt.Key.Key_Escape)


def _next_pins(window: Window) -> list[PinButton]:
    pins = window.page(PageKey.OVERVIEW).findChildren(PinButton)
    return [pin for pin in pins if pin.pin.state is PinState.NEXT]


def _member(window: Window, take: Take) -> None:
    _at(window, PageKey.ROSTER, "", "", "name")
    pane = window.page(PageKey.ROSTER).findChild(SideSplit)
    folded = pane.is_folded
    pane.fold(False)
    take()
    pane.fold(folded)


def _nothing_left(window: Window, take: Take) -> None:
    """A filter that no row passes."""
    table = _at(window, PageKey.OIT, "", "O12", "title")
    table.sheet.filter("title", ColumnFilter("ไม่มีข้อนี้"))
    take()
    table.sheet.clear_filters()


def _meeting(show: Callable[[MeetingsPage], object], window: Window, take: Take) -> None:
    """The page of meetings in some state, and as it was afterwards."""
    window.go(PageKey.MEETINGS)
    page = window.page(PageKey.MEETINGS)
    wait_until_idle()
    show(page)
    take()
    page.view.agenda.show_details(False)
    page.view.show_side(MeetingSide.AGENDA)
    page.show_tab(MeetingsTab.MEETINGS)


def _details(page: MeetingsPage) -> None:
    outline = page.view.agenda.outline
    outline.setFocus()
    outline.go_to(next(line.id for line in outline.items if line.attached))
    page.view.agenda.show_details(True)


def _new_agenda_item(window: Window, take: Take) -> None:
    window.go(PageKey.MEETINGS)
    wait_until_idle()
    outline = window.page(PageKey.MEETINGS).view.agenda.outline
    outline.setFocus()
    outline.go_to(outline.items[-1].id)
    outline.begin_new()
    wait_until_idle()
    take()
    press(Qt.Key.Key_Escape)


def _wordings(window: Window) -> None:
    window.go(PageKey.MEETINGS)
    page = window.page(PageKey.MEETINGS)
    page.show_tab(MeetingsTab.LETTERS)
    wait_until_idle()
    page.add_button.click()
    page.show_tab(MeetingsTab.MEETINGS)


def _save_documents(window: Window) -> None:
    window.go(PageKey.DOCUMENTS)
    window.page(PageKey.DOCUMENTS).save_all()


def _saved(window: Window, take: Take) -> None:
    """What is told of a file that was saved."""
    window.go(PageKey.DOCUMENTS)
    file = Path("รายงาน") / "สรุปผลคะแนน ITA 2568.pdf"
    window.message.display(saved("บันทึก สรุปผลคะแนน ITA 2568.pdf แล้ว", file.parent, file))
    take()
    window.message.clear()


MENUS: Final = 5

WITHIN: Final[dict[str, Scene]] = ORDERS | {
    **MEASURES,
    **COLLECTING,
    **FILING,
    **LINKS,
    **CITY,
    **{
        f"edit-{key}-{column}": partial(_editing, key, target, row, column)
        for key, target, row, column in (
            (PageKey.ROSTER, "", "", "name"),
            (PageKey.ROSTER, "", "", "role"),
            (PageKey.OIT, "", "O12", "owners"),
            (PageKey.OIT, "", "O12", "due"),
            (PageKey.OIT, "", "O12", "score"),
            (PageKey.MEASURES, "", "", "status"),
            (PageKey.MEASURES, "", "", "schedule"),
            (PageKey.SETTINGS, SettingsSection.UNITS, "", "kind"),
            (PageKey.YEAR, YearSection.CALENDAR, "", "day"),
        )
    },
    "assign": partial(_popup, _assign),
    "group": partial(_popup, _group),
    "body": partial(_popup, _body),
    "menu-roster": partial(_popup, partial(_cell_menu, PageKey.ROSTER, "", "post")),
    "menu-oit": partial(_popup, partial(_cell_menu, PageKey.OIT, "O12", "title")),
    "menu-measures": partial(_popup, partial(_cell_menu, PageKey.MEASURES, "", "method")),
    "menu-scores": partial(_popup, partial(_cell_menu, PageKey.SCORES, "I1", "title")),
    "filter": _filter,
    "evidence": _evidence,
    **{f"menu-{at}": partial(_popup, partial(_menu, at)) for at in range(MENUS)},
    **{f"message-{kind}": partial(_message, kind) for kind in MessageKind},
    "message-saved": _saved,
    "save-documents": partial(sheet_scene, _save_documents),
    "progress": _progress,
    "undo-list": _undo_list,
    "message-after-edit": _message_after_edit,
    "year-pin": _pin,
    "meeting-details": partial(_meeting, _details),
    "meeting-record": partial(_meeting, lambda page: page.view.agenda.record()),
    "meeting-attendance": partial(
        _meeting, lambda page: page.view.show_side(MeetingSide.ATTENDANCE)
    ),
    "meeting-actions": partial(_meeting, lambda page: page.view.show_side(MeetingSide.ACTIONS)),
    "meeting-new-item": _new_agenda_item,
    "letters": partial(_meeting, lambda page: page.show_tab(MeetingsTab.LETTERS)),
    "letter-wordings": partial(_popup, _wordings),
    "member": _member,
    "filtered-to-nothing": _nothing_left,
    "score-of-item": partial(page_scene, PageKey.SCORES, "E6"),
    "scores-tried": partial(page_scene, PageKey.SCORES, "plan"),
}
"""What opens within a page, as it is worked on."""
