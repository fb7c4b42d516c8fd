"""What is not changed unasked: rows of another office, official figures, what no longer fits."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from ita_desktop.domain.documents import Wording
from ita_desktop.domain.scores.progress import official_scores, tree_of
from ita_desktop.exchange.source import ImportSource, read_pasted
from ita_desktop.services.checks.believed import open_doubts
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.imports.ledger.ledger import left_of_plan
from ita_desktop.services.imports.plan import Consent, ImportPlan
from ita_desktop.storage.workspace import Workspace
from tests.support.taken_in import plan_source

_OTHER = "สำนักงานเขตสมมุติ"
_INSTRUMENTS = (("IIT", "98"), ("EIT", "95"), ("OIT", "96"))
_TOTAL = ("ITA", "96.30")


def table(*rows: Sequence[str], office: str = "") -> ImportSource:
    titles = [(f"ผลการประเมิน ITA ของ{office} ปีงบประมาณ 2568",)] if office else []
    return read_pasted([*titles, ("รหัส", "คะแนน"), *rows], "ผล.xlsx")


def take(
    workspace: Workspace, source: ImportSource, *consents: Consent, replace: bool = False
) -> ImportPlan:
    plan = plan_source(workspace, 2568, "results", source, replace=replace).with_consents(consents)
    apply_import(workspace, plan)
    return plan


def official(workspace: Workspace) -> dict[str, str]:
    return {node: str(value) for node, value in official_scores(workspace.year(2568)).items()}


def test_the_report_of_another_office_needs_a_yes_of_its_own(workspace: Workspace) -> None:
    source = table(*_INSTRUMENTS, office=_OTHER)
    for consents in ((), (Consent.UNTICKED,), (Consent.CHANGE_OFFICIAL,)):
        plan = take(workspace, source, *consents)
        assert official(workspace) == {}
        assert (plan.unticked, plan.missing_consents) == (3, (Consent.OTHER_OFFICE,))
        assert _OTHER in plan.warnings[0].why
        left = [each for each in left_of_plan(source, plan) if each.needs]
        assert [each.needs for each in left] == [("--other-office",)] * 3
        assert [each.origin.row for each in left if each.origin] == [3, 4, 5]
        assert all(_OTHER in each.why for each in left)
    assert take(workspace, source, Consent.OTHER_OFFICE).unticked == 0
    assert official(workspace)["IIT"] == "98.00"


def test_a_list_of_another_office_needs_it_too(workspace: Workspace) -> None:
    titles = (f"ตารางมอบหมายผู้รับผิดชอบ OIT {_OTHER} กรุงเทพมหานคร ประจำปีงบประมาณ 2568",)
    rows = [titles, ("ข้อ", "ผู้รับผิดชอบ"), ("O1", "ฝ่ายปกครอง")]
    plan = plan_source(workspace, 2568, "assignments", read_pasted(rows, "งาน.xlsx"))
    assert (plan.writes(), plan.missing_consents) == ([], (Consent.OTHER_OFFICE,))
    own = [(titles[0].replace(_OTHER, workspace.year(2568).organisation.name),), *rows[1:]]
    plan = plan_source(workspace, 2568, "assignments", read_pasted(own, "งาน.xlsx"))
    assert (plan.unticked, plan.reasons) == (0, ())


@pytest.mark.parametrize(
    ("behind", "is_other"),
    [("เข้าร่วมการประเมิน", False), ("", False), ("ใต้", True), (" กรุงเทพมหานคร", False)],
)
def test_a_text_behind_our_name_makes_it_no_other_one(
    workspace: Workspace, behind: str, is_other: bool
) -> None:
    own = workspace.year(2568).organisation.name
    titles = (f"ประจำปีงบประมาณ 2568 {own}{behind}",)
    rows = [titles, ("ข้อ", "ผู้รับผิดชอบ"), ("O1", "ฝ่ายปกครอง")]
    plan = plan_source(workspace, 2568, "assignments", read_pasted(rows, "งาน.xlsx"))
    assert bool(plan.reasons) == is_other


def test_a_list_of_another_year_is_stored_in_this_one_only_when_asked(workspace: Workspace) -> None:
    rows = [("ผู้รับผิดชอบ OIT ปีงบประมาณ 2566",), ("ข้อ", "ผู้รับผิดชอบ"), ("O1", "ฝ่ายปกครอง")]
    source = read_pasted(rows, "งาน.xlsx")
    plan = plan_source(workspace, None, "assignments", source)
    assert (plan.base.year, plan.writes()) == (2568, [])
    assert plan.missing_consents == (Consent.UNTICKED,)
    assert "2566" in plan.warnings[0].why
    # Who names the year says yes to it; and a table of what follows names that of the result.
    assert plan_source(workspace, 2568, "assignments", source).unticked == 0
    rows = [("มาตรการจากผลการประเมินปีงบประมาณ 2567",), ("ข้อ", "มาตรการ"), ("I1", "อบรม")]
    plan = plan_source(workspace, None, "measures", read_pasted(rows, "งาน.xlsx"))
    assert (plan.unticked, plan.reasons) == (0, ())


def test_an_official_figure_is_changed_only_when_asked(workspace: Workspace) -> None:
    take(workspace, table(*_INSTRUMENTS, _TOTAL))
    corrected = table(("IIT", "97"), ("EIT", "95"), ("OIT", "96"), ("ITA", "96"), ("I1", "91"))
    plan = take(workspace, corrected, Consent.UNTICKED, Consent.OTHER_OFFICE)
    # What is new below a figure that would change is of the same report, and waits with it.
    assert official(workspace) == dict([_TOTAL]) | {
        node: f"{value}.00" for node, value in _INSTRUMENTS
    }
    assert (plan.unticked, plan.missing_consents) == (3, (Consent.CHANGE_OFFICIAL,))
    assert "--replace" in plan.warnings[0].why, "it is offered instead of the former report"
    assert "96.30 เป็น 96.00" in plan.warnings[0].why
    assert take(workspace, corrected, Consent.CHANGE_OFFICIAL).unticked == 0
    assert (official(workspace)["IIT"], official(workspace)["ITA"]) == ("97.00", "96.00")
    assert official(workspace)["I1"] == "91.00"


def test_instruments_do_not_come_in_beside_a_total_that_waits_for_a_yes(
    workspace: Workspace,
) -> None:
    take(workspace, table(("ITA", "97.38"), ("I1", "91")))
    whole = table(*_INSTRUMENTS, _TOTAL)
    plan = take(workspace, whole, Consent.UNTICKED)
    assert (plan.unticked, plan.missing_consents) == (4, (Consent.CHANGE_OFFICIAL,))
    assert official(workspace) == {"ITA": "97.38", "I1": "91.00"}
    assert take(workspace, whole, Consent.CHANGE_OFFICIAL).unticked == 0
    assert (official(workspace)["OIT"], official(workspace)["ITA"]) == ("96.00", "96.30")


def test_the_gravest_reason_is_told_first(workspace: Workspace) -> None:
    take(workspace, table(*_INSTRUMENTS))
    plan = take(workspace, table(("IIT", "90"), office=_OTHER), Consent.OTHER_OFFICE)
    assert [reason.consent for reason in plan.reasons] == [*Consent][:2]
    assert plan.warnings[:2] == tuple(reason.remark for reason in plan.reasons)
    assert official(workspace)["IIT"] == "98.00"
    both = (Consent.OTHER_OFFICE, Consent.CHANGE_OFFICIAL)
    assert take(workspace, table(("IIT", "90"), office=_OTHER), *both).changed == 1


def test_a_total_that_no_longer_fits_is_none_of_today(workspace: Workspace) -> None:
    take(workspace, table(("ITA", "97.38"), ("IIT", "98"), ("EIT", "96")))
    # OIT 90 makes 94.20 of it, and so the former total is no longer that of the year.
    plan = take(workspace, table(("OIT", "90")))
    assert (plan.unticked, plan.missing_consents) == (1, (Consent.CHANGE_OFFICIAL,))
    take(workspace, table(("OIT", "90")), Consent.CHANGE_OFFICIAL)
    year = workspace.year(2568)
    assert "ITA" not in official_scores(year)
    assert tree_of(year).total.value == Decimal("94.20")
    kept = [doubt.sentence for doubt in open_doubts(year) if "ตามรายงานเดิม" in doubt.sentence]
    assert ["97.38" in sentence for sentence in kept] == [True]
    workspace.undo()
    assert official(workspace)["ITA"] == "97.38"


def test_a_part_of_a_new_report_brings_the_figures_above_it(workspace: Workspace) -> None:
    take(workspace, table(_TOTAL))
    source = table(("IIT", "90"), ("EIT", "80"), ("OIT", "90"), ("ITA", "87"))
    plan = take(workspace, source)
    assert (plan.unticked, official(workspace)) == (4, {"ITA": "96.30"})
    (instrument,) = [each.key for each in plan.changes if "IIT" in {c.new for c in each.cells}]
    apply_import(workspace, plan.accept([instrument]))
    assert official(workspace) == {"ITA": "87.00", "IIT": "90.00"}, "never beside the old total"


def test_a_total_that_still_fits_stays(workspace: Workspace) -> None:
    take(workspace, table(("ITA", "94.20"), ("IIT", "98"), ("EIT", "96")))
    assert take(workspace, table(("OIT", "90"))).unticked == 0
    assert official(workspace) == {"ITA": "94.20", "IIT": "98.00", "EIT": "96.00", "OIT": "90.00"}


@pytest.mark.parametrize("whole", [(_TOTAL,), _INSTRUMENTS])
def test_a_report_of_the_whole_replaces_all_when_asked(
    workspace: Workspace, whole: Sequence[Sequence[str]]
) -> None:
    take(workspace, table(*_INSTRUMENTS, _TOTAL, ("I1", "91"), ("O1", "100")))
    assert take(workspace, table(*whole)).removed == 0
    plan = take(workspace, table(*whole), replace=True)
    assert plan.removed == 6 - len(whole)
    assert official(workspace).keys() == {node for node, _ in whole}
    workspace.undo()
    assert len(official(workspace)) == 6


def test_nothing_is_removed_while_what_comes_instead_waits_for_a_yes(
    workspace: Workspace,
) -> None:
    take(workspace, table(*_INSTRUMENTS, _TOTAL, ("I1", "91"), ("O1", "100")))
    before = official(workspace)
    whole = table(("IIT", "97"), ("EIT", "95"), ("OIT", "96"), ("ITA", "96"))
    plan = take(workspace, whole, replace=True)
    assert (plan.removed, plan.unticked, official(workspace)) == (0, 2, before)
    assert "จึงยังไม่เอารายการเดิมออก" in " ".join(remark.why for remark in plan.warnings)
    assert take(workspace, whole, Consent.CHANGE_OFFICIAL, replace=True).removed == 2
    assert official(workspace).keys() == {"IIT", "EIT", "OIT", "ITA"}


def test_a_part_replaces_only_its_part(workspace: Workspace) -> None:
    take(workspace, table(*_INSTRUMENTS, ("I1", "91"), ("O1", "100"), ("O2", "0")))
    assert take(workspace, table(("O1", "100")), replace=True).removed == 0
    take(workspace, table(("OIT", "96"), ("O1", "100")), replace=True)
    assert official(workspace).keys() == {"IIT", "EIT", "OIT", "I1", "O1"}


@pytest.mark.parametrize(
    ("kind", "heads", "beside"),
    [
        ("people", ("ชื่อ - นามสกุล", "ตำแหน่ง", "หน่วยงาน"), ()),
        ("roster", ("ชื่อ - นามสกุล", "ตำแหน่ง", "หน่วยงาน", "คณะ"), ("คณะทำงาน",)),
    ],
)
@pytest.mark.parametrize(
    ("post", "unit", "is_other"),
    [
        ("ครู", "สำนักงานเขตสมมุติ", True),
        ("ผู้อำนวยการเขตสมมุติ", "", True),
        ("หัวหน้าฝ่ายโยธา สำนักงานเขตสมมุติ", "ฝ่ายโยธา", True),
        ("ผู้อำนวยการเขต", "สำนักงานเขต", False),
        ("ผู้อำนวยการเขตตัวอย่าง", "สำนักงานเขตตัวอย่าง", False),
    ],
)
def test_people_of_another_office_need_it_also_where_the_kind_is_named(
    workspace: Workspace,
    kind: str,
    heads: tuple[str, ...],
    beside: tuple[str, ...],
    post: str,
    unit: str,
    is_other: bool,
) -> None:
    rows = [heads, ("นายก ข", "ครู", "ฝ่ายโยธา", *beside), ("นายค ง", post, unit, *beside)]
    plan = plan_source(workspace, 2568, kind, read_pasted(rows, "คน.xlsx"))
    assert plan.missing_consents == ((Consent.OTHER_OFFICE,) if is_other else ())
    assert plan.added == (1 if is_other else 2)
    assert not any("สมมุติ" in name for name in plan.added_units)
    assert plan.with_consents({Consent.UNTICKED}).added == plan.added
    assert plan.with_consents({Consent.OTHER_OFFICE}).added == 2


GUESTS = (
    ("นายก ข", "ปลัดกรุงเทพมหานคร", "ประธานคณะทำงาน"),
    ("นายค ง", "ผู้อำนวยการสำนักการคลัง", "คณะทำงาน"),
    ("นายจ ฉ", "ผู้อำนวยการสำนักการโยธา", "คณะทำงาน"),
)
OURS = ("นายช ซ", "หัวหน้าฝ่าย", "คณะทำงานและเลขานุการ")
"""Who says less of where he is from."""


def test_among_more_people_of_elsewhere_than_of_ours_nobody_is_taken(workspace: Workspace) -> None:
    heads = ("ชื่อ - นามสกุล", "ตำแหน่ง", "บทบาท")
    of_all = read_pasted([heads, *GUESTS, OURS], "คน.xlsx")
    plan = plan_source(workspace, 2568, "roster", of_all)
    assert (plan.missing_consents, plan.added) == ((Consent.OTHER_OFFICE,), 0)
    assert plan.with_consents({Consent.OTHER_OFFICE}).added == 4
    of_ours = read_pasted([heads, GUESTS[0], OURS, ("นายฌ ญ", "ครู", "คณะทำงาน")], "คน.xlsx")
    assert plan_source(workspace, 2568, "roster", of_ours).added == 2


def test_of_a_list_that_is_not_taken_its_words_are_not_kept_either(workspace: Workspace) -> None:
    heads = ("ลำดับ", "ชื่อ - สกุล", "ตำแหน่ง", "ตำแหน่งในคณะทำงาน")
    title = ("รายชื่อคณะทำงานขับเคลื่อนการประเมิน ITA 2568",)
    rows = [(str(at), *row) for at, row in enumerate(GUESTS, 1)]
    plan = plan_source(workspace, 2568, "roster", read_pasted([title, heads, *rows], "คน.xlsx"))
    assert plan.writes() == []
    own = read_pasted([title, heads, ("1", *OURS)], "คน.xlsx")
    ours = plan_source(workspace, 2568, "roster", own)
    assert any(isinstance(getattr(each, "record", None), Wording) for each in ours.writes())
