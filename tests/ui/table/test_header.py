"""Captions and filters over the columns."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from ita_desktop.ui.table.arrange import ColumnFilter
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.header import HeaderSize
from ita_desktop.ui.table.heading import caption_width
from ita_desktop.ui.theme.measures import TableSize
from ita_desktop.ui.theme.tokens import Height
from tests.ui.table.pages import ALT, CTRL, Item, columns

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CAPTION, FILTER = 12, Height.TABLE_HEADER + 10


def click(page, key: str, y: int) -> None:
    header = page.view.header
    span = header.span(page.view.sheet.column_index(key))
    QTest.mouseClick(header.viewport(), LEFT, pos=QPoint(span.inner_x + 8, y))


def rows(page) -> list[str]:
    return [one for one in page.shown() if not one.startswith("g")]


def box(page):
    return page.view.filtering.box


def test_a_click_on_a_caption_sorts_up_down_and_not_at_all(make) -> None:
    page = make(group=False)
    click(page, "title", CAPTION)
    assert page.view.sheet.how.sort == "title"
    assert not page.view.sheet.how.descending
    click(page, "title", CAPTION)
    assert page.view.sheet.how.descending
    click(page, "title", CAPTION)
    assert page.view.sheet.how.sort is None


def test_the_current_row_stays_current_when_a_caption_sorts(page) -> None:
    page.go("O6", "due")
    click(page, "title", CAPTION)
    assert page.view.selected_ids() == ("O6",)
    assert page.view.current_row().id == "O6"


def test_a_click_on_a_filter_lets_one_type_and_rows_follow_each_letter(page) -> None:
    click(page, "title", FILTER)
    page.type("คู่")
    assert rows(page) == ["O6"]
    page.press(Key.Key_Return)
    assert page.view.hasFocus()
    assert not box(page).isVisible()
    assert rows(page) == ["O6"], "the filter stays when the field is left"


def test_control_f_searches_the_whole_table_and_enter_goes_to_what_is_found(page) -> None:
    page.go("O5", "due")
    page.press(Key.Key_F, modifier=CTRL)
    assert box(page).is_anywhere
    page.type("คู่")
    assert rows(page) == ["O6"]
    page.press(Key.Key_Return)
    assert page.at == ("O6", "title")
    assert "ทุกคอลัมน์ คู่" in page.view.header.filter_line.words.text()
    page.press(Key.Key_F, modifier=CTRL)
    page.type("โยธา")
    assert rows(page)
    page.press(Key.Key_Return)
    assert page.at == (rows(page)[0], "owners")
    page.press(Key.Key_F, modifier=CTRL)
    page.press(Key.Key_Escape)
    assert len(page.shown()) == 7


def test_tab_goes_from_the_search_to_the_first_filter_and_the_next(page) -> None:
    page.go("O5", "due")
    page.press(Key.Key_F, modifier=CTRL)
    page.press(Key.Key_Tab)
    assert box(page).key == "code"
    page.press(Key.Key_Tab)
    assert box(page).key == "title"
    page.press(Key.Key_Backtab)
    assert box(page).key == "code"


def test_escape_lifts_the_filter_and_returns_to_the_table(page) -> None:
    page.press(Key.Key_F, modifier=CTRL)
    page.type("O6")
    page.press(Key.Key_Escape)
    assert len(page.shown()) == 7
    assert page.view.hasFocus()


def test_down_goes_from_the_filter_into_the_table(page) -> None:
    page.press(Key.Key_F, modifier=CTRL)
    page.type("O1")
    page.press(Key.Key_Down)
    assert page.view.hasFocus()
    assert page.view.currentIndex().isValid()


def test_the_cross_of_a_filter_lifts_it(page) -> None:
    page.view.sheet.filter("owners", ColumnFilter("โยธา"))
    header = page.view.header
    span = header.span(page.view.sheet.column_index("owners"))
    pill = header.pill_rect(span)
    QTest.mouseClick(header.viewport(), LEFT, pos=QPoint(int(pill.right()) - 8, FILTER))
    assert len(page.shown()) == 7
    assert box(page) is None


def test_alt_down_lists_the_values_of_the_column_to_tick(page) -> None:
    click(page, "owners", FILTER)
    page.press(Key.Key_Down, modifier=ALT)
    listed = box(page).popup.list
    assert [row.text for row in listed.entry_model.rows] == [
        "ทุกฝ่าย",
        "ฝ่ายปกครอง",
        "ฝ่ายโยธา",
        "ฝ่ายรายได้",
    ]
    page.press(Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Space)
    assert rows(page) == ["O6"]
    page.press(Key.Key_Up, Key.Key_Up, Key.Key_Space)
    assert len(rows(page)) == 5
    page.press(Key.Key_Space)
    assert rows(page) == ["O6"]
    page.press(Key.Key_Return)
    assert page.view.sheet.filter_of("owners").values == {"ฝ่ายโยธา"}


def test_a_value_is_ticked_with_the_mouse(page) -> None:
    click(page, "mark", FILTER)
    page.press(Key.Key_Down, modifier=ALT)
    listed = box(page).popup.list
    texts = [row.text for row in listed.entry_model.rows]
    at = listed.visualRect(listed.entry_model.index(texts.index("เลยกำหนด"))).center()
    QTest.mouseClick(listed.viewport(), LEFT, pos=at)
    assert rows(page) == ["O6"]
    assert box(page).hasFocus()


def test_typing_narrows_the_list_of_values(page) -> None:
    click(page, "owners", FILTER)
    page.press(Key.Key_Down, modifier=ALT)
    page.type("โยธา")
    assert [row.text for row in box(page).popup.list.entry_model.rows] == ["ฝ่ายโยธา"]


def test_hidden_columns_are_skipped_by_keys_and_come_back(page) -> None:
    header = page.view.header
    at = page.view.sheet.column_index("due")
    menu = header.column_menu(at)
    next(action for action in menu.actions() if "ซ่อน" in action.text()).trigger()
    page.go("O5", "owners")
    page.press(Key.Key_Right)
    assert page.at == ("O5", "part")
    shown = next(action.menu() for action in header.column_menu(None).actions() if action.menu())
    next(action for action in shown.actions() if action.text() == "กำหนดส่ง").trigger()
    page.press(Key.Key_Left)
    assert page.at == ("O5", "due")


def test_a_moved_column_is_walked_to_where_it_stands(page) -> None:
    header = page.view.header
    header.moveSection(header.visualIndex(page.view.sheet.column_index("score")), 1)
    page.go("O5", "code")
    page.press(Key.Key_Right)
    assert page.at == ("O5", "score")
    page.press(Key.Key_Right)
    assert page.at == ("O5", "title")


def test_a_block_across_moved_columns_is_what_is_seen(page) -> None:
    header = page.view.header
    header.moveSection(header.visualIndex(page.view.sheet.column_index("score")), 1)
    page.go("O5", "code")
    page.press(Key.Key_Right, Key.Key_Right, modifier=Qt.KeyboardModifier.ShiftModifier)
    sheet = page.view.sheet
    chosen = {sheet.columns[index.column()].key for index in page.view.selectedIndexes()}
    assert chosen == {"code", "score", "title"}


def test_the_stretching_column_takes_the_room_that_the_others_leave(page) -> None:
    header = page.view.header
    spans = header.spans()
    assert spans[-1].x + spans[-1].width <= page.view.viewport().width()
    before = header.span(1).width
    page.window.resize(1100, 640)
    assert header.span(1).width == before + 200


def test_captions_filters_and_cells_share_their_left_edge(page) -> None:
    header = page.view.header
    for span in header.spans():
        index = page.view.sheet.index(page.view.sheet.place("O5"), span.logical)
        assert page.view.visualRect(index).left() == span.x
        assert header.filter_rect(span).left() == span.x


def test_a_double_click_on_an_edge_gives_the_first_width_back(page) -> None:
    header = page.view.header
    header.resizeSection(3, 200)
    assert header.span(3).width == 200
    span = header.span(3)
    edge = QPoint(span.x + span.width, CAPTION)
    QTest.mouseDClick(header.viewport(), LEFT, pos=edge)
    assert header.span(3).width == 110


def test_a_table_without_filters_has_a_lower_header(make) -> None:
    page = make(filters=False)
    assert page.view.header.height() == Height.TABLE_HEADER
    page.press(Key.Key_F, modifier=CTRL)
    assert box(page) is None


def test_hiding_the_column_of_the_current_cell_makes_its_neighbour_current(page) -> None:
    header, last = page.view.header, page.view.header.spans()[-1]
    before = page.view.header.spans()[-2]
    page.go("O5", last.column.key)
    header.show_column(last.logical, shown=False)
    assert page.at == ("O5", before.column.key)
    first, second = header.spans()[0], header.spans()[1]
    page.go("O5", first.column.key)
    header.show_column(first.logical, shown=False)
    assert page.at == ("O5", second.column.key)


def test_moved_and_hidden_columns_stay_so_when_rows_are_sorted_or_filtered(page) -> None:
    header = page.view.header
    header.moveSection(header.visualIndex(page.view.sheet.column_index("score")), 1)
    header.show_column(page.view.sheet.column_index("part"), shown=False)
    before = [span.column.key for span in header.spans()]
    page.view.sheet.sort_by("title")
    page.view.sheet.filter("title", ColumnFilter("ข้อ"))
    page.refresh()
    assert [span.column.key for span in header.spans()] == before


def test_other_columns_take_their_own_places_beside_those_that_were_moved(page) -> None:
    from dataclasses import replace

    header, cols = page.view.header, page.view.sheet.columns
    header.moveSection(header.visualIndex(6), 0)
    extra = replace(cols[3], key="as_of", title="ณ วันที่")
    unseen = replace(cols[3], key="note", title="หมายเหตุ", hidden=True)
    page.view.sheet.set_columns([*cols[:4], extra, *cols[4:], unseen])
    keys = [span.column.key for span in header.spans()]
    assert keys == ["score", "code", "title", "owners", "due", "as_of", "part", "mark"]


def test_columns_that_only_read_other_data_move_nothing(page) -> None:
    from dataclasses import replace

    page.go("O6", "due")
    renamed = [
        replace(column, text=lambda row: f"ข้อ {row.id}") if column.key == "code" else column
        for column in page.view.sheet.columns
    ]
    resets = []
    page.view.sheet.modelReset.connect(lambda: resets.append(1))
    page.view.sheet.set_columns(renamed)
    assert resets == []
    assert page.view.sheet.index(1, 0).data() == "ข้อ O1"
    assert page.at == ("O6", "due")


def test_the_menu_of_a_caption_sorts_by_that_column(make) -> None:
    page = make(group=False)
    menu = page.view.header.column_menu(page.view.sheet.column_index("title"))
    menu.actions()[1].trigger()
    assert page.view.sheet.how.sort == "title"
    assert page.view.sheet.how.descending
    menu.actions()[2].trigger()
    assert page.view.sheet.how.sort is None


def test_where_there_is_room_other_columns_grow_once_the_stretching_one_is_wide(make) -> None:
    page = make(
        cols=tuple(
            replace(column, wide={"title": 300, "owners": 200}.get(column.key, 0))
            for column in columns()
        )
    )
    header = page.view.header
    title, owners = (page.view.sheet.column_index(key) for key in ("title", "owners"))

    def widths(room: int) -> tuple[int, int]:
        header.spread(room)
        return header.span(title).width, header.span(owners).width

    rest = sum(span.width for span in header.spans() if span.logical not in {title, owners})
    rest += 2 * TableSize.GUTTER
    assert widths(rest + 250 + 146) == (250, 146)
    assert widths(rest + 300 + 146) == (300, 146)
    assert widths(rest + 300 + 180) == (300, 180)
    assert widths(rest + 300 + 200) == (300, 200)
    assert widths(rest + 500 + 200) == (500, 200)


def test_a_width_of_ones_own_stays_where_there_is_room(make) -> None:
    page = make(cols=tuple(replace(column, wide=column.width + 200) for column in columns()))
    header = page.view.header
    owners = page.view.sheet.column_index("owners")
    header.resizeSection(owners, 160)
    header.spread(3000)
    assert header.span(owners).width == 160


def test_a_column_that_holds_nothing_gives_its_room_to_others_until_it_is_used(make) -> None:
    kept = [
        replace(column, width=150, unused=80) if column.key == "due" else column
        for column in columns()
    ]
    rows = tuple(Item(f"O{number}", "แผน", due=None) for number in range(1, 4))
    page = make(tuple(kept), {"9": rows})
    at = page.view.sheet.column_index("due")
    assert page.view.header.sectionSize(at) == 80
    page.put("O2", "due", date(2025, 5, 7))
    page.refresh()
    assert page.view.header.sectionSize(at) == 150
    page.put("O2", "due", None)
    page.refresh()
    assert page.view.header.sectionSize(at) == 80
    page.go("O1", "due")
    page.press(Qt.Key.Key_F2)
    assert page.view.header.sectionSize(at) == 150, "there is room to type in"
    assert page.view.editing.editor.width() >= 150


def test_an_unused_column_keeps_the_width_that_the_clerk_gave_it(make) -> None:
    kept = [
        replace(column, width=150, unused=80) if column.key == "due" else column
        for column in columns()
    ]
    page = make(tuple(kept), {"9": (Item("O1", "แผน", due=None),)})
    at = page.view.sheet.column_index("due")
    page.view.header.resizeSection(at, 200)
    page.refresh()
    assert page.view.header.sectionSize(at) == 200


def texts_of(count: int) -> list[Column[Item]]:
    """A table of codes, some columns of words, and dates."""
    code, title, _owners, due = columns()[:4]
    return [code, *(replace(title, key=f"text{at}", stretch=False) for at in range(count)), due]


def test_columns_of_words_become_narrower_before_the_table_has_to_be_scrolled(make) -> None:
    page = make(tuple(texts_of(4)), {"9": (Item("O1", "แผน"),)})
    header, room = page.view.header, page.view.viewport().width()
    assert sum(column.width for column in page.view.sheet.columns) > room
    assert page.view.horizontalScrollBar().maximum() == 0
    code, *words, due = header.spans()
    assert (code.width, due.width) == (code.column.width, due.column.width)
    assert all(caption_width(span.column) <= span.width < span.column.width for span in words)
    page.window.resize(1400, 640)
    assert all(span.width >= span.column.width for span in header.spans())


def test_columns_that_hold_nothing_give_their_room_before_words_are_cut(make) -> None:
    code, *words, due = texts_of(3)
    words = [replace(column, lines=1) for column in words]
    empty = [
        replace(due, key=key, title=f"ข้อความของหัวเรื่องที่ยาว {key}", width=200, unused=150)
        for key in ("due1", "due2", "due3")
    ]
    page = make((code, *words, *empty), {"9": (Item("O1", "แผน", due=None),)})
    header = page.view.header

    def spans() -> tuple[list, list]:
        shown = header.spans()
        return shown[1:4], shown[4:]

    least = code.width + sum(column.width for column in words) + 3 * HeaderSize.LEAST_EMPTY
    header.spread(least + 60 + 2 * TableSize.GUTTER)
    texts, unused = spans()
    assert all(span.width == span.column.width for span in texts), "words are read"
    assert all(HeaderSize.LEAST_EMPTY < span.width < caption_width(span.column) for span in unused)
    header.spread(least - 60 + 2 * TableSize.GUTTER)
    texts, unused = spans()
    assert all(span.width < span.column.width for span in texts), "nothing else is left to give"
    assert all(span.width == HeaderSize.LEAST_EMPTY for span in unused)
    header.spread(least + 2000)
    texts, unused = spans()
    assert all(span.width >= caption_width(span.column) for span in (*texts, *unused))


def test_a_table_of_too_many_columns_is_scrolled_and_its_captions_are_whole(make) -> None:
    page = make(tuple(texts_of(12)), {"9": (Item("O1", "แผน"),)})
    assert page.view.horizontalScrollBar().maximum() > 0
    spans = page.view.header.spans()
    assert all(caption_width(span.column) <= span.width for span in spans)


def test_a_width_of_ones_own_stays_where_there_is_no_room(make) -> None:
    page = make(tuple(texts_of(4)), {"9": (Item("O1", "แผน"),)})
    page.view.header.resizeSection(2, 260)
    page.window.resize(880, 640)
    assert page.view.header.span(2).width == 260


def test_a_spare_column_is_left_out_where_it_has_no_room_unless_one_asks_for_it(make) -> None:
    cols = [replace(column, spare=column.key in {"text1", "text3"}) for column in texts_of(6)]
    page = make(tuple(cols), {"9": (Item("O1", "แผน"),)})
    header = page.view.header

    def shown() -> set[str]:
        return {span.column.key for span in header.spans()}

    assert {"text1", "text3"} & shown() == {"text1"}, "the last one gives way first"
    assert header.memory()["hidden"] == [], "it is not remembered as hidden"
    page.window.resize(1600, 640)
    assert shown() >= {"text1", "text3"}
    page.window.resize(900, 640)
    header.show_column(4, shown=True)
    assert {"text1", "text3"} & shown() == {"text3"}
    header.show_column(4, shown=False)
    page.window.resize(1600, 640)
    assert {"text1", "text3"} & shown() == {"text1"}, "hidden by hand"


def test_a_column_into_which_no_value_belongs_yet_gives_its_room_before_words_do(make) -> None:
    served = set()
    late = replace(texts_of(1)[0], key="late", title="เหตุ", value=lambda row: "",
                   width=300, serves=lambda row: row.id in served)  # fmt: skip
    page = make((*texts_of(3), late), {"9": (Item("O1", "แผน"),)})
    header = page.view.header

    def shown() -> set[str]:
        return {span.column.key for span in header.spans()}

    header.spread(2000)
    assert "late" in shown(), "there is room"
    header.spread(sum(column.width for column in texts_of(3)) + 2 * TableSize.GUTTER + 100)
    assert "late" not in shown()
    assert header.memory()["hidden"] == []
    served.add("O1")
    page.view.sheet.set_rows(page.view.sheet.rows)
    header.keep_up()
    assert "late" in shown(), "now something can be written into it"
