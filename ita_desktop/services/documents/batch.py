"""Many documents at once: those of a year, each into the folder of its kind.

Of papers about an order, a meeting or a letter there is one for each of the year. What speaks of
persons, and the print of what is to be filled in as Excel, are made only where they are asked for.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from ita_desktop.documents.kinds import DocumentKind, Format, ReportContext, Subject
from ita_desktop.documents.names import file_name
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.letters.letters import LetterMerge
from ita_desktop.domain.text import key
from ita_desktop.services.documents.exporting import (
    OF_PAPERS,
    Exported,
    Progress,
    kinds,
    offered,
    warning,
)
from ita_desktop.services.documents.paper_subjects import subjects

_LETTERS, UNIT_LETTERS = "memo", "unit-letters"


@dataclass(frozen=True, slots=True)
class Made:
    """One document of a batch, and the formats in which it is wanted."""

    kind: DocumentKind
    context: ReportContext
    formats: tuple[Format, ...]
    digits: Digits | None = None


def usual(name: str, formats: Collection[Format] = tuple(Format)) -> tuple[Format, ...]:
    """The ``formats`` in which a document is made together with all others; none for one that is
    made only where it is asked for. Raises InputError for an unknown one."""
    from ita_desktop.documents.registry import kind

    one = kind(name)
    return tuple(form for form in one.formats if form in formats and form not in one.apart)


def of_year(
    context: ReportContext,
    formats: Collection[Format] = tuple(Format),
    named: Mapping[Subject, str] | None = None,
    names: Collection[str] | None = None,
) -> list[Made]:
    """Every document of a year for the readers of ``context``, or those of ``names`` in all of
    the ``formats`` that they have. ``named`` are the order, meeting, letter, unit, form and round
    (keys) that documents of one are about; of orders, meetings and letters all where none is."""
    wanted = {
        kind.name: usual(kind.name, formats) if names is None else formats
        for kind in kinds()
        if names is None or kind.name in names
    }
    return chosen(context, wanted, named)


def chosen(
    context: ReportContext,
    wanted: Mapping[str, Collection[Format]],
    named: Mapping[Subject, str] | None = None,
) -> list[Made]:
    """The ``wanted`` documents, each in the formats that are wanted of it and that it has."""
    found = []
    for kind in kinds():
        formats = tuple(format_ for format_ in kind.formats if format_ in wanted.get(kind.name, ()))
        if formats and offered(context, kind.name):
            # Letters for each unit are among the letters.
            alone = not set(formats) <= set(wanted.get(_LETTERS, ()))
            about = _about(kind, context, named or {}, alone=alone)
            found += [Made(kind, replace(context, subject=text), formats) for text in about]
    return found


def _about(
    kind: DocumentKind, context: ReportContext, named: Mapping[Subject, str], *, alone: bool
) -> Sequence[str]:
    """The keys of what a document is made about, in the order in which it was entered."""
    data = context.year
    if kind.name == UNIT_LETTERS:
        merged = [letter.id for letter in data.letters if letter.merge is LetterMerge.UNITS]
        if not alone and merged:
            return ()  # each is among the letters
        merged = [text for text in merged if text == named.get(kind.of, text)]
        return merged or [""]
    if kind.of not in OF_PAPERS or kind.of in named:
        return [named.get(kind.of, context.subject)]
    return [subject.key for subject in reversed(subjects(data, kind.of, context.day))] or [""]


def export(
    made: Sequence[Made], folder: Path, progress: Progress | None = None, *, by_kind: bool = True
) -> Exported:
    """Writes the documents below ``folder``, each into a folder that is called as its kind of
    documents is. None of them takes the place of another one of the same title. What a document
    lacks is told, and it is written all the same.

    Raises InputError where nothing is wanted or a folder cannot be written, and what ``progress``
    raises: then what is done stays.
    """
    from ita_desktop.documents.export import export as write

    of = sum(len(one.formats) for one in made)
    if not of:
        raise InputError("ยังไม่ได้เลือกเอกสารหรือรูปแบบใด", remedy="เลือกอย่างน้อยหนึ่งฉบับ")
    files: list[Path] = []
    names: set[tuple[Path, str]] = set()

    def tell(done: int, _of: int, what: str) -> None:
        if progress is not None:
            progress(before + done, of, what)

    for document in made:
        before = len(files)
        into = folder / file_name(document.kind.group.value) if by_kind else folder
        free = _free(into, names)
        files += write(
            document.kind, document.context, into, document.formats, document.digits, tell, free
        )
    return Exported(tuple(files), tuple(dict.fromkeys(_warnings(made))))


def _free(folder: Path, names: set[tuple[Path, str]]) -> Callable[[str], str]:
    """Gives documents names that no other one of the batch has."""

    def name(stem: str) -> str:
        number, made = 1, stem
        while (folder, key(made)) in names:
            number += 1
            made = f"{stem} ({number})"
        names.add((folder, key(made)))
        return made

    return name


def _warnings(made: Sequence[Made]) -> Iterator[str]:
    """What the documents lack; what not every one of a kind lacks is said of those that do."""
    for kind, group in groupby(made, lambda one: one.kind):
        gaps = {
            document.context.subject: document.kind.missing(document.context) for document in group
        }
        context = made[0].context
        words = {
            subject.key: subject.words for subject in subjects(context.year, kind.of, context.day)
        }
        for key_, lacking in gaps.items():
            for gap in lacking:
                shared = all(gap in others for others in gaps.values())
                yield warning(kind, gap, "" if shared else words.get(key_, ""))
