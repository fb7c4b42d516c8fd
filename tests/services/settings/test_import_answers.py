"""What was answered about words of files is told in words, changed and forgotten."""

from datetime import date

import pytest

from ita_desktop.domain.answers import AnswerAbout, ImportAnswer
from ita_desktop.domain.errors import ConflictError
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.roster import people
from ita_desktop.services.settings.import_answers import (
    Meaning,
    edit,
    forget,
    meaning_of,
    remembered,
    what_of,
)
from ita_desktop.settings import today
from ita_desktop.storage.workspace import Workspace

YEAR = 2567


def answer(key: str, about: AnswerAbout, **fields) -> ImportAnswer:
    return ImportAnswer(id=key, about=about, text=f"คำ {key}", decided=date(2024, 1, 5), **fields)


@pytest.fixture
def answered(office: Workspace) -> Workspace:
    """Four answers: a column, a unit, a person, and a word that is left out."""
    people.add(office, YEAR, [{"name": "นายหนึ่ง งานดี"}])
    data = office.year(YEAR)
    unit = next(unit for unit in data.units if unit.name == "ฝ่ายโยธา")
    rows = (
        answer("a", AnswerAbout.COLUMN, scope="measures", answer="method"),
        answer("b", AnswerAbout.UNIT, unit_id=unit.id),
        answer("c", AnswerAbout.PERSON, person_id=data.people[0].id),
        answer("d", AnswerAbout.BODY),
    )
    with office.change("ทดสอบ") as change:
        for row in rows:
            change.insert(row)
    return office


def told(office: Workspace) -> dict[str, tuple[str, str]]:
    return {one.id: (str(one.what), str(one.meaning)) for one in remembered(office.year(YEAR))}


def test_each_is_told_by_what_it_is_and_what_it_means(answered: Workspace) -> None:
    assert told(answered) == {
        "a": ("คอลัมน์ของมาตรการ", "วิธีการปฏิบัติ"),
        "b": ("หน่วย", "ฝ่ายโยธา"),
        "c": ("บุคคล", "นายหนึ่ง งานดี"),
        "d": ("คณะ", ""),
    }
    assert [one.text for one in remembered(answered.year(YEAR))] == ["คำ d", "คำ a", "คำ c", "คำ b"]
    unknown = answer("e", AnswerAbout.COLUMN, scope="of a later program", answer="field")
    assert str(what_of(unknown)) == "คอลัมน์"
    gone = answer("f", AnswerAbout.COLUMN, scope="measures", answer="field")
    assert [meaning_of(each, answered.year(YEAR)) for each in (unknown, gone)] == ["", ""]


def test_a_word_is_given_another_meaning_or_left_out(answered: Workspace) -> None:
    unit = next(unit for unit in answered.year(YEAR).units if unit.name == "ฝ่ายการคลัง")
    edit(answered, [CellEdit("b", "meaning", Meaning("unit_id", unit.id))])
    assert told(answered)["b"] == ("หน่วย", "ฝ่ายการคลัง")
    assert answered.edits.undo_label == "แก้คำตอบของการนำเข้า “คำ b”"
    changed = next(one.record for one in remembered(answered.year(YEAR)) if one.id == "b")
    assert changed.decided == today()
    edit(answered, [CellEdit(key, "meaning", Meaning("", "")) for key in "bc"])
    assert [told(answered)[key][1] for key in "bc"] == ["", ""]
    assert answered.edits.undo_label == "แก้คำตอบของการนำเข้า 2 คำตอบ"


def test_what_is_forgotten_is_counted_and_can_come_back(answered: Workspace) -> None:
    assert forget(answered, ["b", "unknown"]) == 1
    assert answered.edits.undo_label == "ลืมคำตอบของการนำเข้า “คำ b”"
    assert [*told(answered)] == ["d", "a", "c"]
    with pytest.raises(ConflictError, match="ถูกลืมไปแล้ว"):
        edit(answered, [CellEdit("b", "meaning", Meaning("", ""))])
    assert forget(answered, ["b"]) == 0
    assert forget(answered, ["a", "c"]) == 2
    assert answered.edits.undo_label == "ลืมคำตอบของการนำเข้า 2 คำตอบ"
    answered.undo()
    answered.undo()
    assert len(told(answered)) == 4


def test_nothing_to_change_is_no_edit(answered: Workspace) -> None:
    before = answered.edits.undo_label
    edit(answered, [])
    assert answered.edits.undo_label == before
