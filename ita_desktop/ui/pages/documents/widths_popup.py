"""A popup for the column widths of a document's tables, in per cent, with live preview."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ita_desktop.domain.text import to_arabic
from ita_desktop.i18n import tr
from ita_desktop.services.documents.choices import AdjustableTable
from ita_desktop.ui.theme.measures import FloatSize, RecordSize
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, nest, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.chip import Tab
from ita_desktop.ui.widgets.fields.field import Field
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.popup import FormPopup

WHOLE = 100.0


class WidthsPopup(FormPopup):
    """A field per column; their sum need not be 100, they are normalised. Of several tables one is
    shown at a time; all changed ones are stored.

    ``save`` is called with a table's name and its shares, and returns whether they were stored.
    """

    about = "widths"
    span = FloatSize.GROUP

    reset = Signal(str)

    def __init__(
        self, tables: Sequence[AdjustableTable], parent: QWidget, *, own: Collection[str]
    ) -> None:
        """``own``: names of tables with widths set by the office, which can be reset."""
        super().__init__(tr("ความกว้างคอลัมน์"), parent)
        self.save: Callable[[str, Sequence[float]], bool] = lambda _name, _shares: True
        self._tables, self._own = tables, own
        self._at = 0
        self.tabs = [self._tab(number) for number in range(len(tables))]
        self._add_tabs()
        self._fields: list[list[Field]] = []
        self._columns: list[QWidget] = []
        for table in tables:
            self._add_table(table)
        self.sum = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2)
        self.inner.addWidget(self.sum)
        self.back = Button(tr("คืนค่าปกติ"), self, kind=ButtonKind.QUIET)
        self.back.clicked.connect(self._reset)
        self.done = Button(tr("ใช้"), self, kind=ButtonKind.PRIMARY)
        self.done.clicked.connect(self.accept)
        nest(self.inner, hbox(self.back, None, self.done, gap=None))
        self._stored = [self._shares(at) for at in range(len(tables))]
        self.show_table(0)
        self.start = self.fields[0]

    def _tab(self, number: int) -> Tab:
        chip = Tab(tr("ตาราง {number}", number=number + 1), self)
        chip.clicked.connect(lambda: self.show_table(number))
        return chip

    def _add_tabs(self) -> None:
        row = hbox(gap=Space.ICON_TO_WORD)
        for chip in self.tabs:
            chip.setVisible(len(self.tabs) > 1)
            row.addWidget(chip)
        row.addStretch(1)
        nest(self.inner, row)

    def _add_table(self, table: AdjustableTable) -> None:
        place = QWidget(self)
        column = vbox(on=place, gap=Space.XS)
        columns = zip(table.titles, table.shares, strict=True)
        self._fields.append([self._field(place, column, *pair) for pair in columns])
        self._columns.append(place)
        self.inner.addWidget(place)

    def _field(self, place: QWidget, column: QVBoxLayout, title: str, share: float) -> Field:
        field = Field(place)
        field.setText(f"{share:.1f}".removesuffix(".0"))
        field.setAccessibleName(title)
        field.setFixedWidth(RecordSize.NUMBER)
        field.textChanged.connect(self._show_sum)
        field.returnPressed.connect(self.accept)
        nest(
            column,
            hbox(
                (ThaiLabel(title, place, style=Text.LABEL, most=1), 1),
                field,
                ThaiLabel("%", place, style=Text.LABEL, tone=Tone.TEXT2),
                gap=Space.S,
            ),
        )
        return field

    @property
    def fields(self) -> list[Field]:
        """The fields of the shown table."""
        return self._fields[self._at]

    def show_table(self, at: int) -> None:
        """Shows the columns of a table."""
        self._at = at
        for number, (chip, place) in enumerate(zip(self.tabs, self._columns, strict=True)):
            chip.setChecked(number == at)
            place.setVisible(number == at)
        self.back.setVisible(self._tables[at].name in self._own)
        self._show_sum()
        if self.isVisible():
            self.adjustSize()
            self.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def shares(self) -> list[float]:
        """Returns the shares of the shown table; 0 for invalid numbers."""
        return self._shares(self._at)

    def _shares(self, at: int) -> list[float]:
        return [_number(field.text()) for field in self._fields[at]]

    def _show_sum(self) -> None:
        total = sum(self.shares())
        wrong = not all(self.shares())
        self.sum.set_tone(Tone.LATE if wrong else Tone.TEXT2)
        if wrong:
            self.sum.setText(tr("พิมพ์ตัวเลขที่มากกว่า 0 ทุกช่อง"))
        elif abs(total - WHOLE) < 1:
            self.sum.setText("")
        else:
            self.sum.setText(tr("รวม {total} ปรับให้เต็มตารางเอง", total=f"{total:.0f}"))

    def accept(self) -> None:
        """Stores the shares of each table and closes; shows a table that cannot be stored."""
        for at, table in enumerate(self._tables):
            shares = self._shares(at)
            if shares == self._stored[at]:
                continue
            if not all(shares) or not self.save(table.name, shares):
                self.show_table(at)
                return
        self.settle()

    def _reset(self) -> None:
        self.settle()
        self.reset.emit(self._tables[self._at].name)


def _number(text: str) -> float:
    try:
        return max(float(to_arabic(text).replace("%", "").strip()), 0.0)
    except ValueError:
        return 0.0
