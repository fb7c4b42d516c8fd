"""The director's brief: what it says of a year, on one page and on eight slides."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pypdfium2
import pytest
from pptx import Presentation

from ita_desktop.documents.export import drawn, made
from ita_desktop.documents.kinds import Format, ReportContext
from ita_desktop.documents.layout.compose import page_starts
from ita_desktop.documents.registry import kind
from ita_desktop.documents.reports.brief.digest import Coming, digest
from ita_desktop.documents.reports.brief.words import dates, way
from ita_desktop.domain.meetings import AgendaItem, AgendaKind, Meeting
from ita_desktop.domain.oit.judging import Judgement, judged
from ita_desktop.domain.oit.proofs import LinkProof, LinkState
from ita_desktop.domain.records import Evidence
from ita_desktop.domain.scores.planning import ItemChoice, LevelPart, OitSet
from ita_desktop.domain.scores.results import Score, ScoreSource
from ita_desktop.domain.year import YearData
from ita_desktop.services import workspaces
from ita_desktop.services.documents.exporting import context_of
from ita_desktop.storage.workspace import Workspace
from tests.documents.factories.results import bare_year, year_2567
from tests.support.plain_text import plain_text

BRIEF = kind("director-brief")
LONG = "การพัฒนาระบบบริการประชาชนและการเปิดเผยข้อมูลสาธารณะของหน่วยงานอย่างทั่วถึงและเป็นธรรม"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> ReportContext:
    path = workspaces.copy_sample(tmp_path_factory.mktemp("brief") / "sample.ita")
    with Workspace.open(path) as workspace:
        year = workspace.year(2568)
        return context_of(workspace, year, workspace.year_before(2568))


def bare() -> ReportContext:
    return ReportContext(bare_year(2568), day=date(2025, 3, 14))


def lengthy(of: ReportContext) -> ReportContext:
    """The same year with names of several lines."""

    def long(text: str, times: int = 2) -> str:
        return " ".join([text, *[LONG] * times])

    def stretched(data: YearData) -> YearData:
        items = tuple(replace(one, title=long(one.title)) for one in data.framework.items)
        return replace(
            data,
            framework=replace(data.framework, items=items),
            organisation=replace(data.organisation, name=long(data.organisation.name, 1)),
            units=tuple(replace(one, name=long(one.name), short_name="") for one in data.units),
            agenda_items=tuple(replace(one, title=long(one.title)) for one in data.agenda_items),
            action_items=tuple(replace(one, text=long(one.text, 4)) for one in data.action_items),
            calendar=tuple(replace(one, title=long(one.title)) for one in data.calendar),
        )

    assert of.previous is not None
    return replace(of, year=stretched(of.year), previous=stretched(of.previous))


def page(of: ReportContext) -> str:
    return plain_text(made(BRIEF, of)[0])


def slides(of: ReportContext) -> list[Any]:
    return list(Presentation(io.BytesIO(drawn(BRIEF, of, Format.PPTX))).slides)


def texts(slide: Any) -> Iterator[str]:
    """The texts of a slide, with usual spaces where no line may end."""
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text.replace("\xa0", " ")
        if shape.has_table:
            for cell in shape.table.iter_cells():
                yield cell.text.replace("\xa0", " ")


def all_texts(of: ReportContext) -> str:
    return "\n".join(text for slide in slides(of) for text in texts(slide))


@pytest.mark.in_turn
def test_a_year_without_a_result_tells_first_what_it_lacks_itself(sample: ReportContext) -> None:
    for text in (page(sample), all_texts(sample)):
        first = text.index("ปี 2568 ถึงวันนี้ 73.38 คะแนน ระดับต้องปรับปรุง ขาดคะแนนรวม 11.62 คะแนน")
        assert first < text.index("ยังไม่มีผลการประเมินปี 2568")
        assert "ผลการประเมินปี 2567 : 97.38 คะแนน ระดับผ่านดี" in text
        assert "(IIT EIT ผลปี 2567)" in text
        assert "2.62" not in text
        assert "(ตามผลปี 2567)" in text
        assert "-97.38" not in text
    assert "สำนักงานบันทึก" in page(sample)


def test_with_no_result_at_all_nothing_is_made_up() -> None:
    text = page(bare())
    assert "ยังไม่มีผลการประเมินปี 2568" in text
    assert "ยังไม่มีคะแนนรายข้อ" in text
    assert "ยังไม่มีผลที่จะเทียบกับเกณฑ์ระดับ" in text
    assert "0.00" not in text
    assert "0.00" not in all_texts(bare())
    assert len(slides(bare())) == 8


def scored(of: ReportContext, marks: dict[str, str], source: ScoreSource) -> ReportContext:
    """The same year with these scores."""
    year_id = of.year.fiscal_year.id
    scores = tuple(
        Score(id=f"s-{node}", year_id=year_id, node=node, source=source, value=Decimal(value))
        for node, value in marks.items()
    )
    return replace(of, year=replace(of.year, scores=scores))


@pytest.mark.in_turn
def test_own_marks_of_a_year_without_a_result_tell_its_lowest_items() -> None:
    own = scored(bare(), {"O1": "0", "O2": "100", "E1": "81.25"}, ScoreSource.SELF)
    for text in (page(own), all_texts(own)):
        assert "ยังไม่มีคะแนนรายข้อ" not in text
        assert "ข้อมูลพื้นฐานของสำนักงานเขต" in text
        assert "81.25" in text
    lowest = next(one for one in slides(own) if "O1" in list(texts(one)))
    assert "O1 ข้อมูลพื้นฐานของสำนักงานเขต 0.00 : " in lowest.notes_slide.notes_text_frame.text
    items = [item.code for item in bare().year.framework.items_of("OIT")]
    full = scored(bare(), dict.fromkeys(items, "100"), ScoreSource.SELF)
    assert "ไม่มีข้อที่คะแนนต่ำกว่าร้อย" in page(full)


def test_a_result_without_scores_of_items_is_not_called_faultless() -> None:
    totals = {"ITA": "97.38", "IIT": "97.00", "EIT": "96.00", "OIT": "99.00"}
    total = scored(bare(), totals, ScoreSource.OFFICIAL)
    for text in (page(total), all_texts(total)):
        assert "ยังไม่มีคะแนนรายข้อ" in text
        assert "ไม่มีข้อที่คะแนนต่ำกว่าร้อย" not in text


def test_a_past_year_without_due_days_says_how_much_was_missed() -> None:
    over = replace(bare(), day=date(2025, 11, 1))
    for text in (page(over), all_texts(over)):
        assert "ไม่ครบเมื่อสิ้นปี : OIT 22 ข้อ มาตรการ 0 มาตรการ" in text
        assert "ยังไม่มีงาน OIT ที่กำหนดวันส่ง" not in text
    assert "ยังไม่มีงาน OIT ที่กำหนดวันส่ง และยังไม่มีมาตรการ" in page(bare())


@pytest.mark.in_turn
def test_an_official_figure_stands_before_the_one_of_the_office() -> None:
    official = ReportContext(year_2567(), day=date(2024, 9, 30))
    text = page(official)
    assert "97.38" in text
    assert "ทางการ" in text
    own = Score(id="own", year_id=official.year.fiscal_year.id, node="ITA",
                source=ScoreSource.SELF, value=Decimal("11.11"))  # fmt: skip
    both = replace(official, year=replace(official.year, scores=(*official.year.scores, own)))
    assert page(both) == text
    assert all_texts(both) == all_texts(official)


@pytest.mark.in_turn
def test_late_work_is_told_by_unit(sample: ReportContext) -> None:
    assert "ล่าช้า : OIT 3 ข้อ มาตรการ 2 มาตรการ" in page(sample)
    late = list(texts(slides(sample)[5]))
    at = late.index("ฝ่ายรายได้")
    assert late[at : at + 4] == ["ฝ่ายรายได้", "O9", "2", "28 ก.พ. 68"]
    over = replace(sample, day=date(2025, 11, 1))
    assert "ไม่ครบเมื่อสิ้นปี" in page(over)
    assert "ล่าช้า :" not in page(over)


@pytest.mark.in_turn
def test_a_link_that_failed_its_last_check_is_told(sample: ReportContext) -> None:
    data = sample.year
    at = next(one for one in data.evidence if one.location.startswith("http"))

    def checked(*states: LinkState, of: str = "2025-04") -> ReportContext:
        proofs = tuple(
            LinkProof(id=f"p{day}", year_id=data.fiscal_year.id, url=at.location, state=state,
                      item_code=at.item_code, checked_at=f"{of}-{day:02d}T01:00:00+00:00")
            for day, state in enumerate(states, 1)
        )  # fmt: skip
        return replace(sample, year=replace(data, link_proofs=proofs))

    told = f"ลิงก์หลักฐานที่ตรวจแล้วใช้ไม่ได้ 1 ข้อ {at.item_code}"
    assert told in page(checked(LinkState.OK, LinkState.DEAD))
    assert told in all_texts(checked(LinkState.DEAD))
    for states in ((), (LinkState.DEAD, LinkState.OK), (LinkState.UNREACHABLE,)):
        assert "ใช้ไม่ได้" not in page(checked(*states))
    before = checked(LinkState.DEAD, of="2025-02")
    assert "ใช้ไม่ได้" not in page(before), "the evidence was changed since"


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("address", "kept", "told"),
    [
        ("http://intranet/a", False, True),
        ("10.1.2.3/แผน", False, True),
        ("localhost/x", False, True),
        ("intranet.example.go.th/a", False, True),
        ("http://10.1.2.3/แผน", True, False),
        ("www.example.go.th/a", False, False),
    ],
)
def test_a_link_into_the_own_network_is_told_where_it_contradicts_its_item(
    sample: ReportContext, address: str, kept: bool, told: bool
) -> None:
    data = sample.year
    item = data.framework.item_by_code["O8"]
    link = Evidence(
        id="e", year_id=data.fiscal_year.id, item_code="O8", title="บริการ", location=address,
        media="m" if kept else "", file_name="แผน.pdf" if kept else "",
    )  # fmt: skip
    year = replace(data, evidence=(link,))
    assert (judged(year, item)[0].judgement is Judgement.CONTRADICTED) is told
    assert ("ลิงก์หลักฐานที่ตรวจแล้วใช้ไม่ได้ 1 ข้อ O8" in page(replace(sample, year=year))) is told


@pytest.mark.in_turn
def test_what_a_coming_meeting_has_to_decide_is_asked_for(sample: ReportContext) -> None:
    data = sample.year
    meeting = Meeting(id="m", year_id=data.fiscal_year.id, number=9, day=date(2025, 3, 20))
    head = AgendaItem(id="h", meeting_id="m", kind=AgendaKind.CONSIDER, title="เสนอให้พิจารณา")
    matter = AgendaItem(id="i", meeting_id="m", parent_id="h", title="จ้างที่ปรึกษา")
    year = replace(data, meetings=(meeting,), agenda_items=(head, matter), action_items=())
    asked = "พิจารณา : จ้างที่ปรึกษา (ประชุมครั้งที่ 9/2568)"
    assert asked in page(replace(sample, year=year))
    assert asked in all_texts(replace(sample, year=year))
    usual = replace(matter, title="พิจารณาแผนประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}")
    yearly = replace(sample, year=replace(year, agenda_items=(head, usual)))
    for text in (page(yearly), all_texts(yearly)):
        assert "พิจารณาแผนประจำปีงบประมาณ พ.ศ. 2568" in text
    settled = replace(year, agenda_items=(head, replace(matter, resolution="เห็นชอบ")))
    assert "จ้างที่ปรึกษา" not in page(replace(sample, year=settled))


def test_codes_that_are_left_out_are_counted(sample: ReportContext) -> None:
    coming = Coming(date(2025, 4, 30), items=tuple(f"O{number}" for number in range(1, 10)))
    ((_day, text),) = dates(digest(sample)._replace(coming=(coming,)), 6, 200)
    assert text.endswith("O6 และอีก 3")


def test_a_set_of_items_is_listed_whole_in_order_and_others_named_where_they_do_as_well(
    sample: ReportContext,
) -> None:
    sets = tuple(OitSet((ItemChoice(2, codes),)) for codes in (("O13", "O3"), ("O4", "O5")))
    part = LevelPart("OIT", Decimal(40), Decimal(60), sets=sets[:1])
    assert way(sample.year, part).endswith("ให้ครบอีก 2 ข้อ O3 O13")
    several = way(sample.year, part._replace(sets=sets))
    assert several.endswith("ให้ครบอีก 2 ข้อ O3 O13 หรือข้ออื่นที่ได้ผลเท่ากัน")


@pytest.mark.in_turn
def test_it_is_one_page_and_eight_slides_whatever_the_names(sample: ReportContext) -> None:
    for of in (sample, lengthy(sample), bare()):
        document, _own = made(BRIEF, of)
        assert page_starts(document) == []
        with pypdfium2.PdfDocument(drawn(BRIEF, of, Format.PDF)) as pages:
            assert len(pages) == 1
        assert len(slides(of)) == 8


def test_each_figure_names_its_source_in_the_notes(sample: ReportContext) -> None:
    notes = [slide.notes_slide.notes_text_frame.text for slide in slides(sample)]
    assert notes[0] == "คะแนนรวม ITA 97.38 : ผลการประเมินทางการ ปีงบประมาณ 2567"
    assert "OIT แบบตรวจการเปิดเผยข้อมูลสาธารณะ 40.00 : คำนวณจาก" in notes[1]
    assert "ณ วันที่ 14 มีนาคม 2568" in notes[1]
    assert "IIT แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน : ยังไม่มีคะแนน ปีงบประมาณ 2568" in notes[1]
    assert all(notes)


@pytest.mark.in_turn
def test_no_telephone_number_or_person_is_in_it(sample: ReportContext) -> None:
    data = sample.year
    people = tuple(replace(one, phone="0899999999") for one in data.people)
    told = all_texts(replace(sample, year=replace(data, people=people)))
    assert "0899999999" not in told
    assert not [person.name for person in people if person.name in told]


def test_a_brief_without_days_or_a_year_before_has_no_empty_columns() -> None:
    text = page(bare())
    assert "- ไม่มีกำหนดการถัดไปในปีงบประมาณนี้" in text
    assert "ปี 2567" in text
    assert "ปี -" not in text
    last = list(texts(slides(bare())[7]))
    assert any("ไม่มีกำหนดการถัดไปในปีงบประมาณนี้" in each for each in last)
    assert "-" not in last
