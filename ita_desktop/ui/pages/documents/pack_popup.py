"""A popup to select and order the parts of a meeting's pack."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.meetings import PartChoice
from ita_desktop.i18n import tr
from ita_desktop.services.meetings.papers import PackPart
from ita_desktop.ui.theme.measures import FloatSize
from ita_desktop.ui.theme.tokens import Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, nest, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.choices import CheckBox
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.popup import FormPopup

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class _Box(CheckBox):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # ↑ and ↓ move in the list, not between buttons as in Qt.
        if Qt.Key(event.key()) in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Line(QWidget):
    """A part with its check box and move buttons."""

    def __init__(self, popup: "PackPopup", part: PackPart) -> None:
        super().__init__(popup)
        self.key = part.key
        self.box = _Box(part.title, self)
        self.box.setChecked(part.given)
        self.up = Button(parent=self, kind=ButtonKind.QUIET, icon_name="arrow-up")
        self.down = Button(parent=self, kind=ButtonKind.QUIET, icon_name="arrow-down")
        row = hbox((self.box, 1), on=self)
        for button, words, step in ((self.up, tr("เลื่อนขึ้น"), -1), (self.down, tr("เลื่อนลง"), 1)):
            button.setToolTip(words)
            button.setAccessibleName(f"{words} {part.title}")
            button.clicked.connect(partial(popup.move_part, part.key, step))
            row.addWidget(button)


class PackPopup(FormPopup):
    """Space toggles a part, Alt+↑↓ or its buttons move it. ``save`` is called with all parts, or
    empty to restore the proposal, and returns whether that was stored."""

    about = "pack"
    span = FloatSize.FINDINGS

    def __init__(self, parts: Sequence[PackPart], parent: QWidget) -> None:
        super().__init__(tr("ส่วนของชุด"), parent)
        self.save: Callable[[Sequence[PartChoice]], bool] = lambda _parts: True
        described = tr("เลือกไว้ตามที่ระเบียบวาระและบันทึกอ้างถึง ที่แจกแล้วในครั้งก่อนไม่เลือกซ้ำ")
        self.inner.addWidget(ThaiLabel(described, self, style=Text.NOTE, tone=Tone.TEXT2, most=0))
        self.lines = [_Line(self, part) for part in parts]
        self._places = vbox()
        nest(self.inner, self._places)
        self.back = Button(tr("คืนตามที่เสนอ"), self, kind=ButtonKind.QUIET)
        self.back.clicked.connect(lambda: self._end(()))
        self.done = Button(tr("ใช้"), self, kind=ButtonKind.PRIMARY)
        self.done.clicked.connect(self.accept)
        nest(self.inner, hbox(self.back, None, self.done, gap=None))
        self.start = self.lines[0].box if self.lines else self.done
        self._place()

    def open_by(self, anchor: QWidget) -> None:
        """Opens below ``anchor`` with the focus on the first part."""
        self._begin_once()
        layout = self.layout()
        if layout is not None:
            # The height depends on wrapping titles at this width.
            width = self.span + 2 * FloatSize.SHADOW
            self.setMinimumHeight(layout.totalHeightForWidth(width))
        super().open_by(anchor)

    def move_part(self, key: str, step: int) -> None:
        """Moves a part up (-1) or down (1)."""
        at = next(place for place, line in enumerate(self.lines) if line.key == key)
        if 0 <= at + step < len(self.lines):
            self.lines.insert(at + step, self.lines.pop(at))
            self._place()

    def _place(self) -> None:
        for at, line in enumerate(self.lines):
            self._places.removeWidget(line)
            self._places.insertWidget(at, line)
            line.up.setEnabled(at > 0)
            line.down.setEnabled(at < len(self.lines) - 1)
        for before, line in zip(self.lines, self.lines[1:], strict=False):
            QWidget.setTabOrder(before.down, line.box)

    def parts(self) -> tuple[PartChoice, ...]:
        """Returns the parts in their current order."""
        return tuple(PartChoice(line.key, line.box.isChecked()) for line in self.lines)

    def draft(self) -> tuple[PartChoice, ...]:
        return self.parts()

    def show_draft(self, draft: tuple[PartChoice, ...]) -> None:
        kept = {choice.key: (at, choice.given) for at, choice in enumerate(draft)}
        self.lines.sort(key=lambda line: kept.get(line.key, (len(kept), False))[0])
        for line in self.lines:
            line.box.setChecked(kept.get(line.key, (0, line.box.isChecked()))[1])
        self._place()

    def accept(self) -> None:
        """Stores the parts and closes."""
        self._end(self.parts())

    def _end(self, parts: Sequence[PartChoice]) -> None:
        if self.save(parts):
            self.settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        held = next((line for line in self.lines if line.box.hasFocus()), None)
        if key in _STEPS and event.modifiers() & Qt.KeyboardModifier.AltModifier and held:
            self.move_part(held.key, _STEPS[key])
        elif key in _STEPS and held:
            self._go_to(self.lines.index(held) + _STEPS[key])
        else:
            super().keyPressEvent(event)

    def _go_to(self, at: int) -> None:
        if 0 <= at < len(self.lines):
            self.lines[at].box.setFocus(Qt.FocusReason.TabFocusReason)
