"""A page with a pane on its right: in a splitter, or overlaid on the page in a narrow window."""

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QStackedWidget, QTableView, QWidget

from ita_desktop.settings import Memory
from ita_desktop.ui.theme.measures import PaneSize
from ita_desktop.ui.theme.shapes import hairline
from ita_desktop.ui.theme.tokens import Breakpoint, Duration, Stroke, Tone, Width, tokens
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.page.section import Plate

_STUB = Width.PANE // 4
"""A column of which no more px are seen beside an overlaid pane is covered whole."""


class _OverlayBackground(Plate):
    """The background and border of an overlaid pane."""

    def __init__(self, parent: QWidget) -> None:
        edge = Qt.Edge.LeftEdge
        super().__init__(parent, ground=Tone.SURFACE, edge=edge, line=Tone.LINE2)
        self.column = vbox(on=self, margins=(Stroke.HAIR, 0, 0, 0), gap=None)
        self.hide()


class _Edge(QSplitterHandle):
    """The splitter line between page and pane."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        # Qt makes the handle wider than the visible line, so that it is easier to grab.
        line = self.contentsRect()
        hairline(QPainter(self), line.x(), 0, line.width(), self.height(), tokens().line, near=True)


class _Split(QSplitter):
    def createHandle(self) -> QSplitterHandle:
        return _Edge(self.orientation(), self)


class SideSplit(QWidget):
    """A main widget with a side pane. In a window at least 1200 px wide the pane is beside the main
    widget, and its width and folded state are stored in ``memory``; in a narrower one it starts
    folded, opens over the right half, and is folded again when the page is left."""

    folded = Signal(bool)
    covered = Signal(int)
    """So many px of the main widget, at its right, lie below the pane."""

    def __init__(
        self,
        main: QWidget,
        pane: QWidget,
        memory: Memory,
        key: str,
        parent: QWidget | None = None,
        *,
        width: int = 0,
        begins_folded: bool = False,
    ) -> None:
        """``width`` is the initial width of the pane in px; 0 for that of a detail pane."""
        super().__init__(parent)
        self.main = main
        self.pane = pane
        self._memory = memory
        self._key = key
        self._width = width
        self._begins_folded = begins_folded
        self._overlay_background = _OverlayBackground(self)
        self.lies_over = False
        """Whether the window is so narrow that the pane is overlaid on the page."""
        self._open_over = False
        self._crowded = False
        self._is_needed = True
        self._split = _Split(Qt.Orientation.Horizontal, self)
        self._split.setHandleWidth(Stroke.HAIR)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(main)
        self._split.addWidget(pane)
        # With an opaque background, changes in the pane do not repaint the page below it.
        pane.setBackgroundRole(QPalette.ColorRole.Base)
        pane.setAutoFillBackground(True)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        # Stores the width once after a drag, not for each move.
        self._save_timer = QTimer(self, singleShot=True, interval=Duration.SETTLED)
        self._save_timer.timeout.connect(self._remember)
        self._split.splitterMoved.connect(self._save_timer.start)
        hbox(self._split, on=self, gap=None)
        self._apply()

    @property
    def is_folded(self) -> bool:
        """Whether the pane is hidden."""
        return not self._open_over if self.lies_over else self._wants_fold()

    def fold(self, folded: bool) -> None:
        """Hides or shows the pane."""
        if self.lies_over:
            self._open_over = not folded
        else:
            self._memory.set(f"{self._key}.folded", folded)
        self._apply()
        self.folded.emit(folded)

    def set_needed(self, needed: bool) -> None:
        """Says whether there is anything that the pane can show. If not, it is hidden, however wide
        the window becomes; whether it is folded is kept."""
        if needed != self._is_needed:
            self._is_needed = needed
            self._show()

    def set_crowded(self, crowded: bool) -> None:
        """Says that the main widget needs the room of a window that is not wide: the pane is
        overlaid there, too."""
        self._crowded = crowded
        if not self._lay_over() and self.lies_over:
            self._place()  # another table may be seen now, whose columns end elsewhere

    def turn(self) -> None:
        """Toggles the pane."""
        self.fold(not self.is_folded)

    def _wants_fold(self) -> bool:
        return bool(self._memory.get(f"{self._key}.folded", self._begins_folded))

    def _pane_width(self) -> int:
        kept = self._memory.get(f"{self._key}.width")
        if isinstance(kept, int) and 0 < kept <= Width.PANE_MOST:
            return kept
        if self._width:
            return self._width
        wide = self.window().width() >= Breakpoint.WIDE
        return Width.PANE_WIDE if wide else Width.PANE

    def _remember(self) -> None:
        width = self._split.sizes()[1]
        if width > 0:
            self._memory.set(f"{self._key}.width", width)

    def _apply(self) -> None:
        if self.lies_over and self.pane.parentWidget() is not self._overlay_background:
            self._overlay_background.column.addWidget(self.pane)
        elif not self.lies_over and self.pane.parentWidget() is not self._split:
            self._split.addWidget(self.pane)
        self._show()

    def _show(self) -> None:
        shown = self._is_needed and not self.is_folded
        self._overlay_background.setVisible(self.lies_over and shown)
        self.pane.setVisible(shown)
        self._place()

    def _place(self) -> None:
        covered = 0
        if self.lies_over:
            width = min(self._pane_width(), self.width() // 2 + Width.PANE // 4)
            width += self._stub(self.width() - width)
            self._overlay_background.setGeometry(
                QRect(QPoint(self.width() - width, 0), self.rect().bottomRight())
            )
            self._overlay_background.raise_()
            covered = width if self._open_over and self._is_needed else 0
        elif not self._wants_fold():
            width = self._pane_width()
            if self.width() < PaneSize.DRAWN_BESIDE:
                width = width * self.width() // PaneSize.DRAWN_BESIDE
            self._split.setSizes([max(1, self.width() - width - Stroke.HAIR), width])
        self._spare(covered)
        self.covered.emit(covered)

    def _stub(self, edge: int) -> int:
        """Returns how many px before ``edge`` a column of the table begins of which little would be
        seen beside the pane: a heading that ends within a word; 0 if there is none."""
        for table in self.main.findChildren(QTableView):
            header = table.horizontalHeader()
            at = edge - header.viewport().mapTo(self, QPoint()).x()
            column = header.logicalIndexAt(at) if table.isVisibleTo(self) else -1
            if column >= 0 and 0 < (seen := at - header.sectionViewportPosition(column)) <= _STUB:
                return seen
        return 0

    def _spare(self, covered: int) -> None:
        """Ends the bars over the table before a pane that lies over so many px at the right: half
        a button or word is worse than a menu. The table itself stays as it is."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        bars = self.main.findChildren(QWidget, options=direct)
        while bars:
            bar = bars.pop()
            if isinstance(bar, QStackedWidget):  # a page with a table may come later
                bars += bar.findChildren(QWidget, options=direct)
                continue
            has_words = bar.layout() is not None and not bar.isWindow()
            if has_words and bar.findChild(QTableView) is None:
                bar.setContentsMargins(0, 0, covered, 0)

    def _save_width(self) -> None:
        """Stores a pending width at once, before the layout of the pane may change."""
        if self._save_timer.isActive():
            self._save_timer.stop()
            self._remember()

    def hideEvent(self, event: QHideEvent) -> None:
        self._save_width()
        super().hideEvent(event)
        if self._open_over and not event.spontaneous():
            # It lies over the buttons of the page, which somebody who comes back looks for.
            self.fold(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._lay_over():
            self._save_width()
            self._place()

    def _lay_over(self) -> bool:
        """Overlays the pane, or takes it back beside the main widget; returns whether that is
        another place."""
        over = self.window().width() < (Breakpoint.WIDE if self._crowded else Breakpoint.FOLDED)
        if over == self.lies_over:
            return False
        self._save_width()
        self.lies_over = over
        self._open_over = False
        self._apply()
        self.folded.emit(self.is_folded)
        return True
