"""No document for everybody holds what only the office may know, in whatever format, nor in what a
file says of itself."""

import html
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import is_dataclass, replace
from typing import Final
from zipfile import ZipFile, is_zipfile

import pypdfium2
import pytest

from ita_desktop.documents import export
from ita_desktop.documents.kinds import ALL_FORMATS, DocumentKind, Format, Profile, ReportContext
from ita_desktop.documents.registry import KINDS
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.personal_marks import FILES, marks_of
from ita_desktop.domain.records import Record
from ita_desktop.domain.scores.results import RespondentComment, SurveyLink
from ita_desktop.domain.year import PLACES, YearData
from tests.documents.readers.lines import workbook_of
from tests.documents.typed.personal_places import needed
from tests.documents.typed.test_every_sentence import every
from tests.documents.typed.year import typed_year

TELEPHONE: Final = "0899{:06d}"
MAIL: Final = "planted{:03d}@example.invalid"
COMMENT: Final = "planted comment {:03d} of a respondent"
# In Thai digits, too, which are digits to ``\d``. Places in a drawing stand side by side once their
# tags are taken away, and may look like a number that was not planted.
PLANTED: Final = re.compile(r"[0๐][8๘][9๙][9๙][0๐]{3}\d{3}|planted\d{3}@|planted\s*comment\s*\d{3}")
ANY_MARK: Final = re.compile("QZ[B-X]{2}ZQ")


def planted(data: YearData) -> YearData:
    """The year with a number, an address and answers of respondents in every place for them, and
    in every other column that may hold personal data a mark of its own."""
    link = SurveyLink(id="l1", year_id=data.fiscal_year.id, instrument="IIT", audience="ทุกฝ่าย")
    data = replace(data, survey_links=(link,))
    data = replace(
        data, **{field: tuple(map(_marked, getattr(data, field))) for field in PLACES.values()}
    )
    people = tuple(
        replace(person, phone=TELEPHONE.format(at), email=MAIL.format(at))
        for at, person in enumerate(data.people)
    )
    comments = tuple(
        RespondentComment(
            id=f"c{at}", year_id=data.fiscal_year.id, instrument=instrument, position=at,
            text=COMMENT.format(at),
        )
        for at, instrument in enumerate(("IIT", "IIT", "EIT"))
    )  # fmt: skip
    return replace(data, people=people, comments=comments)


def _marked(record: Record) -> Record:
    typed = {
        name: _with_mark(getattr(record, name), f"{_holder(record, name)}.{name}")
        for name, kind in marks_of(type(record)).items()
        if kind not in FILES
    }
    return replace(record, **typed)


def _holder(record: Record, name: str) -> str:
    """The record in which the column is declared, whatever was made of that."""
    return next(
        base.__name__ for base in reversed(type(record).__mro__)
        if is_dataclass(base) and name in marks_of(base)
    )  # fmt: skip


def _with_mark(text: str, column: str) -> str:
    """The mark behind what was typed; the name of a file keeps its ending."""
    mark = MARKS[column]
    return f"{mark}{text}" if column.endswith("file_name") else f"{text} {mark}".strip()


_LETTERS: Final = "BCDFGHJKLMNPRSTVWX"
_COLUMNS: Final = sorted(
    {
        f"{base.__name__}.{name}"
        for record in PLACES
        for base in reversed(record.__mro__)
        if is_dataclass(base)
        for name in marks_of(base)
    }
)
MARKS: Final = {
    column: f"QZ{_LETTERS[at // len(_LETTERS)]}{_LETTERS[at % len(_LETTERS)]}ZQ"
    for at, column in enumerate(_COLUMNS)
}
OF_MARK: Final = {mark: column for column, mark in MARKS.items()}


@pytest.fixture(scope="module")
def context() -> ReportContext:
    made, _typist = typed_year(1)
    assert made.previous is not None
    assert made.year.people
    return replace(
        made,
        year=planted(made.year),
        previous=planted(made.previous),
        profile=Profile.PUBLIC,
    )


def texts_of(file: bytes, form: Format) -> Iterator[str]:
    """All that can be read in a file: its bytes, its parts, its streams, its letters."""
    yield from _readings(file)
    if is_zipfile(io.BytesIO(file)):
        with ZipFile(io.BytesIO(file)) as archive:
            for name in archive.namelist():
                part = archive.read(name)
                yield name
                yield from _readings(part)
                yield html.unescape(re.sub(rb"<[^>]*>", b"", part).decode("utf-8", "replace"))
    if form is Format.PDF:
        at = file.find(b"stream")
        while at >= 0:
            with suppress(zlib.error):
                begin = file.find(b"\n", at) + 1
                yield from _readings(zlib.decompressobj().decompress(file[begin:]))
            at = file.find(b"stream", at + 6)
        with closing(pypdfium2.PdfDocument(file)) as document:
            yield str(document.get_metadata_dict())
            for page in document:
                with closing(page), closing(page.get_textpage()) as letters:
                    yield letters.get_text_bounded()


def _readings(data: bytes) -> Iterator[str]:
    for coding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield data.decode(coding, "replace")
    # How a PDF writes text that can be copied.
    copied = re.findall(rb"<((?:[0-9A-Fa-f]{4})+)>", data)
    yield "\n".join(bytes.fromhex(one.decode()).decode("utf-16-be", "replace") for one in copied)


def found_in(file: bytes, form: Format) -> tuple[set[str], set[str]]:
    """What is planted in a file, and the columns whose marks are in it."""
    found: set[str] = set()
    marks: set[str] = set()
    for text in texts_of(file, form):
        found.update(PLANTED.findall(text))
        marks.update(ANY_MARK.findall(text))
    return found, {OF_MARK[mark] for mark in marks & OF_MARK.keys()}


def files_of(kind: DocumentKind, context: ReportContext) -> Iterator[tuple[Format, bytes]]:
    for about in every(kind, context):
        with suppress(InputError):
            for form in kind.formats:
                yield form, export.drawn(kind, about, form)


@pytest.mark.in_turn
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_is_for_everybody_names_no_telephone_mail_or_respondent(
    kind: DocumentKind, context: ReportContext
) -> None:
    made = list(files_of(kind, context))
    assert bool(made) is not kind.internal
    read = [found_in(file, form) for form, file in made]
    assert set().union(*(found for found, _columns in read)) == set()
    printed = set().union(*(columns for _found, columns in read))
    assert printed == needed(kind.name), "what the form has, and nothing else"


@pytest.mark.parametrize("form", ALL_FORMATS)
def test_the_scan_finds_what_the_office_may_know(form: Format, context: ReportContext) -> None:
    inside = replace(context, profile=Profile.INTERNAL)
    kinds = {kind.name: kind for kind in KINDS}
    found: set[str] = set()
    for name in ("roster-contacts", "result-analysis"):
        if form in kinds[name].formats:
            found |= found_in(export.drawn(kinds[name], inside, form), form)[0]
    assert found


FORMULAS: Final = ("=1+1", "+1+1", "@SUM(1)", '=HYPERLINK("http://x";"y")', "-1+1", "\t=1", "{=1}")


@pytest.mark.in_turn
def test_nothing_that_was_typed_becomes_a_formula(context: ReportContext) -> None:
    marked = {f"{formula} QQ{at}" for at, formula in enumerate(FORMULAS)}

    def typed(text: str, at: int) -> str:
        return sorted(marked)[at % len(marked)] if text else text

    data = context.year
    year = replace(
        data,
        people=tuple(replace(one, name=typed(one.name, at)) for at, one in enumerate(data.people)),
        measures=tuple(
            replace(one, method=typed(one.method, at), schedule=typed(one.schedule, at))
            for at, one in enumerate(data.measures)
        ),
        findings=tuple(
            replace(one, issue=typed(one.issue, at)) for at, one in enumerate(data.findings)
        ),
    )
    seen = 0
    for kind in KINDS:
        if Format.XLSX not in kind.formats or kind.internal:
            continue
        file = export.drawn(kind, replace(context, year=year), Format.XLSX)
        for sheet in workbook_of(file):
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                typed_here = "QQ" in str(cell.value)
                seen += typed_here
                assert not (typed_here and cell.data_type == "f"), (kind.name, cell.coordinate)
    assert seen
