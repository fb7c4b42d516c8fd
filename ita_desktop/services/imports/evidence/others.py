"""What is another's: the office that a table or a paper is of, or its matter, where it says another
one than ours; and lists of other items under our codes, those of others and of other years: what
both call each, to be shown side by side; titles may pair them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from ita_desktop.domain.city.districts import is_other_office
from ita_desktop.domain.district_names import DISTRICTS, offices_in_english
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import Framework
from ita_desktop.domain.measure_cells import Typed
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import UnitKind
from ita_desktop.domain.roster.matching import kind_of_name
from ita_desktop.domain.text import key
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.kinds.calendar import CALENDAR
from ita_desktop.exchange.kinds.oit import EvidenceRow
from ita_desktop.exchange.kinds.papers import LETTERS, MEETINGS
from ita_desktop.exchange.kinds.progress import ProgressRow
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.kinds.roster import DUTIES, ORDERS, ROSTER
from ita_desktop.exchange.remarks import RowError
from ita_desktop.exchange.report.statements import agencies_in
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.imports.draft import CHOOSE, ImportDraft
from ita_desktop.services.imports.evidence import seen
from ita_desktop.services.imports.evidence.naming import (
    NUMBERED,
    is_title,
    is_titled,
    other_lists,
    title_of,
)
from ita_desktop.services.imports.items import codes_of, paired_by_title
from ita_desktop.services.imports.plan import Consent, TitledRow

_ABOVE: Final = lazy_re(
    r"(?:(?<![ก-๙])|(?<=ผู้อำนวยการ)|(?<=หัวหน้า)|(?<=เลขานุการ)|(?<=แทน))(?:สำนัก(?!งานเขต)|กอง|กรม(?!ธรรม์)|กระทรวง)[^()\n]*"
    r"|(?:ปลัด|ผู้ว่าราชการ)กรุงเทพมหานคร"
)
"""Units of the city and of the state, whose heads sign no letter of a district office."""
_LISTS: Final = {
    "national": "บัญชี OIT ระดับประเทศ ปี {year} ไม่ใช่ของสำนักงานเขต",
    "vocational": "บัญชี OIT ของวิทยาลัยอาชีวศึกษา ปี {year} ไม่ใช่ของสำนักงานเขต",
}
"""Lists of others, by their names in the file."""
_GOES_ON: Final = "ต่อจากแถวที่ไม่ได้นำเข้า เพราะไม่รู้ว่าเป็นข้อใด"
_NO_TITLE: Final = "ไม่มีแถวใดบอกชื่อของข้อ {codes} จึงไม่รู้ว่าเป็นข้อใดของปี"
_LEAST: Final = 2
"""Number of titles from which on they may be those of another list."""
_MORE: Final = 3
_PART: Final = 0.2
"""Number, and share, of codes that a year does not have from which on a list is another one."""
BY_TITLE: Final = frozenset(
    {"assignments", "remarks", "measures", "progress", "analysis", "evidence"}
)
"""Kinds whose rows have the title of their item."""


def with_titles(
    draft: ImportDraft, kind: str, rows: Sequence[Any], *, by_title: bool
) -> tuple[Sequence[Any], tuple[TitledRow, ...]]:
    """Return the rows to compare, and if they are of another list, what each calls its item. With
    ``by_title`` they are of the items that their titles name."""
    if kind not in BY_TITLE:
        return rows, ()
    framework = draft.year.framework
    inner = [getattr(row, "measure", row) for row in rows]
    coded = [(row, codes) for row in inner if len(codes := codes_of(row)) == 1]
    if kind == "evidence" and not by_title:
        # What has several names is named by its parts.
        names = Counter(codes[0] for _, codes in coded)
        coded = [(row, codes) for row, codes in coded if names[codes[0]] == 1]
    titled = tuple(_titled(row, codes[0], framework) for row, codes in coded)
    if not by_title:
        return rows, titled if of_other_list(titled, framework) else ()
    items = paired_by_title(draft, (row for row in titled if row.title))
    by_code = {row.code: items[row.origin] for row in titled if row.origin in items}
    items = {row.origin: by_code.get(row.code, "") for row in titled if not row.title} | items
    paired = list(_paired(draft, rows, items, by_code))
    return paired, tuple(_titled(row, items.get(row.origin, ""), framework) for row, _ in coded)


def _titled(row: Any, item: str, framework: Framework) -> TitledRow:
    """Return a row that is read as an item."""
    official = title_of(framework, item)
    # The title of evidence is that of its document.
    title = row.data if isinstance(row, EvidenceRow) else row.title
    return TitledRow(row.origin, codes_of(row)[0], title, item if official else "", official)


def _paired(
    draft: ImportDraft, rows: Iterable[Any], items: Mapping[Origin, str], by_code: Mapping[str, str]
) -> Iterator[Any]:
    """Yield rows of another list with the year's items: those of their origin, or of their codes if
    they have several. A row whose item is not known is left out, and what goes on with it."""
    is_out = False
    for row in rows:
        own = getattr(row, "measure", row)
        codes = codes_of(row)
        goes_on = not codes and getattr(own, "continues", False)
        shares = isinstance(row, ProgressRow) and row.merged
        if is_out and (goes_on or shares):
            draft.skip(row.origin, RowError(_GOES_ON).about("items"))
            continue
        known = [by_code.get(code, "") for code in codes]
        if row.origin in items or len(codes) == 1:
            known = [items.get(row.origin, "")]
        is_out = not all(known)
        if not is_out:
            yield _of_items(row, known, by_code)
        elif row.origin in items or len(codes) > 1:
            draft.skip(row.origin, RowError(_NO_TITLE, codes=" ".join(codes)).about("items"))


def _of_items(row: Any, items: Sequence[str], by_code: Mapping[str, str]) -> Any:
    """Return a row of these items."""
    if (inner := getattr(row, "measure", None)) is not None:
        return replace(row, measure=_of_items(inner, items, by_code))
    if hasattr(row, "item"):
        return replace(row, item=items[0])
    row = replace(row, items=Typed(dict.fromkeys(items)))
    if others := getattr(row, "merged_with", ()):
        known = tuple(by_code[code] for code in others if code in by_code)
        row = replace(row, merged_with=known)
    return row


def of_other_list(rows: Sequence[TitledRow], framework: Framework) -> bool:
    """Return whether most rows call their items otherwise than the framework."""
    pairs = dict.fromkeys((row.code, row.title) for row in rows if row.code and row.title)
    return len(pairs) >= _LEAST and _share(pairs, framework) <= seen.MOST


def other_list(
    titled: Sequence[tuple[str, str]], framework: Framework | None, known: seen.Knowledge
) -> seen.Argument | None:
    """Return why a list of codes with titles is not one of the ``framework``; None if it may be."""
    pairs = tuple(dict.fromkeys(titled))
    if framework is None or len(titled) < _LEAST or _share(pairs, framework) > seen.MOST:
        return None
    if not any(title_of(framework, code) for code, _ in pairs) and not _are_of_others(
        pairs, framework, known
    ):
        return None  # nobody knows what the year calls them
    differ = sum(not is_titled(title, code, framework) for code, title in pairs)
    name = _name_of(pairs, known, framework)
    fields = {"count": differ, "of": len(pairs)}
    text = Phrase("ชื่อ {count} จาก {of} ข้อไม่ตรงกับกรอบของปี", **fields)
    if name:
        text = Phrase("เป็น{name}: ชื่อ {count} จาก {of} ข้อไม่ตรงกับกรอบของปี", name=name, **fields)
    is_of_others = getattr(name, "template", "") in _LISTS.values()
    # Under other codes they are the year's own items, which their titles name; that of a row of
    # several items is of one of them.
    own = {key(item.title) for item in framework.items}
    is_moved = len(own.intersection(key(title) for _, title in pairs)) > seen.MOST * len(pairs)
    is_of_list = bool(name) or is_moved
    return seen.Argument(text, is_of_list=is_of_list, is_of_others=is_of_others, is_said=True)


def of_longer_list(cells: Iterable[str], framework: Framework | None) -> seen.Argument | None:
    """Return why OIT codes without titles, in ``cells``, are those of a longer list than that of
    the ``framework``, whose first ones would be its own items; None if they are not."""
    codes = {code for text in cells for code in seen.codes_in(text) if code[0] == "O"}
    if framework is None or not framework.items:
        return None
    more = [code for code in codes if code not in framework.item_by_code]
    is_longer = len(more) >= max(_MORE, _PART * len(codes))
    text = Phrase("{count} รหัสไม่มีในกรอบของปี", count=len(more))
    return seen.Argument(text) if is_longer else None


def names_of_others(table: seen.SeenTable, *, is_bare: bool) -> seen.Argument:
    """Return the argument that codes have other names. Where these are all that a table has
    (``is_bare``), it is none of ours, unless a list is known by them."""
    return seen.other_names(
        table.naming.others, is_veto=is_bare and are_foreign(table.naming.named, table)
    )


def are_foreign(named: Sequence[tuple[str, str]], table: seen.SeenTable) -> bool:
    """Return whether the names of codes are words of no list that is known."""
    frameworks = table.known.frameworks
    titles = {key(each.title) for framework in frameworks for each in framework.items}
    titles |= {key(each.name) for framework in frameworks for each in framework.indicators}
    names = [NUMBERED.sub("", key(name).removeprefix(key(code))) for code, name in named]
    ours = (name in title for name in names for title in titles)
    return bool(names and titles) and not (any(ours) or _name_of(named, table.known))


def _are_of_others(
    pairs: Sequence[tuple[str, str]], framework: Framework, known: seen.Knowledge
) -> bool:
    """Return whether the titles are those of another year in which the codes are of other
    indicators than in a ``framework`` that has no titles."""
    others = (each for each in known.frameworks if _share(pairs, each) > seen.MOST)
    return any(
        _indicator(each, code) != _indicator(framework, code)
        for each in others
        for code, _ in pairs
    )


def _indicator(framework: Framework, code: str) -> str:
    """Return the name of the indicator that an item is of; empty for an unknown one."""
    item = framework.item_by_code.get(code)
    return title_of(framework, item.indicator) if item is not None else ""


def _share(pairs: Iterable[tuple[str, str]], framework: Framework) -> float:
    """Return the share, 0 to 1, of codes with their title of the framework; 0 of none."""
    agreed = [is_titled(title, code, framework) for code, title in pairs]
    return sum(agreed) / len(agreed) if agreed else 0.0


def _name_of(
    pairs: Sequence[tuple[str, str]], known: seen.Knowledge, own: Framework | None = None
) -> str:
    """Return the name of the list that most of the titles are of, more than of the ``own`` one;
    empty if none is known."""
    best, share = "", 0.0 if own is None else _share(pairs, own)
    for number, framework in known.by_year.items():
        if (found := _share(pairs, framework)) > max(share, seen.MOST):
            best, share = Phrase("บัญชีข้อของปี {year}", year=number), found
    for (name, number), titles in other_lists().items():
        alike = [code for code, title in pairs if is_title(title, titles.get(code, ""))]
        if (found := len(alike) / max(len(pairs), 1)) > max(share, seen.MOST):
            best, share = Phrase(_LISTS[name], year=number), found
    return best


def sender_of_all(table: seen.SeenTable) -> str:
    """Return the other office that letters come from, to whomever they are; empty for the own."""
    rows = table.rows if table.kind == LETTERS.name else ()
    offices = [_sender(row, table.known) for row in rows]
    return offices[0] if offices and all(offices) else ""


def _sender(row: Any, known: seen.Knowledge) -> str:
    """Return the other office that a letter is of; empty for the own."""
    own = known.office
    if office := other_office((row.sender, row.post), own):
        return office
    texts = [text for text in (row.sender, row.post) if not own or key(own) not in key(text)]
    schools = [str(row.sender)] if kind_of_name(row.sender) is UnitKind.SCHOOL else []
    named = (found[0].strip() for text in texts if (found := _GUEST.search(text)))
    return next((name for name in (*schools, *named) if not known.units.find(name)), "")


_DISTRICT: Final = lazy_re(
    rf"(?:เขต|สนข\.?)\s*({'|'.join(sorted(DISTRICTS, key=len, reverse=True))})(?![ก-๙])"
)
_AT_END: Final = lazy_re(
    r"(?:^|(?<=[\s(])|(?<=ของ)|(?<=คำสั่ง)|(?<=ประกาศ))(?:(?:สำนักงาน|ผู้อำนวยการ)?เขต|สนข\.?\s?)"
    r"(?!การ|ละ|อื่น|ต่าง|เดียว|ปลอด|ห้าม|เดิน|บริการ|ชุมชน|เลือก|เรา|ดัง|ข้าง|สีเขียว|ส่ง|แล้ว)(?!ของ|ทั้ง|ทุก|พื้นที่|นี้|ที่|ใน|และ|หรือ|กำหนด|ดำเนิน|จัด|มี|ได้|จึง|จะ|ต้อง|ควร|ขอ|ให้|เพื่อ|โดย|ประจำ|ตาม|กรุงเทพ|เข้า)"
    r"([ก-๙]{2,20}?)(?=\s*(?:$|\)|กรุงเทพมหานคร|ประจำปี|ปีงบประมาณ|ปี\s*\d|รอบ|ที่\s*[\d๐-๙]))"
)
"""An office, or its director, at the end of what a title, a footer or a signature says. Only those
of known districts are sure in a sentence."""
_SHORT: Final = lazy_re(r"(?:สำนักงาน)?เขต|สนข")
_HEAD: Final = 5
"""Number of lines at the head of a report."""
_LONGEST: Final = 120
"""Number of letters of such a line; a longer one is a sentence."""
_ELSEWHERE: Final = (
    r"เทศบาล(?:ตำบล|เมือง|นคร)|องค์การบริหารส่วน(?:ตำบล|จังหวัด)|อบ[ตจ]\.|โรงพยาบาล(?!ส่งเสริม)|มหาวิทยาลัย|วิทยาลัย"
    r"|จังหวัด(?!กรุงเทพ|อื่น|ต่าง|นี้|ใด|ทั่ว|และ|หรือ|ละ)(?=[ก-๙]{3})|อำเภอ(?!อื่น|ต่าง|นี้|ใด|ทั่ว|และ|หรือ|ใจ)(?=[ก-๙]{3})"
    r"|การ(?:ไฟฟ้า|ประปา)(?:นคร|ส่วน|ฝ่าย)|การ(?:รถไฟ|เคหะ|ท่าเรือ|ท่าอากาศยาน)|ธนาคาร|องค์การ(?!ระหว่าง|อนามัย)|รัฐวิสาหกิจ"
    r"|สำนักงานเขตพื้นที่การศึกษา|สังกัด\s*สพฐ|(?<![ก-๙])สพ[ฐปม]\.|สถานศึกษา(?!ใน|สังกัด|ทุก|ของ|และ)"
)
"""What other organisations of the assessment are called, and no unit of a district office is."""
_SCHOOLS: Final = r"(?:โรงเรียน|ร\.\s?ร\.|(?<![ก-๙])รร\.)(?!ใน|สังกัด|ทุก|กลุ่ม|ของ|ต่าง|และ|ผู้สูงอายุ)"
"""What schools are called, and no word of all of them."""
_BESIDE_RESULTS: Final = (
    rf"{_SCHOOLS}|กระทรวง|กรม(?!ธรรม์|การ(?:จังหวัด|อำเภอ|เขต|พัฒนา))|สำนัก(?!งาน|ข่าว|ทะเบียน|พิมพ์)"
    r"|สถานีตำรวจ|ศูนย์บริการสาธารณสุข|กลุ่ม(?:เขต|กรุงเทพ)|เฉพาะ(?:ฝ่าย|ส่วน(?!กลาง)|หน่วย)|กรุงเทพมหานคร(?=\W*(?:ภาพรวม|ทุกหน่วยงาน))|ภาพรวม(?:ของ)?กรุงเทพมหานคร"
)
"""Others whose results are never those of a district office; elsewhere it may be their matter."""
_NAME: Final = r"(?:[^\s()\[\],\d]|(?<=\S)\s(?=พื้นที่))*"
_NAMED: Final = r"(?:(?<![ก-๙])|(?<=ของ))"
_ORGANISATION: Final = lazy_re(rf"{_NAMED}(?:{_ELSEWHERE}){_NAME}")
_RESULTS_OF: Final = lazy_re(rf"{_NAMED}(?:{_ELSEWHERE}|{_BESIDE_RESULTS}){_NAME}")
_SCHOOL: Final = lazy_re(rf"{_SCHOOLS}{_NAME}")
_OF_SCHOOL: Final = lazy_re(rf"ของ{_SCHOOL.pattern}")
"""A line of a title that says whose it is, and nothing else."""
_OF_SCHOOLS: Final = (seen.OF_ITEMS - seen.OF_OIT) | {ROSTER.name, CALENDAR.name, MEETINGS.name}
"""Kinds that schools have of their own, beside orders and letters."""
_ASSESSED: Final = frozenset({RESULTS.name, *seen.OF_ITEMS})
_OF_ORDERS: Final = frozenset({ORDERS.name, ROSTER.name, DUTIES.name})
_SIGNER: Final = lazy_re(
    r"(?:รอง|ปลัด)?(?:นายก(?:เทศมนตรี|องค์การบริหาร|\s?อบ[ตจ])|นายอำเภอ|ผู้ว่าราชการจังหวัด|อธิบดี|อธิการบดี"
    r"|เทศบาล|องค์การบริหาร|กระทรวง|จังหวัด|อำเภอ)[ก-๙]*"
)
"""The posts of those who sign the orders of other organisations."""
_CALENDAR_OF: Final = lazy_re(
    rf"ปฏิทิน(?:กิจกรรม|การศึกษา|ปฏิบัติงาน|การดำเนินงาน|งาน|บุญ|ของ|ประจำปี|\s)*"
    rf"((?:วัด(?!ผล)|มัสยิด|โบสถ์|{_SCHOOLS}|ชุมชน|มูลนิธิ|สมาคม|สโมสร|บริษัท|{_ELSEWHERE}){_NAME})"
)
"""Whose a calendar is, in its title."""
_ORDER_OF: Final = lazy_re(
    r"(?:(?:บัญชี|เอกสาร)?(?:รายชื่อ)?แนบท้าย)?คำสั่ง\s?"
    r"(?!แต่งตั้ง|ที่|เรื่อง|มอบ|ให้|ฉบับ|นี้|เดิม|ดัง|ลง)([ก-๙][ก-๙. ]*?)\s*(?:(?:เลข)?ที่.*)?"
)
"""Whose an order is, in its first line or that of its annex."""


def other_office(texts: Iterable[str], own: str, table: seen.SeenTable | None = None) -> str:
    """Return the office that ``texts`` name instead of the ``own`` one: a district, or another
    organisation in what is said around a ``table``; empty for none."""
    named = [office for text in texts for office in _named(text)] if own else []
    if named and table is not None and table.kind in _ASSESSED:
        whose = [part for line in table.called for part in _behind_assessment(line)]
        # A title says whose it is, and other lines who has it, or sends it.
        if first := next(
            (each for part in whose if _SHORT.match(part) for each in _named(part)), ""
        ):
            return first if is_other_office(first, own) else ""
    if any(not is_other_office(office, own) for office in named):
        return ""
    if own and table is not None:
        # What a file or a sheet is called is no first line of an order.
        is_order = table.kind in _OF_ORDERS
        said = table.called if is_order else table.around
        lines = [line for line in (*said, *table.signed) if len(line) <= _LONGEST]
        lines = [line for line in lines if own not in line]
        around = [(line, name) for line in lines for name in _around(line, table)]
        # The results of a unit are not those of the office, though it may prepare them.
        is_result, is_unit = table.kind == RESULTS.name, table.known.units.find
        # Nor is the body of a school of ours the office's, but for an order that it gave.
        is_body = table.kind == ROSTER.name
        named += [
            name
            for line, name in around
            if is_result or (is_body and "คำสั่ง" not in line) or not is_unit(name)
        ]
        below = filter(None, map(_RESULTS_OF.match, table.lines_below if is_result else ()))
        named += [each[0] for each in below if own not in each.string and not is_unit(each[0])]
    return next(iter(named), "")


def names_office(texts: Iterable[str], own: str) -> bool:
    """Return whether texts name the ``own`` office."""
    return any(not is_other_office(office, own) for text in texts for office in _named(text))


def _around(line: str, table: seen.SeenTable) -> Iterator[str]:
    """Yield the other organisations whose a line around a table says that this is."""
    if table.kind in _OF_ORDERS:
        found = _ORDER_OF.fullmatch(line)
        name = found[1] if found else ""  # schools give orders of their own
        is_owner = kind_of_name(name) is UnitKind.SCHOOL or (name and _is_name(name, table))
        if is_owner and table.beyond(name):
            yield name
        if line in table.signed and (signer := _SIGNER.fullmatch(line.strip())):
            yield Phrase("หน่วยงานของ{post}", post=signer[0])
    is_titled = line not in table.signed or seen.ASSESSMENT.search(line)
    if table.kind in _OF_SCHOOLS and (is_titled or _OF_SCHOOL.fullmatch(line.strip())):
        yield from _SCHOOL.findall(line)
    if table.kind == CALENDAR.name and not seen.ASSESSMENT.search(line):
        yield from _CALENDAR_OF.findall(line)
    is_assessed = table.kind in _ASSESSED
    if is_assessed:
        pattern = _RESULTS_OF if table.kind == RESULTS.name else _ORGANISATION
        yield from pattern.findall(line)
    is_met = table.kind == MEETINGS.name and "ประชุม" in line
    if is_assessed or is_met or table.kind == CALENDAR.name:
        named = map(_RESULTS_OF.match, _behind_assessment(line))
        yield from (each[0] for each in named if each and _is_name(each[0], table))


def office_reported(around: Sequence[str], lines: Sequence[str], own: str) -> str:
    """Return the other organisation whose results a report has, as its first lines and those
    ``around`` it say; empty if any line names the ``own`` office."""
    if not own or any(own in line for line in (*around, *lines)):
        return ""
    short = (line for line in (*around, *lines[:_HEAD]) if len(line) <= _LONGEST)
    return next((name for line in short for name in _RESULTS_OF.findall(line)), "")


def _is_name(text: str, table: seen.SeenTable) -> bool:
    """Return whether a text may be the name of another organisation, and of no unit of ours."""
    is_unit = kind_of_name(text) is not None or table.known.units.find(text)
    return not (is_unit or _NO_NAME.match(text))


_PARTS: Final = lazy_re(
    r"(?:ประจำ)?ปี(?:งบประมาณ)?\s*(?:พ\.\s?ศ\.)?\s*[\d๐-๙]+|[()\[\]:,/]|\s[-–]\s"
)
"""What keeps the parts of a title apart."""
_OF: Final = lazy_re(r"^(?:ของ|หน่วยงาน|โดย)+\s*")


def _behind_assessment(line: str) -> Iterator[str]:
    """Yield the parts of a title behind the name of the assessment, where whose it is stands."""
    end = max((found.end() for found in seen.ASSESSMENT.finditer(line)), default=0)
    parts = map(str.strip, _PARTS.split(line[end:]) if end else ())
    yield from (_OF.sub("", part, count=1) for part in parts)


_NO_NAME: Final = lazy_re(
    r"(?:เพื่อ|ที่|ใน|ได้|ยัง|และ|หรือ|ตาม|ต้อง|ควร|ให้|จึง|ครั้ง|รอบ|ณ|ด้าน|สำหรับ|จาก|ถึง|ระดับ|ก่อน|หลัง|ฉบับ|เป็น|มี|ไม่"
    r"|ดัง|พร้อม|ราย|กลุ่ม|แยก|จำแนก|เฉลี่ย|ทุก|ทั้ง|แบบ|ส่วน|ข้อ|ชุด|หมวด|เบื้อง|ย่อ|เต็ม|ใหม่|เก่า|ล่า|เป้า|ประกอบ|แก้|เพิ่ม"
    r"|ปรับ|ภาค|ภาย|คะแนน|ค่า|ผล|เขต|ผู้(?!ว่าราชการ|ตรวจการ)|ผอ|ร่าง|ศปท|(?:สำนักงาน\s?)?(?:ป\.ป\.ช|คณะกรรมการป้องกัน)|ศูนย์ป้องกัน"
    r"|[^ก-๙])"
)
"""What in a title is no name of whose it is: how such words begin, and who assesses."""
_TITLES: Final = lazy_re(
    rf"{seen.COMMON.pattern}|ภาครัฐ|ประเมิน|คุณธรรม|โปร่งใส|ดำเนินงาน|ตัวชี้วัด|เครื่องมือ|ระบบ|เอกสาร|ลิงก์|เว็บไซต์|เผยแพร่|เดือน.*|ใน|การ"
)


def unknown_owner(table: seen.SeenTable) -> str:
    """Return what the title of results has where whose they are stands, if it is neither ours nor a
    word of such titles: agencies have names of all sorts. Titles of lists of work have words of all
    sorts there (สถานะล่าสุด, งานทะเบียน), so these take what is called as agencies are."""
    own = table.known.office
    if not own or table.kind != RESULTS.name:
        return ""
    lines = list(table.lines())
    if any(own in line or any(_named(line)) for line in lines):
        return ""
    titles = [line for line in table.called if len(line) <= _LONGEST]
    parts = (part for title in titles for part in _behind_assessment(title))
    named = (each for each in parts if _is_name(each, table) and table.beyond(each, _TITLES))
    return next(named, "") or next(filter(None, map(_city_of_results, titles)), "")


_OF_CITY: Final = lazy_re(r"(?:หน่วยงาน)?(?:ใน)?(?:สังกัด)?(กรุงเทพมหานคร|กทม\.?(?![ก-๙]))")
_RESULTS_FIRST: Final = lazy_re(r"ผล|คะแนน")


def _city_of_results(title: str) -> str:
    """Return the city, where a title says that results are its own: its programme is that of all
    its offices (การประเมิน ITA ของกรุงเทพมหานคร), its results are of none."""
    parts = filter(None, map(_OF_CITY.match, _behind_assessment(title)))
    return next((each[1] for each in parts if _RESULTS_FIRST.search(title)), "")


def _named(text: str) -> Iterator[str]:
    """Yield the district offices that a line names."""
    yield from agencies_in(text)
    yield from offices_in_english(text)
    found = _AT_END.findall(text) if _SHORT.search(text) and len(text) <= _LONGEST else []
    alone = (text,) if text in DISTRICTS else ()
    yield from (f"สำนักงานเขต{name}" for name in (*found, *_DISTRICT.findall(text), *alone))


_GUEST: Final = lazy_re(rf"{_ABOVE.pattern}|{_NAMED}(?:{_ELSEWHERE}){_NAME}|ป\.ป\.[ชท]\.|สตง\.")


def leave_other_offices(draft: ImportDraft, rows: Iterable[tuple[Origin, str, str]]) -> None:
    """Leave rows unticked of which the post or the unit names another district office or agency
    (guests): nothing but its own yes takes them, whatever was said of the kind of the list. Among
    more of these than of ours all are guests who name no unit of ours."""
    own, units, rows = draft.year.organisation.name, draft.year.unit_finder, list(rows)
    found: dict[str, list[Origin]] = defaultdict(list)
    for origin, post, unit in rows:
        ours = units.find(unit) is not None
        guest = next(filter(None, map(_GUEST.search, () if ours else (unit, post))), None)
        if office := other_office((unit, post), own) or (guest[0].strip() if guest else ""):
            found[office].append(origin)
    others = [origin for origins in found.values() for origin in origins]
    if 2 * len(others) > len(rows) > 1:
        left = (origin for origin, _, unit in rows if units.find(unit) is None)
        found[next(iter(found))] += [origin for origin in left if origin not in others]
    for office, origins in found.items():
        draft.leave_unticked(
            origins,
            "มีคนของ{office} ไม่ใช่ของ{own}",
            CHOOSE,
            Consent.OTHER_OFFICE,
            office=office,
            own=own,
        )


def of_office(office: str) -> tuple[seen.Argument, ...]:
    """Return the reason against what is of another ``office``, which may be empty."""
    return (seen.Argument(Phrase("เป็นของ{office}", office=office)),) if office else ()


_CALLED: Final = lazy_re(
    r"(?<![a-z])(?:ita|[ieo]it)((?:ศูนย์|สถาบัน|สถานี|โรง|บริษัท|ห้าง|ร้าน|ชมรม|สมาคม|สโมสร|มูลนิธิ|สหกรณ์|กองทุน|คณะ(?!ทำงาน|กรรมการ)"
    r"|หลักสูตร|รุ่น|ทีม|สนาม|สวน|ตลาด|ชุมชน|หมู่บ้าน|คอนโด|โครงการ|นวัตกรรม|สิ่งแวดล้อม|องค์กร|กีฬา|เทคโนโลยี|วิศว|สารสนเทศ).+)"
)
"""Words behind the assessment's letters that name something that is only called so: an OIT centre;
without spaces."""


def called_alike(table: seen.SeenTable) -> Iterator[seen.Argument]:
    """Yield what else titles are about that have the assessment's letters, if no name is ours."""
    titles = () if table.naming.ours else table.titles[1:]
    found = (_CALLED.search(key(title)) for title in titles)
    said = (table.beyond(each[1]) for each in found if each)
    yield from (seen.of_matter(shortened(text)) for text in said if text)
