"""How the program counted is on no paper, unless the office chose its internal notes for it."""

import re
from dataclasses import replace
from datetime import date

import pytest

from ita_desktop.documents.kinds import BY_QUESTION, Profile, ReportContext
from ita_desktop.documents.registry import KINDS, kind
from ita_desktop.domain.documents import DocumentChoices, DocumentOption
from tests.documents.any_data.years import read_back
from tests.documents.factories.book import book_year, reviewed_year
from tests.documents.factories.results import year_2566, year_2567
from tests.documents.readers.files import squeezed
from tests.documents.reports.results.test_results import scored
from tests.documents.reports.tracking.test_monitoring_summary import given
from tests.support.plain_text import plain_text

HOW = re.compile(
    "คิดจาก|คิดตามสัดส่วน|คำนวณ|นับเฉพาะ|ไม่นับ|นับครั้งเดียว|นับให้ทุก|ไม่คิดผลต่าง|จึงคงตัวเลข|เฉลี่ยจาก"
    "|คนละชุด|ไม่ใช่คะแนนทางการ|ในแฟ้ม"
)
"""Words of sentences that tell how figures came about."""


def late() -> ReportContext:
    """A summary of a year whose record began within it."""
    of = given()
    began = replace(of.year.fiscal_year, counts_from=date(2025, 1, 1))
    return replace(of, year=replace(of.year, fiscal_year=began))


def results() -> ReportContext:
    """A result whose parts do not add up, beside that of another framework."""
    year = scored(scored(year_2567(), "2", "61.51"), "OIT", "63.10")
    return ReportContext(year, year_2566(), profile=Profile.INTERNAL)


NOTED = (
    ("monitoring-summary", late),
    ("score-comparison", results),
    ("result-report", results),
    ("result-analysis", results),
    ("score-summary", results),
    ("measures-book", late),
)


def text_of(name: str, of: ReportContext) -> str:
    return plain_text(kind(name).build(of, kind(name).digits))


@pytest.mark.in_turn
@pytest.mark.parametrize(
    "one",
    [document_kind for document_kind in KINDS if document_kind.form is None],
    ids=lambda one: one.name,
)
def test_no_paper_says_how_the_program_counted(one) -> None:
    for of in (
        late(),
        results(),
        ReportContext(book_year(), year_2567()),
        ReportContext(reviewed_year()),
    ):
        for subject in ("", BY_QUESTION):
            text = text_of(one.name, replace(of, subject=subject))
            assert [line for line in text.splitlines() if HOW.search(line)] == []


@pytest.mark.parametrize(("name", "make"), NOTED)
def test_it_is_said_where_the_office_chose_so(name, make) -> None:
    of = make()
    assert HOW.search(text_of(name, replace(of, notes=True)))
    assert DocumentOption.INTERNAL_NOTES in kind(name).choices
    kept = DocumentChoices(id="c", name=name, chosen=DocumentOption.INTERNAL_NOTES)
    chosen = replace(of, year=replace(of.year, document_choices=(kept,)))
    assert HOW.search(text_of(name, chosen))
    assert not HOW.search(text_of(name, replace(chosen, notes=False)))


@pytest.mark.needs_poppler
def test_the_months_that_were_counted_are_in_no_file_of_the_summary() -> None:
    words = squeezed("นับเฉพาะครั้งที่ครบกำหนดตั้งแต่")
    described = read_back(kind("monitoring-summary"), replace(late(), notes=True))
    plain = read_back(kind("monitoring-summary"), late())
    assert all(words in read.text for read in described.values())
    assert not any(words in read.text for read in plain.values())
