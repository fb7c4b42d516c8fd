"""The analysis of last year's results by item, in seven columns.

Form: portrait cover, the scores of the result by instrument, then a landscape table each for OIT,
IIT and EIT, with the cover's lines above; an indicator's name is printed with its first question.
Items without a finding are omitted, and so are empty tables.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import Final

from ita_desktop.documents.content import (
    Block,
    Cell,
    Document,
    PageBreak,
    Paragraph,
    Table,
    TableColumn,
    TableRow,
    paragraph,
)
from ita_desktop.documents.kinds import MissingData, ReportContext, widths
from ita_desktop.documents.reports.measures import words
from ita_desktop.documents.reports.measures.lines import (
    CellPart,
    IndicatorSection,
    MeasureLines,
    joined,
    result_year,
    sections,
    shared_key,
    shared_rows,
    typed,
)
from ita_desktop.documents.reports.results.figures import NONE
from ita_desktop.documents.reports.shared import COLUMNS, FILE, HEADS, HYPHEN, of_tables, owner_name
from ita_desktop.documents.rich import paragraphs
from ita_desktop.documents.wordings.templates import Template, wording
from ita_desktop.domain.measure_cells import METHOD, MONITORING, OWNERS, SCHEDULE, as_typed
from ita_desktop.domain.records import Measure, MeasureKind
from ita_desktop.domain.scores.progress import OIT, tree_of
from ita_desktop.domain.scores.results import Finding
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData

NAME: Final = "analysis-by-item"
_WIDTHS: Final = (16, 15, 17.5, 17.5, 12, 9, 13)
_COVER_ABOVE: Final = 5
"""Number of empty lines at the top of the cover."""
_FILE: Final = wording(
    "analysis-by-item.file", "การวิเคราะห์ผลการประเมินรายข้อ ปีงบประมาณ {ปีงบประมาณ}", title=FILE
)
_COVER: Final = wording(
    "analysis-by-item.cover",
    "วิเคราะห์ประเด็นรายละเอียดคะแนนผลการประเมินคุณธรรมและ",
    title="บรรทัดแรกของปก และของตาราง IIT EIT",
)
_OIT_BEGINS: Final = wording(
    "analysis-by-item.oit-begins",
    "การวิเคราะห์ผลการประเมินคุณธรรมและ",
    title="บรรทัดแรกของตาราง OIT",
)
_HEADS: Final = wording(
    "analysis-by-item.heads",
    """
    ความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ
    {ชื่อการประเมินภาษาอังกฤษ}
    ของสำนักงานเขต กรุงเทพมหานคร ประจำปีงบประมาณ พ.ศ. {ปีของผล}
    """,
    title=HEADS,
)
_AND: Final = wording(
    "analysis-by-item.and",
    """
    รวมถึงประเด็นที่จะต้องพัฒนาให้ดีขึ้น แนวทางปฏิบัติ มาตรการ
    เพื่อขับเคลื่อนการส่งเสริมคุณธรรมและความโปร่งใสในการ
    ดำเนินงานของหน่วยงานภาครัฐ
    {ชื่อการประเมินภาษาอังกฤษ}
    ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    """,
    title="หัวเรื่อง ส่วนหลัง",
)
_WHOSE: Final = wording("analysis-by-item.whose", "{สำนักงานเขต}", title="ชื่อสำนักงานใต้หัวเรื่อง")
_PARTS: Final = {
    OIT: wording(
        "analysis-by-item.oit",
        "หัวข้อ การเปิดเผยข้อมูลสาธารณะ (Open Data Integrity and Transparency Assessment : OIT)",
    ),
    "IIT": wording(
        "analysis-by-item.iit",
        """
        หัวข้อ การรับรู้ของผู้มีส่วนได้เสียภายใน (Internal integrity and Transparency Assessment : IIT)
        """,
    ),
    "EIT": wording(
        "analysis-by-item.eit",
        """
        หัวข้อ การรับรู้ของผู้มีส่วนได้เสียภายนอก (External integrity and Transparency Assessment : EIT)
        """,
    ),
}
"""The tables in order, each with its heading."""
_SCORES: Final = wording(
    "analysis-by-item.scores", "ตารางแสดงรายละเอียดผลการประเมิน จำแนกตามเครื่องมือการประเมิน"
)
_SCORE_HEADS: Final = {
    "IIT": wording(
        "analysis-by-item.scores-iit",
        "ประเด็นการประเมิน IIT (การรับรู้ของผู้มีส่วนได้ส่วนเสียภายในหน่วยงาน) | คะแนนที่ได้",
        title="หัวตารางคะแนน IIT",
    ),
    "EIT": wording(
        "analysis-by-item.scores-eit",
        "ประเด็นการประเมิน EIT (การรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอกหน่วยงาน) | คะแนนที่ได้",
        title="หัวตารางคะแนน EIT",
    ),
    OIT: wording(
        "analysis-by-item.scores-oit",
        "ประเด็นการประเมิน OIT (การเปิดเผยข้อมูลสาธารณะ) | คะแนนที่ได้",
        title="หัวตารางคะแนน OIT",
    ),
}
_SCORE_WIDTHS: Final = (84, 16)
_ELSEWHERE: Final = wording("analysis-by-item.elsewhere", "หัวข้อ อื่น ๆ")
_NONE: Final = wording("analysis-by-item.none", "ยังไม่มีผลการวิเคราะห์")
_HEADING: Final = wording(
    "analysis-by-item.columns",
    "หัวข้อการประเมิน | การวิเคราะห์การดำเนินงาน | จุดเด่น/จุดด้อย/ประเด็นที่จะต้องแก้ไข"
    " | การปรับปรุงในการดำเนินงานในปีงบประมาณ พ.ศ. {ปีงบประมาณ} | ผู้รับผิดชอบ"
    " | ระยะเวลาการติดตาม | วิธีการติดตาม",
    title=COLUMNS,
)
_MEAN: Final = wording("analysis-by-item.mean", "คะแนนเฉลี่ย {คะแนน}")
_OIT_MEAN: Final = wording("analysis-by-item.oit-mean", "คะแนนเฉลี่ย {คะแนน} คะแนน")


def missing(context: ReportContext) -> list[MissingData]:
    """Returns what is missing: findings, measures that address them, owners, or last year's
    scores."""
    data = context.year
    if not data.findings:
        return [words.NO_FINDINGS, *words.without_scores(context)]
    lines = _lines(context)
    unanswered = [
        code
        for code in lines.findings_of
        if not _answers(lines, lines.findings_of[code]) and not _improved(lines, code)
    ]
    answering = {
        measure.id: measure
        for all_of in data.findings
        for measure in data.measures_of_finding(all_of.id)
    }
    return [
        *words.without_measures(unanswered),
        *words.without_owners(data, list(answering.values())),
        *words.without_scores(context),
    ]


def _improved(lines: MeasureLines, code: str) -> bool:
    return any(finding.improvement for finding in lines.findings_of[code])


def build(context: ReportContext, digits: Digits) -> Document:
    """Returns cover, scores and tables; without any, the cover says so."""
    return _made(context, digits, tuple(_scores(context)))


def chapter(context: ReportContext, digits: Digits) -> Document:
    """Returns the document for the book, which has the scores in a chapter of their own."""
    return _made(context, digits, ())


def _made(context: ReportContext, digits: Digits, scores: Sequence[Block]) -> Document:
    data = context.year
    found = tuple(tables(context)) or (paragraph("", "title"), *_NONE.paragraphs(data, "title"))
    blocks = (*_cover(context), *scores, *found)
    made = of_tables(data, _FILE.of(data), blocks, digits, as_list=True)
    footer = replace(made.footer, from_page=2) if made.footer is not None else None
    return replace(made, upright_cover=True, footer=footer)


def _cover(context: ReportContext) -> Iterator[Paragraph]:
    yield from (paragraph("", "title") for _line in range(_COVER_ABOVE))
    yield from _title_block(context, _COVER)
    yield paragraph("", "title")
    yield from _WHOSE.paragraphs(context.year, "title")


def _title_block(context: ReportContext, first: Template) -> Iterator[Paragraph]:
    """Yields the lines of the cover, which are repeated above each table."""
    data = context.year
    yield from first.paragraphs(data, "title")
    yield from _HEADS.paragraphs(data, "title", {"ปีของผล": str(result_year(context))})
    yield paragraph("", "title")
    yield from _AND.paragraphs(data, "title")


def _scores(context: ReportContext) -> Iterator[Block]:
    """Yields the scores of the result, as all papers give them: each question, and OIT as a whole,
    in points of its weight; nothing if no official one is known."""
    result = context.previous
    if result is None or not any(node.official for node in tree_of(result).nodes.values()):
        return
    yield PageBreak()
    yield from _SCORES.paragraphs(context.year, "heading")
    for code, heads in _SCORE_HEADS.items():
        if code not in result.framework.instrument_by_code:
            continue
        columns = tuple(map(TableColumn, _SCORE_WIDTHS))
        rows = (_oit_row(result),) if code == OIT else tuple(_score_rows(result, code))
        yield Table(columns, rows, (heads.heading(context.year),))
        yield paragraph("", "line")


def _score_rows(result: YearData, instrument: str) -> Iterator[TableRow]:
    nodes = tree_of(result).nodes
    for item in result.framework.items_of(instrument):
        score = nodes[item.code].value
        about = words.lines_of((words.coded(item.code, item.title),))
        yield TableRow((Cell(about), _figure(f"{score:.2f}" if score is not None else "", score)))


def _oit_row(result: YearData) -> TableRow:
    items = result.framework.items_of(OIT)
    node = tree_of(result).nodes[OIT]
    points_of = "" if node.weighted is None else f"{node.weighted:.2f}/{node.weight:f}"
    codes = [item.code for item in items]
    about = (
        words.code_ranges(codes, codes, "-"),
        *(words.coded(item.code, item.title) for item in items),
    )
    return TableRow((Cell(words.lines_of(about)), _figure(points_of)))


def _figure(text: str, value: Decimal | None = None) -> Cell:
    """Returns the cell of a score; a dash if it is not known."""
    return Cell((paragraph(text or NONE, "cell-center"),), value=value)


def tables(context: ReportContext) -> Iterator[Block]:
    """Yields a table per instrument with findings, each on new pages."""
    lines = _lines(context)
    for instrument, heading in _PARTS.items():
        parts = [
            part
            for section in sections(lines.data)
            if section.instrument == instrument
            for part in _section_parts(lines, section)
        ]
        if not parts:
            continue
        yield PageBreak()
        yield from _title_block(context, _OIT_BEGINS if instrument == OIT else _COVER)
        yield from _WHOSE.paragraphs(lines.data, "title")
        yield from heading.paragraphs(lines.data, "subheading")
        yield _table(context, lines, parts)
    left = list(_section_parts(lines, sections(lines.data)[-1]))
    if left:
        yield PageBreak()
        yield from _ELSEWHERE.paragraphs(lines.data, "subheading")
        yield _table(context, lines, left)


def _table(
    context: ReportContext, lines: MeasureLines, parts: Sequence[Sequence[CellPart]]
) -> Table:
    columns = tuple(map(TableColumn, widths(context, NAME, _WIDTHS)))
    return Table(columns, shared_rows(parts), (_HEADING.heading(lines.data),))


def _lines(context: ReportContext) -> MeasureLines:
    """Returns findings with all measures that may address them."""
    kinds = {MeasureKind.ITEM, MeasureKind.INDICATOR, MeasureKind.OWN, MeasureKind.PREPARATION}
    return MeasureLines(
        context, [measure for measure in context.year.measures if measure.kind in kinds]
    )


def _section_parts(
    lines: MeasureLines, section: IndicatorSection
) -> Iterator[tuple[CellPart, ...]]:
    """Yields the rows of an indicator: findings on it as a whole, then on its items."""
    whole = lines.whole_findings(section)
    codes = [code for code in lines.codes(section) if code in lines.findings_of]
    named = section.instrument != OIT
    if whole:
        yield (CellPart((_indicator_line(lines, section),)), *_described(lines, whole, ()))
        named = False
    runs = groupby(codes, key=lambda code: tuple(finding.id for finding in lines.findings_of[code]))
    for number, (_findings, run) in enumerate(runs):
        of_run = list(run)
        described = _described(lines, lines.findings_of[of_run[0]], of_run)
        shared = [part._replace(key=part.key or (section.code, number)) for part in described]
        for codes_ in [of_run] if lines.typed(of_run) else [[code] for code in of_run]:
            about = list(_item_lines(lines, section, codes_))
            if named:
                about.insert(0, _indicator_line(lines, section))
                named = False
            yield (CellPart(tuple(about)), *shared)


def _indicator_line(lines: MeasureLines, section: IndicatorSection) -> Paragraph:
    score = lines.mean(section.code)
    text = _MEAN.of(lines.data, {"คะแนน": words.points(score)}) if score is not None else ""
    return paragraph(f"{section.heading} {text}".strip(), "cell", bold=True)


def _item_lines(
    lines: MeasureLines, section: IndicatorSection, codes: Sequence[str]
) -> tuple[Paragraph, ...]:
    """Returns ``-I1 … (คะแนนเฉลี่ย 84.67)``, ``O1 … (คะแนนเฉลี่ย 0 คะแนน)``: the two forms in the
    document; of several, as typed, with the score of each, or the one that all have."""
    open_data = section.instrument == OIT
    typed, title = lines.typed(codes), lines.title(codes[0])
    if typed:
        title = lines.title_together(codes)
    mean = _OIT_MEAN if open_data else _MEAN
    known = [(code, lines.score(code)) for code in codes]
    texts = [
        (code, mean.of(lines.data, {"คะแนน": words.points(score, whole=open_data)}))
        for code, score in known
        if score is not None
    ]
    one = len(texts) == len(codes) and len({text for _code, text in texts}) == 1
    scores = [f"({code} {text})" if typed and not one else f"({text})" for code, text in texts]
    scores = scores[:1] if one else scores
    name = typed or codes[0]
    name = name if open_data else f"{HYPHEN}{name}"
    return words.lines_of((" ".join(filter(None, (words.coded(name, title), *scores))),))


def _described(
    lines: MeasureLines, findings: Sequence[Finding], codes: Sequence[str]
) -> tuple[CellPart, ...]:
    """Returns the six columns after the topic; texts of measures have a key, so that rows of other
    findings can share their cells."""
    data = lines.data
    answers = _answers(lines, findings)
    improved = [finding.improvement for finding in findings if finding.improvement]
    owners = words.owner_labels(data, answers) or _assigned(data, codes)
    typed_owners = {as_typed(answer, data.owners_of_measure(answer.id)) for answer in answers}
    named = tuple(
        _owner(line, is_typed=owner in typed_owners)
        for owner in owners
        for line in owner.split("\n")
    )

    def described(texts: Iterable[str], column: str = "") -> CellPart:
        once = [text for text in dict.fromkeys(texts) if text]
        if column in {SCHEDULE, MONITORING}:
            message = joined(paragraphs(text) for text in once)
        else:
            message = joined(map(typed, once))
        return CellPart(message, shared_key(answers, column, tuple(once)) if column else None)

    return (
        described(finding.practice for finding in findings),
        described(
            text
            for finding in findings
            for text in (finding.strength, finding.weakness, finding.issue)
        ),
        described(improved)
        if improved
        else described((answer.method for answer in answers), METHOD),
        CellPart(named, shared_key(answers, OWNERS, owners)),
        described((words.time_of(answer) for answer in answers), SCHEDULE),
        described((answer.monitoring for answer in answers), MONITORING),
    )


def _answers(lines: MeasureLines, findings: Sequence[Finding]) -> list[Measure]:
    """Returns the measures that address findings: those linked to them, else those of their
    items."""
    data = lines.data
    linked = {
        measure.id: measure
        for finding in findings
        for measure in data.measures_of_finding(finding.id)
    }
    if linked:
        return list(linked.values())
    codes = [link.item_code for finding in findings for link in data.items_of_finding(finding.id)]
    of_items = {
        measure.id: measure for code in codes for measure in lines.measures_of.get(code, ())
    }
    return list(of_items.values())


def _owner(line: str, *, is_typed: bool) -> Paragraph:
    """Returns a line of the owners: with a hyphen as in the form, if typed where it has one."""
    name = line.removeprefix(HYPHEN)
    if is_typed and name == line:
        return paragraph(line, "cell")
    return paragraph(name.lstrip(), "cell", mark=HYPHEN)


def _assigned(data: YearData, codes: Sequence[str]) -> tuple[str, ...]:
    """Returns the owners of OIT items, used if no measure names its owners."""
    found = (owner_name(data, owner) for code in codes for owner in data.owners_of_item(code))
    return tuple(dict.fromkeys(found))
