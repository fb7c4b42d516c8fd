"""A small popup to enter a name for items without a table cell."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.theme.measures import FloatSize
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.boxes import hbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.field import Field
from ita_desktop.ui.widgets.popup import Popup


class NamePopup(Popup):
    """A field and a button; Enter accepts the name, Esc cancels."""

    named = Signal(str)

    def __init__(self, label: str, name: str, action: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = Field(name, self, example=tr("เช่น คณะทำงานย่อย"))
        self.field.setAccessibleName(label)
        self.field.selectAll()
        self.button = Button(action, self, kind=ButtonKind.PRIMARY)
        self.field.returnPressed.connect(self._accept)
        self.button.clicked.connect(self._accept)
        self.column.addLayout(hbox((self.field, 1), self.button, margins=Space.S, gap=Space.S))

    def open_below(self, place: QPoint, window: QWidget) -> None:
        """Opens with its corner at the global position ``place``."""
        self.setFixedWidth(FloatSize.NAME)
        self.adjustSize()
        self.open_at(place, window)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _accept(self) -> None:
        name = self.field.text()
        self.close()
        self.named.emit(name)
