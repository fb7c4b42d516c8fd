"""A popup with the positions that a group stands for."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.theme.measures import FloatSize
from ita_desktop.ui.theme.tokens import Height, Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, nest, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.section import RoomScroll
from ita_desktop.ui.widgets.popup import Popup

ROWS_SHOWN = 10
"""Number of visible rows: a district office has that many sections."""


class _Posts(RoomScroll):
    """The scroll area of positions, with arrow keys."""

    accessible_role = Role.List


class GroupPopup(Popup):
    """The list of positions, and a button to split the group into rows."""

    about = "group"
    span = FloatSize.GROUP

    split_requested = Signal()

    def __init__(self, post: str, stands_for: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        title = ThaiLabel(post, self, style=Text.LABEL_STRONG, most=2)
        note = ThaiLabel(
            tr("แทน {count} ตำแหน่ง", count=len(stands_for)), self, style=Text.NOTE, tone=Tone.TEXT2
        )
        rows = QWidget()
        column = vbox(on=rows)
        for stand in stands_for:
            line = ThaiLabel(stand, rows)
            line.setFixedHeight(Height.CHECK_LINE)
            column.addWidget(line)
        column.addStretch(1)
        scroll = _Posts.around(rows, self, across=False)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(title.text())
        scroll.setFixedHeight(min(len(stands_for), ROWS_SHOWN) * Height.CHECK_LINE)
        self.split = self.start = Button(
            tr("แยกเป็น {count} แถว", count=len(stands_for)), self, kind=ButtonKind.PRIMARY
        )
        self.split.clicked.connect(self._split)
        nest(
            self.column,
            vbox(
                vbox(title, note),
                scroll,
                hbox(None, self.split, gap=None),
                margins=(Space.M, Space.S),
                gap=Space.S,
            ),
        )

    def _split(self) -> None:
        self.close()
        self.split_requested.emit()
