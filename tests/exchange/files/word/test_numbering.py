"""List numbers of Word files are those that Word shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.exchange.blocks import Heading, Paragraph
from ita_desktop.exchange.files.word_styles import written
from tests.exchange.files.word.made import p, read, tbl, tc, tr, values, word


def level(at: int, form: str, shape: str, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{shape}"/></w:lvl>'
    )


def abstract(at: int, *levels: str, more: str = "") -> str:
    inside = "".join(levels) + more
    return f'<w:abstractNum w:abstractNumId="{at}">{inside}</w:abstractNum>'


def num(at: int, kind: int, more: str = "") -> str:
    return f'<w:num w:numId="{at}"><w:abstractNumId w:val="{kind}"/>{more}</w:num>'


def restart(at: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def listed(number: int, at: int = 0, text: str = "ก") -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>')


def labels(body: str, numbering: str, **parts: str) -> list[str]:
    blocks = read(word(body, numbering=numbering, **parts)).blocks
    return [block.label for block in blocks if isinstance(block, Heading | Paragraph)]


OUTLINE = abstract(
    0,
    level(0, "thaiNumbers", "%1."),
    level(1, "thaiNumbers", "%1.%2"),
    level(2, "thaiLetters", "(%3)"),
)


@pytest.mark.parametrize(
    ("form", "count", "shown"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("thaiNumbers", 20, "๒๐"),
        ("thaiLetters", 3, "ค"),
        ("thaiLetters", 41, "ฮ"),
        ("thaiLetters", 42, "กก"),
        ("thaiCounting", 21, "ยี่สิบเอ็ด"),
        ("thaiCounting", 10, "สิบ"),
        ("thaiCounting", 101, "หนึ่งร้อยเอ็ด"),
        ("thaiCounting", 1, "หนึ่ง"),
        ("upperRoman", 14, "XIV"),
        ("lowerLetter", 28, "bb"),
        ("upperLetter", 2, "B"),
        ("none", 2, ""),
        ("somethingElse", 7, "7"),
    ],
)
def test_numbers_are_written_in_the_formats_of_word(form: str, count: int, shown: str) -> None:
    assert written(form, count) == shown


def test_levels_count_on_and_begin_anew_below_a_higher_one() -> None:
    body = "".join(listed(1, at) for at in (0, 1, 1, 2, 2, 1, 0, 1, 2))
    assert labels(body, OUTLINE + num(1, 0)) == [
        "๑.", "๑.๑", "๑.๒", "(ก)", "(ข)", "๑.๓", "๒.", "๒.๑", "(ก)",
    ]  # fmt: skip


def test_lists_of_one_kind_count_on_unless_one_begins_anew() -> None:
    numbering = OUTLINE + num(1, 0) + num(2, 0) + num(3, 0, restart(0, 5) + restart(1, 2))
    body = listed(1) + listed(2) + listed(3) + listed(3) + listed(3, 1) + listed(1)
    assert labels(body, numbering) == ["๑.", "๒.", "๕.", "๖.", "๖.๒", "๗."]


def test_a_list_may_begin_below_its_first_level() -> None:
    assert labels(listed(1, 1) + listed(1, 1) + listed(1), OUTLINE + num(1, 0)) == [
        "๑.๑", "๑.๒", "๒.",
    ]  # fmt: skip


def test_a_level_may_go_on_below_a_new_higher_one() -> None:
    never = '<w:lvlRestart w:val="0"/>'
    kind = abstract(0, level(0, "decimal", "%1"), level(1, "decimal", "%2)", more=never))
    body = "".join(listed(1, at) for at in (0, 1, 0, 1))
    assert labels(body, kind + num(1, 0)) == ["1", "1)", "2", "2)"]


def test_legal_numbers_are_arabic_and_overrides_have_their_own_form() -> None:
    kind = abstract(
        0, level(0, "upperRoman", "%1"), level(1, "decimal", "%1.%2", more="<w:isLgl/>")
    )
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "ข้อ %1")}</w:lvlOverride>'
    body = listed(1) + listed(1, 1) + listed(2)
    assert labels(body, kind + num(1, 0) + num(2, 0, own)) == ["I", "1.1", "ข้อ 2"]


def test_numbers_come_from_styles_and_can_be_taken_off() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="heading 2"/>'
        '<w:basedOn w:val="h1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    )
    kind = abstract(
        0,
        level(0, "decimal", "บทที่ %1", more='<w:pStyle w:val="h1"/>'),
        level(1, "decimal", "%1.%2", more='<w:pStyle w:val="h2"/>'),
    )
    off = '<w:pStyle w:val="h1"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = (
        p("ก", '<w:pStyle w:val="h1"/>') + p("ข", '<w:pStyle w:val="h2"/>')
        + p("ค", off) + p("ง", '<w:pStyle w:val="h1"/>')
    )  # fmt: skip
    assert labels(body, kind + num(1, 0), styles=styles) == ["บทที่ 1", "1.1", "", "บทที่ 2"]


def test_a_list_style_lends_its_levels() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="l"><w:name w:val="ของเรา"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    kind = abstract(0, level(0, "decimal", "%1)")) + abstract(1, more='<w:numStyleLink w:val="l"/>')
    assert labels(listed(2), kind + num(1, 0) + num(2, 1), styles=styles) == ["1)"]


def test_bullets_are_letters_that_every_font_has() -> None:
    font = '<w:rPr><w:rFonts w:ascii="{}"/></w:rPr>'
    kinds = [
        level(0, "bullet", "\uf0b7", more=font.format("Symbol")),
        level(1, "bullet", "o", more=font.format("Courier New")),
        level(2, "bullet", "\uf0a7", more=font.format("Wingdings")),
        level(3, "bullet", "-"),
    ]
    body = "".join(listed(1, at) for at in range(4))
    assert labels(body, abstract(0, *kinds) + num(1, 0)) == ["•", "◦", "▪", "-"]


def test_a_cell_has_the_numbers_of_its_paragraphs_and_may_be_a_number_alone() -> None:
    paragraphs = listed(1, text="หนึ่ง") + listed(1, text="สอง")
    body = tbl(tr(tc("ข้อ"), tc("ทำ")), tr(tc(listed(2, text="")), tc(paragraphs)))
    numbering = OUTLINE + abstract(1, level(0, "decimal", "%1")) + num(1, 0) + num(2, 1)
    assert values(read(word(body, numbering=numbering)))[0][1] == ("1", "1. หนึ่ง\n2. สอง")


def test_numbers_of_deleted_and_unknown_lists_are_none() -> None:
    assert labels(listed(9) + listed(1), num(1, 7)) == ["", ""]


@given(st.lists(st.integers(0, 2), min_size=1, max_size=30), st.lists(st.integers(1, 9), min_size=3,
       max_size=3))  # fmt: skip
def test_any_order_of_levels_counts_as_a_table_of_counters_does(
    depths: list[int], starts: list[int]
) -> None:
    shapes = ("%1", "%1.%2", "%1.%2.%3")
    kind = abstract(
        0, *(level(at, "decimal", shape, starts[at]) for at, shape in enumerate(shapes))
    )
    counters: list[int | None] = [None] * 3
    expected = []
    for depth in depths:
        own = counters[depth]
        counters[depth] = starts[depth] if own is None else own + 1
        counters[depth + 1 :] = [None] * (2 - depth)
        for at in range(depth):
            counters[at] = starts[at] if counters[at] is None else counters[at]
        expected.append(".".join(str(one) for one in counters[: depth + 1]))
    body = "".join(listed(1, depth) for depth in depths)
    assert labels(body, kind + num(1, 0)) == expected
