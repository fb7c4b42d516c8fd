"""A page from the clipboard as plain text: its lists, and its tables as papers print them."""

import re
from time import process_time
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ita_desktop.ui.editors.base import EditorPlace
from ita_desktop.ui.editors.pasted import lines_of, text_of
from ita_desktop.ui.editors.text import TextEditor
from tests.support.cost import examples

MERGED = """<table><tr><th colspan=2 rowspan=2>ข้อ</th><td>1</td></tr><tr><td>2</td></tr>
<tr><td rowspan=2>O1</td><td>a|b</td><td><p>ก</p><p>ข</p></td></tr><tr><td>c</td><td>d</td></tr>
</table>"""


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (MERGED, "| ข้อ | << | 1 |\n| ^^ | ^^ | 2 |\n| O1 | a/b | ก<br>ข |\n| ^^ | c | d |"),
        ("<tr><td>a</td><td>b</td></tr>", "| a | b |"),
        ("<p>ก</p><table><tr><td>เดียว</td></tr></table><p>ข</p>", "ก\nเดียว\nข"),
        ("<ol><li>ก<ul><li>ข</li></ul></li><li>ค</li></ol>", "1. ก\n  - ข\n2. ค"),
        ("<p><b>หนา</b> <del>เดิม</del><span style='display:none'>ซ่อน</span></p>", "หนา"),
    ],
)
def test_a_page_becomes_text_with_its_tables(page: str, text: str) -> None:
    assert text_of(page, tables=True) == text


def test_where_no_table_is_kept_tabs_part_its_cells() -> None:
    rows = text_of(MERGED, tables=False).split("\n")
    assert rows == ["ข้อ\t\t1", "\t\t2", "O1\ta|b\tก", "ข", "\tc\td"]


def test_the_largest_merge_that_a_page_claims_makes_no_endless_row() -> None:
    page = "<table><tr><td colspan=999999999>a</td><td>b</td></tr></table>"
    assert len(text_of(page, tables=True)) < 1_000


# -- ends that are missing


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<tr><td>ก<td>ข<tr><td>ค<td>ง", "| ก | ข |\n| ค | ง |"),
        ("<table><thead><tr><th>a<th>b<tfoot><tr><td>c<td>d</table>e", "| a | b |\n| c | d |\ne"),
        ("<p style='display:none'>ซ่อน<p>ก<ul><li style='display:none'>ซ่อน<li>ข</ul>", "ก\n- ข"),
        ("<html><head><meta charset=utf-8><title>หัว</title><body><p>ก", "ก"),
        ("<p><table><tr><td>a</p>b</td><td>c</td></tr></table>", "| ab | c |"),
        ("<ul><li></li></ul><p>ก</p>", "ก"),
        ("<p>ก</p><table><tr></tr><tr><td>x</td><td>y</td></tr></table>", "ก\n| x | y |"),
    ],
)
def test_what_begins_ends_what_html_lets_a_page_leave_open(page: str, text: str) -> None:
    assert text_of(page, tables=True) == text


OPTIONAL: Final = re.compile("</(?:td|th|tr|tbody|li|dt|dd|p)>")
WORDS = st.just("<w>")


def of_parts(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Elements with words first, then others."""
    inside = st.builds(lambda more: "<w>" + "".join(more), st.lists(parts, max_size=2))

    def several(around: str, *names: str) -> st.SearchStrategy[str]:
        each = st.builds(
            lambda name, put: f"<{name}>{put}</{name}>", st.sampled_from(names), inside
        )
        return st.lists(each, min_size=1, max_size=3).map(
            lambda put: f"<{around}>{''.join(put)}</{around}>"
        )

    rows = st.lists(several("tr", "td", "th"), min_size=1, max_size=3).map("".join)
    return st.one_of(
        st.just("<p><b><w></b> <w><o:p></o:p></p>"),
        inside.map("<div>{}</div>".format),
        several("ul", "li"),
        several("ol", "li"),
        several("dl", "dt", "dd"),
        rows.map("<table><col width=64>{}</table>".format),
        rows.map("<!--[if mso]>x<![endif]--><table><tbody>{}</tbody></table>".format),
    )


PAGES = st.lists(st.recursive(WORDS.map("<p>{}</p>".format), of_parts, max_leaves=12), max_size=4)


@settings(max_examples=examples(150))
@given(PAGES)
def test_of_no_page_words_are_lost_or_doubled_or_joined(parts: list[str]) -> None:
    pieces = "".join(parts).split("<w>")
    words = [f"w{number}" for number in range(1, len(pieces))]
    page = "".join(piece + word for piece, word in zip(pieces, [*words, ""], strict=True))
    short = OPTIONAL.sub("", page)
    for tables in (True, False):
        text = text_of(page, tables=tables)
        assert re.findall(r"w\d+", text) == words
        assert text_of(short, tables=tables) == text
    lines = lines_of(page)
    assert " ".join(line.text for line in lines).split() == words
    assert lines_of(short) == lines


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (
            "<table><tr><td>x<table><tr><td>i<td>j</table>y</td><td>o</td></tr><tr><td>p<td>q",
            "| x<br>/ i / j /<br>y | o |\n| p | q |",
        ),
        ("<table><tr><td><table><tr><td>i</td><td>j</td></tr></table></table>", "| i | j |"),
        (
            "<table><tr><td>a<td>b</tr><table><tr><td>c<td>d</table><tr><td>e<td>f</table>",
            "| a | b |\n| c | d |\n| e | f |",
        ),
    ],
    ids=["within a cell", "around the page", "between rows"],
)
def test_a_table_in_a_table_leaves_the_other_one_whole(page: str, text: str) -> None:
    assert text_of(page, tables=True) == text


@pytest.mark.parametrize(
    "page",
    [
        "<pre>a\nb</pre>",
        "<pre>\r\na\r\n<b>b</b></pre>",
        "<div style='white-space: pre-wrap'>a\nb</div>",
        "<p>a</p><p>b\n</p>",
    ],
)
def test_line_ends_are_kept_where_the_page_shows_them(page: str) -> None:
    assert text_of(page, tables=True) == "a\nb"


@pytest.mark.parametrize(
    "page",
    [
        "<table>" + f"<tr>{'<td>ก</td>' * 10}</tr>" * 1_000 + "</table>",
        "<table>" + f"<tr>{'<td>ก' * 10}" * 1_000,
        "<b>" * 40_000 + "</i>" * 40_000 + "ก" * 10_000,
    ],
    ids=["cells", "open cells", "open tags"],
)
def test_a_large_page_is_read_at_once(page: str) -> None:
    begun = process_time()
    assert text_of(page, tables=True).count("ก") == 10_000
    assert process_time() - begun < 10, "a tenth of it, on a slow machine"


# -- pages that say nothing

SILENT = [
    "<div style='display:none'>x</div><table><tr><td><img alt='a'></td></tr></table>",
    "<table><tr><td><del>a</del></td><td><del>b</del></td></tr></table>",
]


@pytest.mark.parametrize("page", SILENT)
def test_a_table_without_words_is_nothing_and_the_text_beside_it_counts(
    qtbot: QtBot, page: str
) -> None:
    assert text_of(page, tables=True) == text_of(page, tables=False) == ""
    window = QWidget()
    qtbot.addWidget(window)
    editor = TextEditor(EditorPlace(6, 32), window, tables=True)
    copied = QMimeData()
    copied.setHtml(page)
    copied.setText("ข้อความ")
    editor.area.insertFromMimeData(copied)
    assert editor.area.toPlainText() == "ข้อความ"
