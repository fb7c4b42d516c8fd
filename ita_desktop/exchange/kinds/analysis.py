"""The analysis of a result with its measures, in the three official table layouts.

By question with five columns, by indicator with five, and by question with seven. Questions that
share measures have merged cells, name the item whose measure it is, or leave the cells empty.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import permutations

from ita_desktop.domain.measure_cells import METHOD
from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import BULLET
from ita_desktop.exchange.cells import owners
from ita_desktop.exchange.cells.row import Cells
from ita_desktop.exchange.kind import ImportColumn, ImportKind, column, columns_of
from ita_desktop.exchange.kinds import measures
from ita_desktop.exchange.kinds.oit import indicator_group
from ita_desktop.exchange.sheets import Origin

ISSUE_COLUMN = ImportColumn(
    "issue",
    "ประเด็นที่ต้องปรับปรุง",
    ("issue", *measures.ISSUE_HEADINGS),
    width=34,
)
_SIDES = ("จุดเด่น", "จุดด้อย", "จุดแข็ง", "จุดอ่อน")
_MIXED_COLUMN = ImportColumn(
    "mixed",
    "จุดเด่น/จุดด้อย/ประเด็นที่จะต้องแก้ไข",
    tuple(f"{each}/{other}*" for each, other in permutations(_SIDES, 2)),
    width=34,
    in_template=False,
)
METHOD_COLUMN = ImportColumn(
    "method",
    "มาตรการ/กิจกรรม",
    measures.METHOD_HEADINGS,
    hint="หนึ่งขั้นต่อบรรทัด",
    width=42,
)

_TEXTS = ("practice", "strength", "weakness", "mixed", "issue", "improvement")
_OF_MEASURES = ("method", "owners", "supporters", "schedule", "monitoring", "merged_with")
_LABELS = {
    name: lazy_re(rf"^(?:\s|{BULLET})*{words}(?:(?P<label>[\s*]*(?:[:：]|$)[\s*]*)|(?=\s))")
    for name, words in (
        ("strength", "(?:จุดเด่น|จุดแข็ง)"),
        ("weakness", "(?:จุดด้อย|จุดอ่อน)"),
        ("issue", "ประเด็นที่(?:จะ)?ต้อง(?:แก้ไข|ปรับปรุง)"),
    )
}
"""Labels of the parts of the cell ``จุดเด่น/จุดด้อย/ประเด็นที่จะต้องแก้ไข``, and the words with which
a sentence of such a part begins."""


@dataclass(frozen=True, slots=True)
class AnalysisRow:
    """One row of an analysis table; empty fields are not given."""

    measure: measures.MeasureRow
    """Its part about measures, with origin, items and indicator."""
    note: str
    merged: bool
    """Whether the cells of the finding are merged with the row above."""
    has_measures: bool
    """Whether the row itself has text about measures."""
    practice: str = column(
        "การวิเคราะห์การดำเนินงาน",
        ("practice", "การวิเคราะห์การดำเนินงาน*", "สภาพการดำเนินงาน"),
        width=30,
    )
    strength: str = column("จุดเด่น", ("strength", "จุดแข็ง"), width=24)
    weakness: str = column("จุดด้อย", ("weakness", "จุดอ่อน", "จุดอ่อน/*", "จุดด้อย/*"), width=24)
    issue: str = column(ISSUE_COLUMN, beside=(_MIXED_COLUMN,))
    improvement: str = column(
        "การปรับปรุงในการดำเนินงาน",
        ("improvement", "การปรับปรุงในการดำเนินงาน*"),
        hint="เว้นว่างได้ถ้าบอกไว้ในมาตรการ",
        width=30,
        default="",
    )

    @property
    def origin(self) -> Origin:
        return self.measure.origin

    @property
    def has_finding(self) -> bool:
        texts = (self.practice, self.strength, self.weakness, self.issue, self.improvement)
        return self.merged or any(texts) or bool(self.note)


def _read(cells: Cells) -> AnalysisRow:
    subject = owners.read_subject(cells, *_TEXTS, *_OF_MEASURES)
    present = [name for name in _TEXTS if cells.has(name)]
    merged = bool(present) and all(map(cells.merged, present))
    texts = _mixed(cells)
    for name in ("practice", "strength", "weakness", "issue", "improvement"):
        text = cells.lines(name)
        texts[name] = "\n".join(filter(None, (texts.get(name, ""), text)))
    # In the table of seven columns the improvement is the measure.
    as_method = not cells.has("method") and cells.has("improvement")
    method = texts.pop("improvement") if as_method else cells.lines("method")
    place = "improvement" if as_method else "method"
    measure = measures.measure_of(cells, subject, place, method, note="")
    measure = replace(
        measure,
        merged_cells=measure.merged_cells | ({METHOD} if cells.merged(place) else set()),
        says_merges=cells.has("merged_with") or as_method,
    )
    note = cells.lines("note")
    if measures.says_no_measure(method):
        if merged or not any(texts.values()):
            raise measures.no_measure(method)
        measure = measures.MeasureRow(
            cells.origin, subject.items, subject.title, indicator=subject.indicator
        )
        note = "\n".join(filter(None, (method, note)))
    if note and not merged and not any(texts.values()):
        # There is no finding that it could be a note of.
        measure, note = replace(measure, note=note), ""
    said = measure.method, measure.owners, measure.schedule, measure.monitoring
    has_measures = any((*said, measure.merged, measure.merged_with, measure.note))
    return AnalysisRow(measure, note, merged, has_measures, **texts)


def _mixed(cells: Cells) -> dict[str, str]:
    """Split a cell of strengths, weaknesses and issues; unlabelled text is an issue."""
    parts: dict[str, list[str]] = {"strength": [], "weakness": [], "issue": []}
    part = "issue"
    for line in cells.lines("mixed").split("\n"):
        text = line
        for name, label in _LABELS.items():
            if found := label.match(line):
                part, text = name, line if found["label"] is None else line[found.end() :]
                break
        if text.strip():
            parts[part].append(text)
    return {name: "\n".join(lines) for name, lines in parts.items()}


_TITLES = (
    *("วิเคราะห์ประเด็น", "การวิเคราะห์ผลการประเมิน"),
    *("ความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ", "(Integrity and Transparency"),
    *("(Integrity & Transparency", "ของสำนักงานเขต", "รวมถึงประเด็นที่จะต้องพัฒนา"),
    *("เพื่อขับเคลื่อนการส่งเสริมคุณธรรม", "ดำเนินงานของหน่วยงานภาครัฐ", "ประจำปีงบประมาณ"),
    *("สำนักงานเขต", "หัวข้อ "),
)
"""Beginnings of the titles above the tables of seven columns."""


def _group(text: str) -> Mapping[str, str]:
    """Parse a row of an indicator or instrument, or a title line above the next table."""
    return indicator_group(text) or ({"above": text} if text.startswith(_TITLES) else {})


ANALYSIS: ImportKind[AnalysisRow] = ImportKind(
    name="analysis",
    title="การวิเคราะห์ผลการประเมิน",
    columns=(
        owners.ITEMS_COLUMN,
        owners.TITLE_COLUMN,
        *columns_of(AnalysisRow),
        METHOD_COLUMN,
        owners.OWNERS_COLUMN,
        owners.SUPPORTERS_COLUMN,
        measures.SCHEDULE_COLUMN,
        measures.BEGINS_COLUMN,
        measures.ENDS_COLUMN,
        measures.MONITORING_COLUMN,
        measures.BUDGET_COLUMN,
        measures.MERGED_COLUMN,
        measures.NOTE_COLUMN,
        owners.INDICATOR_COLUMN,
        owners.SCORE_COLUMN,
    ),
    required=(("items", "indicator"), ("issue", "mixed", "practice", "strength", "weakness")),
    read=_read,
    group=_group,
    identity=frozenset({"items", "title", "indicator"}),
    place=Place(PageKey.MEASURES, "analysis:"),
    lists_whole_year=True,
    examples=(
        {
            "items": "I1",
            "title": "เต็มใจให้บริการ เท่าเทียม",
            "issue": "ควรเผยแพร่คู่มือให้ทั่วถึงยิ่งขึ้น",
            "method": "1. เผยแพร่คู่มือทางเว็บไซต์\n2. ประชุมกำชับเจ้าหน้าที่",
            "owners": "ทุกฝ่าย",
            "monitoring": "เดือนละ 1 ครั้ง (ต.ค. 67 - มี.ค. 68)",
            "indicator": "1",
        },
        {
            "items": "I2",
            "title": "อำนวยความสะดวก",
            "issue": "ควรมีป้ายบอกขั้นตอน",
            "method": "3. ติดแผนผังขั้นตอน",
            "merged_with": "I1",
            "indicator": "1",
        },
    ),
)
