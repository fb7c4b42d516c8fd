"""The chips above the measures: states with counts, kind, unit, and a legend."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.code_words import MEASURE_KINDS
from ita_desktop.domain.records import MeasureKind
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services.overview import owner_units
from ita_desktop.ui.pages.measures.rows import MeasureTableRow
from ita_desktop.ui.pages.parts.chip_room import give_way, is_covered, width_of
from ita_desktop.ui.pages.parts.menu_chip import MenuChip
from ita_desktop.ui.pages.parts.state_chips import StateChips
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space, Text
from ita_desktop.ui.widgets.boxes import hbox
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.page.values import StateLabel

SHOWN = (Mark.LATE, Mark.DOING, Mark.NONE, Mark.MISSED, Mark.DONE)


def owning_units(data: YearData) -> list[tuple[str, str]]:
    """Returns id and name of the units that own measures, in the office's order."""
    owned = {unit.id for unit in owner_units(data, data.measure_owners)}
    return [(unit.id, unit.label) for unit in data.units if unit.id in owned]


class MeasureFilters(QWidget):
    """Filters the table of measures."""

    def __init__(self, session: Session, table: SheetView) -> None:
        super().__init__()
        self._session, self._table = session, table
        self.chips = StateChips(
            {mark: Chip(mark.word, self, mark=mark) for mark in SHOWN},
            table.sheet,
            lambda row: row.mark,
            done=Mark.DONE,
            rare=(Mark.MISSED,),
        )
        self.kind = MenuChip(tr("ประเภท"), tr("ทุกประเภท"), self._kinds, self)
        self.unit = MenuChip(tr("หน่วย"), tr("ทุกหน่วย"), lambda: owning_units(session.data), self)
        self._has_kinds = False
        self._legend = QWidget(self)
        hbox(
            *self.chips.values(),
            self.kind,
            self.unit,
            None,
            self._legend,
            on=self,
            margins=(Space.PAGE_EDGE, 0, Space.PAGE_EDGE, Space.S),
            gap=Space.ICON_TO_WORD,
        )
        self.setMinimumWidth(0)
        self._legend_labels = [
            StateLabel(self._legend, style=Text.LABEL, coloured=False) for _ in range(3)
        ]
        hbox(*self._legend_labels, on=self._legend, gap=Space.L)
        self.kind.chosen.connect(self._filter_kind)
        self.unit.chosen.connect(lambda: self.unit.narrow_to_unit(table.sheet))

    def _show_legend(self, *, over: bool) -> None:
        """Shows what the marks of times mean; in a year that is over nothing is late."""
        meant = [(Mark.DONE, tr("ทำแล้ว"))]
        if over:
            meant.append((Mark.MISSED, Mark.MISSED.word))
        else:
            meant += [(Mark.LATE, Mark.LATE.word), (Mark.NONE, tr("ถึงกำหนดภายหน้า"))]
        for at, label in enumerate(self._legend_labels):
            label.setVisible(at < len(meant))
            if at < len(meant):
                label.set_state(*meant[at])

    def _kinds(self) -> list[tuple[str, str]]:
        there = {measure.kind for measure in self._session.data.measures}
        return [(f"kind:{kind}", tr(MEASURE_KINDS[kind])) for kind in MeasureKind if kind in there]

    def refresh(self, rows: Sequence[MeasureTableRow]) -> None:
        """Updates the counts; shows the chip of kinds if there are several."""
        today = self._session.today
        over = self._session.data.is_over(today)
        self.chips.refresh(rows, today, over=over)
        self._show_legend(over=over)
        self._has_kinds = len({row.measure.kind for row in rows}) > 1
        if not self._has_kinds and self.kind.key:
            self.kind.choose("")
        self.fit()

    def fit(self) -> None:
        """Hides the legend if it does not fit, and then unused chips that can be spared: done
        follows from the other states, the others give way to a pane alone, which is soon folded
        again."""
        room = self.contentsRect().width() - 2 * Space.PAGE_EDGE
        spared: list[Chip] = [self.chips[Mark.DONE]]
        menus = [self.kind, self.unit] if self._has_kinds else [self.unit]
        self.kind.setHidden(not self._has_kinds)
        if is_covered(self):
            spared += menus
        else:
            self.unit.show()
        chips = (*self.chips.values(), self.kind, self.unit)
        give_way(chips, spared, room)
        left = room - width_of(chip for chip in chips if not chip.isHidden())
        self._legend.setVisible(left >= self._legend.sizeHint().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def clear(self) -> None:
        """Clears all filters."""
        self.chips.uncheck()
        self.kind.choose("")
        self.unit.choose("")

    def _filter_kind(self, key: str) -> None:
        kind = MeasureKind(key.removeprefix("kind:")) if key else None

        def passes(row: MeasureTableRow) -> bool:
            return row.measure.kind is kind

        self.kind.narrow(self._table.sheet, "kind", passes)
