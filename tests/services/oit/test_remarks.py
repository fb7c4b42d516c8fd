"""Rounds of the assessor's remarks: answered, mended, accepted; and those of last year."""

from dataclasses import replace
from datetime import date

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.oit.filing import open_remarks, rounds_of
from ita_desktop.domain.records import new_id
from ita_desktop.domain.scores.progress import tree_of
from ita_desktop.domain.scores.results import AssessorRemark, RemarkState, Score, ScoreSource
from ita_desktop.exchange.kinds.results import STATE_WORDS
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.checks.checking import check
from ita_desktop.services.checks.issues import Severity
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.imports.plan import ImportPlan
from ita_desktop.services.oit import filing
from ita_desktop.services.search.entries import entries_of
from ita_desktop.services.step_context import StepContext
from ita_desktop.services.steps.oit import steps
from ita_desktop.storage.workspace import Workspace
from tests.support.taken_in import plan_source, read_text

YEAR = 2568
TODAY = date(2025, 3, 14)


HEAD = ("ข้อ", "ข้อสังเกตของผู้ตรวจ", "วันที่ให้ข้อสังเกต", "คำชี้แจง", "การแก้ไข", "สถานะ")


def planned(workspace: Workspace, *rows: tuple[str, ...]) -> ImportPlan:
    sheets = read_text("\n".join("\t".join(row) for row in (HEAD, *rows)))
    return plan_source(workspace, YEAR, "remarks", ImportSource("", tuple(sheets)))


def take(workspace: Workspace, *rows: tuple[str, ...]) -> ImportPlan:
    plan = planned(workspace, *rows)
    apply_import(workspace, plan)
    return plan


def official(workspace: Workspace, code: str, note: str) -> None:
    with workspace.change("ผล") as change:
        change.insert(Score(id=new_id(), year_id=workspace.year(YEAR).fiscal_year.id, node=code,
                            source=ScoreSource.OFFICIAL, value=0, note=note))  # fmt: skip


def test_an_item_has_several_rounds_each_with_what_came_of_it(sample: Workspace) -> None:
    first = filing.add_remark(sample, YEAR, "O5", {"text": "ไม่พบรายงาน", "day": date(2025, 4, 10)})
    second = filing.add_remark(sample, YEAR, "O5", {"text": "ลิงก์เสีย"})
    assert [one.day for one in rounds_of(sample.year(YEAR), "O5")] == [date(2025, 4, 10), None]
    assert [one.text for one in rounds_of(sample.year(YEAR), "O5")] == ["ไม่พบรายงาน", "ลิงก์เสีย"]
    filing.edit_remarks(sample, YEAR, "O5", first.id, {"answer": "เผยแพร่แล้ว"})
    filing.edit_remarks(sample, YEAR, "O5", second.id, {"answer": "แก้แล้ว", "mend": "ย้ายไฟล์"})
    states = [one.state for one in rounds_of(sample.year(YEAR), "O5")]
    assert states == [RemarkState.ANSWERED, RemarkState.MENDED]
    filing.edit_remarks(sample, YEAR, "O5", first.id, {"state": RemarkState.ACCEPTED})
    assert [(item.code, one.id) for item, one in open_remarks(sample.year(YEAR))] == [
        ("O5", second.id)
    ]
    with pytest.raises(InputError):
        filing.edit_remarks(sample, YEAR, "O5", second.id, {"text": " "})
    with pytest.raises(InputError):
        filing.edit_remarks(sample, YEAR, "O6", second.id, {"text": "อื่น"})
    filing.remove_remarks(sample, YEAR, [first.id, second.id])
    assert sample.year(YEAR).remarks == ()


PLANS = ("จะปรับปรุง", "มีแผนปรับปรุงเว็บไซต์", "อยู่ระหว่างปรับปรุง", "จะย้ายไฟล์ภายใน ก.ย. 68")


@pytest.mark.parametrize("plan", PLANS)
def test_what_shall_be_mended_is_not_mended(sample: Workspace, plan: str) -> None:
    took = take(
        sample,
        ("O5", "ก", "", "", plan, ""),
        ("O5", "ข", "", "", "", plan),
        ("O5", "ค", "", "ขอเวลา", "ย้ายไฟล์", plan),
        ("O5", "ง", "", "", "ย้ายไฟล์", ""),
    )
    rounds = {one.text: one for one in rounds_of(sample.year(YEAR), "O5")}
    assert (took.flaws, rounds["ก"].mend) == ((), plan)
    assert {text: one.state for text, one in rounds.items()} == {
        "ก": RemarkState.OPEN,
        "ข": RemarkState.OPEN,
        "ค": RemarkState.ANSWERED,
        "ง": RemarkState.MENDED,
    }
    assert take(sample, ("O5", "ก", "", "", plan, "")).changes == ()
    typed = filing.edit_remarks(sample, YEAR, "O5", rounds["ข"].id, {"mend": plan})
    undone = filing.edit_remarks(sample, YEAR, "O5", rounds["ง"].id, {"mend": plan})
    assert (typed.state, undone.state) == (RemarkState.OPEN, RemarkState.OPEN)
    done = filing.edit_remarks(sample, YEAR, "O5", typed.id, {"mend": "ปรับปรุงแล้ว"})
    assert done.state is RemarkState.MENDED


def test_what_a_result_prints_is_followed_up_and_stays_with_its_score(sample: Workspace) -> None:
    official(sample, "O5", "ไม่พบรายงาน")
    ((item, printed),) = open_remarks(sample.year(YEAR))
    assert (item.code, printed.id, printed.text) == ("O5", "", "ไม่พบรายงาน")
    kept = filing.edit_remarks(sample, YEAR, "O5", "", {"answer": "เผยแพร่แล้ว"})
    assert rounds_of(sample.year(YEAR), "O5") == (kept,)
    assert sample.year(YEAR).remark_by_node["O5"] == "ไม่พบรายงาน"
    assert kept.text == "ไม่พบรายงาน"


def test_an_import_brings_rounds_and_the_same_file_changes_nothing(sample: Workspace) -> None:
    rows = (
        ("O5", "ไม่พบรายงาน", "10/4/2568", "เผยแพร่แล้ว", "", ""),
        ("O5", "ลิงก์เสีย", "12/5/2568", "", "ย้ายไฟล์", "ผู้ตรวจรับแล้ว"),
    )
    take(sample, *rows)
    found = rounds_of(sample.year(YEAR), "O5")
    assert [(one.day, one.answer, one.mend, one.state) for one in found] == [
        (date(2025, 4, 10), "เผยแพร่แล้ว", "", RemarkState.ANSWERED),
        (date(2025, 5, 12), "", "ย้ายไฟล์", RemarkState.ACCEPTED),
    ]
    again = planned(sample, *rows)
    assert not again.changes
    (skipped,) = take(sample, ("O5", "ลิงก์เสีย", "", "", "", "ไม่รู้")).flaws
    assert STATE_WORDS[RemarkState.ACCEPTED] in skipped.text


def test_the_same_words_of_another_day_are_another_round(sample: Workspace) -> None:
    rows = (
        ("O5", "ลิงก์เสีย", "10/4/2568", "แก้แล้ว", "", ""),
        ("O5", "ลิงก์เสีย", "12/5/2568", "", "", ""),
        ("O5", "ไม่พบรายงาน", "12/5/2568", "", "", ""),
    )
    plan = take(sample, *rows)
    assert plan.skipped == ()
    days = [(one.text, one.day and one.day.month) for one in rounds_of(sample.year(YEAR), "O5")]
    assert days == [("ลิงก์เสีย", 4), ("ลิงก์เสีย", 5), ("ไม่พบรายงาน", 5)]
    assert planned(sample, *rows).changes == ()
    take(sample, ("O5", "ลิงก์เสีย", "1/6/2568", "", "", ""))
    assert len(rounds_of(sample.year(YEAR), "O5")) == 4
    assert rounds_of(sample.year(YEAR), "O5")[0].day == date(2025, 4, 10)


def test_a_day_that_comes_later_is_that_of_the_round_without_one(sample: Workspace) -> None:
    take(sample, ("O5", "ลิงก์เสีย", "", "แก้แล้ว", "", ""))
    take(sample, ("O5", "ลิงก์เสีย", "12/5/2568", "", "", ""))
    (one,) = rounds_of(sample.year(YEAR), "O5")
    assert (one.day, one.answer) == (date(2025, 5, 12), "แก้แล้ว")


def test_bare_remarks_and_rounds_of_one_table_keep_their_order(sample: Workspace) -> None:
    rows = [("O5", "ไม่พบรายงานผล", "", "", "", "")]
    rows += [("O5", f"ลิงก์ {at} เสีย", f"{at}/5/2568", "", "", "") for at in range(1, 9)]
    take(sample, *rows, ("O5", "ลิงก์ 3 เสีย", "", "", "", ""))
    assert [one.text for one in rounds_of(sample.year(YEAR), "O5")] == [row[1] for row in rows]
    assert planned(sample, *rows).changes == ()


def test_a_bare_remark_that_another_row_follows_up_is_written_once(sample: Workspace) -> None:
    take(sample, ("O5", "ก", "", "", "", ""))
    take(sample, ("O5", "ก", "10/4/2568", "", "", ""), ("O5", "ข", "", "", "", ""))
    assert [one.text for one in rounds_of(sample.year(YEAR), "O5")] == ["ก", "ข"]


def test_the_printed_table_does_not_repeat_what_the_result_prints(sample: Workspace) -> None:
    official(sample, "O5", "ไม่พบรายงาน")
    plan = planned(sample, ("O5", "ไม่พบรายงาน", "", "", "", "ยังไม่ตอบ"))
    assert (plan.changes, [one.row for one in plan.unchanged]) == ((), [2])


def test_an_answer_that_is_taken_back_leaves_the_remark_open(sample: Workspace) -> None:
    one = filing.add_remark(
        sample, YEAR, "O5", {"text": "ลิงก์เสีย", "answer": "แก้แล้ว", "mend": "ย้าย"}
    )
    assert (
        filing.edit_remarks(sample, YEAR, "O5", one.id, {"mend": ""}).state is RemarkState.ANSWERED
    )
    assert (
        filing.edit_remarks(sample, YEAR, "O5", one.id, {"answer": " "}).state is RemarkState.OPEN
    )


def test_a_bare_text_never_replaces_what_was_followed_up(sample: Workspace) -> None:
    take(sample, ("O5", "ไม่พบรายงาน", "", "", "", ""))
    take(sample, ("O5", "ไม่พบรายงานผล", "", "", "", ""))
    (one,) = sample.year(YEAR).remarks
    assert one.text == "ไม่พบรายงานผล"
    filing.edit_remarks(sample, YEAR, "O5", one.id, {"answer": "เผยแพร่แล้ว"})
    take(sample, ("O5", "ลิงก์เสีย", "", "", "", ""))
    assert [row.text for row in sample.year(YEAR).remarks] == ["ไม่พบรายงานผล", "ลิงก์เสีย"]


def test_beside_an_official_score_a_remark_is_its_note(sample: Workspace) -> None:
    official(sample, "O5", "")
    take(sample, ("O5", "ไม่พบรายงาน", "", "", "", ""))
    assert sample.year(YEAR).remarks == ()
    assert sample.year(YEAR).remark_by_node == {"O5": "ไม่พบรายงาน"}


def test_last_years_remarks_stand_beside_the_item_that_goes_on(sample: Workspace) -> None:
    before, data = sample.year(2566), sample.year(YEAR)
    row = AssessorRemark(id="r", year_id=before.fiscal_year.id, node="O12", text="ขาดเดือนธันวาคม")
    before = replace(before, remarks=(row,))
    (earlier,) = filing.of_last_year(data, before, "O15")
    assert (earlier.item.code, earlier.remarks) == ("O12", (row,))
    assert filing.of_last_year(data, before, "O1") == ()
    assert filing.of_last_year(data, None, "O15") == ()


def test_what_is_not_answered_is_the_next_step_found_by_words_and_told_by_check(
    sample: Workspace,
) -> None:
    def told() -> list[tuple[str, Severity]]:
        issues = check(sample, YEAR, TODAY)
        return [(one.where, one.severity) for one in issues if one.code == "open-remark"]

    def sentences() -> list[str]:
        data = sample.year(YEAR)
        known = tuple(year.year for year in sample.years())
        context = StepContext(data, None, tree_of(data), TODAY, known)
        return [one.action for one in steps(context)]

    assert told() == []
    assert "ตอบข้อสังเกต O5" not in sentences()
    one = filing.add_remark(sample, YEAR, "O5", {"text": "ไม่พบทะเบียนพัสดุ"})
    assert told() == [("O5", Severity.WARNING)]
    assert "ตอบข้อสังเกต O5" in sentences()
    (entry,) = (entry for entry in entries_of(sample.year(YEAR)) if "ทะเบียนพัสดุ" in entry.also)
    assert entry.code == "O5"
    filing.edit_remarks(sample, YEAR, "O5", one.id, {"answer": "เผยแพร่แล้ว"})
    assert told() == [("O5", Severity.INFO)]
    assert "ตอบข้อสังเกต O5" not in sentences()


def test_a_proof_is_one_line_and_words_keep_theirs(sample: Workspace) -> None:
    given = {
        "text": " ก\nข ",
        "answer": "ค\n\nง",
        "mend": "จ\nฉ",
        "proof": " https://a.example/1\n ",
    }
    row = filing.add_remark(sample, YEAR, "O5", given)
    assert (row.text, row.answer, row.mend) == ("ก\nข", "ค\n\nง", "จ\nฉ")
    assert row.proof == "https://a.example/1"
    row = filing.edit_remarks(sample, YEAR, "O5", row.id, {"proof": "หน้า 1\nหน้า 2"})
    assert row.proof == "หน้า 1 หน้า 2"


def test_only_an_answer_that_is_taken_back_opens_a_remark_again(sample: Workspace) -> None:
    def state(**fields: str) -> RemarkState:
        return filing.edit_remarks(sample, YEAR, "O5", row.id, fields).state

    row = filing.add_remark(sample, YEAR, "O5", {"text": "ไม่พบรายงาน", "answer": "เผยแพร่แล้ว"})
    assert row.state is RemarkState.ANSWERED
    assert state(text="ไม่พบรายงานรอบ 6 เดือน") is RemarkState.ANSWERED
    assert state(mend="ย้ายไฟล์") is RemarkState.MENDED
    assert state(answer="") is RemarkState.MENDED
    assert state(proof="https://district.example/5") is RemarkState.MENDED
    assert state(mend="") is RemarkState.OPEN
    assert state(state="mended") is RemarkState.MENDED
    assert state(text="ไม่พบรายงาน") is RemarkState.MENDED, "it was said without words"
    assert state(state="accepted") is RemarkState.ACCEPTED
    assert state(answer="แก้แล้ว") is RemarkState.ACCEPTED
    assert state(answer="") is RemarkState.ACCEPTED
