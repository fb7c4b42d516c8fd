"""The rows and columns of คะแนน: the whole tree, every figure with where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ita_desktop.domain.framework import NodeKind
from ita_desktop.domain.scores.crosswalk import ItemLink
from ita_desktop.domain.scores.scoring import ScoreNode, ScoreTree
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services.scores.what_if_trials import Trial
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.rows import RowGroup
from ita_desktop.ui.table.values import Numbers, Toned
from ita_desktop.ui.theme.columns import ScoreColumns as Width
from ita_desktop.ui.theme.tokens import Tone


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """An item in the score tree; ``id`` is its code. Scores are per cent (0-100)."""

    id: str
    title: str
    before: Decimal | None
    official: Decimal | None
    own: Decimal | None
    change: Decimal | None
    """Against the year before, where the item is the same one."""
    what_if: Decimal | None = None
    """What it has in the trial: as it is, where nothing else is tried."""
    moved: bool = False
    """Whether that is another score than the real one."""


SHORT_NAMES = {
    "IIT": "ผู้มีส่วนได้ส่วนเสียภายใน",
    "EIT": "ผู้มีส่วนได้ส่วนเสียภายนอก",
    "OIT": "การเปิดเผยข้อมูลสาธารณะ",
}
"""The instruments without the words that all their names begin with."""
WHAT_IF = "tried"
WEIGHT = "weight"
CHANGE = "change"
"""The column in which scores are tried."""
EDITABLE = frozenset({"official", "own", WHAT_IF})
_WEIGHTS = Numbers(decimals=0)
_DIFFERENCES = Numbers(low=Decimal(-100))


def score_columns(previous: YearData | None) -> list[Column[ScoreRow]]:
    """The columns of a year beside those of the year before it."""
    before, change = [], []
    if previous is not None:
        before = [
            Column[ScoreRow](key="before", title=tr("ปี {year}", year=previous.year),
                             kind=ColumnKind.NUMBER, width=Width.BEFORE,
                             value=lambda row: row.before, tone=lambda _row: Tone.TEXT2)
        ]  # fmt: skip
        change = [
            Column[ScoreRow](key=CHANGE, title=tr("ต่างปีก่อน"), kind=ColumnKind.NUMBER,
                             width=Width.CHANGE,
                             numbers=_DIFFERENCES, value=lambda row: row.change,
                             text=lambda row: signed(row.change), tone=lambda _row: Tone.TEXT2)
        ]  # fmt: skip
    return [
        Column(key="code", title=tr("ข้อ"), kind=ColumnKind.CODE, width=Width.CODE,
               value=lambda row: row.id,
               hideable=False),
        Column(key="title", title=tr("รายการ"), width=Width.TITLE, stretch=True, wrap=False,
               value=lambda row: row.title, tone=lambda _row: Tone.TEXT2),
        Column(key=WEIGHT, title=tr("น้ำหนัก"), kind=ColumnKind.NUMBER, width=Width.WEIGHT,
               numbers=_WEIGHTS,
               value=lambda _row: None, text=lambda _row: "", filterable=False),
        *before,
        Column(key="own", title=tr("ประเมินเอง"), kind=ColumnKind.NUMBER, width=Width.OWN,
               editable=True, value=lambda row: row.own),
        Column(key="official", title=tr("ทางการ"), kind=ColumnKind.NUMBER,
               width=Width.OFFICIAL, editable=True, value=lambda row: row.official),
        *change,
        Column(key=WHAT_IF, title=tr("ลองปรับ"), kind=ColumnKind.NUMBER, width=Width.WHAT_IF,
               editable=True, value=lambda row: _what_if(row.what_if, moved=row.moved)),
        Column(key="difference", title=tr("ทางการ − ประเมินเอง"), kind=ColumnKind.NUMBER,
               width=Width.DIFFERENCE,
               numbers=_DIFFERENCES, value=lambda row: difference(row.official, row.own),
               text=lambda row: signed(difference(row.official, row.own)), hidden=True),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class PreviousScores:
    """The year before, to stand beside. In another framework a code names another item: there
    items are compared through the ``links`` of the crosswalk; indicators keep their codes."""

    year: int
    tree: ScoreTree
    links: Mapping[str, tuple[ItemLink, ...]] | None = None
    """By the item's code, the items that it goes on from; None within one framework."""

    def value(self, node: ScoreNode) -> Decimal | None:
        """The figure that the same place had."""
        code = self.was(node)
        found = self.tree.nodes.get(code) if code is not None else None
        return found.value if found is not None else None

    def was(self, node: ScoreNode) -> str | None:
        """The code that the same place had; None where its meaning does not go on."""
        if node.kind is not NodeKind.ITEM or self.links is None:
            return node.code
        goes_on = [link.old for link in self.links.get(node.code, ()) if link.goes_on]
        return goes_on[0] if len(goes_on) == 1 else None

    def parents(self, node: ScoreNode) -> tuple[str, ...]:
        """The items that an item was made of, where it cannot be compared with one."""
        if node.kind is not NodeKind.ITEM or self.links is None or self.was(node) is not None:
            return ()
        return tuple(link.old for link in self.links.get(node.code, ()))


def before_of(data: YearData, previous: YearData, tree: ScoreTree) -> PreviousScores:
    """The year before a year, whose ``tree`` this is, as it stands beside it."""
    old, new = previous.framework, data.framework
    if old.code == new.code:
        return PreviousScores(previous.year, tree)
    from ita_desktop.frameworks.crosswalk_file import crosswalk

    links: dict[str, tuple[ItemLink, ...]] = {}
    for link in crosswalk().between(old.code, new.code, [item.code for item in old.items]):
        links[link.new] = (*links.get(link.new, ()), link)
    return PreviousScores(previous.year, tree, links)


def score_groups(
    tree: ScoreTree, own: ScoreTree, before: PreviousScores | None, trial: Trial
) -> list[RowGroup]:
    """The total, and the instruments with all that lies below them. ``own`` is the tree of the
    office's own assessment alone, which its column shows."""
    shown = _Shown(tree, own, before, trial, trial.moved)
    return [
        _group(shown, tree.total, rows=()),
        *(_below(shown, node) for node in tree.instruments),
    ]


class _Shown(NamedTuple):
    """What stands side by side."""

    tree: ScoreTree
    own: ScoreTree
    before: PreviousScores | None
    trial: Trial
    moved: frozenset[str]

    def then(self, node: ScoreNode) -> Decimal | None:
        return self.before.value(node) if self.before is not None else None


def folded_at_first(tree: ScoreTree, least: Decimal) -> frozenset[str]:
    """Indicators that need no look: everything in them is known and they reach ``least``. Their
    items are folded away at first."""
    return frozenset(
        node.code
        for node in tree.indicators
        if node.value is not None
        and node.value >= least
        and all(child.value is not None for child in tree.children(node.code))
        and any(child.kind is NodeKind.ITEM for child in tree.children(node.code))
    )


def _below(shown: _Shown, node: ScoreNode) -> RowGroup:
    rows: list[ScoreRow | RowGroup] = []
    for child in shown.tree.children(node.code):
        if child.kind is NodeKind.ITEM:
            rows.append(_row(shown, child))
        else:
            rows.append(_below(shown, child))
    return _group(shown, node, rows=tuple(rows))


def _group(shown: _Shown, node: ScoreNode, *, rows: tuple[ScoreRow | RowGroup, ...]) -> RowGroup:
    is_total = node.kind is NodeKind.TOTAL
    strong = node.kind in {NodeKind.TOTAL, NodeKind.INSTRUMENT}
    then, own = shown.then(node), shown.own.nodes[node.code].value
    apart = signed(difference(node.official, own))
    cells: dict[str, object] = {
        "before": Toned(then, Tone.TEXT2),
        # A figure that was typed over what is computed stands in the accent.
        "own": Toned(own, Tone.ACCENT if node.own is not None else Tone.TEXT, strong),
        "official": Toned(node.official, Tone.TEXT, strong=strong),
        CHANGE: Toned(signed(difference(node.value, then)) or None, Tone.TEXT2),
        "difference": Toned(apart or None, Tone.TEXT),
        WHAT_IF: _what_if(shown.trial.tree.nodes[node.code].value, moved=node.code in shown.moved),
    }
    weight = Decimal(100) if is_total else node.weight
    if weight is not None:
        cells[WEIGHT] = Toned(weight, Tone.TEXT2)
    title = tr("คะแนน ITA") if is_total else tr(SHORT_NAMES.get(node.code, node.name))
    code = tr("รวม") if is_total else node.code
    editable = EDITABLE - {"own", WHAT_IF} if is_total else EDITABLE
    return RowGroup(id=node.code, code=code, title=title, rows=rows, cells=cells, editable=editable)


def _row(shown: _Shown, node: ScoreNode) -> ScoreRow:
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


def _what_if(value: Decimal | None, *, moved: bool) -> Toned:
    """A score of the trial: in the accent where it is another one than the real one."""
    return Toned(value, Tone.ACCENT if moved else Tone.TEXT2, strong=moved)


def difference(figure: Decimal | None, other: Decimal | None) -> Decimal | None:
    """``one`` minus ``other``, where both are known."""
    return None if figure is None or other is None else figure - other


def signed(value: Decimal | None) -> str:
    """``+5.37``, ``−0.20``, ``0.00``; empty while it is not known."""
    if value is None:
        return ""
    return f"{value:+.2f}".replace("-", "−") if value else "0.00"
