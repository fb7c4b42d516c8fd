"""documents and export, as a clerk's script calls them."""

import io
import json
import zipfile
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader

from ita_desktop.cli.main import main
from ita_desktop.documents.kinds import Format
from ita_desktop.documents.layout import fonts as letter_files
from ita_desktop.documents.registry import KINDS
from ita_desktop.services import letters, workspaces
from ita_desktop.services.documents import wordings
from ita_desktop.services.documents.exporting import TOLD_OF_LETTER
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.meetings import meetings
from ita_desktop.services.roster import orders
from ita_desktop.settings import Settings
from ita_desktop.storage.workspace import Workspace
from tests.cli.conftest import Run

SIGNED = date(2024, 11, 1)
BEGINS = {".docx": b"PK", ".xlsx": b"PK", ".pdf": b"%PDF-"}


class AllPublic(NamedTuple):
    """The folder of all documents of a year, which has so many letters."""

    folder: Path
    letters: int


@pytest.fixture(autouse=True)
def told_of_letter(own_home: Path) -> None:
    """What is told once about the letter of Word files was told before."""
    Settings().set(TOLD_OF_LETTER, True)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return workspaces.copy_sample(tmp_path / "ตัวอย่าง.ita")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "เอกสาร" / "ปี 68"


def inside(file: Path) -> str:
    """All letters of a Word or Excel file."""
    with zipfile.ZipFile(file) as parts:
        names = [name for name in parts.namelist() if name.endswith(".xml")]
        return "".join(parts.read(name).decode("utf-8") for name in names)


def test_every_document_is_listed_with_what_it_lacks(run: Run, sample: Path, path: Path) -> None:
    lines = run("documents", sample).out.splitlines()
    listed = {line.split()[0]: line for line in lines}
    assert list(listed) == [kind.name for kind in KINDS]
    assert "ตารางมอบหมายผู้รับผิดชอบ OIT  [docx xlsx pdf]  พร้อมพิมพ์" in listed["oit-assignments"]
    new = run("documents", path).out.splitlines()
    assert [line.split()[0] for line in new if "พร้อมพิมพ์" in line] == ["framework-summary"]
    missing = next(line for line in new if line.startswith("committee-roster "))
    assert "ยังไม่มีรายชื่อ · เพิ่มที่หน้าคณะกรรมการ" in missing


def test_the_list_speaks_english_when_asked(run: Run, sample: Path) -> None:
    text = run("documents", sample, "--lang", "en").out
    assert "Ready" in text
    assert "พร้อมพิมพ์" not in text


def test_the_json_list_has_the_promised_keys(run: Run, path: Path) -> None:
    first, *others = json.loads(run("documents", path, "--json").out)["documents"]
    assert [other["name"] for other in (first, *others)] == [kind.name for kind in KINDS]
    assert set(first) == {"name", "title_th", "formats", "ready", "missing"}
    assert (first["name"], first["ready"]) == ("appointment-order", False)
    assert first["missing"]


def test_documents_of_another_year_are_those_of_its_data(run: Run, sample: Path) -> None:
    now, before = (
        {load["name"]: load["ready"] for load in json.loads(text.out)["documents"]}
        for text in (
            run("documents", sample, "--json"),
            run("documents", sample, "--year", 2566, "--json"),
        )
    )
    assert now["measures-by-item"] is True
    assert before["measures-by-item"] is False
    refused = run("documents", sample, "--year", 2560)
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "2560" in refused.err


def test_a_document_is_written_in_every_format_and_the_file_stays_as_it_was(
    run: Run, sample: Path, out: Path
) -> None:
    before = sample.read_bytes()
    text = run("export", sample, "committee-roster", "--out", out)
    assert (text.code, text.err) == (0, "")
    files = sorted(out.iterdir())
    assert sorted(text.out.splitlines()) == [str(file) for file in files]
    assert [file.suffix for file in files] == [".docx", ".pdf", ".xlsx"]
    assert len({file.stem for file in files}) == 1
    for file in files:
        assert file.read_bytes().startswith(BEGINS[file.suffix])
    assert sample.read_bytes() == before


def test_the_first_word_file_without_the_official_letter_says_so_once(
    run: Run, sample: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Settings().set(TOLD_OF_LETTER, False)
    monkeypatch.setattr(letter_files, "letters", letter_files.bundled)
    export = ("export", sample, "committee-roster", "--out", out, "--format")
    said = ["TH Sarabun New" in run(*export, form).out for form in ("xlsx", "docx", "docx")]
    assert said == [False, True, False]


@pytest.mark.in_turn
def test_all_documents_are_written_in_one_format_as_json_says(
    run: Run, sample: Path, out: Path
) -> None:
    described = json.loads(
        run("export", sample, "all", "--out", out, "--format", ".XLSX", "--unready", "--json").out
    )
    assert sorted(described["files"]) == sorted(str(path) for path in out.glob("*/*"))
    offered = [kind.name for kind in KINDS if Format.XLSX in kind.formats and not kind.internal]
    with Workspace.open(sample, read_only=True) as workspace:
        year = workspace.year(max(year.year for year in workspace.years()))
    lists = 2 * (len(year.meetings) - 1)  # of each meeting two
    assert len(described["files"]) == len(offered) + lists
    assert {Path(one).suffix for one in described["files"]} == {".xlsx"}


def test_a_document_that_lacks_something_is_written_and_said_so(
    run: Run, path: Path, out: Path
) -> None:
    words = ("export", path, "oit-assignments", "--out", out, "--format", "docx")
    text = run(*words)
    assert text.code == 0
    file, *warnings = text.out.splitlines()
    assert Path(file).is_file()
    assert warnings
    assert all(warning.startswith("โปรดตรวจ: ตารางมอบหมายผู้รับผิดชอบ OIT: ") for warning in warnings)
    described = json.loads(run(*words, "--json").out)
    assert [f"โปรดตรวจ: {one}" for one in described["warnings"]] == warnings


def test_digits_are_those_that_are_asked_for(run: Run, sample: Path, tmp_path: Path) -> None:
    for digits, year, other in (("thai", "๒๕๖๘", "2568"), ("arabic", "2568", "๒๕๖๘")):
        folder = tmp_path / digits
        run("export", sample, "oit-assignments", "--out", folder, "--format", "docx",
            "--digits", digits)  # fmt: skip
        (file,) = folder.iterdir()
        text = inside(file)
        assert year in text, digits
        assert other not in text, digits


def test_the_public_profile_writes_the_same_where_nothing_personal_is_printed(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    written = []
    for profile in ("internal", "public"):
        folder = tmp_path / profile
        words = ("export", sample, "committee-roster", "--out", folder, "--format", "pdf")
        assert run(*words, "--profile", profile).code == 0
        (file,) = folder.iterdir()
        written.append(file.read_bytes())
    assert written[0] == written[1]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("novel",), "novel"),
        (("all", "--format", "odt,pdf"), "odt"),
        (("all", "--format", ","), "รูปแบบ"),
        (("all", "--year", "2560"), "2560"),
    ],
)
def test_what_there_is_not_is_refused_in_one_line_that_says_what_there_is(
    run: Run, sample: Path, out: Path, words: tuple[str, ...], named: str
) -> None:
    text = run("export", sample, *words, "--out", out)
    assert (text.code, text.out, text.err.count("\n")) == (2, "", 1)
    assert named in text.err
    assert not out.exists()


def test_a_file_where_the_folder_should_be_is_told(run: Run, sample: Path, tmp_path: Path) -> None:
    taken = tmp_path / "เอกสาร"
    taken.write_text("a file", encoding="utf-8")
    text = run("export", sample, "committee-roster", "--out", taken, "--format", "xlsx")
    assert (text.code, text.out, text.err.count("\n")) == (2, "", 1)
    assert str(taken) in text.err
    assert taken.read_text(encoding="utf-8") == "a file"


@pytest.mark.in_turn
def test_only_the_internal_profile_prints_what_respondents_wrote(
    run: Run, sample: Path, out: Path
) -> None:
    asked = ("export", sample, "result-analysis", "--year", 2567, "--format", "docx", "--out")
    internal, public = (
        Path(run(*asked, out / name, *profile).out.strip())
        for name, profile in (("internal", ("--profile", "internal")), ("usual", ()))
    )
    with Workspace.open(sample, read_only=True) as workspace:
        written = [comment.text for comment in workspace.year(2567).comments]
    assert written
    assert all(text in inside(internal) for text in written)
    assert not any(text in inside(public) for text in written)
    assert "ใช้ภายใน" in internal.name
    assert "ใช้ภายใน" not in public.name


# Papers of one order, meeting or letter.


@pytest.fixture
def with_orders(sample: Path) -> Path:
    """The sample with two orders and a memo."""
    return add_orders(sample)


@pytest.mark.in_turn
def test_what_has_nothing_to_say_yet_is_named_and_made_only_where_asked(
    run: Run, tmp_path: Path, out: Path
) -> None:
    file = tmp_path / "ใหม่.ita"
    run("new", file, "--year", "2570", "--organisation", "สำนักงานเขตตัวอย่าง")
    words = ("export", file, "all", "--out", out, "--format", "docx")
    described = json.loads(run(*words, "--json").out)
    made = {Path(path).stem.split(" ปีงบประมาณ")[0] for path in described["files"]}
    assert "สรุปกรอบการประเมิน ITA" in made
    named = [line.partition(":")[0] for line in described["unready"]]
    assert len(named) == len(set(named))
    assert {"โปสเตอร์แบบสำรวจ", "บัตรแบบสำรวจ", "รายงานการประชุม"} <= set(named)
    assert not set(named) & made
    assert "ไม่ได้ทำ: บัตรแบบสำรวจ: ยังไม่มีลิงก์" in run(*words).out
    every = json.loads(run(*words, "--unready", "--json").out)
    assert every["unready"] == []
    assert len(every["files"]) == len(made) + len(named)


@pytest.fixture(scope="module")
def all_public(tmp_path_factory: pytest.TempPathFactory) -> AllPublic:
    """All public documents of such a sample with one more letter, as Word files."""
    home = tmp_path_factory.mktemp("all")
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(io.StringIO()):
        patch.setenv("ITA_DESKTOP_HOME", str(home))
        file = add_orders(workspaces.copy_sample(home / "ตัวอย่าง.ita"))
        with Workspace.open(file) as workspace:
            year = max(year.year for year in workspace.years())
            letters.add(workspace, year, "memo-evidence")
            count = len(workspace.year(year).letters)
        out = home / "เอกสาร"
        words = ["export", str(file), "all", "--out", str(out), "--format", "docx"]
        assert main([*words, "--profile", "public"]) == 0
    return AllPublic(out, count)


def add_orders(sample: Path) -> Path:
    with Workspace.open(sample) as workspace:
        year = max(year.year for year in workspace.years())
        for number in ("12", "40"):
            order = orders.add(workspace, year)
            edits = [CellEdit(order, "number", number), CellEdit(order, "signed", SIGNED)]
            orders.edit(workspace, year, edits)
        letter = letters.add(workspace, year)
        letters.edit(workspace, year, [CellEdit(letter, "number", "กท 5001/123")])
    return sample


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("chosen", "shown"),
    [((), "๔๐/๒๕๖๗"), (("--order", "12/2567"), "๑๒/๒๕๖๗"), (("--order", "12"), "๑๒/๒๕๖๗")],
)
def test_an_order_is_chosen_by_its_number_and_else_the_newest(
    run: Run, with_orders: Path, out: Path, chosen: tuple[str, ...], shown: str
) -> None:
    words = ("export", with_orders, "appointment-order", "--out", out, "--format", "docx")
    assert run(*words, *chosen).code == 0
    [file] = out.iterdir()
    assert f"ที่ {shown}" in inside(file)


@pytest.mark.in_turn
def test_a_letter_is_chosen_by_its_number_or_its_place_in_the_year(
    run: Run, with_orders: Path, out: Path
) -> None:
    for number in ("123", "กท 5001/123", "1"):
        text = run("export", with_orders, "memo", "--letter", number, "--out", out)
        assert text.code == 0
    assert {path.suffix for path in out.iterdir()} == {".docx", ".pdf"}


@pytest.mark.in_turn
@pytest.mark.parametrize("option", ["--order", "--letter", "--meeting"])
def test_a_number_that_is_not_there_is_said_in_one_line(
    run: Run, with_orders: Path, out: Path, option: str
) -> None:
    text = run("export", with_orders, "all", option, "99", "--out", out)
    assert (text.code, text.err.count("\n")) == (2, 1)
    assert "99" in text.err
    assert not out.exists()


def test_papers_have_the_garuda_that_the_office_gave(
    run: Run, with_orders: Path, out: Path
) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (90, 100), "red").save(picture, "PNG")
    with Workspace.open(with_orders) as workspace:
        year = max(year.year for year in workspace.years())
        wordings.put_file(workspace, year, wordings.GARUDA, "ครุฑ.png", picture.getvalue())
    text = run("export", with_orders, "appointment-order", "--out", out, "--format", "docx")
    assert "ครุฑ" not in text.out.partition("โปรดตรวจ")[2]
    with zipfile.ZipFile(next(out.iterdir())) as parts:
        [name] = [name for name in parts.namelist() if name.startswith("word/media/")]
        assert parts.read(name) == picture.getvalue()


# Letters to units, one unit's table, the pack, contacts.


def test_the_table_of_one_unit_is_asked_for_by_its_name(run: Run, sample: Path, out: Path) -> None:
    words = ("export", sample, "oit-assignments", "--out", out, "--format", "docx")
    assert run(*words, "--unit", "ฝ่ายโยธา").code == 0
    [file] = out.iterdir()
    assert file.stem.endswith("ฝ่ายโยธา")
    refused = run(*words, "--unit", "ฝ่ายที่ไม่มี")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "ฝ่ายที่ไม่มี" in refused.err


@pytest.mark.in_turn
def test_a_table_is_written_in_the_form_that_is_named(run: Run, sample: Path, out: Path) -> None:
    words = ("export", sample, "analysis-by-indicator", "--out", out, "--format", "docx")
    assert run(*words, "--form", "item").code == 0
    assert run(*words, "--form", "indicator").code == 0
    assert [path.stem.endswith("(รายข้อ)") for path in sorted(out.iterdir())] == [True, False]
    refused = run(*words, "--form", "square")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "ใช้ indicator item" in refused.err


def test_an_excel_file_is_a_list_or_looks_like_the_pages(run: Run, sample: Path, out: Path) -> None:
    words = ("export", sample, "measures-by-item", "--out", out, "--format", "xlsx", "--sheet")
    across = {}
    for look in ("list", "pages"):
        assert run(*words, look).code == 0
        [file] = out.iterdir()
        sheet = load_workbook(file).active
        across[look] = sum(range_.min_col != range_.max_col for range_ in sheet.merged_cells.ranges)
        assert (sheet["A3"].value == "ตัวชี้วัด") == (look == "list")
    assert across["list"] == 0 < across["pages"]


@pytest.mark.in_turn
def test_a_report_is_written_for_the_round_that_is_named(run: Run, sample: Path, out: Path) -> None:
    words = ("export", sample, "progress-report", "--out", out, "--format", "docx")
    for named in ("6", "รอบ 12 เดือน"):
        assert run(*words, "--round", named).code == 0
    assert len(list(out.glob("*รอบ 6 เดือนแรก*"))) == len(list(out.glob("*รอบ 12 เดือน*"))) == 1
    refused = run(*words, "--round", "9")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "ใช้ รอบ 6 เดือน รอบ 12 เดือน" in refused.err


def test_contacts_are_written_for_the_office_only(run: Run, sample: Path, out: Path) -> None:
    words = ("export", sample, "roster-contacts", "--out", out, "--format", "pdf")
    refused = run(*words, "--profile", "public")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "ใช้ภายใน" in refused.err
    assert not out.exists()
    assert run(*words).code == 2, "what is not asked to be internal is for anybody"
    assert run(*words, "--profile", "internal").code == 0
    [file] = out.iterdir()
    assert "ใช้ภายใน" in file.name


@pytest.mark.in_turn
def test_all_documents_leave_the_contacts_and_the_print_of_worksheets_out(
    run: Run, sample: Path, all_public: AllPublic, tmp_path: Path
) -> None:
    internal = tmp_path / "internal"
    words = ("export", sample, "all", "--format", "docx", "--out", internal)
    assert run(*words, "--profile", "internal").code == 0
    for folder in (internal, all_public.folder):
        files = [path.name for path in folder.glob("*/*.docx")]
        assert len(files) > 20
        assert not [name for name in files if "ติดต่อ" in name or "แบบรายงาน" in name]


def test_every_letter_of_the_year_is_written(all_public: AllPublic) -> None:
    assert all_public.letters > 1
    written = [*all_public.folder.glob("*/บันทึกข้อความ*.docx")]
    assert len(written) == all_public.letters
    merged = [inside(path) for path in written if "รายหน่วย" in path.name]
    assert merged
    assert all(text.count("จึงเรียนมา") > 5 for text in merged)


def test_the_meeting_pack_is_of_the_meeting_that_is_named(
    run: Run, sample: Path, out: Path
) -> None:
    with Workspace.open(sample) as workspace:
        year = max(year.year for year in workspace.years())
        for day in (8, 20):
            meetings.add(workspace, year, day=date(2024, 11, day))
    words = ("export", sample, "meeting-pack", "--out", out)
    text = run(*words, "--meeting", 4)
    assert text.code == 0
    file, other = sorted(out.iterdir())
    assert (file.suffix, other.suffix) == (".docx", ".pdf")
    assert "ครั้งที่ 4-" in file.name
    assert "ยังไม่มีบันทึกเชิญประชุมครั้งนี้" in text.out
    refused = run(*words, "--format", "xlsx")
    assert (refused.code, refused.err.count("\n")) == (2, 1)


def test_internal_notes_are_printed_where_they_are_asked_for(
    run: Run, sample: Path, out: Path
) -> None:
    words = ("monitoring-summary", "--out", out, "--format", "docx")
    for options, printed in (((), False), (("--notes",), True), (("--no-notes",), False)):
        assert run("export", sample, *words, *options).code == 0
        [file] = out.glob("*.docx")
        assert ("ร้อยละคิดจาก" in inside(file)) is printed


def test_the_parts_of_a_meeting_pack_are_chosen_for_one_export(
    run: Run, sample: Path, out: Path
) -> None:
    words = ("export", sample, "meeting-pack", "--out", out, "--format", "pdf")
    assert run(*words, "--parts", "attendance,agenda").code == 0
    [file] = out.iterdir()
    assert [one.title for one in PdfReader(file).outline] == [
        "สารบัญ",
        "ใบลงชื่อผู้เข้าประชุม",
        "ระเบียบวาระการประชุม",
    ]
    refused = run(*words, "--parts", "agenda,nothing")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "nothing" in refused.err
    assert "minutes" in refused.err
    other = run("export", sample, "agenda", "--out", out, "--parts", "memo")
    assert (other.code, other.err.count("\n")) == (2, 1)


@pytest.mark.in_turn
def test_the_brief_is_made_as_page_and_slides(run: Run, sample: Path, out: Path) -> None:
    made = json.loads(run("brief", sample, "--out", out, "--json").out)
    files = [Path(name) for name in made["files"]]
    assert [file.suffix for file in files] == [".docx", ".pdf", ".pptx"]
    assert {file.parent for file in files} == {out}
    assert {file.stem for file in files} == {"สรุปสำหรับผู้บริหาร ITA ปีงบประมาณ 2568"}
    assert len(PdfReader(files[1]).pages) == 1
    assert any("ยังไม่มีผลการประเมินของปี 2568" in warning for warning in made["warnings"])

    lines = run("brief", sample, "--out", out, "--format", "pptx", "--year", "2567").out
    assert lines.splitlines()[0].endswith("2567.pptx")


def test_a_format_that_the_brief_has_not_is_refused(run: Run, sample: Path, out: Path) -> None:
    refused = run("brief", sample, "--out", out, "--format", "xlsx")
    assert refused.code == 2
    assert "docx pdf pptx" in refused.err
    assert not out.exists()
