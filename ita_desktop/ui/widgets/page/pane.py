"""The detail pane: code and state, title, value rows, then sections with lines; Esc leaves it."""

from datetime import date
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.forms.ui_detail_pane import Ui_DetailPane
from ita_desktop.ui.theme.measures import PaneSize
from ita_desktop.ui.theme.tokens import Height, Space, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.chip import total_words
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.page.section import HairLine, ValueRow


class Leavable(QWidget):
    """Emits ``exited`` when Esc asks to return to the table or list beside it."""

    exited = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.exited.emit()
        else:
            super().keyPressEvent(event)


class PaneSectionSize:
    SECTION_ROW: Final = 30
    ABOVE_SECTION: Final = 9


class PaneSection(QWidget):
    """A section of the pane: separator, title, a count or action, and its lines.

    The action is below the title where there is no room beside it.
    """

    about = ""
    """The manual's topic of the section; empty: that of the pane."""
    acted = Signal()

    def __init__(
        self, title: str, parent: QWidget | None = None, *content: QWidget, action: str = ""
    ) -> None:
        super().__init__(parent)
        self._title = ThaiLabel(title, self, style=Text.LABEL_STRONG)
        self._count = ThaiLabel("", self, style=Text.LABEL, tone=Tone.TEXT2)
        self.action = Button(action, self, kind=ButtonKind.QUIET)
        self.action.set_flush()
        self.action.setVisible(bool(action))
        self.action.clicked.connect(self.acted)
        self._head = hbox((self._title, 1), self._count, self.action, gap=Space.S)
        self._below = hbox(None)
        self.column = vbox(
            HairLine(self),
            Space.XS,
            self._head,
            self._below,
            *content,
            on=self,
            margins=(0, PaneSectionSize.ABOVE_SECTION, 0, 0),
        )
        self._title.setFixedHeight(PaneSectionSize.SECTION_ROW)

    def set_count(self, count: str, counted: str) -> None:
        """Sets the text at the right of the title (3/5); ``counted`` says what is counted, of what,
        as of when."""
        self._count.setText(count)
        self._count.setToolTip(counted)
        self._fit()

    def set_total_of(self, count: int, whole: str, today: date) -> None:
        """Sets the number of what is listed below the title, which is that of ``whole``."""
        self.set_count(str(count), total_words(self._title.text(), whole, count, today))

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self._fit()

    def set_action(self, text: str) -> None:
        self.action.setText(text)
        self.action.setVisible(bool(text))
        self._fit()

    def _fit(self) -> None:
        parts = (self._title, self._count, self.action)
        needed = sum(part.sizeHint().width() for part in parts) + 2 * Space.S
        place = self._head if needed <= self.width() else self._below
        if place.indexOf(self.action) < 0:
            place.addWidget(self.action)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class DetailPane(Leavable):
    """The frame of a detail pane; a page adds rows and sections once and updates them often.

    ``fold_requested`` is emitted by the fold button.
    """

    fold_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_DetailPane()
        self.ui.setupUi(self)
        self.ui.scroll.viewport().setAutoFillBackground(False)
        self.ui.body.setAutoFillBackground(False)
        self._of: object = None
        """What the pane is about."""
        self.ui.fold.clicked.connect(self.fold_requested)
        self.ui.scroll.verticalScrollBar().rangeChanged.connect(self._keep_width)
        self.setMinimumWidth(PaneSize.LEAST)

    def set_head(
        self, code: str, mark: Mark | None, title: str, *, word: str = "", of: object = None
    ) -> None:
        """Sets code, state (``word`` replaces its own word) and title of the selected item. What is
        about another one is shown from its beginning; ``of`` tells it where its code, or without
        one its title, can be typed."""
        about = of or code or title
        if about != self._of:
            self._of = about
            self.ui.scroll.verticalScrollBar().setValue(0)
        self.ui.code.setText(code)
        self.ui.code.setVisible(bool(code))
        self.ui.state.set_state(mark, word)
        self.ui.title.setText(title)
        self.setAccessibleName(f"{tr('รายละเอียด')} {code} {title}".strip())

    def _keep_width(self, _least: int, most: int) -> None:
        """Keeps the width of the text constant when the scroll bar appears or disappears."""
        margins = self.ui.column.contentsMargins()
        margins.setRight(Space.PANE_EDGE - (Width.SCROLL_BAR if most else 0))
        self.ui.column.setContentsMargins(margins)

    def add_row(self, label: str, *, editable: bool = False) -> ValueRow:
        """Adds a row below the title."""
        row = ValueRow(label, self.ui.body, editable=editable)
        self.ui.rows.addWidget(row)
        return row

    def add_section(self, title: str, *content: QWidget, action: str = "") -> PaneSection:
        """Adds a section with its content at the end."""
        section = PaneSection(title, self.ui.body, *content, action=action)
        self.ui.sections.addWidget(section)
        return section

    def sizeHint(self) -> QSize:
        return QSize(Width.PANE, 20 * Height.ROW)
