"""The items of rows: codes of a file are checked against the year's framework, given to reports and
lists of measures that name the year's measures by their own words alone, or taken from the row
above; and rows that the file repeats.

Rows of a table of assignments may be of one item: gone on overleaf, one for each unit, or one for
each point beside the cell of the item.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, Protocol, TypeVar, cast

from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.framework import Framework, Item
from ita_desktop.domain.measure_cells import Typed, items_of_measure, items_text
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import Measure, MeasureKind
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells.codes import is_coded
from ita_desktop.exchange.cells.owners import OwnerEntry
from ita_desktop.exchange.cells.row import shortened, text_of
from ita_desktop.exchange.headings import HeadingFinder
from ita_desktop.exchange.kinds.book import CHAPTER_WORDS
from ita_desktop.exchange.kinds.measures import MeasureRow
from ita_desktop.exchange.kinds.oit import AssignmentRow
from ita_desktop.exchange.kinds.progress import PROGRESS, ProgressRow
from ita_desktop.exchange.kinds.registry import finders
from ita_desktop.exchange.remarks import Remark, RowError
from ita_desktop.exchange.reshaping.shapes import column_of
from ita_desktop.exchange.sheets import DataSheet, Origin
from ita_desktop.exchange.source import ChangedSheet, ImportSource
from ita_desktop.services.imports.draft import ImportDraft
from ita_desktop.services.imports.plan import TitledRow

_UNRELATED = 0.1
"""Names of data with less similarity are unrelated; short forms have more."""
_BULLET = lazy_re(r"^\W+|^[\d๐-๙]{1,2}[.)]\s*|^\s*(?:ข้อมูล|เรื่อง)(?=.)|(?<!\W)\W++$")
"""What says nothing at the ends of a name."""
_NEAR = 0.4
_SAME = 0.6
"""Likeness of a title that names an item by itself."""
_EVERY: Final = lazy_re(r"^\s*ทุก\s*ข้อ(?:\s*(?:ของ\s*)?OIT)?(?=\s*(?:$|\(?\s*(?:(?:ยก)?เว้น|ไม่รวม)))")
"""All items of the year, perhaps but some."""
_SHORT: Final = 12
REWORDED: Final = 0.25
"""Least likeness of a text and its new wording, of more than so many letters."""
_NO_SUCH_TITLE = "ไม่มีข้อใดชื่อเหมือน {code} “{title}”"
_MOST_NEAR = 3
_POINTS = 10
"""Where no mark is higher, none is of a hundred."""
_MADE: Final = "ตารางไม่มีรหัสข้อ จึงใส่รหัสของมาตรการที่ข้อความตรงกับของปีนี้"
_CHECK: Final = "ตรวจว่าเป็นมาตรการเหล่านั้นจริง"


def with_codes_of_measures(source: ImportSource, data: YearData) -> ImportSource:
    """Return a file with a column of codes in its tables that have none, if most of what stands
    below their heading of measures is the text of one of the year's."""
    codes = _codes(data)
    return source.changed(lambda sheet: _coded(sheet, codes)) if codes else source


def _codes(data: YearData) -> Mapping[str, str]:
    """Return the codes of the measures, or the chapters of those without, by their texts, where a
    text is that of one alone."""
    found: dict[str, set[str]] = {}
    for measure in data.measures:
        of = ", ".join(link.item_code for link in data.items_of_measure(measure.id))
        found.setdefault(key(measure.method), set()).add(of or CHAPTER_WORDS.get(measure.kind, ""))
    return {text: code for text, (code, *more) in found.items() if text and code and not more}


def _coded(sheet: DataSheet, codes: Mapping[str, str]) -> ChangedSheet | None:
    cells = [[text_of(value) for value in row.values] for row in sheet.rows]
    found = column_of([list(map(key, row)) for row in cells], codes)
    if found is None or any(map(is_coded, (text for row in cells for text in row))):
        return None
    column, first, texts = found
    head = sheet.rows[first - 1]
    if finders()[PROGRESS.name].partly(head.values).columns.get("method") != column:
        return None
    width = max(map(len, cells))
    rows = list(sheet.rows)
    rows[first - 1] = head.with_value(width, PROGRESS.column("items").heading)
    for at in range(first, len(rows)):
        # What no measure says is no row of the one above.
        own = codes.get(texts[at]) or "".join(cells[at][column : column + 1])
        rows[at] = rows[at].with_value(width, own)
    remark = Remark(Origin(sheet.name, head.number), _MADE, _CHECK)
    return (replace(sheet, rows=tuple(rows)),), (remark,)


def whole_rows(draft: ImportDraft, rows: Iterable[AssignmentRow]) -> Iterator[AssignmentRow]:
    """Yield the rows, each with the details that go on below the item's code and name on the next
    page."""
    last: AssignmentRow | None = None
    for row in rows:
        goes_on = row.continued and not (row.owners or row.due or row.as_of or row.note)
        if last is not None and goes_on and row.details and row.item == last.item:
            draft.keep(row.origin)
            last = replace(last, details="\n".join(filter(None, (last.details, row.details))))
            continue
        if last is not None:
            yield last
        last = row
    if last is not None:
        yield last


class _SameItem:
    """Rows of one item that differ in nothing but the owners, as in a list with a row for each
    unit, or have a point of its details each beside the item's one cell."""

    def __init__(self, row: AssignmentRow) -> None:
        self.rows: list[AssignmentRow] = []
        self._owners: set[tuple[OwnerEntry, ...]] = set()
        self._says: dict[str, object] = {}
        self._add(row)

    def take(self, row: AssignmentRow) -> bool:
        """Add a row of this item if it is another unit's or another point; return whether it is."""
        is_point = row.merged and bool(row.details)
        is_unit = () not in self._owners and row.owners and row.owners not in self._owners
        says = {name: value for name, value in _says(row) if not (is_point and name == "details")}
        differs = any(self._says.get(name, value) != value for name, value in says.items())
        if differs or not (is_unit or is_point):
            return False
        self._add(row)
        return True

    def _add(self, row: AssignmentRow) -> None:
        self.rows.append(row)
        self._owners.add(row.owners)
        self._says.update(_says(row))


def _says(row: AssignmentRow) -> Iterator[tuple[str, object]]:
    for name in ("title", "due", "as_of", "note", "details"):
        if value := getattr(row, name):
            yield name, value


def rows_by_item(rows: Sequence[AssignmentRow]) -> list[list[AssignmentRow]]:
    """Return the rows one by one; those of an item that say it of several units, or point by point
    below one another, together."""
    first: dict[str, _SameItem] = {}
    found: list[list[AssignmentRow]] = []
    for row in rows:
        known = first.get(row.item)
        if known is not None and known.take(row):
            continue
        same = _SameItem(row)
        found.append(same.rows)
        first.setdefault(row.item, same)
    return found


def item_of(year: YearData, code: str, *, oit: bool) -> Item:
    """Return the item with that code; raises RowError if the framework lacks it."""
    item = year.framework.item_by_code.get(code)
    if item is None:
        raise RowError(
            "กรอบการประเมินปี {year} ไม่มีข้อ {code}",
            remedy="ตรวจรหัส และดูว่าไฟล์นี้เป็นของปีใด (ปี {year} มี {known})",
            year=year.year,
            code=code,
            known=_range_of(year.framework, code[:1]),
        ).about("item" if oit else "items")
    return item


def with_every_item(sheet: DataSheet, finder: HeadingFinder, framework: Framework) -> DataSheet:
    """Return a table with the codes of all OIT items in place of words for them (ทุกข้อ ยกเว้น O9),
    in its column of items."""
    if not any(_EVERY.match(str(value)) for row in sheet.rows for value in row.values):
        return sheet
    found = finder.find(sheet.rows)
    at = found[1].columns.get("item") if found is not None else None
    if at is None:
        return sheet
    codes = " ".join(item.code for item in framework.items if item.code.startswith("O"))
    rows = (
        row.with_value(at, _EVERY.sub(codes, text)) if _EVERY.match(text) else row
        for row, text in ((row, str(row.value(at))) for row in sheet.rows)
    )
    return replace(sheet, rows=tuple(rows))


def subject_of(codes: Collection[str], indicator: str, kind: MeasureKind) -> str:
    """Return what a measure is of: its items, else its indicator or chapter."""
    if found := items_text(codes):
        return found
    if kind in (MeasureKind.ITEM, MeasureKind.INDICATOR):
        return f"ตัวชี้วัด {indicator}"
    return CHAPTER_WORDS.get(kind, "สื่อสารสร้างการรับรู้")


def subject_of_measure(data: YearData, measure: Measure) -> str:
    """Return what a measure of the year is of."""
    return subject_of(items_of_measure(data, measure), measure.indicator, measure.kind)


def with_answered_items(draft: ImportDraft, rows: Iterable[Any]) -> list[Any]:
    """Return the rows with items of the framework in place of unknown codes, as far as a person has
    said, now or formerly, which these are. Each unknown code becomes a question."""
    return [_with_answers(draft, row) for row in rows]


def paired_by_title(draft: ImportDraft, rows: Iterable[TitledRow]) -> dict[Origin, str]:
    """Return the items that the titles of rows name, whatever their codes, by row: a list of other
    codes. A row whose title is none of the framework's is skipped; one whose title only is like an
    item's is left unticked."""
    found: dict[Origin, str] = {}
    alike: list[Origin] = []
    for row in rows:
        if near := _near(draft.year, row.code, row.title, _SAME):
            found[row.origin] = near[0].code
            if key(row.title) not in map(key, near[0].wordings):
                alike.append(row.origin)
        else:
            error = RowError(_NO_SUCH_TITLE, code=row.code, title=shortened(row.title))
            draft.skip(row.origin, error.about("item"))
    text = "ชื่อในไฟล์คล้ายกับข้อของปี แต่ไม่เหมือนกัน"
    draft.leave_unticked(alike, text, "ดูชื่อทั้งสองของแต่ละแถว แล้วเลือกเอง")
    return found


def _with_answers(draft: ImportDraft, row: Any) -> Any:
    inner = getattr(row, "measure", None)
    if inner is not None:
        changed = _with_answers(draft, inner)
        return row if changed is inner else replace(row, measure=changed)
    code = getattr(row, "item", None)
    codes = (code,) if isinstance(code, str) else getattr(row, "items", ())
    known = draft.year.framework.item_by_code
    if not codes or all(each in known for each in codes):
        return row
    found = Typed(dict.fromkeys(_answered(draft, each, row) for each in codes))
    return replace(row, item=found[0]) if isinstance(code, str) else replace(row, items=found)


def _answered(draft: ImportDraft, code: str, row: Any) -> str:
    """Return the item that a code is, or the code itself."""
    if code in draft.year.framework.item_by_code:
        return code
    question = draft.questions.ask_item(
        code, _near(draft.year, code, getattr(row, "title", "")), row.origin
    )
    return question.answer.item or code if question.answer is not None else code


def _near(year: YearData, code: str, title: str, least: float = _NEAR) -> tuple[Item, ...]:
    """Return the items of the same letter with the most similar titles, of at ``least`` that
    likeness."""
    if not title:
        return ()
    alike = [(likeness(title, item.title), item) for item in year.framework.items]
    near = sorted(
        (each for each in alike if each[0] >= least and each[1].code[:1] == code[:1]),
        key=lambda each: -each[0],
    )
    return tuple(item for _, item in near[:_MOST_NEAR])


def nothing_above() -> RowError:
    """Return the error for a row without items and without a row above to continue."""
    error = RowError("ไม่มีรหัสข้อหรือตัวชี้วัด และไม่มีแถวก่อนหน้าที่ต่อได้", remedy="พิมพ์รหัส เช่น I1 หรือ O12")
    return error.about("items")


def must_be_known(year: YearData, items: Sequence[str], indicator: str) -> None:
    """Raise RowError for an item, or for an indicator of a row without items, that is not in the
    year's framework."""
    for code in items:
        item_of(year, code, oit=False)
    if not items and indicator not in year.framework.indicator_by_code:
        raise RowError(
            "กรอบการประเมินปี {year} ไม่มีตัวชี้วัด {code}",
            remedy="ตรวจเลขตัวชี้วัด",
            year=year.year,
            code=indicator,
        ).about("indicator")


def points_of(mark: Decimal, most: Decimal) -> RowError | None:
    """Return why a ``mark`` is none of a hundred, if the highest of all is ``most``; else None."""
    if not 0 < most <= _POINTS:
        return None
    return RowError(
        "ในไฟล์ไม่มีคะแนนใดเกิน {most} คะแนน {mark} จึงคงไม่ใช่คะแนนเต็ม 100",
        remedy="ใส่คะแนน 0 ถึง 100 แล้วนำเข้าใหม่",
        most=most,
        mark=mark,
    ).about("mark")


def leave_swapped_unticked(draft: ImportDraft, rows: Iterable[Any]) -> None:
    """Leave rows unticked whose title is that of another item than their code's: one of both is
    wrong. They are named, each with the item of its title. A row that names several items has the
    title of one of them."""
    found: list[tuple[Origin, str, str, str]] = []
    coded = [(row, codes_of(row)) for row in rows]
    named: dict[Origin, set[str]] = defaultdict(set)
    for row, codes in coded:
        named[row.origin].update(codes)
    for row, codes in coded:
        title = getattr(row, "data", "") or getattr(row, "title", "")
        other = _titled(draft.year, codes[0], title) if len(codes) == 1 and title else ""
        if other and other not in named[row.origin]:
            found.append((row.origin, codes[0], title, other))
    leave_misnamed_unticked(draft, found)


def leave_misnamed_unticked(
    draft: ImportDraft, found: Collection[tuple[Origin, str, str, str]]
) -> None:
    """Leave rows unticked, each with its code, its title and the item that this is of, and show
    both titles side by side."""
    known = {place.code: place.name for place in draft.year.framework.outline}
    pairs = (
        Phrase(
            "{code} ในไฟล์ “{title}” (ชื่อของ {other}) ของปี “{official}”",
            code=code,
            title=shortened(title),
            other=other,
            official=shortened(known[code]),
        )
        for _, code, title, other in found
    )
    draft.leave_unticked(
        [origin for origin, *_ in found],
        "รหัสกับชื่อข้อไม่ตรงกัน: {items}",
        "ตรวจว่ารหัสหรือชื่อผิด แก้ในไฟล์ หรือเลือกแถวเองถ้ารหัสถูก",
        items=joined(*dict.fromkeys(pairs)),
    )


def codes_of(row: Any) -> Sequence[str]:
    """Return the codes of the items of a row."""
    row = getattr(row, "measure", row)
    item = getattr(row, "item", None)
    return (item,) if isinstance(item, str) else getattr(row, "items", ())


def _titled(year: YearData, code: str, title: str) -> str:
    """Return the item of the same letter that a title is exactly of, if it is not that of
    ``code``."""
    wanted, items = key(title), year.framework.item_by_code
    if code not in items or wanted in {key(name) for name in items[code].wordings}:
        return ""
    alike = (item.code for item in items.values() if item.code[:1] == code[:1])
    return next((each for each in alike if wanted in map(key, items[each].wordings)), "")


def warn_of_other_names(draft: ImportDraft, names: Iterable[tuple[Origin, str, str]]) -> None:
    """Warn about names of data, by row and item, that have nothing of the framework's: the codes
    may be wrong. Other wordings are listed with what is not stored."""
    known = draft.year.framework.item_by_code
    other = [
        one
        for one in names
        if beyond(item_names(known[one[1]]), one[2]) and not _titled(draft.year, one[1], one[2])
    ]
    apart = [one for one in other if likeness(one[2], known[one[1]].title) < _UNRELATED]
    if apart:
        draft.warn(
            apart[0][0],
            "ชื่อข้อมูลของ {items} ในไฟล์ไม่ตรงกับกรอบการประเมินปี {year} จึงไม่ได้นำเข้า: {words}",
            "ตรวจว่ารหัสข้อถูกต้อง",
            year=draft.year.year,
            items=" ".join(item for _, item, _ in apart),
            words=" · ".join(name for _, _, name in apart),
        )


def item_names(item: Item) -> str:
    """Return the framework's names of an item."""
    return " ".join((*item.wordings, *(service for service, _ in item.variants)))


def item_words(item: Item) -> str:
    """Return the framework's own words about an item."""
    points = (f"{point.part} {point.text}" for point in item.requirements)
    return " ".join((item_names(item), item.note, *points))


def beyond(known: str, text: str) -> str:
    """Return the lines of a text that are not among ``known`` words."""
    words = key(known)
    lines = (line for line in text.split("\n") if key(_BULLET.sub("", line)) not in words)
    return "\n".join(lines)


def likeness(text: str, other: str) -> float:
    """Return the similarity of two titles, 0 to 1, by letter pairs (Dice coefficient)."""
    first, second = _pairs(text), _pairs(other)
    if not first or not second:
        return 1.0 if key(text) == key(other) else 0.0
    return 2 * len(first & second) / (len(first) + len(second))


def may_be_reworded(old: str, new: str, least: float = REWORDED) -> bool:
    """Return whether a text may be another wording of an ``old`` one, with at ``least`` this
    likeness: it is not another matter, with hardly a word of it, that only has the same number or
    item."""
    is_short = max(len(key(old)), len(key(new))) < _SHORT
    return is_short or likeness(old, new) >= least


def perfect_matching(fitting: Sequence[Collection[int]]) -> list[int] | None:
    """Return a distinct one of its ``fitting`` numbers for each place; None if impossible.

    Bipartite matching by augmenting paths, found breadth first.
    """
    place_of: dict[int, int] = {}
    number_of: dict[int, int] = {}
    for start in range(len(fitting)):
        reached: dict[int, int] = {}
        waiting = deque([start])
        free: int | None = None
        while waiting and free is None:
            place = waiting.popleft()
            for number in fitting[place]:
                if number in reached:
                    continue
                reached[number] = place
                if number not in place_of:
                    free = number
                    break
                waiting.append(place_of[number])
        if free is None:
            return None
        while free is not None:
            place = reached[free]
            handed_on = number_of.get(place)
            place_of[free], number_of[place] = place, free
            free = handed_on
    return [number_of[place] for place in range(len(fitting))]


# The same official titles are compared with those of each file.
@lru_cache(maxsize=1024)
def _pairs(text: str) -> frozenset[str]:
    plain = key(text)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def _range_of(framework: Framework, letter: str) -> str:
    codes = [item.code for item in framework.items if item.code.startswith(letter)]
    if not codes:
        return Phrase("{count} ข้อ", count=len(framework.items))
    return Phrase("{first} ถึง {last}", first=codes[0], last=codes[-1])


class _Row(Protocol):
    @property
    def origin(self) -> Origin: ...


RowT = TypeVar("RowT", bound=_Row)
_NOWHERE: Final = Origin("", 0)


def without_origin(row: RowT) -> RowT:
    """Return a row's content: the row, wherever it stands in its file."""
    content: Any = row
    return cast(RowT, replace(content, origin=_NOWHERE))


def content_of_own(row: MeasureRow | ProgressRow) -> object:
    """Return a row's content; None for one that continues the row above, and may be repeated."""
    return None if row.continues or row.continued else without_origin(row)


def once(
    draft: ImportDraft, rows: Iterable[RowT], content: Callable[[RowT], object] = without_origin
) -> Iterator[RowT]:
    """Yield the rows without exact repetitions, which are reported as unchanged. ``content``
    returns what to compare; None for a row that may be repeated."""
    first: dict[object, Origin] = {}
    for row in rows:
        words = content(row)
        place = row.origin
        other = first.setdefault(words, place) if words is not None else place
        if other is place:
            yield row
            continue
        draft.keep_as(place, other)
        draft.warn(place, "แถวนี้ซ้ำกับแถว {row} ทุกช่อง จึงนับครั้งเดียว", row=other.seen_from(place))


def same_again(draft: ImportDraft, row: Origin, first: Origin, what: str) -> None:
    """Report a row that says the same of ``what`` as the ``first`` one."""
    draft.keep_as(row, first)
    draft.warn(row, "{what} ซ้ำกับแถว {row}", what=what, row=first.seen_from(row))


def repeated(draft: ImportDraft, row: Origin, first: Origin, what: str, *, same: bool) -> None:
    """Report a row that says the same as the ``first`` one again; one that says something else is
    skipped."""
    if same:
        same_again(draft, row, first, what)
    else:
        draft.skip(row, other_again(row, first, what))


def other_again(row: Origin, first: Origin, what: str) -> RowError:
    """Return the error of a row that says something else of ``what`` than the ``first`` one."""
    return RowError(
        "{what} มีอยู่แล้วในแถว {row} แต่ข้อมูลไม่ตรงกัน",
        remedy="แก้ให้ตรงกัน หรือเว้นแถวนี้ไว้",
        what=what,
        row=first.seen_from(row),
    )


def warn_of_repeats(draft: ImportDraft, rows: Iterable[RowT]) -> None:
    """Warn about measures that say the same as one before: each is one of its own."""
    first: dict[RowT, Origin] = {}
    for row in rows:
        other = first.setdefault(without_origin(row), row.origin)
        if other is not row.origin:
            draft.warn(
                row.origin,
                "แถวนี้ซ้ำกับแถว {row} ทุกช่อง แต่นับเป็นอีกมาตรการหนึ่ง",
                "ถ้าพิมพ์ซ้ำ ลบแถวหนึ่ง แล้วนำเข้าใหม่",
                row=other.seen_from(row.origin),
            )
