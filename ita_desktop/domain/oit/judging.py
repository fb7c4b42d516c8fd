"""How far each requirement of an OIT item is proved: by evidence, by its checks, by kept files.

Nothing counts as proved that nobody looked at: a link has to be checked after its evidence was
given, and found to hold what is asked; a kept file holds its format. What only a person can see (a
name, a photograph on a page) needs a tick, or evidence that names the requirement, besides. A
judgement never changes a score.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from ita_desktop.domain.dates import long_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import Item, ProofKind, Requirement
from ita_desktop.domain.oit import parts
from ita_desktop.domain.oit.proofs import (
    LinkFinding,
    LinkProof,
    LinkState,
    is_address,
    is_bare_address,
    is_carried,
    is_internal,
)
from ita_desktop.domain.records import Evidence, Statement
from ita_desktop.domain.scores.progress import FULL_MARK, official_scores, oit_items, self_marks
from ita_desktop.domain.year import YearData


class Look(NamedTuple):
    """Whether evidence holds what is asked: yes, no, or not known; and why."""

    holds: bool | None
    why: str


LINK_WORDS: Final = {
    LinkState.OK: Phrase("ลิงก์เปิดได้"),
    LinkState.MOVED: Phrase("ลิงก์ย้ายไปที่อยู่ใหม่"),
    LinkState.DEAD: Phrase("ลิงก์เสีย ไม่มีหน้านี้แล้ว"),
    LinkState.SOFT_DEAD: Phrase("หน้าเว็บบอกว่าไม่พบข้อมูล"),
    LinkState.LOGIN: Phrase("ลิงก์ขอให้เข้าสู่ระบบก่อน"),
    LinkState.PRIVATE: Phrase("ไดรฟ์หรือโฟลเดอร์ไม่ได้เปิดให้ทุกคนดู"),
    LinkState.EMPTY: Phrase("หน้าเว็บว่างเปล่า"),
    LinkState.WRONG_TYPE: Phrase("ไฟล์เป็นคนละชนิดกับที่บอกไว้"),
    LinkState.STALE: Phrase("ข้อมูลเก่ากว่าที่กำหนด"),
    LinkState.OTHER_YEAR: Phrase("เนื้อหาเป็นของปีอื่น"),
    LinkState.SCAN: Phrase("เป็นภาพสแกน อ่านข้อความไม่ได้"),
    LinkState.UNREACHABLE: Phrase("เข้าถึงลิงก์ไม่ได้ในเวลาที่ตรวจ"),
    LinkState.REFUSED: Phrase("ตรวจลิงก์นี้ไม่ได้"),
}
"""The states of a check in words."""
INTERNAL: Final = Phrase("ลิงก์ชี้เข้าเครื่องหรือเครือข่ายภายใน คนนอกเปิดไม่ได้")
"""What is said of an address that no reader can open, checked or not."""
_WORKS: Final = frozenset({LinkState.OK, LinkState.MOVED})
_UNKNOWN: Final = frozenset({LinkState.UNREACHABLE, LinkState.REFUSED, LinkState.SCAN})
_MACHINE: Final = {
    "excel": (".xls", ".xlsx", ".ods"),
    "word": (".doc", ".docx", ".odt"),
}
"""Suffixes of the machine-readable formats that frameworks name."""
_OPEN_DATA: Final = (".csv", ".json", ".xml")
_MEDIA_TYPES: Final = {
    ".pdf": ("application/pdf",),
    ".xls": ("application/vnd.ms-excel",),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",),
    ".ods": ("application/vnd.oasis.opendocument.spreadsheet",),
    ".doc": ("application/msword",),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    ".odt": ("application/vnd.oasis.opendocument.text",),
    ".csv": ("text/csv",),
    ".json": ("application/json",),
    ".xml": ("application/xml", "text/xml"),
}


def last_check(data: YearData, evidence: Evidence) -> LinkProof | None:
    """Return the last check of the evidence's link for its item; None if there is none."""
    return last_check_of(data, evidence.location, evidence.item_code)


def last_check_of(data: YearData, address: str, code: str | None) -> LinkProof | None:
    """Return the last check of an address for the item ``code``, for any if it is None; None if
    there is none."""
    checks = [
        proof
        for proof in data.proofs_of(address)
        if (code is None or proof.item_code in {"", code}) and not proof.is_offline
    ]
    return max(checks, key=lambda proof: proof.checked_at, default=None)


def look_at(
    data: YearData, item: Item, evidence: Evidence, kind: ProofKind | None, part: str = ""
) -> Look:
    """Return whether a piece of evidence holds what is asked; ``kind`` None asks for anything that
    can be opened, ``part`` is the month or process of its row."""
    if fault := _link_fault(data, item, evidence, kind):
        return Look(False, fault)
    by_file = _file_holds(item, evidence, kind)
    if is_internal(evidence.location) or not is_address(evidence.location):
        return by_file or _no_address(evidence)
    check = last_check(data, evidence)
    if check is None:
        look = Look(None, Phrase("ยังไม่ได้ตรวจลิงก์"))
    elif evidence.placed_at and check.checked_at < evidence.placed_at:
        look = Look(None, Phrase("หลักฐานแก้หลังการตรวจลิงก์ครั้งล่าสุด"))
    else:
        look = _check_holds(data, item, evidence, check, kind, part)
    return by_file if by_file is not None and look.holds is None else look


def has_bad_link(data: YearData, evidence: Evidence) -> bool:
    """Return whether the link of evidence contradicts its item, whatever it leads to: as
    :func:`look_at` says of what the item requires of it."""
    item = data.framework.item_by_code.get(evidence.item_code)
    if item is None:
        return False
    required = [
        point
        for point in points_of(item)
        if not point.optional and evidence.point in {"", point.code}
    ]
    kinds = {kind for point in required for kind in kinds_of(item, point) or (None,)}
    return any(_link_fault(data, item, evidence, kind) for kind in kinds or {None})


def _link_fault(data: YearData, item: Item, evidence: Evidence, kind: ProofKind | None) -> str:
    """Return why the link of evidence itself contradicts what is asked: it leads into the office's
    own network, and no kept file holds it instead, or its check found so. Empty if nothing does."""
    if is_internal(evidence.location):
        return "" if _file_holds(item, evidence, kind) else INTERNAL
    check = _present_check(data, evidence) if is_address(evidence.location) else None
    if check is None or check.state in _WORKS:
        return ""
    is_no_text = check.state is LinkState.SCAN and kind is ProofKind.MACHINE_READABLE
    return LINK_WORDS[check.state] if is_no_text or check.state not in _UNKNOWN else ""


def _no_address(evidence: Evidence) -> Look:
    if evidence.statement is Statement.NOTHING:
        return Look(None, Phrase("แจ้งว่าไม่มีข้อมูล แต่ไม่มีหน้าที่แสดงไว้"))
    if is_bare_address(evidence.location):
        return Look(None, Phrase("ลิงก์ไม่ขึ้นต้นด้วย https:// จึงยังตรวจไม่ได้"))
    if evidence.media:
        return Look(None, Phrase("ไฟล์ที่เก็บไว้ไม่บอกข้อนี้"))
    return Look(None, Phrase("จดไว้แต่ชื่อไฟล์ ไม่มีลิงก์และไม่ได้เก็บไฟล์"))


def _file_holds(item: Item, evidence: Evidence, kind: ProofKind | None) -> Look | None:
    """Return that the kept file holds what is asked; None if it does not show that."""
    if kind is not None and kind not in _FILES:
        return None
    name = evidence.file_name.lower()
    if not evidence.media or not name.endswith(_suffixes(item, kind)):
        return None
    return Look(True, Phrase("เก็บไฟล์ {file} ไว้แล้ว", file=evidence.file_name))


def _check_holds(
    data: YearData,
    item: Item,
    evidence: Evidence,
    check: LinkProof,
    kind: ProofKind | None,
    part: str,
) -> Look:
    locked_pdf = check.state is LinkState.SCAN and kind is ProofKind.PDF
    if check.state not in _WORKS and not locked_pdf:
        return Look(None, LINK_WORDS[check.state])
    if kind in _FILES:
        return _is_of(check, _suffixes(item, kind), _FILES[kind])
    if kind in _FINDINGS:
        finding, yes, no = _FINDINGS[kind]
        return Look(True, yes) if finding in check.found else Look(None, no)
    if kind is ProofKind.AS_OF:
        return _as_of(item, evidence, check)
    if kind is ProofKind.MONTHS:
        return _months(item, check, part)
    return _on_site(data, check) if kind is ProofKind.SITE else Look(True, LINK_WORDS[check.state])


_FILES: Final = {
    ProofKind.PDF: Phrase("ลิงก์ไม่ได้ชี้ไปที่ไฟล์ PDF โดยตรง"),
    ProofKind.MACHINE_READABLE: Phrase("ลิงก์ไม่ได้ชี้ไปที่ไฟล์ที่เครื่องอ่านได้โดยตรง"),
    ProofKind.FILE: Phrase("ลิงก์ไม่ได้ชี้ไปที่ไฟล์โดยตรง"),
}
_FINDINGS: Final = {
    ProofKind.ENGLISH: (
        LinkFinding.ENGLISH, Phrase("มีข้อความภาษาอังกฤษ"), Phrase("ไม่พบข้อความภาษาอังกฤษ"),
    ),
    ProofKind.NOTHING: (
        LinkFinding.STATES_NOTHING, Phrase("หน้าเว็บแจ้งว่าไม่มี"), Phrase("ไม่พบข้อความว่าไม่มี"),
    ),
}  # fmt: skip


def _suffixes(item: Item, kind: ProofKind | None) -> tuple[str, ...]:
    """Return the suffixes of the files of a kind; the empty one of any file."""
    if kind is ProofKind.PDF:
        return (".pdf",)
    if kind is not ProofKind.MACHINE_READABLE:
        return ("",)
    named = item.formats.machine_readable if item.formats is not None else ()
    known = named or tuple(_MACHINE)
    own = (suffix for name in known for suffix in _MACHINE.get(name, (f".{name}",)))
    return (*own, *_OPEN_DATA)


def _is_of(check: LinkProof, suffixes: tuple[str, ...], no: str) -> Look:
    types = {
        media
        for suffix, known in _MEDIA_TYPES.items()
        if suffix.endswith(suffixes)
        for media in known
    }
    if check.content_type not in types:
        return Look(None, no)
    return Look(True, Phrase("ไฟล์เปิดได้และเป็นชนิดที่กำหนด"))


def _as_of(item: Item, evidence: Evidence, check: LinkProof) -> Look:
    wanted = item.as_of or evidence.as_of
    day = check.reasons.get("day", "")
    if LinkFinding.AS_OF_FOUND not in check.found or not day or wanted is None:
        return Look(None, Phrase("ไม่พบวันที่ของข้อมูลในหน้าเว็บ"))
    if day == wanted.isoformat():
        return Look(True, Phrase("ข้อมูล ณ {day}", day=long_date(wanted)))
    return Look(False, Phrase("ข้อมูลไม่ใช่ของวันที่ {day}", day=long_date(wanted)))


def _months(item: Item, check: LinkProof, part: str) -> Look:
    if not _MONTHS.isdisjoint(check.found):
        return _all_months(item, [check], part)
    return Look(None, Phrase("ไม่ทราบว่ามีครบทุกเดือนหรือไม่"))


_MONTHS: Final = frozenset({LinkFinding.MONTHS_FOUND, LinkFinding.MONTHS_MISSING})


def _all_months(item: Item, checks: Sequence[LinkProof], part: str = "") -> Look:
    """Return whether the checks have found all months together, or that of a row. A check asks for
    months that are over."""
    wanted = {
        own_part.code
        for own_part in parts.parts_of(item)
        if not own_part.unit and part in {"", own_part.code}
    }
    missing = [{month for month in _missing(check) if part in {"", month}} for check in checks]
    later = [{month for month in wanted if month >= check.checked_at[:7]} for check in checks]
    nowhere = set.intersection(*(one | other for one, other in zip(missing, later, strict=True)))
    if lost := sorted(nowhere & set[str]().union(*missing)):
        titles = ", ".join(map(parts.month_title, lost))
        return Look(False, Phrase("ไม่พบเดือน {months}", months=titles))
    if nowhere:
        month = parts.month_title(min(nowhere))
        return Look(None, Phrase("ตรวจลิงก์ก่อนสิ้นเดือน {month} ต้องตรวจใหม่", month=month))
    return Look(True, Phrase("พบเดือนครบ"))


def _missing(check: LinkProof) -> list[str]:
    return check.missing_months if LinkFinding.MONTHS_MISSING in check.found else []


def months_together(data: YearData, item: Item, rows: Iterable[Evidence]) -> Look | None:
    """Return whether the links of several pieces of evidence have all months together; None if no
    check says which they have."""
    checks = (_working_check(data, row) for row in rows)
    judged = [check for check in checks if check and not _MONTHS.isdisjoint(check.found)]
    return _all_months(item, judged) if judged else None


def _working_check(data: YearData, evidence: Evidence) -> LinkProof | None:
    """Return the last check of evidence if it was of its present state, and found its link."""
    check = _present_check(data, evidence)
    return check if check is not None and check.state in _WORKS else None


def _present_check(data: YearData, evidence: Evidence) -> LinkProof | None:
    """Return the last check of evidence if it was of its present state."""
    check = last_check(data, evidence)
    return check if check is not None and check.checked_at >= evidence.placed_at else None


def _on_site(data: YearData, check: LinkProof) -> Look:
    own = _host(data.organisation.website)
    host = _host(check.final_url or check.url)
    if not own:
        return Look(None, Phrase("ยังไม่ได้บอกเว็บไซต์ของสำนักงานในการตั้งค่า"))
    if host == own or host.endswith(f".{own}"):
        return Look(True, Phrase("อยู่ในเว็บไซต์ของสำนักงาน"))
    return Look(False, Phrase("ลิงก์อยู่ที่ {host} ไม่ใช่เว็บไซต์ของสำนักงาน", host=host))


def _host(address: str) -> str:
    plain = address if "//" in address else f"//{address}"
    try:
        host = urlsplit(plain).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


class Judgement(StrEnum):
    """How far a requirement is proved, the most urgent first."""

    CONTRADICTED = "contradicted"
    OPEN = "open"
    CLAIMED = "claimed"
    PROVED = "proved"


class JudgedPoint(NamedTuple):
    """A requirement with its judgement, and why."""

    point: Requirement
    judgement: Judgement
    why: str
    unit_id: str | None = None
    """The unit of the row that decided; None if it is delivered as a whole."""
    part: str = ""
    """The month or process of that row."""


class UnprovedMark(NamedTuple):
    """An item with an own mark of 100 that is not proved; ``points`` are those that are not,
    the most urgent first."""

    item: Item
    points: tuple[JudgedPoint, ...]
    reason: str
    """Why the mark stands, in the office's words; empty if nobody said."""


_ORDER: Final = tuple(Judgement)
_SEEN: Final = frozenset({
    ProofKind.PDF, ProofKind.MACHINE_READABLE, ProofKind.AS_OF, ProofKind.MONTHS,
    ProofKind.NOTHING,
})  # fmt: skip
"""What a check sees by itself, without anybody's word."""


def judged(data: YearData, item: Item) -> tuple[JudgedPoint, ...]:
    """Return the judgement of each requirement of an item, in order; of an item without checklist
    that of the item itself. Where units, months or processes deliver by themselves, the row decides
    that is proved least."""
    rows = parts.rows_of(data, item) if parts.counts_by_row(data, item) else ()
    ticks = data.met_requirements | parts.met_by_units(data, item)
    return tuple(_judged(data, item, point, rows, ticks) for point in points_of(item))


def points_of(item: Item) -> tuple[Requirement, ...]:
    """Return what is to be proved of an item: its checklist, or the item itself."""
    return item.requirements or (Requirement(item.code, item.title),)


def kinds_of(item: Item, point: Requirement) -> tuple[ProofKind, ...]:
    """Return what would prove a requirement: what its text says, else what the item asks for as a
    whole and no other requirement does."""
    stated = {proof.requirement: proof.kinds for proof in item.proofs}
    if point.code in stated:
        return stated[point.code]
    elsewhere = {kind for kinds in stated.values() for kind in kinds}
    return tuple(kind for kind in _of_item(item) if kind not in elsewhere)


def _of_item(item: Item) -> Iterator[ProofKind]:
    formats = item.formats
    if formats is not None and not formats.applies_to:
        if formats.pdf:
            yield ProofKind.PDF
        if formats.machine_readable:
            yield ProofKind.MACHINE_READABLE
    if item.as_of is not None:
        yield ProofKind.AS_OF
    if item.period is not None and item.period.every_month:
        yield ProofKind.MONTHS


def decisive(points: Iterable[JudgedPoint]) -> JudgedPoint | None:
    """Return the required point of an item that decides its judgement, the most urgent one; None if
    it has none."""
    required = [point for point in points if not point.point.optional]
    return min(required, key=lambda point: _ORDER.index(point.judgement), default=None)


def unproved_marks(data: YearData) -> tuple[UnprovedMark, ...]:
    """Return the items with an own mark of 100 that is not proved; none that has an official
    score."""
    official, marks = official_scores(data), self_marks(data)
    found = []
    for item in oit_items(data):
        mark = marks.get(item.code)
        if mark is None or mark < FULL_MARK or item.code in official:
            continue
        points = [
            point
            for point in judged(data, item)
            if point.judgement is not Judgement.PROVED and not point.point.optional
        ]
        if points:
            points.sort(key=lambda point: _ORDER.index(point.judgement))
            reason = data.mark_reason_by_item.get(item.code)
            found.append(UnprovedMark(item, tuple(points), reason.text if reason else ""))
    return tuple(found)


# -- one requirement


def _judged(
    data: YearData,
    item: Item,
    point: Requirement,
    rows: Sequence[parts.ItemRow],
    ticks: frozenset[str],
) -> JudgedPoint:
    if item.processes:
        # A process is judged by its own rows, what else the item asks for by all its evidence.
        is_process = any(process.requirement == point.code for process in item.processes)
        rows = [row for row in rows if is_process and row.part == point.code]
    if not rows:
        given = [row for row in data.evidence_of(item.code) if not is_carried(row)]
        found = _of_evidence(data, item, point, given, ticked=point.code in ticks)
        return JudgedPoint(point, *found)
    return min(
        (_of_row(data, item, point, row, ticks) for row in rows),
        key=lambda judged_part: _ORDER.index(judged_part.judgement),
    )


def _of_row(
    data: YearData, item: Item, point: Requirement, row: parts.ItemRow, ticks: frozenset[str]
) -> JudgedPoint:
    by_unit = {(tick.unit_id, tick.part) for tick in data.ticks_of(item.code)}
    unit_id = row.unit.id if row.unit is not None else None
    ticked = point.code in ticks or (unit_id, point.code) in by_unit
    judgement, why = _of_evidence(data, item, point, row.given, ticked=ticked, part=row.part)
    if judgement is Judgement.CLAIMED and not row.given and not row.ticked:
        judgement, why = Judgement.CONTRADICTED, Phrase("ทำเครื่องหมายว่าครบ แต่ยังไม่มีหลักฐาน")
    unit = row.unit.label if row.unit is not None else ""
    part = parts.part_title(item, row.part) if row.part != point.code else ""
    whose = " ".join(filter(None, (unit, part)))
    if whose:
        why = Phrase("{whose}: {why}", whose=whose, why=why)
    return JudgedPoint(point, judgement, why, unit_id, row.part)


def _of_evidence(
    data: YearData,
    item: Item,
    point: Requirement,
    given: Iterable[Evidence],
    *,
    ticked: bool,
    part: str = "",
) -> tuple[Judgement, str]:
    """Return the judgement of a requirement by what was given for it, and why: the best of the
    evidence proves it; else what contradicts it counts most."""
    own = [row for row in given if row.point in {"", point.code}]
    if not own:
        if ticked:
            return Judgement.CLAIMED, Phrase("ทำเครื่องหมายไว้ แต่ไม่มีหลักฐาน")
        return Judgement.OPEN, Phrase("ยังไม่มีหลักฐาน")
    kinds = kinds_of(item, point)
    # A page and its file are looked at together: each kind is held by one of them.
    held = [_held(data, item, own, kind, part) for kind in kinds or (None,)]
    bad = next((look for look in held if look.holds is False), None)
    if bad is not None:
        return Judgement.CONTRADICTED, bad.why
    unknown = next((look for look in held if look.holds is None), None)
    if unknown is not None:
        return Judgement.CLAIMED, unknown.why
    said = ticked or any(row.point == point.code for row in own)
    if not said and not (kinds and _SEEN.issuperset(kinds)):
        return Judgement.CLAIMED, Phrase("หลักฐานเปิดได้ แต่ยังไม่มีใครทำเครื่องหมายว่ามีข้อนี้")
    return Judgement.PROVED, held[0].why


def _held(
    data: YearData, item: Item, rows: Sequence[Evidence], kind: ProofKind | None, part: str
) -> Look:
    whole = kind is ProofKind.MONTHS and not part
    together = months_together(data, item, rows) if whole else None
    return together or _best(look_at(data, item, row, kind, part) for row in rows)


def _best(looks: Iterable[Look]) -> Look:
    """Return a look that holds what is asked; else one that contradicts it; else any."""
    return min(looks, key=lambda look: (True, False, None).index(look.holds))


def erasable_evidence(data: YearData) -> Iterator[Evidence | LinkProof]:
    """Yield the rows of evidence that have a kept file, and of each address the last check that has
    a copy or an excerpt; it stands for all checks of the address."""
    yield from (row for row in data.evidence if row.media)
    last: dict[str, LinkProof] = {}
    for proof in sorted(data.link_proofs, key=lambda proof: proof.checked_at):
        if proof.media or proof.excerpt:
            last[proof.url] = proof
    yield from last.values()


def files_of_evidence(years: Iterable[YearData]) -> Iterator[Evidence | LinkProof]:
    """Yield the rows of evidence and the checks of links that have a kept file."""
    for data in years:
        yield from (row for row in data.evidence if row.media)
        yield from (proof for proof in data.link_proofs if proof.media)
