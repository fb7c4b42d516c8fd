"""The preview of one part: rows, red cells and questions, decided on but not yet stored."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.dialogs.previews.imports import ImportDialog
from ita_desktop.ui.session import Session

if TYPE_CHECKING:
    from ita_desktop.exchange.sheets import WorkProgress
    from ita_desktop.exchange.source import ImportSource
    from ita_desktop.services.imports.found.part import Part
    from ita_desktop.services.imports.found.planned_years import PlannedYears
    from ita_desktop.services.imports.found.series import ImportSeries
    from ita_desktop.services.imports.ledger.entries import LeftText
    from ita_desktop.services.imports.plan import ImportPlan


class PartDialog(ImportDialog):
    """The preview of a part. Accepting it keeps what was decided for the list of parts."""

    decided = Signal(object)
    """Carries the part as decided."""

    def __init__(
        self,
        session: Session,
        part: "Part",
        series: "ImportSeries",
        window: QWidget,
    ) -> None:
        """The part is one of the ``series``."""
        super().__init__(session, part.kind, window)
        self._series = series
        self._answers |= part.answers
        self.set_accept(tr("ใช้ตามนี้"))
        self._take_part(part)

    def years(self) -> "PlannedYears":
        """Returns the years as the parts before this one leave them."""
        from ita_desktop.services.imports.found.series import years_before

        assert self.part is not None
        return years_before(self.session.workspace, self._series, self.part.key)

    def planner(self, part: "Part") -> "Callable[[WorkProgress], ImportPlan]":
        """Returns the work that compares the part; of one that is not believed no row is ticked."""
        from ita_desktop.services.imports.found.series import waiting

        planned = super().planner(part)
        return lambda progress: waiting(planned(progress), part)

    def left_by(self, source: "ImportSource", plan: "ImportPlan") -> "tuple[LeftText, ...]":
        """Returns what this part leaves, and no other part takes."""
        assert self.part is not None
        return self._series.left_by(self.part.key, source, plan)

    def set_count(self, count: int) -> None:
        """Sets the number of checked rows on the button; none is a decision, too."""
        self.set_accept(tr("ใช้ {count} รายการนี้", count=count) if count else tr("ไม่ใช้รายการใด"))

    def accept(self) -> None:
        """Keeps what was decided; then closes."""
        from ita_desktop.services.imports.found.part import change_key

        plan = self.plan
        if plan is None or self.part is None or self.source is None or self.work.is_going:
            return
        ticked = {int(key) for key in self.ticked}
        part = replace(
            self.part,
            source=self.source,
            answers=dict(self._answers),
            is_taken=True,
            is_decided=True,
            left_out=frozenset(
                change_key(change) for change in plan.changes if change.key not in ticked
            ),
        )
        self.decided.emit(part)
        self.close_kept()
