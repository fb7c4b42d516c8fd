"""Where the lines of a file's agenda go, and which headings of the year stay."""

import pytest

from ita_desktop.domain.agenda import lines
from ita_desktop.domain.meetings import AgendaKind
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.meetings import agenda

HEAD = ("ครั้งที่", "วันประชุม", "ระเบียบวาระ")
INFORM, MINUTES, NOTE, CONSIDER, OTHER = (
    AgendaKind.INFORM,
    AgendaKind.MINUTES,
    AgendaKind.NOTE,
    AgendaKind.CONSIDER,
    AgendaKind.OTHER,
)


def row(*texts, number="2"):
    return number, "8/11/67", "\n".join(texts)


def below(year):
    """The matters of the only meeting: title, and what they stand below."""
    items = {item.id: item for item in year().agenda_items}
    return {
        line.item.title: items[line.parents[-1]].title
        if line.depth > 1
        else items[line.parents[0]].kind
        for line in lines(year().agenda_items)
        if line.depth
    }


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["ก"], {"ก": CONSIDER}),
        (["1) ก", "2) ข"], {"ก": CONSIDER, "ข": CONSIDER}),
        (["1.1 ก", "2.1 ข", "3.1 ค", "4.1 ง", "5.1 จ"],
         {"ก": INFORM, "ข": MINUTES, "ค": NOTE, "ง": CONSIDER, "จ": OTHER}),
        (["0.1 ก", "9.1 ข"], {"ก": INFORM, "ข": OTHER}),
        (["3.1 ก", "3.1.1 ข", "3.1.2 ค", "4.1 ง"],
         {"ก": NOTE, "ข": "ก", "ค": "ก", "ง": CONSIDER}),
        (["3.1.1 ก"], {"ก": NOTE}),
    ],
)  # fmt: skip
def test_matters_without_headings_go_below_the_usual_heading_of_their_number(
    take_in, plan, year, texts, found
):
    (told,) = take_in("meetings", HEAD, row(*texts)).warnings
    assert "ไม่มีหัวข้อ" in told.template
    assert below(year) == found
    places = {}
    for item in year().agenda_items:
        places.setdefault(item.parent_id, []).append(item.position)
    assert all(at == list(range(len(at))) for at in places.values())
    assert plan("meetings", HEAD, row(*texts)).changes == ()


def test_without_a_heading_for_consideration_matters_go_below_the_last_one(take_in, year):
    take_in("meetings", HEAD, row("วาระที่ 1 เรื่องแจ้งเพื่อทราบ", "วาระที่ 2 เรื่องอื่น ๆ"))
    take_in("meetings", HEAD, row("ก"))
    assert below(year) == {"ก": OTHER}


@pytest.mark.parametrize(
    ("again", "found"),
    [
        (["3.1 ก", "3.1.2 ค"], {"ก": NOTE, "ข": "ก", "ค": "ก"}),
        (["3.1.1 ข", "3.1.2 ค"], {"ก": NOTE, "ข": "ก", "ค": "ก"}),
    ],
)
def test_a_matter_goes_below_the_one_of_the_year_that_the_file_names_above_it(
    take_in, year, again, found
):
    heading = "ระเบียบวาระที่ 3 เรื่องเพื่อทราบ"
    take_in("meetings", HEAD, row(heading, "3.1 ก", "3.1.1 ข"))
    take_in("meetings", HEAD, row(heading, *again))
    assert below(year) == found


def test_only_headings_of_nobody_go_that_the_file_lacks(take_in, workspace, year):
    take_in("meetings", HEAD, row("3.1 ก"))
    heads = {item.kind: item.id for item in year().agenda_items if not item.parent_id}
    typed = [
        CellEdit(heads[MINUTES], "minutes", "รับรองแล้ว"),
        CellEdit(heads[OTHER], "resolution", "รับทราบ"),
        CellEdit(heads[INFORM], "detail", "แจ้งเรื่องคำสั่ง"),
    ]
    agenda.edit_agenda(workspace, 2568, typed)
    gone, stay = take_in("meetings", HEAD, row("ระเบียบวาระที่ 1 เรื่องพิเศษ", "1.1 ข")).warnings
    assert gone.fields == {"titles": "เรื่องที่เสนอให้ที่ประชุมพิจารณา"}
    assert "หัวข้อที่ไม่มีในไฟล์ยังอยู่" in stay.template
    left = [line.item for line in lines(year().agenda_items) if not line.depth]
    assert [item.kind for item in left] == [AgendaKind.FREE, INFORM, MINUTES, NOTE, OTHER]
    assert stay.fields == {"titles": ", ".join(item.title for item in left[1:])}
    assert [item.position for item in left] == list(range(5))


def test_a_heading_keeps_its_kind_where_the_words_of_the_file_tell_none(take_in, workspace, year):
    take_in("meetings", HEAD, row("4.1 ก"))
    (head,) = (item for item in year().agenda_items if item.kind is CONSIDER)
    agenda.edit_agenda(workspace, 2568, [CellEdit(head.id, "title", "ช่วงที่สอง")])
    take_in("meetings", HEAD, row("ระเบียบวาระที่ 4 ช่วงที่สอง", "4.1 ก", "4.2 ข"))
    assert below(year) == {"ก": CONSIDER, "ข": CONSIDER}


def test_a_reworded_heading_is_known_by_its_kind_and_a_free_one_by_its_words_alone(take_in, year):
    take_in("meetings", HEAD, row("4.1 ก"))
    (before,) = (item.id for item in year().agenda_items if item.kind is CONSIDER)
    texts = ("ระเบียบวาระที่ 1 ช่วงเปิด", "ระเบียบวาระที่ 2 เรื่องขอให้พิจารณา", "2.1 ก")
    taken = take_in("meetings", HEAD, row(*texts))
    assert taken.warnings[1].fields["titles"].endswith("→ เรื่องขอให้พิจารณา")
    heads = [line.item for line in lines(year().agenda_items) if not line.depth]
    assert [head.title for head in heads] == ["ช่วงเปิด", "เรื่องขอให้พิจารณา"]
    assert heads[1].id == before
    again = ("ระเบียบวาระที่ 1 ช่วงใหม่", *texts[1:])
    take_in("meetings", HEAD, row(*again))
    new = [line.item for line in lines(year().agenda_items) if not line.depth]
    assert [head.title for head in new][:2] == ["ช่วงใหม่", "เรื่องขอให้พิจารณา"]
    assert new[0].id != heads[0].id


def test_numbers_that_stand_twice_are_told_of_new_matters_alone(take_in, plan, year):
    two = ("ระเบียบวาระที่ 1 เรื่องเพื่อพิจารณา", "1.1 ก", "1.1 ข")
    assert take_in("meetings", HEAD, row(*two)).warnings == ()
    assert plan("meetings", HEAD, row(*two)).warnings == ()
    assert plan("meetings", HEAD, row(*two, "1.2 ค", "1.3 ง")).warnings == ()
    (told,) = plan("meetings", HEAD, row(two[0], "1.1 ค")).warnings
    assert told.fields == {"numbers": "1.1"}


def test_who_presents_is_shown_and_stays_where_the_file_does_not_say(take_in, year):
    texts = ("ระเบียบวาระที่ 1 เรื่องเพื่อพิจารณา", "1.1 ก")
    (change,) = take_in("meetings", HEAD, row(*texts, "ผู้เสนอ ฝ่ายรายได้", "มติที่ประชุม เห็นชอบ")).changes
    (shown,) = (cell.new for cell in change.cells if cell.heading == "ระเบียบวาระ")
    assert shown.splitlines()[1:] == ["1.1 ก", "ผู้เสนอ ฝ่ายรายได้", "มติที่ประชุม เห็นชอบ"]
    assert take_in("meetings", HEAD, row(*texts, "ตามเอกสาร")).changed == 1
    (item,) = (item for item in year().agenda_items if item.parent_id)
    assert (item.presenter, item.resolution, item.detail) == ("ฝ่ายรายได้", "เห็นชอบ", "ตามเอกสาร")
    take_in("meetings", HEAD, row(*texts, "ผู้เสนอ ฝ่ายโยธา", "มติที่ประชุม ไม่เห็นชอบ"))
    (item,) = (item for item in year().agenda_items if item.parent_id)
    assert (item.presenter, item.resolution) == ("ฝ่ายโยธา", "ไม่เห็นชอบ")


def test_a_row_without_an_agenda_leaves_that_of_the_meeting(take_in, plan, year):
    take_in("meetings", HEAD, row("4.1 ก"))
    assert plan("meetings", HEAD, row()).changes == ()
    take_in("meetings", HEAD, row(number="3"))
    own = year().agenda_of(year().meetings[1].id)
    assert [item.kind for item in own] == [INFORM, MINUTES, NOTE, CONSIDER, OTHER]
