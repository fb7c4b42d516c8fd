"""What the words around scores say against their being official results, by where they stand. What
a table's own title says is what it is; the name of its sheet or file says so where no title speaks.
Any other line is at most a doubt, and none where title, office and names of the rows are ours."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import key
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.heading_words import LETTERS, PAST_YEAR
from ita_desktop.exchange.report.years_stated import stated_years
from ita_desktop.services.imports.evidence.others import names_office
from ita_desktop.services.imports.evidence.seen import (
    FOLLOWED_UP,
    Argument,
    SeenTable,
    names_assessment,
    of_matter,
)

SHEET: Final = "ชื่อแผ่นมีคำว่า “{words}”"
FILE: Final = "ชื่อไฟล์มีคำว่า “{words}”"
SAYS_RESULT: Final = lazy_re(rf"ผล|คะแนน|คุณธรรม|{LETTERS}")
"""In lines that say what the scores below are; without spaces."""
_FOLLOWED: Final = lazy_re(rf"{FOLLOWED_UP}|ร้อยละ(?:ของ)?ความสำเร็จ")
"""Titles of tables of how far the work is; without spaces."""
_DENIED: Final = lazy_re(
    r"(?<!หาก)(?:(?:ยัง)?(?:ไม่|มิ)(?:ใช่|เป็น)|รอ)(?:ผล|คะแนน|ข้อมูล|การประเมิน|ประกาศ|อย่าง|เป็น)*(?:ทางการ|จริง)"
)
"""What denies that scores are official, wherever it stands; without spaces."""
OF_MANY: Final = lazy_re(
    r"กรุงเทพ|กทม|(?:ทั้ง|ทั่ว)?ประเทศ|จังหวัด|ภาค(?!รัฐ)|กลุ่ม|กระทรวง|กรม|เทศบาล|อบต|อปท|องค์กร|หน่วยงานภาครัฐ"
)
"""What averages are of, and no score of ours; without spaces."""
TRIED: Final = lazy_re(
    rf"{_DENIED.pattern}|(?:ยังไม่|รอ)(?:ยืนยัน|รับรอง|ประกาศ|สรุป|ผล)"
    r"|ประเมินตนเอง|ทดสอบ|เฉลย|คาด|ประมาณการ|พยากรณ์|จำลอง(?:คะแนน|การ|ผล|สถาน)|(?<![ก-๙])จำลอง$|ทดลอง|คำนวณ(?!จาก)|(?<!ถ่วง)(?<!ค่า)(?<!ตาม)(?<!และ)น้ำหนัก(?:ของ|คะแนน)*(?:ตัวชี้วัด|เครื่องมือ|แบบ)|(?<![ก-๙])ถ้า(?!มี)|mock(?:-?up)?(?![a-z])|(?:ซัก)?ซ้อม(?!ความเข้าใจ|แนวทาง)|เป้า(?!ประสงค์)"
    r"|(?<!โครง)ร่าง(?!กาย)|draft|(?:ผล|คะแนน|ita\)?)(?:การประเมิน)?.{0,12}เบื้องต้น|ก่อน(?:การ)?อุทธรณ์"
    r"|(?:ค่า)?เฉลี่ย.*(?:(?<!\d)\d\d|ทุก|ทั้ง)(?:สำนักงาน)?เขต|ต้นแบบ"
    r"|ค่า(?:กลาง|ฐาน)|benchmark|baseline|forecast|pre-?(?:audit|test)|สมม[ตุ]|แบบฝึก|ตัวอย่าง(?:การ)?กรอก|ตรวจทานภายใน|(?:เกณฑ์|คะแนน)(?:ผ่าน)?ขั้นต่ำ"
    r"|(?<!และ)(?:(?:ค่า|คะแนน)เฉลี่ย|^เฉลี่ย)(?:คะแนน|ผล|การประเมิน|[(]?ita[)]?|ของ|ใน|ระดับ|ราย|รวม)*"
    rf"(?:{OF_MANY.pattern})"
)
"""What scores are called that somebody expects, drafts, tries or tests, of many offices or of a
model; without spaces."""
_MENTIONED: Final = lazy_re(
    rf"(?:(?:ไม่|มิ)ใช่|เทียบ(?:กับ)?|กว่า|ไปตาม)(?:ผล|คะแนน|ฉบับ|การ|เกณฑ์)*(?:{TRIED.pattern})"
)
"""Such words of something else, with which scores are compared; without spaces."""
_MARKS: Final = r"(?:[(*: ]|หมายเหตุ)*"
"""What a note begins with."""
_TRIED_ALONE: Final = lazy_re(
    rf"{_MARKS}(?:ตัวอย่าง|(?:(?:คะแนน|ค่า|เกณฑ์)(?:ที่)?)?(?:เต็ม|ถ่วงน้ำหนัก|ต่าง)|(?:คะแนน|ค่า|เกณฑ์)(?:ที่)?ผ่าน|(?:ส่วน|ผล)ต่าง|(?:ร้อยละ(?:ของ)?)?การเปลี่ยนแปลง|[อล]ันดับ(?:ที่)?"
    r"|(?:คะแนน)?(?:ที่|ของ)(?:คณะทำงาน|คณะกรรมการ|ฝ่ายเลขานุการ|ผู้ประเมินตนเอง)[ก-๙]*)[)]?"
)
"""The same of a line by itself: within a title these are of official results, too."""
_OF_SCORES: Final = (
    r"ฉบับ|(?:คะแนน(?!เต็ม|เฉลี่ย)|ผล(?!ต่าง)(?:คะแนน|การประเมิน)?|ข้อมูล|ตัวเลข)?(?:นี้|ข้างต้น|ดังกล่าว)?(?:เป็น|คือ|จาก)?"
    r"(?:เพียง|การ|คะแนน(?!เต็ม|เฉลี่ย)|ค่า(?!กลาง|ฐาน|เฉลี่ย))*"
)
_SPOKEN: Final = lazy_re(rf"{_MARKS}({_OF_SCORES})(?:{TRIED.pattern})")
"""How a line begins with such words, or says of the scores that they are so (คะแนนนี้เป็น); without
spaces."""
_SENTENCE: Final = lazy_re(
    r"(?:[*:]|หมายเหตุ|(?:ฉบับ|คะแนน|ผล(?:คะแนน|การประเมิน)?|ข้อมูล|ตัวเลข)?(?:นี้|ข้างต้น|ดังกล่าว|เป็น|จาก))"
)
"""How a sentence about the scores begins, and no heading in a report of them; without spaces."""
_PAST_YEAR: Final = lazy_re(rf"{_MARKS}(?<!กับ)(?<!จาก){PAST_YEAR}")
"""A year of which nobody knows which it is; without spaces."""
_COPIED: Final = lazy_re(rf"{_MARKS}ที่มา.*สำนักงานเขต(?!ทุก|ทั้ง|ต่าง|อื่น)[ก-๙]{{2}}")
"""A line that says which office the scores below are from."""
_FIGURE: Final = lazy_re(r"(?<![\d/])\d\d(?!\d*(?:/|(?:สำนักงาน)?เขต))")
"""A figure, but for a date and a number of districts; without spaces."""
REMARKED: Final = lazy_re(r"ข้อ(?:เสนอแนะ|สังเกต)(?:จาก|ของ)")
"""Titles of what somebody remarks on, before whose remarks they are; without spaces."""
_ASSESSOR: Final = lazy_re(r"(?:(?:คณะ)?กรรมการ)?ผู้(?:ตรวจ|ประเมิน)(?!สอบ|ราชการ|ตน)")
_PARTS: Final = lazy_re(r"[\s_(\[,–-]+")
"""What keeps the words of a name apart."""
_REST: Final = 8
"""Number of letters behind such a word up to which a line says nothing else."""


def is_ours_throughout(table: SeenTable) -> bool:
    """Return whether title, office and the names of the rows all say that a table is ours."""
    titles = (*table.titles[1:], *table.beside[1:])
    naming = table.naming
    return (
        (naming.is_ours or (table.is_coded and not naming.others))
        and any(map(names_assessment, titles))
        and (table.is_of_own_office or names_office(table.lines(), table.known.office))
    )


def against_words(table: SeenTable) -> Iterator[Argument]:
    """Yield what a line, or a name, says of scores that are no official results."""
    is_ours = is_ours_throughout(table)
    is_dated = bool(stated_years(table.around, bare=True))
    own = (*table.titles[1:], *table.beside[1:])
    for template, names in ((SHEET, table.titles[:1]), (FILE, table.beside[:1])):
        for name in names:
            yield from of_name(template, name, own, is_dated=is_dated)
    head = table.heading.headings.get("remark", "")
    for line in table.titles[1:]:
        yield from _of_title(line, head, is_ours=is_ours, is_dated=is_dated)
    for number, line in _elsewhere(table):
        text = key(line)
        begun = _SPOKEN.match(text) and not (is_ours or _FIGURE.search(text))
        alone = not is_ours and _TRIED_ALONE.fullmatch(text)
        past = not is_dated and _PAST_YEAR.match(text)
        # Who compares copies the scores of others, and says from where.
        copied = _COPIED.match(line) and key(table.known.office) not in text
        said = _says_of_scores(text) or _DENIED.search(text)
        if begun or alone or past or copied or said:
            yield Argument(_written(line, number))


def _written(line: str, row: int = 0) -> Phrase:
    """Return that a line stands there, in a ``row`` of a table if it is not 0."""
    if row > 0:
        return Phrase("แถว {row} เขียนว่า “{line}”", row=row, line=shortened(line))
    return Phrase("มีข้อความว่า “{line}”", line=shortened(line))


def _of_title(line: str, head: str, *, is_ours: bool, is_dated: bool) -> Iterator[Argument]:
    """Yield what a title says: how far the work is, what somebody expects or remarks. ``head`` is
    that of a column of remarks."""
    text = key(line)
    tried, remarked = _tried(text), REMARKED.search(text)
    # Those of the assessor stand in the report, beside the scores.
    if remarked and _ASSESSOR.search(key(head)) and _ASSESSOR.match(text, remarked.end()):
        remarked = None
    alone = _TRIED_ALONE.fullmatch(text)
    past = not is_dated and _PAST_YEAR.match(text)
    is_said = SAYS_RESULT.search(text) or _DENIED.search(text) or _SPOKEN.match(text)
    if (tried and is_said) or remarked or _FOLLOWED.search(text):
        yield of_matter(shortened(line))
    elif (tried and not is_ours) or alone or past:
        yield replace(of_matter(shortened(line)), is_said=False)


def _elsewhere(table: SeenTable) -> Iterator[tuple[int, str]]:
    """Yield the lines around a table that are none of its titles, with the numbers of their rows; 0
    for none."""
    yield from (
        (0, line)
        for line in dict.fromkeys((*table.beside[1:], *table.signed))
        if line not in table.titles
    )
    for row in table.below:
        if row.filled == 1:
            yield from ((row.number, value) for value in row.values if isinstance(value, str))


def _tried(text: str) -> bool:
    """Return whether a title or a name, without spaces, calls scores so, and does not only compare
    them with what is called so."""
    return TRIED.search(_MENTIONED.sub("", text)) is not None


def _says_of_scores(text: str) -> bool:
    """Return whether a line, without spaces, says of the scores what they are: it is hardly more
    than such a word, or goes on from them to it."""
    found = _SPOKEN.match(text)
    if found is None or found[1]:
        return found is not None
    return len(text) - found.end() <= _REST and not _FIGURE.search(text)


def of_name(
    template: str, name: str, titles: Iterable[str], *, is_dated: bool
) -> Iterator[Argument]:
    """Yield what the name of a sheet or a file says, as a ``template`` tells it: where no title
    says what the scores are, it does; otherwise it has to begin with that, or a word of it."""
    words = [word for word in _PARTS.split(name) if word]
    ends = [key(" ".join(words[at:])) for at in range(len(words))]
    alone = _TRIED_ALONE.fullmatch(key(name))
    past = not is_dated and _PAST_YEAR.search(key(name))
    speaks = any(map(names_assessment, titles))
    text = Phrase(template, words=shortened(name))
    if not speaks and (_tried(key(name)) or _FOLLOWED.search(key(name))):
        yield Argument(text, is_said=True)
    elif alone or past or any(map(_SPOKEN.match, ends)):
        yield Argument(text, is_said=not speaks)


def of_sentences(lines: Iterable[str]) -> Iterator[Argument]:
    """Yield what sentences in a report say of its scores."""
    for line in lines:
        text = key(line)
        if _SENTENCE.match(text) and _says_of_scores(text):
            yield Argument(_written(line))
