"""Every word that a window shows or tells: painted, spoken, in tips, menus and titles."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QAction, QPainter, QPicture
from PySide6.QtWidgets import QWidget

from ita_desktop.documents.wordings.values import of_meeting
from ita_desktop.domain.documents.wordings import fill
from ita_desktop.domain.roster.tenures import ACTING
from ita_desktop.domain.tracking.state import default_rounds
from ita_desktop.domain.year import YearData
from ita_desktop.paths import resource
from ita_desktop.services.analysis import finding_drafts, findings
from ita_desktop.services.documents.exporting import context_of
from ita_desktop.services.documents.widths import ADJUSTABLE, adjustable
from ita_desktop.services.documents.wording_preview import example_values
from ita_desktop.services.documents.wordings import listing
from ita_desktop.services.letters.letters import subject_of
from ita_desktop.services.roster import roster
from ita_desktop.storage.files.lock import user_name
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.pages.letters.pane import letter_text
from ita_desktop.ui.pages.orders.rows import usual_words
from ita_desktop.ui.window import Window
from tests.ui.accessible import everything

_PAINTED = re.compile(rb"(?:\x00[\x20-\x7e\xa0-\xff]|\x0e[\x01-\x5b]|\x20[\x10-\x3f])+")
"""Letters as a QPicture keeps them, two bytes each."""


def told(widget: QWidget) -> Iterator[str]:
    """All texts that a widget and what is in it hand over whole: names, tips, menus, titles."""
    yield widget.windowTitle()
    for one in everything(widget):
        yield one.name
        yield one.value
        yield one.face.text(QAccessible.Text.Description)
    for part in (widget, *widget.findChildren(QWidget)):
        if part.isVisible():
            yield part.toolTip()
            yield str(part.property("example") or "")
    for action in widget.findChildren(QAction):
        yield action.text()


def painted(widget: QWidget) -> Iterator[str]:
    """The texts that painting a widget draws."""
    picture = QPicture()
    painter = QPainter(picture)
    widget.render(painter, QPoint())
    painter.end()
    # A length that looks like a letter may stand before a text.
    for found in _PAINTED.findall(bytes(picture.data())):
        yield found.decode("utf-16-be")


@cache
def english_texts() -> dict[str, str]:
    """The English of each text, by the Thai one."""
    path = resource("translations", "en.json")
    table: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return table


def data_of(window: Window) -> str:
    """All texts of the open workspace: what was typed, and what the frameworks say."""
    assert window.session is not None
    workspace = window.session.workspace
    # Who edits now may not have done so before.
    found = [user_name(), *(group.who for group in workspace.edits.groups(1000))]
    found += [role for roles in roster.ROLES.values() for role in roles]
    found += ACTING
    for year in window.session.years:
        years = workspace.year(year), workspace.year_before(year)
        found += _of_year(workspace, *map(_Itself, years))
    return "\n".join(found)


class _Itself:
    """A value that is equal to itself alone, however alike another one is."""

    def __init__(self, value: YearData | None) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)


@lru_cache(maxsize=6)
def _of_year(workspace: Workspace, year: _Itself, year_before: _Itself) -> list[str]:
    """The texts of a year, which never changes, and of its papers."""
    return list(_texts_of(workspace, year.value, year_before.value))


def _texts_of(workspace: Workspace, data: YearData, before: YearData | None) -> Iterator[str]:
    yield from _texts(data)
    yield from (f"หัวหน้า{unit.name}" for unit in data.units)
    yield from _papers(data)
    yield from (one.title for one in default_rounds(data))
    # What the results ask for is drafted in the language of the documents.
    yield from (draft.issue for draft in finding_drafts.suggest(findings.results_of(data, before)))
    context = context_of(workspace, data, before)
    for name in ADJUSTABLE:
        yield from (title for table in adjustable(context, name) for title in table.titles)


def _papers(data: YearData) -> Iterator[str]:
    """The words of official papers, which are Thai in every language of the window."""
    values = example_values(data)
    for worded in listing(data):
        yield from (worded.text, fill(worded.text, values), *worded.template.fields)
    yield from values.values()
    for order in data.orders:
        yield from usual_words(data, order).values()
    for letter in data.letters:
        yield from (subject_of(data, letter), letter_text(data, letter))
    for meeting in data.meetings:
        for item in data.agenda_of(meeting.id):
            yield fill(item.title, of_meeting(data, meeting))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        yield getattr(value, "full_name", "")
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
    elif hasattr(value, "items"):
        for pair in value.items():
            yield from _texts(pair)
    elif isinstance(value, tuple | list | set | frozenset):
        for field in value:
            yield from _texts(field)
