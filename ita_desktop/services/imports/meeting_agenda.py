"""Merges the agenda of an imported meeting into that of the year. The texts that agendas and
minutes have below a line by themselves are made from the year's data and are not taken."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from ita_desktop.documents.content import Paragraph
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.reports.meetings import minutes
from ita_desktop.documents.reports.meetings.parts import component, tells_of_task
from ita_desktop.documents.rich import flat
from ita_desktop.documents.wordings.values import of_meeting
from ita_desktop.domain.agenda import AgendaLine, kind_of, lines, uncounted
from ita_desktop.domain.documents import fill
from ita_desktop.domain.meetings import AgendaItem, AgendaKind, Component, Meeting
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import OwnerRole, new_id
from ita_desktop.domain.roster.matching import unit_key
from ita_desktop.domain.roster.names import is_person
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells.owners import OwnerEntry
from ita_desktop.exchange.papers.lines import CELL, ReadLine
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.edits import OwnerRef
from ita_desktop.services.imports.draft import ImportDraft
from ita_desktop.services.imports.plan import Delete, Insert, RecordUpdate, Write
from ita_desktop.services.imports.roster.register import People, owner_answered
from ita_desktop.services.meetings.agenda import standing_headings
from ita_desktop.services.roster.owner_names import NamedOwner, OwnerNames


class MadeTexts:
    """What is printed below the lines of a meeting's agenda without being typed."""

    def __init__(self, year: YearData, previous: YearData | None, meeting: Meeting) -> None:
        self._context = ReportContext(year, previous)
        self._meeting = meeting

    @property
    def nothing(self) -> str:
        """What minutes print below a heading with nothing."""
        return minutes.NONE.of(self._context.year)

    def below(self, item: AgendaItem) -> list[str]:
        """Return the lines of generated content below a line, numbers included: as printed before
        the meeting's day, and what is printed otherwise after it."""
        if item.component is Component.NONE:
            return []
        own = lines(self._context.year.agenda_of(self._meeting.id))
        line = next(line for line in own if line.item.id == item.id)
        before, after = (
            list(self._texts(replace(self._context, day=day), line)) for day in (None, date.max)
        )
        return [*before, *(text for text in after if text not in before)]

    def _texts(self, context: ReportContext, line: AgendaLine) -> Iterator[str]:
        for block in component(context, self._meeting, line):
            if isinstance(block, Paragraph):
                text = "".join(run.text for run in block.runs)
                yield from f"{block.mark} {text}".strip().split("\n")


_COUNTED: Final = lazy_re(r"\d{1,2}(?:\.\d{1,2})*")
_FIELDS: Final = (
    "parent_id",
    "kind",
    "number",
    "title",
    "detail",
    "presenter",
    "minutes",
    "resolution",
    "position",
)


def shown_agenda(items: Sequence[AgendaItem]) -> str:
    """Return an agenda as lines of text, for comparison."""
    texts: list[str] = []
    for line in lines(items):
        number = f"ระเบียบวาระที่ {line.number}" if line.depth == 0 else line.number
        texts.append(f"{number} {line.item.title}".strip())
        texts.extend(line.item.detail.splitlines())
        texts.extend(line.item.minutes.splitlines())
        if line.item.presenter:
            texts.append(f"ผู้เสนอ {line.item.presenter}")
        if line.item.resolution:
            texts.append(f"มติที่ประชุม {line.item.resolution}")
    return "\n".join(texts)


def _titles(items: Sequence[AgendaItem]) -> str:
    return ", ".join(item.title for item in items)


class AgendaMerger:
    """Merges the lines of a file into a meeting's agenda. Headings get the file's wording and
    order; default headings that the file lacks are removed if nothing is below them."""

    def __init__(
        self,
        year: YearData,
        meeting: Meeting,
        read: Sequence[ReadLine],
        *,
        minutes: bool = False,
        previous: YearData | None = None,
    ) -> None:
        """With ``minutes``, texts below a matter are what was said of it; ``previous`` is the year
        before, of which an agenda tells the result."""
        self._year = year
        self._meeting = meeting
        self._minutes = minutes
        self._made = MadeTexts(year, previous, meeting)
        self.below: dict[str, ReadLine] = {}
        """What the file has below each line, by the id of its item."""
        self._before = year.agenda_of(meeting.id)
        self._values = of_meeting(year, meeting)
        self._now = {item.id: item for item in self._before}
        self._headed = any(line.depth == 0 for line in read)
        self._of_file: list[str] = []
        """Ids of the headings in the file, in order."""
        self._path: list[str] = []
        """Ids of the last line and the lines above it in the hierarchy."""
        self.remarks: list[Remark] = []
        self.repeated: list[str] = []
        """What the file has as the year prints it: generated lines, texts with their fields."""
        if read or not self._before:
            self._merge(read)
            self._warn_of_numbers()
            self._warn_of_gaps([line.number for line in read])
        typed = {item.id: item.number for item in self._before}
        written = {item.id for item in self.items if typed.get(item.id) != item.number}
        self._now = {item.id: item for item in uncounted(self.items, written)}

    @property
    def items(self) -> tuple[AgendaItem, ...]:
        """The agenda after the import."""
        return tuple(self._now.values())

    def writes(self) -> list[Write]:
        """Return the writes of the import."""
        made: list[Write] = []
        before = {item.id: item for item in self._before}
        for line in lines(self.items):
            old = before.get(line.item.id)
            if old is None:
                made.append(Insert(line.item))
            elif old != line.item:
                changed = {
                    name: getattr(line.item, name)
                    for name in _FIELDS
                    if getattr(old, name) != getattr(line.item, name)
                }
                made.append(RecordUpdate(old, changed))
        return [*made, *(Delete(item) for item in self._before if item.id not in self._now)]

    # -- headings

    def _merge(self, read: Sequence[ReadLine]) -> None:
        if self._headed:
            self._take_headings(read)
            self._warn_of_items(read)
        elif not self._before:
            usual = standing_headings(self._year, self._meeting)
            self._now |= {item.id: item for item in usual}
            if read:
                self._warn("ระเบียบวาระในไฟล์ไม่มีหัวข้อ จึงใส่ไว้ใต้หัวข้อที่ใช้เป็นปกติ", "ตรวจหัวข้อที่หน้าการประชุม")
        heads = iter(self._of_file)
        for line in read:
            if line.depth == 0:
                self._path = [next(heads)]
                self._fill_in(self._path[0], line)
            else:
                self._put(line)

    @property
    def _heads(self) -> list[AgendaItem]:
        return [line.item for line in lines(self.items) if line.depth == 0]

    def _take_headings(self, read: Sequence[ReadLine]) -> None:
        free = self._heads
        anew: list[str] = []
        for place, read_line in enumerate(line for line in read if line.depth == 0):
            found = self._like(read_line, free)
            if found is None:
                kind = kind_of(read_line.title)
                found = AgendaItem(id=new_id(), meeting_id=self._meeting.id, kind=kind)
            else:
                free.remove(found)
                if key(self._filled(found.title)) != key(read_line.title):
                    anew.append(f"{found.title} → {read_line.title}")
            kind = kind_of(read_line.title)
            self._now[found.id] = replace(
                found,
                title=self._same_or(found.title, read_line.title),
                number=read_line.number,
                kind=found.kind if kind is AgendaKind.FREE else kind,
                position=place,
            )
            self._of_file.append(found.id)
        self._keep_or_remove(free)
        if anew:
            self._warn("หัวข้อที่เปลี่ยนคำตามไฟล์: {titles}", titles=", ".join(anew))

    def _like(self, line: ReadLine, heads: Sequence[AgendaItem]) -> AgendaItem | None:
        """Return the year's heading that matches the file's by wording, else by kind."""
        titles = [head for head in heads if key(self._filled(head.title)) == key(line.title)]
        kind = kind_of(line.title)
        kinds = [head for head in heads if head.kind is kind and kind is not AgendaKind.FREE]
        return next(iter((*titles, *kinds)), None)

    def _keep_or_remove(self, heads: Sequence[AgendaItem]) -> None:
        """Keep or remove headings that the file lacks."""
        below = {item.parent_id for item in self._before}
        below |= {task.agenda_item_id for task in self._year.actions_of(self._meeting.id)}
        usual = {
            heading.title: heading.detail
            for heading in standing_headings(self._year, self._meeting)
        }
        stay = [
            head
            for head in heads
            if head.id in below
            or self._year.attachments_of_agenda_item(head.id)
            or usual.get(head.title) != head.detail
            or head.minutes
            or head.resolution
        ]
        gone = [head for head in heads if head not in stay]
        for head in gone:
            del self._now[head.id]
        for place, head in enumerate(stay, len(self._of_file)):
            self._now[head.id] = replace(head, position=place)
        if gone:
            self._warn("เอาหัวข้อที่ว่างอยู่และไม่มีในไฟล์ออก: {titles}", titles=_titles(gone))
        if stay:
            self._warn("หัวข้อที่ไม่มีในไฟล์ยังอยู่: {titles}", titles=_titles(stay))

    # -- matters

    def _warn_of_items(self, read: Sequence[ReadLine]) -> None:
        """Warn about matters that differ from the file."""
        first = next(place for place, line in enumerate(read) if line.depth == 0)
        if first:
            self._warn(
                "ก่อนหัวข้อแรกมี {count} บรรทัด จึงใส่ไว้เป็นเรื่องในวาระ", "ตรวจที่หน้าการประชุม", count=first
            )
        bare = sum(not line.number for line in read[first:])
        if bare:
            self._warn("เรื่องที่ไม่มีเลขในไฟล์ {count} เรื่อง ได้เลขตามลำดับ", count=bare)

    def _warn_of_numbers(self) -> None:
        """Warn about numbers of the file that a matter of the year has, too."""
        known = {item.id for item in self._before}
        typed = Counter(line.number for line in lines(self.items) if line.number[:1].isdecimal())
        new = (line for line in lines(self.items) if line.item.id not in known)
        twice = dict.fromkeys(line.number for line in new if typed[line.number] > 1)
        if known and twice:
            self._warn(
                "เลข {numbers} มีเรื่องอื่นในวาระอยู่แล้ว จึงมีสองเรื่อง",
                "เอาเรื่องที่ไม่ใช้ออกที่หน้าการประชุม",
                numbers=" ".join(twice),
            )

    def _warn_of_gaps(self, numbers: Sequence[str]) -> None:
        """Name the numbers that the counting of the file leaves out (1 3: 2)."""
        found = [tuple(map(int, each.split("."))) for each in numbers if _COUNTED.fullmatch(each)]
        gaps = [
            ".".join(map(str, (*above, number)))
            for above in dict.fromkeys(each[:-1] for each in found)
            for own in [{each[-1] for each in found if each[:-1] == above}]
            for number in range(1, max(own))
            if number not in own
        ]
        if gaps:
            self._warn(
                "ในไฟล์ไม่มีวาระเลข {numbers}",
                "ตรวจว่าตกหล่นหรือไม่ เพิ่มได้ที่หน้าการประชุม",
                numbers=" ".join(gaps),
            )

    def _put(self, line: ReadLine) -> None:
        same = self._known(line)
        if same is not None:
            self.repeated.append(line.title)
            self._path = [*self._above(same), same.id]
            self._fill_in(same.id, line)
            return
        parent = self._parent(line)
        like = [item.position for item in self._now.values() if item.parent_id == parent]
        made = AgendaItem(
            id=new_id(),
            meeting_id=self._meeting.id,
            parent_id=parent,
            number=line.number,
            title=line.title,
            position=max(like, default=-1) + 1,
        )
        self._now[made.id] = made
        self._path = [*self._above(made), made.id]
        self._fill_in(made.id, line)

    def _known(self, line: ReadLine) -> AgendaItem | None:
        return next(
            (
                item
                for item in self._before
                if item.kind is AgendaKind.ITEM and key(self._filled(item.title)) == key(line.title)
            ),
            None,
        )

    def _parent(self, line: ReadLine) -> str:
        """Return the parent of a matter: the last line of lesser depth; without headings in the
        file, the default heading of that number, or the one for consideration."""
        if self._path and (self._headed or line.depth > 1):
            return self._path[: max(line.depth, 1)][-1]
        heads = self._heads
        place = line.number.partition(".")[0]
        if place.isdecimal():
            return heads[min(max(int(place), 1), len(heads)) - 1].id
        consider = (head.id for head in heads if head.kind is AgendaKind.CONSIDER)
        return next(consider, heads[-1].id)

    def _above(self, item: AgendaItem) -> list[str]:
        path: list[str] = []
        parent = item.parent_id
        while parent is not None:
            path.insert(0, parent)
            parent = self._now[parent].parent_id
        return path

    def _fill_in(self, item_id: str, line: ReadLine) -> None:
        item = self._now[item_id]
        self.below[item_id] = line
        texts = self._without_made(item, line.detail)
        said = "\n".join(texts)
        self._now[item_id] = replace(
            item,
            resolution=self._same_or(item.resolution, "\n".join(line.resolution)),
            presenter=line.presenter or item.presenter,
            minutes=self._same_or(item.minutes, said if self._minutes else ""),
            detail=self._same_or(item.detail, "" if self._minutes else said),
        )

    def _without_made(self, item: AgendaItem, texts: Sequence[str]) -> list[str]:
        """Return the texts below a line without those that the program makes itself; of minutes
        also without the details of the agenda."""
        if self._minutes and item.kind is not AgendaKind.ITEM:
            nothing = {"ไม่มี", "-ไม่มี-", key(self._made.nothing)}
            texts = [text for text in texts if key(text) not in nothing]
        if item.id not in {known.id for known in self._before}:
            return list(texts)
        made = [key(text) for text in self._made.below(item)]
        if item.component is Component.OPEN_ACTIONS:
            tasks = [text for text in texts if tells_of_task(self._year, text)]
            texts = [text for text in texts if text not in tasks]
            self.repeated += tasks
        if self._minutes:
            made += [key(text) for text in flat(self._filled(item.detail), CELL).splitlines()]
        left = []
        for text in texts:
            if key(text) in made:
                made.remove(key(text))
                self.repeated.append(text)
            else:
                left.append(text)
        return left

    def _same_or(self, old: str, new: str) -> str:
        """Return the old text if the new one is empty or the same in print, else the new one."""
        if not new or key(flat(self._filled(old), CELL)) == key(new):
            self.repeated.append(new)
            return old or new
        return new

    def _filled(self, text: str) -> str:
        return fill(text, self._values)

    def _warn(self, template: str, remedy: str = "", **fields: object) -> None:
        self.remarks.append(Remark(None, template, remedy, fields))


class TaskOwners:
    """The owners of tasks in one import."""

    def __init__(self, draft: ImportDraft) -> None:
        self._draft = draft
        questions = draft.questions
        self._names = OwnerNames(questions.finder, People(draft).find, questions.meant)

    def of(self, text: str, origin: Origin) -> tuple[OwnerRef, ...]:
        """Return the owners that a task names. Words of which not all are known, and not answered
        yet, are one post."""
        if not text:
            return ()
        refs = []
        for named in self._names.read([OwnerEntry(text, OwnerRole.LEAD)]):
            ref = named.ref or self._answered(named, origin)
            if ref is None:
                return (OwnerRef(post=text),)
            refs.append(ref)
        return tuple(dict.fromkeys(refs)) or (OwnerRef(post=text),)

    def _answered(self, named: NamedOwner, origin: Origin) -> OwnerRef | None:
        text, questions = named.entry.text, self._draft.questions
        if not unit_key(text):
            return None
        question = (
            questions.ask_person(text, origin)
            if is_person(text) and not named.is_phrase
            else questions.ask(text, origin, cannot_be_unit=named.is_phrase)
        )
        return owner_answered(self._draft, question, OwnerRole.LEAD)
