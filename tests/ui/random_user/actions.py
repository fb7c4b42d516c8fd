"""All that a random user can do, each with how often she does it."""

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QMenu,
    QScrollBar,
    QSplitterHandle,
    QWidget,
)

from ita_desktop.ui.background import wait_for_all
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.window import Window
from tests.ui.random_user import hands
from tests.ui.random_user.copies import PIECES, SLOWLY, Copies, said_saved, says_too_much
from tests.ui.random_user.damage import damaged
from tests.ui.random_user.hands import Steps, in_sight, name_of
from tests.ui.random_user.starts import Kind, Starts
from tests.ui.random_user.watch import Watch
from tests.ui.random_user.words import BLOCKS, CTRL, KEYS, NONE, PAGES, QUERIES, SHIFT, TYPED, Key

_T = TypeVar("_T")
UserAction = Callable[[], Steps | None]
Weighted = tuple[int, UserAction]

TURNS = 10
"""Looks at whether what the window says of saving has caught up with another thread."""
PATIENCE_WITH_DIALOG = 30
"""Actions after which a dialog is closed, whatever it says."""
SIZES = (900, 560), (1920, 1080)
SCREENS = (
    ((1366, 768), (1.0, 1.25, 1.5)),
    ((1024, 700), (1.0,)),
    ((1920, 1080), (1.0, 1.25, 1.5, 1.75, 2.0)),
)
"""Screens of clerks, and the scales at which they show a window over all of them."""


class UserActions:
    """What can be done in ``window`` now. A deed that takes several events gives its steps."""

    copies: Copies
    starts: Starts
    watch: Watch

    def __init__(self, window: Window) -> None:
        self.window = window
        self.number = 0
        """How many actions were begun."""
        self.restless = True
        """Whether the program is also ended and shown in another language: both make its window
        anew."""
        self._draw = random.Random(0)
        self._dialog: tuple[QWidget | None, int] = None, 0
        """The dialog in front, and the action at which it came."""

    def _detail(self, what: str) -> None:
        """What exactly is being done, for the report."""
        raise NotImplementedError

    # -- chance

    def _one_of(self, choices: Sequence[_T]) -> _T:
        return self._draw.choice(choices)

    def _choose(self, choices: Sequence[Weighted]) -> UserAction:
        (chosen,) = self._draw.choices(
            [action for _, action in choices], [weight for weight, _ in choices]
        )
        return chosen

    def _chance(self, share: float) -> bool:
        return self._draw.random() < share

    def _spot(self, widget: QWidget) -> QPoint:
        """Any place of a widget that is not covered or scrolled away, as its window counts."""
        area = widget.visibleRegion().boundingRect()
        inside = QPoint(
            area.left() + self._draw.randrange(max(area.width(), 1)),
            area.top() + self._draw.randrange(max(area.height(), 1)),
        )
        return widget.mapTo(widget.window(), inside)

    @property
    def _top(self) -> QWidget:
        """What takes the mouse now: a menu, a dialog, or the window."""
        popup = QApplication.activePopupWidget()
        return popup or QApplication.activeModalWidget() or self.window

    @property
    def _keyboard(self) -> str:
        """What gets the keys now, in words."""
        return name_of(hands.keyboard_in(self._top))

    def _any(self, *kinds: type[QWidget]) -> QWidget | None:
        """One of the things of these kinds that can be seen and used."""
        found = [widget for kind in kinds for widget in in_sight(self._top, kind)]
        return self._one_of(found) if found else None

    # -- what can be done, with its weight

    def actions(self) -> list[Weighted]:
        if isinstance(QApplication.activePopupWidget(), QMenu):
            return [
                (55, self.choose_in_menu), (20, self.press_key), (15, self.escape),
                (10, self.click_anywhere), (3, self.change_scale), (1, self.copy_file),
            ]  # fmt: skip
        if QApplication.activePopupWidget() is not None:
            return [
                (40, self.click_control), (20, self.click_anywhere), (20, self.press_key),
                (10, self.escape), (10, self.turn_wheel), (3, self.change_scale),
                (1, self.copy_file),
            ]  # fmt: skip
        dialog = QApplication.activeModalWidget()
        if dialog is not self._dialog[0]:
            self._dialog = dialog, self.number
        if dialog is not None:
            if self.number - self._dialog[1] > PATIENCE_WITH_DIALOG:
                return [(1, self.insist_on_leaving)]
            return [
                (30, self.click_control), (10, self.click_anywhere), (15, self.press_key),
                (12, self.type_text), (10, self.click_cell), (6, self.double_click_cell),
                (5, self.choose_in_list), (5, self.right_click), (4, self.turn_wheel),
                (4, self.drag_something), (4, self.paste), (5, self.escape), (4, self.wait),
                (3, self.paste_damaged), (3, self.change_scale), (1, self.copy_file),
                (1, self.start_again),
            ]  # fmt: skip
        if self.window.at_home:
            return [
                (30, self.click_anywhere), (20, self.press_key), (15, self.open_file),
                (10, self.click_control), (5, self.resize), (4, self.turn_wheel),
                (4, self.make_file), (3, self.change_scale), (1, self.start_again),
            ]  # fmt: skip
        return [
            (14, self.click_anywhere), (12, self.click_control), (12, self.click_cell),
            (6, self.double_click_cell), (8, self.drag_in_table), (5, self.drag_something),
            (6, self.turn_wheel), (5, self.right_click), (10, self.type_text),
            (30, self.press_key), (7, self.paste), (9, self.go_to_page), (3, self.choose_year),
            (5, self.undo), (4, self.redo), (5, self.search), (2, self.resize),
            (2, self.choose_look), (2, self.import_file), (2, self.wait), (1, self.choose_in_list),
            (1, self.open_or_close), (1, self.print_or_save), (5, self.paste_damaged),
            (4, self.change_scale), (3, self.copy_file), (1, self.start_again),
            *self._restless(),
        ]  # fmt: skip

    def _restless(self) -> list[Weighted]:
        return [(1, self.choose_language), (1, self.end_program)] if self.restless else []

    # -- the mouse

    def click_anywhere(self) -> Steps:
        # A click beside a menu closes it.
        beside = QApplication.activePopupWidget() is not None and self._chance(0.3)
        top = (QApplication.activeModalWidget() or self.window) if beside else self._top
        return self._click(top, self._spot(top))

    def _click(self, top: QWidget, at: QPoint) -> Steps:
        modifiers = NONE if self._chance(0.85) else self._one_of((CTRL, SHIFT))
        self._detail(f"{name_of(hands.widget_at(top, at))} at {at.x()}, {at.y()} {modifiers.name}")
        return hands.click(top, at, modifiers=modifiers)

    def click_control(self) -> Steps | None:
        control = self._any(QAbstractButton, QLineEdit, QComboBox)
        return self._click(self._top, self._spot(control)) if control is not None else None

    def _table(self) -> SheetView | None:
        found = in_sight(self._top, SheetView)
        return self._one_of(found) if found else None

    def click_cell(self) -> Steps | None:
        table = self._table()
        return self._click(self._top, self._spot(table.viewport())) if table else None

    def double_click_cell(self) -> Steps | None:
        table = self._table()
        if table is None:
            return None
        at = self._spot(table.viewport())
        self._detail(f"{name_of(table)} at {at.x()}, {at.y()}")
        return hands.double_click(self._top, at)

    def drag_in_table(self) -> Steps | None:
        table = self._table()
        return self._drag(table.viewport()) if table else None

    def drag_something(self) -> Steps | None:
        thing = self._any(QHeaderView, QSplitterHandle, QScrollBar)
        if thing is None:
            return None
        return self._drag(thing.viewport() if isinstance(thing, QHeaderView) else thing)

    def _drag(self, widget: QWidget) -> Steps:
        start, end = self._spot(widget), self._spot(widget)
        if self._chance(0.3):
            end = start + QPoint(self._draw.randint(-300, 300), self._draw.randint(-200, 200))
        self._detail(f"{name_of(widget)} from {start.x()}, {start.y()} to {end.x()}, {end.y()}")
        return hands.drag(self._top, start, end)

    def turn_wheel(self) -> None:
        turns = self._one_of((-6, -3, -1, -1, 1, 1, 3, 6))
        modifiers = CTRL if self._chance(0.15) else NONE
        at = self._spot(self._top)
        self._detail(f"{turns} over {name_of(hands.widget_at(self._top, at))} {modifiers.name}")
        hands.wheel(self._top, at, turns, modifiers)

    def right_click(self) -> Steps:
        table = self._table()
        at = self._spot(table.viewport() if table and self._chance(0.7) else self._top)
        self._detail(f"{name_of(hands.widget_at(self._top, at))} at {at.x()}, {at.y()}")
        return hands.click(self._top, at, hands.RIGHT)

    def choose_in_menu(self) -> Steps | None:
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            return None
        usable = [
            action for action in menu.actions() if action.isEnabled() and not action.isSeparator()
        ]
        if not self.restless:
            usable = [action for action in usable if action.shortcut().toString() != "Ctrl+Q"]
        if not usable:
            return None
        chosen = self._one_of(usable)
        self._detail(chosen.text())
        return hands.click(menu, menu.actionGeometry(chosen).center())

    # -- the keyboard

    def press_key(self) -> None:
        (chosen,) = self._draw.choices(KEYS, [weight for weight, _, _ in KEYS])
        _, key, modifiers = chosen
        self._detail(f"{modifiers.name} {key.name} in {self._keyboard}")
        hands.press(self._top, key, modifiers)

    def _press_often(self, times: int, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> Steps:
        for _ in range(times):
            hands.press(self._top, key, modifiers)
            yield 0

    def escape(self) -> None:
        hands.press(self._top, Key.Key_Escape)

    def type_text(self) -> Steps:
        text = self._one_of(TYPED)
        end = self._one_of((Key.Key_Return, Key.Key_Tab, Key.Key_Escape, None))
        message = f"{text[:40]!r} {end.name if end else ''} in {self._keyboard}"
        self._detail(message)
        yield from hands.write(lambda: self._top, text)
        if end is not None:
            hands.press(self._top, end)

    def paste(self) -> None:
        text, html = self._one_of(BLOCKS), ""
        if self._chance(0.3):
            html = self._one_of(PAGES)
        self._detail(f"{text[:40]!r} {html[:40]!r} into {self._keyboard}")
        hands.put_on_clipboard(text, html)
        hands.press(self._top, Key.Key_V, CTRL)

    def paste_damaged(self) -> Steps:
        """What is spoilt comes into a table, where it does most; or wherever the keyboard is."""
        name, data = damaged(self._draw)
        table = self._table()
        if table is not None and self._chance(0.7):
            yield from hands.click(self._top, self._spot(table.viewport()))
        self._detail(f"{name} into {self._keyboard}")
        QApplication.clipboard().setMimeData(data)
        hands.press(self._top, Key.Key_V, CTRL)

    def choose_in_list(self) -> Steps | None:
        chosen = self._any(QComboBox)
        if chosen is None:
            return None
        chosen.setFocus()
        self._detail(name_of(chosen))
        return self._press_often(self._draw.randint(1, 3), self._one_of((Key.Key_Down, Key.Key_Up)))

    # -- the window

    def go_to_page(self) -> None:
        number = self._draw.randrange(len(PageKey))
        self._detail(list(PageKey)[number])
        hands.press(self._top, Key(Key.Key_1 + number), CTRL)

    def choose_year(self) -> Steps:
        switch = self.window.top_bar.year
        if switch.isVisible():
            yield from hands.click(self._top, self._spot(switch))
            yield from self._press_often(self._draw.randrange(4), Key.Key_Down)
            hands.press(self._top, Key.Key_Return)

    def undo(self) -> Steps:
        return self._press_often(self._one_of((1, 1, 1, 2, 5)), Key.Key_Z, CTRL)

    def redo(self) -> Steps:
        return self._press_often(self._one_of((1, 1, 2, 5)), Key.Key_Y, CTRL)

    def search(self) -> Steps:
        query = self._one_of(QUERIES)
        end = self._one_of((Key.Key_Return, Key.Key_Return, Key.Key_Escape, None))
        self._detail(f"{query!r} {end.name if end else ''}")
        hands.press(self._top, Key.Key_K, CTRL)
        yield 0
        yield from hands.write(lambda: self._top, query)
        yield from self._press_often(self._draw.randrange(3), Key.Key_Down)
        if end is not None and (self.restless or not query.startswith(">")):
            hands.press(self._top, end)

    def resize(self) -> None:
        least, most = SIZES
        size = [self._draw.randint(*edges) for edges in zip(least, most, strict=True)]
        if self._chance(0.3):
            size = list(self._one_of(SIZES))
        self._detail(f"{size[0]}x{size[1]}")
        self.window.resize(*size)

    def change_scale(self) -> None:
        """The window over the whole of another screen, as large as it is at one of its scales."""
        screen, scales = self._one_of(SCREENS)
        scale = self._one_of(scales)
        width, height = (round(edge / scale) for edge in screen)
        self._detail(f"{screen[0]}x{screen[1]} at {scale:.0%}: {width}x{height}")
        self.window.resize(width, height)

    def choose_look(self) -> Steps:
        """Theme or density, in the settings."""
        return self._choose_setting(self._one_of(("theme", "density")))

    def choose_language(self) -> Steps:
        return self._choose_setting("language")

    def _choose_setting(self, name: str) -> Steps:
        self._detail(name)
        self.window.go(PageKey.SETTINGS, "look")
        yield 0
        if self.window.session is None:
            return
        chosen: QComboBox = getattr(self.window.page(PageKey.SETTINGS).look, name)
        chosen.setFocus()
        hands.press(self._top, self._one_of((Key.Key_Down, Key.Key_Up)))

    def wait(self) -> Steps:
        """Lets time pass: what comes later comes now."""
        milliseconds = self._one_of((20, 60, 150, 350))
        self._detail(f"{milliseconds} ms")
        yield milliseconds

    # -- files

    def import_file(self) -> None:
        hands.press(self._top, Key.Key_I, CTRL)

    def open_file(self) -> None:
        hands.press(self._top, Key.Key_O, CTRL)

    def make_file(self) -> None:
        hands.press(self._top, Key.Key_N, CTRL)

    def open_or_close(self) -> None:
        command = self._one_of((Command.CLOSE, Command.SAMPLE, Command.BACK_UP, Command.RESTORE))
        self._detail(command)
        self.window.commands.run(command)

    def print_or_save(self) -> Steps:
        """The buttons of the documents page, which random clicks seldom find."""
        self.window.go(PageKey.DOCUMENTS)
        yield self._one_of((0, 0, 200))
        if self.window.session is None:
            # A file that was asked to close has closed.
            return
        page = self.window.page(PageKey.DOCUMENTS)
        actions = (page.print_document, page.save_document, page.save_all)
        action = self._draw.choices(actions, (6, 6, 1))[0]
        self._detail(action.__name__)
        if action == page.save_document:
            action(self._one_of(("docx", "xlsx", "pdf")))
        else:
            action()

    def copy_file(self) -> Steps:
        """Copies the open file while the work goes on."""
        session = self.window.session
        if session is None or session.workspace.path is None or self.copies.is_busy:
            return
        for _ in range(TURNS):
            if not says_too_much(self.window):
                break
            # What another thread stores is told between two events.
            yield 20
        else:
            self.copies.tell("the window says that all is saved while it is not")
        if self.window.session is not session:
            return
        piece, seconds = self._one_of(PIECES), self._one_of(SLOWLY)
        text = said_saved(self.window)
        words = "said to be saved" if text is not None else "not said to be saved"
        self._detail(f"{piece} bytes at once in {seconds} s, {words}")
        self.copies.begin(session.workspace.path, text, piece, seconds)
        self.watch.reset()

    def start_again(self) -> None:
        """A second start of the program."""
        kind = self._one_of(list(Kind))
        begun = self.starts.begin(kind)
        self._detail(f"{kind}{'' if begun else ': not now'}")
        self.watch.reset()

    def end_program(self) -> None:
        """Closes the window, whatever goes on in it; the next action starts the program again."""
        self.window.close()

    def insist_on_leaving(self) -> None:
        """Enough of this dialog."""
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            wait_for_all()
            dialog.reject()
