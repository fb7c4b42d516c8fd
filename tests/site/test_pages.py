"""What the page shows of a year, and that nothing that was typed does more than stand there."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from openpyxl import load_workbook

from ita_desktop.domain.framework import FrameworkConfirmation
from ita_desktop.domain.framework_draft import parts_of
from ita_desktop.domain.oit.proofs import shown_address
from ita_desktop.domain.records import Evidence, Statement
from ita_desktop.domain.year import YearData
from ita_desktop.services.public_page import snippet
from ita_desktop.site.building import build
from ita_desktop.site.pages import MOST_TEXT, OpenTable, file_of, frame_texts
from ita_desktop.site.parts import DARK, LIGHT, PALETTES, choices_of, is_safe_name, link_of, slug
from ita_desktop.site.published import (
    ELSEWHERE,
    MEASURES_OF,
    _section_names,
    item_groups,
    measure_sections,
)
from tests.site.conftest import Office
from tests.site.page_reading import Page, inside, pages
from tests.support.cost import growth

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "'--><!-- \u202e <b>",
    "javascript:alert(1)",
)


def with_evidence(data: YearData, *rows: Evidence) -> YearData:
    return replace(data, evidence=rows)


def row(at: int, title: str, location: str, code: str = "O1", **more: object) -> Evidence:
    made = Evidence(id=f"e{at}", year_id="y", item_code=code, title=title, location=location)
    return replace(made, **more)


def test_each_item_is_two_clicks_away_and_every_way_leads_somewhere(published: Path) -> None:
    found = dict(pages(published))
    for path, page in found.items():
        for address in filter(inside, page.addresses):
            parts = urlsplit(address)
            target = (path.parent / parts.path).resolve() if parts.path else path
            assert target.is_file(), f"{path}: {address}"
            if parts.fragment and target in found:
                ids = {attributes.get("id") for _tag, attributes in found[target].elements}
                assert parts.fragment in ids
    for language in ("", "en/"):
        start = published / language / "index.html"
        index = published / language / "2568" / "index.html"
        assert "2568/index.html" in found[start].addresses
        items = {name for name in found[index].addresses if re.fullmatch(r"o\d+\.html", name)}
        assert len(items) == 22


def test_an_item_says_what_was_published_where_and_when(published: Path) -> None:
    page = Page((published / "2568" / "o2.html").read_text(encoding="utf-8"))
    assert "https://district.example/ita/2568/o2" in page.addresses
    for words in ("นโยบายและแผนพัฒนา", "24 ธันวาคม 2567", "แผนพัฒนาเชิงพื้นที่", "9.1 ข้อมูลพื้นฐาน"):
        assert words in page.text
    english = Page((published / "en" / "2568" / "o2.html").read_text(encoding="utf-8"))
    assert "Published 24 December 2024" in english.text
    assert "นโยบายและแผนพัฒนา" in english.text, "what was typed stays as it is"
    draft = Page((published / "2568" / "index.html").read_text(encoding="utf-8")).text
    assert "ข้อมูลสถิติการจัดเก็บรายได้ ยังไม่มีข้อมูลที่เผยแพร่" in draft, "a file on a disk is not published"


def test_measures_show_what_was_done_with_pictures(published: Path) -> None:
    found = [page for path, page in pages(published / "2568") if path.name.startswith("m-")]
    pictures = [
        attributes
        for page in found
        for tag, attributes in page.elements
        if tag == "img"
    ]  # fmt: skip
    assert len(pictures) == 5
    assert all(picture["alt"] for picture in pictures)
    text = " ".join(page.text for page in found)
    assert "ป้ายประกาศนโยบายไม่รับของขวัญ" in text
    assert "ดำเนินการแล้ว 1 จาก 2 ครั้ง" in text
    assert "**" not in text


def test_the_pages_of_a_draft_framework_say_so_until_it_is_confirmed(
    office: Office, tmp_path: Path
) -> None:
    framework = replace(office.data.framework, drafted_from="2567")
    drafted = replace(office.data, framework=framework)

    def said(data: YearData, folder: str) -> set[bool]:
        office.publish(tmp_path / folder, data)
        found = [
            page.text
            for path, page in pages(tmp_path / folder)
            if "2568" in path.parts or path.name == "cms-table.html"
        ]
        assert len(found) > 40
        thai, english = "คัดลอกจากกรอบ 2567 ยังไม่ได้ยืนยัน", "copied from the framework of 2567"
        return {thai in text or english in text for text in found}

    assert said(drafted, "draft") == {True}
    assert "คัดลอกจากกรอบ 2567" in snippet(drafted, choices_of())[0]
    assert any("ยังเป็นร่าง" in note for note in build(office.source(drafted)).notes)
    every = tuple(
        FrameworkConfirmation(id=part.key, year_id="y", part=part.key) for part in parts_of(drafted)
    )
    assert said(replace(drafted, confirmations=every), "confirmed") == {False}


def typed_over(data: YearData) -> YearData:
    """The year with a hostile text in every typed text of the page."""
    texts = iter(HOSTILE * 1000)

    def bad(text: str) -> str:
        return f"{next(texts)} {text}" if text else next(texts)

    framework = data.framework
    items = tuple(
        replace(
            item,
            title=bad(item.title),
            requirements=tuple(replace(one, text=bad(one.text)) for one in item.requirements),
        )
        for item in framework.items
    )
    indicators = tuple(replace(one, name=bad(one.name)) for one in framework.indicators)
    return replace(
        data,
        organisation=replace(
            data.organisation, name=bad(""), address=bad(""), website="javascript:alert(1)"
        ),
        framework=replace(framework, items=items, indicators=indicators),
        units=tuple(replace(unit, name=bad(unit.name), short_name="") for unit in data.units),
        evidence=tuple(
            replace(one, title=bad(one.title), location=next(texts), format=bad(""))
            for one in data.evidence
        ),
        measures=tuple(
            replace(one, method=bad(one.method), schedule=bad(""), source=bad(""))
            for one in data.measures
        ),
        entries=tuple(
            replace(one, text=bad(one.text), result=bad(""), links=next(texts), reason=bad(""))
            for one in data.entries
        ),
        photos=tuple(replace(one, caption=bad("")) for one in data.photos),
    )


def test_what_was_typed_never_becomes_a_part_of_the_page(office: Office, tmp_path: Path) -> None:
    data = typed_over(office.data)
    office.publish(tmp_path, data)
    tags, schemes = set(), set()
    texts = []
    for path, page in pages(tmp_path):
        tags |= {tag for tag, _attributes in page.elements}
        names = {name for _tag, attributes in page.elements for name in attributes}
        assert not {name for name in names if name.startswith("on")}, path
        schemes |= {urlsplit(address).scheme for address in page.addresses}
        texts.append(page.text)
        scripts = [attributes for tag, attributes in page.elements if tag == "script"]
        assert all("src" in script for script in scripts)
    assert tags.isdisjoint({"svg", "b", "iframe", "object", "style", "form2"})
    assert schemes <= {"", "https"}
    shown = " ".join(texts)
    assert "<script>alert(1)</script>" in shown, "shown as it was typed"
    assert "{{ 7 * 7 }}" in shown
    index = (tmp_path / "2568" / "search-index.js").read_text(encoding="utf-8")
    assert "<" not in index
    assert json.loads(index.removeprefix("window.SITE_INDEX=").removesuffix(";\n"))


LINKS = {
    "https://district.example/a?b=1&c=2#d": True,
    "http://ตัวอย่าง.example/ก": True,
    "mailto:office@district.example": True,
    "HTTPS://DISTRICT.EXAMPLE": True,
    "javascript:alert(1)": False,
    " java\tscript:alert(1)": False,
    "data:text/html,<script>": False,
    "vbscript:x": False,
    "file:///C:/secret.pdf": False,
    "//evil.example/x": False,
    "https:///": False,
    "https://": False,
    "http://[::1": False,
    "https://a b.example": False,
    "https://a.example/\u202egpj.exe": False,
    "https://a.example/\x00": False,
    "mailto:": False,
    "สถิติรายได้.xlsx": False,
    "https://a.example/" + "x" * 3000: False,
    "": False,
}


@pytest.mark.parametrize("text", LINKS)
def test_only_web_and_mail_addresses_are_links(text: str) -> None:
    assert bool(link_of(text)) is LINKS[text]


def test_folders_of_somebodys_machine_are_not_shown() -> None:
    assert shown_address(r"C:\งาน\สมศรี\สถิติ.xlsx") == "สถิติ.xlsx"
    assert shown_address("file:///C:/x/สถิติ.xlsx") == "สถิติ.xlsx"
    assert shown_address("/srv/share/a.pdf") == "a.pdf"
    assert shown_address("ปี 2568/สถิติ.xlsx") == "ปี 2568/สถิติ.xlsx"
    assert shown_address("javascript:alert(1)") == "javascript:alert(1)"


def test_names_and_passwords_in_addresses_are_not_shown() -> None:
    assert link_of("https://user:secret@a.example/b@c") == "https://a.example/b@c"
    assert link_of("https://user@a.example") == "https://a.example"
    assert link_of("mailto:office@a.example") == "mailto:office@a.example"
    assert shown_address("ftp://user:secret@a.example/b") == "ftp://a.example/b"


def test_folders_of_somebodys_machine_are_not_shown_in_results(office: Office) -> None:
    entry = replace(office.data.entries[0], links="C:\\งาน\\สมศรี\\ภาพ.jpg\nhttps://a.example")
    data = replace(office.data, entries=(entry,), photos=())
    (shown,) = (
        entry
        for section in measure_sections(data, date(2025, 9, 30), lambda _photo: None)
        for measure in section.measures
        for entry in measure.entries
    )
    assert shown.links == (("https://a.example",) * 2,)
    assert [text for text, _why in shown.held] == ["ภาพ.jpg"]


def test_pages_of_measures_are_distinct_where_only_the_size_of_letters_differs(
    office: Office,
) -> None:
    tops = [replace(office.data.framework.indicators[0], code=code) for code in ("A", "a", "0")]
    files = list(_section_names(tops))
    assert len(set(files)) == 3
    assert f"{MEASURES_OF}{ELSEWHERE}" not in files


def test_a_text_that_looks_like_markup_of_excel_is_written_as_it_is() -> None:
    texts = ("<r>ก & ข</r>", "<r><t>ก</t></r>", "ก" * 40_000)
    content = file_of(OpenTable("t", ("c",), tuple((text,) for text in texts)), "xlsx")
    sheet = load_workbook(BytesIO(content)).active
    assert sheet is not None
    read = [str(cell.value) for (cell,) in sheet.iter_rows(min_row=2)]
    assert [text.strip() for text in read[:2]] == list(texts[:2])
    assert read[2].endswith("ก…"), "what is cut says so"


def test_names_of_files_are_plain_and_distinct_whatever_the_codes_are(office: Office) -> None:
    odd = (
        "O1",
        "o1",
        "../../x",
        "CON",
        "index",
        "data",
        "ก ข/ค",
        "measures",
        "a" * 300,
        "O1#",
        "m-9",
    )
    items = office.data.framework.items_of("OIT")
    renamed = dict(zip((item.code for item in items), odd, strict=False))
    framework = office.data.framework
    data = replace(
        office.data,
        framework=replace(
            framework,
            items=tuple(
                replace(item, code=renamed.get(item.code, item.code)) for item in framework.items
            ),
        ),
    )
    paths = [part.path for part in build(office.source(data)).parts]
    assert len(set(paths)) == len(paths)
    assert all(is_safe_name(path) for path in paths)
    assert slug("O12") == "o12"
    assert slug("con") != "con"


def test_a_huge_text_is_cut_on_the_page_and_whole_in_the_data(
    office: Office, tmp_path: Path
) -> None:
    long = "ก" * 150_000
    measure = replace(office.data.measures[0], method=long)
    data = with_evidence(office.data, row(0, long, "https://a.example"))
    data = replace(data, measures=(measure, *data.measures[1:]))
    office.publish(tmp_path, data, languages=("th",))
    cut = frame_texts("th")["cut"]
    section = next(page for _path, page in pages(tmp_path / "2568") if cut in page.text)
    assert "ก" * MOST_TEXT in section.text
    assert "ก" * (MOST_TEXT + 1) not in section.text
    rows = json.loads((tmp_path / "2568" / "data" / "measures.json").read_bytes())
    assert any(one["measure"] == long for one in rows)
    links = json.loads((tmp_path / "2568" / "data" / "oit-links.json").read_bytes())
    assert links[0]["title"] == long
    pages_ = [path for path in tmp_path.rglob("*.html") if path.name != "cms-table.html"]
    assert max(path.stat().st_size for path in pages_) < 200_000


def test_an_empty_year_has_a_page(office: Office, tmp_path: Path) -> None:
    data = replace(
        office.data,
        evidence=(), measures=(), entries=(), photos=(), measure_items=(),
        framework=replace(office.data.framework, items=(), indicators=()),
    )  # fmt: skip
    office.publish(tmp_path, data)
    assert "ปีนี้ยังไม่มีข้อ OIT" in (tmp_path / "2568" / "index.html").read_text(encoding="utf-8")


def test_the_table_to_paste_stands_alone(office: Office) -> None:
    html, text = snippet(typed_over(office.data), choices_of("plum"))
    page = Page(html)
    assert {tag for tag, _attributes in page.elements} <= {
        "table", "caption", "thead", "tbody", "tr", "th", "td", "a", "br",
    }  # fmt: skip
    assert all(set(attributes) <= {"style", "scope", "href"} for _tag, attributes in page.elements)
    assert len(text.splitlines()) == 22
    html, text = snippet(office.data, choices_of())
    assert 'href="https://district.example/ita/2568/o2"' in html
    assert text.splitlines()[1].split("\t")[0] == "O2"


def test_the_table_to_paste_leaves_no_address_out(office: Office) -> None:
    nothing = row(0, "เดือนนี้ไม่มี", "https://a.example/none", statement=Statement.NOTHING)
    named = row(1, "", "ทะเบียน.pdf", published=date(2025, 2, 1))
    html, _text = snippet(with_evidence(office.data, nothing, named), choices_of())
    assert 'href="https://a.example/none"' in html
    assert "ทะเบียน.pdf" in html


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (``#RRGGBB``) by the formula of WCAG 2: 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


PAIRS = [("text", "paper"), ("text", "desk"), ("text2", "paper"), ("text2", "desk")]


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_every_colour_can_be_read(palette: object) -> None:
    assert palette in PALETTES.values()
    for shared, shades in ((LIGHT, palette.light), (DARK, palette.dark)):  # type: ignore[attr-defined]
        for ink, ground in PAIRS:
            assert contrast(shared[ink], shared[ground]) >= 4.5
        for ground in (shared["paper"], shared["desk"], shades.tint):
            assert contrast(shades.accent, ground) >= 4.5
        assert contrast(shared["control"], shared["paper"]) >= 3
        assert contrast(shades.accent, shared["bar"]) >= 3


def test_both_frames_have_the_same_texts_with_the_same_fields() -> None:
    thai, english = frame_texts("th"), frame_texts("en")
    assert thai.keys() == english.keys()
    for name, text in thai.items():
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", english[name]))
        assert re.search("[\u0e00-\u0e7f]", text)
        assert not re.search("[\u0e00-\u0e7f]", english[name])


def used_texts() -> Iterator[str]:
    from ita_desktop.paths import resource

    for path in resource("site", "templates").glob("*.html"):
        yield path.read_text(encoding="utf-8")


def test_no_text_stands_in_a_template(office: Office) -> None:
    assert not re.search("[\u0e00-\u0e7f]", "".join(used_texts()))


@pytest.mark.in_turn
def test_a_page_costs_what_its_data_costs(office: Office, tmp_path: Path) -> None:
    data = office.data
    first = data.evidence[0]

    def work(count: int) -> Callable[[], object]:
        rows = (replace(first, id=f"e{at}", item_code="O1") for at in range(count))
        year = with_evidence(data, *rows)
        return lambda: [part.make() for part in build(office.source(year)).parts]

    work(1)()  # templates are compiled once
    assert growth(work, 100, 400) < 1.1


def test_a_title_that_nobody_typed_tells_no_folders_either(office: Office) -> None:
    path = r"C:\งาน\สมศรี\สถิติ.xlsx"
    row = Evidence(id="p", year_id="y", item_code="O1", title=path, location=path,
                   published=date(2025, 1, 5))  # fmt: skip
    data = replace(office.data, evidence=(row,))
    groups = item_groups(data, lambda _row, _name: "")
    (link,) = (link for group in groups for item in group.items for link in item.links)
    assert (link.title, link.address) == ("สถิติ.xlsx", "สถิติ.xlsx")


def test_a_measure_that_was_taken_over_says_from_where(office: Office, tmp_path: Path) -> None:
    told = "สำนักงานเขตสมมุติ <ปี> 2566"
    first, *others = office.data.measures
    measures = (replace(first, source=told), *others)
    office.publish(tmp_path, replace(office.data, measures=measures))
    rows = json.loads((tmp_path / "2568" / "data" / "measures.json").read_bytes())
    assert {one["source"] for one in rows} == {told, ""}
    pages = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.html")]
    assert any("สำนักงานเขตสมมุติ &lt;ปี&gt; 2566" in page.replace("\u00a0", " ") for page in pages)
