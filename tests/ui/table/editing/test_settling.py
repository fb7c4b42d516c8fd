"""A cell that somebody else changes while it is typed into."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.ui.shared.editor_events import ConflictEvent, TextToKeep, TypingEvent, edited_by
from ita_desktop.ui.theme.theme import Motion
from ita_desktop.ui.theme.tokens import Duration

Key = Qt.Key


class Desk(QObject):
    """Stands for the main window: answers conflicts, and notes who types where."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.asked: list[ConflictEvent] = []
        self.typed: list[tuple[str, str]] = []
        self.answer: Callable[[ConflictEvent], None] = lambda _event: None
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, ConflictEvent):
            self.asked.append(event)
            self.answer(event)
        elif isinstance(event, TypingEvent):
            self.typed.append((event.thing, event.field))
        return False


@pytest.fixture
def desk(page) -> Desk:
    return Desk(page.window)


def by_another(page, row: str, key: str, value: object) -> None:
    page.put(row, key, value)
    with edited_by("สมชาย"):
        page.refresh()


def begin(page, typed: str) -> None:
    page.go("O1", "title")
    page.press(Key.Key_F2)
    page.view.editing.editor.area.setPlainText(typed)


def title(page) -> str:
    return next(row.title for rows in page.items.values() for row in rows if row.id == "O1")


def test_both_texts_are_asked_about(page, desk) -> None:
    begin(page, "ของฉัน")
    by_another(page, "O1", "title", "ของเขา")
    assert page.view.editing.editor.result().text == "ของฉัน"
    page.press(Key.Key_Return)
    (asked,) = desk.asked
    assert (asked.mine, asked.theirs, asked.who) == ("ของฉัน", "ของเขา", "สมชาย")
    assert asked.joins
    assert title(page) == "ของฉัน"
    assert not page.view.editing.open


def test_the_text_of_the_other_can_stay(page, desk) -> None:
    desk.answer = lambda event: setattr(event, "choice", TextToKeep.THEIRS)
    begin(page, "ของฉัน")
    by_another(page, "O1", "title", "ของเขา")
    page.press(Key.Key_Return)
    assert title(page) == "ของเขา"
    assert page.edits == []
    assert not page.view.editing.open


def test_a_text_of_both_is_stored(page, desk) -> None:
    def join(event: ConflictEvent) -> None:
        event.choice, event.joined = TextToKeep.JOINED, f"{event.theirs} {event.mine}"

    desk.answer = join
    begin(page, "ของฉัน")
    by_another(page, "O1", "title", "ของเขา")
    page.press(Key.Key_Return)
    assert title(page) == "ของเขา ของฉัน"


def test_undecided_the_editor_stays_open_with_what_was_typed(page, desk) -> None:
    desk.answer = lambda event: setattr(event, "choice", TextToKeep.NEITHER)
    begin(page, "ของฉัน")
    by_another(page, "O1", "title", "ของเขา")
    page.press(Key.Key_Return)
    assert page.view.editing.editor.result().text == "ของฉัน"
    assert title(page) == "ของเขา"
    desk.answer = lambda _event: None
    QApplication.sendEvent(page.view.editing.editor.area, QEvent(QEvent.Type.None_))
    page.press(Key.Key_Return)
    assert title(page) == "ของฉัน"


def test_a_third_text_that_comes_while_it_is_asked_is_asked_about_too(page, desk) -> None:
    def answer(event: ConflictEvent) -> None:
        if len(desk.asked) == 1:
            by_another(page, "O1", "title", "ของเขาอีกครั้ง")

    desk.answer = answer
    begin(page, "ของฉัน")
    by_another(page, "O1", "title", "ของเขา")
    page.press(Key.Key_Return)
    assert [asked.theirs for asked in desk.asked] == ["ของเขา", "ของเขาอีกครั้ง"]
    assert title(page) == "ของฉัน"


def test_an_editor_that_was_only_looked_into_overwrites_nothing(page, desk) -> None:
    page.go("O1", "title")
    page.press(Key.Key_F2)
    by_another(page, "O1", "title", "ของเขา")
    page.press(Key.Key_Return)
    assert desk.asked == []
    assert title(page) == "ของเขา"
    assert page.edits == []


def test_another_column_of_the_row_is_no_conflict(page, desk) -> None:
    begin(page, "ของฉัน")
    by_another(page, "O1", "due", None)
    page.press(Key.Key_Return)
    assert desk.asked == []
    assert title(page) == "ของฉัน"


def test_what_is_typed_into_a_row_that_another_deletes_is_copied(page, desk) -> None:
    begin(page, "พิมพ์ไว้ยาว")
    page.items["9.1"] = page.items["9.1"][1:]
    with edited_by("สมชาย"):
        page.refresh()
    assert not page.view.editing.open
    assert QApplication.clipboard().text() == "พิมพ์ไว้ยาว"
    assert "สมชาย" in page.problems[-1]


def test_the_window_is_told_where_somebody_types(page, desk) -> None:
    begin(page, "ของฉัน")
    page.press(Key.Key_Return)
    assert desk.typed == [("O1", "title"), ("", "")]


def test_the_edit_of_another_carries_the_name_and_fades(page, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(Duration, "CHANGED_BY_OTHERS", 30)
    by_another(page, "O1", "title", "ของเขา")
    marks = page.view.sheet.marks
    assert marks.authors == {("O1", "title"): "สมชาย"}
    assert "สมชาย" in page.view.sheet.index(page.view.sheet.place("O1"), 1).data(
        Qt.ItemDataRole.AccessibleTextRole
    )
    page.view.viewport().grab()
    qtbot.waitUntil(lambda: marks.strength < 1)
    qtbot.waitUntil(lambda: not marks.authors)
    assert not page.view.sheet.changed_cells


def test_with_reduced_motion_the_name_does_not_fade(page, qtbot, monkeypatch, theme) -> None:
    theme.choose_motion(Motion.LESS)
    monkeypatch.setattr(Duration, "CHANGED_BY_OTHERS", 30)
    marks = page.view.sheet.marks
    seen: list[float] = []
    marks.marked.connect(lambda: seen.append(marks.strength))
    by_another(page, "O1", "title", "ของเขา")
    qtbot.waitUntil(lambda: not marks.authors)
    assert set(seen) <= {0.0, 1.0}
