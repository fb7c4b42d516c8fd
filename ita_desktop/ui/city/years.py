"""ปี: the fiscal years side by side, of all districts or of one."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from PySide6.QtWidgets import QWidget

from ita_desktop.domain.city.districts import District
from ita_desktop.domain.city.figures import Spread
from ita_desktop.domain.city.tables import AcrossRow, across_years, city_years
from ita_desktop.domain.framework import NodeKind
from ita_desktop.i18n import tr
from ita_desktop.ui.city.screen import CityFilter, CityRow, CityView, NodeChoice, Shown
from ita_desktop.ui.city.sheets import CitySheet, code_column, difference, figure, name_filter
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.texts import UNKNOWN, number_text
from ita_desktop.ui.theme.measures import CityColumns as Width
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.label import ThaiLabel

_ALL: Final = "-"
_HEADS: Final = (NodeKind.TOTAL, NodeKind.INSTRUMENT)


class YearsRow(NamedTuple):
    """A district or a figure of all districts, with its totals by fiscal year."""

    id: str
    name: str
    totals: dict[int, Decimal]
    row: CityRow | None
    """None for a figure of all districts, which no filter takes away."""
    whole: frozenset[int]
    """The fiscal years of whose total nothing is unknown."""


class AcrossLine(NamedTuple):
    """An instrument, indicator or item of one district over the years."""

    id: str
    of: AcrossRow


class YearsView(CityView):
    """All districts with their totals, or one district with its scores, a column for each year."""

    filtering = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Shown | None = None
        self._wanted = CityFilter()
        self.which = NodeChoice((), self)
        self.which.set_name(tr("ดูปีของ"))
        self.which.picked.connect(lambda _key: self._refresh())
        self.summary = ThaiLabel("", self, style=Text.LABEL, tone=Tone.TEXT2, most=2)
        self.table = CitySheet(_totals_columns(()), self)
        self.table.setAccessibleName(tr("หลายปีเทียบกัน"))
        self.table.entered.connect(self._enter)
        edge = Space.PAGE_EDGE
        vbox(
            hbox(self.which, (self.summary, 1), margins=(edge, 0, edge, Space.S), gap=Space.S),
            (self.table, 1),
            on=self,
        )

    def show_city(self, shown: Shown) -> None:
        self._shown = shown
        districts = [(district.key, district.short_name) for district in shown.city.readable]
        self.which.show_entries([(_ALL, tr("ทุกเขต: คะแนนรวม")), *districts])
        self._refresh()

    def narrow(self, wanted: CityFilter) -> tuple[int, int] | None:
        self._wanted = wanted
        self._narrow()
        if self.which.key != _ALL or self._shown is None:
            return None
        rows = self._shown.rows
        return sum(map(wanted.passes, rows)), len(rows)

    def show_district(self, district: District) -> None:
        self.which.pick(district.key)

    def _narrow(self) -> None:
        wanted = self._wanted if self.which.key == _ALL else CityFilter()
        name_filter(self.table, wanted, lambda line: line.row is None or wanted.passes(line.row))

    def _enter(self, row: object) -> None:
        if isinstance(row, YearsRow) and row.row is not None:
            self.district_requested.emit(row.row.district)

    def _refresh(self) -> None:
        shown = self._shown
        if shown is None:
            return
        district = shown.city.by_key.get(self.which.key)
        if district is None:
            self._show_all(shown)
        else:
            self._show_one(shown, district)
        self._narrow()

    def _show_all(self, shown: Shown) -> None:
        self.summary.setText(tr("แต่ละปีเป็นคะแนนรวมตามกรอบของปีนั้น"))
        years = shown.city.fiscal_years
        self.table.sheet.show_other(_totals(shown), _totals_columns(years))

    def _show_one(self, shown: Shown, district: District) -> None:
        across = across_years(district, shown.crosswalk)
        years = [year.fiscal_year for year in district.years]
        self.summary.setText(tr("ข้อของแต่ละปีจับคู่ตามตารางเทียบข้อ ค่าที่มาจากข้อที่รวมหรือแยกไม่นำมาเทียบ"))
        lines = [AcrossLine(row.code, row) for row in across]
        self.table.sheet.show_other(lines, _across_columns(years))


def _totals(shown: Shown) -> list[YearsRow]:
    """Returns median and mean of all districts, then the districts by the shown year's rank."""
    spreads = {year.fiscal_year: year.total for year in city_years(shown.city)}
    known: dict[int, Spread] = {
        year: spread for year, spread in spreads.items() if spread is not None
    }
    medians = {number: spread.median for number, spread in known.items()}
    means = {number: spread.mean for number, spread in known.items()}
    heads = (
        YearsRow("all-median", tr("ค่ากลางของทุกเขต"), medians, None, frozenset(known)),
        YearsRow("all-mean", tr("ค่าเฉลี่ยของทุกเขต"), means, None, frozenset(known)),
    )
    return [*heads, *(_of_district(row) for row in shown.rows)]


def _of_district(row: CityRow) -> YearsRow:
    years = row.district.years
    totals = {year.fiscal_year: year.total for year in years if year.total is not None}
    whole = frozenset(year.fiscal_year for year in years if year.is_complete)
    return YearsRow(row.id, row.name, totals, row, whole)


def _totals_columns(years: Sequence[int]) -> list[Column[YearsRow]]:
    columns: list[Column[YearsRow]] = [
        Column(
            "name",
            tr("เขต"),
            lambda line: line.name,
            Width.NAME,
            stretch=True,
            tone=lambda line: Tone.TEXT if line.row is not None else Tone.ACCENT,
        ),
        *(_total_of(year) for year in years),
    ]
    if len(years) > 1:
        columns.append(_change_over(years[0], years[-1]))
    return columns


def _total_of(year: int) -> Column[YearsRow]:
    return figure(str(year), str(year), lambda line: line.totals.get(year))


def _change_over(first: int, last: int) -> Column[YearsRow]:
    def change(line: YearsRow) -> Decimal | None:
        if first not in line.whole or last not in line.whole:
            return None
        return line.totals[last] - line.totals[first]

    return difference("change", tr("{first} ถึง {last}", first=first, last=last), change)


def _across_columns(years: Sequence[int]) -> list[Column[AcrossLine]]:
    columns: list[Column[AcrossLine]] = [
        code_column(lambda line: line.of.code),
        Column(
            "name",
            tr("ตัวชี้วัดและข้อ"),
            lambda line: line.of.name or tr("คะแนนรวม"),
            Width.TITLE,
            stretch=True,
            lines=2,
            tone=lambda line: Tone.ACCENT if line.of.kind in _HEADS else Tone.TEXT,
        ),
        *(_year_column(year) for year in years),
    ]
    if len(years) > 1:
        columns.append(
            difference("change", tr("เทียบปีก่อน"), lambda line: line.of.change(years[-2], years[-1]))
        )
    return columns


def _year_column(year: int) -> Column[AcrossLine]:
    """Returns the column of a year: its score, and the code it had then if that is another."""

    def text(line: AcrossLine) -> str:
        found = line.of.by_year.get(year, ())
        return (
            " · ".join(_score(score.code, score.score, line.of.code) for score in found) or UNKNOWN
        )

    def value(line: AcrossLine) -> Decimal | None:
        found = [score.score for score in line.of.by_year.get(year, ()) if score.score is not None]
        return found[0] if found else None

    return Column(
        str(year),
        str(year),
        value,
        Width.OFFICIAL,
        kind=ColumnKind.NUMBER,
        wide=Width.LEVEL,
        text=text,
        sort=value,
    )


def _score(code: str, score: Decimal | None, now: str) -> str:
    said = UNKNOWN if score is None else number_text(score, 2)
    return said if code == now else f"{code} {said}"
