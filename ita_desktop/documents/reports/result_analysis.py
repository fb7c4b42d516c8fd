"""What a year's result says: where it is strong and weak, where points went, what would lift it.

Sentences are drafted from the figures alone, in official style. Highest and lowest questions are
those of IIT and EIT; figures that tie are all named. What respondents wrote in their own words is
printed in the internal profile only, in a document that says so.
"""

from collections.abc import Iterator
from decimal import Decimal

from ita_desktop.documents.content import (
    Block,
    Column,
    Document,
    OnBreak,
    Paragraph,
    Row,
    Table,
    cell,
    group_row,
    heading_row,
    paragraph,
)
from ita_desktop.documents.formulas import Total
from ita_desktop.documents.kinds import Lack, Material, Profile
from ita_desktop.documents.reports import analysis_words as words
from ita_desktop.documents.reports.figures import picture, score, thermometer
from ita_desktop.documents.reports.result_answers import respondents_of
from ita_desktop.documents.reports.result_groups import Groups, groups
from ita_desktop.documents.reports.wording import (
    HYPHEN,
    ITA_ENGLISH,
    ITA_THAI,
    TABLE_MARGINS,
    fiscal_year,
    foot,
    in_bangkok,
    office,
    titles,
)
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.figure_words import points
from ita_desktop.domain.framework import Item, NodeKind
from ita_desktop.domain.losses import Losses, losses
from ita_desktop.domain.progress import tree_of
from ita_desktop.domain.records import Breakdown
from ita_desktop.domain.scoring import ScoreNode, ScoreTree, round_score
from ita_desktop.domain.year import YearData
from ita_desktop.pictures.charts import Loss, Waterfall

INTERNAL_NOTE = "ฉบับใช้ภายใน มีความคิดเห็นของผู้ตอบแบบประเมิน ห้ามเผยแพร่"
_ENDS = 3
"""So many of the highest and of the lowest items are listed, and those that tie with the last."""
_FULL = Decimal(100)
_SURVEYS = ("IIT", "EIT")


def missing(material: Material) -> list[Lack]:
    """What the analysis lacks: scores of instruments and of their items."""
    tree = tree_of(material.year)
    unknown = [node.code for node in tree.instruments if node.value is None]
    if unknown:
        return [
            Lack(
                "ยังไม่มีคะแนน {instruments}",
                {"instruments": " ".join(unknown)},
                remedy="กรอกที่หน้าคะแนน",
            )
        ]
    bare = [
        node.code
        for node in tree.instruments
        if any(tree.nodes[item.code].value is None for item in _items(material.year, node.code))
    ]
    if bare:
        return [
            Lack(
                "ยังไม่มีคะแนนรายข้อของ {instruments} ครบทุกข้อ",
                {"instruments": " ".join(bare)},
                remedy="กรอกที่หน้าคะแนน",
            )
        ]
    return []


def build(material: Material, digits: Digits) -> Document:
    """The whole analysis."""
    year = material.year
    tree = tree_of(year)
    told = material.profile is Profile.INTERNAL and bool(year.comments)
    mark = " (ใช้ภายใน)" if told else ""
    title = f"การวิเคราะห์ผลการประเมิน ITA ปีงบประมาณ {year.year}{mark}"
    return Document(
        title=title,
        author=office(year.organisation),
        blocks=(
            *titles(
                "การวิเคราะห์ผล" + ITA_THAI,
                f"{ITA_ENGLISH} {fiscal_year(year)}",
                in_bangkok(year.organisation),
            ),
            *([paragraph(INTERNAL_NOTE, "title")] if told else []),
            paragraph("1. ผลการประเมินในภาพรวม", "heading"),
            *_overall(year, tree),
            paragraph("2. ผลการประเมินจำแนกตามเครื่องมือ", "heading"),
            *_by_instrument(year, tree, "2.{}", told=told),
            paragraph("3. ตัวชี้วัดและข้อคำถามที่ได้คะแนนสูงสุดและต่ำสุด", "heading"),
            *_ends(year, tree),
            paragraph("4. คะแนนที่ไม่ได้รับ", "heading"),
            *_losses(year, tree),
            paragraph("5. จุดเด่นและประเด็นที่ต้องพัฒนา", "heading"),
            *_judged(material, tree),
            paragraph("6. แนวทางสู่ระดับที่สูงขึ้น", "heading"),
            *_drafted(words.way_up(year, tree)),
            paragraph("7. การเปลี่ยนแปลงจากปีก่อน", "heading"),
            *_drafted(words.since(material)),
        ),
        margins=TABLE_MARGINS,
        digits=digits,
        footer=foot("ฉบับใช้ภายใน ห้ามเผยแพร่" if told else title),
    )


def study(year: YearData) -> Iterator[Block]:
    """What a book says of a result before its table of measures: where the office stands, the
    indicators of each instrument, the best and the worst. What respondents wrote is left out,
    because a book is published. Nothing while no score is known."""
    tree = tree_of(year)
    if all(node.value is None for node in tree.instruments):
        return
    yield paragraph(f"{words.result_sentence(year, tree)} โดยมีรายละเอียดดังนี้")
    yield from _by_instrument(year, tree, "{}.", told=False)
    found = words.ends_sentence(tree)
    yield paragraph(f"จากข้อมูลข้างต้นเมื่อนำผลการประเมินที่ได้มาวิเคราะห์จะเห็นได้ว่า {found}")


def _items(year: YearData, code: str) -> tuple[Item, ...]:
    return year.framework.items_of(code)


def _drafted(sentences: list[words.Sentence]) -> Iterator[Paragraph]:
    """Sentences as paragraphs; those that belong to one before stand below it with a hyphen."""
    for one in sentences:
        yield paragraph(one.text, "line", mark=HYPHEN) if one.point else paragraph(one.text)


# -- 1, 2


def _overall(year: YearData, tree: ScoreTree) -> Iterator[Block]:
    yield paragraph(words.result_sentence(year, tree))
    if any(node.value is not None for node in tree.instruments):
        yield picture(thermometer(year.framework, tree))


def _by_instrument(
    year: YearData, tree: ScoreTree, numbered: str, *, told: bool
) -> Iterator[Block]:
    for number, node in enumerate(tree.instruments, 1):
        count = respondents_of(year, node.code) if node.code in _SURVEYS else None
        asked = f" ผู้ตอบแบบประเมิน จำนวน {count:,} คน" if count is not None else ""
        head = f"{numbered.format(number)} {node.name} ({node.code}){asked}"
        yield paragraph(head, "subheading")
        for one in tree.children(node.code):
            yield paragraph(f"{words.indicator(one)} {points(one.value)}", "line", mark=HYPHEN)
        comments = [one.text for one in year.comments if one.instrument == node.code]
        if told and comments:
            yield paragraph(f"โดยมีความคิดเห็นของผู้ตอบแบบประเมิน {node.code} ดังนี้", "line")
            for place, text in enumerate(comments, 1):
                yield paragraph(text, "line", mark=f"{place}.", level=1)


# -- 3


def _ends(year: YearData, tree: ScoreTree) -> Iterator[Block]:
    yield paragraph(words.ends_sentence(tree))
    rows: list[Row] = []
    for node in tree.instruments:
        known = [
            tree.nodes[item.code]
            for item in _items(year, node.code)
            if tree.nodes[item.code].value is not None
        ]
        if not known:
            continue
        rows.append(group_row(f"{node.name} ({node.code})", 4))
        rows += _end_rows(node.code, known)
    if rows:
        columns = (Column(14), Column(10), Column(62), Column(14))
        heading = heading_row(("ลำดับ", "ข้อ", "รายการ", "คะแนน"))
        yield Table(columns, tuple(rows), (heading,), repeat_groups=OnBreak.REPEAT)


def _end_rows(instrument: str, known: list[ScoreNode]) -> Iterator[Row]:
    if instrument not in _SURVEYS:
        unmet = [one for one in known if (one.value or 0) < _FULL]
        yield from _rows("ไม่ได้เต็ม", unmet)
        if not unmet:
            yield Row((cell("ได้เต็ม"), cell(f"ทุกข้อได้คะแนนเต็ม จำนวน {len(known)} ข้อ", columns=3)))
        return
    high = sorted(known, key=lambda one: -(one.value or 0))
    low = [one for one in reversed(high) if (one.value or 0) < (high[0].value or 0)]
    tops = _cut(high)
    yield from _rows("สูงสุด", tops)
    yield from _rows("ต่ำสุด", [one for one in _cut(low) if one not in tops])


def _cut(ranked: list[ScoreNode]) -> list[ScoreNode]:
    if len(ranked) <= _ENDS:
        return ranked
    last = ranked[_ENDS - 1].value
    return [one for place, one in enumerate(ranked) if place < _ENDS or one.value == last]


def _rows(word: str, nodes: list[ScoreNode]) -> Iterator[Row]:
    for place, one in enumerate(nodes):
        head = (cell(word, rows=len(nodes)),) if not place else ()
        yield Row((*head, cell(one.code, "cell-center"), cell(one.name), score(one.value)))


# -- 4


def _losses(year: YearData, tree: ScoreTree) -> Iterator[Block]:
    lost = losses(year.framework, tree)
    if lost is None:
        yield paragraph("ยังคิดไม่ได้ เพราะยังไม่มีคะแนนครบทุกเครื่องมือ")
    else:
        yield paragraph("4.1 จำแนกตามตัวชี้วัด", "subheading")
        yield paragraph(words.losses_sentence(lost))
        if tree.total.known < _FULL:
            yield paragraph("คิดจากข้อที่มีคะแนนแล้วเท่านั้น", "note")
        yield picture(_waterfall(lost))
        yield paragraph("", "line")
        yield _loss_table(tree, lost)
    by_unit = groups(year, Breakdown.DEPARTMENT)
    if by_unit:
        yield paragraph("4.2 จำแนกตามส่วนราชการ", "subheading")
        yield from _shares(tree, by_unit, "ส่วนราชการ", _SURVEYS)
    by_service = groups(year, Breakdown.SERVICE)
    if by_service:
        yield paragraph("4.3 จำแนกตามประเภทบริการ", "subheading")
        yield from _shares(tree, by_service, "ประเภทบริการ", ("EIT",))


def _waterfall(lost: Losses) -> Waterfall:
    parts = tuple(Loss(f"{one.code} {one.name}", one.points) for one in lost.parts)
    return Waterfall("จากคะแนนเต็ม 100 ลงมาถึงคะแนนรวม", parts, "คะแนนรวม ITA", lost.total)


def _loss_table(tree: ScoreTree, lost: Losses) -> Table:
    rows = []
    names = tuple(f"หาย.{one.code}" for one in lost.parts)
    for one, name in zip(lost.parts, names, strict=True):
        node = tree.nodes[one.code]
        code = one.code if node.kind is NodeKind.INSTRUMENT else f"ตัวชี้วัดที่ {one.code}"
        rows.append(Row((cell(code), cell(one.name), score(node.value), score(one.points, name))))
    rows.append(
        Row(
            (
                cell("รวม", "cell-center", columns=2),
                score(lost.total),
                score(lost.points, "", Total(names)),
            )
        )
    )
    columns = (Column(20), Column(48), Column(14), Column(18))
    heads = heading_row(("ตัวชี้วัด", "ชื่อตัวชี้วัด", "คะแนน", "คะแนนรวมที่ไม่ได้รับ"))
    return Table(columns, tuple(rows), (heads,))


def _shares(tree: ScoreTree, found: Groups, title: str, codes: tuple[str, ...]) -> Iterator[Block]:
    """What each group cost a survey: (100 - its score) by its part of those who answered."""
    costs = {code: _costs(found, code) for code in codes}
    order = sorted(
        found, key=lambda name: -sum((costs[code].get(name) or Decimal(0)) for code in codes)
    )
    yield paragraph(words.shares_sentence(title, order, costs, found))
    rows = []
    for name in order:
        cells = [cell(name)]
        for code in codes:
            figure = found[name].get(code)
            cost = costs[code].get(name)
            value = figure.value if figure is not None else None
            cells += [
                score(value),
                score(cost, f"{title}.{name}.{code}" if cost is not None else ""),
            ]
        rows.append(Row(tuple(cells)))
    last = [cell("รวม", "cell-center")]
    for code in codes:
        known = [name for name in order if costs[code].get(name) is not None]
        total = sum((costs[code][name] for name in known), Decimal(0))
        formula = Total(tuple(f"{title}.{name}.{code}" for name in known))
        last += [cell(""), score(total if known else None, "", formula)]
    rows.append(Row(tuple(last)))
    heads = [text for code in codes for text in (f"คะแนน {code}", f"คะแนน {code}\nที่ไม่ได้รับ")]
    wide = (100 - 40) / (2 * len(_SURVEYS))
    columns = (Column(100 - wide * len(heads)), *(Column(wide) for _ in heads))
    yield Table(columns, tuple(rows), (heading_row((title, *heads)),))
    yield paragraph(words.reckoned(tree, costs), "note")


def _costs(found: Groups, code: str) -> dict[str, Decimal]:
    """What each group cost the survey; of groups whose count or score is not known nothing."""
    known = {
        name: (figure.count, figure.value)
        for name, figures in found.items()
        if (figure := figures.get(code)) is not None
        and figure.count is not None
        and figure.value is not None
    }
    whole = sum(count for count, _ in known.values())
    return {
        name: round_score((_FULL - value) * count / whole)
        for name, (count, value) in known.items()
        if whole
    }


# -- 5


def _judged(material: Material, tree: ScoreTree) -> Iterator[Block]:
    known = any(node.value is not None for node in tree.nodes.values())
    unknown = "ยังสรุปไม่ได้ เพราะยังไม่มีคะแนน"
    for title, sentences, none in (
        ("5.1 จุดเด่น", words.strengths(material, tree), unknown),
        (
            "5.2 ประเด็นที่ต้องพัฒนา",
            words.weaknesses(material, tree),
            "ไม่มีตัวชี้วัดหรือข้อใดได้คะแนนต่ำกว่าที่อื่น" if known else unknown,
        ),
    ):
        yield paragraph(title, "subheading")
        if not sentences:
            yield paragraph(none)
        for text in sentences:
            yield paragraph(text, "line", mark=HYPHEN)
