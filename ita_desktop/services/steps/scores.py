"""What is to be done in คะแนน: a past year's result, figures known in part, the weakest item."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import TOTAL, NodeKind
from ita_desktop.domain.scores.progress import FULL_MARK, OIT
from ita_desktop.domain.scores.scoring import ScoreNode, ScoreTree
from ita_desktop.services.moment import Moment, Step, Urgency, few, in_days, joined
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.scores.level_words import lacks


def steps(moment: Moment) -> Iterator[Step]:
    """Late before missing before upcoming, and what to say when nothing is open."""
    yield from result(moment)
    yield from _parts(moment)
    yield from _surveys(moment)
    yield from _next_level(moment)
    level = moment.tree.level
    if level.level is not None and level.is_best:
        yield moment.done(Phrase("ถึงระดับสูงสุดแล้ว {level}", level=level.level.name))
    else:
        yield moment.quiet(Phrase("ไม่มีคะแนนที่ต้องใส่ตอนนี้"))


def closing(moment: Moment) -> Step:
    """What is said of a year that is over: its result, where it is known."""
    said = Phrase("ปีงบประมาณ {year} สิ้นสุดแล้ว", year=moment.data.year)
    total, level = moment.tree.total.value, moment.tree.level.level
    reached = ""
    if total is not None:
        name = level.name if level is not None else ""
        reached = Phrase("ได้ {total} {level}", total=f"{total:.2f}", level=name)
    to = Place(PageKey.SCORES, TOTAL)
    return Step(Urgency.QUIET, joined(said, reached), Phrase("ดูคะแนน") if reached else "", to)


def first_to_mend(moment: Moment) -> str:
    """The item to look at first: the weakest one of the instrument that keeps from the next
    level, of the surveys where it is the total, else the first OIT item that is not complete.
    An item without a score yet is judged by the year before, where it is the same one."""
    strip, tree = moment.strip, moment.tree
    subjects = [block.subject for block in strip.level.blocks_next]
    surveys = [node.code for node in tree.instruments if node.code != OIT]
    wanted = [code for code in surveys if code in subjects]
    if not wanted and (TOTAL in subjects or strip.target is None):
        wanted = surveys
    weak = _weakest(moment, [node for code in wanted for node in items_below(tree, code)])
    if weak is None:
        weak = next((one for one in items_below(tree, OIT) if one.value != FULL_MARK), None)
    return weak.code if weak is not None else TOTAL


def items_below(tree: ScoreTree, code: str) -> list[ScoreNode]:
    """The items below a place, in order; none where the framework lacks the place."""
    if code not in tree.nodes:
        return []
    node = tree.nodes[code]
    if node.kind is NodeKind.ITEM:
        return [node]
    return [one for child in node.children for one in items_below(tree, child)]


def result(moment: Moment) -> Iterator[Step]:
    """The figures that a year which is over still lacks."""
    if not moment.ended:
        return
    unknown = [one.code for one in moment.tree.instruments if one.value is None]
    if unknown:
        said = Phrase("ปีงบประมาณ {year} สิ้นสุดแล้ว", year=moment.data.year)
        what = Phrase("ยังไม่มีผล {codes}", codes=" ".join(unknown))
        to = Place(PageKey.SCORES, unknown[0])
        yield Step(Urgency.MISSING, joined(said, what), Phrase("ใส่ผลคะแนน"), to, moment.bounds[1])


def _parts(moment: Moment) -> Iterator[Step]:
    """Instruments of which some items have a score and others none, and closed surveys."""
    close = moment.day_of("survey_close")
    for node in moment.tree.instruments:
        if node.code == OIT or node.official is not None:
            continue
        without = [one.code for one in items_below(moment.tree, node.code) if one.value is None]
        if node.value is not None and without:
            said = Phrase("คะแนน {code} ยังไม่ครบ ขาด {items}", code=node.code, items=few(without))
            why = Phrase("ใส่ให้ครบจึงบอกระดับได้")
            action = Phrase("ใส่คะแนน {code}", code=without[0])
            to = Place(PageKey.SCORES, without[0])
            yield Step(Urgency.MISSING, joined(said, why), action, to)
        elif node.value is None and close is not None and close < moment.today:
            said = Phrase(
                "ปิดการตอบแบบวัดเมื่อ {day} ใส่ผล {code} เมื่อได้รับแจ้ง",
                day=short_date(close),
                code=node.code,
            )
            action = Phrase("ใส่คะแนน {code}", code=node.code)
            yield Step(Urgency.MISSING, said, action, Place(PageKey.SCORES, node.code), close)


def _surveys(moment: Moment) -> Iterator[Step]:
    close = moment.day_of("survey_close")
    if close is not None and moment.is_soon(close):
        said = Phrase(
            "ปิดการตอบแบบวัด IIT EIT {day} {days}",
            day=short_date(close),
            days=in_days(moment, close),
        )
        why = Phrase("เร่งให้ตอบครบก่อนปิด")
        action = Phrase("ดูปฏิทิน")
        to = Place(PageKey.SETTINGS, "calendar")
        yield Step(Urgency.UPCOMING, joined(said, why), action, to, close)


def _next_level(moment: Moment) -> Iterator[Step]:
    """All that keeps from the next level, and the item that lifts most."""
    said = lacks(moment.strip.level)
    if not said or moment.strip.partly_known:
        return
    code = first_to_mend(moment)
    action = Phrase("เริ่มที่ {code}", code=code) if code != TOTAL else ""
    to = Place(PageKey.SCORES, code)
    yield Step(Urgency.UPCOMING, joined(said, _weak_words(moment, code)), action, to)


def _weak_words(moment: Moment, code: str) -> str:
    node = moment.tree.nodes.get(code)
    if node is None or node.kind is not NodeKind.ITEM or code not in _survey_codes(moment.tree):
        return ""
    if node.value is not None:
        return Phrase("ข้อต่ำสุด {code} {score}", code=code, score=f"{node.value:.2f}")
    before = _score_before(moment, node)
    if before is None or moment.previous is None:
        return ""
    return Phrase(
        "ข้อต่ำสุด {code} {score} ผลปี {year}",
        code=code,
        score=f"{before:.2f}",
        year=moment.previous.year,
    )


def _survey_codes(tree: ScoreTree) -> frozenset[str]:
    surveys = [node.code for node in tree.instruments if node.code != OIT]
    return frozenset(one.code for code in surveys for one in items_below(tree, code))


def _weakest(moment: Moment, items: Iterable[ScoreNode]) -> ScoreNode | None:
    """The item with the lowest score below the full one; one of which nothing is known is first."""
    scores = {
        one: one.value if one.value is not None else _score_before(moment, one) for one in items
    }
    known = {one: Decimal(-1) if value is None else value for one, value in scores.items()}
    below = [one for one, value in known.items() if value < FULL_MARK]
    return min(below, key=lambda one: known[one], default=None)


def _score_before(moment: Moment, node: ScoreNode) -> Decimal | None:
    """What the same item scored the year before."""
    before = moment.previous
    tree = moment.tree_before
    if before is None or tree is None or before.framework.code != moment.data.framework.code:
        return None
    found = tree.nodes.get(node.code)
    return found.value if found is not None else None
