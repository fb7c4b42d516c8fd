"""The analysis of last year's results with the resulting measures, in five columns.

Two variants: by indicator (ten rows, follow-up before owners, a sentence above), and by question,
grouped by instrument and indicator (titles above, scores after each question, OIT items of equal
score in one row, merged cells for questions with the same measure).
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from ita_desktop.documents import content
from ita_desktop.documents.kinds import BY_QUESTION, MissingData, ReportContext, widths
from ita_desktop.documents.reports.measures.lines import (
    CellPart,
    IndicatorSection,
    MeasureLine,
    MeasureLines,
    joined,
    of_kind,
    paragraphs_once,
    result_year,
    sections,
    shared_key,
    shared_rows,
    typed,
)
from ita_desktop.documents.reports.measures.words import (
    NO_FINDINGS,
    NO_MEASURES,
    bracketed,
    follow_up,
    issue,
    lines_of,
    owner_labels,
    topic,
    without_measures,
    without_owners,
    without_scores,
)
from ita_desktop.documents.reports.shared import COLUMNS, FILE, INDICATOR_NUMBER, of_tables
from ita_desktop.documents.wordings.templates import SHARED, wording
from ita_desktop.domain.analysis import issue_of
from ita_desktop.domain.measure_cells import FINDING, METHOD, MONITORING, OWNERS
from ita_desktop.domain.records import Measure, MeasureKind
from ita_desktop.domain.scores.results import Finding
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData

NAME: Final = "analysis-by-indicator"

_FILE: Final = wording(
    "analysis-by-indicator.file",
    "การวิเคราะห์ผลการประเมินและมาตรการ ปีงบประมาณ {ปีงบประมาณ}",
    title=FILE,
)
_QUESTION_FILE: Final = wording("analysis-by-indicator.question-file", "{ชื่อไฟล์} (รายข้อ)")
_HEAD: Final = wording(
    "analysis-by-indicator.head",
    """
    การศึกษาและวิเคราะห์กรอบการประเมินคุณธรรมและความโปร่งใส ในปี พ.ศ. {ปีของผล}
    และประเด็นที่ต้องปรับปรุง/ยกระดับการพัฒนา จากผลคะแนน ITA ในปีงบประมาณที่ผ่านมา
    {สำนักงานเขตและจังหวัด}
    """,
    title="หัวเรื่องและหัวบทในเล่ม",
)
_INTRO: Final = wording(
    "analysis-by-indicator.intro",
    """
    {สำนักงานเขต}จึงได้จัดทำมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
        โดยวิเคราะห์ผล{ชื่อการประเมินภาษาไทย} ในปีงบประมาณที่ผ่านมา ดังนี้
    """,
)
_QUESTION_HEAD: Final = wording(
    "analysis-by-indicator.question-head",
    """
    การวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของ{สำนักงานเขตและจังหวัด} ในปี {ปีของผล}
    """,
    title="หัวเรื่องและหัวบทในเล่ม (รายข้อ)",
)
_QUESTION_INTRO: Final = wording(
    "analysis-by-indicator.question-intro",
    "ประเด็นที่ต้องปรับปรุง/ยกระดับการพัฒนา ในปีงบประมาณ พ.ศ. {ปีงบประมาณ}",
)
_BY_INDICATOR: Final = wording(
    "analysis-by-indicator.columns",
    "ตัวชี้วัด | การวิเคราะห์กรอบการประเมินและประเด็นที่ต้องปรับปรุง/ยกระดับ"
    " | มาตรการ/กิจกรรม/โครงการ | การกำกับติดตาม | ผู้รับผิดชอบ",
    title=COLUMNS,
)
_BY_QUESTION_HEADS: Final = wording(
    "analysis-by-indicator.question-columns",
    "ประเด็นการประเมิน | ประเด็นที่ต้องปรับปรุง/<br>ยกระดับการพัฒนา"
    " | มาตรการ/กิจกรรม ในการเตรียมความพร้อมรับการประเมิน ในประเด็นที่ต้องปรับปรุง/ยกระดับการพัฒนา"
    " | หน่วยงาน<br>รับผิดชอบ | การกำกับ<br>ติดตาม",
    title="หัวตาราง (รายข้อ)",
)
_NONE: Final = wording("analysis-by-indicator.none", "ยังไม่มีผลการวิเคราะห์และมาตรการ")
_OIT_NAME: Final = wording(
    "all.oit-name", "แบบวัดการเปิดเผยข้อมูลสาธารณะ", title="ชื่อแบบ OIT ในตารางมาตรการ", papers=SHARED
)
_INDICATOR_WIDTHS: Final = (15, 25, 26, 22, 12)
_QUESTION_WIDTHS: Final = (22, 22, 32, 11, 13)
_OFFICIAL_OIT: Final = "แบบตรวจการเปิดเผยข้อมูลสาธารณะ"
_EN_DASH: Final = " – "


def missing(context: ReportContext) -> list[MissingData]:
    """Returns what is missing: findings, measures that address them, their owners, or last year's
    scores."""
    data = context.year
    lines = MeasureLines(context, _measures(context))
    if not lines.measures:
        return [NO_MEASURES.of_part()] if data.findings else [NO_FINDINGS, NO_MEASURES]
    gaps = [] if data.findings else [NO_FINDINGS.of_part()]
    if context.subject == BY_QUESTION:
        unanswered = [code for code in lines.findings_of if code not in lines.measures_of]
    else:
        unanswered = [
            INDICATOR_NUMBER.of(data, {"รหัส": section.code})
            for section in sections(data)
            if lines.section_findings(section) and not lines.section_measures(section)
        ]
    return [
        *gaps,
        *without_measures(unanswered),
        *without_owners(data, lines.measures),
        *without_scores(context),
    ]


def build(context: ReportContext, digits: Digits) -> content.Document:
    """Returns the table in the variant given by ``context.subject``."""
    data = context.year
    by_question = context.subject == BY_QUESTION
    title = _FILE.of(data)
    return of_tables(
        data,
        _QUESTION_FILE.of(data, {"ชื่อไฟล์": title}) if by_question else title,
        (*(heads(context)), content.paragraph("", "line"), table(context)),
        digits,
        named=title,
        as_list=True,
    )


def heads(context: ReportContext) -> tuple[content.Paragraph, ...]:
    """Returns the lines above the table."""
    data = context.year
    of_result = {"ปีของผล": str(result_year(context))}
    if context.subject == BY_QUESTION:
        return (
            *_QUESTION_HEAD.paragraphs(data, "heading", of_result),
            *_QUESTION_INTRO.paragraphs(data, "subheading"),
        )
    return (
        *_HEAD.paragraphs(data, "heading", of_result),
        *_INTRO.paragraphs(data, "body", of_result),
    )


def head_lines(context: ReportContext) -> tuple[str, ...]:
    """Returns the first lines above the table, which are the heading of its chapter."""
    head = _QUESTION_HEAD if context.subject == BY_QUESTION else _HEAD
    return head.lines(context.year, {"ปีของผล": str(result_year(context))})


def table(context: ReportContext) -> content.Table:
    """Returns the table in the variant given by ``context.subject``."""
    lines = MeasureLines(context, _measures(context), NAME)
    if context.subject == BY_QUESTION:
        return _by_question(context, lines)
    return _by_indicator(context, lines)


def _measures(context: ReportContext) -> tuple[Measure, ...]:
    kinds = (MeasureKind.INDICATOR, MeasureKind.ITEM)
    first, second = reversed(kinds) if context.subject == BY_QUESTION else kinds
    return of_kind(context.year, first, second)


# -- by indicator


def _by_indicator(context: ReportContext, lines: MeasureLines) -> content.Table:
    parts = [line for section in sections(lines.data) for line in _indicator_lines(lines, section)]
    columns = tuple(map(content.TableColumn, widths(context, NAME, _INDICATOR_WIDTHS)))
    rows = _NONE.unless(shared_rows(parts), lines.data, len(_INDICATOR_WIDTHS))
    return content.Table(columns, rows, (_BY_INDICATOR.heading(lines.data),))


def _indicator_lines(
    lines: MeasureLines, section: IndicatorSection
) -> Iterator[tuple[CellPart, ...]]:
    """Yields a row per measure of an indicator; its name and findings span all of them."""
    data = lines.data
    measures = lines.section_measures(section)
    if not measures and not lines.section_findings(section):
        return
    name = CellPart(_name(lines, section), ("name", section.code))
    found = _found(lines, section, measures)
    texts, followed_up = (
        [measure.method for measure in measures],
        [follow_up(measure) for measure in measures],
    )
    steps, follow_ups = (
        partial(lines.numbered_paragraphs, section, what=what) for what in ("steps", "follow-up")
    )
    methods = paragraphs_once(measures, METHOD, texts, steps)
    followed = paragraphs_once(measures, MONITORING, followed_up, follow_ups)
    if not measures:
        yield name, CellPart(found, section.code), CellPart(()), CellPart(()), CellPart(())
    for measure, method, monitoring in zip(measures, methods, followed, strict=True):
        owners = owner_labels(data, [measure])
        yield (
            name,
            CellPart(found, ("found", section.code)),
            CellPart(method, shared_key((measure,), METHOD, measure.method)),
            CellPart(monitoring, shared_key((measure,), MONITORING, follow_up(measure))),
            CellPart(lines_of(owners), shared_key((measure,), OWNERS, owners)),
        )


def _name(lines: MeasureLines, section: IndicatorSection) -> tuple[content.Paragraph, ...]:
    data = lines.data
    score = bracketed(lines, lines.mean(section.code), section.instrument)
    if not section.name:
        return (content.paragraph(section.heading, "cell"),)
    return (
        INDICATOR_NUMBER.paragraph(data, "cell", {"รหัส": section.code}, bold=True),
        content.paragraph(f"{section.name} {score}".strip(), "cell"),
    )


def _found(
    lines: MeasureLines, section: IndicatorSection, measures: Sequence[Measure]
) -> tuple[content.Paragraph, ...]:
    """Returns the findings on an indicator as a whole, else on its items. Measures for items
    without findings contribute their own point to improve."""
    whole = lines.whole_findings(section)
    found = whole or lines.section_findings(section)
    rest = [] if whole else [measure for measure in measures if not _answered(lines, measure)]
    texts = [*map(issue, found), *(issue_of(lines.data, measure) for measure in rest)]
    return _texts(tuple(dict.fromkeys(texts)))


def _answered(lines: MeasureLines, measure: Measure) -> bool:
    """Returns whether a measure addresses a finding, or one of its items has a finding."""
    data = lines.data
    codes = (link.item_code for link in data.items_of_measure(measure.id))
    return bool(data.findings_of_measure(measure.id)) or any(map(lines.findings_of.get, codes))


# -- by question


def _by_question(context: ReportContext, lines: MeasureLines) -> content.Table:
    rows: list[content.TableRow] = []
    instrument = ""
    for section in sections(lines.data):
        of_section = question_rows(lines, section)
        if not of_section:
            continue
        if section.instrument != instrument and section.instrument:
            instrument = section.instrument
            rows.append(
                content.group_row(instrument_name(lines.data, instrument), len(_QUESTION_WIDTHS))
            )
        rows += [content.group_row(section.heading, len(_QUESTION_WIDTHS)), *of_section]
    columns = tuple(map(content.TableColumn, widths(context, f"{NAME}/2", _QUESTION_WIDTHS)))
    shown = _NONE.unless(rows, lines.data, len(_QUESTION_WIDTHS))
    return content.Table(columns, shown, (_BY_QUESTION_HEADS.heading(lines.data),))


def instrument_name(data: YearData, code: str) -> str:
    """Returns ``แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)``: the framework's name, but with
    แบบวัด for OIT as in the districts' tables."""
    name = data.framework.instrument_by_code[code].name
    return f"{_OIT_NAME.of(data) if name == _OFFICIAL_OIT else name} ({code})"


def question_rows(lines: MeasureLines, section: IndicatorSection) -> tuple[content.TableRow, ...]:
    """Returns the rows of an indicator. Questions with the same measures share their cells; those
    with separate measures share cells that were entered as shared or merged."""
    data = lines.data
    rows = list(lines.lines(section))
    steps = method_cells(lines, section, rows)
    parts = []
    for line in rows:
        owners, followed = owner_labels(data, line.measures), _followed(line)
        parts.append(
            (
                CellPart(lines_of((topic(lines, section, line, _EN_DASH),))),
                finding_part(lines, section, line),
                steps[tuple(measure.id for measure in line.measures)],
                CellPart(lines_of(owners), shared_key(line.measures, OWNERS, owners)),
                CellPart(_texts(followed), shared_key(line.measures, MONITORING, followed)),
            )
        )
    return shared_rows(parts)


def method_cells(
    lines: MeasureLines, section: IndicatorSection, rows: Sequence[MeasureLine]
) -> dict[tuple[str, ...], CellPart]:
    """Returns the steps of the measures of ``rows`` by the measures' keys; those of a shared cell
    only once."""
    measures = list({measure.id: measure for row in rows for measure in row.measures}.values())
    methods = [measure.method for measure in measures]
    describe = partial(lines.numbered_paragraphs, section, what="steps")
    steps = {
        measure.id: (shared_key((measure,), METHOD, measure.method), described)
        for measure, described in zip(
            measures, paragraphs_once(measures, METHOD, methods, describe), strict=True
        )
    }
    of_rows = {tuple(measure.id for measure in row.measures): row.measures for row in rows}
    return {
        key: CellPart(
            joined(dict(steps[text] for text in key).values()),
            shared_key(of, METHOD, tuple(measure.method for measure in of)),
        )
        for key, of in of_rows.items()
    }


def finding_part(lines: MeasureLines, section: IndicatorSection, line: MeasureLine) -> CellPart:
    """Returns the point to improve of a question: its findings, else the texts of its measures,
    else the findings on its indicator."""
    data = lines.data
    own = _described(line.findings)
    if own:
        return _points([text for _key, text in own], tuple(key for key, _text in own))
    words = {measure.id: measure.finding for measure in line.measures if measure.finding}
    if words:
        texts = list(dict.fromkeys(words.values()))
        message = tuple(measure for measure in line.measures if measure.finding)
        return CellPart(_texts(texts), shared_key(message, FINDING, tuple(texts)))
    whole = _described(lines.whole_findings(section)) or [
        (measure.id, issue_of(data, measure))
        for measure in line.measures
        if issue_of(data, measure)
    ]
    return _points(
        list(dict.fromkeys(text for _key, text in whole)), tuple(key for key, _text in whole)
    )


def _described(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(finding.id, issue(finding)) for finding in findings if issue(finding)]


def _points(texts: Sequence[str], keys: tuple[str, ...]) -> CellPart:
    return CellPart(_texts(texts), keys or None)


def _followed(line: MeasureLine) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for measure in line.measures if (text := follow_up(measure))))


def _texts(texts: Sequence[str]) -> tuple[content.Paragraph, ...]:
    return joined(map(typed, texts))
