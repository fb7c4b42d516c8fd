"""Last year's result in an agenda: total and level, scores by indicator, best and worst indicators,
and assessors' remarks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ita_desktop.documents.content import Align, Block, Paragraph, Run, TabStop, paragraph
from ita_desktop.documents.reports.wording import BULLET, level_title
from ita_desktop.domain.documents.district_names import office
from ita_desktop.domain.framework import NodeKind
from ita_desktop.domain.records import Organisation
from ita_desktop.domain.scores.figure_words import both, highest, lowest
from ita_desktop.domain.scores.progress import tree_of
from ita_desktop.domain.scores.scoring import ScoreNode, ScoreTree
from ita_desktop.domain.year import YearData

_SCORE_AT: Final = 158.0
"""Right edge of the scores, in mm from the left edge of the text."""
_STEP: Final = 8.0


def last_result(data: YearData, year: YearData | None, left: float) -> Iterator[Block]:
    """Yields the result of ``year``, the one before ``data``, indented by ``left`` mm; a sentence
    if it has no scores, or the workspace lacks it."""
    if year is None:
        yield _indented(_nothing(data.organisation, data.year - 1), left)
        return
    tree = tree_of(year)
    yield _indented(_sentence(year, tree), left)
    if all(node.value is None for node in tree.nodes.values()):
        return
    for instrument in tree.instruments:
        yield Paragraph((Run(f"{instrument.name} ({instrument.code})", bold=True),),
                        "agenda-matter", left=left)  # fmt: skip
        for node in [tree.nodes[code] for code in instrument.children if code in tree.nodes]:
            yield _score_line(node, left + _STEP)
    extremes = _extremes(tree)
    if extremes:
        yield _indented(extremes, left)
    yield from _remarks(year, left)


def _indented(text: str, left: float) -> Paragraph:
    return Paragraph((Run(text),), "paper-line", left=left)


def _nothing(organisation: Organisation, year: int) -> str:
    return f"ยังไม่มีผลการประเมินของ{office(organisation)} ประจำปีงบประมาณ พ.ศ. {year}"


def _sentence(year: YearData, tree: ScoreTree) -> str:
    value, level = tree.total.value, tree.level.level
    name = year.printed_level or (level.name if level is not None else "")
    if value is None and not name:
        return _nothing(year.organisation, year.year)
    total = f"ได้รับคะแนนรวม {value:.2f} คะแนน " if value is not None else ""
    reached = f"อยู่ใน{level_title(year, name)}" if name else ""
    got = f"{total}{reached}".rstrip()
    return f"ผลการประเมินของ{office(year.organisation)}{got} รายละเอียดดังนี้"


def _score_line(node: ScoreNode, left: float) -> Paragraph:
    score = f"{node.value:.2f} คะแนน" if node.value is not None else "ยังไม่มีคะแนน"
    text = f"ตัวชี้วัดที่ {node.code} {node.name}\t{score}"
    stop = TabStop(_SCORE_AT, Align.RIGHT)
    return Paragraph((Run(text),), "paper-line", left=left, tabs=(stop,))


def _extremes(tree: ScoreTree) -> str:
    """Returns the best and worst indicators with ties; empty if all are equal."""
    indicators = [
        indicator for indicator in tree.indicators if indicator.kind is NodeKind.INDICATOR
    ]
    best, worst = highest(indicators), lowest(indicators)
    if not best or best[0].value == worst[0].value:
        return ""
    return (
        f"โดยคะแนนสูงสุดอยู่ที่{_named(best)} {best[0].value:.2f} คะแนน"
        f" และคะแนนต่ำสุดอยู่ที่{_named(worst)} {worst[0].value:.2f} คะแนน"
    )


def _named(nodes: Sequence[ScoreNode]) -> str:
    return both([f"ตัวชี้วัดที่ {node.code} {node.name}" for node in nodes])


def _remarks(year: YearData, left: float) -> Iterator[Block]:
    """Yields the assessors' remarks on items, by indicator."""
    notes = year.remark_by_node
    framework = year.framework
    groups = [
        (indicator, [item for item in framework.items_of(indicator.code) if item.code in notes])
        for indicator in framework.indicators
        if not indicator.parent
    ]
    groups = [(indicator, items) for indicator, items in groups if items]
    if not groups:
        return
    yield _indented("โดยมีข้อเสนอแนะจากการประเมิน ดังนี้", left)
    for number, (indicator, items) in enumerate(groups, 1):
        yield Paragraph(
            (Run(f"ตัวชี้วัดที่ {indicator.code} {indicator.name}"),),
            "paper-line",
            mark=f"{number})",
            left=left,
        )
        for item in items:
            text = f"{item.code} {item.title} {' '.join(notes[item.code].split())}"
            yield paragraph_at(text, left + _STEP, BULLET)


def paragraph_at(text: str, left: float, mark: str = "", counted: str = "") -> Paragraph:
    """Returns a line indented by ``left`` mm, with a hanging indent after its mark; a number is
    counted by Word in the list ``counted``."""
    one = paragraph(text, "paper-line", mark=mark, counted=counted)
    return replace(one, left=left, hangs=bool(counted))
