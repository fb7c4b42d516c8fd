"""Steps of คะแนน: the result of a past year, partly known scores, the weakest item."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.framework import TOTAL, NodeKind
from ita_desktop.domain.framework_draft import scores_are_draft
from ita_desktop.domain.scores.progress import FULL_MARK, OIT
from ita_desktop.domain.scores.results import SURVEY_CLOSE
from ita_desktop.domain.scores.scoring import ScoreNode, ScoreTree
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.scores.planning import on_draft, shortfall
from ita_desktop.services.step_context import CALENDAR, Step, StepContext, StepUrgency, few


def steps(step_context: StepContext) -> Iterator[Step]:
    """Yield steps: late, missing, upcoming, and a closing one if nothing is open."""
    yield from result(step_context)
    yield from _parts(step_context)
    yield from _surveys(step_context)
    yield from _next_level(step_context)
    level, drafted = step_context.tree.level, scores_are_draft(step_context.data)
    if level.level is not None and level.is_best and drafted:
        reached = Phrase("ถึงระดับสูงสุดแล้ว {level}", level=level.level.name)
        yield step_context.quiet(on_draft(reached))
    elif level.level is not None and level.is_best:
        yield step_context.done(Phrase("ถึงระดับสูงสุดแล้ว {level}", level=level.level.name))
    else:
        yield step_context.quiet(Phrase("ไม่มีคะแนนที่ต้องใส่ตอนนี้"))


def closing(step_context: StepContext) -> Step:
    """Return the closing step of a year that has ended: its result, if known."""
    text = Phrase("ปีงบประมาณ {year} สิ้นสุดแล้ว", year=step_context.data.year)
    total, level = step_context.tree.total.value, step_context.tree.level.level
    reached = ""
    if total is not None:
        name = level.name if level is not None else ""
        reached = Phrase("ได้ {total} {level}", total=f"{total:.2f}", level=name)
        if scores_are_draft(step_context.data):
            reached = on_draft(reached)
    to = Place(PageKey.SCORES, TOTAL)
    return Step(StepUrgency.QUIET, joined(text, reached), Phrase("ดูคะแนน") if reached else "", to)


def first_to_mend(step_context: StepContext) -> str:
    """Return the item to look at first: the weakest of the instruments that block the next level
    (of all if it is the total), else the first incomplete OIT item. An item of a survey without a
    score is judged by the previous year, if it is the same; one of OIT is weak only when known."""
    score_bar, tree = step_context.score_bar, step_context.tree
    subjects = [block.subject for block in score_bar.level.blocks_next]
    instruments = [node.code for node in tree.instruments]
    wanted = [code for code in instruments if code in subjects]
    if not wanted and (TOTAL in subjects or score_bar.target is None):
        wanted = instruments
    candidates = [
        node
        for code in wanted
        for node in items_below(tree, code)
        if code != OIT or node.value is not None
    ]
    weak = _weakest(step_context, candidates)
    if weak is None:
        weak = next((item for item in items_below(tree, OIT) if item.value != FULL_MARK), None)
    return weak.code if weak is not None else TOTAL


def items_below(tree: ScoreTree, code: str) -> list[ScoreNode]:
    """Return the items below a node, in order; empty if the node is unknown."""
    if code not in tree.nodes:
        return []
    node = tree.nodes[code]
    if node.kind is NodeKind.ITEM:
        return [node]
    return [item for child in node.children for item in items_below(tree, child)]


def result(step_context: StepContext) -> Iterator[Step]:
    """Yield steps for the missing scores of a year that has ended."""
    if not step_context.ended:
        return
    unknown = [
        instrument.code for instrument in step_context.tree.instruments if instrument.value is None
    ]
    if unknown:
        text = Phrase("ปีงบประมาณ {year} สิ้นสุดแล้ว", year=step_context.data.year)
        what = Phrase("ยังไม่มีผล {codes}", codes=" ".join(unknown))
        to = Place(PageKey.SCORES, unknown[0])
        yield Step.missing(to, Phrase("ใส่ผลคะแนน"), text, what, day=step_context.bounds[1])


def _parts(step_context: StepContext) -> Iterator[Step]:
    """Yield instruments with some scores missing, and closed surveys."""
    close = step_context.day_of(SURVEY_CLOSE)
    for node in step_context.tree.instruments:
        if node.code == OIT or node.official is not None:
            continue
        without = [
            item.code for item in items_below(step_context.tree, node.code) if item.value is None
        ]
        if node.value is not None and without:
            text = Phrase("คะแนน {code} ยังไม่ครบ ขาด {items}", code=node.code, items=few(without))
            why = Phrase("ใส่ให้ครบจึงบอกระดับได้")
            action = Phrase("ใส่คะแนน {code}", code=without[0])
            to = Place(PageKey.SCORES, without[0])
            yield Step.missing(to, action, text, why)
        elif node.value is None and close is not None and close < step_context.today:
            text = Phrase(
                "ปิดการตอบแบบวัดเมื่อ {day} ใส่ผล {code} เมื่อได้รับแจ้ง",
                day=short_date(close),
                code=node.code,
            )
            action = Phrase("ใส่คะแนน {code}", code=node.code)
            yield Step.missing(Place(PageKey.SCORES, node.code), action, text, day=close)


def _surveys(step_context: StepContext) -> Iterator[Step]:
    close = step_context.day_of(SURVEY_CLOSE)
    if close is not None and step_context.is_soon(close):
        text = Phrase("ปิดการตอบแบบวัด IIT EIT {day} {days}", **step_context.when(close))
        action, place = CALENDAR
        yield Step.upcoming(place, action, close, text, Phrase("เร่งให้ตอบครบก่อนปิด"))


def _next_level(step_context: StepContext) -> Iterator[Step]:
    """Yield what is missing to the next level, and the item with the largest gain."""
    text = shortfall(step_context.score_bar.level)
    if step_context.score_bar.drafted_from:
        text = on_draft(text)
    if not text or step_context.score_bar.partly_known:
        return
    code = first_to_mend(step_context)
    action = Phrase("เริ่มที่ {code}", code=code) if code != TOTAL else ""
    to = Place(PageKey.SCORES, code)
    yield Step(StepUrgency.UPCOMING, joined(text, _weak_words(step_context, code)), action, to)


def _weak_words(step_context: StepContext, code: str) -> str:
    node = step_context.tree.nodes.get(code)
    if (
        node is None
        or node.kind is not NodeKind.ITEM
        or code not in _survey_codes(step_context.tree)
    ):
        return ""
    if node.value is not None:
        return Phrase("ข้อต่ำสุด {code} {score}", code=code, score=f"{node.value:.2f}")
    before = _score_before(step_context, node)
    if before is None or step_context.previous is None:
        return ""
    return Phrase(
        "ข้อต่ำสุด {code} {score} ผลปี {year}",
        code=code,
        score=f"{before:.2f}",
        year=step_context.previous.year,
    )


def _survey_codes(tree: ScoreTree) -> frozenset[str]:
    surveys = [node.code for node in tree.instruments if node.code != OIT]
    return frozenset(item.code for code in surveys for item in items_below(tree, code))


def _weakest(step_context: StepContext, items: Iterable[ScoreNode]) -> ScoreNode | None:
    """Return the item with the lowest score below 100; items without any score come first."""
    scores = {
        item: item.value if item.value is not None else _score_before(step_context, item)
        for item in items
    }
    known = {score: Decimal(-1) if value is None else value for score, value in scores.items()}
    below = [score for score, value in known.items() if value < FULL_MARK]
    return min(below, key=lambda node: known[node], default=None)


def _score_before(step_context: StepContext, node: ScoreNode) -> Decimal | None:
    """Return the score of the same item in the previous year."""
    before = step_context.previous
    tree = step_context.tree_before
    if before is None or tree is None or before.framework.code != step_context.data.framework.code:
        return None
    found = tree.nodes.get(node.code)
    return found.value if found is not None else None
