"""A page's head: its title, one grey line of counts on the same baseline, buttons at the right."""

from collections.abc import Sequence
from math import ceil
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.ui.accessible import Role
from ita_desktop.ui.theme.fonts import font, metrics
from ita_desktop.ui.theme.lines import elide
from ita_desktop.ui.theme.tokens import Breakpoint, Height, Space, Text, tokens
from ita_desktop.ui.widgets.boxes import hbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.overload import text_and_parent


class PageHeaderSize:
    """A page's head."""

    BASELINE: Final = 36
    """Where title and counts stand."""
    ABOVE_BUTTONS: Final = 11
    LOWERED: Final = 8
    """How much nearer to the top both stand in a low window."""
    COUNTS_GAP: Final = 21
    COUNTS_LEAST: Final = 40
    """Counts that would have less room are left out."""
    TITLE: Final = 200
    TITLE_LEAST: Final = 80


class _Yielding(NamedTuple):
    """A button whose word yields, its word, and how wide it is with it."""

    button: Button
    word: str
    width: int

    @property
    def yields(self) -> int:
        """How much narrower it is without its word."""
        return ceil(metrics(Text.LABEL_MEDIUM).horizontalAdvance(self.word))


class PageHeader(QWidget):
    """Title, counts and buttons; the primary button is added last.

    The counts hide where the window is under 1000 px wide.
    """

    accessible_role = Role.Heading

    def __init__(
        self, title: str | QWidget = "", parent: QWidget | None = None, *, counts: str = ""
    ) -> None:
        title, parent = text_and_parent(title, parent)
        super().__init__(parent)
        self._title = title
        self._counts = counts
        self._tabs: tuple[QWidget, ...] = ()
        self._yielding: list[_Yielding] = []
        """The buttons whose words yield, the first ones first."""
        self._titled = True
        """Whether the title is shown: beside tabs, one of which says the same, it yields, too."""
        self._low = False
        self._row = hbox(
            None,
            on=self,
            margins=(Space.PAGE_EDGE, PageHeaderSize.ABOVE_BUTTONS, Space.PAGE_EDGE, Space.XS),
            gap=Space.S,
        )
        self.setFixedHeight(Height.PAGE_HEADER)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def set_low(self, low: bool) -> None:
        """Less room around title and buttons, in a low window."""
        if low != self._low:
            self._low = low
            margins = self._row.contentsMargins()
            margins.setTop(PageHeaderSize.ABOVE_BUTTONS - self._lowered)
            margins.setBottom(0 if low else Space.XS)
            self._row.setContentsMargins(margins)
            self.setFixedHeight(self._height)
            self.update()

    @property
    def _height(self) -> int:
        return Height.PAGE_HEADER_LOW if self._low else Height.PAGE_HEADER

    @property
    def _lowered(self) -> int:
        return PageHeaderSize.LOWERED if self._low else 0

    def add_button(self, button: Button, *, yields: bool = False) -> Button:
        """Put a button at the right end; returns it. With ``yields`` its icon says enough: its word
        goes where there is no room, behind those of the buttons that were added before."""
        button.setMinimumHeight(Height.BUTTON)
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        if yields:
            button.setAccessibleName(button.text())
            self._yielding.append(_Yielding(button, button.text(), button.sizeHint().width()))
            self._fit()
        return button

    def add_first(self, button: Button) -> Button:
        """Put a button with an icon before all others; returns it. Its word yields where the title
        would be cut."""
        button.setMinimumHeight(Height.BUTTON)
        row = self._row
        items = [row.itemAt(at) for at in range(row.count())]
        stretch = [item is not None and item.spacerItem() is not None for item in items]
        row.insertWidget(stretch.index(True) + 1, button, 0, Qt.AlignmentFlag.AlignTop)
        self._yielding.insert(0, _Yielding(button, button.text(), button.sizeHint().width()))
        self._fit()
        return button

    def _fit(self) -> None:
        """Words of buttons yield to the title one after the other, and then the title to tabs."""
        yielding = [yielding for yielding in self._yielding if not yielding.button.isHidden()]
        own = {one.button for one in yielding}
        buttons = self.findChildren(Button, options=Qt.FindChildOption.FindDirectChildrenOnly)
        others = [
            button
            for button in (*buttons, *self._tabs)
            if button not in own and not button.isHidden()
        ]
        spacing = self._row.spacing()
        room = self.width() - 2 * Space.PAGE_EDGE
        room -= sum(other.sizeHint().width() + spacing for other in others)
        room -= sum(one.width + spacing for one in yielding) - spacing
        title = ceil(metrics(Text.TITLE).horizontalAdvance(self._title)) + 2 * Space.L
        room -= title
        for yielding_part in yielding:
            says = room >= 0
            if not says:
                room += yielding_part.yields
            if says is not bool(yielding_part.button.text()):
                yielding_part.button.setText(yielding_part.word if says else "")
        titled = room >= 0 or not self._tabs
        if titled is not self._titled:
            self._titled = titled
            self._fit_tabs()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def set_tabs(self, tabs: Sequence[QWidget]) -> None:
        """Puts what chooses a part of the page behind the title, in the place of the counts."""
        for place, tab in enumerate(tabs):
            self._row.insertWidget(place, tab, 0, Qt.AlignmentFlag.AlignVCenter)
        self._tabs = tuple(tabs)
        self._fit_tabs()

    def _fit_tabs(self) -> None:
        if self._tabs:
            left = Space.PAGE_EDGE
            if self._titled:
                left += PageHeaderSize.COUNTS_GAP
                left += ceil(metrics(Text.TITLE).horizontalAdvance(self._title))
            margins = self._row.contentsMargins()
            margins.setLeft(left)
            self._row.setContentsMargins(margins)

    def set_title(self, title: str, counts: str = "") -> None:
        if (title, counts) == (self._title, self._counts):
            return
        self._title = title
        self._counts = counts
        self._tell()
        self._fit_tabs()
        # The buttons need not be painted anew for it.
        self.update(0, 0, self._room() + Space.L, self.height())

    def _tell(self) -> None:
        self.setAccessibleName(f"{self._title} {self._counts}".strip())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            # Buttons come and go, and the counts take the room that they leave.
            self._fit()
            self.update()
        return super().event(event)

    def set_counts(self, counts: str) -> None:
        self.set_title(self._title, counts)

    def _room(self) -> int:
        """Where the buttons begin, in px from the left."""
        first = self.width() - Space.PAGE_EDGE
        buttons = self.findChildren(Button, options=Qt.FindChildOption.FindDirectChildrenOnly)
        for child in (*buttons, *self._tabs):
            if child.isVisible():
                first = min(first, child.x())
        return first - Space.L

    def sizeHint(self) -> QSize:
        return QSize(self._row.sizeHint().width() + PageHeaderSize.TITLE, self._height)

    def minimumSizeHint(self) -> QSize:
        words = sum(
            yielding.yields
            for yielding in self._yielding
            if yielding.button.text() and not yielding.button.isHidden()
        )
        width = self._row.minimumSize().width() - words
        if self._tabs and self._titled:
            width -= self._row.contentsMargins().left() - Space.PAGE_EDGE
        least = 0 if self._tabs else PageHeaderSize.TITLE_LEAST
        return QSize(width + least, self._height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._titled:
            return
        theme = tokens()
        painter = QPainter(self)
        painter.setFont(font(Text.TITLE))
        painter.setPen(theme.text)
        room = self._room()
        title = elide(self._title, Text.TITLE, room - Space.PAGE_EDGE)
        baseline = PageHeaderSize.BASELINE - self._lowered
        painter.drawText(QPointF(Space.PAGE_EDGE, baseline), title)
        x = (
            Space.PAGE_EDGE
            + metrics(Text.TITLE).horizontalAdvance(title)
            + PageHeaderSize.COUNTS_GAP
        )
        if (
            not self._counts
            or self.window().width() < Breakpoint.NARROW
            or x + PageHeaderSize.COUNTS_LEAST > room
        ):
            return
        painter.setFont(font(Text.LABEL))
        painter.setPen(theme.text2)
        painter.drawText(QPointF(round(x), baseline), elide(self._counts, Text.LABEL, room - x))
