"""Palette and application style sheet of a theme.

The style sheet covers only buttons, fields, menus, scroll bars and tool tips. Item views and
headers have none, because it would disable their own painting. No rule sets a font size, because
that would override ``setFont``.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from ita_desktop.ui.theme.tokens import Height, Radius, Space, Stroke, Tokens, Width, shown


def apply(app: QApplication, theme: Tokens) -> None:
    """Applies ``theme`` to all windows of ``app``."""
    shown.tokens = theme
    # Each list of all widgets, and each question to them, takes milliseconds.
    seen, hidden = list[QWidget](), list[QWidget]()
    for widget in app.allWidgets():
        (seen if widget.isVisible() else hidden).append(widget)
    _put_off(app, hidden)
    with _untold(hidden):
        # If one style sheet replaces another, Qt polishes each widget again for each of its
        # ancestors, some ten times in a deep window; if there was none, only once.
        if app.styleSheet():
            with _untold(seen):
                app.setStyleSheet("")
        app.setPalette(palette(theme))
        # Otherwise Qt would notify the windows later, and some parts after others.
        app.sendPostedEvents(None, QEvent.Type.ApplicationPaletteChange.value)
        QToolTip.setPalette(palette(theme))
        app.setStyleSheet(style_sheet(theme))


def _put_off(app: QApplication, hidden: Iterable[QWidget]) -> None:
    """Has what is hidden polished when it is shown: most widgets are on pages made ahead, and to
    polish all of them at once would hold up the window."""
    # Imported here, because the first painting does without Qt's enumerations.
    from PySide6.QtCore import Qt

    polisher, polished = _polisher(app), Qt.WidgetAttribute.WA_WState_Polished
    for widget in hidden:
        if widget.testAttribute(polished):
            widget.setAttribute(polished, False)
            over = widget.parentWidget()
            if widget.isWindow() or over is None or over.isVisible():
                widget.installEventFilter(polisher)


@contextmanager
def _untold(widgets: Iterable[QWidget]) -> Iterator[None]:
    """Qt tells these widgets of no change of style meanwhile, whereupon each would be laid out
    anew: sizes are the same in every theme, and for no style at all none need be found. To
    Qt they have a style of their own, which is none of the application's."""
    from PySide6.QtCore import Qt

    own = Qt.WidgetAttribute.WA_SetStyle
    told = [widget for widget in widgets if not widget.testAttribute(own)]
    for widget in told:
        widget.setAttribute(own, True)
    try:
        yield
    finally:
        for widget in told:
            widget.setAttribute(own, False)


@cache
def _polisher(app: QApplication) -> "_Polisher":
    return _Polisher(app)


class _Polisher(QObject):
    """Polishes the parts of what is shown; Qt itself does so only the first time."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            from PySide6.QtCore import Qt

            watched.removeEventFilter(self)
            polished = Qt.WidgetAttribute.WA_WState_Polished
            for part in (watched, *watched.findChildren(QWidget)):
                if isinstance(part, QWidget) and not part.testAttribute(polished):
                    QApplication.sendEvent(part, QEvent(QEvent.Type.Polish))
        return False


def palette(theme: Tokens) -> QPalette:
    """Returns the palette of a theme; disabled text is in ``text3``."""
    role = QPalette.ColorRole
    roles = {
        role.Window: theme.chrome,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.sunken,
        role.Text: theme.text,
        role.PlaceholderText: theme.text3,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.Highlight: theme.marked,
        role.HighlightedText: theme.on_marked,
        role.Accent: theme.fill,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Light: theme.surface,
        role.Midlight: theme.line,
        role.Mid: theme.line2,
        role.Dark: theme.control,
        role.Shadow: theme.control,
        role.BrightText: theme.late,
        role.ToolTipBase: theme.surface,
        role.ToolTipText: theme.text,
    }
    made = QPalette()
    for name, colour in roles.items():
        made.setColor(name, colour)
    for name in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, name, theme.text3)
    return made


def style_sheet(theme: Tokens) -> str:
    """Returns the application style sheet of a theme."""
    return "".join((_buttons(theme), _fields(theme), _menus(theme), _bars(theme)))


def _rule(selector: str, **properties: str | int | QColor) -> str:
    body = "".join(f"{name.replace('_', '-')}:{_value(of)};" for name, of in properties.items())
    return f"{selector}{{{body}}}\n"


def _value(value: str | int | QColor) -> str:
    if isinstance(value, QColor):
        return value.name()
    return value if isinstance(value, str) else f"{value}px"


def _border(colour: QColor, width: int = Stroke.HAIR) -> str:
    return f"{width}px solid {colour.name()}"


def _buttons(t: Tokens) -> str:
    """Plain QPushButtons, as in Qt's own dialogs; the window's own buttons are custom-painted."""
    inner = Height.BUTTON - 2 * Stroke.HAIR
    focused = Height.BUTTON - 2 * Stroke.FOCUS
    # The dot excludes subclasses, which are custom-painted.
    button = ".QPushButton"
    return "".join(
        (
            _rule(
                button,
                background=t.surface,
                color=t.text,
                border=_border(t.line2),
                border_radius=Radius.CONTROL,
                min_height=inner,
                max_height=inner,
                padding="0 13px",
            ),
            _rule(f"{button}:hover", background=t.hover),
            _rule(f"{button}:pressed", background=t.line),
            _rule(
                f"{button}:focus",
                border=_border(t.accent, Stroke.FOCUS),
                min_height=focused,
                max_height=focused,
                padding="0 12px",
            ),
            _rule(f"{button}:disabled", background=t.chrome, color=t.text3),
        )
    )


def _fields(t: Tokens) -> str:
    field = "QLineEdit"
    areas = "QPlainTextEdit,QTextEdit"
    focused = _border(t.accent, Stroke.FOCUS)
    wrong = _border(t.late, Stroke.FOCUS)
    inner = Height.FIELD - 2 * Stroke.HAIR
    thick = Height.FIELD - 2 * Stroke.FOCUS
    selected = {"selection_background_color": t.marked, "selection_color": t.on_marked}
    return "".join(
        (
            _rule(
                field,
                background=t.surface,
                color=t.text,
                border=_border(t.control),
                border_radius=Radius.CONTROL,
                min_height=inner,
                max_height=inner,
                padding="0 8px",
                **selected,
            ),
            # The padding compensates for the thicker border, so that the text does not move.
            _rule(
                f"{field}:focus",
                border=focused,
                padding="0 7px",
                min_height=thick,
                max_height=thick,
            ),
            _rule(
                f'{field}[invalid="true"]',
                border=wrong,
                padding="0 7px",
                min_height=thick,
                max_height=thick,
            ),
            _rule(f"{field}:read-only,{field}:disabled", background=t.sunken, color=t.text2),
            # A field without a frame is in a cell or bar with its own border.
            _rule(
                f'{field}[frame="false"],{field}[frame="false"]:focus',
                background="transparent",
                border="none",
                padding="0",
                min_height="0",
                max_height="16777215px",
            ),
            # The field over a filter cell has the header's background, like an active filter.
            _rule(
                "QLineEdit#filterBox",
                background=t.surface,
                border=focused,
                border_radius=Radius.CHECK,
                padding=f"0 {Space.XS}px",
                min_height="0",
                max_height="99px",
            ),
            _rule(
                areas,
                background=t.surface,
                color=t.text,
                border=_border(t.control),
                border_radius=Radius.CONTROL,
                padding="5px",
                **selected,
            ),
            _rule(
                ",".join(f"{area}:focus" for area in areas.split(",")),
                border=focused,
                padding="4px",
            ),
            _rule("QComboBox", combobox_popup="0"),
            _rule(
                "QComboBox QAbstractItemView",
                background=t.surface,
                border=_border(t.line2),
                padding="3px",
                outline="0",
            ),
        )
    )


def _menus(t: Tokens) -> str:
    return "".join(
        (
            _rule("QMenuBar", background="transparent", border="none", padding="0", spacing="3px"),
            _rule(
                "QMenuBar::item",
                background="transparent",
                color=t.text2,
                padding="5px 11px",
                border_radius=Radius.CONTROL,
            ),
            _rule("QMenuBar::item:selected", background=t.hover, color=t.text),
            _rule("QMenuBar::item:pressed", background=t.rail, color=t.text),
            _rule("QMenu", background=t.surface, border=_border(t.line2), padding="4px"),
            _rule(
                "QMenu::item",
                color=t.text,
                padding="4px 24px 4px 12px",
                border_radius=Radius.CONTROL,
                min_height=Height.MENU_ENTRY - 8,
                # Space between the text and the shortcut of the longest entry.
                min_width=Width.MENU_LEAST,
            ),
            _rule("QMenu::item:selected", background=t.tint, color=t.text),
            _rule("QMenu::item:disabled", color=t.text3),
            _rule("QMenu::icon", padding_left="10px"),
            _rule("QMenu::separator", height="1px", background=t.line, margin="4px 8px"),
            _rule(
                "QToolTip",
                background=t.surface,
                color=t.text,
                border=_border(t.line2),
                padding="1px 3px",
            ),
        )
    )


def _bars(t: Tokens) -> str:
    """Scroll bars of 10 px with a 6 px handle, and the splitter's line."""
    gap = 2
    radius = (Width.SCROLL_BAR - 2 * gap) // 2
    bar = "QScrollBar"
    return "".join(
        (
            _rule(f"{bar}:vertical", background="transparent", width=Width.SCROLL_BAR, margin="0"),
            _rule(
                f"{bar}:horizontal", background="transparent", height=Width.SCROLL_BAR, margin="0"
            ),
            _rule(f"{bar}::handle", background=t.line2, border_radius=radius, margin=f"{gap}px"),
            _rule(f"{bar}::handle:vertical", min_height="32px"),
            _rule(f"{bar}::handle:horizontal", min_width="32px"),
            _rule(f"{bar}::handle:hover,{bar}::handle:pressed", background=t.control),
            _rule(f"{bar}::add-line,{bar}::sub-line", width="0", height="0"),
            _rule(f"{bar}::add-page,{bar}::sub-page", background="transparent"),
            _rule("QSplitter::handle", background=t.line),
        )
    )
