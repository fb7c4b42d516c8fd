"""หนังสือ, the second part of การประชุม: the year's memos and letters.

The rows and columns of หนังสือ: the year's memos and letters.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.documents.reports.letters.memo import number_prefix, whole_number
from ita_desktop.domain.letters import LETTER_KINDS, Letter, numbers_of, span
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import capital, caption, in_language, tr
from ita_desktop.services import letters
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.letters import attach
from ita_desktop.services.meetings import meetings
from ita_desktop.services.meetings.papers import missing_in_letter
from ita_desktop.ui.keyboard import ATTACH, REMOVE_ROWS
from ita_desktop.ui.pages import fields
from ita_desktop.ui.pages.meetings.attached_list import offer_attachments
from ita_desktop.ui.pages.meetings.letter_pane import LetterPane
from ita_desktop.ui.pages.page import add_key
from ita_desktop.ui.pages.parts.following_pane import FollowingPane, TableWithPane
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.grid import Edit
from ita_desktop.ui.table.values import CellOwner, ListChoice, StatusCell
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.marks import Mark

WORDINGS = {
    "memo-invitation": "เชิญประชุม",
    "memo-invitation-later": "เชิญประชุมครั้งต่อมา",
    "memo-minutes": "ส่งรายงานการประชุม",
    "memo-evidence": "ขอข้อมูล OIT รายหน่วย",
    "memo-reminder": "เตือนงาน OIT ที่ค้างรายหน่วย",
    "memo-survey": "เตือนแบบสำรวจรายหน่วย",
    "memo-book": "เสนอเล่มมาตรการ",
    "memo-general": "บันทึกทั่วไป",
}
"""Names of the wordings for a new letter."""


class LetterColumns:
    """Memos and letters."""

    KIND: Final = 118
    SUBJECT: Final = 180
    SUBJECT_WIDE: Final = 480
    NUMBER: Final = 150
    """``กท 5301/120-148`` whole."""
    DAY: Final = 104
    TO: Final = 140
    TO_WIDE: Final = 240
    STATUS: Final = 150


@dataclass(frozen=True, slots=True)
class ListedLetter:
    """A row: a memo or letter."""

    id: str
    letter: Letter
    subject: str
    to: tuple[CellOwner, ...]
    status: StatusCell


def wording_choices() -> list[tuple[str, str]]:
    """Returns keys and names of the wordings for a new letter."""
    return [(name, tr(words)) for name, words in WORDINGS.items()]


def _whole_numbers(data: YearData, text: str) -> list[ListChoice]:
    """Returns the complete number for a bare one, with the office's prefix."""
    whole = whole_number(data, text)
    return [ListChoice(whole, whole, tr("เลขที่เต็มของสำนักงาน"))] if whole else []


def letter_columns(
    data: Callable[[], YearData], year: int, today: Callable[[], date]
) -> list[Column[ListedLetter]]:
    """Returns the columns: subject, number, date, addressee, what is missing; typed dates default
    to the Buddhist ``year``."""
    return [
        Column("subject", tr("เรื่อง"), lambda row: row.subject, LetterColumns.SUBJECT, stretch=True,
               wide=LetterColumns.SUBJECT_WIDE, editable=True, hideable=False, empty="",
               ghost=lambda _row: tr("ยังไม่มีเรื่อง")),
        Column("number", caption("เลขที่"), lambda row: row.letter.number, LetterColumns.NUMBER,
               editable=True, empty="", wrap=False, choices=lambda _row: (),
               text=lambda row: span(numbers_of(row.letter).values()) or row.letter.number,
               ghost=lambda _row: number_prefix(data()),
               named=lambda _row, text: _whole_numbers(data(), text)),
        Column("day", tr("วันที่"), lambda row: row.letter.day, LetterColumns.DAY,
               kind=ColumnKind.DATE, editable=True, fiscal_year=year, today=today),
        Column("to", tr("ถึง"), lambda row: row.to, LetterColumns.TO, kind=ColumnKind.OWNERS,
               editable=True, wide=LetterColumns.TO_WIDE, empty=(),
               choices=lambda _row: fields.owner_choices(data()), named=fields.unknown_choices,
               parse=lambda text: fields.read_owners(data(), text)),
        Column("status", tr("ความพร้อม"), lambda row: row.status, LetterColumns.STATUS,
               kind=ColumnKind.STATE, decided=tr("ใส่เลขที่ วันที่ ผู้รับ และผู้ลงนามให้ครบ")),
        Column("kind", tr("ชนิด"), lambda row: row.letter.kind, LetterColumns.KIND, editable=True,
               only_choices=True, required=True, hidden=True,
               text=lambda row: tr(LETTER_KINDS[row.letter.kind]),
               choices=lambda _row: [ListChoice(kind, tr(word))
                                     for kind, word in LETTER_KINDS.items()]),
    ]  # fmt: skip


def letter_rows(data: YearData) -> list[ListedLetter]:
    """Returns the letters of a year, newest first."""
    found = sorted(data.letters, key=lambda letter: letter.position, reverse=True)
    return [_row(data, letter) for letter in found]


def _row(data: YearData, letter: Letter) -> ListedLetter:
    missing = missing_in_letter(data, letter)
    status = (
        StatusCell(Mark.DOING, capital(in_language(missing[0])))
        if missing
        else StatusCell(Mark.DONE, tr("พร้อมพิมพ์"))
    )
    recipients = fields.shown_owners(data, data.recipients_of(letter.id))
    return ListedLetter(letter.id, letter, letters.subject_of(data, letter), recipients, status)


def _columns(session: Session) -> list[Column[ListedLetter]]:
    return letter_columns(lambda: session.data, session.year, lambda: session.today)


class LettersPart(TableWithPane[SheetView]):
    """The table of letters with the pane of the selected one."""

    about = "letters"

    place_requested = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, SheetView(_columns(session)), tr("หนังสือ"), parent)
        self.empty.state.set_texts(
            tr("ยังไม่มีหนังสือของปีนี้"),
            tr(
                "บันทึกข้อความและหนังสือที่เกี่ยวกับการประเมิน เช่น เชิญประชุม ส่งรายงาน "
                "และขอข้อมูลรายหน่วย อยู่ที่นี่ โปรแกรมเขียนข้อความให้จากข้อมูลที่มี"
            ),
            tr("เพิ่มหนังสือฉบับแรก"),
        )
        self.pane = LetterPane(session)
        self.side = FollowingPane(
            self.table, self.pane, lambda count: tr("{count} ฉบับ", count=count)
        )
        self.lay_out("letters.pane", self.pane, self.side)
        self._connect()

    def _connect(self) -> None:
        table, session = self.table, self.session
        table.on_edit = self._edit
        table.problem.connect(session.failed)
        table.problem_over.connect(session.failure_over)
        table.current_changed.connect(lambda _row: self._show_pane())
        table.detail_requested.connect(lambda _row: self._open_pane())
        self.split.folded.connect(lambda _folded: self._show_pane())
        self.pane.place_requested.connect(self.place_requested)
        self.pane.attach_requested.connect(self._attach)
        self.empty.state.acted.connect(lambda: self.offer_wordings(self.empty.state.button))
        add_key(table, REMOVE_ROWS, self.remove_chosen)
        add_key(table, ATTACH, self._attach)

    # -- content

    def refresh(self) -> None:
        session, data = self.session, self.session.data
        self.table.set_read_only(session.is_locked)
        rows = session.cached_today("letters.rows", lambda: letter_rows(data))
        self.show_rows(rows, data.year, partial(_columns, session))
        self.empty.state.button.block(self.session.locked)
        self.show_empty(empty=not rows)
        if rows and self.table.current_row() is None:
            self.table.go_to(rows[0].id)
        self._show_pane()

    @property
    def letter(self) -> Letter | None:
        """The selected letter."""
        row = self.table.current_row()
        return self.session.data.letter_by_id.get(row.id) if isinstance(row, ListedLetter) else None

    def show_letter(self, letter_id: str) -> None:
        """Selects a letter and opens its pane."""
        self.table.sheet.clear_filters()
        if self.table.go_to(letter_id, "subject"):
            self.split.fold(False)

    def _show_pane(self) -> None:
        letter = self.letter
        self.side.refresh()
        if letter is not None and not self.split.is_folded:
            self.pane.show_letter(letter)

    def _open_pane(self) -> None:
        self.split.fold(False)
        self.side.focusNextChild()

    # -- actions

    def offer_wordings(self, anchor: Button) -> None:
        """Opens the menu of wordings for a new letter."""
        menu = QMenu(anchor)
        for name, words in wording_choices():
            menu.addAction(words, partial(self.add, name))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(anchor.mapToGlobal(QPoint(0, anchor.height())))

    def add(self, wording: str, meeting_id: str | None = None) -> None:
        """Adds a letter with a wording and selects it; the order of the meeting's bodies is
        attached."""
        session = self.session
        data = session.data
        if session.refuses():
            return
        if meeting_id is None and wording in letters.OF_MEETINGS and data.meetings:
            meeting_id = data.meetings[-1].id
        meeting = data.meeting_by_id.get(meeting_id or "")
        order_id = meetings.order_of(data, meeting) if meeting is not None else None
        made = session.write(letters.add, wording, meeting_id=meeting_id, order_id=order_id)
        if made:
            self.show_letter(made)
            self.table.setFocus()

    def remove_chosen(self) -> None:
        """Removes the selected letters."""
        session, chosen = self.session, self.table.selected_ids()
        if session.refuses():
            return
        before = len(session.data.letters)
        session.write(letters.remove, chosen)
        if len(session.data.letters) < before:
            session.notified.emit(tr("เอาหนังสือออกแล้ว {count} ฉบับ", count=len(chosen)), True)

    def _edit(self, edit: Edit) -> None:
        session = self.session
        cells = []
        for change in edit.changes:
            if change.key == "to":
                to = fields.refs_of_cell(change.value)
                letters.send_to(session.workspace, session.year, change.row, to)
            else:
                cells.append(CellEdit(change.row, change.key, change.value))
        if cells:
            letters.edit(session.workspace, session.year, cells)

    def _attach(self) -> None:
        session, letter = self.session, self.letter
        if letter is None:
            return
        if session.refuses():
            return
        put = partial(attach, session.workspace, session.year, letter)
        anchor = self.pane.attached.add if self.pane.isVisible() else self.table
        offer_attachments(session, anchor.mapToGlobal(QPoint(0, anchor.height())), self, put)

    def _add_to_menu(self, menu: QMenu) -> None:
        menu.addSeparator()
        menu.addAction(tr("รายละเอียด"), self._open_pane)
        if self.session.is_locked:
            return
        begin = menu.addMenu(tr("เพิ่มหนังสือ"))
        for name, words in wording_choices():
            begin.addAction(words, partial(self.add, name))
        menu.addAction(tr("แนบเอกสารหรือไฟล์…"), ATTACH.sequence, self._attach)
        menu.addAction(tr("เอาหนังสือออก"), REMOVE_ROWS.sequence, self.remove_chosen)
