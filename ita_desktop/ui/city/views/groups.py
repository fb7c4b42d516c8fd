"""กลุ่มเขต: the groups of districts side by side, all districts first."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.documents.reports.city.tiles import by_group, group_name
from ita_desktop.domain.city.figures import Spread
from ita_desktop.domain.city.tables import Moves, Summary, summary_of
from ita_desktop.i18n import in_language, tr
from ita_desktop.ui.city.columns import CitySheet, count, figure
from ita_desktop.ui.city.rows import OTHER_GROUP
from ita_desktop.ui.city.screen import CityView, Shown
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.theme.columns import CityColumns as Width
from ita_desktop.ui.theme.tokens import Tone
from ita_desktop.ui.widgets.boxes import vbox

_ALL: Final = "all"
_SHORT: Final = 8
"""Letters of a heading that fits the width of a score."""


class GroupLine(NamedTuple):
    """A group of districts, or all of them."""

    id: str
    name: str
    of: Summary


class GroupsView(CityView):
    """The groups with spread, target, who rose and fell, and levels. Enter or a double click leads
    to the districts of a group."""

    group_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = CitySheet(_columns(()), self, filters=False)
        self.table.setAccessibleName(tr("กลุ่มเขต"))
        self.table.entered.connect(self._enter)
        vbox((self.table, 1), on=self)

    def show_city(self, shown: Shown) -> None:
        rows = [GroupLine(_ALL, tr("ทุกเขต"), shown.summary)]
        target = shown.summary.target
        for group, some in by_group(shown.table.rows).items():
            found = summary_of(some, shown.year, target)
            rows.append(GroupLine(group or OTHER_GROUP, in_language(group_name(group)), found))
        self.table.sheet.show_other(rows, _columns(tuple(shown.summary.levels)))

    def _enter(self, row: object) -> None:
        if isinstance(row, GroupLine):
            self.group_requested.emit("" if row.id == _ALL else row.id)


def _columns(levels: Sequence[str]) -> list[Column[GroupLine]]:
    return [
        Column(
            "name",
            tr("กลุ่มเขต"),
            lambda row: row.name,
            Width.NAME,
            stretch=True,
            firm=True,
            tone=lambda row: Tone.ACCENT if row.id == _ALL else Tone.TEXT,
        ),
        count("districts", tr("เขต"), lambda row: row.of.present),
        figure("mean", tr("เฉลี่ย"), _of_total(lambda spread: spread.mean)),
        figure("median", tr("มัธยฐาน"), _of_total(lambda spread: spread.median)),
        figure("least", tr("ต่ำสุด"), _of_total(lambda spread: spread.least)),
        figure("most", tr("สูงสุด"), _of_total(lambda spread: spread.most)),
        count("reached", tr("ถึงเป้า"), lambda row: row.of.reached, Width.SCORE),
        count("below", tr("ไม่ถึงเป้า"), lambda row: row.of.ranked - row.of.reached, Width.SCORE),
        count("up", tr("ขึ้น"), _moved(lambda moves: moves.up)),
        count("down", tr("ลง"), _moved(lambda moves: moves.down)),
        *(_level(level) for level in levels),
    ]


def _of_total(pick: Callable[[Spread], Decimal]) -> Callable[[GroupLine], Decimal | None]:
    return lambda row: pick(row.of.total) if row.of.total is not None else None


def _moved(pick: Callable[[Moves], int]) -> Callable[[GroupLine], int | None]:
    return lambda row: pick(row.of.points) if row.of.points.are_known else None


def _level(level: str) -> Column[GroupLine]:
    title = level or tr("ยังไม่มีระดับ")
    width = Width.LEVEL if len(title) > _SHORT else Width.SCORE
    return count(f"level {level}", title, lambda row: row.of.levels.get(level, 0), width)
