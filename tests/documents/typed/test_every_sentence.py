"""What documents print is data or a wording that the office can change, and nothing else.

A year full of data is turned into letters of another script, every listed wording into its own
name: a Thai letter that is printed then comes from the program itself.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from typing import Any

import pytest

from ita_desktop.documents.content import Cell, Document, Image, Paragraph, Picture
from ita_desktop.documents.export import drawn
from ita_desktop.documents.forms import FormColumn
from ita_desktop.documents.kinds import BY_QUESTION, DocumentKind, Profile, ReportContext, Subject
from ita_desktop.documents.registry import KINDS
from ita_desktop.documents.wordings.catalogue import templates
from ita_desktop.documents.wordings.paper_words import PaperWords
from ita_desktop.documents.wordings.templates import CELLS, Template
from ita_desktop.domain.dates import MONTHS, MONTHS_SHORT
from ita_desktop.domain.documents import Wording, fields_in
from ita_desktop.domain.tracking.state import rounds_of
from ita_desktop.domain.tracking.worksheet import ITEMS_SHEET, MEASURES_SHEET, STATE_WORDS
from ita_desktop.domain.year import YearData
from ita_desktop.services import workspaces
from ita_desktop.services.documents.exporting import context_of
from ita_desktop.storage.workspace import Workspace
from tests.documents.typed.year import typed_year

THAI = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]+")
WORDS = (*MONTHS, *MONTHS_SHORT, "พ.ศ.", "น.", "วัน", "ที่", "จันทร์", "อังคาร", "พุธ",
         "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์", "และ", "หรือ", "ผู้อำนวยการเขต",
         "กรุงเทพมหานคร")  # fmt: skip
"""How dates and times are written, what joins the parts of a list, the post of who signs and the
city."""


CHOSEN = frozenset((*STATE_WORDS.values(), MEASURES_SHEET, ITEMS_SHEET))
"""What is chosen from a list, and by what a form is read again."""


def foreign(value: Any) -> Any:
    """A value with other letters in the place of the Thai ones of its texts."""
    match value:
        case Enum() | None:
            return value
        case str():
            return "".join(chr(ord(text) + 0x400) if THAI.match(text) else text for text in value)
        case tuple():
            made = [foreign(one) for one in value]
            return type(value)(*made) if hasattr(value, "_fields") else tuple(made)
        case _ if is_dataclass(value) and not isinstance(value, type):
            made = {field.name: foreign(getattr(value, field.name)) for field in fields(value)
                    if field.init}  # fmt: skip
            return type(value)(**made)
        case _:
            return value


def named(template: Template, data: YearData) -> Wording:
    """The office's own form of a wording: its name in each line or heading, and its fields."""
    filled = " ".join(
        (f"‹{template.name}›", *(f"{{{field}}}" for field in fields_in(template.text)))
    )
    text = CELLS.join([filled] * template.columns) if template.columns else filled
    return Wording(id=template.name, name=template.key(data), text=text)


def of_another_script(data: YearData) -> YearData:
    own = tuple(named(template, data) for template in templates().values())
    return replace(foreign(data), wordings=own)


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> ReportContext:
    path = workspaces.copy_sample(tmp_path_factory.mktemp("sentences") / "sample.ita")
    with Workspace.open(path) as workspace:
        data = workspace.year(workspace.years()[-1].year)
        previous = workspace.year_before(data.year)
        made = context_of(workspace, data, previous, Profile.INTERNAL)
        made = replace(made, media=lambda _key: None)
    assert previous is not None
    return replace(made, year=of_another_script(data), previous=of_another_script(previous))


def every(kind: DocumentKind, context: ReportContext) -> Iterator[ReportContext]:
    """Everything that the document can be about."""
    data = context.year
    before = replace(context, year=context.previous, previous=None)
    subjects = {
        Subject.ORDER: [order.id for order in data.orders],
        Subject.MEETING: [meeting.id for meeting in data.meetings],
        Subject.LETTER: [letter.id for letter in data.letters],
        Subject.UNIT: ["", *(unit.id for unit in data.units)],
        Subject.FORM: ["", BY_QUESTION],
        Subject.ROUND: [one.id for one in rounds_of(data)],
        Subject.SURVEY: [link.id for link in data.survey_links] or [""],
        Subject.LEVEL: ["", *(level.code for level in data.framework.levels.levels)],
    }
    for subject in subjects.get(kind.of, [""]):
        yield replace(context, subject=subject)
    if kind.of in {Subject.YEAR, Subject.FORM, Subject.UNIT, Subject.LEVEL}:
        yield before


def texts(value: Any) -> Iterator[str]:
    """Everything that a document prints."""
    match value:
        case Image():
            # Its words are for those who do not see it.
            return
        case FormColumn():
            # By its headings a form is read again.
            return
        case Document():
            yield value.title
            parts = (value.header, value.footer, value.blocks, value.bound, value.words)
            yield from texts(tuple(part for part in parts if part is not None))
        case Cell():
            yield from texts((value.paragraphs, value.pictures))
        case Paragraph():
            yield f"{value.mark} {value.text} {value.catchword}"
        case Picture():
            # How it is counted is one of the paper's words.
            yield from texts(value.caption)
        case PaperWords():
            for field in fields(value):
                # Their fields are filled in where they are printed.
                yield re.sub(r"\{[^}]*\}", "", getattr(value, field.name))
        case str():
            yield value
        case tuple():
            for one in value:
                yield from texts(one)
        case _ if is_dataclass(value):
            for field in fields(value):
                found = getattr(value, field.name)
                if not isinstance(found, Enum):
                    yield from texts(found)


def printed(kinds: Iterable[DocumentKind], context: ReportContext) -> Iterator[str]:
    for kind in kinds:
        for report_context in every(kind, context):
            yield from texts(kind.build(report_context, kind.digits))
            if kind.form is not None:
                yield from texts(kind.form(report_context))
            if kind.slides is not None:
                yield from texts(kind.slides(report_context, kind.digits))


def without_words(text: str) -> str:
    for word in sorted(WORDS, key=len, reverse=True):
        text = text.replace(word, "")
    return text


def own_sentences(kinds: Iterable[DocumentKind], context: ReportContext) -> list[str]:
    """What documents of a year of another script print in Thai letters."""
    ours = {
        text: None
        for text in printed(kinds, context)
        if THAI.search(without_words(text)) and text.strip() not in CHOSEN
    }
    return list(ours)


@pytest.mark.in_turn
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_sentence_is_data_or_a_wording(kind: DocumentKind, context: ReportContext) -> None:
    assert own_sentences([kind], context) == []


@cache
def typed(seed: int) -> ReportContext:
    """A year in which every field was typed, with that before it."""
    of, _typist = typed_year(seed)
    assert of.previous is not None
    years = {"year": of_another_script(of.year), "previous": of_another_script(of.previous)}
    return replace(of, media=lambda _key: None, **years)


@pytest.mark.in_turn
@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_so_is_every_sentence_of_years_that_were_typed(kind: DocumentKind, seed: int) -> None:
    assert own_sentences([kind], typed(seed)) == []


@pytest.mark.in_turn
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_an_office_may_empty_every_wording(kind: DocumentKind, context: ReportContext) -> None:
    def bare(data: YearData) -> YearData:
        emptied = (
            Wording(id=one.name, name=one.key(data), text=CELLS.join([""] * (one.columns or 1)))
            for one in templates().values()
        )
        return replace(data, wordings=tuple(emptied))

    assert context.previous is not None
    emptied = replace(context, year=bare(context.year), previous=bare(context.previous))
    for about in every(kind, emptied):
        for form in kind.formats:
            assert drawn(kind, about, form)
