"""Findings: written, ordered, answered by measures."""

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import MeasureKind, OwnerRole
from ita_desktop.domain.scores.results import SourceKind
from ita_desktop.services import findings, measures
from ita_desktop.services.edits import CellEdit, OwnerRef, own_title
from ita_desktop.services.findings import SourceRef
from ita_desktop.services.frameworks import editing as framework_editing
from ita_desktop.services.oit import assignments

YEAR = 2567


def shown(office):
    data = office.year(YEAR)
    return [findings.label_of(data, finding) for finding in data.findings]


def test_a_finding_keeps_its_items_titles_texts_and_sources(office):
    (made,) = findings.add(
        office,
        YEAR,
        [
            {
                "items": ("I1", "I2"),
                "titles": {"I2": "อำนวยความสะดวก"},
                "issue": "เผยแพร่คู่มือยังไม่ทั่วถึง",
                "sources": (SourceRef(SourceKind.SCORE, "I1"),),
            }
        ],
    )
    data = office.year(YEAR)
    (finding,) = data.findings
    assert (finding.id, finding.indicator) == (made, "1")
    assert finding.issue == "เผยแพร่คู่มือยังไม่ทั่วถึง"
    links = data.items_of_finding(made)
    assert [(link.item_code, link.title) for link in links] == [
        ("I1", ""),
        ("I2", "อำนวยความสะดวก"),
    ]
    assert findings.sources_of(data, finding) == (SourceRef(SourceKind.SCORE, "I1"),)


def test_a_new_finding_stands_behind_those_of_its_indicator(office):
    findings.add(office, YEAR, [{"items": ("E1",)}, {"items": ("I1",)}, {"indicator": "9"}])
    findings.add(office, YEAR, [{"items": ("I4",)}, {"items": ("I2",)}])
    assert shown(office) == ["I1", "I2", "I4", "E1", "ตัวชี้วัด 9"]


def test_findings_of_one_item_are_told_apart_in_what_can_be_undone(office):
    fields = [
        {"items": ("I1",), "issue": "คู่มือไม่ครบ\nทุกงาน"},
        {"items": ("I1",), "weakness": "ไม่มีผู้ดูแล"},
        {"indicator": "9"},
        {"indicator": "9", "practice": "เผยแพร่บนเว็บไซต์"},
    ]
    first, second, _bare, other = findings.add(office, YEAR, fields)

    def label(*rows: str) -> str | None:
        findings.edit(office, YEAR, [CellEdit(row, "note", " ".join(rows)) for row in rows])
        return office.edits.undo_label

    assert label(first) == "แก้หมายเหตุ I1 คู่มือไม่ครบ"
    assert label(second) == "แก้หมายเหตุ I1 ไม่มีผู้ดูแล"
    assert label(other) == "แก้หมายเหตุ ตัวชี้วัด 9 เผยแพร่บนเว็บไซต์"
    assert label(first, second) == "แก้หมายเหตุ 2 ข้อค้นพบ"
    findings.make_measure(office, YEAR, [first, second])
    assert office.edits.undo_label == "ทำมาตรการจากข้อค้นพบ 2 ข้อค้นพบ"
    findings.remove(office, YEAR, [second])
    assert office.edits.undo_label == "เอาข้อค้นพบออก I1 ไม่มีผู้ดูแล"


def test_an_edit_of_findings_is_named_by_what_and_which(office):
    one, two = findings.add(office, YEAR, [{"items": ("I1",)}, {"items": ("I2",)}])

    def label(*edits: CellEdit) -> str | None:
        findings.edit(office, YEAR, edits)
        return office.edits.undo_label

    assert label(CellEdit(one, "issue", "ก")) == "แก้ประเด็นที่ต้องปรับปรุง I1"
    assert label(CellEdit(one, "issue", "ข"), CellEdit(one, "strength", "ค")) == "แก้ข้อค้นพบ I1"
    several = label(*(CellEdit(row, "issue", "ง") for row in (one, two)))
    assert several == "แก้ประเด็นที่ต้องปรับปรุง 2 ข้อค้นพบ"


def test_a_finding_added_behind_another_takes_its_indicator_and_place(office):
    first, _ = findings.add(office, YEAR, [{"items": ("I1",)}, {"items": ("I2",)}])
    edits = [CellEdit(first, "issue", "ก")]
    findings.add(office, YEAR, [{"issue": "ข"}], after=first, edits=edits)
    data = office.year(YEAR)
    assert [finding.issue for finding in data.findings] == ["ก", "ข", ""]
    assert data.findings[1].indicator == "1"
    office.undo()
    assert [finding.issue for finding in office.year(YEAR).findings] == ["", ""]


def test_edits_of_items_take_the_indicator_along_and_keep_titles(office):
    (made,) = findings.add(office, YEAR, [{"items": ("I1",), "titles": {"I1": "เต็มใจ"}}])
    findings.edit(office, YEAR, [CellEdit(made, "items", ("I4", "I1"))])
    data = office.year(YEAR)
    assert data.findings[0].indicator == "2"
    assert [(item.item_code, item.title) for item in data.items_of_finding(made)] == [
        ("I4", ""),
        ("I1", "เต็มใจ"),
    ]
    official = data.framework.item_by_code["I1"].title
    findings.edit(office, YEAR, [CellEdit(made, "titles", {"I1": official})])
    assert [item.title for item in office.year(YEAR).items_of_finding(made)] == ["", official]
    findings.edit(office, YEAR, [CellEdit(made, "titles", {"I1": ""})])
    assert [item.title for item in office.year(YEAR).items_of_finding(made)] == ["", ""]


@pytest.mark.parametrize(
    ("fields", "match"),
    [
        ({"items": ("I99",)}, "ไม่มีข้อ I99"),
        ({"indicator": "44"}, "ไม่มีตัวชี้วัด 44"),
        ({}, "ยังไม่ได้บอกข้อ"),
    ],
)
def test_what_the_framework_lacks_is_refused_and_nothing_is_written(office, fields, match):
    before = office.dump()
    with pytest.raises(InputError, match=match):
        findings.add(office, YEAR, [fields])
    assert office.dump() == before


@pytest.mark.parametrize(
    ("edits", "match"),
    [
        ({"issue": "ก", "items": ("I1", "I99")}, "ไม่มีข้อ I99"),
        ({"issue": "ก", "indicator": "44"}, "ไม่มีตัวชี้วัด 44"),
    ],
)
def test_an_edit_to_what_the_framework_lacks_is_refused_as_a_whole(office, edits, match):
    (made,) = findings.add(office, YEAR, [{"items": ("I1",)}])
    before = office.dump()
    with pytest.raises(InputError, match=match):
        findings.edit(office, YEAR, [CellEdit(made, *edit) for edit in edits.items()])
    assert office.dump() == before


@pytest.mark.parametrize("service", [findings, measures])
def test_beside_an_item_that_left_the_framework_wordings_are_edited(office, service):
    (made,) = service.add(office, YEAR, [{"items": ("O22", "O1")}])
    framework_editing.remove(office, YEAR, ["O22"])
    service.edit(office, YEAR, [CellEdit(made, "titles", {"O1": "แผนผัง"})])
    assert titles_of(office, made) == {"O22": "", "O1": "แผนผัง"}


@pytest.mark.parametrize("service", [findings, measures])
def test_an_item_that_left_the_framework_stays_until_it_is_taken_out(office, service):
    (made,) = service.add(office, YEAR, [{"items": ("O22", "O1")}])
    framework_editing.remove(office, YEAR, ["O22"])
    service.edit(office, YEAR, [CellEdit(made, "items", ("O22", "O1", "O2"))])
    assert list(titles_of(office, made)) == ["O22", "O1", "O2"]
    service.edit(office, YEAR, [CellEdit(made, "items", ("O2",))])
    assert list(titles_of(office, made)) == ["O2"]
    with pytest.raises(InputError, match="ไม่มีข้อ O22"):
        service.edit(office, YEAR, [CellEdit(made, "items", ("O22", "O2"))])
    with pytest.raises(InputError, match="ไม่มีข้อ O22"):
        service.add(office, YEAR, [{"items": ("O1", "O22")}])


def test_a_finding_that_is_gone_is_refused(office):
    (made,) = findings.add(office, YEAR, [{"items": ("I1",)}])
    findings.remove(office, YEAR, [made])
    assert office.year(YEAR).finding_items == ()
    with pytest.raises(InputError, match="ข้อค้นพบ"):
        findings.edit(office, YEAR, [CellEdit(made, "issue", "ก")])
    with pytest.raises(InputError, match="ข้อค้นพบ"):
        findings.make_measure(office, YEAR, [made])


def test_a_measure_made_of_findings_has_their_items_improvements_and_owners(office):
    unit = next(unit.id for unit in office.year(YEAR).units if unit.name == "ฝ่ายปกครอง")
    owner = OwnerRef(unit_id=unit, role=OwnerRole.LEAD)
    assignments.edit(office, YEAR, [CellEdit("O1", "owners", (owner,))])
    first, second = findings.add(
        office,
        YEAR,
        [
            {"items": ("O1",), "issue": "ก", "improvement": "เผยแพร่ใหม่"},
            {"items": ("O2", "O1"), "issue": "ข"},
        ],
    )
    made = findings.make_measure(office, YEAR, [first, second], {"schedule": "ทุกเดือน"})
    data = office.year(YEAR)
    measure = data.measure_by_id[made]
    assert (measure.kind, measure.method) == (MeasureKind.ITEM, "เผยแพร่ใหม่")
    assert measure.schedule == "ทุกเดือน"
    assert [item.item_code for item in data.items_of_measure(made)] == ["O1", "O2"]
    assert [owner.unit_id for owner in data.owners_of_measure(made)] == [unit]
    assert [finding.issue for finding in data.findings_of_measure(made)] == ["ก", "ข"]


def test_each_of_several_findings_has_a_measure_of_its_own_in_one_step(office):
    fields = [
        {"items": ("O1",), "improvement": "เผยแพร่ใหม่"},
        {"indicator": "7", "improvement": "อบรม"},
        {"items": ("I1",)},
    ]
    found = findings.add(office, YEAR, fields)
    made = findings.make_measures(office, YEAR, found)
    data = office.year(YEAR)
    assert [one.id for one in data.measures][-3:] == list(made)
    assert [data.measure_by_id[key].method for key in made] == ["เผยแพร่ใหม่", "อบรม", ""]
    assert [[one.id for one in data.findings_of_measure(key)] for key in made] == [
        [one] for one in found
    ]
    office.undo()
    assert not {one.id for one in office.year(YEAR).measures}.intersection(made)


def test_a_measure_of_a_finding_without_items_is_by_indicator(office):
    (finding,) = findings.add(office, YEAR, [{"indicator": "7"}])
    made = findings.make_measure(office, YEAR, [finding])
    measure = office.year(YEAR).measure_by_id[made]
    assert (measure.kind, measure.indicator) == (MeasureKind.INDICATOR, "7")


def test_removing_a_finding_leaves_the_measures_that_answered_it(office):
    (finding,) = findings.add(office, YEAR, [{"items": ("I1",)}])
    made = findings.make_measure(office, YEAR, [finding])
    findings.remove(office, YEAR, [finding])
    data = office.year(YEAR)
    assert made in data.measure_by_id
    assert data.measure_findings == ()


@pytest.mark.parametrize("service", [findings, measures])
def test_a_wording_keeps_its_lines_without_the_code_that_tables_print_before_each(office, service):
    (made,) = service.add(office, YEAR, [{"items": ("E3", "E1")}])
    typed = "E3 งานทะเบียน \r\n\r\nE3  งานอื่นๆ\n30 วัน"
    service.edit(office, YEAR, [CellEdit(made, "titles", {"E3": typed})])
    assert titles_of(office, made) == {"E3": "งานทะเบียน\nงานอื่นๆ\n30 วัน", "E1": ""}
    service.edit(office, YEAR, [CellEdit(made, "titles", {"E3": ""})])
    assert titles_of(office, made)["E3"] == ""
    office.undo()
    assert titles_of(office, made)["E3"] == "งานทะเบียน\nงานอื่นๆ\n30 วัน"


def titles_of(office, key):
    data = office.year(YEAR)
    links = data.items_of_finding(key) or data.items_of_measure(key)
    return {link.item_code: link.title for link in links}


def test_a_wording_is_kept_whatever_letters_the_code_of_its_item_has():
    assert own_title("X(1", "X(1 ข้อความ\nX(1 อีกบรรทัด") == "ข้อความ\nอีกบรรทัด"
