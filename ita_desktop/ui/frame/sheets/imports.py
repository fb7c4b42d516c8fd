"""The preview of an import: filter chips, the table of differences, a warning, and the count."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.forms.ui_import_preview import Ui_ImportPreview
from ita_desktop.ui.theme.measures import ChipSize
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.sheet import Sheet
from ita_desktop.ui.widgets.status.message import Message, MessageLine
from ita_desktop.ui.widgets.wrap import WrapLayout


@dataclass(frozen=True)
class ChangeFilter:
    """A filter chip: all differences, changed, added, removed, unchanged."""

    key: str
    text: str
    count: int


class ImportSheet(Sheet):
    """The dialog; the page adds its table with :meth:`set_table` and filters it on ``filtered``."""

    about = "import"

    filtered = Signal(str)
    """A filter was selected; carries its key."""
    row_requested = Signal(str)
    """The action of the warning (ไปที่แถว) was clicked; carries the message's key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = Ui_ImportPreview()
        body = QWidget(self)
        self.form.setupUi(body)
        self.body.addWidget(body)
        self._row = WrapLayout(ChipSize.BETWEEN, ChipSize.BETWEEN)
        self._row.setContentsMargins(Space.PAGE_EDGE, 0, Space.PAGE_EDGE, ChipSize.BETWEEN)
        self.form.column.insertLayout(0, self._row)
        self._chips: dict[str, Chip] = {}
        self._note = MessageLine(self)
        self._note.acted.connect(self.row_requested)
        self.notes.addWidget(self._note)
        self.set_remark(tr("ไม่เลือก “เอาออก” ไว้ให้ก่อน · เลิกทำได้ภายหลัง"))

    @property
    def chips(self) -> dict[str, Chip]:
        """The chips by key."""
        return dict(self._chips)

    def set_filters(self, filters: Sequence[ChangeFilter], chosen: str) -> None:
        """Sets the chips and the selected one."""
        for chip in self._chips.values():
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = {}
        for filter_ in filters:
            chip = Chip(filter_.text, self, count=filter_.count)
            chip.setChecked(filter_.key == chosen)
            chip.clicked.connect(lambda _=False, key=filter_.key: self._choose(key))
            self._row.addWidget(chip)
            self._chips[filter_.key] = chip

    def set_table(self, table: QWidget) -> None:
        """Sets the table of differences, which fills the dialog."""
        self.form.table.addWidget(table, 1)
        self.form.column.setStretchFactor(self.form.table, 1)
        table.setFocus()

    def set_count(self, count: int) -> None:
        """Sets the number of checked rows, shown on the primary button."""
        blocked = "" if count else tr("ยังไม่ได้เลือกแถวใด")
        self.set_accept(tr("รับ {count} รายการ", count=count), blocked=blocked)

    def warn(self, message: Message) -> None:
        """Shows a warning about a row above the buttons."""
        self._note.say(message)

    def _choose(self, key: str) -> None:
        for name, chip in self._chips.items():
            chip.setChecked(name == key)
        self.filtered.emit(key)
