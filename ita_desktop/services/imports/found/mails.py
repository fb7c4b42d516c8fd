"""Reads mails: their attached files as if these were given, and tables in their texts."""

import codecs
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, NamedTuple

from ita_desktop.domain.errors import InputError
from ita_desktop.exchange.files.assembling import text_blocks, text_sheet
from ita_desktop.exchange.files.formats import MAILS, NAMED, REPORTS, TABLES
from ita_desktop.exchange.files.limits import MAX_FILE, MEBIBYTE
from ita_desktop.exchange.files.reading import content_in
from ita_desktop.exchange.kinds.oit import EVIDENCE
from ita_desktop.exchange.sheets import CancelledError, DataSheet, WorkProgress
from ita_desktop.exchange.source import ImportSource, read_content
from ita_desktop.services.imports.found.find import find_parts

if TYPE_CHECKING:
    from email.message import EmailMessage

_MOST: Final = 50
"""Number of files, and of texts, that are read of one mail."""
_DEEPEST: Final = 3
"""Number of mails within one another."""
_LONGEST_NAME: Final = 120
_READ: Final = frozenset((*TABLES, *REPORTS, *NAMED))
_OUTLOOK: Final = "winmail.dat"
"""What Outlook makes of all attached files for a program that it takes for itself."""
_THAI: Final = frozenset(("windows_874", "x_windows_874"))
"""Names that mails give to an encoding of Thai which Python knows as cp874."""
_SHORT_NAME, _CONTENT_ID, _HTML = 0x3704, 0x3712, 0x1013
"""Properties of Outlook's mails that have no name in the library."""
_STREAM: Final = 2
"""What an entry of an OLE file is that has a content."""
_LEAST_ROWS: Final = 2
_LEAST_CELLS: Final = 2


class MailFile(NamedTuple):
    """A file in a mail; without a content one that cannot be taken out."""

    name: str
    data: bytes


class MailText(NamedTuple):
    """A text of a mail."""

    text: str
    is_html: bool


@dataclass(frozen=True, slots=True)
class ReadMail:
    """What was read of a mail, and what was not; without sources, first why nothing was."""

    sources: tuple[ImportSource, ...]
    left: tuple[InputError, ...]


def read_mail(data: bytes, name: str, work_progress: WorkProgress) -> ReadMail:
    """Read a mail called ``name`` (.eml or .msg). Raises InputError for one that cannot be read."""
    sources, left = list[ImportSource](), list[InputError]()
    _read(data, name, work_progress, sources, left, _DEEPEST)
    if not sources and len(left) != 1:
        nothing = InputError(
            "อีเมลนี้ไม่มีไฟล์แนบหรือตารางที่อ่านได้",
            where=name,
            remedy="ขอไฟล์จากหน่วยใหม่ หรือบันทึกไฟล์แนบเอง",
        )
        left.insert(0, nothing)
    return ReadMail(tuple(sources), tuple(left))


def _read(
    data: bytes,
    name: str,
    work_progress: WorkProgress,
    sources: list[ImportSource],
    left: list[InputError],
    depth: int,
) -> None:
    try:
        parts = list(_parts_of(data))
    except Exception as error:  # broken mails raise arbitrary exceptions
        raise InputError(
            "อ่านอีเมลนี้ไม่ได้ ไฟล์อาจเสียหรือไม่ครบ",
            where=name,
            remedy="บันทึกไฟล์แนบจากโปรแกรมอีเมล แล้วรับไฟล์นั้น",
        ) from error
    files = [part for part in parts if isinstance(part, MailFile)]
    for number, file in enumerate(files):
        where = f"{name}: {file.name}"
        try:
            if refusal := _refusal(file, number, where):
                raise refusal
            if PurePath(file.name).suffix.lower() not in MAILS:
                source = read_content(file.data, file.name, "", work_progress)
                sources.append(source)
            elif depth > 1:
                _read(file.data, file.name, work_progress, sources, left, depth - 1)
        except CancelledError:
            raise
        except InputError as error:
            if not error.where.startswith(name):
                error.where = f"{name}: {error.where or file.name}"
            left.append(error)
    texts = [part for part in parts if isinstance(part, MailText)][:_MOST]
    tables = _tables_in(texts, name, work_progress, alone=not sources, left=left)
    # What a mail says beside its files is no data, and is told as what is left.
    sources += tables or (_words_in(texts, name, work_progress) if sources else ())


def _refusal(file: MailFile, number: int, where: str) -> InputError | None:
    """Return why an attached file is not read."""
    suffix = PurePath(file.name).suffix.lower()
    if not file.data:
        return InputError(
            "ไฟล์แนบนี้ว่าง หรือเป็นอีเมลหรือลิงก์ที่อ่านจากที่นี่ไม่ได้",
            where=where,
            remedy="เปิดในโปรแกรมอีเมล บันทึกเป็นไฟล์ แล้วนำเข้าใหม่",
        )
    if len(file.data) > MAX_FILE or number >= _MOST:
        return InputError(
            "ไฟล์แนบใหญ่หรือมากเกินไป ({size} MB)",
            where=where,
            remedy="บันทึกไฟล์แนบแล้วรับทีละไฟล์",
            size=len(file.data) // MEBIBYTE,
        )
    if file.name.lower() == _OUTLOOK:
        return InputError(
            "ไฟล์แนบนี้อ่านได้เฉพาะใน Outlook",
            where=where,
            remedy="ขอให้ผู้ส่งส่งใหม่เป็นข้อความแบบ HTML",
        )
    if suffix not in _READ and suffix not in MAILS:
        return InputError("ไฟล์แนบนี้ไม่ใช่ชนิดที่อ่านได้", where=where, remedy="เก็บไว้เอง ถ้าต้องใช้")
    return None


def _tables_in(
    texts: Sequence[MailText],
    name: str,
    work_progress: WorkProgress,
    *,
    alone: bool,
    left: list[InputError],
) -> list[ImportSource]:
    """Return the texts with tables, as if these were pasted: those that hold a known list, or,
    where nothing is attached (``alone``), any. A mail says the same in HTML and plainly."""
    for is_html in (True, False):
        found = [
            source
            for text in texts
            if text.is_html is is_html and (source := _source_of(text, name, work_progress))
        ]
        if not found:
            continue
        known = [source for source in found if any(part.kind for part in find_parts([source]))]
        if known or alone:
            return known or found
        left.append(
            InputError(
                "ตารางในข้อความของอีเมลไม่ใช่รายการที่รู้จัก",
                where=name,
                remedy="ถ้าต้องใช้ คัดลอกตารางนั้นแล้ววางในหน้าของรายการ",
            )
        )
        break
    return []


def _words_in(
    texts: Sequence[MailText], name: str, work_progress: WorkProgress
) -> Iterator[ImportSource]:
    """Yield what a mail says as lines, once where it says it in HTML and plainly."""
    for text in sorted(texts, key=lambda each: each.is_html):
        with suppress(InputError):
            said = (
                content_in(_as_page(text), name, work_progress)
                if text.is_html
                else text_blocks(text.text)
            )
            if any(said.lines):
                sheets, blocks = (text_sheet(said, name),), said.blocks
                yield ImportSource(name, sheets, blocks=blocks, given=blocks)
                return


def _as_page(text: MailText) -> bytes:
    """Return a text as a file: a page is known by how it begins, and a mail's may be but a piece of
    one."""
    begins = "<!doctype html>" if text.is_html else ""
    return f"\ufeff{begins}{text.text}".encode("utf-8", "replace")


def _source_of(text: MailText, name: str, work_progress: WorkProgress) -> ImportSource | None:
    """Return a text as a source; None if it has neither a table nor links of items."""
    try:
        source = read_content(_as_page(text), name, "", work_progress)
    except InputError:
        return None  # it is no table
    # A card below a signature is laid out as a table, too.
    cards = {sheet.name for sheet in source.sheets if not _is_table(sheet)}
    if len(cards) == len({sheet.name for sheet in source.sheets}):
        has_links = any(part.kind == EVIDENCE.name for part in find_parts([source]))
        return source if has_links else None
    return source.without(cards)


def _is_table(sheet: DataSheet) -> bool:
    filled = (sum(value not in (None, "") for value in row.values) for row in sheet.rows)
    return sum(count >= _LEAST_CELLS for count in filled) >= _LEAST_ROWS


def _parts_of(data: bytes) -> Iterator[MailFile | MailText]:
    return _of_msg(data) if data.startswith(b"\xd0\xcf\x11\xe0") else _of_eml(data)


def _of_eml(data: bytes) -> Iterator[MailFile | MailText]:
    from email import message_from_bytes
    from email.policy import default

    parts = list(message_from_bytes(data, policy=default).walk())
    pages = b"".join(_content(part) for part in parts if part.get_content_type() == "text/html")
    for part in parts:
        name, content, kind = part.get_filename(), _content(part), part.get_content_type()
        if name:
            shown = str(part.get("content-id", "")).strip("<> ")
            if not (kind.startswith("image/") and _is_in(shown, pages)):
                yield MailFile(_base(name), content)
        elif kind in {"text/html", "text/plain"}:
            yield MailText(
                _decoded(content, part.get_content_charset() or "utf-8"), kind == "text/html"
            )


def _content(part: "EmailMessage") -> bytes:
    """Return the content of a part of a mail; empty for one that holds others."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _is_in(shown: str, page: bytes) -> bool:
    """Return whether a picture is part of a text, such as the emblem below a signature."""
    return bool(shown) and f"cid:{shown}".encode() in page


def _decoded(content: bytes, charset: str) -> str:
    for encoding in (charset, "utf-8", "cp874"):
        try:
            return content.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("utf-8", "replace")


def _of_msg(data: bytes) -> Iterator[MailFile | MailText]:
    from oxmsg import Message
    from xlrd.compdoc import CompDoc

    # All contents are loaded at once, and those of a hostile file can claim the same bytes again
    # and again.
    entries = CompDoc(data, logfile=io.StringIO()).dirlist
    if sum(abs(entry.tot_size) for entry in entries if entry.etype == _STREAM) > MAX_FILE:
        raise ValueError("a mail that is larger inside")
    mail = Message.load(io.BytesIO(data))
    page = mail.properties.binary_prop_value(_HTML) or (mail.html_body or "").encode()
    for attachment in mail.attachments:
        known = attachment.properties
        if not _is_in(known.str_prop_value(_CONTENT_ID) or "", page):
            name = attachment.file_name or known.str_prop_value(_SHORT_NAME) or ""
            content = attachment.file_bytes if attachment.attached_by_value else None
            yield MailFile(_base(name), content or b"")
    if page:
        yield MailText(_decoded(page, mail.properties.body_encoding), is_html=True)
    if mail.body:
        yield MailText(mail.body, is_html=False)


def _thai(name: str) -> codecs.CodecInfo | None:
    return codecs.lookup("cp874") if name in _THAI else None


codecs.register(_thai)


def _base(name: str) -> str:
    """Return the name of a file without folders and line breaks."""
    plain = " ".join(name.replace("\\", "/").rpartition("/")[2].split())
    return plain[-_LONGEST_NAME:]
