"""Remembers what a person answered about words of files, and finds it again;
assigns the columns of a table to the fields of a kind by hand.

A decision is a :class:`MappedHeading` in the place of the heading: so a mapped table is read as any
other."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import zip_longest
from typing import Final

from ita_desktop.documents.wordings.paper_words import SHIPPED
from ita_desktop.domain.answers import AnswerAbout, ImportAnswer
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.records import new_id
from ita_desktop.domain.roster.matching import unit_key
from ita_desktop.domain.roster.names import is_person
from ita_desktop.domain.text import key, one_line
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.heading_words import SHIPPED_WORDS, OfficeWords, heading_key
from ita_desktop.exchange.headings import HeadingFinder, MappedHeading, TableHeading, is_over
from ita_desktop.exchange.kind import ImportKind
from ita_desktop.exchange.kinds.registry import KIND_NAMES, kind_named
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow
from ita_desktop.exchange.source import ImportSource, PutText
from ita_desktop.services.imports.name_questions import (
    LEFT_OUT,
    Answers,
    NameAnswer,
    NameQuestion,
    body_key,
    item_key,
    person_key,
)
from ita_desktop.services.imports.plan import Delete, ImportPlan, Insert, RecordUpdate, Write
from ita_desktop.settings import today

_LONGEST_HEADING: Final = 200
_KEYS: Final[Mapping[AnswerAbout, Callable[[str], str]]] = {
    AnswerAbout.COLUMN: heading_key,
    AnswerAbout.UNIT: unit_key,
    AnswerAbout.PERSON: person_key,
    AnswerAbout.BODY: body_key,
    AnswerAbout.ITEM: item_key,
    AnswerAbout.TEXT: key,
}


def answers_about_headings(data: YearData) -> Mapping[str, Mapping[str, str]]:
    """Return the remembered fields of columns by import kind and heading key; empty if not used."""
    found: dict[str, dict[str, str]] = {}
    for answer in data.import_answers:
        if answer.about is AnswerAbout.COLUMN:
            found.setdefault(answer.scope, {})[heading_key(answer.text)] = answer.answer
    return found


def answers_about_names(data: YearData) -> Answers:
    """Return the remembered answers about names by the keys of their questions."""
    found = ((answer, _meaning(answer, data)) for answer in data.import_answers)
    return {question_key(answer): meaning for answer, meaning in found if meaning is not None}


def _meaning(answer: ImportAnswer, data: YearData) -> NameAnswer | None:
    """Return what an answer about a name means in a year; None if it has no such thing."""
    match answer.about:
        case AnswerAbout.UNIT | AnswerAbout.PERSON:
            return NameAnswer(answer.unit_id or "", answer.person_id or "")
        case AnswerAbout.BODY:
            named = (body.id for body in data.bodies if body.name == answer.answer)
            body_id = next(named, "")
            return NameAnswer(body_id=body_id) if body_id or not answer.answer else None
        case AnswerAbout.ITEM if answer.scope == data.framework.code:
            return NameAnswer(item=answer.answer)
    return None


def answer_about_name(data: YearData, text: str) -> NameAnswer | None:
    """Return the remembered answer about the name of a unit, or of a person with title."""
    wanted = person_key(text) if is_person(text) else unit_key(text)
    found = (answer for answer in data.import_answers if question_key(answer) == wanted)
    meanings = (_meaning(answer, data) for answer in found)
    return next((meaning for meaning in meanings if meaning is not None), None)


def question_key(answer: ImportAnswer) -> str:
    """Return the key of the question that an answer is to."""
    return _KEYS[answer.about](answer.text)


def to_remember(plan: ImportPlan, source: ImportSource, answers: Answers) -> tuple[Write, ...]:
    """Return the writes by which the answers of a person to a plan are remembered."""
    wanted = [
        *(_of_heading(heading) for heading in _mapped_headings(source, plan.kind)),
        *(
            _of_question(question, plan.base)
            for question in plan.questions
            if question.key in answers
        ),
    ]
    return tuple(_writes(wanted, plan.base))


def put_texts(source: ImportSource, plan: ImportPlan) -> tuple[Write, ...]:
    """Return the writes by which is remembered what a person put into rows of a source that say
    it."""
    wanted = ((_of_put(source, plan.kind, put), True) for put in plan.put)
    return tuple(_writes(wanted, plan.base))


def _writes(wanted: Iterable[tuple[ImportAnswer, bool]], data: YearData) -> Iterator[Write]:
    known = {answer_identity(answer): answer for answer in data.import_answers}
    made = {answer_identity(answer): (answer, holds) for answer, holds in wanted}
    for identity, (answer, holds) in made.items():
        old = known.get(identity)
        if not holds:
            if old is not None:
                yield Delete(old)
        elif old is None:
            yield Insert(answer)
        else:
            fields = {
                name: getattr(answer, name)
                for name in ("answer", "unit_id", "person_id")
                if getattr(answer, name) != getattr(old, name)
            }
            if fields:
                yield RecordUpdate(old, {**fields, "decided": answer.decided})


def answer_identity(answer: ImportAnswer) -> tuple[str, ...]:
    """Return what an answer is about: two of the same are one that was changed."""
    return answer.about, answer.scope, question_key(answer)


def _of_heading(heading: MappedHeading) -> tuple[ImportAnswer, bool]:
    made = ImportAnswer(
        id=new_id(),
        about=AnswerAbout.COLUMN,
        scope=heading.kind,
        text=str(heading),
        answer=heading.field,
        decided=today(),
    )
    return made, True


def _of_put(source: ImportSource, kind: str, put: PutText) -> ImportAnswer:
    at = put.origin
    of = "" if at is None else next((each.row_text for each in source.put if each.row == at), "")
    of = of or (source.row(at) if at is not None else "")
    scope = f"{kind} {row_digest(put.row_text)} {row_digest(of)} {put.column}"
    return ImportAnswer(
        id=new_id(),
        about=AnswerAbout.TEXT,
        scope=scope,
        text=put.text,
        answer=put.field,
        decided=today(),
    )


def row_digest(text: str) -> str:
    """Return what equal rows of files have in common, of which a text is kept elsewhere."""
    return sha256(key(text).encode()).hexdigest()[:16] if text else "-"


def _of_question(question: NameQuestion, data: YearData) -> tuple[ImportAnswer, bool]:
    """Return the answer to a question, and whether it has to be remembered: what was added is found
    by its name."""
    answer = question.answer or LEFT_OUT
    made = ImportAnswer(
        id=new_id(),
        about=question.about,
        scope=data.framework.code if question.about is AnswerAbout.ITEM else "",
        text=question.name,
        answer=answer.item or _body_name(answer, data),
        unit_id=answer.unit_id or None,
        person_id=answer.person_id or None,
        decided=today(),
    )
    return made, not answer.new


def _mapped_headings(source: ImportSource, kind: str) -> Iterator[MappedHeading]:
    """Yield the headings that a person has given a field, except what is rather data."""
    for sheet in source.sheets:
        for row in sheet.rows:
            for value in row.values:
                if isinstance(value, MappedHeading) and value.kind == kind and _is_kept(value):
                    yield value


def _is_kept(heading: MappedHeading) -> bool:
    is_name = any(letter.isalpha() for letter in heading) and not is_person(heading)
    return heading.is_of_file and is_name and len(heading) <= _LONGEST_HEADING


def column_answers(source: ImportSource, kind: str) -> Mapping[tuple[str, ...], ImportAnswer]:
    """Return what a person has answered about the columns of a source, by what it is about."""
    made = (_of_heading(heading)[0] for heading in _mapped_headings(source, kind))
    return {answer_identity(answer): answer for answer in made}


def not_remembered(
    data: YearData, given: Mapping[tuple[str, ...], ImportAnswer]
) -> tuple[ImportAnswer, ...]:
    """Return the answers about columns that a file of work does not remember."""
    known = {answer_identity(answer) for answer in data.import_answers} if given else ()
    return tuple(answer for identity, answer in given.items() if identity not in known)


def answered_again(
    source: ImportSource, kind: str, data: YearData, answers: Sequence[ImportAnswer]
) -> ImportSource:
    """Return the source with ``answers`` about its columns given as by a person, so that they are
    remembered with its import."""
    fields = {heading_key(each.text): each.answer for each in answers if each.scope == kind}
    if not fields:
        return source
    told = replace(data, import_answers=(*data.import_answers, *answers))
    finder = HeadingFinder(kind_named(kind), office_words(told))
    for sheet in source.sheets:
        place = None if sheet.of_lines else finder.find(sheet.rows)
        if place is None:
            continue
        at, heading = place
        row = _in_one_row(sheet, at, finder, heading.rows).rows[at]
        for index, text in enumerate(row.values):
            if isinstance(text, str) and text in heading.remembered:
                field = fields.get(heading_key(text))
                if field is not None:
                    mapped = MappedHeading(text, kind, field, is_of_file=True)
                    source = source.with_heading(Origin(sheet.name, row.number), index, mapped)
    return source


@dataclass(frozen=True, slots=True)
class UsedAnswer:
    """A remembered answer that a plan uses."""

    about: AnswerAbout
    text: str
    meaning: str
    """The name, or the heading of the field; empty if it is left out."""

    @property
    def phrase(self) -> str:
        """The answer as a phrase."""
        if self.about is AnswerAbout.COLUMN:
            if not self.meaning:
                return Phrase("ไม่ใช้คอลัมน์ “{text}”", text=self.text)
            return Phrase("อ่านคอลัมน์ “{text}” เป็น {meaning}", text=self.text, meaning=self.meaning)
        if not self.meaning:
            return Phrase("เว้น “{text}”", text=self.text)
        return Phrase("“{text}” คือ {meaning}", text=self.text, meaning=self.meaning)


def used_answers(plan: ImportPlan) -> tuple[UsedAnswer, ...]:
    """Return the remembered answers that a plan uses."""
    columns = (
        UsedAnswer(AnswerAbout.COLUMN, text, field_title(plan.kind, field))
        for text, field in plan.remembered_columns.items()
    )
    names = (
        UsedAnswer(question.about, question.name, name_of(question.answer, plan.base))
        for question in plan.questions
        if question.is_remembered
    )
    return (*columns, *names)


def field_title(kind: str, field: str) -> str:
    """Return the heading of a field as a phrase; empty for none, or if it is gone."""
    if kind not in KIND_NAMES:
        return ""
    found = (column.heading for column in kind_named(kind).columns if column.name == field)
    return next((Phrase(heading) for heading in found), "")


def name_of(answer: NameAnswer | None, data: YearData) -> str:
    """Return the name of the unit, person or body, or the code of the item, that an answer names;
    empty if it names none."""
    if answer is None:
        return ""
    if answer.person_id in data.person_by_id:
        return data.person_by_id[answer.person_id].full_name
    return answer.item or _body_name(answer, data) or data.unit_name(answer.unit_id)


def _body_name(answer: NameAnswer, data: YearData) -> str:
    body = data.body_by_id.get(answer.body_id)
    return body.name if body is not None else ""


_LEAST = 2
"""Minimum number of filled cells of a row taken for headings."""
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column of a table and the field that it is read as."""

    origin: Origin
    """The row of its heading."""
    index: int
    heading: str
    """The heading in the file; a sample cell if the table has none."""
    examples: tuple[str, ...]
    """The first texts below it."""
    field: str
    """The name of the field in the kind; empty if the column is not read."""
    is_of_file: bool = True
    """Whether the heading is the file's own."""
    is_remembered: bool = False
    """Whether the field is the answer of a former import."""


def mapped_columns(
    source: ImportSource, kind: str, words: OfficeWords = SHIPPED_WORDS
) -> tuple[MappedColumn, ...]:
    """Return the columns of the tables of a source. Where no table has the headings of ``kind``,
    they are those below the first row of several cells."""
    finder = HeadingFinder(kind_named(kind), words)
    found = [(sheet, finder.find(sheet.rows)) for sheet in source.sheets if not sheet.of_lines]
    headed = [(sheet, at, heading) for sheet, place in found if place for at, heading in [place]]
    if headed:
        return tuple(
            column
            for sheet, at, heading in headed
            for column in _columns(_in_one_row(sheet, at, finder, heading.rows), at, heading)
        )
    for sheet, _ in found:
        at = next((at for at, row in enumerate(sheet.rows) if row.filled >= _LEAST), None)
        if at is not None:
            of_two = at + 1 < len(sheet.rows) and is_over(*sheet.rows[at : at + 2])
            joined = _in_one_row(sheet, at, finder, 1 + of_two)
            return tuple(_columns(joined, at, finder.partly(joined.rows[at].values)))
    return ()


def _in_one_row(sheet: DataSheet, at: int, finder: HeadingFinder, rows: int) -> DataSheet:
    """Return a sheet with its headings at row index ``at`` in the last one of their ``rows``."""
    joined = finder.in_one_row(sheet.rows[at : at + rows])
    return replace(sheet, rows=(*sheet.rows[:at], joined, *sheet.rows[at + rows :]))


def missing_fields(kind: str, columns: Sequence[MappedColumn]) -> tuple[str, ...]:
    """Return the headings of the fields that a table of ``kind`` needs and that no column is read
    as; of several that would do, the first."""
    wanted: ImportKind[object] = kind_named(kind)
    given = {column.field for column in columns}
    return tuple(
        wanted.column(group[0]).heading for group in wanted.required if given.isdisjoint(group)
    )


def with_field(
    source: ImportSource,
    kind: str,
    columns: Sequence[MappedColumn],
    column: MappedColumn,
    field: str,
) -> ImportSource:
    """Return the source with a column read as ``field``, not at all if that is empty; another one
    of its table that was read as it is not any more."""
    for other in columns:
        same = other.origin == column.origin and other.index != column.index
        if same and field and other.field == field:
            # It follows from the decision about the other column, and is none by itself.
            unused = MappedHeading(other.heading, kind, "", is_of_file=False)
            source = source.with_heading(other.origin, other.index, unused)
    text = column.heading or (kind_named(kind).column(field).heading if field else "")
    is_of_file = column.is_of_file and bool(column.heading)
    heading = MappedHeading(text, kind, field, is_of_file=is_of_file)
    return source.with_heading(column.origin, column.index, heading)


def _columns(sheet: DataSheet, at: int, heading: TableHeading) -> Iterator[MappedColumn]:
    """Yield the columns of a table with a heading at row index ``at``, those without a heading and
    content excepted."""
    fields = {index: name for view in heading.views for name, index in view.columns.items()}
    row = sheet.rows[at]
    below = sheet.rows[at + 1 :]
    for index in range(max((len(each.values) for each in (row, *below)), default=0)):
        texts = list(filter(None, (_text(each, index) for each in below)))
        title = _text(row, index)
        if title or texts:
            head = row.value(index)
            yield MappedColumn(
                Origin(sheet.name, row.number),
                index,
                title,
                tuple(texts[:_EXAMPLES]),
                fields.get(index, ""),
                is_of_file=not isinstance(head, MappedHeading) or head.is_of_file,
                is_remembered=head in heading.remembered,
            )


def _text(row: SheetRow, index: int) -> str:
    value = row.value(index)
    return " ".join(str(value).split()) if isinstance(value, str) else str(value)


def office_words(data: YearData) -> OfficeWords:
    """Return the wordings of tables that the office has replaced and imports must recognise, and
    its answers about the headings of other tables."""
    if not data.wordings:
        if not data.import_answers:
            return SHIPPED_WORDS
        return replace(SHIPPED_WORDS, read_as=answers_about_headings(data))
    from ita_desktop.documents.reports.shared import words_of
    from ita_desktop.documents.wordings.catalogue import templates

    heads: dict[str, tuple[str, ...]] = {}
    for template in templates().values():
        if not template.columns or template.key(data) not in data.own_words:
            continue
        both = map(one_line, template.cells(data)), map(one_line, template.shipped_cells(data))
        for own, shipped in zip_longest(*both, fillvalue=""):
            if own and shipped and own != shipped:
                heads[own] = (*heads.get(own, ()), *_printed_for(shipped))
    continued = one_line(words_of(data).continued)
    return OfficeWords(continued, heads, answers_about_headings(data))


def _printed_for(head: str) -> tuple[str, ...]:
    """Return a default heading, and its column title in Excel lists."""
    group, item = SHIPPED.of_list()
    return (group, item) if head == group else (head,)
