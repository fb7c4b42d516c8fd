"""A measure of another district is taken over with its source, by one edit."""

from pathlib import Path

import pytest

from ita_desktop.domain.city.districts import measures_of
from ita_desktop.domain.city.items import LibraryFilter, LibraryRow, MeasureLibrary
from ita_desktop.domain.errors import InputError, ItaError
from ita_desktop.domain.records import Measure, OwnerRole
from ita_desktop.services import measures
from ita_desktop.services.city.library import crosswalk_of, take_over
from ita_desktop.services.city.reading import read_city
from ita_desktop.services.edits import OwnerRef
from ita_desktop.services.workspaces import create
from ita_desktop.services.years import years
from ita_desktop.services.years.carrying_entries import carry
from ita_desktop.storage.workspace import Workspace

SOURCE = "สำนักงานเขตสมมุติ ปีงบประมาณ พ.ศ. 2566 ข้อ O7"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A district with a measure that a unit, a post and a person own."""
    path = tmp_path / "อื่น.ita"
    with create(path, "สำนักงานเขตสมมุติ", 2566) as workspace:
        unit = next(unit for unit in workspace.units() if unit.name == "ฝ่ายปกครอง")
        owners = (
            OwnerRef(unit_id=unit.id),
            OwnerRef(post="หัวหน้าคนหนึ่ง", role=OwnerRole.SUPPORT),
            OwnerRef(new_person="นายตัวอย่าง คนหนึ่ง", role=OwnerRole.SUPPORT),
        )
        fields = {"items": ("O7",), "method": "1. ทำแผนผัง\n2. ติดประกาศ", "owners": owners}
        measures.add(workspace, 2566, [fields])
    return path


@pytest.fixture
def rows(other: Path) -> list[LibraryRow]:
    city = read_city([other])
    return list(MeasureLibrary(city, crosswalk_of(city)).find(LibraryFilter()))


def taken(workspace: Workspace, year: int) -> list[Measure]:
    return [measure for measure in workspace.year(year).measures if measure.source]


def test_a_measure_is_taken_over_with_its_source_and_goes_into_the_next_year(
    other: Path, rows: list[LibraryRow], tmp_path: Path
) -> None:
    assert [row.measure.units for row in rows] == [("ฝ่ายปกครอง",)]
    walk = crosswalk_of(read_city([other]))
    with create(tmp_path / "งาน.ita", "สำนักงานเขตตัวอย่าง", 2568) as workspace:
        (key,) = take_over(workspace, 2568, [*rows, *rows], walk)
        data = workspace.year(2568)
        measure = data.measure_by_id[key]
        assert (measure.source, measure.method) == (SOURCE, "1. ทำแผนผัง\n2. ติดประกาศ")
        assert [link.item_code for link in data.items_of_measure(key)] == ["O4"]
        assert data.owners_of_measure(key) == ()
        years.add_year(workspace, 2569, framework_year=2567)
        carry(workspace, 2569, 2568, measures=[key])
        assert [one.source for one in taken(workspace, 2569)] == [SOURCE]
        with pytest.raises(InputError, match="อยู่แล้ว"):
            take_over(workspace, 2568, rows, walk)
        workspace.undo()
        workspace.undo()
        assert str(workspace.undo()).startswith("นำมาตรการของ สำนักงานเขตสมมุติ")
        assert taken(workspace, 2568) == []


def test_of_its_owners_only_units_are_told_whatever_is_known_of_the_year(other: Path) -> None:
    with Workspace.open(other, read_only=True) as workspace:
        data = workspace.year(2566)
    assert len(data.measure_owners) == 3
    assert [measure.units for measure in measures_of(data)] == [("ฝ่ายปกครอง",)]


def test_it_is_refused_for_a_file_that_is_only_read(
    other: Path, rows: list[LibraryRow], tmp_path: Path
) -> None:
    path = tmp_path / "งาน.ita"
    create(path, "สำนักงานเขตตัวอย่าง", 2568).close()
    walk = crosswalk_of(read_city([other]))
    with Workspace.open(path, read_only=True) as workspace, pytest.raises(ItaError) as refused:
        take_over(workspace, 2568, rows, walk)
    assert refused.value.remedy


def test_an_item_that_goes_on_nowhere_is_refused(rows: list[LibraryRow], tmp_path: Path) -> None:
    (row,) = rows
    nowhere = row._replace(measure=row.measure._replace(items=("X1",)))
    with create(tmp_path / "งาน.ita", "สำนักงานเขตตัวอย่าง", 2566) as workspace:
        with pytest.raises(InputError, match="ไม่มีข้อที่ต่อเนื่อง"):
            take_over(workspace, 2566, [row, nowhere], crosswalk_of(read_city([])))
        assert workspace.year(2566).measures == ()


def test_several_stand_behind_the_others_in_the_order_in_which_they_were_chosen(
    other: Path, rows: list[LibraryRow], tmp_path: Path
) -> None:
    (row,) = rows
    second = row._replace(measure=row.measure._replace(method="2. อบรม"))
    walk = crosswalk_of(read_city([other]))
    with create(tmp_path / "งาน.ita", "สำนักงานเขตตัวอย่าง", 2568) as workspace:
        take_over(workspace, 2568, [second], walk)
        assert [measure.position for measure in taken(workspace, 2568)] == [0]
        assert workspace.edits.undo_label == f"นำมาตรการของ {SOURCE} อบรม มาใช้"
        measures.add(workspace, 2568, [{"items": ("O4",), "method": "3. ของเราเอง"}])
        third = row._replace(measure=row.measure._replace(method="4. สำรวจ"))
        take_over(workspace, 2568, [third, row], walk)
        assert workspace.edits.undo_label == "นำมาตรการของ 2 มาตรการ มาใช้"
        methods = [measure.method for measure in workspace.year(2568).measures]
        assert methods == ["2. อบรม", "3. ของเราเอง", "4. สำรวจ", row.measure.method]
