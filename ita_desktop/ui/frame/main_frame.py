"""The main window: bars around a stack of pages that are created when first shown."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QCursor, QMouseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from ita_desktop.i18n import tr
from ita_desktop.settings import Memory, stored_choice
from ita_desktop.ui.frame.window_geometry import WindowPlace, is_low
from ita_desktop.ui.theme.measures import TopBarSize
from ita_desktop.ui.theme.tokens import Breakpoint, Height, Width

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QMenu

    from ita_desktop.ui.frame.edges import Rail, StatusBar
    from ita_desktop.ui.frame.score_bar import ScoreBar
    from ita_desktop.ui.frame.top_bar import TopBar
    from ita_desktop.ui.widgets.status import MessageKind, MessageLine, ProgressLine


class NarrowBarSize:
    SEARCH_NARROW: Final = 240


NAME: Final = "ITA Desktop"
"""The program's name in the window title."""
WELCOME: Final = "welcome"
"""The manual's topic of the window without a workspace."""


@runtime_checkable
class HasParts(Protocol):
    """A page that returns its parts for F6: table, pane."""

    def focus_parts(self) -> Sequence[QWidget]:
        """Returns the parts in order; hidden ones are skipped."""


@runtime_checkable
class HasStep(Protocol):
    """A page with a line for the next step, which F6 visits last."""

    @property
    def step_part(self) -> QWidget | None:
        """The line, or None if it does not exist yet."""


class _SecondClick(QTimer):
    """Drops the second click of a double click whose first one has opened another page: it would
    fall on what happens to lie there. Runs while such a click may come."""

    def __init__(self, window: QWidget) -> None:
        interval = QApplication.doubleClickInterval()
        super().__init__(window, singleShot=True, interval=interval)
        self._window = window
        self._at = QPoint()
        """Where the mouse was when the page was opened."""
        self.timeout.connect(self._end)

    def expect(self) -> None:
        """Another page was opened."""
        self._at = QCursor.pos()
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)
            self.start()

    def _end(self) -> None:
        handle = self._window.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent) or event.type() != QEvent.Type.MouseButtonDblClick:
            return False
        away = (event.globalPosition().toPoint() - self._at).manhattanLength()
        return away <= QApplication.styleHints().mouseDoubleClickDistance()


class MainFrame(QMainWindow):
    """The main window. The program fills its bars, adds pages and connects to their signals.

    ``page_shown`` is emitted with the key of the shown page. The window's geometry is stored in
    ``memory``, the folding of the rail and the last page in that of the workspace.

    At a start the window is painted before its parts are made (``skeleton.py``): what they need is
    imported by the methods that use it.
    """

    page_shown = Signal(str)
    closing = Signal()
    is_populated = False
    """Whether the parts exist."""

    def __init__(self, memory: Memory, *, populate: bool = True) -> None:
        """Without ``populate`` the window has its title and geometry only."""
        super().__init__()
        self._place = WindowPlace(self, memory)
        self._of_work = memory
        self._factories: dict[str, Callable[[], QWidget]] = {}
        self._made: dict[str, QWidget] = {}
        self.current_page = ""
        """The key of the shown page."""
        self._home: QWidget | None = None
        self._above: QWidget | None = None
        self._below: QWidget | None = None
        self.page_commands: dict[str, QAction] = {}
        """The actions that show each page, in the order of the rail."""
        self.file_name = ""
        """The name of the open file or shared place."""
        self.show_title()
        self._place.restore()
        if populate:
            self.populate()

    def show_title(self, work: str = "") -> None:
        """Names the ``work`` first, whose office and year the clerk knows it by, then its file."""
        self.setWindowTitle(" – ".join(filter(None, (work, self.file_name, NAME))))

    def show_bare(self) -> None:
        """Shows the window before its parts are made."""
        self._place.show()

    def populate(self) -> None:
        """Creates the parts of the window."""
        from ita_desktop.ui.accessible import Role
        from ita_desktop.ui.forms.ui_frame import Ui_Frame
        from ita_desktop.ui.widgets.status import WorkLine

        self.accessible_role = Role.Window
        if not self.isVisible():
            self._place.restore_state()
        desk = QWidget(self)
        self.ui = Ui_Frame()
        self.ui.setupUi(desk)
        self.ui.sheet.setStretchFactor(self.ui.pages, 1)
        self.ui.outer.setStretchFactor(self.ui.desk, 1)
        self.setCentralWidget(desk)
        self.ui.rail.chosen.connect(self.visit)
        self.top_bar: TopBar = self.ui.topBar
        self.score_bar: ScoreBar = self.ui.score_bar
        self.rail: Rail = self.ui.rail
        self.status: StatusBar = self.ui.status
        self.message: MessageLine = self.ui.message
        self.message.keyboard_left.connect(self.return_keyboard)
        self.progress: ProgressLine = self.ui.progress
        self.work = WorkLine(self.progress, self.message)
        self._second_click = _SecondClick(self)
        self._add_shortcuts()
        self.is_populated = True

    def show_parts(self) -> None:
        """Shows the parts at once, where the window has been shown without them."""
        desk = self.centralWidget()
        if desk is not None:
            desk.show()

    # -- bars

    def show_message(self, text: str, kind: "MessageKind | None" = None) -> None:
        """Shows a message in the message line: good news, or of another kind."""
        from ita_desktop.ui.widgets.status import Message, MessageKind

        self.message.display(Message(kind or MessageKind.GOOD, text))

    def show_failure(self, text: str, about: str = "") -> None:
        """Shows an error until it is closed: what failed, and what to do. It links to the manual's
        chapter on the topic ``about``, or on the page."""
        from ita_desktop.ui.widgets.status import Message, MessageKind

        self.message.display(Message(MessageKind.BAD, text, about=about))

    def show_above(self, line: QWidget | None) -> None:
        """Shows a line above the pages that is known before they are shown: it would move what the
        pointer is on. None removes it."""
        if self._above is not None:
            self._above.hide()
            self._above.deleteLater()
        self._above = line
        if line is not None:
            self.ui.sheet.insertWidget(0, line)

    def show_below(self, line: QWidget | None) -> None:
        """Shows a line below the pages, which does not move what the pointer is on; None removes
        it."""
        if self._below is not None:
            self._below.hide()
            self._below.deleteLater()
        self._below = line
        if line is not None:
            self.ui.sheet.insertWidget(self.ui.sheet.indexOf(self.message), line)

    def add_menu(self, title: str) -> "QMenu":
        """Appends a menu to the menu bar; Alt and the letter after ``&`` open it."""
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self)
        letter = self.top_bar.menu_bar.add(menu, title)
        if letter:
            opens = partial(self.top_bar.open_menu, menu)
            self.add_command(tr("เปิดเมนู {menu}", menu=menu.title()), opens, f"Alt+{letter}")
        return menu

    def add_command(self, words: str, act: Callable[[], object], *keys: str) -> "QAction":
        """Adds an action of the window with shortcuts ``keys`` in both keyboard layouts. It belongs
        to the window, so that its shortcuts work even if no menu contains it."""
        from PySide6.QtGui import QAction

        from ita_desktop.ui.keyboard import in_both_layouts

        # With a text in the constructor, PySide would initialize QIcon, which the start does not
        # need.
        action = QAction(self)
        action.setText(words)
        action.setShortcuts([layout for each in keys for layout in in_both_layouts(each)])
        action.triggered.connect(lambda _checked=False: act())
        self.addAction(action)
        return action

    def use_memory(self, memory: Memory) -> None:
        """Stores the last page and the folding of the rail in ``memory`` from now on."""
        self._of_work = memory
        self._fit()

    # -- pages

    def add_page(
        self,
        key: str,
        icon_name: str,
        title: str,
        factory: Callable[[], QWidget],
        *,
        at_end: bool = False,
    ) -> None:
        """Adds a page, with an entry in the rail if it has an icon; ``factory`` creates it when it
        is first shown. Ctrl+1, 2 … show it."""
        from ita_desktop.ui.keyboard import page_keys

        self._factories[key] = factory
        keys = page_keys(len(self._factories))
        if icon_name:
            self.rail.add(key, icon_name, title, keys, at_end=at_end)
        show = self.add_command(title, lambda: self.visit(key), keys)
        self.page_commands[key] = show

    @property
    def help_place(self) -> str:
        """The manual's topic of what has the keyboard, else of the page."""
        if self.at_home:
            return WELCOME
        from ita_desktop.ui.keyboard import topic_of

        return topic_of(QApplication.focusWidget()) or self.current_page

    @property
    def last_page(self) -> str:
        """The key of the page shown when the program was closed; empty at first."""
        kept = self._of_work.get("frame.page", "")
        return stored_choice(kept, self._factories) or ""

    def page(self, key: str) -> QWidget:
        """Returns the page, created now if necessary."""
        self.make_page(key)
        made = self._made[key]
        if self.ui.pages.indexOf(made) < 0:
            self.ui.pages.addWidget(made)
        return made

    def make_page(self, key: str) -> None:
        """Creates a page without showing it, which takes as long again."""
        if key not in self._made:
            made = self._made[key] = self._factories[key]()
            # It has no parent until it is shown, and its layout is separate; connecting deletes it
            # with the window even if it is never shown.
            self.destroyed.connect(made.deleteLater)

    def made_pages(self) -> dict[str, QWidget]:
        """The created pages by key."""
        return dict(self._made)

    def visit(self, key: str, _target: str = "") -> None:
        """Shows a page at the clerk's request."""
        self.show_page(key)

    def show_page(self, key: str) -> None:
        """Shows a page. It gets the focus, unless that is in the rail."""
        on_rail = self.rail.isAncestorOf(QApplication.focusWidget() or self)
        page = self.page(key)
        self.rail.select(key)
        if key != self.current_page:
            self._second_click.expect()
        # It gets the focus before the former page is hidden: that would send it through other
        # controls, each of which a screen reader would read out, and Qt announces a control once
        # more that only gives it up.
        page.setGeometry(self.ui.pages.rect())
        page.show()
        if not on_rail:
            self._focus_first(page)
        self.ui.pages.setCurrentWidget(page)
        self.current_page = key
        self._of_work.set("frame.page", key)
        self.page_shown.emit(key)

    def forget_pages(self) -> None:
        """Deletes all pages because another workspace is opened."""
        # The shown page is deleted last: the stack would otherwise show another one, which would
        # read the closed workspace.
        shown = self.ui.pages.currentWidget()
        for page in sorted(self._made.values(), key=lambda page: page is shown):
            self.ui.pages.removeWidget(page)
            page.hide()
            page.deleteLater()
        self._made.clear()
        self.current_page = ""

    def show_home(self, home: QWidget) -> None:
        """Shows the welcome page, replacing an older one; of the bars only the menus remain."""
        if home is not self._home:
            if self._home is not None:
                self._home.hide()
                self._home.deleteLater()
            self._home = home
            self.ui.sheet.insertWidget(0, home, 1)
        self._set_home(home=True)
        home.setFocus()

    def show_work(self) -> None:
        """Hides the welcome page."""
        self._set_home(home=False)

    @property
    def at_home(self) -> bool:
        return self._home is not None and not self._home.isHidden()

    def _set_home(self, *, home: bool) -> None:
        if self._home is not None:
            self._home.setVisible(home)
        self.ui.pages.setVisible(not home)
        self.rail.setVisible(not home)
        self.score_bar.setVisible(not home)
        self.ui.paper.set_rounded(not home)
        self.top_bar.set_home(home)
        self._fit()

    # -- keyboard

    def _add_shortcuts(self) -> None:
        for words, act, keys in (
            (tr("ไปส่วนถัดไปของหน้าต่าง"), lambda: self._move_focus(1), "F6"),
            (tr("ไปส่วนก่อนหน้าของหน้าต่าง"), lambda: self._move_focus(-1), "Shift+F6"),
            (tr("เปิดเมนู"), self.top_bar.open_menus, "F10"),
            (tr("ค้นในหน้านี้"), self._find, "Ctrl+F"),
        ):
            self.add_command(words, act, keys)
        self.search_command = self.add_command(tr("ค้นหาและสั่ง…"), self.go_to_search, "Ctrl+K")

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Moves the focus through the window in reading order."""
        from ita_desktop.ui.widgets import tab_order

        desk = self.centralWidget()
        return desk is not None and tab_order.step(desk, forward=forward)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QKeySequence

        self.top_bar.menu_bar.show_letters(event.key() == Qt.Key.Key_Alt)
        # Text fields handle keys before the window, and pass on those they do not use.
        keys = QKeySequence(event.keyCombination())
        for action in self.actions():
            if keys in action.shortcuts() and action.isEnabled():
                action.trigger()
                return
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        super().keyPressEvent(event)

    def paste(self) -> None:
        """Imports copied files and lists where nothing in the page takes Ctrl+V."""
        from ita_desktop.ui.shared.editor_events import FilesPastedEvent, ListPastedEvent, tell
        from ita_desktop.ui.table.editing.clipboard import clip_of
        from ita_desktop.ui.widgets.fields.field import are_files

        copied = QApplication.clipboard().mimeData()
        clip = clip_of(copied)
        if are_files(copied):
            tell(self, FilesPastedEvent())
        elif clip.rows and not clip.own:
            tell(self, ListPastedEvent(clip.read(), is_for_all=True))

    def keyReleaseEvent(self, event: "QKeyEvent") -> None:
        from PySide6.QtCore import Qt

        if event.key() == Qt.Key.Key_Alt:
            self.top_bar.menu_bar.show_letters(False)
        super().keyReleaseEvent(event)

    def go_to_search(self) -> None:
        """Gives the focus to the search field."""
        from PySide6.QtCore import Qt

        self.top_bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top_bar.search.selectAll()

    def _find(self) -> None:
        """Opens the filter of all columns of the table that has the focus, or else of the page's;
        the search where no table has any."""
        from ita_desktop.ui.table.view import SheetView

        page = self._made.get(self.current_page)
        tables = page.findChildren(SheetView) if page is not None else []
        for table in sorted(tables, key=lambda table: not table.hasFocus()):
            if table.isVisible() and table.header.has_filters:
                table.filtering.anywhere()
                return
        self.go_to_search()

    def _parts(self) -> list[QWidget]:
        """Returns the parts for F6 in order: rail, the page's, next step, lines above and below,
        message."""
        page = self._made.get(self.current_page)
        line = page.step_part if isinstance(page, HasStep) else None
        parts = [self.rail, *self._parts_of(page), line, self._above, self._below, self.message]
        return [part for part in parts if part is not None and part.isVisible()]

    @staticmethod
    def _parts_of(page: QWidget | None) -> list[QWidget]:
        if page is None:
            return []
        return list(page.focus_parts()) if isinstance(page, HasParts) else [page]

    def _move_focus(self, step: int) -> None:
        parts = self._parts()
        focus = QApplication.focusWidget()
        at = [
            number
            for number, part in enumerate(parts)
            if focus is not None and (part is focus or part.isAncestorOf(focus))
        ]
        start = at[-1] if at else (-1 if step > 0 else 0)
        for tried in range(1, len(parts) + 1):
            part = parts[(start + tried * step) % len(parts)]
            if self._focus_into(part):
                from ita_desktop.ui.widgets.tab_order import bring_into_sight

                bring_into_sight(part)
                return

    def return_keyboard(self) -> None:
        """Gives the focus to the page, as what has it is about to go."""
        self._focus_first(self._made.get(self.current_page))

    def _focus_first(self, page: QWidget | None) -> None:
        for part in self._parts_of(page):
            if self._focus_into(part):
                return

    def _focus_into(self, part: QWidget) -> bool:
        """Gives the focus to a part, or to its first focusable child."""
        from PySide6.QtCore import Qt

        if part is self.rail and self.current_page in self.rail.entries:
            self.rail.entries[self.current_page].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        target = part.focusProxy() or part
        if target.focusPolicy() & Qt.FocusPolicy.TabFocus and target.isEnabled():
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        for child in part.findChildren(QWidget):
            takes = child.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes and child.isVisibleTo(part) and child.isEnabled():
                child.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False

    # -- sizes

    def fold_rail(self, folded: bool) -> None:
        """Folds or unfolds the rail, if the window is wide enough."""
        self._of_work.set("frame.rail_folded", folded)
        self._fit()

    def _fit(self) -> None:
        """Adapts the bars to the window's width (LOOK: sizes)."""
        width = self.width()
        narrow = width < Breakpoint.FOLDED
        folded = narrow or bool(self._of_work.get("frame.rail_folded", False))
        self.rail.fold(folded)
        indent = 0 if self.at_home else self.rail.width()
        self.score_bar.set_indent(self.rail.width())
        self.score_bar.set_width_class(short=narrow, tight=width < Breakpoint.NARROW)
        self.status.set_indent(indent)
        low = is_low(self)
        self.top_bar.setFixedHeight(Height.TOP_BAR_LOW if low else Height.TOP_BAR)
        self.score_bar.setFixedHeight(Height.SCORE_BAR_LOW if low else Height.SCORE_BAR)
        self.status.setFixedHeight(Height.STATUS_BAR_LOW if low else Height.STATUS_BAR)
        search = TopBarSize.SEARCH_WIDE if width >= Breakpoint.WIDE else Width.SEARCH
        if width < Breakpoint.NARROW:
            search = NarrowBarSize.SEARCH_NARROW
        self.top_bar.set_narrow(menus_folded=narrow and not self.at_home, search_width=search)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        super().resizeEvent(event)
        self._fit()

    def keep_place(self) -> None:
        """Stores the geometry."""
        self._place.keep()

    def stay_in_sight(self) -> None:
        """Adjusts the geometry once the size of the window's frame is known."""
        self._place.stay_in_sight()

    def closeEvent(self, event: "QCloseEvent") -> None:
        if not self.may_close():
            event.ignore()
            return
        self.keep_place()
        self.finish_typing()
        # Hidden while remaining work is finished.
        self.hide()
        self.closing.emit()
        super().closeEvent(event)

    def may_close(self) -> bool:
        """Returns whether the window can be closed; if not, tells the reason."""
        return True

    def come_forward(self) -> None:
        """Raises the window and its dialogs, also from the task bar, and activates it."""
        from PySide6.QtCore import Qt

        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        for widget in filter(None, (self, QApplication.activeModalWidget())):
            widget.raise_()
            widget.activateWindow()

    def finish_typing(self) -> None:
        """Commits open editors, including those in popups, as if the focus moved elsewhere."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        focus = self.focusWidget()
        if focus is not None:
            focus.clearFocus()

    def take_typing(self) -> bool:
        """Commits an open editor and keeps the focus there, or gives it to the editor's parent.
        Returns False if the text is rejected, which the editor explains."""
        from PySide6.QtCore import Qt
        from shiboken6 import isValid

        from ita_desktop.ui.editors.base import CellEditor, may_be_typed_in

        focus = self.focusWidget()
        if focus is None or not may_be_typed_in(focus):
            return True
        around: list[QWidget] = []
        part: QWidget | None = focus
        while part is not None and part is not self:
            around.append(part)
            part = part.parentWidget()
        focus.clearFocus()
        for widget in around:
            takes = isValid(widget) and widget.isVisible()
            takes = takes and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            if takes and not widget.hasFocus():
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                break
        return not any(
            isValid(widget) and widget.isVisible() and isinstance(widget, CellEditor)
            for widget in around
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self.is_populated and event.type() == QEvent.Type.ActivationChange:
            # With Alt+Tab, Alt is released in another window.
            self.top_bar.menu_bar.show_letters(False)

    def dress(self) -> None:
        """Sets the window icon; after the first painting, because it takes some time."""
        from ita_desktop.ui.theme.shapes import app_icon

        self.setWindowIcon(app_icon())
