"""What the rules about content tell, and what they leave alone."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ita_desktop.domain.documents import Chapter
from ita_desktop.domain.letters import Letter
from ita_desktop.domain.meetings import ActionItem, AgendaItem, Meeting
from ita_desktop.domain.oit.proofs import carried_note
from ita_desktop.domain.records import (
    Assignment,
    CalendarDate,
    Evidence,
    Measure,
    MeasureItem,
    Record,
    Unit,
    UnitKind,
)
from ita_desktop.domain.roster.orders import AppointmentOrder, Duty
from ita_desktop.domain.scores.results import Finding, FindingItem, Score, ScoreSource, Target
from ita_desktop.domain.tracking.entries import Entry, EntryState, Photo
from ita_desktop.domain.year import YearData
from ita_desktop.services.checks.issues import CheckedYear, CheckIssue, excerpt
from ita_desktop.services.checks.texts import (
    below_target,
    measures_without_time,
    not_done,
    numbering,
    old_evidence,
    other_districts,
    other_scores,
    other_years,
    repeated_photos,
    repeated_texts,
    tasks_without_day,
    unknown_units,
)
from tests.documents.factories.papers import bare_year

Rule = Callable[[CheckedYear], Iterator[CheckIssue]]
TODAY = date(2025, 5, 1)


def told(rule: Rule, method: str = "", *, finding: str = "", **more: object) -> list[str]:
    """What a rule tells of a measure of 2568."""
    measure = Measure(id="m", year_id="year", indicator="1", method=method, finding=finding)
    data = bare_year(measures=(measure,), **more)
    return [str(issue.message) for issue in rule(CheckedYear(data, None, TODAY))]


@pytest.mark.parametrize(
    "text",
    [
        "เผยแพร่แผนปีงบประมาณ พ.ศ. ๒๕๖๘",
        "แผนปฏิบัติราชการ ปี 2566-2570",
        "แผนปฏิบัติการ ปีงบประมาณ 2566 – 70",
        "ศึกษาผลการประเมิน ITA 2567 ในประเด็นที่ต้องปรับปรุง",
        "จัดทำแผนของปีงบประมาณ 2569",
        "ตามพระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. 2540",
        "ตามประกาศสำนักงาน ป.ป.ช. ประจำปี 2563",
        "แผน ปี 2566-68",
        "แผน ปี 2568-2570",
        "ประชุมเดือนตุลาคม 2567 และ ม.ค. 68 กับไตรมาส 2/2568",
    ],
)
def test_years_that_belong_there_are_left_alone(text: str) -> None:
    assert told(other_years, text) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("ประกาศเจตจำนงสุจริต ประจำปีงบประมาณ พ.ศ. 2567", "2567"),
        ("จัดทำคำสั่งแต่งตั้งคณะทำงาน ปี 2567", "2567"),
        ("จัดอบรมภายในเดือนมกราคม 2567", "มกราคม 2567"),
        ("สรุปให้ผู้บริหารทราบในไตรมาส 2/2567", "ไตรมาส 2/2567"),
        ("เผยแพร่ภายใน 31 ต.ค. 68", "ต.ค. 68"),
    ],
)
def test_a_year_left_over_is_told_however_it_is_named(text: str, named: str) -> None:
    [message] = told(other_years, text)
    assert f"ระบุปี {named}:" in message


def test_a_year_left_over_is_told_with_its_words() -> None:
    [message] = told(other_years, "เผยแพร่แผนจัดซื้อจัดจ้าง ปีงบประมาณ พ.ศ. ๒๕๖๕ ทางเว็บไซต์")
    assert "ระบุปี 2565" in message
    assert "แผนจัดซื้อจัดจ้าง ปีงบประมาณ พ.ศ. 2565" in message


@pytest.mark.parametrize(
    "text", ["จัดซื้อ ปี 2564-67", "จัดซื้อ ปี 2564-2566", "จัดซื้อ ปี 2569-70", "จัดซื้อ ปี 2570"]
)
def test_a_range_of_years_without_the_papers_is_told(text: str) -> None:
    assert len(told(other_years, text)) == 1


def test_a_ground_whose_years_are_over_is_told() -> None:
    ground = "ด้วยมติคณะรัฐมนตรี ให้เข้าร่วมการประเมิน ในปีงบประมาณ พ.ศ. 2563 - 2567"
    order = AppointmentOrder(id="o", year_id="year", ground=ground)
    assert len(told(other_years, orders=(order,))) == 1


def test_the_point_to_improve_may_be_about_the_year_before() -> None:
    assert told(other_years, finding="การใช้งบประมาณของปี 2567 ไม่ทั่วถึง") == []
    assert told(other_years, "ใช้งบประมาณของปี 2567 ให้ทั่วถึง") != []


def test_photographs_of_what_need_not_be_done_are_told_as_papers_leave_them_out() -> None:
    photo = Photo(id="p", entry_id="e", media="", file_name="", width=1, height=1)
    skipped = Entry(id="e", measure_id="m", state=EntryState.SKIPPED, reason="เลื่อน")
    assert told(not_done, entries=(skipped,)) == []
    (text,) = told(not_done, entries=(skipped,), photos=(photo,))
    assert "ภาพ 1 ภาพ" in text
    done = replace(skipped, state=EntryState.DONE)
    assert told(not_done, entries=(done,), photos=(photo,)) == []


def test_tasks_wait_for_a_day_until_they_are_done() -> None:
    meeting = Meeting(**KEYS, number=1)
    tasks = {"ไม่มีวัน": {}, "มีวัน": {"due": TODAY}, "เสร็จแล้ว": {"done": TODAY}}
    actions = tuple(
        ActionItem(id=name, meeting_id=meeting.id, text=name, **fields)
        for name, fields in tasks.items()
    )
    subject = CheckedYear(bare_year(meetings=(meeting,), action_items=actions), None, TODAY)
    found = [
        str(issue.message)
        for rule in (measures_without_time, tasks_without_day)
        for issue in rule(subject)
    ]
    assert found == ["งานตามมติไม่มีกำหนดส่ง: ไม่มีวัน"]


KEYS = {"id": "x", "year_id": "year"}
OF_THE_YEAR: dict[str, tuple[type[Record], dict[str, object], str]] = {
    "measures": (Measure, {**KEYS, "indicator": "1", "method": ""},
                 "method schedule monitoring reports_to target success note"),
    "findings": (Finding, {**KEYS, "indicator": "1"}, "improvement"),
    "entries": (Entry, {"id": "x", "measure_id": "m"}, "text result reason"),
    "photos": (Photo, {"id": "x", "entry_id": "e", "media": ""}, "caption"),
    "assignments": (Assignment, {**KEYS, "item_code": "O1"}, "note"),
    "evidence": (Evidence, {**KEYS, "item_code": "O1", "title": "", "location": ""}, "title note"),
    "orders": (AppointmentOrder, KEYS, "title"),
    "duties": (Duty, {"id": "x", "body_id": "b1"}, "text"),
    "action_items": (ActionItem, {"id": "x", "meeting_id": "meeting"}, "text"),
    "calendar": (CalendarDate, {**KEYS, "code": "", "title": "", "day": TODAY}, "title note"),
}  # fmt: skip
"""Texts about the work of the year: the records of the year, one of them, and its texts."""
OF_THE_RESULT: dict[str, tuple[type[Record], dict[str, object], str]] = {
    "measures": (Measure, {**KEYS, "indicator": "1", "method": ""}, "finding"),
    "findings": (Finding, {**KEYS, "indicator": "1"}, "practice strength weakness issue"),
    "orders": (AppointmentOrder, KEYS, "ground purpose"),
    "letters": (Letter, KEYS, "subject body"),
    "chapters": (Chapter, KEYS, "text"),
    "meetings": (Meeting, {**KEYS, "number": 1}, "title"),
    "agenda_items": (AgendaItem, {"id": "x", "meeting_id": "meeting"},
                     "title detail minutes resolution"),
}  # fmt: skip
"""Texts that may be about the result of the year before, in the same way."""


@pytest.mark.parametrize(
    ("rows", "field", "is_of_the_year"),
    [
        (rows, field, texts is OF_THE_YEAR)
        for texts in (OF_THE_YEAR, OF_THE_RESULT)
        for rows, (_record, _fields, fields) in texts.items()
        for field in fields.split()
    ],
)
def test_every_text_is_read_and_only_one_about_the_result_may_name_the_year_before(
    rows: str, field: str, *, is_of_the_year: bool
) -> None:
    record, fields, _ = (OF_THE_YEAR if is_of_the_year else OF_THE_RESULT)[rows]

    def told_of(words: str) -> list[str]:
        others = {
            "measures": (Measure(id="m", year_id="year", indicator="1", method=""),),
            "entries": (Entry(id="e", measure_id="m"),),
            "meetings": (Meeting(id="meeting", year_id="year", number=1),),
        }
        made = record(**fields | {field: words})  # type: ignore[arg-type]
        data = bare_year(**others | {rows: (made,)})
        return [str(issue.message) for issue in other_years(CheckedYear(data, None, TODAY))]

    assert told_of("งานของปี 2568") == []
    [message] = told_of("งานของปี ๒๕๖๕")
    assert "“งานของปี 2565”" in message
    assert len(told_of("งานของปี 2567")) == is_of_the_year


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("ของสำนักงานเขตบางนา", "สำนักงานเขตบางนา"),
        ("ถนนตัวอย่าง แขวงดินแดง เขตดินแดง", "สำนักงานเขตบางนา"),
        ("ตลาดในเขตพื้นที่", "สำนักงานเขตบางนา"),
        ("จังหวัดในเขตพระนครศรีอยุธยา", "สำนักงานเขตบางนา"),
    ],
)
def test_the_own_district_and_addresses_are_left_alone(text: str, office: str) -> None:
    own = replace(bare_year().organisation, name=office)
    assert told(other_districts, text, organisation=own) == []


def test_another_district_is_told_once_a_text() -> None:
    [message] = told(other_districts, "ของสำนักงานเขตทวีวัฒนา และเขตทวีวัฒนา")
    assert "เขตทวีวัฒนา" in message


@pytest.mark.parametrize(
    "text",
    [
        "ฝ่ายปกครองเผยแพร่ทางเว็บไซต์",
        "ทุกฝ่ายดำเนินการ และหัวหน้าฝ่ายกำกับ",
        "แจ้งฝ่ายที่เกี่ยวข้อง",
        "ให้ฝ่ายดำเนินการตามแผน",
        "ฝ่ายสิ่งแวดล้อมฯ ตรวจ",
        "ฝ่ายรักษาความสะอาดเก็บข้อมูล",
    ],
)
def test_known_sections_and_sections_in_general_are_left_alone(text: str) -> None:
    units = (
        *bare_year().units,
        Unit(id="e", name="ฝ่ายสิ่งแวดล้อมและสุขาภิบาล", kind=UnitKind.SECTION),
        Unit(id="c", name="ฝ่ายรักษาความสะอาดและสวนสาธารณะ", kind=UnitKind.SECTION),
    )
    assert told(unknown_units, text, units=units) == []


def test_a_section_that_the_office_does_not_have_is_told_by_name() -> None:
    [message] = told(unknown_units, "ส่งฝ่ายปักครอง ภายในวันที่ 5")
    assert "ฝ่ายปักครอง" in message


@pytest.mark.parametrize(
    "text", ["3. วาง\n4. ทำ\n5. รายงาน", "1) วาง\n2) ทำ\n1) แจ้ง\n2) เวียน", "ข้อ 1. และ 3."]
)
def test_lists_that_run_on_or_begin_anew_are_left_alone(text: str) -> None:
    assert told(numbering, text) == []


def test_a_number_left_out_and_a_number_twice_are_told() -> None:
    assert told(numbering, "๑. วาง\n๒. ทำ\n๔. รายงาน") == ["เลขลำดับข้ามจาก 2 ไป 4"]
    assert told(numbering, "1. วาง\n1. ทำ") == ["เลขลำดับ 1 ซ้ำกัน"]


# -- scores of the year before


def score(node: str, value: str) -> Score:
    return Score(
        id=node, year_id="year", node=node, source=ScoreSource.OFFICIAL, value=Decimal(value)
    )


def below(*scores: Score, item: str = "I1", **more: object) -> list[str]:
    """The items told in 2568, whose one measure is for ``item``."""
    former = bare_year(scores=scores)
    before: YearData = replace(former, fiscal_year=replace(former.fiscal_year, year=2567))
    data = bare_year(
        measures=(Measure(id="m", year_id="year", indicator="1", method="ทำ"),),
        measure_items=(MeasureItem(id="mi", measure_id="m", item_code=item),),
        **more,
    )
    return [str(issue.where) for issue in below_target(CheckedYear(data, before, TODAY))]


def test_an_item_that_lost_points_and_has_no_measure_is_told() -> None:
    assert below(score("O7", "0"), score("O8", "100"), score("I1", "80")) == ["ข้อ O7"]


def test_a_survey_item_is_measured_by_the_target_of_the_office() -> None:
    target = Target(id="t", year_id="year", value=Decimal(90))
    assert below(score("I2", "85"), score("I3", "95")) == []
    assert below(score("I2", "85"), score("I3", "95"), targets=(target,)) == ["ข้อ I2"]
    assert below(score("I2", "85"), item="I2", targets=(target,)) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ได้คะแนน 97.23", 0),
        ("(๙๗.๒๓ คะแนน)", 0),
        ("ปีก่อนได้ 88.10 คะแนน", 0),
        ("ได้ 79.23 คะแนน", 1),
        ("คะแนนเฉลี่ย 79.23", 1),
        ("ได้ 97.2 คะแนน", 0),
        ("ได้ 97.3 คะแนน", 1),
        ("คะแนนต่ำกว่า 85.00 คะแนน", 0),
    ],
)
def test_a_score_in_a_finding_that_is_none_of_the_item_is_told(text: str, told: int) -> None:
    former = bare_year(scores=(score("I1", "88.10"),))
    before: YearData = replace(former, fiscal_year=replace(former.fiscal_year, year=2567))
    data = bare_year(
        scores=(score("I1", "97.23"),),
        findings=(Finding(id="f", year_id="year", indicator="1", issue=text),),
        finding_items=(FindingItem(id="fi", finding_id="f", item_code="I1"),),
    )
    found = list(other_scores(CheckedYear(data, before, TODAY)))
    assert [issue.place.target if issue.place else "" for issue in found] == ["finding:f"] * told


# -- evidence and photographs


def evidence(item: str = "O1", part: str = "", **more: object) -> Evidence:
    known = {"title": "", "location": f"https://district.example/{item}"}
    return Evidence(id="e", year_id="year", item_code=item, part=part, **known | more)  # type: ignore[arg-type]


def old(*rows: Evidence) -> list[str]:
    subject = CheckedYear(bare_year(evidence=rows), None, TODAY)
    return [str(issue.message) for issue in old_evidence(subject)]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (evidence(published=date(2023, 9, 30)), True),
        (evidence(published=date(2023, 10, 1)), False),
        (evidence(as_of=date(2023, 9, 30)), True),
        (evidence(as_of=date(2024, 1, 1), published=date(2023, 9, 30)), True),
        (evidence(part="2025-02", published=date(2025, 1, 31)), True),
        (evidence(part="2025-02", published=date(2025, 2, 1)), False),
        (evidence(part="O12.1", published=date(2025, 1, 31)), False),
        (evidence("O999", published=date(2000, 1, 1)), False),
        (evidence(note=carried_note(2567, ""), as_of=date(2000, 1, 1)), False),
        (evidence(), False),
    ],
)
def test_evidence_from_before_its_time_is_told(row: Evidence, told: bool) -> None:
    assert bool(old(row)) is told


def test_old_evidence_is_told_once_with_its_day_and_title() -> None:
    before = {"as_of": date(2020, 1, 5), "published": date(2020, 2, 1)}
    carried = evidence(note=carried_note(2567, ""), as_of=date(2020, 1, 5))
    assert old(
        carried, evidence("O999"), evidence(**before), evidence(title="รายงาน", **before)
    ) == [
        "หลักฐานลงวันที่ 5 ม.ค. 63 เก่ากว่าช่วงข้อมูลที่เริ่ม 1 ต.ค. 66: https://district.example/O1",
        "หลักฐานลงวันที่ 5 ม.ค. 63 เก่ากว่าช่วงข้อมูลที่เริ่ม 1 ต.ค. 66: รายงาน",
    ]


@pytest.mark.parametrize(
    ("caption", "entries", "told"),
    [
        ("อบรม", ("a", "b"), ["ภาพเดียวกันใช้ 2 ครั้ง: อบรม"]),
        ("", ("a", "b", "b"), ["ภาพเดียวกันใช้ 3 ครั้ง: 1.jpg"]),
        ("อบรม", ("a", "a"), []),
        ("อบรม", ("a", "gone"), []),
    ],
)
def test_a_photograph_of_two_entries_is_told(
    caption: str, entries: tuple[str, ...], told: list[str]
) -> None:
    measure = Measure(id="m", year_id="year", indicator="1", method="")
    data = bare_year(
        measures=(measure,),
        entries=tuple(Entry(id=name, measure_id="m", text=name) for name in ("a", "b")),
        photos=tuple(
            Photo(id=str(at), entry_id=entry, media="same", caption=caption, file_name=f"{at}.jpg")
            for at, entry in enumerate(entries, 1)
        ),
    )
    found = list(repeated_photos(CheckedYear(data, None, TODAY)))
    assert [str(issue.message) for issue in found] == told


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ((30, 31), f"…{'ก' * 24}ขค{'ก' * 23}…"),
        ((24, 25), f"{'ก' * 30}ขค{'ก' * 17}…"),
        ((40, 74), f"…{'ก' * 14}ขค{'ก' * 66}"),
        ((40, 73), f"…{'ก' * 14}ขค{'ก' * 66}"),
        ((40, 49), f"…{'ก' * 14}ขค{'ก' * 41}…"),
    ],
)
def test_an_excerpt_has_letters_on_both_sides_and_says_where_it_goes_on(span, words) -> None:
    assert excerpt(f"{'ก' * 30}ขค{'ก' * 66}", span) == words


def test_an_excerpt_parts_no_mark_from_its_letter() -> None:
    text = f"ก่{'ก' * 23}ขคที่สุด"
    assert excerpt(f"นำ{text}", (27, 28)) == f"…ก่{'ก' * 23}ขคที่สุด"
    assert excerpt(f"ข{'ก' * 23}ที่{'ก' * 40}", (0, 1)) == f"ข{'ก' * 23}ที่…"


def test_an_excerpt_has_whole_words_and_figures() -> None:
    text = "เผยแพร่แผนปี 2568 และคู่มือประชาชนทางเว็บไซต์"
    at = text.index("ทาง")
    assert excerpt(text, (at, at + 3)) == "…ปี 2568 และคู่มือประชาชนทางเว็บไซต์"
    assert excerpt(text, (0, 7)) == "เผยแพร่แผนปี 2568 และคู่มือประชาชน…"


@pytest.mark.parametrize(
    ("letters", "rows", "messages"),
    [
        (40, 3, [f"ข้อความเดียวกันใน 3 แถว: “{'ก' * 40}”"]),
        (39, 3, []),
        (40, 2, []),
    ],
)
def test_a_long_text_in_three_rows_is_told_once(
    letters: int, rows: int, messages: list[str]
) -> None:
    measures = tuple(
        Measure(id=str(at), year_id="year", indicator="1", method="ก" * letters, position=at)
        for at in range(rows)
    )
    found = list(repeated_texts(CheckedYear(bare_year(measures=measures), None, TODAY)))
    assert [str(issue.message) for issue in found] == messages
