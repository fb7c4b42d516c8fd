"""A popup to edit a reporting round: name, first and last day."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.dates import DateError, parse_date
from ita_desktop.domain.tracking.entries import Round
from ita_desktop.i18n import sentence, tr
from ita_desktop.ui.editors.dates.fiscal import example_day
from ita_desktop.ui.language.dates import short_date
from ita_desktop.ui.theme.measures import RecordSize
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, nest
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.field import Field
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.popup import FormPopup


class RoundSize:
    """Sizes of the popup."""

    WIDTH: Final = 340


class RoundPopup(FormPopup):
    """``save`` is called with title, first and last day, and returns whether they were stored."""

    about = "round"
    span = RoundSize.WIDTH

    removed = Signal()

    def __init__(
        self, round_: Round | None, fiscal_year: int, today: date, parent: QWidget
    ) -> None:
        heading = tr("แก้รอบรายงาน") if round_ is not None else tr("เพิ่มรอบรายงาน")
        super().__init__(heading, parent, gap=Space.S)
        self.save: Callable[[str, date, date], bool] = lambda _title, _first, _last: True
        self._year, self._today = fiscal_year, today
        self.title = self.start = self._field(tr("ชื่อรอบ"), tr("รอบ 9 เดือน"))
        self.first = self._field(tr("วันแรก"), f"1/10/{(fiscal_year - 1) % 100:02d}")
        self.last = self._field(tr("วันสุดท้าย"), example_day(fiscal_year, 3))
        self.wrong = ThaiLabel("", self, style=Text.NOTE, tone=Tone.LATE, most=2)
        self.wrong.hide()
        self.inner.addWidget(self.wrong)
        if round_ is not None:
            self.title.setText(round_.title)
            self.first.setText(short_date(round_.first))
            self.last.setText(short_date(round_.last))
        self.out = Button(tr("เอารอบนี้ออก"), self, kind=ButtonKind.QUIET)
        self.out.setVisible(round_ is not None)
        self.out.clicked.connect(self.settle)
        self.out.clicked.connect(self.removed)
        self.done = Button(tr("บันทึก"), self, kind=ButtonKind.PRIMARY)
        self.done.clicked.connect(self.accept)
        nest(self.inner, hbox(self.out, None, self.done, gap=None))

    def _field(self, name: str, example: str) -> Field:
        field = Field(self, example=example)
        field.setAccessibleName(name)
        label = ThaiLabel(name, self, style=Text.LABEL, tone=Tone.TEXT2)
        label.setFixedWidth(RecordSize.LABEL)
        field.returnPressed.connect(self.accept)
        nest(self.inner, hbox(label, (field, 1), gap=None))
        return field

    def accept(self) -> None:
        """Stores the input and closes; invalid dates are kept, with the reason."""
        days = []
        for field in (self.first, self.last):
            try:
                typed = field.text().strip()
                days.append(parse_date(typed, fiscal_year=self._year, today=self._today))
            except DateError as error:
                self.wrong.setText(sentence(error))
                self.wrong.show()
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if self.save(self.title.text().strip(), *days):
            self.settle()
