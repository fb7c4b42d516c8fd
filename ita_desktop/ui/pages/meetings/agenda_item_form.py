"""The details of an agenda item: texts, handouts, and resolution."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.code_words import COMPONENTS
from ita_desktop.domain.meetings.meetings import AgendaItem, AgendaKind
from ita_desktop.i18n import tr
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.letters.attaching import detach
from ita_desktop.services.meetings import agenda
from ita_desktop.ui.editors.base import CloseReason
from ita_desktop.ui.pages.letters.attached_list import AttachedList
from ita_desktop.ui.pages.parts.pane_text import PaneText
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.measures import OutlineSize
from ita_desktop.ui.theme.tokens import Space, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.leavable import Leavable

TEXTS = {"resolution": "มติ", "minutes": "ข้อหารือ", "detail": "รายละเอียด", "presenter": "ผู้เสนอ"}
"""The text fields of an item."""
_USUAL = ("detail", "presenter", "resolution", "minutes")
_TO_RECORD = ("resolution", "minutes", "detail", "presenter")
"""The order while resolutions are recorded."""


class AgendaItemForm(Leavable):
    """Texts edited in place."""

    stepped = Signal(int)
    """While resolutions are recorded: move to the next item (1), or the previous one (-1)."""
    ended = Signal()
    attach_requested = Signal()

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session = session
        self._item: AgendaItem | None = None
        self._recording = False
        self.texts: dict[str, PaneText] = {}
        self._rows: dict[str, QWidget] = {}
        self._column = vbox(on=self, margins=(OutlineSize.HEADING, Space.XS, Space.CELL, Space.S))
        for key, title in TEXTS.items():
            self._rows[key] = self._text_row(key, tr(title), over)
        self.component = Chip("", self)
        self.component.setCheckable(False)
        menu = QMenu(self.component)
        for kind, words in COMPONENTS.items():
            menu.addAction(tr(words), partial(self._write, "component", kind))
        self.component.setMenu(menu)
        self.attached = AttachedList(session, self)
        self.attached.add_requested.connect(self.attach_requested)
        self.attached.removed.connect(lambda attachment: session.write(detach, [attachment]))
        self._rows["component"] = self._row(tr("ข้อมูล"), self.component)
        self._rows["attached"] = self._row(tr("เอกสารประกอบ"), self.attached)
        self._steps = self._make_steps()
        self._order(_USUAL)

    def _text_row(self, key: str, title: str, over: QWidget) -> QWidget:
        text = PaneText(title, over, self, tables=key != "presenter")
        text.edited.connect(partial(self._write, key))
        text.exited.connect(partial(self._leave, key))
        self.texts[key] = text
        return self._row(title, text)

    def _row(self, title: str, widget: QWidget) -> QWidget:
        row = QWidget(self)
        label = ThaiLabel(title, row, style=Text.LABEL, tone=Tone.TEXT2)
        label.setFixedWidth(Width.PANE_LABEL)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        grows = isinstance(widget, Chip)
        line = hbox(
            (label, 0, Qt.AlignmentFlag.AlignTop), (widget, 0 if grows else 1), on=row, gap=Space.S
        )
        if grows:
            line.addStretch(1)
        return row

    def _make_steps(self) -> QWidget:
        row = QWidget(self)
        self.back = Button(tr("วาระก่อนหน้า"), row)
        self.forward = Button(tr("วาระถัดไป"), row, kind=ButtonKind.SECONDARY, hint="Enter")
        self.end = Button(tr("จบการบันทึก"), row, kind=ButtonKind.QUIET)
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.forward.clicked.connect(self._go_forward)
        self.end.clicked.connect(self.ended)
        hbox(
            self.back,
            self.forward,
            self.end,
            None,
            on=row,
            margins=(0, Space.XS, 0, 0),
            gap=Space.S,
        )
        return row

    def _order(self, keys: Sequence[str]) -> None:
        places = [*keys, "component", "attached"]
        for at, key in enumerate(places):
            self._column.insertWidget(at, self._rows[key])
        # The buttons are directly below the recorded texts.
        self._column.insertWidget(2 if keys is _TO_RECORD else len(places), self._steps)

    # -- content

    def show_agenda_item(self, item: AgendaItem, *, recording: bool, usual: str = "") -> None:
        """Shows an item; a heading only with the fields it has. While resolutions are recorded,
        ``usual`` is suggested."""
        data = self._session.data
        locked = self._session.is_locked
        self._item = item
        if recording is not self._recording:
            self._recording = recording
            self._order(_TO_RECORD if recording else _USUAL)
        agenda_item = item.kind is AgendaKind.ITEM
        for key, text in self.texts.items():
            proposal = usual if recording and key == "resolution" else ""
            text.set_text(getattr(item, key), locked=locked, thing=item.id, proposal=proposal)
        self._rows["detail"].setVisible(not recording)
        for key in ("presenter", "component", "attached"):
            self._rows[key].setVisible(agenda_item and not recording)
        self._steps.setVisible(recording)
        self.component.setText(tr(COMPONENTS[item.component]))
        self.component.setEnabled(not locked)
        rows = data.attachments_of_agenda_item(item.id)
        self.attached.set_attached(rows, locked=locked)

    def begin(self, key: str) -> None:
        """Starts editing a text."""
        self.texts[key].setFocus(Qt.FocusReason.OtherFocusReason)
        self.texts[key].begin()

    # -- storing

    def _write(self, field: str, value: object) -> None:
        item = self._item
        if item is not None and getattr(item, field) != value:
            self._session.write(agenda.edit_agenda, [CellEdit(item.id, field, value)])

    def _go_forward(self) -> None:
        """As Enter does: takes the proposal that stands there."""
        if proposal := self.texts["resolution"].left_proposal:
            self._write("resolution", proposal)
        self.stepped.emit(1)

    def _leave(self, key: str, leave: CloseReason) -> None:
        if self._recording and leave is CloseReason.DOWN:
            if key == "resolution":
                self.stepped.emit(1)
            else:
                self.texts["resolution"].setFocus()
