"""Whatever is pasted into a cell is kept clean or refused with a sentence; nothing breaks."""

import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop.domain.errors import InputError, ItaError
from ita_desktop.domain.text import MAX_TEXT
from ita_desktop.services import measures
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.oit import assignments, evidence
from ita_desktop.services.roster import roster, units
from ita_desktop.services.roster.orders import edit_organisation
from ita_desktop.services.years import calendar
from ita_desktop.storage.workspace import Workspace
from tests.support.cost import examples

YEAR = 2567
LONG = "ก" * (MAX_TEXT + 1)

Paste = Callable[[Workspace, str], object]


def _into_roster(office: Workspace, text: str) -> None:
    body = office.year(YEAR).bodies[0].id
    (row,) = roster.add(office, YEAR, body, [{"name": text, "post": text, "unit": text}])
    roster.edit(office, YEAR, [CellEdit(row, "note", text), CellEdit(row, "role", text)])


def _into_evidence(office: Workspace, text: str) -> None:
    given = {"location": "x", "title": text, "format": text, "note": text}
    row = evidence.add(office, YEAR, "O1", given)
    evidence.edit(office, YEAR, [CellEdit(row.id, "location", text)])


def _into_measures(office: Workspace, text: str) -> None:
    fields = {"items": ("I1",), "method": text, "finding": text, "schedule": text}
    (row,) = measures.add(office, YEAR, [fields])
    measures.edit(office, YEAR, [CellEdit(row, "monitoring", text), CellEdit(row, "note", text)])


def _into_units(office: Workspace, text: str) -> None:
    row = units.add_units(office, [{"name": "ฝ่ายทดลอง"}])[0]
    units.edit_units(office, [CellEdit(row, "short_name", text), CellEdit(row, "name", text)])


PLACES: dict[str, Paste] = {
    "assignment": lambda office, text: assignments.edit(
        office, YEAR, [CellEdit("O1", "note", text)]
    ),
    "calendar": lambda office, text: calendar.add(office, YEAR, text, date(2024, 1, 1)),
    "evidence": _into_evidence,
    "measure": _into_measures,
    "roster": _into_roster,
    "body": lambda office, text: roster.add_body(office, YEAR, text),
    "unit": _into_units,
    "office": lambda office, text: edit_organisation(office, name=text, address=text),
}
NASTY = [
    '=HYPERLINK("http://x","y")',
    "\x00\x01\x07 ก \x1b[31m",
    "\ud800",
    "_x0000_ก",
    "\u202e\u200b\ufeff",
    "'; DROP TABLE unit; --",
    "{which} %s {0}",
    "ก\r\nข\u2028ค",
    "\U0001f600 ๒",
    "ก" * 10_000,
]


def _is_clean(office: Workspace) -> None:
    rows = (row for rows in office.dump().values() for row in rows)
    texts = {value for row in rows for value in row.values() if isinstance(value, str)}
    for letter in set().union(*texts):
        assert letter == "\n" or unicodedata.category(letter) not in {"Cc", "Cs"}
        letter.encode()


@pytest.mark.in_turn
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", NASTY, ids=lambda text: ascii(text)[:20])
def test_nasty_text_is_cleaned_or_refused_and_can_be_undone(
    office: Workspace, place: str, text: str
) -> None:
    before, steps = office.dump(), len(office.edits.groups())
    try:
        PLACES[place](office, text)
    except InputError as refused:
        assert refused.sentence()  # noqa: PT017 - it may be kept, too
    _is_clean(office)
    while len(office.edits.groups()) > steps and office.undo():
        pass
    assert office.dump() == before


@pytest.mark.parametrize("place", PLACES)
def test_text_that_is_too_long_is_refused(office: Workspace, place: str) -> None:
    with pytest.raises(InputError, match="ใส่ได้ไม่เกิน"):
        PLACES[place](office, LONG)
    assert not any(LONG in str(rows) for rows in office.dump().values())


@settings(max_examples=examples(60))
@given(place=st.sampled_from(sorted(PLACES)), text=st.text(max_size=40))
def test_any_text_anywhere_is_kept_clean_or_refused(
    office: Workspace, place: str, text: str
) -> None:
    try:
        PLACES[place](office, text)
    except ItaError as refused:
        assert refused.sentence()  # noqa: PT017 - it may be kept, too
    _is_clean(office)
    for row in office.units():
        if row.name == "ฝ่ายทดลอง":
            units.remove_units(office, [row.id])
