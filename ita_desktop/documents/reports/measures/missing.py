"""Messages on missing data in the tables of findings and measures."""

from collections.abc import Iterator, Sequence

from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports.measures.words import TOPICS, code_ranges
from ita_desktop.documents.reports.wording import INDICATOR_NUMBER, missing_items
from ita_desktop.domain.lacks import unowned_measures
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.records import Measure
from ita_desktop.domain.year import YearData

NO_MEASURES = MissingData(
    "ยังไม่มีมาตรการของปีนี้", remedy="เพิ่มที่หน้ามาตรการ", page=PageKey.MEASURES, is_all=True
)
NO_FINDINGS = MissingData(
    "ยังไม่มีผลการวิเคราะห์ของปีนี้",
    remedy="เพิ่มที่หน้ามาตรการ",
    page=PageKey.MEASURES,
    is_all=True,
    part="analysis:",
)


def without_scores(context: ReportContext) -> Iterator[MissingData]:
    """Yields that last year's scores, printed beside the findings, are missing."""
    before = context.previous
    if before is None or not before.scores:
        yield MissingData(
            "ยังไม่มีคะแนนของปี {year} ที่พิมพ์ในวงเล็บ",
            {"year": context.year.year - 1},
            "เพิ่มผลการประเมินปีก่อน",
            PageKey.SCORES,
        )


def without_owners(data: YearData, measures: Sequence[Measure]) -> Iterator[MissingData]:
    """Yields that measures have no owners."""
    codes = [codes_of(data, measure) for measure in unowned_measures(data) if measure in measures]
    yield from missing_items(
        codes,
        "มาตรการของ {items} ยังไม่มีผู้รับผิดชอบ",
        "{count} มาตรการยังไม่มีผู้รับผิดชอบ เช่นของ {items}",
        "ระบุที่หน้ามาตรการ",
        PageKey.MEASURES,
    )


def without_measures(codes: Sequence[str]) -> Iterator[MissingData]:
    """Yields that these items have a finding but no measure."""
    yield from missing_items(
        codes,
        "{items} ยังไม่มีมาตรการ",
        "{count} ข้อยังไม่มีมาตรการ เช่น {items}",
        "เพิ่มที่หน้ามาตรการ",
        PageKey.MEASURES,
    )


def codes_of(data: YearData, measure: Measure) -> str:
    """Returns the name of a measure in messages: its items (``I1+I2``, ``O1-O17``), else its
    indicator or topic."""
    codes = [link.item_code for link in data.items_of_measure(measure.id)]
    if codes:
        order = [item.code for item in data.framework.items]
        return code_ranges(codes, order, "-", "+")
    if measure.indicator:
        return INDICATOR_NUMBER.of(data, {"รหัส": measure.indicator})
    return TOPICS[measure.kind].of(data)
