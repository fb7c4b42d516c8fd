"""What the files of a document say is data or a wording that the office can change, and nothing
else: also what only a back-end writes, beside its pages and cells.

As in ``test_every_sentence`` all data is of another script and each wording says its own name.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import pypdf
import pytest

from ita_desktop.documents.export import drawn
from ita_desktop.documents.kinds import Format, ReportContext
from ita_desktop.documents.registry import kind as kind_of
from ita_desktop.domain.documents import DocumentOption
from ita_desktop.domain.tracking.worksheet import ITEM_COLUMNS, MEASURE_COLUMNS
from tests.documents.readers.lines import (
    pdf_pages,
    sheet_around,
    sheet_lines,
    slide_lines,
    word_lines,
)
from tests.documents.typed.test_every_sentence import CHOSEN, THAI, of_another_script, without_words
from tests.documents.typed.test_every_text import cases, year

READ_AGAIN: Final = frozenset(
    ("ตัวชี้วัด", "ข้อ", *(column.heading for column in (*MEASURE_COLUMNS, *ITEM_COLUMNS)))
)
"""The headings by which imports know the columns of lists and forms."""
BESIDE: Final = re.compile("<dc:(?:title|creator|subject|description)>([^<]*)")


@cache
def foreign_year() -> ReportContext:
    of, _typist = year(1)
    previous = of.previous
    assert previous is not None
    return replace(of, year=of_another_script(of.year), previous=of_another_script(previous))


def properties(content: bytes) -> list[str]:
    """What a Word or Excel file says of itself."""
    with ZipFile(io.BytesIO(content)) as archive:
        return BESIDE.findall(archive.read("docProps/core.xml").decode())


def said(name: str, subject: str, folder: Path) -> Iterator[tuple[Format, str]]:
    kind, of = kind_of(name), replace(foreign_year(), subject=subject)
    for form in kind.formats:
        content = drawn(kind, of, form)
        match form:
            case Format.DOCX:
                lines = [*word_lines(content), *properties(content)]
            case Format.XLSX:
                lines = [*sheet_lines(content), *sheet_around(content), *properties(content)]
                if DocumentOption.PRINTED_SHEET in kind.choices:
                    content = drawn(kind, replace(of, printed_sheet=True), form)
                    lines += [*sheet_lines(content), *sheet_around(content)]
            case Format.PPTX:
                lines = [*slide_lines(content), *properties(content)]
            case Format.PDF:
                lines = [line for page in pdf_pages(content, folder) for line in page]
                reader = pypdf.PdfReader(io.BytesIO(content))
                lines += [str(one) for one in (reader.metadata or {}).values()]
                lines += [str(value.title) for value in flat(reader.outline)]
        yield from ((form, line) for line in lines)


def flat(outline: object) -> Iterator[object]:
    if isinstance(outline, list):
        for one in outline:
            yield from flat(one)
    else:
        yield outline


def chosen(line: str) -> str:
    """A line without what is chosen from a list."""
    for text in CHOSEN:
        line = line.replace(text, "")
    return line


@pytest.mark.in_turn
@pytest.mark.needs_poppler
@pytest.mark.parametrize(("name", "subject"), cases())
def test_a_file_says_nothing_but_data_and_wordings(name: str, subject: str, tmp_path: Path) -> None:
    ours = {
        (form.value, line): None
        for form, line in said(name, subject, tmp_path)
        if THAI.search(without_words(chosen(line))) and line.strip() not in READ_AGAIN
    }
    assert list(ours) == []
