"""Books of offices that nobody here knows are taken in whole, and nothing of them goes wrong
without a word."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from ita_desktop.services.imports.found.reading import find_in
from ita_desktop.services.imports.found.series import apply_series, plan_parts
from ita_desktop.storage.workspace import Workspace
from tests.services.imports.foreign.book import write_excel, write_word
from tests.services.imports.foreign.office import Office
from tests.services.imports.foreign.open_document import write_open_document
from tests.services.imports.foreign.printed import write_pdf
from tests.services.imports.foreign.tables import Fact, Table, table, works
from tests.services.imports.foreign.truth import Told, right, stored
from tests.support.known_files import begun_workspace, opened_unread

KINDS = (
    "roster",
    "assignments",
    "analysis",
    "measures",
    "progress",
    "communications",
    "calendar",
    "results",
)
BOOKS = (*range(100, 106), 110, 1026, 1098, 1236, 2080, 3067, 4130, 9673)
"""Seeds: some of any kind, and the worst of many."""
PRINTED = 11
"""Each book of so many is a PDF."""
IN_A_BOOK = 6
OF_ANOTHER = 0.25
"""How often a table of a book was drawn by another office."""
RIGHT = 0.98
"""Least share of the cells that are stored as they are."""


def foreign_book(seed: int, folder: Path) -> tuple[Path, list[Table]]:
    """A book of an office made by a seed, and its tables."""
    random = Random(seed)
    office, other = Office.made(random), Office.made(random)
    work = works(random)
    tables = [
        table(kind, other if random.random() < OF_ANOTHER else office, work)
        for kind in random.sample(KINDS, IN_A_BOOK)
    ]
    if seed % PRINTED == 0:
        return write_pdf(folder / f"เล่ม {seed}.pdf", tables, random), tables
    share = random.random()
    if share < 0.5:
        return write_word(folder / f"เล่ม {seed}.docx", tables, random), tables
    if share < 0.65:
        return write_open_document(folder / f"เล่ม {seed}.odt", tables, random), tables
    return write_excel(folder / f"เล่ม {seed}.xlsx", tables, random), tables


def wrong(workspace: Workspace, path: Path, tables: list[Table]) -> Iterator[tuple[Fact, bool]]:
    """Take a book in; yield what is not stored as the book says, and whether that was told."""
    parts = find_in([path], workspace.year(2568)).parts
    series = plan_parts(workspace, parts, shown=2568)
    apply_series(workspace, series)
    years = {record.year for record in workspace.years()}
    scores = workspace.year(2567) if 2567 in years else None
    found, told = stored(workspace.year(2568), scores), Told(series)
    for fact in (fact for made in tables for fact in made.facts):
        if not right(fact, found):
            yield fact, told.about(fact)


@pytest.mark.long
def test_foreign_books_are_taken_in(tmp_path: Path) -> None:
    cells, failed, silent = Counter[str](), Counter[str](), list[tuple[int, Fact]]()
    for seed in BOOKS:
        path, tables = foreign_book(seed, tmp_path)
        cells.update(fact.kind for made in tables for fact in made.facts)
        with opened_unread(begun_workspace(2568), tmp_path / f"{seed}.ita") as workspace:
            for fact, is_told in wrong(workspace, path, tables):
                failed[fact.kind] += 1
                if not is_told:
                    silent.append((seed, fact))
    assert not silent
    assert set(cells) == set(KINDS)
    assert failed.total() <= (1 - RIGHT) * cells.total(), failed


@pytest.mark.parametrize("seed", [3, 8])
def test_a_foreign_book_is_made_alike_twice(seed: int, tmp_path: Path) -> None:
    first, second = foreign_book(seed, tmp_path)[1], foreign_book(seed, tmp_path)[1]
    assert first == second
