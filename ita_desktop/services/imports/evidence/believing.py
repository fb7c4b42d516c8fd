"""Believes, or not, that a table is of a kind: asks the kind's own reasons, for and against."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.letters import LetterKind
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import UnitKind
from ita_desktop.domain.roster.matching import kind_of_name
from ita_desktop.domain.text import key, to_arabic
from ita_desktop.domain.tracking.worksheet import place_of
from ita_desktop.exchange.cells.links import has_link, links_of
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.kinds.calendar import CALENDAR
from ita_desktop.exchange.kinds.oit import EVIDENCE, ONLY_LINKS
from ita_desktop.exchange.kinds.papers import LETTERS, MEETINGS
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.kinds.roster import DUTIES, ORDERS
from ita_desktop.exchange.kinds.surveys import day_in, people_in
from ita_desktop.exchange.report.years_stated import stated_years
from ita_desktop.services.imports.evidence import reasons
from ita_desktop.services.imports.evidence.naming import is_titled
from ita_desktop.services.imports.evidence.others import (
    are_foreign,
    called_alike,
    names_of_others,
    of_office,
    other_office,
    sender_of_all,
    unknown_owner,
)
from ita_desktop.services.imports.evidence.said import REMARKED, is_ours_throughout
from ita_desktop.services.imports.evidence.seen import (
    BARE,
    FILED,
    FOLLOWED_UP,
    HEAD,
    MOST,
    NO_BELIEF,
    NOTHING,
    OF_ITEM,
    OF_ITEMS,
    OF_OIT,
    OURS,
    OWN_HEADS,
    Argument,
    Belief,
    SeenTable,
    codes_in,
    has_column,
    names_assessment,
    of_matter,
    office_site,
    other_names,
    share,
)


def against_duties(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them the members of a body: roles below หน้าที่, beside names."""
    if share(table.cells("duty"), lambda text: _ROLE_ALONE.fullmatch(key(text))) >= MOST:
        yield Argument(Phrase("เป็นบทบาทของคน ไม่ใช่หน้าที่ของคณะ"), is_veto=True)


_ROLE_ALONE: Final = lazy_re(rf"(?:{reasons.ROLE.pattern}|รอง|ผู้ช่วย|และ|หัวหน้า|ผู้ประสานงาน)+")
_FOREIGN: Final = r"ความเสี่ยง|โอกาส|ผลกระทบ|ค่าเป้าหมาย|หน่วยนับ|จำนวนเงิน|(?<!บท)บาท|ร้องเรียน|ผู้ร้อง"


def reasons_of_items(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them items of the assessment."""
    if table.is_coded:
        yield Argument(Phrase("มีรหัสข้อของการประเมิน ITA"))
    yield from marks(table)
    if table.naming.is_ours:
        yield Argument(Phrase("ชื่อข้อตรงกับกรอบการประเมิน"))


def marks(table: SeenTable) -> Iterator[Argument]:
    """Yield what codes and names alone do not say."""
    if table.is_named_ours:
        yield OURS
    elif table.is_filed_as_ours and table.is_coded and not table.is_titled_otherwise:
        yield FILED
    if table.letters and not (table.is_numbered or _has_other_codes(table)):
        yield Argument(Phrase("รหัสข้อไม่ใช่ลำดับที่"))
    if table.has_own_headings and table.is_coded and not table.is_titled_otherwise:
        yield OWN_HEADS


def _has_other_codes(table: SeenTable) -> bool:
    """Whether most cells of a column of OIT items have something else."""
    own = [any(code[0] == "O" for code in codes_in(text)) for text in table.cells("item")]
    return table.kind in OF_OIT and sum(own) < MOST * len(own)


def against_items(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them items of something else: codes alone are those of many lists, and the
    same codes with other names are another list; or of several years, one below the other."""
    naming = table.naming
    yield from _against_titles(table)
    if naming.is_ours:
        return
    head = table.headed(_FOREIGN)
    if table.is_named_ours:
        # Its own columns may have other words beside the codes.
        if found := (head if naming.is_another else "") or table.beside_numbers:
            yield has_column(shortened(found), is_veto=False)
        yield from called_alike(table)
        return
    if head:
        yield has_column(head)
    if table.names_another:
        # Without codes, that is all that is said of what it is about.
        yield of_matter(table.names_another, is_veto=not table.is_coded)
    if naming.is_another:
        yield names_of_others(table, is_bare=not any(marks(table)))
    elif table.unexplained:
        # Bare codes are those of many lists: nothing else may be in one of ours.
        yield has_column(shortened(table.unexplained), is_veto=False)
    elif not any(marks(table)):
        yield from _bare(table)


def _against_titles(table: SeenTable) -> Iterator[Argument]:
    """Yield that a list is of several years, one below the other, or shows how it is done."""
    if len(years := _years_below(table)) > 1:
        said = " ".join(map(str, years))
        yield Argument(Phrase("มีรายการของหลายปีในตารางเดียว ({years})", years=said))
    shown = [line for line in table.titles[1:] or table.called if _SHOWN.match(key(line))]
    # Below a title of ours such a line is about something in the list.
    titles = (line for line in table.titles[1:] if line not in shown)
    is_below = any(map(names_assessment, titles))
    if shown and not (is_below and is_ours_throughout(table)):
        yield replace(of_matter(shortened(shown[0])), is_said=not is_below)


def _bare(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes codes alone no items: a heading that calls them something else, or names of
    what links lead to that are those of no list."""
    near = dict(table.heading.near)
    head = next((text for text, name in near.items() if name in OF_ITEM), "")
    yield has_column(head) if head else BARE
    if table.kind == EVIDENCE.name and are_foreign(found := titled(table), table):
        yield other_names(len(found), is_veto=True)


_SHOWN: Final = lazy_re(r"\(?(?:ตัวอย่าง|แบบฝึก|ต้นแบบ)(?!สำนักงาน)")
"""How the titles begin of what others show how to do; without spaces."""
_YEAR_HEAD: Final = lazy_re(r"^(?!\s*(?:\*|[(]?หมายเหตุ)).{0,80}\d\d\s*[)]?$")


def _years_below(table: SeenTable) -> tuple[int, ...]:
    """Return the years that headings between the rows of a list of OIT items end with, and its
    titles state."""
    alone = (row for row in table.below if row.filled == 1 and table.kind in OF_OIT)
    texts = (str(value) for row in alone for value in row.values if value != "")
    below = [text for text in texts if _YEAR_HEAD.search(to_arabic(text))]
    return stated_years((*table.titles, *below)) if stated_years(below) else ()


_ASSIGNED: Final = lazy_re(r"รับผิดชอบ|มอบหมาย|เจ้าภาพ|เจ้าของข้อมูล|แบ่งงาน|จัดทำ|จัดเตรียม")
_UNIT: Final = lazy_re(r"^(?:ชื่อ)?(?:หน่วยงาน|หน่วย|ฝ่าย|กลุ่มงาน|ส่วนงาน|ส่วนราชการ)(?:/.*)?$")


def against_assignments(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them no assignments: a unit beside an item may also have asked something,
    or have to mend it."""
    yield from against_items(table)
    head = table.heading.headings.get("owners", "")
    said = f"{table.said}\n{table.heads}"
    if _UNIT.match(key(head)) and not _ASSIGNED.search(said):
        text = "ไม่ได้บอกว่า “{head}” คือผู้รับผิดชอบ"
        yield Argument(Phrase(text, head=shortened(head)))
    name = table.heading.headings.get("title", "")
    if key(name) == "ประเด็น" and not _names_items(table, "title"):
        yield has_column(name, is_veto=False)


_REPORTED: Final = lazy_re(rf"รายงานผล|ผลการดำเนิน|{FOLLOWED_UP}")
_HOW_FAR: Final = lazy_re(r"ไตรมาส|เดือน|ร้อยละ|%|สถานะ|คืบหน้า|ก้าวหน้า|แล้วเสร็จ")


def against_measures(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them no list of measures: a report of how far they are, in columns that
    nothing reads, names them in short."""
    yield from against_items(table)
    heads = (head for head in table.heading.ignored if _HOW_FAR.search(key(head)))
    if _REPORTED.search(table.said) and (head := next(heads, "")):
        text = "หัวเรื่องเป็นรายงานผล และไม่มีคอลัมน์ที่อ่านเป็นผลได้ (“{head}”)"
        yield Argument(Phrase(text, head=shortened(head)))


_NOT_PUBLISHED: Final = lazy_re(
    r"(?:ลิ้?ง[กค]์?|links?|url)(?:ตัวอย่าง|เสีย|(?:ที่)?(?:เปิด|เข้า|ใช้)(?:งาน)?ไม่ได้|.{0,12}(?:จาก|ของ)(?:สำนักงาน)?(?:เขต|หน่วยงาน)อื่น)"
)
"""Links that prove nothing: those that lead nowhere, or are shown to be copied; without spaces."""


def against_evidence(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them no evidence: links to the site of another office, or that nobody means
    to publish; marks of what is called otherwise are its results."""
    yield from _on_other_site(table)
    columns = table.heading.columns
    head = table.heading.headings.get("location", "")
    if _NOT_PUBLISHED.search(key(head)):
        yield has_column(shortened(head), is_veto=False)
    elif said := _NOT_PUBLISHED.search(table.said):
        yield of_matter(said[0])
    if "mark" in columns and "location" not in columns:
        found = titled(table) if "data" in columns else ()
        others = sum(
            not any(is_titled(title, code, each) for each in table.known.frameworks)
            for code, title in found
        )
        if table.naming.is_another or 2 * others > len(found):
            yield other_names(others or table.naming.others, is_veto=True)
    yield from against_items(table)


_ISSUE_ALONE: Final = {"items", "title", "indicator", "issue", "score"}
_NAMES: Final = Argument(Phrase("“ประเด็น” เป็นชื่อข้อ ไม่ใช่จุดที่ต้องปรับปรุง"), is_veto=True)


def against_analysis(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them no analysis: scores of points that nothing is said of, or the names of
    the items that they have, instead of what is found of them."""
    yield from against_measures(table)
    columns, heads = table.heading.columns, table.heading.headings
    if key(heads.get("issue", "")) != "ประเด็น":
        return
    if "score" in columns and _ISSUE_ALONE.issuperset(columns):
        yield _NAMES
    elif _names_items(table, "issue"):
        yield replace(_NAMES, is_veto=False)


def _names_items(table: SeenTable, column: str) -> bool:
    """Return whether most texts in a column are names of items."""
    names = {key(item.title) for each in table.known.frameworks for item in each.items}
    return share(table.cells(column), lambda text: key(text) in names) >= MOST


def against_progress(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them no results of measures: how far the items are published, with their
    addresses in a column that no result has."""
    yield from against_items(table)
    columns = table.heading.columns
    others = {*range(max((len(row.values) for row in table.below), default=0))}
    linked = sum(
        any(has_link(row.value(at)) for at in others - {*columns.values()}) for row in table.below
    )
    # What is not published yet has no address, so that a column for them says as much.
    is_of_links = any(map(ONLY_LINKS.fullmatch, table.heading.ignored)) or 2 * linked > len(
        table.below
    )
    if not {"method", "result"} & columns.keys() and linked and is_of_links:
        yield Argument(Phrase("เป็นตารางของลิงก์ ไม่ใช่ผลของมาตรการ"), is_veto=True)
    elif _checks_items(table):
        yield Argument(Phrase("เป็นการตรวจข้อ OIT ไม่ใช่ผลของมาตรการ"), is_veto=True)


_CHECKED: Final = {"items", "title", "indicator", "score", "status", "percent", "note"}
_OF_WORK: Final = lazy_re(rf"มาตรการ|ดำเนิน|กิจกรรม|ปรับปรุง|จัดทำ|{FOLLOWED_UP}")


def _checks_items(table: SeenTable) -> bool:
    """Return whether each row is an OIT item with how complete it is, and nothing says that work is
    reported: results are those of measures."""
    rows = [getattr(row, "measure", row) for row in table.rows]
    codes = [code for row in rows for code in row.items]
    is_oit = bool(codes) and all(code[0] == "O" for code in codes)
    said = f"{table.said}\n{table.heads}"
    return is_oit and _CHECKED.issuperset(table.heading.columns) and not _OF_WORK.search(said)


_ASSESSOR: Final = lazy_re(r"ผู้(?:ตรวจ|ประเมิน)|(?:จาก|ผล)การ(?:ประเมิน|ตรวจ)|กรรมการ|ป\.ป\.ช")
_OF_ASSESSOR: Final = lazy_re(
    r"(?:สำนักงาน)?(?:คณะ)?(?:กรรมการ|ผู้(?:ตรวจ|ประเมิน)(?!สอบ|ราชการ|ตน)|ป\.?ป\.?ช)"
    r"|(?:รายงาน)?(?:ผล)?การ(?:ประเมิน|ตรวจ)|ระบบ|(?:แต่ละ|ทุก|ราย)?ข้อ|oit|ita"
)
"""Whose remarks they are in the assessor's titles; without spaces."""


def against_remarks(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them no remarks of the assessor: anybody makes recommendations."""
    yield from against_items(table)
    head = table.heading.headings.get("remark", "")
    is_bare = not (_ASSESSOR.search(key(head)) or _ASSESSOR.search(table.words))
    titles = key("\n".join(table.titles))
    of_others = any(not _OF_ASSESSOR.match(titles, by.end()) for by in REMARKED.finditer(titles))
    if ("เสนอแนะ" in head and is_bare) or of_others:
        yield Argument(Phrase("ไม่ได้บอกว่าเป็นข้อสังเกตของผู้ตรวจ"))


def titled(table: SeenTable) -> tuple[tuple[str, str], ...]:
    """Return the codes of single items with the titles beside them in the file."""
    found = []
    for row in table.rows:
        inner: Any = getattr(row, "measure", row)
        items = (inner.item,) if hasattr(inner, "item") else inner.items
        # The title of evidence is that of a document.
        title = inner.data if table.kind == EVIDENCE.name else inner.title
        if len(items) == 1 and title and inner.origin.row not in table.of_several:
            found.append((items[0], title))
    if table.kind == EVIDENCE.name:
        # Several names of one item are those of its parts or documents, too.
        rows = Counter(code for code, _ in found)
        found = [each for each in found if rows[each[0]] == 1]
    return tuple(found) or table.naming.named


def reasons_of_matters(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them of the assessment: they say so anywhere. An agenda or minutes are known
    by their form; an order of another matter would bring its people along, and letters about
    anything have one form."""
    if table.is_paper and table.kind not in {ORDERS.name, LETTERS.name}:
        yield Argument(Phrase("เป็นหนังสือหรือระเบียบวาระตามแบบราชการ"))
    texts = tuple(table.texts())
    if table.is_named_ours or any(map(names_assessment, texts)):
        yield Argument(Phrase("กล่าวถึงการประเมิน ITA"))
    elif table.kind == LETTERS.name and any(map(codes_in, texts)):
        yield Argument(Phrase("มีรหัสข้อของการประเมิน ITA"))


def against_matters(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them of another matter."""
    if table.names_another and not table.is_named_ours:
        yield of_matter(table.names_another)
    elif table.kind == LETTERS.name and (_is_incoming(table) or _is_numbered_elsewhere(table)):
        yield Argument(Phrase("เป็นหนังสือที่มีมาถึงสำนักงานเขต"))
    elif table.kind == MEETINGS.name and (others := _others_met(table)):
        yield Argument(Phrase("เป็นการประชุมของ “{others}”", others=others))
    elif table.kind == MEETINGS.name and (found := _BOOKED.search(f"{table.said}\n{table.heads}")):
        yield of_matter(found[0], is_veto=True)
    elif table.kind == CALENDAR.name and (hours := _of_course(table)):
        yield of_matter(hours)
    elif table.kind in _OF_SURVEYS:
        yield from _against_respondents(table)
    elif table.kind == CALENDAR.name and len(table.heading.ignored) > len(table.heading.columns):
        # Dates are in any table: what is mostly about something else is no calendar.
        yield has_column(shortened(table.unexplained or table.heading.ignored[0]), is_veto=False)
    is_ours = table.is_paper or table.rows_speak_of_it
    head = "" if is_ours else table.headed(rf"{_FOREIGN}|วงเงิน|เบิก(?:จ่าย|แล้ว)|ราคา|คงเหลือ")
    if head:
        yield has_column(head, is_veto=False)
    elif not (table.is_paper or table.speaks_of_it):
        yield Argument(Phrase("ส่วนใหญ่ไม่ได้กล่าวถึงการประเมิน ITA"))


def _of_course(table: SeenTable) -> str:
    """Return what the title of the hours of one event says, unless the dates are those of our
    office's assessment; empty for nothing."""
    found = _COURSE.search(table.said)
    is_ours = table.rows_speak_of_it and table.is_of_own_office
    return found[0] if found and not is_ours else ""


_COURSE: Final = lazy_re(r"กำหนดการ(?:การ)?(?:จัด)?(?:ฝึก)?(?:อบรม|สัมมนา|บรรยาย)")
"""Titles of the hours of one event; without spaces."""
_OF_SURVEYS: Final = frozenset({"respondents", "answered"})
_ANSWER: Final = lazy_re(
    r"(?<![a-z])[ie]it(?![a-z])|ผู้(?:มีส่วนได้|ตอบ|ให้ข้อมูล)|ประชากร|(?:กลุ่ม|จำนวน|ขนาด)ตัวอย่าง|ตอบแบบ|ตอบแล้ว|(?:ต้อง|ที่|ได้)ตอบ|แบบวัด"
)
"""Words of the numbers of those who answer the surveys; without spaces."""
_ASKED: Final = lazy_re(r"ผู้มีส่วนได้|ผู้มีสิทธิ|ประชากร|จำนวนคน")
_ANSWERED: Final = lazy_re(r"ตอบแล้ว|ผู้ตอบ|จำนวน(?:ที่|การ)?ตอบ|กลุ่มตัวอย่าง|ขนาดตัวอย่าง")
_UNTIL_THEN: Final = lazy_re(r"สะสม|ตอบแล้ว")
"""Where each kind of people has a column, or each day, the title has to say what is counted."""


_OF_INDICATOR: Final = lazy_re(r"ตัวชี้วัด(?:ที่)?\d")


def _against_respondents(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them other people who were counted."""
    said = f"{table.said}\n{table.heads}"
    if "ความพึงพอใจ" in said:
        yield of_matter("ความพึงพอใจ")
    elif not _ANSWER.search(said):
        yield Argument(Phrase("ไม่ได้บอกว่าเป็นผู้ตอบแบบวัด IIT หรือ EIT"))
    if head := next(filter(_OF_INDICATOR.match, map(key, table.heading.ignored)), ""):
        # The scores that units gave, with how many these were.
        yield has_column(head)
    headings = table.heading.headings
    is_asked = _ASKED.search(said) and not _ANSWERED.search(said)
    if people_in(headings.get("population", "")) and not is_asked:
        yield Argument(Phrase("ไม่ได้บอกว่าเป็นจำนวนคนทั้งหมด หรือผู้ที่ตอบแล้ว"))
    elif day_in(headings.get("answered", "")) and not _UNTIL_THEN.search(said):
        yield Argument(Phrase("ไม่ได้บอกว่าเป็นยอดสะสมถึงวันนั้น หรือยอดของวันเดียว"))


_BOOKED: Final = lazy_re(r"(?:จอง|ใช้)ห้อง|ผู้(?:จอง|ขอใช้)")
"""Titles and headings of registers of rooms, where anybody meets; without spaces."""


def _is_incoming(table: SeenTable) -> bool:
    """Return whether others sent a letter to the office: within it, there are memos."""
    office = key(table.known.office)
    own = {office, f"ผู้อำนวยการ{office.removeprefix('สำนักงาน')}", "ผู้อำนวยการเขต"}
    return any(r.kind is LetterKind.LETTER and key(r.addressee) in own for r in table.rows)


_NUMBERED: Final = lazy_re(r"(?:ที่\s*)?([ก-ฮ]{1,3})\s?\d{3,4}[./]")
"""The letters that the number of an official letter begins with, which say who sent it."""


def _is_numbered_elsewhere(table: SeenTable) -> bool:
    """Return whether all letters have numbers that no office of the city gives, whose own begin
    with กท."""
    found = [_NUMBERED.match(to_arabic(row.number)) for row in table.rows]
    return all(number is not None and number[1] != "กท" for number in found)


_MEETING: Final = lazy_re(
    r"(?:ระเบียบวาระ|รายงาน|บันทึก|สรุป(?:ผล)?|กำหนด|หนังสือ|เชิญ)*(?:การ)?ประชุม(?P<who>.*?)(?:ครั้งที่|วันที่|เวลา|ณห้อง|$)"
)
"""The title of the paper of a meeting, with who meets; without spaces."""
_MET: Final = lazy_re(
    r"คณะทำงาน|คณะ(?:อนุ)?กรรมการ(?:อำนวยการ)?|ฝ่ายเลขานุการ|และ|ร่วม|ของ|เพื่อ|เรื่อง|ขับเคลื่อน|(?:การ)?ดำเนิน(?:การ|งาน)"
    r"|จัดทำ|เตรียม(?:ความพร้อม|การ)?|ติดตาม|กำกับ|(?:ประจำ)?ปี(?:งบประมาณ)?|พ\.ศ\.|สำนักงานเขต[ก-๙]*|กรุงเทพมหานคร|[\d().,:/_–-]"
)
"""What the title of a meeting of our bodies consists of beside their names; without spaces."""


def _others_met(table: SeenTable) -> str:
    """Return who met, without spaces, if the title of a meeting's paper names others than our
    bodies; empty if a line of its head names one of these, or nobody."""
    others = ""
    for text in (*table.titles, *table.signed[:HEAD]):
        line = key(text)
        if names_assessment(text) or line.partition("ครั้งที่")[0] in table.known.bodies:
            return ""
        found = _MEETING.match(line)
        if found and not others and table.beyond(found["who"], _MET):
            others = shortened(found["who"])
    return others


def reasons_of_units(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them units of the office; a table of districts is one of the city."""
    known = table.known.units
    names = [row.name for row in table.rows]
    if share(names, lambda name: kind_of_name(name) or known.find(name)) >= MOST:
        yield Argument(Phrase("เป็นชื่อฝ่ายหรือโรงเรียน"))


def against_units(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them something else."""
    offices = [name for name in table.cells("name") if kind_of_name(name) is UnitKind.OFFICE]
    if len(offices) > 1 or any(other_office([name], table.known.office) for name in offices):
        yield Argument(Phrase("เป็นรายชื่อสำนักงานเขต ไม่ใช่หน่วยของเขต"), is_veto=True)
    if head := table.headed(f"ชื่อ.*{reasons.SURELY}"):
        yield has_column(head)
    if head := table.headed("ที่อยู่|ที่ตั้ง|จำนวนเงิน|(?<!บท)บาท|คะแนน|งบประมาณ"):
        yield has_column(head)
    elif table.unexplained:
        yield has_column(shortened(table.unexplained), is_veto=False)


_LEAST: Final = 5
"""Number of columns of the form that no other list has together."""


def reasons_of_worksheet(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes it the form: its keys, or its headings. A number, a state and a link are in
    the lists of any office."""
    if any(map(place_of, table.cells("key"))):
        yield Argument(Phrase("มีรหัสแถวของแบบกรอก"))
    if table.has_own_headings and len(table.heading.columns) >= _LEAST:
        yield OWN_HEADS
    if table.is_named_ours:
        yield OURS


def against_worksheet(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes it another list."""
    if any(map(place_of, table.cells("key"))):
        return
    if table.names_another and not table.is_named_ours:
        yield of_matter(table.names_another)
    if table.unexplained:
        yield has_column(shortened(table.unexplained), is_veto=False)


Reasons = Callable[[SeenTable], Iterator[Argument]]
_OF_MATTERS: Final = {"meetings", "letters", "orders", "calendar", "texts", *_OF_SURVEYS}
_EVIDENCE: Final[Mapping[str, tuple[Reasons, Reasons]]] = {
    "results": (reasons.reasons_of_results, reasons.against_results),
    **dict.fromkeys(("people", "roster"), (reasons.reasons_of_people, reasons.against_people)),
    "units": (reasons_of_units, against_units),
    **dict.fromkeys(OF_ITEMS, (reasons_of_items, against_items)),
    "analysis": (reasons_of_items, against_analysis),
    **dict.fromkeys(("measures", "communications"), (reasons_of_items, against_measures)),
    "progress": (reasons_of_items, against_progress),
    "evidence": (reasons_of_items, against_evidence),
    "remarks": (reasons_of_items, against_remarks),
    "assignments": (reasons_of_items, against_assignments),
    "worksheet": (reasons_of_worksheet, against_worksheet),
    **dict.fromkeys(_OF_MATTERS, (reasons_of_matters, against_matters)),
}
"""The reasons of each kind. Others are made only of what already is one of ours: the chapters and
pictures of a book, the duties of an order, a form that was sent."""
_NEEDED: Final = frozenset({"results", "people", "units"})
"""Kinds that a table is of only if something speaks for it."""


def _on_other_site(table: SeenTable) -> Iterator[Argument]:
    """Yield that what a list leads to is on the site of another office: our site is known, and none
    of its links lead there."""
    at = table.heading.columns.get("location")
    links = (link for row in table.below for link in links_of(row.value(at)))
    sites = Counter(filter(None, (office_site(link.address) for link in links)))
    if not table.known.sites or not table.known.sites.isdisjoint(sites):
        return
    for site, count in sites.most_common(1):
        if count > MOST * len(table.below):
            text = "ลิงก์อยู่ที่ {site} ซึ่งไม่ใช่เว็บไซต์ของสำนักงานเขต"
            yield Argument(Phrase(text, site=site))


def believe(table: SeenTable) -> Belief:
    """Return how far a table is of the kind that it was read as."""
    evidence = _EVIDENCE.get(table.kind)
    if not table.rows and (not table.below or table.is_template or table.is_paper):
        return NO_BELIEF
    found, other = (tuple(each(table)) for each in evidence) if evidence else ((), ())
    if table.kind == DUTIES.name:
        other = tuple(against_duties(table))
    if evidence and not found:
        other = (*other, Argument(NOTHING, is_veto=table.kind in _NEEDED))
    office = other_office(table.lines(), table.known.office, table) or sender_of_all(table)
    office = reasons.office_of_scores(table) or office
    name = "" if office else unknown_owner(table)
    other = (*of_office(office), *([of_matter(shortened(name))] if name else []), *other)
    # A list of links alone has the names of documents, or others.
    is_list = table.kind == EVIDENCE.name and "data" not in table.heading.columns
    is_named = not is_list or table.naming.is_another
    titled_items = titled(table) if table.kind in OF_ITEMS and is_named else ()
    if table.kind == RESULTS.name:
        titled_items = table.naming.named
    return Belief(
        found, tuple(sorted(other, key=lambda reason: not reason.is_veto)), titled_items, office
    )
