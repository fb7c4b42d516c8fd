"""The menus and what they do: files, years, undo, import, documents, help."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from ita_desktop.domain.errors import ItaError
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import sentence, tr
from ita_desktop.services import sample, workspaces
from ita_desktop.services.places import PageKey
from ita_desktop.ui.frame.main_frame import HasParts
from ita_desktop.ui.loading.later import later

if TYPE_CHECKING:
    from ita_desktop.ui.pages.documents.page import DocumentsPage
    from ita_desktop.ui.window import Window

WORKSPACES = "*.ita"


class Command(StrEnum):
    """What pages ask the window for, and what the command search offers."""

    NEW = "new"
    OPEN = "open"
    SAMPLE = "sample"
    CLOSE = "close"
    SAVE = "save"
    BACK_UP = "back_up"
    SAVE_COPY = "save_copy"
    KEEP_SAMPLE = "keep_sample"
    RESTORE = "restore"
    QUIT = "quit"
    OPEN_COPY = "open_copy"
    UNDO = "undo"
    REDO = "redo"
    HISTORY = "history"
    PRINT = "print"
    SAVE_ALL = "save_all"
    IMPORT = "import"
    NEW_YEAR = "new_year"
    FOLD_RAIL = "fold_rail"
    REOPEN = "reopen"
    HELP = "help"
    SHORTCUTS = "shortcuts"
    NEWS = "news"
    ABOUT = "about"


_LEAVE_TYPING: Final = frozenset(
    (
        Command.UNDO,
        Command.REDO,
        Command.FOLD_RAIL,
        Command.HELP,
        Command.SHORTCUTS,
        Command.NEWS,
        Command.ABOUT,
    )
)
"""Commands that have nothing to do with what is being typed."""


class Menus:
    """The menu bar's actions; most are of use only while a workspace is open."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._actions: dict[Command, QAction] = {}
        self._handlers: dict[Command, Callable[[], None]] = {
            Command.NEW: self.new_file,
            Command.OPEN: self.open_file,
            Command.SAMPLE: self.open_sample,
            Command.CLOSE: self._close,
            Command.SAVE: window.save_now,
            Command.BACK_UP: self._back_up,
            Command.SAVE_COPY: self._save_copy,
            Command.KEEP_SAMPLE: self.keep_sample,
            Command.RESTORE: self._restore,
            Command.QUIT: self._quit,
            Command.OPEN_COPY: self._open_copy,
            Command.UNDO: window.undo,
            Command.REDO: window.redo,
            Command.HISTORY: window.show_history,
            Command.PRINT: self._print,
            Command.SAVE_ALL: self._save_all,
            Command.IMPORT: lambda: self.import_file(""),
            Command.NEW_YEAR: self.new_year,
            Command.FOLD_RAIL: self._fold_rail,
            Command.REOPEN: self._reopen,
            Command.HELP: window.open_help,
            Command.SHORTCUTS: lambda: window.show_help("shortcuts"),
            Command.NEWS: lambda: window.show_help("news"),
            Command.ABOUT: self._about,
        }
        file = window.add_menu(tr("&แฟ้ม"))
        self._add(file, Command.NEW, tr("แฟ้มใหม่…"), "Ctrl+N")
        self._add(file, Command.OPEN, tr("เปิด…"), "Ctrl+O")
        self._add(file, Command.SAMPLE, tr("เปิดตัวอย่าง"))
        file.addSeparator()
        self._add(file, Command.SAVE, tr("บันทึก"), "Ctrl+S")
        self._add(file, Command.BACK_UP, tr("สำรองแฟ้มตอนนี้"))
        self._add(file, Command.SAVE_COPY, tr("บันทึกสำเนาเป็น…"), "Ctrl+Shift+S")
        self._add(file, Command.KEEP_SAMPLE, tr("เก็บตัวอย่างเป็นแฟ้มของฉัน…"))
        self._add(file, Command.RESTORE, tr("กู้คืนจากแฟ้มสำรอง…"))
        file.addSeparator()
        self._add(file, Command.CLOSE, tr("ปิดแฟ้ม"), "Ctrl+W")
        self._add(file, Command.QUIT, tr("ออก"), "Ctrl+Q")
        edit = window.add_menu(tr("แก้&ไข"))
        self._add(edit, Command.UNDO, tr("เลิกทำ"), "Ctrl+Z")
        self._add(edit, Command.REDO, tr("ทำซ้ำ"), "Ctrl+Y", "Ctrl+Shift+Z")
        self._add(edit, Command.HISTORY, tr("ประวัติการแก้ไข…"), "Ctrl+Alt+Z")
        edit.addSeparator()
        self._add_clipboard(edit)
        edit.addSeparator()
        edit.addAction(window.search_command)
        view = window.add_menu(tr("แ&สดง"))
        view.addActions(list(window.page_commands.values()))
        view.addSeparator()
        self._add(view, Command.FOLD_RAIL, tr("พับแถบซ้าย"), "Ctrl+B")
        data = window.add_menu(tr("ข้&อมูล"))
        self._add(data, Command.IMPORT, tr("นำเข้าจาก Excel…"), "Ctrl+I")
        self._add(data, Command.NEW_YEAR, tr("ปีงบประมาณใหม่…"))
        self._add_documents(window.add_menu(tr("เอ&กสาร")))
        about = window.add_menu(tr("ช่ว&ยเหลือ"))
        self._add(about, Command.HELP, tr("คู่มือ"), "F1")
        # In popups and open menus, too.
        anywhere = Qt.ShortcutContext.ApplicationShortcut
        self._actions[Command.HELP].setShortcutContext(anywhere)
        self._add(about, Command.SHORTCUTS, tr("ปุ่มลัดทั้งหมด"))
        self._add(about, Command.NEWS, tr("มีอะไรใหม่"))
        about.addSeparator()
        self._add(about, Command.ABOUT, tr("เกี่ยวกับโปรแกรม"))

    def _add_documents(self, menu: QMenu) -> None:
        """Printing and saving, and each document, which are listed when the menu first opens."""
        self._add(menu, Command.PRINT, tr("พิมพ์…"), "Ctrl+P")
        self._add(menu, Command.SAVE_ALL, tr("บันทึกเอกสารหลายฉบับ…"))
        menu.addSeparator()
        self._documents = menu
        self._before_documents = len(menu.actions())
        menu.aboutToShow.connect(self._list_documents)

    def _list_documents(self) -> None:
        from ita_desktop.services.documents.exporting import listing
        from ita_desktop.ui.widgets.menu_entries import take_out

        window, menu, session = self._window, self._documents, self._window.session
        take_out(menu, keep=self._before_documents)
        listed = listing(session.data) if session is not None else []
        for group, ones in groupby(listed, lambda listed: listed.group):
            papers = menu.addMenu(tr(group))
            for one in ones:
                entry = papers.addAction(tr(one.title))
                entry.triggered.connect(partial(window.visit, PageKey.DOCUMENTS, one.name))

    def _add_clipboard(self, menu: QMenu) -> None:
        """Cut, copy and paste where the keyboard is; the keys belong to each part itself."""
        for action, words, keys in (
            ("cut", tr("ตัด"), "Ctrl+X"),
            ("copy", tr("คัดลอก"), "Ctrl+C"),
            ("paste", tr("วาง"), "Ctrl+V"),
        ):
            entry = menu.addAction(f"{words}\t{keys}")
            entry.triggered.connect(lambda _checked=False, action=action: self._do_in_part(action))
            menu.aboutToShow.connect(
                lambda entry=entry, action=action: entry.setEnabled(
                    self._part_that(action) is not None
                )
            )

    def _part_that(self, action: str) -> QWidget | None:
        """The part that can do it: the one with the keyboard or what it stands in, else the
        first one of the page."""
        page = self._window.made_pages().get(self._window.current_page)
        firsts = page.focus_parts()[:1] if isinstance(page, HasParts) else ()
        for begin in (self._window.focusWidget(), *firsts):
            part: QWidget | None = begin
            while part is not None and not hasattr(part, action):
                part = part.parentWidget()
            if part is not None:
                return part
        return None

    def _do_in_part(self, action: str) -> None:
        part = self._part_that(action)
        if part is not None:
            getattr(part, action)()

    def _add(self, menu: QMenu, command: Command, text: str, *keys: str) -> None:
        action = self._window.add_command(text, lambda: self.run(command), *keys)
        menu.addAction(action)
        self._actions[command] = action

    def run(self, command: str, argument: str = "") -> None:
        """Does what a menu entry or a page asks for; a failure is told in the message line. What
        is being typed is taken first; where it cannot be, the field says why and nothing is done.
        """
        if command not in _LEAVE_TYPING and not self._window.take_typing():
            return
        try:
            if command == Command.IMPORT:
                self.import_file(argument)
            else:
                self._handlers[Command(command)]()
        except ItaError as error:
            self._window.tell_failure(sentence(error))

    def set_open(self, *, writable: bool | None, is_sample: bool = False) -> None:
        """Which actions make sense: ``writable`` of the open workspace, None without one."""
        self._actions[Command.KEEP_SAMPLE].setEnabled(is_sample)
        for command in (
            Command.SAVE,
            Command.BACK_UP,
            Command.SAVE_COPY,
            Command.CLOSE,
            Command.HISTORY,
            Command.PRINT,
            Command.SAVE_ALL,
        ):
            self._actions[command].setEnabled(writable is not None)
        for entry in self._window.page_commands.values():
            entry.setEnabled(writable is not None)
        for command in (Command.IMPORT, Command.NEW_YEAR):
            self._actions[command].setEnabled(bool(writable))
        self.set_undo(None, None)

    def set_undo(self, undo: str | None, redo: str | None) -> None:
        """What would be undone and redone; None where there is nothing."""
        for command, label, word in (
            (Command.UNDO, undo, tr("เลิกทำ")),
            (Command.REDO, redo, tr("ทำซ้ำ")),
        ):
            self._actions[command].setEnabled(label is not None)
            self._actions[command].setText(f"{word}: {label}" if label else word)

    def entries(self) -> list[tuple[Command, str, str]]:
        """The usable commands with their words and shortcut, for the command search."""
        return [
            (command, action.text(), action.shortcut().toString())
            for command, action in self._actions.items()
            if action.isEnabled()
        ]

    # -- files

    def new_file(self, then: Callable[[], None] | None = None, *, needs_name: bool = True) -> None:
        """Asks for the office (which where it is not needed may be named later), the year and the
        place of a new workspace, opens it, and calls ``then``."""
        from ita_desktop.ui.dialogs.new_workspace import ask

        made = ask(self._window, needs_name=needs_name)
        if made is not None:
            self._window.begin_opening(made, then=then)

    def open_file(self) -> None:
        """Asks for a workspace and opens it."""
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("เปิดแฟ้มงาน"), self._folder(), tr("แฟ้มงาน ITA") + f" ({WORKSPACES})"
        )
        if name:
            self._window.begin_opening(Path(name))

    def open_sample(self) -> None:
        """Opens the sample: afresh, or as it was left where the machine went off."""
        self._window.begin_opening_of(
            lambda _progress: sample.open_place(), tr("กำลังเปิดตัวอย่าง"), remember=False
        )

    def new_year(self) -> None:
        """Asks for a fiscal year to add, and shows it."""
        from ita_desktop.ui.dialogs.new_year import ask

        session = self._window.session
        if session is not None:
            year = ask(session, self._window)
            if year is not None:
                session.choose_year(year)
                session.notified.emit(_begun(session.data), True)

    def import_file(self, kind: str) -> None:
        """Asks for a file, shows what it would change, and takes what is accepted. ``kind`` is
        what the page imports; empty: the dialog asks."""
        from ita_desktop.ui.dialogs.previews.imports import import_from_file

        if self._window.session is not None:
            import_from_file(self._window.session, kind, self._window)

    def _back_up(self) -> None:
        from ita_desktop.ui.opening.copying import back_up

        if self._window.session is not None:
            back_up(self._window, self._window.session)

    def _save_copy(self) -> None:
        self._copy(lambda path: self._window.tell(tr("บันทึกสำเนาที่ {path} แล้ว", path=path.name)))

    def keep_sample(self, then: Callable[[], object] | None = None) -> None:
        """Asks where, makes the sample a file of one's own and goes on in it, or calls ``then``."""
        window, session = self._window, self._window.session
        if session is None:
            return
        workspace, edit = session.workspace, session.workspace.edits.last_edit

        def keep(path: Path) -> None:
            window.parting.note_answer(workspace, edit)
            window.settings.note_opened(path)
            if then is not None:
                then()
            else:
                window.begin_opening(path)

        name = workspace.path.name if workspace.path is not None else ""
        self._copy(keep, str(Path(self._folder()) / name))

    def _copy(self, then: Callable[[Path], None], proposed: str = "") -> None:
        """Asks where, writes a copy of the workspace, and calls ``then`` with its place."""
        from PySide6.QtWidgets import QFileDialog

        from ita_desktop.ui.opening.copying import save_copy

        session = self._window.session
        if session is None:
            return
        words = tr("บันทึกสำเนาเป็น")
        kinds = tr("แฟ้มงาน ITA") + f" ({WORKSPACES})"
        # The file dialog asks before a file is replaced.
        name, _ = QFileDialog.getSaveFileName(
            self._window, words, proposed or self._folder(), kinds
        )
        if name:
            path = workspaces.with_suffix(Path(name))
            asked = path == Path(name)
            save_copy(self._window, session, path, lambda: then(path), replaces=asked)

    def _open_copy(self) -> None:
        """Asks where to put a copy of the workspace, and opens that, to go on in it."""
        self._copy(self._window.begin_opening)

    def _restore(self) -> None:
        from ita_desktop.ui.dialogs.restore import ask

        ask(self._window)

    def _folder(self) -> str:
        session = self._window.session
        path = session.workspace.path if session is not None else None
        if path is None:
            return str(Path.home())
        if sample.is_sample(path):
            # Where the sample lies nobody looks for a file.
            from ita_desktop.ui.opening.own_folder import documents

            return str(documents())
        return str(path.parent)

    # -- documents

    def _print(self) -> None:
        """Prints the shown document; on another page, does what its own button for it does."""
        window = self._window
        page = window.page(window.current_page)
        button = getattr(page, "print_button", None)
        if window.current_page == PageKey.DOCUMENTS:
            self._documents_page().print_document()
        elif isinstance(button, QAbstractButton) and button.isVisible():
            button.click()
        else:
            window.visit(PageKey.DOCUMENTS)

    def _save_all(self) -> None:
        self._window.go(PageKey.DOCUMENTS)
        self._documents_page().save_all()

    def _documents_page(self) -> "DocumentsPage":
        page = self._window.page(PageKey.DOCUMENTS)
        return cast("DocumentsPage", page)

    # -- the rest

    def _close(self) -> None:
        window = self._window
        if window.parting.may_leave(window.show_welcome):
            window.show_welcome()

    def _quit(self) -> None:
        self._window.close()

    def _fold_rail(self) -> None:
        self._window.fold_rail(not self._window.rail.is_folded)

    def _reopen(self) -> None:
        # Whoever asks is a part of the window that goes.
        later(self._window, 0, self._window.reopen)

    def _about(self) -> None:
        from ita_desktop.ui.dialogs.about import show

        show(self._window)


def _begun(data: YearData) -> str:
    """What a new year begins with."""
    owned = {owner.assignment_id for owner in data.assignment_owners}
    counts = (
        (tr("คณะกรรมการ {count} ลำดับ", count=len(data.members)), data.members),
        (tr("ผู้รับผิดชอบ {count} ข้อ", count=len(owned)), owned),
        (tr("มาตรการ {count} มาตรการ", count=len(data.measures)), data.measures),
    )
    brought = [words for words, some in counts if some]
    return " · ".join([tr("เริ่มปี {year} แล้ว", year=data.year), *brought])
