"""What is handed on or erased is in no byte of any file afterwards, and the rest still is."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from ita_desktop.domain.answers import AnswerAbout, ImportAnswer
from ita_desktop.domain.documents import SignedPaper
from ita_desktop.domain.errors import InputError, WorkspaceError
from ita_desktop.domain.meetings import AgendaItem, Attendance, Meeting
from ita_desktop.domain.oit.proofs import LinkProof, LinkState
from ita_desktop.domain.records import Evidence, Measure, Person, new_id
from ita_desktop.domain.scores.results import RespondentComment
from ita_desktop.domain.tracking.entries import BrushTouch, Entry, Photo
from ita_desktop.home import data_folder
from ita_desktop.pictures.photographs import prepare
from ita_desktop.services import photos, stored_files
from ita_desktop.services.personal_removal import (
    Erasable,
    LeftOut,
    erase,
    free_texts,
    hand_on,
    not_covered,
)
from ita_desktop.settings import backup_root
from ita_desktop.storage.personal import erasing, handing_on, proof
from ita_desktop.storage.workspace import Workspace
from tests.pictures.given_pictures import photograph
from tests.support.places import WORKSPACES

NAME, PHONE, MAIL = "ศรีสมร ทดสอบระบบ", "0 2999 1234 ต่อ 77", "planted@example.invalid"
COMMENT = "ผู้ตอบเขียนว่าบริการช้ามากและรอนานเกินไป " * 12
FORMER = "ชื่อเดิมก่อนแก้ไขทดสอบ"
PRINT, ORIGINAL = Random(1).randbytes(9_000), Random(2).randbytes(30_000)


@pytest.fixture
def full(begun: bytes, tmp_path: Path) -> Iterator[Workspace]:
    """A year with a person, a comment and a photograph, edited, and copied for safety."""
    path = tmp_path / "เขตตัวอย่าง.ita"
    path.write_bytes(begun)
    with Workspace.open(path, backup_root=backup_root()) as workspace:
        year = workspace.year(2567).fiscal_year.id
        with workspace.change("เพิ่ม {name}", name=NAME) as change:
            person = Person(id="p", prefix="นาง", name=FORMER, phone=PHONE, email=MAIL)
            change.insert(person)
            change.insert(Person(id="q", prefix="นาย", name="อยู่ต่อ ไม่หายไป", phone="025551111"))
            text = COMMENT
            change.insert(RespondentComment(id="c", year_id=year, instrument="IIT", text=text))
            change.insert(Measure(id="m", year_id=year, indicator="1", method="ทำ"))
            change.insert(Entry(id="e", measure_id="m"))
            keys = change.keep(PRINT), change.keep(ORIGINAL)
            photo = Photo(id="f", entry_id="e", media=keys[0], original=keys[1], caption="ภาพคน")
            change.insert(photo)
            change.insert(Meeting(id="t", year_id=year, number=1, recorder_id="p"))
            change.insert(AgendaItem(id="a", meeting_id="t", title="เรื่อง", minutes=f"{NAME} แจ้ง"))
            change.insert(Attendance(id="d", meeting_id="t", substitute=NAME))
        with workspace.change("แก้ {which}", which=NAME) as change:
            change.update(person, name=NAME)
        workspace.publish()
        workspace.copies.make("asked")
        yield workspace


def everything(*folders: Path) -> bytes:
    """All bytes of all files in and below the folders."""
    paths = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return b"".join(path.read_bytes() for path in paths)


def is_held(data: bytes, text: str) -> bool:
    return any(piece in data for piece in proof.pieces_of([text]))


def of_all(workspace: Workspace) -> bytes:
    assert workspace.path is not None
    return everything(workspace.path.parent, data_folder())


def test_a_copy_for_others_holds_nothing_of_what_it_is_without(
    full: Workspace, tmp_path: Path
) -> None:
    before = full.dump()
    target = tmp_path / "others" / "ส่งต่อ.ita"
    target.parent.mkdir()
    made = hand_on(full, target)
    assert made.counts[LeftOut.COMMENTS] == 1
    assert made.counts[LeftOut.CONTACTS] == 3
    assert made.counts[LeftOut.ORIGINALS] == 1
    held = everything(target.parent)
    for text in (PHONE, MAIL, COMMENT, FORMER, "025551111"):
        assert not is_held(held, text)
    assert not any(piece in held for piece in proof.samples_of(ORIGINAL))
    assert all(piece in held for piece in proof.samples_of(PRINT))
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    assert full.dump() == before
    assert full.edits.undo_label is not None
    with Workspace.open(target) as other:
        assert other.workspace_id != full.workspace_id
        assert {person.name for person in other.year(2567).people} == {NAME, "อยู่ต่อ ไม่หายไป"}
        assert other.year(2567).comments == ()
        assert other.edits.groups() == []
        assert other.undo() is None


def test_a_whole_copy_can_be_handed_on_and_no_half_one(full: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "whole.ita"
    assert hand_on(full, target, ()).counts == {}
    held = target.read_bytes()
    assert is_held(held, COMMENT)
    assert is_held(held, FORMER)
    with pytest.raises(InputError, match="ประวัติ"):
        hand_on(full, tmp_path / "half.ita", [LeftOut.COMMENTS])
    with pytest.raises(InputError, match="ไม่เขียนทับ"):
        hand_on(full, target)


def test_what_is_found_again_in_the_bytes_is_not_handed_on(
    full: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were something left, as the name that is in the register, the copy would not be kept."""

    def forgets(_raw: sqlite3.Connection, texts: set[str]) -> int:
        texts.add(NAME)
        return 1

    monkeypatch.setattr(proof, "_stored_text", lambda _path: b"")
    monkeypatch.setitem(handing_on._OUT, LeftOut.CONTACTS, forgets)
    target = tmp_path / "others" / "a.ita"
    target.parent.mkdir()
    with pytest.raises(WorkspaceError, match="ยังพบสิ่งที่ต้องเว้น"):
        hand_on(full, target)
    assert list(target.parent.iterdir()) == []


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("what", "key", "texts"),
    [
        (Erasable.PERSON, "p", (FORMER, PHONE, MAIL)),
        (Erasable.COMMENT, "c", (COMMENT,)),
        (Erasable.PHOTO, "f", ("ภาพคน",)),
    ],
)
def test_what_is_erased_is_in_no_file(
    full: Workspace, what: Erasable, key: str, texts: tuple[str, ...]
) -> None:
    before = of_all(full)
    assert all(is_held(before, text) for text in texts)
    looked_at = stored_files.place_to_look_at(PRINT, "ภาพ.jpg")
    erased = erase(full, what, [key], in_copies=True)
    assert not looked_at.exists()
    assert erased.copies == 1
    assert erased.refused == ()
    after = of_all(full)
    assert not [text for text in texts if is_held(after, text)]
    pictures = proof.samples_of(PRINT) | proof.samples_of(ORIGINAL)
    assert any(piece in after for piece in pictures) is (what is not Erasable.PHOTO)
    assert full.undo() is None
    [noted, *_] = full.edits.groups()
    assert "ลบถาวร" in noted.label
    assert "1" in noted.label
    copy = full.copies.last()
    assert copy is not None
    for path in (full.path, copy.path):
        assert path is not None
        with Workspace.open(path, read_only=True) as again:
            assert "อยู่ต่อ ไม่หายไป" in {person.name for person in again.year(2567).people}


@pytest.mark.in_turn
def test_a_kept_file_of_evidence_leaves_no_copy_and_can_be_erased(
    full: Workspace, tmp_path: Path
) -> None:
    plan, page, first, sent, scan = (Random(seed).randbytes(20_000) for seed in range(3, 8))
    former = "ข้อความเดิมของหน้าเว็บก่อนแก้ไขในปีนั้น " * 20
    excerpt = "ข้อความแรกของหน้าเว็บที่ตรวจพบในวันนั้น " * 20
    year = full.year(2567).fiscal_year.id
    with full.change("เพิ่ม") as change:
        of = Evidence(id="v", year_id=year, item_code="O1", title="แผน", location="แผน.pdf",
                      media=change.keep(plan), file_name="แผน.pdf", placed_by=NAME)  # fmt: skip
        change.insert(of)
        check = LinkProof(id="w", year_id=year, url="https://d.example/1", item_code="O1",
                          checked_at="2024-02-01T02:00:00.000+00:00", state=LinkState.OK,
                          excerpt=excerpt, media=change.keep(page), file_name="1.html")  # fmt: skip
        change.insert(check)
        change.insert(replace(check, id="x", checked_at="2024-01-01T02:00:00.000+00:00", media=""))
        old = change.insert(replace(check, id="o", excerpt=former, media=change.keep(first)))
        change.insert(SignedPaper(id="s", year_id=year, document="memo", number="กท 1/2",
                                  title="เชิญประชุม", day=date(2024, 2, 1), signed_by=NAME,
                                  media=change.keep(scan), made=change.keep(sent)))  # fmt: skip
    full.copies.make("asked")
    with full.change("ลบ") as change:
        change.delete(old)
    full.publish()
    target = tmp_path / "others" / "ส่งต่อ.ita"
    target.parent.mkdir()
    assert hand_on(full, target).counts[LeftOut.ORIGINALS] == 5
    held = everything(target.parent)
    for data in (plan, page, sent, scan):
        assert not any(piece in held for piece in proof.samples_of(data))
    assert not is_held(held, excerpt)
    with Workspace.open(target) as other:
        assert other.year(2567).evidence[0].file_name == "แผน.pdf"
        assert other.year(2567).link_proofs[0].state is LinkState.OK
        assert other.year(2567).signed_papers[0].number == "กท 1/2"
    erase(full, Erasable.EVIDENCE, ["w"], in_copies=True)
    held = of_all(full)
    assert not any(piece in held for piece in proof.samples_of(page))
    assert any(piece in held for piece in proof.samples_of(plan))
    assert full.year(2567).link_proofs == ()
    assert not is_held(held, excerpt)
    assert not is_held(held, former)
    assert not any(piece in held for piece in proof.samples_of(first))
    erase(full, Erasable.PERSON, ["p"], in_copies=True)
    assert full.year(2567).evidence[0].placed_by == ""
    assert full.year(2567).signed_papers[0].signed_by == ""
    assert any(piece in of_all(full) for piece in proof.samples_of(scan))
    erase(full, Erasable.SIGNED, ["s"], in_copies=True)
    assert full.year(2567).signed_papers == ()
    held = of_all(full)
    assert not any(piece in held for piece in proof.samples_of(scan) | proof.samples_of(sent))


def test_a_person_is_gone_where_named_and_told_where_only_mentioned(full: Workspace) -> None:
    erased = erase(full, Erasable.PERSON, ["p"], in_copies=True)
    data = full.year(2567)
    assert [person.id for person in data.people] == ["q"]
    assert data.attendances[0].substitute == ""
    assert data.meetings[0].recorder_id is None
    assert dict(erased.mentions) == {"agenda_item": 1}
    with full.change("พิมพ์ต่อ") as change:
        change.insert(Person(id=new_id(), prefix="", name="คนใหม่"))
    assert full.undo() == "พิมพ์ต่อ"


def test_a_copy_that_cannot_be_rewritten_is_told(full: Workspace) -> None:
    copy = full.copies.last()
    assert copy is not None
    whole = copy.path.read_bytes()
    copy.path.write_bytes(whole[:9000])
    erased = erase(full, Erasable.COMMENT, ["c"], in_copies=True)
    assert [refused.path for refused in erased.refused] == [copy.path]
    assert erased.refused[0].reason
    assert copy.path.read_bytes() == whole[:9000]


def test_safety_copies_stay_as_they_are_unless_wished(full: Workspace) -> None:
    copy = full.copies.last()
    assert copy is not None
    erase(full, Erasable.COMMENT, ["c"], in_copies=False)
    assert is_held(copy.path.read_bytes(), COMMENT)
    assert full.path is not None
    assert not is_held(full.path.read_bytes(), COMMENT)


@pytest.mark.in_turn
def test_a_name_beside_a_title_is_no_trace_of_another_of_that_title(full: Workspace) -> None:
    """Title and name stand side by side in the file, as they do in a full name."""
    with full.change("เพิ่ม") as change:
        change.insert(Person(id="r", prefix="นาง", name="ศรีสมร ทดสอบการใช้งาน"))
    assert erase(full, Erasable.PERSON, ["p"], in_copies=True).refused == ()


@pytest.mark.in_turn
def test_a_comment_that_was_copied_elsewhere_is_told_also_where_it_was(full: Workspace) -> None:
    measure = full.year(2567).measures[0]
    with full.change("คัดลอก") as change:
        measure = change.update(measure, note=f"ผู้ตอบว่า {COMMENT}")
        change.update(full.year(2567).agenda_items[0], detail=COMMENT)
    with full.change("แก้") as change:
        change.update(measure, note="")
    erased = erase(full, Erasable.COMMENT, ["c"], in_copies=True)
    assert dict(erased.mentions) == {"agenda_item": 1, "history_change": 3}
    [noted, *_] = full.edits.groups()
    assert "ลบถาวร" in noted.label


def test_what_is_gone_already_cannot_be_erased(full: Workspace) -> None:
    with pytest.raises(InputError, match="ความเห็น"):
        erase(full, Erasable.COMMENT, ["x"], in_copies=True)


def test_a_blurred_photograph_keeps_its_original_only_where_that_is_wished(
    full: Workspace,
) -> None:
    for seed, keep in ((5, True), (6, False)):
        given = prepare(photograph(seed, 400, 300), "a.jpg")
        with full.change("เพิ่ม") as change:
            photo = Photo(id=new_id(), entry_id="e", media=change.keep(given.data), file_name="a")
            change.insert(photo)
        photos.blur(full, 2567, photo.id, [BrushTouch(500, 100, 300)], keep_original=keep)
        now = next(row for row in full.year(2567).photos if row.id == photo.id)
        assert now.media != photo.media
        assert now.original == (photo.media if keep else "")
        assert (full.media(photo.media) is not None) is keep
        kept = full.media(now.media) or b""
        samples = {piece for piece in proof.samples_of(given.data) if piece not in kept}
        assert samples
        full.publish()
        assert full.path is not None
        held = full.path.read_bytes()
        assert any(piece in held for piece in samples) is keep
        assert (full.edits.undo_label is not None) is keep


@pytest.mark.in_turn
@pytest.mark.parametrize("version", [1, 6, 11])
def test_a_copy_of_an_older_release_is_rewritten_too(version: int, tmp_path: Path) -> None:
    kept = WORKSPACES / f"schema-{version}.ita"
    path = tmp_path / "old.ita"
    path.write_bytes(kept.read_bytes())
    with closing(sqlite3.connect(path)) as raw:
        key, name = raw.execute("SELECT id, name FROM person ORDER BY name").fetchone()
    assert name.encode() in path.read_bytes()
    erasure = erasing.Erasure(frozenset({("person", key)}))
    assert erasing._Job(erasure, frozenset(), set(), set()).rewrite(path, []) == ""
    assert name.encode() not in path.read_bytes()
    with Workspace.open(path) as workspace:
        assert workspace.years()
        for year in workspace.years():
            assert key not in workspace.year(year.year).person_by_id


@pytest.mark.in_turn
def test_a_forgotten_spelling_of_an_erased_name_is_in_no_copy_either(full: Workspace) -> None:
    spelled = "นางศรีสมอน ทดสอบระบป"
    answer = ImportAnswer(
        id=new_id(),
        about=AnswerAbout.PERSON,
        text=spelled,
        person_id="p",
        decided=date(2024, 1, 1),
    )
    with full.change("จำ") as change:
        change.insert(answer)
    full.publish()
    full.copies.make("asked")
    with full.change("แก้") as change:
        again = change.update(answer, text=spelled.replace("นาง", "น.ส."))
    erased = erase(full, Erasable.PERSON, ["p"], in_copies=True)
    assert (erased.refused, full.year(2567).import_answers) == ((), ())
    stored = everything(full.path.parent, backup_root())
    assert spelled.encode() not in stored
    assert again.text.encode() not in stored


def test_a_copy_for_others_names_the_free_text_that_is_in_it(
    full: Workspace, tmp_path: Path
) -> None:
    """It may say anything, and nobody has looked through it."""
    before = free_texts(full)
    made = hand_on(full, tmp_path / "ส่งต่อ.ita")
    assert made.free == before
    assert made.free["agenda_item"] == ("title", "minutes")
    assert "respondent_comment" not in made.free
    said = str(not_covered(made.free))
    assert "ระเบียบวาระ (ชื่อเรื่อง, ข้อหารือ)" in said
    assert "ภาพประกอบ (คำบรรยายภาพ)" in said
    assert NAME not in said
    assert not_covered({}) == ""
