"""Compares a printed paper, as Word or PDF, with what the program makes of the data now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from ita_desktop.documents.export import breaker_of, made
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.registry import kind
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.text import Digits
from ita_desktop.exchange.blocks import SourceBlocks
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.files.formats import FileFormat, format_of
from ita_desktop.exchange.files.pdf.reader import GUESSED_SPACES
from ita_desktop.exchange.files.pdf.tables import CONTINUED_ROW, GUESSED_LINES
from ita_desktop.exchange.files.reader_remarks import captions_in_cell
from ita_desktop.exchange.files.reading import content_in, file_content
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.services.documents.exporting import OF_PAPERS
from ita_desktop.services.documents.paper_subjects import NamedSubject, subjects
from ita_desktop.services.papers import passages
from ita_desktop.services.papers.differences import (
    DifferenceKind,
    PaperDifference,
    PaperPart,
    differences,
)
from ita_desktop.typography.words import WordBreaker

_PAPERS: Final = (FileFormat.WORD, FileFormat.PDF, FileFormat.OPEN_DOCUMENT)
SUFFIXES: Final = (".docx", ".docm", ".odt", ".pdf")
"""Files that papers are read from, for file dialogs."""
_OF_LINES: Final = frozenset(
    (GUESSED_LINES, GUESSED_SPACES, CONTINUED_ROW, captions_in_cell(0).template)
)
"""Remarks on how lines were put together, and on captions, which are no difference here."""
_MOST: Final = 300
"""Number of letters that are quoted of a difference."""
_SENTENCES: Final = {
    DifferenceKind.CHANGED: "ฉบับที่พิมพ์ว่า “{paper}” ข้อมูลขณะนี้ว่า “{ours}”",
    DifferenceKind.MISSING: "ฉบับที่พิมพ์มี “{paper}” ข้อมูลขณะนี้ไม่มี",
    DifferenceKind.ADDED: "ข้อมูลขณะนี้มี “{ours}” ฉบับที่พิมพ์ไม่มี",
    DifferenceKind.MOVED: "“{paper}” ย้ายไปอยู่ที่{now}",
}


@dataclass(frozen=True, slots=True)
class ToldDifference:
    """A difference in words: where on the paper, and what."""

    difference: PaperDifference

    @property
    def place(self) -> str:
        """``ตาราง 2 แถว 5 (O7) ช่อง “ผู้รับผิดชอบ”``, ``หน้า 3 หลัง “…”``; where a text begins,
        ``หน้า 3 ก่อน “…”``."""
        found = self.difference
        if found.part is PaperPart.COLUMN:
            return Phrase("ตาราง {table} คอลัมน์ “{heading}”", table=found.place.table,
                          heading=shortened(found.heading))  # fmt: skip
        place = _place(found.place)
        if found.heading:
            heading = shortened(found.heading)
            return Phrase("{place} ช่อง “{heading}”", place=place, heading=heading)
        if found.column is not None:
            return Phrase("{place} ช่องที่ {column}", place=place, column=found.column + 1)
        if found.before and not found.place.table:
            return Phrase("{place} หลัง “{words}”", place=place, words=shortened(found.before))
        if found.after and not found.place.table:
            return Phrase("{place} ก่อน “{words}”", place=place, words=shortened(found.after))
        return place

    @property
    def sentence(self) -> str:
        """What differs there."""
        found = self.difference
        return Phrase(
            _SENTENCES[found.kind],
            paper=shortened(found.paper, _MOST),
            ours=shortened(found.ours, _MOST),
            now=_place(found.now) if found.now is not None else "",
        )

    def as_json(self) -> dict[str, Any]:
        """Return the difference in the JSON format of the command line."""
        found = self.difference
        place, in_table = found.place, bool(found.place.table)
        return {
            "kind": found.kind.value,
            "part": found.part.value,
            "where": str(self.place),
            "page": place.page or None,
            "table": place.table or None,
            "row": place.row if in_table and found.part is not PaperPart.COLUMN else None,
            "column": None if found.column is None else found.column + 1,
            "heading": found.heading,
            "paper": found.paper,
            "ours": found.ours,
            "message_th": str(self.sentence),
        }


@dataclass(frozen=True, slots=True)
class ComparedPaper:
    """What differs, and what of the paper was not read or not as it is."""

    differences: tuple[ToldDifference, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def summary(self) -> str:
        """How many differences there are, in a sentence."""
        if self.differences:
            return Phrase("ต่างจากฉบับที่พิมพ์ {count} แห่ง", count=len(self.differences))
        if self.remarks:
            return Phrase("เท่าที่อ่านได้ ตรงกับฉบับที่พิมพ์ทุกคำ")
        return Phrase("ตรงกับฉบับที่พิมพ์ทุกคำ")

    @property
    def not_compared(self) -> str:
        """What of the paper was not looked at, in a sentence."""
        return Phrase("ไม่ได้เทียบ: หัวและท้ายกระดาษ เลขหน้า ภาพ คำใต้ภาพ รูปแบบตัวอักษร และเลขไทยหรืออารบิก")


def compare_file(
    context: ReportContext,
    name: str,
    path: Path,
    digits: Digits | None = None,
    work_progress: WorkProgress | None = None,
) -> ComparedPaper:
    """Compare a document with its printed paper in a file. Raises InputError for an unknown
    document, or a file that is no readable Word or PDF, and whatever ``work_progress`` raises."""
    return compare(context, name, file_content(path), path.name, digits, work_progress)


def compare(
    context: ReportContext,
    name: str,
    data: bytes,
    source: str,
    digits: Digits | None = None,
    work_progress: WorkProgress | None = None,
) -> ComparedPaper:
    """Compare a document with its printed paper, the bytes of a file called ``source``, with the
    limits of imports. Raises as :func:`compare_file` does."""
    kind(name)
    read = _read(data, source, work_progress)
    return differing_from_read(read, *of_now(context, name, digits))


def nearest(
    context: ReportContext, name: str, path: Path, digits: Digits | None = None
) -> tuple[NamedSubject | None, ComparedPaper]:
    """Compare a printed paper with that order, meeting or letter of the year from which it differs
    least, and return that one; None if there is no choice. Raises as :func:`compare_file` does."""
    of = kind(name).of
    known = subjects(context.year, of, context.day) if of in OF_PAPERS else ()
    if len(known) < 2:
        return None, compare_file(context, name, path, digits)
    read = _read(file_content(path), path.name)
    compared = (
        differing_from_read(read, *of_now(replace(context, subject=one.key), name, digits))
        for one in known
    )
    return min(zip(known, compared, strict=True), key=lambda pair: len(pair[1].differences))


def _read(data: bytes, source: str, work_progress: WorkProgress | None = None) -> SourceBlocks:
    if data.strip() and format_of(data, source) not in _PAPERS:
        raise InputError(
            "เทียบได้กับไฟล์ Word หรือ PDF เท่านั้น",
            where=source,
            remedy="บันทึกฉบับที่พิมพ์เป็น .docx หรือ .pdf แล้วเทียบใหม่",
        )
    return content_in(data, source, work_progress or WorkProgress())


def differing_from_read(
    read: SourceBlocks,
    ours: Sequence[passages.Passage],
    beside: passages.Beside,
    breaker: WordBreaker,
) -> ComparedPaper:
    """Compare a paper that was read with the passages of ours."""
    remarks = tuple(remark for remark in read.remarks if remark.template not in _OF_LINES)
    return differing(passages.of_read(read, beside), ours, beside, breaker, remarks)


def differing(
    paper: Sequence[passages.Passage],
    ours: Sequence[passages.Passage],
    beside: passages.Beside,
    breaker: WordBreaker,
    remarks: tuple[Remark, ...] = (),
) -> ComparedPaper:
    """Compare the passages of a paper with those of ours."""
    paper, ours = (list(passages.without_pages(side, beside)) for side in (paper, ours))
    found = differences(paper, ours, breaker.pieces)
    return ComparedPaper(tuple(map(ToldDifference, found)), remarks)


def of_now(
    context: ReportContext, name: str, digits: Digits | None
) -> tuple[list[passages.Passage], passages.Beside, WordBreaker]:
    """Return the passages of a document as it is made now, what stands beside them, and what parts
    its words. Raises InputError for an unknown document."""
    document, _own = made(kind(name), context, digits)
    breaker = breaker_of(context.year)
    return *passages.of_document(document, breaker), breaker


def _place(passage: passages.Passage) -> str:
    if passage.table:
        row = Phrase("ตาราง {table} แถว {row}", table=passage.table, row=passage.row)
        first = shortened(passage.cells[0], 20)
        return Phrase("{row} ({first})", row=row, first=first) if first else row
    if passage.page:
        return Phrase("หน้า {page}", page=passage.page)
    return Phrase("ข้อความ")
