"""A person is erased with all that the file ever held of them, and nobody else with them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from ita_desktop.domain.errors import InputError, WorkspaceError
from ita_desktop.domain.meetings import AgendaItem
from ita_desktop.home import data_folder
from ita_desktop.services.personal_removal import (
    Erasable,
    erasable,
    erase,
    find,
    mentions,
    result_phrases,
)
from ita_desktop.services.roster import people
from ita_desktop.services.settings import safety_copies
from ita_desktop.settings import Settings, backup_root
from ita_desktop.storage.files.lock import WriterLock
from ita_desktop.storage.personal import handing_on, proof
from ita_desktop.storage.workspace import Workspace
from tests.services.personal import married
from tests.services.personal.married import YEAR, forms

KEPT = {
    "agenda_item/a/minutes",
    "agenda_item/a/detail",
    "letter/l/body",
    "measure/s/note",
    "meeting/m/note",
    "member/of-namesake/note",
}
"""Free texts that may mean her, whatever became of her; and a note on what another has now."""

SPELLINGS = (
    "พิกุล\u200bทอง\u00a0 บ้านเดิม\u200bสมมติ",
    "พิกุลทอง (บ้านเดิมสมมติ)",
    "พิกุลทอง\nบ้านเดิมสมมติ",
    "พิกุลทองบ้านเดิมสมมติ",
    "โทร.(081)9994321",
    "๐๘๑\n๙๙๙ ๔๓๒๑",
    "x10819994321",
    "Pikul.Planted@example.invalid",
)
"""How her names, numbers and address may be written, beside the way that the register has."""


@pytest.fixture
def path(begun: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "office" / "เขตตัวอย่าง.ita"
    path.parent.mkdir()
    path.write_bytes(begun)
    return path


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    stick = tmp_path / "stick"
    stick.mkdir()
    safety_copies.choose_place(Settings(), stick, datetime(2025, 3, 14, 9, 0))  # noqa: DTZ001 - local
    return stick


@pytest.fixture
def held(path: Path, stick: Path) -> Iterator[Workspace]:
    with Workspace.open(path, backup_root=backup_root()) as workspace:
        workspace.key = married.fill(workspace)  # type: ignore[attr-defined]
        married.work_left(workspace, "crashed")
        place = safety_copies.look_at_place(Settings(), workspace, datetime.now())  # noqa: DTZ005
        assert place is not None
        assert safety_copies.carry_there(workspace, place) is not None
        yield workspace


def key_of(workspace: Workspace) -> str:
    return str(workspace.key)  # type: ignore[attr-defined]


@pytest.fixture(params=["member", "removed"])
def case(held: Workspace, request: pytest.FixtureRequest) -> Workspace:
    """The file while she is a member of a body, and after she was removed the usual way."""
    if request.param == "removed":
        married.remove_the_usual_way(held, key_of(held))
    return held


def folders(workspace: Workspace, stick: Path) -> list[Path]:
    assert workspace.path is not None
    return [workspace.path.parent, data_folder(), stick]


def everywhere(workspace: Workspace) -> set[str]:
    found = mentions(workspace, Erasable.PERSON, [key_of(workspace)], in_copies=True)
    return {place.name for place in found}


@pytest.mark.in_turn
def test_she_is_found_by_each_name_that_she_ever_had(case: Workspace) -> None:
    for name in (married.FORMER, f"นางสาว{married.FORMER}"):
        assert find(case, Erasable.PERSON, name) == key_of(case)
    with pytest.raises(InputError, match=r"(?s)2 รายการ.*the-namesake"):
        find(case, Erasable.PERSON, married.NOW)
    [row] = [row for row in erasable(case, Erasable.PERSON) if row.id == key_of(case)]
    assert married.NOW in row.name
    is_gone = key_of(case) not in case.year(YEAR).person_by_id
    assert ("เอาออกจากทะเบียนแล้ว" in row.more) is is_gone


@pytest.mark.in_turn
def test_nothing_of_hers_is_in_any_byte_and_others_lose_nothing(
    case: Workspace, stick: Path
) -> None:
    key, before = key_of(case), married.of_others(case)
    listed = everywhere(case)
    given_on = {name for name in listed if name.startswith("member/") and "namesake" not in name}
    assert len(given_on) == 1
    assert listed == KEPT | given_on
    assert all(married.places_of(folders(case, stick), text) for text in married.TOLD)
    erased = erase(case, Erasable.PERSON, [key], in_copies=True, also=listed)
    assert (erased.refused, erased.places, dict(erased.mentions)) == ((), (), {})
    assert erased.copies == len(case.copies.all()) + 2
    assert not [text for text in married.TOLD if married.places_of(folders(case, stick), text)]
    assert not married.places_of(folders(case, stick), key)
    kept = [one for one in married.of_others(case) if "คนละคนกับ" not in str(one)]
    assert kept == [one for one in before if "คนละคนกับ" not in str(one)]
    data = case.year(YEAR)
    assert data.agenda_items[0].minutes.startswith("… แจ้งที่ประชุมว่าจะย้ายสังกัด\n")
    assert data.letters[0].body == "จึงเรียนมาเพื่อมอบหมายให้…เป็นผู้ประสานงาน"
    assert data.letters[0].phone == married.OFFICE
    assert data.meetings[0].note == "ถาม…ที่ … ก่อนส่ง"
    assert case.undo() is None
    assert case.altered_tables() == []
    case.publish()
    for copy in case.copies.all():
        with Workspace.open(copy.path) as again:
            assert again.altered_tables() == []
            assert again.year(YEAR).letters[0].phone == married.OFFICE
            assert again.undo() is None


@pytest.mark.in_turn
def test_free_text_stays_unless_it_is_chosen(case: Workspace, stick: Path) -> None:
    before = {row.id: row for row in case.year(YEAR).agenda_items}
    also = {"letter/l/body", "agenda_item/a/detail"}
    listed = everywhere(case)
    erased = erase(case, Erasable.PERSON, [key_of(case)], in_copies=True, also=also)
    assert erased.refused == ()
    assert {place.name for place in erased.places} == listed - also
    assert erased.mentions["agenda_item"] == 1
    data = case.year(YEAR)
    assert data.agenda_items[0].minutes == before["a"].minutes
    assert data.agenda_items[0].presenter == ""
    assert data.evidence[0].placed_by == ""
    assert data.import_answers == ()
    assert data.measures[0].note == married.LETTER
    assert married.FORMER not in data.letters[0].body
    assert data.members[-1].note
    for text in (married.SICK, married.REASON, married.MAIL, married.SPELLED, married.ONCE):
        assert married.places_of(folders(case, stick), text) == []


@pytest.mark.in_turn
def test_what_she_was_called_is_in_no_label(case: Workspace) -> None:
    erase(case, Erasable.PERSON, [key_of(case)], in_copies=False)
    assert case.path is not None
    case.publish()
    with closing(sqlite3.connect(case.path)) as raw:
        noted = raw.execute("SELECT label, phrase FROM history_group").fetchall()
        rows = raw.execute("SELECT old, new FROM history_change").fetchall()
    said = " ".join(text for row in noted for text in row)
    for word in ("บ้านเดิม", married.MOBILE, married.NOTED, married.POST):
        assert word not in said
    assert said.count(married.NAMESAKE) == 4  # the labels of two edits of hers, with their phrases
    assert married.RELATIVE in said
    assert not [row for row in rows if key_of(case) in str(row)]


@pytest.mark.in_turn
def test_a_second_erasing_finds_nobody_and_changes_nothing(case: Workspace) -> None:
    erase(case, Erasable.PERSON, [key_of(case)], in_copies=False)
    before = case.dump()
    with pytest.raises(InputError, match="ไม่มีบุคคลนี้"):
        erase(case, Erasable.PERSON, [key_of(case)], in_copies=False)
    with pytest.raises(InputError, match="0 รายการ"):
        find(case, Erasable.PERSON, married.FORMER)
    assert case.dump() == before
    assert find(case, Erasable.PERSON, married.FORMER, in_copies=True) == key_of(case)
    again = erase(case, Erasable.PERSON, [key_of(case)], in_copies=True)
    assert again.refused == ()
    assert case.dump() == before
    texts = (married.MAIL, married.SPELLED, married.REASON)
    assert not [text for text in texts if married.places_of([backup_root()], text)]


@pytest.mark.in_turn
def test_the_namesake_can_be_erased_alone(held: Workspace, stick: Path) -> None:
    with held.connections.read() as connection:
        own = "SELECT old, new FROM history_change WHERE row_id = ? ORDER BY id"
        before = connection.exec_driver_sql(own, (key_of(held),)).fetchall()
    erase(held, Erasable.PERSON, ["the-namesake"], in_copies=True)
    with held.connections.read() as connection:
        assert connection.exec_driver_sql(own, (key_of(held),)).fetchall() == before
    assert held.year(YEAR).person_by_id[key_of(held)].phone == married.MOBILE
    assert "of-namesake" not in held.year(YEAR).member_by_id
    assert not married.places_of(folders(held, stick), "คนละคนกับ")
    assert not married.places_of(folders(held, stick), "the-namesake")


def test_what_erasing_forgets_is_found_by_reading_everything(
    held: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were the labels forgotten, or the history, it would be said where they are."""
    monkeypatch.setattr(handing_on, "_take_labels", lambda *_: None)
    with pytest.raises(WorkspaceError, match=r"history_group/\d+/label"):
        erase(held, Erasable.PERSON, [key_of(held)], in_copies=False)


def test_history_that_erasing_forgets_is_found_by_its_key(
    held: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing_on, "_take_changes", lambda *_: None)
    with pytest.raises(WorkspaceError, match=f"person/{key_of(held)}"):
        erase(held, Erasable.PERSON, [key_of(held)], in_copies=False)


def test_bytes_beyond_all_rows_are_found(path: Path) -> None:
    """A page that no table uses any more still holds what was written there."""
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("PRAGMA secure_delete=OFF")
        raw.execute("UPDATE organisation SET address = ?", [married.MAIL])
        raw.execute("CREATE TABLE gone (text TEXT)")
        raw.execute("INSERT INTO gone VALUES (?)", [married.MAIL * 500])
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("PRAGMA secure_delete=OFF")
        raw.execute("DROP TABLE gone")
    assert proof.beyond_rows(path, forms(married.MAIL)) == {married.MAIL.encode()}


@pytest.mark.parametrize("text", [married.MOBILE, married.FORMER])
def test_escaped_texts_and_other_digits_are_found_in_any_table(path: Path, text: str) -> None:
    """As another program may have written them, where this one has no column for them."""
    from ita_desktop.domain.personal_marks import Personal
    from ita_desktop.storage.personal.belongings import Value, belongings
    from ita_desktop.storage.personal.words import Words

    column, mark = ("phone", Personal.TELEPHONE) if text[0] == "0" else ("name", Personal.NAME)
    words = Words([Value("person", "p", column, mark, text)])
    for form in sorted(forms(text)):
        with closing(sqlite3.connect(path)) as raw, raw:
            raw.execute("CREATE TABLE strange (some TEXT)")
            raw.execute("INSERT INTO strange VALUES (?)", [f"x {form.decode()} y"])
            own = belongings(raw, ())
        assert proof.found_in(path, proof.Sought(words, own)), form
        with closing(sqlite3.connect(path)) as raw, raw:
            raw.execute("DROP TABLE strange")
            raw.execute("VACUUM")
    assert proof.found_in(path, proof.Sought(words, own)) == []


def test_work_left_here_that_cannot_be_rewritten_is_named(held: Workspace, path: Path) -> None:
    damaged = married.work_left(held, "broken")
    damaged.write_bytes(b"?" * 4096 + path.read_bytes()[4096:])
    used = married.work_left(held, "reading-1")
    lock = WriterLock(used)
    assert lock.acquire()
    try:
        erased = erase(held, Erasable.PERSON, [key_of(held)], in_copies=False)
    finally:
        lock.release()
    assert {one.path for one in erased.refused} == {damaged, used}
    assert all(one.reason for one in erased.refused)
    said = [str(line) for line in result_phrases(Erasable.PERSON, 1, erased)]
    assert any("broken" in line for line in said)


@pytest.mark.in_turn
def test_work_left_here_with_its_log_is_erased_with_the_log(held: Workspace) -> None:
    left = married.work_left(held, "with-log")
    with closing(sqlite3.connect(left)) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("PRAGMA wal_autocheckpoint=0")
        raw.execute("UPDATE person SET email = 'x' || email")
        raw.commit()
        log = left.with_name(f"{left.name}-wal")
        kept = {part: part.read_bytes() for part in (left, log)}
    for part, data in kept.items():
        part.write_bytes(data)
    assert married.MAIL.encode() in log.read_bytes()
    assert erase(held, Erasable.PERSON, [key_of(held)], in_copies=False).refused == ()
    assert not log.exists()
    assert not married.places_of([left.parent], married.MAIL)
    assert married.MAIL.encode() not in left.read_bytes()


@pytest.mark.in_turn
def test_a_file_that_was_never_finished_is_named(held: Workspace) -> None:
    [copy, *_] = held.copies.all()
    half = copy.path.with_name(f".{copy.path.name}.77.part")
    half.write_bytes(copy.path.read_bytes()[:-4096])
    erased = erase(held, Erasable.PERSON, [key_of(held)], in_copies=True)
    assert [one.path for one in erased.refused] == [half]


def test_another_file_of_the_workspace_beside_it_is_named(held: Workspace, path: Path) -> None:
    other = path.with_name("เขตตัวอย่าง สำเนา.ita")
    held.publish()
    other.write_bytes(path.read_bytes())
    path.with_name("ของผู้อื่น.ita").write_bytes(married.MAIL.encode())
    erased = erase(held, Erasable.PERSON, [key_of(held)], in_copies=False)
    assert [one.path for one in erased.refused] == [other]
    [_done, _copies, told, *_] = map(str, result_phrases(Erasable.PERSON, 1, erased))
    assert told.startswith(f"แฟ้ม {other.name} ")


def test_a_first_name_in_another_name_is_no_mention(held: Workspace) -> None:
    year = held.year(YEAR)
    with held.change("เพิ่ม") as change:
        change.insert(AgendaItem(id="b", meeting_id="m", detail=f"{married.RELATIVE} ชี้แจง"))
        change.insert(AgendaItem(id="c", meeting_id="m", detail="คุณศรีสุขสมมติ ชี้แจง"))
        change.update(year.meetings[0], note="")
    names = everywhere(held)
    assert "agenda_item/b/detail" not in names
    assert "agenda_item/c/detail" in names


@pytest.mark.in_turn
def test_a_first_name_behind_a_title_is_asked_about_in_a_post(held: Workspace) -> None:
    year = held.year(YEAR)
    first = married.NOW.split()[0]
    member, other, *_ = (row for row in year.members if row.person_id != key_of(held))
    with held.change("แก้") as change:
        change.update(member, post=f"แทนคุณ{first} ชั่วคราว")
        change.update(other, post=f"นักวิชาการ{first}ชำนาญการ")
    names = everywhere(held)
    place = f"member/{member.id}/post"
    assert place in names
    assert f"member/{other.id}/post" not in names
    erase(held, Erasable.PERSON, [key_of(held)], in_copies=False, also=[place])
    posts = {row.id: row.post for row in held.year(YEAR).members}
    assert posts[member.id] == "แทน… ชั่วคราว"
    assert posts[other.id] == f"นักวิชาการ{first}ชำนาญการ"


@pytest.mark.in_turn
def test_a_name_that_both_have_is_asked_about_wherever_it_stands(held: Workspace) -> None:
    with held.change("เพิ่ม") as change:
        for key in ("b", "c"):
            change.insert(AgendaItem(id=key, meeting_id="m", presenter=married.NAMESAKE))
    assert {"agenda_item/b/presenter", "agenda_item/c/presenter"} <= everywhere(held)
    also = ["agenda_item/c/presenter"]
    erase(held, Erasable.PERSON, [key_of(held)], in_copies=False, also=also)
    presenters = {row.id: row.presenter for row in held.year(YEAR).agenda_items}
    assert presenters == {"a": "", "b": married.NAMESAKE, "c": ""}


@pytest.mark.in_turn
def test_somebody_whose_adding_was_undone_and_dropped_is_erased(
    held: Workspace, stick: Path
) -> None:
    name, number = "นายเลิกทำ ไปแล้วสมมติ", "086-111-2222"
    [key] = people.add(held, YEAR, [{"name": name, "phone": number}])
    held.undo()
    held.redo()
    held.undo()
    with held.change("ทำต่อ") as change:
        change.insert(AgendaItem(id="b", meeting_id="m"))
    assert find(held, Erasable.PERSON, name) == key
    assert married.places_of([held.connections.stored_at.parent], number)
    assert erase(held, Erasable.PERSON, [key], in_copies=True).refused == ()
    assert not married.places_of(folders(held, stick), number)
    assert not married.places_of(folders(held, stick), "ไปแล้วสมมติ")
    assert not [group for group in held.edits.groups() if "เลิกทำ ไปแล้ว" in group.label]


def test_an_answer_that_means_the_namesake_stays(held: Workspace) -> None:
    """Whatever the file called her, somebody has said who that is."""
    answer = held.year(YEAR).import_answers[0]
    with held.change("จำ") as change:
        change.insert(replace(answer, id="k", text=f"นาง{married.FORMER}",
                              person_id="the-namesake"))  # fmt: skip
        change.insert(replace(answer, id="o", text="ผอ. เขต", person_id=key_of(held)))
        change.insert(AgendaItem(id="b", meeting_id="m", presenter="ผอ. เขต"))
    erase(held, Erasable.PERSON, [key_of(held)], in_copies=False)
    assert [row.id for row in held.year(YEAR).import_answers] == ["k"]
    assert held.year(YEAR).agenda_items[-1].presenter == "ผอ. เขต"


@pytest.mark.in_turn
def test_other_spellings_are_listed_wherever_they_stand(held: Workspace) -> None:
    """In free text as in a column that no person is expected in: what is listed is no trace."""
    with held.change("เพิ่ม") as change:
        for at in range(len(SPELLINGS)):
            for column in ("detail", "number"):
                change.insert(AgendaItem(id=f"{column}-{at}", meeting_id="m", detail="ก"))
    held.publish()
    places = set()
    with held.for_good((), "ใส่") as connection:
        for at, typed in enumerate(SPELLINGS):
            for column in ("detail", "number"):
                key = f"{column}-{at}"
                write = f"UPDATE agenda_item SET {column} = ? WHERE id = ?"
                connection.exec_driver_sql(write, (typed, key))
                places.add(f"agenda_item/{key}/{column}")
    assert places - everywhere(held) == set()
    erased = erase(held, Erasable.PERSON, [key_of(held)], in_copies=False)
    assert places - {kept.name for kept in erased.places} == set()


@pytest.mark.in_turn
def test_an_office_telephone_that_only_she_has_stays_in_letters(held: Workspace) -> None:
    """It is the office's, and may be another's tomorrow: it is asked about."""
    line = "0 2999 7777"
    with held.change("เพิ่ม") as change:
        person = held.year(YEAR).person_by_id[key_of(held)]
        change.update(person, phone=line)
        letter = held.year(YEAR).letters[0]
        change.update(letter, phone=line)
        change.insert(replace(letter, id="n", row_version=1, phone=married.MOBILE))
    assert {"letter/l/phone"} <= everywhere(held)
    assert "letter/n/phone" not in everywhere(held)
    erase(held, Erasable.PERSON, [key_of(held)], in_copies=False)
    letters = held.year(YEAR).letter_by_id
    assert (letters["l"].phone, letters["n"].phone) == (line, "")
