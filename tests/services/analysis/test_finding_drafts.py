"""Drafts of findings from the results of the year before."""

from decimal import Decimal

import pytest

from ita_desktop.domain.scores.results import RespondentComment, Score, ScoreSource, SourceKind
from ita_desktop.services import findings
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.finding_drafts import accept, suggest
from ita_desktop.services.imports import importing
from ita_desktop.services.years import years
from tests.support.places import FIXTURES
from tests.support.taken_in import plan_file


@pytest.fixture
def results(office):
    """A district's result of 2567, with data that lost points and comments; 2568 begun."""
    plan = plan_file(office, 2567, "results", FIXTURES / "results_2567.json")
    importing.apply_import(office, plan)
    data = office.year(2567)
    marks = {score.node: score for score in data.scores if score.source is ScoreSource.OFFICIAL}
    with office.change("ทดสอบ") as change:
        for code, note in (("O6", "ไม่พบไตรมาส 4"), ("O2", ""), ("O3", "")):
            change.update(marks[code], value=Decimal(0), note=note)
        for old in data.comments:
            change.delete(old)
        for at, words in enumerate(("อยากให้ทำออนไลน์", "ไม่มี", "ป้ายบอกทาง", "เจ้าหน้าที่ยิ้มแย้ม")):
            change.insert(
                RespondentComment(
                    id=f"c{at}",
                    year_id=data.fiscal_year.id,
                    instrument="EIT",
                    text=words,
                    position=at,
                )
            )
    years.add_year(office, 2568)
    return lambda: findings.results_of(office.year(2568), office.year(2567))


def by_key(results):
    return {draft.key: draft for draft in suggest(results())}


def kinds(draft):
    return {source.kind for source in draft.sources}


def test_the_lowest_questions_of_each_survey_are_drafted_with_their_scores(results):
    drafts = by_key(results)
    assert "97.54 คะแนน ต่ำที่สุดของ IIT" in drafts["2 I5"].issue
    assert "17 คน จาก 626 คน" in drafts["2 I5"].issue
    assert SourceKind.SCORE in kinds(drafts["8 E6"])
    assert "1 I1" not in drafts
    assert not any("เดิม:" in draft.issue for draft in drafts.values())  # the items keep their codes


def test_where_scores_lack_a_question_is_the_lowest_of_those_that_have_one_only(office, results):
    data = office.year(2567)
    with office.change("ทดสอบ") as change:
        for score in data.scores:
            if score.node in {"I5", "IIT", "TOTAL"}:
                change.delete(score)
    drafts = by_key(results)
    assert "98.34 คะแนน ต่ำที่สุดของ IIT เท่าที่มีคะแนน" in drafts["3 I7"].issue


def test_what_cost_most_points_is_drafted_for_its_indicator(results):
    draft = by_key(results)["8"]
    assert "89.77 คะแนน ทำให้คะแนนรวมหายไป" in draft.issue
    assert (SourceKind.SCORE, "8") in draft.sources


def test_groups_far_below_are_named_with_their_figures(results):
    draft = by_key(results)["8 E6"]
    assert "งานจัดซื้อจัดจ้าง (70.51 คะแนน)" in draft.issue
    assert (SourceKind.GROUP, "service|งานจัดซื้อจัดจ้าง|E6") in draft.sources


def test_comments_are_counted_where_they_belong_but_never_quoted(results):
    drafts = by_key(results)
    about = {
        ref: draft.indicator
        for draft in drafts.values()
        for kind, ref in draft.sources
        if kind == "comment"
    }
    assert about == {"c0": "8", "c2": "7", "c3": "6"}, "one of no known words is of the lowest"
    assert all("ออนไลน์" not in draft.issue for draft in drafts.values())


def test_an_assessors_remark_is_drafted_with_its_item_and_others_stand_together(results):
    drafts = by_key(results)
    remarked = next(draft for draft in drafts.values() if draft.items == ("O6",))
    assert "ไม่พบไตรมาส 4" in remarked.issue
    assert (SourceKind.REMARK, "O6") in remarked.sources
    together = next(draft for draft in drafts.values() if "O2" in draft.items)
    assert together.items == ("O2", "O3")
    assert "0.00 คะแนน" in together.issue


def test_chosen_drafts_become_findings_in_one_step_and_are_not_drafted_again(office, results):
    drafts = by_key(results)
    before = office.dump()
    made = accept(office, 2568, [drafts["8 E6"], drafts["2 I5"]])
    data = office.year(2568)
    assert [findings.label_of(data, finding) for finding in data.findings] == ["I5", "E6"]
    assert set(made) == {finding.id for finding in data.findings}
    again = by_key(results)
    assert {"8 E6", "2 I5"} & set(again) == set()
    assert len(again) == len(drafts) - 2
    office.undo()
    assert office.dump() == before


def test_a_draft_never_overwrites_what_the_clerk_wrote(office, results):
    (mine,) = findings.add(office, 2568, [{"items": ("I5",), "issue": "คำของเรา"}])
    draft = by_key(results)["2 I5"]
    assert (draft.into, draft.issue) == (mine, "")
    accept(office, 2568, [draft])
    (finding,) = office.year(2568).findings
    assert finding.issue == "คำของเรา"
    assert findings.sources_of(office.year(2568), finding) == draft.sources


def test_a_draft_that_was_overtaken_by_the_clerk_leaves_his_words(office, results):
    draft = by_key(results)["2 I5"]
    (mine,) = findings.add(office, 2568, [{"items": ("I5",)}])
    findings.edit(office, 2568, [CellEdit(mine, "issue", "คำของเรา")])
    assert accept(office, 2568, [draft]) == [mine]
    assert [finding.issue for finding in office.year(2568).findings] == ["คำของเรา"]


def test_without_results_there_is_nothing_to_draft(office):
    data = office.year(2567)
    assert suggest(findings.results_of(data, None)) == ()
    years.add_year(office, 2568)
    assert suggest(findings.results_of(office.year(2568), office.year(2567))) == ()


def test_items_of_another_framework_are_drafted_at_what_they_became(office):
    years.add_year(office, 2566)
    data = office.year(2566)
    with office.change("ทดสอบ") as change:
        for item in data.framework.items:
            change.insert(
                Score(
                    id=f"s{item.code}",
                    year_id=data.fiscal_year.id,
                    node=item.code,
                    source=ScoreSource.OFFICIAL,
                    value=Decimal(0 if item.code in {"O1", "O12"} else 100),
                )
            )
    drafts = suggest(findings.results_of(office.year(2567), office.year(2566)))
    known = office.year(2567).framework.item_by_code
    items = [code for draft in drafts for code in draft.items]
    assert items
    assert all(code in known for code in items)
    assert any("เดิม" in draft.issue for draft in drafts)
