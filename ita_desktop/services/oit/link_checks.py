"""Checks the links of a year's evidence when that is asked for (the only use of the network): what
their items ask of them; what was found, kept and said (state, why, what to do, what has changed);
copies, made harmless before they are looked at; and reasons for marks without proof.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from ita_desktop.documents import office_files
from ita_desktop.domain import dates
from ita_desktop.domain.errors import InputError, Phrase, joined
from ita_desktop.domain.framework import Item
from ita_desktop.domain.oit.parts import parts_of
from ita_desktop.domain.oit.proofs import (
    LINK_STATES,
    LinkFinding,
    LinkProof,
    LinkState,
    MarkReason,
    is_address,
    over_copied,
    over_kept,
    reasons_text,
)
from ita_desktop.domain.records import Evidence, Statement, new_id
from ita_desktop.domain.text import clean, one_line
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.files.html_page import LongPageError
from ita_desktop.services import stored_files
from ita_desktop.services.edits import text
from ita_desktop.services.measures import check_items
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace
from ita_desktop.web.checking import WebRules, check, harmless_page
from ita_desktop.web.link import FAULTS, Asked, LinkReport, LinkRequest, WebLimits
from ita_desktop.web.times import times_in

_NEAR = 3
"""Years around the fiscal year that an item's words may mean."""
_THAI = ("th",)
_PAGES = (".html", ".htm")
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp")
_TEXTS = (".txt", ".csv", ".json", ".xml")
"""Shown as plain text: a spreadsheet would compute a CSV file, a browser run an XML file."""
_SHOWN = (*_PAGES, ".pdf", *_PICTURES, *_TEXTS)
"""All that is looked at from here. Other files may begin something when they are opened."""


class Saying(NamedTuple):
    """A sentence, and what to do."""

    why: str
    remedy: str


class _Words(NamedTuple):
    template: str
    remedy: str


_OPEN_YOURSELF: Final = "เปิดดูด้วยตนเอง"
_LATER: Final = "ตรวจใหม่ภายหลัง ถ้ายังเป็นอยู่ให้แจ้งผู้ดูแลเว็บไซต์"
_REPLACE: Final = "หาหน้าที่ถูกต้องแล้วแก้ลิงก์"
_TEXT_PDF: Final = "บันทึกเป็น PDF จากโปรแกรมเดิม (Word, Excel) แล้วเผยแพร่แทน"

_BY_CAUSE: Final[Mapping[tuple[LinkState, str], _Words]] = {
    (LinkState.DEAD, "status"): _Words("เว็บไซต์ตอบว่าไม่มีหน้านี้ ({status})", _REPLACE),
    (LinkState.DEAD, "no-host"): _Words("ไม่มีเว็บไซต์ชื่อนี้", "ตรวจตัวสะกดของลิงก์ แล้วแก้"),
    (LinkState.SOFT_DEAD, "words"): _Words("หน้าเว็บบอกว่าไม่พบสิ่งที่เรียก", _REPLACE),
    (LinkState.SOFT_DEAD, "faulty"): _Words("หน้าเว็บแสดงข้อผิดพลาดของระบบ", "แจ้งผู้ดูแลเว็บไซต์"),
    (LinkState.SOFT_DEAD, "home"): _Words("ลิงก์พาไปหน้าแรกของเว็บไซต์ ไม่ใช่หน้าที่ระบุ", _REPLACE),
    (LinkState.SOFT_DEAD, "same"): _Words("เว็บไซต์ตอบหน้าเดียวกันนี้กับที่อยู่ที่ไม่มีจริง", _REPLACE),
    (LinkState.SOFT_DEAD, "hijacked"): _Words(
        "หน้าเว็บกลายเป็นเนื้อหาการพนัน เว็บไซต์อาจถูกเจาะ", "แจ้งผู้ดูแลเว็บไซต์ทันที และเอาลิงก์ออกก่อน",
    ),
    (LinkState.LOGIN, "status"): _Words(
        "เว็บไซต์ขอชื่อผู้ใช้และรหัสผ่าน ({status})", "เผยแพร่ในหน้าที่ทุกคนเปิดได้ แล้วแก้ลิงก์",
    ),
    (LinkState.EMPTY, "not-ready"): _Words(
        "หน้าเว็บบอกว่ายังไม่เสร็จหรือยังไม่มีข้อมูล", "เผยแพร่ข้อมูลให้เสร็จก่อนตรวจ",
    ),
    (LinkState.EMPTY, "no-data"): _Words(
        "หน้าเว็บบอกว่าไม่พบข้อมูล", "เผยแพร่ข้อมูล หรือระบุให้ชัดว่าเรื่องใดไม่มี",
    ),
    (LinkState.EMPTY, "no-content"): _Words("ไฟล์หรือหน้าเว็บว่างเปล่า", "อัปโหลดไฟล์ใหม่"),
    (LinkState.EMPTY, "no-text"): _Words("มีแต่หัวเรื่อง ไม่มีเนื้อหา", "เผยแพร่เนื้อหา หรือชี้ลิงก์ไปหน้าที่มีเนื้อหา"),
    (LinkState.WRONG_TYPE, "broken"): _Words("ไฟล์เสียหรือไม่ครบ เปิดไม่ได้", "อัปโหลดไฟล์ใหม่"),
    (LinkState.WRONG_TYPE, "other-kind"): _Words(
        "ลิงก์บอกว่าเป็น {named} แต่ได้ {kind}", "แก้ลิงก์ให้ชี้ไปที่ไฟล์จริง",
    ),
    (LinkState.WRONG_TYPE, "not-asked"): _Words(
        "ข้อนี้กำหนดไฟล์แบบ {wanted} แต่ได้ {kind}", "เผยแพร่ไฟล์ตามแบบที่กำหนดไว้ด้วย",
    ),
    (LinkState.SCAN, "garbled"): _Words("ตัวอักษรใน PDF เป็นรหัสแบบเก่า อ่านเป็นข้อความไม่ได้", _TEXT_PDF),
    (LinkState.SCAN, "charset"): _Words(
        "ตัวอักษรของหน้าเว็บไม่ตรงกับรหัสที่หน้านั้นระบุ คนทั่วไปอ่านไม่ออก", "แจ้งผู้ดูแลเว็บไซต์ให้แก้รหัสตัวอักษร (charset)",
    ),
    (LinkState.UNREACHABLE, "offline"): _Words(
        "เครื่องนี้ไม่ได้ต่ออินเทอร์เน็ต จึงยังไม่ได้ตรวจ", "ต่ออินเทอร์เน็ตแล้วตรวจใหม่",
    ),
    (LinkState.UNREACHABLE, "proxy"): _Words(
        "ติดต่อพร็อกซีของสำนักงานไม่ได้", "ตรวจการตั้งค่าพร็อกซี หรือถามผู้ดูแลเครือข่าย",
    ),
    (LinkState.UNREACHABLE, "timeout"): _Words("เว็บไซต์ไม่ตอบในเวลาที่กำหนด", _LATER),
    (LinkState.UNREACHABLE, "no-connection"): _Words("ติดต่อเว็บไซต์ไม่ได้", _LATER),
    (LinkState.UNREACHABLE, "certificate"): _Words(
        "ใบรับรองความปลอดภัยของเว็บไซต์ใช้ไม่ได้", "แจ้งผู้ดูแลเว็บไซต์ให้ต่ออายุหรือติดตั้งใบรับรองให้ครบ",
    ),
    (LinkState.UNREACHABLE, "tls"): _Words(
        "เว็บไซต์เข้ารหัสแบบที่ไม่ปลอดภัยหรือผิดแบบ", "ลองใช้ http:// หรือแจ้งผู้ดูแลเว็บไซต์",
    ),
    (LinkState.UNREACHABLE, "loop"): _Words("เว็บไซต์ส่งต่อไปมาไม่จบ", "แจ้งผู้ดูแลเว็บไซต์ หรือแก้ลิงก์"),
    (LinkState.UNREACHABLE, "bad-answer"): _Words("สิ่งที่เว็บไซต์ตอบอ่านไม่ได้", _LATER),
    (LinkState.UNREACHABLE, "status"): _Words("เว็บไซต์ขัดข้อง ({status})", _LATER),
    (LinkState.REFUSED, "status"): _Words(
        "เว็บไซต์ไม่ให้โปรแกรมเปิดหน้านี้ ({status})", "เปิดดูในเบราว์เซอร์ที่ไม่ได้เข้าสู่ระบบ",
    ),
    (LinkState.REFUSED, "robots"): _Words(
        "เว็บไซต์ขอไม่ให้โปรแกรมอ่านหน้านี้ (robots.txt)", _OPEN_YOURSELF,
    ),
    (LinkState.REFUSED, "sent-elsewhere"): _Words(
        "เว็บไซต์ส่งต่อไปยังที่อยู่ที่ไม่ใช่เว็บหรือมีรหัสผ่าน จึงไม่ตามไป", _OPEN_YOURSELF,
    ),
    (LinkState.REFUSED, "not-web"): _Words("ไม่ใช่ที่อยู่เว็บที่ใช้ได้", "แก้ลิงก์ให้ขึ้นต้นด้วย https:// หรือ http://"),
    (LinkState.REFUSED, "credentials"): _Words(
        "ในลิงก์มีชื่อหรือรหัสผ่าน จึงไม่ส่งออกไป", "เอาชื่อและรหัสผ่านออกจากลิงก์",
    ),
    (LinkState.REFUSED, "private-address"): _Words(
        "ลิงก์ชี้เข้าเครือข่ายภายใน คนนอกเปิดไม่ได้", "เผยแพร่บนเว็บไซต์สาธารณะ แล้วแก้ลิงก์",
    ),
}  # fmt: skip
_BY_STATE: Final[Mapping[LinkState, _Words]] = {
    LinkState.DEAD: _Words("ไม่มีหน้านี้แล้ว", _REPLACE),
    LinkState.SOFT_DEAD: _Words("หน้าเว็บบอกว่าไม่พบสิ่งที่เรียก", _REPLACE),
    LinkState.LOGIN: _Words("ต้องเข้าสู่ระบบก่อน คนทั่วไปจึงดูไม่ได้", "เผยแพร่ในหน้าที่ทุกคนเปิดได้ แล้วแก้ลิงก์"),
    LinkState.PRIVATE: _Words(
        "ไดรฟ์ โฟลเดอร์ หรือโพสต์นี้ไม่ได้เปิดให้ทุกคนดู",
        "ตั้งค่าการแชร์เป็น “ทุกคนที่มีลิงก์” หรือเผยแพร่ในเว็บไซต์",
    ),
    LinkState.EMPTY: _Words("ไม่มีเนื้อหา", "เผยแพร่เนื้อหา หรือแก้ลิงก์"),
    LinkState.WRONG_TYPE: _Words("ไฟล์เป็นคนละชนิดกับที่กำหนด", "เผยแพร่ไฟล์ตามแบบที่กำหนด"),
    LinkState.UNREACHABLE: _Words("ติดต่อไม่ได้", _LATER),
    LinkState.REFUSED: _Words("ไม่ได้เปิดดู", _OPEN_YOURSELF),
}
_BY_FINDING: Final[Mapping[LinkFinding, _Words]] = {
    LinkFinding.MOVED: _Words("ย้ายไปที่ {to} แล้ว", "แก้ลิงก์เป็นที่อยู่ใหม่"),
    LinkFinding.STALE: _Words(
        "ข้อมูลเป็นของวันที่ {old} เก่ากว่าช่วงที่กำหนด", "เผยแพร่ข้อมูลใหม่ หรือแก้ลิงก์ไปที่ข้อมูลของช่วงนั้น",
    ),
    LinkFinding.OTHER_YEAR: _Words(
        "ในเนื้อหาระบุแต่ปี {years}", "แก้ลิงก์ไปหน้าของปีนี้ หรือระบุปีในเนื้อหาให้ถูก",
    ),
    LinkFinding.MONTHS_MISSING: _Words(
        "ไม่พบเดือน {months}", "เผยแพร่ให้ครบทุกเดือน เดือนที่ไม่มีให้ระบุว่าไม่มี",
    ),
    LinkFinding.PDF_LOCKED: _Words("ไฟล์มีรหัสผ่าน คนทั่วไปเปิดไม่ได้", "บันทึกใหม่โดยไม่ใส่รหัสผ่าน แล้วเผยแพร่แทน"),
    LinkFinding.NOT_THAI: _Words("ไม่มีข้อความภาษาไทย", "เผยแพร่ฉบับภาษาไทยด้วย"),
    LinkFinding.NOT_JUDGED: _Words("ดูเนื้อหาให้ไม่ได้ ({cause})", _OPEN_YOURSELF),
}  # fmt: skip
_SCANNED: Final = _Words("เป็นภาพสแกน ไม่มีข้อความให้ค้นหรืออ่าน", _TEXT_PDF)
_NOT_JUDGED: Final = {
    "long": "ไฟล์ใหญ่หรือยาวเกินไป",
    "unknown": "เป็นไฟล์ภาพ วิดีโอ หรือชนิดที่อ่านไม่ได้",
    "scripts": "หน้านี้สร้างด้วยสคริปต์ ซึ่งโปรแกรมไม่เรียกใช้",
}
_KINDS: Final = {
    "html": "หน้าเว็บ", "pdf": "PDF", "word": "Word", "excel": "Excel", "csv": "CSV", "json": "JSON",
    "xml": "XML", "text": "ข้อความ", "image": "ภาพ", "archive": "ไฟล์บีบอัด", "other": "ไฟล์ชนิดอื่น",
}  # fmt: skip


def is_fault(proof: LinkProof, *, months: bool = True) -> bool:
    """Return whether there is something to do about a link; ``months`` False leaves out months that
    other links of its item have."""
    found = set(proof.found) & FAULTS
    found -= set() if months else {LinkFinding.MONTHS_MISSING}
    return proof.state is not LinkState.OK or bool(found)


def sayings(proof: LinkProof, *, months: bool = True) -> tuple[Saying, ...]:
    """Return what is said of a checked link, the most important first; empty if there is nothing to
    say."""
    return tuple(dict.fromkeys(_sayings(proof, months=months)))


def _sayings(proof: LinkProof, *, months: bool) -> Iterator[Saying]:
    values = _values(proof.reasons)
    by_cause = _BY_CAUSE.get((proof.state, proof.reasons.get("cause", "")))
    words = by_cause or _BY_STATE.get(proof.state)
    if not words and proof.state is LinkState.SCAN and LinkFinding.PDF_LOCKED not in proof.found:
        words = _SCANNED
    if words:
        yield _saying(words, values)
    for finding in proof.found:
        wording = _BY_FINDING.get(finding)
        if wording is not None and (months or finding is not LinkFinding.MONTHS_MISSING):
            yield _saying(wording, values)


def _saying(words: _Words, values: Mapping[str, object]) -> Saying:
    return Saying(Phrase(words.template, **values), Phrase(words.remedy))


def _values(reasons: Mapping[str, str]) -> dict[str, object]:
    """Return the values of a check in words; what is missing is a dash."""
    values: dict[str, object] = dict.fromkeys(
        ("cause", "status", "to", "old", "years", "months", "named", "kind", "wanted"), "-"
    )
    values |= reasons
    for name in ("named", "kind"):
        values[name] = _kind(reasons.get(name, ""))
    values["wanted"] = joined(*map(_kind, reasons.get("wanted", "").split()))
    cause = reasons.get("cause", "")
    values["cause"] = Phrase(_NOT_JUDGED[cause]) if cause in _NOT_JUDGED else "-"
    if reasons.get("old"):
        values["old"] = dates.short_date(date.fromisoformat(reasons["old"]))
    values["months"] = joined(*map(_month, reasons.get("months", "").split()))
    return values


def _month(code: str) -> str:
    year, month = map(int, code.split("-"))
    short = f"{(year + dates.BUDDHIST_OFFSET) % 100:02d}"
    return Phrase("{month} {year}", month=Phrase(dates.MONTHS_SHORT[month - 1]), year=short)


def _kind(name: str) -> str:
    return Phrase(_KINDS.get(name, "ไฟล์ชนิดอื่น"))


def change_since(proof: LinkProof, before: LinkProof | None) -> str:
    """Return what has changed since the check before; empty if nothing has, or there was none."""
    if before is not None and proof.state is not before.state:
        return Phrase(
            "{before} → {now}", before=LINK_STATES[before.state], now=LINK_STATES[proof.state]
        )
    if before is not None and LinkFinding.CHANGED in proof.found:
        if proof.title != before.title:
            return Phrase("ชื่อเปลี่ยนเป็น “{title}”", title=proof.title)
        return Phrase("เนื้อหาเปลี่ยน")
    return ""


class CheckedLink(NamedTuple):
    """A check of an address, not yet stored, with the bytes of its copy if they are to be kept."""

    proof: LinkProof
    copy: bytes = b""


def store(workspace: Workspace, year: int, checked: Sequence[CheckedLink]) -> None:
    """Add checks to the history of their addresses, in one unit of work. Of each address and item
    the last ones stay (:func:`~ita_desktop.domain.oit.proofs.over_kept`), and fewer copies."""
    if not checked:
        return
    data = workspace.year(year)
    with workspace.change("ตรวจลิงก์ {count} ลิงก์", count=len(checked)) as change:
        for proof, copy in checked:
            row = replace(
                proof,
                id=proof.id or new_id(),
                year_id=data.fiscal_year.id,
                media=change.keep(copy) if copy else "",
            )
            before = data.proofs_of(row.url)
            same = [old for old in before if old.item_code == row.item_code]
            _prune(change, [*same, change.insert(row)])


def _prune(change: Change, proofs: Sequence[LinkProof]) -> None:
    for proof in over_kept(proofs):
        change.delete(proof)
    for proof in over_copied(proofs):
        change.update(proof, media="", file_name="")


def give_reason(workspace: Workspace, year: int, item: str, words: object, today: date) -> None:
    """Store why an item has a mark of 100 without proof; empty words take the reason away. Raises
    InputError if the item does not exist."""
    data = workspace.year(year)
    check_items(data, [item])
    said, known = text(words), data.mark_reason_by_item.get(item)
    who = workspace.edits.who
    with workspace.change("เหตุผลของคะแนน {item}", item=item) as change:
        if known is not None and not said:
            change.delete(known)
        elif known is not None:
            change.update(known, text=said, given=today, given_by=who)
        elif said:
            change.insert(
                MarkReason(
                    id=new_id(),
                    year_id=data.fiscal_year.id,
                    item_code=item,
                    text=said,
                    given=today,
                    given_by=who,
                )
            )


def links_of(data: YearData, item: str = "") -> dict[tuple[str, str], list[Evidence]]:
    """Return the evidence with links by item and address, in order: of one ``item``, or of all."""
    found: dict[tuple[str, str], list[Evidence]] = {}
    for row in data.evidence:
        wanted = not item or row.item_code == item
        if wanted and row.statement is not Statement.MET and is_address(row.location):
            found.setdefault((row.item_code, row.location), []).append(row)
    order = {known.code: at for at, known in enumerate(data.framework.items)}
    return dict(sorted(found.items(), key=lambda pair: order.get(pair[0][0], len(order))))


def requests_for(data: YearData, today: date, item: str = "") -> list[LinkRequest]:
    """Return what to check: each link once an item."""
    return [
        LinkRequest(url, asked_of(data, code, rows, today), code)
        for (code, url), rows in links_of(data, item).items()
    ]


def asked_of(data: YearData, code: str, rows: Iterable[Evidence], today: date) -> Asked:
    """Return what an item asks of a link that is its evidence in these ``rows``. Months that are
    not over ask for nothing yet."""
    item = data.framework.item_by_code.get(code)
    if item is None:
        return Asked(frozenset((data.year,)), languages=_THAI)
    formats = item.formats if item.formats and not item.formats.applies_to else None
    kinds = (*(("pdf",) if formats.pdf else ()), *formats.machine_readable) if formats else ()
    return Asked(
        years=_years(item, data.year),
        months=_months(item, {row.part for row in rows}, today),
        formats=kinds,
        languages=(item.formats.languages if item.formats else ()) or _THAI,
        not_before=_not_before(item),
    )


def _years(item: Item, year: int) -> frozenset[int]:
    """Return the year itself, those of the item's period, and those that its words name."""
    words = "\n".join([item.title, *(point.text for point in item.requirements)])
    times = times_in(words, is_title=True)
    named = {known for known in times.named | times.mentioned if abs(known - year) <= _NEAR}
    period = item.period
    if period is not None:
        months = (month for month in (period.start, period.end) if month)
        named |= {dates.fiscal_year_of(date.fromisoformat(f"{month}-01")) for month in months}
    if item.as_of is not None:
        named.add(dates.fiscal_year_of(item.as_of))
    return frozenset({year, *named})


def _months(item: Item, parts: set[str], today: date) -> tuple[str, ...]:
    months = [part.code for part in parts_of(item) if not part.unit]
    # Evidence for no month alone is for all.
    wanted = months if "" in parts else [month for month in months if month in parts] or months
    return tuple(month for month in wanted if month < f"{today:%Y-%m}")


def _not_before(item: Item) -> date | None:
    if item.as_of is not None:
        return dates.fiscal_year_bounds(dates.fiscal_year_of(item.as_of))[0]
    if item.period is not None and item.period.start:
        return date.fromisoformat(f"{item.period.start}-01")
    return None


class LinkRow(NamedTuple):
    """A link of an item with its checks, the newest first."""

    item: str
    url: str
    title: str
    checks: tuple[LinkProof, ...] = ()
    has_months: bool = True
    """Whether months that it lacks are in no other link of its item either."""

    @property
    def last(self) -> LinkProof | None:
        """The last check."""
        return self.checks[0] if self.checks else None

    @property
    def is_fault(self) -> bool:
        """Whether the last check found something to do."""
        return self.last is not None and is_fault(self.last, months=self.has_months)

    @property
    def why(self) -> str:
        """What the last check says; empty if there is nothing to say."""
        return self._joined(0)

    @property
    def remedy(self) -> str:
        """What to do; empty if nothing."""
        return self._joined(1)

    def _joined(self, part: int) -> str:
        said = sayings(self.last, months=self.has_months) if self.last is not None else ()
        return joined(*dict.fromkeys(saying[part] for saying in said))

    @property
    def change(self) -> str:
        """What has changed since the check before."""
        before = self.checks[1] if len(self.checks) > 1 else None
        return change_since(self.last, before) if self.last is not None else ""


class LinksChecked(NamedTuple):
    """What a check of links found."""

    proofs: tuple[LinkProof, ...]
    offline: int
    """How many links nobody could look at, because this machine has no network."""

    @property
    def left(self) -> str:
        """What is said of these; empty if there are none."""
        said = Phrase("ยังไม่ได้ตรวจ {count} ลิงก์ ไม่มีเครือข่าย", count=self.offline)
        return said if self.offline else ""


def check_links(
    workspace: Workspace,
    year: int,
    *,
    today: date,
    item: str = "",
    allow_private: bool = False,
    limits: WebLimits | None = None,
    progress: Callable[[int, int, str], None] = lambda *_: None,
) -> LinksChecked:
    """Check the links of a year, or of one ``item``, and store what was found; return the checks.
    ``allow_private``: links may lead into the office's own network. Of links that could not be
    looked at because this machine has no network, nothing is stored.

    ``progress`` is called as :func:`~ita_desktop.web.checking.check` says; what it
    raises ends the check, and what was found until then is stored. Raises InputError if there is no
    such item or no network at all, and WorkspaceError if the workspace cannot be written to.
    """
    data = workspace.year(year)
    check_items(data, [item] if item else [])
    if workspace.read_only:  # told before anybody is asked for a minute
        raise workspace.connections.why_read_only()
    found: list[CheckedLink] = []
    offline: list[LinkProof] = []

    def take(report: LinkReport) -> None:
        checked = _checked(data, report)
        if checked.proof.is_offline:
            offline.append(checked.proof)
        else:
            found.append(checked)

    try:
        check(
            requests_for(data, today, item),
            take,
            progress,
            WebRules(limits or WebLimits(), allow_private=allow_private),
        )
    finally:
        # What was changed or removed meanwhile is no evidence any more.
        known = links_of(workspace.year(year), item)
        found = [
            checked for checked in found if (checked.proof.item_code, checked.proof.url) in known
        ]
        store(workspace, year, found)
    if offline and not found:
        raise InputError("ยังไม่ได้ตรวจ ไม่มีเครือข่าย", remedy="ต่ออินเทอร์เน็ตแล้วตรวจใหม่")
    return LinksChecked(tuple(checked.proof for checked in found), len(offline))


def _checked(data: YearData, report: LinkReport) -> CheckedLink:
    judgement = report.judgement
    findings = [finding.value for finding in judgement.findings]
    proof = LinkProof(
        id="",
        year_id=data.fiscal_year.id,
        url=report.url,
        item_code=report.item,
        checked_at=dates.moment_text(report.checked_at),
        state=judgement.state,
        why=reasons_text({name: one_line(value) for name, value in judgement.values.items()}),
        status=report.status,
        final_url=one_line(report.final_url),
        title=one_line(report.title),
        size=report.size,
        content_type=one_line(report.content_type),
        last_modified=report.last_modified,
        sha256=report.sha256,
        excerpt=clean(report.excerpt),
        file_name=report.file_name,
    )
    before = next(iter(checks_of(data, report.item, report.url)), None)
    if before is not None and _differs(proof, before):
        findings.append(LinkFinding.CHANGED.value)
    return CheckedLink(replace(proof, findings=" ".join(findings)), report.copy)


def _differs(proof: LinkProof, before: LinkProof) -> bool:
    """Return whether the content is another one. The bytes of a page change with each visit, its
    text does not."""
    if not proof.sha256 or not before.sha256 or proof.sha256 == before.sha256:
        return False
    if "html" in proof.content_type:
        return (proof.title, proof.excerpt) != (before.title, before.excerpt)
    return True


def checks_of(data: YearData, item: str, url: str) -> tuple[LinkProof, ...]:
    """Return the checks of a link for an item, the newest first."""
    found = (
        proof for proof in data.proofs_of(url) if proof.item_code == item and not proof.is_offline
    )
    return tuple(sorted(found, key=lambda proof: proof.checked_at, reverse=True))


def link_rows(data: YearData, item: str = "") -> tuple[LinkRow, ...]:
    """Return the links of a year, or of one item, with their checks."""
    rows = [
        LinkRow(code, url, evidence[0].title, checks_of(data, code, url))
        for (code, url), evidence in links_of(data, item).items()
    ]
    missing = _missing_together(rows)
    return tuple(row._replace(has_months=bool(missing[row.item])) for row in rows)


def _missing_together(rows: Iterable[LinkRow]) -> Mapping[str, set[str]]:
    """Return the months that no link of an item has, by item; other links may have them."""
    found: dict[str, set[str]] = {}
    for row in rows:
        proof = row.last
        named = {LinkFinding.MONTHS_MISSING, LinkFinding.MONTHS_FOUND}
        if proof is not None and named & set(proof.found):
            missing = set(proof.reasons.get("months", "").split())
            found[row.item] = found[row.item] & missing if row.item in found else missing
    return defaultdict(set, found)


def may_look_at(proof: LinkProof) -> bool:
    """Return whether a check has a copy that can be looked at."""
    return bool(proof.media) and proof.file_name.lower().endswith(_SHOWN)


def copy_to_look_at(workspace: Workspace, proof: LinkProof) -> Path:
    """Write the copy of a checked page or file to the user's own folder, without anything that
    runs: a page as its texts and tables, a PDF as its pages alone, data as text. Raises
    InputError."""
    name = proof.file_name
    data = stored_files.content(workspace, proof.media, name)
    suffix = Path(name).suffix.lower()
    if suffix in _PAGES:
        data = _page(data, proof)
    elif suffix == ".pdf":
        data = _pages(data, name)
    elif suffix not in _PICTURES:
        name = f"{name.removesuffix('.txt')}.txt"
    return stored_files.place_to_look_at(data, name)


def _page(data: bytes, proof: LinkProof) -> bytes:
    try:
        return harmless_page(data, proof.url)
    except LongPageError:
        raise _not_to_be_seen(proof.file_name) from None


def _pages(data: bytes, file_name: str) -> bytes:
    found = office_files.take(data)
    if found.fault or not found.data:
        raise _not_to_be_seen(file_name)
    return found.data


def _not_to_be_seen(file_name: str) -> InputError:
    return InputError("ทำสำเนาของ {file} ให้เปิดดูไม่ได้", remedy="เปิดลิงก์ในเบราว์เซอร์แทน", file=file_name)
