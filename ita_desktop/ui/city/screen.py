"""What all views of the city show: the districts that were read, the year, the rows of its table,
and the row of filters that all views share, with the choice of an instrument, indicator or item."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.documents.reports.city.words import GROUPS, OUTSIDE, group_of
from ita_desktop.domain.city import tables
from ita_desktop.domain.city.districts import Blocked, City, District, DistrictYear, OutlineNode
from ita_desktop.domain.city.items import framework_of_most
from ita_desktop.domain.framework import TOTAL, NodeKind
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.text import key
from ita_desktop.i18n import in_language, sentence, tr
from ita_desktop.settings import today
from ita_desktop.ui.pages.parts.chips import MenuChip
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import hbox
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.fields.choices import Choice
from ita_desktop.ui.widgets.fields.field import SearchField
from ita_desktop.ui.widgets.label import ThaiLabel

if TYPE_CHECKING:
    from ita_desktop.domain.scores.crosswalk import Crosswalk

TARGETS: Final = ("80", "85", "90", "95", "100")
"""Totals that can be chosen as a target."""
_TYPED_DELAY: Final = 30
"""Milliseconds after a letter in which the next one replaces the search for it."""


NO_LEVEL: Final = "-"
"""The filter for districts without a certain level."""


OTHER_GROUP: Final = "-"
"""The filter for offices that are no district of Bangkok."""


class CityTrouble(StrEnum):
    """What keeps a district from being compared, or needs somebody's eye."""

    UNREADABLE = "unreadable"
    NO_YEAR = "no_year"
    INCOMPLETE = "incomplete"
    DRAFT = "draft"
    TWICE = "twice"
    DOUBTED = "doubted"
    LATE = "late"


TROUBLES: Final = {
    CityTrouble.UNREADABLE: "อ่านไม่ได้",
    CityTrouble.NO_YEAR: "ไม่มีปีนี้",
    CityTrouble.INCOMPLETE: "คะแนนไม่ครบ",
    CityTrouble.DRAFT: "ตามกรอบร่าง",
    CityTrouble.TWICE: "มีหลายแหล่ง",
    CityTrouble.DOUBTED: "โปรแกรมไม่เปิดแฟ้ม",
    CityTrouble.LATE: "มีข้อเลยกำหนด",
}


class CityRow(NamedTuple):
    """A district in the shown year, with what the filters look at."""

    id: str
    shown: tables.DistrictRow
    name: str
    sought: str
    """What the text of the filter is looked for in."""
    group: str
    level: str
    troubles: frozenset[CityTrouble]
    note: str
    """What is wrong with the file or the year, in words."""

    @property
    def year(self) -> DistrictYear | None:
        return self.shown.year

    @property
    def district(self) -> District:
        return self.shown.district


@dataclass(frozen=True)
class CityFilter:
    """Which districts are shown; empty parts let all pass."""

    text: str = ""
    level: str = ""
    group: str = ""
    trouble: str = ""

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.level or self.group or self.trouble)

    @cached_property
    def _needle(self) -> str:
        return key(self.text)

    def passes(self, row: CityRow) -> bool:
        """Returns whether a row is shown. The text is looked for in names and notes."""
        return (
            (not self.level or (row.level or NO_LEVEL) == self.level)
            and (not self.group or (row.group or OTHER_GROUP) == self.group)
            and (not self.trouble or self.trouble in row.troubles)
            and self._needle in row.sought
        )


def city_rows(rows: Sequence[tables.DistrictRow], fiscal_year: int) -> tuple[CityRow, ...]:
    """Returns the rows of a year: ranked districts first, then others, then unread files."""
    made = [_row(row, fiscal_year, number) for number, row in enumerate(rows)]
    return tuple(sorted(made, key=_order))


def _order(row: CityRow) -> tuple[bool, bool, int]:
    """Districts of one rank stay in the order of their names."""
    rank = row.shown.rank
    return row.district.problem is not None, rank is None, rank or 0


def row_id(district: District) -> str:
    """Returns the id of a readable district's rows: a file may have many districts."""
    return district.key or district.source


def _row(shown: tables.DistrictRow, fiscal_year: int, number: int) -> CityRow:
    district, year = shown.district, shown.year
    name = district.short_name
    troubles = frozenset(_troubles(shown))
    note = _note(shown, fiscal_year, troubles)
    return CityRow(
        row_id(district) if district.problem is None else f"{number} {district.source}",
        shown,
        name,
        key(f"{district.name} {note}"),
        group_of(name),
        year.level if year is not None else "",
        troubles,
        note,
    )


def _troubles(shown: tables.DistrictRow) -> list[CityTrouble]:
    district, year = shown.district, shown.year
    if district.problem is not None:
        return [CityTrouble.UNREADABLE]
    if year is None:
        return [CityTrouble.NO_YEAR]
    found = {
        CityTrouble.INCOMPLETE: not year.is_complete,
        CityTrouble.DRAFT: year.is_draft,
        CityTrouble.TWICE: any(other.fiscal_year == year.fiscal_year for other in district.also),
        CityTrouble.DOUBTED: bool(district.doubts),
        CityTrouble.LATE: bool(shown.late),
    }
    return [trouble for trouble, holds in found.items() if holds]


def _note(shown: tables.DistrictRow, fiscal_year: int, troubles: frozenset[CityTrouble]) -> str:
    district, year = shown.district, shown.year
    if district.problem is not None:
        return sentence(district.problem)
    if year is None:
        return tr("ไม่มีปี {year} ในแหล่งข้อมูล", year=fiscal_year)
    notes = {
        CityTrouble.INCOMPLETE: tr(
            "คะแนนรู้แล้ว {known} % ของน้ำหนัก จึงยังไม่มีอันดับ", known=int(year.known)
        ),
        CityTrouble.DRAFT: tr("คะแนนตามกรอบร่าง"),
        CityTrouble.TWICE: tr("มีหลายแหล่งของปีเดียวกัน ใช้แหล่งที่เป็นทางการหรือรู้มากกว่า"),
        CityTrouble.DOUBTED: " · ".join(map(sentence, district.doubts)),
    }
    return " · ".join(words for trouble, words in notes.items() if trouble in troubles)


def blocked_words(blocks: Sequence[Blocked]) -> str:
    """Returns what the next better level lacks: ``EIT ขาด 2.62 · รวม ขาด 0.11``."""
    return " · ".join(map(_blocked, blocks))


def _blocked(block: Blocked) -> str:
    subject = tr("รวม") if block.subject == TOTAL else block.subject
    if block.missing is None:
        return tr("{subject} ยังไม่มีคะแนน", subject=subject)
    return tr("{subject} ขาด {missing}", subject=subject, missing=f"{block.missing:.2f}")


def levels_of(city: City, fiscal_year: int) -> tuple[str, ...]:
    """Returns the levels of a year, that of the highest total first."""
    best: dict[str, object] = {}
    years = [year for _, year in city.in_year(fiscal_year) if year.level and year.total is not None]
    for year in sorted(years, key=lambda year: -(year.total or 0)):
        best.setdefault(year.level, year)
    return tuple(best)


@dataclass(frozen=True)
class Shown:
    """The districts in one fiscal year, worked out once for all views."""

    city: City
    year: int
    crosswalk: "Crosswalk"
    target: Decimal | None = None
    """The total that districts are held beside; None: that of the year, if it has one."""

    @cached_property
    def summary(self) -> tables.Summary:
        """The figures of all districts."""
        target = self.target or tables.usual_target(self.year)
        return tables.summary_of(self.table.rows, self.year, target)

    @cached_property
    def table(self) -> tables.YearTable:
        """All districts with rank and change."""
        return tables.table_of_year(self.city, self.year, today())

    @cached_property
    def rows(self) -> tuple[CityRow, ...]:
        """The rows of the table, in its order."""
        return city_rows(self.table.rows, self.year)

    @cached_property
    def row_of(self) -> dict[str, CityRow]:
        """The rows by comparison key of the office."""
        return {row.district.key: row for row in self.rows if row.district.problem is None}

    @cached_property
    def framework(self) -> str:
        """The code of the framework that most districts have."""
        return framework_of_most(self.city, self.year)

    @cached_property
    def nodes(self) -> tuple[OutlineNode, ...]:
        """Instruments, indicators and items of that framework."""
        years = (year for _, year in self.city.in_year(self.year))
        alike = (year.outline.nodes for year in years if year.outline.code == self.framework)
        return next(alike, ())

    @cached_property
    def item_codes(self) -> frozenset[str]:
        """The codes of that framework's items."""
        return frozenset(node.code for node in self.nodes if node.kind is NodeKind.ITEM)

    def node(self, code: str) -> OutlineNode | None:
        """Returns a node of the framework of most districts."""
        return next((node for node in self.nodes if node.code == code), None)


def shown_of(
    city: City, crosswalk: "Crosswalk", fiscal_year: int, target: Decimal | None = None
) -> Shown:
    """Returns the districts in a fiscal year, in the usual one if none of them has it, with the
    rows worked out: in another thread, the window need not wait for it."""
    from ita_desktop.services.city.library import usual_year

    known = fiscal_year if fiscal_year in city.fiscal_years else usual_year(city)
    shown = Shown(city, known or 0, crosswalk, target)
    _ = shown.rows, shown.row_of, shown.nodes, shown.item_codes, shown.summary
    return shown


class CityView(QWidget):
    """A view. It is shown what was read and the year, then the filter, as often as they change."""

    filtering: ClassVar[bool] = False
    """Whether the filters concern it."""
    district_requested = Signal(object)
    table: SheetView

    @property
    def first(self) -> QWidget:
        """What gets the focus."""
        return self.table

    def show_city(self, shown: Shown) -> None:
        """Shows another year, or districts that were read anew."""
        raise NotImplementedError

    def narrow(self, _wanted: CityFilter) -> tuple[int, int] | None:
        """Shows what passes the filter; returns how many districts do, and how many there are."""
        return None

    def show_district(self, district: District) -> None:
        """Leads to a district."""
        self.table.go_to(row_id(district))


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
        self.trouble = MenuChip(tr("กรองตามสิ่งที่ต้องดู"), tr("ทั้งหมด"), _marked_troubles, self)
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


def _marked_troubles() -> list[tuple[str, str]]:
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
        for entry, words in entries:
            self.addItem(words, entry)
            self.setItemData(self.count() - 1, words, Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(max(self.findData(kept), 0) if entries else -1)
        self.blockSignals(False)

    def pick(self, key: str) -> None:
        """Chooses an entry, if there is one of that key."""
        at = self.findData(key)
        if at >= 0:
            self.setCurrentIndex(at)
