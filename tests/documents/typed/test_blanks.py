"""Sentences that the program makes of wordings and names are joined by one blank, and by one where
a name ends with a closing sign."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from ita_desktop.documents.kinds import DocumentKind, Profile, ReportContext
from ita_desktop.documents.registry import KINDS
from ita_desktop.domain.frozen import strings_of
from ita_desktop.domain.text import to_arabic
from ita_desktop.services import workspaces
from ita_desktop.services.documents.exporting import context_of
from ita_desktop.storage.workspace import Workspace
from tests.documents.typed.test_every_sentence import every, texts

ILL_JOINED = re.compile(r"\S  +\S|\S [)\]”]|[(\[“] \S|\S [,;]\s|[)\]”][ก-ฮเ-ไ]")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> ReportContext:
    path = workspaces.copy_sample(tmp_path_factory.mktemp("blanks") / "sample.ita")
    with Workspace.open(path) as workspace:
        data = workspace.year(workspace.years()[-1].year)
        before = workspace.year_before(data.year)
        made = context_of(workspace, data, before, Profile.INTERNAL)
        return replace(made, media=lambda _key: None)


def said(kind: DocumentKind, context: ReportContext) -> Iterator[str]:
    for about in every(kind, context):
        made = kind.build(about, kind.digits)
        without_fields = {*texts(made.words)}
        for text in texts(made):
            if text not in without_fields:
                yield from (line.strip() for line in text.splitlines())
        for gap in kind.missing(about):
            yield str(gap)
        if kind.slides is not None:
            for text in strings_of(kind.slides(about, kind.digits)):
                yield from text.splitlines()


@pytest.mark.in_turn
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_sentence_is_joined_without_or_with_two_blanks(
    kind: DocumentKind, sample: ReportContext
) -> None:
    typed = to_arabic("\n".join(strings_of((sample.year, sample.previous))))
    assert {
        line
        for line in said(kind, sample)
        for found in ILL_JOINED.finditer(line)
        if to_arabic(line[max(found.start() - 6, 0) : found.end() + 6]).strip() not in typed
    } == set()
