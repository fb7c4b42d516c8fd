"""A faulty framework file is refused with the file, line and key of every fault."""

from pathlib import Path

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.frameworks import FrameworkFileError, load_file, validate_file
from ita_desktop.frameworks.table import MAX_BYTES

SMALL = """\
schema: ita-framework/1
code: "2570"
fiscal_years: [2570]
title_th: กรอบปีงบประมาณ พ.ศ. {year}
level_set: {set: names}
sources:
  - {id: "004", about_th: กรอบของปีก่อน}
scales:
  - code: binary
    options:
      - {n: 1, label_th: มี, points: 0}
      - {n: 2, label_th: ไม่มี, points: 100}
instruments:
  - {code: IIT, name_th: ภายใน, weight: 60, item_count: 1}
  - {code: OIT, name_th: สาธารณะ, weight: 40, rule: weighted, indicator_count: 1}
indicators:
  - {code: "1", name_th: การปฏิบัติหน้าที่, instrument: IIT}
  - {code: "9", name_th: การเปิดเผยข้อมูล, instrument: OIT, weight: 40, rule: weighted}
  - {code: "9.1", name_th: ข้อมูลพื้นฐาน, instrument: OIT, parent: "9", weight: 16}
  - {code: "9.2", name_th: การบริหารงาน, instrument: OIT, parent: "9", weight: 24}
items:
  - {code: I1, indicator: "1", title_th: ไม่รับสินบน, scale: binary}
  - code: O1
    indicator: "9.1"
    title_th: ข้อมูลพื้นฐาน ปี {year}
    scale: disclosure_0_100
    requirements:
      - {code: O1.1, text_th: โครงสร้าง}
      - {code: O1.2, text_th: อัตรากำลัง}
    period: {label_th: 6 เดือนแรก, from_month: 10, to_month: 3}
    as_of: {month: 12, day: 31}
    source: 004:362
  - {code: O2, indicator: "9.2", title_th: แผน, scale: disclosure_0_100}
calendar:
  - {code: oit_close, title_th: ปิดการเผยแพร่, month: 4, day: 30}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "2570.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("code", ["O3", "i1", "I0", "I01", "I100", "ข้อ1", "7"])
def test_an_item_is_called_by_the_letter_of_its_instrument_and_a_number(
    tmp_path: Path, code: str
) -> None:
    path = written(tmp_path, SMALL.replace("{code: I1,", f"{{code: {code!r},"))
    (problem,) = validate_file(path)
    assert f"รหัส {code} ไม่ใช่รหัสข้อของ IIT" in problem.sentence()
    assert problem.line == 22


def test_the_small_framework_itself_is_valid_and_reads_in_its_year(tmp_path: Path) -> None:
    path = written(tmp_path, SMALL)

    assert validate_file(path) == []
    assert load_file(path).item_by_code["O1"].title == "ข้อมูลพื้นฐาน ปี 2570"
    assert load_file(path, 2575).title == "กรอบปีงบประมาณ พ.ศ. 2575"


def test_a_survey_question_may_have_no_wording(tmp_path: Path) -> None:
    path = written(tmp_path, SMALL.replace("title_th: ไม่รับสินบน, ", ""))

    assert validate_file(path) == []
    assert load_file(path).item_by_code["I1"].title == ""


FAULTS = [
    ("title_th: แผน, ", "", "items[O2].title_th", "ไม่มี title_th"),
    ("title_th: แผน,", "title_th: '',", "items[O2].title_th", "ไม่มี title_th"),
    ("title_th: แผน,", "title_th: [แผน],", "items[O2].title_th", "ต้องเป็นข้อความ"),
    ("title_th: แผน,", "titel_th: แผน,", "items[O2].titel_th", "ไม่รู้จักหัวข้อ titel_th"),
    ("title_th: แผน,", "title_th: 'แผน {years}',", "items[O2].title_th", "ไม่รู้จัก {years}"),
    ('"9.2", title_th', '"9.9", title_th', "items[O2].indicator", "ไม่มีตัวชี้วัด 9.9"),
    ('"9.2", title_th', '"9", title_th', "items[O2].indicator", "ต้องอยู่ใต้ตัวชี้วัดย่อย"),
    ("code: O2,", "code: O1,", "items[O1].code", "รหัส O1 ซ้ำ"),
    ("code: O2,", 'code: "9.1",', "items[9.1].code", "รหัส 9.1 ซ้ำ"),
    ("code: O2,", "code: ITA,", "items[ITA].code", "รหัส ITA ซ้ำ"),
    ("code: O2,", "code: O 2,", "items[O 2].code", "รหัส O 2 ใช้ไม่ได้"),
    ("scale: binary}", "scale: stars}", "items[I1].scale", "stars"),
    ("scale: binary}", "scale: likert6}", "items[I1].scale", "ไม่มีตัวเลือก"),
    ("scale: binary}", "scale: binary, reversed: no}", "items[I1].reversed", "no"),
    ("scale: binary}", "scale: binary, parts: 0}", "items[I1].parts", "0 ไม่ใช่จำนวนเต็ม"),
    ("scale: binary}", "scale: unknown, parts: 2}", "items[I1].parts", "ตอบด้วยตัวเลือก"),
    ("scale: binary}", "scale: binary, parts: 2, turned_parts: [3]}", "items[I1].turned_parts",
     "ไม่มีข้อย่อยเลขนั้น"),
    ("scale: binary}", "scale: binary, options_basis: เดา}", "items[I1].options_basis", "เดา"),
    ("code: O1.2", "code: O1.1", "items[O1].requirements[O1.1].code", "รหัส O1.1 ซ้ำ"),
    ("code: O1.2", "code: O2.2", "items[O1].requirements[O2.2].code", "รหัสข้อ O1"),
    ("from_month: 10", "from_month: 13", "items[O1].period.from_month", "13"),
    ("from_month: 10", "from_month: 4", "items[O1].period.to_month", "ก่อนเดือนแรก"),
    ("day: 31}", "day: 32}", "items[O1].as_of.day", "32"),
    ("month: 12, day", "month: 2, day", "items[O1].as_of.day", "เดือน 2 ไม่มีวันที่ 31"),
    ("month: 4, day: 30", "month: 4, day: 31", "calendar[oit_close].day", "ไม่มีวันที่ 31"),
    ("source: 004:362", "source: 005:362", "items[O1].source", "ไม่มีแหล่งข้อมูล 005"),
    ("source: 004:362", "source: หน้า 3", "items[O1].source", "อ่านแหล่งอ้างอิง"),
    ("points: 100", "points: 120", "scales[binary].options[2].points", "120"),
    ("n: 2, label", "n: 1, label", "scales[binary].options[1].n", "ซ้ำ"),
    ("weight: 60", "weight: 50", "instruments", "รวมกันได้ 90 ไม่ใช่ 100"),
    ("weight: 60", "weight: มาก", "instruments[IIT].weight", "ไม่ใช่ตัวเลข"),
    ("item_count: 1", "item_count: 2", "instruments[IIT].item_count", "เป็น 2 แต่ในไฟล์มี 1"),
    ("indicator_count: 1", "indicator_count: 3", "instruments[OIT].indicator_count", "มี 1"),
    ("weight: 24}", "weight: 25}", "indicators[9].weight", "รวมกันได้ 41 ไม่ตรงกับ 40"),
    (", weight: 24}", "}", "indicators[9].weight", "ไม่ครบทุกตัว"),
    ('parent: "9", weight: 24', 'parent: "8", weight: 24', "indicators[9.2].parent", "ไม่มีตัวชี้วัด 8"),
    ('parent: "9", weight: 24', 'parent: "9.1", weight: 24', "indicators[9.2].parent", "ตัวชี้วัดย่อย"),
    ('instrument: OIT, parent: "9", weight: 24', 'instrument: IIT, parent: "9", weight: 24',
     "indicators[9.2].instrument", "คนละเครื่องมือ"),
    ('parent: "9", weight: 24', 'parent: "9.2", weight: 24', "indicators[9.2].parent", "9.2 → 9.2"),
    ("weight: 40, rule: weighted, ind", "weight: 30, rule: weighted, ind",
     "instruments[OIT].weight", "รวมกันได้ 40 ไม่ตรงกับ 30"),
    ("scale: binary}", "scale: binary, options: [{n: 1, label_th: ใช่, points: 101}]}",
     "items[I1].options[1].points", "101"),
    ("{set: names}", "{set: own, levels: [{code: a, name_th: ก, total_min: 0}]}",
     "level_set.name_th", "ไม่มี name_th"),
    ("{set: names}", "{set: own, name_th: ของเรา, levels: [{code: a, name_th: ก, total_min: 5}]}",
     "level_set.levels", "คะแนนต่ำสุดไม่มีระดับ"),
    ("instrument: IIT}", "instrument: XIT}", "indicators[1].instrument", "ไม่มีเครื่องมือ XIT"),
    ("instrument: IIT}", "instrument: IIT, rule: weighted}", "indicators[1].rule", "ถ่วงน้ำหนักไม่ได้"),
    ("set: names", "set: stars", "level_set.set", "ไม่มีชุดระดับ stars"),
    ("fiscal_years: [2570]", "fiscal_years: [2027]", "fiscal_years", "2027"),
    ("fiscal_years: [2570]", "fiscal_years: 2570", "fiscal_years", "ต้องเป็นรายการ"),
    ("fiscal_years: [2570]", "fiscal_years: []", "fiscal_years", "ไม่มี fiscal_years"),
    ("  - {code: oit_close", "  - ปิด\n  - {code: oit_close", "calendar[1]", "ต้องเป็นกลุ่มของหัวข้อย่อย"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "key", "text"), FAULTS)
def test_a_fault_is_named_with_its_line_and_key(
    tmp_path: Path, right: str, wrong: str, key: str, text: str
) -> None:
    assert SMALL.count(right) == 1
    path = written(tmp_path, SMALL.replace(right, wrong))

    problems = {problem.key: problem for problem in validate_file(path)}

    assert key in problems, list(problems)
    sentence = problems[key].sentence()
    assert text in sentence
    assert sentence.startswith(f"2570.yaml:{problems[key].line} {key}: ")
    assert " · " in sentence
    with pytest.raises(FrameworkFileError):
        load_file(path)


def test_the_line_is_the_one_that_the_clerk_must_mend(tmp_path: Path) -> None:
    text = SMALL.replace("code: O1.2", "code: O1.1")
    line = 1 + text[: text.rindex("code: O1.1")].count("\n")

    (problem,) = validate_file(written(tmp_path, text))

    assert problem.line == line


def test_all_faults_are_told_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    text = SMALL.replace("points: 100", "points: 120").replace("set: names", "set: stars")
    text = text.replace("month: 4", "month: 14")

    problems = validate_file(written(tmp_path, text))

    assert [problem.key for problem in problems] == [
        "level_set.set",
        "scales[binary].options[2].points",
        "calendar[oit_close].month",
    ]
    with pytest.raises(InputError) as refused:
        load_file(tmp_path / "2570.yaml")
    assert "level_set.set" in refused.value.sentence()


def test_a_doubled_brace_is_a_brace(tmp_path: Path) -> None:
    text = SMALL.replace("title_th: แผน,", "title_th: 'แผน {{year}} {year} {{{year}}}',")

    assert load_file(written(tmp_path, text)).item_by_code["O2"].title == "แผน {year} 2570 {2570}"


STRUCTURE = [
    (SMALL.replace("code: O2,", "code: O2, code: O3,"), "code ซ้ำ"),
    (SMALL.replace("title_th: แผน", "title_th: แผน: ใหม่"), "YAML"),
    (SMALL.replace("title_th: แผน", "title_th: &x แผน"), "&"),
    (SMALL.replace("title_th: แผน", "title_th: !!python/name:os.system แผน"), "ป้ายชนิดข้อมูล"),
    (SMALL + "---\nschema: x\n", "มากกว่าหนึ่ง"),
    (SMALL.replace("items:\n", "? [a, b]\n: c\nitems:\n"), "ชื่อหัวข้อ"),
    ("[" * 500 + "]" * 500, "ลึกเกินไป"),
    ("- รายการ\n", "ไม่ใช่กรอบการประเมิน"),
    ("", "ไม่ใช่กรอบการประเมิน"),
    ("schema: other/1\n", "ไม่ใช่ไฟล์กรอบการประเมิน"),
    (SMALL + "notes_th:\n  - " + "ก" * 30_000 + "\n", "ยาวเกิน"),
]


@pytest.mark.parametrize(("text", "message"), STRUCTURE)
def test_a_file_of_another_shape_is_refused_in_one_sentence(
    tmp_path: Path, text: str, message: str
) -> None:
    problems = validate_file(written(tmp_path, text))

    assert any(message in problem.sentence() for problem in problems), problems
    with pytest.raises(InputError):
        load_file(tmp_path / "2570.yaml")


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor(tmp_path: Path) -> None:
    lines = ["schema: ita-framework/1", "a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]

    (problem,) = validate_file(written(tmp_path, "\n".join(lines)))

    assert problem.line == 2


def test_a_file_that_is_missing_too_large_or_not_text_is_refused(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * (MAX_BYTES + 1))
    foreign = tmp_path / "foreign.yaml"
    foreign.write_bytes("schema: กรอบ\n".encode("cp874"))

    shown = {
        path.name: validate_file(path)[0].sentence()
        for path in (tmp_path / "none.yaml", tmp_path, large, foreign)
    }

    assert "ไม่พบไฟล์" in shown["none.yaml"]
    assert "เปิดไฟล์ไม่ได้" in shown[tmp_path.name]
    assert "ใหญ่เกิน 2 เมกะไบต์" in shown["large.yaml"]
    assert "UTF-8" in shown["foreign.yaml"]


def test_a_byte_order_mark_from_notepad_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "2570.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.encode())

    assert validate_file(path) == []


def test_an_unquoted_sub_indicator_code_keeps_its_last_zero(tmp_path: Path) -> None:
    text = SMALL.replace('"9.2"', "9.10")

    assert "9.10" in load_file(written(tmp_path, text)).indicator_by_code


LEVELS = """\
schema: ita-levels/1
level_sets:
  - code: names
    name_th: ระดับ
    levels:
      - {code: good, name_th: ดี, total_min: 85, each_instrument_min: 85}
      - {code: fair, name_th: พอใช้, total_min: 85}
      - {code: low, name_th: ต่ำ, total_min: 0}
"""


@pytest.mark.parametrize(
    ("right", "wrong", "key"),
    [
        ("total_min: 85}", "total_min: 90}", "level_sets[names].levels[fair].total_min"),
        ("total_min: 0}", "total_min: 10}", "level_sets[names].levels"),
        ("code: fair", "code: good", "level_sets[names].levels[good].code"),
        ("total_min: 0}", "total_min: -1}", "level_sets[names].levels[low].total_min"),
        ("name_th: ต่ำ, ", "", "level_sets[names].levels[low].name_th"),
    ],
)
def test_levels_that_do_not_descend_to_zero_are_refused(
    tmp_path: Path, right: str, wrong: str, key: str
) -> None:
    assert validate_file(written(tmp_path, LEVELS)) == []

    problems = validate_file(written(tmp_path, LEVELS.replace(right, wrong)))

    assert [problem.key for problem in problems] == [key]


def test_a_year_far_off_is_refused_and_not_computed_with(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="2027"):
        load_file(written(tmp_path, SMALL), 2027)
