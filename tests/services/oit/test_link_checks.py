"""The links of a year are checked on request; what was found is kept, with its history."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ita_desktop.documents import office_files
from ita_desktop.documents.office_files import PdfResult
from ita_desktop.domain.errors import InputError, WorkspaceError, filled
from ita_desktop.domain.framework import Formats
from ita_desktop.domain.oit.proofs import (
    LINK_STATES,
    LinkFinding,
    LinkProof,
    LinkState,
    reasons_text,
)
from ita_desktop.i18n import translated
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.oit import evidence, link_checks
from ita_desktop.services.oit.link_checks import (
    CheckedLink,
    LinkRow,
    asked_of,
    check_links,
    copy_to_look_at,
    link_rows,
    links_of,
    may_look_at,
    requests_for,
)
from ita_desktop.storage.workspace import Workspace
from ita_desktop.web.link import Asked, Failure, WebLimits
from tests.web_site import files
from tests.web_site.server import Reply, Server, nothing, serving

YEAR, TODAY = 2567, date(2024, 8, 1)
LIMITS = WebLimits(pause=0, per_host=1, workers=1, total=5)
TEXT = "สำนักงานเขตให้บริการประชาชนในพื้นที่ตามอำนาจหน้าที่ที่กฎหมายกำหนด โดยยึดหลักธรรมาภิบาล"


def page(title: str, text: str = TEXT) -> Reply:
    return Reply(f"<html><title>{title}</title><h1>{title}</h1><p>{text}</p></html>".encode())


@pytest.fixture
def site() -> Iterator[tuple[Server, str]]:
    with serving({}, nothing) as found:
        yield found


def add(office: Workspace, item: str, *urls: str) -> None:
    evidence.add_all(office, YEAR, item, [{"location": url} for url in urls])


def look(office: Workspace, item: str = "") -> None:
    check_links(office, YEAR, today=TODAY, item=item, allow_private=True, limits=LIMITS)


def test_each_link_says_what_it_is_and_what_to_do(
    office: Workspace, site: tuple[Server, str]
) -> None:
    server, url = site
    server.replies |= {"/a": page("โครงสร้าง ปีงบประมาณ 2567"), "/b": page("รายงาน ประจำปี 2565")}
    add(office, "O1", f"{url}/a", "แผนผัง.pdf")
    add(office, "O2", f"{url}/b", f"{url}/gone")
    look(office)
    good, other, dead = link_rows(office.year(YEAR))
    assert (good.item, good.url, good.is_fault, good.why) == ("O1", f"{url}/a", False, "")
    assert (other.why, other.is_fault) == ("ในเนื้อหาระบุแต่ปี 2565", True)
    assert dead.why == "เว็บไซต์ตอบว่าไม่มีหน้านี้ (404)"
    assert dead.remedy == "หาหน้าที่ถูกต้องแล้วแก้ลิงก์"
    assert other.last is not None
    assert other.last.state is LinkState.OTHER_YEAR
    assert office.media(other.last.media) == server.replies["/b"].body
    assert other.last.file_name == "b.html"


def test_links_are_counted_by_what_was_found_last(
    office: Workspace, site: tuple[Server, str]
) -> None:
    server, url = site
    server.replies |= {
        name: page(f"รายงาน ประจำปี {year}")
        for name, year in (("/a", 2565), ("/b", 2565), ("/c", 2567))
    }
    add(office, "O1", f"{url}/a", f"{url}/b", f"{url}/c")
    look(office)
    add(office, "O1", f"{url}/never-checked")
    rows = link_rows(office.year(YEAR))
    assert len(rows) == 4
    states = Counter(row.last.state for row in rows if row.last is not None)
    assert states == {LinkState.OTHER_YEAR: 2, LinkState.OK: 1}


def test_a_page_is_not_asked_to_be_older_than_what_its_item_is_about(sample: Workspace) -> None:
    data = sample.year(2568)
    item = next(item for item in data.framework.items if item.period and item.period.start)
    plain = next(item for item in data.framework.items if not item.period and item.as_of is None)
    dated = replace(plain, as_of=date(2024, 3, 31))
    framework = replace(
        data.framework,
        items=tuple(dated if one is plain else one for one in data.framework.items),
    )
    named = replace(data, framework=framework)

    def asked(code: str) -> Asked:
        return asked_of(named, code, (), TODAY)

    assert asked(item.code).not_before == date.fromisoformat(f"{item.period.start}-01")
    assert asked_of(data, plain.code, (), TODAY).not_before is None
    assert asked(plain.code).not_before == date(2023, 10, 1), "from the year of that day on"
    assert {2567, 2568} <= asked(plain.code).years
    unknown = asked("O99")
    assert (unknown.years, unknown.languages, unknown.formats) == (frozenset({2568}), ("th",), ())


def test_formats_are_asked_for_where_they_hold_for_the_whole_item(sample: Workspace) -> None:
    data = sample.year(2568)
    item = next(item for item in data.framework.items if item.formats is None)
    for_all = Formats(pdf=True, machine_readable=("csv", "xml"), languages=("th", "en"))

    def asked(formats: Formats) -> Asked:
        items = tuple(
            replace(one, formats=formats) if one is item else one for one in data.framework.items
        )
        year = replace(data, framework=replace(data.framework, items=items))
        return asked_of(year, item.code, (), TODAY)

    assert asked(for_all).formats == ("pdf", "csv", "xml")
    assert asked(for_all).languages == ("th", "en")
    assert asked(replace(for_all, pdf=False)).formats == ("csv", "xml")
    assert asked(replace(for_all, applies_to="งบประมาณ")).formats == ()
    assert asked(replace(for_all, languages=())).languages == ("th",)


def test_one_item_is_checked_alone(office: Workspace, site: tuple[Server, str]) -> None:
    server, url = site
    add(office, "O1", f"{url}/a")
    add(office, "O2", f"{url}/b")
    look(office, "O2")
    assert {path for path, _ in server.asked} == {"/robots.txt", "/b"}
    assert [bool(row.checks) for row in link_rows(office.year(YEAR))] == [False, True]
    with pytest.raises(InputError, match="ไม่มีข้อ O99"):
        look(office, "O99")


def test_what_changed_since_the_last_check_is_told(
    office: Workspace, site: tuple[Server, str]
) -> None:
    server, url = site
    add(office, "O1", f"{url}/a")

    def changed(reply: Reply | None) -> str:
        server.replies.pop("/a", None)
        if reply is not None:
            server.replies["/a"] = reply
        look(office)
        (row,) = link_rows(office.year(YEAR))
        return row.change

    assert changed(page("ก")) == ""
    assert changed(Reply(page("ก").body.replace(b"<html>", b"<html><!-- 2 -->"))) == ""
    assert changed(page("ข")) == "ชื่อเปลี่ยนเป็น “ข”"
    assert changed(page("ข", TEXT * 2)) == "เนื้อหาเปลี่ยน"
    assert changed(None) == "ใช้ได้ → ลิงก์เสีย"
    (row,) = link_rows(office.year(YEAR))
    assert [check.state for check in row.checks] == [LinkState.DEAD, *[LinkState.OK] * 4]


@pytest.mark.parametrize(
    ("now", "before", "differs"),
    [
        ({}, {}, False),
        ({"sha256": "b"}, {}, True),
        ({"sha256": "b"}, {"sha256": ""}, False),
        ({"sha256": ""}, {}, False),
        ({"sha256": "b", "content_type": "text/html"}, {}, False),
        ({"sha256": "b", "content_type": "text/html", "title": "ข"}, {}, True),
        ({"sha256": "b", "content_type": "text/html", "excerpt": "ข"}, {}, True),
        ({"sha256": "a", "content_type": "text/html", "excerpt": "ข"}, {}, False),
    ],
)
def test_a_page_is_another_by_its_words_and_a_file_by_its_bytes(
    now: dict[str, str], before: dict[str, str], differs: bool
) -> None:
    proof = LinkProof(
        id="", year_id="", url="u", item_code="O1", checked_at="", state=LinkState.OK,
        sha256="a", content_type="application/pdf", title="ก", excerpt="ก",
    )  # fmt: skip
    found = link_checks._differs(replace(proof, **now), replace(proof, **before))
    assert found is differs


def test_a_link_is_asked_within_the_given_limits_or_the_usual_ones(
    office: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[WebLimits] = []
    monkeypatch.setattr(
        link_checks, "check", lambda _requests, _keep, _tell, rules: asked.append(rules.limits)
    )
    look(office)
    check_links(office, YEAR, today=TODAY)
    assert asked == [LIMITS, WebLimits()]


def test_the_row_of_a_link_says_each_thing_once_and_the_change_since_the_check_before() -> None:
    def checked(state: LinkState, **fields: str) -> LinkProof:
        return LinkProof(
            id="", year_id="", url="u", item_code="O1", checked_at="", state=state, **fields
        )

    dead, good = checked(LinkState.DEAD), checked(LinkState.OK)
    locked = LinkFinding.PDF_LOCKED.value
    scan = checked(LinkState.SCAN)
    row = LinkRow("O1", "u", "", (dead, good, dead))
    assert (row.change, row.why) == ("ใช้ได้ → ลิงก์เสีย", "ไม่มีหน้านี้แล้ว")
    assert (row.is_fault, row.remedy) == (True, "หาหน้าที่ถูกต้องแล้วแก้ลิงก์")
    assert LinkRow("O1", "u", "", (dead, good)).change == row.change
    assert LinkRow("O1", "u", "", (dead,)).change == ""
    bare = LinkRow("O1", "u", "")
    assert (bare.last, bare.is_fault, bare.why, bare.remedy, bare.change) == (
        None, False, "", "", "",
    )  # fmt: skip
    assert [saying.why for saying in link_checks.sayings(scan)] == [
        "เป็นภาพสแกน ไม่มีข้อความให้ค้นหรืออ่าน"
    ]
    assert [saying.why for saying in link_checks.sayings(replace(scan, findings=locked))] == [
        "ไฟล์มีรหัสผ่าน คนทั่วไปเปิดไม่ได้"
    ]


def test_a_file_of_another_kind_is_told_with_both() -> None:
    reasons = {"cause": "other-kind", "named": "pdf", "kind": "ไม่รู้จัก"}
    proof = LinkProof(
        id="", year_id="", url="u", item_code="O1", checked_at="", state=LinkState.WRONG_TYPE,
        why=reasons_text(reasons),
    )  # fmt: skip
    (saying,) = link_checks.sayings(proof)
    assert str(saying.why) == "ลิงก์บอกว่าเป็น PDF แต่ได้ ไฟล์ชนิดอื่น"
    wanted = replace(proof, why=reasons_text({"cause": "not-asked", "wanted": "csv xml"}))
    (saying,) = link_checks.sayings(wanted)
    assert str(saying.why).startswith("ข้อนี้กำหนดไฟล์แบบ CSV · XML แต่ได้")


def test_years_that_the_words_of_an_item_name_are_asked_for_too(office: Workspace) -> None:
    data = office.year(YEAR)
    first = replace(
        data.framework.items[-1],
        title="แผน ปี 2563 2564 2570 2571",
        period=None,
        requirements=(),
        as_of=None,
    )
    items = (*data.framework.items[:-1], first)
    named = replace(data, framework=replace(data.framework, items=items))
    assert asked_of(named, first.code, (), TODAY).years == {2564, 2567, 2570}
    whole = replace(first, title="รายงานปี 2566 (ไม่ใช่ 65)")
    named = replace(data, framework=replace(data.framework, items=(*items[:-1], whole)))
    assert asked_of(named, first.code, (), TODAY).years == {2566, 2567}


def test_links_are_in_the_order_of_the_items_and_unknown_ones_last(office: Workspace) -> None:
    url = "https://district.example/a"
    add(office, "O1", url)
    add(office, "O2", url)
    data = office.year(YEAR)
    one, two = data.evidence
    rows = (replace(one, item_code="O99"), two, one)
    assert [code for code, _url in links_of(replace(data, evidence=rows))] == ["O1", "O2", "O99"]


def test_months_that_another_link_of_the_item_has_are_not_missing(
    office: Workspace, site: tuple[Server, str]
) -> None:
    server, url = site
    months = "ตุลาคม 2566 พฤศจิกายน 2566 ธันวาคม 2566", "มกราคม 2567 กุมภาพันธ์ 2567 มีนาคม 2567"
    server.replies |= {f"/{at}": page("สขร.1 ปี 2567", text) for at, text in enumerate(months)}
    item = next(
        item.code
        for item in office.year(YEAR).framework.items
        if item.period is not None and item.period.every_month
    )
    add(office, item, f"{url}/0")
    look(office)
    (row,) = link_rows(office.year(YEAR))
    assert row.why == "ไม่พบเดือน ม.ค. 67 · ก.พ. 67 · มี.ค. 67"
    assert row.is_fault
    add(office, item, f"{url}/1")
    look(office)
    rows = link_rows(office.year(YEAR))
    assert [(row.is_fault, row.why) for row in rows] == [(False, ""), (False, "")]


def test_months_to_come_are_not_asked_for(office: Workspace) -> None:
    item = next(
        item.code
        for item in office.year(YEAR).framework.items
        if item.period is not None and item.period.every_month
    )
    add(office, item, "https://district.example/a")
    (early,) = requests_for(office.year(YEAR), date(2023, 12, 15))
    (late,) = requests_for(office.year(YEAR), TODAY)
    assert early.asked.months == ("2023-10", "2023-11")
    assert len(late.asked.months) == 6
    assert late.asked.years == {YEAR}


def test_what_was_checked_before_a_stop_is_stored(
    office: Workspace, site: tuple[Server, str]
) -> None:
    class StopError(Exception):
        pass

    def tell(done: int, _of: int, _what: str) -> None:
        if done == 2:
            raise StopError

    _server, url = site
    add(office, "O1", *(f"{url}/{at}" for at in range(5)))
    with pytest.raises(StopError):
        check_links(office, YEAR, today=TODAY, progress=tell, allow_private=True, limits=LIMITS)
    rows = link_rows(office.year(YEAR))
    assert [row.url for row in rows if row.checks] == [f"{url}/0", f"{url}/1"]


def test_nothing_is_kept_of_a_link_that_was_changed_meanwhile(
    office: Workspace, site: tuple[Server, str]
) -> None:
    def change(done: int, _of: int, _what: str) -> None:
        rows = office.year(YEAR).evidence_of("O1")
        if done == 1 and len(rows) == 3:
            gone, changed, _last = rows
            evidence.remove(office, YEAR, [gone.id])
            evidence.edit(office, YEAR, [CellEdit(changed.id, "location", f"{url}/new")])

    _server, url = site
    add(office, "O1", *(f"{url}/{at}" for at in range(3)))
    found = check_links(
        office, YEAR, today=TODAY, progress=change, allow_private=True, limits=LIMITS
    )
    assert [proof.url for proof in found.proofs] == [f"{url}/2"]
    assert [proof.url for proof in office.year(YEAR).link_proofs] == [f"{url}/2"]


def test_where_nothing_can_be_stored_nothing_is_fetched(
    office: Workspace, site: tuple[Server, str]
) -> None:
    server, url = site
    add(office, "O1", f"{url}/a")
    office.publish()
    assert office.path is not None
    with (
        Workspace.open(office.path, read_only=True) as other,
        pytest.raises(WorkspaceError, match="อ่านได้อย่างเดียว"),
    ):
        look(other)
    assert server.asked == []


def test_a_link_for_all_months_is_asked_for_all_of_them(office: Workspace) -> None:
    item = next(
        item.code
        for item in office.year(YEAR).framework.items
        if item.period is not None and item.period.every_month
    )
    url = "https://district.example/a"
    rows = [{"location": url}, {"location": url, "part": "2023-10"}]
    evidence.add_all(office, YEAR, item, rows[1:])
    (one,) = requests_for(office.year(YEAR), TODAY)
    assert one.asked.months == ("2023-10",)
    evidence.add_all(office, YEAR, item, rows[:1])
    (both,) = requests_for(office.year(YEAR), TODAY)
    assert len(both.asked.months) == 6


def test_every_cause_has_a_sentence_and_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    causes = {cause for _state, cause in link_checks._BY_CAUSE}
    assert causes >= {failure.value for failure in Failure}
    assert set(LINK_STATES) == set(LinkState)
    told = {*link_checks._BY_STATE, LinkState.OK, LinkState.MOVED, LinkState.SCAN, LinkState.STALE}
    assert told | {LinkState.OTHER_YEAR} == set(LinkState)
    values = link_checks._values({"old": "2023-01-31", "months": "2023-10", "kind": "pdf"})
    tables = (link_checks._BY_CAUSE, link_checks._BY_STATE, link_checks._BY_FINDING)
    for words in [words for table in tables for words in table.values()]:
        assert "{" not in filled(words.template, values)
        assert words.remedy
        assert translated(link_checks._saying(words, values).why)
    assert LinkFinding.NOT_JUDGED in link_checks._BY_FINDING


def test_a_kept_copy_runs_nothing_when_it_is_looked_at(
    office: Workspace,
    site: tuple[Server, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ITA_DESKTOP_HOME", str(tmp_path))
    server, url = site
    script = "app.launchURL('http://evil.example')"
    server.replies |= {
        "/a": page("โครงสร้าง", f"{TEXT}<script>steal()</script>"),
        "/b.pdf": Reply(
            files.pdf(["โครงสร้าง ปีงบประมาณ พ.ศ. 2567"], action=script), "application/pdf"
        ),
    }
    add(office, "O1", f"{url}/a", f"{url}/b.pdf")
    look(office)
    shown, paper = [
        copy_to_look_at(office, row.last)
        for row in link_rows(office.year(YEAR))
        if row.last is not None and may_look_at(row.last)
    ]
    text = shown.read_text(encoding="utf-8")
    assert TEXT in text
    assert "steal" not in text
    assert b"OpenAction" in server.replies["/b.pdf"].body
    assert b"OpenAction" not in paper.read_bytes()


def stored(office: Workspace, copy: bytes, *names: str) -> dict[str, LinkProof]:
    """Checks with copies of these names, by name."""
    proof = LinkProof(
        id="", year_id="", url="https://district.example/a", item_code="O1",
        checked_at="2024-02-01T02:00:00.000+00:00", state=LinkState.OK,
    )  # fmt: skip
    checked = [CheckedLink(replace(proof, url=name, file_name=name), copy) for name in names]
    link_checks.store(office, YEAR, checked)
    return {one.url: one for one in office.year(YEAR).link_proofs}


def test_of_a_pdf_the_pages_alone_are_looked_at_if_they_can_be_read(
    office: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    proof = stored(office, b"%PDF-1.7 runs", "ก.PDF")["ก.PDF"]
    asked: list[bytes] = []

    def looked_at(result: PdfResult) -> bytes:
        monkeypatch.setattr(office_files, "take", lambda data: asked.append(data) or result)
        return copy_to_look_at(office, proof).read_bytes()

    assert looked_at(PdfResult("", 1, b"%PDF pages")) == b"%PDF pages"
    assert asked == [b"%PDF-1.7 runs"]
    for fault in (PdfResult("heavy", 0, b"%PDF"), PdfResult("", 0, b"")):
        with pytest.raises(InputError, match=r"ทำสำเนาของ ก\.PDF ให้เปิดดูไม่ได้"):
            looked_at(fault)


def test_a_copy_of_data_is_looked_at_as_text_and_a_program_never(
    office: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ITA_DESKTOP_HOME", str(tmp_path))
    names = ("ก.csv", "ก.xml", "ก.json", "ก.txt", "ก.exe", "ก.lnk", "ก.xlsx", "ก")
    kept = stored(office, b"=1+1", *names)
    shown = [name for name in names if may_look_at(kept[name])]
    assert shown == ["ก.csv", "ก.xml", "ก.json", "ก.txt"]
    assert {copy_to_look_at(office, kept[name]).suffix for name in shown} == {".txt"}
