"""The menus of the window: entries, shortcuts, and when they are enabled."""

from collections.abc import Callable
from functools import partial
from itertools import groupby
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.i18n import tr
from ita_desktop.services.places import PageKey
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.frame.main_frame import HasParts
from ita_desktop.ui.navigation import Navigation
from ita_desktop.ui.widgets.button import take_out

_OF_FILES: Final = (Command.BACK_UP, Command.SAVE_COPY, Command.HAND_ON)
"""Commands that copy a file."""


class Menus:
    """The actions of the menu bar; most are enabled only with an open workspace."""

    def __init__(self, navigation: Navigation, run: Callable[[Command], None]) -> None:
        """``run`` is called with the selected command."""
        frame = self._frame = navigation.frame
        self._navigation = navigation
        self._run = run
        self._actions: dict[Command, QAction] = {}
        file = frame.add_menu(tr("&แฟ้ม"))
        self._add_places(file)
        file.addSeparator()
        self._add(file, Command.SAVE, tr("บันทึก"), "Ctrl+S")
        self._add(file, Command.BACK_UP, tr("สำรองแฟ้มตอนนี้"))
        self._add(file, Command.SAVE_COPY, tr("บันทึกสำเนาเป็น…"), "Ctrl+Shift+S")
        self._add(file, Command.HAND_ON, tr("ส่งต่อแฟ้ม…"))
        self._add(file, Command.KEEP_SAMPLE, tr("เก็บตัวอย่างเป็นแฟ้มของฉัน…"))
        self._add(file, Command.RESTORE, tr("กู้คืนจากแฟ้มสำรอง…"))
        self._add(file, Command.JOIN, tr("รวมกับแฟ้มอื่น…"))
        self._add_moving(file.addMenu(tr("งานร่วม")))
        file.addSeparator()
        self._add(file, Command.CITY, tr("ภาพรวมเมือง…"))
        self._add(file, Command.CLOSE, tr("ปิดแฟ้ม"), "Ctrl+W")
        self._add(file, Command.QUIT, tr("ออก"), "Ctrl+Q")
        edit = frame.add_menu(tr("แก้&ไข"))
        self._add(edit, Command.UNDO, tr("เลิกทำ"), "Ctrl+Z")
        self._add(edit, Command.REDO, tr("ทำซ้ำ"), "Ctrl+Y", "Ctrl+Shift+Z")
        self._add(edit, Command.HISTORY, tr("ประวัติการแก้ไข…"), "Ctrl+Alt+Z")
        edit.addSeparator()
        self._add_clipboard(edit)
        edit.addSeparator()
        edit.addAction(frame.search_command)
        self._add(edit, Command.REPLACE, tr("ค้นหาและแทนที่…"), "Ctrl+H")
        view = frame.add_menu(tr("แ&สดง"))
        view.addActions(list(frame.page_commands.values()))
        view.addSeparator()
        self._add(view, Command.FOLD_RAIL, tr("พับแถบซ้าย"), "Ctrl+B")
        data = frame.add_menu(tr("ข้&อมูล"))
        self._add(data, Command.IMPORT, tr("นำเข้าจาก Word PDF Excel…"), "Ctrl+I")
        self._add(data, Command.IMPORT_FOLDER, tr("นำเข้าทั้งโฟลเดอร์…"))
        self._add_rounds_and_years(data)
        data.addSeparator()
        self._add(data, Command.ERASE, tr("ลบข้อมูลส่วนบุคคลถาวร…"))
        self._add_documents(frame.add_menu(tr("เอ&กสาร")))
        self._add_help(frame.add_menu(tr("ช่ว&ยเหลือ")))

    def _add_help(self, about: QMenu) -> None:
        self._add(about, Command.HELP, tr("คู่มือ"), "F1")
        # Also in popups and open menus.
        anywhere = Qt.ShortcutContext.ApplicationShortcut
        self._actions[Command.HELP].setShortcutContext(anywhere)
        self._add(about, Command.TOUR, tr("พาชมโปรแกรม"))
        self._add(about, Command.SHORTCUTS, tr("ปุ่มลัดทั้งหมด"))
        self._add(about, Command.NEWS, tr("มีอะไรใหม่"))
        about.addSeparator()
        self._add(about, Command.COPY_DETAILS, tr("คัดลอกข้อมูลสำหรับแจ้งปัญหา"))
        self._add(about, Command.NEWER_VERSION, tr("โปรแกรมรุ่นใหม่…"))
        self._add(about, Command.LICENCES, tr("สัญญาอนุญาต"))
        self._add(about, Command.ABOUT, tr("เกี่ยวกับโปรแกรม"))

    def _add_places(self, menu: QMenu) -> None:
        self._add(menu, Command.NEW, tr("แฟ้มใหม่…"), "Ctrl+N")
        self._add(menu, Command.OPEN, tr("เปิด…"), "Ctrl+O")
        self._add(menu, Command.OPEN_SHARED, tr("เปิดงานร่วม…"))
        self._add(menu, Command.SAMPLE, tr("เปิดตัวอย่าง"))

    def _add_moving(self, menu: QMenu) -> None:
        self._add(menu, Command.PUT_UP, tr("ย้ายแฟ้มนี้ขึ้นเครื่องแม่ข่าย…"))
        self._add(menu, Command.TAKE_HOME, tr("นำงานร่วมกลับบ้าน…"))
        self._add(menu, Command.MERGE_HOME, tr("รวมงานที่ทำที่บ้าน…"))
        self._add(menu, Command.CHANGE_LOGIN, tr("เปลี่ยนรหัสผ่านของฉัน…"))

    def _add_rounds_and_years(self, menu: QMenu) -> None:
        self._add(menu, Command.SEND_ROUND, tr("ส่งรอบใหม่…"))
        self._add(menu, Command.TAKE_BACK, tr("รับกลับ…"))
        self._add(menu, Command.UNIT_MATRIX, tr("ตารางรายหน่วย…"))
        self._add(menu, Command.CHECK_LINKS, tr("ตรวจลิงก์ทั้งหมด"))
        self._add(menu, Command.NEW_YEAR, tr("ปีงบประมาณใหม่…"))

    def _add_documents(self, menu: QMenu) -> None:
        """Adds printing, saving, and all documents, which are listed when the menu first opens."""
        self._add(menu, Command.PRINT, tr("พิมพ์…"), "Ctrl+P")
        self._add(menu, Command.SAVE_ALL, tr("บันทึกเอกสารหลายฉบับ…"))
        self._add(menu, Command.BRIEF, tr("สรุปสำหรับผู้บริหาร…"))
        self._add(menu, Command.PUBLIC_PAGE, tr("หน้าเว็บ OIT…"))
        self._add(menu, Command.CHECK_CONTENT, tr("ตรวจเนื้อหาของปี…"))
        menu.addSeparator()
        self._documents = menu
        self._before_documents = len(menu.actions())
        menu.aboutToShow.connect(self._list_documents)

    def _list_documents(self) -> None:
        from ita_desktop.services.documents.exporting import listing

        menu, session = self._documents, self._navigation.session
        take_out(menu, keep=self._before_documents)
        listed = listing(session.data) if session is not None else []
        for group, ones in groupby(listed, lambda listed: listed.group):
            papers = menu.addMenu(tr(group))
            for paper in ones:
                entry = papers.addAction(tr(paper.title))
                show = partial(self._navigation.visit, PageKey.DOCUMENTS, paper.name)
                entry.triggered.connect(show)

    def _add_clipboard(self, menu: QMenu) -> None:
        """Adds cut, copy and paste for the focus widget; the shortcuts are handled by each
        widget."""
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
        """Returns the widget with the method ``action``: the focus widget or a parent, else the
        first part of the page, or the window."""
        page = self._frame.made_pages().get(self._frame.current_page)
        firsts = page.focus_parts()[:1] if isinstance(page, HasParts) else ()
        for begin in (self._frame.focusWidget(), *firsts):
            part: QWidget | None = begin
            while part not in {None, self._frame} and not hasattr(part, action):
                part = part.parentWidget()
            if part not in {None, self._frame}:
                return part
        return self._frame if hasattr(self._frame, action) else None

    def _do_in_part(self, action: str) -> None:
        part = self._part_that(action)
        if part is not None:
            getattr(part, action)()

    def _add(self, menu: QMenu, command: Command, text: str, *keys: str) -> None:
        action = self._frame.add_command(text, lambda: self._run(command), *keys)
        menu.addAction(action)
        self._actions[command] = action

    def set_open(
        self, *, writable: bool | None, is_sample: bool = False, is_shared: bool = False
    ) -> None:
        """Enables the actions; ``writable`` is that of the open workspace, None without one. A
        shared one is no file that could be copied or erased from here."""
        keep = self._actions[Command.KEEP_SAMPLE]
        keep.setEnabled(is_sample)
        keep.setVisible(is_sample)
        for command in (
            Command.SAVE,
            Command.BACK_UP,
            Command.SAVE_COPY,
            Command.HAND_ON,
            Command.CLOSE,
            Command.HISTORY,
            Command.PRINT,
            Command.SAVE_ALL,
            Command.BRIEF,
            Command.PUBLIC_PAGE,
            Command.CHECK_CONTENT,
        ):
            self._actions[command].setEnabled(writable is not None)
        if is_shared:
            for command in _OF_FILES:
                self._actions[command].setEnabled(False)
        for entry in self._frame.page_commands.values():
            entry.setEnabled(writable is not None)
        for command in (
            Command.IMPORT,
            Command.IMPORT_FOLDER,
            Command.NEW_YEAR,
            Command.REPLACE,
        ):
            self._actions[command].setEnabled(bool(writable))
        self._actions[Command.RESTORE].setEnabled(not is_shared)
        self._actions[Command.ERASE].setEnabled(bool(writable) and not is_shared)
        self._actions[Command.JOIN].setEnabled(bool(writable) and not is_shared)
        self._actions[Command.PUT_UP].setEnabled(bool(writable) and not is_shared)
        self._actions[Command.TAKE_HOME].setEnabled(is_shared)
        self._actions[Command.CHANGE_LOGIN].setEnabled(is_shared)
        self._actions[Command.MERGE_HOME].setEnabled(bool(writable) and is_shared)
        self.set_undo(None, None)

    def set_undo(self, undo: str | None, redo: str | None) -> None:
        """Sets the labels of undo and redo; None if there is nothing."""
        for command, label, word in (
            (Command.UNDO, undo, tr("เลิกทำ")),
            (Command.REDO, redo, tr("ทำซ้ำ")),
        ):
            self._actions[command].setEnabled(label is not None)
            self._actions[command].setText(f"{word}: {label}" if label else word)

    def entries(self) -> list[tuple[Command, str, str]]:
        """Returns the enabled commands with text and shortcut, for the search."""
        return [
            (command, action.text(), action.shortcut().toString())
            for command, action in self._actions.items()
            if action.isEnabled()
        ]
