"""Popups: a surface with border and shadow, closed by a click outside or Esc."""

from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QRegion,
)
from PySide6.QtWidgets import QFrame, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import Role, name_of
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.loading.asked import later
from ita_desktop.ui.shared.editor_events import (
    DraftsEvent,
    FilesPastedEvent,
    HiddenLineEvent,
    KeptEvent,
    tell,
)
from ita_desktop.ui.theme.measures import FloatSize
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Radius, Space, Text, Tone, tokens
from ita_desktop.ui.widgets.boxes import hbox, nest, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.field import pastes_files, put_in, typed_in
from ita_desktop.ui.widgets.label import ThaiLabel


def paint_floating(painter: QPainter, area: QRectF, radius: float) -> None:
    """Paints a popup's surface inside ``area``, and its shadow up to 8 px outside."""
    theme = tokens()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.shade)
    for ring in range(FloatSize.SHADOW, 0, -1):
        grown = area.adjusted(-ring, -ring + 2, ring, ring)
        painter.drawRoundedRect(grown, radius + ring, radius + ring)
    paint_plate(painter, area, radius, theme.surface, theme.line2)


class Popup(QFrame):
    """A popup window, deleted when it is closed; its content goes into the layout ``column``.

    What is typed in it and left, by Esc or a click elsewhere, is a draft: it is there again where
    the popup opens on the same ``thing``. A popup that has taken its input ends by :meth:`settle`.

    Shadow and corners are drawn over a grab of the window below, because a translucent window is
    black without a compositor. If it extends beyond the window, it is clipped to its surface and
    has no shadow.
    """

    accessible_role = Role.Grouping
    about = ""
    """The topic of the manual's paragraph for F1; empty: that of what it was opened from."""
    span: int = 0
    """Its width without the shadow, in px; 0 for that of what it is opened by."""
    start: QWidget
    """The initial focus widget."""
    thing = ""
    """What it is about, where its title and what stands in it at first do not tell that."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._over: QWidget | None = None
        self._background = QPixmap()
        self._begun: Any = None
        """What stood in its fields when it was opened."""
        self._is_settled = False
        self._draft_line: _DraftLine | None = None
        self.column = vbox(on=self, margins=FloatSize.SHADOW + Space.XS)

    def open_by(self, anchor: QWidget) -> None:
        """Opens below ``anchor`` with the focus in its first field."""
        self.setAccessibleName(self.accessibleName() or name_of(anchor))
        self.open_under(anchor, width=self.span)
        self.start.setFocus(Qt.FocusReason.PopupFocusReason)

    def open_below(self, place: QPoint, window: QWidget) -> None:
        """Opens with its corner at the global position ``place``, no lower than the window, with
        the focus in its first field."""
        self._begin_once()
        self.setFixedWidth(self.span)
        self.adjustSize()
        lowest = window.mapToGlobal(QPoint(0, window.height() - self.height())).y()
        self.open_at(QPoint(place.x(), min(place.y(), lowest)), window)
        self.start.setFocus(Qt.FocusReason.PopupFocusReason)

    def open_under(self, anchor: QWidget, *, width: int = 0) -> None:
        """Shows it below ``anchor``, left-aligned and on the screen."""
        self._begin_once()
        self.setFixedWidth(max(width or anchor.width(), 1) + 2 * FloatSize.SHADOW)
        self.adjustSize()
        at = anchor.mapToGlobal(
            QPoint(-FloatSize.SHADOW, anchor.height() + Space.XS - FloatSize.SHADOW)
        )
        screen = anchor.screen().availableGeometry()
        # The shadow may be cut off at the edges of a narrow window.
        window = anchor.window()
        left = window.mapToGlobal(QPoint(0, 0)).x()
        right = min(screen.right() + FloatSize.SHADOW, left + window.width()) - self.width()
        at.setX(max(screen.left() - FloatSize.SHADOW, min(at.x(), right)))
        if at.y() + self.height() - FloatSize.SHADOW > screen.bottom():
            above = (
                anchor.mapToGlobal(QPoint(0, 0)).y() - Space.XS - self.height() + FloatSize.SHADOW
            )
            lowest = screen.bottom() + FloatSize.SHADOW - self.height()
            at.setY(max(screen.top() - FloatSize.SHADOW, min(above, lowest)))
        self.open_at(at, anchor.window())

    def open_at(self, at: QPoint, window: QWidget) -> None:
        """Shows it with its shadow's corner at the global position ``at``, over ``window``."""
        self._begin_once()
        self._over = window
        self.clearMask()
        self.move(at)
        self._grab_background()
        if self._background.isNull():
            self.setMask(_rounded(self._inside().toRect(), Radius.POPUP))
        self.show()
        later(self, 0, self._refresh_background)

    # -- drafts

    def draft(self) -> Any:
        """Returns what stands in its fields, to be compared and shown again."""
        return typed_in(self)

    def show_draft(self, draft: Any) -> None:
        """Fills its fields with what :meth:`draft` returned."""
        put_in(self, draft)

    def _begin_once(self) -> None:
        """Begins before its size is known: the line about a draft needs room."""
        if self._begun is None:
            self.begin_draft()

    def begin_draft(self) -> None:
        """Notes what stands in its fields, and shows what was typed before, if anything."""
        self._begun = self.draft()
        kept = self._drafts().get(self._draft_key())
        if self._draft_line is not None:
            self._draft_line.setVisible(kept is not None)
        if kept is None:
            return
        if self._draft_line is None:
            self._draft_line = _DraftLine(self)
            self._draft_line.again.clicked.connect(self._begin_again)
            self.column.insertWidget(0, self._draft_line)
        self.show_draft(kept)

    @property
    def is_changed(self) -> bool:
        """Whether something else stands in its fields than at first."""
        return bool(self.draft() != self._begun)

    def settle(self) -> None:
        """Closes it: what was typed is stored, or no longer wanted."""
        self._is_settled = True
        self.close()

    def drop_draft(self) -> None:
        """What was typed is stored by now."""
        self._drafts().pop(self._draft_key(), None)

    def keep_draft(self) -> None:
        """Keeps what was typed and not stored, and says so."""
        if self._begun is None or self._is_settled or not self.is_changed:
            self.drop_draft()
        else:
            drafts, key = self._drafts(), self._draft_key()
            drafts[key] = self.draft()
            tell(self, KeptEvent(lambda: key in drafts))

    def _drafts(self) -> dict[Hashable, Any]:
        return tell(self, DraftsEvent()).drafts

    def _draft_key(self) -> Hashable:
        about = self.thing or repr(self._begun)
        return type(self).__name__, self.accessibleName(), about

    def _begin_again(self) -> None:
        if self._draft_line is not None:
            self._draft_line.hide()
        self.show_draft(self._begun)
        self.drop_draft()
        self.adjustSize()

    def customEvent(self, event: QEvent) -> None:
        if isinstance(event, HiddenLineEvent):
            event.place = self.column
            later(self, 0, self._make_room)

    def _make_room(self) -> None:
        """Takes the height that it needs with or without a line, within the window."""
        self.adjustSize()
        if self._over is not None and self.isVisible():
            top = self._over.mapToGlobal(QPoint())
            lowest = top.y() + self._over.height() - self.height()
            self.open_at(QPoint(self.x(), max(top.y(), min(self.y(), lowest))), self._over)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.keep_draft()
        super().closeEvent(event)

    # -- looks

    def _refresh_background(self) -> None:
        """Refreshes the grab, in which the former focus widget had a focus ring."""
        if self.isVisible():
            self._grab_background()
            self.update()

    def _grab_background(self) -> None:
        """Grabs the window below, if the popup is completely inside it."""
        self._background = QPixmap()
        if self._over is not None:
            area = QRect(self._over.mapFromGlobal(self.pos()), self.size())
            if self._over.rect().contains(area):
                self._background = self._over.grab(area)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            self._grab_background()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Says where files go that nothing in it takes."""
        if pastes_files(event):
            tell(self, FilesPastedEvent(is_typed=True))
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Moves the focus in reading order."""
        from ita_desktop.ui.widgets import tab_order

        return tab_order.step(self, forward=forward)

    def _inside(self) -> QRectF:
        return QRectF(self.rect()).adjusted(
            FloatSize.SHADOW, FloatSize.SHADOW, -FloatSize.SHADOW, -FloatSize.SHADOW
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self._background.isNull():
            painter.drawPixmap(0, 0, self._background)
        paint_floating(painter, self._inside(), Radius.POPUP)


class _DraftLine(QWidget):
    """Says that what was typed before stands in the fields; the button gives it up."""

    def __init__(self, popup: Popup) -> None:
        super().__init__(popup)
        words = ThaiLabel(tr("ต่อจากที่พิมพ์ค้างไว้"), self, style=Text.NOTE, tone=Tone.TEXT2)
        self.again = Button(tr("เริ่มใหม่"), self, kind=ButtonKind.QUIET)
        hbox((words, 1), self.again, on=self, margins=(Space.L, Space.XS, Space.S, 0), gap=Space.S)


class FormPopup(Popup):
    """A popup with a title, whose content goes into the layout ``inner``; Enter accepts."""

    def __init__(self, title: str, parent: QWidget, *, gap: int = Space.XS) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        heading = ThaiLabel(title, self, style=Text.SECTION)
        self.inner = vbox(heading, margins=(Space.L, Space.S, Space.L, Space.M), gap=gap)
        nest(self.column, self.inner)

    def accept(self) -> None:
        """Stores the input, and closes if that was possible."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event.key()):
            self.accept()
        else:
            super().keyPressEvent(event)


def _rounded(area: QRect, radius: int) -> QRegion:
    path = QPainterPath()
    path.addRoundedRect(QRectF(area), radius, radius)
    return QRegion(path.toFillPolygon().toPolygon())
