"""Lines one below the other, as in the detail pane: values, links to other items, papers with their
state, evidence with the result of checks, and problems, each with a button.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from ita_desktop.domain.frozen import dataclass
from ita_desktop.i18n import tr
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.theme.lines import (
    baseline,
    draw_text,
    elide,
    metrics,
    paint_lines,
    set_tip,
    wrap,
)
from ita_desktop.ui.theme.measures import CheckSize, PaneSize
from ita_desktop.ui.theme.shapes import paint_icon, paint_plate
from ita_desktop.ui.theme.tokens import IconSize, Radius, Space, Stroke, Text, Tone, Width, tokens
from ita_desktop.ui.widgets.boxes import Margins, at_once, hbox, set_height_for_width, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.marks import Mark, MarkLabel, Sign, paint_mark
from ita_desktop.ui.widgets.page.section import Plate, ValueRow

_W = TypeVar("_W", bound=QWidget)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_LEFT = IconSize.TEXT + Space.S
MOST_MENDS = 3
"""Greatest number of lines; if there are more, their number is shown, and a button with them."""


class LineSize:
    TWO_LINES: Final = 44
    """Height of a piece of evidence: title and location."""
    LEAST_WIDTH: Final = 160
    ICON_TOP: Final = 5
    RESULT_GAP: Final = 5


class LineStack(QWidget, Generic[_W]):
    """A vertical stack of lines; their widgets are reused when the lines change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = vbox(on=self)
        self.lines: list[_W] = []
        """The shown lines."""
        self._spare: list[_W] = []

    def make(self, number: int) -> _W:
        """Creates the line with that number."""
        raise NotImplementedError

    def fit(self, wanted: int) -> list[_W]:
        """Hides superfluous lines, or shows spare ones again and creates missing ones, to get
        ``wanted``; returns the shown ones."""
        shown = self.lines
        for line in shown[wanted:]:
            line.hide()
        # They stay after the others in the layout, in order.
        self._spare[:0] = shown[wanted:]
        back = self._spare[: max(wanted - len(shown), 0)]
        del self._spare[: len(back)]
        with at_once(self.column):
            for spare in back:
                spare.show()
        self.lines = [*shown[:wanted], *back]
        while len(self.lines) < wanted:
            line = self.make(len(self.lines))
            self.column.addWidget(line)
            line.show()  # the layout would do so an event later, and without room for it
            self.lines.append(line)
        return self.lines


class PaneLine(QAbstractButton):
    """A line that is a link, with a background on hover and a focus ring."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paint_ground(self, painter: QPainter, *, chosen: bool = False) -> None:
        """Paints the background."""
        theme = tokens()
        ground = theme.tint if chosen else theme.hover if self.underMouse() else None
        ring = theme.accent if self.hasFocus() else None
        paint_plate(painter, self.rect(), Radius.CHECK, ground)
        paint_plate(painter, self.rect(), Radius.CHECK, None, ring, Stroke.FOCUS)


# Lines with a label, its value and a note: figures, or the history of an item.


class ValueLine(NamedTuple):
    """A label, its value and a note."""

    label: str
    value: str
    note: str = ""
    tone: Tone = Tone.TEXT


class ValueLines(LineStack[ValueRow]):
    """A stack of such lines; hidden without any."""

    @property
    def texts(self) -> list[str]:
        """The accessible texts of the lines."""
        return [row.accessibleName() for row in self.lines]

    def set_lines(self, lines: Sequence[ValueLine]) -> None:
        for row, line in zip(self.fit(len(lines)), lines, strict=True):
            row.set_label(line.label)
            row.set_value(line.value, line.note, line.tone)
        self.setVisible(bool(lines))

    def make(self, _number: int) -> ValueRow:
        return ValueRow("", self, style=Text.LABEL)


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
        height = LineSize.TWO_LINES if self.linked.note else PaneSize.LINK
        return QSize(Width.PANE - 2 * Space.PANE_EDGE, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(LineSize.LEAST_WIDTH, self.sizeHint().height())

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
        at = QPointF(Space.XS, LineSize.ICON_TOP)
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


@dataclass(frozen=True)
class PaperLine:
    """A line: state, title, and what is missing or due."""

    key: str
    title: str
    words: str
    mark: Mark | None = None
    tone: Tone = Tone.TEXT2


class _LineButton(PaneLine):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = PaperLine("", "", "")
        set_height_for_width(self, QSizePolicy.Policy.Expanding)

    def show_line(self, line: PaperLine) -> None:
        if line != self.line:
            self.line = line
            self.setAccessibleName(", ".join(filter(None, (line.title, line.words))))
            self.updateGeometry()
            self.update()

    def _fill(self, width: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        room = max(width - _LEFT - Space.XS, Space.XXXL)
        words = wrap(self.line.words, Text.LABEL, room, 2) if self.line.words else ()
        return wrap(self.line.title, Text.BODY, room, 2), words

    def heightForWidth(self, width: int) -> int:
        title, words = self._fill(width)
        return len(title) * Text.BODY.line + len(words) * Text.LABEL.line + 2 * Space.XS

    def sizeHint(self) -> QSize:
        width = Width.PANE - 2 * Space.PANE_EDGE
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(LineSize.LEAST_WIDTH, self.heightForWidth(max(self.width(), 1)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        self.paint_ground(painter)
        title, words = self._fill(self.width())
        top = float(Space.XS)
        if self.line.mark is not None:
            paint_mark(painter, self.line.mark, QPointF(1, top + 2))
        painter.setPen(theme.text)
        paint_lines(painter, title, Text.BODY, QPointF(_LEFT, top))
        top += len(title) * Text.BODY.line
        painter.setPen(self.line.tone.colour)
        for line in words:
            draw_text(painter, Text.LABEL, _LEFT, baseline(Text.LABEL, top, Text.LABEL.line), line)
            top += Text.LABEL.line


class PaperLines(LineStack[_LineButton]):
    """A list of such lines; a click or Enter opens one."""

    opened = Signal(str)

    @property
    def papers(self) -> tuple[PaperLine, ...]:
        """What the lines show."""
        return tuple(row.line for row in self.lines)

    def button(self, key: str) -> QAbstractButton | None:
        """Returns the line with a key."""
        return next((row for row in self.lines if row.line.key == key), None)

    def set_lines(self, lines: Sequence[PaperLine]) -> None:
        """Sets the lines."""
        for row, line in zip(self.fit(len(lines)), lines, strict=True):
            row.show_line(line)

    def make(self, _number: int) -> _LineButton:
        row = _LineButton(self)
        row.clicked.connect(lambda: self.opened.emit(row.line.key))
        return row


@dataclass(frozen=True)
class ProofLine:
    """A piece of evidence: title, location (URL or file name), and result of the last check."""

    key: str
    title: str
    place: str
    mark: Mark | None = None
    result: str = ""
    is_file: bool = False


class _ProofLine(PaneLine):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.proof = ProofLine("", "", "")
        self.pencil = Button("", self, kind=ButtonKind.QUIET, icon_name="pencil")

    def show_proof(self, proof: ProofLine) -> None:
        if proof == self.proof:
            return
        self.proof = proof
        self.setAccessibleName(", ".join(filter(None, (proof.title, proof.place, proof.result))))
        edit = tr("แก้ไข {title}", title=proof.title)
        self.pencil.setAccessibleName(edit)
        set_tip(self.pencil, f"{edit} (F2)")
        set_tip(self, "\n".join(filter(None, (proof.title, proof.place))))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self.pencil.sizeHint()
        self.pencil.resize(size)
        self.pencil.move(self.width() - size.width(), (self.height() - size.height()) // 2)

    def _room(self) -> int:
        """Returns the right edge of the text."""
        return self.width() if self.pencil.isHidden() else self.pencil.x() - Space.XS

    def sizeHint(self) -> QSize:
        return QSize(Width.PANE - 2 * Space.PANE_EDGE, LineSize.TWO_LINES)

    def minimumSizeHint(self) -> QSize:
        return QSize(LineSize.LEAST_WIDTH, LineSize.TWO_LINES)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        self.paint_ground(painter)
        proof = self.proof
        name = "paperclip" if proof.is_file else "link"
        paint_icon(painter, name, theme.text2, QPointF(1, LineSize.ICON_TOP), IconSize.BUTTON)
        painter.setPen(theme.text)
        title = elide(proof.title, Text.BODY, self._room() - CheckSize.WORDS)
        draw_text(
            painter, Text.BODY, CheckSize.WORDS, baseline(Text.BODY, 2, Text.BODY.line), title
        )
        top = 2 + Text.BODY.line - 1
        at = baseline(Text.NOTE, top, Text.NOTE.line)
        right = float(self._room())
        if proof.mark is not None:
            right -= metrics(Text.NOTE).horizontalAdvance(proof.result)
            painter.setPen(proof.mark.tone.colour)
            draw_text(painter, Text.NOTE, round(right), at, proof.result)
            right -= IconSize.TEXT + LineSize.RESULT_GAP
            paint_mark(painter, proof.mark, QPointF(right, top + 2))
        painter.setPen(theme.text2)
        place = elide(proof.place, Text.NOTE, right - CheckSize.WORDS - Space.S)
        draw_text(painter, Text.NOTE, CheckSize.WORDS, at, place)


class ProofList(LineStack[_ProofLine]):
    """A list of evidence; a click opens a piece, the pencil or F2 emits a request to edit it,
    Delete to remove it, and the menu key opens its menu."""

    opened = Signal(str)
    edited = Signal(str)
    removed = Signal(str)
    menu_requested = Signal(str, QWidget)

    def set_proofs(self, proofs: Sequence[ProofLine], *, locked: bool = False) -> None:
        """Sets the evidence; ``locked`` disables everything but opening."""
        for row, proof in zip(self.fit(len(proofs)), proofs, strict=True):
            row.pencil.setVisible(not locked)
            row.show_proof(proof)

    def make(self, _number: int) -> _ProofLine:
        row = _ProofLine(self)
        row.clicked.connect(lambda: self.opened.emit(row.proof.key))
        row.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        row.customContextMenuRequested.connect(lambda: self.menu_requested.emit(row.proof.key, row))
        row.pencil.clicked.connect(lambda: self.edited.emit(row.proof.key))
        row.installEventFilter(self)
        return row

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not isinstance(watched, _ProofLine):
            return False
        if event.type() != QEvent.Type.KeyPress or watched.pencil.isHidden():
            return False
        asked = {Qt.Key.Key_Delete: self.removed, Qt.Key.Key_F2: self.edited}
        wish = asked.get(Qt.Key(event.key()))
        if wish is not None:
            wish.emit(watched.proof.key)
        return wish is not None


class Mend(NamedTuple):
    """A problem: its sentence, the text of its button, and the place it links to. Without a text
    there is no button."""

    sentence: str
    action: str = ""
    place: object = None


class MendLine(Plate):
    """A sentence with its button."""

    opened = Signal(object)

    def __init__(self, sign: Sign, parent: QWidget | None = None) -> None:
        super().__init__(parent, ground=Tone.DOING_TINT, radius=Radius.CONTROL)
        self._place: object = None
        self.label = ThaiLabel("", self, style=Text.LABEL, most=2)
        self.action = Button("", self, kind=ButtonKind.QUIET)
        self.action.set_icon_after("arrow-right")
        self.action.clicked.connect(lambda: self.opened.emit(self._place))
        hbox(
            MarkLabel(self, sign, gap=Space.S),
            (hbox((self.label, 1), self.action, gap=Space.S), 1),
            on=self,
            margins=(Space.S, 0, Space.XS, 0),
        )
        set_height_for_width(self, QSizePolicy.Policy.Expanding)

    def show_mend(self, mend: Mend) -> None:
        self._place = mend.place
        self.label.setText(mend.sentence)
        self.action.setVisible(bool(mend.action))
        if mend.action:
            self.action.setText(mend.action)
        self.setAccessibleName(self.label.text())


class MendList(QWidget):
    """The first problems, and the number of the others. Takes no space if empty."""

    opened = Signal(object)
    """A button was clicked; carries the line's place."""

    def __init__(self, sign: Sign, more_words: Callable[[int], str], margins: Margins) -> None:
        super().__init__()
        self._more_words = more_words
        self._rest: Sequence[Mend] = ()
        self.lines = tuple(MendLine(sign, self) for _ in range(MOST_MENDS + 1))
        *lines, self.more = self.lines
        for line in lines:
            line.opened.connect(self.opened)
        self.more.opened.connect(self.open_rest)
        vbox(*self.lines, on=self, margins=margins, gap=Space.XS)
        self.show_mends(())

    def show_mends(self, mends: Sequence[Mend]) -> None:
        shown = list(mends[:MOST_MENDS])
        self._rest = mends[MOST_MENDS:]
        if self._rest:
            shown.append(Mend(self._more_words(len(self._rest)), tr("ดูทั้งหมด")))
        for number, line in enumerate(self.lines):
            if number < len(shown):
                line.show_mend(shown[number])
            line.setVisible(number < len(shown))
        self.setVisible(bool(mends))

    def open_rest(self) -> None:
        """Opens a menu with the others; one without a place is only read."""
        menu = QMenu(self)
        for mend in self._rest:
            act = menu.addAction(mend.sentence, partial(self.opened.emit, mend.place))
            act.setEnabled(bool(mend.action))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
