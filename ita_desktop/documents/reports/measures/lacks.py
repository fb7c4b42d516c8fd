"""What the tables of findings and measures still lack, each in one sentence."""

from collections.abc import Sequence

from ita_desktop.documents.kinds import Lack, Material
from ita_desktop.documents.reports.measures.words import TOPICS, code_ranges
from ita_desktop.documents.reports.wording import INDICATOR_NUMBER, lacking
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.records import Measure
from ita_desktop.domain.year import YearData

NO_MEASURES = Lack("ยังไม่มีมาตรการของปีนี้", remedy="เพิ่มที่หน้ามาตรการ", page=PageKey.MEASURES)
NO_FINDINGS = Lack("ยังไม่มีผลการวิเคราะห์ของปีนี้", remedy="เพิ่มที่หน้ามาตรการ", page=PageKey.MEASURES)


def without_scores(material: Material) -> list[Lack]:
    """Whether last year's scores, which are printed beside the findings, are missing."""
    before = material.previous
    if before is not None and before.scores:
        return []
    return [
        Lack(
            "ยังไม่มีคะแนนของปี {year} ที่พิมพ์ในวงเล็บ",
            {"year": material.year.year - 1},
            "เพิ่มผลการประเมินปีก่อน",
            PageKey.SCORES,
        )
    ]


def without_owners(data: YearData, measures: Sequence[Measure]) -> list[Lack]:
    """Measures that nobody is responsible for."""
    codes = [codes_of(data, one) for one in measures if not data.owners_of_measure(one.id)]
    if not codes:
        return []
    return [
        lacking(
            codes,
            "มาตรการของ {items} ยังไม่มีผู้รับผิดชอบ",
            "{count} มาตรการยังไม่มีผู้รับผิดชอบ เช่นของ {items}",
            "ระบุที่หน้ามาตรการ",
            PageKey.MEASURES,
        )
    ]


def without_measures(codes: Sequence[str]) -> list[Lack]:
    """Items with a finding that no measure answers."""
    if not codes:
        return []
    return [
        lacking(
            codes,
            "{items} ยังไม่มีมาตรการ",
            "{count} ข้อยังไม่มีมาตรการ เช่น {items}",
            "เพิ่มที่หน้ามาตรการ",
            PageKey.MEASURES,
        )
    ]


def codes_of(data: YearData, measure: Measure) -> str:
    """How a measure is called in such a sentence: its items (``I1+I2``, ``O1-O17``), else its
    indicator, else what it is about."""
    codes = [link.item_code for link in data.items_of_measure(measure.id)]
    if codes:
        order = [item.code for item in data.framework.items]
        return code_ranges(codes, order, "-", "+")
    if measure.indicator:
        return INDICATOR_NUMBER.of(data, {"รหัส": measure.indicator})
    return TOPICS[measure.kind].of(data)
