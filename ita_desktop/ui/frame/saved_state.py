"""The indicator of whether the work is saved."""

from enum import StrEnum
from math import ceil
from typing import Final

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.theme.fonts import baseline, draw_text, metrics
from ita_desktop.ui.theme.icons import paint_icon
from ita_desktop.ui.theme.lines import elide
from ita_desktop.ui.theme.tips import set_tip
from ita_desktop.ui.theme.tokens import Height, IconSize, Space, Text, Tone
from ita_desktop.ui.widgets.marks import Mark, paint_mark


class SavedStateSize:
    SAVED_MOST: Final = 220
    HERE_MOST: Final = 320


class SaveState(StrEnum):
    """The state of the last edit."""

    SAVED = "saved"
    SAVING = "saving"
    SENDING = "sending"
    """Under way to the server of a shared workspace."""
    HERE = "here"
    """Stored on this PC; a large file has it later."""
    FAILED = "failed"
    READ_ONLY = "read_only"
    LOST = "lost"
    """A shared workspace whose server cannot be reached."""
    OLD = "old"
    """What is shown may be old: it cannot be read now."""


class SavedState(QLabel):
    """Icon and text; ``detail`` is the time when the file was written (of old data: since when), or
    the user who has the workspace open, ``why`` a sentence for the tool tip."""

    _left = IconSize.TEXT + Space.ICON_TO_WORD

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(SaveState.SAVED)

    @property
    def answer(self) -> str:
        """The text followed by the reason, if any."""
        return " ".join(filter(None, (self.text(), self._why)))

    def set_state(self, state: SaveState, detail: str = "", why: str = "") -> None:
        self.state = state
        self._why = why
        match state:
            case SaveState.SAVED:
                words = " ".join(filter(None, (tr("บันทึกแล้ว"), detail)))
            case SaveState.SAVING:
                words = tr("กำลังบันทึก")
            case SaveState.SENDING:
                words = tr("กำลังส่ง")
            case SaveState.HERE:
                in_file = tr("ในแฟ้มเมื่อ {at}", at=detail) if detail else ""
                words = " · ".join(filter(None, (tr("อยู่ในเครื่องนี้แล้ว"), in_file)))
            case SaveState.FAILED:
                words = tr("บันทึกไม่ได้")
            case SaveState.LOST:
                words = tr("ขาดการเชื่อมต่อ")
            case SaveState.OLD:
                words = tr("ที่เห็นอาจเก่า ตั้งแต่ {time}", time=detail)
            case SaveState.READ_ONLY:
                words = " · ".join(filter(None, (tr("อ่านได้อย่างเดียว"), detail)))
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(why)
        set_tip(self, why)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        # As wide as the longest usual text, so that changes move nothing beside it.
        measure = metrics(Text.LABEL).horizontalAdvance
        usual = measure(tr("บันทึกแล้ว") + " 00:00")
        width = self._left + ceil(max(usual, measure(self.text())))
        is_here = self.state is SaveState.HERE
        most = SavedStateSize.HERE_MOST if is_here else SavedStateSize.SAVED_MOST
        return QSize(min(most, width), Height.FIELD)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        at = QPointF(0, (self.height() - IconSize.TEXT) / 2)
        failed = self.state in {SaveState.FAILED, SaveState.LOST, SaveState.OLD}
        if failed:
            paint_mark(painter, Mark.LATE, at)
        else:
            name, tone = "check", Tone.DONE
            if self.state is SaveState.READ_ONLY:
                name, tone = "lock", Tone.TEXT2
            if self.state in {SaveState.SAVING, SaveState.SENDING, SaveState.HERE}:
                name, tone = "save", Tone.TEXT2
            paint_icon(painter, name, tone.colour, at, IconSize.TEXT)
        painter.setPen((Tone.LATE if failed else Tone.TEXT2).colour)
        words = elide(self.text(), Text.LABEL, self.width() - self._left)
        draw_text(painter, Text.LABEL, self._left, baseline(Text.LABEL, 0, self.height()), words)
