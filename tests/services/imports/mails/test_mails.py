"""Mails: what is attached comes in as if it were given, and so do tables in their texts."""

from collections.abc import Callable, Mapping
from email.message import EmailMessage
from pathlib import Path

import pytest

from ita_desktop.services.imports.found.reading import FoundParts, find_in
from ita_desktop.services.imports.found.series import plan_parts
from ita_desktop.storage.workspace import Workspace
from tests.services.imports.mails.outlook import compound_file, outlook_mail

ROSTER = (
    "ลำดับ\tชื่อ - สกุล\tตำแหน่ง\tบทบาท\n"
    "1\tนายทดลอง หนึ่ง\tผู้อำนวยการเขต\tประธานคณะทำงาน\n"
    "2\tนางทดลอง สอง\tนักวิชาการ\tคณะทำงาน\n"
)
LIST = ROSTER.replace("\t", ",").encode("utf-8-sig")
CARD = "<table><tr><td>สำนักงานเขต</td><td>โทร. 0 2000 0000</td></tr></table>"
Mail = Callable[[str, str, Mapping[str, bytes]], bytes]


def page(text: str) -> str:
    rows = (
        f"<tr><td>{'</td><td>'.join(line.split(chr(9)))}</td></tr>" for line in text.split("\n")
    )
    return f"<p>เรียน ฝ่ายเลขานุการ</p><table>{''.join(rows)}</table>{CARD}"


def eml(html: str, body: str, files: Mapping[str, bytes], charset: str = "utf-8") -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "ส่งรายชื่อ"
    mail.set_content(body, charset=charset)
    if html:
        mail.add_alternative(html, subtype="html", charset=charset)
    for name, data in files.items():
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def msg(html: str, body: str, files: Mapping[str, bytes]) -> bytes:
    return outlook_mail(html=html, body=body, files=files)


def read(folder: Path, data: bytes, name: str) -> FoundParts:
    path = folder / name
    path.write_bytes(data)
    return find_in([path], None)


@pytest.mark.parametrize(("mail", "name"), [(eml, "คืน.eml"), (msg, "คืน.msg")])
def test_a_mail_brings_its_files_and_its_tables_and_says_what_it_leaves(
    tmp_path: Path, mail: Mail, name: str
) -> None:
    files = {"รายชื่อ.csv": LIST, "เก่า.doc": b"\xd0\xcf\x11\xe0" + bytes(600), "ว่าง.xlsx": b"",
             "ข้างใน.eml": eml("", "ดูไฟล์แนบ", {"อีกชุด.csv": LIST}), "winmail.dat": b"x"}  # fmt: skip
    for html, body, attached, kinds, left in (
        # A file as if it were given; what is not a list does not keep the others back.
        ("", "ดูไฟล์แนบ", files, ["roster", "roster"], ["เก่า.doc", "ว่าง.xlsx", "winmail.dat"]),
        # A table in the text, whether HTML or plain, and once where both say it.
        (page(ROSTER), ROSTER, {}, ["roster"], []),
        ("", f"เรียน ฝ่ายเลขานุการ\n\n{ROSTER}", {}, ["roster"], []),
        # Both; the card below a signature is no list.
        (page(ROSTER), "ดูไฟล์แนบ", {"รายชื่อ.csv": LIST}, ["roster", "roster"], []),
        (f"<p>ดูไฟล์แนบ</p>{CARD}", "ดูไฟล์แนบ", {"รายชื่อ.csv": LIST}, ["roster"], []),
        # A table of something else is told beside the file.
        (page("ก\tข\nค\tง\nจ\tฉ"), "-", {"รายชื่อ.csv": LIST}, ["roster"], ["คืน"]),
        # Nothing in it: that is said, and nothing is made of it.
        ("<p>ขอบคุณครับ</p>", "ขอบคุณครับ", {}, [], ["คืน"]),
    ):  # fmt: skip
        found = read(tmp_path, mail(html, body, attached), name)
        lists = [part for part in found.parts if not part.is_text]
        assert [part.kind for part in lists] == kinds, (html, body)
        given = {name, "ข้างใน.eml", *attached, "อีกชุด.csv"}
        assert {sheet.source for part in found.parts for sheet in part.source.sheets} <= given
        assert len(found.left) == len(left), [str(each) for each in found.left]
        for error, word in zip(found.left, left, strict=True):
            assert error.where.startswith(name)
            assert word in error.where
        assert bool(found.refused) is not bool(kinds)


@pytest.mark.parametrize(("mail", "name"), [(eml, "คืน.eml"), (msg, "คืน.msg")])
@pytest.mark.parametrize("html", ["", f"<p>ส่งช้าได้ถึง 15 ม.ค. 68</p>{CARD}"])
def test_what_a_mail_says_beside_its_files_is_left(
    workspace: Workspace, tmp_path: Path, mail: Mail, name: str, html: str
) -> None:
    path = tmp_path / name
    path.write_bytes(mail(html, "ส่งช้าได้ถึง 15 ม.ค. 68\nขอบคุณครับ", {"รายชื่อ.csv": LIST}))
    series = plan_parts(workspace, find_in([path], workspace.year(2568)).parts)
    (said,) = (each for each in series.left if each.source == name)
    assert said.text == "ส่งช้าได้ถึง 15 ม.ค. 68\nขอบคุณครับ"
    assert not said.is_aside


@pytest.mark.parametrize(
    ("html", "shown", "told"),
    [
        ('<p>ขอบคุณ</p><img src="cid:ตรา@เขต">', "<ตรา@เขต>", False),
        ("<p>ขอบคุณ</p>", "<ตรา@เขต>", True),
        ('<p>ขอบคุณ</p><img src="cid:ตรา@เขต">', "", True),
        ("", "<ตรา@เขต>", True),
    ],
    ids=["shown", "shown by no text", "without a name", "without a page"],
)
def test_a_picture_is_told_unless_the_text_of_its_mail_shows_it(
    tmp_path: Path, html: str, shown: str, told: bool
) -> None:
    """Telephones name each attached picture, and show none in the text."""
    mail = EmailMessage()
    mail.set_content("ขอบคุณ")
    if html:
        mail.add_alternative(html, subtype="html")
    named = {"cid": shown} if shown else {}
    mail.add_attachment(b"picture", maintype="image", subtype="png", filename="ภาพ.png", **named)
    mail.add_attachment(LIST, maintype="text", subtype="csv", filename="รายชื่อ.csv")
    found = read(tmp_path, mail.as_bytes(), "คืน.eml")
    assert [part.kind for part in found.parts if not part.is_text] == ["roster"]
    assert [one.where for one in found.left] == ["คืน.eml: ภาพ.png"] * told


LINKS = "เรียน ทุกฝ่าย\nO1 https://www.example.go.th/1\nO2 https://www.example.go.th/2\nขอบคุณครับ"
ANCHORS = "".join(f'<p>O{at} <a href="https://www.example.go.th/{at}">ดู</a></p>' for at in (1, 2))


@pytest.mark.parametrize("mail", [eml, msg])
@pytest.mark.parametrize("html", ["", f"<p>เรียน ทุกฝ่าย</p>{ANCHORS}"])
@pytest.mark.parametrize("files", [{}, {"รายชื่อ.csv": LIST}])
def test_links_beside_codes_in_the_words_of_a_mail_are_evidence(
    tmp_path: Path, mail: Mail, html: str, files: Mapping[str, bytes]
) -> None:
    found = read(tmp_path, mail(html, LINKS, files), "คืน.eml" if mail is eml else "คืน.msg")
    assert [part.kind for part in found.parts if part.kind] == [
        *("roster" for _ in files),
        "evidence",
    ]


def test_a_mail_in_an_older_thai_encoding_is_read(tmp_path: Path) -> None:
    sent = eml(page(ROSTER), "-", {}, charset="cp874")
    found = read(tmp_path, sent.replace(b'"cp874"', b'"windows-874"'), "เก่า.eml")
    (part,) = found.parts
    assert part.kind == "roster"
    assert "นางทดลอง สอง" in str(part.source.sheets[0].rows)


def test_mails_that_are_broken_or_claim_more_than_they_hold_are_refused(tmp_path: Path) -> None:
    stream = {f"__substg1.0_{number:04X}0102": b"x" * 5000 for number in range(40)}
    hostile = compound_file(
        {"__properties_version1.0": bytes(32), **stream}, claimed=40 * 1024 * 1024
    )
    for name, data in (("ปลอม.msg", hostile), ("ขาด.msg", outlook_mail(body="ก")[:900])):
        found = read(tmp_path, data, name)
        assert not found.sources
        assert "อ่านอีเมลนี้ไม่ได้" in str(found.refused[0])
