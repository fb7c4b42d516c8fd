"""Imports memos and letters, identified by their number, else by subject and day.

Which of the program's letters a paper is, and which meeting and order it is about, is known by its
subject and by the numbers in its text. Letters of a file that say the same, but for the unit and
what is the unit's own, are one letter made for each unit. Endorsements below a memo come in as long
as it has none."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final, NamedTuple, TypedDict, TypeVar

from ita_desktop.documents.reports.letters import memo
from ita_desktop.documents.reports.letters.memo import head_of
from ita_desktop.documents.reports.named_texts import filled, words
from ita_desktop.documents.reports.shared import signed_on, signer
from ita_desktop.documents.wordings.templates import of_year
from ita_desktop.documents.wordings.values import of_letter, receiver
from ita_desktop.domain.agenda import number_of
from ita_desktop.domain.dates import DateError, parse_date
from ita_desktop.domain.district_names import office
from ita_desktop.domain.documents import NOTHING, fill_known
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.letters import (
    LETTER_KINDS,
    URGENCIES,
    Endorsement,
    EndorsementKind,
    Letter,
    LetterAttachment,
    LetterMerge,
    LetterRecipient,
    numbers_of,
    span,
)
from ita_desktop.domain.letters import written as written_numbers
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import Record, Unit, new_id
from ita_desktop.domain.roster.committee import numbered
from ita_desktop.domain.text import key, one_line
from ita_desktop.domain.tracking.units import codes_of
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.kinds.papers import LetterRow
from ita_desktop.exchange.papers.letter import BETWEEN, ENDORSED, PARAGRAPH
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.edits import last_position
from ita_desktop.services.imports.draft import (
    ImportDraft,
    Shown,
    cells_of,
    fields_of,
    inserts,
    printed_so,
)
from ita_desktop.services.imports.items import RowT, once, other_again, without_origin
from ita_desktop.services.imports.roster.register import Signatories, Units
from ita_desktop.services.letters import OF_MEETINGS, WORDINGS

_SENT_ON: Final = frozenset({EndorsementKind.UNITS, EndorsementKind.SCHOOLS})
"""Those that print to whom they are."""
_UNIT: Final = "{หน่วยงาน}"


class UnitLetters(NamedTuple):
    """Rows that are one letter, with the unit of each."""

    rows: tuple[LetterRow, ...]
    units: tuple[Unit, ...]
    row: LetterRow
    """The letter: without addressee, and with the text that gives those of all rows."""

    @property
    def origins(self) -> list[Origin]:
        """The places of the rows."""
        return [row.origin for row in self.rows]


GENERAL: Final = "memo-general"
_FIELD: Final = lazy_re(r"\{[^{}]*\}")
RecordT = TypeVar("RecordT", bound=Record)


class Recognised(TypedDict):
    """What a letter is by its texts; empty or None where they do not say."""

    wording: str
    meeting_id: str | None
    order_id: str | None


_STAGES = (
    ("kind", "urgency", "number", "day", "sender_id", "phone", "addressee", "note"),
    ("subject", "body", "signatory_post", "acting_for"),
    ("signatory_id",),
)
"""The fields of a letter, those first on which it depends what is printed of the others."""
_IN_BRACKETS = lazy_re(r"([^()]+?)\s*\(\s*([^()]+?)\s*\)")


def compare_letters(draft: ImportDraft, rows: Sequence[LetterRow]) -> None:
    """Add the differences between ``rows`` and the year's letters to the draft."""
    _Letters(draft, rows).compare(rows)


class _Letters:
    def __init__(self, draft: ImportDraft, rows: Sequence[LetterRow]) -> None:
        self._draft = draft
        self._units = Units(draft)
        endorsed = (named for row in rows for named in named_in(row))
        named = [(row.signatory, row.post) for row in rows]
        self._signatories = Signatories(draft, [*named, *endorsed])
        self._position = last_position(draft.year.letters)
        self._warned: set[str] = set()
        """Subjects of letters for each unit that were reported."""

    def compare(self, rows: Sequence[LetterRow]) -> None:
        given = once(self._draft, rows)
        own = [row for row in given if not self._is_of_units(row)]
        year = self._draft.year
        for letters in list(unit_letters(year, own)):
            own = [row for row in own if row not in letters.rows]
            self._put(letters.row, None, letters)
        typed = {key(row.subject) for row in own}
        found, repeats = paired(
            own,
            year.letters,
            lambda row: _identity(row.number, row.subject, row.day, row.addressee),
            lambda letter: _identity(
                letter.number,
                # A text with {fields} may come from a file as it is stored, and not as printed.
                letter.subject if key(letter.subject) in typed else _subject(year, letter),
                letter.day,
                letter.addressee,
            ),
            lambda row, letter: _agrees(year, row, letter),
        )
        for row in self._draft.each(own):
            if (other := repeats.get(row.origin)) is not None:
                what = Phrase("หนังสือ “{letter}”", letter=row.number or row.subject)
                self._draft.skip(row.origin, other_again(row.origin, other.origin, what))
                continue
            letter = found.get(row.origin)
            if letter is not None and _is_another(year, row, letter):
                self._draft.leave_unticked(
                    [row.origin],
                    "เลขที่ {number} เป็นของหนังสือเรื่อง “{subject}” อยู่แล้ว จึงเป็นอีกฉบับหนึ่ง",
                    "ตรวจเลขที่ แล้วเลือกเอง",
                    number=row.number,
                    subject=_subject(year, letter),
                )
                letter = None
            self._put(row, letter)

    def _is_of_units(self, row: LetterRow) -> bool:
        """Return whether a row is one of the papers of a letter that is made for each unit, which
        are not compared one by one; report it."""
        of_units = (
            letter
            for letter in self._draft.year.letters
            if letter.merge is LetterMerge.UNITS
            and (not row.number or row.number in numbers_of(letter).values())
        )
        subjects = {key(_subject(self._draft.year, letter)) for letter in of_units}
        if key(row.subject) not in subjects:
            return False
        self._draft.keep(row.origin)
        if key(row.subject) in self._warned:
            return True
        self._warned.add(key(row.subject))
        self._draft.warn(
            row.origin,
            "“{subject}” ทำรายหน่วยอยู่แล้ว จึงไม่ได้เทียบฉบับของแต่ละหน่วย",
            subject=row.subject,
        )
        return True

    def _put(self, row: LetterRow, old: Letter | None, of_units: UnitLetters | None = None) -> None:
        year = self._draft.year
        letter = old or Letter(
            id=new_id(),
            year_id=year.fiscal_year.id,
            position=self._position,
            merge=LetterMerge.ONE if of_units is None else LetterMerge.UNITS,
            **recognised(year, row.subject, row.body),
        )
        self._position += old is None
        sender_id = self._sender(row)
        signatory_id = self._signatories.find(row.signatory, row.origin, "signatory")
        says = fields_of(row, "kind", "urgency", "number", "day", "phone", "subject", "addressee")
        says |= fields_of(row, "refers")
        says |= fields_of(row, "body", "acting_for", "note")
        says |= {
            "sender_id": sender_id,
            "signatory_id": signatory_id,
            "signatory_post": row.post,
        }
        if old is not None:
            printed = printed_so(old, says, _STAGES, lambda it: self._prints(it, row, signatory_id))
            says = {name: value for name, value in says.items() if name not in printed}
            prefix = memo.number_prefix(year)  # of a letter without number
            self._draft.repeat(row.origin, [prefix, *cells_of(row, printed)])
        if of_units is not None and len({paper.number for paper in of_units.rows}) > 1:
            own = zip(of_units.units, of_units.rows, strict=True)
            says["unit_numbers"] = written_numbers({unit.id: paper.number for unit, paper in own})
        known = year.attachments_of_letter(letter.id)
        titles = [attached.title for attached in known]
        made = [title for title in row.enclosed if key(title) not in set(map(key, titles))]
        attached = [
            LetterAttachment(id=new_id(), letter_id=letter.id, title=title, position=at)
            for at, title in enumerate(made, last_position(known))
        ]
        recipients = [
            LetterRecipient(id=new_id(), letter_id=letter.id, unit_id=unit.id, position=at)
            for at, unit in enumerate(of_units.units if of_units is not None else ())
        ]
        endorsements = endorsements_of(self._draft, row, letter, self._signatories)
        more: dict[str, str] = {}
        if endorsements:
            named = self._signatories.name
            texts = (
                (one.text, named(one.signatory_id), one.signatory_post) for one in endorsements
            )
            more["การเกษียณ"] = "\n".join(" ".join(filter(None, text)) for text in texts)
        if of_units is not None:
            names = " ".join(unit.name for unit in of_units.units)
            more["เรียน"] = Phrase(
                "ทำแยกให้ {count} หน่วย: {names}", count=len(recipients), names=names
            )

        def shown(one: Letter) -> Shown:
            if one is old:
                return self._shown(one, titles)
            return {**self._shown(one, [*titles, *made]), **more}

        written = inserts(*attached, *recipients, *endorsements)
        origins = of_units.origins if of_units is not None else [row.origin]
        self._draft.say(origins, old, letter, says, shown, written)

    def _sender(self, row: LetterRow) -> str | None:
        """Return the unit of ส่วนราชการ, which is printed with the office's name behind it, or in
        brackets behind that."""
        name = office(self._draft.year.organisation)
        sender = one_line(row.sender)
        if key(sender).endswith(key(name)):
            sender = _before(sender, name)
        elif (found := _IN_BRACKETS.fullmatch(sender)) and key(found[1]) == key(name):
            sender = found[2]
        elif sender.startswith(f"{name} "):
            sender = sender.removeprefix(name).strip(" ,-–/")
        return self._units.of_cell(sender, row.origin, "sender") if sender else None

    def _prints(self, letter: Letter, row: LetterRow, signatory_id: str | None) -> set[str]:
        """Return the fields that the letter prints as the row says, whatever is stored."""
        year = self._draft.year
        post = memo.post_of(year, letter)
        day = signed_on(year, letter)
        name, lines = signer(year, letter.signatory_id, post, day)
        under = "\n".join((*(lines or post.splitlines()), *letter.acting_for.splitlines()))
        texts = {
            "subject": (row.subject, _subject(year, letter)),
            "body": (
                row.body,
                filled(year, letter.wording or GENERAL, of_letter(year, letter), letter.body),
            ),
            "signatory_id": (self._signatories.name(signatory_id), name),
        }
        if key(row.post + row.acting_for) == key(under):
            texts |= {"signatory_post": ("", ""), "acting_for": ("", "")}
        return {field for field, (own, shown) in texts.items() if key(own) == key(shown)}

    def _shown(self, letter: Letter, enclosed: Sequence[str]) -> Shown:
        return {
            "ชนิดหนังสือ": LETTER_KINDS[letter.kind],
            "ชั้นความเร็ว": URGENCIES[letter.urgency] if letter.urgency else "",
            "เลขที่": letter.number,
            "วันที่": letter.day,
            "ส่วนราชการ": self._units.name(letter.sender_id),
            "โทรศัพท์": letter.phone,
            "เรื่อง": letter.subject,
            "เรียน": letter.addressee,
            "อ้างถึง": letter.refers,
            "สิ่งที่ส่งมาด้วย": "\n".join(enclosed),
            "ข้อความ": letter.body,
            "ผู้ลงนาม": self._signatories.name(letter.signatory_id),
            "ตำแหน่งผู้ลงนาม": letter.signatory_post,
            "ลงนามแทน": letter.acting_for,
            "หมายเหตุ": letter.note,
        }


def _identity(number: str, subject: str, day: date | None, addressee: str) -> Hashable:
    """Return the number, else subject, day and addressee."""
    return key(number) or (key(subject), day, key(addressee))


def _agrees(year: YearData, row: LetterRow, letter: Letter) -> bool:
    """Return whether a row may be about a letter: the same subject, no other number, day or
    addressee."""
    both = (
        (row.number, letter.number),
        (row.day, letter.day),
        (key(row.addressee), key(letter.addressee)),
    )
    if any(new and old and new != old for new, old in both) or (row.number and letter.number):
        return False
    return key(row.subject) in {key(letter.subject), key(_subject(year, letter))}


def _subject(year: YearData, letter: Letter) -> str:
    wording = f"{letter.wording or GENERAL}-subject"
    return filled(year, wording, of_letter(year, letter), letter.subject)


def _before(text: str, name: str) -> str:
    """Return the beginning of a text that ends with a name, whatever their spaces."""
    left = len(key(text)) - len(key(name))
    at = next(n for n in range(len(text) + 1) if len(key(text[:n])) >= left)
    return text[:at].strip()


def named_in(row: LetterRow) -> Iterator[tuple[str, str]]:
    """Yield name and post of those who signed the endorsements of a row."""
    for fields in map(_fields, row.endorsed):
        yield fields["signatory"], fields["signatory_post"]


def endorsements_of(
    draft: ImportDraft, row: LetterRow, letter: Letter, signatories: Signatories
) -> list[Endorsement]:
    """Return the endorsements of a row as records of its letter; none if the letter has some."""
    present = draft.year.endorsements_of(letter.id)
    if present and row.endorsed:
        text = "หนังสือมีการเกษียณอยู่แล้ว {count} รายการ จึงไม่ได้นำเข้าการเกษียณในไฟล์"
        draft.warn(row.origin, text, "ตรวจการเกษียณที่หน้าการประชุม", count=len(present))
    given = [_fields(text) for text in row.endorsed] if not present else []
    for fields in given:
        texts = [fields["text"]] if _day(fields["day"]) else [fields["text"], fields["day"]]
        if _kind(fields) not in _SENT_ON and fields["addressee"]:
            texts.insert(0, f"เรียน {fields['addressee']}")
            fields["addressee"] = ""
        fields["text"] = "\n".join(filter(None, texts))
    return [
        Endorsement(
            id=new_id(),
            letter_id=letter.id,
            kind=_kind(fields),
            number=fields["number"],
            day=_day(fields["day"]),
            addressee=fields["addressee"],
            text=fields["text"] or NOTHING,  # not the word of ours
            signatory_id=signatories.find(fields["signatory"], row.origin, "endorsed"),
            signatory_post=fields["signatory_post"],
            position=at,
        )
        for at, fields in enumerate(given)
    ]


def _fields(text: str) -> dict[str, str]:
    parts = [part.replace(PARAGRAPH, "\n") for part in text.split(BETWEEN)]
    if len(parts) != len(ENDORSED):  # typed in a table, as words alone
        return dict.fromkeys(ENDORSED, "") | {"text": text}
    return dict(zip(ENDORSED, parts, strict=True))


def _kind(fields: dict[str, str]) -> EndorsementKind:
    """Return the kind: sent on to schools or units by whom it is to, assigned by its words."""
    to = key(fields["addressee"])
    if "สถานศึกษา" in to or "โรงเรียน" in to:
        return EndorsementKind.SCHOOLS
    if "หัวหน้า" in to or "ทุกฝ่าย" in to:
        return EndorsementKind.UNITS
    return EndorsementKind.ASSIGNED if "มอบ" in fields["text"] else EndorsementKind.NOTED


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except DateError:
        return None


def unit_letters(year: YearData, rows: Sequence[LetterRow]) -> Iterator[UnitLetters]:
    """Yield the letters of several rows that are one made for each unit of the year."""
    heads = {key(head_of(year, unit)): unit for unit in year.units}
    alike: dict[LetterRow, list[LetterRow]] = defaultdict(list)
    for row in rows:
        if key(row.addressee) in heads:
            alike[replace(without_origin(row), addressee="", body="", number="")].append(row)
    for common, found in alike.items():
        units = [heads[key(row.addressee)] for row in found]
        if len(found) > 1 and len({unit.id for unit in units}) == len(units):
            body = _body(year, found, units)
            if body is not None:
                typed = span(dict.fromkeys(row.number for row in found))
                letter = replace(common, origin=found[0].origin, body=body, number=typed)
                yield UnitLetters(tuple(found), tuple(units), letter)


def _body(year: YearData, rows: Sequence[LetterRow], units: Sequence[Unit]) -> str | None:
    """Return the text of which the rows are made; empty for the wording itself, None if there is no
    such text."""
    letter = Letter(
        id=new_id(),
        year_id=year.fiscal_year.id,
        merge=LetterMerge.UNITS,
        **recognised(year, rows[0].subject, rows[0].body),
    )
    texts = {row.body.replace(receiver(unit), _UNIT) for row, unit in zip(rows, units, strict=True)}
    bodies: list[str] = ["", *(texts if len(texts) == 1 else ())]
    for body in bodies:
        if letter.wording or body:
            made = (_printed(year, replace(letter, body=body), unit) for unit in units)
            if all(key(row.body) == key(text) for row, text in zip(rows, made, strict=True)):
                return body
    return None


def _printed(year: YearData, letter: Letter, unit: Unit) -> str:
    values = of_letter(year, letter, unit, codes_of(year, unit))
    return filled(year, letter.wording, values, letter.body)


def recognised(year: YearData, subject: str, body: str) -> Recognised:
    """Return which wording a letter has, and which of the year's meetings and orders it names."""
    wording = _wording(year, subject)
    meeting = order = None
    if wording in OF_MEETINGS:
        meetings = {
            f"ครั้งที่{key(number_of(meeting, year.year))}": meeting for meeting in year.meetings
        }
        meeting = _named(meetings, subject) or _named(meetings, body)
    if wording != GENERAL:
        orders = {
            f"ที่{key(numbered(order, year.year))}": order for order in year.orders if order.number
        }
        order = _named(orders, body)
    return Recognised(wording=wording, meeting_id=meeting, order_id=order)


def _is_another(year: YearData, row: LetterRow, letter: Letter) -> bool:
    """Return whether a letter has only its number in common with a row: that of another sender, or
    a slip."""
    subject, known = key(row.subject), key(_subject(year, letter))
    differs = (
        bool(subject and known) and subject not in known and known not in subject,
        bool(row.day and letter.day) and row.day != letter.day,
        bool(row.addressee and letter.addressee) and key(row.addressee) != key(letter.addressee),
    )
    return all(differs)


def _wording(year: YearData, subject: str) -> str:
    """Return the only wording whose subject this is, whatever stands in its fields."""
    known = of_year(year)
    found = [
        wording
        for wording in WORDINGS
        if wording != GENERAL
        and _pattern(fill_known(words(year, f"{wording}-subject"), known)).fullmatch(key(subject))
    ]
    return found[0] if len(found) == 1 else GENERAL


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(".+".join(re.escape(key(part)) for part in _FIELD.split(text)))


def _named(records: dict[str, RecordT], text: str) -> str | None:
    """Return the id of the only record whose number a text has."""
    plain = key(text)
    found = [
        record_id.id
        for words_, record_id in records.items()
        if re.search(rf"{words_}(?!\d)", plain)
    ]
    return found[0] if len(found) == 1 else None


PaperT = TypeVar("PaperT")


def paired(
    rows: Sequence[RowT],
    records: Sequence[PaperT],
    identity: Callable[[RowT], Hashable],
    known_by: Callable[[PaperT], Hashable],
    agrees: Callable[[RowT, PaperT], bool],
    likeness: Callable[[RowT, PaperT], tuple[bool, ...]] = lambda _row, _record: (),
) -> tuple[dict[Origin, PaperT], dict[Origin, RowT]]:
    """Return the record of each row, and the row that a further one of the same identity repeats.

    Those of the same identity are one, of several records that with most ``likeness``. Of the
    others, a row is the record that it ``agrees`` with, provided that neither agrees with another.
    """
    first: dict[Hashable, RowT] = {}
    repeats: dict[Origin, RowT] = {}
    for row in rows:
        other = first.setdefault(identity(row), row)
        if other is not row:
            repeats[row.origin] = other
    by_identity: dict[Hashable, list[PaperT]] = defaultdict(list)
    for record in records:
        by_identity[known_by(record)].append(record)
    found = {
        row.origin: max(known, key=partial(likeness, row))
        for identity_of, row in first.items()
        if (known := by_identity[identity_of])
    }
    taken = list(map(id, found.values()))
    pairs = [
        (row, record)
        for row in first.values()
        for record in records
        if row.origin not in found and id(record) not in taken and agrees(row, record)
    ]
    of_rows = Counter(row.origin for row, _ in pairs)
    of_records = Counter(id(record) for _, record in pairs)
    found |= {
        row.origin: record
        for row, record in pairs
        if of_rows[row.origin] == of_records[id(record)] == 1
    }
    return found, repeats
