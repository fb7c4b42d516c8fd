"""The header of a page: title, a grey line of counts on the same baseline, buttons at the right."""

from collections.abc import Sequence
from math import ceil
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.ui.accessible import Role
from ita_desktop.ui.theme.fonts import draw_text, metrics
from ita_desktop.ui.theme.lines import elide
from ita_desktop.ui.theme.tips import show_tip
from ita_desktop.ui.theme.tokens import Breakpoint, Height, Space, Text, tokens
from ita_desktop.ui.widgets.boxes import hbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.overload import text_and_parent

_BETWEEN_COUNTS: Final = " · "


class PageHeaderSize:
    """Sizes of a page header."""

    BASELINE: Final = 36
    """Distance of the baseline from the top, in px."""
    ABOVE_BUTTONS: Final = 11
    LOWERED: Final = 8
    """By how much the baseline is higher in a low window, in px."""
    COUNTS_GAP: Final = 21
    COUNTS_LEAST: Final = 120
    """Least width in px of a count that is elided; it is hidden below it."""
    TITLE: Final = 200
    TITLE_LEAST: Final = 80


class _CollapsibleButton(NamedTuple):
    """A button whose text may be hidden, its text, and its full width."""

    button: Button
    word: str
    width: int

    @property
    def yields(self) -> int:
        """How much narrower it is without its text, in px."""
        return ceil(metrics(Text.LABEL_MEDIUM).horizontalAdvance(self.word))


def _fitting_counts(counts: str, room: float) -> str:
    """Return the counts that fit, each of them whole. Only the first is elided, if enough of it
    stays.

    A cut figure could be read as another figure.
    """
    advance = metrics(Text.LABEL).horizontalAdvance
    parts = counts.split(_BETWEEN_COUNTS)
    while len(parts) > 1 and advance(counts) > room:
        parts.pop()
        counts = _BETWEEN_COUNTS.join(parts)
    if advance(counts) > room < PageHeaderSize.COUNTS_LEAST:
        return ""
    return elide(counts, Text.LABEL, room)


class PageHeader(QWidget):
    """Title, counts and buttons of a page; the primary button is added last.

    The counts are hidden if the window is less than 1000 px wide. What is not shown of them is in a
    tool tip.
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
        self._collapsible: list[_CollapsibleButton] = []
        """The buttons whose texts may be hidden, in the order of hiding."""
        self._titled = True
        """Whether the title is shown: beside tabs that repeat it, it may be hidden, too."""
        self._low = False
        self._painted_room = 0
        self._painted_counts = ""
        self._row = hbox(
            None,
            on=self,
            margins=(Space.PAGE_EDGE, PageHeaderSize.ABOVE_BUTTONS, Space.PAGE_EDGE, Space.XS),
            gap=Space.S,
        )
        self.setFixedHeight(Height.PAGE_HEADER)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._update_accessible_name()

    def set_low(self, low: bool) -> None:
        """Reduces the height, for a low window."""
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
        """Adds a button at the right end and returns it. ``yields``: its text may be hidden if
        space is short, after those of buttons added earlier."""
        button.setMinimumHeight(Height.BUTTON)
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        if yields:
            button.setAccessibleName(button.text())
            button.setToolTip(button.toolTip() or button.text())
            self._collapsible.append(
                _CollapsibleButton(button, button.text(), button.sizeHint().width())
            )
            self._fit()
        return button

    def add_first(self, button: Button) -> Button:
        """Adds a button with an icon before all others and returns it. Its text is hidden before
        the title is elided."""
        button.setMinimumHeight(Height.BUTTON)
        after_stretch = len(self._tabs) + 1
        self._row.insertWidget(after_stretch, button, 0, Qt.AlignmentFlag.AlignTop)
        self._collapsible.insert(
            0, _CollapsibleButton(button, button.text(), button.sizeHint().width())
        )
        self._fit()
        return button

    def _fit(self) -> None:
        """Hides texts of buttons one by one until the title fits, then the title if tabs need
        space."""
        yielding = [yielding for yielding in self._collapsible if not yielding.button.isHidden()]
        own = {item.button for item in yielding}
        buttons = self.findChildren(Button, options=Qt.FindChildOption.FindDirectChildrenOnly)
        others = [
            button
            for button in (*buttons, *self._tabs)
            if button not in own and not button.isHidden()
        ]
        spacing = self._row.spacing()
        room = self.width() - 2 * Space.PAGE_EDGE
        room -= sum(other.sizeHint().width() + spacing for other in others)
        room -= sum(item.width + spacing for item in yielding) - spacing
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
        """Shows tabs after the title instead of the counts."""
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
        self._update_accessible_name()
        self._fit_tabs()
        # The buttons need no repaint.
        self.update(0, 0, self._room() + Space.L, self.height())

    def _update_accessible_name(self) -> None:
        self.setAccessibleName(f"{self._title} {self._counts}".strip())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            # The space left of the buttons changes with them; they move before they are painted.
            self._fit()
            self._row.activate()
            if self._room() != self._painted_room:
                self.update()
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            show_tip(event, "" if self._painted_counts == self._counts else self._counts, self)
            return True
        return super().event(event)

    def set_counts(self, counts: str) -> None:
        self.set_title(self._title, counts)

    def _room(self) -> int:
        """Returns the x of the first button."""
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
            for yielding in self._collapsible
            if yielding.button.text() and not yielding.button.isHidden()
        )
        width = self._row.minimumSize().width() - words
        if self._tabs and self._titled:
            width -= self._row.contentsMargins().left() - Space.PAGE_EDGE
        least = 0 if self._tabs else PageHeaderSize.TITLE_LEAST
        return QSize(width + least, self._height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._painted_room = room = self._room()
        self._painted_counts = ""
        if not self._titled:
            return
        theme = tokens()
        painter = QPainter(self)
        painter.setPen(theme.text)
        title = elide(self._title, Text.TITLE, room - Space.PAGE_EDGE)
        baseline = PageHeaderSize.BASELINE - self._lowered
        draw_text(painter, Text.TITLE, Space.PAGE_EDGE, baseline, title)
        x = (
            Space.PAGE_EDGE
            + metrics(Text.TITLE).horizontalAdvance(title)
            + PageHeaderSize.COUNTS_GAP
        )
        if self.window().width() < Breakpoint.NARROW:
            return
        painter.setPen(theme.text2)
        self._painted_counts = _fitting_counts(self._counts, room - x)
        draw_text(painter, Text.LABEL, round(x), baseline, self._painted_counts)
