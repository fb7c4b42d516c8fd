"""Documents of a year: list, missing data, export to files; what of one could not be printed
(photographs that are missing or damaged, letters that no font has); and a table as the window shows
it, as a file.

Only the internal profile contains respondents' comments and the list of telephone numbers and
e-mail addresses.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, TypeAlias

from ita_desktop.documents import content
from ita_desktop.documents.kinds import (
    FIELD,
    DocumentKind,
    Format,
    MissingData,
    Profile,
    ReportContext,
    Subject,
)
from ita_desktop.documents.wordings.catalogue import PrintedText, printed_texts
from ita_desktop.domain.errors import InputError, Phrase, joined
from ita_desktop.domain.roster.committee import numbered
from ita_desktop.domain.text import Digits, key, one_line
from ita_desktop.domain.tracking.entries import Photo
from ita_desktop.domain.tracking.state import rounds_of
from ita_desktop.domain.year import YearData
from ita_desktop.services.checks.issues import excerpt
from ita_desktop.services.documents.paper_subjects import (
    INDICATOR_FORM,
    NEXT_LEVEL,
    NamedSubject,
    chosen,
    subjects,
)
from ita_desktop.services.places import PageKey, Place, chapters_place
from ita_desktop.services.scores.planning import level_named
from ita_desktop.settings import Settings, today
from ita_desktop.storage.workspace import Workspace

TOLD_OF_LETTER: Final = "told_of_other_letter"
"""What is remembered of this user once :func:`letter_note` was told."""
BRIEF: Final = "director-brief"
"""The director's brief."""
OF_ITEMS: Final = "oit-assignments"
"""The document that can be limited to some items, with their due dates."""
OF_PAPERS: Final = {Subject.ORDER, Subject.MEETING, Subject.LETTER, Subject.SURVEY}
"""Subjects of documents that are named in the document's title."""

Progress = Callable[[int, int, str], None]
"""Called with the files done, their total, and the next one's name; may raise to cancel."""
_REMEDY: Final = Phrase("ใส่ภาพใหม่ที่หน้ามาตรการ หรือกู้คืนจากแฟ้มสำรองก่อนหน้า")
Value: TypeAlias = str | Decimal | int | None
_LEAST: Final = 6
_MOST: Final = 40


def shown_file(
    title: str, headings: Sequence[str], rows: Sequence[Sequence[Value]], form: Format
) -> bytes:
    """Return a table with these headings as a file: numbers as numbers, missing ones empty."""
    from ita_desktop.documents.export import render
    from ita_desktop.typography.words import breaker_with

    return render(_document(title, headings, rows), form, breaker_with())


def _document(
    title: str, headings: Sequence[str], rows: Sequence[Sequence[Value]]
) -> content.Document:
    """Return a table with these headings: numbers as numbers, missing ones empty."""
    lines = tuple(content.TableRow(tuple(map(_made, row))) for row in rows)
    widths = tuple(content.TableColumn(_share(at, headings, rows)) for at in range(len(headings)))
    table = content.Table(widths, lines, (content.heading_row(headings),), whole_rows=True)
    return content.Document(
        title,
        (content.paragraph(title, "heading"), table),
        orientation=content.Orientation.LANDSCAPE,
        digits=Digits.ARABIC,
        as_list=True,
    )


def _made(value: Value) -> content.Cell:
    if value is None or isinstance(value, str):
        return content.cell(value or "")
    number = Decimal(value)
    text = f"{number:.2f}" if isinstance(value, Decimal) else str(value)
    return content.Cell((content.paragraph(text, "cell-number"),), value=number)


def _share(at: int, headings: Sequence[str], rows: Sequence[Sequence[Value]]) -> float:
    """Return the width of a column by its longest text, in letters."""
    longest = max((len(str(row[at] or "")) for row in rows), default=0)
    return min(max(longest, len(headings[at]), _LEAST), _MOST)


class LostPhotos:
    """Collects what is lost of a year's documents that are made of watched contexts."""

    def __init__(self, data: YearData) -> None:
        self._data = data
        self._found: set[str] = set()
        self._letters: dict[str, str] = {}

    def watched(self, context: ReportContext) -> ReportContext:
        """Return the context; what is lost while a document is made is noted here."""
        return replace(
            context,
            lost_photo=lambda photo: self._found.add(photo.id),
            lost_letter=self._letters.setdefault,
        )

    @property
    def sentences(self) -> tuple[str, ...]:
        """What to tell the clerk: a sentence for each photograph, in their order, and letter."""
        lost = (photo for photo in self._data.photos if photo.id in self._found)
        letters = (unprinted(letter, text) for letter, text in self._letters.items())
        return (*(_sentence(self._data, photo) for photo in lost), *letters)


def unprinted(letter: str, text: str) -> Phrase:
    """Return the sentence on a letter of a text that no font has."""
    at = text.find(letter)
    words = excerpt(text, (at, at + 1))
    return Phrase("มีตัวอักษรที่พิมพ์ไม่ได้ เพราะไม่มีแบบอักษรใดมี: “{words}”", words=words)


def _sentence(data: YearData, photo: Photo) -> str:
    from ita_desktop.documents.reports.measures.words import codes_of

    beside = data.photos_of(photo.entry_id)
    name = photo.file_name or Phrase("ที่ {number}", number=beside.index(photo) + 1)
    of = next(entry.measure_id for entry in data.entries if entry.id == photo.entry_id)
    what = Phrase(
        "ภาพ {photo} ของมาตรการ {measure} เปิดไม่ได้ จึงเว้นที่ว่างไว้",
        photo=name,
        measure=codes_of(data, data.measure_by_id[of]),
    )
    return joined(what, _REMEDY)


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A document in a list; it is ready to print if ``missing`` is empty."""

    name: str
    title: str
    group: str
    formats: tuple[Format, ...]
    missing: tuple[MissingData, ...]
    digits: Digits
    """The default digits of the document."""
    confidential: bool
    """Whether the internal profile contains more than the public one."""
    internal: bool
    """Whether it is made in the internal profile only."""
    of: Subject
    """The subject of one document: the year, an order, a meeting or a letter."""

    @property
    def ready(self) -> bool:
        """Whether no data is missing."""
        return not self.missing

    def as_json(self) -> dict[str, Any]:
        """Return the document in the JSON format of the command line."""
        return {
            "name": self.name,
            "title_th": self.title,
            "formats": [format_.value for format_ in self.formats],
            "ready": self.ready,
            "missing": [str(missing_data) for missing_data in self.missing],
        }


@dataclass(frozen=True, slots=True)
class Exported:
    """The written files, and warnings for the clerk."""

    files: tuple[Path, ...]
    warnings: tuple[str, ...]
    """What data the documents lack."""
    lost_photos: tuple[str, ...] = ()
    """The photographs whose places stayed empty."""
    unready: tuple[str, ...] = ()
    """The documents that were not made, and what they have nothing to say without."""


def listing(
    data: YearData,
    previous: YearData | None = None,
    subjects: Mapping[Subject, str] | None = None,
    day: date | None = None,
) -> list[ListedDocument]:
    """Return every document with its missing data; ``previous`` is the newest earlier year,
    ``subjects`` the keys of the order, meeting and letter to use, by default the newest on ``day``
    (default: today)."""
    return list(listed(data, previous, subjects, day))


def listed(
    data: YearData,
    previous: YearData | None = None,
    subjects: Mapping[Subject, str] | None = None,
    day: date | None = None,
) -> Iterator[ListedDocument]:
    """Like :func:`listing`, as an iterator."""
    wanted = subjects or {}
    bare = ReportContext(data, previous, day=day or today())
    contexts = {of: replace(bare, subject=wanted.get(of, "")) for of in Subject}
    for kind in kinds():
        yield ListedDocument(
            kind.name,
            kind.title,
            kind.group.value,
            kind.formats,
            tuple(kind.missing(contexts[kind.of])),
            kind.digits,
            kind.confidential,
            kind.internal,
            kind.of,
        )


def missing(context: ReportContext, name: str) -> tuple[MissingData, ...]:
    """Return the missing data of a document; raises InputError if it is unknown."""
    return tuple(_kind(name).missing(context))


def offered(context: ReportContext, name: str) -> bool:
    """Return whether a document is made in the profile of ``context``."""
    return not (_kind(name).internal and context.profile is Profile.PUBLIC)


def missing_phrase(gap: MissingData) -> Phrase:
    """Return what is missing, and what to do about it."""
    what = Phrase(gap.template, **gap.fields)
    if not gap.remedy:
        return what
    return Phrase("{what} · {remedy}", what=what, remedy=Phrase(gap.remedy))


_FIRST_PARTS: Final = {PageKey.ROSTER: "roster", PageKey.MEASURES: "measures:"}
"""What a page of several parts shows of what no part is named of; else it is the part that was
looked at last."""


def fix_location(name: str, gap: MissingData, about: NamedSubject | None = None) -> Place:
    """Return the place where missing data is entered, of a document ``about`` an order, a meeting
    or the like; raises InputError for an unknown document."""
    if "office_file" in gap.fields:
        return Place(PageKey.SETTINGS, f"wordings#{gap.fields['office_file']}")
    if gap.page is PageKey.DOCUMENTS:
        return chapters_place()
    named = str(gap.fields.get("items") or gap.fields.get("instruments") or "").split()
    code = next((text for text in named if text.isascii()), "")
    page = gap.page or _kind(name).page
    if page is PageKey.YEAR:
        return Place(page, f"framework#{code}" if code else "framework")
    if target := code or gap.part:
        return Place(page, target)
    if about is not None and gap.page in {None, about.place.page}:
        return about.place.at(gap.fields.get(FIELD))
    return Place(page, _FIRST_PARTS.get(page, ""))


def context_of(
    workspace: Workspace,
    data: YearData,
    previous: YearData | None = None,
    profile: Profile = Profile.PUBLIC,
    subject: str = "",
    *,
    notes: bool | None = None,
) -> ReportContext:
    """Return the context for making documents of a year today. The office's files are read at once,
    others when they are drawn, also after the workspace was closed."""
    kept = {file.media: workspace.media(file.media) for file in data.office_files}

    def media(key: str) -> bytes | None:
        return kept[key] if key in kept else workspace.media(key)

    day = workspace.shown_day or today()
    return ReportContext(data, previous, profile, subject, day, media, notes=notes)


def find_order(data: YearData, text: str) -> str:
    """Return the key of the order with that number (``12``, ``12/2567``), else of the n-th of the
    year. Raises InputError if there is none."""
    wanted = one_line(text)
    for order in data.orders:
        if order.number and wanted in {order.number, numbered(order, data.year, today())}:
            return order.id
    found = _at([order.id for order in data.orders], wanted)
    if found is None:
        raise InputError(
            "ไม่มีคำสั่ง {number} ในปีนี้", remedy="ตรวจเลขที่ หรือไม่ต้องระบุเพื่อใช้ฉบับล่าสุด", number=text
        )
    return found


def find_letter(data: YearData, text: str) -> str:
    """Return the key of the letter with that number (``กท 5001/123``, ``123``), else of the n-th of
    the year. Raises InputError if there is none."""
    wanted = key(text)
    for letter in data.letters:
        number = key(letter.number)
        if number and wanted in {number, number.rpartition("/")[2]}:
            return letter.id
    found = _at([letter.id for letter in data.letters], wanted)
    if found is None:
        raise InputError(
            "ไม่มีหนังสือ {number} ในปีนี้", remedy="ตรวจเลขที่ หรือไม่ต้องระบุเพื่อใช้ฉบับล่าสุด", number=text
        )
    return found


def find_meeting(data: YearData, text: str) -> str:
    """Return the key of the meeting with that number (``1``, ``1/2568``). Raises InputError."""
    number = key(text).partition("/")[0]
    for meeting in data.meetings:
        if str(meeting.number) == number:
            return meeting.id
    raise InputError(
        "ไม่มีการประชุมครั้งที่ {number} ในปีนี้", remedy="ตรวจเลขที่ หรือไม่ต้องระบุเพื่อใช้ฉบับล่าสุด", number=text
    )


def find_form(data: YearData, text: str) -> str:
    """Return the key of the form with that name (``item``). Raises InputError if there is none."""
    known = [subject.key for subject in subjects(data, Subject.FORM)]
    wanted = "" if key(text) == INDICATOR_FORM else key(text)
    if wanted in known:
        return wanted
    raise InputError(
        "ไม่มีรูปแบบตาราง {form}",
        remedy="ใช้ {known}",
        form=text,
        known=" ".join(form or INDICATOR_FORM for form in known),
    )


def find_level(data: YearData, text: str) -> str:
    """Return the code of the level with that name (``ผ่านดี``) or code. Raises InputError if there
    is none."""
    return level_named(data, text).code


def find_round(data: YearData, text: str) -> str:
    """Return the key of the round with that title (``รอบ 6 เดือน``) or number of months, else of the
    n-th of the year. Raises InputError if there is none."""
    rounds = rounds_of(data)
    wanted = key(text)
    for round_ in rounds:
        if wanted in {
            key(round_.title),
            key(round_.title).removeprefix("รอบ").removesuffix("เดือน"),
        }:
            return round_.id
    found = _at([round_.id for round_ in rounds], wanted)
    if found is None:
        raise InputError(
            "ไม่มีรอบการรายงาน {round} ในปีนี้",
            remedy="ใช้ {known}",
            round=text,
            known=" ".join(round_.title for round_ in rounds),
        )
    return found


def find_survey(data: YearData, text: str) -> str:
    """Return the key of the survey link of that instrument (``EIT``) or number in the year. Raises
    InputError if there is none."""
    links = data.survey_links
    named = next((link.id for link in links if key(link.instrument) == key(text)), None)
    found = named or _at([link.id for link in links], key(text))
    if found is None:
        raise InputError(
            "ไม่มีลิงก์แบบสำรวจ {name} ในปีนี้",
            remedy="ใส่ที่หน้าแบบสำรวจ หรือใช้ IIT EIT หรือลำดับ",
            name=text,
        )
    return found


def find_unit(data: YearData, text: str) -> str:
    """Return the key of the unit with that name, short name or alias. Raises InputError."""
    wanted = key(text)
    for unit in data.units:
        if wanted and wanted in {
            key(name) for name in (unit.name, unit.short_name, *unit.aliases.split(";"))
        }:
            return unit.id
    raise InputError(
        "ไม่มีหน่วย {name} ในปีนี้", remedy="ตรวจชื่อที่หน้าตั้งค่า หรือไม่ต้องระบุเพื่อใช้ทุกหน่วย", name=text
    )


def _at(keys: Sequence[str], place: str) -> str | None:
    if place.isdecimal() and 1 <= int(place) <= len(keys):
        return keys[int(place) - 1]
    return None


def parse_formats(text: str) -> tuple[Format, ...]:
    """Parse formats (``docx,pdf`` or ``all``). Raises InputError for an unknown one."""
    wanted = [part.strip().lower().removeprefix(".") for part in text.split(",") if part.strip()]
    if wanted == ["all"]:
        return tuple(Format)
    known = {form.value for form in Format}
    unknown = [format_ for format_ in wanted if format_ not in known]
    if unknown or not wanted:
        raise InputError(
            "ไม่มีรูปแบบ “{unknown}”",
            remedy="ใช้ {known} หรือ all",
            unknown=" ".join(unknown) or text,
            known=" ".join(form.value for form in Format),
        )
    return tuple(dict.fromkeys(Format(format_) for format_ in wanted))


def export(
    context: ReportContext,
    name: str,
    folder: Path,
    *,
    formats: Sequence[Format] = tuple(Format),
    digits: Digits | None = None,
    progress: Progress | None = None,
    subjects: Mapping[Subject, str] | None = None,
    as_typed: bool = False,
) -> Exported:
    """Write a document into ``folder``; ``digits`` None means the document's default. Missing data
    is reported and does not prevent writing. ``subjects`` are the keys of the order, meeting,
    letter and unit to use, by default those of ``context``. ``as_typed``: a public one is written
    whatever personal data its texts hold.

    Raises UndecidedError, InputError for an unknown document, or if the folder cannot be written.
    """
    from ita_desktop.documents.export import export as write

    kind = _kind(name)
    wanted = [format_ for format_ in formats if format_ in kind.formats]
    if not wanted:
        raise InputError(
            "{name} ไม่มีรูปแบบ {formats}",
            remedy="ใช้ {known}",
            name=name,
            formats=" ".join(formats),
            known=" ".join(kind.formats),
        )
    of = replace(context, subject=(subjects or {}).get(kind.of, context.subject))
    if not as_typed:
        refuse_undecided(of, name, wanted, digits)
    lost = LostPhotos(context.year)
    files = write(kind, lost.watched(of), folder, wanted, digits, progress)
    warnings = tuple(warning(kind, gap) for gap in kind.missing(of))
    return Exported(tuple(files), warnings, lost.sentences)


def refuse_undecided(
    context: ReportContext, name: str, formats: Sequence[Format], digits: Digits | None = None
) -> None:
    """Raise UndecidedError if a public document holds personal data that nobody decided about."""
    # Imported here, because it is not needed at start-up.
    from ita_desktop.services.personal_going_out import PublicPaper, of_papers, refuse

    refuse(of_papers([PublicPaper(_kind(name), context, formats, digits)]))


def warning(kind: DocumentKind, gap: MissingData, about: str = "") -> str:
    """Return the warning about a document's missing data; ``about`` names its subject, if any."""
    title, missing_data = Phrase(kind.title), missing_phrase(gap)
    if not about:
        return Phrase("{title}: {lack}", title=title, lack=missing_data)
    return Phrase("{title} · {about}: {lack}", title=title, about=about, lack=missing_data)


def render(
    context: ReportContext, name: str, form: Format = Format.PDF, digits: Digits | None = None
) -> bytes:
    """Return a document's file content; the PDF is used for preview and printing."""
    from ita_desktop.documents.export import drawn

    return drawn(_kind(name), context, form, digits)


def preview(
    context: ReportContext, name: str, digits: Digits | None = None
) -> tuple[bytes, tuple[PrintedText, ...], tuple[str, ...]]:
    """Return the PDF of a document, its texts that are wordings, and what of it is not printed."""
    from ita_desktop.documents.export import previewed

    lost = LostPhotos(context.year)
    pdf, document = previewed(_kind(name), lost.watched(context), digits)
    return pdf, printed_texts(document), lost.sentences


def proposed_name(context: ReportContext, name: str, form: Format) -> str:
    """Return the default file name of a document."""
    from ita_desktop.documents.names import file_name

    kind = _kind(name)
    if kind.called is not None and (kind.of is not Subject.UNIT or context.subject):
        return f"{file_name(kind.called(context))}.{form.value}"
    internal = kind.confidential and context.profile is Profile.INTERNAL
    mark = " (ใช้ภายใน)" if internal else ""
    about = chosen(context.year, kind.of, {kind.of: context.subject}, context.day)
    is_usual = kind.of is Subject.UNIT or (about is not None and about.key == NEXT_LEVEL)
    which = f" {about.words}" if about is not None and not is_usual else ""
    return f"{file_name(f'{kind.title} {context.year.year}{which}{mark}')}.{form.value}"


def save(
    context: ReportContext,
    name: str,
    path: Path,
    form: Format,
    digits: Digits | None = None,
    progress: Progress | None = None,
    *,
    as_typed: bool = False,
) -> Exported:
    """Write a document to ``path``, with the suffix of the format; data that is missing is not
    reported again. ``as_typed`` is that of :func:`export`.

    Raises UndecidedError, InputError if it cannot be written, and what ``progress`` raises; then
    there is no file.
    """
    from ita_desktop.filing.atomic_write import write

    ending = f".{form.value}"
    target = path if path.suffix.lower() == ending else path.with_name(path.name + ending)
    if not as_typed:
        refuse_undecided(context, name, (form,), digits)
    lost = LostPhotos(context.year)
    made = render(lost.watched(context), name, form, digits)
    if progress is not None:
        progress(0, 0, "")
    write(made, target)
    return Exported((target,), (), lost.sentences)


def kinds() -> tuple[DocumentKind, ...]:
    """Return every kind of document, in display order."""
    from ita_desktop.documents.registry import KINDS

    return KINDS


def _kind(name: str) -> DocumentKind:
    from ita_desktop.documents.registry import kind

    return kind(name)


def letter_note(files: Iterable[Path], settings: Settings) -> str:
    """Return what to tell of Word files and slides just written; empty if there is none among
    ``files``, the letter is installed, or this user was told before: page numbers and page ends
    that a Word file carries are computed with that letter, Word shows another one where it is not,
    and slides name the one of the program."""
    from ita_desktop.documents.layout.fonts import bundled, letters

    name_it = any(path.suffix in {".docx", ".pptx"} for path in files)
    if not name_it or settings.get(TOLD_OF_LETTER, False) or letters().name != bundled().name:
        return ""
    settings.set(TOLD_OF_LETTER, True)
    return Phrase(
        "เครื่องนี้ไม่มีแบบอักษร TH Sarabun New ไฟล์ Word และสไลด์จึงอาจต่างจาก PDF"
        " · ติดตั้งแบบอักษรนี้ แล้วทำเอกสารใหม่"
    )
