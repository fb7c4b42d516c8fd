"""Every text that was typed in a year stands once in each place where the form of a document has
it, as it was typed, in all its files; and nowhere else.

ITA_TYPED_YEARS=20 does so with as many years.
"""

import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from ita_desktop.documents.content import Document
from ita_desktop.documents.export import drawn
from ita_desktop.documents.kinds import BY_QUESTION, DocumentKind, Format, ReportContext, Subject
from ita_desktop.documents.printable import in_digits
from ita_desktop.documents.registry import KINDS
from ita_desktop.documents.registry import kind as kind_of
from ita_desktop.domain.documents import DocumentOption
from ita_desktop.domain.text import to_arabic
from ita_desktop.domain.tracking.state import rounds_of
from tests.documents.any_data.test_measures import DOCUMENTS
from tests.documents.any_data.years import as_often, repeated_groups
from tests.documents.readers.files import squeezed
from tests.documents.readers.lines import pdf_pages, sheet_lines, slide_lines, word_lines
from tests.documents.typed.form_places import marks, places, worksheet_form
from tests.documents.typed.typist import MARK, Typist
from tests.documents.typed.year import known_years, typed_year

YEARS: Final = range(1, 1 + int(os.environ.get("ITA_TYPED_YEARS", "1")))
NUMBERED: Final = frozenset(
    ("Measure.method", "Measure.monitoring", "Measure.finding", "Finding.practice",
     "Finding.strength", "Finding.weakness", "Finding.issue", "Finding.improvement", "Entry.text",
     "AgendaItem.minutes", "Letter.body", "Endorsement.text", "Chapter.text",
     "Assignment.details"),
)  # fmt: skip
"""Fields whose lines are paragraphs of their own, with the numbers that were typed."""
COUNTED: Final = frozenset(("image-communication", "one-stop-service", "measures-book"))
"""Forms (and what has them) that number steps where nobody typed a number."""
CATCHWORD: Final = re.compile(r"[^.]\.\.\.$")
"""The line at the foot of a page that says with what the next one begins."""
NUMBER: Final = re.compile(r"(?:[0-9]+[.)]|\([0-9]+\)|[-–•])$")

year = cache(typed_year)


@cache
def known() -> list[tuple[ReportContext, Typist]]:
    return list(known_years())


def subjects(kind: DocumentKind, of: ReportContext) -> list[str]:
    data = of.year
    found = {
        Subject.ORDER: [order.id for order in data.orders],
        Subject.MEETING: [meeting.id for meeting in data.meetings],
        Subject.LETTER: [letter.id for letter in data.letters],
        Subject.UNIT: ["", "admin"],
        Subject.FORM: ["", BY_QUESTION],
        Subject.ROUND: [one.id for one in rounds_of(data)],
        Subject.SURVEY: [link.id for link in data.survey_links] or [""],
    }
    return found.get(kind.of, [""])


def cases() -> list[tuple[str, str]]:
    of, _typist = year(1)
    return [(kind.name, subject) for kind in KINDS for subject in subjects(kind, of)]


def plain(text: str) -> str:
    return to_arabic(squeezed(text))


def check_numbers(lines: Sequence[str], typist: Typist, *, counted: bool) -> None:
    """Lines that were typed have the number that was typed before them, and no other."""
    wrong = []
    for line in lines:
        for found in MARK.finditer(line):
            typed = typist.lines[found[0]]
            before = to_arabic(line[: found.start()].strip())
            if typed.field not in NUMBERED or (counted and not typed.number):
                continue
            if before != to_arabic(typed.number):
                wrong.append((typed.field, typed.number, line[:40]))
    assert wrong == []


def check_words(lines: Sequence[str], typist: Typist, *, stars: bool = False) -> None:
    """Each line that was typed is there whole, with ``stars`` for what is bold."""
    text = plain("".join(lines).replace("**", "") if stars else "".join(lines))
    lost = [mark for mark in marks(text) if plain(typist.lines[mark].words) not in text]
    assert lost == []


@pytest.mark.in_turn
@pytest.mark.needs_poppler
@pytest.mark.parametrize("seed", YEARS)
@pytest.mark.parametrize(("name", "subject"), cases())
def test_every_typed_text_is_once_in_each_of_its_places(
    name: str, subject: str, seed: int, tmp_path: Path
) -> None:
    of, typist = year(seed)
    check_files(kind_of(name), replace(of, subject=subject), typist, tmp_path)


@pytest.mark.in_turn
@pytest.mark.needs_poppler
@pytest.mark.parametrize(
    ("district", "name", "subject"),
    [
        *((0, name, subject) for name, subject in DOCUMENTS if name != "progress-report"),
        (1, "progress-report", "half_year"),
        (1, "analysis-by-indicator", BY_QUESTION),
    ],
)
def test_so_is_every_text_of_two_districts(
    district: int, name: str, subject: str, tmp_path: Path
) -> None:
    of, typist = known()[district]
    check_files(kind_of(name), replace(of, subject=subject), typist, tmp_path)


def check_files(kind: DocumentKind, of: ReportContext, typist: Typist, folder: Path) -> None:
    wanted = places(kind.name, of)
    document = kind.build(of, kind.digits)
    again = repeated_groups(document, MARK)
    check_pages(pdf_pages(drawn(kind, of, Format.PDF), folder), wanted, again, typist)
    if Format.DOCX in kind.formats:
        lines = word_lines(drawn(kind, of, Format.DOCX))
        check_digits(lines, document)
        check_lines(lines, wanted, typist, counted=kind.name in COUNTED)
    if Format.PPTX in kind.formats:
        on_slides = marks(*slide_lines(drawn(kind, of, Format.PPTX)))
        assert as_often(on_slides, wanted, again)
    if Format.XLSX in kind.formats and kind.form is None:
        lines = sheet_lines(drawn(kind, replace(of, printed_sheet=True), Format.XLSX))
        check_digits(lines, document)
        assert as_often(marks(*lines), wanted, again)
        check_words(lines, typist)
    if DocumentOption.PRINTED_SHEET in kind.choices:
        lines = sheet_lines(drawn(kind, of, Format.XLSX))
        check_lines(lines, wanted, typist, counted=kind.name in COUNTED)
    if kind.form is not None:
        lines = sheet_lines(drawn(kind, of, Format.XLSX))
        check_lines(lines, worksheet_form(of), typist, form=True)
        bold = [typist.lines[mark].field for line in lines if "**" in line for mark in marks(line)]
        assert {field.partition(".")[0] for field in bold} <= {"Entry"}


def check_digits(lines: Sequence[str], document: Document) -> None:
    """What was typed is in the digits of the document; of what is bound each has its own."""
    if document.bound:
        return
    other = [
        line
        for line in lines
        if MARK.search(line)
        and in_digits(line, document.digits, codes=document.codes_in_digits) != line
    ]
    assert other == []


def check_lines(
    lines: Sequence[str],
    wanted: Counter[str],
    typist: Typist,
    *,
    counted: bool = False,
    form: bool = False,
) -> None:
    found = marks(*lines)
    assert found - wanted == Counter(), told(found - wanted, typist)
    assert wanted - found == Counter(), told(wanted - found, typist)
    check_numbers(lines, typist, counted=counted)
    check_words(lines, typist, stars=form)


def told(some: Counter[str], typist: Typist) -> str:
    return str({typist.lines[mark].field: typist.lines[mark].row for mark in some})


def check_pages(
    pages: Sequence[Sequence[str]], wanted: Counter[str], again: set[str], typist: Typist
) -> None:
    """A page says again what a cell says that goes on to it, and nothing else."""
    own = [[line for line in page if not CATCHWORD.search(line)] for page in pages]
    on_pages = [marks(squeezed("".join(page))) for page in own]
    found = sum(on_pages, Counter[str]())
    assert as_often(found, wanted, again), (
        told(Counter(found - wanted), typist), told(Counter(wanted - found), typist)
    )  # fmt: skip
    for mark in again & found.keys():
        if found[mark] > wanted[mark] == 1:
            shown = [number for number, page in enumerate(on_pages) if mark in page]
            cell = beside(mark, typist)
            # The page on which a cell ends does not begin it again.
            assert all(cell & on_pages[number].keys() for number in range(shown[0], shown[-1]))
            assert max(page[mark] for page in on_pages) == 1
    text = plain("".join(line for page in own for line in page))
    for mark in found:
        words = plain(typist.lines[mark].words)
        assert words in text or parted(words, [plain("".join(page)) for page in own]), words


def beside(mark: str, typist: Typist) -> set[str]:
    """The marks of the lines that were typed in one field of one row."""
    place = typist.lines[mark][-2:]
    return {one for one, line in typist.lines.items() if line[-2:] == place}


def parted(words: str, pages: Sequence[str]) -> bool:
    """Whether a line begins on one page and ends on the next one."""
    return any(
        words[:at] in page and words[at:] in after
        for page, after in pairwise(pages)
        for at in range(1, len(words))
    )
