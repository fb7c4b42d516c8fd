"""The list of items that changed since the year before, on paper."""

from dataclasses import replace
from pathlib import Path

import pytest

from ita_desktop.documents.content import Paragraph, Table
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.registry import KINDS, kind
from ita_desktop.domain.documents import DocumentChoices, DocumentOption
from ita_desktop.domain.framework import FrameworkConfirmation
from ita_desktop.domain.framework_draft import parts_of
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.text import Digits
from ita_desktop.services.years.carrying import add_year_from
from tests.documents.factories.results import bare_year
from tests.support.known_files import opened_sample
from tests.support.plain_text import plain_text


@pytest.fixture
def context(tmp_path: Path):
    with opened_sample(tmp_path / "sample.ita") as workspace:
        add_year_from(workspace, 2570, 2566)
        yield ReportContext(workspace.year(2570), workspace.year(2566))


def test_the_list_names_united_split_and_lost_items_with_what_was_entered(context) -> None:
    document = kind("carry-over").build(context, Digits.ARABIC)
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    rows = [
        tuple("\n".join(line.text for line in cell.paragraphs) for cell in row.cells)
        for row in table.rows
    ]
    found = {row[:3]: row[3] for row in rows}
    assert "ผู้รับผิดชอบ 1" in found["O17", "", "ไม่มีข้อที่ต่อกัน"]
    assert "ผู้รับผิดชอบ 6" in found["O11 O12", "O15", "รวมเป็นข้อเดียว"]
    assert ("O1", "O1 O3", "แยกเป็นหลายข้อ") in found
    assert kind("carry-over").missing(context) == []


def test_a_year_of_the_same_framework_has_no_list(context) -> None:
    same = ReportContext(context.year, context.year)
    assert len(kind("carry-over").missing(same)) == 1
    document = kind("carry-over").build(same, Digits.THAI)
    assert not [block for block in document.blocks if isinstance(block, Table)]


def test_without_a_year_before_nothing_is_said_of_changes(context) -> None:
    first = ReportContext(context.year)
    document = kind("carry-over").build(first, Digits.ARABIC)
    assert document.title == "รายการข้อที่เปลี่ยนไปจากปี 2569 ปี 2570"
    text = plain_text(document)
    assert "...." not in text
    assert "ไม่มีปีก่อนหน้าให้เปรียบเทียบ" in text
    assert "ไม่มีข้อที่เปลี่ยน" not in text
    (lack,) = kind("carry-over").missing(first)
    assert str(lack).startswith("ไม่มีปีก่อนหน้าในแฟ้ม")


def test_items_that_changed_are_not_denied_where_nothing_was_entered_for_them(context) -> None:
    other = ReportContext(context.year, bare_year(2566))
    text = plain_text(kind("carry-over").build(other, Digits.ARABIC))
    assert "เทียบกับปีงบประมาณ พ.ศ. 2566" in text
    assert "ข้อที่เปลี่ยนไปจากปีก่อนไม่มีสิ่งที่กรอกไว้" in text
    (lack,) = kind("carry-over").missing(other)
    assert str(lack).startswith("ข้อที่เปลี่ยนไปจากปีก่อนไม่มีสิ่งที่กรอกไว้")


_OF_FRAMEWORK = {PageKey.OIT, PageKey.MEASURES, PageKey.SCORES, PageKey.YEAR}
_NOTHING_OF_IT = {"unit-worksheet", "image-communication", "one-stop-service"}
"""A form that units fill in, and chapters without items."""


@pytest.mark.in_turn
@pytest.mark.parametrize(
    "name",
    sorted(
        one.name for one in KINDS if one.page in _OF_FRAMEWORK and one.name not in _NOTHING_OF_IT
    ),
)
def test_a_paper_says_that_its_framework_is_a_draft_unless_the_office_leaves_it_out(
    context, name: str
) -> None:
    def first(of: ReportContext) -> str:
        (block, *_) = kind(name).build(of, Digits.ARABIC).blocks
        return block.text if isinstance(block, Paragraph) else ""

    assert first(context).startswith("ร่าง กรอบการประเมินปีงบประมาณ พ.ศ. 2570 คัดลอกจากกรอบ 2567")
    chosen = DocumentChoices(id="c", name=name, chosen=DocumentOption.NO_DRAFT_MARK)
    unmarked = replace(context, year=replace(context.year, document_choices=(chosen,)))
    assert "คัดลอกจากกรอบ" not in first(unmarked)
    every = tuple(
        FrameworkConfirmation(id=part.key, year_id="y", part=part.key)
        for part in parts_of(context.year)
    )
    confirmed = replace(context, year=replace(context.year, confirmations=every))
    assert "คัดลอกจากกรอบ" not in first(confirmed)
    assert "คัดลอกจากกรอบ" not in first(replace(context, year=context.previous))
