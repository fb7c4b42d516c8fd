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
from ita_desktop.ui.theme.tokens import Tone


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """An item in the score tree; ``id`` is its code. Scores are per cent (0-100)."""

    id: str
    title: str
    before: Decimal | None
    official: Decimal | None
    own: Decimal | None


EDITABLE = frozenset({"official", "own"})
_WEIGHTS = Numbers(decimals=0)
_DIFFERENCES = Numbers(low=Decimal(-100))


def score_columns(data: YearData, previous: YearData | None) -> list[Column[ScoreRow]]:
    """The columns of a year beside the year before it."""
    before = (
        [Column[ScoreRow](key="before", title=tr("ปี {year}", year=previous.year),
                          kind=Kind.NUMBER, width=80, value=lambda row: row.before)]
        if previous is not None
        else []
    )  # fmt: skip
    return [
        Column(key="code", title=tr("ข้อ"), kind=Kind.CODE, width=96, value=lambda row: row.id,
               hideable=False),
        Column(key="title", title=tr("รายการ"), width=230, stretch=True, wrap=False,
               value=lambda row: row.title),
        Column(key="weight", title=tr("น้ำหนัก"), kind=Kind.NUMBER, width=70, numbers=_WEIGHTS,
               value=lambda _row: None, text=lambda _row: "", filterable=False),
        *before,
        Column(key="own", title=tr("ประเมินเอง"), kind=Kind.NUMBER, width=94, editable=True,
               value=lambda row: row.own),
        Column(key="official", title=tr("ทางการ {year}", year=data.year), kind=Kind.NUMBER,
               width=104, editable=True, value=lambda row: row.official),
        Column(key="difference", title=tr("ผลต่าง"), kind=Kind.NUMBER, width=76,
               numbers=_DIFFERENCES, value=lambda row: _difference(row.official, row.own)),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Before:
    """The year before, to stand beside. Items are compared only within one framework, because a
    code names another item in another one; indicators keep theirs."""

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
    cells: dict[str, object] = {
        "weight": Decimal(100) if is_total else node.weight,
        "before": before.value(node) if before is not None else None,
        "own": Toned(node.computed, _tone(node), strong=strong),
        "official": Toned(node.official, Tone.TEXT, strong=strong),
        "difference": node.difference,
    }
    title = tr("คะแนน ITA") if is_total else node.name
    code = tr("รวม") if is_total else node.code
    editable = EDITABLE - {"own"} if is_total else EDITABLE
    return Group(id=node.code, code=code, title=title, rows=rows, cells=cells, editable=editable)


def _tone(node: ScoreNode) -> Tone:
    """A figure that was typed over what lies below stands in the accent."""
    return Tone.ACCENT if node.own is not None else Tone.TEXT


def _row(node: ScoreNode, before: Before | None) -> ScoreRow:
    then = before.value(node) if before is not None else None
    return ScoreRow(node.code, node.name, then, node.official, node.own)


def _difference(official: Decimal | None, own: Decimal | None) -> Decimal | None:
    return None if official is None or own is None else official - own
