"""Sends a collection round: records what is asked of whom, and writes its files: a form for each
unit, drafts of mails, a zip of all.

The program sends nothing itself: files, and drafts of mails, lie in a folder. A draft has its text
from a wording and the form attached. The memo that goes with the form of each unit is one letter to
all, a Word file for each.
"""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Collection as Some
from dataclasses import dataclass, field, replace
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ita_desktop.domain import collecting
from ita_desktop.domain.collection_rounds import (
    RECORDED,
    USUAL,
    AskedSubject,
    Collection,
    CollectionUnit,
    Digests,
    SentRows,
    digests,
)
from ita_desktop.domain.dates import long_date
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.records import Person, Unit, UnitKind, new_id
from ita_desktop.domain.scores.progress import State, item_progress
from ita_desktop.domain.text import Digits
from ita_desktop.domain.tracking.units import shares_of_all
from ita_desktop.domain.tracking.worksheet import ENTRY_FIELDS
from ita_desktop.domain.year import YearData
from ita_desktop.filing.atomic_write import write
from ita_desktop.filing.fixed_zip import zipped
from ita_desktop.services import letters
from ita_desktop.services.edits import last_position, line, text
from ita_desktop.storage.workspace import Workspace

if TYPE_CHECKING:
    from ita_desktop.documents.reports.unit_form import SentForm


MOST_ROWS: Final = 30
"""Number of rows of a form, unless more are asked for."""
FORM_STATES: Final[Mapping[collecting.FormState, str]] = {
    collecting.FormState.SENT: Phrase("ส่งแล้ว"),
    collecting.FormState.EMPTY: Phrase("คืนแบบเปล่า"),
    collecting.FormState.PART: Phrase("คืนแล้วบางส่วน"),
    collecting.FormState.RETURNED: Phrase("คืนครบแล้ว"),
    collecting.FormState.LATE: Phrase("เลยกำหนด"),
    collecting.FormState.MISSED: Phrase("ไม่คืนภายในปี"),
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
    period: collecting.AskedDays | None = None
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
    rows: tuple[collecting.OpenRow, ...]
    left_over: int = 0

    @property
    def count(self) -> int:
        """Number of rows of the form."""
        return collecting.count_of(self.rows)


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


def asked_units(data: YearData) -> list[Unit]:
    """Return the units that may be asked: sections, schools and other offices."""
    return [unit for unit in data.units if unit.kind not in {UnitKind.GROUP, UnitKind.OFFICE}]


def asked_of_nobody(data: YearData, today: date) -> tuple[str, ...]:
    """Return the codes of open OIT items with owners of whom none is a unit that may be asked: a
    group without units, a person."""
    ids = {unit.id for unit in asked_units(data)}
    asked = {code for of in shares_of_all(data) if of.unit.id in ids for code in of.codes}
    return tuple(
        code
        for code, progress in item_progress(data, today).items()
        if progress.state is not State.DONE and code not in asked and data.owners_of_item(code)
    )


def to_send(
    data: YearData, asked: RoundRequest, today: date, again: Collection | None = None
) -> list[UnitRows]:
    """Return the units of a round with the rows of their forms, of new versions of a round if it is
    sent ``again``. Units without any row are left out, unless there is a question. What did not fit
    the form of the round before stands before what was asked then."""
    period = asked.period or collecting.usual_period(data, today)
    found = []
    for unit in asked_units(data):
        if asked.unit_ids is not None and unit.id not in asked.unit_ids:
            continue
        about = set(asked.about)
        if unit.id in asked.corrected:
            about.discard(AskedSubject.PEOPLE)
        found_rows = collecting.open_rows(data, unit, about, period, today)
        rows = [row for row in found_rows if _is_asked(row, asked.only)]
        if (question := text(asked.question)) and unit.id not in asked.answered:
            rows.insert(0, collecting.OpenQuestion(question))
        if rows:
            before = _asked_before(data, unit, again) if len(rows) > asked.most_rows else set()
            known = {_thing(row) for row in rows if _keys(row) & before}
            behind = sorted(rows, key=lambda row: _thing(row) in known)
            fitting = _whole_items(behind, asked.most_rows)
            kept = [row for row in rows if row in fitting]
            found.append(UnitRows(unit, tuple(kept), len(rows) - len(kept)))
    return found


def _is_asked(row: collecting.OpenRow, only: Some[str]) -> bool:
    match row:
        case collecting.OpenItem():
            return not only or row.item.code in only
        case collecting.OpenMeasure():
            return not only or row.measure.id in only
        case _:
            return True


def _asked_before(data: YearData, unit: Unit, again: Collection | None) -> set[str]:
    """Return the keys of the rows of a unit's form in the round before."""
    rounds = sorted(data.collections, key=lambda one: one.position, reverse=True)
    for one in rounds:
        if again is None or one.position < again.position:
            form = collecting.newest_forms(data, one).get(unit.id)
            if form is not None:
                return {*SentRows.read(form.rows).rows}
    return set()


def _keys(row: collecting.OpenRow) -> set[str]:
    """Return the keys that a row may have had before; a question and people are always asked."""
    match row:
        case collecting.OpenMeasure():
            return {row.key, row.bare_key}
        case collecting.OpenItem():
            return {row.key}
        case _:
            return set()


def _thing(row: collecting.OpenRow) -> str:
    """Return what tells a row from others, that of its item for a row of an item."""
    return _item(row) or row.key


def _whole_items(rows: Sequence[collecting.OpenRow], most: int) -> Sequence[collecting.OpenRow]:
    """Return the first rows; the rows of an item stay together."""
    end = most
    while 0 < end < len(rows) and _item(rows[end]) and _item(rows[end]) == _item(rows[end - 1]):
        end -= 1
    return rows[: end or most]


def _item(row: collecting.OpenRow) -> str:
    return row.item.code if isinstance(row, collecting.OpenItem) else ""


def send(
    workspace: Workspace,
    year: int,
    asked: RoundRequest,
    folder: Path,
    *,
    today: date,
    progress: Progress | None = None,
) -> SentRound:
    """Write the forms into ``folder`` and record the round as one unit of work.

    Memos to the units are one letter to all of them. Files are written first: a folder that cannot
    be written leaves no round. Raises InputError if nothing is due, open or asked, WorkspaceError
    if the workspace cannot be written to, and whatever ``progress`` raises.
    """
    _refuse_read_only(workspace)
    data = workspace.year(year)
    units = to_send(data, asked, today)
    if not units:
        raise InputError(
            "ไม่มีหน่วยใดมีเรื่องค้างในช่วงนี้ จึงไม่มีอะไรให้ส่ง",
            remedy="เลือกเรื่องหรือช่วงเวลาอื่น หรือมอบหมายข้อ OIT และมาตรการให้หน่วยก่อน",
        )
    collection = _collection(data, asked, today)
    forms = {of.unit.id: _form(data, collection, of, today) for of in units}
    cover = Cover(workspace, data, collection, units) if asked.memos else None
    sent = write_files(data, collection, units, forms, asked, folder, progress, cover)
    with workspace.change("ส่งรอบ {title}", title=collection.title) as change:
        change.insert(collection)
        if cover is not None:
            letters.put(change, cover.letter, [unit.id for unit in cover.to])
        for form in forms.values():
            change.insert(form)
    return sent


def _refuse_read_only(workspace: Workspace) -> None:
    """Raise WorkspaceError before a form is written that the workspace could not take back."""
    if workspace.read_only:
        raise workspace.connections.why_read_only()


def send_again(
    workspace: Workspace,
    year: int,
    collection_id: str,
    unit_ids: Some[str],
    folder: Path,
    *,
    today: date,
    progress: Progress | None = None,
) -> SentRound:
    """Write new versions of the forms of some units of a round, with what is open now. Raises
    InputError if that is nothing, and whatever ``progress`` raises."""
    _refuse_read_only(workspace)
    data = workspace.year(year)
    collection = collection_of(data, collection_id)
    last = collecting.newest_forms(data, collection)
    wanted = RoundRequest(
        about=collection.subjects,
        unit_ids=tuple(unit_ids),
        period=collecting.AskedDays(collection.first or date.min, collection.last or date.max),
        question=collection.question,
        answered=frozenset(unit for unit, form in last.items() if form.answer),
        corrected=frozenset(
            unit for unit in last if collecting.people_are_back(data, collection, unit)
        ),
    )
    units = to_send(data, wanted, today, collection)
    if not units:
        raise InputError("หน่วยที่เลือกไม่มีเรื่องค้างแล้ว จึงไม่มีอะไรให้ส่งซ้ำ", remedy="เลือกหน่วยอื่น")
    forms = {}
    for of in units:
        form, before = _form(data, collection, of, today), last.get(of.unit.id)
        if before is not None:
            form = replace(form, version=before.version + 1, answer=before.answer)
        forms[of.unit.id] = form
    sent = write_files(data, collection, units, forms, wanted, folder, progress)
    with workspace.change("ส่งรอบ {title} ซ้ำ", title=collection.title) as change:
        for form in forms.values():
            change.insert(form)
    return sent


def collection_of(data: YearData, collection_id: str = "") -> Collection:
    """Return a round, by default the newest. Raises InputError if there is none."""
    newest = max(data.collections, key=lambda collection: collection.position, default=None)
    found = data.collection_by_id.get(collection_id) if collection_id else newest
    if found is None:
        raise InputError("ปีนี้ยังไม่เคยส่งรอบใด", remedy="ส่งรอบใหม่ก่อน")
    return found


def usual_title(data: YearData, today: date) -> str:
    """Return the title of the next round."""
    return Phrase(
        "ขอข้อมูล ITA รอบที่ {number} ({day})",
        number=len(data.collections) + 1,
        day=long_date(today),
    )


def _collection(data: YearData, asked: RoundRequest, today: date) -> Collection:
    period = asked.period or collecting.usual_period(data, today)
    if asked.due is not None and asked.due < today:
        raise InputError(
            "กำหนดส่งคืน {day} ผ่านไปแล้ว", remedy="เลือกวันหลังวันนี้", day=long_date(asked.due)
        )
    return Collection(
        id=new_id(),
        year_id=data.fiscal_year.id,
        title=line(asked.title) or str(usual_title(data, today)),
        about=" ".join(asked.about),
        question=text(asked.question),
        first=period.first,
        last=period.last,
        sent=today,
        due=asked.due,
        position=last_position(data.collections),
    )


def _form(data: YearData, collection: Collection, of: UnitRows, today: date) -> CollectionUnit:
    given: dict[str, Digests] = {}
    for row in of.rows:
        if isinstance(row, collecting.OpenPeople):
            given |= {key: {} for key in row.keys}
        else:
            given[row.key] = digests({**_given(row), RECORDED: collecting.recorded(data, row)})
    return CollectionUnit(
        id=new_id(),
        collection_id=collection.id,
        unit_id=of.unit.id,
        sent=today,
        rows=SentRows(given).written(),
    )


def _given(row: collecting.OpenRow) -> dict[str, str | date | None]:
    """Return the fields to fill in that a row has already."""
    if isinstance(row, collecting.OpenMeasure) and row.entry is not None:
        return {name: getattr(row.entry, name) for name in ENTRY_FIELDS}
    evidence = row.evidence if isinstance(row, collecting.OpenItem) else None
    if evidence is None:
        return {}
    return {
        "title": evidence.title,
        "location": evidence.location,
        "published": evidence.published,
        "note": evidence.note,
    }
