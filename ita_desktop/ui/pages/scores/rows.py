"""The rows and columns of คะแนน: the score tree with the source of each figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from ita_desktop.domain.framework import NodeKind
from ita_desktop.domain.scores.crosswalk import ItemLink
from ita_desktop.domain.scores.results import SCORE_SOURCES, ScoreSource
from ita_desktop.domain.scores.scoring import ScoreNode, ScoreTree
from ita_desktop.domain.text import signed_number
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services.scores.trials import Trial
from ita_desktop.ui.table.column import Column, ColumnKind, RowGroup
from ita_desktop.ui.table.values import Numbers, StyledValue
from ita_desktop.ui.theme.tokens import Tone

SHORT_NAMES = {
    "IIT": "ผู้มีส่วนได้ส่วนเสียภายใน",
    "EIT": "ผู้มีส่วนได้ส่วนเสียภายนอก",
    "OIT": "การเปิดเผยข้อมูลสาธารณะ",
}
"""Names of the instruments without their common prefix."""
WHAT_IF = "tried"
WEIGHT = "weight"
CHANGE = "change"
"""The column of trial scores."""
EDITABLE = frozenset({"official", "own", WHAT_IF})
_WEIGHTS = Numbers(decimals=0)
_DIFFERENCES = Numbers(low=Decimal(-100))


class _Width:
    """The score tree."""

    BEFORE: Final = 74
    CHANGE: Final = 84
    CODE: Final = 100
    TITLE: Final = 120
    WEIGHT: Final = 64
    OWN: Final = 86
    OFFICIAL: Final = 74
    DIFFERENCE: Final = 150
    WHAT_IF: Final = 76


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """An item of the score tree; ``id`` is its code. Scores are per cent (0-100)."""

    id: str
    title: str
    before: Decimal | None
    official: Decimal | None
    own: Decimal | None
    change: Decimal | None
    """The change since the previous year, if the item is the same."""
    what_if: Decimal | None = None
    """The score in the trial; the actual one if it is unchanged."""
    moved: bool = False
    """Whether the trial score differs from the actual one."""


def score_columns(previous: YearData | None) -> list[Column[ScoreRow]]:
    """Returns the columns of a year, beside those of the previous one."""
    before, change = [], []
    if previous is not None:
        before = [
            Column[ScoreRow]("before", tr("ปี {year}", year=previous.year), lambda row: row.before,
                             _Width.BEFORE, kind=ColumnKind.NUMBER, tone=Tone.TEXT2)
        ]  # fmt: skip
        change = [
            Column[ScoreRow](CHANGE, tr("ต่างปีก่อน"), lambda row: row.change, _Width.CHANGE,
                             kind=ColumnKind.NUMBER, numbers=_DIFFERENCES,
                             text=lambda row: signed(row.change), tone=Tone.TEXT2)
        ]  # fmt: skip
    return [
        Column("code", tr("ข้อ"), lambda row: row.id, _Width.CODE, kind=ColumnKind.CODE,
               hideable=False),
        Column("title", tr("รายการ"), lambda row: row.title, _Width.TITLE, stretch=True,
               wrap=False, tone=Tone.TEXT2),
        Column(WEIGHT, tr("น้ำหนัก"), lambda _row: None, _Width.WEIGHT, kind=ColumnKind.NUMBER,
               numbers=_WEIGHTS, text=lambda _row: "", filterable=False),
        *before,
        Column("own", tr(SCORE_SOURCES[ScoreSource.SELF]), lambda row: row.own, _Width.OWN,
               kind=ColumnKind.NUMBER, editable=True),
        Column("official", tr(SCORE_SOURCES[ScoreSource.OFFICIAL]), lambda row: row.official,
               _Width.OFFICIAL, kind=ColumnKind.NUMBER, editable=True),
        *change,
        Column(WHAT_IF, tr("ลองปรับ"), lambda row: _what_if(row.what_if, moved=row.moved),
               _Width.WHAT_IF, kind=ColumnKind.NUMBER, editable=True),
        Column("difference", tr("ทางการ − ประเมินเอง"),
               lambda row: difference(row.official, row.own), _Width.DIFFERENCE,
               kind=ColumnKind.NUMBER, numbers=_DIFFERENCES,
               text=lambda row: signed(difference(row.official, row.own)), hidden=True),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class PreviousScores:
    """The previous year for comparison. In a different framework, items are matched through the
    crosswalk's ``links``; indicators keep their codes."""

    year: int
    tree: ScoreTree
    links: Mapping[str, tuple[ItemLink, ...]] | None = None
    """The links of each item by code; None for the same framework."""

    def value(self, node: ScoreNode) -> Decimal | None:
        """Returns the previous score of a node."""
        code = self.was(node)
        found = self.tree.nodes.get(code) if code is not None else None
        return found.value if found is not None else None

    def was(self, node: ScoreNode) -> str | None:
        """Returns the previous code of a node; None if it has no equivalent."""
        if node.kind is not NodeKind.ITEM or self.links is None:
            return node.code
        goes_on = [link.old for link in self.links.get(node.code, ()) if link.goes_on]
        return goes_on[0] if len(goes_on) == 1 else None

    def parents(self, node: ScoreNode) -> tuple[str, ...]:
        """Returns the items that an item without a single equivalent was derived from."""
        if node.kind is not NodeKind.ITEM or self.links is None or self.was(node) is not None:
            return ()
        return tuple(link.old for link in self.links.get(node.code, ()))


def before_of(data: YearData, previous: YearData, tree: ScoreTree) -> PreviousScores:
    """Returns the previous year of ``data``; ``tree`` is that of the previous year."""
    old, new = previous.framework, data.framework
    if old.code == new.code:
        return PreviousScores(previous.year, tree)
    from ita_desktop.frameworks.resource_files import crosswalk

    links: dict[str, tuple[ItemLink, ...]] = {}
    for link in crosswalk(old, new).between(old.code, new.code, [item.code for item in old.items]):
        links[link.new] = (*links.get(link.new, ()), link)
    return PreviousScores(previous.year, tree, links)


def score_groups(
    tree: ScoreTree, own: ScoreTree, before: PreviousScores | None, trial: Trial
) -> list[RowGroup]:
    """Returns the total, and the instruments with their nodes. ``own`` is the tree of the
    self-assessment, shown in its column."""
    shown = _ShownTrees(tree, own, before, trial, trial.moved)
    return [
        _group(shown, tree.total, rows=()),
        *(_group_of(shown, node) for node in tree.instruments),
    ]


class _ShownTrees(NamedTuple):
    """The trees shown side by side."""

    tree: ScoreTree
    own: ScoreTree
    before: PreviousScores | None
    trial: Trial
    moved: frozenset[str]

    def then(self, node: ScoreNode) -> Decimal | None:
        return self.before.value(node) if self.before is not None else None


def folded_at_first(tree: ScoreTree, least: Decimal) -> frozenset[str]:
    """Returns the codes of indicators whose scores are all known and at least ``least``, which are
    folded at first."""
    return frozenset(
        node.code
        for node in tree.indicators
        if node.value is not None
        and node.value >= least
        and all(child.value is not None for child in tree.children(node.code))
        and any(child.kind is NodeKind.ITEM for child in tree.children(node.code))
    )


def _group_of(shown: _ShownTrees, node: ScoreNode) -> RowGroup:
    rows: list[ScoreRow | RowGroup] = []
    for child in shown.tree.children(node.code):
        if child.kind is NodeKind.ITEM:
            rows.append(_row(shown, child))
        else:
            rows.append(_group_of(shown, child))
    return _group(shown, node, rows=tuple(rows))


def _group(
    shown: _ShownTrees, node: ScoreNode, *, rows: tuple[ScoreRow | RowGroup, ...]
) -> RowGroup:
    is_total = node.kind is NodeKind.TOTAL
    strong = node.kind in {NodeKind.TOTAL, NodeKind.INSTRUMENT}
    then, own = shown.then(node), shown.own.nodes[node.code].value
    apart = signed(difference(node.official, own))
    cells: dict[str, object] = {
        "before": StyledValue(then, Tone.TEXT2),
        # Manually entered figures are in the accent colour.
        "own": StyledValue(own, Tone.ACCENT if node.own is not None else Tone.TEXT, strong),
        "official": StyledValue(node.official, Tone.TEXT, strong=strong),
        CHANGE: StyledValue(signed(difference(node.value, then)) or None, Tone.TEXT2),
        "difference": StyledValue(apart or None, Tone.TEXT),
        WHAT_IF: _what_if(shown.trial.tree.nodes[node.code].value, moved=node.code in shown.moved),
    }
    weight = Decimal(100) if is_total else node.weight
    if weight is not None:
        cells[WEIGHT] = StyledValue(weight, Tone.TEXT2)
    title = tr("คะแนน ITA") if is_total else tr(SHORT_NAMES.get(node.code, node.name))
    code = tr("รวม") if is_total else node.code
    editable = EDITABLE - {"own", WHAT_IF} if is_total else EDITABLE
    return RowGroup(id=node.code, code=code, title=title, rows=rows, cells=cells, editable=editable)


def _row(shown: _ShownTrees, node: ScoreNode) -> ScoreRow:
    then = shown.then(node)
    return ScoreRow(
        node.code,
        node.name,
        then,
        node.official,
        node.own,
        difference(node.value, then),
        shown.trial.tree.nodes[node.code].value,
        node.code in shown.moved,
    )


def _what_if(value: Decimal | None, *, moved: bool) -> StyledValue:
    """Returns a trial score, in the accent colour if it differs from the actual one."""
    return StyledValue(value, Tone.ACCENT if moved else Tone.TEXT2, strong=moved)


def difference(figure: Decimal | None, other: Decimal | None) -> Decimal | None:
    """Returns ``figure`` minus ``other`` if both are known."""
    return None if figure is None or other is None else figure - other


def signed(value: Decimal | None) -> str:
    """Returns ``+5.37``, ``−0.20`` or ``0.00``; empty if unknown."""
    return "" if value is None else signed_number(value)
