"""What counts for and against scores being those of the assessment, and official ones; and a list
being one of the office's people, or of a body's."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import Scale
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import BodyKind
from ita_desktop.domain.roster.matching import is_post, kind_of_body, kind_of_name
from ita_desktop.domain.roster.names import is_person
from ita_desktop.domain.text import key, to_arabic
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.heading_words import heading_key
from ita_desktop.exchange.headings import PAST
from ita_desktop.exchange.kinds.people import PEOPLE
from ita_desktop.exchange.kinds.results import FIGURES, RESULTS
from ita_desktop.exchange.kinds.roster import ROSTER, UNTOLD, RosterRow
from ita_desktop.exchange.report.years_stated import stated_years
from ita_desktop.exchange.reshaping.rows_of_years import years_below
from ita_desktop.exchange.reshaping.years import YEAR_HEADS
from ita_desktop.services.imports.evidence.others import (
    names_of_others,
    names_office,
    of_office,
    office_reported,
    other_office,
)
from ita_desktop.services.imports.evidence.said import (
    FILE,
    OF_MANY,
    REMARKED,
    SAYS_RESULT,
    TRIED,
    against_words,
    of_name,
    of_sentences,
)
from ita_desktop.services.imports.evidence.seen import (
    ALMOST_ALL,
    ASSESSMENT,
    BARE,
    HEAD,
    MOST,
    NOTHING,
    OF_ANY_BODY,
    OF_ANYBODY,
    OURS,
    Argument,
    Belief,
    SeenTable,
    codes_in,
    has_column,
    names_assessment,
    of_matter,
    share,
)
from ita_desktop.services.years.years import SECTIONS

_NO_SCORES: Final = r"ความเสี่ยง|โอกาส|ผลกระทบ|เป้าหมาย|^ผลงาน|เบิกจ่าย|สอบ|เกรด|ผลสัมฤทธิ์"
_WORK: Final = r"มาตรการ|แนวทาง(?:การ)?(?:แก้|พัฒนา|ปรับ)|จุดอ่อน|จุดด้อย|ผู้รับผิดชอบ"
"""Headings of what is found and done, which has scores only to explain it."""
_CODED: Final = "มีรหัสของการประเมิน ITA"
_TITLE: Final = 90
"""Number of letters of a title, without spaces; a longer line is a sentence."""
_LEAST_NAMES: Final = 3
"""Number of indicators that are known by their names alone."""
_BRACKETS: Final = lazy_re(r"[(\[]([^()\[\]]+)[)\]]")
_OF_RESULTS: Final = lazy_re(
    r"(?:ผล|คะแนน|ค่า|ระดับ)*(?:การ)?(?:ประเมิน|เฉลี่ย)(?:คุณธรรมและความโปร่งใส)?|คุณธรรมและความโปร่งใส|(?:ใน)?การดำเนินงาน|(?:ของ)?(?:หน่วยงาน)?ภาครัฐ"
    r"|ผล|คะแนน|อย่างเป็น|ทางการ|ฉบับ|สมบูรณ์|จริง|ประกาศ|แล้ว|ล่าสุด|สรุป|ภาพรวม|รวม|ร้อยละ|เต็ม|น้ำหนัก|แบบ(?:วัด|ตรวจ)[ก-๙]*|ภายใน|ภายนอก|ราย(?:ข้อ|ตัวชี้วัด|เครื่องมือ|ปี|งาน)"
    r"|ข้อ(?:เสนอแนะ|สังเกต)|(?:คณะ)?(?:กรรมการ)?ผู้(?:ตรวจ)?ประเมิน|ตัวชี้วัด(?:ที่)?\d.*|ตัวชี้วัด|เครื่องมือ|ต่อ|ครบ|ทุก|ถ้ามี|(?:โปรด)?ระบุ|(?:ข้อมูล)?(?:ณ)?(?:วันที่|สิ้น).*|(?:รอบ)?(?:\d+)?เดือน.*|[a-z]+"
    r"|(?:การ)?(?:วิเคราะห์|รับรู้|เปิดเผยข้อมูล(?:สาธารณะ)?|เปรียบเทียบ|จำแนก)|เทียบ|ระดับ|ผ่าน(?:ดีเยี่ยม|ดี)?|ยัง|ไม่(?:มี|ได้|ครบ)|เพราะ|ที่ได้(?:รับ)?|ตาม(?:ส่วนราชการ)?|หลังอุทธรณ์|กับ|ย่อ|ข้อ|เป็น|อยู่ใน"
    r"|(?:ใน)?สังกัด|(?:สำนักงาน)?ป\.?ป\.?ช\.?|เสนอ.*|เขต|มาตรการ|ส่งเสริม|(?:สถิติ)?(?:การ|ผู้)ตอบ|ผู้มีส่วนได้(?:ส่วน)?เสีย(?:ภายใน|ภายนอก)?|จาก|ด้าน"
    rf"|{'|'.join(name for name, *_ in SECTIONS)}"
    r"|(?:ประจำ)?ปี(?:งบประมาณ)?|พ\.?ศ\.?|ครั้งที่|ตารางที่|ตาราง|ส่วนที่|บทที่|หน้า|และ|ของ|หน่วยงาน|สำนักงานเขต[ก-๙]*|กรุงเทพมหานคร|กทม|[\[\]\d().,:;/_–%\"“”*-]"
)
"""What the titles of official results, and words in brackets there, consist of; without spaces."""
_BESIDE_SCORES: Final = lazy_re("คะแนน|ระดับ|[อล]ันดับ|ลำดับ")
"""In headings of columns that tables of results have beside the scores."""
_OF_OTHERS: Final = (
    r"จำนวนเงิน|ค่าตอบแทน|เบี้ย|เลข(?:ที่)?(?:ประจำตัว)?(?:ประชาชน|บัตร)|บัตรประชาชน|ที่อยู่|^อายุ(?!ราชการ|งาน|การ)|วันเกิด|เรื่อง(?:ที่)?ร้อง|^เรื่อง$"
    r"|ผู้ร้อง|เลือกตั้ง|ผู้ปกครอง|ชั้นเรียน|^ชั้น$|โรคประจำตัว|อาการ|คะแนน|เกรด|ทะเบียนบ้าน|เลขที่บัญชี|เลขบัญชี"
)
_OUTSIDE: Final = (
    r"(?<!พัฒนา)(?<!โรงเรียน)(?:ชุมชน|หมู่บ้าน)|ประชาคม|อาสาสมัคร|สหกรณ์|มูลนิธิ|สมาคม|ชมรม"
    r"|นิติบุคคล|อาคารชุด|คอนโด|ทาวเวอร์|แมนชั่น|โรงแรม|บริษัท|ห้างหุ้นส่วน"
)
"""Bodies of the people who live or trade here; without spaces."""
_BODIES_OUTSIDE: Final = lazy_re(rf"คณะ(?:อนุ)?กรรมการ(?:{_OUTSIDE})")
_MATTERS: Final = lazy_re(
    r"ร้องเรียน|ร้องทุกข์|ร้องขอ|เลือกตั้ง|เบี้ย|สงเคราะห์|ผู้สูงอายุ|นักเรียน|พิการ|ผู้ป่วย|ผู้สมัคร|ผู้รับบริการ|ผู้ขอ|ผู้เสียภาษี|ผู้ค้า|ผู้ได้รับ"
    rf"|อบรม|สัมมนา|วิทยากร|ผู้สอบ|ใบอนุญาต|ผู้เข้าร่วม|ผู้มาติดต่อ|{_OUTSIDE}"
)
"""Titles of lists of other people; without spaces."""
_NO_MEMBERS: Final = lazy_re(
    r"^(?:ราย(?:ชื่อ|นาม)|บัญชี|ทะเบียน)*(?:อดีต(?:คณะ|กรรมการ)|ผู้(?:ที่)?(?:เคย|พ้น|ลาออก|สมัคร|เสนอตัว|(?:ได้รับ|ถูก)(?:การ)?เสนอ))|รอคัดเลือก",
    re.MULTILINE,
)
"""Titles of lists of those who were members, or may become some; without spaces."""
_ONCE: Final = lazy_re(
    r"ผู้(?:เข้า(?:ร่วม|รับการ)?|มา|ไม่มา|ร่วม)(?:การ)?(?:ประชุม|อบรม|สัมมนา|กิจกรรม)|ลงเวลา|ลงทะเบียน|เช็คชื่อ|เวร(?:ยาม|รักษา|ประจำ)|อยู่เวร"
    r"|(?:ใบ|แบบ|บัญชี|สมุด|รายการ)ลงชื่อ|ลงชื่อ(?!\)?(?:[.…_(\n]|\Z)|นา[ยง])"
    r"|(?:ต้อง|ที่|ผู้|ยังไม่|ได้|ไม่)ตอบ(?!รับ)|ตอบแบบ"
)
"""Titles of lists of who was or is to be somewhere once, but no line to sign on; without spaces."""
_CAME: Final = lazy_re(
    r"(?:ไม่)?มา|เวลา(?:มา|เข้า|ออก|กลับ)|ลา|ขาด|(?:ไม่)?เข้าร่วม|(?:ยังไม่|ไม่)?(?:ได้)?ตอบ(?:แล้ว)?|ลายมือชื่อ|ลายเซ็น"
)
"""Headings of columns of such lists."""
_REGISTERS: Final = lazy_re(
    r"ทำเนียบ|(?:รายชื่อ|ทะเบียน|บัญชี|ข้อมูล).{0,12}(?:ข้าราชการ|บุคลากร|ลูกจ้าง|เจ้าหน้าที่|ผู้บริหาร|คณะ|กรรมการ|พนักงาน|ผู้รับผิดชอบ|ผู้ประสานงาน)|คณะทำงาน|คณะกรรมการ|คณะอนุกรรมการ"
)
_COMMON: Final = lazy_re(
    r"ประกอบด้วย|แทน|ดัง(?:ต่อไป)?นี้|ตาราง|เอกสาร|(?:ข้อมูล)?ณวันที่.*|คณะทำงาน|คณะ(?:อนุ)?กรรมการ(?:อำนวยการ)?|รายชื่อ|รายนาม|บัญชี|แนบท้าย|คำสั่ง|แต่งตั้ง|สำนักงานเขต[ก-๙]*|กรุงเทพมหานคร"
    r"|(?:ประจำ)?ปี(?:งบประมาณ)?|ทำเนียบ|ทะเบียน|ข้อมูล|ข้าราชการ|บุคลากร|ลูกจ้าง(?:ประจำ|ชั่วคราว)?|เจ้าหน้าที่|ผู้บริหาร|พนักงาน|หัวหน้าฝ่าย|หัวหน้าส่วนราชการ|และ|ของ|ใน|สังกัด|ฝ่าย[ก-๙]*|กทม|ทั้งหมด|ปัจจุบัน|พ\.ศ\.|ที่\d+/\d+|เรื่อง|แผ่นที่?|หน้า|sheet|คณะ|[\d().,:/_–-]"
)
"""What the titles of rosters consist of, without spaces."""
_POSTS: Final = ("position", "job_title", "name")
"""Columns that may have posts."""
SURELY: Final = "สกุล"
"""In the heading of a column of people's names, with or without their titles."""
_UNTITLED: Final = Phrase("ไม่มีชื่อเรื่องว่าเป็นรายชื่อบุคลากร")
_ROLES: Final = Argument(Phrase("ตำแหน่งเป็นบทบาทในคณะ ไม่ใช่ตำแหน่งของบุคลากร"), is_veto=True)
_LABEL: Final = lazy_re(
    r"(?:ที่)?(?:ชื่อ(?:-?(?:นาม)?สกุล)?|ตำแหน่ง|สังกัด|ฝ่าย|บทบาท(?:ใน.*)?|หน้าที่|โทร(?:ศัพท์)?|ห้อง|อีเมล"
    r"|หมายเหตุ|ลำดับ(?:ที่)?):?"
)
"""What a person's data are called, where these stand one below the other."""
_CHILD: Final = lazy_re(r"^(?:เด็กชาย|เด็กหญิง|ด\.?\s?[ชญ]\.)")
ROLE: Final = lazy_re(r"ประธาน|กรรมการ|คณะทำงาน|เลขานุการ|ที่ปรึกษา")


def reasons_of_people(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them people of the office: posts, roles, units, or the title."""
    if _REGISTERS.search(table.said) or _says_body(table):
        yield Argument(Phrase("เป็นรายชื่อคณะหรือทำเนียบบุคลากร"))
    if _has_posts(table):
        yield Argument(Phrase("มีตำแหน่งราชการ"))
    if _share_of_units(table) >= MOST:
        yield Argument(Phrase("มีฝ่ายของสำนักงานเขต"))


def _has_posts(table: SeenTable) -> bool:
    """Return whether most people have a post of an office."""
    return any(share(table.cells(name), _is_official) >= MOST for name in _POSTS)


def _share_of_units(table: SeenTable) -> float:
    """Return the share of units that are called as those of an office are."""
    units = table.known.units
    return share(table.cells("unit"), lambda text: units.find(text) or kind_of_name(text))


def against_people(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them other people, or no people."""
    is_body = table.is_named_ours and _says_body(table)
    # Members of a body are that, whoever came or is to sign.
    came = next((each for each in table.heads.split("\n") if _CAME.fullmatch(each)), "")
    if _names_no_people(table):
        yield Argument(Phrase("ไม่ใช่ชื่อคน"), is_veto=True)
    if head := table.headed(_OF_OTHERS):
        yield has_column(head)
    if found := _ONCE.search(table.said):
        yield of_matter(found[0], is_veto=True)
    elif came and not (is_body and _has_roles(table)):
        yield has_column(came, is_veto=False)
    if any(map(_CHILD.match, table.cells("name"))):
        yield Argument(Phrase("มีชื่อเด็ก"), is_veto=True)
    if other := _of_others(table, is_body=is_body):
        yield other
    elif not table.is_named_ours:
        yield from _strange(table)
    if table.kind == PEOPLE.name:
        yield from _of_no_register(table)
    if table.kind == ROSTER.name:
        yield from _of_no_body(table)


def _of_others(table: SeenTable, *, is_body: bool) -> Argument | None:
    """Return what a title, or a word of most rows, says of people who are not of an office; a body
    of ours may be about them, but not theirs."""
    # Our sections have such names, too: of our staff the title says what it is, and no file.
    is_staff = _REGISTERS.search(table.said) and _has_posts(table)
    words = table.said if is_staff and table.is_of_own_office else table.words
    if found := (_BODIES_OUTSIDE if is_body else _MATTERS).search(words):
        return of_matter(found[0], is_veto=True)
    if found := _NO_MEMBERS.search(table.said):
        # They may be people of the office, but are in no body.
        return of_matter(found[0], is_veto=table.kind == ROSTER.name)
    rows = [key("\n".join(map(str, row.values))) for row in table.below if row.filled > 1]
    first = next(filter(None, (re.search(_OUTSIDE, text) for text in rows)), None)
    if first is None or share(rows, re.compile(_OUTSIDE).search) < MOST:
        return None
    return Argument(Phrase("เป็นรายชื่อของ “{outside}”", outside=first[0]), is_veto=True)


def _is_official(text: str) -> bool:
    """Return whether a text is a post of an office: who presides may do so anywhere."""
    return is_post(text) and not _is_of_body(text)


def _is_of_body(text: str) -> bool:
    """Return whether a text is a role in a body, and no post."""
    return ROLE.match(key(text)) is not None


def _of_no_register(table: SeenTable) -> Iterator[Argument]:
    """Yield that posts are roles in a body, and that no title says what the list is."""
    if max(share(table.cells(name), _is_of_body) for name in _POSTS) >= MOST:
        yield _ROLES
    if not _REGISTERS.search(table.said if table.titles[1:] else table.words):
        yield Argument(_UNTITLED)


def _of_no_body(table: SeenTable) -> Iterator[Argument]:
    """Yield that a school presides over a roster's body, or unless it is named ours, that it names
    none, or one that the year has not."""
    if not table.is_paper and any(map(_heads_school, table.rows)):
        yield Argument(Phrase("ประธานเป็นคนของโรงเรียน จึงอาจเป็นคณะของโรงเรียน"))
    if table.is_named_ours:
        return
    named = dict.fromkeys(() if table.has_own_headings else (row.body for row in table.rows))
    others = [body for body in named if body != UNTOLD and not _is_known(table, body)]
    says_body = _says_body(table) or bool({*named} - {UNTOLD, *others})
    if not says_body or ({*named} == {UNTOLD} and "คณะ" not in table.said):
        # Without a body and without roles, names are those of any list.
        yield Argument(Phrase("ไม่มีหัวเรื่องว่าเป็นคณะใด"), is_veto=not says_body)
    elif "body" not in table.heading.columns and not (
        "คณะ" in table.words or table.is_filed_as_ours
    ):
        yield OF_ANY_BODY
    for body in others:
        yield Argument(Phrase("ปีนี้ไม่มีคณะชื่อ “{body}”", body=body))


_OF_SCHOOL: Final = lazy_re("ครู|โรงเรียน|สถานศึกษา|รองผู้อำนวยการ$")


def _heads_school(member: RosterRow) -> bool:
    """Return whether who presides has a post of a school: in our bodies its people are members."""
    return member.role.startswith("ประธาน") and bool(_OF_SCHOOL.search(key(member.post)))


def _is_known(table: SeenTable, body: str) -> bool:
    """Return whether a body is one that each office has, or one of the year."""
    return kind_of_body(body) is not BodyKind.OTHER or key(body) in table.known.bodies


def _says_body(table: SeenTable) -> bool:
    """Return whether the title, or the roles below a heading, say that it is of a body."""
    return "คณะ" in table.said or _has_roles(table)


def _has_roles(table: SeenTable) -> bool:
    """Return whether most people have a role in a body."""
    return share(table.cells("role"), ROLE.search) >= MOST


def _names_no_people(table: SeenTable) -> bool:
    """Return whether most names are what the data of a person are called, or posts below a heading
    of these, or whether a list would be known by nothing but a heading of names, which may be of
    anything (a legend: ชื่อ, สัญลักษณ์), and hardly any person's name is below it."""
    heading, names = table.heading, list(table.cells("name"))
    if share(names, lambda text: _LABEL.fullmatch(key(text))) >= MOST:
        return True
    head = key(heading.headings.get("name", ""))
    if head.startswith("ชื่อตำแห") and share(names, is_post) >= MOST:
        return True
    if {*heading.columns} != {"name"} or len(heading.headed) == 1:
        return False
    return SURELY not in heading.headings["name"] and share(names, is_person) < MOST


def _strange(table: SeenTable) -> Iterator[Argument]:
    """Yield what a title or a column says that is of no register and no body of ours."""
    # Above a roster any line may stand, but for the name of another body.
    titles = table.titles[1:]
    if table.kind == ROSTER.name:
        titles = [each for each in table.called if "คณะ" in each and not names_assessment(each)]
    said = [text for title in titles if (text := table.beyond(title, _COMMON))]
    columns = table.heading.columns
    if said:
        # Our units have sportsmen and guards, and guests have posts: the staff has both.
        is_staff = _has_posts(table) and ("unit" not in columns or _share_of_units(table) >= MOST)
        is_veto = table.kind == PEOPLE.name and not (is_staff or _REGISTERS.search(table.said))
        yield of_matter(shortened(said[0]), is_veto=is_veto)
    elif table.kind != ROSTER.name and not _REGISTERS.search(table.said) and table.unexplained:
        yield has_column(shortened(table.unexplained), is_veto=False)


def _unusual_words(table: SeenTable) -> Iterator[Argument]:
    """Yield what stands in brackets in the titles of official results, or what scores are called
    where nothing names the office, beyond the few words that these have and who signed above. A
    sentence is no title."""
    brackets = (text for title in table.titles[1:] for text in _BRACKETS.findall(title))
    unusual = (text for text in brackets if not is_person(text) and table.beyond(text, _OF_RESULTS))
    if text := next(unusual, ""):
        yield of_matter(shortened(text))
    elif not (_is_template(table) or names_office(table.lines(), table.known.office)):
        titles = {_called(text): text for text in table.titles[1:] or table.called}
        said = titles | {text: text for text in _figures(table)}
        lines = (
            text
            for of, text in said.items()
            if len(key(text)) <= _TITLE and table.beyond(of, _OF_RESULTS)
        )
        if text := next(lines, ""):
            words = shortened(text)
            yield Argument(Phrase("มีคำว่า “{words}” เหนือคะแนน จึงอาจไม่ใช่ผลทางการ", words=words))


def _called(title: str) -> str:
    """Return what the scores are called in a title, without spaces: what stands in front of it says
    where in the paper that is (ภาคผนวก ก), and what stands behind it how they are shown."""
    text = key(title)
    begins = SAYS_RESULT.search(text)
    if begins is None:
        return ""
    ends = [found.end() for found in ASSESSMENT.finditer(text, begins.end())]
    return text[begins.start() : max(ends, default=len(text))]


def reasons_of_results(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them scores of the assessment."""
    naming = table.naming
    # Rows that are numbered I1, I2, I3 are those of any examination.
    if table.letters and (not table.is_numbered or naming.is_ours or table.is_filed_as_ours):
        yield Argument(Phrase(_CODED))
    if table.is_named_ours:
        yield OURS
    if _is_template(table):
        yield Argument(Phrase("เป็นแบบกรอกของโปรแกรม"))
    if naming.ours >= _LEAST_NAMES and naming.ours >= ALMOST_ALL * (naming.ours + naming.others):
        yield Argument(Phrase("ชื่อตัวชี้วัดตรงกับกรอบการประเมิน"))


def against_results(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them scores of something else."""
    naming = table.naming
    is_of_people = not naming.is_ours and table.headed("ชื่อ.*สกุล")
    if is_of_people or share(table.cells("title"), is_person) >= MOST:
        yield Argument(Phrase("เป็นคะแนนของบุคคล"), is_veto=True)
    if not naming.is_ours and (head := table.headed(_NO_SCORES)):
        yield has_column(head, is_veto=not table.is_named_ours)
    if work := table.headed(_WORK):
        yield has_column(work, is_veto=False)
    if meant := _other_meaning(table):
        yield of_matter(meant, is_veto=True)
    yield from dict.fromkeys(against_words(table)) or _unusual_words(table)
    yield from _against_heads(table)
    yield from _against_figures(table)
    if naming.is_another:
        yield names_of_others(table, is_bare=not table.is_filed_as_ours)
    elif not (naming.is_ours or (table.is_named_ours and table.letters)):
        # Scores of other years may stand beside.
        head = table.unexplained
        if head and not _BESIDE_SCORES.search(head):
            yield has_column(shortened(head), is_veto=False)
        elif table.is_numbered and not (_is_template(table) or table.is_filed_as_ours):
            yield BARE
    if not (table.is_filed_as_ours or _is_template(table)) and not (
        table.is_named_ours or names_office(table.lines(), table.known.office)
    ):
        yield OF_ANYBODY


_WORD: Final = lazy_re(r"[A-Za-z]+")
_LINKING: Final = frozenset({"of", "and", "the", "for", "in"})
_ASSESSED: Final = lazy_re("integrity|transparen", re.IGNORECASE)


def _other_meaning(table: SeenTable) -> str:
    """Return what the letters of the instruments stand for beside most of them, if that is nothing
    of the assessment (EIT, Engineering Institute of Thailand); empty for none."""
    cells = {row.number: [str(each) for each in row.values] for row in table.below}
    meant = [_spelt_out(row.node, cells.get(row.origin.row, ())) for row in table.rows]
    return next(filter(None, meant), "") if share(meant, bool) >= MOST else ""


def _spelt_out(letters: str, cells: Iterable[str]) -> str:
    """Return the cell whose words begin with these letters and do not name the assessment."""
    for text in cells:
        words = [each for each in _WORD.findall(text) if each.lower() not in _LINKING]
        if "".join(each[0].upper() for each in words) == letters and not _ASSESSED.search(text):
            return text if len(words) > 1 else ""
    return ""


def _against_heads(table: SeenTable) -> Iterator[Argument]:
    """Yield what the scores are called that none of the year's are: those of the year before, or
    what somebody expects, which is no result whatever the title says."""
    columns = table.heading.columns
    whole = (table.head_texts.get(at, "") for name, at in columns.items() if name in FIGURES)
    for head in dict.fromkeys((*_figures(table), *whole)):
        tried = TRIED.search(key(head))
        if tried or PAST.search(head) or OF_MANY.search(key(head)):
            yield has_column(shortened(head), is_veto=bool(tried))


def office_of_scores(table: SeenTable) -> str:
    """Return the other office that headings of scores, or of own marks, name, or what stands among
    them; empty for none."""
    columns = table.heading.columns
    names = [name for name in (*FIGURES, "mark") if name in columns]
    heads = (table.head_texts.get(columns[name], "") for name in names)
    below = (text for name in names for text in table.cells(name))
    return other_office((*heads, *below), table.known.office)


def _against_figures(table: SeenTable) -> Iterator[Argument]:
    """Yield what figures alone say against it."""
    if not table.naming.is_ours and _has_other_marks(table):
        yield Argument(Phrase("คะแนนเต็มของแต่ละข้อไม่ใช่ 100"))
    if not table.naming.is_another and _are_impossible(table):
        yield Argument(Phrase("ข้อ OIT ได้ 100 หรือ 0 เท่านั้น ตัวเลขเหล่านี้จึงไม่ใช่คะแนน"), is_veto=True)
    if table.contradicts_itself:
        yield Argument(Phrase("คะแนนรวมไม่ตรงกับคะแนนของ IIT EIT OIT"))
    if _has_several(table):
        yield Argument(Phrase("รหัสเดียวกันมีคะแนนต่างกันหลายแถว"))
    if _are_shares(table):
        yield Argument(Phrase("ตัวเลขรวมกันได้ 100 จึงเป็นน้ำหนักหรือสัดส่วน"))


def _has_other_marks(table: SeenTable) -> bool:
    """Return whether items have full marks that no item of the assessment has."""
    is_of_items = all(row.node[:1] in _ITEMS and row.node[1:].isdigit() for row in table.rows)
    marks = [to_arabic(text) for text in table.cells("full") if any(map(str.isdigit, text))]
    return is_of_items and any(
        float(found[0]) != _FULL for text in marks if (found := _MARK.search(text))
    )


def _are_impossible(table: SeenTable) -> bool:
    """Return whether most figures are such as no OIT item can have: how often its page is opened,
    how hard it was."""
    checked = {
        item.code
        for framework in table.known.frameworks
        for item in framework.items
        if item.scale is Scale.DISCLOSURE
    }
    found = [(row.node, row.figures["score"]) for row in table.rows if "score" in row.figures]
    others = sum(node in checked and figure not in {0, _FULL} for node, figure in found)
    return len(found) >= _LEAST_NAMES and others > MOST * len(found)


def _are_shares(table: SeenTable) -> bool:
    """Return whether the figures of indicators, or of instruments, are parts of a hundred; beside
    items, numbers may be those of options."""
    for name in FIGURES:
        found = {row.node: row.figures[name] for row in table.rows if name in row.figures}
        if any(node[:1] in _ITEMS and node[1:].isdigit() for node in found):
            continue
        alike = ([each for node, each in found.items() if test(node)] for test in _WHOLES)
        if any(len(each) >= _LEAST_NAMES and sum(each) == _FULL for each in alike):
            return True
    return False


def _has_several(table: SeenTable) -> bool:
    """Return whether several codes have other figures each time that they stand there, in the rows
    of one year."""
    heads = (at for at, text in table.head_texts.items() if heading_key(text) in YEAR_HEADS)
    years = years_below(table.below, next(heads, None))
    found: dict[tuple[str, int, str], set[Decimal]] = {}
    for row in table.rows:
        for name in row.figures.keys() & {*FIGURES}:
            place = row.node, years.get(row.origin.row, 0), name
            found.setdefault(place, set()).add(row.figures[name])
    return len({node for (node, *_), figures in found.items() if len(figures) > 1}) > 1


_ITEMS: Final = frozenset("IEO")
_WHOLES: Final = (str.isdigit, {"IIT", "EIT", "OIT"}.__contains__)
"""Nodes that make up the whole together."""
_FULL: Final = 100
_MARK: Final = lazy_re(r"\d+(?:\.\d+)?", re.ASCII)


def _figures(table: SeenTable) -> Iterator[str]:
    """Yield the headings of the scores."""
    headings = table.heading.headings
    yield from (headings[name] for name in FIGURES if name in headings)


def _is_template(table: SeenTable) -> bool:
    return table.heading.headings.get("score") == RESULTS.column("score").heading


def report_belief(texts: Iterable[str], around: Iterable[str], own: str) -> Belief:
    """Return whether a report of results, which is known by its sections, is of the assessment: it
    names it, or has its codes; and whether its first lines say that its scores are tried, or those
    ``around`` it name another office than the ``own`` one."""
    said, lines = list(around), list(texts)
    office = other_office(said, own) or office_reported(said, lines, own)
    against = of_office(office)
    head = key("\n".join(lines[:HEAD]))
    if tried := TRIED.search(head) or REMARKED.search(head):
        against = (*against, of_matter(tried[0]))
    is_dated = bool(stated_years((*said, *lines[:HEAD]), bare=True))
    named = of_name(FILE, said[0], lines[:HEAD], is_dated=is_dated) if said else ()
    against = (*against, *named, *of_sentences(lines))
    if any(names_assessment(text) or codes_in(text) for text in lines):
        return Belief((Argument(Phrase(_CODED)),), against, office=office)
    return Belief((), (*against, Argument(NOTHING)), office=office)
