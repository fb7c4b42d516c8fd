"""เขต: one district against all of its year; and กลุ่มเขต: the groups of districts side by side,
all districts first.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.documents.reports.city.words import by_group, group_name
from ita_desktop.domain.city import tables
from ita_desktop.domain.city.districts import District, DistrictYear
from ita_desktop.domain.city.figures import Spread
from ita_desktop.domain.framework import TOTAL, NodeKind
from ita_desktop.i18n import caption, in_language, tr
from ita_desktop.ui.city.screen import OTHER_GROUP, CityView, NodeChoice, Shown, blocked_words
from ita_desktop.ui.city.sheets import CitySheet, code_column, count, difference, figure, signed
from ita_desktop.ui.table.column import Column, RowGroup
from ita_desktop.ui.table.values import SpreadCell, StyledValue
from ita_desktop.ui.theme.measures import CityColumns as Width
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.label import ThaiLabel

_NO_SPREAD: Final = ""
_LAST: Final = Decimal(90)
"""The highest beginning of an axis."""


_ALL: Final = "all"
_SHORT: Final = 8
"""Letters of a heading that fits the width of a score."""


class StandingRow(NamedTuple):
    """A score of the district among those of all districts with the same framework."""

    id: str
    of: tables.ItemStanding
    low: Decimal
    """Where the axis of its strip begins."""


class DistrictView(CityView):
    """The district, its place in the year and in earlier ones, and each score among all."""

    item_requested = Signal(str)
    file_requested = Signal(object)
    years_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Shown | None = None
        self.which = NodeChoice((), self)
        self.which.set_name(tr("เขต"))
        self.which.picked.connect(lambda _key: self._refresh())
        self.place = ThaiLabel("", self, style=Text.BODY_MEDIUM, most=2)
        self.through = ThaiLabel("", self, style=Text.LABEL, tone=Tone.TEXT2, most=3)
        self.years_button = Button(tr("ดูทุกปี"), self, icon_name="calendar-days")
        self.years_button.clicked.connect(lambda: self._with_district(self.years_requested.emit))
        self.file_button = Button(tr("เปิดแฟ้มอ่านอย่างเดียว"), self, icon_name="folder-open")
        self.file_button.clicked.connect(lambda: self._with_district(self.file_requested.emit))
        self.table = CitySheet(_columns(), self)
        self.table.setAccessibleName(tr("คะแนนของเขตเทียบกับทุกเขต"))
        self.table.entered.connect(lambda row: self.item_requested.emit(row.id))
        edge = Space.PAGE_EDGE
        vbox(
            hbox(
                self.which,
                (self.place, 1),
                self.years_button,
                self.file_button,
                margins=(edge, 0, edge, Space.XS),
                gap=Space.S,
            ),
            hbox((self.through, 1), margins=(edge, 0, edge, Space.S)),
            (self.table, 1),
            on=self,
        )

    @property
    def district(self) -> District | None:
        """The shown district; None if there is none."""
        if self._shown is None:
            return None
        row = self._shown.row_of.get(self.which.key)
        return row.district if row is not None else None

    def show_city(self, shown: Shown) -> None:
        self._shown = shown
        districts = [(district.key, district.short_name) for district in shown.city.readable]
        self.which.show_entries(districts)
        self._refresh()

    def show_district(self, district: District) -> None:
        self.which.pick(district.key)

    def _with_district(self, act: Callable[[District], object]) -> None:
        district = self.district
        if district is not None:
            act(district)

    def _refresh(self) -> None:
        shown, district = self._shown, self.district
        for button in (self.years_button, self.file_button):
            button.setEnabled(district is not None)
        if shown is None or district is None:
            self.place.setText("")
            self.through.setText("")
            self.table.sheet.show_other([], _columns())
            return
        standing = tables.standing_of(shown.city, district, shown.year)
        self.place.setText(_place(standing, shown.year))
        self.through.setText(_through(district))
        rows = _rows(standing) if standing is not None else []
        self.table.sheet.show_other(rows, _columns())


def _place(standing: tables.Standing | None, fiscal_year: int) -> str:
    """Returns rank, percentile, total, level and what it lacks."""
    if standing is None:
        return tr("ไม่มีปี {year} ในแหล่งข้อมูล", year=fiscal_year)
    year = standing.year
    parts = [tr("ยังไม่มีอันดับ เพราะคะแนนยังไม่ครบ")]
    if standing.rank is not None:
        parts = [tr("อันดับ {rank} จาก {of} เขต", rank=standing.rank, of=standing.of)]
        parts.append(tr("เปอร์เซ็นไทล์ {share}", share=standing.percentile))
    if year.total is not None:
        parts.append(tr("รวม {total}", total=f"{year.total:.2f}"))
    parts.append(year.level)
    missing = blocked_words(year.blocked_by)
    if missing and year.next_level:
        parts.append(tr("{lacks} ถึง{level}", lacks=missing, level=year.next_level))
    return " · ".join(filter(None, parts))


def _through(district: District) -> str:
    """Returns the totals of all years: ``2566 88.10 · 2567 90.22 (+2.12)``."""
    return " · ".join(_of_year(district, year) for year in district.years)


def _of_year(district: District, year: DistrictYear) -> str:
    total = f"{year.total:.2f}" if year.total is not None else "–"
    change = tables.change_of(district, year.fiscal_year)
    return f"{year.fiscal_year}  {total}" + (f" ({signed(change)})" if change is not None else "")


def _rows(standing: tables.Standing) -> list[RowGroup]:
    """Returns the scores in groups by instrument, indicators before their items."""
    nodes = {node.code: node for node in standing.year.outline.nodes}
    groups: dict[str, list[tables.ItemStanding]] = {}
    heads: dict[str, tables.ItemStanding] = {}
    for part in standing.parts:
        node = nodes[part.code]
        if node.kind is NodeKind.INSTRUMENT:
            heads[part.code] = part
            groups[part.code] = []
            continue
        top = node
        while top.parent in nodes and top.parent != TOTAL:
            top = nodes[top.parent]
        groups.setdefault(top.code, []).append(part)
    return [
        RowGroup(
            id=f"group-{code}",
            code=code,
            title=head.name,
            rows=tuple(StandingRow(part.code, part, low) for part in groups[code]),
            note=tr("แกน {low}–100", low=low),
            cells=_sums(head, low),
        )
        for code, head in heads.items()
        for low in (_low((head, *groups[code])),)
    ]


def _low(parts: Iterable[tables.ItemStanding]) -> Decimal:
    """Returns where the axis of a group's strips begins: below all scores, in tens."""
    least = min(
        (part.spread.least for part in parts if part.spread is not None), default=Decimal(0)
    )
    return min(least // 10 * 10, _LAST)


def _sums(head: tables.ItemStanding, low: Decimal) -> dict[str, object]:
    cells: dict[str, object] = {"spread": spread_cell(head.spread, head.score, low) or _NO_SPREAD}
    if head.score is not None:
        cells["score"] = StyledValue(head.score, Tone.TEXT, strong=True)
    if head.rank is not None:
        cells["rank"] = str(head.rank)
    if head.spread is not None:
        cells["median"] = head.spread.median
    return cells


def spread_cell(spread: Spread | None, own: Decimal | None, low: Decimal) -> SpreadCell | None:
    """Returns the strip of a spread with one score marked; None if no score is known."""
    if spread is None:
        return None
    said = tr(
        "{count} เขต ต่ำสุด {least} ค่ากลาง {median} สูงสุด {most}",
        count=spread.known,
        least=f"{spread.least:.2f}",
        median=f"{spread.median:.2f}",
        most=f"{spread.most:.2f}",
    )
    edges = (spread.least, spread.lower, spread.median, spread.upper, spread.most)
    least, lower, median, upper, most = map(float, edges)
    marked = None if own is None else float(own)
    return SpreadCell(least, lower, median, upper, most, marked, float(low), said)


def _columns() -> list[Column[StandingRow]]:
    return [
        code_column(lambda row: row.of.code),
        Column(
            "name", tr("ตัวชี้วัดและข้อ"), lambda row: row.of.name, Width.TITLE, stretch=True, lines=2
        ),
        figure("score", tr("คะแนน"), lambda row: row.of.score),
        count("rank", tr("อันดับ"), lambda row: row.of.rank),
        figure("median", tr("ค่ากลาง"), lambda row: row.of.spread.median if row.of.spread else None),
        difference("gap", caption("ต่างจากค่ากลาง"), _gap),
        Column(
            "spread",
            tr("การกระจายของทุกเขต"),
            lambda row: spread_cell(row.of.spread, row.of.score, row.low) or _NO_SPREAD,
            Width.SPREAD,
            filterable=False,
            sort=lambda row: row.of.spread.median if row.of.spread is not None else None,
        ),
    ]


def _gap(row: StandingRow) -> Decimal | None:
    return row.of.above(row.of.spread.median) if row.of.spread is not None else None


class GroupLine(NamedTuple):
    """A group of districts, or all of them."""

    id: str
    name: str
    of: tables.Summary


class GroupsView(CityView):
    """The groups with spread, target, who rose and fell, and levels. Enter or a double click leads
    to the districts of a group."""

    group_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = CitySheet(_group_columns(()), self, filters=False)
        self.table.setAccessibleName(tr("กลุ่มเขต"))
        self.table.entered.connect(self._enter)
        vbox((self.table, 1), on=self)

    def show_city(self, shown: Shown) -> None:
        rows = [GroupLine(_ALL, tr("ทุกเขต"), shown.summary)]
        target = shown.summary.target
        for group, some in by_group(shown.table.rows).items():
            found = tables.summary_of(some, shown.year, target)
            rows.append(GroupLine(group or OTHER_GROUP, in_language(group_name(group)), found))
        self.table.sheet.show_other(rows, _group_columns(tuple(shown.summary.levels)))

    def _enter(self, row: object) -> None:
        if isinstance(row, GroupLine):
            self.group_requested.emit("" if row.id == _ALL else row.id)


def _group_columns(levels: Sequence[str]) -> list[Column[GroupLine]]:
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


def _moved(pick: Callable[[tables.Moves], int]) -> Callable[[GroupLine], int | None]:
    return lambda row: pick(row.of.points) if row.of.points.are_known else None


def _level(level: str) -> Column[GroupLine]:
    title = level or tr("ยังไม่มีระดับ")
    width = Width.LEVEL if len(title) > _SHORT else Width.SCORE
    return count(f"level {level}", title, lambda row: row.of.levels.get(level, 0), width)
