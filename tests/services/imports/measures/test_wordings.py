"""Which wording of an item a link keeps when a file words it its own way."""

from collections.abc import Sequence

from ita_desktop.domain.records import MeasureItem
from ita_desktop.services.imports.measure_groups import title_writes
from tests.documents.factories.papers import bare_year


def link(code: str, title: str = "") -> MeasureItem:
    return MeasureItem(id=code, measure_id="m", item_code=code, title=title)


def written(
    *links: MeasureItem, titles: dict[str, str], beside: Sequence[MeasureItem] = ()
) -> dict[str, str]:
    writes = title_writes(bare_year(), links, titles, beside)
    return {write.record.id: write.fields["title"] for write in writes}


def test_each_item_gets_the_wording_of_the_file_and_others_stay() -> None:
    titles = {"I2": "ของสำนักงาน", "I3": "ปี ๒๕๖๘"}
    links = (link("I1", "เดิม"), link("I2"), link("I3", "ปี 2568"), link("I4"))
    assert written(*links, titles=titles) == {"I2": "ของสำนักงาน"}


def test_a_wording_that_stands_beside_is_not_repeated() -> None:
    beside = [link("I1", "ของสำนักงาน")]
    links = (link("I1"), link("I2"))
    titles = {"I1": "ของสำนักงาน", "I2": "ของสำนักงาน"}
    assert written(*links, titles=titles, beside=beside) == {"I2": "ของสำนักงาน"}
