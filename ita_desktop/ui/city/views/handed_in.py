"""การส่ง: who has handed in what of a fiscal year, and when."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from ita_desktop.documents.reports.city.handed_in import KINDS, NOTHING, use_phrase
from ita_desktop.domain.city.districts import District, short_name
from ita_desktop.domain.city.handed_in import DistrictHandedIn, HandedIn, OtherScore, handed_in
from ita_desktop.domain.framework import TOTAL
from ita_desktop.i18n import in_language, tr
from ita_desktop.storage.server.address import is_address
from ita_desktop.ui.city.columns import CitySheet, count, figure, name_filter
from ita_desktop.ui.city.screen import CityFilter, CityRow, CityView, Shown
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.theme.measures import CityColumns as Width
from ita_desktop.ui.theme.tokens import Tone
from ita_desktop.ui.widgets.boxes import vbox


class HandedInRow(NamedTuple):
    """A source of a district; ``source`` is None for one that has handed in nothing."""

    id: str
    name: str
    district: District | None
    source: HandedIn | None
    row: CityRow | None
    """The district's row of the table, by which the filters go."""


class HandedInView(CityView):
    """All districts of the city with their sources."""

    filtering = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = CitySheet(_columns(), self)
        self.table.setAccessibleName(tr("การส่งข้อมูล"))
        self.table.entered.connect(self._enter)
        vbox((self.table, 1), on=self)

    def show_city(self, shown: Shown) -> None:
        found = handed_in(shown.city, shown.year)
        rows = [row for one in found for row in _rows(one, shown)]
        self.table.sheet.show_other(rows, _columns())

    def narrow(self, wanted: CityFilter) -> tuple[int, int] | None:
        def passes(line: HandedInRow) -> bool:
            return line.row is not None and wanted.passes(line.row)

        name_filter(self.table, wanted, passes)
        return None

    def _enter(self, row: object) -> None:
        if isinstance(row, HandedInRow) and row.district is not None and row.source is not None:
            self.district_requested.emit(row.district)


def _rows(one: DistrictHandedIn, shown: Shown) -> list[HandedInRow]:
    name, row = short_name(one.name), shown.row_of.get(one.id)
    if not one.sources:
        return [HandedInRow(one.id, name, one.district, None, row)]
    return [
        HandedInRow(f"{one.id} {source.year.place}", name, one.district, source, row)
        for source in one.sources
    ]


def _columns() -> list[Column[HandedInRow]]:
    return [
        Column("name", tr("เขต"), lambda row: row.name, Width.NAME, firm=True),
        Column(
            "kind",
            tr("ส่งอะไร"),
            lambda row: in_language(KINDS[row.source.kind] if row.source is not None else NOTHING),
            Width.NAME,
            tone=lambda row: Tone.TEXT if row.source is not None else Tone.LATE,
        ),
        Column(
            "file",
            tr("แหล่งข้อมูล"),
            _of(_file),
            Width.SPREAD,
            wide=Width.TITLE,
            lines=1,
            tip=_of(_place),
        ),
        Column("day", tr("วันที่ของไฟล์"), _of_day, kind=ColumnKind.DATE),
        figure("total", tr("รวม"), _or_none(lambda source: source.year.total)),
        count("scores", tr("คะแนนรายข้อ"), _or_none(lambda source: source.scores), Width.CHANGE),
        count("measures", tr("มาตรการ"), _or_none(lambda source: source.measures), Width.SCORE),
        Column(
            "use",
            tr("ใช้อย่างไร"),
            _of(lambda source: in_language(use_phrase(source))),
            Width.SPREAD,
            wide=Width.NOTE,
        ),
        Column(
            "differs",
            tr("ต่างจากที่ใช้"),
            _of(lambda source: ", ".join(map(_differing, source.differs))),
            Width.NOTE,
            wide=Width.NOTE,
            stretch=True,
            lines=1,
            tone=Tone.DOING,
            sort=lambda row: len(row.source.differs) if row.source is not None else 0,
        ),
    ]


def _of(words: Callable[[HandedIn], str]) -> Callable[[HandedInRow], str]:
    return lambda row: words(row.source) if row.source is not None else ""


def _or_none(value: Callable[[HandedIn], object]) -> Callable[[HandedInRow], object]:
    return lambda row: value(row.source) if row.source is not None else None


def _of_day(row: HandedInRow) -> date | None:
    return row.source.day if row.source is not None else None


def _place(source: HandedIn) -> str:
    return source.year.place


def _file(source: HandedIn) -> str:
    place = source.year.place
    return place if is_address(place) else Path(place).name


def _differing(one: OtherScore) -> str:
    """Returns ``O1 60.00 (ใช้ 100.00)``."""
    code = tr("รวม") if one.code == TOTAL else one.code
    return tr(
        "{code} {other} (ใช้ {used})", code=code, other=_points(one.other), used=_points(one.used)
    )


def _points(value: object) -> str:
    return "–" if value is None else f"{value:.2f}"
