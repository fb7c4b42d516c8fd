"""Papers as they were signed and sent out: kept, listed, and held beside what the data says now."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from ita_desktop.documents.kinds import DocumentKind, Format, Profile, ReportContext, Subject
from ita_desktop.documents.registry import kind
from ita_desktop.documents.reports import appointment_order
from ita_desktop.documents.reports.letters import memo
from ita_desktop.documents.reports.shared import signer
from ita_desktop.domain.dates import short_date
from ita_desktop.domain.documents import WITH_DUE, SignedPaper, appointed_text
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import new_id
from ita_desktop.domain.roster.committee import bodies_now, numbered
from ita_desktop.domain.roster.holders import director
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.files.reading import content_in
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.filing.atomic_write import write
from ita_desktop.services import stored_files
from ita_desktop.services.documents import exporting, paper_subjects
from ita_desktop.services.documents.exporting import shown_file
from ita_desktop.services.documents.wordings import content_of
from ita_desktop.services.edits import last_position, line, remove_rows, text, with_ids
from ita_desktop.services.papers import comparing
from ita_desktop.services.papers.differences import PaperDifference, PaperPart
from ita_desktop.services.papers.passages import Beside, Passage, of_written, written
from ita_desktop.storage.workspace import Workspace
from ita_desktop.typography.words import WordBreaker

MOST: Final = 50_000_000
"""Most bytes of a PDF that is kept."""
LIST_FORMATS: Final = (Format.PDF, Format.DOCX, Format.XLSX)
_PDF: Final = b"%PDF"
_NUMBER: Final = lazy_re(r"[0-9๐-๙]+(?:\.[0-9๐-๙]+)*\.?")


@dataclass(frozen=True, slots=True)
class Signing:
    """What is said of a paper that is kept as signed."""

    day: date
    number: str = ""
    signed_by: str = ""
    signed_post: str = ""
    copies_to: str = ""
    """Who received copies, one a line."""


@dataclass(frozen=True, slots=True)
class ReadyPaper:
    """A paper that can be kept: made, and if a PDF was given, with that."""

    context: ReportContext
    """What it is made of, with number and day of :class:`Signing` where those were not known."""
    name: str
    signing: Signing
    digits: Digits
    pdf: bytes
    """The PDF that was given, else the one that the program makes."""
    text: bytes = b""
    """The text to compare with; empty if the PDF that was given is."""
    file_name: str = ""
    unread: str = ""
    """Why the given PDF cannot be compared; empty if it can, or none was given."""


def usual(context: ReportContext, name: str) -> Signing:
    """Return what is known of a paper that is to be kept: its number, its day and who signs, else
    the director. A version is of no earlier day than the one that counts."""
    said = _said(context, name)
    known = signed_last(context, name)
    return replace(said, day=max(said.day, known.day)) if known is not None else said


def _said(context: ReportContext, name: str) -> Signing:
    """Return what the data says of a paper that is to be kept."""
    data, subject = context.year, _subject(context, kind(name))
    day = context.day or date.min
    if (order := data.order_by_id.get(subject)) is not None:
        by = appointment_order.signer_name(data, order)
        post = appointment_order.post_of(data, order)
        return Signing(order.signed or day, numbered(order, data.year, day), by, post)
    if (letter := data.letter_by_id.get(subject)) is not None:
        by, post = memo.signer_name(data, letter), memo.post_of(data, letter)
        return Signing(letter.day or day, letter.number, by, post)
    post = director(data.organisation)
    return Signing(day, "", signer(data, None, post, day)[0], post)


def ready(
    context: ReportContext,
    name: str,
    signing: Signing,
    digits: Digits | None = None,
    given: Path | None = None,
) -> ReadyPaper:
    """Make a paper to be kept, and read the PDF that was ``given``, if any. An order or letter
    without number or day gets those of ``signing``. Raises InputError for an unknown document, one
    that has no PDF or nothing to say, and a file that is no PDF, too large or not readable."""
    document_kind = kind(name)
    if Format.PDF not in document_kind.formats:
        raise InputError(
            "เอกสาร {title} ไม่มีแบบ PDF", remedy="เลือกเอกสารอื่น", title=document_kind.title
        )
    if (nothing := document_kind.empty(context)) is not None:
        raise InputError(
            "{title} ยังไม่มีเนื้อหาให้เก็บ: {gap}",
            remedy="เติมส่วนนี้ก่อน แล้วเก็บอีกครั้ง",
            title=Phrase(document_kind.title),
            gap=exporting.missing_phrase(nothing),
        )
    of = _numbered(replace(context, subject=_subject(context, document_kind)), signing)
    numerals = digits or document_kind.digits
    own = exporting.render(of, name, Format.PDF, numerals)
    pdf = _content(given) if given is not None else own
    if given is None or pdf == own:
        return ReadyPaper(of, name, signing, numerals, own, _text(of, name, numerals))
    unread = _unread(pdf, given.name)
    known = _text(of, name, numerals) if unread else b""
    return ReadyPaper(of, name, signing, numerals, pdf, known, given.name, unread)


def _text(context: ReportContext, name: str, digits: Digits) -> bytes:
    passages, _beside, _breaker = comparing.of_now(context, name, digits)
    return written(passages)


def keep(workspace: Workspace, paper: ReadyPaper) -> str:
    """Keep a paper as signed; return its id. What it was made of stays open to edits. Raises
    InputError if just this version is kept already."""
    context, said = paper.context, paper.signing
    data = workspace.year(context.year.year)
    title = _title(context, kind(paper.name))
    order = data.order_by_id.get(context.subject)
    letter = data.letter_by_id.get(context.subject)
    with workspace.change("เก็บฉบับลงนาม {title}", title=title) as change:
        if order is not None:
            change.update(order, **_missing(order, said, "signed"))
        if letter is not None:
            change.update(letter, **_missing(letter, said, "day"))
        row = SignedPaper(
            id=new_id(),
            year_id=data.fiscal_year.id,
            document=paper.name,
            subject=context.subject,
            title=title,
            number=line(said.number),
            day=said.day,
            signed_by=line(said.signed_by),
            signed_post=line(said.signed_post),
            copies_to=text(said.copies_to),
            media=change.keep(paper.pdf),
            file_name=paper.file_name,
            made=change.keep(paper.text) if paper.text else "",
            made_on=context.day,
            digits=paper.digits.value,
            profile=context.profile.value,
            choices=" ".join((*([WITH_DUE] if context.with_due else []), *(context.items or ()))),
            appointed=_appointed(context),
            position=last_position(data.signed_papers),
        )
        for last in versions(data, row.document, row.subject)[-1:]:
            if replace(last, id=row.id, position=row.position, row_version=row.row_version) == row:
                raise InputError(
                    "ฉบับลงนามนี้เก็บไว้แล้ว: {title} {signed}",
                    remedy="แก้ข้อมูล หรือเลือกไฟล์ PDF ของฉบับใหม่ก่อน จึงเก็บอีกฉบับ",
                    title=Phrase(title),
                    signed=signed_line(last),
                )
        change.insert(row)
    return row.id


def remove(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove kept papers from the list."""
    rows = with_ids(workspace.year(year).signed_papers, ids)
    remove_rows(workspace, rows, "เอาฉบับลงนามออก {which}", lambda row: row.title, "{count} ฉบับ")


def versions(data: YearData, name: str, subject: str) -> tuple[SignedPaper, ...]:
    """Return the signed versions of a paper, the newest last, which counts."""
    return tuple(row for row in data.signed_papers_of(name) if row.subject == subject)


def signed_last(context: ReportContext, name: str) -> SignedPaper | None:
    """Return the signed version of a paper that counts, or None."""
    found = versions(context.year, name, _subject(context, kind(name)))
    return found[-1] if found else None


def counting(data: YearData) -> tuple[SignedPaper, ...]:
    """Return the signed papers that count: the newest version of each, by day."""
    newest = {(row.document, row.subject): row for row in data.signed_papers}
    return tuple(row for row in data.signed_papers if newest[row.document, row.subject] == row)


def signed_line(paper: SignedPaper) -> str:
    """Return when a paper was signed, with its number."""
    day = short_date(paper.day)
    if paper.number:
        return Phrase("ลงนามแล้ว {day} · ที่ {number}", day=day, number=paper.number)
    return Phrase("ลงนามแล้ว {day}", day=day)


def signer_line(paper: SignedPaper) -> str:
    """Return who signed a paper, with the post; empty where neither is known."""
    named = " ".join(filter(None, (paper.signed_by, paper.signed_post)))
    return Phrase("ผู้ลงนาม: {who}", who=named) if named else ""


def signer_of(paper: SignedPaper) -> str:
    """Return who signed a paper, for a list: the name, or the post where only that is known."""
    return paper.signed_by or paper.signed_post


def version_line(data: YearData, paper: SignedPaper) -> str:
    """Return which version of several a paper is, and which it follows; empty for the first."""
    known = versions(data, paper.document, paper.subject)
    at = known.index(paper)
    if at == 0:
        return ""
    before = known[at - 1]
    return Phrase("ฉบับที่ {count} แทนฉบับลงวันที่ {day}", count=at + 1, day=short_date(before.day))


def place_line(known: SignedPaper | None, day: date) -> str:
    """Return what a version of this day is beside the one that counts until then; empty without
    one."""
    if known is None:
        return ""
    signed = signed_line(known)
    if day < known.day:
        return Phrase("ฉบับก่อนหน้า ยังเทียบข้อมูลกับฉบับที่{signed}", signed=signed)
    return Phrase("ฉบับใหม่ แทนฉบับที่{signed}", signed=signed)


def differences(context: ReportContext, paper: SignedPaper) -> comparing.ComparedPaper:
    """Return how the paper that the data makes now differs from the signed one; of a scan, from
    what the program made of it on that day. Row numbers that follow from other rows are left out.
    ``context`` is any of the paper's year. Raises InputError if the kept file is gone, or what it
    is about."""
    now = _as_signed(context, paper)
    key = paper.made or paper.media
    content = context.media(key)
    if content is None:
        raise InputError(
            "เนื้อไฟล์ {file} ไม่อยู่ในแฟ้มแล้ว",
            remedy="กู้คืนจากแฟ้มสำรอง หรือเก็บฉบับลงนามใหม่",
            file=paper.title,
        )
    ours, beside, breaker = comparing.of_now(now, paper.document, _digits(paper))
    source = "" if paper.made else paper.file_name or copy_name(paper)
    return _compared(_Kept(key, source, content), tuple(ours), beside, breaker)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A kept file to compare with: the text of a paper if it has no ``source``."""

    key: str
    source: str
    content: bytes = field(compare=False, repr=False)


@lru_cache(maxsize=32)
def _compared(
    kept: _Kept, ours: tuple[Passage, ...], beside: Beside, breaker: WordBreaker
) -> comparing.ComparedPaper:
    if kept.source:
        read = content_in(kept.content, kept.source, WorkProgress())
        return _without_numbers(comparing.differing_from_read(read, ours, beside, breaker))
    return _without_numbers(comparing.differing(of_written(kept.content), ours, beside, breaker))


def _without_numbers(found: comparing.ComparedPaper) -> comparing.ComparedPaper:
    """Return a comparison without row numbers that are others because rows came or went."""
    rows = {PaperPart.ROW, PaperPart.LINE}
    if all(told.difference.part not in rows for told in found.differences):
        return found
    kept = (told for told in found.differences if not _is_renumbered(told.difference))
    return replace(found, differences=tuple(kept))


def _is_renumbered(found: PaperDifference) -> bool:
    return bool(_NUMBER.fullmatch(found.paper.strip()) and _NUMBER.fullmatch(found.ours.strip()))


def differ_line(count: int) -> str:
    """Return in how many places the data differs from the signed paper."""
    return Phrase("ข้อมูลเปลี่ยนจากฉบับที่ลงนาม {count} แห่ง", count=count)


def scan_line(paper: SignedPaper) -> str:
    """Return that a scan is not compared itself; empty for other papers."""
    if not is_scan(paper):
        return ""
    return Phrase("อ่านข้อความใน PDF ที่ลงนามไม่ได้ จึงเทียบกับฉบับที่โปรแกรมทำในวันที่เก็บ")


def is_scan(paper: SignedPaper) -> bool:
    """Return whether a PDF was given whose text cannot be read."""
    return bool(paper.made and paper.file_name)


def copy_name(paper: SignedPaper) -> str:
    """Return the name of the file of a signed paper."""
    from ita_desktop.documents.names import file_name

    number = f" ที่ {paper.number}" if paper.number and paper.number not in paper.title else ""
    return f"{file_name(f'{paper.title}{number} ลงนาม {short_date(paper.day)}')}.pdf"


def copy(workspace: Workspace, paper: SignedPaper, folder: Path) -> Path:
    """Write the PDF of a signed paper into ``folder``; return its path. Raises InputError."""
    return stored_files.save(workspace, paper.media, folder / copy_name(paper))


def list_title(data: YearData) -> str:
    """Return the title of the list of what was sent out."""
    return f"หนังสือที่ออกแล้ว ปีงบประมาณ {data.year}"


def write_list(data: YearData, folder: Path, formats: Iterable[Format]) -> list[Path]:
    """Write the list of what was sent out, by day, into ``folder``; return the paths. Raises
    InputError."""
    headings = ("วันที่", "เลขที่", "เรื่อง", "ผู้ลงนาม", "สำเนาส่งถึง")
    rows = [
        (short_date(row.day), row.number, row.title, signer_of(row), ", ".join(row.recipients))
        for row in data.signed_papers
    ]
    title = list_title(data)
    written = []
    for form in formats:
        if form in LIST_FORMATS:
            path = folder / f"{title}.{form.value}"
            write(shown_file(title, headings, rows, form), path)
            written.append(path)
    return written


def as_json(
    data: YearData, paper: SignedPaper, found: comparing.ComparedPaper | InputError | None
) -> dict[str, Any]:
    """Return a signed paper in the JSON format of the command line; ``found`` is what differs of
    the version that counts."""
    compared = found if isinstance(found, comparing.ComparedPaper) else None
    return {
        "number": paper.number,
        "day": paper.day.isoformat(),
        "document": paper.document,
        "title_th": paper.title,
        "signed_by": paper.signed_by,
        "signed_post": paper.signed_post,
        "copies_to": list(paper.recipients),
        "version": versions(data, paper.document, paper.subject).index(paper) + 1,
        "counts": found is not None,
        "scan": is_scan(paper),
        "same": not compared.differences if compared is not None else None,
        "differences": (
            [one.as_json() for one in compared.differences] if compared is not None else None
        ),
        "problem": str(found) if isinstance(found, InputError) else None,
    }


def _subject(context: ReportContext, document_kind: DocumentKind) -> str:
    """Return the key of what a paper is about, also where that is the usual."""
    of = document_kind.of
    if of is Subject.YEAR:
        return ""
    subject = paper_subjects.chosen(context.year, of, {of: context.subject}, context.day)
    return subject.key if subject is not None else ""


def _title(context: ReportContext, document_kind: DocumentKind) -> str:
    called = document_kind.called
    return called(context) if called is not None else document_kind.title


def _numbered(context: ReportContext, signing: Signing) -> ReportContext:
    """Return the context with number and day for an order or letter that has none."""
    data = context.year
    orders = tuple(
        replace(row, **_missing(row, signing, "signed")) if row.id == context.subject else row
        for row in data.orders
    )
    letters = tuple(
        replace(row, **_missing(row, signing, "day")) if row.id == context.subject else row
        for row in data.letters
    )
    if orders == data.orders and letters == data.letters:
        return context
    return replace(context, year=replace(data, orders=orders, letters=letters))


def _missing(row: Any, signing: Signing, day: str) -> dict[str, Any]:
    """Return the fields that an order or letter lacks and ``signing`` has."""
    fields = {"number": line(signing.number), day: signing.day}
    return {name: value for name, value in fields.items() if value and not getattr(row, name)}


def _appointed(context: ReportContext) -> str:
    order = context.year.order_by_id.get(context.subject)
    return appointed_text(bodies_now(context.year, order)) if order is not None else ""


def _content(path: Path) -> bytes:
    data = content_of(path, MOST)
    if len(data) > MOST:
        raise InputError(
            "{file} ใหญ่เกิน {most} ล้านไบต์ จึงเก็บไว้ในแฟ้มไม่ได้",
            remedy="สแกนใหม่ให้เล็กลง แล้วเลือกใหม่",
            file=path.name,
            most=MOST // 1_000_000,
        )
    if not data.startswith(_PDF):
        raise InputError(
            "{file} ไม่ใช่ไฟล์ PDF", remedy="บันทึกหรือสแกนเป็น PDF แล้วเลือกใหม่", file=path.name
        )
    return data


def _unread(pdf: bytes, source: str) -> str:
    """Return why a PDF cannot be compared; empty if it can."""
    try:
        content_in(pdf, source, WorkProgress())
    except InputError as error:
        return str(error)
    return ""


def _digits(paper: SignedPaper) -> Digits | None:
    return Digits(paper.digits) if paper.digits else None


def _as_signed(context: ReportContext, paper: SignedPaper) -> ReportContext:
    """Return what a paper is made of now, with what was chosen when it was signed."""
    of = kind(paper.document).of
    known = [subject.key for subject in paper_subjects.subjects(context.year, of, paper.made_on)]
    if of in exporting.OF_PAPERS and paper.subject not in known:
        raise InputError(
            "{title} ไม่มีในข้อมูลแล้ว", remedy="เลิกทำการลบ หรือดูฉบับลงนามที่เก็บไว้", title=paper.title
        )
    words = paper.choices.split()
    return replace(
        context,
        subject=paper.subject,
        day=paper.made_on,
        profile=Profile(paper.profile or Profile.PUBLIC),
        items=tuple(word for word in words if word != WITH_DUE) or None,
        with_due=WITH_DUE in words,
    )
