"""The analysis of last year's results item by item, in seven columns.

Form: an upright cover, then a table for OIT, IIT and EIT each, which lies across and begins a page
with the lines of the cover; the first question of an indicator carries the indicator's line. Items
without a finding are left out, and so is a table without any.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from ita_desktop.documents.content import (
    Block,
    Column,
    Document,
    Orientation,
    PageBreak,
    Paragraph,
    Table,
    heading_row,
    paragraph,
)
from ita_desktop.documents.kinds import Lack, Material
from ita_desktop.documents.reports.measure_lacks import (
    NO_FINDINGS,
    without_measures,
    without_owners,
    without_scores,
)
from ita_desktop.documents.reports.measure_lines import Lines, Section, result_year, sections
from ita_desktop.documents.reports.measure_words import (
    coded,
    lines_of,
    owner_labels,
    points,
    time_of,
)
from ita_desktop.documents.reports.run_on import joined
from ita_desktop.documents.reports.shared_cells import Part, shared_rows
from ita_desktop.documents.reports.wording import (
    HYPHEN,
    ITA_ENGLISH,
    TABLE_MARGINS,
    foot,
    office,
    owner_name,
    titles,
)
from ita_desktop.documents.rich import paragraphs
from ita_desktop.documents.widths import widths
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.findings import Finding
from ita_desktop.domain.progress import OIT
from ita_desktop.domain.records import Measure, MeasureKind
from ita_desktop.domain.rich import HYPHEN as POINT
from ita_desktop.domain.rich import Line as RichLine
from ita_desktop.domain.rich import parse
from ita_desktop.domain.year import YearData

NAME: Final = "analysis-by-item"
_WIDTHS: Final = (16, 16, 18, 18, 10, 9, 13)
_COVER_ABOVE: Final = 5
"""Empty lines above the cover's first."""
_PARTS: Final = {
    OIT: "หัวข้อ การเปิดเผยข้อมูลสาธารณะ (Open Data Integrity and Transparency Assessment : OIT)",
    "IIT": "หัวข้อ การรับรู้ของผู้มีส่วนได้เสียภายใน (Internal integrity and Transparency Assessment : IIT)",
    "EIT": "หัวข้อ การรับรู้ของผู้มีส่วนได้เสียภายนอก (External integrity and Transparency Assessment : EIT)",
}
"""The tables in their order, each with its heading line."""


def missing(material: Material) -> list[Lack]:
    """What the tables lack: findings, measures that answer them, owners, last year's scores."""
    data = material.year
    if not data.findings:
        return [NO_FINDINGS, *without_scores(material)]
    lines = _lines(material)
    unanswered = [
        code
        for code in lines.findings_of
        if not _answers(lines, lines.findings_of[code]) and not _improved(lines, code)
    ]
    answering = {
        one.id: one for all_of in data.findings for one in data.measures_of_finding(all_of.id)
    }
    return [
        *without_measures(unanswered),
        *without_owners(data, list(answering.values())),
        *without_scores(material),
    ]


def _improved(lines: Lines, code: str) -> bool:
    return any(one.improvement for one in lines.findings_of[code])


def build(material: Material, digits: Digits) -> Document:
    """Cover and tables."""
    data = material.year
    title = f"การวิเคราะห์ผลการประเมินรายข้อ ปีงบประมาณ {data.year}"
    return Document(
        title=title,
        author=office(data.organisation),
        blocks=(*_cover(material), *tables(material)),
        orientation=Orientation.LANDSCAPE,
        margins=TABLE_MARGINS,
        digits=digits,
        footer=foot(title),
        upright_cover=True,
    )


def _cover(material: Material) -> Iterator[Paragraph]:
    yield from (paragraph("", "title") for _line in range(_COVER_ABOVE))
    yield from _title_block(material, "วิเคราะห์ประเด็นรายละเอียดคะแนนผลการประเมินคุณธรรมและ")
    yield paragraph("", "title")
    yield from titles(office(material.year.organisation))


def _title_block(material: Material, first: str) -> Iterator[Paragraph]:
    """The lines of the cover, which stand above each table, too."""
    year = material.year.year
    yield from titles(
        first,
        "ความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ",
        ITA_ENGLISH,
        f"ของสำนักงานเขต กรุงเทพมหานคร ประจำปีงบประมาณ พ.ศ. {result_year(material)}",
        "",
        "รวมถึงประเด็นที่จะต้องพัฒนาให้ดีขึ้น แนวทางปฏิบัติ มาตรการ",
        "เพื่อขับเคลื่อนการส่งเสริมคุณธรรมและความโปร่งใสในการ",
        "ดำเนินงานของหน่วยงานภาครัฐ",
        ITA_ENGLISH,
        f"ประจำปีงบประมาณ พ.ศ. {year}",
    )


def tables(material: Material) -> Iterator[Block]:
    """A table for each instrument that has findings, each on a page of its own."""
    lines = _lines(material)
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
        begins = (
            "การวิเคราะห์ผลการประเมินคุณธรรมและ"
            if instrument == OIT
            else "วิเคราะห์ประเด็นรายละเอียดคะแนนผลการประเมินคุณธรรมและ"
        )
        yield from _title_block(material, begins)
        yield from titles(office(lines.data.organisation))
        yield paragraph(heading, "subheading")
        yield _table(material, lines, parts)
    left = list(_section_parts(lines, sections(lines.data)[-1]))
    if left:
        yield PageBreak()
        yield paragraph("หัวข้อ อื่น ๆ", "subheading")
        yield _table(material, lines, left)


def _table(material: Material, lines: Lines, parts: Sequence[Sequence[Part]]) -> Table:
    heading = heading_row(
        (
            "หัวข้อการประเมิน",
            "การวิเคราะห์การดำเนินงาน",
            "จุดเด่น/จุดด้อย/ประเด็นที่จะต้องแก้ไข",
            f"การปรับปรุงในการดำเนินงานในปีงบประมาณ พ.ศ. {lines.data.year}",
            "ผู้รับผิดชอบ",
            "ระยะเวลาการติดตาม",
            "วิธีการติดตาม",
        )
    )
    columns = tuple(map(Column, widths(material, NAME, _WIDTHS)))
    return Table(columns, shared_rows(parts), (heading,))


def _lines(material: Material) -> Lines:
    """Findings, and all measures: whatever answers a finding is told beside it."""
    kinds = {MeasureKind.ITEM, MeasureKind.INDICATOR, MeasureKind.OWN, MeasureKind.PREPARATION}
    return Lines(material, [one for one in material.year.measures if one.kind in kinds])


def _section_parts(lines: Lines, section: Section) -> Iterator[tuple[Part, ...]]:
    """The rows of an indicator: first what was found of all of it, then its items."""
    whole = lines.whole_findings(section)
    codes = [code for code in lines.codes(section) if code in lines.findings_of]
    named = section.instrument != OIT
    if whole:
        yield (Part((_indicator_line(lines, section),)), *_told(lines, whole, ()))
        named = False
    runs = groupby(codes, key=lambda code: tuple(one.id for one in lines.findings_of[code]))
    for number, (_findings, run) in enumerate(runs):
        of_run = list(run)
        told = _told(lines, lines.findings_of[of_run[0]], of_run)
        shared = [Part(part.paragraphs, (section.code, number)) for part in told]
        for code in of_run:
            about = list(_item_lines(lines, section, code))
            if named:
                about.insert(0, _indicator_line(lines, section))
                named = False
            yield (Part(tuple(about)), *shared)


def _indicator_line(lines: Lines, section: Section) -> Paragraph:
    score = lines.score(section.code)
    said = f" คะแนนเฉลี่ย {points(score)}" if score is not None else ""
    return paragraph(f"{section.heading}{said}", "cell", bold=True)


def _item_lines(lines: Lines, section: Section, code: str) -> tuple[Paragraph, ...]:
    """``-I1 … (คะแนนเฉลี่ย 84.67)``, ``O1 … (คะแนนเฉลี่ย 0 คะแนน)``: the form has both."""
    open_data = section.instrument == OIT
    score = lines.score(code)
    said = ""
    if score is not None:
        said = f"(คะแนนเฉลี่ย {points(score, whole=open_data)}{' คะแนน' if open_data else ''})"
    name = code if open_data else f"{HYPHEN}{code}"
    return lines_of((" ".join(filter(None, (coded(name, lines.title(code)), said))),))


def _told(lines: Lines, findings: Sequence[Finding], codes: Sequence[str]) -> tuple[Part, ...]:
    """The six columns behind what a row is about."""
    data = lines.data
    answers = _answers(lines, findings)
    better = (
        [one.improvement for one in findings]
        if any(one.improvement for one in findings)
        else [one.method for one in answers]
    )
    owners = owner_labels(data, answers) or _assigned(data, codes)
    columns = (
        [one.practice for one in findings],
        [text for one in findings for text in (one.strength, one.weakness, one.issue)],
        better,
        owners,
        [time_of(one) for one in answers],
        [one.monitoring for one in answers],
    )
    bulleted = [joined(_bullets(text) for text in _once(texts)) for texts in columns[:4]]
    plain = [joined(paragraphs(text) for text in _once(texts)) for texts in columns[4:]]
    return tuple(map(Part, (*bulleted, *plain)))


def _answers(lines: Lines, findings: Sequence[Finding]) -> list[Measure]:
    """The measures that answer findings: those linked to them, else those of their items."""
    data = lines.data
    linked = {one.id: one for finding in findings for one in data.measures_of_finding(finding.id)}
    if linked:
        return list(linked.values())
    codes = [link.item_code for one in findings for link in data.items_of_finding(one.id)]
    of_items = {one.id: one for code in codes for one in lines.measures_of.get(code, ())}
    return list(of_items.values())


def _assigned(data: YearData, codes: Sequence[str]) -> tuple[str, ...]:
    """Who is to publish OIT items, where no measure says who is responsible."""
    found = (owner_name(data, one) for code in codes for one in data.owners_of_item(code))
    return tuple(dict.fromkeys(found))


def _once(texts: Sequence[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]


def _bullets(text: str) -> tuple[Paragraph, ...]:
    """The lines of a text, each behind a hyphen unless it has a mark of its own."""
    return paragraphs(
        RichLine(line.spans, line.mark or POINT, line.level) for line in parse(text) if line.text
    )
