"""The place under a page's head where it says what is to be done next."""

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ita_desktop.i18n import in_language, tr
from ita_desktop.ui.theme.tokens import Height, Space
from ita_desktop.ui.widgets.message import Message, Tidings

if TYPE_CHECKING:
    from ita_desktop.services.steps.moment import Step
    from ita_desktop.ui.pages.page import Page
    from ita_desktop.ui.widgets.step_line import StepLine

FOLDED: Final = "step.folded"
"""Under which the step that was put away is remembered by page, with its day and year."""
SHOW: Final = "step.show"
"""The key of the message that offers the step again."""


class StepPlace(QWidget):
    """Keeps a line free until the window has painted, then says the page's next step. A step that
    was put away comes back when another day begins or when there is something else to say."""

    def __init__(self, page: "Page") -> None:
        super().__init__(page)
        self._page = page
        self._step: Step | None = None
        self.line: StepLine | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.PAGE_EDGE, 0, Space.PAGE_EDGE, Space.S)
        over = page.header.parentWidget()
        above = over.layout() if over is not None else None
        if isinstance(above, QVBoxLayout):
            above.insertWidget(above.indexOf(page.header) + 1, self)
        self.setVisible(not self._folded_today())
        self.setMinimumHeight(Height.MESSAGE + Space.S)

    def say(self, step: "Step | None") -> None:
        """Shows a step; None where the page has nothing but what belongs on it."""
        self._step = step
        shown = step is not None and self._page.session.memory.get(self._key) != self._mark()
        if step is not None and shown:
            self._fill(step)
        self._let_go()
        self.setVisible(shown)

    def offer_again(self) -> None:
        """Shows the step that was put away."""
        self._page.session.memory.set(self._key, None)
        self.say(self._step)

    @property
    def _key(self) -> str:
        return f"{FOLDED}.{self._page.key}"

    def _today(self) -> str:
        session = self._page.session
        return f"{session.today} {session.year} "

    def _mark(self) -> str:
        """What tells this step from others, and today from other days."""
        return self._today() + (self._step.sentence if self._step is not None else "")

    def _folded_today(self) -> bool:
        """Whether most likely no line is to be shown: one was put away today."""
        return str(self._page.session.memory.get(self._key)).startswith(self._today())

    def _fill(self, step: "Step") -> None:
        from ita_desktop.services.steps.moment import Urgency
        from ita_desktop.ui.widgets.step_line import Manner

        manner = {Urgency.LATE: Manner.LATE, Urgency.DONE: Manner.DONE}.get(
            step.urgency, Manner.PLAIN
        )
        line = self.line or self._make()
        line.set_step(in_language(step.sentence), in_language(step.action), manner)

    def _make(self) -> "StepLine":
        from ita_desktop.ui.widgets.step_line import StepLine

        self.line = line = StepLine(self)
        line.acted.connect(self._go)
        line.folded.connect(self._fold)
        self._column.addWidget(line)
        line.show()  # a layout would only do so later, and all below would move twice
        self.setMinimumHeight(0)
        return line

    def _go(self) -> None:
        if self._step is not None and self._step.place is not None:
            self._page.follow(self._step.place)

    def _fold(self) -> None:
        self._page.session.memory.set(self._key, self._mark())
        self.say(self._step)
        said = tr("ซ่อนคำแนะนำของหน้านี้ไว้วันนี้")
        self._page.told.emit(Message(Tidings.GOOD, said, tr("แสดงอีกครั้ง"), key=SHOW))

    def _let_go(self) -> None:
        """The keyboard does not stay in a line that goes."""
        focus = self.window().focusWidget()
        gone = self._step is None or self._page.session.memory.get(self._key) == self._mark()
        if gone and focus is not None and self.isAncestorOf(focus):
            self._page.take_keyboard()
