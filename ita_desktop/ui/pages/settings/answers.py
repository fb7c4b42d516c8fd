"""ตั้งค่า, แฟ้มและสำเนา, คำตอบที่จำไว้: what words of imported files mean."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.answers import AnswerAbout
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import capital, in_language, tr
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.imports.by_hand import answer_identity, question_key
from ita_desktop.services.settings.import_answers import (
    Meaning,
    RememberedAnswer,
    edit,
    forget,
    remembered,
)
from ita_desktop.ui.pages.keys import add_page_key
from ita_desktop.ui.pages.writing import EditWriter, changed_rows
from ita_desktop.ui.session import Session
from ita_desktop.ui.shortcuts import REMOVE_ROWS
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.edits import Edit
from ita_desktop.ui.table.values import ListChoice
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.empty import EmptyPlace, EmptyState


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
    from ita_desktop.exchange.kinds.registry import KIND_NAMES, kind_named

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
