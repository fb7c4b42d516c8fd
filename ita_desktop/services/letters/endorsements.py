"""Endorsement notes on memos (เกษียณ): add, edit, sign, remove."""

from collections.abc import Sequence
from typing import Final

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.letters.letters import Endorsement, EndorsementKind, Letter, LetterKind
from ita_desktop.domain.records import Person, new_id
from ita_desktop.domain.roster.holders import director
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import (
    ListLabels,
    RecordList,
    last_position,
    line,
    register_number,
    still,
)
from ita_desktop.services.roster.people import Register
from ita_desktop.services.roster.units import with_new_units
from ita_desktop.storage.workspace import Workspace

ASSISTANT: Final = "ผู้ช่วย"
"""Before the post of the director, that of an assistant."""
_EDUCATION: Final = "การศึกษา"


def add(workspace: Workspace, year: int, letter_id: str, kind: EndorsementKind) -> str:
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


def sign(workspace: Workspace, year: int, row: str, name: str) -> Person:
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
edit = ENDORSEMENTS.edit
remove = ENDORSEMENTS.remove
