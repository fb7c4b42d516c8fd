"""Lists of items stay as they were typed until somebody changes the items."""

from decimal import Decimal

import docx
import pytest

from ita_desktop.documents.kinds import Format, ReportContext
from ita_desktop.domain.measure_cells import items_of_finding, items_of_measure
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.services import findings, measures
from ita_desktop.services.documents import exporting
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.measures import parse_items
from ita_desktop.services.scores.scores import ScoreEdit, set_scores
from ita_desktop.services.years import years

HEADS = {
    "measures": ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ"),
    "communications": ("ข้อ", "มาตรการ/กิจกรรมการสื่อสาร", "ผู้รับผิดชอบ"),
    "analysis": ("ข้อ", "จุดเด่น", "จุดด้อย", "ประเด็นที่ต้องปรับปรุง"),
    "progress": ("ข้อ", "มาตรการ", "รอบ", "ผลการดำเนินการตามมาตรการ"),
}
SAYS = {
    "measures": ("1. อบรม", "ฝ่ายปกครอง"),
    "communications": ("1. ประชุม", "ฝ่ายปกครอง"),
    "analysis": ("บริการดี", "ป้ายเก่า", "ขั้นตอนไม่ชัด"),
    "progress": ("1. ทำป้าย", "รอบ 6 เดือน", "ทำแล้ว"),
}
PAPERS = {
    "measures": ("measures-by-item", "progress-report"),
    "communications": ("communication-plan",),
    "analysis": ("analysis-by-item",),
    "progress": ("progress-report", "measures-by-item"),
}
OIT = "O1 – O9, O11-O14"


def named(data):
    """The items of all measures and findings, as typed."""
    of_measures = [items_of_measure(data, measure) for measure in data.measures]
    return of_measures or [items_of_finding(data, finding) for finding in data.findings]


def printed(data, document, folder, previous=None):
    context = ReportContext(data, previous=previous)
    done = exporting.export(context, document, folder, formats=[Format.DOCX])
    cells = (
        cell.text
        for table in docx.Document(str(done.files[0])).tables
        for row in table.rows
        for cell in row.cells
    )
    return ["".join(text.replace("\u200b", "").split()) for text in cells]


@pytest.mark.in_turn
@pytest.mark.parametrize("kind", HEADS)
def test_a_list_is_kept_and_printed_as_typed(take_in, year, kind, tmp_path) -> None:
    take_in(kind, HEADS[kind], ("I1-I3", *SAYS[kind]), (OIT, *SAYS[kind]), ("E1, E2", *SAYS[kind]))
    items = named(year())
    assert [each.text for each in items] == ["I1-I3", OIT, "E1, E2"]
    assert items[0] == ("I1", "I2", "I3")
    for paper in PAPERS[kind]:
        texts = printed(year(), paper, tmp_path)
        digits = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
        words = "\n".join(texts).translate(digits)
        assert all(item in words for item in ("I1-I3", "O1–O9,O11-O14", "E1,E2"))
        assert not any(item in words for item in ("I2", "O2"))
    again = take_in(kind, HEADS[kind], ("I1-I3", *SAYS[kind]), (OIT, *SAYS[kind]))
    assert again.changes == ()


def test_other_items_are_shown_by_their_codes(take_in, workspace, year) -> None:
    take_in("measures", HEADS["measures"], ("I1-I3", *SAYS["measures"]))

    def edit(text):
        codes = parse_items(year(), text)
        measures.edit(workspace, 2568, [CellEdit(year().measures[0].id, "items", codes)])
        (items,) = named(year())
        return items, items.text

    assert edit("I1, I3") == (("I1", "I3"), "")
    workspace.undo()
    assert edit("I1 ถึง I3") == (("I1", "I2", "I3"), "I1 ถึง I3")
    assert edit("I1 I2 I3") == (("I1", "I2", "I3"), "")


def test_a_finding_and_the_measure_made_of_it_have_the_list(workspace, year) -> None:
    fields = {"items": parse_items(year(), "O1-O3"), "issue": "เผยแพร่ไม่ครบ"}
    made = findings.add(workspace, 2568, [fields])
    findings.make_measure(workspace, 2568, made)
    data = year()
    assert findings.label_of(data, data.findings[0]) == "O1-O3"
    assert [items.text for items in named(data)] == ["O1-O3"]


def test_a_title_stands_behind_the_list_and_the_scores_are_told_apart(
    take_in, workspace, year, tmp_path
) -> None:
    years.add_year(workspace, 2567)
    scores = {"I1": "99", "I2": "99", "I3": "98.5"}
    edits = [ScoreEdit(code, Decimal(score)) for code, score in scores.items()]
    set_scores(workspace, 2567, edits, ScoreSource.OFFICIAL)
    take_in("analysis", HEADS["analysis"], ("I1-I3 การให้บริการ", *SAYS["analysis"]))
    take_in("measures", HEADS["measures"], ("I1-I3 การให้บริการ", *SAYS["measures"]))
    before = workspace.year(2567)
    digits = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
    texts = [
        text.translate(digits) for text in printed(year(), "progress-report", tmp_path, before)
    ]
    assert "I1-I3การให้บริการ(I1,I299.00;I398.50คะแนน)" in texts
    assert "I1-I3การให้บริการ" in printed(year(), "measures-by-item", tmp_path)
