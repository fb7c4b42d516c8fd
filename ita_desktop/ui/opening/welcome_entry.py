"""The lines of the welcome page: ways to begin, and recent workspaces."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.theme.lines import baseline, draw_text, elide, metrics, set_tip
from ita_desktop.ui.theme.measures import WelcomeSize
from ita_desktop.ui.theme.shapes import hairline, paint_app_mark, paint_icon, paint_plate
from ita_desktop.ui.theme.tokens import Height, IconSize, Radius, Space, Stroke, Text, tokens


class EntrySize:
    EDGE: Final = 20
    """Space beside the texts, for the background of the selected entry."""
    WORDS: Final = EDGE + 38
    TITLE_TOP: Final = 12
    WHY_TOP: Final = 37


class AppMark(QWidget):
    """The program's logo."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(WelcomeSize.MARK, WelcomeSize.MARK)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_app_mark(QPainter(self), QRectF(self.rect()))


class _Line(QAbstractButton):
    """A line activated by Enter and Space; ↑ and ↓ move between lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event.key()):
            self.click()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def paint_ground(self, painter: QPainter, radius: int, ground: QColor | None = None) -> None:
        """Paints a ring on ``ground`` with the focus, a background under the pointer."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area, theme = self.rect(), tokens()
        if self.hasFocus():
            paint_plate(painter, area, radius, ground, theme.accent, Stroke.FOCUS)
        elif self.underMouse():
            paint_plate(painter, area.adjusted(1, 1, -1, -1), radius, theme.hover)


class WelcomeEntry(_Line):
    """A way to begin: icon, title, description, and its shortcut at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = ""
        self._why = ""
        self._hint = ""

    def set_texts(self, icon_name: str, title: str, why: str, hint: str = "") -> None:
        self._icon_name = icon_name
        self._why = why
        self._hint = hint
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(why)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WelcomeSize.WIDTH, WelcomeSize.ENTRY)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, WelcomeSize.ENTRY_LINE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        chosen = self.hasFocus()
        self.paint_ground(painter, Radius.POPUP, theme.tint)
        if not (chosen or self.underMouse()):
            under = self.height() - Stroke.HAIR
            hairline(
                painter,
                EntrySize.EDGE,
                under,
                self.width() - 2 * EntrySize.EDGE,
                Stroke.HAIR,
                theme.line,
            )
        ink = theme.accent if chosen else theme.text2
        at = QPointF(EntrySize.EDGE + 1, (self.height() - IconSize.RAIL) / 2)
        paint_icon(painter, self._icon_name, ink, at, IconSize.RAIL)
        hint = metrics(Text.LABEL).horizontalAdvance(self._hint)
        room = self.width() - EntrySize.WORDS - EntrySize.EDGE - hint - Space.M
        painter.setPen(theme.text)
        title = elide(self.text(), Text.SECTION, room)
        has_two_lines = self.height() >= WelcomeSize.ENTRY_LOW
        up = (WelcomeSize.ENTRY - self.height()) // 2
        top, line = (
            (EntrySize.TITLE_TOP - up, Text.SECTION.line)
            if has_two_lines
            else (
                0,
                self.height(),
            )
        )
        draw_text(painter, Text.SECTION, EntrySize.WORDS, baseline(Text.SECTION, top, line), title)
        if has_two_lines:
            painter.setPen(theme.text2)
            why = elide(self._why, Text.LABEL, room)
            foot = baseline(Text.LABEL, EntrySize.WHY_TOP - up, Text.LABEL.line)
            draw_text(painter, Text.LABEL, EntrySize.WORDS, foot, why)
        painter.setPen(ink)
        x = round(self.width() - EntrySize.EDGE - hint)
        draw_text(painter, Text.LABEL, x, baseline(Text.LABEL, 0, self.height()), self._hint)


class RecentLine(_Line):
    """A recent workspace: name, folder and date."""

    def __init__(self, name: str, folder: str, when: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._when = when
        self.setText(name)
        self.setAccessibleName(", ".join(filter(None, (name, folder, when))))
        set_tip(self, folder)

    def sizeHint(self) -> QSize:
        return QSize(WelcomeSize.WIDTH - 2 * EntrySize.EDGE, Height.ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        self.paint_ground(painter, Radius.CONTROL)
        left = float(EntrySize.WORDS - EntrySize.EDGE)
        paint_icon(
            painter, "file-text", theme.text2, QPointF(2, (self.height() - IconSize.BUTTON) / 2)
        )
        at = baseline(Text.BODY, 0, self.height())
        when = metrics(Text.LABEL).horizontalAdvance(self._when)
        right = self.width() - when - Space.XS
        name = elide(self.text(), Text.BODY, right - left - Space.M)
        painter.setPen(theme.text)
        draw_text(painter, Text.BODY, left, at, name)
        left += metrics(Text.BODY).horizontalAdvance(name) + Space.M
        painter.setPen(theme.text2)
        room = right - left - Space.M
        if room > Space.XXXL:
            draw_text(painter, Text.LABEL, round(left), at, elide(self._folder, Text.LABEL, room))
        draw_text(painter, Text.LABEL, round(right), at, self._when)
