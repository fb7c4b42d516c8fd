"""Cells of owners: how many there are is read in the narrowest column."""

from ita_desktop.ui.table.cells.layout import lay_out_value
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.sizes import LOW_LINE
from ita_desktop.ui.table.values import CellOwner

OWNERS = (CellOwner("1", "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล"), CellOwner("2", "ฝ่ายรายได้"))


def test_the_number_of_the_others_is_never_cut_with_the_name(qapp) -> None:
    column = Column("owners", "ผู้รับผิดชอบ", lambda row: row, kind=ColumnKind.OWNERS)
    drawn = lay_out_value(column, OWNERS, None, 100, LOW_LINE)
    assert drawn.texts[0].endswith("… +1"), drawn.texts
    assert drawn.tip == "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล\nฝ่ายรายได้"
    wide = lay_out_value(column, OWNERS, None, 400, LOW_LINE)
    assert wide.texts == ("ฝ่ายสิ่งแวดล้อมและสุขาภิบาล +1",)
