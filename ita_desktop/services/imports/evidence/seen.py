"""What is looked at to believe that a table is of a kind, and what that gives."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final, Self

from ita_desktop.domain.district_names import DISTRICTS, offices_in_english
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import TOTAL, Framework
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.roster.matching import UnitFinder
from ita_desktop.domain.text import key, to_arabic
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells.links import site_of
from ita_desktop.exchange.heading_words import OF_ASSESSMENT
from ita_desktop.exchange.headings import TableHeading
from ita_desktop.exchange.kind import ImportKind
from ita_desktop.exchange.kinds.registry import KINDS
from ita_desktop.exchange.sheets import SheetRow, Value
from ita_desktop.frameworks.shipped import available, load
from ita_desktop.services.imports.evidence.naming import (
    NO_NAMES,
    Naming,
    is_known_title,
    names_items,
    naming_of,
    says,
)

NOTHING: Final = Phrase("ไม่มีสิ่งใดบอกว่าเป็นของการประเมิน ITA")
ALMOST_ALL: Final = 0.8
MOST: Final = 0.5
"""Least share of cells that tell what a column is."""
HEAD: Final = 5
"""Number of lines at the head of a paper."""
FOLLOWED_UP: Final = r"(?<!กำกับ)ติดตาม|ความ(?:ก้าวหน้า|คืบหน้า)"
"""Words for how far the work is; without spaces."""
_OURS: Final = lazy_re(rf"{OF_ASSESSMENT}|เปิดเผยข้อมูลสาธารณะ|ความโปร่งใสในการดำเนินงาน")
"""What the papers of the assessment are called by; without spaces."""
ASSESSMENT: Final = lazy_re(_OURS.pattern, re.IGNORECASE)
"""The same in a text as it stands."""
_ANOTHER: Final = lazy_re(
    r"ร้องเรียน|ร้องทุกข์|ผู้ตรวจราชการ|สตง|ตรวจสอบภายใน|ความเสี่ยง|คำรับรอง|(?<!เข้ารับการ)สอบ(?!ถาม)|เบี้ย|สงเคราะห์|พัสดุ|ครุภัณฑ์|วันหยุด"
    r"|เบิกจ่าย|ผู้สูงอายุ|นักเรียน|ผู้พิการ|คนพิการ|อบรม|ควบคุมภายใน|kpi|okr|bsc|(?<!\d)5ส(?![ก-๙])"
)
"""Other matters of an office that have tables with the same columns; without spaces."""
_CODE: Final = lazy_re(
    r"(?<![A-Za-z-])([IEO])(?:[ -]?0?(?=[1-9I]))(IT|\d{1,2})(?![A-Za-z\d])", re.IGNORECASE
)
"""An instrument, or a code with its letter."""
_OF_CODES: Final = ("code", "instrument", "item", "items", "indicator", "title")
"""Columns that may have codes."""
OF_ITEM: Final = ("code", "item", "items", "indicator")
"""Those without which a row is none of ours."""
COMMON: Final = lazy_re(
    r"มาตรการ|แนวทาง|กิจกรรม|(?:การ)?วิเคราะห์|ประเด็น|ที่ต้องปรับปรุง|ผล(?:การ)?(?:ดำเนิน(?:การ|งาน)|ประเมิน|คะแนน)?|ความก้าวหน้า"
    r"|(?:การ)?รายงาน|สรุป|ตาราง|แบบ|รายการ|รายข้อ|ผู้รับผิดชอบ|(?:การ)?มอบหมาย|หลักฐาน|ข้อสังเกต|(?:การ)?ติดตาม|(?:การ)?กำกับ|ตาม|ของ|และ"
    r"|(?:ข้อมูล)?ณวันที่.*|(?:ประจำ)?ปี(?:งบประมาณ)?|พ\.ศ\.|รอบ.*เดือน.*|ไตรมาส|ครั้งที่|ส่วนที่|บทที่|แผ่นที่?|หน้า|\(ต่อ\)|sheet"
    r"|ข้อมูล|ข้อ|สำนักงานเขต[ก-๙]*|กรุงเทพมหานคร|หน่วยงาน|[\d().,:/_–-]"
)
"""What the titles of our lists of items consist of; without spaces."""
_SAYS: Final = 3
"""Number of letters from which on a title says something."""
OF_OIT: Final = frozenset({"assignments", "evidence", "remarks"})
OF_ITEMS: Final = OF_OIT | {"analysis", "measures", "communications", "progress"}
"""Kinds of rows that are about OIT items, and about any."""
_SIGNS: Final = lazy_re(r"[\s_+.,()\[\]-]+")
_OF_FILE: Final = lazy_re(
    r"(?<![ก-๙])(?:สำนักงาน|สนง )?(?:เขต|สนข ?)"
    r"(?!ส่ง|แก้|ลง|รวม|ล่าสุด|ฉบับ|ใหม่|เดิม|เรา|ตอบ|ปลอด|เลือก|การ|กรอก|รับ|สรุป|รายงาน|ผล|แจ้ง|ครบ|เสร็จ|อนุมัติ)"
    r"([ก-๙]{2,20})"
)
"""A district in the name of a file, and what else begins so there."""
_APART: Final = 1
"""What a total may differ from its parts, in points of 100: offices round in several ways."""
_LEAST: Final = 3
"""Number of headings that are hardly those of another list."""
_LONG: Final = 60
"""Number of letters that the names of items have at most, on average."""
_PLAIN: Final = lazy_re(r"^(?:ลำดับ(?:ที่)?|ที่|no\.?|หมายเหตุ|รูป(?:ถ่าย)?)$")
"""Headings of columns that any list may have."""
_OR_LINKS: Final = lazy_re(rf"{_PLAIN.pattern}|^(?:ลิ้?ง[กค]์|link|url)")


_LONGEST_NAME: Final = 31
"""Number of letters that Excel keeps of the name of a sheet."""
_OTHERS: Final = (*(f"สำนักงานเขต{name}" for name in DISTRICTS), "คุณธรรมและจริยธรรม")
"""What begins as our office does, or as what the assessment is called."""


def whole_name(sheet: str, office: str) -> str:
    """Return the name of a sheet with what Excel has cut off of the ``office``, or of what the
    assessment is called, at its end, if what is left may be of nothing else.

    >>> whole_name("คณะทำงาน ITA สำนักงานเขตตัวอย่า", "สำนักงานเขตตัวอย่าง")
    'คณะทำงาน ITA สำนักงานเขตตัวอย่าง'
    >>> whole_name("คณะทำงานประเมิน ITA สำนักงานเขต", "สำนักงานเขตตัวอย่าง")
    'คณะทำงานประเมิน ITA สำนักงานเขต'
    """
    if len(sheet) < _LONGEST_NAME:
        return sheet
    for name in (office, "คุณธรรมและความโปร่งใส"):
        others = [other for other in _OTHERS if other != name]
        ends = (kept for kept in range(len(name) - 1, 0, -1) if sheet.endswith(name[:kept]))
        kept = next(ends, 0)
        if kept and not any(other.startswith(name[:kept]) for other in others):
            return sheet + name[kept:]
    return sheet


def lines_around(beside: Sequence[str], signed: Sequence[str]) -> Iterator[str]:
    """Yield what may say whose a file is: what is said ``beside`` its tables, the name of the file
    first, whose words any sign keeps apart, and the ``signed`` lines."""
    yield from (*beside, *signed)
    name = _SIGNS.sub(" ", beside[0]) if beside else ""
    yield from (f"สำนักงานเขต{each}" for each in _OF_FILE.findall(name))
    yield from offices_in_english(name)


def names_assessment(text: str) -> bool:
    """Return whether a text names the assessment."""
    return bool(_OURS.search(key(text)))


def codes_in(text: str) -> tuple[str, ...]:
    """Return the instruments and codes with letters that a text names.

    >>> codes_in("ข้อ I๑, oit, O-2, IT-01")
    ('I1', 'OIT', 'O2')
    """
    found = _CODE.finditer(to_arabic(text))
    return tuple(each[1].upper() + each[2].upper() for each in found)


@dataclass(frozen=True, slots=True)
class Argument:
    """Why a table is of a kind, or is not. With ``is_veto`` nothing speaks for it any more."""

    text: Phrase
    is_veto: bool = False
    is_of_names: bool = False
    """Whether it is that codes have other names."""
    is_of_list: bool = False
    """Whether it is that they are those of another list, which is known; others may be hers."""
    is_of_others: bool = False
    """Whether that list is none of a district's, so that scores are figures of another office."""
    is_of_version: bool = False
    """Whether it is that another sheet says otherwise, which is answered by naming this one."""
    is_said: bool = False
    """Whether its title or its names say so: that is no doubt, so that only who names the kind
    takes it after all."""


def of_matter(matter: str, *, is_veto: bool = False) -> Argument:
    """Return the argument that a title is about another matter."""
    text = Phrase("หัวเรื่องเป็นเรื่อง “{matter}”", matter=matter)
    return Argument(text, is_veto, is_said=True)


def other_names(count: int, *, is_veto: bool = False) -> Argument:
    """Return the argument that ``count`` codes have other names than in the framework."""
    text = Phrase("ชื่อ {count} ข้อไม่ตรงกับกรอบการประเมิน", count=count)
    return Argument(text, is_veto, is_of_names=True, is_said=True)


def has_column(head: str, *, is_veto: bool = True) -> Argument:
    """Return the argument that a table has a column of something else."""
    return Argument(Phrase("มีคอลัมน์ “{head}”", head=head), is_veto)


BARE: Final = Argument(Phrase("มีแต่รหัสข้อ ซึ่งเป็นของเรื่องอื่นก็ได้"))
"""Of a table of codes that nothing else makes ours."""
OF_ANYBODY: Final = Argument(Phrase("ไม่ได้บอกว่าเป็นผลการประเมินของสำนักงานใด ปีใด"))
"""Of codes and figures alone, which any office was given in any year: nothing around them names the
assessment or our office. A year does, be it that of a table before."""
OF_ANY_BODY: Final = Argument(Phrase("ไม่ได้บอกว่าเป็นคณะของงานใด"))
"""Of names with roles alone, as those of any body: no title, sheet or file says which."""
OWN_HEADS: Final = Argument(Phrase("หัวคอลัมน์ตรงกับของโปรแกรมทุกคำ"))
OURS: Final = Argument(Phrase("หัวเรื่องเป็นของการประเมิน ITA"))
"""Of a table that is named so."""
FILED: Final = Argument(Phrase("ชื่อไฟล์เป็นของการประเมิน ITA"))
"""Of a table that only its file is named so: it speaks for codes, and is nothing alone."""


@dataclass(frozen=True)
class Belief:
    """How far a table is believed to be of a kind."""

    reasons: tuple[Argument, ...] = ()
    """What speaks for it."""
    against: tuple[Argument, ...] = ()
    """What speaks against it, the gravest first."""
    titled: tuple[tuple[str, str], ...] = ()
    """The codes of its rows with the titles beside them."""
    office: str = ""
    """The other office that it is of, as it says; empty for the own one."""

    @property
    def is_refused(self) -> bool:
        """Whether the table is not of this kind, whatever its headings are."""
        return any(reason.is_veto for reason in self.against)

    @property
    def is_sure(self) -> bool:
        """Whether its rows may be ticked beforehand."""
        return not self.against

    @property
    def is_plausible(self) -> bool:
        """Whether something speaks for it, and neither its title nor its names say otherwise."""
        return bool(self.reasons) and not any(reason.is_said for reason in self.against)

    def meant(self, *answered: Argument) -> Self:
        """Return it where what was open is answered: by a year, or by who pastes the table."""
        return replace(self, against=tuple(why for why in self.against if why not in answered))

    @property
    def is_other_list(self) -> bool:
        """Whether its codes are those of another list that is known."""
        return any(reason.is_of_list for reason in self.against)


def of_one_table(beliefs: Iterable[Belief]) -> Iterator[Belief]:
    """Yield how far the lists are believed that one table has: what speaks against one of them
    speaks against all, and what speaks for one is something."""
    found = list(beliefs)
    office = next((each.office for each in found if each.office), "")
    is_known = any(each.reasons for each in found)
    against = dict.fromkeys(why for each in found for why in each.against)
    kept = tuple(why for why in against if not (is_known and why.text == NOTHING))
    for each in found:
        yield replace(each, against=kept, office=office)


NO_BELIEF: Final = Belief()
"""Of a table that nobody has to believe: a form that was sent, a part of a book."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the program knows, by which a table is believed."""

    by_year: Mapping[int, Framework] = field(default_factory=dict)
    """The frameworks of the workspace and of the program, by Buddhist fiscal year."""
    shown: int | None = None
    """The Buddhist fiscal year that is meant where nothing states one."""
    office: str = ""
    units: UnitFinder = field(default_factory=lambda: UnitFinder(()))
    """The office's units, which schools of it are, too."""
    bodies: frozenset[str] = frozenset()
    """Keys of the names of the year's bodies."""
    sites: frozenset[str] = frozenset()
    """The sites of offices (:func:`office_site`) that ours and the year's evidence are on."""

    @property
    def frameworks(self) -> tuple[Framework, ...]:
        """All frameworks, each once."""
        return tuple({id(each): each for each in self.by_year.values()}.values())

    def framework(self, year: int | None) -> Framework | None:
        """Return the framework of a Buddhist fiscal year, of a later one than all that are known
        the newest, with which it would be begun; None if there is none."""
        newest = max(self.by_year, default=0)
        return self.by_year.get(min(year or self.shown or newest, newest))


@dataclass(frozen=True)
class SeenTable:
    """A table read as one kind."""

    kind: str
    heading: TableHeading
    head_texts: Mapping[int, str]
    """The words of its headings by column, without spaces."""
    below: Sequence[SheetRow]
    """The rows below the heading."""
    rows: Sequence[Any]
    """What was read of them."""
    titles: Sequence[str]
    """The name of its sheet, then the titles above."""
    beside: Sequence[str]
    """What else is said around: the name of the file, then the titles of the document."""
    known: Knowledge
    is_paper: bool = False
    """Whether it was read from an official paper by its form."""
    signed: Sequence[str] = ()
    """The first and last lines of its document, which say whose it is."""

    @property
    def around(self) -> tuple[str, ...]:
        """What is said around it."""
        return (*self.titles, *self.beside)

    @property
    def called(self) -> tuple[str, ...]:
        """What it is called: in its titles; where there are none, by its sheet and its file."""
        return (*self.titles[1:], *self.beside[1:]) or tuple(filter(None, self.around))

    def lines(self) -> Iterator[str]:
        """Yield what may say whose it is: what is around it, and lines of one cell below."""
        yield from self.titles
        yield from lines_around(self.beside, self.signed)
        yield from self.lines_below

    @property
    def lines_below(self) -> Iterator[str]:
        """The lines of one cell below its heading."""
        for row in self.below:
            if row.filled == 1:
                yield from (value for value in row.values if isinstance(value, str))

    @cached_property
    def words(self) -> str:
        """The words around it, without spaces."""
        return "\n".join(key(text) for text in self.around)

    @cached_property
    def said(self) -> str:
        """Those of its titles: what the name of a file says is not what stands in it."""
        return "\n".join(key(text) for text in (*self.titles, *self.beside[1:]))

    @cached_property
    def heads(self) -> str:
        """The words of its headings, without spaces, one a line."""
        return "\n".join(key(text) for text in sorted(self.heading.texts))

    @cached_property
    def naming(self) -> Naming:
        """What its rows call their codes."""
        # The title in a list of evidence is that of a document.
        names = {"indicator"} if self.kind == "evidence" else {"title", "indicator"}
        columns = self.heading.columns
        read = {at for name, at in columns.items() if name not in names}
        heads = ((at, text) for at, text in self.head_texts.items() if at not in read)
        named = {at for at, text in heads if names_items(text)}
        named |= {at for name, at in columns.items() if name in names}
        named |= self._behind_code(read) if not named else set()
        # A name may stand behind its code, or below no heading.
        wide = range(max((len(row.values) for row in self.below), default=0))
        also = {at for name, at in columns.items() if name in _OF_CODES}
        also |= {at for at in wide if at not in self.head_texts}
        found = naming_of(self._coded(), named, also, self.known.frameworks)
        if found.is_another and self.kind == "evidence":
            # A document may be called as its item is, or otherwise.
            also.discard(columns.get("title", -1))
            found = naming_of(self._coded(), named, also, self.known.frameworks)
        return found._replace(rows=found.rows + self._unread)

    def _behind_code(self, read: Collection[int]) -> set[int]:
        """The column behind that of codes, if it has other words in each row and is not read: what
        codes are called stands there. Where our own title says whose the codes are, or its heading
        that it has something else, only titles of a list that is known are names."""
        codes = [at for name, at in self.heading.columns.items() if name in OF_ITEM]
        at = min(codes, default=-2) + 1
        texts = [(code, str(row[at])) for code, row in self._coded() if says(row, at)]
        head = self.head_texts.get(at, "")
        is_read = at in read and self.heading.columns.get("details") != at
        # What a code asks for in detail is longer than its name.
        is_long = sum(len(key(text)) for _, text in texts) > _LONG * len(texts)
        differ = len({key(text) for _, text in texts}) >= max(_LEAST, ALMOST_ALL * len(texts))
        if not differ or is_read or is_long or _PLAIN.search(head):
            return set()
        if NO_NAMES.search(head) or (self.is_of_own_office and _OURS.search(self.said)):
            known = [is_known_title(text, code, self.known.frameworks) for code, text in texts]
            return {at} if sum(known) >= MOST * len(known) else set()
        return {at}

    @property
    def _unread(self) -> int:
        """Number of rows that name something else where ours have an item: names of indicators
        (การใช้งบประมาณ) stand among others in any list."""
        read = {getattr(row, "measure", row).origin.row for row in self.rows}
        ats = [at for name, at in self.heading.columns.items() if name in OF_ITEM]
        rows = (row for row in self.below if row.filled > 1 and row.number not in read)
        return sum(any(says(row.values, at) for at in ats) for row in rows)

    @cached_property
    def of_several(self) -> frozenset[int]:
        """The numbers of the rows of several OIT items (O1-O3), whose name is that of none."""
        codes = {(row.origin.row, row.item) for row in self.rows if self.kind in OF_OIT}
        counts = Counter(number for number, _ in codes)
        return frozenset(number for number, count in counts.items() if count > 1)

    def _coded(self) -> Iterator[tuple[str, Sequence[Value]]]:
        """Yield the single codes of rows with the cells of these."""
        cells = {row.number: row.values for row in self.below}
        own = self.heading.columns.get("item", -1)
        for row in self.rows:
            inner: Any = getattr(row, "measure", row)
            found = getattr(inner, "node", "") or getattr(inner, "item", "")
            items = (found,) if found else inner.items or (inner.indicator,)
            if self.kind in OF_OIT and items[0][:1] in {"I", "E"}:
                continue
            values = cells.get(inner.origin.row, ())
            # What stands below an item (a link of several) names something else.
            is_below = 0 <= own < len(values) and values[own] == ""
            is_one = len(items) == 1 and inner.origin.row not in self.of_several
            if is_one and any(map(str.isdigit, items[0])) and not is_below:
                yield items[0], values

    @cached_property
    def letters(self) -> frozenset[str]:
        """The letters (I, E, O) of its codes and instruments."""
        return frozenset(code[0] for codes in self._codes_by_row for code in codes)

    @property
    def is_coded(self) -> bool:
        """Whether most rows have codes with letters, of the items that the kind is about."""
        own = "O" if self.kind in OF_OIT else "IEO"
        found = [any(code[0] in own for code in codes) for codes in self._codes_by_row]
        return sum(found) >= MOST * len(found) > 0

    @property
    def is_numbered(self) -> bool:
        """Whether its codes may be those of any list: one letter and a number that runs on."""
        codes = [code for codes in self._codes_by_row for code in codes]
        numbers = range(1, len(codes) + 1)
        return len(self.letters) == 1 and codes == [f"{codes[0][0]}{at}" for at in numbers]

    @cached_property
    def _codes_by_row(self) -> list[tuple[str, ...]]:
        return [codes_in("\n".join(self._codes_of(row))) for row in self.below if row.filled > 1]

    def _codes_of(self, row: SheetRow) -> Iterator[str]:
        for name in _OF_CODES:
            at = self.heading.columns.get(name, len(row.values))
            yield from map(str, row.values[at : at + 1])

    @cached_property
    def has_own_headings(self) -> bool:
        """Whether all its headings are those of the program's own lists."""
        kind, said = _kind(self.kind), self.heading.headings.items()
        own = all(key(text) == key(kind.column(name).heading) for name, text in said)
        return own and len(said) >= _LEAST and not self.heading.ignored

    @property
    def is_template(self) -> bool:
        """Whether it has all columns of the program's own form."""
        wanted = {column.name for column in _kind(self.kind).columns if column.in_template}
        return self.has_own_headings and wanted <= self.heading.columns.keys()

    @property
    def is_titled_otherwise(self) -> bool:
        """Whether the lines above say what our lists are not called."""
        return any(map(self.beyond, self.titles[1:]))

    def beyond(self, title: str, common: re.Pattern[str] = COMMON) -> str:
        """Return what of a title is left, without spaces, without what the titles of our lists
        consist of; empty if that says nothing."""
        left = key(title)
        for name in sorted((*self.known.bodies, key(self.known.office)), key=len, reverse=True):
            left = left.replace(name, "")
        left = common.sub("", left)
        return left if len(left) >= _SAYS else ""

    @property
    def is_named_ours(self) -> bool:
        """Whether its titles or headings name the assessment."""
        return bool(_OURS.search(self.said) or _OURS.search(self.heads))

    @property
    def is_of_own_office(self) -> bool:
        """Whether its titles name our office."""
        own = key(self.known.office)
        return bool(own) and own in self.said

    @property
    def speaks_of_it(self) -> bool:
        """Whether its titles or most of its rows name the assessment: one date makes no calendar of
        it, as Children's Day stands in the same one."""
        return self.is_named_ours or self.rows_speak_of_it

    @cached_property
    def rows_speak_of_it(self) -> bool:
        """Whether most of its rows name the assessment, in the columns that are read."""
        read = self.heading.read
        rows = ["\n".join(str(r.value(at)) for at in read) for r in self.below if r.filled > 1]
        return share(rows, names_assessment) >= MOST

    @property
    def is_filed_as_ours(self) -> bool:
        """Whether the words around it do, the name of the file among them."""
        return bool(_OURS.search(self.words))

    @property
    def names_another(self) -> str:
        """The other matter that the words around it name; empty for none."""
        found = _ANOTHER.search(self.words)
        return found[0] if found else ""

    @property
    def unexplained(self) -> str:
        """The heading of a column that its kind does not have; empty for none. A number and a
        remark are in any table; where people have said what columns of such a table mean, its
        others are known to them."""
        if self.heading.remembered:
            return ""
        # Of several columns of links the kind names one, and reads all.
        plain = _OR_LINKS if "location" in self.heading.columns else _PLAIN
        return next((text for text in self.heading.ignored if not plain.search(key(text))), "")

    @property
    def beside_numbers(self) -> str:
        """The heading of a column of something else beside numbers without a name of ours, which
        are those of any list (the stock that proves an item); empty for none."""
        return "" if self.is_coded or self.naming.ours else self.unexplained

    @property
    def contradicts_itself(self) -> bool:
        """Whether the total of scores is not what those of the instruments give with the weights of
        any framework, nor what they are together, as points."""
        scored = (row for row in self.rows if "score" in row.figures)
        found = {row.node: row.figures["score"] for row in scored if "full" not in row.figures}
        sums = [
            total
            for framework in self.known.frameworks
            if {each.code for each in framework.instruments} <= found.keys()
            for total in (
                sum(found[each.code] * each.weight for each in framework.instruments) / 100,
                sum(found[each.code] for each in framework.instruments),
            )
        ]
        total = found.get(TOTAL)
        return total is not None and bool(sums) and all(abs(each - total) > _APART for each in sums)

    def headed(self, words: str) -> str:
        """Return the heading with one of these ``words`` (a pattern), as it is typed; empty for
        none."""
        pattern = re.compile(words)
        found = next((text for text in self.heads.split("\n") if pattern.search(text)), "")
        typed = (*self.heading.headings.values(), *self.heading.ignored)
        return next((text for text in typed if key(text) == found), found)

    def cells(self, name: str) -> Iterator[str]:
        """Yield the texts in the column of this name."""
        at = self.heading.columns.get(name, -1)
        for row in self.below if at >= 0 else ():
            yield from (str(value) for value in row.values[at : at + 1] if value != "")

    def texts(self) -> Iterator[str]:
        """Yield the texts of all cells."""
        return (str(value) for row in self.below for value in row.values if value != "")


def _kind(name: str) -> ImportKind[object]:
    return next(kind for kind in KINDS if kind.name == name)


def share(values: Iterable[str], accepted: Callable[[str], object]) -> float:
    """Return the share, 0 to 1, of the values that are accepted; 0 of none."""
    found = list(values)
    return sum(1 for value in found if accepted(value)) / len(found) if found else 0.0


def known_of(year: YearData | None) -> Knowledge:
    """Return what is known with a year; without one what comes with the program."""
    shipped = {number: load(number) for info in available() for number in info.fiscal_years}
    if year is None:
        return Knowledge(shipped)
    office = year.organisation.name
    bodies = frozenset(key(body.name) for body in year.bodies)
    website = year.organisation.website
    found = [office_site(website) or site_of(website)[0]]
    found += [office_site(row.location) for row in year.evidence]
    sites = frozenset(filter(None, found))
    return Knowledge(
        {**shipped, year.year: year.framework}, year.year, office, year.unit_finder, bodies, sites
    )


_CITY: Final = lazy_re(r"(?:^|\.)bangkok\.go\.th$")


def office_site(address: str) -> str:
    """Return the site of an office that an address leads to: of the offices of the city, which have
    one together, the folder. Empty for what is of no office (``drive.google.com``).

    >>> office_site("https://webportal.bangkok.go.th/somewhere/page/1")
    'bangkok.go.th/somewhere'
    """
    host, _ = site_of(address)
    if not _CITY.search(host):
        return host.removeprefix("www.") if host.endswith(".go.th") else ""
    folder = re.search(rf"{re.escape(host)}/([^/?#]+)", address.lower())
    return f"bangkok.go.th/{folder[1]}" if folder else ""
