"""An empty page: a ghost of the table that will stand here, what belongs here, and one button."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.ui.theme.hairline import hairline
from ita_desktop.ui.theme.tokens import Space, Stroke, Text, Tone, Width, tokens
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.help_button import HelpButton


class EmptySize:
    """The ghost of a table on an empty page."""

    HEIGHT: Final = 108
    ROW: Final = 30
    STROKE: Final = 5
    LINE: Final = 16
    """Where a row's line is, from its top."""
    COLUMNS: Final = (0, 68, 272, 406)
    LENGTHS: Final = (
        (26, 108, 66, 47),
        (22, 140, 55, 61),
        (40, 115, 101, 50),
        (34, 90, 86, 39),
    )


class _Ghost(QWidget):
    """A header line and three rows with strokes where the words will be."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(EmptySize.HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self.width() / Width.EMPTY
        for row, lengths in enumerate(EmptySize.LENGTHS):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.bar if row == 0 else theme.line)
            for left, length in zip(EmptySize.COLUMNS, lengths, strict=True):
                stroke = QRectF(left * scale, row * EmptySize.ROW, length * scale, EmptySize.STROKE)
                painter.drawRoundedRect(stroke, EmptySize.STROKE / 2, EmptySize.STROKE / 2)
            under = row * EmptySize.ROW + EmptySize.LINE
            colour = theme.line2 if row == 0 else theme.line
            hairline(painter, 0, under, self.width(), Stroke.HAIR, colour)


class EmptyState(QWidget):
    """What a page shows while it has no rows; ``acted`` tells that its button was clicked."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ThaiLabel("", self, style=Text.DIALOG_TITLE, most=2)
        self._why = ThaiLabel("", self, tone=Tone.TEXT2, most=4)
        self.button = Button("", self, kind=ButtonKind.PRIMARY)
        self.button.clicked.connect(self.acted)
        self._note = ThaiLabel("", self, style=Text.LABEL, tone=Tone.TEXT2, most=2)
        self.help_button = HelpButton(self)
        buttons = hbox(self.button, (self._note, 1), self.help_button, gap=Space.L)
        # Where there is no note the button stays at the left.
        buttons.addStretch()
        vbox(
            _Ghost(self),
            Space.XXL,
            self._title,
            Space.XS,
            self._why,
            Space.L,
            buttons,
            on=self,
            margins=Space.XS,
        )
        self.setMaximumWidth(Width.EMPTY + 2 * Space.XS)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        width = self.maximumWidth()
        return QSize(width, self.heightForWidth(width))

    def set_texts(self, title: str, why: str, action: str = "", note: str = "") -> None:
        """``title`` says what is missing, ``why`` what belongs here, ``note`` the Excel way."""
        self._title.setText(title)
        self._why.setText(why)
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.setAccessibleName(title)
        self.setAccessibleDescription(why)


class EmptyPlace(QWidget):
    """Sets an :class:`EmptyState` a little above the middle of a page."""

    def __init__(self, state: EmptyState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        column = vbox(
            None,
            hbox(None, (state, 100), None, gap=None),
            on=self,
            margins=(Space.PAGE_EDGE, Space.XXXL),
            gap=None,
        )
        column.addStretch(3)

    def stand_for(self, *filled: QWidget, empty: bool) -> None:
        """Shows either this place or what it stands for; the keyboard goes to the first of them."""
        hidden, shown = (filled, (self,)) if empty else ((self,), filled)
        # The place of the keyboard in this window, also while a dialog over it has the keyboard.
        focus = self.window().focusWidget()
        had = any(part is focus or (focus and part.isAncestorOf(focus)) for part in hidden)
        for part in shown:
            part.show()
        if had:
            (self.state.button if empty else filled[0]).setFocus(Qt.FocusReason.OtherFocusReason)
        for part in hidden:
            part.hide()
