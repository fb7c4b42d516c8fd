"""The links of a cell, however they are written, each with its own words."""

import time

import pytest

from ita_desktop.exchange.cells.links import (
    addresses_of,
    has_link,
    links_of,
    points,
    without_addresses,
)
from ita_desktop.exchange.sheets import LinkedText

X, Y = "https://www.example.go.th/x", "https://www.example.go.th/y"
PLAIN = [(X, ""), (Y, "")]
NAMED = [(X, "แผน"), (Y, "ผล")]


def found(value):
    return [(link.address, link.words) for link in links_of(value)]


@pytest.mark.parametrize(
    "cell",
    [
        f"{X} {Y}",
        f"{X}\n{Y}",
        f"(๑) {X} (๒) {Y}",
        f"(๑){X}(๒){Y}",
        f"1. {X}\n2. {Y}",
        f"1.{X}2.{Y}",
        f"1){X} 2){Y}",
        f"{X};{Y}",
        f"{X} , {Y}",
        f"{X} | {Y}",
        f"{X} / {Y}",
        f"{X}{Y}",
        f"• {X}\n• {Y}",
        f"<{X}> <{Y}>",
        f"“{X}” และ “{Y}”",
        f"({X}), ({Y}).",
        f"**{X}** __ **{Y}**",
        f"{X} {Y} {X}",
        f"[{X}]({X}) {Y}",
        f"คลิก {X} ดูที่ {Y}",
        f"ลิงก์ 1: {X}\nลิงก์ 2: {Y}",
        f"QR Code: {X}\nสแกน QR Code ได้ที่ {Y}",
    ],
)
def test_each_address_is_a_link(cell):
    assert found(cell) == PLAIN


@pytest.mark.parametrize(
    "cell",
    [
        f"แผน {X} ผล {Y}",
        f"{X} แผน {Y} ผล",
        f"แผน: {X}\nผล: {Y}",
        f"แผน\n{X}\nผล\n{Y}",
        f"{X}\nแผน\n{Y}\nผล",
        f"1. แผน {X} 2. ผล {Y}",
        f"1. {X} แผน 2. {Y} ผล",
        f"1. แผน {X}2. ผล {Y}",
        f"1) แผน {X}2) ผล {Y}",
        f"๑. แผน {X}๒. ผล {Y}",
        f"{X} (แผน)\n{Y} (ผล)",
        f"แผน ({X}) ผล ({Y})",
        f"แผน[{X}]ผล[{Y}]",
        f"[แผน]({X}) [ผล](<{Y}>)",
        f'<a href="{X}">แผน</a><br><a href="{Y}"><b>ผล</b></a>',
        f"แผน{X}ผล{Y}",
        f"แผน → {X}, ผล → {Y}",
        f"แผน - {X}; ผล - {Y}",
        LinkedText("แผน ผล", {X: "แผน", Y: "ผล"}),
        LinkedText("แผน\nผล", {X: "แผน", Y: "ผล"}),
        LinkedText(f"แผน คลิก\nผล {Y}", {X: "คลิก"}),
    ],
)
def test_its_words_are_those_beside_it(cell):
    assert found(cell) == NAMED


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (f"เอกสารแนบ: {X} {Y}", ["เอกสารแนบ", "เอกสารแนบ"]),
        (f"เอกสารแนบ\n1. แผน {X}\n2. ผล {Y}", ["เอกสารแนบ แผน", "เอกสารแนบ ผล"]),
        (f"{X} {Y} (ฉบับแก้)", ["ฉบับแก้", "ฉบับแก้"]),
        (f"URL: {X} (ฉบับแก้)", ["ฉบับแก้"]),
        (f"1. แผน {X}2. 2. ผล {Y}", ["แผน", "ผล"]),
        (f"{X}\n{Y} (ฉบับแก้)", ["", "ฉบับแก้"]),
        (f"แผน {X}\n{Y}", ["แผน", ""]),
        (LinkedText("แผน", {X: "", Y: ""}), ["แผน", "แผน"]),
        (f"O5 [แผน]({X}), [ผล]({Y})", ["แผน", "ผล"]),
        (LinkedText("แผน ผล (ฉบับแก้)", {X: "แผน", Y: "ผล"}), ["แผน", "ผล ฉบับแก้"]),
    ],
)
def test_words_of_all_links_are_each_ones(cell, words):
    assert [link.words for link in links_of(cell)] == words


@pytest.mark.parametrize(
    ("cell", "address", "words"),
    [
        ("x.go.th/y", "x.go.th/y", ""),
        ("ดูx.go.th", "x.go.th", ""),
        ("www.x.go.th/y แผน", "www.x.go.th/y", "แผน"),
        ("bit.ly/3abc", "bit.ly/3abc", ""),
        ("แผน drive.google.com/file/d/1A_b-C/view", "drive.google.com/file/d/1A_b-C/view", "แผน"),
        ("https://x.go.th/d/1_b-C?usp=sharing แผน", "https://x.go.th/d/1_b-C?usp=sharing", "แผน"),
        ("https://x.go.th/a_(b)", "https://x.go.th/a_(b)", ""),
        ("https://x.go.th/a,b;c=1", "https://x.go.th/a,b;c=1", ""),
        ("https://x.go.th/%E0%B9%81.pdf แผน", "https://x.go.th/%E0%B9%81.pdf", "แผน"),
        ("https://x.go.th/1ประกาศแผน", "https://x.go.th/1", "ประกาศแผน"),
        ("https://x.go.thประกาศ", "https://x.go.th", "ประกาศ"),
        ("https://x.go.th/ก.pdfแผน", "https://x.go.th/ก.pdf", "แผน"),
        ("https://x.go.th/1(ฉบับแก้)", "https://x.go.th/1", "ฉบับแก้"),
        ("https://x.go.th/แผน/2568", "https://x.go.th/แผน/2568", ""),
        ("https://x.go.th/ITA2568แผน.pdf", "https://x.go.th/ITA2568แผน.pdf", ""),
        ("https://x.go.th/แผน ปี 68.pdf", "https://x.go.th/แผน%20ปี%2068.pdf", ""),
        ("https://x.go.th/1 แผน.pdf", "https://x.go.th/1", "แผน.pdf"),
        ("https://x.go.th/ita/\n2568/o1.pdf", "https://x.go.th/ita/2568/o1.pdf", ""),
        ("https://x.go.th/?a=1&amp;b=2", "https://x.go.th/?a=1&b=2", ""),
        ("https://x.go.th/r?u=https://y.go.th", "https://x.go.th/r?u=https://y.go.th", ""),
        ("https://web.archive.org/web/2025/https://y.go.th",) * 2 + ("",),
        ("https://x.go.th/1 (ปรับปรุง 1 ม.ค. 68)", "https://x.go.th/1", "ปรับปรุง 1 ม.ค. 68"),
        ("http//www.x.go.th/1", "www.x.go.th/1", ""),
        (LinkedText("www.x.go.th/y", {"http://www.x.go.th/y/": ""}), "www.x.go.th/y", ""),
        (LinkedText("x", {"https://www.google.com/url?q=http://y.th/": "x"}), "http://y.th/", "x"),
    ],
)
def test_an_address_ends_where_other_words_begin(cell, address, words):
    assert found(cell) == [(address, words)]


@pytest.mark.parametrize(
    "cell", ["", "แผน.pdf", "a@x.go.th", "และ/หรือ", "ครั้งที่ 1/2568", "ม.ค./ก.พ.", "D:\\ita\\1.pdf"]
)
def test_what_is_no_address_is_no_link(cell):
    assert (found(cell), has_link(cell), without_addresses(cell)) == ([], False, cell)


@pytest.mark.parametrize(
    "words",
    [
        "คลิก",
        "คลิกที่นี่",
        "ดูรายละเอียดเพิ่มเติม",
        "ดาวน์โหลดเอกสาร",
        "Link",
        "ลิงก์ที่ 2",
        "URL:",
        "QR Code",
        "มี 2 ลิงก์",
    ],
)
def test_words_that_only_point_to_a_link_are_no_title_but_are_known(words):
    assert points(words)
    (link,) = links_of(LinkedText(words, {X: ""}))
    assert (link.words, link.pointer) == ("", words.rstrip(":"))


def test_a_cell_says_the_same_without_its_addresses():
    assert without_addresses(f"O1 แผน {X} ผล\n2. {Y}") == "O1 แผน ผล"
    assert without_addresses(LinkedText("O1 แผน คลิก", {X: "คลิก"})) == "O1 แผน"


@pytest.mark.in_turn
def test_a_cell_of_nothing_but_the_beginnings_of_links_takes_no_time():
    begun = time.process_time()
    for part in (
        "[",
        "<a href=",
        "https://a.go.th/(",
        "a.",
        "1. ",
        "[x](a",
        "https://",
        "a.go.th/ ",
    ):
        links_of(part * (20_000 // len(part)))
    assert time.process_time() - begun < 5


def test_all_addresses_of_a_cell_are_those_of_former_links_too_each_once():
    found = addresses_of("a.go.th/1 (เดิม) เปลี่ยนเป็น b.go.th/2 และ a.go.th/1")
    assert [link.address for link in found] == ["a.go.th/1", "b.go.th/2"]
