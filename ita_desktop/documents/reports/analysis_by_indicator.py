"""The analysis of last year's results with the measures that answer it, in five columns.

Two forms of one table: by indicator (ten rows, follow-up before owners, a sentence above), and by
question, grouped by instrument and indicator (titles above, scores behind each question, OIT items
of equal score in one row, cells shared by the questions that share a measure).
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from ita_desktop.documents.content import (
    Column,
    Document,
    Orientation,
    Paragraph,
    Row,
    Table,
    group_row,
    heading_row,
    paragraph,
)
from ita_desktop.documents.kinds import BY_QUESTION, Lack, Material
from ita_desktop.documents.reports.measure_lacks import (
    NO_FINDINGS,
    NO_MEASURES,
    without_measures,
    without_owners,
    without_scores,
)
from ita_desktop.documents.reports.measure_lines import (
    Line,
    Lines,
    Section,
    of_kind,
    result_year,
    sections,
)
from ita_desktop.documents.reports.measure_words import (
    bracketed,
    follow_up,
    issue,
    lines_of,
    owner_labels,
    topic,
)
from ita_desktop.documents.reports.run_on import joined, run_on
from ita_desktop.documents.reports.shared_cells import Part, shared_rows
from ita_desktop.documents.reports.wording import (
    HYPHEN,
    ITA_ENGLISH,
    ITA_THAI,
    TABLE_MARGINS,
    fiscal_year,
    foot,
    in_bangkok,
    office,
)
from ita_desktop.documents.rich import paragraphs
from ita_desktop.documents.widths import widths
from ita_desktop.domain.analysis import issue_of
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.findings import Finding
from ita_desktop.domain.progress import OIT
from ita_desktop.domain.records import Measure, MeasureKind
from ita_desktop.domain.year import YearData

NAME: Final = "analysis-by-indicator"

_BY_INDICATOR: Final = (
    "ตัวชี้วัด",
    "การวิเคราะห์กรอบการประเมินและประเด็นที่ต้องปรับปรุง/ยกระดับ",
    "มาตรการ/กิจกรรม/โครงการ",
    "การกำกับติดตาม",
    "ผู้รับผิดชอบ",
)
_BY_QUESTION_HEADS: Final = (
    "ประเด็นการประเมิน",
    "ประเด็นที่ต้องปรับปรุง/\nยกระดับการพัฒนา",
    "มาตรการ/กิจกรรม ในการเตรียมความพร้อมรับการประเมิน ในประเด็นที่ต้องปรับปรุง/ยกระดับการพัฒนา",
    "หน่วยงาน\nรับผิดชอบ",
    "การกำกับ\nติดตาม",
)
_INDICATOR_WIDTHS: Final = (15, 25, 26, 22, 12)
_QUESTION_WIDTHS: Final = (22, 22, 32, 11, 13)
_CALLED: Final = {"แบบตรวจการเปิดเผยข้อมูลสาธารณะ": "แบบวัดการเปิดเผยข้อมูลสาธารณะ"}
_EN_DASH: Final = " – "


def missing(material: Material) -> list[Lack]:
    """What the table lacks: findings, measures that answer them, their owners, last year's
    scores."""
    data = material.year
    lines = Lines(material, _measures(material))
    lacks = [] if data.findings else [NO_FINDINGS]
    if not lines.measures:
        return [*lacks, NO_MEASURES]
    if material.subject == BY_QUESTION:
        unanswered = [code for code in lines.findings_of if code not in lines.measures_of]
    else:
        unanswered = [
            f"ตัวชี้วัดที่ {one.code}"
            for one in sections(data)
            if lines.section_findings(one) and not lines.section_measures(one)
        ]
    return [
        *lacks,
        *without_measures(unanswered),
        *without_owners(data, lines.measures),
        *without_scores(material),
    ]


def build(material: Material, digits: Digits) -> Document:
    """The table in the form that the subject of ``material`` names."""
    data = material.year
    by_question = material.subject == BY_QUESTION
    title = f"การวิเคราะห์ผลการประเมินและมาตรการ ปีงบประมาณ {data.year}"
    return Document(
        title=f"{title} (รายข้อ)" if by_question else title,
        author=office(data.organisation),
        blocks=(*(heads(material)), paragraph("", "line"), table(material)),
        orientation=Orientation.LANDSCAPE,
        margins=TABLE_MARGINS,
        digits=digits,
        footer=foot(title),
    )


def heads(material: Material) -> tuple[Paragraph, ...]:
    """The lines above the table."""
    data, before = material.year, result_year(material)
    if material.subject == BY_QUESTION:
        return (
            paragraph(
                "การวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน"
                f"ของ{in_bangkok(data.organisation)} ในปี {before}",
                "heading",
            ),
            paragraph(f"ประเด็นที่ต้องปรับปรุง/ยกระดับการพัฒนา ในปีงบประมาณ พ.ศ. {data.year}", "subheading"),
        )
    return (
        paragraph(
            f"การศึกษาและวิเคราะห์กรอบ{ITA_THAI} {ITA_ENGLISH} ในปี พ.ศ. {before} "
            "และประเด็นที่ต้องปรับปรุง/ยกระดับการพัฒนา จากผลคะแนน ITA ในปีงบประมาณที่ผ่านมา",
            "heading",
        ),
        paragraph(
            f"{office(data.organisation)}จึงได้จัดทำมาตรการส่งเสริมคุณธรรมและความโปร่งใส"
            f"ภายในหน่วยงาน {fiscal_year(data)} โดยวิเคราะห์ผล{ITA_THAI} "
            "ในปีงบประมาณที่ผ่านมา ดังนี้",
        ),
    )


def table(material: Material) -> Table:
    """The table alone, in the form that the subject of ``material`` names."""
    lines = Lines(material, _measures(material))
    if material.subject == BY_QUESTION:
        return _by_question(material, lines)
    return _by_indicator(material, lines)


def _measures(material: Material) -> tuple[Measure, ...]:
    kinds = (MeasureKind.INDICATOR, MeasureKind.ITEM)
    first, second = reversed(kinds) if material.subject == BY_QUESTION else kinds
    return of_kind(material.year, first, second)


# -- by indicator


def _by_indicator(material: Material, lines: Lines) -> Table:
    parts = [line for section in sections(lines.data) for line in _indicator_lines(lines, section)]
    columns = tuple(map(Column, widths(material, NAME, _INDICATOR_WIDTHS)))
    return Table(columns, shared_rows(parts), (heading_row(_BY_INDICATOR),))


def _indicator_lines(lines: Lines, section: Section) -> Iterator[tuple[Part, ...]]:
    """A row for each measure of an indicator; its name and what was found stand beside all."""
    data = lines.data
    measures = lines.section_measures(section)
    if not measures and not lines.section_findings(section):
        return
    name = Part(_name(lines, section), ("name", section.code))
    found = _found(lines, section, measures)
    methods = run_on([one.method for one in measures])
    followed = run_on([follow_up(one) for one in measures])
    if not measures:
        yield name, Part(found, section.code), Part(()), Part(()), Part(())
    for measure, method, monitoring in zip(measures, methods, followed, strict=True):
        owners = owner_labels(data, [measure])
        yield (
            name,
            Part(found, ("found", section.code)),
            Part(method),
            Part(monitoring),
            Part(lines_of(owners), (section.code, owners)),
        )


def _name(lines: Lines, section: Section) -> tuple[Paragraph, ...]:
    number, _, name = section.heading.partition(f" {section.code} ")
    score = bracketed(lines.score(section.code), section.instrument)
    if not name:
        return (paragraph(section.heading, "cell"),)
    return (
        paragraph(f"{number} {section.code}", "cell", bold=True),
        paragraph(f"{name} {score}".strip(), "cell"),
    )


def _found(lines: Lines, section: Section, measures: Sequence[Measure]) -> tuple[Paragraph, ...]:
    """What was found of an indicator as a whole; where that is nothing, of its items, or what its
    measures say they improve."""
    whole = lines.whole_findings(section) or lines.section_findings(section)
    texts = (
        [issue(one) for one in whole] if whole else [issue_of(lines.data, one) for one in measures]
    )
    return joined(paragraphs(text) for text in dict.fromkeys(texts))


# -- by question


def _by_question(material: Material, lines: Lines) -> Table:
    rows: list[Row] = []
    instrument = ""
    for section in sections(lines.data):
        of_section = question_rows(lines, section)
        if not of_section:
            continue
        if section.instrument != instrument and section.instrument:
            instrument = section.instrument
            rows.append(group_row(instrument_name(lines.data, instrument), len(_QUESTION_WIDTHS)))
        rows += [group_row(section.heading, len(_QUESTION_WIDTHS)), *of_section]
    columns = tuple(map(Column, widths(material, f"{NAME}/2", _QUESTION_WIDTHS)))
    return Table(columns, tuple(rows), (heading_row(_BY_QUESTION_HEADS),))


def instrument_name(data: YearData, code: str) -> str:
    """``แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)``: the framework's name, but for what the
    tables of districts call แบบวัด as they do the two others."""
    name = data.framework.instrument_by_code[code].name
    return f"{_CALLED.get(name, name)} ({code})"


def question_rows(lines: Lines, section: Section) -> tuple[Row, ...]:
    """The rows of one indicator. Steps are numbered on through the questions whose measures have
    the same owners and the same follow-up; these stand beside all of them."""
    data = lines.data
    rows = list(lines.lines(section))
    shared = [(owner_labels(data, one.measures), _followed(one)) for one in rows]
    parts: list[tuple[Part, ...]] = []
    for number, (same, run) in enumerate(groupby(range(len(rows)), key=lambda at: shared[at])):
        owners, followed = same
        of_run = [rows[at] for at in run]
        steps = method_cells(section, of_run)
        parts += [
            (
                Part(lines_of((topic(lines, section, line, _EN_DASH),))),
                finding_part(lines, section, line),
                steps[tuple(one.id for one in line.measures)],
                Part(lines_of(owners), (number, owners) if line.measures else None),
                Part(_texts(followed), (number, followed) if line.measures else None),
            )
            for line in of_run
        ]
    return shared_rows(parts)


def method_cells(section: Section, rows: Sequence[Line]) -> dict[tuple[str, ...], Part]:
    """The steps of the measures of ``rows``, numbered through, by the measures' keys."""
    measures = {one.id: one for row in rows for one in row.measures}
    methods = [one.method for one in measures.values()]
    steps = dict(zip(measures, numbered_through(section, methods), strict=True))
    keys = dict.fromkeys(tuple(one.id for one in row.measures) for row in rows)
    return {key: Part(joined(steps[one] for one in key), key or None) for key in keys}


def numbered_through(section: Section, texts: Sequence[str]) -> list[tuple[Paragraph, ...]]:
    """Texts of an indicator with their steps numbered through. A question may repeat a step of
    the one above; items of OIT stand in one cell, in which no number comes twice."""
    return run_on(texts, again=section.instrument != OIT)


def finding_part(lines: Lines, section: Section, line: Line) -> Part:
    """What is to be better about a question: what was found of it; else what its measures say in
    their own words; else what was found of its indicator."""
    data, mark = lines.data, "" if section.instrument == OIT else HYPHEN
    own = _told(line.findings)
    if own:
        return _points([text for _key, text in own], mark, tuple(key for key, _text in own))
    words = {one.id: one.finding for one in line.measures if one.finding}
    if words:
        return _points(list(dict.fromkeys(words.values())), mark, tuple(words))
    whole = _told(lines.whole_findings(section)) or [
        (one.id, issue_of(data, one)) for one in line.measures if issue_of(data, one)
    ]
    return _points(
        list(dict.fromkeys(text for _key, text in whole)), mark, tuple(key for key, _text in whole)
    )


def _told(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(one.id, issue(one)) for one in findings if issue(one)]


def _points(texts: Sequence[str], mark: str, keys: tuple[str, ...]) -> Part:
    return Part(joined(run_on(texts, lone=mark)), keys or None)


def _followed(line: Line) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for one in line.measures if (text := follow_up(one))))


def _texts(texts: Sequence[str]) -> tuple[Paragraph, ...]:
    return joined(paragraphs(text) for text in texts)
