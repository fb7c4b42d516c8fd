"""The pages of the window: all that is said of each, but what its own room in ``ui/pages`` does."""

from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

from ita_desktop.services.places import PageKey
from ita_desktop.ui import shortcuts as keys
from ita_desktop.ui.shortcuts import Shortcut

if TYPE_CHECKING:
    from ita_desktop.ui.pages.page import Page


class PageEntry(NamedTuple):
    """What the window says of a page without importing it."""

    icon: str
    """Empty if the page is not in the rail."""
    title: str
    """In Thai."""
    shortcuts: tuple[Shortcut, ...] = ()
    """Those of the page and its parts, in addition to those of the window and of all tables."""


PAGES: Final = {
    PageKey.OVERVIEW: PageEntry(
        "layout-dashboard", "ภาพรวม", (keys.SEND_FORM, keys.PASTE_FILE)
    ),
    PageKey.ROSTER: PageEntry(
        "users", "คณะกรรมการ",
        (keys.ADD_ROW, keys.REMOVE_ROWS, keys.PASTE, keys.TURN_PANE),
    ),
    PageKey.OIT: PageEntry(
        "list-checks", "งาน OIT",
        (keys.ASSIGN, keys.LINK, keys.TICK_ALL, keys.OPEN_WORK, keys.TURN_PANE),
    ),
    PageKey.MEASURES: PageEntry(
        "target", "มาตรการ",
        (
            keys.RECORD, keys.RECORD_TIME, keys.FINISH, keys.ADD_ROW, keys.REMOVE_ROWS, keys.PASTE,
            keys.PRINT_MEASURES, keys.TURN_PANE,
        ),
    ),
    PageKey.SCORES: PageEntry("gauge", "คะแนน", (keys.PASTE, keys.TURN_INDICATORS)),
    PageKey.MEETINGS: PageEntry(
        "calendar-days", "การประชุม",
        (keys.ADD_MEETING, keys.ATTACH, keys.ADD_ROW, keys.REMOVE_ROWS, keys.TURN_PANE),
    ),
    PageKey.DOCUMENTS: PageEntry(
        "file-text", "เอกสาร",
        (keys.SAVE_DOCUMENT, keys.ADD_ROW, keys.REMOVE_ROWS, keys.TURN_PREVIEW),
    ),
    PageKey.SURVEYS: PageEntry("qr-code", "แบบสำรวจ", (keys.ADD_ROW, keys.REMOVE_ROWS, keys.PASTE)),
    PageKey.COLLECTING: PageEntry(
        "upload", "ส่ง-รับ", (keys.SEND_ROUND, keys.TAKE_BACK, keys.PASTE_FILE)
    ),
    PageKey.SETTINGS: PageEntry(
        "settings", "ตั้งค่า",
        (keys.ADD_ROW, keys.REMOVE_ROWS, keys.PASTE, keys.TURN_PANE),
    ),
    PageKey.YEAR: PageEntry(
        "", "ปฏิทินและกรอบของปี",
        (keys.ADD_ROW, keys.REMOVE_ROWS, keys.PASTE, keys.TURN_PANE),
    ),
}  # fmt: skip
"""In the order of the rail."""


def module_of(key: str) -> str:
    """Returns the name of a page's module, in the room that is named for its key."""
    return f"ita_desktop.ui.pages.{key}.page"


def page_class(key: PageKey) -> "type[Page]":
    """Returns the class of a page (``RosterPage``), imported when the page is first made."""
    made: type[Page] = getattr(import_module(module_of(key)), f"{key.title()}Page")
    return made
