"""Blocks of cells to and from Excel, LibreOffice Calc and Word."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.ui.table.editing import clipboard
from ita_desktop.ui.table.grid import Act
from tests.ui.table.pages import CTRL, SHIFT, Item, from_html

Key = Qt.Key

EXCEL_HTML = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Excel 15">
<style>
<!--table
	{mso-displayed-decimal-separator:"\\.";
	mso-displayed-thousand-separator:"\\,";}
br
	{mso-data-placement:same-cell;}
td	{padding-top:1px;mso-ignore:padding;color:black;font-family:"TH SarabunPSK", sans-serif;
	mso-number-format:General;text-align:general;white-space:nowrap;}
.xl65	{mso-number-format:"Short Date";}
.xl66	{white-space:normal;}
-->
</style>
</head>
<body link="#0563C1" vlink="#954F72">
<table border=0 cellpadding=0 cellspacing=0 width=321 style='border-collapse:
 collapse;width:241pt'>
<!--StartFragment-->
 <col width=64 style='width:48pt'>
 <col width=193 span=2 style='mso-width-source:userset;mso-width-alt:7058'>
 <tr height=19 style='height:14.4pt'>
  <td height=19 width=64 style='height:14.4pt;width:48pt'>O5</td>
  <td class=xl66 width=193 style='width:145pt'>แผนปฏิบัติราชการ<br>
    และรายงานผล</td>
  <td class=xl65 align=right>31/3/2568</td>
 </tr>
 <tr height=19 style='height:14.4pt'>
  <td height=19 style='height:14.4pt'>O6</td>
  <td>คู่มือ<span style='mso-spacerun:yes'>&nbsp; </span>ฉบับ &quot;ใหม่&quot;</td>
  <td align=right x:num>97.38</td>
 </tr>
<!--EndFragment-->
</table>
</body>
</html>"""
EXCEL_TSV = 'O5\t"แผนปฏิบัติราชการ\nและรายงานผล"\t31/3/2568\r\nO6\tคู่มือ  ฉบับ "ใหม่"\t97.38\r\n'
CALC_HTML = """<!DOCTYPE html>
<html>
<head>
	<meta http-equiv="content-type" content="text/html; charset=utf-8"/>
	<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>
	<style type="text/css">
		body,div,table,thead,tbody,tfoot,tr,th,td,p { font-family:"Liberation Sans" }
		a.comment-indicator:hover + comment { background:#ffd; position:absolute; display:block; }
		comment { display:none;  }
	</style>
</head>
<body>
<table cellspacing="0" border="0">
	<colgroup width="85"></colgroup>
	<colgroup span="2" width="190"></colgroup>
	<tr>
		<td height="17" align="left"><font face="Noto Sans Thai">ฝ่ายโยธา</font></td>
		<td align="right" sdval="12.5" sdnum="1033;0;0.00">12.50</td>
		<td align="left"><br></td>
	</tr>
	<tr>
		<td height="17" align="left">บรรทัดหนึ่ง<br>บรรทัดสอง</td>
		<td align="right" sdval="45747" sdnum="1033;1054;[$-41E]D MMM YY">31 มี.ค. 68</td>
		<td align="left">ก &amp; ข</td>
	</tr>
</table>
</body>
</html>"""
CALC_TSV = 'ฝ่ายโยธา\t12.50\t\n"บรรทัดหนึ่ง\nบรรทัดสอง"\t31 มี.ค. 68\tก & ข\n'
WORD_HTML = """Version:1.0
StartHTML:0000000105
EndHTML:0000002100
StartFragment:0000000141
EndFragment:0000002064
<html><body>
<!--StartFragment--><table class=MsoTableGrid border=1>
 <tr><td width=100 rowspan=2 valign=top>
  <p class=MsoNormal><span lang=TH>ฝ่ายการคลัง<o:p></o:p></span></p></td>
 <td><p class=MsoNormal>ข้อ ๑</p><p class=MsoNormal>ข้อ ๒</p></td></tr>
 <tr><td><p class=MsoNormal>ข้อ ๓</p></td></tr>
 <tr><td colspan=2><p>รวม</p></td></tr>
</table><!--EndFragment-->
</body></html>"""
WORD_TSV = "ฝ่ายการคลัง\tข้อ ๑\r\nข้อ ๒\r\n\tข้อ ๓\r\nรวม\r\n"


def mime(text: str = "", html: str = "") -> QMimeData:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    return data


def test_excel_gives_its_cells_with_line_breaks_and_quotes() -> None:
    assert clipboard.read(mime(EXCEL_TSV, EXCEL_HTML)) == [
        ["O5", "แผนปฏิบัติราชการ\nและรายงานผล", "31/3/2568"],
        ["O6", 'คู่มือ  ฉบับ "ใหม่"', "97.38"],
    ]


def test_excels_html_alone_gives_the_same_cells() -> None:
    assert from_html(EXCEL_HTML) == [
        ["O5", "แผนปฏิบัติราชการ\nและรายงานผล", "31/3/2568"],
        ["O6", 'คู่มือ  ฉบับ "ใหม่"', "97.38"],
    ]


def test_calc_gives_its_cells_as_text_or_html() -> None:
    cells = [["ฝ่ายโยธา", "12.50", ""], ["บรรทัดหนึ่ง\nบรรทัดสอง", "31 มี.ค. 68", "ก & ข"]]
    assert clipboard.from_tsv(CALC_TSV) == cells
    assert from_html(CALC_HTML) == cells
    assert clipboard.read(mime(CALC_TSV, CALC_HTML)) == cells


def test_a_table_from_word_keeps_its_shape_though_cells_have_paragraphs() -> None:
    assert clipboard.read(mime(WORD_TSV, WORD_HTML)) == [
        ["ฝ่ายการคลัง", "ข้อ ๑\nข้อ ๒"],
        ["", "ข้อ ๓"],
        ["รวม", ""],
    ]


def test_a_page_without_a_table_is_read_as_its_text() -> None:
    assert clipboard.read(mime("ก\tข", "<html><body><p>ก ข</p></body></html>")) == [["ก", "ข"]]


def test_a_quote_inside_a_cell_is_plain_text() -> None:
    assert clipboard.from_tsv('"ใบสั่งซื้อ" ฉบับที่ 2\tข') == [['"ใบสั่งซื้อ" ฉบับที่ 2', "ข"]]
    assert clipboard.from_tsv('"ไม่ปิด\tข\nค') == [['"ไม่ปิด', "ข"], ["ค"]]


def test_senseless_spans_do_not_fill_the_memory() -> None:
    html = "<table><tr><td rowspan=99999999 colspan=1048576>ก</td><td>ข</td></tr></table>"
    assert from_html(html) == [["ก", "ข"]]


def test_a_table_in_a_cell_is_text_and_so_is_what_stands_behind_it() -> None:
    html = "<table><tr><td>ก<table><tr><td>ข</td></tr></table><p>ค</p></td><td>ง</td></tr></table>"
    assert from_html(html) == [["กข\nค", "ง"]]


@given(
    st.lists(
        st.lists(st.text(alphabet='กขค่ "\t\nab', max_size=6), min_size=2, max_size=3),
        min_size=1,
        max_size=4,
    )
)
def test_what_is_copied_comes_back_the_same(cells) -> None:
    assert clipboard.from_tsv(clipboard.to_tsv(cells)) == cells


def paste(page, text: str = "", html: str = "") -> None:
    QApplication.clipboard().setMimeData(mime(text, html))
    page.press(Key.Key_V, modifier=CTRL)


def test_copy_puts_the_block_on_the_clipboard_as_text_and_table(page) -> None:
    page.go("O5", "due")
    page.press(Key.Key_Down, Key.Key_Down, modifier=SHIFT)
    page.press(Key.Key_Right, modifier=SHIFT)
    page.press(Key.Key_C, modifier=CTRL)
    data = QApplication.clipboard().mimeData()
    assert data.text() == "31 มี.ค. 68\t1/3\n31 มี.ค. 68\t1/3\n\t1/3\n"
    assert from_html(data.html())[0] == ["31 มี.ค. 68", "1/3"]


def test_copy_gives_all_owners_and_leaves_group_rows_out(page) -> None:
    page.go("g9.2", "owners")
    page.press(Key.Key_Down, Key.Key_Down, modifier=SHIFT)
    page.press(Key.Key_C, modifier=CTRL)
    assert QApplication.clipboard().text() == "ทุกฝ่าย\nฝ่ายปกครอง; ฝ่ายโยธา; ฝ่ายรายได้\n"


def test_cut_copies_and_clears(page) -> None:
    page.go("O5", "due")
    page.press(Key.Key_X, modifier=CTRL)
    assert QApplication.clipboard().text() == "31 มี.ค. 68\n"
    assert page.row("O5").due is None


def test_a_pasted_block_is_one_edit_of_typed_values(page) -> None:
    page.go("O5", "owners")
    paste(page, "ฝ่ายการคลัง\t๓๑/๑/๖๘\nโยธา;ฝ่ายเทศกิจ\t\n".replace("โยธา", "ฝ่ายโยธา"))
    assert len(page.edits) == 1
    assert page.edits[0].act is Act.PASTE
    assert [owner.label for owner in page.row("O5").owners] == ["ฝ่ายการคลัง"]
    assert page.row("O5").due == date(2025, 1, 31)
    assert [owner.label for owner in page.row("O6").owners] == ["ฝ่ายโยธา", "ฝ่ายเทศกิจ"]
    assert page.row("O6").due is None
    assert page.view.selected_ids() == ("O5", "O6")


def test_one_copied_cell_fills_every_chosen_one(page) -> None:
    page.go("O1", "score")
    page.press(*[Key.Key_Down] * 5, modifier=SHIFT)
    paste(page, "75\r\n")
    assert {row.score for rows in page.items.values() for row in rows} == {Decimal(75)}
    assert len(page.edits) == 1


def test_a_block_is_repeated_where_it_divides_what_is_chosen(page) -> None:
    page.go("O5", "score")
    page.items["9.2"] = (*page.items["9.2"], Item("O11", "ง"))
    page.refresh()
    page.press(*[Key.Key_Down] * 3, modifier=SHIFT)
    paste(page, "10\n20\n")
    assert [row.score for row in page.items["9.2"]] == [10, 20, 10, 20]


def test_a_column_is_pasted_past_the_group_rows(page) -> None:
    page.go("O2", "score")
    paste(page, "1\n2\n3\n")
    assert [page.row(code).score for code in ("O2", "O5", "O6")] == [1, 2, 3]


def test_a_wrong_cell_is_told_with_its_place_and_the_others_are_taken(page) -> None:
    page.go("O5", "due")
    paste(page, "31/2/68\n28/2/68\n")
    assert page.row("O5").due == date(2025, 3, 31)
    assert page.row("O6").due == date(2025, 2, 28)
    assert "O5 กำหนดส่ง: ไม่มีวันที่ 31 กุมภาพันธ์" in page.problems[0]


def test_read_only_cells_are_kept_and_told_only_when_they_would_change(page) -> None:
    page.go("O5", "code")
    paste(page, "O5\tใหม่\n")
    assert page.row("O5").title == "ใหม่"
    assert page.problems == []
    page.go("O5", "code")
    paste(page, "O99\tใหม่กว่า\n")
    assert page.row("O5").title == "ใหม่กว่า"
    assert "แก้ไม่ได้" in page.problems[0]


def test_more_rows_than_there_are_become_new_rows_of_the_group(page) -> None:
    page.view.takes_new = True
    page.go("O2", "title")
    paste(page, "แก้แล้ว\nใหม่หนึ่ง\nใหม่สอง\n")
    (edit,) = page.edits
    assert [change.row for change in edit.changes] == ["O2"]
    assert edit.new == ({"title": "ใหม่หนึ่ง"}, {"title": "ใหม่สอง"})
    assert edit.after == "O2"
    assert page.row("O5").title != "ใหม่หนึ่ง", "the next group is not written over"
    assert page.shown()[:5] == ["g9.1", "O1", "O2", "new0", "new1"]


def test_a_table_that_takes_no_new_rows_says_so(page) -> None:
    page.go("O10", "title")
    paste(page, "แก้แล้ว\nเกินมา\n")
    assert page.row("O10").title == "แก้แล้ว"
    assert "เกินมา" in page.problems[0]
    assert "เพิ่มแถวไม่ได้" in page.problems[0]


def test_pasting_what_is_there_already_changes_nothing(page) -> None:
    page.go("O5", "owners")
    page.press(Key.Key_Down, Key.Key_Right, modifier=SHIFT)
    page.press(Key.Key_C, modifier=CTRL)
    page.press(Key.Key_V, modifier=CTRL)
    assert page.edits == []


def test_thirty_six_rows_are_pasted_into_an_empty_table(make) -> None:
    page = make(items={"9": ()}, group=False)
    page.view.takes_new = True
    rows = "".join(f"\tข้อที่ {at}\tทุกฝ่าย\t31/1/68\n" for at in range(36))
    paste(page, rows)
    assert len(page.edits) == 1
    assert len(page.edits[0].new) == 36
    assert page.row("new35").title == "ข้อที่ 35"
    assert page.row("new35").due == date(2025, 1, 31)


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_an_empty_clipboard_changes_nothing(page, text) -> None:
    page.go("O5", "score")
    QApplication.clipboard().setMimeData(mime(text))
    page.press(Key.Key_V, modifier=CTRL)
    assert page.row("O10").score is None


def test_excel_can_add_up_copied_figures_and_keeps_codes_as_text() -> None:
    html = clipboard.to_html([["97.38", "007", "=1+1"]])
    assert "mso-number-format:'0\\.00'\"" in html
    assert html.count("class=t ") == 2
    assert ".t{mso-number-format:'\\@';}" in html


def test_thousands_of_rows_are_not_waited_for_in_a_short_list(page) -> None:
    page.go("O2", "score")
    paste(page, "1\n" * 201)
    assert page.problems == ["ตารางนี้วางได้ครั้งละไม่เกิน 200 แถว ที่คัดลอกไว้มี 201 แถว · วางทีละส่วน"]
    data = QMimeData()
    data.setHtml("<table>" + "<tr><td>1</td></tr>" * 5000 + "</table>")
    QApplication.clipboard().setMimeData(data)
    page.press(Key.Key_V, modifier=CTRL)
    assert "5000 แถว" in page.problems[-1]
    assert page.edits == []
