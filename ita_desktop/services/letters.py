"""Memos and letters, created from wordings, to units, persons or posts; endorsement notes on memos
(เกษียณ); attachments of letters and of agenda items."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from ita_desktop.domain.agenda import INVITATION, INVITATIONS, LATER_INVITATION, is_first
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.letters import (
    REMINDER,
    SURVEY,
    AgendaAttachment,
    Attachment,
    Endorsement,
    EndorsementKind,
    Letter,
    LetterAttachment,
    LetterKind,
    LetterMerge,
    LetterRecipient,
    numbered,
    numbers_of,
)
from ita_desktop.domain.letters import written as written_numbers
from ita_desktop.domain.meetings import AgendaItem, Meeting
from ita_desktop.domain.records import GroupOf, Person, Unit, new_id
from ita_desktop.domain.roster.holders import director
from ita_desktop.domain.text import key
from ita_desktop.domain.tracking.deliveries import of_surveys
from ita_desktop.domain.tracking.units import UnitShare, shares_of_others
from ita_desktop.domain.tracking.units import shares as shares  # noqa: PLC0414 - offered here, too
from ita_desktop.domain.tracking.units import shares_of_all as shares_of_all  # noqa: PLC0414 - as above
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import (
    CellEdit,
    ListLabels,
    OwnerRef,
    RecordList,
    gone,
    last_position,
    line,
    register_number,
    remove_rows,
    short,
    still,
    text,
    with_ids,
)
from ita_desktop.services.roster.owning import owner_of, resolved, write_owners
from ita_desktop.services.roster.people import Register
from ita_desktop.services.roster.units import with_new_units
from ita_desktop.services.surveys import rules_of
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

WORDINGS: Final = (
    INVITATION,
    LATER_INVITATION,
    "memo-minutes",
    "memo-evidence",
    REMINDER,
    SURVEY,
    "memo-book",
    "memo-general",
)
"""Wordings that a letter can be created from; that of the subject has the suffix ``-subject``."""
OF_UNITS: Final = frozenset(("memo-evidence", REMINDER, SURVEY))
"""Wordings of letters that are made out to each unit."""
OF_MEETINGS: Final = INVITATIONS | {"memo-minutes"}
"""Wordings of letters about a meeting."""
_NUMBERING = {"number", "merge"}
"""Fields on which the numbers of the letters to units depend."""
ASSISTANT: Final = "ผู้ช่วย"
"""Before the post of the director, that of an assistant."""
_EDUCATION: Final = "การศึกษา"


def subject_of(data: YearData, letter: Letter) -> str:
    """Return the text after เรื่อง, with its fields filled in."""
    from ita_desktop.documents.reports.named_texts import filled
    from ita_desktop.documents.wordings.values import of_letter

    return filled(data, f"{_wording(letter)}-subject", of_letter(data, letter), letter.subject)


def display_name(data: YearData, letter: Letter) -> str:
    """Return a letter's name for use in sentences: its subject, or its number."""
    subject = subject_of(data, letter)
    return short(subject) or letter.number or Phrase("หนังสือ")


def written(data: YearData, letter: Letter) -> list[UnitShare]:
    """Return the recipient units of a letter for each unit, with their items."""
    from ita_desktop.documents.reports.letters.of_units import written as of_units

    return of_units(data, letter)


def _wording(letter: Letter) -> str:
    return letter.wording or "memo-general"


def add(
    workspace: Workspace,
    year: int,
    wording: str = "memo-general",
    *,
    meeting_id: str | None = None,
    order_id: str | None = None,
    subject: str = "",
    body: str = "",
    to: Sequence[str] = (),
) -> str:
    """Create a memo from one of :data:`WORDINGS`; sender, telephone and signatory are copied from
    the newest one. A request for evidence is made for each unit. ``to`` are ids of units instead of
    the usual recipients. Return its id."""
    if wording not in WORDINGS:
        raise InputError("ไม่มีแบบหนังสือ {name}", remedy="เลือกจากรายการ", name=wording)
    data = workspace.year(year)
    letter = drafted(
        data, wording, meeting_id=meeting_id, order_id=order_id, subject=subject, body=body, to=to
    )
    usual = (unit.id for unit in _usual_recipients(data, wording, letter.sender_id))
    with workspace.change("เพิ่มหนังสือ") as change:
        put(change, letter, to or usual)
    return letter.id


def drafted(
    data: YearData,
    wording: str = "memo-general",
    *,
    meeting_id: str | None = None,
    order_id: str | None = None,
    subject: str = "",
    body: str = "",
    to: Sequence[str] = (),
) -> Letter:
    """Return a letter as :func:`add` creates it."""
    last = _newest(data)
    sender = usual_sender(data)
    return Letter(
        id=new_id(),
        year_id=data.fiscal_year.id,
        wording=wording,
        sender_id=sender,
        phone=last.phone if last is not None else "",
        addressee="" if wording in OF_UNITS or to else _director(data),
        subject=line(subject),
        body=text(body),
        merge=LetterMerge.UNITS if wording in OF_UNITS else LetterMerge.ONE,
        signatory_id=last.signatory_id if last is not None else None,
        signatory_post=last.signatory_post if last is not None else "",
        acting_for=last.acting_for if last is not None else "",
        order_id=order_id,
        meeting_id=meeting_id,
        position=last_position(data.letters),
    )


def put(change: Change, letter: Letter, to: Iterable[str]) -> None:
    """Insert a letter to units, given by id."""
    change.insert(letter)
    make = owner_of(LetterRecipient, letter_id=letter.id)
    for position, unit_id in enumerate(to):
        change.insert(make(OwnerRef(unit_id=unit_id), position))


def invitation_to(meeting: Meeting) -> str:
    """Return the wording of a meeting's invitation."""
    return INVITATION if is_first(meeting) else LATER_INVITATION


def follow_meeting(change: Change, data: YearData, before: Meeting, now: Meeting) -> None:
    """Update the wording of a meeting's invitation after the meeting was changed from ``before``
    (from first to later or back), unless the clerk chose another one."""
    was, wanted = invitation_to(before), invitation_to(now)
    for letter in data.letters:
        untouched = letter.wording == was and not letter.subject and not letter.body
        if letter.meeting_id == now.id and untouched and was != wanted:
            change.update(letter, wording=wanted)


def usual_sender(data: YearData) -> str | None:
    """Return the id of the unit that sends the next letter, as it sent the newest one."""
    last = _newest(data)
    return last.sender_id if last is not None else _administration(data)


def _newest(data: YearData) -> Letter | None:
    return max(data.letters, key=lambda letter: letter.position, default=None)


def _administration(data: YearData) -> str | None:
    found = next((unit for unit in data.units if unit.name == "ฝ่ายปกครอง"), None)
    return found.id if found is not None else None


def _director(data: YearData) -> str:
    return director(data.organisation) if data.organisation.name else ""


def sign(workspace: Workspace, year: int, letter_id: str, name: str) -> Person:
    """Set the signatory by name; a name that is not in the register is added to it."""
    data = workspace.year(year)
    letter = still(data.letter_by_id.get(letter_id), "หนังสือ")
    with workspace.change("แก้ผู้ลงนาม {which}", which=display_name(data, letter)) as change:
        person = Register(change, data).find_or_add(line(name), letter.signatory_post)
        change.update(letter, signatory_id=person.id)
    return person


def _usual_recipients(data: YearData, wording: str, sender_id: str | None) -> list[Unit]:
    if wording == SURVEY:
        return units_behind(data, sender_id)
    if wording in OF_UNITS:
        return [share.unit for share in shares_of_others(data, sender_id)]
    groups = [unit for unit in data.units if unit.group_of is GroupOf.SECTIONS]
    return groups[:1] if wording in OF_MEETINGS else []


def units_behind(data: YearData, sender_id: str | None = None) -> list[Unit]:
    """Return the units whose staff have not answered the surveys as the rules ask, in order."""
    # Whether answers are missing is the same on each day.
    rows = of_surveys(data, rules_of(data), date.min) if data.survey_groups else ()
    behind = {unit.id for row in rows if row.is_open for unit in row.units}
    return [unit for unit in data.units if unit.id in behind and unit.id != sender_id]


def _follow(
    change: Change, data: YearData, edits: Sequence[CellEdit], rows: Mapping[str, Letter]
) -> None:
    for row in dict.fromkeys(edit.row for edit in edits if edit.field in _NUMBERING):
        _number_units(change, data, rows[row], anew=True)


def number_unit(workspace: Workspace, year: int, letter_id: str, unit_id: str, typed: str) -> None:
    """Give the letter of one unit another number; the others keep theirs. Raises InputError for no
    number, one that another unit's letter has, and where all letters have the same."""
    data = workspace.year(year)
    letter, unit = data.letter_by_id[letter_id], data.unit_by_id[unit_id]
    own, fresh = numbers_of(letter), register_number(typed)
    if not own:
        raise InputError("หนังสือฉบับนี้ใช้เลขเดียวกันทุกหน่วย", remedy="แก้เลขที่ของหนังสือ")
    if not fresh:
        raise InputError("ยังไม่มีเลขที่หนังสือ", remedy="พิมพ์เลขที่ เช่น กท 5301/123")
    same = (other for other in own if other != unit_id and key(own[other]) == key(fresh))
    if (other := next(same, None)) is not None:
        raise InputError(
            "เลขที่ {number} เป็นของ{unit}แล้ว",
            remedy="พิมพ์เลขอื่น",
            number=fresh,
            unit=data.unit_name(other),
        )
    with workspace.change("แก้เลขที่หนังสือของ{unit}", unit=unit.label) as change:
        change.update(letter, unit_numbers=written_numbers({**own, unit_id: fresh}))


def _number_units(change: Change, data: YearData, letter: Letter, *, anew: bool) -> None:
    """Give the letter of each unit its number."""
    each = letter.merge is LetterMerge.UNITS and letter.number
    units = [share.unit.id for share in written(data, letter)] if each else []
    change.update(letter, unit_numbers=numbered(letter, units, anew=anew) if each else "")


def send_to(workspace: Workspace, year: int, letter_id: str, to: Sequence[OwnerRef]) -> None:
    """Set the recipients of a letter."""
    data = workspace.year(year)
    letter = still(data.letter_by_id.get(letter_id), "หนังสือฉบับนั้น")
    with workspace.change("แก้ผู้รับ {letter}", letter=display_name(data, letter)) as change:
        make = owner_of(LetterRecipient, letter_id=letter_id)
        wanted = [resolved(change, data, ref) for ref in to]
        write_owners(change, data, data.recipients_of(letter_id), wanted, make)
        others = (row for row in data.letter_recipients if row.letter_id != letter_id)
        now = (make(ref, position) for position, ref in enumerate(wanted))
        _number_units(change, replace(data, letter_recipients=(*others, *now)), letter, anew=False)


LETTERS: Final = RecordList(
    record=Letter,
    rows=lambda data: data.letters,
    name=display_name,
    labels=ListLabels(
        edit=Phrase("แก้{what} {which}"),
        remove=Phrase("เอาหนังสือออก {which}"),
        many=Phrase("{count} ฉบับ"),
        row=Phrase("หนังสือฉบับนั้น"),
        fields=Phrase("หนังสือ"),
    ),
    rules={"number": lambda _data, value: register_number(value)},
    reading=with_new_units,
    follows=_follow,
)
edit = LETTERS.edit
remove = LETTERS.remove


def add_endorsement(workspace: Workspace, year: int, letter_id: str, kind: EndorsementKind) -> str:
    """Add an endorsement note after the existing ones of a memo; return its id. Raises InputError
    for an external letter, which has none."""
    data = workspace.year(year)
    letter = still(data.letter_by_id.get(letter_id), "หนังสือฉบับนั้น")
    if letter.kind is not LetterKind.MEMO:
        raise InputError("หนังสือภายนอกไม่มีการเกษียณ", remedy="ใช้กับบันทึกข้อความ")
    present = data.endorsements_of(letter_id)
    row = Endorsement(
        id=new_id(),
        letter_id=letter_id,
        kind=kind,
        unit_id=_education(data) if kind is EndorsementKind.SCHOOLS else None,
        signatory_id=letter.signatory_id if kind is EndorsementKind.UNITS else None,
        signatory_post=_post(data, letter, kind, present),
        position=last_position(present),
    )
    with workspace.change("เพิ่มการเกษียณบนบันทึก") as change:
        change.insert(row)
    return row.id


def _post(
    data: YearData, letter: Letter, kind: EndorsementKind, present: Sequence[Endorsement]
) -> str:
    """Return the usual signatory's post: superiors in turn, or the memo's own for UNITS."""
    if kind is EndorsementKind.UNITS:
        return letter.signatory_post
    if kind not in {EndorsementKind.NOTED, EndorsementKind.ASSIGNED}:
        return ""
    first = not any(endorsement.kind is EndorsementKind.NOTED for endorsement in present)
    assistant = kind is EndorsementKind.NOTED and first
    return f"{ASSISTANT if assistant else ''}{director(data.organisation)}"


def _education(data: YearData) -> str | None:
    """Return the id of the unit that writes to the schools."""
    return next((unit.id for unit in data.units if _EDUCATION in unit.name), None)


def sign_endorsement(workspace: Workspace, year: int, row: str, name: str) -> Person:
    """Set the signatory of a note by name; a name that is not in the register is added to it."""
    data = workspace.year(year)
    block = still(data.endorsement_by_id.get(row), "การเกษียณ")
    with workspace.change("แก้การเกษียณบนบันทึก") as change:
        person = Register(change, data).find_or_add(line(name), block.signatory_post)
        change.update(block, signatory_id=person.id)
    return person


ENDORSEMENTS: Final = RecordList(
    record=Endorsement,
    rows=lambda data: data.endorsements,
    name=lambda _data, _row: Phrase("1 ส่วน"),
    labels=ListLabels(
        edit=Phrase("แก้การเกษียณบนบันทึก"),
        remove=Phrase("เอาการเกษียณออก {which}"),
        many=Phrase("{count} ส่วน"),
        row=Phrase("การเกษียณ"),
    ),
    rules={"number": lambda _data, value: register_number(value)},
    reading=with_new_units,
)
edit_endorsements = ENDORSEMENTS.edit
remove_endorsements = ENDORSEMENTS.remove


def attach(
    workspace: Workspace,
    year: int,
    to: Letter | AgendaItem,
    title: str,
    *,
    document: str = "",
    file_name: str = "",
    data: bytes = b"",
) -> str:
    """Attach a generated document or a file to a letter or agenda item; return the attachment's id.
    Raises InputError if the letter or item does not exist."""
    make, present = _attachments_of(workspace.year(year), to)
    with workspace.change("แนบ {title}", title=line(title)) as change:
        row = make(
            id=new_id(),
            title=line(title),
            document=document,
            file_name=file_name,
            media=change.keep(data) if data else "",
            position=last_position(present),
        )
        change.insert(row)
    return row.id


def _attachments_of(
    data: YearData, to: Letter | AgendaItem
) -> tuple[Callable[..., Attachment], Sequence[Attachment]]:
    """Return the attachment class for a letter or agenda item, and its present attachments."""
    if isinstance(to, Letter):
        if to.id not in data.letter_by_id:
            raise gone("หนังสือฉบับนั้น")
        return partial(LetterAttachment, letter_id=to.id), data.attachments_of_letter(to.id)
    if all(item.id != to.id for item in data.agenda_items):
        raise gone("ระเบียบวาระ")
    return partial(AgendaAttachment, agenda_item_id=to.id), data.attachments_of_agenda_item(to.id)


def detach(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove attachments."""
    data, chosen = workspace.year(year), set(ids)
    with_letters = with_ids(data.letter_attachments, chosen)
    rows: list[Attachment] = [*with_letters, *with_ids(data.agenda_attachments, chosen)]
    label = "เอาสิ่งที่ส่งมาด้วยออก {which}" if with_letters else "เอาเอกสารประกอบออก {which}"
    remove_rows(workspace, rows, label, lambda attachment: attachment.title, "{count} รายการ")
