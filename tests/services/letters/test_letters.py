"""Memos and letters: begun from the office's wordings, one for each unit where wanted."""

from datetime import date

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.letters import EndorsementKind, LetterMerge, Urgency, number_for
from ita_desktop.services import letters
from ita_desktop.services.documents import wordings
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.letters import attach, detach
from ita_desktop.services.meetings import meetings
from ita_desktop.services.meetings import papers as meeting_papers
from ita_desktop.services.oit import assignments
from ita_desktop.services.roster import orders
from ita_desktop.storage.workspace import Workspace

YEAR = 2567


def unit(office: Workspace, name: str) -> str:
    return next(one.id for one in office.year(YEAR).units if one.name == name)


def test_letters_to_units_have_running_numbers_that_stay(office):
    names = ("ฝ่ายโยธา", "ฝ่ายรายได้", "ฝ่ายการคลัง", "ฝ่ายทะเบียน")
    works, taxes, money, register = (unit(office, name) for name in names)
    owners = [OwnerRef(unit_id=one) for one in (works, taxes, money, register)]
    assignments.assign(office, YEAR, ["O1"], owners, date(2023, 12, 1))
    letter = letters.add(office, YEAR, "memo-evidence", to=[works, taxes])

    def numbers(number: str = "") -> list[str]:
        if number:
            letters.edit(office, YEAR, [CellEdit(letter, "number", number)])
        stored = office.year(YEAR).letter_by_id[letter]
        return [number_for(stored, one).removeprefix("กท 5301/") for one in (works, taxes, money)]

    assert numbers("กท 5301/120")[:2] == ["120", "121"]
    three = [OwnerRef(unit_id=one) for one in (money, works, taxes)]
    letters.send_to(office, YEAR, letter, three)
    assert numbers() == ["120", "121", "122"], "what was printed keeps its number"
    letters.send_to(office, YEAR, letter, three[:2])
    letters.send_to(office, YEAR, letter, [*three, OwnerRef(unit_id=register)])
    assert numbers() == ["120", "121", "122"]
    letters.number_unit(office, YEAR, letter, works, "ที่ กท 5301/130")
    assert numbers() == ["130", "121", "122"], "one alone, the others keep theirs"
    with pytest.raises(InputError, match="เป็นของ"):
        letters.number_unit(office, YEAR, letter, works, "กท 5301/121")
    office.undo()
    office.undo(), office.undo(), office.undo()
    assert numbers("กท 5301/8-9, ๑๒") == ["8", "9", ""], "numbered are whom it goes to"
    assert numbers("กท 5301/ว 12") == ["ว 12"] * 3, "a circular has one number"
    with pytest.raises(InputError, match="เลขเดียวกัน"):
        letters.number_unit(office, YEAR, letter, works, "กท 5301/130")
    office_alone = numbers("5301/12")
    assert office_alone[:2] == ["5301/12", "5301/13"], "an office without letters is no year"
    assert numbers("กท 5301/12/2567") == ["12/2567"] * 3
    data = office.year(YEAR)
    assert [row.number for row in data.letters if row.id == letter] == ["กท 5301/12/2567"]
    letters.edit(office, YEAR, [CellEdit(letter, "number", "")])
    assert numbers() == [""] * 3
    letters.edit(office, YEAR, [CellEdit(letter, "day", date(2023, 12, 2))])
    data = office.year(YEAR)
    told = meeting_papers.missing_in_letter(data, data.letter_by_id[letter])
    assert "กำหนดส่ง O1 อยู่ก่อนวันที่ของหนังสือ" in told


def test_an_invitation_tells_of_its_meeting_and_order(office):
    order = orders.add(office, YEAR)
    meeting = meetings.add(office, YEAR, day=date(2023, 11, 8))
    letter = letters.add(office, YEAR, "memo-invitation", meeting_id=meeting, order_id=order)
    data = office.year(YEAR)
    described = letters.subject_of(data, data.letter_by_id[letter])
    assert described.startswith(
        "ขอส่งสำเนาคำสั่งสำนักงานเขตตัวอย่าง และเชิญประชุมคณะกรรมการอำนวยการและคณะทำงาน"
    )
    assert data.letter_by_id[letter].addressee == "ผู้อำนวยการเขตตัวอย่าง"


def test_an_invitation_goes_to_all_sections_and_another_memo_to_nobody_yet(office):
    invitation, memo = letters.add(office, YEAR, "memo-invitation"), letters.add(office, YEAR)
    data = office.year(YEAR)
    everybody = unit(office, "ทุกฝ่าย")
    assert [to.unit_id for to in data.recipients_of(invitation)] == [everybody]
    assert not data.recipients_of(memo)


def test_fields_of_one_line_lose_their_breaks_and_the_text_keeps_its_own(office):
    letter = letters.add(office, YEAR, "memo-evidence")
    fields = ("subject", "addressee", "body", "note")
    letters.edit(office, YEAR, [CellEdit(letter, field, " ก\nข ") for field in fields])
    typed = office.year(YEAR).letter_by_id[letter]
    assert [getattr(typed, field) for field in fields] == ["ก ข", "ก ข", "ก\nข", "ก\nข"]


def renumber(office, meeting: str, number: int) -> None:
    meetings.edit(office, YEAR, [CellEdit(meeting, "number", number)])


def test_an_invitation_follows_the_place_of_its_meeting(office):
    meeting = meetings.add(office, YEAR, day=date(2023, 11, 8))
    letter = letters.add(office, YEAR, "memo-invitation", meeting_id=meeting)
    minutes = letters.add(office, YEAR, "memo-minutes", meeting_id=meeting)

    def described() -> str:
        data = office.year(YEAR)
        return letters.subject_of(data, data.letter_by_id[letter])

    first = described()
    renumber(office, meeting, 2)
    assert described().startswith("ขอเชิญประชุม")
    assert described().endswith("ครั้งที่ 2/2567")
    assert office.year(YEAR).letter_by_id[minutes].wording == "memo-minutes"
    renumber(office, meeting, 3)
    assert described().endswith("ครั้งที่ 3/2567")
    renumber(office, meeting, 1)
    assert described() == first
    office.undo()
    assert described().endswith("ครั้งที่ 3/2567")


@pytest.mark.parametrize("field", ["subject", "body"])
def test_an_invitation_that_the_clerk_worded_stays_as_it_is(office, field):
    meeting = meetings.add(office, YEAR)
    letter = letters.add(office, YEAR, "memo-invitation", meeting_id=meeting)
    letters.edit(office, YEAR, [CellEdit(letter, field, "ขอเชิญร่วมประชุม")])
    before = office.year(YEAR).letter_by_id[letter]
    renumber(office, meeting, 2)
    assert office.year(YEAR).letter_by_id[letter] == before


def test_a_wording_that_the_clerk_chose_for_another_place_stays(office):
    meeting, other = meetings.add(office, YEAR), meetings.add(office, YEAR)
    chosen = letters.add(office, YEAR, "memo-invitation", meeting_id=other)
    usual = letters.add(office, YEAR, "memo-invitation", meeting_id=meeting)
    renumber(office, other, 3)
    data = office.year(YEAR)
    assert data.letter_by_id[chosen].wording == "memo-invitation"
    assert data.letter_by_id[usual].wording == "memo-invitation"


def test_the_next_letter_has_sender_and_signatory_of_the_last(office):
    first = letters.add(office, YEAR)
    edits = [
        CellEdit(first, "phone", "5501"),
        CellEdit(first, "urgency", "most_urgent"),
        CellEdit(first, "signatory_post", "หัวหน้าฝ่ายปกครอง"),
    ]
    letters.edit(office, YEAR, edits)
    second = letters.add(office, YEAR)
    one = office.year(YEAR).letter_by_id[second]
    assert (one.phone, one.signatory_post, one.urgency) == ("5501", "หัวหน้าฝ่ายปกครอง", Urgency.NONE)


def test_a_letter_that_asks_for_evidence_goes_to_each_unit_with_its_own_items(office):
    civil, treasury = unit(office, "ฝ่ายโยธา"), unit(office, "ฝ่ายการคลัง")
    assignments.assign(office, YEAR, ["O10", "O2"], [OwnerRef(unit_id=civil)], date(2024, 1, 31))
    assignments.assign(office, YEAR, ["O9"], [OwnerRef(unit_id=treasury)], date(2024, 2, 15))
    letter = letters.add(office, YEAR, "memo-evidence")
    data = office.year(YEAR)
    assert data.letter_by_id[letter].merge is LetterMerge.UNITS
    shares = letters.shares(data, data.letter_by_id[letter])
    assert {share.unit.name: share.codes for share in shares} == {
        "ฝ่ายโยธา": ("O2", "O10"),
        "ฝ่ายการคลัง": ("O9",),
    }


def test_a_group_that_owns_an_item_stands_for_each_of_its_units(office):
    every = next(one for one in office.year(YEAR).units if one.name == "ทุกฝ่าย")
    assignments.assign(office, YEAR, ["O4"], [OwnerRef(unit_id=every.id)], None)
    data = office.year(YEAR)
    sections = [one.name for one in data.units if one.kind == "section"]
    assert [share.unit.name for share in letters.shares_of_all(data)] == sections


def test_recipients_are_units_persons_and_posts(office):
    letter = letters.add(office, YEAR)
    to = [OwnerRef(unit_id=unit(office, "ฝ่ายโยธา")), OwnerRef(post="ผู้อำนวยการสถานศึกษาทุกแห่ง")]
    letters.send_to(office, YEAR, letter, to)
    data = office.year(YEAR)
    assert [data.owner_label(recipient) for recipient in data.recipients_of(letter)] == [
        "ฝ่ายโยธา",
        "ผู้อำนวยการสถานศึกษาทุกแห่ง",
    ]


def test_a_file_goes_with_a_letter_and_comes_back_with_undo(office):
    letter = letters.add(office, YEAR)
    to = office.year(YEAR).letter_by_id[letter]
    kept = attach(office, YEAR, to, "แผนผัง", file_name="แผนผัง.pdf", data=b"%PDF-1.7")
    (row,) = office.year(YEAR).attachments_of_letter(letter)
    assert office.media(row.media) == b"%PDF-1.7"
    detach(office, YEAR, [kept])
    assert office.year(YEAR).attachments_of_letter(letter) == ()
    office.undo()
    (row,) = office.year(YEAR).attachments_of_letter(letter)
    assert office.media(row.media) == b"%PDF-1.7"


def test_an_unknown_kind_of_letter_is_refused(office):
    with pytest.raises(InputError, match="ไม่มีแบบหนังสือ"):
        letters.add(office, YEAR, "memo-unknown")


def test_a_letter_lets_go_of_the_meeting_it_spoke_of(office):
    meeting = meetings.add(office, YEAR)
    letter = letters.add(office, YEAR, "memo-minutes", meeting_id=meeting)
    meetings.remove(office, YEAR, [meeting])
    assert office.year(YEAR).letter_by_id[letter].meeting_id is None
    office.undo()
    assert office.year(YEAR).letter_by_id[letter].meeting_id == meeting


# -- wordings


def test_the_offices_own_words_are_used_until_they_are_reset(office):
    wordings.put(office, YEAR, "memo-general", "ด้วย{สำนักงานเขต} มีความประสงค์")
    own = {worded.template.name: worded for worded in wordings.listing(office.year(YEAR))}
    assert own["memo-general"].text == "ด้วย{สำนักงานเขต} มีความประสงค์"
    wordings.reset(office, YEAR, "memo-general")
    own = {worded.template.name: worded for worded in wordings.listing(office.year(YEAR))}
    assert own["memo-general"].own is None
    assert office.year(YEAR).wordings == ()


def test_a_field_that_a_text_cannot_have_is_refused_with_those_that_it_can(office):
    with pytest.raises(InputError) as caught:
        wordings.put(office, YEAR, "matter-minutes", "รับรองรายงาน {ครั้งไหน}")
    assert "{ครั้งไหน}" in str(caught.value)
    assert "{ครั้งก่อน}" in str(caught.value)


def picture(colour: str) -> bytes:
    import io

    from PIL import Image

    target = io.BytesIO()
    Image.new("RGB", (9, 10), colour).save(target, "PNG")
    return target.getvalue()


def file_of(office, name: str) -> bytes | None:
    found = [file for file in office.year(YEAR).office_files if file.name == name]
    return office.media(found[0].media) if found else None


@pytest.mark.parametrize("typed", ["ที่ กท 5301/8887", "เลขที่ กท 5301/8887", "กท 5301/8887 "])
def test_a_number_is_kept_without_the_word_that_papers_print_before_it(office, typed):
    letter = letters.add(office, YEAR)
    letters.edit(office, YEAR, [CellEdit(letter, "number", typed)])
    assert office.year(YEAR).letter_by_id[letter].number == "กท 5301/8887"
    block = letters.add_endorsement(office, YEAR, letter, EndorsementKind.SCHOOLS)
    letters.edit_endorsements(office, YEAR, [CellEdit(block, "number", typed)])
    (kept,) = office.year(YEAR).endorsements
    assert kept.number == "กท 5301/8887"


def test_the_offices_garuda_is_kept_in_the_workspace(office):
    wordings.put_file(office, YEAR, wordings.GARUDA, "ครุฑ.png", picture("red"))
    assert file_of(office, wordings.GARUDA) == picture("red")
    wordings.put_file(office, YEAR, wordings.GARUDA, "ครุฑ 2.png", picture("blue"))
    assert file_of(office, wordings.GARUDA) == picture("blue")
    office.undo()
    assert file_of(office, wordings.GARUDA) == picture("red")
    wordings.remove_file(office, YEAR, wordings.GARUDA)
    assert file_of(office, wordings.GARUDA) is None


@pytest.mark.parametrize(
    "name", [wordings.GARUDA, wordings.LOGO, wordings.REFERENCE_DOCX, wordings.REFERENCE_PPTX]
)
def test_a_file_that_papers_cannot_use_is_refused_and_not_kept(office, name):
    with pytest.raises(InputError):
        wordings.put_file(office, YEAR, name, "ไฟล์", b"neither picture nor file of Office")
    assert file_of(office, name) is None


def test_a_letter_for_each_unit_is_shown_as_all_its_letters(office):
    made = [letters.add(office, YEAR, name) for name in ("memo-evidence", "memo-general")]
    known = office.year(YEAR).letter_by_id
    places = [meeting_papers.letter_paper(known[text]).target for text in made]
    assert places == [f"unit-letters#{made[0]}", f"memo#{made[1]}"]


# -- endorsements


def test_superiors_endorse_in_turn_and_units_hear_from_the_memos_own_signatory(office):
    letter = letters.add(office, YEAR)
    letters.edit(office, YEAR, [CellEdit(letter, "signatory_post", "หัวหน้าฝ่ายปกครอง")])
    signed = letters.sign(office, YEAR, letter, "นายตัวอย่าง หนึ่ง")
    for kind in ("noted", "noted", "assigned", "units", "schools"):
        letters.add_endorsement(office, YEAR, letter, EndorsementKind(kind))
    data = office.year(YEAR)
    rows = data.endorsements_of(letter)
    assert [(row.kind.value, row.signatory_post) for row in rows] == [
        ("noted", "ผู้ช่วยผู้อำนวยการเขตตัวอย่าง"),
        ("noted", "ผู้อำนวยการเขตตัวอย่าง"),
        ("assigned", "ผู้อำนวยการเขตตัวอย่าง"),
        ("units", "หัวหน้าฝ่ายปกครอง"),
        ("schools", ""),
    ]
    assert [row.signatory_id for row in rows] == [None, None, None, signed.id, None]
    assert [data.unit_name(row.unit_id) for row in rows if row.unit_id] == ["ฝ่ายการศึกษา"]
    assert rows[-1].unit_id == unit(office, "ฝ่ายการศึกษา")


def test_who_assigns_before_anybody_noted_is_no_assistant(office):
    letter = letters.add(office, YEAR)
    letters.add_endorsement(office, YEAR, letter, EndorsementKind.ASSIGNED)
    letters.add_endorsement(office, YEAR, letter, EndorsementKind.NOTED)
    posts = [row.signatory_post for row in office.year(YEAR).endorsements_of(letter)]
    assert posts == ["ผู้อำนวยการเขตตัวอย่าง", "ผู้ช่วยผู้อำนวยการเขตตัวอย่าง"]


def test_a_letter_to_others_has_no_endorsements(office):
    letter = letters.add(office, YEAR)
    letters.edit(office, YEAR, [CellEdit(letter, "kind", "letter")])
    with pytest.raises(InputError, match="ไม่มีการเกษียณ"):
        letters.add_endorsement(office, YEAR, letter, EndorsementKind.NOTED)
    assert office.year(YEAR).endorsements == ()


def test_an_endorsement_is_filled_in_signed_and_taken_off(office):
    letter = letters.add(office, YEAR)
    block, other = (
        letters.add_endorsement(office, YEAR, letter, kind)
        for kind in (EndorsementKind.SCHOOLS, EndorsementKind.NOTED)
    )
    edits = [
        CellEdit(block, "day", date(2024, 11, 8)),
        CellEdit(block, "unit_id", unit(office, "ฝ่ายโยธา")),
        CellEdit(block, "text", " เพื่อทราบ "),
        CellEdit(block, "signatory_post", "หัวหน้าฝ่ายการศึกษา"),
    ]
    letters.edit_endorsements(office, YEAR, edits)
    signed = letters.sign_endorsement(office, YEAR, block, "นางสาวตัวอย่าง  สอง")
    row, _ = office.year(YEAR).endorsements_of(letter)
    assert (row.day, row.unit_id) == (date(2024, 11, 8), unit(office, "ฝ่ายโยธา"))
    assert (row.text, row.signatory_id) == ("เพื่อทราบ", signed.id)
    person = office.year(YEAR).person_by_id[signed.id]
    assert (person.full_name, person.job_title) == ("นางสาวตัวอย่าง สอง", "หัวหน้าฝ่ายการศึกษา")
    assert letters.sign_endorsement(office, YEAR, other, "นางสาวตัวอย่าง สอง").id == signed.id
    cleared = {"day": None, "unit_id": "", "signatory_id": ""}
    letters.edit_endorsements(office, YEAR, [CellEdit(block, *one) for one in cleared.items()])
    row, _ = office.year(YEAR).endorsements_of(letter)
    assert (row.day, row.unit_id, row.signatory_id) == (None, None, None)
    letters.remove_endorsements(office, YEAR, [block])
    assert [row.id for row in office.year(YEAR).endorsements_of(letter)] == [other]
    with pytest.raises(InputError, match="ไม่พบ"):
        letters.sign_endorsement(office, YEAR, block, "นางสาวตัวอย่าง สอง")


# -- attachments


def test_files_and_documents_of_a_matter_stand_in_their_order(office):
    meeting = meetings.add(office, YEAR)
    matter = next(item for item in office.year(YEAR).agenda_items if item.parent_id)
    for title in ("แผนผัง", "รายชื่อ"):
        attach(office, YEAR, matter, f" {title} ", document="attendance")
    rows = office.year(YEAR).attachments_of_agenda_item(matter.id)
    assert [(row.title, row.document, row.media) for row in rows] == [
        ("แผนผัง", "attendance", ""),
        ("รายชื่อ", "attendance", ""),
    ]
    detach(office, YEAR, [rows[0].id])
    assert office.year(YEAR).attachments_of_agenda_item(matter.id) == rows[1:]
    meetings.remove(office, YEAR, [meeting])
    with pytest.raises(InputError, match="ไม่พบ"):
        attach(office, YEAR, matter, "แผนที่")
