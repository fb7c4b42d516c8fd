"""The habits of an office that nobody here knows: how it heads, numbers, dates and joins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Self

from ita_desktop.domain.dates import MONTHS, MONTHS_SHORT
from ita_desktop.domain.text import to_thai
from tests.services.imports.foreign.words import HEADINGS

_DAYS = {
    "short": "{at} {short} {brief}",
    "long": "{at} {name} {year}",
    "slash": "{at}/{month}/{year}",
    "formal": "{at} {name} พ.ศ. {year}",
    "within": "ภายใน {at} {short} {year}",
    "narrow": "{at}{short}{brief}",
    "iso": "{at:02}-{month:02}-{year}",
    "christian": "{at}/{month}/{ours}",
    "ce": "{at} {name} ค.ศ. {ours}",
    "year first": "{ours}-{month:02}-{at:02}",
    "bare": "{at} {bare} {brief}",
    "mixed": "{at} {name} {year}",
    "dots": "{at}.{month}.{year}",
    "brief": "{at:02}/{month:02}/{brief}",
    "on": "วันที่ {at} เดือน {name} พ.ศ. {year}",
}
"""Ways to write a day; ``mixed`` has Thai digits in the year alone."""


@dataclass
class Office:
    """Habits; ``made`` by a seed."""

    random: Random
    thai: bool
    """Whether it writes Thai digits."""
    code: str
    """How it writes the code of an item: ``{letter}`` and ``{number}``."""
    between: str
    """What is between two owners of one cell."""
    day: str
    """How it writes a date."""
    groups: str
    """Where it names the indicator: in rows, in a column, or nowhere."""
    in_one_cell: bool
    """Whether the item's wording is in the cell of its code."""
    scores: bool
    """Whether the score is behind the wording."""
    numbering: str
    """How steps are numbered: typed, by Word, with hyphens, or not."""
    instruments: bool
    """Whether rows name the instruments, too."""
    typo: float
    """How often a heading has one wrong letter."""
    typed_days: bool
    """Whether its workbooks have days as dates."""

    @classmethod
    def made(cls, random: Random) -> Self:
        pick = random.choice
        codes = (
            "{letter}{number}",
            "ข้อ {letter}{number}",
            "{letter} {number}",
            "{small}{number}",
            "{letter}{number}.",
            "{letter}-{number}",
            "ข้อ {small} {number}",
            "ข้อที่ {letter}{number}",
        )
        return cls(
            random,
            thai=pick((True, False)),
            code=pick(codes),
            between=pick((", ", "/", "\n", " และ", "; ", " / ", ",", "\n- ", "และ")),
            day=pick(tuple(_DAYS)),
            groups=pick(("rows", "column", "none", "merged column")),
            in_one_cell=pick((True, False)),
            scores=pick((True, False)),
            numbering=pick(("typed", "word", "hyphen", "none", "bracket")),
            instruments=pick((True, False)),
            typo=pick((0.0, 0.0, 0.0, 0.15)),
            typed_days=pick((True, False, False)),
        )

    def digits(self, text: str) -> str:
        return to_thai(text) if self.thai else text

    def item(self, code: str) -> str:
        letter, number = code[0], code[1:]
        return self.digits(self.code.format(letter=letter, number=number, small=letter.lower()))

    def several(self, codes: Sequence[str]) -> str:
        """Several items of a row, as a range or a list."""
        written = [self.item(code) for code in codes]
        ways = (
            f"{written[0]} - {written[-1]}",
            f"{written[0]}-{codes[-1]}",
            ", ".join(written),
            "\n".join(written),
        )
        return self.random.choice(ways)

    def owners(self, names: Sequence[str]) -> str:
        joined = self.between.join(names)
        return f"- {joined}" if self.between == "\n- " else joined

    def date(self, day: date) -> str:
        text = _DAYS[self.day].format(
            at=day.day,
            month=day.month,
            name=MONTHS[day.month - 1],
            short=MONTHS_SHORT[day.month - 1],
            bare=MONTHS_SHORT[day.month - 1].replace(".", ""),
            year=day.year + 543,
            brief=(day.year + 543) % 100,
            ours=day.year,
        )
        if self.day == "mixed":
            before, _, year = text.rpartition(" ")
            return f"{before} {to_thai(year)}"
        return self.digits(text)

    def heading(self, kind: str, field: str) -> str:
        """A heading of the column, as this office writes it."""
        words = HEADINGS.get(kind, {}).get(field) or HEADINGS["common"][field]
        return self._written(self.random.choice(words))

    def _written(self, word: str) -> str:
        random = self.random
        if random.random() < self.typo and len(word) > 8:
            word = _mistyped(word, random)
        way = random.random()
        if way < 0.15 and "/" in word:
            word = word.replace("/", random.choice(("/ ", " / ", "/\n")))
        elif way < 0.25 and len(word) > 10:
            at = next((i for i in range(len(word) // 2, len(word)) if word[i] in "กปดรตผสเแ"), 0)
            word = f"{word[:at]}\n{word[at:]}" if at else word
        elif way < 0.3:
            word = f" {word} "
        elif way < 0.35:
            word = f"{word}\n({random.choice(('ระบุ', 'ถ้ามี', 'โปรดระบุ'))})"
        return word

    def steps(self, texts: Sequence[str], first: int = 1) -> str:
        """Steps as lines; those that Word numbers are without numbers."""
        if self.numbering == "hyphen" or (len(texts) == 1 and self.numbering != "none"):
            return "\n".join(f"- {text}" for text in texts)
        mark = {"typed": "{}. ", "bracket": "{}) "}.get(self.numbering, "")
        return "\n".join(
            self.digits(mark.format(number)) + text for number, text in enumerate(texts, first)
        )


def _mistyped(word: str, random: Random) -> str:
    """One letter left out, doubled, or exchanged with the next."""
    at = random.randrange(2, len(word) - 2)
    ways = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    return random.choice(ways)
