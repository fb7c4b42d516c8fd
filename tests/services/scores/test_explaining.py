"""Every figure is told with the figures and the rule that it came from, to the last digit."""

import ast
import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop.domain.analysis import discontent
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import TOTAL, NodeKind, Scale
from ita_desktop.domain.scores.progress import tree_of
from ita_desktop.domain.scores.results import Answer, Breakdown, GroupFigure, ScoreSource
from ita_desktop.frameworks import load
from ita_desktop.services.imports import importing
from ita_desktop.services.oit import evidence
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.explaining import Explanation, RespondentGroup, answers, explain
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace
from tests.support.clerk import Clerk, same_keys
from tests.support.cost import examples
from tests.support.known_files import begun_workspace, opened_unread, prepared_begun
from tests.support.places import FIXTURES
from tests.support.taken_in import plan_file, plan_sheets, read_text

D = Decimal
YEAR = 2567
FIXTURE = FIXTURES / "results_2567.json"
PRINTED = json.loads(FIXTURE.read_text(encoding="utf-8"), parse_float=Decimal)
ITEMS = {one["code"]: one for one in PRINTED["items"]}
IIT = [code for code in ITEMS if code[0] == "I"]
EIT = [code for code in ITEMS if code[0] == "E"]


def take_in_report(office: Workspace) -> None:
    importing.apply_import(office, plan_file(office, None, "results", FIXTURE))


@pytest.fixture
def printed(tmp_path: Path) -> Iterator[Workspace]:
    """The official report of 2567, taken in."""
    with opened_unread(prepared_begun(YEAR, take_in_report), tmp_path / "เขต.ita") as office:
        yield office


def told(workspace: Workspace, code: str) -> Explanation:
    data = workspace.year(YEAR)
    return explain(data, tree_of(data), code)


def worked_out(formula: str) -> Decimal:
    """What the left side of a formula comes to, worked out by arithmetic of its own."""
    left = formula.partition(" = ")[0].replace("×", "*").replace(",", "")
    value = _value(ast.parse(left, mode="eval").body, left)
    if formula.endswith("%"):
        value *= 100
    return value.quantize(D("0.01"), ROUND_HALF_UP)


def _value(node: ast.expr, text: str) -> Decimal:
    if isinstance(node, ast.BinOp):
        left, right = _value(node.left, text), _value(node.right, text)
        if isinstance(node.op, ast.Add):
            return left + right
        return left * right if isinstance(node.op, ast.Mult) else left / right
    return D(ast.get_source_segment(text, node) or "")


@pytest.mark.parametrize("code", IIT)
def test_every_score_of_the_staff_follows_from_the_printed_answers(
    printed: Workspace, code: str
) -> None:
    found = told(printed, code)
    assert found.answers is not None
    assert found.answers.score == found.node.official == ITEMS[code]["score"]
    assert worked_out(found.answers.formula) == ITEMS[code]["score"]
    assert found.answers.respondents == 626
    assert found.apart == ""


@pytest.mark.parametrize("code", EIT)
def test_a_score_of_the_public_stands_beside_what_its_answers_give_with_one_sentence_why(
    printed: Workspace, code: str
) -> None:
    found = told(printed, code)
    assert found.answers is not None
    assert found.answers.score is not None
    assert found.node.official == ITEMS[code]["score"] != found.answers.score
    assert worked_out(found.answers.formula) == found.answers.score
    assert found.apart.count("ผลทางการของ EIT ต่างจากค่าเฉลี่ยของทุกคำตอบ") == 1


def test_the_sentence_tells_what_equal_services_would_give(printed: Workspace) -> None:
    found = told(printed, "E1")
    assert found.answers is not None
    assert (found.node.official, found.answers.score) == (D("93.45"), D("95.20"))
    assert isinstance(found.apart, Phrase)
    assert found.apart.fields == {"points": "−1.75", "alike": "93.53"}


def test_answers_stand_in_the_forms_order_from_the_best_with_counts_and_per_cent(
    printed: Workspace,
) -> None:
    found = told(printed, "E1").answers
    assert found is not None
    assert [(share.label, share.count, share.percent) for share in found.shares] == [
        ("มากที่สุด", 511, D("82.82")),
        ("มาก", 72, D("11.67")),
        ("ปานกลาง", 30, D("4.86")),
        ("น้อย", 2, D("0.32")),
        ("น้อยที่สุด", 0, D("0.00")),
        ("ไม่มีเลย", 2, D("0.32")),
    ]
    assert [share.good for share in found.shares] == [True, True, False, False, False, False]
    assert found.formula == "(511 × 100 + 72 × 80 + 30 × 60 + 2 × 40 + 2 × 0) / 617 = 95.20"
    assert found.step == D("5.76")


def test_the_discontented_are_counted_up_to_the_middle_answer(printed: Workspace) -> None:
    data = printed.year(YEAR)
    said = "ให้คำตอบไม่เกิน 60 คะแนน จำนวน 34 คน จาก 617 คน (5.51%)"
    assert discontent(data, "E1").endswith(said)
    assert discontent(data, "O1") == ""


def test_of_a_reversed_question_the_low_end_is_the_good_one(printed: Workspace) -> None:
    found = told(printed, "I5")
    assert found.answers is not None
    assert found.answers.reversed
    assert [share.good for share in found.answers.shares] == [False] * 4 + [True, True]
    assert "กลับด้าน" in found.rule


def test_a_yes_or_no_scores_the_share_of_those_who_said_no(printed: Workspace) -> None:
    found = told(printed, "I3")
    assert found.answers is not None
    assert found.answers.formula == "623 / 626 = 99.52%"
    assert found.answers.step is None
    assert [share.label for share in found.answers.shares if share.good] == ["ไม่มี"]
    assert isinstance(found.rule, Phrase)
    assert found.rule.fields == {"label": "ไม่มี"}


def test_every_printed_sum_is_told_with_the_figures_that_it_is_made_of(
    printed: Workspace,
) -> None:
    sums = {one["code"]: one["score"] for one in PRINTED["indicators"]}
    sums |= {"IIT": D("98.88"), "EIT": D("92.38"), "OIT": D(100), TOTAL: D("97.38")}
    for code, score in sums.items():
        found = told(printed, code).sum
        assert found is not None
        assert found.value == worked_out(found.formula) == score
    six, total = told(printed, "6").sum, told(printed, TOTAL).sum
    assert six is not None
    assert total is not None
    assert six.formula == "(93.45 + 92.46 + 99.45) / 3 = 95.12"
    assert total.formula == "(98.88 × 30 + 92.38 × 30 + 100.00 × 40) / 100 = 97.38"


def test_the_level_is_told_condition_by_condition(printed: Workspace) -> None:
    found = [
        condition
        for condition in told(printed, TOTAL).conditions
        if condition.level.code == "passes_excellently"
    ]
    assert [
        (condition.subject, condition.needs, condition.has, condition.shortfall, condition.met)
        for condition in found
    ] == [
        (TOTAL, D(95), D("97.38"), D(0), True),
        ("IIT", D(95), D("98.88"), D(0), True),
        ("EIT", D(95), D("92.38"), D("2.62"), False),
        ("OIT", D(95), D(100), D(0), True),
    ]


def test_a_score_that_is_just_what_a_level_asks_for_meets_it(office: Workspace) -> None:
    given_ = [ScoreEdit("IIT", D(95)), ScoreEdit("EIT", D("94.99"))]
    scores.set_scores(office, YEAR, given_, ScoreSource.OFFICIAL)
    found = {
        condition.subject: (condition.has, condition.shortfall, condition.met)
        for condition in told(office, TOTAL).conditions
        if condition.level.code == "passes_excellently"
    }
    assert found["IIT"] == (D(95), D(0), True)
    assert found["EIT"] == (D("94.99"), D("0.01"), False)
    assert found["OIT"] == (None, None, False)


def test_answers_without_per_cent_or_label_are_told_with_what_they_come_to(
    office: Workspace,
) -> None:
    item = office.year(YEAR).framework.item_by_code["E1"]
    counts = {option.number: 0 for option in item.options} | {6: 2, 5: 1}
    given_ = tuple(
        Answer(
            id=str(option), year_id="y", instrument="EIT", question="E1", option=option, count=count
        )
        for option, count in counts.items()
    )
    found = answers(item, given_)
    assert found is not None
    assert [(share.label, share.percent) for share in found.shares][:3] == [
        ("มากที่สุด", D("66.67")),
        ("มาก", D("33.33")),
        ("ปานกลาง", D("0.00")),
    ]
    assert found.score == D("93.33")
    assert answers(item, tuple(replace(one, count=0) for one in given_)) is None


def test_the_services_and_departments_that_scored_lowest_are_named(printed: Workspace) -> None:
    assert told(printed, "E4").lowest == (
        RespondentGroup("งานจัดซื้อจัดจ้าง", D("71.92")),
        RespondentGroup("งานทะเบียน", D("82.00")),
    )
    assert [group.value for group in told(printed, "EIT").lowest] == [D("76.00"), D("86.01")]
    assert told(printed, "I1").lowest == ()


def test_of_two_services_none_is_named_and_of_three_the_two_lowest(office: Workspace) -> None:
    data = office.year(YEAR)
    keys = {"year_id": data.fiscal_year.id, "breakdown": Breakdown.SERVICE, "node": "E4"}
    figures = tuple(
        GroupFigure(id=name, name=name, value=value, **keys)
        for name, value in (("ก", D(90)), ("ข", D(80)), ("ค", D(70)))
    )
    for count, lowest in ((2, ()), (3, ("ค", "ข"))):
        known = replace(data, group_figures=figures[:count])
        found = explain(known, tree_of(known), "E4").lowest
        assert tuple(group.name for group in found) == lowest


def test_an_official_figure_that_does_not_follow_says_so(office: Workspace) -> None:
    given_ = [ScoreEdit("6", D(90)), *(ScoreEdit(code, D(80)) for code in ("E1", "E2", "E3"))]
    scores.set_scores(office, YEAR, given_, ScoreSource.OFFICIAL)
    found = told(office, "6")
    assert isinstance(found.apart, Phrase)
    assert found.apart.fields == {"official": "90.00", "computed": "80.00", "points": "+10.00"}


def test_a_figure_known_in_part_is_told_over_what_is_known(office: Workspace) -> None:
    scores.set_scores(
        office, YEAR, [ScoreEdit("I1", D(90)), ScoreEdit("I2", D(80))], ScoreSource.SELF
    )
    found = told(office, "1")
    assert found.sum is not None
    assert found.sum.formula == "(90.00 + 80.00) / 2 = 85.00"
    assert [part.value for part in found.sum.parts] == [D(90), D(80), None]
    assert (found.node.known, found.node.low, found.node.high) == (
        D("66.67"),
        D("56.67"),
        D("90.00"),
    )
    total = told(office, TOTAL).sum
    assert total is not None
    assert (total.formula, total.value) == ("", None)


def test_what_was_typed_over_a_sum_is_told_to_be_typed(office: Workspace) -> None:
    scores.set_scores(
        office, YEAR, [ScoreEdit("I1", D(90)), ScoreEdit("1", D(50))], ScoreSource.SELF
    )
    found = told(office, "1")
    assert found.typed
    assert found.node.value == 50
    assert found.sum is not None
    assert found.sum.value == 90


def test_how_a_score_comes_about_is_told_by_its_kind(printed: Workspace) -> None:
    def rule(code: str) -> str:
        return str(told(printed, code).rule)

    likert = "คำตอบจาก “ไม่มีเลย” ขึ้นไปได้ {} แล้วเฉลี่ยทุกคำตอบ"
    assert rule("E1") == likert.format("0 20 40 60 80 100")
    assert rule("I5").endswith(likert.format("100 80 60 40 20 0"))
    assert rule("O1") == "เปิดเผยครบทุกรายการตรวจได้ 100 ไม่ครบได้ 0"
    assert rule("1") == "ค่าเฉลี่ยของข้อที่อยู่ใต้ ทุกข้อเท่ากัน"
    assert rule(TOTAL) == "คะแนนเครื่องมือถ่วงน้ำหนัก แล้วรวมกัน"
    years.add_year(printed, 2564)
    data = printed.year(2564)
    unknown = next(item.code for item in data.framework.items if item.scale is Scale.UNKNOWN)
    found = explain(data, tree_of(data), unknown)
    assert str(found.rule).startswith("กรอบของปีนี้ไม่บอกว่าคิดคะแนนจากคำตอบอย่างไร")


def test_an_official_score_that_the_answers_do_not_give_says_by_how_much(
    printed: Workspace,
) -> None:
    scores.set_scores(printed, YEAR, [ScoreEdit("I3", D("95.52"))], ScoreSource.OFFICIAL)
    found = told(printed, "I3")
    assert str(found.apart) == ("ผลทางการ 95.52 ต่างจากที่คิดจากคำตอบ 99.52 อยู่ −4.00 ตรวจกับรายงาน")
    scores.set_scores(printed, YEAR, [ScoreEdit("E1", D("99.20"))], ScoreSource.OFFICIAL)
    apart = str(told(printed, "E1").apart)
    assert apart.startswith("ผลทางการของ EIT ต่างจากค่าเฉลี่ยของทุกคำตอบ +4.00 และ")
    scores.set_scores(printed, YEAR, [ScoreEdit("E1", None)], ScoreSource.OFFICIAL)
    scores.set_scores(printed, YEAR, [ScoreEdit("E1", D(70))], ScoreSource.SELF)
    assert told(printed, "E1").apart == ""
    six = told(printed, "6").sum
    assert six is not None
    assert [part.source for part in six.parts] == ["own", "official", "official"]


def test_what_the_assessor_wrote_is_told(printed: Workspace) -> None:
    row = next(score for score in printed.year(YEAR).scores if score.node == "O5")
    with printed.change("แก้") as change:
        change.update(row, note="ไม่พบรายงานของไตรมาสที่ 2")
    assert told(printed, "O5").remark == "ไม่พบรายงานของไตรมาสที่ 2"
    assert told(printed, "O6").remark == ""


@settings(max_examples=examples(25))
@given(data=st.data())
def test_whatever_a_clerk_does_what_is_told_gives_the_figures_that_are_shown(
    begun: bytes, tmp_path: Path, data: st.DataObject
) -> None:
    path = tmp_path / "แฟ้ม.ita"
    path.unlink(missing_ok=True)
    path.write_bytes(begun)
    with Workspace.open(path) as workspace, same_keys():
        if data.draw(st.booleans(), "with a report"):
            importing.apply_import(workspace, plan_file(workspace, None, "results", FIXTURE))
        evidence.tick(workspace, YEAR, ["O1.1"], met=True)
        clerk = Clerk(workspace, data)
        for _ in range(data.draw(st.integers(1, 8), "deeds")):
            clerk.acts()
        year = workspace.year(YEAR)
        tree = tree_of(year)
        for node in tree.nodes.values():
            found = explain(year, tree, node.code)
            if node.kind is NodeKind.ITEM:
                made = found.answers
                if made is not None and made.score is not None:
                    assert worked_out(made.formula) == made.score
                continue
            assert found.sum is not None
            if not found.typed:
                assert found.sum.value == node.computed
            if found.sum.value is not None:
                assert worked_out(found.sum.formula) == found.sum.value


# -- a form whose items are asked in parts (2564)

COUNTS_2564 = {
    "I1.1": (1, 2, 3, 4), "I1.2": (0, 0, 5, 5), "I2": (2, 3, 4, 1),
    "I4.1": (1, 9), "I4.2": (0, 10), "I4.3": (2, 8), "I9": (8, 1, 1, 0),
    "I11.1": (0, 0, 0, 10), "I11.2": (7, 2, 1, 0),
    "I18.1": (9, 1, 0, 0), "I18.2": (10, 0, 0, 0), "I18.3": (0, 0, 0, 10),
    "I26.1": (9, 1), "I26.2": (6, 4),
}  # fmt: skip
"""How many chose each answer, from the first of the form."""
POINTS_2564 = {
    "I1": "0 33 67 100", "I2": "0 33 67 100", "I4": "0 100", "I9": "100 67 33 0",
    "I11.1": "0 33 67 100", "I11.2": "100 67 33 0", "I18": "100 67 33 0", "I26": "100 0",
}  # fmt: skip
SCORES_2564 = {
    "I1": "75.10", "I2": "46.70", "I4": "90.00", "I9": "90.00", "I11": "93.35", "I18": "65.57",
    "I26": "75.00",
}  # fmt: skip
"""Worked out by hand."""
LABELS_2564 = {2: ("มี", "ไม่มี"), 4: ("น้อยที่สุดหรือไม่มีเลย", "น้อย", "มาก", "มากที่สุด")}


def _rows_2564() -> Iterator[str]:
    titles = load(2564).item_by_code
    yield "3. สถิติการตอบ IIT"
    for question, counts in COUNTS_2564.items():
        if question.removesuffix(".1") in SCORES_2564:
            code = question.removesuffix(".1")
            yield f"{code} {titles[code].title} {SCORES_2564[code]}"
        if "." in question:
            yield f"{question} ข้อย่อย"
        for number, (label, count) in enumerate(
            zip(LABELS_2564[len(counts)], counts, strict=True), 1
        ):
            yield f"{number}.{label} {count} {count * 10}.00%"


def _file_2564(folder: Path) -> Path:
    entries = [{"code": code, "score": float(score)} for code, score in SCORES_2564.items()]
    for question, counts in COUNTS_2564.items():
        answers_given = [{"option": n, "count": count} for n, count in enumerate(counts, 1)]
        entries.append({"code": question, "distribution": answers_given})
    path = folder / "ผล.json"
    given = {"schema": "ita-results-2564/1", "fiscal_year_be": 2564, "items": entries}
    path.write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.mark.parametrize("door", ["file", "text"])
def test_items_in_parts_score_the_mean_of_all_answers_to_them(tmp_path: Path, door: str) -> None:
    with opened_unread(begun_workspace(2564), tmp_path / "เขต.ita") as office:
        if door == "file":
            plan = plan_file(office, None, "results", _file_2564(tmp_path))
        else:
            sheets = read_text("\n".join(_rows_2564()))
            plan = plan_sheets(office, sheets, asked=2564)
        importing.apply_import(office, plan)
        data = office.year(2564)
        tree = tree_of(data)
        assert not [remark for remark in plan.warnings if "I" in str(remark.fields.get("code"))]
        kept = {(one.question, one.option): one.count for one in data.answers}
        for code, score in SCORES_2564.items():
            asked = [question for question in COUNTS_2564 if question.split(".")[0] == code]
            points = [
                int(value)
                for question in asked
                for value, count in zip(
                    POINTS_2564.get(question, POINTS_2564.get(code, "")).split(),
                    COUNTS_2564[question],
                    strict=True,
                )
                for _ in range(count)
            ]
            found = explain(data, tree, code)
            assert found.answers is not None, code
            assert found.answers.score == D(score) == round(D(sum(points)) / len(points), 2), code
            assert worked_out(found.answers.formula) == D(score)
            assert found.answers.respondents == 10
            assert abs(sum(share.percent for share in found.answers.shares) - 100) < D("0.05")
            assert "สันนิษฐาน" in found.rule
            assert all(kept[question, 1] == COUNTS_2564[question][0] for question in asked)
        names = [share.label for share in explain(data, tree, "I11").answers.shares]  # type: ignore[union-attr]
        assert names[0] == "I11.1 มากที่สุด"
        assert names[4] == "I11.2 มากที่สุด"
        told_by_command = scores.as_json(data)
        assert {
            one["code"]: one["computed"]
            for one in told_by_command["items"]
            if one["code"] in SCORES_2564
        } == SCORES_2564
        assert data.framework.item_by_code["I11"].points_of("I11") == {}, "which part is not known"
