"""A sheet of several things that are to be known, each with what can be done about it."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.loading.asked import later
from ita_desktop.ui.saving.standing_line import LineAction, StandingText
from ita_desktop.ui.theme.tokens import Radius, Space, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import hbox, set_height_for_width, vbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.section import Plate, RoomScroll
from ita_desktop.ui.widgets.sheet import Sheet


class ListSheetSize:
    HEIGHT: Final = 430


class ListSheet(Sheet):
    """Blocks of texts with buttons; a button closes the sheet before it acts."""

    about = "several-files"

    def __init__(self, title: str, texts: Sequence[StandingText], parent: QWidget) -> None:
        super().__init__(parent, size=QSize(Width.SHEET_SMALL, ListSheetSize.HEIGHT))
        self.set_title(title)
        self.accept_button.hide()
        self.cancel_button.setText(tr("ปิด"))
        content = QWidget()
        self.blocks = [self._block(text, content) for text in texts]
        margins = (Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, Space.S)
        vbox(*self.blocks, None, on=content, margins=margins, gap=Space.M)
        self.body.addWidget(RoomScroll.around(content, self, across=False), 1)
        buttons = self.findChildren(Button)
        first = next((button for button in buttons if content.isAncestorOf(button)), None)
        (first or self.cancel_button).setFocus()

    def _block(self, text: StandingText, parent: QWidget) -> Plate:
        block = Plate(parent, ground=Tone.CHROME, radius=Radius.POPUP)
        block.setAccessibleName(text.words)
        title = ThaiLabel(text.title, block, style=Text.BODY_STRONG, most=0)
        about = ThaiLabel(text.about, block, tone=Tone.TEXT2, most=0)
        buttons = [self._button(action, text.title, block) for action in text.actions]
        vbox(
            title,
            about,
            hbox(*buttons, None, gap=Space.S),
            on=block,
            margins=(Space.L, Space.S, Space.L, Space.M),
            gap=Space.XS,
        )
        set_height_for_width(block, QSizePolicy.Policy.Expanding)
        return block

    def _button(self, action: LineAction, about: str, block: QWidget) -> Button:
        button = Button(action.text, block)
        button.setAccessibleDescription(about)
        button.clicked.connect(lambda: self._act(action.act))
        return button

    def _act(self, act: Callable[[], object]) -> None:
        over = self.over
        self.reject()
        later(over, 0, act)


def open_list(title: str, texts: Sequence[StandingText], parent: QWidget) -> ListSheet:
    """Opens the sheet; the caller goes on."""
    sheet = ListSheet(title, texts, parent)
    sheet.finished.connect(sheet.deleteLater)
    sheet.open()
    return sheet
