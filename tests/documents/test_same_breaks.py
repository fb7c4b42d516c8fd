"""Lines and pages of a Word file end where those of the PDF do.

LibreOffice has a Thai word list of its own, and numbers of lists in Arabic digits. So that only
measures are compared, Thai letters are made Latin ones here, in words of five between spaces.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from ita_desktop.documents.backends import docx, pdf
from ita_desktop.documents.content import Document, SignatureBlock, TabStop
from ita_desktop.documents.kinds import Profile, ReportContext
from ita_desktop.documents.registry import kind
from ita_desktop.domain.text import Digits
from tests.documents.factories import book as book_factory
from tests.documents.factories import pack as pack_factory
from tests.documents.factories import papers as paper_factory
from tests.documents.readers import sarabun
from tests.documents.readers.files import squeezed
from tests.documents.test_paper_pages import converted, page_lines

Made = tuple[str, Callable[[], ReportContext]]
"""A kind of document and how the year is made that it is of."""
WHOLE: dict[str, Made] = {
    "order": (
        "appointment-order",
        lambda: ReportContext(paper_factory.as_signed(paper_factory.year_2568())),
    ),
    "memo": ("memo", lambda: ReportContext(paper_factory.invitation())),
    "letter": ("memo", lambda: ReportContext(paper_factory.outside())),
    **{
        name: (name, lambda: pack_factory.context(profile=Profile.INTERNAL))
        for name in (
            *("agenda", "attendance", "attendance-recorded", "minutes"),
            *("committee-roster", "roster-contacts", "framework-summary"),
        )
    },
}
PARTED: dict[str, Made] = {
    "measures": ("measures-by-item", lambda: book_factory.context(book_factory.book_year())),
    "items": ("oit-assignments", pack_factory.context),
    "unit-letters": ("unit-letters", pack_factory.context),
}
"""Tables with rows that go on overleaf: what is printed again there is the PDF's alone."""
LETTERS = "abcdefghijklmnoprstuvwy"
TEXTS = ("text", "lines", "closing")


def latin(text: str) -> str:
    def word(found: re.Match[str]) -> str:
        kept = [LETTERS[ord(one) % len(LETTERS)] for one in found[0] if "ก" <= one <= "ฮ"]
        return " ".join("".join(kept[at : at + 5]) for at in range(0, len(kept), 5)) or "a"

    text = re.sub("[ก-๎ฯๆ]+", word, text)
    return re.sub(r"[^\w\s]+", "x", text)


def in_latin(part: Any) -> Any:
    """A part of a document with the same blocks in Latin letters; marks of lists stay."""
    if isinstance(part, tuple):
        return tuple(map(in_latin, part))
    if isinstance(part, SignatureBlock):
        return SignatureBlock(tuple(map(latin, part.lines)), latin(part.closing))
    if not is_dataclass(part) or isinstance(part, TabStop):
        return part
    changed = {}
    for field in fields(part):
        value = getattr(part, field.name)
        if field.name == "text":
            changed["text"] = latin(value)
        elif isinstance(value, tuple):
            changed[field.name] = in_latin(value)
    return replace(part, **changed)  # type: ignore[type-var]


def plain(pages: list[list[str]]) -> list[Counter[str]]:
    """The lines of each page, in whatever order a page is read."""
    return [Counter(squeezed(line) for line in page) for page in pages]


@pytest.mark.in_turn
@pytest.mark.needs_poppler
@pytest.mark.needs_soffice
def test_lines_and_pages_end_at_the_same_places_in_word(tmp_path: Path) -> None:
    letter = sarabun.make(tmp_path / "fonts")
    made: dict[str, Document] = {
        name: in_latin(kind(of).build(context(), Digits.ARABIC))
        for name, (of, context) in (WHOLE | PARTED).items()
    }
    files = {name: docx.render(one, letter_files=letter) for name, one in made.items()}
    for name, content in converted(files, tmp_path):
        ours = page_lines(pdf.render(made[name], letter_files=letter), tmp_path)
        theirs = page_lines(content, tmp_path)
        assert len(theirs) == pytest.approx(len(ours), rel=0.05 if name in PARTED else 0.0), name
        if name in WHOLE:
            for at, (their, our) in enumerate(zip(plain(theirs), plain(ours), strict=True), 1):
                assert (their - our, our - their) == (Counter(), Counter()), (name, at)
