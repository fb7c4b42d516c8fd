"""Sheets about edits of others: two texts of one field, of which one stands, or one made of both;
and who changed what in a row, and when.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ita_desktop.i18n import in_language, tr, translated
from ita_desktop.services.column_words import column_words, value_words
from ita_desktop.services.history import of_row
from ita_desktop.storage.edits.changes import HistoryEntry, RowChange
from ita_desktop.ui.language import day_and_time
from ita_desktop.ui.session import Session
from ita_desktop.ui.shared.editor_events import ConflictEvent, TextToKeep
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.measures import SheetHeight
from ita_desktop.ui.theme.tokens import Space, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.fields.text import TextArea
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.section import RoomScroll
from ita_desktop.ui.widgets.sheet import Sheet, SheetWork

_LEAST_LINES: Final = 3
_MOST_LINES: Final = 5
"""Number of lines of the text made of both; more scroll."""


class ConflictSize:
    HEIGHT: Final = 470


class ConflictSheet(Sheet):
    """Esc goes on typing: nothing is decided then, and nothing is lost."""

    about = "conflict"

    def __init__(self, conflict: ConflictEvent, parent: QWidget) -> None:
        super().__init__(parent, size=QSize(Width.CONFLICT, ConflictSize.HEIGHT))
        self._conflict = conflict
        who = conflict.who or tr("คนอื่น")
        about = tr("{who} แก้ “{field}” ระหว่างที่คุณพิมพ์ ทั้งสองข้อความยังอยู่", who=who, field=conflict.field)
        self.set_title(tr("สองข้อความของช่องเดียวกัน"), about)
        self.mine_button = Button(tr("ใช้ของฉัน"), self)
        self.theirs_button = Button(tr("ใช้ของ {who}", who=who), self)
        self.mine_button.clicked.connect(lambda: self._choose(TextToKeep.MINE))
        self.theirs_button.clicked.connect(lambda: self._choose(TextToKeep.THEIRS))
        self.mine = ThaiLabel(conflict.mine or tr("(ว่าง)"), most=0)
        self.theirs = ThaiLabel(conflict.theirs or tr("(ว่าง)"), most=0)
        self.joined = TextArea(self, least=_LEAST_LINES, most=_MOST_LINES)
        self.joined.setAccessibleName(tr("ข้อความที่รวมเอง"))
        self.joined.setPlainText(joined_texts(conflict.theirs, conflict.mine))
        columns = hbox(
            (_text_box(tr("ของฉัน"), self.mine, self.mine_button), 1),
            (_text_box(tr("ของ {who}", who=who), self.theirs, self.theirs_button), 1),
            gap=Space.XL,
        )
        title = ThaiLabel(tr("หรือรวมเป็นข้อความเดียว"), style=Text.LABEL, tone=Tone.TEXT2)
        under = vbox(title, self.joined, gap=Space.XS)
        content = QWidget(self)
        vbox((columns, 1), under, on=content, margins=(Space.PAGE_EDGE, Space.S), gap=Space.M)
        self.body.addWidget(content, 1)
        for part in (title, self.joined, self.accept_button):
            part.setVisible(conflict.joins)
        self.set_accept(tr("ใช้ข้อความที่รวม"))
        self.cancel_button.setText(tr("พิมพ์ต่อ"))
        self.set_remark(tr("Esc กลับไปพิมพ์ต่อ ยังไม่บันทึก"))
        # The Enter that stored the cell, pressed once more, is to overwrite nobody's text.
        self.cancel_button.setFocus()

    def accept(self) -> None:
        """Takes the text made of both."""
        self._conflict.joined = self.joined.toPlainText()
        self._choose(TextToKeep.JOINED)

    def has_typed(self) -> bool:
        """Esc goes on typing: nothing is lost."""
        return False

    def reject(self) -> None:
        """Goes on typing."""
        self._conflict.choice = TextToKeep.NEITHER
        super().reject()

    def _choose(self, choice: TextToKeep) -> None:
        self._conflict.choice = choice
        super().accept()


def _text_box(title: str, text: ThaiLabel, button: Button) -> QVBoxLayout:
    """Returns a text that may be long, with its title above and its button below."""
    holder = QWidget()
    vbox(text, None, on=holder)
    text.setAccessibleName(f"{title}: {text.text()}")
    name = ThaiLabel(title, style=Text.LABEL, tone=Tone.TEXT2)
    return vbox(name, (RoomScroll.around(holder), 1), hbox(button, None), gap=Space.S)


def joined_texts(theirs: str, mine: str) -> str:
    """Returns a proposal made of both: the longer one where it holds the other, else one after the
    other."""
    if mine in theirs:
        return theirs
    if theirs in mine:
        return mine
    between = "\n" if "\n" in theirs + mine else " "
    return f"{theirs}{between}{mine}"


def ask(conflict: ConflictEvent, parent: QWidget) -> None:
    """Asks, and answers the ``conflict``."""
    conflict.choice = TextToKeep.NEITHER
    ConflictSheet(conflict, parent).exec()


class HistoryWidth:
    """The history of a row."""

    WHEN: Final = 120
    WHO: Final = 130
    VALUE: Final = 220


@dataclass(frozen=True)
class _Row:
    id: str
    when: str
    who: str
    what: str
    old: str
    new: str


class RowHistorySheet(Sheet):
    """Lists the edits of a row, newest first; read in another thread."""

    about = "row-history"

    def __init__(self, session: Session, key: str, parent: QWidget) -> None:
        super().__init__(parent, size=QSize(Width.DIALOG, SheetHeight.RESTORE))
        self._session = session
        self.set_title(tr("ประวัติของแถวนี้"), tr("ใหม่ที่สุดอยู่บน"))
        self.table = SheetView(_columns(), self, filters=False)
        self.table.setAccessibleName(tr("ประวัติของแถวนี้"))
        self.body.addWidget(self.table, 1)
        self.accept_button.hide()
        self.cancel_button.setText(tr("ปิด"))
        self.work = SheetWork(self, lambda: None)
        workspace = session.workspace
        what = tr("กำลังอ่านประวัติ")
        self.work.begin(what, lambda _p: of_row(workspace, key), self._show, self.set_remark)

    def _show(self, entries: list[HistoryEntry]) -> None:
        today = self._session.today
        rows = [
            _Row(
                str(number),
                day_and_time(entry.group.at, today),
                entry.group.who,
                translated(entry.group.label),
                _values(entry.change, entry.change.old),
                _values(entry.change, entry.change.new),
            )
            for number, entry in enumerate(entries)
        ]
        self.table.sheet.set_rows(rows, flash=False)
        self.table.take_focus()


def _values(change: RowChange, side: Mapping[str, object] | None) -> str:
    """Returns what the columns that an edit has changed are on one ``side`` of it, each by its name
    if there are several, without keys of rows."""
    if change.old is None or change.new is None or side is None:
        return ""
    told = {
        in_language(column_words(change.table, name)): words
        for name, value in side.items()
        if name != "row_version"
        and not name.endswith("_id")
        and (words := translated(value_words(change.table, name, value)))
    }
    if len(change.old) > 2:  # beside the version
        return " · ".join(f"{name}: {words}" for name, words in told.items())
    return " · ".join(told.values())


def _columns() -> list[Column[_Row]]:
    return [
        Column("when", tr("เมื่อ"), lambda row: row.when, HistoryWidth.WHEN),
        Column("who", tr("ใคร"), lambda row: row.who, HistoryWidth.WHO),
        Column("what", tr("ทำอะไร"), lambda row: row.what, stretch=True),
        Column("old", tr("ก่อนแก้"), lambda row: row.old, HistoryWidth.VALUE, lines=2),
        Column("new", tr("หลังแก้"), lambda row: row.new, HistoryWidth.VALUE, lines=2),
    ]
