"""The endorsements below an imported memo, which come in as long as it has none."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from ita_desktop.domain.dates import DateError, parse_date
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.letters.letters import Endorsement, EndorsementKind, Letter
from ita_desktop.domain.text import key
from ita_desktop.exchange.kinds.letters import LetterRow
from ita_desktop.exchange.papers.letter import BETWEEN, ENDORSED, PARAGRAPH
from ita_desktop.services.imports.draft import ImportDraft
from ita_desktop.services.imports.roster.signatories import Signatories

_SENT_ON: Final = frozenset({EndorsementKind.UNITS, EndorsementKind.SCHOOLS})
"""Those that print to whom they are."""


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
            text=fields["text"],
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
