"""A table of survey questions headed ประเด็น is no analysis: nothing of it is ticked."""

import pytest

from ita_desktop.services.imports.importing import apply_import

ASKED = ("E1", "เจ้าหน้าที่ปฏิบัติงานเป็นไปตามขั้นตอน"), ("E2", "เจ้าหน้าที่ให้บริการเท่าเทียมกัน")
SCALE = ("น้อยที่สุด", "น้อย", "มาก", "มากที่สุด")
EMPTY = ("",) * len(SCALE)


@pytest.mark.parametrize(
    ("headings", "beside"),
    [
        (("ข้อ", "ประเด็น"), ()),
        (("ข้อ", "ประเด็น", *SCALE), EMPTY),
        (("ข้อ", "ประเด็น", "หมายเหตุ"), ("",)),
        (("ตัวชี้วัด", "ประเด็น"), ()),
    ],
)
def test_questions_are_told_and_not_ticked(plan, workspace, headings, beside) -> None:
    made = plan("analysis", headings, *((*row, *beside) for row in ASKED))
    assert len(made.changes) == 2
    assert made.accepted == frozenset()
    told = [warning.why for warning in made.warnings]
    assert sum("อาจเป็นคำถามของแบบสำรวจ" in text for text in told) == 1
    before = workspace.year(2568)
    apply_import(workspace, made)
    assert workspace.year(2568) == before


@pytest.mark.parametrize(
    ("headings", "beside"),
    [
        (("ข้อ", "ประเด็นที่ต้องปรับปรุง"), ()),
        (("ข้อ", "ประเด็น", "วิธีการปฏิบัติ"), ("1. อบรมเจ้าหน้าที่",)),
        (("ข้อ", "ประเด็น", "จุดเด่น"), ("บริการดี",)),
    ],
)
def test_findings_are_ticked(plan, headings, beside) -> None:
    made = plan("analysis", headings, *((*row, *beside) for row in ASKED))
    assert made.accepted == {change.key for change in made.changes}
    assert not any("คำถาม" in warning.why for warning in made.warnings)
