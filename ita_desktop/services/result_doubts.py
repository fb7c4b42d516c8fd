"""Doubtful official scores: doubts raised by imports, and contradictions.

A doubt raised by an import is stored (:class:`FigureDoubt`) until the score is corrected or
confirmed; a confirmed contradiction is stored, too, and no longer reported.
"""

import re
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.records import new_id
from ita_desktop.domain.scores.progress import tree_of
from ita_desktop.domain.scores.results import FigureDoubt, Score
from ita_desktop.domain.scores.scoring import ScoreTree
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.remarks import Remark
from ita_desktop.services.edits import last_position, names
from ita_desktop.services.result_check import SUM_APART, Contradiction, check_year
from ita_desktop.storage.workspace import Workspace

ALL = "all"
_OF_PARTS: Final = SUM_APART.rpartition("{")[0].rpartition("}")[2].strip()
"""Text that identifies a comparison with the scores below."""
_KEPT: Final = "ตามรายงานเดิม {code} ได้ {value} {level} ซึ่งไม่ตรงกับคะแนนใหม่ จึงไม่ใช้เป็นคะแนนวันนี้"
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")


def doubted(data: YearData) -> tuple[FigureDoubt, ...]:
    """Return the unsettled doubts of imports, without those whose score was corrected."""
    unsettled = [doubt for doubt in data.doubts if doubt.settled is None]
    tree = tree_of(data) if unsettled else None
    return tuple(doubt for doubt in unsettled if tree is None or _is_unchanged(doubt, tree))


def _is_unchanged(doubt: FigureDoubt, tree: ScoreTree) -> bool:
    """Return whether the doubted score and the score it was compared with are unchanged."""
    node = tree.nodes.get(doubt.node)
    of_figure = re.match(rf"คะแนน {re.escape(doubt.node)} พิมพ์\D*\d", doubt.text)
    if node is None or node.official is None or of_figure is None:
        return True
    said = doubt.text.removeprefix(f"คะแนน {doubt.node} พิมพ์")
    printed, *others = map(Decimal, _NUMBER.findall(said))
    if node.official != printed:
        return False
    return _OF_PARTS not in doubt.text or node.computed in others


def open_doubts(data: YearData) -> tuple[Contradiction, ...]:
    """Return all doubts about a year's scores, from imports and contradictions, without duplicates,
    in the framework's order."""
    texts = [Contradiction(doubt.node or TOTAL, doubt.text) for doubt in doubted(data)]
    places = {place.code: at for at, place in enumerate(data.framework.outline)}
    found = dict.fromkeys([*texts, *contradictions(data)])
    return tuple(
        sorted(found, key=lambda contradiction: places.get(contradiction.node, len(places)))
    )


def contradictions(data: YearData) -> tuple[Contradiction, ...]:
    """Return contradictions that were neither raised by an import nor confirmed."""
    known = {doubt.text for doubt in data.doubts}
    return tuple(
        contradiction
        for contradiction in check_year(data)
        if str(contradiction.sentence) not in known
    )


def confirm(workspace: Workspace, year: int, nodes: Collection[str], day: date) -> int:
    """Confirm on ``day`` that the doubtful scores of these nodes (codes; ``all`` for every one) are
    right; return the number of doubts settled."""
    data = workspace.year(year)

    def meant(node: str) -> bool:
        return ALL in nodes or (node or TOTAL) in nodes

    stored = [doubt for doubt in doubted(data) if meant(doubt.node)]
    others = [contradiction for contradiction in contradictions(data) if meant(contradiction.node)]
    if stored or others:
        codes = [*(doubt.node or TOTAL for doubt in stored), *(other.node for other in others)]
        which = names(codes, "{count} ตัวเลข")
        with workspace.change("ยืนยันตัวเลข {which}", which=which) as change:
            for doubt in stored:
                change.update(doubt, settled=day)
            for place, other in enumerate(others, last_position(data.doubts)):
                made = _doubt(data, other.node, str(other.sentence), place)
                change.insert(made)
                change.update(made, settled=day)
    return len(stored) + len(others)


def new_doubts(data: YearData, remarks: Iterable[Remark]) -> list[FigureDoubt]:
    """Return the doubts of an import that the year does not have yet."""
    known = {doubt.text for doubt in data.doubts}
    places = {place.code for place in data.framework.outline}
    found: dict[str, FigureDoubt] = {}
    for place, remark in enumerate(remarks, last_position(data.doubts)):
        code = str(remark.fields.get("code") or remark.fields.get("node") or "")
        text = str(Phrase(remark.template, **remark.fields))
        if text not in known:
            found.setdefault(text, _doubt(data, code if code in places else TOTAL, text, place))
    return list(found.values())


def kept_figure(data: YearData, score: Score) -> FigureDoubt:
    """Return the doubt as which a former official score is kept that no longer fits what is below
    it, with the level printed beside a total."""
    fields = {"code": score.node, "value": f"{score.value:.2f}", "level": score.note}
    text = _KEPT if score.note and score.node == TOTAL else _KEPT.replace(" {level}", "")
    return _doubt(data, score.node, str(Phrase(text, **fields)), last_position(data.doubts))


def _doubt(data: YearData, node: str, text: str, position: int) -> FigureDoubt:
    return FigureDoubt(
        id=new_id(),
        year_id=data.fiscal_year.id,
        node=node,
        text=str(text),
        position=position,
    )
