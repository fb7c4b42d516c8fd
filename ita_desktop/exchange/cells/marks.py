"""Cells with the name of a state, and marks that stand for yes or no, whatever they look like, with
what they mean together."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from ita_desktop.domain.tracking.entries import EntryState, is_state_alone, said_state
from ita_desktop.domain.tracking.worksheet import STATE_WORDS
from ita_desktop.exchange.cells.row import Cells, shortened
from ita_desktop.exchange.remarks import RowError
from ita_desktop.exchange.sheets import SheetRow

TICKS: Final = frozenset("✓✔√☑/\uf0fc")
CROSSES: Final = frozenset("✗✘×✕☒xX\uf0fb")
PARTS: Final = frozenset({"หลัก", "ร่วม", "รอง", "สนับสนุน"})
"""Words of a unit's part, in the place of a tick."""
PASSED: Final = (frozenset({"ผ่าน"}), frozenset({"ไม่ผ่าน"}))
THERE: Final = (frozenset({"มี"}), frozenset({"ไม่มี"}))
"""Words for yes and no."""
NO_MARK: Final = frozenset({"", "-", "–"})
_LETTERS: Final = frozenset("üþPRvV")
"""The letters that Wingdings draws ticks with."""
_ALL_TICKS: Final = TICKS | _LETTERS
_ALL_CROSSES: Final = CROSSES | frozenset("û")
_CROSSED: Final = frozenset("xX×✕")
"""Marks that tick where there is no other."""
_FULL: Final = frozenset("●•⚫⬤■▪*◆◎▲★")
_HOLLOW: Final = frozenset("○◯〇⚪◦△☆")
BOXES: Final = frozenset("☐□")
"""Boxes that are not ticked."""
FROM, TO = frozenset("←⟵◄⇐"), frozenset("→⟶►⇒")
"""The ends of an arrow over several cells."""
_ARROWS: Final = FROM | TO | frozenset("↔⟷⇔")
_MARKS: Final = _ARROWS | _ALL_TICKS | _ALL_CROSSES | _FULL | _HOLLOW | BOXES
_SAYS: Final = r"\s*(?:=|:|คือ|หมายถึง|แทน|–|-)"
_SIGN: Final = r"(?<![^\s:;,(])([^\w\s()\[\].,:;=–\u0e31-\u0e4e-])(?![^\s=:;,)ก-ฮเ])"
_PART: Final = (
    rf"(?:หน่วยงาน|ฝ่าย|ผู้|รับผิดชอบ|เจ้าภาพ)*\s*({'|'.join(sorted(PARTS))})(?:หลัก|รับผิดชอบ)?"
    r"(?![ก-๎])"
)
_LEGEND: Final = re.compile(
    rf"(?:{_SIGN}\)?(?:{_SAYS})?|(?<![^\s:;,(])([ก-ฮA-Z]){_SAYS})\s*{_PART}", re.ASCII
)
"""What a line says of a mark; that a letter is one, words between them say."""
_BACKWARDS: Final = re.compile(rf"{_PART}(?:{_SAYS})?\s*\(?{_SIGN}", re.ASCII)
_LONGEST_LEGEND: Final = 120
_WORD: Final = re.compile(r"\w")


def is_mark(text: object) -> bool:
    """Return whether a cell has a mark that is no letter of a word or number."""
    return text in _MARKS


def meaning(marks: Iterable[str]) -> Mapping[str, str | None] | None:
    """Return what each of the ``marks`` says: a unit's part, else '' for a tick, None for no. None
    for all if that is unclear; empty if they are no marks at all, or none ticks."""
    said = frozenset(marks)
    if not said <= _MARKS | PARTS:
        return {}
    found: dict[str, str | None] = {mark: mark if mark in PARTS else "" for mark in said}
    found |= dict.fromkeys(said & BOXES, None)
    sorts = [said & (_ALL_TICKS | PARTS), said & _FULL, said & _HOLLOW, said & _ARROWS]
    if sorts[0]:
        found |= dict.fromkeys(said & _ALL_CROSSES, None)
    elif said & _ALL_CROSSES - _CROSSED:
        return {}
    else:
        sorts.append(said & _CROSSED)
    if sum(map(bool, sorts)) > 1:
        return None
    return found if any(each is not None for each in found.values()) else {}


def legend_in(lines: Iterable[str]) -> Mapping[str, str]:
    """Return the words of a unit's part by the marks for which lines say so: ``● หลัก  ○ สนับสนุน``,
    ``ม = หน่วยงานหลัก``; nothing of one alone, which may say what it is no part of."""
    says: dict[str, str] = {}
    for line in lines:
        text = line.strip() if len(line) <= _LONGEST_LEGEND else ""
        if _BACKWARDS.match(text):
            says |= {sign: part for part, sign in _BACKWARDS.findall(text)}
        else:
            says |= {sign or letter: part for sign, letter, part in _LEGEND.findall(text)}
    return says if len(set(says.values())) > 1 else {}


def is_legend(text: str) -> bool:
    """Return whether a line says what marks mean, and nothing else."""
    return _LEGEND.match(text) is not None and _WORD.search(_LEGEND.sub("", text)) is None


def with_parts(rows: tuple[SheetRow, ...], legend: Mapping[str, str]) -> tuple[SheetRow, ...]:
    """Return the rows with the words of a unit's part in the place of marks, as a line among them
    or the ``legend`` beside them says. A line of several cells becomes one."""
    lines = {at: line for at, row in enumerate(rows) if (line := _line(row))}
    says = {**legend, **legend_in(lines.values())}
    if says.keys().isdisjoint(value for row in rows for value in row.values):
        return rows
    return tuple(
        (replace(row, values=(lines[at],)) if row.filled > 1 else row)
        if at in lines
        else replace(row, values=tuple(says.get(str(value), value) for value in row.values))
        for at, row in enumerate(rows)
    )


def _line(row: SheetRow) -> str:
    """Return what a row of one cell says, or one of nothing but signs and words of parts."""
    texts = [str(value) for value in row.values if value != ""]
    is_legend = all(len(text) == 1 or re.fullmatch(_PART, text) for text in texts)
    return " ".join(texts) if len(texts) == 1 or is_legend else ""


def is_tick(text: str) -> bool:
    """Return whether a cell is ticked, whatever the marks in others look like."""
    return text in _ALL_TICKS | _FULL


def is_cross(text: str) -> bool:
    """Return whether a cell is crossed, which may say no, or be a tick of those who cross."""
    return text in _ALL_CROSSES


def read_state(cells: Cells, name: str) -> EntryState | None:
    """Return the state that the cell in column ``name`` tells; None if it is empty.

    Raises RowError for words that do not decide it.
    """
    word = cells.text(name)
    state = said_state(word)
    if word and state is None:
        raise unknown_state(word, name, cells)
    return state


def unknown_state(word: str, name: str = "state", cells: Cells | None = None) -> RowError:
    """Return the error for words of a state that do not decide it, below the column ``name``."""
    shown = {"word": shortened(word), "known": " ".join(STATE_WORDS.values())}
    error = RowError("ไม่รู้จักสถานะ “{word}”", remedy="ใช้ {known}", **shown).about(name)
    return (
        error if cells is None else cells.fail(name, error.template, remedy=error.remedy, **shown)
    )


def without_marks(cells: Cells, name: str) -> str:
    """Return a cell with several lines; nothing of one that is only ticked."""
    text = cells.lines(name)
    return "" if is_mark(text) else text


def read_participants(cells: Cells) -> int | None:
    """Return the number of people who took part; None for an empty cell. Raises RowError."""
    text = "จำนวนผู้เข้าร่วม “{text}” ไม่ใช่จำนวนเต็ม"
    return cells.people("participants", text, "พิมพ์ตัวเลข เช่น 45")


def more_than_state(cells: Cells, name: str) -> str:
    """Return the cell of a state if it says more than that: how far, why, till when."""
    words = cells.lines(name)
    return "" if is_state_alone(words) else words
