"""How far requirements are proved: never further than somebody looked."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ita_desktop.domain.framework import Formats, ProofKind
from ita_desktop.domain.oit.judging import (
    INTERNAL,
    JudgedPoint,
    Judgement,
    decisive,
    judged,
    kinds_of,
    look_at,
    unproved_marks,
)
from ita_desktop.domain.oit.parts import parts_of
from ita_desktop.domain.oit.proofs import LinkProof, LinkState, MarkReason, reasons_text
from ita_desktop.domain.records import CheckMark, Evidence, Organisation, Statement, Unit
from ita_desktop.domain.scores.progress import self_marks
from ita_desktop.domain.scores.results import Score, ScoreSource
from ita_desktop.domain.year import YearData
from tests.domain.oit.test_parts import CIVIL, HEALTH, evidence, item, year

URL = "https://example.go.th"
BEFORE, GIVEN, AFTER = (f"2023-02-0{day}T02:00:00.000+00:00" for day in (1, 2, 3))
LATER = "2023-04-03T02:00:00.000+00:00"
PROVED, CLAIMED, OPEN, CONTRADICTED = (
    Judgement.PROVED, Judgement.CLAIMED, Judgement.OPEN, Judgement.CONTRADICTED,
)  # fmt: skip


def check(
    code: str, state: LinkState = LinkState.OK, findings: str = "", **fields: Any
) -> LinkProof:
    why = reasons_text(fields.pop("why", {}))
    fields.setdefault("url", URL)
    fields.setdefault("checked_at", AFTER)
    return LinkProof(
        id=fields["checked_at"] + fields["url"], year_id="y", item_code=code, state=state,
        findings=findings, why=why, **fields,
    )  # fmt: skip


def with_checks(data: YearData, *checks: LinkProof) -> YearData:
    return replace(data, link_proofs=checks)


def unticked(data: YearData) -> YearData:
    return replace(data, check_marks=())


def of(data: YearData, code: str) -> JudgedPoint:
    points = judged(data, item(code.partition(".")[0]))
    return next(point for point in points if point.point.code == code)


def given(code: str, unit: Unit | None = None, part: str = "", **fields: Any) -> Evidence:
    return evidence(code, unit, part, placed_at=GIVEN, **fields)


def test_a_tick_alone_and_evidence_alone_are_claims() -> None:
    ticked = year("O8", owners=())
    assert of(ticked, "O8.1").judgement is CLAIMED
    assert "ไม่มีหลักฐาน" in of(ticked, "O8.1").why
    assert of(unticked(ticked), "O8.1").judgement is OPEN
    told = of(year("O8", given("O8"), owners=()), "O8.1")
    assert (told.judgement, told.why) == (CLAIMED, "ยังไม่ได้ตรวจลิงก์")


@pytest.mark.parametrize(
    ("state", "judgement"),
    [
        (LinkState.OK, PROVED),
        (LinkState.MOVED, PROVED),
        (LinkState.DEAD, CONTRADICTED),
        (LinkState.SOFT_DEAD, CONTRADICTED),
        (LinkState.LOGIN, CONTRADICTED),
        (LinkState.PRIVATE, CONTRADICTED),
        (LinkState.EMPTY, CONTRADICTED),
        (LinkState.OTHER_YEAR, CONTRADICTED),
        (LinkState.STALE, CONTRADICTED),
        (LinkState.WRONG_TYPE, CONTRADICTED),
        (LinkState.SCAN, CLAIMED),
        (LinkState.UNREACHABLE, CLAIMED),
        (LinkState.REFUSED, CLAIMED),
    ],
)
def test_the_last_check_decides(state: LinkState, judgement: Judgement) -> None:
    data = year("O8", given("O8"), owners=())
    earlier = check("O8", LinkState.OK, checked_at=GIVEN)
    found = of(with_checks(data, earlier, check("O8", state)), "O8.1")
    assert found.judgement is judgement
    assert found.why


def test_a_check_of_what_was_there_before_proves_nothing() -> None:
    data = year("O8", given("O8"), owners=())
    assert of(with_checks(data, check("O8", checked_at=BEFORE)), "O8.1").judgement is CLAIMED
    assert of(with_checks(data, check("O9")), "O8.1").judgement is CLAIMED
    assert of(with_checks(data, check("")), "O8.1").judgement is PROVED


def test_a_link_that_works_proves_no_text_that_nobody_saw() -> None:
    data = with_checks(unticked(year("O8", given("O8"), owners=())), check("O8"))
    assert of(data, "O8.4").judgement is CLAIMED
    named = replace(data, evidence=(given("O8", point="O8.4"),))
    assert of(named, "O8.4").judgement is PROVED
    assert of(named, "O8.6").judgement is OPEN


def test_a_format_is_proved_by_the_file_alone() -> None:
    page = with_checks(
        unticked(year("O8", given("O8"), owners=())), check("O8", content_type="text/html")
    )
    assert of(page, "O8.8").judgement is CLAIMED
    pdf = with_checks(page, check("O8", content_type="application/pdf"))
    assert of(pdf, "O8.8").judgement is PROVED
    assert of(pdf, "O8.9").judgement is CLAIMED
    kept = replace(
        page, evidence=(given("O8", location="แผน.DOCX", media="k", file_name="แผน.DOCX"),)
    )
    assert (of(kept, "O8.8").judgement, of(kept, "O8.9").judgement) == (CLAIMED, PROVED)
    only_named = replace(page, evidence=(given("O8", location="แผน.docx", file_name="แผน.docx"),))
    assert of(only_named, "O8.9").judgement is CLAIMED


def test_only_the_formats_that_an_item_names_are_machine_readable_for_it() -> None:
    data = unticked(year("O8", given("O8"), owners=()))
    named = replace(item("O8"), formats=Formats(machine_readable=("csv",)))

    def judgement(file_name: str, formats: Formats | None = named.formats) -> bool:
        kept = given("O8", location=file_name, media="k", file_name=file_name)
        looked = look_at(
            replace(data, evidence=(kept,)),
            replace(named, formats=formats),
            kept,
            ProofKind.MACHINE_READABLE,
        )
        return looked.holds is True

    assert [judgement(name) for name in ("ก.csv", "ก.xlsx", "ก.pdf")] == [True, False, False]
    either = [judgement(name, Formats()) for name in ("ก.csv", "ก.xlsx", "ก.pdf")]
    assert either == [judgement(name, None) for name in ("ก.csv", "ก.xlsx", "ก.pdf")]
    assert either == [True, True, False]


@pytest.mark.parametrize(
    ("state", "kind", "holds"),
    [
        (LinkState.SCAN, ProofKind.MACHINE_READABLE, False),
        (LinkState.SCAN, ProofKind.AS_OF, None),
        (LinkState.UNREACHABLE, ProofKind.MACHINE_READABLE, None),
        (LinkState.DEAD, ProofKind.PDF, False),
    ],
)
def test_a_scan_is_no_file_that_machines_read_and_tells_nothing_else(
    state: LinkState, kind: ProofKind, holds: bool | None
) -> None:
    data = with_checks(year("O8", given("O8"), owners=()), check("O8", state))
    assert look_at(data, item("O8"), data.evidence[0], kind).holds is holds


def test_one_good_link_outweighs_a_dead_one() -> None:
    dead = replace(given("O8"), id="dead", location=f"{URL}/dead")
    data = with_checks(
        year("O8", dead, given("O8"), owners=()),
        check("O8", LinkState.DEAD, url=f"{URL}/dead"),
        check("O8"),
    )
    assert of(data, "O8.1").judgement is PROVED


@pytest.mark.parametrize("address", ["http://127.0.0.1/a", "http://intranet/a", "10.1.2.3/a"])
def test_an_address_that_no_reader_can_open_contradicts_a_mark(address: str) -> None:
    """The public page leaves it out: a row must not be plainly complete by it. A file that is kept
    beside it is published."""
    data = year("O8", replace(given("O8"), location=address), owners=())
    assert (of(data, "O8.1").judgement, of(data, "O8.1").why) == (CONTRADICTED, INTERNAL)
    refused = with_checks(data, check("O8", LinkState.REFUSED, url=address))
    assert of(refused, "O8.1").judgement is CONTRADICTED
    kept = replace(data.evidence[0], media="m", file_name="แผน.pdf")
    assert of(replace(data, evidence=(kept,)), "O8.1").judgement is PROVED


def test_a_day_of_the_data_is_proved_or_contradicted_by_the_page() -> None:
    data = unticked(year("O1", given("O1", as_of=date(2022, 12, 31)), owners=()))
    assert kinds_of(item("O1"), item("O1").requirements[2]) == (ProofKind.AS_OF,)
    for day, judgement in (("2022-12-31", PROVED), ("2021-12-31", CONTRADICTED)):
        checked = with_checks(data, check("O1", findings="as-of-found", why={"day": day}))
        assert of(checked, "O1.3").judgement is judgement
    assert of(with_checks(data, check("O1")), "O1.3").judgement is CLAIMED


def test_links_have_the_months_together() -> None:
    two = [replace(given("O12"), id=str(at), location=f"{URL}/{at}") for at in (1, 2)]
    data = unticked(year("O12", *two, owners=()))

    def months(*missing: str, at: str = LATER) -> Judgement:
        checks = (
            check("O12", findings="months-found months-missing" if codes else "months-found",
                  url=f"{URL}/{number}", why={"months": codes}, checked_at=at)
            for number, codes in enumerate(missing, 1)
        )  # fmt: skip
        return of(with_checks(data, *checks), "O12.10").judgement

    assert months("2022-10 2022-11", "2022-12 2023-01") is PROVED
    assert months("2022-10 2022-11", "2022-11") is CONTRADICTED
    assert months() is CLAIMED
    assert months("", "") is PROVED
    # In February nobody asks for March yet.
    assert months("", "", at=AFTER) is CLAIMED


def test_a_check_before_a_month_is_over_does_not_prove_it() -> None:
    data = unticked(year("O12", given("O12", point="O12.10"), owners=(CIVIL, HEALTH)))
    early = check("O12", findings="months-found")
    late = check("O12", findings="months-found months-missing", why={"months": "2023-03"},
                 checked_at=LATER)  # fmt: skip
    told = of(with_checks(data, early), "O12.10")
    assert (told.judgement, "ก.พ. 66" in told.why) == (CLAIMED, True)
    # What a later check misses, an earlier one that did not look for it does not bring.
    two = [replace(given("O12"), id=str(at), location=f"{URL}/{at}") for at in (1, 2)]
    both = with_checks(
        unticked(year("O12", *two, owners=())),
        replace(early, url=f"{URL}/1"),
        replace(late, id="late", url=f"{URL}/2"),
    )
    assert of(both, "O12.10").judgement is CONTRADICTED


def test_a_link_of_one_month_is_not_proved_by_that_of_another() -> None:
    months = [part.code for part in parts_of(item("O12"))]
    rows = [replace(given("O12", None, month), location=f"{URL}/{month}") for month in months]
    data = unticked(year("O12", *rows, owners=()))

    def judged_with(of_first: str) -> JudgedPoint:
        """The first link has this month alone; every other one has its own and the first."""
        checks = (
            check("O12", findings="months-found months-missing", url=f"{URL}/{month}",
                  why={"months": " ".join(sorted({*months} - has))}, checked_at=LATER)
            for month in months
            for has in [{of_first} if month == months[0] else {months[0], month}]
        )  # fmt: skip
        return of(with_checks(data, *checks), "O12.10")

    assert judged_with(months[0]).judgement is PROVED
    wrong = judged_with(months[1])
    assert (wrong.judgement, wrong.part) == (CONTRADICTED, months[0])


def test_each_unit_and_month_is_judged_and_the_worst_decides() -> None:
    rows = [given("O12", unit, "2022-10") for unit in (CIVIL, HEALTH)]
    data = with_checks(year("O12", *rows, owners=(CIVIL, HEALTH)), check("O12"))
    found = of(data, "O12.2")
    assert found.judgement is CONTRADICTED
    assert "ยังไม่มีหลักฐาน" in found.why
    assert (found.unit_id, found.part) == ("c", "2022-11")
    assert "ฝ่ายโยธา พ.ย. 65" in found.why
    assert of(unticked(data), "O12.2").judgement is OPEN


def test_a_process_is_judged_by_its_own_evidence() -> None:
    data = year("O15", given("O15", CIVIL, "O15.2"), owners=(CIVIL, HEALTH))
    data = with_checks(data, check("O15"))
    assert of(data, "O15.2").judgement is PROVED
    assert of(data, "O15.3").judgement is CONTRADICTED
    assert of(unticked(data), "O15.3").judgement is OPEN


def test_a_statement_that_there_is_nothing_is_proved_by_its_page() -> None:
    nothing = given("O12", statement=Statement.NOTHING, location="")
    data = unticked(year("O12", nothing, owners=()))
    assert of(data, "O12.12").judgement is CLAIMED
    shown = replace(data, evidence=(replace(nothing, location=URL),))
    shown = with_checks(shown, check("O12", findings="states-nothing"))
    assert of(shown, "O12.12").judgement is PROVED


@pytest.mark.parametrize(
    ("website", "final", "judgement"),
    [
        ("https://www.example.go.th/home", "", PROVED),
        ("example.go.th", "https://data.example.go.th/7", PROVED),
        ("other.go.th", "", CONTRADICTED),
        ("notexample.go.th", "", CONTRADICTED),
        ("", "", CLAIMED),
        ("http://[", "", CLAIMED),
    ],
)
def test_the_site_of_the_office_is_asked_for(
    website: str, final: str, judgement: Judgement
) -> None:
    data = with_checks(year("O7", given("O7"), owners=()), check("O7", final_url=final))
    data = replace(data, organisation=Organisation(id="o", name="เขต", website=website))
    assert of(data, "O7.3").judgement is judgement


def test_evidence_of_last_year_proves_nothing() -> None:
    carried = replace(evidence("O8"), note="ยกมาจากปี 2565")
    data = with_checks(unticked(year("O8", carried, owners=())), check("O8"))
    assert of(data, "O8.1").judgement is OPEN


def test_a_mark_of_100_without_proof_is_named_with_its_reason() -> None:
    data = year("O3", given("O3"), owners=())
    assert self_marks(data)["O3"] == Decimal(100)
    (mark,) = unproved_marks(data)
    assert (mark.item.code, mark.reason) == ("O3", "")
    assert [point.judgement for point in mark.points] == [CLAIMED]
    said = replace(
        data, mark_reasons=(MarkReason(id="r", year_id="y", item_code="O3", text="ส่งแล้ว"),)
    )
    assert unproved_marks(said)[0].reason == "ส่งแล้ว"
    assert unproved_marks(with_checks(data, check("O3"))) == ()
    official = Score(
        id="s", year_id="y", node="O3", source=ScoreSource.OFFICIAL, value=Decimal(100)
    )
    assert unproved_marks(replace(data, scores=(official,))) == ()
    # Judging changes no score.
    dead = with_checks(data, check("O3", LinkState.DEAD))
    assert self_marks(dead) == self_marks(data)
    decided = decisive(judged(dead, item("O3")))
    assert decided is not None
    assert decided.judgement is CONTRADICTED


def test_an_item_without_checklist_is_judged_as_a_whole() -> None:
    code = next(one for one in year("O3").framework.items if one.indicator and not one.requirements)
    data = replace(year("O3"), evidence=(given(code.code, point=code.code),), check_marks=())
    (point,) = judged(with_checks(data, check(code.code)), code)
    assert (point.judgement, point.point.text) == (PROVED, code.title)


def test_marks_of_other_requirements_do_not_tick_this_one() -> None:
    data = year("O8", given("O8"), owners=())
    one = replace(data, check_marks=(CheckMark(id="1", year_id="y", requirement="O8.1"),))
    one = with_checks(one, check("O8"))
    assert (of(one, "O8.1").judgement, of(one, "O8.2").judgement) == (PROVED, CLAIMED)


def test_what_contradicts_a_mark_is_named_before_what_is_only_claimed() -> None:
    other = f"{URL}/2"
    rows = given("O8", point="O8.1"), given("O8", point="O8.2", location=other, part="")
    data = year("O8", rows[0], replace(rows[1], id="second"), owners=())
    (mark,) = unproved_marks(with_checks(data, check("O8", LinkState.DEAD, url=other)))
    first, *others = mark.points
    assert (first.point.code, first.judgement) == ("O8.2", CONTRADICTED)
    assert {point.judgement for point in others} == {CLAIMED}
    assert not any(point.point.optional for point in mark.points)


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("O1", (ProofKind.AS_OF,)),
        ("O5", (ProofKind.PDF, ProofKind.MACHINE_READABLE)),
        ("O12", (ProofKind.MONTHS,)),
        ("O15", ()),  # its formats are those of forms among other papers
        ("O17", (ProofKind.PDF, ProofKind.MACHINE_READABLE, ProofKind.MONTHS)),
        ("O23", ()),
    ],
)
def test_what_an_item_asks_for_as_a_whole_is_asked_of_points_that_say_nothing(code, kinds) -> None:
    """Unless another point says it: then it is proved there."""
    silent = replace(item(code), proofs=())
    assert kinds_of(silent, silent.requirements[0]) == kinds
    of_first = item("O5").proofs[0]
    told = replace(item("O5"), proofs=(of_first,))
    others = [point for point in told.requirements if point.code != of_first.requirement]
    rest = [kind for kind in kinds_of(replace(told, proofs=()), others[0])
            if kind not in of_first.kinds]  # fmt: skip
    assert kinds_of(told, others[0]) == tuple(rest)
