"""Imports the chapters of a book of measures: their order, headings and the office's own texts.

A chapter is identified by its part of the book, else by its title. What the program prints by
itself is no text of the office; its own sentence in a place for which the program has a wording
becomes that wording."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from ita_desktop.documents.rich import text_of
from ita_desktop.documents.wordings.catalogue import template, templates
from ita_desktop.documents.wordings.templates import of_year
from ita_desktop.domain.documents import GENERATED, Chapter, ChapterState
from ita_desktop.domain.errors import InputError, Phrase, joined
from ita_desktop.domain.records import new_id
from ita_desktop.domain.rich import plain
from ita_desktop.domain.text import Digits, key
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.book import CONTENTS, COVER, head_of
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.kinds.book import ChapterRow
from ita_desktop.exchange.remarks import RowError
from ita_desktop.services.documents.book import MAX_CHAPTERS, chapters_of, title_of
from ita_desktop.services.edits import line, long_rich
from ita_desktop.services.imports.documents import own_words
from ita_desktop.services.imports.draft import ImportDraft
from ita_desktop.services.imports.items import once
from ita_desktop.services.imports.plan import Insert, RecordUpdate, Write

if TYPE_CHECKING:
    from ita_desktop.documents.kinds import ReportContext


_FORM: Final = "form:"
"""Begins the form of a table among what a chapter holds."""
_AROUND: Final = frozenset(
    {
        "analysis",
        "analysis-by-question",
        "analysis-by-item",
        "measures",
        "measures-by-indicator",
        "communication",
        "preparation",
        "progress",
    }
)
"""Parts with a table around which the office's own text can be printed."""
_QUOTED: Final = 200
_TEXT: Final = "ข้อความของบท"
_LONGEST_SHOWN: Final = 600
"""Maximum number of characters of a text in the preview."""
_LAST: Final = "last"


def compare(draft: ImportDraft, rows: Sequence[ChapterRow]) -> None:
    """Add the differences between ``rows`` and the chapters of the year's book to the draft."""
    chapters = []
    for row in once(draft, rows):
        if row.part == COVER:
            _compare_cover(draft, row)
        else:
            chapters.append(row)
    if chapters:
        _Chapters(draft).compare(chapters)


def _compare_cover(draft: ImportDraft, row: ChapterRow) -> None:
    """Add the lines of the file's cover to the draft, where the program prints others."""
    year = draft.year
    found = own_words.of_cover(row.text, year)
    if found is None:
        draft.warn(
            row.origin,
            "ข้อความก่อนบทแรกไม่ได้นำเข้า: “{words}”",
            "โปรแกรมทำปกเองจากชื่อสำนักงานและปี ถ้าจะใช้ แก้ถ้อยคำของปกในเล่มที่หน้าเอกสาร",
            words=shortened(" ".join(row.text.split("\n")), _QUOTED),
        )
        return
    new = {template(name).title: text for name, text in found.items()}
    old = {template(name).title: template(name).words(year) for name in found}
    other = (name for name, text in found.items() if text != template(name).words(year))
    draft.put(
        [row.origin], new, old, [own_words.wording_write(name, found[name], year) for name in other]
    )


@dataclass(slots=True)
class _Wanted:
    """A chapter of the file."""

    row: ChapterRow
    part: str
    title: str = ""
    text: str = ""
    wording: tuple[str, str] | None = None
    """Name and text of a wording that its sentence is."""
    study: tuple[str, str] | None = None
    """That of what the program prints before its table, where the file has nothing of it."""
    old: Chapter | None = None
    """That of the year."""
    chapter: Chapter | None = None
    """As it is to be stored."""


class _Chapters:
    def __init__(self, draft: ImportDraft) -> None:
        self._draft = draft
        self._year = draft.year
        before = [other for other in draft.others if other.year < draft.year.year]
        previous = max(before, key=lambda other: other.year, default=None)
        self._previous = previous
        self._defaults = DefaultTexts(draft.year, previous)
        self._is_stored = bool(draft.year.chapters)
        self._number = 0
        """The number of the last chapter, as the program counts."""

    def compare(self, rows: Sequence[ChapterRow]) -> None:
        wanted = self._read(rows)
        known = self._known()
        _pair(wanted, known)
        for each in wanted:
            each.chapter = self._made(each)
        if len(known) + sum(each.old is None for each in wanted) > MAX_CHAPTERS:
            raise InputError(
                "เล่มมีได้ไม่เกิน {most} บท", remedy="รวมบทสั้น ๆ เข้าด้วยกัน แล้วนำเข้าใหม่", most=MAX_CHAPTERS
            )
        _Changes(self._draft, wanted, known, is_stored=self._is_stored).put()

    def _known(self) -> list[Chapter]:
        """Return the year's chapters as rows: the default ones get keys if none are stored."""
        chapters = chapters_of(self._year)
        if self._is_stored:
            stored = {chapter.id for chapter in self._year.chapters}
            return [chapter for chapter in chapters if chapter.id in stored]
        return [replace(chapter, id=new_id()) for chapter in chapters]

    # -- what the rows say

    def _read(self, rows: Sequence[ChapterRow]) -> list[_Wanted]:
        wanted: list[_Wanted] = []
        taken: set[str] = set()
        for row in rows:
            with self._draft.skipping(row.origin):
                part = self._part(row)
                wanted.append(_Wanted(row, "" if part in taken else part))
                taken.add(part)
        self._defaults = DefaultTexts(self._with_parts(taken - {""}), self._previous)
        found = []
        for each in self._draft.each(wanted):
            try:
                each.text = self._text(each)
            except InputError as error:
                self._draft.skip(each.row.origin, RowError("{problem}", problem=error))
                continue
            each.title = self._title(each)
            found.append(each)
        self._warn_of_numbers(rows)
        return found

    def _with_parts(self, parts: Iterable[str]) -> YearData:
        """Return the year with a book of these parts: headings depend on them."""
        key_of = self._year.fiscal_year.id
        made = (Chapter(id=f"part:{part}", year_id=key_of, part=part) for part in parts)
        return replace(self._year, chapters=tuple(made))

    def _part(self, row: ChapterRow) -> str:
        """Return the name of a row's part of the book. Raises RowError if it is not known."""
        from ita_desktop.documents.reports.book.parts import PARTS

        if not row.part:
            return ""
        by_title = {key(part.title): name for name, part in PARTS.items()}
        part = row.part if row.part in PARTS else by_title.get(key(row.part), "")
        if not part:
            raise RowError(
                "ไม่รู้จักส่วนของเล่มชื่อ “{part}”",
                remedy="ใช้ชื่อในรายการบทของเล่ม หรือเว้นว่างถ้าเป็นบทของสำนักงาน",
                part=shortened(row.part),
            )
        form = next((each.removeprefix(_FORM) for each in row.holds if _FORM in each), "")
        return self._defaults.form_of(part, row.title, row.text, form)

    def _text(self, each: _Wanted) -> str:
        """Return the office's own text of a chapter; empty if the program prints the same. Raises
        InputError if it is too long."""
        row, part = each.row, each.part
        if part == CONTENTS:
            return ""
        whole = long_rich(_without_line(row.text))
        if (
            part
            and whole
            and any(
                chapter.part == part and chapter.text == whole for chapter in self._year.chapters
            )
        ):
            # It stays the chapter's own, even if a wording has come to say the same meanwhile.
            return whole
        own = self._defaults.own(part, row.text) if part else whole
        each.wording = self._wording(row, part, own)
        # The program's own book has none where last year's result was not known yet.
        if part and _has_records(row) and not self._draft.source.paper:
            made = self._defaults.before(part)
            each.study = own_words.empty_study(part, row.text, made, self._previous)
        if each.wording is not None:
            return ""
        if not own or not part or not _has_records(row):
            return whole if own else ""
        if part in _AROUND:
            return long_rich(own)
        self._draft.warn(
            row.origin,
            "ข้อความของบท “{title}” ต่างจากที่โปรแกรมพิมพ์ จึงไม่ได้นำเข้า: “{words}”",
            "ถ้าจะใช้ แก้ถ้อยคำนั้นในเล่มที่หน้าเอกสาร",
            title=shortened(row.title),
            words=shortened(plain(_without_line(own)), _QUOTED),
        )
        return ""

    def _wording(self, row: ChapterRow, part: str, own: str) -> tuple[str, str] | None:
        """Return a wording's name, and the office's sentence for it: one that is not all that the
        chapter says, unless the chapter already has a text of its own."""
        if _has_records(row) and not _without_line(row.text).strip():
            return own_words.empty_sentence(part, self._year)
        if not own and (usual := own_words.usual_sentence(part, row.text, self._year)) is not None:
            return usual
        alone = not _has_records(row) and "\n" not in row.text and part != own_words.ONE_SENTENCE
        if (
            not own
            or alone
            or any(chapter.part == part and chapter.text for chapter in self._year.chapters)
        ):
            return None
        return own_words.sentence_of(part, own, row.text, self._year)

    def _title(self, each: _Wanted) -> str:
        """Return the heading to store: empty for that of the program, with its number if the
        program would count another one."""
        from ita_desktop.documents.reports.book.parts import FRONT, PARTS

        row, part = each.row, each.part
        head = head_of(f"{row.mark} {row.title}")
        known = PARTS.get(part)
        counts = part not in FRONT and (known is None or known.numbered)
        self._number += counts
        usual = known is not None and self._defaults.is_heading(part, head.title)
        title = "" if usual else line(head.title)
        number = None if head.is_named else head.number
        if number is None or (counts and number == self._number):
            return title
        if counts:
            self._number = number
        return f"{number}. {title or self._defaults.heading(part)}"

    def _warn_of_numbers(self, rows: Sequence[ChapterRow]) -> None:
        named = next((row for row in rows if head_of(f"{row.mark} ก").is_named), None)
        if named is not None:
            self._draft.warn(
                named.origin,
                "เล่มใช้เลขบทแบบ “{mark}” โปรแกรมพิมพ์เป็นเลขลำดับ เช่น “1.”",
                mark=named.mark,
            )

    def _made(self, each: _Wanted) -> Chapter:
        """Return a chapter as it is to be stored; one without text in the file keeps its own."""
        old = each.old
        if old is None:
            return Chapter(
                id=new_id(),
                year_id=self._year.fiscal_year.id,
                part=each.part,
                title=each.title,
                text=each.text,
            )
        says = bool(each.row.text.strip()) and not old.media
        return replace(
            old,
            title=each.title,
            text=each.text if says else old.text,
            state=ChapterState.SHOWN,
        )


class _Changes:
    """Puts the differences between the file's chapters and those of the year to the draft."""

    def __init__(
        self,
        draft: ImportDraft,
        wanted: Sequence[_Wanted],
        known: Sequence[Chapter],
        *,
        is_stored: bool,
    ) -> None:
        self._draft = draft
        self._wanted = [(each, each.chapter) for each in wanted if each.chapter is not None]
        self._known = known
        self._is_stored = is_stored
        self._listed = {chapter.id for _, chapter in self._wanted}
        self._place: dict[str, int] = {}
        self._number = {chapter.id: number for number, chapter in enumerate(known, 1)}
        """The number that each chapter of the year has."""
        self._moved: set[str] = set()
        self._rows: dict[str, Chapter] = {chapter.id: chapter for chapter in known}
        """The rows of the year as they are before the changes of single chapters."""

    def put(self) -> None:
        self._place = {each: place for place, each in enumerate(self._order())}
        self._moved = moved = self._at_other_places()
        hidden = self._hidden()
        differing = {chapter.id for each, chapter in self._wanted if chapter != each.old}
        needs: tuple[str, ...] = ()
        is_new = any(each.old is None for each, _ in self._wanted)
        if moved or hidden or is_new or (differing and not self._is_stored):
            needs = self._share(hidden)
        if hidden:
            names = " · ".join(title_of(chapter) for chapter in hidden)
            self._draft.warn(None, "เล่มนี้ไม่มีบท {names} จึงจะไม่ใส่ในเล่ม", names=names)
        carried = bool(moved or differing)
        for number, (each, chapter) in enumerate(self._wanted, 1):
            last = number == len(self._wanted)
            touched = chapter.id in moved or chapter.id in differing
            touched = touched or bool(hidden and last and not carried)
            self._put(each, chapter, number, needs if touched else ())

    def _put(self, each: _Wanted, chapter: Chapter, number: int, needs: tuple[str, ...]) -> None:
        new, origins = _shown(chapter, number), [each.row.origin]
        of_wording: list[Write] = []
        if each.wording is not None:
            name, text = each.wording
            of_wording = [own_words.wording_write(name, text, self._draft.year)]
            new[_TEXT] = (
                Phrase("ถ้อยคำของสำนักงาน: {text}", text=shortened(text, _LONGEST_SHOWN))
                if text
                else Phrase("ไม่มีประโยคนำ ตามไฟล์")
            )
        if each.study is not None:
            of_wording.append(own_words.wording_write(*each.study, self._draft.year))
            new[_TEXT] = joined(new[_TEXT], Phrase("ไม่มีบทวิเคราะห์ก่อนตาราง ตามไฟล์"))
        if each.old is None:
            place = replace(chapter, position=self._place[chapter.id])
            self._draft.put(origins, new, None, [Insert(place), *of_wording], needs=needs)
            return
        fields = {
            name: getattr(chapter, name)
            for name in ("title", "text", "state")
            if getattr(chapter, name) != getattr(each.old, name)
        }
        writes: list[Write] = [RecordUpdate(self._rows[chapter.id], fields)] if fields else []
        old = _shown(each.old, self._number[chapter.id] if chapter.id in self._moved else number)
        writes += of_wording
        self._draft.put(origins, new, old, writes, needs=needs, of=[self._rows[chapter.id]])

    def _order(self) -> list[str]:
        """Return the keys of all chapters in their new order: those of the file as there, others
        behind the one that they follow; defaults that the file lacks last."""
        listed = [chapter.id for _, chapter in self._wanted]
        others: dict[str, list[str]] = defaultdict(list)
        anchor = ""
        for chapter in self._known:
            if chapter.id in self._listed:
                anchor = chapter.id
            else:
                others[anchor if self._is_stored else _LAST].append(chapter.id)
        made = others.pop("", [])
        for each in listed:
            made += [each, *others.pop(each, ())]
        made += others.pop(_LAST, ())
        return made

    def _at_other_places(self) -> set[str]:
        """Return the keys of the known chapters that are at another place among the others."""
        before = [chapter.id for chapter in self._known if chapter.id in self._listed]
        after = [chapter.id for each, chapter in self._wanted if each.old is not None]
        same = SequenceMatcher(a=before, b=after).get_matching_blocks()
        stay = {key for found in same for key in before[found.a : found.a + found.size]}
        return set(after) - stay

    def _hidden(self) -> list[Chapter]:
        """Return the default chapters that the file lacks. Chapters that somebody arranged stay."""
        if self._is_stored:
            return []
        return [
            chapter
            for chapter in self._known
            if chapter.state is ChapterState.SHOWN and chapter.id not in self._listed
        ]

    def _share(self, hidden: Sequence[Chapter]) -> tuple[str, ...]:
        """Share the writes that any change needs: the places of all chapters."""
        left_out = {chapter.id for chapter in hidden}
        shared = []
        for chapter in self._known:
            place = self._place[chapter.id]
            if self._is_stored:
                if chapter.position != place:
                    self._draft.share(chapter.id, RecordUpdate(chapter, {"position": place}))
                    shared.append(chapter.id)
                continue
            state = ChapterState.LEFT_OUT if chapter.id in left_out else chapter.state
            row = self._rows[chapter.id] = replace(chapter, position=place, state=state)
            self._draft.share(chapter.id, Insert(row))
            shared.append(chapter.id)
        return tuple(shared)


def _pair(wanted: Sequence[_Wanted], known: Sequence[Chapter]) -> None:
    """Give each chapter of the file that of the year: by its part, by title and text, by title."""
    by_part = {chapter.part: chapter for chapter in known if chapter.part}
    own: dict[str, list[Chapter]] = defaultdict(list)
    for chapter in known:
        if not chapter.part:
            own[key(chapter.title)].append(chapter)
    for each in wanted:
        same = own[key(each.title)]
        each.old = by_part.get(each.part) if each.part else None
        if not each.part:
            each.old = next(
                (chapter for chapter in same if key(chapter.text) == key(each.text)), None
            )
            if each.old is not None:
                same.remove(each.old)
    for each in wanted:
        if not each.part and each.old is None and own[key(each.title)]:
            each.old = own[key(each.title)].pop(0)


def _has_records(row: ChapterRow) -> bool:
    return any(not each.startswith(_FORM) for each in row.holds)


def _without_line(text: str) -> str:
    return "\n".join(each for each in text.split("\n") if each.strip() != GENERATED)


def _shown(chapter: Chapter, number: int) -> dict[str, str]:
    from ita_desktop.documents.reports.book.parts import PARTS

    part = PARTS.get(chapter.part)
    left_out = chapter.state is ChapterState.LEFT_OUT
    return {
        "ลำดับ": "–" if left_out else str(number),
        "หัวบท": chapter.title or title_of(chapter),
        "ส่วนของเล่ม": Phrase(part.title) if part is not None else Phrase("บทของสำนักงาน"),
        _TEXT: shortened(plain(chapter.text), _LONGEST_SHOWN),
    }


FAMILIES: Final = {
    "importance": ("importance", "framework"),
    "analysis": ("analysis", "analysis-by-question", "analysis-by-item"),
    "measures": ("measures", "measures-by-indicator"),
}
"""Parts of the book that are forms of the same part."""
FORMS: Final = {
    ("analysis", "by-item"): "analysis-by-item",
    ("analysis", "question"): "analysis-by-question",
    ("measures", "indicator"): "measures-by-indicator",
}
"""The form of a part by that of its table."""


class DefaultTexts:
    """The headings and lines that the program prints for a year."""

    def __init__(self, year: YearData, previous: YearData | None) -> None:
        self._year = year
        self._previous = previous
        self._lines: dict[str, frozenset[str]] = {}

    def heading(self, part: str) -> str:
        """Return the heading of a part on one line."""
        from ita_desktop.documents.reports.book.parts import PARTS

        return " ".join(PARTS[part].heading(self._context))

    def is_heading(self, part: str, title: str) -> bool:
        """Return whether a title is that of the part as the program prints it."""
        return key(self.heading(part)) == key(title)

    def own(self, part: str, text: str) -> str:
        """Return the lines of a text that the program does not print in a part; empty if it prints
        all of them, the line for generated content apart."""
        lines = text.split("\n")
        kept = [
            line
            for line in lines
            if line == GENERATED or set(own_words.keys_of(line)) - self.lines(part)
        ]
        return "" if all(line == GENERATED for line in kept) else "\n".join(kept)

    def form_of(self, part: str, title: str, text: str, form: str) -> str:
        """Return which form of a part a chapter is: by its heading, its text, its table."""
        forms = FAMILIES.get(part, (part,))
        named = [each for each in forms if self.is_heading(each, title)]
        if len(named) == 1 and part != "importance":
            return named[0]
        if part == "importance":
            whole = set(own_words.keys_of(text))
            fits = [each for each in forms if whole <= self.lines(each)]
            more = self.lines("framework") - self.lines("importance")
            return fits[0] if fits else ("framework" if whole & more else "importance")
        return FORMS.get((part, form), part)

    def lines(self, part: str) -> frozenset[str]:
        """Return the comparison keys of all lines of a part, those in tables included."""
        if part not in self._lines:
            self._lines[part] = frozenset(self._printed(part))
        return self._lines[part]

    def before(self, part: str) -> str:
        """Return what the program prints before the table of a part."""
        from ita_desktop.documents.reports.book.parts import PARTS

        made = PARTS[part].before
        return text_of(made(self._context)) if made is not None else ""

    def _printed(self, part: str) -> Iterator[str]:
        from ita_desktop.documents.reports.book.parts import PARTS

        made = PARTS[part]
        yield from own_words.keys_of(self.before(part))
        yield from own_words.keys_of(text_of(made.build(self._context, Digits.ARABIC).blocks))
        yield from map(key, made.heading(self._context))
        yield from self._sentences

    @cached_property
    def _sentences(self) -> frozenset[str]:
        """The program's standard sentences, also those for what a year has not yet."""
        values = of_year(self._year)
        texts = (each.of(self._year, values) for each in templates().values() if not each.made)
        return frozenset().union(*map(_keys_of_sentence, texts))

    @cached_property
    def _context(self) -> "ReportContext":
        from ita_desktop.documents.kinds import ReportContext
        from ita_desktop.documents.reports.book.report import NAME

        return ReportContext(self._year, self._previous, document=NAME)


@lru_cache(4096)
def _keys_of_sentence(text: str) -> frozenset[str]:
    """Return the comparison keys of one of the program's sentences; most are those of any year."""
    return frozenset(own_words.keys_of(text))
