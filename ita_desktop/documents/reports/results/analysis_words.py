"""Generates the sentences of the analysis from a year's figures, in official style."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.reports.results.breakdowns import Groups, groups
from ita_desktop.documents.reports.results.figures import signed
from ita_desktop.documents.reports.shared import level_name, level_result, needs, why_unscored
from ita_desktop.domain.analysis import both, discontent, highest, lowest, points, with_score
from ita_desktop.domain.district_names import in_bangkok
from ita_desktop.domain.framework import TOTAL, NodeKind
from ita_desktop.domain.scores.comparing import Compared, Comparison, compare
from ita_desktop.domain.scores.planning import LevelPart, Losses, OitSet, Way, plan
from ita_desktop.domain.scores.progress import OIT
from ita_desktop.domain.scores.results import Breakdown
from ita_desktop.domain.scores.scoring import ScoreNode, ScoreTree, composition
from ita_desktop.domain.year import YearData

_FULL = Decimal(100)
_SLACK = Decimal("0.10")
"""Tolerance in points: more than the rounding of a dozen groups adds up to."""
_MOST = 3
_MOST_CODES = 10
_MOST_SETS = 3


class Sentence(NamedTuple):
    """A generated sentence; a ``point`` is a list item of the sentence before it."""

    text: str
    point: bool = False


def indicator(node: ScoreNode) -> str:
    return f"ตัวชี้วัดที่ {node.code} {node.name}"


# -- result


def result_sentence(year: YearData, tree: ScoreTree) -> str:
    """Returns the sentence on score and level of the office."""
    who = in_bangkok(year.organisation)
    total, level = tree.total.value, tree.level.level
    parts = both([f"{node.code} {points(node.value)}" for node in tree.instruments if node.value])
    printed = year.printed_level
    if total is None and printed:
        scored = f" โดยได้คะแนน {parts}" if parts else ""
        return (
            f"{who} มีผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {year.year} อยู่ในระดับ “{printed}”{scored}"
        )
    if total is None:
        return (
            f"{who} ยังสรุปคะแนนรวมของผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {year.year} ไม่ได้ "
            f"เพราะ{why_unscored(year, tree)}"
        )
    name = printed or (level.name if level is not None else "")
    reached = f" อยู่ในระดับ “{name}”" if name else " ซึ่งยังสรุประดับไม่ได้"
    return (
        f"{who} มีผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {year.year} เฉลี่ย {total:.2f} คะแนน "
        f"จากคะแนนเต็ม 100 คะแนน{reached} โดยได้คะแนน {parts}"
    )


def room(year: YearData, tree: ScoreTree) -> str:
    """Returns the sentence on a partly known total: its known share, lower and upper bound."""
    total = tree.total
    if not 0 < total.known < _FULL:
        return ""
    over_known = composition(year.framework, tree, TOTAL).over_known
    return (
        f" ทั้งนี้ มีคะแนนแล้วร้อยละ {total.known:.2f} ของน้ำหนักทั้งหมด เฉลี่ยจากส่วนที่มี {points(over_known)} "
        f"คะแนนรวมที่เป็นไปได้อยู่ระหว่าง {total.low:.2f} ถึง {total.high:.2f} คะแนน"
    )


def ends_sentence(tree: ScoreTree) -> str:
    """Returns the highest and lowest indicators and questions, with ties."""
    indicators = with_score(node for node in tree.indicators if node.kind is NodeKind.INDICATOR)
    questions = with_score(_questions(tree))
    if not indicators and not questions:
        return "ยังสรุปไม่ได้ เพราะยังไม่มีคะแนนรายตัวชี้วัดและรายข้อ"
    texts = []
    if indicators:
        texts.append(_ends(indicators, "ตัวชี้วัดที่", indicator))
    if questions:
        texts.append(_ends(questions, "ข้อคำถามที่", _question))
    return " ".join(texts)


def _ends(nodes: Sequence[ScoreNode], what: str, name: Callable[[ScoreNode], str]) -> str:
    best, worst = highest(nodes), lowest(nodes)
    if best[0].value == worst[0].value:
        return f"{what}มีคะแนนเท่ากันทั้งหมด คือ {points(best[0].value)}"
    top, bottom = (both([name(end) for end in ends]) for ends in (best, worst))
    return (
        f"{what}มีคะแนนสูงสุด คือ {top} {points(best[0].value)} "
        f"{what}มีคะแนนต่ำสุด คือ {bottom} {points(worst[0].value)}"
    )


def _questions(tree: ScoreTree) -> list[ScoreNode]:
    """Returns the items of IIT and EIT, which are questions; OIT items are data to publish."""
    return [
        item for item in tree.items if all(above.code != OIT for above in tree.ancestors(item.code))
    ]


def _question(node: ScoreNode) -> str:
    return _with_name(f"ข้อ {node.code}", node.name)


def _with_name(place: str, name: str) -> str:
    """Returns a place with its name in brackets; the wording of a question may be unknown."""
    return f"{place} ({name})" if name else place


# -- lost points


def losses_sentence(lost: Losses) -> str:
    """Returns the number of lost points, and the indicators with most of them."""
    if not lost.points:
        return "ได้คะแนนเต็มทุกตัวชี้วัด"
    most = sorted((part for part in lost.parts if part.points), key=lambda part: -part.points)[
        :_MOST
    ]
    described = both(
        [f"{_place(part.code)} {part.name} ({part.points:.2f} คะแนน)" for part in most]
    )
    return f"คะแนนรวมที่ไม่ได้รับมีทั้งสิ้น {lost.points:.2f} คะแนน ส่วนใหญ่อยู่ที่ {described}"


def _place(code: str) -> str:
    return f"ตัวชี้วัดที่ {code}" if code[:1].isdecimal() else code


def shares_sentence(
    title: str,
    order: Sequence[str],
    costs: Mapping[str, Mapping[str, Decimal]],
    found: Groups,
) -> str:
    """Returns the groups with the largest shares of lost points."""
    texts = []
    for code, of in costs.items():
        most = max(of.values(), default=Decimal(0))
        names = [name for name in order if most and of.get(name) == most]
        if names:
            score = found[names[0]][code].value
            scored = f" (ได้ {points(score)})" if len(names) == 1 else ""
            named = both([found[name][code].name_in_sentence for name in names])
            texts.append(f"{code} {named}{scored} {most:.2f} คะแนน")
    if not texts:
        return f"ทุก{title}ได้คะแนนเต็ม หรือไม่มีจำนวนผู้ตอบให้คิด"
    return f"{title}ที่ทำให้คะแนนหายไปมากที่สุด คือ {both(texts)}"


def reckoned(tree: ScoreTree, costs: Mapping[str, Mapping[str, Decimal]]) -> str:
    """Returns how shares of groups are calculated, and why they may not add up."""
    how = "คิดตามสัดส่วนผู้ตอบ คือ (100 - คะแนน) x จำนวนผู้ตอบของกลุ่ม / จำนวนผู้ตอบทั้งหมด"
    apart = [
        code
        for code, of in costs.items()
        if of
        and (value := tree.nodes[code].value) is not None
        and abs(sum(of.values(), Decimal(0)) - (_FULL - value)) > _SLACK
    ]
    if not apart:
        return how
    return (
        f"{how} ผลรวมของ {' '.join(apart)} ไม่เท่ากับส่วนที่ขาดของคะแนนทางการ "
        "เพราะคะแนนทางการไม่ได้คิดจากผู้ตอบทุกคนเท่ากัน"
    )


# -- strengths and weaknesses


def strengths(context: ReportContext, tree: ScoreTree) -> list[str]:
    """Returns the strengths that the figures show."""
    year = context.year
    texts = []
    indicators = [node for node in tree.indicators if node.kind is NodeKind.INDICATOR]
    known = with_score(indicators)
    best = highest(known)
    full = bool(best) and best[0].value == _FULL
    # If all figures are equal, the highest is also the lowest.
    if full or 0 < len(best) < len(known):
        got = "ได้คะแนนเต็ม" if full else "ได้คะแนนสูงสุด"
        alike = len(best) == len(indicators) > 1
        named = "ทุกตัวชี้วัด" if alike else both([indicator(node) for node in best])
        texts.append(f"{named} {got} {points(best[0].value)} ควรรักษามาตรฐานการดำเนินงานไว้")
    for node in tree.instruments:
        items = year.framework.items_of(node.code)
        known = with_score(tree.nodes[item.code] for item in items)
        if not known:
            continue
        if node.code == OIT:
            met = [node for node in known if node.value == _FULL]
            of = "" if len(known) == len(items) else "ที่มีคะแนน"
            if met:
                texts.append(
                    f"เผยแพร่ข้อมูลสาธารณะ (OIT) ได้คะแนนเต็ม {len(met)} ข้อ จาก {len(known)} ข้อ{of}"
                )
        else:
            tops = highest(known)
            texts.append(
                f"{node.code} ทุกข้อที่มีคะแนนได้เท่ากัน {points(tops[0].value)}"
                if len(tops) == len(known)
                else f"{node.code} {_questions_named(tops)} ได้คะแนนสูงสุด {points(tops[0].value)}"
            )
    texts += _groups_words(year, "ได้คะแนนสูงสุด", best=True)
    texts += _moved_words(context, risen=True)
    return texts


def weaknesses(context: ReportContext, tree: ScoreTree) -> list[str]:
    """Returns the weaknesses that the figures show."""
    year = context.year
    texts = []
    indicators = with_score(node for node in tree.indicators if node.kind is NodeKind.INDICATOR)
    if indicators and len(highest(indicators)) < len(indicators):
        worst = lowest(indicators)
        texts.append(
            f"{both([indicator(node) for node in worst])} ได้คะแนนต่ำสุด {points(worst[0].value)} "
            "ควรกำหนดมาตรการพัฒนาเป็นลำดับแรก"
        )
    for node in tree.instruments:
        items = [tree.nodes[item.code] for item in year.framework.items_of(node.code)]
        known = with_score(items)
        if node.code == OIT:
            texts += _items_below_full_score(year, items)
            continue
        low = lowest(known)
        if len(low) < len(known):
            texts.append(
                f"{node.code} {_questions_named(low)} "
                f"ได้คะแนนต่ำสุด {points(low[0].value)}{discontent(year, low[0].code)}"
            )
    texts += _groups_words(year, "ได้คะแนนต่ำสุด", best=False)
    texts += _moved_words(context, risen=False)
    return texts


def _questions_named(nodes: Sequence[ScoreNode]) -> str:
    """Returns tied questions; of many, the first ones and the number of the others."""
    named = both([_question(node) for node in nodes[:_MOST]])
    more = len(nodes) - _MOST
    return f"{named} และอีก {more} ข้อ" if more > 0 else named


def _items_below_full_score(year: YearData, items: Sequence[ScoreNode]) -> list[str]:
    """Returns the OIT items without full score, and the assessor's remarks on them and on those
    whose score is unknown."""
    unmet = [node for node in with_score(items) if node.value != _FULL]
    texts = []
    if unmet:
        codes = " ".join(node.code for node in unmet[:_MOST_CODES])
        more = f" และอีก {len(unmet) - _MOST_CODES} ข้อ" if len(unmet) > _MOST_CODES else ""
        texts.append(f"OIT ไม่ได้คะแนนเต็ม {len(unmet)} ข้อ ได้แก่ {codes}{more}")
    remarks = year.remark_by_node
    texts += [
        f"{node.code} {node.name} ผู้ตรวจมีข้อสังเกตว่า {remarks[node.code]}"
        for node in items
        if node.value != _FULL and node.code in remarks
    ]
    return texts


def _groups_words(year: YearData, word: str, *, best: bool) -> list[str]:
    """Returns the best or worst departments and kinds of service."""
    texts = []
    for breakdown, title, codes in (
        (Breakdown.DEPARTMENT, "ส่วนราชการ", ("IIT", "EIT")),
        (Breakdown.SERVICE, "ประเภทบริการ", ("EIT",)),
    ):
        found = groups(year, breakdown)
        for code in codes:
            values = {
                name: figures[code].value
                for name, figures in found.items()
                if code in figures and figures[code].value is not None
            }
            known = [value for value in values.values() if value is not None]
            if len(set(known)) < 2:
                continue
            end = max(known) if best else min(known)
            names = both(
                [found[name][code].name_in_sentence for name in values if values[name] == end]
            )
            texts.append(f"{title}ที่{word}ใน {code} คือ {names} {points(end)}")
    return texts


def _moved_words(context: ReportContext, *, risen: bool) -> list[str]:
    if context.previous is None:
        return []
    found = compared(context.year, context.previous, context.day)
    moved = (found.risen if risen else found.fallen)[:_MOST]
    if not moved:
        return []
    word = "เพิ่มขึ้น" if risen else "ลดลง"
    described = both([_change(node) for node in moved])
    return [f"คะแนนที่{word}จากปี {found.other} มากที่สุด คือ {described}"]


def _change(difference: Compared) -> str:
    place = f"{_display_name(difference.code)} {difference.name}".rstrip()
    return f"{place} ({signed(difference.change)} คะแนน)"


# -- improvement


def way_up(year: YearData, tree: ScoreTree) -> list[Sentence]:
    """Returns the unmet conditions of the next level, and what would fulfil them."""
    reached = level_result(year, tree)
    if reached.level is None:
        return [Sentence("ยังสรุประดับผลการประเมินไม่ได้ จึงยังเสนอแนวทางไม่ได้")]
    target = reached.next_level
    if target is None:
        return [
            Sentence(
                f"อยู่ใน{level_name(year, reached.level)} ซึ่งเป็นระดับสูงสุดแล้ว ควรรักษาระดับนี้ไว้ในปีต่อไป"
            )
        ]
    if tree.total.value is None:
        return [Sentence("ยังไม่มีคะแนนรวม จึงยังเสนอแนวทางไม่ได้")]
    found = plan(year.framework, tree, target)
    now, then = level_name(year, reached.level), level_name(year, target)
    if not found.open:
        return [Sentence(f"อยู่ใน{now} ไม่มีคะแนนใดต่ำกว่าเงื่อนไขของ{then}")]
    texts = [Sentence(f"การจะเลื่อนจาก{now} เป็น{then} ยังติดเงื่อนไขต่อไปนี้")]
    texts += [Sentence(needs(year, condition), point=True) for condition in found.open]
    if found.together_to is not None:
        texts.append(
            Sentence(
                f"เครื่องมือเดียวยังไม่พอให้ถึง{then} ทุกเครื่องมือต้องได้ไม่น้อยกว่า {points(found.together_to)}"
            )
        )
    if len(found.ways) > 1:
        texts.append(Sentence(f"อย่างใดอย่างหนึ่งต่อไปนี้เพียงพอให้ถึง{then}"))
        texts += [Sentence(_way_words(way), point=True) for way in found.ways]
    ways = [word for part in found.parts for word in _part_words(year, tree, part)]
    if ways:
        texts.append(Sentence("แนวทางที่ทำให้ถึงเงื่อนไขด้วยงานน้อยที่สุด มีดังนี้"))
        texts += [Sentence(way, point=True) for way in ways]
    if found.beyond_oit and any(part.sets for part in found.parts):
        codes = both([condition.subject for condition in found.beyond_oit])
        texts.append(Sentence(f"แม้ทำ OIT ครบทุกข้อแล้ว ยังต้องเพิ่มคะแนน {codes} ด้วย จึงจะถึง{then}"))
    return texts


def _way_words(way: Way) -> str:
    return both([f"{code} ได้ไม่น้อยกว่า {points(figure)}" for code, figure in way.items()])


def _part_words(year: YearData, tree: ScoreTree, part: LevelPart) -> list[str]:
    if part.needs is None:
        return [f"{part.code} แม้ได้ 100 คะแนนก็ยังไม่พอ ต้องเพิ่มคะแนนเครื่องมืออื่นด้วย"]
    if not part.missing:
        return []
    if part.code == OIT:
        return _set_words(year, part.sets)
    texts = []
    if part.together is not None:
        codes = both([_display_name(code) for code in part.together.items])
        texts.append(
            f"{part.code} ต้องได้ {points(part.needs)} ทำได้โดยยก{codes} "
            f"ให้ได้ข้อละไม่น้อยกว่า {points(part.together.to)}"
        )
    for rise in part.rises[:_MOST]:
        gain = (_FULL - rise.has) * rise.per_point
        alone = f" หากยกข้อนี้ข้อเดียวต้องได้ {points(rise.alone)}" if rise.alone is not None else ""
        texts.append(
            f"{_with_name(_display_name(rise.code), tree.nodes[rise.code].name)} "
            f"ได้ {points(rise.has)} "
            f"หากได้เต็มจะเพิ่มคะแนนรวม {gain:.2f} คะแนน{alone}"
        )
    return texts


def _display_name(code: str) -> str:
    return f"ตัวชี้วัดที่ {code}" if code[:1].isdecimal() else f"ข้อ {code}"


def _set_words(year: YearData, sets: Sequence[OitSet]) -> list[str]:
    if not sets:
        return []
    ways = []
    for set_ in sets[:_MOST_SETS]:
        picks = [
            _owned(year, pick.items)
            if pick.take == len(pick.items)
            else f"{pick.take} ข้อใดก็ได้จาก {_owned(year, pick.items)}"
            for pick in set_.picks
        ]
        ways.append(both(picks))
    return [f"OIT ทำให้ครบเพิ่มอย่างน้อย {sets[0].size} ข้อ ได้แก่ {' หรือ '.join(ways)}"]


def _owned(year: YearData, codes: Sequence[str]) -> str:
    """Returns items with their owners."""
    texts = []
    for code in codes[:_MOST_CODES]:
        owners = [year.owner_label(owner) for owner in year.owners_of_item(code)]
        texts.append(f"{code} ({' '.join(owners)})" if owners else code)
    more = f" และอีก {len(codes) - _MOST_CODES} ข้อ" if len(codes) > _MOST_CODES else ""
    return " ".join(texts) + more


# -- changes since last year


def since(context: ReportContext) -> list[Sentence]:
    """Returns the changes since the previous year."""
    if context.previous is None:
        return [Sentence("ไม่มีผลของปีก่อนให้เปรียบเทียบ")]
    found = compared(context.year, context.previous, context.day)
    rows = [
        instrument
        for instrument in (found.total, *found.instruments)
        if instrument.change is not None
    ]
    if not rows and not found.risen and not found.fallen:
        return [Sentence(f"ไม่มีคะแนนที่เปรียบเทียบกับปี {found.other} ได้")]
    texts = [Sentence(f"เมื่อเปรียบเทียบกับปี {found.other} มีการเปลี่ยนแปลง ดังนี้")]
    texts += [Sentence(_changed(row), point=True) for row in rows]
    for word, moved in (("เพิ่มขึ้น", found.risen), ("ลดลง", found.fallen)):
        if moved:
            named = both([_change(node) for node in moved])
            texts.append(Sentence(f"{word}มากที่สุด: {named}", point=True))
    return texts


def _changed(difference: Compared) -> str:
    name = "คะแนนรวม ITA" if difference.code == TOTAL else f"คะแนน {difference.code}"
    change = difference.change or Decimal(0)
    word = "เพิ่มขึ้น" if change > 0 else "ลดลง" if change < 0 else "เท่าเดิม"
    by = f" {abs(change):.2f} คะแนน" if change else ""
    return f"{name} {word}{by} จาก {points(difference.before)} เป็น {points(difference.now)}"


def compared(year: YearData, previous: YearData, day: date | None) -> Comparison:
    """Compares two years as of a day, with the crosswalk of items."""
    from ita_desktop.frameworks.resource_files import crosswalk

    return compare(year, previous, crosswalk(year.framework, previous.framework), day)
