"""Reads a file's bytes, and converts them to tables with the text around them; the texts are made
what they were written as: their letters are mended, and what is struck through is left out. Both
are reported."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import BinaryIO, Final

from ita_desktop.domain.errors import NO_NAME, InputError, ItaError, reason_of
from ita_desktop.exchange.blocks import Block, Heading, Paragraph, Picture, SourceBlocks, Table
from ita_desktop.exchange.cells.row import shortened, without_struck
from ita_desktop.exchange.files.assembling import of_sheets
from ita_desktop.exchange.files.delimited import decode, read_delimited
from ita_desktop.exchange.files.excel.xlsx import read_xlsx
from ita_desktop.exchange.files.formats import MAX_FILE, MEBIBYTE, FileFormat, broken, format_of
from ita_desktop.exchange.remarks import Remark, UnreadPart, UnreadText
from ita_desktop.exchange.sheets import (
    DataSheet,
    LinkedText,
    Origin,
    SheetRow,
    Value,
    WorkProgress,
    linked,
)
from ita_desktop.paths import open_given
from ita_desktop.typography.thai_letters import UNREADABLE, is_torn, is_usual, mended

_MENDED: Final = "ซ่อมตัวอักษรไทยที่เพี้ยน {count} แห่ง เช่น “{text}”"
_CHECK: Final = "ถ้าคำใดไม่ถูก แก้ในไฟล์แล้วนำเข้าใหม่"
_UNREADABLE: Final = "มีตัวอักษรที่ไม่มีแบบอักษรใดแสดงได้ {count} แห่ง เช่น “{text}”"
_TYPE: Final = "พิมพ์คำนั้นใหม่ในไฟล์ แล้วนำเข้าใหม่ หรือแก้หลังนำเข้า"
_STRUCK: Final = "ไม่ได้อ่านข้อความที่ขีดฆ่าไว้ “{text}”"
_UNSTRIKE: Final = "ถ้ายังใช้อยู่ เลิกขีดฆ่าในโปรแกรมเดิม แล้วนำเข้าใหม่"
_EXAMPLES: Final = 3
_MOST: Final = 30
"""Number of examples of what was mended, and of letters of each."""


def mended_document(document: SourceBlocks) -> SourceBlocks:
    """Return a document as it was written, with what is to be reported."""
    mender = _Mender(_texts(document.blocks))
    blocks = tuple(block for each in document.blocks if (block := mender.block(each)) is not None)
    return replace(document, blocks=blocks, remarks=(*document.remarks, *mender.remarks()))


def mended_sheets(sheets: Iterable[DataSheet]) -> tuple[tuple[DataSheet, ...], tuple[Remark, ...]]:
    """Return sheets as they were written, and what is to be reported."""
    document = mended_document(SourceBlocks(tuple(map(Table, sheets))))
    return document.sheets, document.remarks


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Table(sheet=sheet):
                for row in sheet.rows:
                    yield from (value for value in row.values if isinstance(value, str))
            case Picture(caption=text, below=below):
                yield from (text, below)
            case Heading(text=text, label=label):
                yield from (text, label)
            case Paragraph(runs=runs, label=label):
                yield from (*(run.text for run in runs), label)


class _Mender:
    """Mends the texts of a source, and notes what was mended."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._unusual = {text for text in texts if not is_usual(text)}
        self._torn = any(map(is_torn, self._unusual))
        self._mended: list[str] = []
        self._unreadable: list[tuple[Origin | None, str]] = []
        self._struck: dict[Origin | None, list[str]] = {}

    def remarks(self) -> Iterator[Remark]:
        """Yield what to report."""
        if self._mended:
            examples = " · ".join(list(dict.fromkeys(self._mended))[:_EXAMPLES])
            fields = {"count": len(self._mended), "text": examples}
            yield Remark(None, _MENDED, _CHECK, fields)
        if self._unreadable:
            origin, text = self._unreadable[0]
            fields = {"count": len(self._unreadable), "text": shortened(text)}
            yield Remark(origin, _UNREADABLE, _TYPE, fields)
        for origin, texts in self._struck.items():
            text = " · ".join(texts)
            yield UnreadText(
                origin,
                _STRUCK,
                _UNSTRIKE,
                {"text": text},
                texts=(UnreadPart(text, origin),),
                is_struck=True,
            )

    def block(self, block: Block) -> Block | None:
        """Return a block; None if all of it is struck through."""
        if isinstance(block, Table):
            found = (self._row(block.sheet.name, row) for row in block.sheet.rows)
            rows = tuple(row for row in found if any(value != "" for value in row.values))
            return replace(block, sheet=replace(block.sheet, rows=rows)) if rows else None
        if isinstance(block, Picture):
            texts = self._text(block.caption), self._text(block.below)
            return replace(block, caption=texts[0], below=texts[1])
        text, label = block.text, self._text(block.label)
        if isinstance(block, Heading):
            mended_block: Heading | Paragraph = replace(block, text=self._text(text), label=label)
        else:
            runs = (replace(run, text=self._text(run.text)) for run in block.runs)
            mended_block = replace(block, runs=tuple(run for run in runs if run.text), label=label)
        return mended_block if mended_block.text or not text else None

    def _row(self, sheet: str, row: SheetRow) -> SheetRow:
        if not self._torn and self._unusual.isdisjoint(row.values):
            return row
        origin = Origin(sheet, row.number)
        values = tuple(
            self._value(value, origin, again=row.number < 1 or at in row.merged)
            for at, value in enumerate(row.values)
        )
        return replace(row, values=values)

    def _value(self, value: Value, origin: Origin, *, again: bool) -> Value:
        if not isinstance(value, str) or self._is_right(value):
            return value
        links = value.links if isinstance(value, LinkedText) else {}
        kept = ((address, without_struck(words)) for address, words in links.items())
        found = self._text(value, origin, again=again)
        return linked(found, ((address, words) for address, (words, left) in kept if not left))

    def _is_right(self, text: str) -> bool:
        return not (self._torn or text in self._unusual)

    def _text(self, text: str, origin: Origin | None = None, *, again: bool = False) -> str:
        """Return a text as it was written; nothing is noted of one that is told ``again``."""
        if self._is_right(text):
            return text
        whole, left = without_struck(text)
        right = mended(whole, torn=self._torn)
        if again:
            return right
        if left:
            self._struck.setdefault(origin, []).append(left)
        if right != whole:
            self._mended.append(_part(whole, right))
        if UNREADABLE.search(right):
            self._unreadable.append((origin, right))
        return right


def _part(before: str, after: str) -> str:
    """Return what of a text was mended first, to its next words."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False))
    at = len(list(same))
    return shortened(after[after.rfind(" ", 0, at) + 1 :], _MOST)


def file_content(path: Path) -> bytes:
    """Return the bytes of a file to import. Raises InputError if it is missing, not readable, or
    larger than any list of an office."""
    try:
        with open_given(path) as file:
            size = os.fstat(file.fileno()).st_size
            data = b"" if size > MAX_FILE else _content(file)
    except FileNotFoundError:
        raise InputError("ไม่พบไฟล์นี้", where=str(path), remedy="ตรวจชื่อและโฟลเดอร์") from None
    except IsADirectoryError:
        raise InputError("นี่คือโฟลเดอร์ ไม่ใช่ไฟล์", where=str(path), remedy="เลือกไฟล์ในโฟลเดอร์") from None
    except (OSError, ValueError) as error:
        raise InputError(
            "อ่านไฟล์ไม่ได้ ({reason})",
            where=str(path),
            remedy="ตรวจสิทธิ์การอ่าน หรือปิดไฟล์ในโปรแกรมอื่นก่อน",
            reason=reason_of(error) if isinstance(error, OSError) else NO_NAME,
        ) from error
    if (size := max(size, len(data))) > MAX_FILE:
        raise InputError(
            "ไฟล์ใหญ่เกินไป ({size} MB)",
            where=path.name,
            remedy="คัดลอกเฉพาะตารางที่ต้องการไปไว้ในไฟล์ใหม่ แล้วนำเข้าใหม่",
            size=size // MEBIBYTE,
        )
    return data


def _content(file: BinaryIO) -> bytes:
    """Read at most a little more than the limit: a device reports size 0 and never ends. In pieces,
    because a large request allocates its memory at once."""
    pieces: list[bytes] = []
    while len(pieces) <= MAX_FILE // MEBIBYTE and (piece := file.read(MEBIBYTE)):
        pieces.append(piece)
    return b"".join(pieces)


def content_in(data: bytes, source: str, work_progress: WorkProgress) -> SourceBlocks:
    """Return the tables, and the text around them, of a file called ``source``, recognised by its
    content. Raises InputError with what is wrong, where, and what to do."""
    if not data.strip():
        raise _empty(source)
    read = _reader(format_of(data, source))
    try:
        blocks = mended_document(read(data, source, work_progress))
    except ItaError:
        raise
    except Exception as error:  # broken files raise arbitrary exceptions
        raise broken(source) from error
    if not blocks.blocks:
        raise _empty(source)
    return blocks


def _read_text(data: bytes, source: str, work_progress: WorkProgress) -> SourceBlocks:
    return of_sheets([read_delimited(decode(data, source), source, work_progress)])


def _reader(form: FileFormat) -> Callable[[bytes, str, WorkProgress], SourceBlocks]:
    """Return what reads files of a format; only its own libraries are loaded."""
    match form:
        case FileFormat.WORD:
            from ita_desktop.exchange.files.word_reader import read_word

            return read_word
        case FileFormat.OPEN_DOCUMENT:
            from ita_desktop.exchange.files.odf_reader import read_odf

            return read_odf
        case FileFormat.HTML:
            from ita_desktop.exchange.files.html_page import read_html

            return read_html
        case FileFormat.OLD_EXCEL:
            from ita_desktop.exchange.files.excel.xls import read_xls

            return read_xls
        case FileFormat.PDF:
            from ita_desktop.exchange.files.pdf.reader import read_pdf

            return read_pdf
    return read_xlsx if form is FileFormat.EXCEL else _read_text


def _empty(source: str) -> InputError:
    return InputError("ไฟล์นี้ว่าง ไม่มีข้อมูล", where=source, remedy="ตรวจว่าเลือกไฟล์ถูก และได้บันทึกแล้ว")
