"""A list of pieces of evidence: where an item's data is published, with the result of checks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.theme.fonts import baseline, draw_text, metrics
from ita_desktop.ui.theme.icons import paint_icon
from ita_desktop.ui.theme.lines import elide
from ita_desktop.ui.theme.measures import CheckSize, PaneSize
from ita_desktop.ui.theme.tips import set_tip
from ita_desktop.ui.theme.tokens import (
    IconSize,
    Space,
    Text,
    Width,
    tokens,
)
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.lists.line_stack import LineStack, PaneLine
from ita_desktop.ui.widgets.marks import Mark, paint_mark


class ProofSize:
    RESULT_GAP: Final = 5


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
        return QSize(Width.PANE - 2 * Space.PANE_EDGE, PaneSize.PROOF)

    def minimumSizeHint(self) -> QSize:
        return QSize(PaneSize.PROOF_LEAST, PaneSize.PROOF)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        self.paint_ground(painter)
        proof = self.proof
        name = "paperclip" if proof.is_file else "link"
        paint_icon(painter, name, theme.text2, QPointF(1, PaneSize.PROOF_ICON_TOP), IconSize.BUTTON)
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
            right -= IconSize.TEXT + ProofSize.RESULT_GAP
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
