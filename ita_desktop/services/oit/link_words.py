"""What is said of a checked link: its state, why, what to do, and what has changed."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from ita_desktop.domain.dates import BUDDHIST_OFFSET, MONTHS_SHORT, short_date
from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.oit.proofs import LinkFinding, LinkProof, LinkState
from ita_desktop.web.link import FAULTS

STATES: Final[Mapping[LinkState, Phrase]] = {
    LinkState.OK: Phrase("ใช้ได้"),
    LinkState.MOVED: Phrase("ย้ายที่อยู่"),
    LinkState.DEAD: Phrase("ลิงก์เสีย"),
    LinkState.SOFT_DEAD: Phrase("ไม่มีหน้านี้"),
    LinkState.LOGIN: Phrase("ต้องเข้าสู่ระบบ"),
    LinkState.PRIVATE: Phrase("ไม่ได้เปิดให้ดู"),
    LinkState.EMPTY: Phrase("ว่าง"),
    LinkState.WRONG_TYPE: Phrase("ชนิดไฟล์ไม่ตรง"),
    LinkState.STALE: Phrase("ข้อมูลเก่า"),
    LinkState.OTHER_YEAR: Phrase("เป็นของปีอื่น"),
    LinkState.SCAN: Phrase("อ่านข้อความไม่ได้"),
    LinkState.UNREACHABLE: Phrase("ติดต่อไม่ได้"),
    LinkState.REFUSED: Phrase("ไม่ได้เปิดดู"),
}
"""States in a few words."""


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
    if by_cause is not None:
        yield _saying(by_cause, values)
    elif proof.state in _BY_STATE:
        yield _saying(_BY_STATE[proof.state], values)
    elif proof.state is LinkState.SCAN and LinkFinding.PDF_LOCKED not in proof.found:
        yield _saying(_SCANNED, values)
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
        values["old"] = short_date(date.fromisoformat(reasons["old"]))
    values["months"] = joined(*map(_month, reasons.get("months", "").split()))
    return values


def _month(code: str) -> str:
    year, month = map(int, code.split("-"))
    two = f"{(year + BUDDHIST_OFFSET) % 100:02d}"
    return Phrase("{month} {year}", month=Phrase(MONTHS_SHORT[month - 1]), year=two)


def _kind(name: str) -> str:
    return Phrase(_KINDS.get(name, "ไฟล์ชนิดอื่น"))


def change_since(proof: LinkProof, before: LinkProof | None) -> str:
    """Return what has changed since the check before; empty if nothing has, or there was none."""
    if before is None:
        return ""
    if proof.state is not before.state:
        return Phrase("{before} → {now}", before=STATES[before.state], now=STATES[proof.state])
    if LinkFinding.CHANGED in proof.found:
        if proof.title != before.title:
            return Phrase("ชื่อเปลี่ยนเป็น “{title}”", title=proof.title)
        return Phrase("เนื้อหาเปลี่ยน")
    return ""
