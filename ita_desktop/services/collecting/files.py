"""What is asked in a collection round, and its files: a form for each unit, drafts of mails, a zip
of all.

A draft of a mail has its text from a wording and the form attached; nothing is sent from here. The
memo that goes with the form of each unit is one letter to all, a Word file for each.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ita_desktop.domain.collecting import AskedDays, FormState, OpenRow, count_of
from ita_desktop.domain.collection_rounds import USUAL, AskedSubject, Collection, CollectionUnit
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.records import Person, Unit
from ita_desktop.domain.year import YearData
from ita_desktop.filing.atomic_write import write
from ita_desktop.filing.fixed_zip import zipped
from ita_desktop.services import letters
from ita_desktop.storage.workspace import Workspace

if TYPE_CHECKING:
    from ita_desktop.documents.reports.unit_form import SentForm


MOST_ROWS: Final = 30
"""Number of rows of a form, unless more are asked for."""
FORM_STATES: Final[Mapping[FormState, str]] = {
    FormState.SENT: Phrase("ส่งแล้ว"),
    FormState.EMPTY: Phrase("คืนแบบเปล่า"),
    FormState.PART: Phrase("คืนแล้วบางส่วน"),
    FormState.RETURNED: Phrase("คืนครบแล้ว"),
    FormState.LATE: Phrase("เลยกำหนด"),
    FormState.MISSED: Phrase("ไม่คืนภายในปี"),
}
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class RoundRequest:
    """What is asked, of whom, until when."""

    about: tuple[AskedSubject, ...] = USUAL
    unit_ids: tuple[str, ...] | None = None
    """None: all units that have something to report."""
    due: date | None = None
    title: str = ""
    question: str = ""
    """Asked of all these units; empty for none."""
    answered: frozenset[str] = frozenset()
    """The units that have answered it already."""
    corrected: frozenset[str] = frozenset()
    """The units whose people were corrected already."""
    period: AskedDays | None = None
    """The days that measures are asked for; None: until the end of this month."""
    most_rows: int = MOST_ROWS
    formats: tuple[str, ...] = ("xlsx",)
    """``xlsx``, ``docx`` or both."""
    only: frozenset[str] = frozenset()
    """Codes of items and ids of measures that are asked for; all if it is empty."""
    memos: bool = False
    """Whether a memo to each unit is written, and kept among the letters."""
    mails: bool = False
    """Whether a draft of a mail is written for each unit."""
    zipped: bool = False
    """Whether all is one zip file."""


@dataclass(frozen=True)
class UnitRows:
    """A unit and the rows of its form; ``left_over`` is the number of rows that did not fit."""

    unit: Unit
    rows: tuple[OpenRow, ...]
    left_over: int = 0

    @property
    def count(self) -> int:
        """Number of rows of the form."""
        return count_of(self.rows)


@dataclass(frozen=True)
class SentRound:
    """A round that was sent."""

    collection: Collection
    units: tuple[UnitRows, ...]
    files: tuple[Path, ...] = ()
    mails: tuple[Path, ...] = ()
    file_of: Mapping[str, Path] = field(default_factory=dict)
    """The form of each unit, by unit."""


class Cover:
    """The letter of a round, and its Word file for a unit."""

    def __init__(
        self,
        workspace: Workspace,
        data: YearData,
        collection: Collection,
        units: Sequence[UnitRows],
    ) -> None:
        from ita_desktop.documents.export import breaker_of
        from ita_desktop.documents.reports.unit_form import cover_texts
        from ita_desktop.services.documents.exporting import context_of

        subject, body = cover_texts(data, collection)
        ids = [unit_state.unit.id for unit_state in units]
        self.letter = letters.drafted(data, subject=subject, body=body, to=ids)
        self.to = [
            unit_state.unit for unit_state in units if unit_state.unit.id != self.letter.sender_id
        ]
        """The units that get it: the sender needs none."""
        self._context = context_of(workspace, data)
        self._breaker = breaker_of(data)

    def of(self, unit: Unit) -> bytes:
        """Return the memo to a unit as a Word file."""
        from ita_desktop.documents.backends.docx.reference import fitted
        from ita_desktop.documents.export import render
        from ita_desktop.documents.kinds import REFERENCE_DOCX, Format
        from ita_desktop.documents.reports.letters import memo
        from ita_desktop.domain.text import Digits

        context, letter = self._context, self.letter
        title = memo.title_of(context.year, letter)
        blocks = tuple(memo.paper(context, letter, unit))
        document = memo.document_of(context, letter, title, blocks, Digits.THAI)
        own = context.office_file(REFERENCE_DOCX)
        return render(fitted(document, own), Format.DOCX, self._breaker, own)


_MAIL: Final = "eml"


def write_files(
    data: YearData,
    collection: Collection,
    units: Sequence[UnitRows],
    forms: Mapping[str, CollectionUnit],
    asked: RoundRequest,
    folder: Path,
    progress: Progress | None,
    cover: "Cover | None" = None,
) -> SentRound:
    """Write the forms, with their memos and drafts of mails if asked, into ``folder``, or a zip of
    them. Raises InputError if a file cannot be written, and whatever ``progress`` raises."""
    from ita_desktop.documents.names import file_name, unused
    from ita_desktop.documents.reports import unit_form
    from ita_desktop.documents.reports.unit_form import cover_file

    made: dict[str, bytes] = {}
    first: dict[str, str] = {}
    mails = []
    render = Renderer(data)
    for done, of in enumerate(units):
        sent = unit_form.SentForm(data, collection, forms[of.unit.id], of.unit, of.rows)
        stems = {name.rpartition(".")[0] for name in made}
        stem = unused(file_name(unit_form.called(sent)), stems.__contains__)
        if progress is not None:
            progress(done, len(units), stem)
        own = {f"{stem}.{form}": render(sent, form) for form in asked.formats}
        first[of.unit.id] = next(iter(own))
        if cover is not None and of.unit in cover.to:
            own[f"{stem} {cover_file(data)}.docx"] = cover.of(of.unit)
        made |= own
        if asked.mails:
            mails.append(f"{stem}.{_MAIL}")
            made[mails[-1]] = draft(sent, own)
    if progress is not None:
        progress(len(units), len(units), "")
    if asked.zipped:
        target = folder / f"{file_name(collection.title)}.zip"
        write(zipped(made), target)
        by_unit = dict.fromkeys(first, target)
        return SentRound(collection, tuple(units), (target,), (), by_unit)
    for name, content in made.items():
        write(content, folder / name)
    files = tuple(folder / name for name in made if name not in mails)
    by_unit = {unit: folder / name for unit, name in first.items()}
    return SentRound(
        collection, tuple(units), files, tuple(folder / name for name in mails), by_unit
    )


class Renderer:
    """Makes forms with one line breaker for all of them."""

    def __init__(self, data: YearData) -> None:
        from ita_desktop.documents.export import breaker_of

        self._breaker = breaker_of(data)

    def __call__(self, sent: object, form: str) -> bytes:
        from ita_desktop.documents.backends.xlsx import form as sheet_form
        from ita_desktop.documents.export import render
        from ita_desktop.documents.kinds import Format
        from ita_desktop.documents.reports import unit_form

        assert isinstance(sent, unit_form.SentForm)
        if form == Format.XLSX:
            return sheet_form.render(unit_form.form(sent), self._breaker)
        return render(unit_form.document(sent), Format(form), self._breaker)


_TYPES: Final = {
    "xlsx": "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def draft(sent: "SentForm", files: Mapping[str, bytes]) -> bytes:
    """Return a mail as an .eml file that mail programs open as a draft."""
    from ita_desktop.documents.reports.unit_form import subject_of, text_of

    return written(addresses_of(sent.data, sent.unit.id), subject_of(sent), text_of(sent), files)


def written(to: tuple[str, ...], subject: str, text: str, files: Mapping[str, bytes]) -> bytes:
    """Return a draft with its attachments."""
    mail = EmailMessage(policy=SMTP)
    # Outlook opens a message with this header for writing.
    mail["X-Unsent"] = "1"
    if to:
        mail["To"] = ", ".join(to)
    mail["Subject"] = subject
    mail.set_content(text)
    for name, content in files.items():
        kind = _TYPES.get(name.rpartition(".")[2], "octet-stream")
        mail.add_attachment(content, maintype="application", subtype=kind, filename=name)
    return mail.as_bytes()


def addresses_of(data: YearData, unit_id: str) -> tuple[str, ...]:
    """Return the mail address of a unit: of the first of its people who has one."""
    people: list[Person] = [person for person in data.people if person.unit_id == unit_id]
    return tuple(person.email for person in people if _is_address(person.email))[:1]


def _is_address(text: str) -> bool:
    return text.count("@") == 1 and text.isascii() and not any(map(str.isspace, text))
