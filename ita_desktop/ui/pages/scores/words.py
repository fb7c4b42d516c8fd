"""Texts of คะแนน: the outcome, and the sources of its figures."""

from collections.abc import Iterator
from decimal import Decimal

from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.scores.scoring import ScoreNode, ScoreTree
from ita_desktop.i18n import tr
from ita_desktop.services.scores.scores import ScoreBarData, ScoreBarFigure
from ita_desktop.ui.score_bar_words import level_name, marked_level

USUAL_MARK = Decimal(95)
"""The score to reach while no level is known."""


def level_mark(score_bar: ScoreBarData) -> Decimal:
    """Returns the least score of each instrument (else of the total) for the next level."""
    target = score_bar.target
    return USUAL_MARK if target is None else target.mark


def outcome(score_bar: ScoreBarData) -> str:
    """Returns ``รวม 97.38 ผ่านดี``."""
    if score_bar.total is None:
        return tr("ยังไม่มีคะแนนรวม")
    level = level_name(score_bar, score_bar.level)
    return tr("รวม {total} {level}", total=f"{score_bar.total:.2f}", level=level)


def what_if_words(tree: ScoreTree, *, drafted: bool = False) -> str:
    """Returns ``ลองปรับแล้วได้ 98.16 ผ่านดีเยี่ยม``."""
    if tree.total.value is None:
        return tr("ลองปรับแล้วยังไม่มีคะแนนรวม")
    return tr("ลองปรับแล้วได้ {total}", total=_total_and_level(tree, drafted=drafted))


def instead(tree: ScoreTree, sentence: str, *, drafted: bool = False) -> str:
    """Returns the actual score, shown beside the trial; without one, ``sentence``, the reason."""
    if tree.total.value is None:
        return sentence
    return tr("ตอนนี้ {total}", total=_total_and_level(tree, drafted=drafted))


def _total_and_level(tree: ScoreTree, *, drafted: bool) -> str:
    level = tree.level.level
    name = marked_level(level.name, drafted=drafted) if level is not None else ""
    return f"{tree.total.value:.2f} {name}".strip()


def sources(score_bar: ScoreBarData, tree: ScoreTree) -> str:
    """Returns the sources of the instruments' scores, grouped by source, and whether the total
    combines two years."""
    shown: dict[str, list[str]] = {}
    for figure in score_bar.figures:
        shown.setdefault(_source(figure, tree), []).append(figure.code)
    parts = [f"{' '.join(codes)} {words}" for words, codes in shown.items()]
    if score_bar.mixed and score_bar.total is not None:
        parts.append(tr("รวมคิดจากสองปี"))
    return " · ".join(parts)


def _source(figure: ScoreBarFigure, tree: ScoreTree) -> str:
    if figure.from_year is not None:
        return tr("ใช้ผลปี {year}", year=figure.from_year)
    match tree.nodes[figure.code].source:
        case None:
            return tr("ยังไม่มีคะแนน")
        case "official":
            return tr("ผลทางการ")
        case "mixed":
            return tr("ผลทางการบางข้อ นอกนั้นประเมินเอง")
        case _:
            own = any(node.own is not None for node in _with_all_below(tree, figure.code))
            return tr("ประเมินเอง") if own else tr("คำนวณจากผลทางการ")


def _with_all_below(tree: ScoreTree, code: str) -> Iterator[ScoreNode]:
    yield tree.nodes[code]
    for child in tree.nodes[code].children:
        yield from _with_all_below(tree, child)


def checked(tree: ScoreTree) -> str:
    """Returns whether the official figures equal those computed from the items."""
    compared = [node for node in tree.nodes.values() if node.official is not None and node.children]
    if not compared:
        return ""
    apart = [node.code for node in compared if node.difference]
    if not apart:
        return tr("คำนวณแล้วตรงกับผลทางการ")
    named = [tr("รวม") if code == TOTAL else code for code in apart]
    return tr("ผลทางการต่างจากที่คำนวณที่ {codes}", codes=" ".join(named))


def places(count: int) -> str:
    """Returns how many places of the tree are chosen."""
    return tr("{count} ข้อ", count=count)
