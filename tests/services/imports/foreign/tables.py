"""Tables of a book as its office draws them, with what has to be stored of each cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from tests.services.imports.foreign.office import Office
from tests.services.imports.foreign.words import (
    EVERYBODY,
    EXTRA,
    FINDINGS,
    INDICATORS,
    INSTRUMENTS,
    OVER,
    PEOPLE,
    POSTS,
    SCHEDULES,
    TASKS,
    TITLES,
    TOTALS,
    UNITS,
)

_FOLLOW_UP = (
    "ผู้อำนวยการเขตติดตามในที่ประชุมทุกเดือน",
    "รายงานผลต่อผู้อำนวยการเขต",
    "ตรวจสอบหน้าเว็บไซต์ทุกสัปดาห์",
)
_NOTES = ("", "", "ตามหนังสือเวียน", "ประสานสำนักดิจิทัล")
_DAYS = (
    "ประชุมชี้แจง",
    "เปิดระบบ IIT",
    "ปิดระบบ EIT",
    "ส่งข้อมูล OIT",
    "รายงานผลรอบ 6 เดือน",
    "ประกาศผลการประเมิน",
)
_SHARED = ("method", "owners", "schedule", "monitoring")
_YEAR = "ประจำปีงบประมาณ พ.ศ. 2568"


@dataclass(frozen=True)
class Cell:
    text: str
    listed: bool = False
    """Whether Word numbers its lines."""
    up: bool = False
    """Whether it is merged with the cell above."""
    day: date | None = None
    """The day, where a workbook has it as a date and not as text."""


@dataclass(frozen=True)
class Line:
    """A row: cells, or one text over all columns."""

    cells: tuple[Cell, ...] = ()
    group: str = ""
    is_heading: bool = False
    """Whether it repeats the headings, in a table of its own."""
    is_deleted: bool = False
    """Whether it was deleted with the changes tracked."""


@dataclass(frozen=True)
class Fact:
    """What has to be stored of a cell."""

    kind: str
    key: str
    """The row: the item's code, the name of a person or a day."""
    field: str
    value: str
    heading: str
    marks: tuple[str, ...]
    """Texts that tell the row in the file."""
    among: bool = False
    """Whether it is one of several, because its measure is shared by questions."""


@dataclass
class Table:
    kind: str
    titles: tuple[str, ...]
    fields: tuple[str, ...]
    headings: tuple[str, ...]
    lines: list[Line] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    over: tuple[str, ...] = ()
    """Headings in a row above, by column; one over several columns is a merged cell."""

    def heading(self, name: str) -> str:
        return self.headings[self.fields.index(name)]

    def fact(self, key: str, name: str, value: str, *marks: str, among: bool = False) -> None:
        if name in self.fields and value:
            self.facts.append(Fact(self.kind, key, name, value, self.heading(name), marks, among))


@dataclass(frozen=True)
class Work:
    """What the office does for an item; questions that share measures have the same."""

    code: str
    issue: str
    steps: tuple[str, ...]
    owners: tuple[str, ...]
    schedule: str
    monitoring: str
    results: tuple[str, ...]
    shares: bool
    """Whether it has the measures of the item before."""


def works(random: Random) -> dict[str, Work]:
    """The work for each item of the book."""
    made: dict[str, Work] = {}
    for _name, codes in INDICATORS.values():
        for at, code in enumerate(codes):
            before = made.get(codes[at - 1]) if at else None
            shares = before is not None and not before.shares and random.random() < 0.25
            made[code] = _work(random, code, before if shares else None)
    return made


def _work(random: Random, code: str, before: Work | None) -> Work:
    issue = f"{random.choice(FINDINGS)}ในเรื่องของ {TITLES[code]}"
    done = tuple(f"ดำเนินการเรื่อง {TITLES[code]}แล้ว ครั้งที่ {n}" for n in range(random.randint(1, 2)))
    if before is not None:
        same = (before.steps, before.owners, before.schedule, before.monitoring)
        return Work(code, issue, *same, done, shares=True)
    steps = tuple(
        f"{task}เรื่อง {TITLES[code]}" for task in random.sample(TASKS, random.randint(1, 3))
    )
    owners = (
        tuple(random.sample(UNITS, random.choice((1, 1, 2, 3))))
        if random.random() < 0.8
        else (EVERYBODY,)
    )
    schedule, monitoring = random.choice(SCHEDULES), random.choice(_FOLLOW_UP)
    return Work(code, issue, steps, owners, schedule, monitoring, done, shares=False)


def table(kind: str, office: Office, work: dict[str, Work]) -> Table:
    """A table of a kind as the office draws it."""
    if kind in _OF_ITEMS:
        return _of_items(kind, office, work)
    return {
        "assignments": _assignments,
        "roster": _roster,
        "calendar": _calendar,
        "results": _results,
    }[kind](office)


_OF_ITEMS: dict[str, tuple[tuple[str, ...], str]] = {
    "measures": (("method", "owners", "schedule"), "มาตรการส่งเสริมคุณธรรมและความโปร่งใส"),
    "analysis": (("issue", "method", "owners", "monitoring"), "การวิเคราะห์ผลการประเมิน"),
    "progress": (("issue", "method", "result"), "รายงานผลการดำเนินการตามมาตรการ"),
    "communications": (
        ("method", "schedule", "owners", "monitoring"),
        "มาตรการในการสื่อสารสร้างการรับรู้",
    ),
}


def _begun(kind: str, office: Office, names: Sequence[str], *titles: str) -> Table:
    """A table with headings: the first of ``names`` at the left, the others in any order."""
    first, *others = names
    office.random.shuffle(others)
    extra = [f"+{word}" for word in office.random.sample(EXTRA, office.random.choice((0, 0, 1, 2)))]
    at = office.random.randint(0, len(others))
    fields = (first, *others[:at], *extra, *others[at:])
    if office.random.random() < 0.3:
        fields = ("+ลำดับ", *fields)
    headings = []
    for name in fields:
        if name.startswith("+"):
            headings.append(name[1:])
            continue
        if name == "indicator":
            headings.append("ตัวชี้วัด")
            continue
        heading = office.heading(kind, name)
        while "indicator" in fields and "ตัวชี้วัด" in heading.replace("\n", ""):
            heading = office.heading(kind, name)
        headings.append(heading)
    made = Table(kind, titles, fields, tuple(headings))
    if office.random.random() < 0.2:
        made.over = _over(office.random, fields)
    return made


def _over(random: Random, fields: Sequence[str]) -> tuple[str, ...]:
    """Headings over some neighbouring columns, none of which has the items."""
    first = random.randint(1, len(fields) - 2)
    last = min(len(fields), first + random.choice((2, 3)))
    if any(name in {"items", "indicator", "name"} for name in fields[first:last]):
        return ()
    word = random.choice(OVER)
    return tuple(word if first <= at < last else "" for at in range(len(fields)))


def _line(made: Table, number: int, cells: dict[str, Cell]) -> Line:
    """A row of a table; extra columns have some text."""
    values = []
    for name in made.fields:
        if name == "+ลำดับ":
            values.append(cells.get(name, Cell(str(number) if number else "")))
        elif name.startswith("+"):
            values.append(Cell(f"{name[1:]} {number}" if number else ""))
        else:
            values.append(cells.get(name, Cell("")))
    return Line(tuple(values))


def _of_items(kind: str, office: Office, work: dict[str, Work]) -> Table:
    random = office.random
    names, title = _OF_ITEMS[kind]
    of_column = "column" in office.groups
    subject = ["items", *([] if office.in_one_cell else ["title"])]
    names = [name for name in names if name != "schedule" or random.random() < 0.9]
    first = ["indicator", *subject] if of_column else subject
    titles = [f"{title} {_YEAR}"]
    if kind == "progress":
        titles.append("รอบ 6 เดือน (ตุลาคม 2567 - มีนาคม 2568)")
    made = _begun(kind, office, [*first, *names], *titles)
    number = 0
    for indicator, (name, codes) in INDICATORS.items():
        named = office.digits(f"ตัวชี้วัดที่ {indicator} {name}")
        if office.groups == "rows":
            if office.instruments and codes[0] in INSTRUMENTS:
                made.lines.append(Line(group=INSTRUMENTS[codes[0]]))
            made.lines.append(Line(group=named))
        for at, code in enumerate(codes):
            number += 1
            if random.random() < 0.04:
                made.lines.append(Line(tuple(Cell("") for _ in made.fields)))
            up = office.groups == "merged column" and at > 0 and not _is_empty(made.lines[-1])
            cells = {"indicator": Cell("" if up else named, up=up)}
            _item(made, office, work[code], cells)
            made.lines.append(_line(made, number, cells))
            if random.random() < 0.03 and not any(cell.up for cell in made.lines[-1].cells):
                gone = {"items": cells["items"], "method": Cell("มาตรการเดิมที่ตัดออก")}
                made.lines.append(replace(_line(made, number, gone), is_deleted=True))
        if random.random() < 0.15:
            made.lines.append(Line(is_heading=True))
    if random.random() < 0.3:
        word, figure = random.choice(TOTALS), office.digits(random.choice(("13", "13 มาตรการ", "")))
        at = random.choice(("items", made.fields[0]))
        made.lines.append(_line(made, 0, {at: Cell(office.digits(word)), "method": Cell(figure)}))
    if random.random() < 0.2:
        made.lines.append(Line(group="หมายเหตุ : ข้อมูล ณ วันที่จัดทำ"))
    if random.random() < 0.1:
        made.lines += _signed(made)
    return made


def _signed(made: Table) -> list[Line]:
    """Lines for a signature within the table, as in workbooks."""
    texts = ("ลงชื่อ................................ผู้รายงาน", "(นายตัวอย่าง หนึ่งเขต)", "หัวหน้าฝ่ายปกครอง")
    at = len(made.fields) // 2
    return [
        Line(tuple(Cell(text if column == at else "") for column in range(len(made.fields))))
        for text in texts
    ]


def _day(office: Office, day: date) -> Cell:
    return Cell(office.date(day), day=day if office.typed_days else None)


def _is_empty(line: Line) -> bool:
    filled = line.group or any(cell.text or cell.up for cell in line.cells)
    return line.is_deleted or not filled


def _item(made: Table, office: Office, work: Work, cells: dict[str, Cell]) -> None:
    """Fill the cells of an item, and state what has to be stored of them."""
    code = office.item(work.code)
    score = office.digits(f" ({90 + int(work.code[1:])}.25 คะแนน)") if office.scores else ""
    if office.in_one_cell:
        cells["items"] = Cell(f"{code} {TITLES[work.code]}{score}")
    else:
        cells["items"], cells["title"] = Cell(code), Cell(TITLES[work.code] + score)
    steps = work.steps
    if made.kind == "communications":
        steps = tuple(f"สื่อสาร{step}" for step in steps)
    values = {
        "issue": (work.issue,),
        "method": steps,
        "result": work.results,
        "schedule": (office.digits(work.schedule),),
        "monitoring": (work.monitoring,),
    }
    above = bool(made.lines) and not _is_empty(made.lines[-1]) and not made.lines[-1].group
    above = above and not made.lines[-1].is_heading
    up = work.shares and above and made.kind != "communications"
    for name, texts in values.items():
        merged = up and name in _SHARED
        plain = name in {"schedule", "monitoring", "issue"}
        text = "\n".join(texts) if plain else office.steps(texts)
        listed = name in {"method", "result"} and office.numbering == "word" and len(texts) > 1
        cells[name] = Cell("" if merged else text, listed=listed, up=merged)
        made.fact(work.code, name, "\n".join(texts), code, text, among=name == "result")
    cells["owners"] = Cell("" if up else office.owners(work.owners), up=up)
    made.fact(work.code, "owners", "\n".join(sorted(work.owners)), code)


def _assignments(office: Office) -> Table:
    random = office.random
    names = [
        "items",
        "title",
        "owners",
        *random.sample(("due", "as_of", "note"), random.randint(1, 3)),
    ]
    made = _begun("assignments", office, names, f"ตารางมอบหมายผู้รับผิดชอบข้อมูล OIT {_YEAR}")
    number = 0
    while number < 12:
        number += 1
        codes = [f"O{number}"]
        if not office.random.randrange(8) and number < 10:
            codes += [f"O{number + 1}", f"O{number + 2}"]
            number += 2
        code = codes[0]
        written = office.item(code) if len(codes) == 1 else office.several(codes)
        if code == "O1" and office.groups == "rows":
            made.lines.append(Line(group=office.digits("ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล จำนวน 12 ข้อมูล")))
        owners = (
            random.sample(UNITS, random.choice((1, 2, 3))) if random.random() < 0.7 else [EVERYBODY]
        )
        due, as_of = date(2025, 1, 31) + timedelta(random.randint(0, 90)), date(2024, 12, 31)
        cells = {
            "items": Cell(written),
            "title": Cell(TITLES[code]),
            "owners": Cell(office.owners(owners)),
            "due": _day(office, due),
            "as_of": _day(office, as_of),
            "note": Cell(note := random.choice(_NOTES)),
        }
        for code in codes:
            made.fact(code, "owners", "\n".join(sorted(owners)), written)
            made.fact(code, "due", due.isoformat(), written)
            made.fact(code, "as_of", as_of.isoformat(), written)
            made.fact(code, "note", note, written)
        made.lines.append(_line(made, number, cells))
        if random.random() < 0.06:
            made.lines.append(Line(is_heading=True))
    return made


def _roster(office: Office) -> Table:
    random = office.random
    names = ["name", "post", "role", *(["unit"] if random.random() < 0.7 else [])]
    title = random.choice(("คณะทำงาน ประกอบด้วย", "รายชื่อคณะทำงาน"))
    made = _begun("roster", office, names, f"คำสั่งแต่งตั้ง {_YEAR}", title)
    if title.startswith("รายชื่อ"):
        made.lines.append(Line(group="คณะทำงาน"))
    for number, who in enumerate(random.sample(PEOPLE, 5), 1):
        post, unit = random.choice(POSTS), random.choice(UNITS)
        role = "ประธานคณะทำงาน" if number == 1 else "คณะทำงาน"
        name = (
            who.split(maxsplit=1)[0].removeprefix("นางสาว").removeprefix("นาย").removeprefix("นาง")
        )
        cells = {"name": Cell(who), "post": Cell(post), "unit": Cell(unit), "role": Cell(role)}
        for key in ("name", "post", "unit", "role"):
            made.fact(name, key, cells[key].text, who)
        made.lines.append(_line(made, number, cells))
    return made


def _calendar(office: Office) -> Table:
    random = office.random
    made = _begun("calendar", office, ["title", "day", "note"], f"ปฏิทินการประเมิน {_YEAR}")
    for number, name in enumerate(_DAYS, 1):
        day = date(2024, 11, 1) + timedelta(random.randint(0, 300))
        note = random.choice(_NOTES)
        cells = {"title": Cell(name), "day": _day(office, day), "note": Cell(note)}
        made.fact(name, "day", day.isoformat(), name)
        made.fact(name, "note", note, name)
        made.lines.append(_line(made, number, cells))
    return made


def _results(office: Office) -> Table:
    title = "ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2567"
    made = _begun("results", office, ["items", "title", "score"], title)
    for number, code in enumerate((each for _, codes in INDICATORS.values() for each in codes), 1):
        score = f"{office.random.randint(8000, 9999) / 100:.2f}" if code[0] != "O" else "100"
        written = office.item(code)
        cells = {
            "items": Cell(written),
            "title": Cell(TITLES[code]),
            "score": Cell(office.digits(score)),
        }
        made.fact(code, "score", score, written)
        made.lines.append(_line(made, number, cells))
    if office.random.random() < 0.3:
        made.lines.append(
            _line(made, 0, {"items": Cell("รวม"), "score": Cell(office.digits("95.25"))})
        )
    return made


def facts(tables: Sequence[Table]) -> Iterator[Fact]:
    for each in tables:
        yield from each.facts
