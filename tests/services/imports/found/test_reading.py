"""Files and folders are read with limits, and what is not read is told."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.services.imports.found import reading
from ita_desktop.services.imports.found.reading import find_in, gather
from ita_desktop.services.imports.found.series import apply_series, plan_parts
from ita_desktop.storage.workspace import Workspace

TABLE = "ข้อ,ผู้รับผิดชอบ\nO1,ฝ่ายปกครอง\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "รวม"
    (made / "ใน").mkdir(parents=True)
    for name in ("ข.csv", "ก.csv", "ใน/ค.csv"):
        (made / name).write_text(TABLE, encoding="utf-8")
    return made


def test_a_folder_is_read_with_those_in_it(folder: Path) -> None:
    (folder / "~$ก.csv").write_text("x", encoding="utf-8")
    (folder / "ภาพ.png").write_bytes(b"x")
    (folder / "เสีย.xlsx").write_bytes(b"PK\x03\x04 broken")
    found = find_in([folder], None)
    assert [source.name for source in found.sources] == ["ก.csv", "ข.csv", "ค.csv"]
    assert [part.kind for part in found.parts] == ["assignments"] * 3
    assert [str(error.where) for error in found.left] == ["รวม/ภาพ.png", "เสีย.xlsx"]
    assert found.refused == ()


def test_a_file_that_is_named_and_cannot_be_read_is_refused(folder: Path) -> None:
    found = find_in([folder / "ก.csv", folder / "ไม่มี.csv"], None)
    assert len(found.parts) == 1
    assert "ไม่พบไฟล์นี้" in str(found.refused[0])


def test_files_are_counted_while_they_are_read(folder: Path) -> None:
    """Of a single file its rows are, as far as it has any to tell."""
    counted: list[tuple[int, int]] = []
    progress = WorkProgress(lambda done, total: counted.append((done, total)))
    find_in([folder / "ข.csv", folder / "ก.csv"], None, progress)
    assert counted == [(0, 2), (1, 2)]
    counted.clear()
    find_in([folder / "ก.csv"], None, progress)
    assert (0, 1) not in counted


def test_links_to_folders_and_deep_folders_are_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        (folder / "วน").symlink_to(folder, target_is_directory=True)
    except OSError:
        pytest.skip("no links here")
    monkeypatch.setattr(reading, "MAX_DEPTH", 0)
    found = gather([folder])
    assert [path.name for path in found.files] == ["ก.csv", "ข.csv"]
    assert ["ทางลัด" in str(error) or "ลึก" in str(error) for error in found.left] == [True, True]


def test_too_many_files_are_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_FILES", 2)
    found = gather([folder])
    assert len(found.files) == 2
    assert "เกิน 2 ไฟล์" in str(found.left[0])


def test_the_page_that_asks_says_nothing_of_a_file_that_is_surely_another_list(
    tmp_path: Path,
) -> None:
    """The scores beside an analysis are no official result because the page of scores asked."""
    path = tmp_path / "วิเคราะห์.csv"
    path.write_text(
        "การวิเคราะห์ผลการประเมิน ITA ปี 2568,,,\n"
        "ตัวชี้วัด,คะแนน,ประเด็นที่ต้องปรับปรุง,แนวทาง\n"
        "i1 เจ้าหน้าที่ปฏิบัติงานตามขั้นตอน,89.5,ประชาชนไม่ทราบระยะเวลา,ติดป้ายประกาศ\n"
        "i5,78.2,บุคลากรไม่ทราบแผนงบประมาณ,แจ้งเวียนทุกเดือน\n",
        encoding="utf-8-sig",
    )
    kinds = [
        [part.kind for part in find_in([path], None, kind=kind).parts] for kind in ("", "results")
    ]
    assert kinds == [["analysis"], ["analysis"]]


TITLES = (
    "ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA)",
    "สำนักงานเขตตัวอย่าง ปีงบประมาณ พ.ศ. 2568",
)


def as_page(rows: Sequence[Sequence[str]]) -> str:
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    lines = "".join(f"<p>{line}</p>" for line in TITLES)
    return f"<html><body>{lines}<table>{body}</table></body></html>"


def as_text(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join((*TITLES, "", *("\t".join(row) for row in rows)))


@pytest.mark.parametrize(("suffix", "written"), [("html", as_page), ("txt", as_text)])
def test_a_score_is_of_the_item_beside_it_not_of_the_group_that_begins_there(
    workspace: Workspace,
    tmp_path: Path,
    suffix: str,
    written: Callable[[Sequence[Sequence[str]]], str],
) -> None:
    framework = workspace.year(2568).framework
    rows, wanted, above = [("ตัวชี้วัด", "ข้อ/ประเด็นการประเมิน", "คะแนน")], {}, ""
    for at, item in enumerate(each for each in framework.items if each.code[0] != "O"):
        group = framework.indicator_by_code[item.indicator]
        named = f"{group.code}. {group.name}" if group.code != above else ""
        wanted[item.code] = Decimal(f"{60 + at}.25")
        rows.append((named, f"{item.code} {item.title}", str(wanted[item.code])))
        above = group.code
    path = tmp_path / f"เอกสาร.{suffix}"
    path.write_text(written(rows), encoding="utf-8")
    parts = find_in([path], workspace.year(2568)).parts
    apply_series(workspace, plan_parts(workspace, parts, shown=2568))
    assert {score.node: score.value for score in workspace.year(2568).scores} == wanted
