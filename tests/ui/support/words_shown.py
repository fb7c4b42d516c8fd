"""Every word that a window shows or tells: painted, spoken, in tips, menus and titles."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache, lru_cache
from unittest.mock import patch

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction, QGlyphRun, QPainter, QPicture
from PySide6.QtWidgets import QWidget

from ita_desktop.documents.wordings.values import of_meeting
from ita_desktop.domain.documents import fill
from ita_desktop.domain.roster.orders import ACTING
from ita_desktop.domain.tracking.state import default_rounds
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import language
from ita_desktop.paths import resource
from ita_desktop.services import finding_drafts, findings
from ita_desktop.services.documents.exporting import context_of
from ita_desktop.services.documents.wordings import ADJUSTABLE, adjustable, example_values, listing
from ita_desktop.services.letters import subject_of
from ita_desktop.services.roster import roster
from ita_desktop.storage.files.lock import user_name
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.pages.meetings.letter_pane import letter_text
from ita_desktop.ui.pages.roster.order_pane import usual_words
from ita_desktop.ui.theme import lines as own_lines
from ita_desktop.ui.theme.tokens import Text
from ita_desktop.ui.window import Window
from tests.ui.support.accessible import AccessibleItem, everything

_PAINTED = re.compile(rb"(?:\x00[\x20-\x7e\xa0-\xff]|\x0e[\x01-\x5b]|\x20[\x10-\x3f])+")
"""Letters as a QPicture keeps them, two bytes each."""


def words_in(widget: QWidget, found: Iterable[AccessibleItem] | None = None) -> Iterator[str]:
    """All texts that a widget and what is in it hand over whole: names, tips, menus, titles.

    ``found`` is what a screen reader finds there, if that is known.
    """
    yield widget.windowTitle()
    for item in everything(widget) if found is None else found:
        yield item.name
        yield item.value
        yield item.interface.text(QAccessible.Text.Description)
    for part in visible_parts(widget):
        yield part.toolTip()
        yield str(part.property("example") or "")
    for action in widget.findChildren(QAction):
        yield action.text()


def visible_parts(widget: QWidget) -> Iterator[QWidget]:
    """A widget and all that is seen in it; most of a window is hidden with the other pages."""
    if not widget.isVisible():
        return
    yield widget
    for part in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        yield from visible_parts(part)


def painted(widget: QWidget) -> Iterator[str]:
    """The texts that painting a widget draws: our own lines, and what Qt's parts write."""
    lines = set[str]()
    shaped = own_lines._shaped

    def recorded(style: Text, text: str) -> tuple[QGlyphRun, ...]:
        lines.add(text)
        return shaped(style, text)

    picture = QPicture()
    painter = QPainter(picture)
    with patch.object(own_lines, "_shaped", recorded):
        widget.render(painter, QPoint())
    painter.end()
    yield from lines
    # A length that looks like a letter may stand before a text; many others look like one letter.
    for found in set(_PAINTED.findall(bytes(picture.data()))):
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
        found += _of_year(_Year(language.code, *years, workspace))
    return "\n".join(found)


@dataclass(frozen=True, slots=True)
class _Year:
    """A year, in whichever copy of the file it is."""

    language: str
    data: YearData
    before: YearData | None
    workspace: Workspace = field(compare=False)

    def __hash__(self) -> int:
        return hash((self.language, self.data.year))


@lru_cache(maxsize=8)
def _of_year(year: _Year) -> list[str]:
    """The texts of a year and of its papers."""
    return list(_texts_of(year.workspace, year.data, year.before))


def _texts_of(workspace: Workspace, data: YearData, before: YearData | None) -> Iterator[str]:
    yield from _texts(data)
    yield from (f"หัวหน้า{unit.name}" for unit in data.units)
    yield from _papers(data)
    yield from (round_.title for round_ in default_rounds(data))
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
