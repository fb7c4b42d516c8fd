"""Whatever the shape of a table: what is typed in it is in the tables that are read, or told."""

from collections import Counter
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.exchange.cells.row import is_mark
from ita_desktop.exchange.reshaping.shapes import reshaped_sheet
from ita_desktop.exchange.sheets import DataSheet, SheetRow

HEADS = (
    "ข้อ", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา", "ผลการประเมิน", "ปี", "IIT", "EIT", "ต.ค.", "พ.ย.",
    "2566", "2567", "ฝ่ายปกครอง", "ฝ่ายโยธา", "ผ่าน", "ไม่ผ่าน", "",
)  # fmt: skip
CELLS = (
    "✓", "X", "○", "-", "", "หลัก", "2566", "2567", "90.5", "I1", "O2", "อบรม", "รวม", "IIT",
    "คะแนน",
)  # fmt: skip
rows_of = st.lists(
    st.lists(st.sampled_from(HEADS), min_size=5, max_size=5), min_size=1, max_size=2
).flatmap(
    lambda heads: st.lists(
        st.lists(st.sampled_from(CELLS), min_size=5, max_size=5), min_size=1, max_size=5
    ).map(lambda cells: [*heads, *cells])
)


def _named(text: str, row: int, column: int) -> str:
    """A text of its own for each cell below the headings, marks and years apart."""
    plain = row < 2 or text in {*HEADS, "", "-", "หลัก"} or is_mark(text)
    return text if plain else f"{text} {row}{column}"


@given(rows_of)
def test_every_text_below_the_headings_is_kept_or_told(rows: Sequence[Sequence[str]]) -> None:
    named = [[_named(text, at, column) for column, text in enumerate(row)]
             for at, row in enumerate(rows)]  # fmt: skip
    sheet = DataSheet("ก", tuple(SheetRow(at, tuple(row)) for at, row in enumerate(named, 1)))
    sheets, remarks = reshaped_sheet(sheet)
    kept = " | ".join(str(value) for each in sheets for row in each.rows for value in row.values)
    said = f"{kept} | {' | '.join(remark.why for remark in remarks)}"
    if "สลับแถว" in said:
        return  # what is no score is left, and found by the ledger
    # A remark on ticks names the row of their headings: one below which nothing is ticked is left.
    ticks = [remark.origin for remark in remarks if "อ่านเครื่องหมาย" in remark.why]
    heads = {origin.row for origin in ticks if origin is not None}
    below = [row for at, row in enumerate(named, 1) if at not in heads]
    texts = Counter(text for row in below for text in row if text[-1:].isdigit() and " " in text)
    assert [text for text in texts if text not in said] == []
