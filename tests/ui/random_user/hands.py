"""Mouse, keyboard and clipboard as a window sees them. What takes several events is given as steps,
between which the event loop turns."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_W = TypeVar("_W", bound=QWidget)
Steps = Iterator[int]
"""Something done in several steps: each yields the milliseconds until the next one."""
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE = Qt.KeyboardModifier.NoModifier
HELD = {
    Qt.KeyboardModifier.ShiftModifier: Qt.Key.Key_Shift,
    Qt.KeyboardModifier.ControlModifier: Qt.Key.Key_Control,
    Qt.KeyboardModifier.AltModifier: Qt.Key.Key_Alt,
}
"""The key that is held down for each modifier."""
STEPS = (0.2, 0.5, 0.8, 1.0)
"""Where a drag stops on its way."""
STEADY = 20
"""How many letters are typed with a turn of the event loop after each; then as many come at
once, as where the window was behind."""


def name_of(widget: QWidget | None) -> str:
    """A widget as a reader of the report finds it again: class, name, and what it lies in."""
    if widget is None or not isValid(widget):
        return "nothing"
    own = type(widget).__name__
    text = widget.objectName() or widget.accessibleName()
    parent = widget.parentWidget()
    inside = f" in {type(parent).__name__}" if parent is not None else ""
    return f"{own} {text!r}{inside}" if text else f"{own}{inside}"


def widget_at(top: QWidget, at: QPoint) -> QWidget:
    """What lies at a place; the window itself where that is a part that only Qt knows."""
    under = top.childAt(at)
    return under if under is not None and isValid(under) else top


def click(
    top: QWidget,
    at: QPoint,
    button: Qt.MouseButton = LEFT,
    modifiers: Qt.KeyboardModifier = NONE,
) -> Steps:
    """A click in a top-level widget, as the display sends it."""
    QTest.mouseMove(top.windowHandle(), at)
    yield 0
    if shown(top):
        QTest.mousePress(top.windowHandle(), button, modifiers, at)
    yield 0
    if shown(top):
        QTest.mouseRelease(top.windowHandle(), button, modifiers, at)


def double_click(top: QWidget, at: QPoint) -> Steps:
    QTest.mouseMove(top.windowHandle(), at)
    yield 0
    if shown(top):
        under = widget_at(top, at)
        QTest.mouseDClick(under, LEFT, NONE, under.mapFrom(top, at))


def drag(top: QWidget, start: QPoint, end: QPoint) -> Steps:
    """Press, move and let go."""
    handle = top.windowHandle()
    QTest.mouseMove(handle, start)
    QTest.mousePress(handle, LEFT, NONE, start)
    for share in STEPS:
        yield 0
        if shown(top):
            QTest.mouseMove(handle, start + (end - start) * share)
    yield 0
    if shown(top):
        QTest.mouseRelease(handle, LEFT, NONE, end)


def shown(top: QWidget) -> bool:
    """Whether a window is still there after the event loop has turned."""
    return isValid(top) and top.isVisible() and top.windowHandle() is not None


def wheel(top: QWidget, at: QPoint, turns: int, modifiers: Qt.KeyboardModifier) -> None:
    """Turns the wheel over a place, down where ``turns`` is negative."""
    under = widget_at(top, at)
    place = QPointF(under.mapFrom(top, at))
    event = QWheelEvent(
        place,
        QPointF(top.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * turns),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(under, event)


def press(top: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """A key for whatever has the keyboard in ``top``, and its modifiers, let go of one by one:
    what the key does may take the widget away, which QTest would go on sending to."""
    if not shown(top):
        return
    widget = keyboard_in(top)
    lives_as_long = QObject(widget)
    QTest.keyPress(widget, key, modifiers)
    for held in (key, *(name for modifier, name in HELD.items() if modifiers & modifier)):
        if isValid(lives_as_long):
            QTest.keyRelease(widget, held)
    if isValid(lives_as_long):
        lives_as_long.setParent(None)


def keyboard_in(top: QWidget) -> QWidget:
    """What gets the keys in a window: the window itself where nothing in it asks for them."""
    focus = QApplication.focusWidget() or top.focusWidget()
    taken = focus is not None and isValid(focus) and focus.window() is top and focus.isVisible()
    return focus if focus is not None and taken else top


def write(top: Callable[[], QWidget], text: str) -> Steps:
    """Types letters, each to what has the keyboard by then."""
    for at, letter in enumerate(text):
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(keyboard_in(top()), QKeyEvent(kind, 0, NONE, letter))
        if at < STEADY or at % STEADY == 0:
            yield 0


def put_on_clipboard(text: str = "", html: str = "") -> None:
    """What another program has copied."""
    data = QMimeData()
    if text or not html:
        data.setText(text)
    if html:
        data.setHtml(html)
    QApplication.clipboard().setMimeData(data)


def in_sight(top: QWidget, kind: type[_W]) -> list[_W]:
    """The widgets of a window that can be seen and used."""
    return [
        widget
        for widget in top.findChildren(kind)
        if widget.isEnabled() and widget.window() is top and not widget.visibleRegion().isEmpty()
    ]
