"""The program's own Word and PDF files, taken in again: nothing is new, nothing is told to be
wrong."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ita_desktop.documents.export import drawn
from ita_desktop.documents.kinds import Format, Profile
from ita_desktop.documents.registry import kind
from ita_desktop.domain.documents import DocumentChoices, DocumentOption
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.documents.exporting import context_of
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.imports.plan import ImportPlan
from ita_desktop.storage.workspace import Workspace
from tests.documents.factories.book import context
from tests.services.imports.own_files.test_tables_read_back import TABLES, YEARS, year_of
from tests.support.taken_in import plan_import, plan_source, read_once, read_tables

FORMS = (Format.DOCX, Format.PDF)


def read_again(
    year: YearData, name: str, subject: str, into: str, folder: Path, form: Format
) -> ImportPlan:
    content = drawn(kind(name), replace(context(year), subject=subject), form)
    path = folder / f"ก.{form.value}"
    path.write_bytes(content)
    return plan_import(year, into, read_tables(path))


@pytest.mark.in_turn
@pytest.mark.parametrize(("name", "subject", "into"), TABLES)
@pytest.mark.parametrize("fill", YEARS)
@pytest.mark.parametrize("form", FORMS)
def test_what_a_file_tells_together_reads_back_as_it_is(
    tmp_path: Path, form: Format, fill: Any, name: str, subject: str, into: str
) -> None:
    year = year_of(fill)
    plan = read_again(year, name, subject, into, tmp_path, form)
    assert [change.cells for change in plan.changes] == []
    assert (plan.skipped, plan.flaws) == ((), ())
    assert plan.unchanged
    assert "ไม่ได้นำ" not in " ".join(warning.why for warning in plan.warnings)


DOCUMENTS = (
    ("committee-roster", "roster"),
    ("oit-assignments", "assignments"),
    ("measures-by-item", "measures"),
    ("measures-by-indicator", "measures"),
    ("analysis-by-item", "analysis"),
    ("analysis-by-indicator", "analysis"),
    ("progress-report", "progress"),
    ("communication-plan", "communications"),
)
"""The documents of lists that can be imported."""


_PRINTED: dict[tuple[str, Format, Profile, bool], bytes] = {}


def printed(
    sample: Workspace, name: str, form: Format, profile: Profile, *, signed: bool = False
) -> bytes:
    """A document of the sample's 2568, printed once a process: the sample is only read."""
    wanted = (name, form, profile, signed)
    if wanted not in _PRINTED:
        year = sample.year(2568)
        if signed:
            chosen = DocumentOption.SIGNED_PAGES.value
            choices = DocumentChoices(id="c", name=name, chosen=chosen)
            year = replace(year, document_choices=(choices,))
        of = replace(context_of(sample, year), profile=profile)
        _PRINTED[wanted] = drawn(kind(name), of, form)
    return _PRINTED[wanted]


def read(
    sample: Workspace,
    name: str,
    form: Format,
    into: str,
    profile: Profile = Profile.PUBLIC,
    *,
    signed: bool = False,
) -> ImportSource:
    """Such a document as an import reads it."""
    content = printed(sample, name, form, profile, signed=signed)
    return read_once(content, f"{name}.{form.value}", into)


@pytest.mark.in_turn
@pytest.mark.parametrize(("name", "into"), DOCUMENTS)
def test_a_word_file_says_what_the_excel_file_says(sample: Workspace, name: str, into: str) -> None:
    word, excel = (
        plan_source(sample, 2568, into, read(sample, name, form, into))
        for form in (Format.DOCX, Format.XLSX)
    )
    assert [change.cells for change in word.changes] == [change.cells for change in excel.changes]
    assert (word.skipped, word.flaws, word.questions) == ((), (), ())
    assert len(word.unchanged) == len(excel.unchanged) > 0
    assert not word.changes


@pytest.mark.in_turn
@pytest.mark.parametrize(("name", "into"), DOCUMENTS)
def test_a_word_file_for_signing_changes_nothing_either(
    sample: Workspace, name: str, into: str
) -> None:
    plan, other = (
        plan_source(sample, 2568, into, read(sample, name, Format.DOCX, into, signed=signed))
        for signed in (False, True)
    )
    assert [change.cells for change in other.changes] == [change.cells for change in plan.changes]
    assert (other.skipped, other.flaws, other.questions) == ((), (), ())


@pytest.mark.in_turn
@pytest.mark.parametrize(("name", "into"), DOCUMENTS)
@pytest.mark.parametrize("form", FORMS)
def test_a_file_brings_its_rows_to_a_year_without_them(
    sample: Workspace, workspace: Workspace, form: Format, name: str, into: str
) -> None:
    if into == "progress":
        measures = read(sample, "measures-by-item", form, "measures")
        apply_import(workspace, plan_source(workspace, 2568, "measures", measures))
    source = read(sample, name, form, into)
    plan = plan_source(workspace, 2568, into, source)
    assert plan.added
    apply_import(workspace, plan)
    again = plan_source(workspace, 2568, into, source)
    assert (again.added, again.changed) == (0, 0)
    assert again.unchanged


@pytest.mark.in_turn
@pytest.mark.parametrize("into", ["roster", "duties"])
@pytest.mark.parametrize(
    ("form", "signed"), [(Format.DOCX, False), (Format.DOCX, True), (Format.PDF, False)]
)
def test_an_appointment_order_gives_its_members_and_duties_back(
    sample: Workspace, workspace: Workspace, form: Format, into: str, signed: bool
) -> None:
    source = read(sample, "appointment-order", form, into, signed=signed)
    plan = plan_source(sample, 2568, into, source)
    assert [change.cells for change in plan.changes] == []
    assert (plan.skipped, plan.flaws, plan.questions) == ((), (), ())
    for each in ("roster", into):
        taken = read(sample, "appointment-order", form, each, signed=signed)
        apply_import(workspace, plan_source(workspace, 2568, each, taken))
    again = plan_source(workspace, 2568, into, source)
    assert (again.changes, len(again.unchanged)) == ((), len(plan.unchanged))
    assert len(plan.unchanged) == {"roster": 42, "duties": 12}[into]
