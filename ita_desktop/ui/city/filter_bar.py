"""The row of filters above the views.

Chooses an instrument, indicator or item.
"""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.documents.reports.city.tiles import GROUPS, OUTSIDE
from ita_desktop.domain.city.districts import City, OutlineNode
from ita_desktop.i18n import in_language, tr
from ita_desktop.ui.city.screen import (
    NO_LEVEL,
    OTHER_GROUP,
    TROUBLES,
    CityFilter,
    levels_of,
)
from ita_desktop.ui.pages.parts.chips import MenuChip
from ita_desktop.ui.theme.tokens import Space, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import hbox
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.fields.choices import Choice
from ita_desktop.ui.widgets.fields.field import SearchField
from ita_desktop.ui.widgets.label import ThaiLabel

TARGETS: Final = ("80", "85", "90", "95", "100")
"""Totals that can be chosen as a target."""
_TYPED_DELAY: Final = 30
"""Milliseconds after a letter in which the next one replaces the search for it."""


class YearChip(MenuChip):
    """Chooses the shown fiscal year; there is always one."""

    def __init__(self, years: Callable[[], Sequence[int]], parent: QWidget) -> None:
        super().__init__(
            tr("ปี"),
            tr("ปี"),
            lambda: [(str(year), _titled(year)) for year in years()],
            parent,
        )

    def _fill(self) -> None:
        super()._fill()
        # There is no year "all", and no line below it.
        for entry in self.menu().actions()[:2]:
            self.menu().removeAction(entry)
            entry.deleteLater()


def _titled(year: int) -> str:
    return tr("ปี {year}", year=year)


class FilterBar(QWidget):
    """Year, text, level, group of districts and problems; ``changed`` carries the filter."""

    changed = Signal(object)
    year_changed = Signal(int)
    target_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._city = City()
        self._year = 0
        self.year = YearChip(lambda: self._city.fiscal_years[::-1], self)
        self.year.chosen.connect(lambda key: self.year_changed.emit(int(key)) if key else None)
        self.text = SearchField(tr("กรองชื่อเขต"), self, hint="Ctrl+K")
        self.text.setFixedWidth(Width.SEARCH * 2 // 3)
        self.level = MenuChip(tr("ระดับ"), tr("ทุกระดับ"), self._levels, self)
        self.group = MenuChip(tr("กลุ่มเขต"), tr("ทุกกลุ่มเขต"), _groups, self)
        self.trouble = MenuChip(tr("กรองตามสิ่งที่ต้องดู"), tr("ทั้งหมด"), _troubles, self)
        self.target = MenuChip(tr("คะแนนรวมที่ใช้เป็นเป้าหมาย"), tr("เป้าหมายของปี"), _targets, self)
        self.target.chosen.connect(self.target_changed)
        self.counted = ThaiLabel("", self, style=Text.LABEL, tone=Tone.TEXT2)
        self._wait = QTimer(self, singleShot=True, interval=_TYPED_DELAY)
        self._wait.timeout.connect(self._emit_change)
        self.text.textChanged.connect(lambda _text: self._wait.start())
        for chip in self._chips():
            chip.chosen.connect(lambda _key: self._emit_change())
        hbox(
            self.year,
            self.text,
            *self._chips(),
            self.target,
            self.counted,
            None,
            on=self,
            margins=(Space.PAGE_EDGE, 0, Space.PAGE_EDGE, Space.S),
            gap=Space.ICON_TO_WORD,
        )

    def _chips(self) -> tuple[MenuChip, ...]:
        return self.level, self.group, self.trouble

    def _levels(self) -> list[tuple[str, str]]:
        found = [(level, level) for level in levels_of(self._city, self._year)]
        return [*found, (NO_LEVEL, tr("ยังไม่มีระดับ"))]

    @property
    def filter(self) -> CityFilter:
        """The chosen filter."""
        return CityFilter(self.text.text(), self.level.key, self.group.key, self.trouble.key)

    def show_year(self, city: City, year: int, target: str = "") -> None:
        """Sets what can be chosen, the shown year, and a target other than that of the year."""
        if target != self.target.key:
            self.target.choose(target)
        self._city, self._year = city, year
        self.year.key = str(year)
        self.year.setText(_titled(year) if year else tr("ปี"))

    def show_counts(self, shown: int, of: int) -> None:
        """Sets how many rows pass the filters."""
        words = tr("{shown} จาก {of} เขต", shown=shown, of=of)
        self.counted.setText(words if self.filter else _counts(self._city))

    def set_filtering(self, filtering: bool) -> None:
        """Shows or hides all but the year, for a view of one district."""
        for part in (self.text, *self._chips(), self.target, self.counted):
            part.setVisible(filtering)

    def lift(self) -> None:
        """Removes all filters."""
        self.text.clear()
        for chip in self._chips():
            chip.choose("")
        self._emit_change()

    def focus_text(self) -> None:
        """Gives the focus to the text."""
        self.text.setFocus()
        self.text.selectAll()

    def chips(self) -> tuple[Chip, ...]:
        """The chips in reading order."""
        return (self.year, *self._chips(), self.target)

    def _emit_change(self) -> None:
        self._wait.stop()
        self.changed.emit(self.filter)


def _counts(city: City) -> str:
    """Returns ``48 เขต · 2 แหล่งอ่านไม่ได้``."""
    words = tr("{count} เขต", count=len(city.readable))
    if not city.problems:
        return words
    return f"{words} · " + tr("{count} แหล่งอ่านไม่ได้", count=len(city.problems))


def _groups() -> list[tuple[str, str]]:
    found = [(group, in_language(words)) for group, words in GROUPS.items()]
    return [*found, (OTHER_GROUP, in_language(OUTSIDE))]


def _targets() -> list[tuple[str, str]]:
    return [(score, tr("เป้าหมาย {score}", score=score)) for score in TARGETS]


def _troubles() -> list[tuple[str, str]]:
    return [(trouble.value, tr(words)) for trouble, words in TROUBLES.items()]


class NodeChoice(Choice):
    """A list of codes with their names, after ``first`` entries of other keys; ``picked`` is
    emitted with the key when another one is chosen."""

    picked = Signal(str)

    def __init__(self, first: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._first = tuple(first)
        self.setFixedWidth(Width.SEARCH)
        self.currentIndexChanged.connect(lambda _at: self.picked.emit(self.key))
        self.show_entries(self._first)

    @property
    def key(self) -> str:
        """The chosen key; empty if there is nothing to choose."""
        return self.currentData() or ""

    def show_nodes(self, nodes: Sequence[OutlineNode]) -> None:
        """Sets the nodes; the choice stays if it is still among them."""
        named = [(node.code, f"{node.code} {node.name}") for node in nodes]
        self.show_entries([*self._first, *named])

    def show_entries(self, entries: Sequence[tuple[str, str]]) -> None:
        """Sets keys and texts; the choice stays if it is still among them."""
        kept = self.key
        self.blockSignals(True)
        self.clear()
        for key, words in entries:
            self.addItem(words, key)
            self.setItemData(self.count() - 1, words, Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(max(self.findData(kept), 0) if entries else -1)
        self.blockSignals(False)

    def pick(self, key: str) -> None:
        """Chooses an entry, if there is one of that key."""
        at = self.findData(key)
        if at >= 0:
            self.setCurrentIndex(at)
