"""The empty state of a page: the outline of a table, an explanation, and a button."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.theme.shapes import hairline
from ita_desktop.ui.theme.tokens import Space, Stroke, Text, Tone, Width, tokens
from ita_desktop.ui.widgets.boxes import hbox, set_height_for_width, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind, HelpButton
from ita_desktop.ui.widgets.label import ThaiLabel


class EmptySize:
    """Sizes of the table outline on an empty page."""

    HEIGHT: Final = 108
    ROW: Final = 30
    STROKE: Final = 5
    LINE: Final = 16
    """Distance of a row's line from its top, in px."""
    COLUMNS: Final = (0, 68, 272, 406)
    LENGTHS: Final = (
        (26, 108, 66, 47),
        (22, 140, 55, 61),
        (40, 115, 101, 50),
        (34, 90, 86, 39),
    )


class _TableOutline(QWidget):
    """The outline of a table: a header line and three rows of placeholder strokes. It leaves its
    room to the texts in a low window, row by row from below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(0, EmptySize.HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self.width() / Width.EMPTY
        for row, lengths in enumerate(EmptySize.LENGTHS):
            under = row * EmptySize.ROW + EmptySize.LINE
            if under >= self.height():
                break
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.bar if row == 0 else theme.line)
            for left, length in zip(EmptySize.COLUMNS, lengths, strict=True):
                stroke = QRectF(left * scale, row * EmptySize.ROW, length * scale, EmptySize.STROKE)
                painter.drawRoundedRect(stroke, EmptySize.STROKE / 2, EmptySize.STROKE / 2)
            colour = theme.line2 if row == 0 else theme.line
            hairline(painter, 0, under, self.width(), Stroke.HAIR, colour)


class EmptyState(QWidget):
    """The content of a page without rows; ``acted`` is emitted when its button is clicked."""

    acted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = ThaiLabel("", self, style=Text.DIALOG_TITLE, most=2)
        self._why = ThaiLabel("", self, tone=Tone.TEXT2, most=4)
        self.button = Button("", self, kind=ButtonKind.PRIMARY)
        self.button.clicked.connect(self.acted)
        self._note = ThaiLabel("", self, style=Text.LABEL, tone=Tone.TEXT2, most=3)
        self.paste_button = Button(
            tr("วางตารางจาก Excel"), self, hint="Ctrl+V", kind=ButtonKind.QUIET
        )
        self.paste_button.hide()
        self.help_button = HelpButton(self)
        buttons = hbox(self.button, self.paste_button, self.help_button, gap=Space.L)
        buttons.addStretch()
        vbox(
            _TableOutline(self),
            Space.XXL,
            self._title,
            Space.XS,
            self._why,
            Space.L,
            buttons,
            Space.S,
            self._note,
            on=self,
            margins=Space.XS,
        )
        self.setMaximumWidth(Width.EMPTY + 2 * Space.XS)
        set_height_for_width(self, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        width = self.maximumWidth()
        return QSize(width, self.heightForWidth(width))

    def set_texts(self, title: str, why: str, action: str = "", note: str = "") -> None:
        """Sets the texts: ``title`` says what is missing, ``why`` what belongs here, ``note`` how
        to import it from Excel."""
        self._title.setText(title)
        self._why.setText(why)
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.setAccessibleName(title)
        self.setAccessibleDescription(why)


class EmptyPlace(QWidget):
    """Places an :class:`EmptyState` slightly above the centre of a page."""

    def __init__(self, state: EmptyState) -> None:
        super().__init__()
        self.state = state
        column = vbox(
            None,
            hbox(None, (state, 100), None, gap=None),
            on=self,
            margins=(Space.PAGE_EDGE, Space.XXXL),
            gap=None,
        )
        column.addStretch(3)

    def replace(self, *filled: QWidget, empty: bool) -> None:
        """Shows this placeholder or the widgets it replaces, keeping the focus among them."""
        hidden, shown = (filled, (self,)) if empty else ((self,), filled)
        # Unlike ``QApplication.focusWidget()``, this also works while a dialog has the focus.
        focus = self.window().focusWidget()
        had = any(part is focus or (focus and part.isAncestorOf(focus)) for part in hidden)
        for part in shown:
            part.show()
        if had:
            (self.state.button if empty else filled[0]).setFocus(Qt.FocusReason.OtherFocusReason)
        for part in hidden:
            part.hide()
