"""A small popup to enter a date."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.dates import DateError, parse_date
from ita_desktop.i18n import sentence, tr
from ita_desktop.ui.editors.dates import example_day
from ita_desktop.ui.theme.measures import FloatSize
from ita_desktop.ui.theme.tokens import Space, Text
from ita_desktop.ui.widgets.boxes import hbox, nest, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.field import Field, FieldWithError
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.popup import Popup


class DayPopup(Popup):
    """A field and a button; Enter accepts the date."""

    about = "roster-day"
    span = FloatSize.ASSIGN

    chosen = Signal(object)
    """A date was entered (:class:`date`)."""

    def __init__(
        self, title: str, action: str, fiscal_year: int, today: date, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._fiscal_year, self._today = fiscal_year, today
        self.field = self.start = Field(
            "", self, example=tr("เช่น {day}", day=example_day(fiscal_year))
        )
        self.field.setAccessibleName(title)
        self._row = FieldWithError(self.field, self)
        self.button = Button(action, self, kind=ButtonKind.PRIMARY)
        self.field.returnPressed.connect(self._accept)
        self.button.clicked.connect(self._accept)
        nest(
            self.column,
            vbox(
                ThaiLabel(title, self, style=Text.LABEL_STRONG),
                hbox((self._row, 1), (self.button, 0, Qt.AlignmentFlag.AlignTop), gap=Space.S),
                margins=Space.S,
                gap=Space.S,
            ),
        )

    def _accept(self) -> None:
        try:
            day = parse_date(self.field.text(), fiscal_year=self._fiscal_year, today=self._today)
        except DateError as error:
            self._row.set_error(sentence(error))
            self.adjustSize()
            return
        self.settle()
        self.chosen.emit(day)
