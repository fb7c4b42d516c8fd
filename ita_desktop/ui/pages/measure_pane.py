"""The detail pane of มาตรการ: what is to be mended, how, who follows it up, and its history."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.records import Measure
from ita_desktop.domain.tracking_state import tracked_measure
from ita_desktop.i18n import tr
from ita_desktop.services import history, measures
from ita_desktop.services.edits import CellEdit
from ita_desktop.ui.pages.pane_text import PaneText
from ita_desktop.ui.pages.past_section import PastSection
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.at_once import at_once
from ita_desktop.ui.widgets.line_stack import LineStack
from ita_desktop.ui.widgets.marks import MARKS
from ita_desktop.ui.widgets.pane import DetailPane
from ita_desktop.ui.widgets.values import ValueRow

_NUMBERING = re.compile(r"^[\d๐-๙]+[.)]\s*")


class MeasurePane(DetailPane):
    """Shows one measure; its texts are typed over in the pane, its cells in the table."""

    edit_wanted = Signal(str)
    """A value is to be edited in the table: ``owners``, ``schedule``, ``status`` or ``items``."""
    item_opened = Signal(str)
    """A linked item was clicked."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._measure: Measure | None = None
        self._cells = {
            "owners": self.add_row(tr("ผู้รับผิดชอบ"), editable=True),
            "schedule": self.add_row(tr("รอบ"), editable=True),
            "status": self.add_row(tr("สถานะ"), editable=True),
        }
        for key, row in self._cells.items():
            row.edit_requested.connect(lambda key=key: self.edit_wanted.emit(key))
        self._linked = self.add_section(tr("ข้อที่มาตรการนี้ตอบ"), action=tr("แก้ข้อ"))
        self._linked.acted.connect(lambda: self.edit_wanted.emit("items"))
        self.links = ItemLinks(self)
        self.links.opened.connect(self.item_opened)
        self._linked.column.addWidget(self.links)
        self.texts: dict[str, PaneText] = {}
        for key, title in (
            ("finding", tr("ประเด็นที่ต้องปรับปรุง")),
            ("method", tr("วิธีปฏิบัติ")),
            ("monitoring", tr("การกำกับติดตาม")),
        ):
            section = self.add_section(title)
            text = PaneText(title, self.ui.body, section)
            text.edited.connect(lambda typed, key=key: self._write(key, typed))
            section.column.addWidget(text)
            self.texts[key] = text
        self._done = PastSection(session, self.ui.body)
        self.ui.sections.addWidget(self._done)
        self.past = self._done.list

    @property
    def measure(self) -> Measure | None:
        """The measure that is shown."""
        return self._measure

    def show_measure(self, key: str) -> None:
        """Shows the measure of this key as the session has it now."""
        data = self._session.data
        measure = next((one for one in data.measures if one.id == key), None)
        if measure is None:
            return
        self._measure = measure
        with at_once(self.ui.column):
            self._fill(measure)

    def _fill(self, measure: Measure) -> None:
        data, key = self._session.data, measure.id
        mark = MARKS[tracked_measure(data, measure, self._session.today).state]
        first = _NUMBERING.sub("", measure.method.split("\n", 1)[0])
        title = first or tr("ยังไม่ได้พิมพ์วิธีปฏิบัติ")
        self.set_head(measures.label_of(data, measure), mark, title)
        owners = ", ".join(data.owner_label(one) for one in data.owners_of_measure(key))
        self._cells["owners"].set_value(owners)
        self._cells["schedule"].set_value(measure.schedule)
        self._cells["status"].set_value(mark.word)
        locked = self._session.workspace.read_only
        for row in self._cells.values():
            row.set_editable(not locked)
        self._linked.set_action("" if locked else tr("แก้ข้อ"))
        codes = [one.item_code for one in data.items_of_measure(key)]
        items = data.framework.item_by_code
        self.links.set_items([(code, items[code].title) for code in codes if code in items])
        for name, text in self.texts.items():
            text.set_text(getattr(measure, name), locked=locked)
        workspace = self._session.workspace
        self._done.show_past(key, lambda most: history.of_measure(workspace, data, key, most))

    def _write(self, field: str, text: str) -> None:
        session, measure = self._session, self._measure
        if measure is None:
            return
        edit = CellEdit(measure.id, field, text)
        session.attempt(lambda: measures.edit(session.workspace, session.year, [edit]))


class ItemLinks(LineStack):
    """The items that a measure answers; a click opens one in its page."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ValueRow] = []
        self._codes: list[str] = []

    def set_items(self, items: Sequence[tuple[str, str]]) -> None:
        """Shows these items, each with its code and title."""
        self._codes = [code for code, _ in items]
        self.rows = self.fit(self.rows, len(items))
        while len(self.rows) < len(items):
            self._add(len(self.rows))
        for row, (code, title) in zip(self.rows, items, strict=True):
            row.set_label(code)
            row.set_value(title)

    def _add(self, number: int) -> None:
        row = ValueRow("", self)
        row.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.setCursor(Qt.CursorShape.PointingHandCursor)
        row.clicked.connect(lambda: self.opened.emit(self._codes[number]))
        self.column.addWidget(row)
        self.rows.append(row)
