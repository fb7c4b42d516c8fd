"""The analysis of a year's result: strengths, weaknesses, lost points, and possible improvements.

Sentences are generated from the figures, in official style. Highest and lowest questions are those
of IIT and EIT, with ties. Respondents' comments are printed in the internal profile only, which the
document states.
"""

from collections.abc import Iterator
from decimal import Decimal

from ita_desktop.documents.content import (
    Block,
    ContinuedCell,
    Document,
    Paragraph,
    Run,
    Table,
    TableColumn,
    TableRow,
    cell,
    group_row,
    heading_row,
    paragraph,
)
from ita_desktop.documents.formulas import Total
from ita_desktop.documents.kinds import MissingData, Profile, ReportContext
from ita_desktop.documents.notes import note, noted
from ita_desktop.documents.reports.results import analysis_words as words
from ita_desktop.documents.reports.results.breakdowns import SUM, Groups, groups, respondents_of
from ita_desktop.documents.reports.results.figures import (
    SCALE,
    TOTAL_NAME,
    axis_cut,
    picture,
    score,
    thermometer,
)
from ita_desktop.documents.reports.shared import (
    COLUMNS,
    FILE,
    HEADS,
    HYPHEN,
    INDICATOR,
    missing_scores,
    of_tables,
    score_words,
)
from ita_desktop.documents.wordings.templates import passage, wording
from ita_desktop.domain.framework import Item, NodeKind
from ita_desktop.domain.scores.planning import Losses, losses
from ita_desktop.domain.scores.progress import result_tree_of, tree_of
from ita_desktop.domain.scores.results import Breakdown
from ita_desktop.domain.scores.scoring import ScoreNode, ScoreTree, round_score
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData
from ita_desktop.pictures.charts import Loss, Waterfall

INTERNAL_NOTE = wording(
    "result-analysis.internal", "ฉบับใช้ภายใน มีความคิดเห็นของผู้ตอบแบบประเมิน ห้ามเผยแพร่"
)
_FILE = wording(
    "result-analysis.file", "การวิเคราะห์ผลการประเมิน ITA ปีงบประมาณ {ปีงบประมาณ}{ใช้ภายใน}", title=FILE
)
_INTERNAL = wording("result-analysis.internal-file", "(ใช้ภายใน)")
_INTERNAL_FOOT = wording("result-analysis.internal-foot", "ฉบับใช้ภายใน ห้ามเผยแพร่")
_HEADS = wording(
    "result-analysis.heads",
    """
    การวิเคราะห์ผล{ชื่อการประเมินภาษาไทย}
    {ชื่อการประเมินภาษาอังกฤษ} ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    {สำนักงานเขตและจังหวัด}
    """,
    title=HEADS,
)
_WHOLE = wording("result-analysis.whole", "1. ผลการประเมินในภาพรวม")
_WHOLE_TEXT = passage("result-analysis.whole-text", "ผลการประเมินในภาพรวม", yearly=True)
_BY_INSTRUMENT = wording("result-analysis.by-instrument", "2. ผลการประเมินจำแนกตามเครื่องมือ")
_INSTRUMENT = wording("result-analysis.instrument", "{ลำดับหัวข้อ} {ชื่อเครื่องมือ} ({เครื่องมือ}){ผู้ตอบ}")
_ASKED = wording("result-analysis.asked", "ผู้ตอบแบบประเมิน จำนวน {จำนวน} คน")
_COMMENTS = wording("result-analysis.comments", "โดยมีความคิดเห็นของผู้ตอบแบบประเมิน {เครื่องมือ} ดังนี้")
_ENDS_HEAD = wording("result-analysis.ends", "3. ตัวชี้วัดและข้อคำถามที่ได้คะแนนสูงสุดและต่ำสุด")
_ENDS_TEXT = passage("result-analysis.ends-text", "คะแนนสูงสุดและต่ำสุด", yearly=True)
_ENDS_HEADING = wording("result-analysis.ends-columns", "ลำดับ | ข้อ | รายการ | คะแนน", title=COLUMNS)
_PLACES = wording(
    "result-analysis.places", "สูงสุด | ต่ำสุด | ไม่ได้เต็ม | ได้เต็ม", title="ลำดับในตารางคะแนนสูงสุดและต่ำสุด"
)
_ALL_FULL = wording("result-analysis.all-full", "ทุกข้อได้คะแนนเต็ม จำนวน {จำนวน} ข้อ")
_LOST = wording("result-analysis.lost", "4. คะแนนที่ไม่ได้รับ")
_NOT_YET = wording("result-analysis.not-yet", "ยังคิดไม่ได้ เพราะยังไม่มีคะแนนครบทุกเครื่องมือ")
_LOST_INDICATORS = wording("result-analysis.lost-indicators", "4.1 จำแนกตามตัวชี้วัด")
_LOST_TEXT = passage("result-analysis.lost-text", "คะแนนที่ไม่ได้รับ", yearly=True)
_KNOWN_ONLY = wording("result-analysis.known-only", "คิดจากข้อที่มีคะแนนแล้วเท่านั้น")
_LOST_DEPARTMENTS = wording("result-analysis.lost-departments", "4.2 จำแนกตามส่วนราชการ")
_LOST_SERVICES = wording("result-analysis.lost-services", "4.3 จำแนกตามประเภทบริการ")
_GROUPS = wording("result-analysis.groups", "ส่วนราชการ | ประเภทบริการ", title="ชื่อกลุ่มในตาราง")
_SHARES_TEXT = {
    "4.2": passage("result-analysis.departments-text", "คะแนนที่หายไปตามส่วนราชการ", yearly=True),
    "4.3": passage("result-analysis.services-text", "คะแนนที่หายไปตามประเภทบริการ", yearly=True),
}
_RECKONED = {
    "4.2": passage("result-analysis.departments-note", "หมายเหตุใต้ตารางส่วนราชการ", yearly=True),
    "4.3": passage("result-analysis.services-note", "หมายเหตุใต้ตารางประเภทบริการ", yearly=True),
}
_GROUP_HEADING = wording(
    "result-analysis.group-columns", "คะแนน {เครื่องมือ} | คะแนน {เครื่องมือ}<br>ที่ไม่ได้รับ", title=COLUMNS
)
_WATERFALL = wording("result-analysis.waterfall", "จากคะแนนเต็ม 100 ลงมาถึงคะแนนรวม")
_LOST_HEADING = wording(
    "result-analysis.lost-columns", "ตัวชี้วัด | ชื่อตัวชี้วัด | คะแนน | คะแนนรวมที่ไม่ได้รับ", title=COLUMNS
)
_INDICATOR_CODE = wording("result-analysis.indicator-code", "ตัวชี้วัดที่ {รหัส}")
_JUDGED_HEAD = wording("result-analysis.judged", "5. จุดเด่นและประเด็นที่ต้องพัฒนา")
_STRENGTHS = wording("result-analysis.strengths", "5.1 จุดเด่น")
_STRENGTHS_TEXT = passage("result-analysis.strengths-text", "จุดเด่น", yearly=True)
_WEAKNESSES = wording("result-analysis.weaknesses", "5.2 ประเด็นที่ต้องพัฒนา")
_WEAKNESSES_TEXT = passage("result-analysis.weaknesses-text", "ประเด็นที่ต้องพัฒนา", yearly=True)
_UNKNOWN = wording("result-analysis.unknown", "ยังสรุปไม่ได้ เพราะยังไม่มีคะแนน")
_NONE_BELOW = wording("result-analysis.none-below", "ไม่มีตัวชี้วัดหรือข้อใดได้คะแนนต่ำกว่าที่อื่น")
_WAY_UP = wording("result-analysis.way-up", "6. แนวทางสู่ระดับที่สูงขึ้น")
_WAY_UP_TEXT = passage("result-analysis.way-up-text", "แนวทางสู่ระดับที่สูงขึ้น", yearly=True)
_SINCE = wording("result-analysis.since", "7. การเปลี่ยนแปลงจากปีก่อน")
_SINCE_TEXT = passage("result-analysis.since-text", "การเปลี่ยนแปลงจากปีก่อน", yearly=True)
_STUDY = passage(
    "measures-book.study", "บทวิเคราะห์: ข้อความก่อนตาราง", papers="เล่มมาตรการ", yearly=True
)
_ENDS = 3
"""Number of highest and of lowest items listed, plus ties with the last one."""
_FULL = Decimal(100)
_SURVEYS = ("IIT", "EIT")


def missing(context: ReportContext) -> Iterator[MissingData]:
    """Yields which instruments or items have no score."""
    tree = result_tree_of(context.year, context.day)
    if unknown := list(missing_scores(context.year, tree)):
        yield from unknown
        return
    bare = [
        node.code
        for node in tree.instruments
        if any(tree.nodes[item.code].value is None for item in _items(context.year, node.code))
    ]
    if bare:
        yield MissingData(
            "ยังไม่มีคะแนนรายข้อของ {instruments} ครบทุกข้อ",
            {"instruments": " ".join(bare)},
            remedy="กรอกที่หน้าคะแนน",
        )


def build(context: ReportContext, digits: Digits) -> Document:
    """Returns the analysis."""
    year = context.year
    tree = result_tree_of(year, context.day)
    described = context.profile is Profile.INTERNAL and bool(year.comments)
    mark = f" {_INTERNAL.of(year)}" if described else None
    title = _FILE.of(year, {"ใช้ภายใน": mark})
    return of_tables(
        year,
        title,
        (
            *_HEADS.paragraphs(year, "title"),
            *(INTERNAL_NOTE.paragraphs(year, "title") if described else ()),
            *_WHOLE.paragraphs(year, "heading"),
            *_overall(year, tree),
            *_BY_INSTRUMENT.paragraphs(year, "heading"),
            *_by_instrument(year, tree, "2.{}", described=described),
            *_ENDS_HEAD.paragraphs(year, "heading"),
            *_ends(year, tree),
            *_LOST.paragraphs(year, "heading"),
            *_losses(year, tree),
            *_JUDGED_HEAD.paragraphs(year, "heading"),
            *_judged(context, tree),
            *_WAY_UP.paragraphs(year, "heading"),
            *_WAY_UP_TEXT.blocks(year, _as_paragraphs(words.way_up(year, tree))),
            *_SINCE.paragraphs(year, "heading"),
            *_SINCE_TEXT.blocks(year, _as_paragraphs(words.since(context))),
        ),
        digits,
        named=_INTERNAL_FOOT.of(year) if described else title,
    )


def study(year: YearData) -> tuple[Block, ...]:
    """Returns the study of a result for the book of measures: the office's position, the indicators
    of each instrument, best and worst. Respondents' comments are omitted, because the book is
    published. Empty if no score is known."""
    return _STUDY.blocks(year, _study(year))


def _study(year: YearData) -> Iterator[Block]:
    tree = tree_of(year)
    if all(node.value is None for node in tree.instruments):
        return
    yield _result(year, tree, " โดยมีรายละเอียดดังนี้")
    yield from _by_instrument(year, tree, "{}.", described=False)
    found = words.ends_sentence(tree)
    yield paragraph(f"จากข้อมูลข้างต้นเมื่อนำผลการประเมินที่ได้มาวิเคราะห์จะเห็นได้ว่า {found}")


def _items(year: YearData, code: str) -> tuple[Item, ...]:
    return year.framework.items_of(code)


def _as_paragraphs(sentences: list[words.Sentence]) -> Iterator[Paragraph]:
    """Yields sentences as paragraphs, points as list items."""
    for sentence in sentences:
        yield (
            paragraph(sentence.text, "line", mark=HYPHEN)
            if sentence.point
            else paragraph(sentence.text)
        )


# -- 1, 2


def _result(year: YearData, tree: ScoreTree, more: str = "") -> Paragraph:
    """Returns the result; the note on how much of it is known is internal."""
    room = Run(words.room(year, tree), internal=True)
    return Paragraph((Run(words.result_sentence(year, tree)), room, Run(more)))


def _overall(year: YearData, tree: ScoreTree) -> Iterator[Block]:
    yield from _WHOLE_TEXT.blocks(year, [_result(year, tree)])
    if any(node.value is not None for node in tree.instruments):
        yield picture(thermometer(year, tree), year, SCALE)


def _by_instrument(
    year: YearData, tree: ScoreTree, numbered: str, *, described: bool
) -> Iterator[Block]:
    for number, node in enumerate(tree.instruments, 1):
        count = respondents_of(year, node.code) if node.code in _SURVEYS else None
        asked = _ASKED.of(year, {"จำนวน": f"{count:,}"}) if count is not None else ""
        head = {
            "ลำดับหัวข้อ": numbered.format(number),
            "ชื่อเครื่องมือ": node.name,
            "เครื่องมือ": node.code,
            "ผู้ตอบ": f" {asked}" if asked else None,
        }
        yield from _INSTRUMENT.paragraphs(year, "subheading", head)
        for child in tree.children(node.code):
            named = INDICATOR.of(year, {"รหัส": child.code, "ชื่อ": child.name})
            yield paragraph(f"{named} {score_words(year, child.value)}", "line", mark=HYPHEN)
        comments = [comment.text for comment in year.comments if comment.instrument == node.code]
        if described and comments:
            yield from _COMMENTS.paragraphs(year, "line", {"เครื่องมือ": node.code})
            for place, text in enumerate(comments, 1):
                yield paragraph(text, "line", mark=f"{place}.", level=1)


# -- 3


def _ends(year: YearData, tree: ScoreTree) -> Iterator[Block]:
    yield from _ENDS_TEXT.blocks(year, [paragraph(words.ends_sentence(tree))])
    rows: list[TableRow] = []
    for node in tree.instruments:
        known = [
            tree.nodes[item.code]
            for item in _items(year, node.code)
            if tree.nodes[item.code].value is not None
        ]
        found = [*_end_rows(year, node.code, known)]
        if found:
            rows += [group_row(f"{node.name} ({node.code})", 4), *found]
    if rows:
        columns = (TableColumn(14), TableColumn(10), TableColumn(62), TableColumn(14))
        heading = _ENDS_HEADING.heading(year)
        yield Table(columns, tuple(rows), (heading,), repeat_groups=ContinuedCell.REPEAT)


def _end_rows(year: YearData, instrument: str, known: list[ScoreNode]) -> Iterator[TableRow]:
    best, worst, not_full, full = _PLACES.cells(year)
    if instrument not in _SURVEYS:
        unmet = [node for node in known if (node.value or 0) < _FULL]
        yield from _rows(not_full, unmet)
        if not unmet and len(known) == len(_items(year, instrument)):
            number = {"จำนวน": str(len(known))}
            yield TableRow((cell(full), _ALL_FULL.cell(year, values=number, columns=3)))
        return
    high = sorted(known, key=lambda node: -(node.value or 0))
    low = [node for node in reversed(high) if (node.value or 0) < (high[0].value or 0)]
    tops = _cut(high)
    yield from _rows(best, tops)
    yield from _rows(worst, [node for node in _cut(low) if node not in tops])


def _cut(ranked: list[ScoreNode]) -> list[ScoreNode]:
    if len(ranked) <= _ENDS:
        return ranked
    last = ranked[_ENDS - 1].value
    return [node for place, node in enumerate(ranked) if place < _ENDS or node.value == last]


def _rows(word: str, nodes: list[ScoreNode]) -> Iterator[TableRow]:
    for place, node in enumerate(nodes):
        head = (cell(word, rows=len(nodes)),) if not place else ()
        yield TableRow((*head, cell(node.code, "cell-center"), cell(node.name), score(node.value)))


# -- 4


def _losses(year: YearData, tree: ScoreTree) -> Iterator[Block]:
    lost = losses(year.framework, tree)
    if lost is None:
        yield from _NOT_YET.paragraphs(year, "body")
    else:
        yield from _LOST_INDICATORS.paragraphs(year, "subheading")
        yield from _LOST_TEXT.blocks(year, [paragraph(words.losses_sentence(lost))])
        if tree.total.known < _FULL:
            yield from noted(_KNOWN_ONLY, year)
        yield picture(_waterfall(year, lost), year, _WATERFALL)
        yield paragraph("", "line")
        yield _loss_table(year, tree, lost)
    department, service = _GROUPS.cells(year)
    by_unit = groups(year, Breakdown.DEPARTMENT)
    if by_unit:
        yield from _LOST_DEPARTMENTS.paragraphs(year, "subheading")
        yield from _shares(year, tree, by_unit, department, _SURVEYS, "4.2")
    by_service = groups(year, Breakdown.SERVICE)
    if by_service:
        yield from _LOST_SERVICES.paragraphs(year, "subheading")
        yield from _shares(year, tree, by_service, service, ("EIT",), "4.3")


def _waterfall(year: YearData, lost: Losses) -> Waterfall:
    # An instrument has its code alone: a chart has no room for its name.
    whole = {instrument.code for instrument in year.framework.instruments}
    parts = tuple(
        Loss(part.code if part.code in whole else f"{part.code} {part.name}", part.points)
        for part in lost.parts
    )
    return Waterfall(_WATERFALL.of(year), parts, TOTAL_NAME.of(year), lost.total, axis_cut(year))


def _loss_table(year: YearData, tree: ScoreTree, lost: Losses) -> Table:
    rows = []
    names = tuple(f"หาย.{part.code}" for part in lost.parts)
    for loss, name in zip(lost.parts, names, strict=True):
        node = tree.nodes[loss.code]
        code = loss.code
        if node.kind is not NodeKind.INSTRUMENT:
            code = _INDICATOR_CODE.of(year, {"รหัส": loss.code})
        rows.append(
            TableRow((cell(code), cell(loss.name), score(node.value), score(loss.points, name)))
        )
    rows.append(
        TableRow(
            (
                SUM.cell(year, "cell-center", columns=2),
                score(lost.total),
                score(lost.points, "", Total(names)),
            )
        )
    )
    columns = (TableColumn(20), TableColumn(48), TableColumn(14), TableColumn(18))
    return Table(columns, tuple(rows), (_LOST_HEADING.heading(year),))


def _shares(
    year: YearData,
    tree: ScoreTree,
    found: Groups,
    title: str,
    codes: tuple[str, ...],
    part: str,
) -> Iterator[Block]:
    """Yields the points that each group cost a survey: (100 - score) times its share of
    respondents."""
    costs = {code: _costs(found, code) for code in codes}
    order = sorted(
        found, key=lambda name: -sum((costs[code].get(name) or Decimal(0)) for code in codes)
    )
    texts = [paragraph(words.shares_sentence(title, order, costs, found))]
    yield from _SHARES_TEXT[part].blocks(year, texts)
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
        rows.append(TableRow(tuple(cells)))
    last = [SUM.cell(year, "cell-center")]
    for code in codes:
        known = [name for name in order if costs[code].get(name) is not None]
        total = sum((costs[code][name] for name in known), Decimal(0))
        formula = Total(tuple(f"{title}.{name}.{code}" for name in known))
        last += [cell(""), score(total if known else None, "", formula)]
    rows.append(TableRow(tuple(last)))
    heads = [text for code in codes for text in _GROUP_HEADING.cells(year, {"เครื่องมือ": code})]
    wide = (100 - 40) / (2 * len(_SURVEYS))
    columns = (TableColumn(100 - wide * len(heads)), *(TableColumn(wide) for _ in heads))
    yield Table(columns, tuple(rows), (heading_row((title, *heads)),))
    yield from _RECKONED[part].blocks(year, [note(words.reckoned(tree, costs))])


def _costs(found: Groups, code: str) -> dict[str, Decimal]:
    """Returns the points that each group cost; groups without count or score are omitted."""
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


def _judged(context: ReportContext, tree: ScoreTree) -> Iterator[Block]:
    known = all(node.value is not None for node in tree.indicators)
    year = context.year
    for title, described, sentences, none in (
        (_STRENGTHS, _STRENGTHS_TEXT, words.strengths(context, tree), _UNKNOWN),
        (
            _WEAKNESSES,
            _WEAKNESSES_TEXT,
            words.weaknesses(context, tree),
            _NONE_BELOW if known else _UNKNOWN,
        ),
    ):
        yield from title.paragraphs(year, "subheading")
        lines = [paragraph(text, "line", mark=HYPHEN) for text in sentences]
        yield from described.blocks(year, lines or none.paragraphs(year, "body"))
