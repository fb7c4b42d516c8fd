"""Photographs of a book and of a progress report go to the follow-up of their measures."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest

from ita_desktop.domain.records import MeasureKind
from ita_desktop.domain.tracking.entries import Photo
from ita_desktop.services import measures
from ita_desktop.services.imports.found.series import ImportSeries, apply_series, plan_parts
from ita_desktop.storage.workspace import Workspace
from tests.services.imports.documents.made_books import (
    BLUE,
    CHAPTERS,
    GREEN,
    Steps,
    add_table,
    write_book,
)
from tests.services.imports.documents.made_books import Photo as Picture
from tests.services.imports.documents.test_chapters import planned, taken_in
from tests.support.known_files import opened_unread, prepared_begun

RED = (200, 40, 40)
HEADS = (
    "ประเด็นการประเมิน",
    "มาตรการ/กิจกรรม",
    "ผลการดำเนินการตามมาตรการ",
    "ภาพกิจกรรมที่แสดงถึงการปฏิบัติจริง",
)


PLAN = Picture(BLUE, "แผนผังชั้น 1")


def progress_report(path: Path, *pictures: object, last: Picture = PLAN) -> Path:
    """A report of the first round: a row of I1 with pictures, one of I2 without, and one of
    a picture alone."""
    from docx import Document

    made = Document()
    made.add_paragraph(
        "การรายงานผลการดำเนินการ ประจำปีงบประมาณ พ.ศ. 2568 รอบ 6 เดือน (ตุลาคม 2567 - มีนาคม 2568)"
    )
    rows = (
        HEADS,
        ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "", "", ""),
        ("I1 เต็มใจให้บริการ", "1. จัดทำคู่มือการให้บริการ", "1. เผยแพร่คู่มือแล้ว", list(pictures) or ""),
        ("I2 อำนวยความสะดวก", "1. ติดแผนผังจุดบริการ", "1. ติดแผนผังครบทุกจุด", ""),
        ("", "", "", last),
    )
    add_table(made, rows)
    made.save(str(path))
    return path


def take_in_book(workspace: Workspace) -> None:
    with TemporaryDirectory() as folder:
        taken_in(workspace, write_book(Path(folder, "เล่ม.docx"), contents=False))


@pytest.fixture
def with_measures(tmp_path: Path) -> Iterator[Workspace]:
    with opened_unread(prepared_begun(2568, take_in_book), tmp_path / "งาน.ita") as workspace:
        yield workspace


def photos_of(workspace: Workspace, kind: MeasureKind) -> list[tuple[str, Photo]]:
    year = workspace.year(2568)
    return [
        (measure.method, photo)
        for measure in year.measures
        if measure.kind is kind
        for entry in year.entries_of(measure.id)
        for photo in year.photos_of(entry.id)
    ]


def test_pictures_of_a_report_go_to_the_entries_of_their_round(
    with_measures: Workspace, tmp_path: Path
) -> None:
    path = progress_report(tmp_path / "ก.docx", Picture(GREEN, "หน้าเว็บคู่มือ"))
    taken_in(with_measures, path)
    year = with_measures.year(2568)
    found = photos_of(with_measures, MeasureKind.ITEM)
    assert [(method, photo.caption) for method, photo in found] == [
        ("1. จัดทำคู่มือการให้บริการ", "หน้าเว็บคู่มือ"),
        ("1. ติดแผนผังจุดบริการ", "แผนผังชั้น 1"),
    ]
    entries = {entry.id: entry for entry in year.entries}
    rounds = {round_.id: round_.title for round_ in year.rounds}
    assert {rounds[entries[photo.entry_id].round_id or ""] for _, photo in found} == {"รอบ 6 เดือน"}
    assert [entries[photo.entry_id].text for _, photo in found] == [
        "1. เผยแพร่คู่มือแล้ว",
        "1. ติดแผนผังครบทุกจุด",
    ]
    for _, photo in found:
        stored = with_measures.media(photo.media)
        assert stored is not None
        assert sha256(stored).hexdigest() == photo.media
        assert (photo.width, photo.height) == (640, 480)
    assert planned(with_measures, path).writes == ()


def test_a_caption_that_its_photograph_takes_is_not_called_unread(
    with_measures: Workspace, tmp_path: Path
) -> None:
    def unread(path: Path) -> list[str]:
        return [left.text for left in planned(with_measures, path).left]

    assert unread(progress_report(tmp_path / "ก.docx", Picture(GREEN, "หน้าเว็บคู่มือ"))) == []
    told = unread(progress_report(tmp_path / "ข.docx", "ภาพการประชุม"))
    assert "ภาพการประชุม" in told, "without a photograph, it is no caption"


def test_one_undo_takes_all_back(with_measures: Workspace, tmp_path: Path) -> None:
    before = with_measures.year(2568)
    taken_in(with_measures, progress_report(tmp_path / "ก.docx", Picture(GREEN), Picture(RED)))
    assert len(with_measures.year(2568).photos) == 3
    with_measures.edits.undo()
    assert with_measures.year(2568) == before


def test_pictures_of_a_chapter_go_to_its_measures(workspace: Workspace, tmp_path: Path) -> None:
    image = (CHAPTERS[3][0], (Steps(("ทำป้าย",)), Picture(GREEN, "ป้าย"), *_later()))
    chapters = [*CHAPTERS[:2], image, ("ภาพประกอบ", (Picture(BLUE, "หน้าสำนักงาน"),))]
    path = write_book(tmp_path / "ก.docx", chapters=chapters)
    series = taken_in(workspace, path)
    found = photos_of(workspace, MeasureKind.IMAGE)
    assert [(method, photo.caption) for method, photo in found] == [
        ("ทำป้าย", "ป้าย"),
        ("จัดที่นั่ง", "ที่นั่งพักคอย"),
    ]
    told = " ".join(doubt.why for each in series.parts for doubt in each.doubts)
    assert "ภาพ 1 ภาพในบท “ภาพประกอบ”" in told
    assert planned(workspace, path).writes == ()


def test_captions_stand_below_their_pictures_in_a_table_of_both(
    workspace: Workspace, tmp_path: Path
) -> None:
    """But a row of pictures of its own has its captions for itself."""
    below = ((Picture(GREEN), Picture(BLUE)), ("ป้ายหน้าเขต", "จุดบริการ"))
    beside = ((Picture(RED), ""), (Picture((90, 90, 90)), "ที่นั่ง"))
    content = (Steps(("ทำป้าย",)), below, Picture(BLUE, "คั่น", (640, 200)), beside)
    chapters = [*CHAPTERS[:2], (CHAPTERS[3][0], content)]
    taken_in(workspace, write_book(tmp_path / "ก.docx", chapters=chapters))
    captions = [photo.caption for _, photo in photos_of(workspace, MeasureKind.IMAGE)]
    assert captions == ["ป้ายหน้าเขต", "จุดบริการ", "คั่น", "", "ที่นั่ง"]


def _later() -> tuple[object, ...]:
    return ("2. จัดที่นั่ง", Picture(RED, "ที่นั่งพักคอย"))


def test_a_picture_without_a_measure_or_too_small_is_told(
    workspace: Workspace, tmp_path: Path
) -> None:
    small = Picture(GREEN, size=(60, 60))
    image = (CHAPTERS[3][0], (*CHAPTERS[3][1], small))
    path = write_book(tmp_path / "ก.docx", chapters=[*CHAPTERS[:3], image])
    series = planned(workspace, path)
    (photos,) = (each.plan for each in series.parts if each.part.kind == "photos")
    assert photos is not None
    assert photos.changes == ()
    without, small_one = (each.why for each in photos.skipped)
    assert without.startswith("ไม่พบมาตรการของภาพนี้")
    assert "เล็กเกินกว่าจะเป็นภาพถ่าย" in small_one


def test_a_picture_that_is_cut_off_is_told_and_costs_the_others_nothing(
    with_measures: Workspace, tmp_path: Path
) -> None:
    path = progress_report(tmp_path / "ก.docx", Picture(GREEN, "หน้าเว็บคู่มือ"))
    broken = tmp_path / "ข.docx"
    with ZipFile(path) as whole, ZipFile(broken, "w") as made:
        for name in whole.namelist():
            data = whole.read(name)
            made.writestr(name, data[: len(data) // 2] if name.endswith("image1.jpg") else data)
    series = taken_in(with_measures, broken)
    (photos,) = (each.plan for each in series.parts if each.part.kind == "photos")
    assert photos is not None
    (told,) = (each.why for each in photos.skipped)
    assert "image1.jpg เสียหรือขาดตอน เปิดเป็นภาพไม่ได้" in told
    captions = [photo.caption for _, photo in photos_of(with_measures, MeasureKind.ITEM)]
    assert captions == [PLAN.caption]


def photos_alone(workspace: Workspace, path: Path) -> ImportSeries:
    """What the photographs of a report do where its table is left out."""
    parts = (each.part for each in planned(workspace, path).parts)
    left = [each if each.kind == "photos" else replace(each, is_taken=False) for each in parts]
    return plan_parts(workspace, left, shown=2568)


def test_pictures_of_items_go_to_the_measure_of_their_indicator(
    workspace: Workspace, tmp_path: Path
) -> None:
    """Of the indicator alone: that of another one is none of theirs."""
    kind = MeasureKind.INDICATOR
    steps = {"2": "1. ติดแผนผังจุดบริการ", "1": "1. จัดทำคู่มือ"}
    new = [{"indicator": code, "method": text, "kind": kind} for code, text in steps.items()]
    measures.add(workspace, 2568, new)
    series = photos_alone(workspace, progress_report(tmp_path / "ก.docx", Picture(GREEN, "ก")))
    apply_series(workspace, series)
    found = photos_of(workspace, MeasureKind.INDICATOR)
    assert [(method, photo.caption) for method, photo in found] == [
        ("1. จัดทำคู่มือ", "ก"),
        ("1. จัดทำคู่มือ", "แผนผังชั้น 1"),
    ]
    places = [photo.position for _, photo in found]
    assert places == sorted(set(places))


def test_pictures_of_an_indicator_go_to_its_measures(workspace: Workspace, tmp_path: Path) -> None:
    """And those of a chapter to those of the chapter."""
    from docx import Document

    kind, text = MeasureKind.INDICATOR, "1. จัดทำคู่มือ"
    new = [{"indicator": code, "method": text, "kind": kind} for code in ("2", "1")]
    # Whose steps are the same: papers print one text for several measures.
    new.insert(0, {"indicator": "1", "method": text, "kind": MeasureKind.COMMUNICATION})
    new.append({"method": text, "kind": MeasureKind.IMAGE})
    measures.add(workspace, 2568, new)
    made = Document()
    made.add_paragraph(
        "การรายงานผลการดำเนินการ ประจำปีงบประมาณ พ.ศ. 2568 รอบ 6 เดือน (ตุลาคม 2567 - มีนาคม 2568)"
    )
    heads = ("ตัวชี้วัด", *HEADS[1:])
    rows = (
        ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", text, "1. ทำแล้ว", Picture(GREEN, "ก")),
        ("มาตรการสื่อสารสร้างภาพลักษณ์", text, "1. ทำแล้ว", Picture(BLUE, "ข")),
    )
    add_table(made, (heads, *rows))
    path = tmp_path / "ก.docx"
    made.save(str(path))
    apply_series(workspace, photos_alone(workspace, path))
    year = workspace.year(2568)
    found = {
        photo.caption: (measure.kind, measure.indicator)
        for measure in year.measures
        for entry in year.entries_of(measure.id)
        for photo in year.photos_of(entry.id)
    }
    assert found == {"ก": (kind, "1"), "ข": (MeasureKind.IMAGE, "")}


def test_pictures_of_items_without_any_measure_are_told_by_their_items(
    workspace: Workspace, tmp_path: Path
) -> None:
    series = photos_alone(workspace, progress_report(tmp_path / "ก.docx", Picture(GREEN)))
    (photos,) = (each.plan for each in series.parts if each.part.kind == "photos")
    assert photos is not None
    assert [one.why.partition(")")[0] for one in photos.skipped] == [
        "ไม่พบมาตรการของภาพนี้ (I1",
        "ไม่พบมาตรการของภาพนี้ (I2",
    ]


def test_one_picture_twice_in_a_row_is_stored_once(
    with_measures: Workspace, tmp_path: Path
) -> None:
    path = progress_report(tmp_path / "ก.docx", Picture(GREEN, "ก"), Picture(GREEN, "ข"))
    series = taken_in(with_measures, path)
    (photos,) = (each.plan for each in series.parts if each.part.kind == "photos")
    assert photos is not None
    assert (photos.added, len(photos.unchanged), photos.skipped) == (2, 1, ())
    captions = [photo.caption for _, photo in photos_of(with_measures, MeasureKind.ITEM)]
    assert captions == ["ก", "แผนผังชั้น 1"]


def test_a_photograph_can_be_left_out(with_measures: Workspace, tmp_path: Path) -> None:
    path = progress_report(tmp_path / "ก.docx", Picture(GREEN, "ก"), Picture(RED, "ข"))
    series = planned(with_measures, path)
    (photos,) = (each.plan for each in series.parts if each.part.kind == "photos")
    assert photos is not None
    shown = [[cell.new for cell in change.cells] for change in photos.changes]
    assert [row[0] for row in shown] == ["I1", "I1", "I2"]
    assert [row[3] for row in shown] == ["ก", "ข", "แผนผังชั้น 1"]
    first = photos.changes[0].key
    assert (
        sum(type(write.record).__name__ == "Photo" for write in photos.accept([first]).writes())
        == 1
    )


TALL, WIDE = (480, 640), (640, 480)
SMALLER = (512, 384), (576, 432), (448, 336)
"""Sizes in which papers print a wide picture."""


def known_and_new(workspace: Workspace, path: Path) -> tuple[int, int]:
    """How many photographs of a paper the year has already, and how many come in."""
    (photos,) = (one.plan for one in planned(workspace, path).parts if one.part.kind == "photos")
    assert photos is not None
    assert not photos.skipped
    return len(photos.unchanged), len(photos.changes)


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("stored", "came", "expected"),
    [
        ([Picture(GREEN, size=TALL), Picture(RED)], [Picture(RED, size=SMALLER[0])], (1, 0)),
        ([Picture(GREEN), Picture(RED)], [Picture(RED, size=SMALLER[0])], (1, 0)),
        ([Picture(RED)], [Picture(GREEN, size=SMALLER[0])], (0, 1)),
        ([Picture(RED)], [Picture(RED, size=TALL)], (0, 1)),
        (
            [Picture(GREEN), Picture(RED)],
            [Picture(GREEN), Picture(RED, size=SMALLER[0])],
            (2, 0),
        ),
        (
            [Picture(RED), Picture(RED, size=SMALLER[0])],
            [Picture(RED, size=SMALLER[1]), Picture(RED, size=SMALLER[2])],
            (2, 0),
        ),
        ([Picture(RED)], [Picture(RED, size=size) for size in SMALLER[:2]], (1, 1)),
        ([Picture(RED)], [Picture(RED), Picture(RED, size=SMALLER[0])], (1, 1)),
        ([Picture(RED)], [Picture(RED, size=SMALLER[0]), Picture(RED)], (1, 1)),
    ],
    ids=[
        "after one of another shape",
        "after one of other colours",
        "of other colours",
        "of another shape",
        "after one that is the very same",
        "two prints of two alike",
        "two prints of one",
        "a print after the very same",
        "a print before the very same",
    ],
)
def test_a_smaller_print_of_a_photograph_is_known_wherever_that_stands(
    with_measures: Workspace,
    tmp_path: Path,
    stored: list[Picture],
    came: list[Picture],
    expected: tuple[int, int],
) -> None:
    """Each photograph is found again once: what is over is a photograph of its own."""
    taken_in(with_measures, progress_report(tmp_path / "ก.docx", *stored))
    again = progress_report(tmp_path / "ข.docx", *came)
    known, new = expected
    # The plan of the floor is in both.
    assert known_and_new(with_measures, again) == (known + 1, new)


def test_a_print_of_a_photograph_of_another_measure_is_known(
    with_measures: Workspace, tmp_path: Path
) -> None:
    """Papers print one photograph for several measures."""
    taken_in(with_measures, progress_report(tmp_path / "ก.docx", Picture(RED)))
    smaller = Picture(RED, size=SMALLER[0])
    again = progress_report(tmp_path / "ข.docx", last=smaller)
    assert known_and_new(with_measures, again) == (1, 0)
    other = progress_report(tmp_path / "ค.docx", last=Picture(GREEN, size=SMALLER[0]))
    assert known_and_new(with_measures, other) == (0, 1)


def test_a_picture_beside_a_merged_step_goes_to_the_measure_of_that_step(
    workspace: Workspace, tmp_path: Path
) -> None:
    """Not to another measure of its own item."""
    from docx import Document

    shared, other = "1. จัดทำคู่มือการให้บริการ", "1. ติดแผนผังจุดบริการ"
    steps = {other: ("I2",), shared: ("I1", "I2")}
    measures.add(workspace, 2568, [{"items": of, "method": text} for text, of in steps.items()])
    made = Document()
    made.add_paragraph(
        "การรายงานผลการดำเนินการ ประจำปีงบประมาณ พ.ศ. 2568 รอบ 6 เดือน (ตุลาคม 2567 - มีนาคม 2568)"
    )
    rows = (
        HEADS,
        ("I1 เต็มใจให้บริการ", shared, "1. เผยแพร่คู่มือแล้ว", Picture(GREEN, "ก")),
        ("I2 อำนวยความสะดวก", "", "1. แจกคู่มือแล้ว", Picture(BLUE, "ข")),
    )
    table = add_table(made, rows)
    table.cell(1, 1).merge(table.cell(2, 1))
    path = tmp_path / "ก.docx"
    made.save(str(path))
    apply_series(workspace, photos_alone(workspace, path))
    found = photos_of(workspace, MeasureKind.ITEM)
    assert [(method, photo.caption) for method, photo in found] == [(shared, "ก"), (shared, "ข")]


@pytest.mark.parametrize("head", ["ภาพกิจกรรม", "ภาพถ่าย", "รูปภาพประกอบ"])
def test_pictures_in_a_table_of_communication_go_to_the_measure_of_their_item(
    workspace: Workspace, tmp_path: Path, head: str
) -> None:
    """Steps of all of them are the same."""
    from PIL import Image

    kind, text = MeasureKind.COMMUNICATION, "กำชับให้สื่อสาร"
    new = [{"items": (code,), "method": text, "kind": kind} for code in ("I1", "I2")]
    measures.add(workspace, 2568, new)
    table = (
        ("ประเด็นการประเมิน", "มาตรการ/กิจกรรม", "ระยะเวลาดำเนินการ", "การกำกับติดตาม", head),
        ("I1 เต็มใจให้บริการ", text, "ทุกเดือน", "ผอ. ติดตาม", Picture(GREEN, "ป้ายหน้าเขต")),
        ("I2 อำนวยความสะดวก", text, "ทุกเดือน", "ผอ. ติดตาม", Picture(BLUE, "เสียงตามสาย")),
    )
    chapters = [*CHAPTERS[:2], (CHAPTERS[2][0], (table,))]
    path = write_book(tmp_path / "ก.docx", chapters=chapters)
    apply_series(workspace, photos_alone(workspace, path))
    captions = [photo.caption for _, photo in photos_of(workspace, kind)]
    assert captions == ["ป้ายหน้าเขต", "เสียงตามสาย"]
    whole = planned(workspace, path)
    assert not {"ป้ายหน้าเขต", "เสียงตามสาย"} & {left.text for left in whole.left}
    (own,) = (one.plan for one in whole.parts if one.part.kind == "communications")
    assert own is not None
    assert (own.ignored_columns, own.flaws) == ((), ())
    year = workspace.year(2568)
    brightest: dict[str, int] = {}
    for measure in year.measures:
        (entry,) = year.entries_of(measure.id)
        (photo,) = year.photos_of(entry.id)
        with Image.open(BytesIO(workspace.media(photo.media) or b"")) as shown:
            colour = shown.convert("RGB").resize((1, 1)).tobytes()
        (link,) = year.items_of_measure(measure.id)
        brightest[link.item_code] = colour.index(max(colour))
    assert brightest == {"I1": GREEN.index(max(GREEN)), "I2": BLUE.index(max(BLUE))}
