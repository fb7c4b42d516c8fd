"""Push buttons of four kinds, painted with theme colours, and the quiet ones of a page: its menu of
what is done now and then, the fold of a part, and the way into the manual.
"""

from collections.abc import Callable
from enum import StrEnum
from math import ceil
from typing import Final, Protocol, runtime_checkable

from PySide6.QtCore import Property, QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.theme.lines import baseline, draw_text, metrics, set_tip
from ita_desktop.ui.theme.shapes import paint_icon, paint_plate
from ita_desktop.ui.theme.tokens import Height, IconSize, Radius, Space, Stroke, Text, Tone, tokens
from ita_desktop.ui.widgets.boxes import text_and_parent

TROUBLE: Final = "trouble"
"""The topic of the chapter on problems with files."""


class ButtonSize:
    """Padding beside a button's text."""

    PADDING: Final = 16
    PADDING_AT_ICON: Final = 13
    PADDING_QUIET: Final = 8


class ButtonKind(StrEnum):
    """The kinds of buttons: primary, secondary, link-like, and destructive."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    DANGER = "danger"


class Button(QPushButton):
    """A push button.

    ``icon_name`` is a Lucide icon before the text, or alone if there is no text; then the tool tip
    is the accessible name. ``hint`` (a shortcut) follows the text. Clicks do not take the focus
    from the table; Tab and F6 reach the button.
    """

    ring_radius = Radius.CONTROL

    def __init__(
        self,
        text: str | QWidget = "",
        parent: QWidget | None = None,
        *,
        kind: ButtonKind = ButtonKind.SECONDARY,
        icon_name: str = "",
        hint: str = "",
    ) -> None:
        text, parent = text_and_parent(text, parent)
        # With a text in the constructor, PySide would initialize QIcon, which the start does not
        # need.
        super().__init__(parent)
        self.setText(text)
        self._kind = kind
        self._icon_name = icon_name
        self._hint = hint
        self._icon_after = ""
        self._tone = Tone.ACCENT
        self._flush = False
        self._tip = ""
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on words is one click: the second would do the same again. Icons alone
        (the next month) are clicked as fast as one likes."""
        if not self.text():
            super().mouseDoubleClickEvent(event)

    def block(self, reason: str) -> None:
        """Disables the button with ``reason`` as tool tip; without a reason, enables it and
        restores its tool tip."""
        if self.isEnabled():
            self._tip = self.toolTip()
        self.setEnabled(not reason)
        self.setToolTip(reason or self._tip)

    def set_icon_after(self, name: str) -> None:
        """Sets an icon after the text: ``chevron-down`` for a list, ``arrow-right`` for a link."""
        self._icon_after = name
        self.updateGeometry()
        self.update()

    def set_tone(self, tone: Tone) -> None:
        """Sets the text colour of a quiet button, for use in an error message."""
        self._tone = tone
        self.update()

    def set_flush(self) -> None:
        """Removes the padding of a quiet button for use in a line of text; hovering underlines
        it."""
        self._flush = True
        self.updateGeometry()

    def _get_kind(self) -> str:
        return self._kind.value

    def _set_kind(self, name: str) -> None:
        self._kind = ButtonKind(name)
        self.updateGeometry()
        self.update()

    def make_primary(self, is_next: bool) -> None:
        """Makes the button the primary one of its page, or one of the others again: what is done
        is no longer what comes next."""
        kind = ButtonKind.PRIMARY if is_next else ButtonKind.SECONDARY
        self.setProperty("kind", kind.value)

    def set_icon_name(self, name: str) -> None:
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def set_hint(self, hint: str) -> None:
        self._hint = hint
        self.updateGeometry()
        self.update()

    kind = Property(str, _get_kind, _set_kind)
    icon_name = Property(str, lambda self: self._icon_name, set_icon_name)

    def setToolTip(self, text: str) -> None:
        set_tip(self, text)
        if not self.text():
            self.setAccessibleName(text)

    @property
    def _style(self) -> Text:
        if self._kind is ButtonKind.QUIET:
            return Text.LABEL_MEDIUM
        return Text.BODY_MEDIUM

    def _trailing_icon(self) -> str:
        return self._icon_after or ("chevron-down" if self.menu() is not None else "")

    def paddings(self) -> tuple[int, int]:
        """Left and right padding in px."""
        if self._kind is ButtonKind.QUIET:
            return (0, 0) if self._flush else (ButtonSize.PADDING_QUIET, ButtonSize.PADDING_QUIET)
        if not self._icon_name:
            return ButtonSize.PADDING, ButtonSize.PADDING
        return ButtonSize.PADDING_AT_ICON, ButtonSize.PADDING_AT_ICON + 2

    def _content_width(self) -> int:
        """Width in px of icon, text, hint and trailing icon."""
        width = ceil(metrics(self._style).horizontalAdvance(self._words()))
        if self._icon_name:
            width += IconSize.BUTTON + Space.ICON_TO_WORD
        if self._hint:
            width += Space.S + ceil(metrics(Text.LABEL).horizontalAdvance(self._hint))
        if self._trailing_icon():
            width += Space.ICON_TO_WORD + IconSize.TEXT
        return width

    def _words(self) -> str:
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def sizeHint(self) -> QSize:
        height = Height.CHIP if self._kind is ButtonKind.QUIET else Height.BUTTON
        if not self.text():
            return QSize(height, height)
        return QSize(sum(self.paddings()) + self._content_width(), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt activates buttons with Enter in dialogs only; users expect it everywhere.
        if is_enter(event.key()) and self.isEnabled():
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        """Returns background, border and text colour of the current state."""
        theme = tokens()
        over = self.isEnabled() and self.underMouse()
        down = self.isDown() or (self.menu() is not None and self.menu().isVisible())
        ground: QColor | None = theme.surface
        border: QColor | None = theme.line2
        ink = theme.text
        match self._kind:
            case ButtonKind.PRIMARY:
                ground = theme.accent_hover if over else theme.fill
                ground = theme.accent_pressed if down else ground
                border, ink = None, theme.on_accent
            case ButtonKind.SECONDARY | ButtonKind.DANGER:
                ground = theme.hover if over else ground
                ground = theme.line if down else ground
                if self._kind is ButtonKind.DANGER:
                    border = ink = theme.late
            case ButtonKind.QUIET:
                ground = theme.hover if over and not self._flush else None
                ground = theme.line if down and not self._flush else ground
                border, ink = None, self._tone.colour
        if not self.isEnabled():
            ink = theme.text3
            if self._kind is not ButtonKind.QUIET:
                ground, border = theme.chrome, theme.line2
        return ground, border, ink

    def paintEvent(self, _event: QPaintEvent) -> None:
        ground, border, ink = self._colours()
        painter = QPainter(self)
        paint_plate(painter, self.rect(), self.ring_radius, ground, border)
        if not self.text():
            if self._icon_name:
                self._paint_lone_icon(painter, ink)
            return
        left, right = self.paddings()
        x = float(left)
        spare = self.width() - left - right - self._content_width()
        if self._kind is not ButtonKind.QUIET:
            x += max(0, spare // 2)
        middle = self.height() / 2
        if self._icon_name:
            plain = self._kind is ButtonKind.SECONDARY and self.isEnabled()
            at = QPointF(x, middle - IconSize.BUTTON / 2)
            paint_icon(painter, self._icon_name, tokens().text2 if plain else ink, at)
            x += IconSize.BUTTON + Space.ICON_TO_WORD
        painter.setPen(ink)
        start = x
        x = _write(painter, self._words(), self._style, x, self.height())
        if self._flush and self.underMouse() and self.isEnabled():
            under = baseline(self._style, 0, self.height()) + 2
            painter.fillRect(QRectF(start, under, x - start, Stroke.HAIR), ink)
        if self._hint:
            x = _write(painter, self._hint, Text.LABEL, x + Space.S, self.height())
        if self._trailing_icon():
            at = QPointF(x + Space.ICON_TO_WORD, middle - IconSize.TEXT / 2)
            plain = self._kind is ButtonKind.SECONDARY and self.isEnabled()
            paint_icon(
                painter, self._trailing_icon(), tokens().text2 if plain else ink, at, IconSize.TEXT
            )

    def _paint_lone_icon(self, painter: QPainter, ink: QColor) -> None:
        quiet = self._kind is ButtonKind.QUIET and self.isEnabled()
        size = IconSize.BUTTON
        at = QPointF((self.width() - size) / 2, (self.height() - size) / 2)
        colour = tokens().text2 if quiet else ink
        if not self.isEnabled():
            colour = tokens().line2
        paint_icon(painter, self._icon_name, colour, at, size)


def _write(painter: QPainter, text: str, style: Text, x: float, height: int) -> float:
    """Draws text vertically centred; returns the x where it ends."""
    draw_text(painter, style, x, baseline(style, 0, height), text)
    return x + metrics(style).horizontalAdvance(text)


class MoreButton(Button):
    """Opens a menu, which ``fill`` is given empty each time."""

    def __init__(self, fill: Callable[[QMenu], object]) -> None:
        super().__init__("", kind=ButtonKind.QUIET, icon_name="ellipsis")
        self._fill = fill
        self.add_before: Callable[[QMenu], object] | None = None
        """Adds entries before those of ``fill``."""
        self.setToolTip(tr("อื่น ๆ"))
        self.setAccessibleName(tr("อื่น ๆ"))
        self.clicked.connect(self._open)

    def menu_now(self) -> QMenu:
        """Returns the menu as it is now; it is deleted once it was closed."""
        menu = QMenu(self)
        if self.add_before is not None:
            self.add_before(menu)
        self._fill(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _open(self) -> None:
        self.menu_now().popup(self.mapToGlobal(QPoint(0, self.height())))


# A button that hides and shows a widget.


class FoldButton(Button):
    """A button that toggles ``part``, which is hidden at first."""

    def __init__(self, words: str, part: QWidget) -> None:
        super().__init__(words, kind=ButtonKind.QUIET)
        self._part = part
        self.set_flush()
        self.clicked.connect(lambda: self.fold(not self.is_folded))
        self.fold(True)

    @property
    def is_folded(self) -> bool:
        return self._part.isHidden()

    def fold(self, folded: bool) -> None:
        """Hides or shows the widget."""
        self._part.setHidden(folded)
        self.set_icon_after("chevron-right" if folded else "chevron-down")

    def accessible_state(self, state: QAccessible.State) -> None:
        """Reports whether the widget is shown."""
        state.expandable = 1
        state.collapsed = int(self.is_folded)
        state.expanded = int(not self.is_folded)


@runtime_checkable
class OpensHelp(Protocol):
    """A window or dialog that can open the manual."""

    def open_help(self, about: str = "") -> None:
        """Opens the chapter on the topic ``about``, by default that of the current page."""


class HelpButton(Button):
    """Opens the manual of its window at the chapter on the topic ``about``."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("อ่านในคู่มือ"), parent, kind=ButtonKind.QUIET)
        self.about = ""
        self.clicked.connect(self._open)

    def _open(self) -> None:
        part = self.parentWidget()
        while part is not None and not isinstance(part, OpensHelp):
            part = part.parentWidget()
        if isinstance(part, OpensHelp):
            part.open_help(self.about)


def take_out(menu: QMenu, *, keep: int = 0) -> None:
    """Deletes the actions of a menu, which it must own, after the first ``keep``.

    ``QMenu.clear()`` is not used, because PySide would drop actions that Qt still uses.
    """
    for entry in menu.actions()[keep:]:
        menu.removeAction(entry)
        # The action of a submenu is deleted with the submenu.
        within = entry.menu()
        (entry if within is None else within).deleteLater()
