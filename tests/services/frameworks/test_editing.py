"""A year's framework is edited without code; scores follow, and what was entered stays."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop.documents.kinds import Profile, ReportContext
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import Rule, Scale
from ita_desktop.domain.records import Evidence, Statement
from ita_desktop.domain.scores.progress import item_progress, tree_of
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.frameworks import faults_of, load_file, validate_file, write_text
from ita_desktop.services.documents import exporting
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.frameworks import editing as framework_editing
from ita_desktop.services.frameworks.editing import Entries
from ita_desktop.services.imports.templates import write_template
from ita_desktop.services.oit import evidence
from ita_desktop.services.overview import overview
from ita_desktop.services.scores import planning, scores
from ita_desktop.services.scores.planning import item_score_gains, level_path
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.services.search.entries import entries_of
from ita_desktop.services.years.line import year_line
from ita_desktop.storage.workspace import Workspace
from tests.support.clerk import Clerk, same_keys
from tests.support.cost import examples
from tests.support.known_files import opened_sample

YEAR = 2567
D = Decimal
FRAMEWORK_TABLES = {"framework_node", "fiscal_year"}


@pytest.fixture
def sample(tmp_path: Path):
    with opened_sample(tmp_path / "sample.ita") as workspace:
        yield workspace


def entered(workspace: Workspace) -> dict[str, object]:
    """Everything in the file but the frameworks."""
    return {
        table: rows for table, rows in workspace.dump().items() if table not in FRAMEWORK_TABLES
    }


def item(workspace: Workspace, code: str):
    return workspace.year(YEAR).framework.item_by_code[code]


def edit(workspace: Workspace, row: str, field: str, value: object) -> None:
    framework_editing.edit(workspace, YEAR, [CellEdit(row, field, value)])


def said(workspace: Workspace) -> set[str]:
    return {fault.sentence() for fault in faults_of(workspace.year(YEAR).framework)}


# -- texts


def test_titles_names_notes_and_requirements_are_edited_in_one_unit_of_work(
    office: Workspace,
) -> None:
    before = office.dump()
    framework_editing.edit(
        office,
        YEAR,
        [
            CellEdit("O12", "title", "  ระบบ\u200bติดตาม  ใหม่ "),
            CellEdit("O12", "note", "บรรทัด 1\nบรรทัด 2"),
            CellEdit("9.1", "name", "ข้อมูลใหม่"),
            CellEdit("OIT", "name_en", "Open"),
            CellEdit("O12.2", "text", "ผู้ยื่นทราบขั้นตอน"),
            CellEdit("O12.2", "optional", True),
            CellEdit("ITA", "title", "กรอบของเรา"),
            CellEdit("ITA", "notes", "หนึ่ง\n\nสอง"),
        ],
    )
    framework = office.year(YEAR).framework
    assert framework.item_by_code["O12"].title == "ระบบติดตาม ใหม่"
    assert framework.item_by_code["O12"].note == "บรรทัด 1\nบรรทัด 2"
    assert framework.indicator_by_code["9.1"].name == "ข้อมูลใหม่"
    assert framework.instrument_by_code["OIT"].name_en == "Open"
    point = framework.item_by_code["O12"].requirements[1]
    assert (point.text, point.optional) == ("ผู้ยื่นทราบขั้นตอน", True)
    assert (framework.title, framework.notes) == ("กรอบของเรา", ("หนึ่ง", "สอง"))
    assert office.edits.undo_label == "แก้กรอบการประเมิน 5 แห่ง"
    office.undo()
    assert office.dump() == before


def test_only_the_part_that_changed_is_written(office: Workspace) -> None:
    written = []
    office.subscribe(lambda change: written.extend(change.rows))
    edit(office, "O12", "title", "ใหม่")
    assert [(one.table, set(one.new) - {"row_version"}) for one in written] == [
        ("framework_node", {"content"})
    ]


def test_another_year_keeps_its_own_framework(sample: Workspace) -> None:
    other = sample.year(2568)
    edit(sample, "O12", "title", "ใหม่")
    assert sample.year(2568) == other


@pytest.mark.parametrize(
    ("row", "field", "value", "described"),
    [
        ("O12", "title", " ", "O12: ยังไม่มีข้อความ · พิมพ์ข้อความ"),
        ("O12.1", "text", "", "O12.1: ยังไม่มีข้อความ"),
        ("9.1", "name", "", "9.1: ยังไม่มีข้อความ"),
        ("ITA", "title", "", "ยังไม่มีข้อความ"),
        ("ITA", "code", "a b", "รหัส a b ใช้ไม่ได้"),
        ("O12", "indicator", "9", "ตัวชี้วัด 9 มีตัวชี้วัดย่อย ข้อจึงต้องอยู่ใต้ตัวชี้วัดย่อย"),
        ("O12", "indicator", "77", "ไม่มีตัวชี้วัด 77"),
        ("1", "rule", Rule.WEIGHTED, "ถ่วงน้ำหนักไม่ได้"),
        ("9.1", "weight", D(101), "ต้องอยู่ระหว่าง 0 ถึง 100"),
        ("1", "weight", D(5), "1 ไม่มีน้ำหนักของตัวเอง"),
        ("O99", "title", "ก", "ไม่พบส่วนของกรอบที่จะแก้"),
        ("O12", "title", "ก" * 30_000, "ตัดให้สั้นลง"),
    ],
)
def test_what_would_break_the_framework_is_refused_and_nothing_is_written(
    office: Workspace, row: str, field: str, value: object, described: str
) -> None:
    before = office.dump()
    with pytest.raises(InputError) as refused:
        framework_editing.edit(
            office, YEAR, [CellEdit("O1", "title", "ก่อนหน้า"), CellEdit(row, field, value)]
        )
    assert described in refused.value.sentence()
    assert office.dump() == before


# -- scores


def test_a_changed_rule_or_weight_scores_anew_at_once(sample: Workspace) -> None:
    own = [
        ScoreEdit(one.code, D(100 if one.code in {"I1", "I2", "I3"} else 50))
        for one in sample.year(2566).framework.items_of("IIT")
    ]
    framework_editing.edit(sample, 2566, [CellEdit("IIT", "note", "ก")])
    scores.set_scores(sample, 2566, own, ScoreSource.SELF)
    assert tree_of(sample.year(2566)).nodes["IIT"].value == D("56.00")
    kept = entered(sample)

    framework_editing.edit(sample, 2566, [CellEdit("IIT", "rule", Rule.MEAN_OF_PARTS)])

    assert tree_of(sample.year(2566)).nodes["IIT"].value == D("54.29")
    assert entered(sample) == kept
    assert sample.edits.undo_label == "แก้กรอบการประเมิน IIT"


def test_weights_that_do_not_add_up_are_written_and_told(office: Workspace) -> None:
    edit(office, "IIT", "weight", D(40))
    assert said(office) == {"น้ำหนักเครื่องมือรวมกันได้ 110 ไม่ใช่ 100 · แก้น้ำหนักของเครื่องมือให้รวมกันได้ 100"}
    edit(office, "EIT", "weight", D(20))
    assert said(office) == set()
    edit(office, "9.1", "weight", D(9))
    assert said(office) == {"OIT: น้ำหนักตัวชี้วัดย่อยรวมกันได้ 41 ไม่ตรงกับ 40 · แก้น้ำหนักให้ตรงกัน"}
    assert office.year(YEAR).framework.indicator_by_code["9"].weight == 31


def test_a_reversed_item_scores_its_answers_the_other_way_round(office: Workspace) -> None:
    points = [option.points for option in item(office, "I1").options]
    edit(office, "I1", "reversed", True)
    assert [option.points for option in item(office, "I1").options] == points[::-1]
    edit(office, "I1", "reversed", False)
    assert [option.points for option in item(office, "I1").options] == points


def test_another_scale_brings_its_own_answers(office: Workspace) -> None:
    edit(office, "I5", "scale", Scale.BINARY)
    assert [(option.label, option.points) for option in item(office, "I5").options] == [
        ("มี", 100),
        ("ไม่มี", 0),
    ]
    edit(office, "I5", "scale", Scale.DISCLOSURE)
    assert item(office, "I5").options == ()


def test_a_year_whose_answers_were_not_known_gets_those_of_the_newest_framework(
    sample: Workspace,
) -> None:
    framework_editing.edit(sample, 2566, [CellEdit("I1", "scale", "likert6")])
    assert sample.year(2566).framework.item_by_code["I1"].options == (
        sample.year(2567).framework.item_by_code["I1"].options
    )


# -- items, indicators and requirements come and go


def test_an_item_is_added_behind_those_of_its_indicator_with_the_next_code(
    office: Workspace,
) -> None:
    added = framework_editing.add_item(office, YEAR, "2", "ข้อใหม่")
    assert added == ("I13", Entries())
    assert Entries(1, 2, 4, 8, 16, 32).total == 63
    codes = [one.code for one in office.year(YEAR).framework.items]
    assert codes[codes.index("I6") : codes.index("I7") + 1] == ["I6", "I13", "I7"]
    new = item(office, "I13")
    assert (new.scale, new.reversed) == (Scale.BINARY, False)
    assert new.options == item(office, "I3").options
    assert said(office) == set()
    assert office.edits.undo_label == "เพิ่มข้อ I13"
    again = framework_editing.add_item(office, YEAR, "2", "อีกข้อ")
    assert again.code == "I14"


def test_what_was_entered_for_an_item_stays_when_it_goes_and_is_there_when_it_comes_back(
    sample: Workspace,
) -> None:
    kept = entered(sample)
    on = framework_editing.entries_on(sample.year(YEAR), ["O22"])
    assert on.total == on.scores + on.owners + on.evidence + on.ticks + on.measures > 0

    assert framework_editing.remove(sample, YEAR, ["O22"]) == on

    assert "O22" not in sample.year(YEAR).framework.item_by_code
    assert "O22" not in tree_of(sample.year(YEAR)).nodes
    assert entered(sample) == kept
    other = framework_editing.add_item(sample, YEAR, "10.2", "ข้ออื่น")
    assert other == ("O23", Entries())
    back = framework_editing.add_item(sample, YEAR, "10.2", "ข้อเดิม", code="O22")
    assert back == ("O22", on)
    assert tree_of(sample.year(YEAR)).nodes["O22"].official is not None
    assert entered(sample) == kept


def test_an_indicator_goes_with_all_that_lies_below_it(sample: Workspace) -> None:
    data = sample.year(YEAR)
    below = [one.code for one in data.framework.items_of("9")]
    on = framework_editing.entries_on(data, ["9"])
    assert on == framework_editing.entries_on(data, ["9", *below])
    framework_editing.remove(sample, YEAR, ["9"])
    framework = sample.year(YEAR).framework
    assert not {"9", "9.1", *below} & {place.code for place in framework.outline}
    assert sample.edits.undo_label == "เอาออกจากกรอบการประเมิน 9"
    sample.undo()
    assert sample.year(YEAR) == data


def test_the_indicator_above_weighs_less_when_a_sub_indicator_goes(office: Workspace) -> None:
    framework_editing.remove(office, YEAR, ["9.2"])
    assert office.year(YEAR).framework.indicator_by_code["9"].weight == 18


def test_indicators_are_added_to_an_instrument_or_below_an_indicator(office: Workspace) -> None:
    assert framework_editing.add_indicator(office, YEAR, "EIT", "ใหม่").code == "11"
    assert framework_editing.add_indicator(office, YEAR, "9", "ย่อย").code == "9.6"
    codes = [indicator.code for indicator in office.year(YEAR).framework.indicators]
    assert codes[7:16] == ["8", "11", "9", "9.1", "9.2", "9.3", "9.4", "9.5", "9.6"]
    assert {text.split(":")[0] for text in said(office)} == {"11", "9.6", "9"}
    framework_editing.add_item(office, YEAR, "11", "ข้อ")
    assert not any("ตัวชี้วัด 11" in one for one in said(office))
    with pytest.raises(InputError, match="ข้อจึงต้องอยู่ใต้ตัวชี้วัดย่อย"):
        framework_editing.add_indicator(office, YEAR, "1", "ย่อย")


def test_what_a_unit_meets_is_counted_as_met_and_not_as_evidence(office: Workspace) -> None:
    of_item = {"year_id": office.year(YEAR).fiscal_year.id, "item_code": "O12", "part": "O12.1"}
    with office.change("ทดสอบ") as change:
        for statement in Statement:
            row = Evidence(id=f"e{statement}", title="", location="", **of_item)
            change.insert(replace(row, statement=statement))
    others = len(Statement) - 1
    assert framework_editing.remove(office, YEAR, ["O12"]) == Entries(evidence=others, ticks=1)


def test_a_requirement_never_takes_a_code_that_was_ticked(office: Workspace) -> None:
    last = item(office, "O12").requirements[-1].code
    evidence.tick(office, YEAR, [last], met=True)
    assert framework_editing.remove(office, YEAR, [last]) == Entries(ticks=1)
    row = {"text": "ใหม่", "part": "ส่วน", "optional": True}
    (added,) = framework_editing.add_requirements(office, YEAR, "O12", [row])
    assert (last, added) == ("O12.5", "O12.6")
    assert item_progress(office.year(YEAR), date(2024, 1, 1))["O12"].met == 0
    back = office.undo(), office.undo()
    assert back[1] == "เอาออกจากกรอบการประเมิน O12.5"
    assert item_progress(office.year(YEAR), date(2024, 1, 1))["O12"].met == 1


def test_requirements_items_and_indicators_change_places_and_keep_their_codes(
    office: Workspace,
) -> None:
    framework_editing.move(office, YEAR, "O12.1", 2)
    framework_editing.move(office, YEAR, "O5", -1)
    framework_editing.move(office, YEAR, "O8", 1)
    framework_editing.move(office, YEAR, "2", -9)
    framework = office.year(YEAR).framework
    assert [requirement.code for requirement in framework.item_by_code["O12"].requirements] == [
        "O12.2", "O12.3", "O12.1", "O12.4", "O12.5"
    ]  # fmt: skip
    assert [one.code for one in framework.items_of("9.2")][:5] == ["O5", "O6", "O7", "O9", "O8"]
    assert [indicator.code for indicator in framework.indicators_of("IIT")] == [
        "2",
        "1",
        "3",
        "4",
        "5",
    ]


def test_an_item_moves_to_another_indicator(office: Workspace) -> None:
    edit(office, "O5", "indicator", "9.1")
    framework = office.year(YEAR).framework
    assert [one.code for one in framework.items_of("9.1")] == ["O1", "O2", "O3", "O4", "O5"]


@pytest.mark.parametrize(
    "broken",
    [
        lambda office: framework_editing.add_item(office, YEAR, "9", "ก"),
        lambda office: framework_editing.add_item(office, YEAR, "9.1", ""),
        lambda office: framework_editing.add_item(office, YEAR, "9.1", "ก", code="I1"),
        lambda office: framework_editing.add_item(office, YEAR, "9.1", "ก", code="9.1"),
        lambda office: framework_editing.add_item(office, YEAR, "77", "ก"),
        lambda office: framework_editing.add_indicator(office, YEAR, "XIT", "ก"),
        lambda office: framework_editing.add_requirements(office, YEAR, "O99", [{"text": "ก"}]),
        lambda office: framework_editing.add_requirements(office, YEAR, "O1", [{"text": " "}]),
        lambda office: framework_editing.remove(office, YEAR, ["OIT"]),
        lambda office: framework_editing.remove(office, YEAR, ["IIT", "O1"]),
        lambda office: framework_editing.remove(
            office, YEAR, [indicator.code for indicator in office.year(YEAR).framework.indicators]
        ),
    ],
)
def test_an_addition_or_removal_that_breaks_the_framework_is_refused(
    office: Workspace, broken: object
) -> None:
    before = office.dump()
    with pytest.raises(InputError):
        broken(office)
    assert office.dump() == before


# -- whatever is done


@pytest.mark.in_turn
@settings(max_examples=examples(25))
@given(st.data())
def test_no_edit_of_the_framework_touches_what_was_entered(
    begun: bytes, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("edited") / "any.ita"
    path.write_bytes(begun)
    with Workspace.open(path) as workspace, same_keys():
        clerk = Clerk(workspace, data)
        for _ in range(data.draw(st.integers(1, 5), "deeds")):
            clerk.acts()
        kept = entered(workspace)
        for _ in range(data.draw(st.integers(1, 6), "edits")):
            data.draw(
                st.sampled_from(
                    (
                        clerk.edits_the_framework,
                        clerk.adds_to_the_framework,
                        clerk.removes_from_the_framework,
                        clerk.moves_parts_of_the_framework,
                    )
                )
            )()
            year = workspace.year(YEAR)
            assert entered(workspace) == kept
            assert tree_of(year, tree_of(year)) == tree_of(year)
            assert not [fault for fault in faults_of(year.framework) if fault.hard]
        framework = workspace.year(YEAR).framework
    if not faults_of(framework):
        file = path.with_suffix(".yaml")
        file.write_text(write_text(framework, YEAR), encoding="utf-8")
        assert validate_file(file) == []
        assert load_file(file, YEAR) == framework


@pytest.mark.in_turn
def test_everything_goes_on_without_items_that_entries_were_made_for(
    sample: Workspace, tmp_path: Path
) -> None:
    gone = ["O1", "I1", "I10", "E1", "4", "E6", "9.5", "10.2"]
    for year in (2566, 2567, 2568):
        framework_editing.remove(sample, year, gone)
    before, data = sample.year(2567), sample.year(2568)
    tree, today = tree_of(data), date(2025, 3, 14)
    score_bar = scores.score_bar_data(data, before, tree)
    score_gains = item_score_gains(data, score_bar)
    progress = item_progress(data, today)

    assert "O1" not in progress
    assert overview(data, before, tree, today).score_bar == score_bar
    assert level_path(data, score_bar, score_gains)
    assert year_line(data, tree, progress, today)
    assert planning.as_json(data, planning.year_plan(data, before))
    assert scores.compared_as_json(scores.compare_years(data, before, date(2026, 1, 1)))
    assert scores.as_json(data)["fiscal_year"] == 2568
    assert list(entries_of(data))
    for listed in exporting.listing(data):
        assert exporting.export(
            ReportContext(data, profile=Profile.INTERNAL),
            listed.name,
            tmp_path / listed.name,
            formats=listed.formats[:1],
        ).files
    for kind in ("assignments", "evidence", "measures", "results"):
        write_template(kind, tmp_path / f"{kind}.xlsx", data)


def test_new_codes_go_on_from_the_last_of_their_kind(office: Workspace) -> None:
    data = office.year(2567)
    told = [
        framework_editing.next_indicator_code(data, above) for above in ("9", "9.1", "OIT", "IIT")
    ]
    assert told == ["9.6", "9.1.1", "11", "11"]
    assert [framework_editing.next_item_code(data, code) for code in ("IIT", "OIT")] == [
        "I13",
        "O23",
    ]


def test_new_codes_keep_letters_of_their_own_and_begin_with_the_instruments(
    office: Workspace,
) -> None:
    data = office.year(2567)
    first = data.framework.items_of("IIT")[0]
    own = replace(data.framework, items=(replace(first, code="Q7"),))
    none = replace(data.framework, items=())
    codes = [framework_editing.next_item_code(data, "IIT", each) for each in (own, none)]
    assert codes == ["Q8", "I13"]
