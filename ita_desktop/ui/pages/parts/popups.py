"""Small popups that ask for one thing: a name, a date, one of several answers."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ita_desktop.domain.dates import DateError, parse_date
from ita_desktop.i18n import sentence, tr
from ita_desktop.ui.editors.dates import example_day
from ita_desktop.ui.storing import storing
from ita_desktop.ui.theme.measures import FloatSize
from ita_desktop.ui.theme.tokens import Space, Text
from ita_desktop.ui.widgets.boxes import hbox, nest, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.field import Field, FieldWithError
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.lines import Linked, LinkList
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


class ChoicePopup(Popup):
    """A click or Enter takes an answer, ↑ and ↓ move."""

    span = FloatSize.NAME

    picked = Signal(str)
    """An answer was taken; carries its key."""

    def __init__(self, title: str, lines: Sequence[Linked], parent: QWidget, *, about: str) -> None:
        super().__init__(parent)
        self.about = about
        self.setAccessibleName(title)
        self.list = LinkList(self)
        self.list.set_links(lines)
        self.start = self.list.lines[0]
        self.list.opened.connect(self._pick)
        nest(
            self.column,
            vbox(
                ThaiLabel(title, self, style=Text.LABEL_STRONG, most=2),
                self.list,
                margins=Space.S,
                gap=Space.XS,
            ),
        )

    def _pick(self, key: str) -> None:
        self.close()
        self.picked.emit(key)


class NamePopup(Popup):
    """A field and a button; Enter accepts the name. A name that could not be stored
    stays, with the reason below it."""

    span = FloatSize.NAME

    named = Signal(str)
    """A name was entered, to be stored at once (see :mod:`ita_desktop.ui.storing`)."""

    def __init__(self, label: str, name: str, action: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = self.start = Field(name, self, example=tr("เช่น คณะทำงานย่อย"))
        self.field.setAccessibleName(label)
        self.field.selectAll()
        self._row = FieldWithError(self.field, self)
        self.button = Button(action, self, kind=ButtonKind.PRIMARY)
        self.field.returnPressed.connect(self._accept)
        self.button.clicked.connect(self._accept)
        top = Qt.AlignmentFlag.AlignTop
        nest(self.column, hbox((self._row, 1), (self.button, 0, top), margins=Space.S, gap=Space.S))

    def _accept(self) -> None:
        # Hidden first: what stores the name may go on in an editor of the window.
        self.hide()
        with storing() as messages:
            self.named.emit(self.field.text())
        if not isValid(self):
            return
        if not messages or self._over is None:
            self.settle()
            return
        self._row.set_error(messages[-1])
        self.open_below(self.pos(), self._over)
