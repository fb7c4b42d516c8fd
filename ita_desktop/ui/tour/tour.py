"""A non-modal tour of the window."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt

from ita_desktop.i18n import tr
from ita_desktop.ui.loading.delayed import later
from ita_desktop.ui.navigation.navigation import Navigation
from ita_desktop.ui.theme.focus import OutlinedArea
from ita_desktop.ui.theme.tokens import Radius
from ita_desktop.ui.tour.card import TourCard
from ita_desktop.ui.tour.steps import STEPS

_MOVED = frozenset((QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.LayoutRequest))


def begin(navigation: Navigation) -> None:
    """Starts the tour of the open workspace, ending a running one."""
    for former in navigation.findChildren(Tour):
        former.leave()
    Tour(navigation)


class Tour(QObject):
    """The five steps of the tour of a window; deleted when it ends."""

    def __init__(self, navigation: Navigation) -> None:
        super().__init__(navigation)
        self._navigation = navigation
        self._frame = navigation.frame
        self._at = 0
        self._is_left = False
        self.ring = OutlinedArea(self._frame, Radius.CONTROL)
        self.ring.hide()
        self.card = TourCard(self._frame)
        self.card.onward.connect(lambda: self._show_step(self._at + 1))
        self.card.backward.connect(lambda: self._show_step(max(self._at - 1, 0)))
        self.card.exited.connect(self.leave)
        self._frame.page_shown.connect(self._follow_soon)
        navigation.exited.connect(self.leave)
        self._frame.installEventFilter(self)
        self._show_step(0)

    def leave(self) -> None:
        """Removes the tour from the window."""
        self._is_left = True
        self._frame.removeEventFilter(self)
        for part in (self.ring, self.card):
            part.hide()
            part.deleteLater()
        self.deleteLater()

    def _show_step(self, at: int) -> None:
        if at >= len(STEPS):
            self.leave()
            return
        self._at, step = at, STEPS[at]
        self.card.show_step(at + 1, len(STEPS), tr(step.title), tr(step.phrase))
        if self._frame.current_page == step.page:
            self._follow()
        else:
            self._navigation.visit(step.page)

    def _follow_soon(self) -> None:
        # A page is laid out in the next turn of the event loop, and takes the focus first.
        later(self, 0, self._follow)

    def _follow(self) -> None:
        """Moves ring and card to the part."""
        if self._is_left:
            return
        if not self.card.isHidden() and self._frame.current_page != STEPS[self._at].page:
            # On another page the card stays, without a ring.
            self.ring.hide()
            return
        area = self._area()
        self.ring.setGeometry(area)
        self.ring.setHidden(area.isEmpty())
        self.ring.raise_()
        self.card.place_next_to(area if not area.isEmpty() else self._frame.rect())
        self.card.show()
        self.card.raise_()
        self.card.on_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _area(self) -> QRect:
        """Returns the visible area of the part in the window; empty if it is hidden."""
        part = STEPS[self._at].part(self._frame)
        if not part.isVisible():
            return QRect()
        area = QRect(part.mapTo(self._frame, QPoint(0, 0)), part.size())
        return area.intersected(self._frame.rect())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVED and not self.card.isHidden():
            self._follow_soon()
        return False
