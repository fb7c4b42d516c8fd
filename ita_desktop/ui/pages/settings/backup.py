"""ตั้งค่า, แฟ้มและสำเนา: file locations, backups to restore, export of settings, and what is
remembered of imported files.

ตั้งค่า, แฟ้มและสำเนา, คำตอบที่จำไว้: what words of imported files mean.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ita_desktop.domain.answers import AnswerAbout
from ita_desktop.domain.errors import ItaError
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.kinds.registry import KIND_NAMES, kind_named
from ita_desktop.home import data_folder
from ita_desktop.i18n import capital, in_language, sentence, tr
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.imports.by_hand import answer_identity, question_key
from ita_desktop.services.settings import file as settings_file
from ita_desktop.services.settings import safety_copies
from ita_desktop.services.settings.file import ExportedSettings
from ita_desktop.services.settings.import_answers import (
    Meaning,
    RememberedAnswer,
    edit,
    forget,
    remembered,
)
from ita_desktop.settings import backup_root
from ita_desktop.ui.background import Progress
from ita_desktop.ui.dialogs import backups
from ita_desktop.ui.keyboard import REMOVE_ROWS
from ita_desktop.ui.loading.asked import later, load
from ita_desktop.ui.outside import open_folder
from ita_desktop.ui.pages.page import add_page_key
from ita_desktop.ui.pages.parts.file_sharing import LOCKED, FileSharing
from ita_desktop.ui.pages.writing import EditWriter, changed_rows
from ita_desktop.ui.saving.places import ask_file, must_be_free
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.grid import Edit
from ita_desktop.ui.table.values import ListChoice
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind, FoldButton
from ita_desktop.ui.widgets.fields.field import labelled
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.empty import EmptyPlace, EmptyState
from ita_desktop.ui.widgets.page.section import RoomScroll

_KIND: Final = "ไฟล์การตั้งค่า"


class _Width:
    """What is remembered of imports."""

    WHAT: Final = 210
    TEXT: Final = 280
    MEANING: Final = 280
    DECIDED: Final = 110


class ImportAnswers(QWidget):
    """The answers, to be changed and forgotten; an import brings new ones."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.table = SheetView(answer_columns(lambda: session.data))
        self.table.setAccessibleName(tr("คำตอบที่จำไว้"))
        self.forget_button = Button(tr("ลืมคำตอบ"), icon_name="minus")
        self.forget_button.clicked.connect(self.forget_rows)
        note = ThaiLabel(
            tr("การนำเข้าครั้งต่อไปใช้คำตอบเหล่านี้ และบอกทุกครั้งที่ใช้"), style=Text.LABEL, tone=Tone.TEXT2
        )
        row = hbox((note, 1), self.forget_button, margins=(Space.PAGE_EDGE, Space.XS), gap=Space.S)
        self.empty = EmptyPlace(EmptyState())
        self.empty.state.set_texts(
            tr("ยังไม่มีคำตอบที่จำไว้"),
            tr("เมื่อนำเข้าไฟล์แล้วเลือกว่าคอลัมน์ใดคืออะไร หรือชื่อใดคือหน่วยหรือคนใด โปรแกรมจำไว้ใช้กับไฟล์ต่อไป"),
            tr("นำเข้าจากไฟล์…"),
        )
        vbox(row, (self.table, 1), (self.empty, 1), on=self)
        self.setFocusProxy(self.table)
        title = tr("ตรวจก่อนวางลงในตาราง")
        self._writing = EditWriter(session, self.table, title, self._store, changed_rows)
        self.table.menu_requested.connect(self._add_to_menu)
        add_page_key(self.table, REMOVE_ROWS, self.forget_rows)

    def refresh(self, *, flash: bool) -> None:
        """Updates the answers from the session."""
        session, rows = self._session, remembered(self._session.data)
        self.table.set_read_only(session.is_locked)
        self.forget_button.block(session.locked)
        self.empty.state.button.block(session.locked)
        self.table.sheet.set_rows(rows, flash=flash)
        self.forget_button.setVisible(bool(rows))
        self.empty.replace(self.table, empty=not rows)
        self.setFocusProxy(self.table if rows else self.empty.state.button)

    def forget_rows(self) -> None:
        """Forgets the selected answers; this can be undone."""
        session, chosen = self._session, self.table.selected_ids()
        if session.refuses():
            return
        if not chosen:
            self.table.ask_to_choose(tr("ยังไม่ได้เลือกแถว ให้เลือกแถวในตารางก่อน"))
            return
        gone = [answer for answer in session.data.import_answers if answer.id in chosen]
        if session.attempt(lambda: forget(session.workspace, chosen)):
            for answer in gone:
                session.given_answers.pop(question_key(answer), None)
                session.given_columns.pop(answer_identity(answer), None)
            session.notified.emit(tr("ลืม {count} คำตอบแล้ว", count=len(chosen)), True)

    def _store(self, _data: YearData, changes: Edit) -> None:
        cells = [CellEdit(change.row, change.key, change.value) for change in changes.changes]
        edit(self._session.workspace, cells)

    def _add_to_menu(self, menu: QMenu) -> None:
        if not self._session.is_locked:
            menu.addAction(tr("ลืมคำตอบ"), self.forget_rows)


def answer_columns(data: Callable[[], YearData]) -> list[Column[RememberedAnswer]]:
    """Returns the columns: what the word is, the word, its meaning in ``data``, when decided."""
    return [
        Column("what", tr("เป็น"), lambda row: capital(in_language(row.what)), _Width.WHAT,
               tone=Tone.TEXT2),
        Column("text", tr("ในไฟล์"), lambda row: row.text, _Width.TEXT, stretch=True,
               hideable=False),
        Column("meaning", tr("หมายถึง"), lambda row: in_language(row.meaning) or left_out(row),
               _Width.MEANING, stretch=True, hideable=False, editable=True, only_choices=True,
               required=True, choices=lambda row: meaning_choices(row, data())),
        Column("decided", tr("ตอบเมื่อ"), lambda row: row.record.decided, _Width.DECIDED,
               kind=ColumnKind.DATE),
    ]  # fmt: skip


def left_out(row: RememberedAnswer) -> str:
    """Returns the words for an answer without a meaning."""
    return tr("ไม่ใช้") if row.record.kind else tr("เว้นไว้")


def meaning_choices(row: RememberedAnswer, data: YearData) -> Sequence[ListChoice]:
    """Returns what a word may mean: fields, units or people, or that it is left out."""
    record = row.record
    choices = [ListChoice(Meaning("", ""), left_out(row))]
    if record.kind in KIND_NAMES:
        choices += [
            ListChoice(Meaning("answer", column.name), tr(column.heading))
            for column in kind_named(record.kind).columns
        ]
    elif record.about is AnswerAbout.UNIT:
        choices += [ListChoice(Meaning("unit_id", unit.id), unit.name) for unit in data.units]
    elif record.about is AnswerAbout.BODY:
        choices += [ListChoice(Meaning("answer", body.name), body.name) for body in data.bodies]
    elif record.about is AnswerAbout.ITEM and record.scope == data.framework.code:
        choices += [
            ListChoice(Meaning("answer", item.code), f"{item.code} {item.title}")
            for item in data.framework.items
        ]
    elif record.about is AnswerAbout.PERSON:
        choices += [
            ListChoice(
                Meaning("person_id", person.id), person.full_name, data.unit_name(person.unit_id)
            )
            for person in data.people
        ]
    return choices


class BackupSize:
    BACKUPS: Final = 108
    ANSWERS: Final = 280
    """Least heights in px; in a lower window the section scrolls."""
    PLACE: Final = 640
    """Width of a field with a path."""


class BackupSection(QWidget):
    """``back_up_requested`` and ``restore_requested`` are handled by the window."""

    about = "settings-file"
    back_up_requested = Signal()
    restore_requested = Signal(str)
    """Carries the path of the copy that is chosen in the list; empty if none is."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.back_up_button = Button(tr("สำรองตอนนี้"), icon_name="save")
        self.restore_button = Button(tr("กู้คืน…"), icon_name="history")
        self.health_button = Button(tr("ตรวจแฟ้ม…"), icon_name="file-check")
        self.export_button = Button(tr("ส่งออกการตั้งค่า…"), icon_name="upload")
        self.import_button = Button(tr("นำเข้าการตั้งค่า…"), icon_name="download")
        self.table = SheetView(backups.backup_columns(), filters=False)
        self.sharing = SettingsSharing(session, self.table)
        self.table.setAccessibleName(tr("แฟ้มสำรอง"))
        self.table.setMinimumHeight(BackupSize.BACKUPS)
        self.table.tints_row = True
        self.file, self.backup_folder, self.own_folder = ThaiLabel(), ThaiLabel(), ThaiLabel()
        self.second = ThaiLabel()
        self.open_file = _folder_button()
        open_backups, open_own = _folder_button(), _folder_button()
        self.choose_button = Button(tr("เลือก…"), kind=ButtonKind.QUIET, icon_name="folder-open")
        self.forget_button = Button(tr("เลิกใช้ที่นี้"), kind=ButtonKind.QUIET, icon_name="x")
        places = (
            (tr("แฟ้มงานอยู่ที่"), self.file, self.open_file),
            (tr("เก็บสำเนาไว้ที่"), self.backup_folder, open_backups),
            (tr("ค่าของโปรแกรม"), self.own_folder, open_own),
        )
        for place in (self.file, self.backup_folder, self.own_folder, self.second):
            place.setMaximumWidth(BackupSize.PLACE)
        rows = [labelled(words, place, button, stretch=1) for words, place, button in places]
        buttons = (self.choose_button, self.forget_button)
        rows.insert(2, labelled(tr("สำเนาแห่งที่สอง"), self.second, *buttons, stretch=1))
        self.answers = ImportAnswers(session)
        self.answers.setMinimumHeight(BackupSize.ANSWERS)
        self.answers_button = FoldButton("", self.answers)
        edges = (Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, Space.M)
        content = QWidget()
        vbox(
            vbox(*rows, margins=edges, gap=Space.XS),
            hbox(
                self.back_up_button,
                self.restore_button,
                self.health_button,
                self.export_button,
                self.import_button,
                None,
                margins=(Space.PAGE_EDGE, Space.XS),
                gap=Space.S,
            ),
            (self.table, 1),
            hbox(self.answers_button, None, margins=(Space.PAGE_EDGE, Space.XS)),
            (self.answers, 2),
            on=content,
        )
        self._room = RoomScroll.around(content)
        vbox(self._room, on=self)
        self.answers_button.clicked.connect(self._bring_answers)
        self.back_up_button.clicked.connect(self.back_up_requested)
        self.restore_button.clicked.connect(self._restore)
        self.export_button.clicked.connect(self.sharing.export)
        self.import_button.clicked.connect(self.sharing.take)
        self.health_button.clicked.connect(self._open_check)
        self.choose_button.clicked.connect(self._choose)
        self.forget_button.clicked.connect(self._forget)
        self.table.detail_requested.connect(lambda _row: self._restore())
        session.copied.connect(self.refresh)
        self.open_file.clicked.connect(lambda: open_folder(self._file_folder()))
        open_backups.clicked.connect(lambda: open_folder(self._folder()))
        open_own.clicked.connect(lambda: open_folder(data_folder()))

    def _restore(self) -> None:
        row = self.table.current_row()
        self.restore_requested.emit(row.id if isinstance(row, backups.BackupRow) else "")

    def show_answers(self) -> None:
        """Shows what is remembered of imports."""
        self.answers_button.fold(False)
        self.answers.setFocus()
        self._bring_answers()

    def _bring_answers(self) -> None:
        """Scrolls to the answers, once they have their place."""
        if not self.answers_button.is_folded:
            later(self, 0, lambda: self._room.ensureWidgetVisible(self.answers, 0, 0))

    def refresh_answers(self, *, flash: bool) -> None:
        """Updates what is remembered of imports from the session."""
        count = len(self._session.data.import_answers)
        self.answers_button.setText(f"{tr('คำตอบที่จำไว้')} {count}")
        self.answers.refresh(flash=flash)

    def refresh(self) -> None:
        """Updates the list of backups from the disk."""
        workspace = self._session.workspace
        self.file.setText(str(workspace.path or workspace.address))
        self.backup_folder.setText(str(self._folder()))
        self.own_folder.setText(str(data_folder()))
        self._show_second()
        self._block_of_files()
        try:
            rows = backups.backup_rows(self._session.workspace.copies.all(), self._session.today)
        except ItaError as error:
            rows = []
            self._session.failed.emit(sentence(error))
        self.table.sheet.set_rows(rows, flash=False)

    def _block_of_files(self) -> None:
        """Blocks what shared work, which has no file, cannot have."""
        is_file = self._session.workspace.path is not None
        why = tr("งานร่วมไม่ใช่แฟ้ม ถ้าต้องการสำเนา ใช้ แฟ้ม › งานร่วม › นำงานร่วมกลับบ้าน…")
        self.open_file.setVisible(is_file)
        for button in (
            self.back_up_button,
            self.restore_button,
            self.health_button,
            self.choose_button,
        ):
            button.block("" if is_file else why)

    def _show_second(self) -> None:
        """Shows the stored state of the second location, without accessing a possibly slow disk."""
        session = self._session
        place = safety_copies.chosen_place(session.settings)
        last = safety_copies.last_copy(session.settings, session.workspace)
        self.forget_button.setVisible(place is not None)
        if place is None:
            self.second.setText(tr("ยังไม่เลือก เช่น แฟลชไดรฟ์หรือโฟลเดอร์ในเครือข่าย"))
        elif last is None:
            self.second.setText(tr("{path} · ยังไม่มีสำเนา", path=place))
        else:
            when = backups.when_made(last, session.today)
            self.second.setText(tr("{path} · ล่าสุด {when}", path=place, when=when))

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("เลือกที่เก็บสำเนาแห่งที่สอง"), str(Path.home()))
        if not name:
            return
        try:
            safety_copies.choose_place(self._session.settings, Path(name), datetime.now())  # noqa: DTZ005 - the clerk's own clock
        except ItaError as error:
            self._session.failed.emit(sentence(error))
            return
        self._show_second()
        self.back_up_requested.emit()

    def _forget(self) -> None:
        safety_copies.forget_place(self._session.settings)
        self._show_second()

    def _open_check(self) -> None:
        backups.FileHealthDialog(self._session, self.window()).exec()

    def _file_folder(self) -> Path:
        path = self._session.workspace.path
        return path.parent if path is not None else Path.home()

    def _folder(self) -> Path:
        return self._session.workspace.copies.folder or backup_root()


def _folder_button() -> Button:
    return Button(tr("เปิดโฟลเดอร์"), kind=ButtonKind.QUIET, icon_name="folder-open")


# ตั้งค่า, แฟ้มและสำเนา: export and import of the office's settings.


class SettingsSharing(FileSharing):
    """Exports and imports settings."""

    def export(self) -> None:
        """Asks for a location, and exports the settings."""
        session = self._session
        data, path = session.data, session.workspace.path
        folder = path.parent if path is not None else Path.home()
        proposed = folder / settings_file.proposed_name(data)
        place = ask_file(self._over, tr("ส่งออกการตั้งค่าเป็นไฟล์"), proposed, tr(_KIND))
        if place is None:
            return

        media = session.workspace.media

        def write(_progress: Progress) -> ExportedSettings:
            must_be_free(place, None)
            return settings_file.export(data, place.path, media)

        text = tr("กำลังบันทึก {title}", title=place.path.name)
        self._work(text, write, self._show_written, finishes=True)

    def _show_written(self, made: ExportedSettings) -> None:
        text = tr("บันทึกการตั้งค่าไว้ที่ {path} แล้ว ไม่มีรายชื่อบุคคล", path=made.path.name)
        if made.with_people:
            count = len(made.with_people)
            left = tr("เว้นถ้อยคำที่มีข้อมูลส่วนบุคคล {count} ข้อความ", count=count)
            text = f"{text} · {left}"
        if made.files:
            names = " · ".join(made.files)
            text = f"{text} · {tr('ไม่มีไฟล์ {names} ให้คัดลอกไฟล์เอง', names=names)}"
        self._session.notified.emit(text, False)

    def take(self) -> None:
        """Asks for a settings file, and shows a preview of its changes."""
        session = self._session
        name, _ = QFileDialog.getOpenFileName(
            self._over, tr("เลือกไฟล์การตั้งค่า"), str(Path.home()), _files()
        )
        if not name:
            return
        path, workspace, year = Path(name), session.workspace, session.year

        def read(_progress: Progress) -> object:
            from ita_desktop.services.settings import importing as settings_import

            return settings_import.plan(workspace.year(year), settings_file.read(path))

        text = tr("กำลังอ่าน {file}", file=path.name)
        self._work(text, read, lambda plan: self._show(plan, path))

    def _show(self, plan: object, path: Path) -> None:
        load("ita_desktop.ui.dialogs.previews.difference")
        from ita_desktop.services.settings import importing as settings_import
        from ita_desktop.ui.dialogs.previews.difference import open_settings

        assert isinstance(plan, settings_import.SettingsPlan)
        found, session = plan, self._session
        if not found.rows and not found.left_out:
            session.notified.emit(tr("การตั้งค่าตรงกับ {file} ทุกรายการ", file=path.name), False)
            return

        def apply(chosen: frozenset[str]) -> None:
            settings_import.apply(session.workspace, found, chosen, path.name)

        def accept(chosen: frozenset[str]) -> None:
            if chosen and session.do(lambda: apply(chosen)):
                session.notified.emit(tr("เปลี่ยนการตั้งค่า {count} รายการแล้ว", count=len(chosen)), True)

        text = tr("{source} · ต่างกัน {count} แห่ง", source=path.name, count=len(found.rows))
        locked = tr(LOCKED) if session.is_locked else ""
        open_settings(
            found,
            (tr("ตรวจก่อนนำเข้าการตั้งค่า"), text),
            self._over,
            accept,
            lambda chosen: session.workspace.refusal(lambda: apply(chosen)),
            locked=locked,
        )


def _files() -> str:
    return f"{tr(_KIND)} (*{settings_file.SUFFIX})"
