"""Official documents of a year: which there are, what they lack, and writing them as files.

What respondents wrote in their own words is in the internal profile only, and so is the list of
telephones and e-mail addresses; they are in no other document.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from ita_desktop.documents.kinds import (
    DocumentKind,
    Format,
    MissingData,
    Profile,
    ReportContext,
    Subject,
)
from ita_desktop.documents.wordings.printed_texts import PrintedText
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.roster.committee import numbered
from ita_desktop.domain.text import key, one_line
from ita_desktop.domain.tracking.state import rounds_of
from ita_desktop.domain.year import YearData
from ita_desktop.services.documents.paper_subjects import INDICATOR_FORM, chosen, subjects
from ita_desktop.services.places import PageKey, Place, chapters_place
from ita_desktop.settings import today
from ita_desktop.storage.workspace import Workspace

OF_ITEMS: Final = "oit-assignments"
"""The document that may have some of its items alone, and the days on which they are due."""
OF_PAPERS: Final = {Subject.ORDER, Subject.MEETING, Subject.LETTER}
"""What papers are about whose titles say it."""

Progress = Callable[[int, int, str], None]
"""Told how many of how many files are done, and the next one's name; may raise to stop."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as lists show it; nothing in ``missing`` means ready to print."""

    name: str
    title: str
    group: str
    formats: tuple[Format, ...]
    missing: tuple[MissingData, ...]
    digits: Digits
    """The digits it is printed in unless the clerk chooses others."""
    confidential: bool = False
    """Whether the internal profile says more than the public one."""
    internal: bool = False
    """Whether it is for the office only, and not made in the public profile."""
    of: Subject = Subject.YEAR
    """What one of them is about: the year, an order, a meeting, a letter."""

    @property
    def ready(self) -> bool:
        """Whether the document has all the data it needs."""
        return not self.missing

    def as_json(self) -> dict[str, Any]:
        """The document in the shape that the command line promises."""
        return {
            "name": self.name,
            "title_th": self.title,
            "formats": [format_.value for format_ in self.formats],
            "ready": self.ready,
            "missing": [str(missing_data) for missing_data in self.missing],
        }


@dataclass(frozen=True, slots=True)
class Exported:
    """The files that were written, and what the clerk should know of them."""

    files: tuple[Path, ...]
    warnings: tuple[str, ...]


def listing(
    data: YearData,
    previous: YearData | None = None,
    subjects: Mapping[Subject, str] | None = None,
    day: date | None = None,
) -> list[Listed]:
    """Every document with what it still lacks in this year; ``previous`` is the newest year
    before it, ``subjects`` the order, meeting and letter (keys) that documents of one are about:
    the newest where none is named, on that ``day`` (today)."""
    return list(listed(data, previous, subjects, day))


def listed(
    data: YearData,
    previous: YearData | None = None,
    subjects: Mapping[Subject, str] | None = None,
    day: date | None = None,
) -> Iterator[Listed]:
    """As :func:`listing`, one after the other."""
    wanted = subjects or {}
    bare = ReportContext(data, previous, day=day or today())
    materials = {of: replace(bare, subject=wanted.get(of, "")) for of in Subject}
    for kind in kinds():
        yield Listed(
            kind.name,
            kind.title,
            kind.group.value,
            kind.formats,
            tuple(kind.missing(materials[kind.of])),
            kind.digits,
            kind.confidential,
            kind.internal,
            kind.of,
        )


def missing(context: ReportContext, name: str) -> tuple[MissingData, ...]:
    """What a document still lacks; raises InputError for an unknown one."""
    return tuple(_kind(name).missing(context))


def offered(context: ReportContext, name: str) -> bool:
    """Whether a document is made for the readers of ``context``."""
    return not (_kind(name).internal and context.profile is Profile.PUBLIC)


def missing_phrase(gap: MissingData) -> Phrase:
    """What lacks, and what to do about it."""
    what = Phrase(gap.template, **gap.fields)
    if not gap.remedy:
        return what
    return Phrase("{what} · {remedy}", what=what, remedy=Phrase(gap.remedy))


def fix_location(name: str, gap: MissingData) -> Place:
    """Where what a document lacks is mended; raises InputError for an unknown document."""
    if "office_file" in gap.fields:
        return Place(PageKey.SETTINGS, f"wordings#{gap.fields['office_file']}")
    if gap.page is PageKey.DOCUMENTS:
        return chapters_place()
    named = str(gap.fields.get("items") or gap.fields.get("instruments") or "").split()
    code = next((text for text in named if text.isascii()), "")
    page = gap.page or _kind(name).page
    if page is PageKey.YEAR:
        return Place(page, f"framework#{code}" if code else "framework")
    return Place(page, code)


def context_of(
    workspace: Workspace,
    data: YearData,
    previous: YearData | None = None,
    profile: Profile = Profile.PUBLIC,
    subject: str = "",
    *,
    notes: bool | None = None,
) -> ReportContext:
    """What documents of a year are made of today. Its files are read when they are drawn, those
    that the office gave for its papers at once; closing the workspace does not hinder that."""
    kept = {file.media: workspace.media(file.media) for file in data.office_files}

    def media(key: str) -> bytes | None:
        return kept[key] if key in kept else workspace.media(key)

    day = workspace.shown_day or today()
    return ReportContext(data, previous, profile, subject, day, media, notes=notes)


def find_order(data: YearData, text: str) -> str:
    """The key of the order with that number (``12``, ``12/2567``), or else of the first, second
    ... of the year. Raises InputError where there is none."""
    wanted = one_line(text)
    for order in data.orders:
        if order.number and wanted in {order.number, numbered(order, data.year)}:
            return order.id
    found = _at([order.id for order in data.orders], wanted)
    if found is None:
        raise InputError(
            "ไม่มีคำสั่ง {number} ในปีนี้", remedy="ตรวจเลขที่ หรือไม่ต้องระบุเพื่อใช้ฉบับล่าสุด", number=text
        )
    return found


def find_letter(data: YearData, text: str) -> str:
    """The key of the memo or letter with that number (``กท 5001/123``, ``123``), or else of the
    first, second ... of the year. Raises InputError where there is none."""
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
    """The key of the meeting with that number (``1``, ``1/2568``). Raises InputError."""
    number = key(text).partition("/")[0]
    for meeting in data.meetings:
        if str(meeting.number) == number:
            return meeting.id
    raise InputError(
        "ไม่มีการประชุมครั้งที่ {number} ในปีนี้", remedy="ตรวจเลขที่ หรือไม่ต้องระบุเพื่อใช้ฉบับล่าสุด", number=text
    )


def find_form(data: YearData, text: str) -> str:
    """The key of the form with that name (``item``). Raises InputError where there is none."""
    known = [subject.key for subject in subjects(data, Subject.FORM)]
    wanted = "" if key(text) == INDICATOR_FORM else key(text)
    if wanted in known:
        return wanted
    raise InputError(
        "ไม่มีรูปแบบตาราง {form}",
        remedy="ใช้ {known}",
        form=text,
        known=" ".join(one or INDICATOR_FORM for one in known),
    )


def find_round(data: YearData, text: str) -> str:
    """The key of the round with that title (``รอบ 6 เดือน``), number of months, or else of the
    first, second ... of the year. Raises InputError where there is none."""
    rounds = rounds_of(data)
    wanted = key(text)
    for round_ in rounds:
        if wanted in {
            key(round_.title),
            key(round_.title).removeprefix("รอบ").removesuffix("เดือน"),
        }:
            return round_.id
    found = _at([one.id for one in rounds], wanted)
    if found is None:
        raise InputError(
            "ไม่มีรอบการรายงาน {round} ในปีนี้",
            remedy="ใช้ {known}",
            round=text,
            known=" ".join(one.title for one in rounds),
        )
    return found


def find_unit(data: YearData, text: str) -> str:
    """The key of the unit with that name, short name or other name. Raises InputError."""
    wanted = key(text)
    for unit in data.units:
        if wanted and wanted in {
            key(name) for name in (unit.name, unit.short_name, *unit.aliases.split(";"))
        }:
            return unit.id
    raise InputError(
        "ไม่มีหน่วยงาน {name} ในปีนี้", remedy="ตรวจชื่อที่หน้าตั้งค่า หรือไม่ต้องระบุเพื่อใช้ทุกหน่วยงาน", name=text
    )


def _at(keys: Sequence[str], place: str) -> str | None:
    if place.isdecimal() and 1 <= int(place) <= len(keys):
        return keys[int(place) - 1]
    return None


def parse_formats(text: str) -> tuple[Format, ...]:
    """Formats as typed (``docx,pdf`` or ``all``). Raises InputError for an unknown one."""
    wanted = [part.strip().lower().removeprefix(".") for part in text.split(",") if part.strip()]
    if wanted == ["all"]:
        return tuple(Format)
    known = {form.value for form in Format}
    unknown = [one for one in wanted if one not in known]
    if unknown or not wanted:
        raise InputError(
            "ไม่มีรูปแบบ “{unknown}”",
            remedy="ใช้ {known} หรือ all",
            unknown=" ".join(unknown) or text,
            known=" ".join(form.value for form in Format),
        )
    return tuple(dict.fromkeys(Format(one) for one in wanted))


def export(
    context: ReportContext,
    name: str,
    folder: Path,
    *,
    formats: Sequence[Format] = tuple(Format),
    digits: Digits | None = None,
    progress: Progress | None = None,
    subjects: Mapping[Subject, str] | None = None,
) -> Exported:
    """Writes a document into ``folder``; ``digits`` None means the document's own. One that lacks
    data is written all the same and said so. ``subjects`` are the order, meeting, letter and unit
    (keys) that documents of one are about; where one is not named, it is the one of ``context``.

    Raises InputError for an unknown document, and where the folder cannot be written.
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
    files = write(kind, of, folder, wanted, digits, progress)
    return Exported(tuple(files), tuple(warning(kind, gap) for gap in kind.missing(of)))


def warning(kind: DocumentKind, gap: MissingData, about: str = "") -> str:
    """What a document lacks, behind its name and what it is ``about`` where there are several."""
    title, lack = Phrase(kind.title), missing_phrase(gap)
    if not about:
        return Phrase("{title}: {lack}", title=title, lack=lack)
    return Phrase("{title} · {about}: {lack}", title=title, about=about, lack=lack)


def render(
    context: ReportContext, name: str, form: Format = Format.PDF, digits: Digits | None = None
) -> bytes:
    """A document's file without writing it; the PDF is what is previewed and printed."""
    from ita_desktop.documents.export import drawn

    return drawn(_kind(name), context, form, digits)


def preview(
    context: ReportContext, name: str, digits: Digits | None = None
) -> tuple[bytes, tuple[PrintedText, ...]]:
    """The PDF of a document, and which of its texts are wordings."""
    from ita_desktop.documents.export import previewed
    from ita_desktop.documents.wordings.printed_texts import printed_texts

    pdf, document = previewed(_kind(name), context, digits)
    return pdf, printed_texts(document)


def proposed_name(context: ReportContext, name: str, form: Format) -> str:
    """What a document's file is called unless the clerk calls it otherwise."""
    from ita_desktop.documents.names import file_name

    kind = _kind(name)
    if kind.called is not None and (kind.of is not Subject.UNIT or context.subject):
        return f"{file_name(kind.called(context))}.{form.value}"
    internal = kind.confidential and context.profile is Profile.INTERNAL
    mark = " (ใช้ภายใน)" if internal else ""
    about = chosen(context.year, kind.of, {kind.of: context.subject}, context.day)
    which = f" {about.words}" if about is not None and kind.of is not Subject.UNIT else ""
    return f"{file_name(f'{kind.title} {context.year.year}{which}{mark}')}.{form.value}"


def save(
    context: ReportContext,
    name: str,
    path: Path,
    form: Format,
    digits: Digits | None = None,
    progress: Progress | None = None,
) -> Path:
    """Writes a document as the file that the clerk named, with the format's ending.

    Raises InputError where it cannot be written, and what ``progress`` raises; then there is none.
    """
    from ita_desktop.filing.whole import write

    ending = f".{form.value}"
    target = path if path.suffix.lower() == ending else path.with_name(path.name + ending)
    made = render(context, name, form, digits)
    if progress is not None:
        progress(0, 0, "")
    write(made, target)
    return target


def kinds() -> tuple[DocumentKind, ...]:
    """Every document, in the order in which they are listed."""
    from ita_desktop.documents.registry import KINDS

    return KINDS


def _kind(name: str) -> DocumentKind:
    from ita_desktop.documents.registry import kind

    return kind(name)
