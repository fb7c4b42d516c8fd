"""The program's own PDF files, taken in again: they say what the same document says in Word."""

from pathlib import Path
from typing import NamedTuple

import pytest

from ita_desktop.documents.export import drawn
from ita_desktop.documents.kinds import Format, Profile
from ita_desktop.documents.registry import kind
from ita_desktop.exchange.sheets import DataSheet, Value
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.documents.exporting import context_of
from ita_desktop.storage.workspace import Workspace
from tests.services.imports.documents.test_chapters import planned
from tests.services.imports.own_files.test_own_files import DOCUMENTS, read
from tests.support.taken_in import plan_source

LISTS = (
    "committee-roster",
    "oit-assignments",
    "measures-by-item",
    "measures-by-indicator",
    "analysis-by-item",
    "analysis-by-indicator",
    "communication-plan",
    "roster-contacts",
    "framework-summary",
    "score-summary",
)
"""Documents whose tables Word does not part by pages."""


def taken(sample: Workspace, name: str, form: Format, into: str) -> ImportSource:
    return read(sample, name, form, into, Profile.INTERNAL)


class Place(NamedTuple):
    """A cell with its table, row and column, and whether it is merged with the one above."""

    table: int
    row: int
    column: int
    value: Value
    merged: bool


def cells(sheets: tuple[DataSheet, ...]) -> set[Place]:
    return {
        Place(table, row.number, column, value, column in row.merged)
        for table, sheet in enumerate(sheets)
        for row in sheet.rows
        if row.number > 0
        for column, value in enumerate(row.values)
        if value != ""
    }


@pytest.mark.in_turn
@pytest.mark.parametrize("name", LISTS)
def test_each_cell_is_the_one_that_word_gives_back(sample: Workspace, name: str) -> None:
    pdf, word = (taken(sample, name, form, "measures") for form in (Format.PDF, Format.DOCX))
    expected = cells(word.sheets)
    assert len(expected) > 15
    assert cells(pdf.sheets) == expected
    assert [remark for remark in pdf.remarks if "คำบรรยาย" not in remark.template] == []


@pytest.mark.in_turn
@pytest.mark.parametrize(("name", "into"), DOCUMENTS)
def test_a_pdf_says_what_the_word_file_says(sample: Workspace, name: str, into: str) -> None:
    pdf, word = (
        plan_source(sample, 2568, into, taken(sample, name, form, into))
        for form in (Format.PDF, Format.DOCX)
    )
    assert [change.cells for change in pdf.changes] == [change.cells for change in word.changes]
    assert (pdf.skipped, pdf.flaws, pdf.questions) == ((), (), ())
    assert len(pdf.unchanged) == len(word.unchanged) > 0


def test_a_picture_in_a_cell_is_with_its_row_and_caption(sample: Workspace) -> None:
    pdf, word = (
        _pictures(taken(sample, "progress-report", form, "progress"))
        for form in (Format.PDF, Format.DOCX)
    )
    assert len(pdf) == len(word) > 0
    assert all(content for content, _caption in pdf)


def _pictures(source: ImportSource) -> list[tuple[bytes, str]]:
    from ita_desktop.exchange.blocks import Picture

    pictures = [block for block in source.blocks if isinstance(block, Picture)]
    return [(picture.content(), picture.caption) for picture in pictures if picture.part]


@pytest.mark.in_turn
@pytest.mark.parametrize("alone", [False, True], ids=["with the former year", "alone"])
def test_the_own_book_is_found_as_word_is_and_changes_nothing(
    sample: Workspace, tmp_path: Path, *, alone: bool
) -> None:
    year = sample.year(2568)
    before = None if alone else sample.year_before(2568)
    found = []
    for form in (Format.PDF, Format.DOCX):
        path = tmp_path / f"เล่ม.{form.value}"
        path.write_bytes(drawn(kind("measures-book"), context_of(sample, year, before), form))
        parts = []
        for each in planned(sample, path).parts:
            changes = () if each.plan is None else each.plan.changes
            parts.append((each.part.kind, each.part.rows, [change.cells for change in changes]))
        found.append(parts)
    assert found[0] == found[1]
    # The figures of the former year are none of the sample's.
    assert not any(cells for name, _rows, cells in found[0] if name != "results")
    assert {"analysis", "measures", "roster", "duties", "chapters"} <= {
        part[0] for part in found[0]
    }
