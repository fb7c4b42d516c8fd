"""What is typed about respondents is stored, named in the history, and taken out again."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.services import surveys
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace

YEAR = 2567
DAY, NEXT = date(2024, 3, 1), date(2024, 3, 2)


@pytest.fixture
def asked(office: Workspace) -> list[str]:
    return surveys.add_groups(
        office, YEAR, [{"unit": "ฝ่ายโยธา", "kind": "ลูกจ้าง", "note": " มาสาย\n "}, {"kind": "อาสา"}]
    )


def number(office: Workspace, group: str, day: date, answered: int) -> str:
    (key,) = surveys.add_counts(office, YEAR, [{"group": group, "day": day, "answered": answered}])
    return key


def told(office: Workspace) -> list[tuple[str, date, int]]:
    data = office.year(YEAR)
    names = {group.id: group.kind for group in data.survey_groups}
    return [(names[row.survey_group_id], row.day, row.answered) for row in data.survey_counts]


def test_groups_are_named_when_they_are_changed_and_removed(
    office: Workspace, asked: list[str]
) -> None:
    first, second = asked
    assert [group.note for group in office.year(YEAR).survey_groups] == ["มาสาย", ""]
    surveys.edit_groups(office, YEAR, [CellEdit(first, "note", "ก")])
    assert office.edits.undo_label == "แก้กลุ่มผู้ตอบ IIT ฝ่ายโยธา ลูกจ้าง"
    surveys.edit_groups(office, YEAR, [CellEdit(second, "instrument", "EIT")])
    assert office.edits.undo_label == "แก้กลุ่มผู้ตอบ IIT อาสา"
    surveys.remove_groups(office, YEAR, [second])
    assert office.edits.undo_label == "เอากลุ่มผู้ตอบออก EIT อาสา"
    assert [group.id for group in office.year(YEAR).survey_groups] == [first]
    (third,) = surveys.add_groups(
        office, YEAR, [{"kind": "ใหม่"}], edits=[CellEdit(first, "unit", "")]
    )
    assert [(group.id, group.unit_id) for group in office.year(YEAR).survey_groups] == [
        (first, None), (third, None),
    ]  # fmt: skip


def test_an_unknown_unit_is_told_with_the_nearest(office: Workspace) -> None:
    with pytest.raises(InputError) as near:
        surveys.add_groups(office, YEAR, [{"unit": "ฝ่ายโยทา", "kind": "ก"}])
    assert "หมายถึง ฝ่ายโยธา หรือไม่" in near.value.sentence()
    with pytest.raises(InputError) as far:
        surveys.add_groups(office, YEAR, [{"unit": "ก" * 70, "kind": "ก"}])
    assert f"“{'ก' * 60}”" in far.value.sentence()
    assert "เพิ่มหน่วยที่หน้าตั้งค่าก่อน" in far.value.sentence()


def test_a_number_goes_to_another_group_or_day_unless_that_has_one(
    office: Workspace, asked: list[str]
) -> None:
    first, second = (number(office, asked[0], day, at) for at, day in enumerate((DAY, NEXT), 1))
    surveys.edit_counts(office, YEAR, [CellEdit(first, "group", "อาสา")])
    assert told(office) == [("อาสา", DAY, 1), ("ลูกจ้าง", NEXT, 2)]
    surveys.edit_counts(
        office, YEAR, [CellEdit(second, "day", DAY), CellEdit(second, "answered", "5")]
    )
    assert sorted(told(office)) == [("ลูกจ้าง", DAY, 5), ("อาสา", DAY, 1)]
    assert office.edits.undo_label == "แก้ยอดตอบ 2 ช่อง"
    with pytest.raises(InputError, match="มียอดของวันที่ 1 "):
        surveys.edit_counts(office, YEAR, [CellEdit(second, "group", "อาสา")])
    # Both at once change places.
    surveys.edit_counts(
        office, YEAR, [CellEdit(second, "day", NEXT), CellEdit(first, "group", asked[0])]
    )
    assert told(office) == [("ลูกจ้าง", DAY, 1), ("ลูกจ้าง", NEXT, 5)]


def test_a_number_is_removed_by_its_day(office: Workspace, asked: list[str]) -> None:
    first, _second = (number(office, asked[0], day, 3) for day in (DAY, NEXT))
    surveys.remove_counts(office, YEAR, [first])
    assert told(office) == [("ลูกจ้าง", NEXT, 3)]
    assert office.edits.undo_label == "เอายอดตอบออก 1 มี.ค. 67"
    (again,) = surveys.add_counts(
        office, YEAR, [{"group": asked[1], "day": DAY, "answered": 9}],
        edits=[CellEdit(office.year(YEAR).survey_counts[0].id, "answered", 4)],
    )  # fmt: skip
    assert told(office) == [("อาสา", DAY, 9), ("ลูกจ้าง", NEXT, 4)]
    assert again in {row.id for row in office.year(YEAR).survey_counts}


def test_a_number_that_somebody_removed_is_not_changed(office: Workspace, asked: list[str]) -> None:
    first = number(office, asked[0], DAY, 3)
    surveys.remove_counts(office, YEAR, [first])
    with pytest.raises(InputError, match="ไม่พบยอดตอบ"):
        surveys.edit_counts(office, YEAR, [CellEdit(first, "day", NEXT)])


# -- links


def shown(office: Workspace) -> list[tuple[str, str, str, str]]:
    return [
        (link.instrument, link.audience, link.note, link.languages)
        for link in office.year(YEAR).survey_links
    ]


def test_links_are_added_changed_and_removed(office: Workspace) -> None:
    first, second = surveys.add_links(
        office, YEAR, [{}, {"instrument": "eit", "audience": " ก\nข "}]
    )
    every = "th en zh my"
    assert shown(office) == [("IIT", "", "", every), ("EIT", "ก ข", "", every)]
    assert office.edits.undo_label == "เพิ่มลิงก์แบบสำรวจ 2 ลิงก์"
    surveys.edit_links(
        office, YEAR, [CellEdit(first, "note", " ค\nง "), CellEdit(first, "audience", "จ")]
    )
    assert shown(office)[0] == ("IIT", "จ", "ค\nง", every)
    (third,) = surveys.add_links(
        office, YEAR, [{"opens": DAY, "closes": DAY}], edits=[CellEdit(second, "languages", "en")]
    )
    assert shown(office)[2] == ("EIT", "ก ข", "", "en")
    places = {link.id: link.position for link in office.year(YEAR).survey_links}
    assert [places[one] for one in (second, third)] == [1, 2]
    surveys.remove_links(office, YEAR, [third])
    assert office.edits.undo_label == "เอาลิงก์แบบสำรวจออก IIT"
    surveys.remove_links(office, YEAR, [first, second])
    assert (shown(office), office.edits.undo_label) == ([], "เอาลิงก์แบบสำรวจออก 2 ลิงก์")


def test_a_survey_closes_on_the_day_that_it_opens_or_later(office: Workspace) -> None:
    (key,) = surveys.add_links(office, YEAR, [{"opens": DAY}])
    surveys.edit_links(office, YEAR, [CellEdit(key, "closes", DAY)])
    with pytest.raises(InputError, match="อยู่ก่อนวันเปิด"):
        surveys.edit_links(office, YEAR, [CellEdit(key, "opens", NEXT)])
    with pytest.raises(InputError, match="อยู่ก่อนวันเปิด"):
        surveys.add_links(office, YEAR, [{}], edits=[CellEdit(key, "opens", NEXT)])
    surveys.edit_links(office, YEAR, [CellEdit(key, "opens", NEXT), CellEdit(key, "closes", NEXT)])
    (link,) = office.year(YEAR).survey_links
    assert (link.opens, link.closes) == (NEXT, NEXT)


# -- rules


def test_the_rules_of_a_year_are_added_changed_and_removed(office: Workspace) -> None:
    first, second = surveys.add_rules(
        office, YEAR, [{"percent": "1", "note": " ก\nข "}, {"instrument": "EIT", "least": "1"}]
    )
    assert [
        (rule.id, rule.instrument, rule.percent, rule.least, rule.note, rule.position)
        for rule in office.year(YEAR).survey_rules
    ] == [(first, "IIT", 1, None, "ก\nข", 0), (second, "EIT", None, 1, "", 1)]
    (third,) = surveys.add_rules(
        office, YEAR, [{"units": " ก\nข "}], edits=[CellEdit(first, "percent", 100)]
    )
    by_id = {rule.id: rule for rule in office.year(YEAR).survey_rules}
    assert (by_id[first].percent, by_id[third].units, by_id[third].position) == (100, "ก ข", 2)
    for field, value in (("percent", 0), ("percent", 101), ("up_to", "0"), ("least", 0)):
        with pytest.raises(InputError, match="ต้องเป็นจำนวนเต็มตั้งแต่ 1 ถึง"):
            surveys.edit_rules(office, YEAR, [CellEdit(first, field, value)])
    surveys.remove_rules(office, YEAR, [third])
    assert office.edits.undo_label == "เอาเกณฑ์ตัวอย่างออก IIT"
    surveys.remove_rules(office, YEAR, [first, second])
    assert office.year(YEAR).survey_rules == ()
    assert office.edits.undo_label == "เอาเกณฑ์ตัวอย่างออก 2 แถว"


def test_shipped_rules_become_the_years_own_when_one_is_changed(office: Workspace) -> None:
    years.add_year(office, 2566)
    shipped = surveys.rules_of(office.year(2566))
    assert len(shipped) == 5
    with pytest.raises(InputError, match="มากับโปรแกรม เอาออกทีละข้อไม่ได้"):
        surveys.remove_rules(office, 2566, [shipped[0].id])
    surveys.edit_rules(office, 2566, [CellEdit(shipped[3].id, "percent", 70)])
    own = office.year(2566).survey_rules
    assert [rule.percent for rule in own] == [None, 100, 100, 70, None]
    assert not {rule.id for rule in own} & {rule.id for rule in shipped}
    (new,) = surveys.add_rules(office, 2566, [{"kind": "ใหม่"}])
    assert [rule.id for rule in office.year(2566).survey_rules] == [*(one.id for one in own), new]
    # Taken again, the printed ones come in the place of all.
    assert surveys.take_printed(office, 2566, 2566) == 5
    assert [rule.percent for rule in office.year(2566).survey_rules] == [None, 100, 100, 80, None]
    office.edits.undo()
    assert len(office.year(2566).survey_rules) == 6


def test_the_source_of_a_year_says_its_rules_and_languages() -> None:
    assert [surveys.newest_printed(year) for year in (2565, 2566, 2567, 2590)] == [
        None, None, 2566, 2566,
    ]  # fmt: skip
    assert surveys.form_languages(2566) == ("th", "en")
    assert [surveys.form_languages(year) for year in (2567, 2568, 2590)] == [
        ("th", "en", "zh", "my")
    ] * 3


# -- what is typed


@pytest.mark.parametrize(
    ("check", "value", "sentence"),
    [
        (lambda typed: surveys.whole(typed, "จำนวน"), "ก" * 60, f"“{'ก' * 40}”"),
        (surveys.instrument_of, "ก" * 60, f"“{'ก' * 40}”"),
        (surveys.address, "ก" * 80, f"“{'ก' * 60}”"),
        (surveys.address, "https://a.go.th/" + "x" * 985, "ลิงก์ยาว 1,001 ตัวอักษร"),
        (surveys.languages, " ," * 60, f"“{' ,' * 20}”"),
    ],
)
def test_what_is_refused_is_quoted_in_short(
    check: Callable[[str], object], value: str, sentence: str
) -> None:
    with pytest.raises(InputError) as refused:
        check(value)
    assert sentence in refused.value.sentence()


def test_what_is_typed_is_kept_as_it_is_stored() -> None:
    longest = "https://a.go.th/" + "x" * 984
    assert surveys.address(longest) == longest
    assert [surveys.address(one) for one in ("", "  ", None)] == [""] * 3
    assert surveys.languages("MY, th") == "th my"
    assert [surveys.whole(one, "") for one in (None, " ", "0", "1,000,000", Decimal("4E1"))] == [
        None, None, 0, 1_000_000, 40,
    ]  # fmt: skip
