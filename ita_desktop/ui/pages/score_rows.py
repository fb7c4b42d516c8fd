"""The rows and columns of คะแนน: the whole tree, every figure with where it comes from."""

from dataclasses import dataclass
from decimal import Decimal

from ita_desktop.domain.framework import NodeKind
from ita_desktop.domain.scoring import ScoreNode, ScoreTree
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.ui.table.column import Column, Kind
from ita_desktop.ui.table.rows import Group
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


SHORT_NAMES = {
    "IIT": "ผู้มีส่วนได้ส่วนเสียภายใน",
    "EIT": "ผู้มีส่วนได้ส่วนเสียภายนอก",
    "OIT": "การเปิดเผยข้อมูลสาธารณะ",
}
"""The instruments without the words that all their names begin with."""
EDITABLE = frozenset({"official", "own"})
_WEIGHTS = Numbers(decimals=0)
_DIFFERENCES = Numbers(low=Decimal(-100))


def score_columns(previous: YearData | None) -> list[Column[ScoreRow]]:
    """The columns of a year beside those of the year before it."""
    before, change = [], []
    if previous is not None:
        before = [
            Column[ScoreRow](key="before", title=tr("ปี {year}", year=previous.year),
                             kind=Kind.NUMBER, width=Width.BEFORE, value=lambda row: row.before,
                             tone=lambda _row: Tone.TEXT2)
        ]  # fmt: skip
        change = [
            Column[ScoreRow](key="change", title=tr("เทียบปีก่อน"), kind=Kind.NUMBER,
                             width=Width.CHANGE,
                             numbers=_DIFFERENCES, value=lambda row: row.change,
                             text=lambda row: signed(row.change), tone=lambda _row: Tone.TEXT2)
        ]  # fmt: skip
    return [
        Column(key="code", title=tr("ข้อ"), kind=Kind.CODE, width=Width.CODE,
               value=lambda row: row.id,
               hideable=False),
        Column(key="title", title=tr("รายการ"), width=Width.TITLE, stretch=True, wrap=False,
               value=lambda row: row.title, tone=lambda _row: Tone.TEXT2),
        Column(key="weight", title=tr("น้ำหนัก"), kind=Kind.NUMBER, width=Width.WEIGHT,
               numbers=_WEIGHTS,
               value=lambda _row: None, text=lambda _row: "", filterable=False),
        *before,
        Column(key="own", title=tr("ประเมินเอง"), kind=Kind.NUMBER, width=Width.OWN, editable=True,
               value=lambda row: row.own),
        Column(key="official", title=tr("ทางการ"), kind=Kind.NUMBER,
               width=Width.OFFICIAL, editable=True, value=lambda row: row.official),
        *change,
        Column(key="difference", title=tr("ทางการ − ประเมินเอง"), kind=Kind.NUMBER,
               width=Width.DIFFERENCE,
               numbers=_DIFFERENCES, value=lambda row: difference(row.official, row.own),
               text=lambda row: signed(difference(row.official, row.own)), hidden=True),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Before:
    """The year before, to stand beside. Items are compared only within one framework, because a
    code names another item in another one; indicators keep theirs."""

    year: int
    tree: ScoreTree
    same_framework: bool

    def value(self, node: ScoreNode) -> Decimal | None:
        """The figure that the same place had."""
        if node.kind is NodeKind.ITEM and not self.same_framework:
            return None
        found = self.tree.nodes.get(node.code)
        return found.value if found is not None else None


def score_groups(tree: ScoreTree, before: Before | None) -> list[Group]:
    """The total, and the instruments with all that lies below them."""
    return [
        _group(before, tree.total, rows=()),
        *(_below(tree, before, node) for node in tree.instruments),
    ]


def settled(tree: ScoreTree, least: Decimal) -> frozenset[str]:
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


def _below(tree: ScoreTree, before: Before | None, node: ScoreNode) -> Group:
    rows: list[ScoreRow | Group] = []
    for child in tree.children(node.code):
        if child.kind is NodeKind.ITEM:
            rows.append(_row(child, before))
        else:
            rows.append(_below(tree, before, child))
    return _group(before, node, rows=tuple(rows))


def _group(before: Before | None, node: ScoreNode, *, rows: tuple[ScoreRow | Group, ...]) -> Group:
    is_total = node.kind is NodeKind.TOTAL
    strong = node.kind in {NodeKind.TOTAL, NodeKind.INSTRUMENT}
    then = before.value(node) if before is not None else None
    cells: dict[str, object] = {
        "before": Toned(then, Tone.TEXT2),
        # A figure that was typed over what is computed stands in the accent.
        "own": Toned(node.computed, Tone.ACCENT if node.own is not None else Tone.TEXT, strong),
        "official": Toned(node.official, Tone.TEXT, strong=strong),
        "change": Toned(signed(difference(node.value, then)) or None, Tone.TEXT2),
        "difference": Toned(signed(node.difference) or None, Tone.TEXT),
    }
    weight = Decimal(100) if is_total else node.weight
    if weight is not None:
        cells["weight"] = Toned(weight, Tone.TEXT2)
    title = tr("คะแนน ITA") if is_total else tr(SHORT_NAMES.get(node.code, node.name))
    code = tr("รวม") if is_total else node.code
    editable = EDITABLE - {"own"} if is_total else EDITABLE
    return Group(id=node.code, code=code, title=title, rows=rows, cells=cells, editable=editable)


def _row(node: ScoreNode, before: Before | None) -> ScoreRow:
    then = before.value(node) if before is not None else None
    change = difference(node.value, then)
    return ScoreRow(node.code, node.name, then, node.official, node.own, change)


def difference(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """``one`` minus ``other``, where both are known."""
    return None if one is None or other is None else one - other


def signed(value: Decimal | None) -> str:
    """``+5.37``, ``−0.20``, ``0.00``; empty while it is not known."""
    if value is None:
        return ""
    return f"{value:+.2f}".replace("-", "−") if value else "0.00"
