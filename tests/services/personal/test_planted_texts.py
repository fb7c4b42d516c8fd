"""Whatever comes out in public is listed before, whichever column it was typed into: the columns
are read from the records, so that a new one is planted, too."""

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from ita_desktop.documents import export
from ita_desktop.documents.kinds import DocumentKind, Format, Profile, ReportContext
from ita_desktop.documents.registry import KINDS
from ita_desktop.domain.frozen import strings_of
from ita_desktop.domain.personal_finding import FoundKind, has_check_digit
from ita_desktop.domain.personal_marks import Personal, mark_of
from ita_desktop.domain.records import Record
from ita_desktop.domain.text import to_arabic
from ita_desktop.domain.year import PLACES, YearData
from ita_desktop.services.checks.texts import of_year
from ita_desktop.services.documents.batch import chosen
from ita_desktop.services.personal_going_out import PublicPaper, of_papers, of_site
from ita_desktop.site.building import build
from ita_desktop.site.parts import SiteSource
from ita_desktop.site.publishing import carry_out, plan
from tests.documents.typed.test_leak_scan import texts_of
from tests.documents.typed.year import typed_year

PLAIN: Final = {
    "Organisation": ("name", "short_name", "address", "website"),
    "Unit": ("name", "short_name"),
    "Body": ("name",),
    "Answer": ("title", "label"),
    "GroupFigure": ("name",),
    "Letter": ("number",),
    "AppointmentOrder": ("number",),
    "Endorsement": ("number",),
    "Evidence": ("format",),
}
"""Columns that hold no personal data and in which anything may be typed, not only keys."""
ANY_NUMBER: Final = re.compile(r"(?<!\d)1101\d{9}(?!\d)")


class Planted(NamedTuple):
    """A year, and the column of each number in it."""

    context: ReportContext
    columns: Mapping[str, str]

    def of(self, text: str) -> set[str]:
        """The columns whose numbers stand in a text."""
        return {self.columns[found] for found in ANY_NUMBER.findall(to_arabic(text))
                if found in self.columns}  # fmt: skip


def numbers() -> Iterator[str]:
    """ID numbers of nobody, each with its check digit."""
    for at in itertools.count():
        twelve = f"1101{at:08d}"
        yield next(twelve + last for last in "0123456789" if has_check_digit(twelve + last))


def typed_columns(record: type[Record]) -> Iterator[str]:
    plain = PLAIN.get(record.__name__, ())
    for field in fields(record):
        mark = mark_of(field.type)
        typed = mark in {Personal.FREE, Personal.COMMENT, Personal.NAME, Personal.POST}
        if typed or field.name in plain:
            yield field.name


@pytest.fixture(scope="module")
def planted() -> Planted:
    made, _typist = typed_year(1)
    left, columns = numbers(), {}

    def with_number(row: Any) -> Any:
        texts = {}
        for name in typed_columns(type(row)):
            number, text = next(left), getattr(row, name)
            columns[number] = f"{type(row).__name__}.{name}"
            # The name of a file keeps its ending.
            texts[name] = f"{number} {text}" if name == "file_name" else f"{text} {number}".strip()
        return replace(row, **texts)

    def of(data: YearData) -> YearData:
        rows = {field: tuple(map(with_number, getattr(data, field))) for field in PLACES.values()}
        return replace(data, organisation=with_number(data.organisation), **rows)

    assert made.previous is not None
    context = replace(made, year=of(made.year), previous=of(made.previous), profile=Profile.PUBLIC)
    return Planted(context, columns)


@pytest.fixture(scope="module")
def listed(planted: Planted) -> set[str]:
    """The columns that the check lists."""
    found = of_year(planted.context)
    assert {one.kind for one in found} == {FoundKind.ID_NUMBER}
    return {planted.columns[one.text] for one in found}


def files_of(kind: DocumentKind, context: ReportContext) -> Iterator[tuple[Format, bytes]]:
    for one in chosen(context, {kind.name: [form for form in Format if form is not Format.PDF]}):
        for form in one.formats:
            yield form, export.drawn(kind, one.context, form)


@pytest.mark.in_turn
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_a_public_paper_prints_is_listed_and_nothing_else(
    kind: DocumentKind, planted: Planted
) -> None:
    papers = [PublicPaper(one.kind, one.context, one.formats)
              for one in chosen(planted.context, {kind.name: tuple(Format)})]  # fmt: skip
    found = {planted.columns[one.text] for one in of_papers(papers)}
    printed: set[str] = set()
    for form, file in files_of(kind, planted.context):
        printed.update(*map(planted.of, texts_of(file, form)))
    assert printed <= found, "it was printed and had not been listed"
    again = [
        text for paper in papers for text in (
            *strings_of(paper.kind.build(paper.context, paper.kind.digits)),
            *(strings_of(paper.kind.form(paper.context)) if paper.kind.form else ()),
            *(strings_of(paper.kind.slides(paper.context, paper.kind.digits))
              if paper.kind.slides else ()),
        )
    ]  # fmt: skip
    assert found == set().union(*map(planted.of, again)), "what is listed comes out"


def test_what_the_public_page_tells_is_listed_and_nothing_else(
    planted: Planted, tmp_path: Path
) -> None:
    data = planted.context.year
    published = tuple(replace(row, published=date(2025, 2, 1)) for row in data.evidence)
    source = SiteSource(replace(data, evidence=published), media=planted.context.media)
    carry_out(plan(build(source), tmp_path))
    told: set[str] = set()
    for path in tmp_path.rglob("*"):
        if path.suffix in {".html", ".js", ".json", ".csv"}:
            told |= planted.of(path.read_text("utf-8"))
    assert {planted.columns[one.text] for one in of_site(source)} == told
    assert {"Evidence.title", "Entry.text", "Measure.method", "Photo.caption"} <= told


def test_more_columns_than_anybody_would_list_come_out(listed: set[str]) -> None:
    assert len(listed) > 50
    assert "Person.phone" not in listed
    assert "RespondentComment.text" not in listed


def test_the_internal_profile_publishes_nothing(planted: Planted) -> None:
    inside = replace(planted.context, profile=Profile.INTERNAL)
    wanted = chosen(inside, {"measures-by-item": (Format.DOCX,)})
    assert of_papers(PublicPaper(one.kind, one.context, one.formats) for one in wanted) == ()
