"""No page of any document goes on with a title, one line or three lines alone."""

import random
from collections.abc import Iterator

import pytest

from ita_desktop.documents.content import (
    Cell,
    Document,
    Table,
    TableColumn,
    TableRow,
    cell,
    group_row,
    heading_row,
    paragraph,
)
from ita_desktop.documents.export import breaker_of
from ita_desktop.documents.kinds import DocumentKind, Profile, ReportContext, Subject
from ita_desktop.documents.registry import KINDS, kind
from ita_desktop.domain.text import Digits
from ita_desktop.services import workspaces
from ita_desktop.services.documents.exporting import context_of
from ita_desktop.storage.workspace import Workspace
from ita_desktop.typography.words import breaker_with
from tests.documents.any_data.test_measures import DOCUMENTS
from tests.documents.any_data.years import year_of
from tests.documents.readers.lone_pages import LonePage, lone_pages
from tests.documents.typed.test_every_sentence import every

UNITS = 3
"""Units whose papers are looked at, of those that have one of a form."""


def found(
    kinds: Iterator[DocumentKind] | tuple[DocumentKind, ...], of: ReportContext, digits: Digits
) -> list[LonePage]:
    breaker = breaker_of(of.year)
    lone: list[LonePage] = []
    for document_kind in kinds:
        for number, context in enumerate(every(document_kind, of)):
            if document_kind.of is not Subject.UNIT or number < UNITS:
                lone += lone_pages(document_kind.build(context, digits), breaker)
    return lone


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> ReportContext:
    path = workspaces.copy_sample(tmp_path_factory.mktemp("lone") / "sample.ita")
    with Workspace.open(path) as workspace:
        data = workspace.year(workspace.years()[-1].year)
        return context_of(workspace, data, workspace.year_before(data.year), Profile.INTERNAL)


@pytest.mark.in_turn
@pytest.mark.parametrize("digits", Digits)
def test_no_document_of_the_sample_has_a_page_with_a_few_lines(
    sample: ReportContext, digits: Digits
) -> None:
    assert found(KINDS, sample, digits) == []


@pytest.mark.parametrize("rows", range(28, 44))
def test_a_part_of_one_line_and_a_note_behind_a_table_are_not_alone(rows: int) -> None:
    """The table of units, where no item is for several of them: a blank line is no line."""
    table = Table((TableColumn(100),), tuple(TableRow((cell("ทุกฝ่าย"),)) for _ in range(rows)))
    lines = [("", "line"), ("2. ข้อมูล OIT", "heading"), ("ไม่มี", "line"), ("หมายเหตุ", "line")]
    document = Document("ก", (table, *(paragraph(*line) for line in lines)))
    assert not [*lone_pages(document, breaker_with())]


@pytest.mark.parametrize("lines", range(39, 46))
def test_a_last_row_of_one_line_below_its_group_is_not_alone(lines: int) -> None:
    """The last lines of the row above the group go with them."""
    long = Cell(tuple(paragraph("ขั้น", "cell") for _ in range(lines)))
    rows = (TableRow((cell("ก"), long)), group_row("กลุ่ม", 2), TableRow((cell("ข"), cell("สั้น"))))
    table = Table((TableColumn(1), TableColumn(1)), rows, (heading_row(("ข้อ", "วิธี")),))
    assert not [*lone_pages(Document("ก", (table,)), breaker_with())]


@pytest.mark.in_turn
@pytest.mark.parametrize("seed", [4, 5, 7, 9])
def test_no_table_and_no_book_of_any_year_ends_with_a_few_lines_on_a_page(seed: int) -> None:
    chance = random.Random(seed)
    of = year_of(seed, chance.choice([1, 3, 8, 20, 40]), chance.choice([60, 400, 1500, 6000]))
    kinds = tuple(kind(name) for name in dict(DOCUMENTS))
    assert found((*kinds, kind("measures-book")), of, chance.choice([*Digits])) == []
