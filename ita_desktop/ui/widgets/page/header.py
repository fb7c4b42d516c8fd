"""The header of a page: title, a grey line of counts on the same baseline, buttons at the right."""

from collections.abc import Sequence
from functools import partial
from math import ceil
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from ita_desktop.ui.accessible import Role
from ita_desktop.ui.theme.lines import draw_text, elide, metrics, show_tip
from ita_desktop.ui.theme.tokens import Breakpoint, Height, Space, Text, tokens
from ita_desktop.ui.widgets.boxes import hbox, text_and_parent
from ita_desktop.ui.widgets.button import Button, ButtonKind, MoreButton

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
    TOOLS_MOST: Final = 3
    """So many buttons are in sight beside the primary one and the menu."""


class _Tool(NamedTuple):
    """A button and its place in the row: the page shows and hides the button, the header its
    place."""

    button: Button
    place: QWidget
    goes_early: bool
    is_first: bool
    is_main: bool
    """It was added as the primary one; it stays in that place while it is not what comes next."""

    @property
    def is_wanted(self) -> bool:
        """Whether the page has not hidden it."""
        return not self.button.isHidden()

    @property
    def is_primary(self) -> bool:
        return bool(self.button.property("kind") == ButtonKind.PRIMARY)

    @property
    def width(self) -> int:
        return self.button.sizeHint().width()


def _most_without_menu(tools: Sequence[_Tool]) -> int:
    """Returns how many buttons but the primary one are in sight if there is no menu: one more if
    the primary one is among them because it is done."""
    is_done = any(tool.is_main for tool in tools) and not any(tool.is_primary for tool in tools)
    return PageHeaderSize.TOOLS_MOST + is_done


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

    The title is always whole, and each button keeps its words. What has no room for that, and what
    would be more than three buttons beside the primary one, goes into a menu: into that of the
    page's own :class:`MoreButton`, if one is shown. A primary button that is done, and no longer
    primary, keeps its place beside three others unless there is a menu.

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
        self._counted = ""
        self._tabs: tuple[QWidget, ...] = ()
        self._tools: list[_Tool] = []
        self._kept: Button | None = None
        self._page_menu: MoreButton | None = None
        self._own_menu: MoreButton | None = None
        """The menu of a page that shows none; made when it is needed."""
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
    def title(self) -> str:
        return self._title

    @property
    def _height(self) -> int:
        return Height.PAGE_HEADER_LOW if self._low else Height.PAGE_HEADER

    @property
    def _lowered(self) -> int:
        return PageHeaderSize.LOWERED if self._low else 0

    def add_button(self, button: Button, *, yields: bool = False) -> Button:
        """Adds a button at the right end and returns it. ``yields``: it goes into the menu before
        those that do not yield."""
        button.setMinimumHeight(Height.BUTTON)
        if isinstance(button, MoreButton):
            self._page_menu = self._add_menu(button, self._row.count())
        else:
            self._insert(button, self._row.count(), goes_early=yields)
        return button

    def add_first(self, button: Button) -> Button:
        """Adds a button before all others and returns it. It goes into the menu after all others
        but the primary one."""
        button.setMinimumHeight(Height.BUTTON)
        self._insert(button, len(self._tabs) + 1, is_first=True)
        return button

    def keep(self, button: Button | None) -> None:
        """Lets a button go into the menu after all others, even the primary one."""
        if self._kept is not button:
            self._kept = button
            self._fit()

    def _insert(
        self, button: Button, at: int, *, goes_early: bool = False, is_first: bool = False
    ) -> None:
        place = QWidget(self)
        hidden = button.isHidden() and button.testAttribute(
            Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        )
        hbox(button, on=place)
        button.setVisible(not hidden)
        button.installEventFilter(self)
        is_main = button.property("kind") == ButtonKind.PRIMARY
        self._tools.append(_Tool(button, place, goes_early, is_first, is_main))
        self._row.insertWidget(at, place, 0, Qt.AlignmentFlag.AlignTop)
        if self._own_menu is not None:
            self._own_menu.hide()  # it is put behind this one
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A page shows or hides a button while its place is hidden: no layout tells of that.
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._fit()
        return super().eventFilter(watched, event)

    # -- the menu

    def _add_menu(self, menu: MoreButton, at: int) -> MoreButton:
        menu.add_before = partial(self._add_folded, menu)
        menu.setMinimumHeight(Height.BUTTON)
        self._row.insertWidget(at, menu, 0, Qt.AlignmentFlag.AlignTop)
        return menu

    def _add_folded(self, shown: MoreButton, menu: QMenu) -> None:
        """Adds the buttons that are not in sight, by their words."""
        for tool in self._tools:
            if tool.is_wanted and tool.place.isHidden():
                action = menu.addAction(tool.button.text(), partial(self._press, tool, shown))
                action.setEnabled(tool.button.isEnabled())
                action.setToolTip(tool.button.toolTip())
        if menu.actions():
            menu.addSeparator()

    def _press(self, tool: _Tool, shown: MoreButton) -> None:
        """What opens below the button opens below the menu that it is in."""
        tool.place.setGeometry(shown.geometry())
        tool.button.setGeometry(tool.place.rect())
        tool.button.click()

    def _fit(self) -> None:
        """Moves buttons into the menu until the title and all words fit."""
        wanted = sorted(
            (tool for tool in self._tools if tool.is_wanted),
            key=lambda tool: (
                tool.button is self._kept,
                tool.is_primary,
                tool.is_first,
                not tool.goes_early,
            ),
        )
        spacing = self._row.spacing()
        title = ceil(metrics(Text.TITLE).horizontalAdvance(self._title))
        beside = Space.L if self._tabs else 2 * Space.L
        room = self.contentsRect().width() - 2 * Space.PAGE_EDGE + spacing - title - beside
        has_menu = self._page_menu is not None and not self._page_menu.isHidden()
        for part in (*self._tabs, *([self._page_menu] if has_menu else [])):
            if part is not None and not part.isHidden():
                room -= part.sizeHint().width() + spacing
        widths = {tool.button: tool.width + spacing for tool in wanted}
        room -= sum(widths.values())
        others = sum(not tool.is_primary for tool in wanted)
        needs_no_menu = not has_menu and room >= 0 and others <= _most_without_menu(wanted)
        if not has_menu and not needs_no_menu:
            room -= Height.CHIP + spacing
        most = others if needs_no_menu else PageHeaderSize.TOOLS_MOST
        folded = list[_Tool]()
        for tool in wanted:
            if room >= 0 and others <= most:
                break
            folded.append(tool)
            room += widths[tool.button]
            others -= not tool.is_primary
        for tool in reversed(folded.copy()):  # a wide one that went has left room for narrow ones
            if widths[tool.button] <= room and others < most:
                folded.remove(tool)
                room -= widths[tool.button]
                others += 1
        for tool in self._tools:
            shown = tool.is_wanted and tool not in folded
            if shown is tool.place.isHidden():
                tool.place.setVisible(shown)
        self._show_own_menu(bool(folded) and not has_menu)

    def _show_own_menu(self, shown: bool) -> None:
        if shown and self._own_menu is None:
            self._own_menu = self._add_menu(MoreButton(lambda _menu: None), self._row.count())
        menu = self._own_menu
        if menu is None:
            return
        # It stands before the primary button, which is the last one, also of those added since, and
        # behind it once it is no longer primary.
        last = [tool for tool in self._tools if not tool.is_first][-1:]
        at = self._row.count() - 1 - any(tool.is_primary for tool in last)
        if shown and self._row.indexOf(menu) != at:
            self._row.removeWidget(menu)
            self._row.insertWidget(at, menu, 0, Qt.AlignmentFlag.AlignTop)
        if shown is menu.isHidden():
            menu.setVisible(shown)

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
            left = Space.PAGE_EDGE + Space.L
            left += ceil(metrics(Text.TITLE).horizontalAdvance(self._title))
            margins = self._row.contentsMargins()
            margins.setLeft(left)
            self._row.setContentsMargins(margins)

    def set_title(self, title: str, counts: str = "", counted: str = "") -> None:
        """Sets the title and what stands beside it; ``counted`` says of counts what is counted, of
        what, as of when."""
        self._counted = counted
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
            whole = self._painted_counts == self._counts
            told = self._counted or ("" if whole else self._counts)
            # That of a button without a tip comes here, too.
            show_tip(event, told if event.pos().x() < self._room() else "", self)
            return True
        return super().event(event)

    def set_counts(self, counts: str, counted: str = "") -> None:
        """Sets what stands beside the title."""
        self.set_title(self._title, counts, counted)

    def _room(self) -> int:
        """Returns the x of the first button."""
        menus = (menu for menu in (self._page_menu, self._own_menu) if menu is not None)
        parts = (*self._tabs, *menus, *(tool.place for tool in self._tools))
        shown = [part.x() for part in parts if part.isVisible()]
        return min(shown, default=self.contentsRect().width() - Space.PAGE_EDGE) - Space.L

    def sizeHint(self) -> QSize:
        return QSize(self._row.sizeHint().width() + PageHeaderSize.TITLE, self._height)

    def minimumSizeHint(self) -> QSize:
        """Title, tabs and the menu: all else may go into it."""
        spacing = self._row.spacing()
        width = 2 * Space.PAGE_EDGE + Height.CHIP
        width += sum(tab.sizeHint().width() + spacing for tab in self._tabs if not tab.isHidden())
        if self._tabs:
            width += Space.L
            width += ceil(metrics(Text.TITLE).horizontalAdvance(self._title))
        else:
            width += PageHeaderSize.TITLE_LEAST
        return QSize(width, self._height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._painted_room = room = self._room()
        self._painted_counts = ""
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
