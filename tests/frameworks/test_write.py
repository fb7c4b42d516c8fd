"""A framework written as a file is the same framework when it is read again."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop.domain.framework import (
    Framework,
    Level,
    LevelSet,
    Option,
    ProofKind,
    Requirement,
    RequirementProof,
)
from ita_desktop.domain.scores.crosswalk import FrameworkLink, Relation
from ita_desktop.domain.text import clean
from ita_desktop.frameworks import load, load_file, moved, validate_file, write_text
from tests.support.cost import examples

D = Decimal
YEARS = (2564, 2565, 2566, 2567, 2568)
TEXTS = (
    (
        st.text(max_size=40)
        | st.lists(
            st.sampled_from(
                ("ปีงบประมาณ พ.ศ. ", "2568", "2567", "25670", "-", "{year}", "{", "}", "}}", "ITA ",
                 "ณ 31 ธันวาคม ", "เดือนตุลาคม ", "\n", ": ", "# ", "- ", "'", '"', "null", "30",
                 "true", "\u2028", "\x85", "|", ">", "&a", "*", "!x", "%", "@", "`", "ก")
            ),
            max_size=8,
        ).map("".join)
    )
    .map(clean).map(clean)
    .filter(bool)
)  # fmt: skip


def read_again(folder: Path, framework: Framework, year: int, *, used_in: int = 0) -> Framework:
    path = folder / "written.yaml"
    path.write_text(write_text(framework, year), encoding="utf-8")
    assert validate_file(path) == []
    return load_file(path, used_in or year)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("written")


@pytest.mark.parametrize("year", YEARS)
def test_a_shipped_framework_comes_back_whole(folder: Path, year: int) -> None:
    assert read_again(folder, load(year), year) == load(year)


@pytest.mark.in_turn
@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("later", [2566, 2571])
def test_what_was_written_in_one_year_speaks_of_the_year_that_uses_it(
    folder: Path, year: int, later: int
) -> None:
    assert read_again(folder, load(year), year, used_in=later) == load(year, used_in=later)
    assert moved(load(year), year, later) == load(year, used_in=later)


@pytest.mark.in_turn
@settings(max_examples=examples(40))
@given(st.data())
def test_whatever_the_texts_are_they_come_back(folder: Path, data: st.DataObject) -> None:
    framework = load(2568)
    places = st.integers(0, len(framework.items) - 1)
    items = list(framework.items)
    for at in data.draw(st.sets(places, min_size=1, max_size=4)):
        item = items[at]
        points = data.draw(st.lists(TEXTS, max_size=3))
        items[at] = replace(
            item,
            title=data.draw(TEXTS),
            note=data.draw(TEXTS),
            responsible=tuple(data.draw(st.lists(TEXTS, max_size=2))),
            requirements=tuple(
                Requirement(f"{item.code}.{n}", text, optional=data.draw(st.booleans()))
                for n, text in enumerate(points, 1)
            ),
            proofs=tuple(
                RequirementProof(f"{item.code}.{n}", kinds)
                for n, _text in enumerate(points, 1)
                if (kinds := tuple(data.draw(st.sets(st.sampled_from(ProofKind)))))
            ),
        )
    changed = replace(
        framework,
        title=data.draw(TEXTS),
        notes=tuple(data.draw(st.lists(TEXTS, max_size=3))),
        items=tuple(items),
    )

    assert read_again(folder, changed, 2568) == changed


def named(text: str, later: int = 2570) -> str:
    """What a title written in 2568 says in a later year."""
    framework = load(2568)
    items = (replace(framework.items[0], title=text), *framework.items[1:])
    return moved(replace(framework, items=items), 2568, later).items[0].title


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("แผนปีงบประมาณ พ.ศ. 2568", "แผนปีงบประมาณ พ.ศ. 2570"),
        ("ผลปีงบประมาณ 2567", "ผลปีงบประมาณ 2569"),
        ("ผล ITA 2567", "ผล ITA 2569"),
        ("ข้อมูล ณ 31 ธันวาคม 2567", "ข้อมูล ณ 31 ธันวาคม 2569"),
        ("ข้อมูล ณ วันที่ 31 มีนาคม 2568", "ข้อมูล ณ วันที่ 31 มีนาคม 2570"),
        ("ตั้งแต่เดือนตุลาคม 2567", "ตั้งแต่เดือนตุลาคม 2569"),
    ],
)
def test_the_year_of_the_assessment_moves_with_it(text: str, later: str) -> None:
    assert named(text) == later


@pytest.mark.parametrize(
    "text",
    [
        "พ.ร.บ. พ.ศ. 2568",
        "ประกาศ ลงวันที่ 4 มกราคม 2568",
        "แผนปีงบประมาณ พ.ศ. 2568-2572",
        "ปีงบประมาณ พ.ศ. 2568 - 2570",
        "ปีงบประมาณ พ.ศ. 2568 ถึง 2570",
        "ปีงบประมาณ 2568.5",
        "ปีงบประมาณ พ.ศ. 2566",
        "{year} และ {{year}} และ {อื่น}",
    ],
)
def test_a_year_that_is_a_fact_stays(text: str) -> None:
    assert named(text) == text


def test_options_that_only_one_item_has_stay_its_own(folder: Path) -> None:
    framework = load(2568)
    own = (Option(1, "ใช่", D(0)), Option(2, "ไม่ใช่", D(100)))
    items = [replace(item, options=own) if item.code == "E3" else item for item in framework.items]
    reversed_one = next(item for item in items if item.reversed)
    turned = replace(reversed_one, options=(Option(1, "ก", D("12.5")), Option(2, "ข", D(0))))
    changed = replace(
        framework, items=tuple(turned if item is reversed_one else item for item in items)
    )

    assert read_again(folder, changed, 2568) == changed


def test_levels_that_are_not_shipped_are_in_the_file(folder: Path) -> None:
    levels = LevelSet(
        "stars", "ดาว", (Level("three", "สามดาว", D(90), D("87.5")), Level("none", "ไม่มี", D(0)))
    )
    changed = replace(load(2568), levels=levels)

    assert read_again(folder, changed, 2568) == changed


def test_the_file_is_one_that_a_person_can_read() -> None:
    lines = write_text(load(2568), 2568).splitlines()

    assert lines[0].startswith("# กรอบการประเมิน ITA ของปีงบประมาณ พ.ศ. 2568")
    assert "schema: ita-framework/1" in lines
    assert "  - code: I1" in lines
    assert "      - {n: 1, label_th: ไม่มีเลย, points: 0}" in lines
    sections = [line.rstrip(":") for line in lines if line.endswith(":") and line[0] not in " #"]
    order = ["level_set", "notes_th", "sources", "scales", "instruments", "indicators", "items"]
    assert sections == [*order, "calendar"]


def test_the_links_of_a_framework_come_back(folder: Path) -> None:
    framework = load(2567)
    links = (
        FrameworkLink("2566", "O1", "O3", Relation.SPLIT),
        FrameworkLink("2566", "O7", "O4", Relation.SAME),
    )
    assert read_again(folder, replace(framework, links=links), 2567).links == links
    assert moved(replace(framework, links=links), 2567, 2570).links == links
    lost = replace(framework, links=(FrameworkLink("2566", "O1", "O99", Relation.SAME),))
    path = folder / "ขาด.yaml"
    path.write_text(write_text(lost, 2567), encoding="utf-8")
    assert ["O99" in problem.sentence() for problem in validate_file(path)] == [True]
