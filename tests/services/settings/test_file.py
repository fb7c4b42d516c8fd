"""The office's settings as a file: written, read with limits, shown and taken over in one step."""

import json
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from ita_desktop.domain.documents import DocumentOption
from ita_desktop.domain.errors import ConflictError, InputError
from ita_desktop.domain.records import UnitKind
from ita_desktop.services import letters
from ita_desktop.services.documents import book, wordings
from ita_desktop.services.documents.wordings import MOST_OF_PICTURE, choose_widths, own_widths
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.roster import people, units
from ita_desktop.services.roster.orders import edit_organisation
from ita_desktop.services.settings import file as settings_file
from ita_desktop.services.settings import importing as settings_import
from ita_desktop.storage.workspace import Workspace
from tests.support.known_files import opened_sample

YEAR = 2568
WIDTHS = (20, 20, 25, 20, 15)


@pytest.fixture
def office(tmp_path: Path):
    with opened_sample(tmp_path / "sample.ita") as workspace:
        yield workspace


@pytest.fixture
def other(tmp_path: Path):
    with opened_sample(tmp_path / "other.ita") as workspace:
        yield workspace


def set_up(office: Workspace) -> None:
    """Settings of every kind."""
    wordings.put(office, YEAR, "all.continued", "(ยังมีต่อ)")
    wordings.put(office, YEAR, "result-analysis.way-up-text", "ทำ **ให้ครบ**\n- ทุกข้อ")
    wordings.choose_options(office, YEAR, "measures-book", DocumentOption.INTERNAL_NOTES, on=True)
    choose_widths(office, YEAR, "analysis-by-indicator", WIDTHS)
    edit_organisation(office, agency_code="500999")
    units.add_units(office, [{"name": units.NewUnit("ศูนย์ดิจิทัลเขต"), "short_name": "ศูนย์ฯ"}])


def written(office: Workspace, tmp_path: Path) -> Path:
    return settings_file.export(office.year(YEAR), tmp_path / "ค่า", office.media).path


def planned(workspace: Workspace, path: Path) -> settings_import.SettingsPlan:
    return settings_import.plan(workspace.year(YEAR), settings_file.read(path))


def test_settings_go_from_one_file_to_another_in_one_step_that_can_be_undone(
    office: Workspace, other: Workspace, tmp_path: Path
) -> None:
    set_up(office)
    path = written(office, tmp_path)
    assert path.suffix == ".json"
    before = other.year(YEAR)
    plan = planned(other, path)
    assert plan.left_out == ()
    shown = {row.id: (row.old, row.new) for row in plan.rows}
    assert shown["wording/all.continued"] == ("(ต่อ)", "(ยังมีต่อ)")
    assert shown["office/agency_code"][1] == "500999"
    assert shown["choice/measures-book"] == ("–", "หมายเหตุภายใน")
    assert shown["width/analysis-by-indicator"] == ("", "20 20 25 20 15")
    assert shown["unit/ศูนย์ดิจิทัลเขต"] == ("", "ศูนย์ดิจิทัลเขต · ศูนย์ฯ")
    assert f"wording/result-analysis.way-up-text/{YEAR}" in shown
    assert len(shown) == 6

    assert settings_import.apply(other, plan, plan.proposed, path.name) == 6
    now, given = other.year(YEAR), office.year(YEAR)
    assert now.own_words == given.own_words
    assert now.organisation.agency_code == "500999"
    assert wordings.chosen_options(now, "measures-book") == {DocumentOption.INTERNAL_NOTES}
    assert own_widths(now, "analysis-by-indicator") == pytest.approx(WIDTHS)
    assert [unit.name for unit in now.units] == [unit.name for unit in given.units]
    assert planned(other, path).rows == ()

    other.undo()
    after = other.year(YEAR)
    assert after.own_words == before.own_words
    assert after.units == before.units
    assert after.document_choices == before.document_choices


def test_a_unit_gets_the_names_of_the_file_and_keeps_those_that_the_file_has_not(
    office: Workspace, other: Workspace, tmp_path: Path
) -> None:
    sections = [unit for unit in office.year(YEAR).units if unit.kind is UnitKind.SECTION]
    first, second = sections[0].id, sections[1].id
    own = [CellEdit(first, "aliases", "ฝ่ายเดิม"), CellEdit(second, "aliases", "ฝ่ายค")]
    units.edit_units(other, own)
    given = [
        CellEdit(first, "aliases", "ฝ่ายก"),
        CellEdit(second, "aliases", ""),
        CellEdit(second, "short_name", "ข"),
    ]
    units.edit_units(office, given)
    plan = planned(other, written(office, tmp_path))
    settings_import.apply(other, plan, plan.proposed, "ค่า.json")
    now = other.year(YEAR).unit_by_id
    assert (now[first].aliases, now[first].short_name) == ("ฝ่ายก", sections[0].short_name)
    assert (now[second].aliases, now[second].short_name) == ("ฝ่ายค", "ข")


def test_only_what_was_chosen_is_written_and_what_the_file_has_not_stays(
    office: Workspace, other: Workspace, tmp_path: Path
) -> None:
    set_up(office)
    wordings.put(other, YEAR, "all.no-score", "ไม่มีภาพ")
    path = written(office, tmp_path)
    plan = planned(other, path)
    settings_import.apply(other, plan, {"wording/all.continued"}, path.name)
    assert other.year(YEAR).own_words == {"all.continued": "(ยังมีต่อ)", "all.no-score": "ไม่มีภาพ"}


def test_a_text_with_the_name_of_a_person_stays_here_and_is_told(
    office: Workspace, tmp_path: Path
) -> None:
    people.add(office, YEAR, [{"name": "นางสมศรี ตัวอย่างดี", "phone": "02-000-0000"}])
    wordings.put(office, YEAR, "book-cover-foot", "ลงนามโดย สมศรี  ตัวอย่างดี")
    made = settings_file.export(office.year(YEAR), tmp_path / "a.json", office.media)
    assert made.with_people == ("book-cover-foot",)
    text = made.path.read_text("utf-8")
    held = [person for person in office.year(YEAR).people if person.name and person.name in text]
    assert held == []
    assert "ตัวอย่างดี" not in text
    assert "02-000-0000" not in text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xff\xfe\x00", "ไม่ใช่ไฟล์การตั้งค่า"),
        (b"[" * 100_000, "ไม่ใช่ไฟล์การตั้งค่า"),
        (b'{"a": 1}', "ไม่ใช่ไฟล์การตั้งค่า"),
        (b'{"format": "ita-desktop-settings", "version": true}', "ไม่ใช่ไฟล์การตั้งค่า"),
        (b'{"format": "ita-desktop-settings", "version": 2}', "รุ่นใหม่กว่า"),
        (b'{"format": "ita-desktop-settings", "version": 1, "units": {}}', "เสียที่ส่วน “units”"),
        (
            b'{"format": "ita-desktop-settings", "version": 1, "wordings": {"a": 1}}',
            "เสียที่ส่วน “wordings”",
        ),
        (
            b'{"format": "ita-desktop-settings", "version": 1, "column_widths": {"a": ["1"]}}',
            "เสียที่ส่วน “a”",
        ),
        (b" " * 24_000_001, "ใหญ่เกิน 24 MB"),
    ],
)
def test_a_foreign_newer_or_broken_file_is_refused_with_the_reason(
    tmp_path: Path, content: bytes, text: str
) -> None:
    path = tmp_path / "ไฟล์.json"
    path.write_bytes(content)
    with pytest.raises(InputError) as refused:
        settings_file.read(path)
    assert text in refused.value.sentence()
    assert "ไฟล์.json" in refused.value.sentence()
    assert refused.value.remedy


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="เปิดไฟล์"):
        settings_file.read(tmp_path / "no.json")


def with_parts(tmp_path: Path, **parts: object) -> Path:
    path = tmp_path / "made.json"
    held = {"format": settings_file.FORMAT, "version": 1, **parts}
    path.write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")
    return path


def test_what_cannot_be_used_here_is_left_out_and_told(office: Workspace, tmp_path: Path) -> None:
    path = with_parts(
        tmp_path,
        wordings={
            "no.such": "ก",
            "all.continued": "{ไม่มีช่องนี้}",
            "all.continued/2568": "ก",
            "analysis-by-indicator.columns": "สอง | ช่อง",
        },
        document_choices={"no-document": [], "measures-book": ["no-choice"]},
        column_widths={"measures-book": [50, 50], "analysis-by-indicator": [99.9, 0.1]},
    )
    plan = planned(office, path)
    assert plan.rows == ()
    assert len(plan.left_out) == 8
    assert all(out.why.sentence() for out in plan.left_out)


def test_a_new_unit_that_is_nearly_another_one_waits_for_an_answer(
    office: Workspace, tmp_path: Path
) -> None:
    known = office.year(YEAR).units[1].name
    near = known + "ฯ"
    unit = {"name": near, "kind": "section"}
    path = with_parts(tmp_path, units=[unit, unit, {"name": " ", "kind": "section"}])
    [row] = planned(office, path).rows
    assert known in row.near
    assert planned(office, path).proposed == frozenset()
    settings_import.apply(office, planned(office, path), {row.id}, path.name)
    assert near in {unit.name for unit in office.year(YEAR).units}


def test_what_was_changed_while_it_was_looked_at_is_not_written_over(
    office: Workspace, other: Workspace, tmp_path: Path
) -> None:
    set_up(office)
    path = written(office, tmp_path)
    plan = planned(other, path)
    wordings.put(other, YEAR, "all.continued", "(มีต่อ)")
    with pytest.raises(ConflictError):
        settings_import.apply(other, plan, plan.proposed, path.name)
    assert other.year(YEAR).own_words == {"all.continued": "(มีต่อ)"}


def picture(color: str) -> bytes:
    made = BytesIO()
    Image.new("RGB", (40, 40), color).save(made, "PNG")
    return made.getvalue()


def set_up_book(office: Workspace) -> None:
    wordings.put_file(office, YEAR, "garuda", "ครุฑ.png", picture("red"))
    own = book.add_text(office, YEAR, "ความเป็นมา", "สิบตัวชี้วัด **มีดังนี้**\n- หนึ่ง")
    book.move(office, YEAR, own, 1)
    book.show(office, YEAR, ["part:framework"], shown=False)


def test_pictures_and_chapters_go_along(
    office: Workspace, other: Workspace, tmp_path: Path
) -> None:
    set_up_book(office)
    path = written(office, tmp_path)
    plan = planned(other, path)
    assert (plan.left_out, [row.id for row in plan.rows]) == ((), ["picture/garuda", "chapters"])
    settings_import.apply(other, plan, plan.proposed, path.name)
    now, given = other.year(YEAR), office.year(YEAR)
    assert other.media(now.office_files[0].media) == picture("red")
    texts = [[(e.title, e.shown, e.text) for e in book.entries(data)] for data in (now, given)]
    assert texts[0] == texts[1]
    assert planned(other, path).rows == ()
    other.undo()
    assert other.year(YEAR).office_files == ()
    assert "ความเป็นมา" not in [entry.title for entry in book.entries(other.year(YEAR))]


def test_chapters_of_this_office_alone_stay_behind_the_others(
    office: Workspace, other: Workspace, tmp_path: Path
) -> None:
    set_up_book(office)
    book.add_text(other, YEAR, "ของเราเอง", "คงไว้")
    book.add_text(other, YEAR, "ความเป็นมา", "เก่า")
    path = written(office, tmp_path)
    plan = planned(other, path)
    settings_import.apply(other, plan, plan.proposed, path.name)
    texts = {entry.title: entry.text for entry in book.entries(other.year(YEAR))}
    assert texts["ของเราเอง"] == "คงไว้"
    assert texts["ความเป็นมา"].startswith("สิบตัวชี้วัด")


def test_what_is_no_picture_is_left_out_and_what_is_no_file_refused(
    office: Workspace, other: Workspace, tmp_path: Path
) -> None:
    set_up_book(office)
    path = written(office, tmp_path)
    held = json.loads(path.read_text("utf-8"))
    held["pictures"]["garuda"]["data"] = b64encode(b"\x89PNG no picture").decode()
    path.write_text(json.dumps(held), encoding="utf-8")
    plan = planned(other, path)
    assert [out.part for out in plan.left_out] == [settings_import.SettingsPart.PICTURES]
    for data in ("=no base64=", 5):
        held["pictures"]["garuda"]["data"] = data
        path.write_text(json.dumps(held), encoding="utf-8")
        with pytest.raises(InputError, match="pictures"):
            settings_file.read(path)


def test_a_chapter_with_the_name_of_a_person_and_files_stay_here_and_are_told(
    office: Workspace, tmp_path: Path
) -> None:
    people.add(office, YEAR, [{"name": "นางสมศรี ตัวอย่างดี"}])
    book.add_text(office, YEAR, "คำนำ", "เรียบเรียงโดยนางสมศรี ตัวอย่างดี")
    made = settings_file.export(office.year(YEAR), tmp_path / "a.json", office.media)
    assert "คำนำ" in made.with_people
    assert "ตัวอย่างดี" not in made.path.read_text("utf-8")


def chapter(**fields: object) -> list[dict[str, object]]:
    return [{"part": "", "title": "ก", "text": "ข"} | fields]


def picture_part(**fields: object) -> dict[str, dict[str, object]]:
    return {"garuda": {"file_name": "ก.png", "data": ""} | fields}


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("office", {"name": "ก" * 200_000}),
        ("units", [{"name": "ก", "kind": "section"}] * 5_000),
        ("document_choices", {"a": ["ก"] * 5_000}),
        ("chapters", chapter(text="ก" * 200_000)),
        ("pictures", picture_part(file_name="ก" * 255)),
        ("pictures", picture_part(data=b64encode(bytes(MOST_OF_PICTURE)).decode())),
    ],
)
def test_what_is_just_not_too_much_is_read(tmp_path: Path, part: str, value: object) -> None:
    settings_file.read(with_parts(tmp_path, **{part: value}))


@pytest.mark.parametrize(
    ("part", "value", "named"),
    [
        ("office", {"name": "ก" * 200_001}, "office"),
        ("office", {"name": None}, "office"),
        ("units", ["ก"], "units"),
        ("units", [{"name": "ก", "kind": "ก"}], "units"),
        ("units", [{"kind": "section"}], "units"),
        ("units", [{"name": "ก", "kind": "section"}] * 5_001, "units"),
        ("document_choices", {"a": {}}, "a"),
        ("document_choices", {"a": ["ก"] * 5_001}, "a"),
        ("column_widths", {"a": [True]}, "a"),
        ("chapters", ["ก"], "chapters"),
        ("chapters", chapter(text="ก" * 200_001), "chapters"),
        ("chapters", chapter(title=5), "chapters"),
        ("chapters", chapter(shown=1), "chapters"),
        ("pictures", {"garuda": "ก"}, "pictures"),
        ("pictures", picture_part(file_name="ก" * 256), "pictures"),
        ("pictures", picture_part(file_name=None), "pictures"),
        ("pictures", picture_part(data=b64encode(bytes(MOST_OF_PICTURE + 1)).decode()), "pictures"),
    ],
)
def test_a_part_of_another_form_or_size_is_named(
    tmp_path: Path, part: str, value: object, named: str
) -> None:
    with pytest.raises(InputError, match=f"เสียที่ส่วน “{named}”"):
        settings_file.read(with_parts(tmp_path, **{part: value}))


def test_parts_that_a_file_has_not_are_empty_and_a_chapter_is_shown(tmp_path: Path) -> None:
    assert settings_file.read(with_parts(tmp_path)) == ({}, (), {}, {}, {}, {}, ())
    read = settings_file.read(
        with_parts(
            tmp_path, chapters=[*chapter(), *chapter(shown=False)], column_widths={"a": [3e9, 5]}
        )
    )
    assert [one.shown for one in read.chapters] == [True, False]
    assert read.widths == {"a": (1_000_000.0, 5.0)}


def chapters_of(office: Workspace) -> list[tuple[str, bool]]:
    return [(entry.title, entry.shown) for entry in book.entries(office.year(YEAR))]


def test_a_chapter_that_is_not_known_here_is_named_and_the_others_come(
    office: Workspace, tmp_path: Path
) -> None:
    """They are known by the words of their titles; one that is left out is not among the new."""
    book.add_text(office, YEAR, "ของเราเอง", "คงไว้")
    parts = (
        *chapter(part="of a later program", title=""),
        *chapter(title="ยาวเกิน", text="\t-ก\n" * 45_000),  # kept as "  - ก"
        *chapter(title="ใหม่", text="ข"),
        *chapter(title="ซ่อนไว้", text="ค", shown=False),
        *chapter(title=" ของ เราเอง ", text="เปลี่ยน"),
    )
    before = chapters_of(office)
    plan = planned(office, with_parts(tmp_path, chapters=[*parts]))
    assert [out.name for out in plan.left_out] == ["of a later program", "ยาวเกิน"]
    (row,) = plan.rows
    assert row.old.endswith("ของเราเอง")
    assert row.new.startswith("ใหม่ · ของ เราเอง · ")
    settings_import.apply(office, plan, plan.proposed, "ก.json")
    texts = {entry.title: entry.text for entry in book.entries(office.year(YEAR))}
    assert texts["ของ เราเอง"] == "เปลี่ยน"
    others = [pair for pair in before if pair[0] != "ของเราเอง"]
    assert chapters_of(office) == [("ใหม่", True), ("ซ่อนไว้", False), ("ของ เราเอง", True), *others]


@pytest.mark.parametrize(
    ("text", "shown"),
    [("", "–"), (" ก\n ข ", "ก ข"), ("ก" * 60, "ก" * 60), ("ก" * 61, f"{'ก' * 60}…")],
)
def test_a_text_is_shown_by_its_beginning_on_one_line(text: str, shown: str) -> None:
    assert settings_import.in_short(text) == shown


def test_widths_that_are_the_same_on_paper_are_no_change(
    office: Workspace, other: Workspace, tmp_path: Path
) -> None:
    choose_widths(other, YEAR, "analysis-by-indicator", WIDTHS)

    def changes(*widths: float) -> int:
        return len(planned(other, with_parts(
            tmp_path, column_widths={"analysis-by-indicator": widths})).rows)  # fmt: skip

    assert changes(*WIDTHS) == 0
    assert changes(20.01, 20, 25, 20, 14.99) == 0
    assert changes(21, 20, 25, 20, 14) == 1


def test_an_office_that_is_renamed_by_a_file_is_renamed_as_by_hand(
    office: Workspace, other: Workspace
) -> None:
    """Texts that the program filled in with the name follow it."""
    given = settings_file.OfficeSettings({"name": "สำนักงานเขตเปลี่ยนชื่อ"}, (), {}, {}, {})
    texts = []
    for workspace in (office, other):
        data = workspace.year(YEAR)
        director = CellEdit(
            data.letters[0].id, "addressee", f"ผู้อำนวยการ{data.organisation.name[8:]}"
        )
        letters.edit(workspace, YEAR, [director])
        if workspace is office:
            edit_organisation(workspace, **given.office)
        else:
            made = settings_import.plan(workspace.year(YEAR), given)
            settings_import.apply(workspace, made, made.proposed, "ของเรา.json")
        now = workspace.year(YEAR)
        texts.append((now.letters[0].addressee, [duty.text for duty in now.duties]))
    assert texts[0] == texts[1]
    assert texts[0][0] == "ผู้อำนวยการเขตเปลี่ยนชื่อ"
