"""Lines that are stored when they are left, while others write."""

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit

from ita_desktop.domain.errors import InputError, ItaError, WorkspaceError
from ita_desktop.ui.shared.editor_events import TextToKeep, edited_by
from ita_desktop.ui.shared.stored_line import StoredLine
from tests.ui.shared.test_fields import Desk, desk

__all__ = ["desk"]


class Session(QObject):
    failed = Signal(str)
    year = 2568


class Office:
    """A line of a record."""

    def __init__(self, desk: Desk) -> None:
        self.stored = "เดิม"
        self.error: ItaError | None = None
        self.told: list[str] = []
        session = Session(desk)
        session.failed.connect(self.told.append)
        self.field = QLineEdit(desk)
        self.field.setAccessibleName("ที่อยู่")
        self.line = StoredLine(self.field, session, lambda: self.stored, self._store)  # type: ignore[arg-type]
        self.line.show()

    def _store(self, text: str) -> None:
        if self.error is not None:
            raise self.error
        self.stored = text

    def type(self, text: str) -> None:
        self.field.selectAll()
        self.field.insert(text)
        self.field.textEdited.emit(text)

    def changed_by(self, who: str, text: str) -> None:
        self.stored = text
        with edited_by(who):
            self.line.show()


@pytest.fixture
def office(desk) -> Office:
    return Office(desk)


def test_a_field_that_was_not_filled_yet_stores_nothing(desk) -> None:
    office = Office(desk)
    unfilled = QLineEdit(desk)
    line = StoredLine(unfilled, Session(desk), lambda: office.stored, office._store)  # type: ignore[arg-type]
    line.take()
    assert office.stored == "เดิม"
    assert office.told == []


def test_what_is_typed_stays_while_others_write(office, desk) -> None:
    office.type("ของฉัน")
    office.changed_by("สมชาย", "เดิม")
    assert office.field.text() == "ของฉัน"
    office.line.take()
    assert (office.stored, desk.asked) == ("ของฉัน", [])


def test_both_texts_are_asked_about(office, desk) -> None:
    desk.choice = TextToKeep.THEIRS
    office.type("ของฉัน")
    office.changed_by("สมชาย", "ของเขา")
    office.line.take()
    (asked,) = desk.asked
    assert (asked.field, asked.mine, asked.theirs) == ("ที่อยู่", "ของฉัน", "ของเขา")
    assert (office.stored, office.field.text()) == ("ของเขา", "ของเขา")


def test_what_cannot_be_stored_now_stays_and_is_stored_later(office) -> None:
    office.error = WorkspaceError("ขาดการเชื่อมต่อ", remedy="รอ")
    office.type("ของฉัน")
    office.line.take()
    office.line.show()
    assert office.told
    assert office.field.text() == "ของฉัน"
    office.error = None
    office.line.take()
    assert office.stored == "ของฉัน"


def test_invalid_input_is_reverted(office) -> None:
    office.error = InputError("ยังไม่มีชื่อ", remedy="พิมพ์ชื่อ")
    office.type("")
    office.line.take()
    assert office.told
    assert office.field.text() == "เดิม"
