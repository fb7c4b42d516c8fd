"""Who came to a meeting, as the lists of its minutes name people and posts."""

import pytest

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.registry import kind
from ita_desktop.domain.attendance import attendees
from ita_desktop.domain.text import Digits
from tests.support.plain_text import plain_text

HEAD = ("ครั้งที่", "คณะ", "วันประชุม", "ผู้มาประชุม", "ผู้ไม่มาประชุม", "ผู้เข้าร่วมประชุม")
BODY = "คณะทำงาน"
MEMBERS = (
    ("", "ผู้อำนวยการเขต", "", "ประธาน"),
    ("นายก ข", "ครู", "ฝ่ายปกครอง", BODY),
    ("นางค ง", "หัวหน้าฝ่ายโยธา", "ฝ่ายโยธา", "เลขานุการ"),
    ("", "หัวหน้าฝ่ายรายได้", "ฝ่ายรายได้", BODY),
    ("", "หัวหน้าฝ่ายการคลัง", "ฝ่ายการคลัง", BODY),
    ("พ.ต.ท. จ ฉ", "ครู", "ฝ่ายปกครอง", BODY),
)


@pytest.fixture
def members(take_in):
    take_in(
        "roster",
        ("คณะ", "ลำดับ", "ชื่อ - นามสกุล", "ตำแหน่ง", "สังกัด", "บทบาท"),
        *((BODY, str(at), *member) for at, member in enumerate(MEMBERS, 1)),
    )


def listed(came="", away="", guests="", number="1"):
    return number, BODY, "8/11/67", came, away, guests


def there(year, at=0):
    """Who, how and why, of each line of a meeting's list but those of whom nothing is known."""
    return [
        (one.name or one.posts[0], one.presence.value, one.reason)
        for one in attendees(year(), year().meetings[at])
        if one.presence.value != "unknown"
    ]


def test_a_role_that_is_not_that_of_the_body_is_told(members, take_in):
    """Minutes print the body's; it would go without a word."""
    came = "นายก ข / ครู / กรรมการและเลขานุการ\nนางค ง / หัวหน้าฝ่ายโยธา / เลขานุการ"
    made = take_in("meetings", HEAD, listed(came))
    (told,) = [warning.why for warning in made.warnings if "ในรายงาน" in warning.why]
    own = "นายก ข เป็น “กรรมการและเลขานุการ” ในรายงาน แต่เป็น “คณะทำงาน” ในรายชื่อของคณะ"
    assert told.startswith(own)


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("came", "away", "found"),
    [
        ("นายก ข / ครู / คณะทำงาน", "", ("นายก ข", "present", "")),
        ("นาย ก  ข", "", ("นายก ข", "present", "")),
        ("ผู้อำนวยการเขตตัวอย่าง / ประธาน", "", ("ผู้อำนวยการเขตตัวอย่าง", "present", "")),
        ("นางใหม่ มาก / หัวหน้าฝ่ายรายได้", "", ("นางใหม่ มาก", "present", "")),
        ("นายก ข / ครู / ติดราชการ", "", ("นายก ข", "present", "")),
        ("", "นางค ง / หัวหน้าฝ่ายโยธา / เลขานุการ", ("นางค ง", "absent", "")),
        ("", "นางค ง / หัวหน้าฝ่ายโยธา / ติดราชการ / ลาป่วย", ("นางค ง", "absent", "ติดราชการ ลาป่วย")),
        ("", "หัวหน้าฝ่ายการคลัง / ลา", ("หัวหน้าฝ่ายการคลัง", "absent", "ลา")),
        ("พ.ต.ท. จ ฉ / ครู", "", ("พันตำรวจโท จ ฉ", "present", "")),
        ("นายก ข ครู", "", ("นายก ข", "present", "")),
        ("", "นางค ง ติดราชการ", ("นางค ง", "absent", "ติดราชการ")),
        ("", "พ.ต.ท.จ ฉ ลา", ("พันตำรวจโท จ ฉ", "absent", "ลา")),
        ("", "นางค ง หัวหน้าฝ่ายโยธา (ลาป่วย)", ("นางค ง", "absent", "ลาป่วย")),
        ("", "นางค ง / หัวหน้าฝ่ายโยธา (ติดประชุม)", ("นางค ง", "absent", "ติดประชุม")),
        ("", "นางค ง / หัวหน้าฝ่ายโยธา ลากิจ", ("นางค ง", "absent", "ลากิจ")),
        ("", "นางค ง (ติดราชการ)", ("นางค ง", "absent", "ติดราชการ")),
        ("", "นางค ง / ติดราชการ", ("นางค ง", "absent", "ติดราชการ")),
        ("", "นางค ง / (ลาป่วย)", ("นางค ง", "absent", "ลาป่วย")),
        ("", "นางค ง / ไปราชการต่างจังหวัด", ("นางค ง", "absent", "ไปราชการต่างจังหวัด")),
        ("", "หัวหน้าฝ่ายการคลัง / ติดภารกิจ", ("หัวหน้าฝ่ายการคลัง", "absent", "ติดภารกิจ")),
    ],
)
def test_a_line_is_a_member_by_name_or_by_a_post_of_nobody_known(
    members, take_in, plan, year, came, away, found
):
    row = listed(came, away)
    (change,) = take_in("meetings", HEAD, row).changes
    assert there(year) == [found]
    places = [row.position for row in year().attendances]
    assert places == list(range(len(MEMBERS)))
    (cell,) = (cell for cell in change.cells if cell.heading == "ผู้เข้าประชุม")
    shown = {"present": "มา", "absent": "ไม่มา"}
    assert cell.new == " ".join(filter(None, (found[0], shown[found[1]], found[2])))
    assert plan("meetings", HEAD, row).changes == ()


@pytest.mark.parametrize(
    ("line", "name", "post"),
    [
        ("นายไม่มี ใครรู้จัก / ครู / คณะทำงาน", "นายไม่มี ใครรู้จัก", "ครู คณะทำงาน"),
        ("นายไม่มี ใครรู้จัก", "นายไม่มี ใครรู้จัก", ""),
        ("นายไม่มี ใครรู้จัก / หัวหน้าฝ่ายโยธา", "นายไม่มี ใครรู้จัก", "หัวหน้าฝ่ายโยธา"),
        ("นายแทน หนึ่ง / แทน หัวหน้าฝ่ายทะเบียน", "นายแทน หนึ่ง", "แทน หัวหน้าฝ่ายทะเบียน"),
    ],
)
def test_who_is_no_member_is_kept_behind_the_members_and_told(
    members, take_in, plan, year, line, name, post
):
    """Also one who gives the post of somebody known: that one is not said to have come."""
    (told,) = take_in("meetings", HEAD, listed(line)).warnings
    assert told.fields == {"text": line}
    assert there(year) == [(name, "present", "")]
    *members_of, other = year().attendances
    assert (other.name, other.post, other.member_id) == (name, post, None)
    assert [row.name for row in members_of] == [""] * len(MEMBERS)
    assert plan("meetings", HEAD, listed(line)).changes == ()


def test_what_names_nobody_is_told_and_not_listed(members, take_in, year):
    (told,) = take_in("meetings", HEAD, listed("เจ้าหน้าที่")).warnings
    assert told.fields == {"text": "เจ้าหน้าที่"}
    assert there(year) == []


def test_minutes_print_who_came_without_being_a_member(members, take_in, year):
    came = "นายก ข / ครู\nนายไม่มี ใครรู้จัก / ครู"
    away, guests = "นางไป ไหน / วิศวกร / ลา", "นายแขก หนึ่ง / วิทยากร"
    take_in("meetings", HEAD, listed(came, away, guests))
    text = plain_text(kind("minutes").build(ReportContext(year()), Digits.ARABIC))
    heads = ("ผู้มาประชุม", "ผู้ไม่มาประชุม", "ผู้เข้าร่วมประชุม", "เริ่มประชุม")
    there, absent, guest, _ = (text.index(head) for head in heads)
    assert there < text.index("นายก ข") < text.index("นายไม่มี ใครรู้จัก") < absent
    assert absent < text.index("นางไป ไหน") < guest < text.index("นายแขก หนึ่ง")


def test_where_no_member_is_known_the_list_of_the_file_is_kept_once(take_in, plan, year):
    came = "นางสาวสมมติ หนึ่ง / ผู้อำนวยการเขต / ประธาน"
    away = "นายสมมติ สอง / หัวหน้าฝ่ายโยธา / ลาป่วย\nนายสมมติ สาม / ติดราชการ"
    row = listed(came, away)
    made = take_in("meetings", HEAD, row)
    assert ["ยังไม่มีรายชื่อ" in one.why for one in made.warnings] == [True, True, True]
    (meeting,) = year().meetings
    assert [(one.name, one.posts, one.presence.value, one.reason)
            for one in attendees(year(), meeting)] == [
        ("นางสาวสมมติ หนึ่ง", ("ผู้อำนวยการเขต ประธาน",), "present", ""),
        ("นายสมมติ สอง", ("หัวหน้าฝ่ายโยธา",), "absent", "ลาป่วย"),
        ("นายสมมติ สาม", (), "absent", "ติดราชการ"),
    ]  # fmt: skip
    assert plan("meetings", HEAD, row).changes == ()


def test_where_no_member_is_known_whom_somebody_came_for_is_kept(take_in, plan, year):
    row = listed("นายแทน หนึ่ง / วิศวกร / แทนหัวหน้าฝ่ายรายได้")
    take_in("meetings", HEAD, row)
    (one,) = attendees(year(), year().meetings[0])
    assert (one.substitute, one.substitute_post) == ("นายแทน หนึ่ง", "วิศวกร")
    assert (one.name, one.posts) == ("", ("หัวหน้าฝ่ายรายได้",))
    assert plan("meetings", HEAD, row).changes == ()
    text = plain_text(kind("minutes").build(ReportContext(year()), Digits.ARABIC))
    assert text.index("ผู้มาประชุม") < text.index("นายแทน หนึ่ง") < text.index("เริ่มประชุม"), text


@pytest.mark.parametrize("surname", ["ลาภมาก", "ลาดกระบัง", "ติดชัย", "ลายคราม"])
def test_a_surname_is_no_reason(take_in, year, surname):
    head = ("คณะ", "ลำดับ", "ชื่อ - นามสกุล", "ตำแหน่ง", "สังกัด", "บทบาท")
    take_in("roster", head, (BODY, "1", f"นายก {surname}", "ครู", "ฝ่ายปกครอง", BODY))
    take_in("meetings", HEAD, listed(away=f"นายก {surname}"))
    assert there(year) == [(f"นายก {surname}", "absent", "")]


def test_what_stands_beside_an_absent_name_and_is_no_post_is_told(members, take_in, year):
    away = "นางค ง / หัวหน้าฝ่ายโยธา ไปต่างจังหวัด\nนายก ข / ครู / คณะทำงาน"
    (told,) = take_in("meetings", HEAD, listed(away=away)).warnings
    assert told.fields == {"text": "หัวหน้าฝ่ายโยธา ไปต่างจังหวัด", "name": "นางค ง"}
    assert there(year) == [("นายก ข", "absent", ""), ("นางค ง", "absent", "")]


def test_the_post_of_an_absent_name_is_not_told(members, take_in):
    away = "นางค ง / หัวหน้าฝ่ายโยธา"
    assert take_in("meetings", HEAD, listed(away=away)).warnings == ()


@pytest.mark.parametrize(
    ("line", "of", "post"),
    [
        ("นายแทน หนึ่ง / นักวิชาการ แทน หัวหน้าฝ่ายรายได้", "หัวหน้าฝ่ายรายได้", "นักวิชาการ"),
        ("นายแทน หนึ่ง / นักวิชาการ (แทน) หัวหน้าฝ่ายรายได้", "หัวหน้าฝ่ายรายได้", "นักวิชาการ"),
        ("นายแทน หนึ่ง / ผู้แทน นางค ง", "นางค ง", ""),
        ("นายแทน หนึ่ง / แทนหัวหน้าฝ่ายรายได้", "หัวหน้าฝ่ายรายได้", ""),
        ("นายแทน หนึ่ง / วิศวกร / แทนหัวหน้าฝ่ายรายได้", "หัวหน้าฝ่ายรายได้", "วิศวกร"),
        ("นายแทน หนึ่ง (แทน) / หัวหน้าฝ่ายรายได้", "หัวหน้าฝ่ายรายได้", ""),
        ("นายแทน หนึ่ง (แทนพ.ต.ท.จ ฉ)", "พันตำรวจโท จ ฉ", ""),
        ("นายแทน หนึ่ง / วิศวกร ผู้แทน นางค ง หัวหน้าฝ่ายโยธา", "นางค ง", "วิศวกร"),
    ],
)
def test_who_came_instead_stands_with_the_one_they_came_for(
    members, take_in, plan, year, line, of, post
):
    (change,) = take_in("meetings", HEAD, listed(line)).changes
    assert there(year) == [(of, "substitute", "")]
    (one,) = (one for one in attendees(year(), year().meetings[0]) if one.substitute)
    assert (one.substitute, one.substitute_post) == ("นายแทน หนึ่ง", post)
    (cell,) = (cell for cell in change.cells if cell.heading == "ผู้เข้าประชุม")
    assert cell.new == "นายแทน หนึ่ง มีผู้มาแทน"
    assert plan("meetings", HEAD, listed(line)).changes == ()


@pytest.mark.parametrize("unit", ["ฝ่ายรายได้", "โรงเรียนวัดตัวอย่าง", "บริษัท ตัวอย่าง จำกัด", "ชุมชนตัวอย่าง"])
def test_a_unit_behind_the_name_of_a_guest_is_no_part_of_it(take_in, plan, year, unit):
    row = listed(guests=f"นางสาวนก บินสูง {unit}")
    take_in("meetings", HEAD, row)
    assert [(one.name, one.post) for one in year().attendances] == [("นางสาวนก บินสูง", unit)]
    assert plan("meetings", HEAD, row).changes == ()


def test_guests_are_people_of_the_register_or_names_and_come_once(members, take_in, plan, year):
    people = ("ชื่อ - นามสกุล", "สังกัด")
    take_in(
        "people",
        people,
        ("นายจ ฉ", ""),
        ("นายซ ฌ", "ฝ่ายโยธา"),
        ("นายซ ฌ", "ฝ่ายรายได้"),
        ("นายญ ด", ""),
    )
    guests = """นายจ ฉ / วิทยากร / บริษัทสมมติ
นายซ ฌ / วิทยากร
นางญ ด / วิทยากร
ผู้สังเกตการณ์ / จากสื่อ
นายแขก หนึ่ง
นาย จ ฉ
นายแขก หนึ่ง / วิทยากร
ผู้สังเกตการณ์"""
    take_in("meetings", HEAD, listed(guests=guests))
    rows = [row for row in year().attendances if row.presence.value == "guest"]
    named = year().person_by_id
    assert [
        (named[row.person_id].full_name if row.person_id else "", row.name, row.post)
        for row in rows
    ] == [
        ("นายจ ฉ", "", "วิทยากร บริษัทสมมติ"),
        ("", "นายซ ฌ", "วิทยากร"),
        ("", "นางญ ด", "วิทยากร"),
        ("", "ผู้สังเกตการณ์", "จากสื่อ"),
        ("", "นายแขก หนึ่ง", ""),
    ]
    assert [row.position for row in rows] == list(range(len(MEMBERS), len(MEMBERS) + 5))
    assert plan("meetings", HEAD, listed(guests=guests)).changes == ()
    bare = take_in(
        "meetings", HEAD, (*listed(guests="นายแขก หนึ่ง", number="2")[:2], "", *[""] * 2, "ก")
    )
    assert bare.added == 1
    assert [row.position for row in year().attendance_of(year().meetings[1].id)][-1] == len(MEMBERS)


def test_a_second_list_of_a_meeting_changes_what_it_says_alone(members, take_in, year):
    take_in("meetings", HEAD, listed("นายก ข", "นางค ง / เลขานุการ / ลา", number="2"))
    take_in("meetings", HEAD, listed("นายก ข", "นางค ง / เลขานุการ / ลา"))
    (change,) = take_in("meetings", HEAD, listed("นางค ง\nหัวหน้าฝ่ายรายได้")).changes
    (cell,) = (cell for cell in change.cells if cell.heading == "ผู้เข้าประชุม")
    assert cell.old == "นายก ข มา\nนางค ง ไม่มา ลา"
    assert cell.new == "นายก ข มา\nนางค ง มา\nหัวหน้าฝ่ายรายได้ มา"
    assert there(year) == [
        ("นายก ข", "present", ""),
        ("นางค ง", "present", ""),
        ("หัวหน้าฝ่ายรายได้", "present", ""),
    ]
    assert there(year, 1) == [("นายก ข", "present", ""), ("นางค ง", "absent", "ลา")]


@pytest.mark.parametrize("at", range(3))
def test_a_new_meeting_has_the_places_of_its_members_whoever_is_listed(members, take_in, year, at):
    lists = ["", "", ""]
    take_in("meetings", HEAD, listed())
    assert len(year().attendances) == len(MEMBERS)
    lists[at] = "นายก ข"
    take_in("meetings", HEAD, listed(*lists))
    assert len(year().attendances) == len(MEMBERS) + (at == 2)
