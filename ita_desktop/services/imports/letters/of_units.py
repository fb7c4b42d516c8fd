"""Letters of a file that are one letter made for each unit: they say the same, but for the unit and
what is the unit's own."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from ita_desktop.documents.reports.letters.memo import head_of
from ita_desktop.documents.wordings.named_texts import filled
from ita_desktop.documents.wordings.values import of_letter, receiver
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.letters.letters import Letter, LetterMerge
from ita_desktop.domain.letters.shares import codes_of
from ita_desktop.domain.records import Unit
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.kinds.letters import LetterRow
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.imports.letters.kinds import recognised
from ita_desktop.services.imports.repeats import without_origin

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


def unit_letters(year: YearData, rows: Sequence[LetterRow]) -> Iterator[UnitLetters]:
    """Yield the letters of several rows that are one made for each unit of the year."""
    heads = {key(head_of(year, unit)): unit for unit in year.units}
    alike: dict[LetterRow, list[LetterRow]] = defaultdict(list)
    for row in rows:
        if key(row.addressee) in heads:
            alike[replace(without_origin(row), addressee="", body="")].append(row)
    for common, found in alike.items():
        units = [heads[key(row.addressee)] for row in found]
        if len(found) > 1 and len({unit.id for unit in units}) == len(units):
            body = _body(year, found, units)
            if body is not None:
                letter = replace(common, origin=found[0].origin, body=body)
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
