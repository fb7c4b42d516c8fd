"""The chips above the items: states, incomplete, view, and unit."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.scores.progress import State
from ita_desktop.i18n import tr
from ita_desktop.services.overview import owner_units
from ita_desktop.settings import stored_choice
from ita_desktop.ui.pages.oit.rows import OPEN, VIEW_WORDS, OitRow, View
from ita_desktop.ui.pages.oit.verdicts import JUDGED_WORDS, judged_items, judgement_of
from ita_desktop.ui.pages.parts.chip_room import give_way, is_covered
from ita_desktop.ui.pages.parts.menu_chip import MenuChip
from ita_desktop.ui.pages.parts.state_chips import StateChips
from ita_desktop.ui.session import Session
from ita_desktop.ui.shortcuts import OPEN_WORK
from ita_desktop.ui.table.model import SheetModel
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.boxes import hbox
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.marks import Mark

VIEW: Final = "oit.view"
"""Memory key of the view."""
SHOWN: Final = (State.LATE, State.DOING, State.NOT_STARTED, State.MISSED, State.DONE)


class OitFilters(QWidget):
    """Filters the table of items; ``view_chosen`` is emitted with the selected view."""

    view_chosen = Signal(object)

    def __init__(self, session: Session, sheet: SheetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._sheet = session, sheet
        self.open = Chip(tr("ยังไม่เสร็จ"), self)
        self.open.setToolTip(f"{tr(OPEN_WORK.phrase)} ({OPEN_WORK.keys})")
        self.chips = StateChips(
            {state: Chip(Mark.of(state).word, self, mark=Mark.of(state)) for state in SHOWN},
            sheet,
            lambda row: row.state,
            done=State.DONE,
            rare=(State.MISSED,),
        )
        self.view = Chip("", self, name=tr("จัดกลุ่ม"))
        self.view.setCheckable(False)
        self.unit = MenuChip(tr("หน่วย"), tr("ทุกหน่วย"), self._owning_units, self)
        self.proof = MenuChip(tr("หลักฐาน"), tr("หลักฐาน"), self._judgements, self)
        views = QMenu(self.view)
        for view, words in VIEW_WORDS.items():
            views.addAction(tr(words), partial(self.view_chosen.emit, view))
        views.addSeparator()
        for judgement, words in JUDGED_WORDS.items():
            views.addAction(tr(words), partial(self.proof.choose, judgement.value))
        self.view.setMenu(views)
        self._row = hbox(
            self.open, *self.chips.values(), None, self.proof, self.view, self.unit,
            on=self, gap=Space.ICON_TO_WORD,
        )  # fmt: skip
        self.set_low(False)
        # The minimum width is determined by which chips can be hidden.
        self.setMinimumWidth(1)
        self.open.toggled.connect(self._filter_open)
        self.unit.chosen.connect(self._filter_unit)
        self.proof.chosen.connect(self._filter_proof)
        sheet.filters_lifted.connect(self.clear)
        kept = session.memory.get(VIEW)
        self.listed_by = stored_choice(kept, View) or View.INDICATOR
        self._show_view()

    def _owning_units(self) -> list[tuple[str, str]]:
        """Returns id and name of the units that own items, in the office's order."""
        data = self._session.data
        owned = {
            unit.id
            for code in self._session.progress
            for unit in owner_units(data, data.owners_of_item(code))
        }
        return [(unit.id, unit.label) for unit in data.units if unit.id in owned]

    def _judgements(self) -> list[tuple[str, str]]:
        """Returns how far items are proved, with how many are."""
        found = [judgement_of(point) for point in judged_items(self._session).values()]
        return [
            (judgement.value, f"{tr(words)} {found.count(judgement)}")
            for judgement, words in JUDGED_WORDS.items()
        ]

    # -- content

    def refresh(self, rows: Sequence[OitRow]) -> None:
        """Updates the counts, and shows the chips of possible states."""
        session = self._session
        over = session.data.is_over(session.today)
        self.chips.refresh(rows, session.today, over=over)
        self.fit()

    def set_low(self, low: bool) -> None:
        """Reduces the space below, for a low window."""
        below = Space.XS if low else Space.S
        self._row.setContentsMargins(Space.PAGE_EDGE, 0, Space.PAGE_EDGE, below)

    def fit(self) -> None:
        """Hides unchecked chips that do not fit and can be spared: done follows from the other
        states, the one for incomplete items has a shortcut."""
        spared: list[Chip] = [self.chips[State.DONE], self.open, self.proof]
        if is_covered(self):
            spared += [self.view, self.unit]
        else:
            self.view.show()
            self.unit.show()
        give_way(self._all(), spared, self.contentsRect().width() - 2 * Space.PAGE_EDGE)

    def _all(self) -> Sequence[Chip]:
        return (self.open, *self.chips.values(), self.proof, self.view, self.unit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def set_view(self, view: View) -> None:
        """Sets the view and stores it."""
        self.listed_by = view
        self._session.memory.set(VIEW, view.value)
        self._show_view()

    def _show_view(self) -> None:
        self.view.setText(tr(VIEW_WORDS[self.listed_by]))
        self.view.set_lit(self.listed_by is not View.INDICATOR)
        self.fit()

    # -- filters

    def clear(self) -> None:
        """Unchecks all chips."""
        self.open.setChecked(False)
        self.chips.uncheck()
        self.unit.choose("")
        self.proof.choose("")

    def _filter_open(self, on: bool) -> None:
        def is_open(row: OitRow) -> bool:
            return row.state in OPEN

        self._sheet.quick_filter("open", is_open if on else None, self.open.text())

    def _filter_proof(self) -> None:
        wanted = self.proof.key
        self.proof.narrow(self._sheet, "proof", lambda row: row.judgement == wanted)
        self.fit()

    def _filter_unit(self) -> None:
        # States and counts are the unit's; an item has one proof and one score.
        self.unit.narrow_to_unit(self._sheet, tr("พิสูจน์และคะแนนเป็นของทั้งข้อ"))
        self.fit()
