"""A small popup to enter a name for items without a table cell."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ita_desktop.i18n import tr
from ita_desktop.ui.storing import storing
from ita_desktop.ui.theme.measures import FloatSize
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.boxes import hbox, nest
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.field import Field, FieldWithError
from ita_desktop.ui.widgets.popup import Popup


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
