"""A whole year that was typed, with the result of the year before it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from ita_desktop.documents.kinds import Profile, ReportContext
from ita_desktop.domain.scores.results import AssessorRemark, RespondentComment
from ita_desktop.domain.year import YearData
from tests.documents.factories.book import book_year, context, progress_year
from tests.documents.typed.book import typed_book
from tests.documents.typed.papers import typed_papers
from tests.documents.typed.typist import Typist


def typed_year(seed: int) -> tuple[ReportContext, Typist]:
    """What the documents of a typed year are made of, and who typed it."""
    typist = Typist(seed)
    made = context(_said(typist, typed_papers(typist, typed_book(typist))))
    assert made.previous is not None
    before = _said(typist, made.previous)
    made = replace(made, previous=before, profile=Profile.INTERNAL, day=date(2025, 9, 30))
    return made, typist


def _said(typist: Typist, data: YearData) -> YearData:
    """The year with what assessors remarked and respondents wrote."""
    remarks = tuple(
        AssessorRemark(id=key, year_id="", node=key.split()[-1],
                       text=typist.plain("AssessorRemark.text", key, 60, 2),
                       answer=typist.plain("AssessorRemark.answer", key, 40, 2),
                       mend=typist.plain("AssessorRemark.mend", key, 40, 2),
                       proof=typist.line("AssessorRemark.proof", key, 20))
        for key in (f"{data.year} {code}" for code in ("O1", "O6", "O22"))
    )  # fmt: skip
    comments = tuple(
        RespondentComment(id=key, year_id="", instrument=instrument, position=place,
                          text=typist.line("RespondentComment.text", key, 80))
        for place, instrument in enumerate(("IIT", "IIT", "EIT"))
        for key in (f"{data.year} {place}",)
    )  # fmt: skip
    return replace(data, remarks=remarks, comments=comments)


def known_years() -> Iterable[tuple[ReportContext, Typist]]:
    """The years of two districts as they wrote them, each line with a mark."""
    for data in (book_year(), progress_year()):
        typist = Typist(0)
        yield replace(context(marked(typist, data)), day=date(2025, 9, 30)), typist


def marked(typist: Typist, data: YearData) -> YearData:
    """A year with marks in what was typed of its measures."""

    def over(rows: Iterable[Any], *names: str) -> tuple[Any, ...]:
        return tuple(
            replace(row, **{name: typist.over(f"{type(row).__name__}.{name}", row.id, text)
                            for name in names if (text := getattr(row, name))})
            for row in rows
        )  # fmt: skip

    return replace(
        data,
        measures=over(data.measures, "method", "schedule", "monitoring", "finding"),
        measure_items=over(data.measure_items, "title"),
        findings=over(data.findings, "issue"),
        entries=over(data.entries, "text"),
        photos=over(data.photos, "caption"),
    )
