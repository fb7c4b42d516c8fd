"""The rows that can be erased, how one is named, and which files go with a photograph."""

from pathlib import Path
from random import Random

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.oit.proofs import LinkProof, LinkState
from ita_desktop.domain.records import Evidence, Measure, Person, Unit, UnitKind, new_id
from ita_desktop.domain.scores.results import RespondentComment
from ita_desktop.domain.tracking.entries import Entry, Photo
from ita_desktop.services.personal_removal import (
    Erasable,
    erasable,
    erase,
    erase_media,
    find,
    result_phrases,
)
from ita_desktop.services.years import years
from ita_desktop.storage.personal.erasing import ErasureResult, NotErased
from ita_desktop.storage.workspace import Workspace


def photo(key: str, **values: str) -> Photo:
    return Photo(id=key, **({"entry_id": "e", "media": ""} | values))


@pytest.fixture
def held(office: Workspace) -> Workspace:
    year = office.year(2567).fiscal_year.id
    with office.change("เพิ่ม") as change:
        change.insert(Unit(id="u", name="ฝ่ายทดสอบ", kind=UnitKind.SECTION))
        change.insert(Person(id="p", prefix="นาย", name="ทดสอบ หนึ่ง", job_title="พนักงาน",
                             unit_id="u", phone="1", email="p@example.invalid"))  # fmt: skip
        change.insert(Person(id="q", prefix="นาย", name="ทดสอบ สอง"))
        change.insert(Person(id="r", prefix="นาง", name="ทดสอบ สอง"))
        change.insert(Measure(id="m", year_id=year, indicator="1", method="ทำแผน"))
        change.insert(Entry(id="e", measure_id="m"))
    return office


def shown(workspace: Workspace, kind: Erasable) -> list[tuple[str, str, str, int | None]]:
    rows = erasable(workspace, kind)
    assert {row.kind for row in rows} == {kind}
    return [(row.id, row.name, row.more, row.year) for row in rows]


def test_a_person_is_listed_once_and_other_rows_with_their_year_the_newest_first(
    held: Workspace,
) -> None:
    years.add_year(held, 2568)
    with held.change("เพิ่ม") as change:
        for key, year, text in (("c", 2567, "ช้า"), ("d", 2568, "เร็ว")):
            of = held.year(year).fiscal_year.id
            change.insert(RespondentComment(id=key, year_id=of, instrument="IIT", text=text))
        change.insert(photo("f", media=change.keep(b"1"), file_name="ก.jpg", caption="ประชุม"))
        change.insert(photo("g", media=change.keep(b"2"), file_name="ข.jpg"))
    assert sorted(shown(held, Erasable.PERSON)) == [
        ("p", "นายทดสอบ หนึ่ง", "พนักงาน · ฝ่ายทดสอบ · 1 · p@example.invalid", None),
        ("q", "นายทดสอบ สอง", "", None),
        ("r", "นางทดสอบ สอง", "", None),
    ]
    assert shown(held, Erasable.COMMENT) == [("d", "เร็ว", "IIT", 2568), ("c", "ช้า", "IIT", 2567)]
    assert sorted(shown(held, Erasable.PHOTO)) == [
        ("f", "ก.jpg", "ประชุม · ทำแผน", 2567),
        ("g", "ข.jpg", "ทำแผน", 2567),
    ]


def test_a_kept_file_is_named_by_its_name_or_title_or_address(held: Workspace) -> None:
    year = held.year(2567).fiscal_year.id
    with held.change("เพิ่ม") as change:
        kept = change.keep(b"1")
        for key, title, name in (("v", "แผน", "ก.pdf"), ("w", "แผน", ""), ("x", "", "")):
            change.insert(Evidence(id=key, year_id=year, item_code="O1", title=title, media=kept,
                                   location="https://d.example/a", file_name=name))  # fmt: skip
        change.insert(LinkProof(id="z", year_id=year, url="https://d.example/b", item_code="O2",
                                checked_at="2024-02-01T02:00:00.000+00:00", state=LinkState.OK,
                                excerpt="ข้อความ"))  # fmt: skip
    assert sorted(shown(held, Erasable.EVIDENCE)) == [
        ("v", "ก.pdf", "O1 · แผน · https://d.example/a", 2567),
        ("w", "แผน", "O1 · แผน · https://d.example/a", 2567),
        ("x", "https://d.example/a", "O1 · https://d.example/a", 2567),
        ("z", "https://d.example/b", "O2 · https://d.example/b", 2567),
    ]
    assert find(held, Erasable.EVIDENCE, "ก.pdf") == "v"


def test_a_row_is_found_by_its_name_text_or_key_if_it_is_the_only_one(held: Workspace) -> None:
    year = held.year(2567).fiscal_year.id
    with held.change("เพิ่ม") as change:
        change.insert(RespondentComment(id="c", year_id=year, instrument="IIT", text="ช้า"))
        change.insert(photo("f", media=change.keep(b"1"), file_name="ก.jpg"))
    for what, word, key in (
        (Erasable.PERSON, "ทดสอบ หนึ่ง", "p"),
        (Erasable.PERSON, "นายทดสอบ สอง", "q"),
        (Erasable.PERSON, "r", "r"),
        (Erasable.COMMENT, "ช้า", "c"),
        (Erasable.COMMENT, "c", "c"),
        (Erasable.PHOTO, "ก.jpg", "f"),
    ):
        assert find(held, what, word) == key
    for what, word, said in (
        (Erasable.PERSON, "ทดสอบ สอง", "2 รายการ.*บอกรหัสของแถว: q r"),
        (Erasable.PERSON, "ช้า", "0 รายการ.*ตรวจตัวสะกด"),
        (Erasable.COMMENT, "ก.jpg", "ความเห็น.*0 รายการ"),
        (Erasable.PHOTO, "ช้า", "ภาพถ่าย.*0 รายการ"),
    ):
        with pytest.raises(InputError, match=f"(?s){said}"):
            find(held, what, word)


def test_the_result_tells_of_copies_only_where_there_were_some() -> None:
    def lines(*result: object) -> list[str]:
        return [str(one) for one in result_phrases(Erasable.PHOTO, 2, ErasureResult(*result))]

    done = "ลบถาวรแล้ว: ภาพถ่าย 2 รายการ"
    assert lines(0, (), {}) == [done]
    refused = NotErased(Path("ที่อื่น") / "a.ita", "เต็ม")
    _, copies, kept, mentions = lines(3, (refused,), {"person": 4})
    assert "3 ฉบับ" in copies
    assert "a.ita" in kept
    assert "ที่อื่น" not in kept
    assert "เต็ม" in kept
    assert "4 แถว" in mentions


def test_only_files_that_nothing_else_shows_go_with_a_photograph(held: Workspace) -> None:
    year = held.year(2567).fiscal_year.id
    with held.change("เพิ่ม") as change:
        own, first, other, proof = (change.keep(Random(seed).randbytes(900)) for seed in range(4))
        change.insert(photo("f", media=own, original=first, caption="ภาพคน"))
        change.insert(photo("g", media=proof, original=first))
        change.insert(photo("h", media=other))
        change.insert(Evidence(id="v", year_id=year, item_code="O1", title="แผน", media=proof,
                               location="ก"))  # fmt: skip

    def there() -> list[bool]:
        return [held.media(key) is not None for key in (own, first, other, proof)]

    erase_media(held, [own, first, other, proof, ""])
    assert there() == [True, True, True, True]
    erase(held, Erasable.PHOTO, ["f"], in_copies=False)
    assert there() == [False, True, True, True]
    erase(held, Erasable.PHOTO, ["g", "g"], in_copies=False)
    assert there() == [False, False, True, True]
    [noted, *_] = held.edits.groups()
    assert "1" in noted.label
    assert "2" not in noted.label, "one that was given twice is one"


def test_a_file_that_nothing_shows_any_more_is_erased(held: Workspace) -> None:
    with held.change("เพิ่ม") as change:
        left, shown_still, proof = (change.keep(Random(seed).randbytes(900)) for seed in range(3))
        change.insert(photo(new_id(), media=shown_still))
        year = held.year(2567).fiscal_year.id
        change.insert(
            Evidence(id="v", year_id=year, item_code="O1", title="", location="ก", media=proof)
        )
    erase_media(held, [left, shown_still, proof])
    assert held.media(left) is None
    assert held.media(shown_still)
    assert held.media(proof)
    groups = len(held.edits.groups())
    erase_media(held, [shown_still])
    assert len(held.edits.groups()) == groups
