"""Fields beside a table whose text somebody else changes while it is typed into."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.storage.edits.changes import Changed, EditKind, RowChange
from ita_desktop.ui.editors.base import CellEditor, CloseReason, EditorPlace, TypedText
from ita_desktop.ui.editors.rich_text import RichText
from ita_desktop.ui.editors.text import LineEditor
from ita_desktop.ui.pages.parts.pane_sections import PaneText
from ita_desktop.ui.shared.editor_events import (
    ConflictEvent,
    RescuedEvent,
    TextToKeep,
    TypingEvent,
    edited_by,
)
from ita_desktop.ui.storing import SentEdit, refused, sent
from ita_desktop.ui.widgets.fields.cell import FieldCell


class Desk(QWidget):
    """Stands for the main window."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[ConflictEvent] = []
        self.typed: list[tuple[str, str]] = []
        self.rescued: list[str] = []
        self.choice = TextToKeep.MINE
        self.meanwhile: Callable[[], object] = lambda: None
        """What happens while the clerk is asked."""

    def customEvent(self, event: QEvent) -> None:
        if isinstance(event, ConflictEvent):
            self.asked.append(event)
            event.choice = self.choice
            event.joined = f"{event.theirs} {event.mine}"
            self.meanwhile()
        elif isinstance(event, RescuedEvent):
            self.rescued.append(event.who)
        elif isinstance(event, TypingEvent):
            self.typed.append((event.thing, event.field))


@pytest.fixture
def desk(qtbot) -> Desk:
    desk = Desk()
    desk.resize(600, 300)
    qtbot.addWidget(desk)
    with qtbot.waitExposed(desk):
        desk.show()
    return desk


class Field:
    """A field of any kind by the same names."""

    def __init__(self, desk: Desk) -> None:
        self.stored: list[object] = []
        self.thing = "m1"
        self.why = ""
        """Why nothing can be stored."""
        self.edit: SentEdit | None = None
        """What is under way to a server with it."""

    def _keep(self, value: object) -> None:
        if self.why:
            refused(self.why)
            return
        self.stored.append(value)
        if self.edit is not None:
            sent(self.edit)
            self.shows(str(value))

    def shows(self, text: str, who: str = "") -> None:
        with edited_by(who):
            self._shows(text)

    def _shows(self, text: str) -> None:
        raise NotImplementedError


class Cell(Field):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)

        def make(place: EditorPlace, over: QWidget) -> CellEditor:
            return LineEditor(place, over)

        def read(result: object) -> object:
            return result.text if isinstance(result, TypedText) else None

        self.field = FieldCell("เลขที่", make, read, desk)
        self.field.resize(200, 32)
        self.field.show()
        self.field.entered.connect(self._keep)

    def _shows(self, text: str) -> None:
        self.field.set_value(text, locked=False, thing=self.thing)

    def type(self, text: str) -> None:
        self.field.begin(text)

    def take(self) -> None:
        self.field._on_exited(CloseReason.DOWN)

    @property
    def is_open(self) -> bool:
        return self.field.editor is not None

    @property
    def typed(self) -> str:
        return self.field.editor.words()


class Pane(Field):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.field = PaneText("เลขที่", desk, desk)
        self.field.resize(200, 32)
        self.field.show()
        self.field.edited.connect(self._keep)

    def _shows(self, text: str) -> None:
        self.field.set_text(text, locked=False, thing=self.thing)

    def type(self, text: str) -> None:
        self.field.begin()
        self.field.editor.area.setPlainText(text)

    def take(self) -> None:
        self.field._on_exited(CloseReason.DOWN)

    @property
    def is_open(self) -> bool:
        return self.field.editor is not None

    @property
    def typed(self) -> str:
        return self.field.editor.result().text


class Rich(Field):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.field = RichText("เลขที่", desk)
        self.field.show()
        self.field.save = self._save

    def _save(self, text: str) -> bool:
        self._keep(text)
        return not self.why

    def _shows(self, text: str) -> None:
        self.field.set_text(text, thing=self.thing)

    def type(self, text: str) -> None:
        self.field.begin()
        self.field.selectAll()
        self.field.insertPlainText(text)

    def take(self) -> None:
        self.field.take()

    @property
    def is_open(self) -> bool:
        return self.field.is_editing

    @property
    def typed(self) -> str:
        return self.field.text()


@pytest.fixture(params=[Cell, Pane, Rich])
def field(request, desk):
    made = request.param(desk)
    made.shows("เดิม")
    return made


def test_what_is_typed_stays_and_both_texts_are_asked_about(field, desk) -> None:
    field.type("ของฉัน")
    field.shows("ของเขา", "สมชาย")
    assert field.typed == "ของฉัน"
    field.take()
    (asked,) = desk.asked
    assert (asked.mine, asked.theirs, asked.who) == ("ของฉัน", "ของเขา", "สมชาย")
    assert field.stored == ["ของฉัน"]
    assert not field.is_open


def test_the_text_of_the_other_can_stay(field, desk) -> None:
    desk.choice = TextToKeep.THEIRS
    field.type("ของฉัน")
    field.shows("ของเขา", "สมชาย")
    field.take()
    assert field.stored == []
    assert not field.is_open


def test_a_text_of_both_is_stored(field, desk) -> None:
    desk.choice = TextToKeep.JOINED
    field.type("ของฉัน")
    field.shows("ของเขา", "สมชาย")
    field.take()
    assert field.stored == ["ของเขา ของฉัน"]


def test_undecided_it_stays_open(field, desk) -> None:
    desk.choice = TextToKeep.NEITHER
    field.type("ของฉัน")
    field.shows("ของเขา", "สมชาย")
    field.take()
    assert field.stored == []
    assert field.is_open
    assert field.typed == "ของฉัน"


def test_an_unchanged_text_overwrites_nothing(field, desk) -> None:
    field.type("เดิม")
    field.shows("ของเขา", "สมชาย")
    field.take()
    assert (desk.asked, field.stored, field.is_open) == ([], [], False)


def test_the_window_is_told_who_types_where(field, desk) -> None:
    field.type("ของฉัน")
    field.take()
    assert desk.typed == [("m1", "เลขที่"), ("", "")]


def test_what_was_typed_of_one_thing_is_never_stored_in_another(field, desk) -> None:
    """While the clerk is asked, somebody removes the row: the pane shows the next one."""

    def remove() -> None:
        field.thing = "m2"
        field.shows("ของอีกแถว", "สมหญิง")

    desk.meanwhile = remove
    field.type("ของฉัน")
    field.shows("ของเขา", "สมชาย")
    field.take()
    assert (field.stored, field.is_open) == ([], False)
    assert QApplication.clipboard().text() == "ของฉัน"
    assert desk.rescued == ["สมหญิง"]


def test_the_clerk_is_asked_once_also_where_the_keyboard_goes_elsewhere(field, desk) -> None:
    desk.meanwhile = field.take
    field.type("ของฉัน")
    field.shows("ของเขา", "สมชาย")
    field.take()
    assert len(desk.asked) == 1
    assert field.stored == ["ของฉัน"]


def test_a_text_of_both_that_cannot_be_stored_stays_typed(field, desk) -> None:
    desk.choice = TextToKeep.JOINED
    field.why = "ขาดการเชื่อมต่อ"
    field.type("ของฉัน")
    field.shows("ของเขา", "สมชาย")
    field.take()
    assert field.is_open
    assert field.typed == "ของเขา ของฉัน"


@pytest.fixture
def edit(desk) -> SentEdit:
    change = RowChange("measure", "m1", {"note": "เดิม"}, {"note": "ของฉัน"})
    return SentEdit(Changed(EditKind.DO, "แก้", (change,), work=-1), desk)


def refuse(field, edit: SentEdit) -> None:
    """The server's answer: the stored value is as before."""
    field.edit = None
    field.shows("เดิม")
    edit.answered.emit("ขาดการเชื่อมต่อ")


def test_a_refused_text_comes_back_to_its_field_and_is_typed_on(field, edit, desk) -> None:
    field.edit = edit
    field.type("ของฉัน")
    field.take()
    assert not field.is_open
    refuse(field, edit)
    assert "ขาดการเชื่อมต่อ" in field.field.accessibleDescription()
    field.thing = "m2"
    field.shows("ของอีกแถว")
    assert "ขาดการเชื่อมต่อ" not in field.field.accessibleDescription()
    field.thing = "m1"
    field.shows("เดิม")
    field.field.begin()
    assert field.typed == "ของฉัน"
    field.take()
    assert field.stored == ["ของฉัน"] * 2
    assert desk.asked == []


def test_a_refused_text_overwrites_nobody_unseen(field, edit, desk) -> None:
    field.edit = edit
    field.type("ของฉัน")
    field.take()
    refuse(field, edit)
    field.shows("ของเขา", "สมชาย")
    field.field.begin()
    field.take()
    (asked,) = desk.asked
    assert (asked.mine, asked.theirs) == ("ของฉัน", "ของเขา")


def test_a_refused_text_that_is_given_up_leaves_the_stored_one(field, edit) -> None:
    given_up: list[bool] = []
    edit.given_up.connect(lambda: given_up.append(True))
    field.edit = edit
    field.type("ของฉัน")
    field.take()
    refuse(field, edit)
    field.field.begin()
    if isinstance(field, Rich):
        field.field.drop()
    else:
        field.field._on_exited(CloseReason.CANCEL)
    assert given_up == [True]
    field.shows("เดิม")
    assert "ขาดการเชื่อมต่อ" not in field.field.accessibleDescription()
