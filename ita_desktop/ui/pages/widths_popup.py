"""How wide the columns of a document's table are: typed in per cent, seen at once in the pages."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ita_desktop.domain.digits import to_arabic
from ita_desktop.i18n import tr
from ita_desktop.services.document_widths import Adjusted
from ita_desktop.ui.theme.measures import FloatSize, RecordSize
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.button import Button, Kind
from ita_desktop.ui.widgets.field import Field
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.popup import Popup

WHOLE = 100.0


class WidthsPopup(Popup):
    """A field for each column; what they come to need not be 100, they are shares of their sum.

    ``save`` is given the shares and says whether they could be kept.
    """

    reset = Signal(str)

    def __init__(self, table: Adjusted, parent: QWidget, *, own: bool) -> None:
        """``own``: the office has chosen widths that can be given back."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.save: Callable[[Sequence[float]], bool] = lambda _shares: True
        self._table = table
        self.setAccessibleName(tr("ความกว้างคอลัมน์"))
        inner = QVBoxLayout()
        inner.setContentsMargins(Space.L, Space.S, Space.L, Space.M)
        inner.setSpacing(Space.XS)
        self.column.addLayout(inner)
        inner.addWidget(ThaiLabel(tr("ความกว้างคอลัมน์"), self, style=Text.SECTION))
        columns = zip(table.titles, table.shares, strict=True)
        self.fields = [self._field(inner, *one) for one in columns]
        self.sum = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2)
        inner.addWidget(self.sum)
        row = QHBoxLayout()
        self.back = Button(tr("คืนค่าปกติ"), self, kind=Kind.QUIET)
        self.back.setVisible(own)
        self.back.clicked.connect(self._reset)
        self.done = Button(tr("ใช้"), self, kind=Kind.PRIMARY)
        self.done.clicked.connect(self.accept)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.done)
        inner.addLayout(row)
        self._tell()

    def _field(self, inner: QVBoxLayout, title: str, share: float) -> Field:
        field = Field(self)
        field.setText(f"{share:.1f}".removesuffix(".0"))
        field.setAccessibleName(title)
        field.setFixedWidth(RecordSize.NUMBER)
        field.textChanged.connect(self._tell)
        field.returnPressed.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(ThaiLabel(title, self, style=Text.LABEL, most=1), 1)
        row.addWidget(field)
        row.addWidget(ThaiLabel("%", self, style=Text.LABEL, tone=Tone.TEXT2))
        inner.addLayout(row)
        return field

    def open_by(self, anchor: QWidget) -> None:
        """Opens under ``anchor`` with the keyboard in the first field."""
        self.open_under(anchor, width=FloatSize.GROUP)
        if self.fields:
            self.fields[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def shares(self) -> list[float]:
        """What is typed; 0 where it is no number."""
        return [_number(field.text()) for field in self.fields]

    def _tell(self) -> None:
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
        """Keeps what was typed and closes."""
        if all(self.shares()) and self.save(self.shares()):
            self.close()

    def _reset(self) -> None:
        self.close()
        self.reset.emit(self._table.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.accept()
        else:
            super().keyPressEvent(event)


def _number(text: str) -> float:
    try:
        return max(float(to_arabic(text).replace("%", "").strip()), 0.0)
    except ValueError:
        return 0.0
