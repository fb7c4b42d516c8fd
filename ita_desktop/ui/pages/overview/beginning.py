"""The setup steps of a year on ภาพรวม, each with its state and button; finished ones fold away.

Below them stands whose framework the year uses while its own is not announced.
"""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ita_desktop.domain.scores.progress import State
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.beginning import COMPARE, TITLES, BeginningState, Stage, next_stage
from ita_desktop.ui.theme.measures import OverviewSize
from ita_desktop.ui.theme.tokens import IconSize, Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.marks import Mark, MarkLabel
from ita_desktop.ui.widgets.page.section import SectionTitle, StateLabel

_WIDE: Final = 2
"""The text column takes the remaining width."""


class BeginningSize:
    """Sizes of the setup steps."""

    ROW: Final = 36
    TITLE: Final = 168
    ACTION: Final = 120


class BeginningPart(QWidget):
    """Title and steps. ``opened`` is emitted with the place of a step; ``left_out`` with its stage,
    and True if the office skips it."""

    about = "beginning"
    opened = Signal(object)
    left_out = Signal(str, bool)
    compare_requested = Signal()
    """The draft framework is to be compared with the circular."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = SectionTitle("", self)
        self._rows = {stage: _StageRow(stage, self) for stage in Stage}
        grid = QGridLayout()
        grid.setContentsMargins(0, Space.XS, 0, Space.XS)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(_WIDE, 1)
        for line, row in enumerate(self._rows.values()):
            grid.setRowMinimumHeight(line, BeginningSize.ROW)
            for column, part in enumerate(row.parts):
                grid.addWidget(part, line, column, Qt.AlignmentFlag.AlignVCenter)
        self._grid = grid
        self.draft = QWidget(self)
        """Whose framework the year uses meanwhile."""
        self.draft_words = ThaiLabel("", self.draft, tone=Tone.TEXT2)
        self.compare_button = Button(in_language(COMPARE), self.draft, kind=ButtonKind.QUIET)
        self.compare_button.clicked.connect(self.compare_requested)
        mark = MarkLabel(self.draft, size=IconSize.BUTTON)
        mark.show_sign(("info", Tone.DOING))
        hbox(mark, (self.draft_words, 1), self.compare_button, on=self.draft, gap=Space.S)
        vbox(self.title, grid, self.draft, on=self, margins=(OverviewSize.BLEED, 0))
        self._shows_finished = False
        self.title.acted.connect(self._toggle_finished)
        for stage, row in self._rows.items():
            row.action.clicked.connect(partial(self._open, stage))
            row.without.clicked.connect(partial(self._leave_out, stage))
        self._steps: dict[Stage, BeginningState] = {}
        self._year, self._locked = 0, False

    def show_steps(
        self, year: int, steps: Sequence[BeginningState], *, locked: bool, draft: str = ""
    ) -> None:
        """Shows the steps of the Buddhist fiscal ``year``; ``locked`` disables skipping. ``draft``
        says whose framework it uses, empty if its own is known."""
        if year != self._year:
            self._shows_finished = False
        self._year, self._locked = year, locked
        self._steps = {step.stage: step for step in steps}
        self.draft_words.setText(draft)
        self.draft.setVisible(bool(draft))
        done = sum(step.state is State.DONE for step in steps)
        used = sum(step.state is State.DONE or not step.left_out for step in steps)
        note = tr("ทำแล้ว {done} จาก {of} ขั้น", done=done, of=used)
        self.title.set_title(tr("เริ่มปี {year}", year=year), note)
        first = next_stage(steps)
        self.setFocusProxy(self._rows[first or Stage.PEOPLE].action)
        for number, shown_step in enumerate(steps, 1):
            self._rows[shown_step.stage].show_step(
                number, shown_step, is_next=shown_step.stage is first
            )
        self._fold()

    def _fold(self) -> None:
        """Shows what is open, and finished steps if they are asked for."""
        finished = [stage for stage, step in self._steps.items() if step.is_finished]
        words = tr("แสดง {count} ขั้นที่เสร็จแล้ว", count=len(finished))
        if self._shows_finished:
            words = tr("พับขั้นที่เสร็จแล้ว")
        self.title.set_action(words if finished else "")
        focus = self.focusWidget()
        for line, (stage, row) in enumerate(self._rows.items()):
            shown = self._shows_finished or stage not in finished
            row.set_visible(visible=shown, step=self._steps[stage], locked=self._locked)
            self._grid.setRowMinimumHeight(line, BeginningSize.ROW if shown else 0)
            if not shown and focus in row.parts:
                self.setFocus()

    def _toggle_finished(self) -> None:
        self._shows_finished = not self._shows_finished
        self._fold()

    def row(self, stage: Stage) -> "_StageRow":
        """Returns the widgets of a step."""
        return self._rows[stage]

    def _open(self, stage: Stage) -> None:
        self.opened.emit(self._steps[stage].place)

    def _leave_out(self, stage: Stage) -> None:
        self.left_out.emit(stage.value, not self._steps[stage].left_out)


class _StageRow:
    """A step: number and title, state, what exists and is missing, and two buttons."""

    def __init__(self, stage: Stage, parent: QWidget) -> None:
        self._stage = stage
        self.title = ThaiLabel("", parent, style=Text.BODY_MEDIUM)
        self.title.setMinimumWidth(BeginningSize.TITLE)
        self.state = StateLabel(parent, coloured=False)
        self.words = ThaiLabel("", parent, tone=Tone.TEXT2)
        self.without = Button("", parent, kind=ButtonKind.QUIET)
        self.action = Button("", parent)
        self.action.setMinimumWidth(BeginningSize.ACTION)
        self.parts = (self.title, self.state, self.words, self.without, self.action)

    def set_visible(self, *, visible: bool, step: BeginningState, locked: bool) -> None:
        """Shows or hides the whole step; a done one cannot be skipped."""
        for part in self.parts:
            part.setVisible(visible)
        self.without.setVisible(visible and step.state is not State.DONE and not locked)

    def show_step(self, number: int, begun: BeginningState, *, is_next: bool) -> None:
        """Updates the step; the next one (``is_next``) has the primary button."""
        title = tr(TITLES[self._stage])
        self.title.setText(f"{number}  {title}")
        done = begun.state is State.DONE
        if begun.left_out and not done:
            self.state.set_state(Mark.NONE, tr("ไม่ใช้"))
        elif done:
            # Two measures count as a start, although a year needs more.
            self.state.set_state(Mark.DONE, tr("ทำแล้ว"))
        else:
            self.state.set_state(Mark.of(begun.state))
        self.words.setText(in_language(begun.sentence))
        self.without.setText(tr("ใช้ขั้นนี้") if begun.left_out else tr("ไม่ใช้ขั้นนี้"))
        self.without.setAccessibleName(f"{self.without.text()}: {title}")
        self.action.setText(tr("เปิด") if done else in_language(begun.action))
        self.action.setAccessibleName(f"{self.action.text()}: {title}")
        quiet = ButtonKind.QUIET if begun.is_finished else ButtonKind.SECONDARY
        self.action.setProperty("kind", (ButtonKind.PRIMARY if is_next else quiet).value)
