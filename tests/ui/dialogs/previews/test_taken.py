"""What a preview shows clean, accepting it takes: each asks before, as the take does."""

import importlib
import pkgutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import ita_desktop.ui
from ita_desktop.domain.errors import InputError
from ita_desktop.services import finding_drafts, texts
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.frameworks import editing, replacing
from ita_desktop.services.settings import file as settings_file
from ita_desktop.services.settings import importing
from ita_desktop.services.years import carrying_entries
from ita_desktop.ui.dialogs import replacing as ui_replacing
from ita_desktop.ui.dialogs.previews.sheet import PreviewSheet
from ita_desktop.ui.dialogs.replacing import ReplaceSheet
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window

WHY = "แถวที่เลือกไว้รับไม่ได้"
NEVER = {
    "PastePreview": "tries each cell and holds its row (tests/ui/pages/roster/test_page.py)",
    "ImportDialog": "its plan is what is written, and a row that cannot be is not planned",
    "PartDialog": "as ImportDialog",
    "RestoreRecordsSheet": "rows go to where they are now, whatever their keys are",
    "LinksSheet": "any links make a draft",
    "ReplacingSheet": "is blocked while something would be left without an item",
    "MentionsSheet": "any texts may be chosen",
}
"""Previews that nothing is asked for, and why."""


def compare_framework(window: Window) -> None:
    edits = [CellEdit("O12", "title", "ก"), CellEdit("O13", "title", "ข")]
    editing.edit(window.session.workspace, 2568, edits)
    window.go(PageKey.YEAR, "framework")
    window.page(PageKey.YEAR).framework.sharing.compare_shipped()


def take_settings(window: Window) -> None:
    window.go(PageKey.SETTINGS)
    given = settings_file.OfficeSettings({"agency_code": "500999"}, (), {}, {}, {})
    plan = importing.plan(window.session.data, given)
    window.page(PageKey.SETTINGS).backup.sharing._show(plan, Path("ของเรา.json"))


def carry(window: Window) -> None:
    window.session.choose_year(2567)
    window.go(PageKey.MEASURES)
    page = window.page(PageKey.MEASURES)
    ui_replacing.open_carrying(window.session, 2568, page, lambda: page)


def suggest(window: Window) -> None:
    window.go(PageKey.MEASURES)
    window.page(PageKey.MEASURES).show_tab("analysis")
    window.page(PageKey.MEASURES).analysis.suggest()


def find_and_replace(window: Window) -> None:
    sheet = ReplaceSheet(window.session, window)
    sheet.wanted.setText("2568")
    sheet.new.setText("2569")
    sheet.open()


ASKED: dict[str, tuple[ModuleType, str, Callable[[Window], None]]] = {
    "FrameworkPreview": (replacing, "apply", compare_framework),
    "SettingsPreview": (importing, "apply", take_settings),
    "CarrySheet": (carrying_entries, "carry", carry),
    "SuggestionSheet": (finding_drafts, "accept", suggest),
    "ReplaceSheet": (texts, "replace", find_and_replace),
}
"""Previews by what takes their rows, and how each is opened."""


def test_every_preview_is_one_that_asks_or_one_that_need_not() -> None:
    for package in pkgutil.walk_packages(ita_desktop.ui.__path__, "ita_desktop.ui."):
        importlib.import_module(package.name)
    found, left = set(), [PreviewSheet]
    while left:
        kind = left.pop()
        left += kind.__subclasses__()
        if not kind.__subclasses__() or kind.__name__ in NEVER:
            found.add(kind.__name__)
    assert found == {*ASKED, *NEVER}


@pytest.mark.in_turn
@pytest.mark.parametrize("name", ASKED)
def test_what_would_be_refused_is_said_on_the_button_before_it_is_pressed(
    window, qtbot, monkeypatch, name
) -> None:
    module, take, opened = ASKED[name]
    is_refused = True

    def refuse(*given: object, **named: object) -> object:
        if is_refused:
            raise InputError(WHY, remedy="เลือกแถวอื่น")
        return real(*given, **named)

    real = getattr(module, take)
    monkeypatch.setattr(module, take, refuse)
    opened(window)
    qtbot.waitUntil(lambda: any(map(PreviewSheet.isVisible, window.findChildren(PreviewSheet))))
    (sheet,) = window.findChildren(PreviewSheet)
    assert type(sheet).__name__ == name
    qtbot.waitUntil(lambda: bool(sheet.rows))
    sheet.tick(row.id for row in sheet.rows)
    held = [row for row in sheet.rows if row.held]
    assert held or not sheet.accept_button.isEnabled()
    assert WHY in sheet.accept_button.toolTip() or all(
        WHY in str(row.cells.values()) for row in held
    )
    is_refused = False
    before = window.session.data
    if not held:
        sheet.tick([])
        assert sheet.accept_button.isEnabled()
        sheet.accept_button.click()
        assert window.session.data is not before
    else:
        sheet.reject()
