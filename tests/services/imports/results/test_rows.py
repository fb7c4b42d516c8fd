"""The respondents' part of a result against what the year has: new, changed, the same, gone."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.scores.results import Answer, Breakdown, GroupFigure, RespondentComment
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.report.json_results import JsonEntry
from ita_desktop.exchange.report.results import AnswerRow, CommentRow, GroupResult, Results
from ita_desktop.exchange.sheets import Origin
from ita_desktop.frameworks.shipped import load
from ita_desktop.services.imports.draft import Decided, ImportDraft
from ita_desktop.services.imports.plan import Delete, Insert, RecordUpdate
from ita_desktop.services.imports.results.rows import LINE, PART, VALUE, ResultRows, Scope
from tests.domain.scores.test_progress import EMPTY

YEAR = replace(
    EMPTY,
    framework=load(2567),
    fiscal_year=replace(EMPTY.fiscal_year, year=2567),
    answers=(
        Answer(id="a1", year_id="y", instrument="IIT", question="I1", option=1, count=3,
               label="ไม่มีเลย", percent=Decimal("30.00"), position=4),
        Answer(id="a2", year_id="y", instrument="IIT", question="I1", option=2, count=7,
               label="น้อยที่สุด", percent=Decimal("70.00"), position=5),
    ),
    group_figures=(
        GroupFigure(id="g1", year_id="y", breakdown=Breakdown.DEPARTMENT, name="ฝ่ายโยธา",
                    node="IIT", count=76, value=Decimal("98.86"), position=7),
        GroupFigure(id="g2", year_id="y", breakdown=Breakdown.SERVICE, name="*งาน อื่นๆ",
                    node="ITA", value=Decimal(90), position=8),
    ),
    comments=(
        RespondentComment(id="c1", year_id="y", instrument="EIT", text="ป้าย บอกทาง", position=2),
    ),
)  # fmt: skip
BARE = replace(YEAR, answers=(), group_figures=(), comments=())


def at(row: int) -> Origin:
    return Origin("", row)


def answers(question: str, *counts: int, row: int = 1, **more: object) -> tuple[AnswerRow, ...]:
    """Answers 1, 2 and so on of a question in one line."""
    instrument = "EIT" if question.startswith("E") else "IIT"
    return tuple(
        AnswerRow(at(row), instrument, question, option, "", count, None, **more)  # type: ignore[arg-type]
        for option, count in enumerate(counts, 1)
    )


def compare(part: str, year: YearData = YEAR, *, replaces: bool = False, **read: object):
    """The draft of one part of what was read."""
    draft = ImportDraft(year, (), Decided(replace=replaces))
    found = Results("รายงาน", lines={at(1): "บรรทัดหนึ่ง"}, **read)  # type: ignore[arg-type]
    getattr(ResultRows(draft, found, Scope(year.framework, [TOTAL])), part)()
    return draft


def cells(draft: ImportDraft) -> list[dict[str, tuple[str, str | None]]]:
    """The filled cells of each change, by heading: what is new and what there was."""
    return [
        {cell.heading: (cell.new, cell.old) for cell in change.cells if cell.new or cell.old}
        for change in draft.changes
    ]


def inserted(draft: ImportDraft) -> list[Any]:
    return [write.record for change in draft.changes for write in change.writes
            if isinstance(write, Insert)]  # fmt: skip


def updated(draft: ImportDraft) -> list[dict[str, object]]:
    return [dict(write.fields) for change in draft.changes for write in change.writes
            if isinstance(write, RecordUpdate)]  # fmt: skip


def test_new_answers_get_the_labels_of_the_framework_and_places_after_those_there_are() -> None:
    draft = compare("answers", answers=answers("I2", 1200, 5) + answers("age", 4, title="อายุ"))
    made = inserted(draft)
    assert [(row.question, row.option, row.count, row.position) for row in made] == [
        ("I2", 1, 1200, 6), ("I2", 2, 5, 7), ("age", 1, 4, 8),
    ]  # fmt: skip
    options = {choice.number: choice.label for choice in load(2567).item_by_code["I2"].options}
    assert [row.label for row in made] == [options[1], options[2], ""]
    first, second = cells(draft)
    assert first[VALUE] == ("1: 1,200 · 2: 5", None)
    assert first["รหัส"] == ("I2", None)
    assert first["รายการ"] == (load(2567).item_by_code["I2"].title, None)
    assert first[LINE] == ("บรรทัดหนึ่ง", None)
    assert (second["รหัส"], second["รายการ"]) == (("age", None), ("อายุ", None))
    assert [
        row.position for row in inserted(compare("answers", BARE, answers=answers("I2", 1)))
    ] == [0]


def test_another_count_without_percentage_takes_the_old_one_away() -> None:
    draft = compare("answers", answers=answers("I1", 3, 8))
    assert updated(draft) == [{"count": 8, "percent": None}]
    (row,) = cells(draft)
    assert row[VALUE] == ("1: 3 · 2: 8", "1: 3 · 2: 7")
    shares = (Decimal("27.27"), Decimal("72.73"))
    rows = [
        replace(row, percent=share) for row, share in zip(answers("I1", 3, 8), shares, strict=True)
    ]
    assert updated(compare("answers", answers=tuple(rows))) == [
        {"percent": shares[0]},
        {"count": 8, "percent": shares[1]},
    ]


def test_the_same_answers_are_unchanged_and_an_option_that_went_is_deleted() -> None:
    draft = compare("answers", answers=answers("I1", 3, 7))
    assert (draft.changes, draft.kept) == ([], [(at(1), at(1))])
    (change,) = compare("answers", answers=answers("I1", 3)).changes
    assert [write.record.id for write in change.writes if isinstance(write, Delete)] == ["a2"]


def test_answers_to_an_item_that_the_year_has_not_are_skipped() -> None:
    draft = compare("answers", answers=answers("I99", 1) + answers("I2", 2, row=2))
    assert [(one.row, "I99" in one.why) for one in draft.skipped] == [(1, True)]
    assert [row.question for row in inserted(draft)] == ["I2"]


@pytest.mark.parametrize(
    ("questions", "told"),
    [
        (["I1", "I2", "I3"], []),
        (["I1", "I3", "I2", "I4"], ["คำตอบของ I2 อยู่หลัง I3"]),
        (["I2", "age", "I1"], ["คำตอบของ I1 อยู่หลัง I2"]),
        (["I3", "E1", "E2"], []),
    ],
)
def test_answers_out_of_order_are_told(questions: Sequence[str], told: list[str]) -> None:
    rows = [answers(question, 1, row=row) for row, question in enumerate(questions, 1)]
    draft = compare("answers", BARE, answers=tuple(row for (row,) in rows))
    assert [one.why.partition(" ผิดลำดับ")[0] for one in draft.warnings] == told


def test_answers_of_a_json_file_belong_to_the_item_that_holds_them() -> None:
    rows = [replace(row, origin=JsonEntry("items", 1)) for code in ("I3", "I2")
            for row in answers(code, 1)]  # fmt: skip
    assert compare("answers", BARE, answers=tuple(rows)).warnings == []


def test_what_a_report_lacks_goes_only_where_it_replaces() -> None:
    for part, gone in (("answers", ["a1", "a2"]), ("groups", ["g1", "g2"]), ("comments", ["c1"])):
        assert compare(part).changes == []
        found = compare(part, replaces=True).changes
        assert [write.record.id for change in found for write in change.writes] == gone


def group(name: str, count: int | None, value: str | None, **more: object) -> GroupResult:
    known = {"origin": at(1), "by": Breakdown.DEPARTMENT.value, "node": "IIT"}
    figure = None if value is None else Decimal(value)
    return GroupResult(name=name, count=count, value=figure, **known | more)  # type: ignore[arg-type]


def test_the_figures_of_one_line_are_one_row() -> None:
    rows = (
        group("ฝ่ายรายได้", 1076, "98.86"),
        group("ฝ่ายรายได้", 62, None, node="EIT"),
        group("ฝ่ายรายได้", None, "90", node=TOTAL),
        group("ฝ่ายคลัง", 1, "80", origin=at(2)),
    )
    draft = compare("groups", groups=rows)
    assert [row[VALUE] for row in cells(draft)] == [
        ("IIT 1,076 98.86 · EIT 62 · รวม 90.00", None), ("IIT 1 80.00", None),
    ]  # fmt: skip
    assert [row[PART][0] for row in cells(draft)] == ["ส่วนราชการ", "ส่วนราชการ"]
    assert [row.position for row in inserted(draft)] == [9, 10, 11, 12]
    assert [row.position for row in inserted(compare("groups", BARE, groups=rows[:1]))] == [0]


def test_a_figure_of_a_group_changes_where_it_is_given_and_differs() -> None:
    assert updated(compare("groups", groups=(group("ฝ่าย โยธา", 76, "98.86"),))) == []
    changed = compare("groups", groups=(group("ฝ่ายโยธา", None, "98.87"),))
    assert updated(changed) == [{"value": Decimal("98.87")}]
    (row,) = cells(changed)
    assert row[VALUE] == ("IIT 98.87", "IIT 76 98.86")
    other = group("งานอื่นๆ", 5, None, by=Breakdown.SERVICE.value, node="ITA")
    assert updated(compare("groups", groups=(other,))) == [{"count": 5}]


def test_a_group_that_stands_twice_has_its_first_figures() -> None:
    rows = (group("ก", 1, "80"), group("ก", 1, "80"), group("ก", 2, "80", origin=at(3)))
    draft = compare("groups", BARE, groups=rows)
    assert [row.count for row in inserted(draft)] == [1]
    assert [one.why.partition(" ใช้ค่า")[0] for one in draft.warnings] == ["ก พิมพ์ไว้สองครั้งไม่เหมือนกัน"]
    every = [replace(row, by=Breakdown.ALL.value, name="") for row in rows]
    assert compare("groups", BARE, groups=tuple(every)).warnings == []


def test_comments_are_compared_by_their_number_and_without_spaces() -> None:
    rows = [CommentRow(at(row), "EIT", text) for row, text in
            enumerate(("ป้ายบอกทาง", "ออนไลน์", "ป้ายบอกทาง"), 1)]  # fmt: skip
    draft = compare("comments", comments=tuple(rows))
    assert draft.kept == [(at(1),)]
    assert [(row.text, row.position) for row in inserted(draft)] == [
        ("ออนไลน์", 3),
        ("ป้ายบอกทาง", 4),
    ]
    other = compare("comments", comments=(CommentRow(at(1), "IIT", "ป้ายบอกทาง"),))
    assert [row.instrument for row in inserted(other)] == ["IIT"]
    assert compare("comments", replaces=True, comments=tuple(rows[:1])).changes == []
