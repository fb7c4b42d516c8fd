"""Papers in Word are made of Word's own constructs, in the official letter down to every run."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

import docx as reader
import pytest
from lxml import etree

from ita_desktop.documents.backends import docx
from ita_desktop.documents.content import Document, Paragraph, Table, paragraph
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.layout.fonts import bundled
from ita_desktop.documents.printable import printable
from ita_desktop.documents.registry import kind
from ita_desktop.domain.text import Digits, to_arabic, to_thai
from ita_desktop.domain.tracking.units import shares
from tests.documents.factories import meetings as meeting_factory
from tests.documents.factories import pack as pack_factory
from tests.documents.factories import papers as paper_factory
from tests.documents.readers.files import document, part
from tests.documents.reports.roster.test_appointment_order import amended

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAPERS = {
    "order": ("appointment-order", paper_factory.year_2568),
    "later-order": ("appointment-order", amended),
    "long-order": ("appointment-order", lambda: paper_factory.year_of(60)),
    "memo": ("memo", paper_factory.invitation),
    "letter": ("memo", paper_factory.outside),
    "unit-letters": ("unit-letters", pack_factory.year_2566),
    "contacts": ("roster-contacts", pack_factory.year_2566),
    "items": ("oit-assignments", pack_factory.year_2566),
    "roster": ("committee-roster", pack_factory.year_2566),
    "framework": ("framework-summary", pack_factory.year_2566),
    **{
        name: (name, meeting_factory.meeting_year)
        for name in ("agenda", "attendance", "attendance-recorded", "minutes")
    },
}


def made(name: str, digits: Digits = Digits.THAI) -> Document:
    one, year = PAPERS[name]
    return kind(one).build(ReportContext(year()), digits)


def word(name: str, digits: Digits = Digits.THAI) -> bytes:
    return docx.render(made(name, digits), letter_files=bundled())


def value(element: Any, path: str) -> str | None:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}val")


def text_parts(content: bytes) -> Iterator[Any]:
    with ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if re.match(r"word/(document|header\d*|footer\d*)\.xml", name):
                yield etree.fromstring(archive.read(name))


def styles_of(content: bytes) -> dict[str, Any]:
    root = part(content, "word/styles.xml")
    return {one.get(f"{W}styleId"): one for one in root.iter(f"{W}style")}


@pytest.mark.in_turn
@pytest.mark.parametrize("name", PAPERS)
def test_every_run_has_letter_and_size_for_complex_scripts(name: str) -> None:
    content = word(name)
    styles = styles_of(content)

    def from_chain(style: str | None, path: str) -> Any:
        while style is not None:
            found = styles[style].find("/".join(f"{W}{step}" for step in path.split("/")))
            if found is not None:
                return found
            style = value(styles[style], "basedOn")
        return None

    runs = 0
    for root in text_parts(content):
        for one in root.iter(f"{W}p"):
            style = value(one, "pPr/pStyle")
            assert from_chain(style, "rPr/rFonts").get(f"{W}cs") == "TH Sarabun New"
            assert from_chain(style, "rPr/szCs") is not None
            for run in one.iter(f"{W}r"):
                runs += 1
                looks = run.find(f"{W}rPr")
                if looks is None:
                    continue
                assert (looks.find(f"{W}b") is None) == (looks.find(f"{W}bCs") is None)
                assert looks.find(f"{W}sz") is None
                own = value(looks, "rStyle")
                if own is not None:
                    pair = [styles[own].find(f"{W}rPr/{W}{half}") for half in ("sz", "szCs")]
                    assert (pair[0] is None) == (pair[1] is None)
    assert runs > 10


@pytest.mark.in_turn
@pytest.mark.parametrize("name", PAPERS)
def test_nothing_is_aligned_by_spaces_boxes_or_written_page_numbers(name: str) -> None:
    for root in text_parts(word(name)):
        assert not [one for one in root.iter() if "txbxContent" in str(one.tag)]
        texts = [one.text or "" for one in root.iter(f"{W}t")]
        assert not [text for text in texts if "  " in text or "\t" in text]
        assert not [one for one in root.iter(f"{W}p") if not one.findall(f"{W}pPr")]
    root = part(word(name), "word/document.xml")
    assert not [one for one in root.iter(f"{W}br") if one.get(f"{W}type") == "page"]


def test_page_numbers_are_a_field_in_thai_digits_from_the_second_page_on() -> None:
    content = word("order")
    root = part(content, "word/document.xml")
    sections = list(root.iter(f"{W}sectPr"))
    assert {section.find(f"{W}pgNumType").get(f"{W}fmt") for section in sections} == {"thaiNumbers"}
    assert [section.find(f"{W}titlePg") is not None for section in sections] == [True]
    heads = [root for root in text_parts(content) if root.tag == f"{W}hdr"]
    assert ["".join(head.itertext()) for head in heads] == ["- 1 -"]
    assert [one.get(f"{W}instr").strip() for one in heads[0].iter(f"{W}fldSimple")] == ["PAGE"]
    assert [section for section in sections[0] if section.get(f"{W}type") == "first"] == []


def test_each_letter_to_a_unit_is_a_section_whose_pages_are_counted_anew() -> None:
    sections = list(part(word("unit-letters"), "word/document.xml").iter(f"{W}sectPr"))
    letters = shares(pack_factory.year_2566(), pack_factory.letter("memo-evidence"))
    assert len(sections) == len(letters)
    for section in sections:
        assert section.find(f"{W}pgNumType").get(f"{W}start") == "1"
        assert section.find(f"{W}titlePg") is not None
        tags = [child.tag.removeprefix(W) for child in section]
        order = ["headerReference", "footerReference", "pgSz", "pgMar", "pgNumType", "cols",
                 "titlePg", "docGrid"]  # fmt: skip
        assert tags == sorted(tags, key=order.index)


# Lists.


def counted(content: bytes) -> list[str]:
    """The numbers that Word shows before paragraphs, counted the way Word does."""
    numbering = part(content, "word/numbering.xml")
    levels = {
        one.get(f"{W}abstractNumId"): list(one.iter(f"{W}lvl"))
        for one in numbering.iter(f"{W}abstractNum")
    }
    nums = {one.get(f"{W}numId"): one for one in numbering.iter(f"{W}num")}
    state: dict[str, dict[int, int]] = {}
    overridden: set[str] = set()
    shown = []
    for one in part(content, "word/document.xml").iter(f"{W}p"):
        number, depth = value(one, "pPr/numPr/numId"), value(one, "pPr/numPr/ilvl")
        if number is None or depth is None:
            continue
        abstract = value(nums[number], "abstractNumId") or ""
        here = state.setdefault(abstract, {})
        if number not in overridden:
            overridden.add(number)
            for override in nums[number].iter(f"{W}lvlOverride"):
                level = int(override.get(f"{W}ilvl"))
                here[level] = int(value(override, "startOverride") or 1) - (level == int(depth))
        at = int(depth)
        start = int(value(levels[abstract][at], "start") or 1)
        here[at] = here.get(at, start - 1) + 1
        for deeper in [level for level in here if level > at]:
            del here[deeper]
        text = value(levels[abstract][at], "lvlText") or ""
        for level in range(at + 1):
            first = int(value(levels[abstract][level], "start") or 1)
            text = text.replace(f"%{level + 1}", str(here.setdefault(level, first)))
        thai = value(levels[abstract][at], "numFmt") == "thaiNumbers"
        shown.append(to_thai(text) if thai else text)
    return shown


def marks(of: Document) -> list[str]:
    found = []
    for block in printable(of).blocks:
        if isinstance(block, Paragraph) and block.counted:
            found.append(block.mark)
        if isinstance(block, Table):
            cells = [cell for row in block.rows for cell in row.cells]
            found += [one.mark for cell in cells for one in cell.paragraphs if one.counted]
    return found


@pytest.mark.parametrize("digits", list(Digits))
@pytest.mark.parametrize("name", ["order", "later-order", "long-order"])
def test_word_counts_the_numbers_that_the_pdf_writes_out(name: str, digits: Digits) -> None:
    assert counted(word(name, digits)) == marks(made(name, digits))


def test_the_numbers_of_bodies_members_and_duties_are_three_lists_of_word() -> None:
    content = word("order")
    numbering = part(content, "word/numbering.xml")
    used = Counter(
        value(one, "pPr/numPr/numId") for one in part(content, "word/document.xml").iter(f"{W}p")
    )
    del used[None]
    assert sorted(used.values()) == [5, 7, 44]
    formats = {
        value(level, "numFmt")
        for one in numbering.iter(f"{W}abstractNum")
        if value(one, "multiLevelType") == "multilevel"
        for level in one.iter(f"{W}lvl")
    }
    assert formats == {"thaiNumbers"}
    kinds = [one.tag.removeprefix(W) for one in numbering]
    assert kinds == sorted(kinds), "Word wants all abstract lists before the lists"


@pytest.mark.parametrize(
    "given",
    [
        ["1.", "2.", "3."],
        ["4.", "5.", "9.", "10."],
        ["1.", "1.1", "1.2", "2.", "2.1", "2.1.1", "2.1.2", "2.2", "3."],
        ["2.5", "2.7", "3.1"],
        ["(1)", "(2)", "(4)"],
        ["1", "1"],
    ],
)
def test_word_shows_the_numbers_that_were_given_whatever_they_are(given: list[str]) -> None:
    blocks = [paragraph("ก", "paper-body", mark=mark, counted="list") for mark in given]
    assert [to_arabic(text) for text in counted(docx.render(document(*blocks)))] == given


# Tables and tabs.


def test_members_stand_in_tables_without_borders_whose_rows_are_never_parted() -> None:
    for table in part(word("order"), "word/document.xml").iter(f"{W}tbl"):
        assert table.find(f"{W}tblPr/{W}tblBorders") is None
        assert table.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"
        indent = int(table.find(f"{W}tblPr/{W}tblInd").get(f"{W}w"))
        grid = [int(one.get(f"{W}w")) for one in table.iter(f"{W}gridCol")]
        assert len(grid) == 3
        assert abs(indent + sum(grid) - 160 / 25.4 * 1440) <= 1
        rows = table.findall(f"{W}tr")
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_the_head_of_a_memo_is_set_with_tabs_and_dotted_lines() -> None:
    content = word("memo")
    root = part(content, "word/document.xml")
    fields = [one for one in root.iter(f"{W}p") if value(one, "pPr/pStyle") == "ItaMemoField"]
    assert len(fields) == 3
    for field in fields:
        stops = [
            (one.get(f"{W}val"), round(int(one.get(f"{W}pos")) * 25.4 / 1440))
            for one in field.iter(f"{W}tab")
            if one.get(f"{W}val")
        ]
        assert stops[-1] == ("right", 160)
        filled = [run for run in field.iter(f"{W}r") if value(run, "rPr/rStyle") == "ItaFilled"]
        assert all(run.find(f"{W}tab") is not None for run in filled)
    styles = styles_of(content)
    assert value(styles["ItaFilled"], "rPr/u") == "dotted"
    assert value(styles["ItaLabel"], "rPr/szCs") == "40"
    assert value(styles["ItaUrgency"], "rPr/color") == "C00000"


def test_margins_indents_and_spacing_are_those_of_the_rules() -> None:
    opened = reader.Document(io.BytesIO(word("order")))
    for section in opened.sections:
        sides = (
            section.left_margin,
            section.right_margin,
            section.top_margin,
            section.bottom_margin,
        )
        assert [round(side.mm) for side in sides] == [30, 20, 25, 20]
    form = opened.styles["ITA Paper Body"].paragraph_format
    assert (round(form.first_line_indent.mm), form.space_before.pt, form.line_spacing) == (25, 6, 1)
    assert opened.styles["ITA Paper Body"].font.size.pt == 16
    assert opened.styles["Normal"].paragraph_format.widow_control is True


def test_a_signature_stays_with_the_lines_before_it() -> None:
    root = part(word("memo"), "word/document.xml")
    paragraphs = list(root.iter(f"{W}p"))
    at = next(
        place for place, one in enumerate(paragraphs) if value(one, "pPr/pStyle") == "ItaSignature"
    )
    kept = [one.find(f"{W}pPr/{W}keepNext") is not None for one in paragraphs[at - 1 : at + 2]]
    assert kept == [True, True, False]


@pytest.mark.in_turn
@pytest.mark.parametrize("name", PAPERS)
def test_properties_of_paragraphs_stand_in_the_order_that_word_wants(name: str) -> None:
    wanted = [
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "tabs", "spacing", "ind",
        "jc", "rPr", "sectPr",
    ]  # fmt: skip
    for root in text_parts(word(name)):
        for one in root.iter(f"{W}pPr"):
            tags = [child.tag.removeprefix(W) for child in one]
            assert tags == sorted(tags, key=wanted.index)
