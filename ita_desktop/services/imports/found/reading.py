"""Reads files and folders to find what is in them: of mails their attached files, as if these were
given, and tables in their texts."""

import codecs
import io
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final, NamedTuple

from ita_desktop.domain.answers import ImportAnswer
from ita_desktop.domain.errors import InputError, reason_of
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.files import formats
from ita_desktop.exchange.files.assembling import text_blocks, text_sheet
from ita_desktop.exchange.files.reading import content_in, file_content
from ita_desktop.exchange.heading_words import SHIPPED_WORDS
from ita_desktop.exchange.kinds.oit import EVIDENCE
from ita_desktop.exchange.kinds.registry import kind_named
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.kinds.roster import ROSTER, UNTOLD
from ita_desktop.exchange.parsing import parse
from ita_desktop.exchange.report.offices import without_other_rows
from ita_desktop.exchange.report.reading import read_results
from ita_desktop.exchange.sheets import CancelledError, DataSheet, WorkProgress
from ita_desktop.exchange.source import ImportSource, read_content, read_file
from ita_desktop.services.imports.by_hand import answered_again, office_words
from ita_desktop.services.imports.evidence.seen import known_of
from ita_desktop.services.imports.found.find import find_parts
from ita_desktop.services.imports.found.part import Part
from ita_desktop.services.imports.items import with_codes_of_measures
from ita_desktop.services.imports.ledger.entries import put_again

if TYPE_CHECKING:
    from email.message import EmailMessage


_MOST: Final = 50
"""Number of files, and of texts, that are read of one mail."""
_DEEPEST: Final = 3
"""Number of mails within one another."""
_LONGEST_NAME: Final = 120
_READ: Final = frozenset((*formats.TABLES, *formats.REPORTS, *formats.NAMED))
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
        is_msg = data.startswith(b"\xd0\xcf\x11\xe0")
        parts = list(_of_msg(data) if is_msg else _of_eml(data))
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
            if PurePath(file.name).suffix.lower() not in formats.MAILS:
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
    if len(file.data) > formats.MAX_FILE or number >= _MOST:
        return InputError(
            "ไฟล์แนบใหญ่หรือมากเกินไป ({size} MB)",
            where=where,
            remedy="บันทึกไฟล์แนบแล้วรับทีละไฟล์",
            size=len(file.data) // formats.MEBIBYTE,
        )
    if file.name.lower() == _OUTLOOK:
        return InputError(
            "ไฟล์แนบนี้อ่านได้เฉพาะใน Outlook",
            where=where,
            remedy="ขอให้ผู้ส่งส่งใหม่เป็นข้อความแบบ HTML",
        )
    if suffix not in _READ and suffix not in formats.MAILS:
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
    if sum(abs(entry.tot_size) for entry in entries if entry.etype == _STREAM) > formats.MAX_FILE:
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


codecs.register(lambda name: codecs.lookup("cp874") if name in _THAI else None)


def _base(name: str) -> str:
    """Return the name of a file without folders and line breaks."""
    plain = " ".join(name.replace("\\", "/").rpartition("/")[2].split())
    return plain[-_LONGEST_NAME:]


@dataclass(frozen=True)
class ReadFiles:
    """What was read of files and folders, and what was not."""

    sources: tuple[ImportSource, ...]
    """The files that were read."""
    left: tuple[InputError, ...]
    """What was not read, and why."""
    refused: tuple[InputError, ...]
    """Why files that were given by name, rather than found in a folder, were not read."""


@dataclass(frozen=True)
class FoundParts(ReadFiles):
    """What is in files and folders."""

    parts: tuple[Part, ...]


def find_in(
    paths: Sequence[Path],
    year: YearData | None,
    work_progress: WorkProgress | None = None,
    kind: str = "",
    answers: Sequence[ImportAnswer] = (),
) -> FoundParts:
    """Return what is in ``paths``, with the ``kind`` of the page that asks, if so; dates without a
    year, and the office's own headings, are those of ``year``. ``answers`` about columns, which it
    does not remember, are given again. Raises only what ``work_progress`` raises."""
    return found_in(read_in(paths, work_progress), year, work_progress, kind, answers)


def found_in(
    read: ReadFiles,
    year: YearData | None,
    work_progress: WorkProgress | None,
    kind: str = "",
    answers: Sequence[ImportAnswer] = (),
) -> FoundParts:
    """Return what is in files that were read, as :func:`find_in`."""
    inner = WorkProgress(cancelled=work_progress.cancelled) if work_progress else WorkProgress()
    if year is None or not answers:
        parts = parts_in(read.sources, year, inner, kind, of_page=True)
    else:
        told = replace(year, import_answers=(*year.import_answers, *answers))
        parts = tuple(
            replace(part, source=answered_again(part.source, part.kind, year, answers))
            for part in parts_in(read.sources, told, inner, kind, of_page=True)
        )
    return FoundParts(read.sources, read.left, read.refused, parts)


def read_in(paths: Sequence[Path], work_progress: WorkProgress | None = None) -> ReadFiles:
    """Read files and folders. Raises only what ``work_progress`` raises."""
    work_progress = work_progress or WorkProgress()
    inner = WorkProgress(cancelled=work_progress.cancelled)
    gathered = gather(paths)
    named = set(paths)
    sources: list[ImportSource] = []
    left, refused = list(gathered.left), list[InputError]()
    for done, path in enumerate(gathered.files):
        if work_progress.progress is not None and len(gathered.files) > 1:
            work_progress.progress(done, len(gathered.files))
        try:
            if path.suffix.lower() in formats.MAILS:
                mail = read_mail(file_content(path), path.name, inner)
                left += mail.left
                sources += mail.sources
                if not mail.sources and path in named:
                    refused.append(mail.left[0])
                continue
            sources.append(read_file(path, "", inner if len(gathered.files) > 1 else work_progress))
        except CancelledError:
            raise
        except InputError as error:
            left.append(error)
            if path in named:
                refused.append(error)
    return ReadFiles(tuple(sources), tuple(left), tuple(refused))


def parts_in(
    sources: Sequence[ImportSource],
    year: YearData | None,
    work_progress: WorkProgress,
    kind: str = "",
    *,
    of_page: bool = False,
) -> tuple[Part, ...]:
    """Return the parts of files that were read, as :func:`find_in`. A ``kind`` that is only that
    of a page says nothing of a file that is surely of another one."""
    if year is None:
        alone = find_parts(sources, work_progress=work_progress)
        return _named(alone, sources, kind, None, of_page=of_page)
    own = (without_other_rows(source, year.organisation.name) for source in sources)
    sources = [with_codes_of_measures(source, year) for source in own]
    found = find_parts(
        sources,
        fiscal_year=year.year,
        words=office_words(year),
        work_progress=work_progress,
        known=known_of(year),
    )
    parts = [replace(part, is_taken=False) if _is_strange(part, year) else part for part in found]
    named = _named(parts, sources, kind, year, of_page=of_page)
    # What a person put into rows of these files before stands there again.
    answers, words = year.import_answers, office_words(year)
    return tuple(
        replace(part, source=put_again(part.source, part.kind, answers, words)) for part in named
    )


def _is_strange(part: Part, year: YearData) -> bool:
    """Return whether a part is of a form that was not sent in the year."""
    form = part.source.form
    return bool(form) and part.year in {None, year.year} and form not in year.form_by_id


def _named(
    parts: Sequence[Part],
    sources: Sequence[ImportSource],
    kind: str,
    year: YearData | None,
    *,
    of_page: bool,
) -> tuple[Part, ...]:
    """Return the parts of ``sources`` of which a person says that they are of a ``kind``, an empty
    one for nothing said.

    What is found to be of the kind is taken, unless it is another office's or one of several years;
    everything else stays as it is. Where nothing is, a file is one part of the kind if it can be
    read so, or if nothing is known of it.
    """
    if not kind:
        return tuple(parts)
    if any(part.kind == kind for part in parts):
        return tuple(_said(part) if part.kind == kind else part for part in parts)
    found: list[Part] = []
    for file, source in enumerate(sources):
        own = [part for part in parts if part.file == file]
        is_other = of_page and any(part.kind and part.is_taken for part in own)
        if not any(part.kind for part in own) or (
            not is_other and _can_be_read(source, kind, year)
        ):
            own = [as_a_whole(source, kind, file)]
        found += own
    return tuple(replace(part, key=key) for key, part in enumerate(found))


def as_a_whole(source: ImportSource, kind: str, file: int = 0) -> Part:
    """Return a file as one part of a kind that a person names."""
    rows = sum(len(sheet.rows) for sheet in source.sheets)
    return Part(kind, None, source, "", rows, file=file)


def _can_be_read(source: ImportSource, kind: str, year: YearData | None) -> bool:
    """Return whether some rows of a source can be read as a kind."""
    try:
        if kind == RESULTS.name:
            results = read_results(source)
            return bool(results.figures or results.answers or results.remarks)
        parsed = parse(
            kind_named(kind),
            source.sheets,
            fiscal_year=year.year if year is not None else None,
            columns=source.columns.get(kind, ()),
            given={"body": UNTOLD} if kind == ROSTER.name else None,
            words=office_words(year) if year is not None else SHIPPED_WORDS,
        )
    except InputError:
        return False
    return bool(parsed.rows)


def _said(part: Part) -> Part:
    """Return a part of a kind that a person named: a yes for that, but for no list of others, and
    for none of several versions."""
    belief = part.belief
    is_other = belief.office or belief.is_other_list or part.is_of_each_year or part.is_version
    return part if belief.is_sure or is_other else part.taken()


def of_sheets(parts: Sequence[Part], names: Sequence[str]) -> tuple[Part, ...]:
    """Return the parts of the sheets that a person names, which is a yes for these and not for
    other versions of them. Raises InputError if there is no such sheet."""
    known = {sheet.name for part in parts for sheet in part.source.sheets}
    if missing := [name for name in names if name not in known]:
        raise InputError(
            "ไม่มีแผ่น “{name}”",
            remedy="ใช้ชื่อแผ่นตามไฟล์: {known}",
            name=missing[0],
            known=", ".join(sorted(known)),
        )
    meant = (part for part in parts if any(each.name in names for each in part.source.sheets))
    return tuple(part.taken() if part.is_version else part for part in meant)


MAX_FILES: Final = 200
"""Maximum number of files in the given folders."""
MAX_DEPTH: Final = 8
"""Maximum depth of folders within a given one."""
_OF_PROGRAMS: Final = ("~$", ".~lock.", ".")
"""Beginnings of the names of hidden files and of those that programs keep beside an open file."""
_ALONE: Final = "เลือกไฟล์หรือโฟลเดอร์นี้โดยตรง"


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files to read, in order, and what is left out of the given folders, with the reason."""

    files: tuple[Path, ...]
    left: tuple[InputError, ...]


def gather(paths: Sequence[Path]) -> Gathered:
    """Return the files in ``paths``, those of folders in order of their names. Links to folders are
    not followed."""
    files: dict[Path, None] = {}
    left: list[InputError] = []
    for path in paths:
        if not path.is_dir():
            files[path] = None
            continue
        for found in _within(path, path, 0):
            if isinstance(found, InputError):
                left.append(found)
            elif len(files) >= MAX_FILES:
                text = "มีไฟล์เกิน {most} ไฟล์ จึงไม่ได้อ่านไฟล์ที่เหลือ"
                left.append(InputError(text, where=_where(path), remedy=_ALONE, most=MAX_FILES))
                return Gathered(tuple(files), tuple(left))
            else:
                files[found] = None
    return Gathered(tuple(files), tuple(left))


def _within(folder: Path, top: Path, depth: int) -> Iterator[Path | InputError]:
    """Yield the files of a folder and of those in it; for what is left out, the reason."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield InputError(
            "เปิดโฟลเดอร์ไม่ได้ ({reason})",
            where=_where(folder, top),
            remedy="ตรวจสิทธิ์การอ่าน",
            reason=reason_of(error),
        )
        return
    for entry in found:
        path = Path(entry.path)
        if entry.name.startswith(_OF_PROGRAMS):
            continue
        if entry.is_dir():
            if entry.is_symlink():
                yield InputError("เป็นทางลัดไปโฟลเดอร์อื่น", where=_where(path, top), remedy=_ALONE)
            elif depth >= MAX_DEPTH:
                yield InputError(
                    "โฟลเดอร์ซ้อนกันลึกเกิน {most} ชั้น",
                    where=_where(path, top),
                    remedy=_ALONE,
                    most=MAX_DEPTH,
                )
            else:
                yield from _within(path, top, depth + 1)
        elif path.suffix.lower() in formats.GIVEN:
            yield path
        else:
            remedy = "บันทึกเป็นชนิดที่อ่านได้: {known}"
            known = " ".join(formats.TABLES)
            yield InputError(
                "ไม่ใช่ไฟล์ชนิดที่อ่านได้", where=_where(path, top), remedy=remedy, known=known
            )


def _where(path: Path, top: Path | None = None) -> str:
    """Return the name of a path within the given folder ``top``."""
    return path.relative_to(top.parent).as_posix() if top is not None else path.name
