"""The clerk's hand: real mouse and key events on what is really on the screen, each one counted.

A task is a generator that yields one :class:`UserAction` after the other; between two of them the
window goes on as it does between two movements of a person, dialogs that wait for an answer
included. Every event is given to the window system's side of Qt at a point of the screen, or to
the window that has the keyboard: what is covered, out of sight or disabled cannot be reached.

One action is:

- a click or double click, with any button;
- a shortcut, or a key that does something (Enter, Space, Delete, a menu's letter);
- one typed entry: the text with the Enter or Tab that ends it;
- one walk: however many arrows, Tabs or F6 lead from one thing to another, up to the next key
  that does something. A walk is counted because a way that begins with looking for the place is
  longer than a shortcut, but not by its steps, because a clerk counts "down to O7", not seven;
- the choice of a file in the dialog of the system, which stands for itself and is answered with
  a prepared path.

Looking, and turning the wheel to see more, are none.
"""

import re
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias
from unittest import mock

import pytest
from PySide6.QtCore import (
    QAbstractListModel,
    QEventLoop,
    QMimeData,
    QObject,
    QPoint,
    QPointF,
    QRect,
    Qt,
    QThread,
    QTimerEvent,
    QUrl,
)
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QLineEdit,
    QMainWindow,
    QMenu,
    QMenuBar,
    QScrollArea,
    QWidget,
)

from ita_desktop.ui.loading.asked import ComingDialog
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.window import Window
from tests.support.cost import IN_CI

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
PLAIN = Qt.KeyboardModifier.NoModifier
WALKING = {
    "Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDown", "Tab", "Shift+Tab", "F6",
    "Shift+F6",
}  # fmt: skip
"""Keys that only lead from one thing to another; so do arrows with Ctrl or Shift."""
EDGE = 20
"""How far inside a list a place has to be to be seen well, in px."""
BREATH = 15
"""Milliseconds between two deeds."""
PATIENCE = 10_000
"""Milliseconds that a clerk waits for what she expects to see."""
BREAKS = re.compile("[\u200b\u00ad\u2060]")


@dataclass(frozen=True)
class Spot:
    """A place on the screen that can be pointed at: a part of a widget, in its own pixels."""

    widget: QWidget
    area: QRect
    name: str

    @property
    def at(self) -> QPoint:
        """Its middle on the screen."""
        return self.widget.mapToGlobal(self.area.center())


@dataclass(frozen=True)
class UserAction:
    """One thing that is done or waited for."""

    words: str
    do: Callable[[], object]
    counts: bool = True


Task: TypeAlias = Generator[UserAction, None, None]


def on_each_screen(first: str, second: str) -> pytest.MarkDecorator:
    """Does a day's tasks on each screen with both hands: in CI, which has to end in time, with the
    ``first`` one on the largest and smallest, with the ``second`` on that between them."""
    in_ci = [(100, first), (125, second), (150, first)]
    others = [] if IN_CI else [(100, second), (125, first), (150, second)]
    return pytest.mark.parametrize(("screen", "only"), in_ci + others, indirect=["screen"])


class Hand:
    """Does tasks in the real window. ``only`` is "mouse" (typing beside it), "keys", or empty."""

    def __init__(self, only: str = "") -> None:
        self.only = only
        self.done: list[str] = []
        """The counted deeds of the last task, in words."""
        self.watch: Callable[[str], object] = lambda _words: None
        """Called with every deed's words when what it led to is on the screen."""

    # -- tasks

    def does(self, task: Task, *, at_most: int | None = None) -> None:
        """Does a task to its end; fails where it takes more than ``at_most`` actions."""
        self.done = []
        _Run(task, self._note, self.watch).to_its_end()
        if at_most is not None:
            text = "\n".join(f"{number}. {action}" for number, action in enumerate(self.done, 1))
            assert len(self.done) <= at_most, (
                f"{len(self.done)} actions, {at_most} allowed:\n{text}"
            )

    def _note(self, action: UserAction) -> None:
        if action.counts:
            self.done.append(action.words)

    # -- mouse

    def clicks(self, spot: Spot, button: Qt.MouseButton = LEFT) -> UserAction:
        """A click on a place that is in sight."""
        return UserAction(f"click {spot.name}", lambda: self._click(spot, button))

    def rests_on(self, spot: Spot) -> UserAction:
        """The mouse stands still over a place, which is no action."""

        def move() -> None:
            assert self.only != "keys", "the mouse is not to be used"
            window, place = reach(spot)
            for away in (2, 0):
                QTest.mouseMove(window, place - QPoint(away, 0))

        return UserAction(f"rest on {spot.name}", move, counts=False)

    def double_clicks(self, spot: Spot) -> UserAction:
        return UserAction(f"double click {spot.name}", lambda: self._click(spot, LEFT, twice=True))

    def turns_wheel_to(self, find: Callable[[], Spot]) -> UserAction:
        """Turns the wheel over a list until a place of it can be seen; looking is no action."""
        return UserAction("turn the wheel", lambda: self._scroll_to(find), counts=False)

    def _click(self, spot: Spot, button: Qt.MouseButton, *, twice: bool = False) -> None:
        assert self.only != "keys", "the mouse is not to be used"
        window, place = reach(spot)
        QTest.mouseMove(window, place)
        act = QTest.mouseDClick if twice else QTest.mouseClick
        if twice:
            QTest.mouseClick(window, button, PLAIN, place)
        act(window, button, PLAIN, place)

    def _scroll_to(self, find: Callable[[], Spot]) -> None:
        assert self.only != "keys", "the mouse is not to be used"
        port = _port(find().widget)
        before = None
        for _turn in range(60):
            at = port.mapFromGlobal(find().at)
            # At the list's end it does not go further; what is seen there is seen well enough.
            edge = 0 if at == before else EDGE
            if port.rect().adjusted(0, edge + _stuck(port), 0, -edge).contains(at):
                return
            before = at
            over = port.mapToGlobal(port.rect().center())
            window = _window_at(over)
            notch = QPoint(0, 120 if at.y() < port.rect().center().y() else -120)
            QTest.wheelEvent(window, window.mapFromGlobal(over), notch)
            QTest.qWait(BREATH)
        raise AssertionError(f"{find().name} cannot be brought into sight")

    def drops(self, path: Path, spot: Spot) -> UserAction:
        """Drags a file from the file manager to a place of the window and drops it there."""

        def drop() -> None:
            assert self.only != "keys", "the mouse is not to be used"
            window, _place = reach(spot)
            del window
            data = QMimeData()
            data.setUrls([QUrl.fromLocalFile(str(path))])
            copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
            target = _taker(spot.widget)
            at = target.mapFromGlobal(spot.at)
            enter = QDragEnterEvent(at, copy, data, left, PLAIN)
            QApplication.sendEvent(target, enter)
            assert enter.isAccepted(), f"{path.name} cannot be dropped on {spot.name}"
            QApplication.sendEvent(target, QDropEvent(QPointF(at), copy, data, left, PLAIN))

        return UserAction(f"drop {path.name} on {spot.name}", drop)

    def opens_menu(self, title: str) -> Iterator[UserAction]:
        """The menu of the bar; where the bar has no room, all menus stand behind one button, and
        open when the mouse rests on their titles."""
        if any(shown(QMenuBar)):
            yield self.clicks(entry(title))
            return
        yield self.clicks(button("เมนู"))
        yield self.rests_on(entry(title))
        yield self.sees(lambda: title in _open_menus(), f"the menu {title}")

    # -- keyboard

    def presses(self, keys: str) -> UserAction:
        """A shortcut or a key that does something: ``Ctrl+V``, ``Enter``, ``Space``."""
        assert not _walks(keys), f"{keys} only walks"
        return UserAction(f"press {keys}", lambda: self._press(keys))

    def walks(self, keys: str) -> UserAction:
        """A way by keys that lead from thing to thing: ``Down*3 Tab``."""
        steps = [text.partition("*") for text in keys.split()]
        assert all(_walks(key) for key, _, _ in steps), keys
        way = [key for key, _, times in steps for _ in range(int(times or 1))]

        def walk() -> None:
            for key in way:
                self._press(key)

        return UserAction(f"walk {keys}", walk)

    def walks_until(self, key: str, arrived: Callable[[], object], most: int = 80) -> UserAction:
        """A way by one key until what is looked for is reached."""
        assert _walks(key), key

        def walk() -> None:
            for _step in range(most):
                if arrived():
                    return
                self._press(key)
            raise AssertionError(f"{key} does not lead there; the keyboard is at {focused()}")

        return UserAction(f"walk {key} …", walk)

    def types(self, text: str, then: str = "") -> UserAction:
        """One typed entry: the text, and the key that ends it."""

        def enter() -> None:
            for letter in text:
                window = _keyboard()
                code = ord(letter.upper())
                for down in (True, False):
                    QTest.simulateEvent(window, down, code, PLAIN, letter, False)
            if then:
                self._strike(then)

        return UserAction(f"type {text} {then}".rstrip(), enter)

    def _press(self, keys: str) -> None:
        assert self.only != "mouse", "no key is to be pressed but for typing"
        self._strike(keys)

    def _strike(self, keys: str) -> None:
        stroke = QKeySequence(keys)[0]
        QTest.keyClick(_keyboard(), stroke.key(), stroke.keyboardModifiers())

    # -- others

    def chooses_file(self, action: UserAction, path: Path, *more: Path) -> Iterator[UserAction]:
        """``action`` opens the system's dialog, in which a file is chosen, or several at once: two
        actions."""
        answer = (str(path), "")
        answers = ([str(file) for file in (path, *more)], "")

        def do() -> None:
            with (
                mock.patch.object(
                    QFileDialog, "getOpenFileName", return_value=answer
                ) as asked_open,
                mock.patch.object(
                    QFileDialog, "getSaveFileName", return_value=answer
                ) as asked_save,
                mock.patch.object(
                    QFileDialog, "getOpenFileNames", return_value=answers
                ) as asked_many,
            ):
                action.do()
            asked = asked_open.called or asked_save.called or asked_many.called
            assert asked, f"no file was asked for: {action.words}"

        yield UserAction(action.words, do)
        yield UserAction(f"choose {path.name}", lambda: None)

    def sees(self, seen: Callable[[], object], what: str = "") -> UserAction:
        """Waits until the clerk sees what she waits for: ``seen`` is true and raises nothing."""

        def wait() -> None:
            for _look in range(PATIENCE // BREATH):
                with suppress(AssertionError):
                    if seen():
                        return
                QTest.qWait(BREATH)
            assert seen(), f"not seen: {what or seen}"

        return UserAction(f"see {what}", wait, counts=False)


class _Run(QObject):
    """Lets a task go on whenever the window is ready for the next deed: after the one before, or
    while that waits for the answer to a dialog."""

    def __init__(
        self, task: Task, begun: Callable[[UserAction], None], watch: Callable[[str], object]
    ) -> None:
        super().__init__()
        self._task = task
        self._begun = begun
        self._watch = watch
        self._last: UserAction | None = None
        self._loop = QEventLoop()
        self._busy: list[int] = []
        """How deep in event loops the deeds were begun that are not over yet."""
        self._looks = 0
        self._over = False
        self._problem: BaseException | None = None

    def to_its_end(self) -> None:
        """Raises what the task raised."""
        self.startTimer(BREATH)
        self._loop.exec()
        if self._problem is not None:
            raise self._problem

    def timerEvent(self, event: QTimerEvent) -> None:
        # A timer of its own for every step: Qt gives none twice while it is being answered.
        self.killTimer(event.timerId())
        if self._over:
            return
        self.startTimer(BREATH)
        level = QThread.currentThread().loopLevel()
        if self._busy and level <= self._busy[-1]:
            return
        if not _ready() and self._looks < PATIENCE // BREATH:
            self._looks += 1
            return
        self._looks = 0
        try:
            if self._last is not None:
                self._watch(self._last.words)
            self._last = action = next(self._task, None)
            if action is None:
                assert not self._busy, "a dialog still waits for an answer"
                self._end()
            else:
                self._do(action, level)
        except BaseException as problem:  # noqa: BLE001 - raised again by the test
            self._problem = self._problem or problem
            self._end()

    def _do(self, action: UserAction, level: int) -> None:
        self._busy.append(level)
        self._begun(action)
        try:
            action.do()
        finally:
            self._busy.remove(level)

    def _end(self) -> None:
        self._over = True
        _close_all()
        self._loop.quit()


# -- finding what a clerk sees


def shown(kind: type[QWidget]) -> Iterable[QWidget]:
    """The visible widgets of a kind, those of the topmost window first."""
    tops = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
    if popup is None and modal is not None:
        tops = [top for top in tops if top is modal or modal.isAncestorOf(top)]
    tops.sort(key=lambda widget: (widget is not popup, widget is not modal))
    for top in tops:
        for widget in ([top] if isinstance(top, kind) else []) + top.findChildren(kind):
            if widget.isVisible():
                yield widget


def words(text: str) -> str:
    """A shown text without its invisible break marks and mnemonics."""
    return BREAKS.sub("", text).replace("&", "").strip()


def button(text: str) -> Spot:
    """The button, chip, tick box or rail entry that says ``text`` or begins so."""
    found = [
        (widget, words(widget.text() or widget.accessibleName()))
        for widget in shown(QAbstractButton)
    ]
    exact = [one for one, message in found if message == text]
    alike = [one for one, sentence in found if sentence.startswith(text)]
    assert exact or alike, (
        f"no button {text}; there are {sorted(shown_text for _, shown_text in found)}"
    )
    one = (exact or alike)[0]
    assert one.isEnabled(), f"{text} is disabled: {one.toolTip()}"
    return Spot(one, one.rect(), text)


def field(name: str) -> Spot:
    """The field with an accessible name or example."""
    for widget in shown(QLineEdit):
        if name in (widget.accessibleName(), widget.placeholderText()):
            return Spot(widget, widget.rect(), name)
    raise AssertionError(f"no field {name}")


def _open_menus() -> list[str]:
    """The titles of the menus that are open."""
    return [words(menu.title()).rstrip("…") for menu in shown(QMenu)]


def entry(text: str) -> Spot:
    """An entry of an open menu or of the menu bar."""
    menus = [*shown(QMenu), *shown(QMenuBar)]
    for menu in menus:
        for action in menu.actions():
            if words(action.text()).partition("\t")[0].rstrip("…").startswith(text):
                assert action.isEnabled(), f"{text} is disabled"
                return Spot(menu, menu.actionGeometry(action), text)
    texts = [words(action.text()) for menu in menus for action in menu.actions()]
    raise AssertionError(f"no menu entry {text}; there are {texts}")


def line(name: str, beginning: str) -> Spot:
    """A line of a list or table whose accessible name begins with ``name``: the line is known by
    any cell that begins with a text."""
    for view in shown(QAbstractItemView):
        if not view.accessibleName().startswith(name):
            continue
        model = view.model()
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
        for row in range(model.rowCount()):
            for column in range(columns):
                index = model.index(row, column)
                if words(str(index.data() or "")).startswith(beginning):
                    area = view.visualRect(index)
                    if area.isValid() and area.width():
                        return Spot(view.viewport(), area, f"{beginning} in {name}")
    raise AssertionError(f"no line {beginning} in {name}")


def cell(table: QAbstractItemView, row_id: str, key: str) -> Spot:
    """The cell of a table of the window by row and column."""
    at, column = table.sheet.place(row_id), table.sheet.column_index(key)
    assert at is not None, f"{row_id} is not shown"
    assert column is not None, f"no column {key}"
    area = table.visualRect(table.sheet.index(at, column))
    return Spot(table.viewport(), area, f"{row_id} {key}")


def part(widget: QWidget, name: str = "") -> Spot:
    """A widget as a whole."""
    return Spot(widget, widget.rect(), name or type(widget).__name__)


def focused() -> QWidget | None:
    """The widget that has the keyboard."""
    popup = QApplication.activePopupWidget()
    return (popup.focusWidget() if popup else None) or QApplication.focusWidget()


def reach(spot: Spot) -> tuple[QWindow, QPoint]:
    """The window under a spot, and the point in it. Fails where the spot is covered, out of the
    screen or under a dialog."""
    at = spot.at
    assert spot.widget.isVisible(), f"{spot.name} is hidden"
    assert spot.widget.isEnabled(), f"{spot.name} is disabled"
    under = QApplication.widgetAt(at)
    ours = under is not None and (under is spot.widget or spot.widget.isAncestorOf(under))
    assert ours, f"{spot.name} at {at.toTuple()} is covered by {under} or out of sight"
    window = _window_at(at)
    return window, window.mapFromGlobal(at)


def _ready() -> bool:
    """Whether what was opened last stands there and has the keyboard. Where nothing has it, the
    window manager's part is played here: it goes back to the window below."""
    tops = [
        widget
        for widget in QApplication.topLevelWidgets()
        if widget.isVisible() and widget.isWindow()
    ]
    modal = QApplication.activeModalWidget()
    top = modal or next((top for top in tops if isinstance(top, QMainWindow)), None)
    if top is None:
        return True
    work = getattr(modal, "work", None)
    if work is not None and work.is_going:
        # Nobody goes on before the dialog is done, and it goes by itself then.
        return False
    if ComingDialog.is_expected():
        # Who asked for a dialog waits for it; what it needs is brought in turns of this loop.
        return False
    if isinstance(top, Window) and top.navigation.coming:
        # Who asked for a page waits until it stands there.
        return False
    focus = QGuiApplication.focusWindow()
    if focus is None:
        top.activateWindow()
        return False
    if QApplication.activePopupWidget() is not None or modal is None:
        return True
    return focus is modal.windowHandle() and modal.isAncestorOf(QApplication.focusWidget() or top)


def _window_at(at: QPoint) -> QWindow:
    window = QGuiApplication.topLevelAt(at)
    assert window is not None, f"{at.toTuple()} is outside every window"
    return window


def _keyboard() -> QWindow:
    window = QGuiApplication.focusWindow()
    assert window is not None, "no window has the keyboard"
    return window


def _walks(keys: str) -> bool:
    plain = keys.removeprefix("Ctrl+").removeprefix("Shift+")
    return keys in WALKING or plain in {"Up", "Down", "Left", "Right", "Home", "End"}


def _taker(widget: QWidget) -> QWidget:
    """Whatever would get what is dropped on a widget."""
    above: QWidget | None = widget
    while above is not None and not above.acceptDrops():
        above = above.parentWidget()
    return above or widget.window()


def _stuck(port: QWidget) -> int:
    """How much of a table's top is under the groups that stay there."""
    table = port.parentWidget()
    return table.sticky.height() if isinstance(table, SheetView) else 0


def _port(widget: QWidget) -> QWidget:
    """The scrolled part of the window that a widget stands in."""
    above: QWidget | None = widget
    while above is not None:
        # A list that shows all it has is no place to scroll; what it stands in is.
        moves = isinstance(above, QAbstractItemView) and above.verticalScrollBar().maximum() > 0
        if moves or isinstance(above, QScrollArea):
            return above.viewport()
        above = above.parentWidget()
    return widget.window()


def _close_all() -> None:
    """Takes away what would wait for an answer for ever."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
        if QApplication.activePopupWidget() is popup:
            break
    for _dialog in range(5):
        modal = QApplication.activeModalWidget()
        if modal is None:
            return
        modal.close()
