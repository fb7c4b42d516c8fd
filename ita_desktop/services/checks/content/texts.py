"""What texts say that is not right: names that are not the office's, numbers, personal data,
letters that no font has."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.layout.fonts import without_glyph as letters_without_glyph
from ita_desktop.domain.district_names import DISTRICTS, district_of
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.personal_data import TypedData
from ita_desktop.domain.records import Owner
from ita_desktop.domain.roster.matching import unit_key
from ita_desktop.domain.scores.figure_words import official_of, typed_scores
from ita_desktop.domain.year import YearData
from ita_desktop.services.checks.issues import (
    CheckedYear,
    CheckIssue,
    Found,
    Severity,
    YearText,
    excerpt,
    rule,
)
from ita_desktop.services.documents.batch import chosen
from ita_desktop.services.documents.exporting import kinds, unprinted
from ita_desktop.services.personal_going_out import (
    PublicPaper,
    issue_of,
    of_papers,
    of_site,
    once,
)
from ita_desktop.services.texts import Recorded, of_finding, of_item, of_measure
from ita_desktop.site.parts import SiteSource

_LONGER = "(?!ศรีอยุธยา|ธรรม)"
"""Longer names that begin with a district's."""
_DISTRICT = re.compile(
    f"เขต\\s?(?P<name>{'|'.join(sorted(DISTRICTS, key=len, reverse=True))}){_LONGER}"
)
_ADDRESS = re.compile(r"แขวง\s?\S+\s*$")
"""Before a district that is part of an address."""


@rule("other-district", "แก้เป็นชื่อเขตของสำนักงาน ถ้าคัดลอกมาจากเขตอื่น")
def other_districts(subject: CheckedYear) -> Iterator[Found]:
    """Yield texts that name a district of Bangkok which is not the office's own, except in an
    address (แขวง … เขต …)."""
    own = district_of(subject.data.organisation.name)
    for text in subject.texts:
        for found in _DISTRICT.finditer(text.text):
            if found["name"] != own and not _ADDRESS.search(text.text[: found.start()]):
                shown = {"name": found["name"], "words": excerpt(text.text, found.span())}
                yield text, Phrase("มีชื่อเขตอื่น (เขต{name}): “{words}”", **shown)
                break


# A text that gives work to a section which the office does not have.

_SECTION = re.compile(r"(?P<before>[ก-๙]{0,8})ฝ่าย(?P<name>[ก-๙]{3,}(?:\s?(?:และ|ฯ)[ก-๙ฯ]*)?)")
_COUNTED = ("ทุก", "แต่ละ", "หลาย", "บาง", "ทั้งสอง", "ทั้ง", "สอง", "ต่าง", "ระหว่าง", "ราย")
"""Words before ฝ่าย that stand for several sections, whose names do not follow."""
_COMMON = (
    "ที่", "ต่าง", "ละ", "ใด", "อื่น", "เดียว", "บริหาร", "นั้น", "ดังกล่าว",
    "ค้าน", "ซ้าย", "ขวา", "เจ้าของ", "เจ้าหน้าที่", "เลขานุการ", "ผู้", "รับ",
    "ดำเนิน", "จัด", "ประจำ", "ปฏิบัติ", "รายงาน", "ส่ง", "แจ้ง", "ทุก",
    "เพื่อ", "ให้", "และ", "หรือ", "ใน", "ของ", "ทราบ", "กำกับ", "กำชับ",
    "ควบคุม", "ตรวจ", "ติดตาม", "ประชุม", "เวียน", "เผยแพร่", "นำ", "ทำ", "มี",
    "ได้", "ต้อง", "ร่วม", "เข้า", "ลง", "สรุป", "รวบรวม", "กรอก", "ตอบ",
    "เป็น", "เสนอ", "พิจารณา", "โดย", "จะ", "ไม่", "ยัง", "ครบ", "ภายใน",
    "ตาม", "ทั้ง", "จำนวน", "หลัง", "ก่อน", "เมื่อ", "ยืนยัน", "กับ", "แล้ว",
    "ปรับ", "พัฒนางาน", "สังกัด", "มอบ", "ถือ", "ใช้", "วาง", "แต่ง", "กำหนด",
    "ชี้แจง", "ประกาศ", "ประเมิน", "เน้น", "ย้ำ", "ขอ", "เร่ง", "ช่วย", "ดูแล",
    "ไป",
)  # fmt: skip
"""Words behind ฝ่าย that are no name of one."""


@rule("unknown-unit", "แก้ชื่อฝ่าย หรือเพิ่มฝ่ายหรือชื่อเรียกอื่นในทะเบียนหน่วย")
def unknown_units(subject: CheckedYear) -> Iterator[Found]:
    """Yield texts and posts of owners that name a section (ฝ่าย …) which is not in the register."""
    known = _known(subject.data)
    for text in (*subject.texts, *_posts(subject.data)):
        sections = (found for found in _SECTION.finditer(text.text) if _is_unknown(found, known))
        names = dict.fromkeys(f"ฝ่าย{found['name']}" for found in sections)
        if names:
            yield text, Phrase("ระบุฝ่ายที่ไม่มีในทะเบียนหน่วย: {names}", names=", ".join(names))


def _known(data: YearData) -> frozenset[str]:
    """Return the names of the office's sections without ฝ่าย, also short ones, aliases, and the
    first of two names (รักษาความสะอาดและ…)."""
    names = (
        unit_key(name).removeprefix("ฝ่าย")
        for unit in data.units
        for name in (unit.name, unit.short_name, *unit.aliases.split(";"))
    )
    return frozenset(
        filter(None, (part for name in names for part in (name, name.split("และ")[0])))
    )


def _is_unknown(found: re.Match[str], known: Iterable[str]) -> bool:
    name = unit_key(found["name"])
    if found["before"].endswith(_COUNTED) or name.startswith(_COMMON):
        return False
    # Words may follow a name without a space; and a name may be shortened.
    return not any(name.startswith(unit) or unit.startswith(name) for unit in known)


def _posts(data: YearData) -> Iterator[YearText]:
    """Yield the posts that own measures and items."""
    for measure in data.measures:
        yield from _owned(of_measure(data, measure), data.owners_of_measure(measure.id))
    for assignment in data.assignments:
        owners = data.owners_of_item(assignment.item_code)
        yield from _owned(of_item(assignment.item_code), owners)


def _owned(whose: Recorded, owners: Iterable[Owner]) -> Iterator[YearText]:
    for owner in owners:
        yield YearText(whose.where, owner.post, whose.place, plans=True)


# Scores that are no official figure.


@rule("other-score", "แก้คะแนนในข้อความ ถ้าพิมพ์ผิด")
def other_scores(subject: CheckedYear) -> Iterator[Found]:
    """Yield findings of one item or indicator with a score that differs from the official ones of
    the year and of the result that it answers."""
    data = subject.data
    for finding in data.findings:
        codes = [item.item_code for item in data.items_of_finding(finding.id)]
        node = codes[0] if codes else finding.indicator
        official = official_of((subject.before, data), node) if len(codes) < 2 else ()
        texts = (finding.practice, finding.strength, finding.weakness, finding.issue)
        for score in typed_scores("\n".join(texts)) if official else ():
            if score not in official:
                text = Phrase(
                    "คะแนน {score} ในข้อความไม่ตรงกับผลทางการ {official}",
                    score=score,
                    official=" ".join(dict.fromkeys(map(str, official))),
                )
                yield of_finding(data, finding), text


# Steps numbered by hand, with a number left out or given twice.

_STEP = re.compile(r"^\s*\(?(?P<number>\d{1,2})(?P<close>[.)])(?!\d)\s*\S", re.MULTILINE)


@rule("number-gap", "แก้เลขลำดับของขั้นตอน", Severity.INFO)
def numbering(subject: CheckedYear) -> Iterator[Found]:
    """Yield texts whose lines are numbered with a gap or with a number twice. A list may begin with
    any number, as steps of an indicator are numbered through, and a new one may begin with 1."""
    for text in subject.texts:
        yield from ((text, found) for found in islice(_breaks(text), 1))


def _breaks(text: YearText) -> Iterator[Phrase]:
    steps = [(int(step["number"]), step["close"]) for step in _STEP.finditer(text.text)]
    for (number, close), (following, other) in pairwise(steps):
        if close != other or following == number + 1 or (following == 1 and number > 1):
            continue
        if following == number:
            yield Phrase("เลขลำดับ {number} ซ้ำกัน", number=number)
        else:
            yield Phrase(
                "เลขลำดับข้ามจาก {number} ไป {following}", number=number, following=following
            )


# Personal data that papers would print.


def personal_in_text(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield the places that nobody has decided about, of all public papers and the page."""
    context = ReportContext(subject.data, subject.before, day=subject.today, media=subject.media)
    for found in of_year(context):
        yield issue_of(subject.data, found)


def of_year(context: ReportContext) -> tuple[TypedData, ...]:
    """Return the undecided personal data that the page or any public paper of a year would
    print."""
    wanted = chosen(context, {kind.name: kind.formats for kind in kinds()})
    papers = [PublicPaper(one.kind, one.context, one.formats, one.digits) for one in wanted]
    page = SiteSource(context.year, media=context.media)
    return once((*of_papers(papers), *of_site(page)))


# A text with a letter that no font has: papers would print a box for it.


@rule("no-glyph", "พิมพ์คำนั้นใหม่")
def without_glyph(subject: CheckedYear) -> Iterator[Found]:
    """Yield texts with letters that no font has."""
    for text in subject.texts:
        for letter in [*letters_without_glyph([text.text])][:1]:
            yield text, unprinted(letter, text.text)
