"""Lines that link to other items: an icon, the item's name, and a grey note below."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.theme.fonts import baseline, draw_text
from ita_desktop.ui.theme.icons import paint_icon
from ita_desktop.ui.theme.lines import elide
from ita_desktop.ui.theme.measures import CheckSize, PaneSize
from ita_desktop.ui.theme.tips import set_tip
from ita_desktop.ui.theme.tokens import IconSize, Space, Text, Width, tokens
from ita_desktop.ui.widgets.lists.line_stack import LineStack, PaneLine
from ita_desktop.ui.widgets.marks import Mark, paint_mark


class Linked(NamedTuple):
    """A line: ``text``, optionally a ``note`` below; ``sign`` is an icon name or a state."""

    key: str
    text: str
    note: str = ""
    sign: str | Mark = "link"
    chosen: bool = False


class LinkLine(PaneLine):
    """A line; a click or Enter opens it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.linked = Linked("", "")

    def show_linked(self, linked: Linked) -> None:
        if linked == self.linked:
            return
        self.linked = linked
        mark = linked.sign.word if isinstance(linked.sign, Mark) else ""
        self.setAccessibleName(", ".join(filter(None, (linked.text, linked.note or mark))))
        set_tip(self, "\n".join(filter(None, (linked.text, linked.note))))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        height = PaneSize.PROOF if self.linked.note else PaneSize.LINK
        return QSize(Width.PANE - 2 * Space.PANE_EDGE, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(PaneSize.PROOF_LEAST, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event.key()):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        linked = self.linked
        self.paint_ground(painter, chosen=linked.chosen)
        at = QPointF(Space.XS, PaneSize.PROOF_ICON_TOP)
        if isinstance(linked.sign, Mark):
            paint_mark(painter, linked.sign, at + QPointF(0, 1))
        else:
            paint_icon(painter, linked.sign, theme.text2, at, IconSize.BUTTON)
        left, room = CheckSize.WORDS + Space.XS, self.width() - CheckSize.WORDS - 2 * Space.XS
        style = Text.BODY_MEDIUM if linked.chosen else Text.BODY
        painter.setPen(theme.text)
        top = 2 if linked.note else (PaneSize.LINK - style.line) / 2
        words = elide(linked.text, style, room)
        draw_text(painter, style, left, baseline(style, top, style.line), words)
        if linked.note:
            painter.setPen(theme.text2)
            note = elide(linked.note, Text.NOTE, room)
            below = baseline(Text.NOTE, top + style.line - 1, Text.NOTE.line)
            draw_text(painter, Text.NOTE, left, below, note)


_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class LinkList(LineStack[LinkLine]):
    """A list of links; ↑ and ↓ move between lines, Delete emits a request to remove one."""

    opened = Signal(str)
    removed = Signal(str)

    def set_links(self, links: Sequence[Linked]) -> None:
        for row, linked in zip(self.fit(len(links)), links, strict=True):
            row.show_linked(linked)

    def make(self, _number: int) -> LinkLine:
        row = LinkLine(self)
        row.clicked.connect(lambda: self.opened.emit(row.linked.key))
        row.installEventFilter(self)
        return row

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not isinstance(watched, LinkLine):
            return False
        if event.type() != QEvent.Type.KeyPress:
            return False
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Delete:
            self.removed.emit(watched.linked.key)
            return True
        at = self.lines.index(watched) + _STEPS.get(key, 0) if watched in self.lines else -1
        if key in _STEPS and 0 <= at < len(self.lines):
            self.lines[at].setFocus(Qt.FocusReason.TabFocusReason)
        return key in _STEPS
