"""Reads what an answer brought, by its content and not by its name: of a web page the text that a
visitor reads, without menus; scripts are never run."""

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import urlsplit

from ita_desktop.domain.errors import ItaError
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.exchange.blocks import Heading, Paragraph, SourceBlocks, Table
from ita_desktop.exchange.files.delimited import decode
from ita_desktop.exchange.files.formats import FileFormat, format_of, is_package
from ita_desktop.exchange.files.html_page import LongPageError, tree_of
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


_LEFT_OUT: Final = frozenset(
    ("head", "script", "style", "template", "noscript", "svg", "math", "select", "dialog")
)
_AROUND: Final = frozenset(("nav", "footer", "aside"))
_AROUND_ROLES: Final = frozenset(
    ("navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "dialog")
)
_AROUND_WORDS: Final = frozenset(
    (
        *("nav", "navbar", "navigation", "menu", "mainmenu", "submenu", "topmenu", "sidebar"),
        *("footer", "breadcrumb", "breadcrumbs", "topbar", "cookie", "cookies", "offcanvas"),
        *("copyright", "sidemenu", "pagination", "share", "social", "counter"),
    )
)
_HEADS: Final = lazy_re(r"(?:(?:site|main|top|global|web)[-_]?)?header|masthead|banner|logo")
_INNER: Final = ".//main | .//article | .//*[@role='main']"
_TITLES: Final = ".//h1 | .//h2"
_ALL_TITLES: Final = "//h1 | //h2"
_BLOCKS: Final = frozenset(
    (
        *("address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figure"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main"),
        *("ol", "option", "p", "pre", "section", "table", "td", "th", "tr", "ul", "nav", "aside"),
        *("button", "label", "figcaption", "center"),
    )
)
_FRAMES: Final = frozenset(("iframe", "frame", "embed", "object", "video", "audio", "canvas"))
_SHELLS: Final = frozenset(("root", "app", "__next", "__nuxt", "main-app", "q-app", "app-root"))
_CHARSET: Final = lazy_re(rb"""charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_HEADERS: Final = lazy_re(r"charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_FILES: Final = frozenset(
    (
        *(".pdf", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".csv", ".json"),
        *(".xml", ".zip", ".rar", ".7z", ".ppt", ".pptx", ".txt", ".jpg", ".jpeg", ".png"),
    )
)
_DOWNLOADS: Final = lazy_re(
    r"download|dl\.php|getfile|attach|/file|viewer|drive\.google|docs\.google|onedrive|1drv"
    r"|sharepoint|dropbox|wp-content/uploads",
    re.IGNORECASE,
)
_THAI: Final = lazy_re(r"[ก-๙]")
_FAULTS: Final = 10
"""Thai letters of UTF-8 for each byte that is none: a program has cut some text amid a letter. Of
Thai in one byte a letter, hardly any is UTF-8."""
_TINY: Final = 64
_NAMED: Final = 12
"""Letters of a link's name that says something."""
_SHELL: Final = 200
"""Letters of a page that a script fills."""
_HEADINGS: Final = 1000
"""Most letters of all headings."""
_NAME: Final = 2000
"""Most letters of a link's name that are looked at."""
_PIECES: Final = 1000
"""Most pieces of such a text."""
_SECONDS: Final = 6.0
"""How long one page is read."""
_ENCODINGS: Final = lazy_re(
    r"(?:utf|us|ascii|latin|iso|windows|cp|mac|big5|gb|euc|shift|koi)[\w-]*", re.IGNORECASE
)
"""Names of encodings of letters; some others that Python knows take without end."""
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


def read_page(data: bytes, content_type: str) -> Content:
    """Return the content of a page. Nothing it refers to is fetched."""
    try:
        root = parsed(page_text(data, content_type))
        return _Page(root).content() if root is not None else Content(ContentKind.HTML)
    except LongPageError:
        return Content(ContentKind.HTML, hindrance=Hindrance.LONG)


def parsed(text: str) -> Any:
    """Return the root element of a page; None if there is none. Raises LongPageError."""
    from lxml import etree

    try:
        return tree_of(text)
    except etree.LxmlError:
        return None


def page_text(data: bytes, content_type: str) -> str:
    """Return the letters of a page: by its byte order, its own words, or as Thai or UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    stated = _HEADERS.search(content_type)
    inside = _CHARSET.search(data[:4096])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("utf-8-sig", "replace")
    if len(_THAI.findall(text)) > _FAULTS * text.count("\ufffd"):
        return text
    names = [stated[1]] if stated else []
    names += [inside[1].decode("ascii", "replace")] if inside else []
    for name in names:
        thai = "874" in name or "620" in name or "8859-11" in name
        if not thai and not _ENCODINGS.fullmatch(name):
            continue
        try:
            return data.decode("cp874" if thai else name, "replace")
        except LookupError:
            continue
    return data.decode("cp874", "replace")


class _Page:
    """Walks through a page once, without recursion: hostile ones are deep."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._main: list[str] = []
        self._all: list[str] = []
        self._headings: list[str] = []
        self._left = _HEADINGS
        """Letters of further headings."""
        self._things = 0
        self._files: set[str] = set()
        self._password = False
        self._form_letters = 0
        self._forms: set[Any] = set()

    def content(self) -> Content:
        """Return what was found."""
        for element in self._elements():
            self._note(element)
        text = _line(self._main)
        all_text = _line(self._all)
        return Content(
            ContentKind.HTML,
            text=text,
            title=_line([self._root.findtext(".//title") or ""])[:300],
            headings=_line(self._headings)[:_HEADINGS],
            all_text=all_text,
            hindrance=self._hindrance(text),
            things=self._things,
            files=frozenset(self._files),
            password=self._password,
            letters_outside_form=max(0, len(text) - self._form_letters),
        )

    def _hindrance(self, text: str) -> Hindrance:
        if is_garbled(text):
            return Hindrance.GARBLED
        shell = not self._password and len(text) < _SHELL and self._is_shell()
        return Hindrance.SCRIPTS if shell else Hindrance.NONE

    def _elements(self) -> Iterator[Any]:
        """Yield the elements of the text, and collect all texts on the way."""
        # Each entry: an element to enter, or a text to take; and whether it is around the text.
        waiting: list[tuple[Any, bool]] = [(self._root, False)]
        until = time.monotonic() + _SECONDS
        while waiting:
            if time.monotonic() > until:
                raise LongPageError
            thing, around = waiting.pop()
            if isinstance(thing, str):
                self._take(thing, around=around)
                continue
            if not isinstance(thing.tag, str) or thing.tag in _LEFT_OUT:
                continue
            around = around or is_around(thing)
            if thing.tag in _BLOCKS:
                self._take("\n", around=around)
                waiting.append(("\n", around))
            if not around:
                yield thing
            for child in reversed(thing):
                if child.tail:
                    waiting.append((child.tail, around))
                waiting.append((child, around))
            if thing.text:
                self._take(thing.text, around=around)

    def _take(self, text: str, *, around: bool) -> None:
        self._all.append(text)
        if not around:
            self._main.append(text)

    def _note(self, element: Any) -> None:
        tag = element.tag
        if tag in {"h1", "h2"}:
            self._note_heading(element)
        elif tag in _FRAMES:
            self._things += 1
            self._note_file(element.get("src") or element.get("data") or "")
        elif tag == "img":
            self._things += _size(element) > _TINY
        elif tag == "a":
            named = len(_text_in(element, _NAME).strip()) >= _NAMED
            is_file = self._note_file(element.get("href") or "")
            self._things += named or is_file
        elif tag == "input" and (element.get("type") or "").lower() == "password":
            form = next(element.iterancestors("form"), None)
            if form is not None and form not in self._forms:
                self._forms.add(form)
                self._form_letters += len(" ".join("".join(form.itertext()).split()))
            self._password = True

    def _note_heading(self, element: Any) -> None:
        if self._left > 0:
            heading = _text_in(element, self._left)
            self._left -= len(heading)
            self._headings.append(f"{heading}\n")

    def _note_file(self, address: str) -> bool:
        try:
            suffix = PurePosixPath(urlsplit(address).path).suffix.lower()
        except ValueError:
            return False
        if suffix in _FILES:
            self._files.add(suffix)
            return True
        if _DOWNLOADS.search(address):
            self._files.add("?")
            return True
        return False

    def _is_shell(self) -> bool:
        if self._root.find(".//script") is None:
            return False
        ids = {(element.get("id") or "").lower() for element in self._root.iter("div", "app-root")}
        return (
            bool(ids & _SHELLS)
            or self._root.find(".//app-root") is not None
            or any(
                "javascript" in "".join(element.itertext()).lower()
                for element in self._root.iter("noscript")
            )
        )


def is_around(element: Any) -> bool:
    """Return whether an element is a menu, head or foot around the text of a page."""
    tag = element.tag
    if tag in {"html", "body", "main", "article"}:
        return False
    if tag in _AROUND or (element.get("role") or "").lower() in _AROUND_ROLES:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    words = set(re.split(r"[^a-z]+", names))
    head = tag == "header" or any(map(_HEADS.fullmatch, names.split()))
    if head and next(element.iterancestors("main", "article"), None) is not None:
        return False
    if not head and not words & _AROUND_WORDS:
        return False
    if element.xpath(_INNER) or _has_table(element):
        return False
    # A head may be all that has a heading; then it is that of the text.
    own = len(element.xpath(_TITLES))
    return own == 0 or (head and own < len(element.getroottree().xpath(_ALL_TITLES)))


def _has_table(element: Any) -> bool:
    table = element.find(".//table")
    return table is not None and len(table.findall(".//tr")) > 1


def _size(picture: Any) -> int:
    """Return the smaller side of a picture as the page says it; a large number if it does not."""
    sides = [picture.get(name) or "" for name in ("width", "height")]
    known = [int(side) for side in sides if side.isdecimal() and len(side) < 6]
    return min(known, default=_TINY + 1)


def _text_in(element: Any, most: int) -> str:
    """Return the beginning of an element's text: one may hold most of the page, and another one
    that does so, too."""
    pieces, left = list[str](), most
    for piece in islice(element.itertext(), _PIECES):
        pieces.append(piece[:left])
        left -= len(piece)
        if left <= 0:
            break
    return "".join(pieces)


def _line(pieces: list[str]) -> str:
    return plain_text("".join(pieces))


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
