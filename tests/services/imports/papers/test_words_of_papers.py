"""Papers and lists that came in are printed in their own words: of each paper that can be made of a
workspace with them, what is not theirs is a wording that the office can change."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ita_desktop.documents.export import render
from ita_desktop.documents.kinds import Format, Profile, ReportContext, Subject
from ita_desktop.documents.registry import KINDS, kind
from ita_desktop.exchange.source import read_file
from ita_desktop.services.documents.exporting import context_of
from ita_desktop.services.imports.found.find import find_parts
from ita_desktop.services.imports.found.series import apply_series, plan_parts
from ita_desktop.storage.workspace import Workspace
from tests.documents.typed.test_every_sentence import every, of_another_script, own_sentences
from tests.support.places import FIXTURES

LISTS = ("roster_2568", "duties_2568", "measures_2568", "analysis_2568", "progress_2568")
PAPERS = ("appointment-order", "agenda", "minutes", "memo", "progress-report", "measures-book")


def take_in(workspace: Workspace, *paths: Path) -> None:
    found = find_parts([read_file(path) for path in paths], fiscal_year=2568)
    series = plan_parts(workspace, found, shown=2568)
    assert any(part.writes for part in series.parts)
    apply_series(workspace, series)


def papers(name: str, context: ReportContext, folder: Path) -> Iterator[Path]:
    """A paper of each order, meeting or round of another office's year."""
    folder.mkdir()
    one = kind(name)
    subjects = every(one, context) if one.of is not Subject.YEAR else [context]
    for number, about in enumerate(subjects):
        path = folder / f"{name}-{number}.docx"
        path.write_bytes(render(one.build(about, one.digits), Format.DOCX))
        yield path


def printed_of(workspace: Workspace) -> list[str]:
    """What stands in papers of the year and is neither in its data nor a listed wording."""
    of = context_of(workspace, workspace.year(2568), None, Profile.INTERNAL)
    other = of_another_script(of.year)
    return own_sentences(KINDS, replace(of, year=other, previous=other, media=lambda _key: None))


@pytest.mark.in_turn
def test_lists_that_came_in_are_printed_in_their_words(workspace: Workspace) -> None:
    take_in(workspace, *(FIXTURES / f"{name}.csv" for name in LISTS))
    assert workspace.year(2568).measures
    assert printed_of(workspace) == []


@pytest.mark.in_turn
@pytest.mark.parametrize("name", PAPERS)
def test_papers_that_came_in_are_printed_in_their_words(
    workspace: Workspace, sample: Workspace, tmp_path: Path, name: str
) -> None:
    context = context_of(sample, sample.year(2568), sample.year(2567), Profile.INTERNAL)
    take_in(workspace, *papers(name, context, tmp_path / name))
    assert printed_of(workspace) == []
