"""The table of who must answer the surveys, and how many have."""

from collections.abc import Iterator
from typing import Final

from ita_desktop.documents import content
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports.shared import COLUMNS, FILE, HEADS, HYPHEN, of_tables
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.surveys import SURVEYS, Ground, GroupState, SampleSize, group_states, sample
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData
from ita_desktop.frameworks.resource_files import rules_of

NAME: Final = "survey-plan"
_FILE: Final = wording("survey-plan.file", "ผู้ตอบแบบสำรวจ ITA ปีงบประมาณ {ปีงบประมาณ}", title=FILE)
_HEADS: Final = wording(
    "survey-plan.heads",
    """
    จำนวนผู้ตอบแบบสำรวจตามเกณฑ์ตัวอย่าง และยอดที่ตอบแล้ว
    {ชื่อการประเมินภาษาไทย} ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    {สำนักงานเขต}
    """,
    title=HEADS,
)
_HEADING: Final = wording(
    "survey-plan.columns",
    "หน่วย | กลุ่ม | จำนวนคน | ต้องตอบ | เกณฑ์ | ตอบแล้ว | ขาด",
    title=COLUMNS,
)
_SUM: Final = wording("survey-plan.sum", "{แบบวัด} ต้องตอบ {ต้องตอบ} คน ตอบแล้ว {ตอบแล้ว} คน{ขั้นต่ำ}")
_LEAST: Final = wording("survey-plan.least", "ไม่น้อยกว่า {จำนวน} คน")
_OFFICE: Final = wording("survey-plan.office", "ทั้งสำนักงาน")
_REASONS: Final = {
    Ground.EVERYBODY: wording("survey-plan.everybody", "ทุกคน"),
    Ground.SHARE: wording("survey-plan.share", "ร้อยละ {ร้อยละ}"),
    Ground.OWN_NUMBER: wording("survey-plan.own", "จำนวนที่สำนักงานกำหนด"),
    Ground.NO_RULE: wording("survey-plan.no-rule", "ไม่มีเกณฑ์ของกลุ่มนี้"),
    Ground.NO_HEADS: wording("survey-plan.no-heads", "ยังไม่ทราบจำนวนคน"),
}
_COLUMNS: Final = tuple(content.TableColumn(share) for share in (26, 22, 10, 10, 18, 10, 8))
_NO_GROUPS: Final = MissingData("ยังไม่มีจำนวนผู้ตอบแบบสำรวจ", remedy="ใส่ที่หน้าแบบสำรวจ", is_all=True)
_NONE: Final = wording("survey-plan.none", "ยังไม่มีจำนวนผู้ตอบแบบสำรวจ")


def missing(context: ReportContext) -> list[MissingData]:
    """Returns what is missing: the groups of respondents."""
    return [] if context.year.survey_groups else [_NO_GROUPS]


def build(context: ReportContext, digits: Digits) -> content.Document:
    """Returns the table, with a part for each survey."""
    data = context.year
    blocks: tuple[content.Block, ...] = (
        *_HEADS.paragraphs(data, "title"),
        content.Table(
            _COLUMNS, _NONE.unless(_rows(data), data, len(_COLUMNS)), (_HEADING.heading(data),)
        ),
    )
    return of_tables(data, _FILE.of(data), blocks, digits)


def _rows(data: YearData) -> Iterator[content.TableRow]:
    states = group_states(data, rules_of(data))
    for instrument in SURVEYS:
        own = [state for state in states if state.group.instrument == instrument]
        if own:
            yield content.group_row(_sum(data, instrument, own), len(_COLUMNS))
        for state in own:
            yield _row(data, state)


def _sum(data: YearData, instrument: str, states: list[GroupState]) -> str:
    whole = sample(data, rules_of(data), instrument)
    least = _LEAST.of(data, {"จำนวน": f"{whole.least:,}"}) if whole.least else ""
    about = {
        "แบบวัด": instrument,
        "ต้องตอบ": f"{whole.required:,}",
        "ตอบแล้ว": f"{sum(state.answered or 0 for state in states):,}",
        "ขั้นต่ำ": f" ({least})" if least else None,
    }
    return _SUM.of(data, about)


def _row(data: YearData, state: GroupState) -> content.TableRow:
    return content.TableRow(
        (
            content.cell(state.unit or _OFFICE.of(data)),
            content.cell(state.group.kind),
            content.cell(_figure(state.group.population), "cell-number"),
            content.cell(_figure(state.requirement.number), "cell-number"),
            content.cell(_reason(data, state.requirement)),
            content.cell(_figure(state.answered), "cell-number"),
            content.cell(_figure(state.missing), "cell-number"),
        )
    )


def _figure(number: int | None) -> str:
    return HYPHEN if number is None else f"{number:,}"


def _reason(data: YearData, requirement: SampleSize) -> str:
    return _REASONS[requirement.ground].of(data, {"ร้อยละ": str(requirement.percent)})
