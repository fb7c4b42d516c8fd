"""Rich text in a cell: seen and spoken without its signs, copied with them."""

import pytest

from ita_desktop.ui.table.cells import lay_out
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.sizes import NORMAL
from ita_desktop.ui.table.texts import cell_text, shown_text, spoken_text
from tests.ui.table.pages import Item

STEPS = Item("1", "1. **ประกาศ**นโยบาย\n  - ติดไว้ทุกชั้น")


def column(*, rich: bool) -> Column[Item]:
    return Column(key="title", title="วิธี", value=lambda row: row.title, rich=rich)


@pytest.mark.usefixtures("qapp")
def test_bold_is_seen_and_spoken_without_its_signs_and_copied_with_them() -> None:
    steps = column(rich=True)
    seen = "".join(lay_out(steps, STEPS, 400, NORMAL).texts)
    assert "ประกาศนโยบาย" in seen.replace("\u200b", "")
    assert "**" not in seen + shown_text(steps, STEPS) + spoken_text(steps, STEPS)
    assert cell_text(steps, STEPS) == STEPS.title


@pytest.mark.usefixtures("qapp")
def test_asterisks_of_a_plain_text_are_seen() -> None:
    plain = column(rich=False)
    assert shown_text(plain, STEPS) == STEPS.title
    assert "**" in "".join(lay_out(plain, STEPS, 400, NORMAL).texts)
