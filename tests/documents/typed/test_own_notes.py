"""Notes of the office beside evidence and scores are in papers for the office alone."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

import pytest

from ita_desktop.documents.kinds import DocumentKind, Format, Profile, ReportContext
from ita_desktop.documents.registry import KINDS
from ita_desktop.domain.frozen import strings_of
from ita_desktop.domain.oit.proofs import carried_note, is_carried
from ita_desktop.domain.year import YearData
from ita_desktop.services.documents.batch import chosen
from tests.documents.typed.year import typed_year

NOTES: Final = re.compile("ZZ(?:evidence|score)")


def noted(data: YearData) -> YearData:
    return replace(
        data,
        evidence=tuple(replace(row, note="ZZevidence") for row in data.evidence),
        scores=tuple(replace(row, note="ZZscore") for row in data.scores),
    )


@pytest.fixture(scope="module")
def context() -> ReportContext:
    made, _typist = typed_year(1)
    assert made.previous is not None
    return replace(made, year=noted(made.year), previous=noted(made.previous))


def printed(kind: DocumentKind, context: ReportContext) -> set[str]:
    return {found for text in _texts(kind, context) for found in NOTES.findall(text)}


def _texts(kind: DocumentKind, context: ReportContext) -> Iterator[str]:
    for one in chosen(context, {kind.name: tuple(Format)}):
        yield from strings_of(kind.build(one.context, kind.digits))
        if kind.form is not None:
            yield from strings_of(kind.form(one.context))
        if kind.slides is not None:
            yield from strings_of(kind.slides(one.context, kind.digits))


@pytest.mark.in_turn
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_paper_for_everybody_has_them(kind: DocumentKind, context: ReportContext) -> None:
    public = replace(context, profile=Profile.PUBLIC)
    assert printed(kind, public) == set()


def test_papers_for_the_office_have_them_as_before(context: ReportContext) -> None:
    inside = replace(context, profile=Profile.INTERNAL)
    with_notes = {kind.name for kind in KINDS if printed(kind, inside)}
    assert {"agenda", "minutes", "unit-worksheet"} <= with_notes


def test_the_printed_level_and_what_was_carried_over_stay(context: ReportContext) -> None:
    row = replace(context.year.evidence[0], note=carried_note(2567, "ของเรา"), published=None)
    data = replace(context.year, evidence=(row,))
    shown = data.for_everybody
    assert is_carried(shown.evidence[0])
    assert "ของเรา" not in shown.evidence[0].note
    assert shown.printed_level == data.printed_level
    assert shown.for_everybody is shown
    day = replace(row, note="", published=date(2025, 1, 1))
    bare = replace(data, evidence=(day,), scores=())
    assert bare.for_everybody is bare
