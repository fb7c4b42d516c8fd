"""Reads what an answer brought, by its content and not by its name."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from ita_desktop.domain.errors import ItaError
from ita_desktop.exchange.blocks import Heading, Paragraph, SourceBlocks, Table
from ita_desktop.exchange.files.delimited import decode
from ita_desktop.exchange.files.formats import FileFormat, format_of, is_package
from ita_desktop.exchange.files.pdf.process import LockedPdfError, LongPdfError, read_pages
from ita_desktop.exchange.files.reading import content_in
from ita_desktop.exchange.sheets import DataSheet, WorkProgress
from ita_desktop.web.link import (
    MOST_TEXT,
    Content,
    ContentKind,
    Hindrance,
    WebAnswer,
    is_garbled,
    plain_text,
)
from ita_desktop.web.pages import read_page

_IMAGES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_ARCHIVES: Final = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_OLE: Final = b"\xd0\xcf\x11\xe0"
_OFFICE: Final = {
    FileFormat.EXCEL: ContentKind.EXCEL,
    FileFormat.OLD_EXCEL: ContentKind.EXCEL,
    FileFormat.WORD: ContentKind.WORD,
}
_LEAST: Final = 20
"""Letters below which a text is no text."""
_SPREADSHEET: Final = b"application/vnd.oasis.opendocument.spreadsheet"


def read(answer: WebAnswer) -> Content:
    """Return the content of an answer; it never raises."""
    data = answer.body
    if not data.strip():
        return Content(ContentKind.NOTHING)
    kind = kind_of(data, answer.media_type)
    if answer.is_cut and kind is not ContentKind.HTML:
        return Content(kind, hindrance=Hindrance.LONG)
    try:
        return _READERS.get(kind, _unread)(data, answer)
    except Exception:  # noqa: BLE001 - broken files end in whatever their reader runs into
        return Content(kind, hindrance=Hindrance.BROKEN)


def kind_of(data: bytes, media_type: str) -> ContentKind:
    """Return what a file is."""
    start = data[:1024].lstrip()
    is_bitmap = data.startswith(b"BM") and data[6:10] == bytes(4)
    if is_bitmap or data.startswith(_IMAGES) or start.startswith(b"<svg") or data[8:12] == b"WEBP":
        return ContentKind.IMAGE
    if data.startswith(_ARCHIVES):
        return ContentKind.ARCHIVE
    if b"%PDF-" in start:
        return ContentKind.PDF
    if is_package(data):
        return _packed(data)
    if data.startswith(_OLE):
        return _old_office(data)
    return _of_text(data, media_type)


def media_type_of(answer: WebAnswer, kind: ContentKind) -> str:
    """Return the media type of a file by its content, where that says it; else what the server
    says."""
    known = _MEDIA_TYPES.get(kind, ())
    if not known or answer.media_type in known:
        return answer.media_type
    is_open = b"opendocument" in answer.body[:200]
    at = 1 if answer.body.startswith(_OLE) else 2 if is_open else 0
    return known[min(at, len(known) - 1)]


_OFFICE_TYPE: Final = "application/vnd.openxmlformats-officedocument."
_OPEN_TYPE: Final = "application/vnd.oasis.opendocument."
_MEDIA_TYPES: Mapping[ContentKind, tuple[str, ...]] = {
    ContentKind.HTML: ("text/html", "application/xhtml+xml"),
    ContentKind.PDF: ("application/pdf",),
    ContentKind.JSON: ("application/json",),
    ContentKind.WORD: (
        f"{_OFFICE_TYPE}wordprocessingml.document", "application/msword", f"{_OPEN_TYPE}text",
    ),
    ContentKind.EXCEL: (
        f"{_OFFICE_TYPE}spreadsheetml.sheet", "application/vnd.ms-excel",
        f"{_OPEN_TYPE}spreadsheet",
    ),
}  # fmt: skip
"""Of the new format, the old one, and the open one."""


def _packed(data: bytes) -> ContentKind:
    try:
        found = format_of(data, "")
    except ItaError:
        return ContentKind.OTHER if b"ppt/" in data else ContentKind.ARCHIVE
    if found is FileFormat.OPEN_DOCUMENT:
        return ContentKind.EXCEL if _SPREADSHEET in data[:200] else ContentKind.WORD
    return _OFFICE.get(found, ContentKind.OTHER)


def _old_office(data: bytes) -> ContentKind:
    if "WordDocument".encode("utf-16-le") in data:
        return ContentKind.WORD
    names = ("Workbook", "Book", "EncryptedPackage")
    return (
        ContentKind.EXCEL
        if any(name.encode("utf-16-le") in data for name in names)
        else ContentKind.OTHER
    )


def _of_text(data: bytes, media_type: str) -> ContentKind:
    start = data[:4000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    tags = (b"<html", b"<!doctype html", b"<body", b"<head", b"<div", b"<title", b"<meta", b"<p")
    if "html" in media_type or any(tag in start for tag in tags):
        return ContentKind.HTML
    if start.startswith(b"<?xml") or media_type.endswith("xml"):
        return ContentKind.XML
    if b"\x00" in data[:4000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ContentKind.OTHER
    if start.startswith((b"{", b"[")) and _is_json(data):
        return ContentKind.JSON
    if media_type in {"text/csv", "application/csv"}:
        return ContentKind.CSV
    lines = data[:4000].splitlines()[:5]
    commas = [line.count(b",") + line.count(b"\t") for line in lines]
    return ContentKind.CSV if len(lines) > 1 and min(commas) > 0 else ContentKind.TEXT


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _page(data: bytes, answer: WebAnswer) -> Content:
    return read_page(data, answer.headers.get("content-type", ""))


def _pdf(data: bytes, _answer: WebAnswer) -> Content:
    try:
        found = read_pages(data, "", WorkProgress())
    except LockedPdfError:
        return Content(ContentKind.PDF, hindrance=Hindrance.LOCKED)
    except LongPdfError:
        return Content(ContentKind.PDF, hindrance=Hindrance.LONG)
    except ItaError:
        return Content(ContentKind.PDF, hindrance=Hindrance.BROKEN)
    text = plain_text("\n".join(page.report for page in found.pages))
    pictures = sum(bool(page.images) for page in found.pages)
    hindrance = Hindrance.NONE
    if len(text) < _LEAST * max(1, len(found.pages) // 4):
        hindrance = Hindrance.SCAN if pictures or found.pictures_left else hindrance
    elif is_garbled(text):
        hindrance = Hindrance.GARBLED
    first = next((line for line in text.split("\n") if line.strip()), "")
    return Content(
        ContentKind.PDF,
        text=text,
        all_text=text,
        headings=first[:200],
        hindrance=hindrance,
        things=pictures,
    )


def _office(data: bytes, answer: WebAnswer) -> Content:
    kind = kind_of(data, answer.media_type)
    if data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        return Content(kind, hindrance=Hindrance.LOCKED)
    if kind is ContentKind.WORD and data.startswith(_OLE):  # the old format of Word is not read
        return Content(kind, hindrance=Hindrance.UNKNOWN)
    try:
        blocks = content_in(data, "", WorkProgress())
    except ItaError as error:
        return _unreadable(kind, error)
    text = plain_text("\n".join(_lines(blocks)))
    first = next(iter(text.split("\n")), "")
    return Content(kind, text=text, all_text=text, headings=first[:200], things=len(blocks.blocks))


def _unreadable(kind: ContentKind, error: ItaError) -> Content:
    """Return the content of a file that its reader has refused: the words say why."""
    words = str(error)
    if "ว่าง" in words:
        return Content(kind)
    long = "ใหญ่" in words or "มากกว่า" in words
    return Content(kind, hindrance=Hindrance.LONG if long else Hindrance.BROKEN)


def _lines(blocks: SourceBlocks) -> list[str]:
    lines: list[str] = []
    for block in blocks.blocks:
        if isinstance(block, Heading | Paragraph):
            lines.append(block.line)
        elif isinstance(block, Table):
            lines += _rows(block.sheet)
    return lines


def _rows(sheet: DataSheet) -> list[str]:
    rows = [sheet.name]
    for row in sheet.rows:
        cells = [value.isoformat() if isinstance(value, date) else value for value in row.values]
        rows.append(" ".join(cell for cell in cells if isinstance(cell, str) and cell))
    return rows


def _plain(data: bytes, answer: WebAnswer) -> Content:
    kind = kind_of(data, answer.media_type)
    if kind is ContentKind.JSON:
        words = "\n".join(_strings(json.loads(data)))
    else:
        words = decode(data, "")[: 2 * MOST_TEXT]
    if kind is ContentKind.XML:
        words = re.sub(r"<[^<>]{1,2000}>", " ", words)
    text = plain_text(words)
    return Content(kind, text=text, all_text=text)


def _strings(value: object) -> list[str]:
    """Return the names and texts of JSON, not by recursion: it may be deep."""
    found: list[str] = []
    waiting = [value]
    while waiting and len(found) < MOST_TEXT:
        one = waiting.pop()
        if isinstance(one, dict):
            found += map(str, one)
            waiting += reversed(one.values())
        elif isinstance(one, list):
            waiting += reversed(one)
        elif one is not None:
            found.append(str(one))
    return found


def _unread(data: bytes, answer: WebAnswer) -> Content:
    return Content(kind_of(data, answer.media_type), hindrance=Hindrance.UNKNOWN)


_READERS: Mapping[ContentKind, Callable[[bytes, WebAnswer], Content]] = {
    ContentKind.HTML: _page,
    ContentKind.PDF: _pdf,
    ContentKind.WORD: _office,
    ContentKind.EXCEL: _office,
    ContentKind.CSV: _plain,
    ContentKind.JSON: _plain,
    ContentKind.XML: _plain,
    ContentKind.TEXT: _plain,
}
