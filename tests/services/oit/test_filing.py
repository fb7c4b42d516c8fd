"""What is filed for OIT items is noted as it was, and what changed since is told."""

from datetime import date

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.oit.proofs import FilingChange
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.oit import evidence, filing
from ita_desktop.storage.workspace import Workspace

YEAR = 2568
URL = "https://district.example/ita/2568/o2"
DAY = date(2025, 4, 1)


def row_of(workspace: Workspace, code: str) -> filing.FilingRow:
    rows = filing.filing_rows(workspace.year(YEAR))
    return next(row for row in rows if row.code == code)


def test_a_snapshot_stays_as_it_was_and_says_what_changed_since(sample: Workspace) -> None:
    assert filing.mark_filed(sample, YEAR, ["O2", "O18"], DAY) == 2
    (filed,) = sample.year(YEAR).filings_of("O2")
    assert (filed.links, filed.published, filed.filed) == (URL, date(2024, 12, 24), DAY)
    assert filed.explanation == row_of(sample, "O2").text.words != ""
    assert not row_of(sample, "O2").change.has_changed

    (old,) = sample.year(YEAR).evidence_of("O2")
    new = "https://district.example/new"
    evidence.edit(sample, YEAR, [CellEdit(old.id, "location", new)])
    change = row_of(sample, "O2").change
    assert (change.added, change.removed) == ((new,), (URL,))
    assert not change.explanation
    assert not change.published
    assert sample.year(YEAR).filings_of("O2") == (filed,)
    assert not row_of(sample, "O18").change.has_changed
    assert row_of(sample, "O1").change == FilingChange(None)


def test_filing_again_adds_to_the_history_and_a_day_has_one_note(sample: Workspace) -> None:
    filing.mark_filed(sample, YEAR, ["O2"], DAY)
    filing.mark_filed(sample, YEAR, ["O2"], DAY)
    filing.mark_filed(sample, YEAR, ["O2"], date(2025, 4, 9))
    assert [row.filed.day for row in sample.year(YEAR).filings_of("O2")] == [1, 9]
    assert filing.unmark(sample, YEAR, ["O2", "O1"]) == 1
    assert [row.filed.day for row in sample.year(YEAR).filings_of("O2")] == [1]
    sample.undo()
    assert len(sample.year(YEAR).filings_of("O2")) == 2


def test_filing_again_on_the_same_day_notes_what_there_is_now(sample: Workspace) -> None:
    assert filing.mark_filed(sample, YEAR, ["O2"], DAY) == 1
    (old,) = sample.year(YEAR).evidence_of("O2")
    new = "https://district.example/new"
    evidence.edit(sample, YEAR, [CellEdit(old.id, "location", new)])
    assert filing.mark_filed(sample, YEAR, ["O2", "O18"], DAY) == 2
    (filed,) = sample.year(YEAR).filings_of("O2")
    assert (filed.links, filed.filed) == (new, DAY)
    assert len(sample.year(YEAR).filings_of("O18")) == 1
    assert sample.edits.undo_label == "ยื่นข้อมูล 2 ข้อ"


def test_an_item_of_which_there_is_nothing_is_filed_by_its_words(sample: Workspace) -> None:
    bare = bare_item(sample)
    evidence.add(sample, YEAR, bare, {"statement": "nothing"})
    assert row_of(sample, bare).text.links == ""
    assert filing.mark_filed(sample, YEAR, [bare], DAY) == 1


def bare_item(sample: Workspace) -> str:
    """An item with nothing to file."""
    rows = filing.filing_rows(sample.year(YEAR))
    return next(row.code for row in rows if not row.text.links and not row.text.words)


def test_an_item_with_nothing_to_file_is_refused(sample: Workspace) -> None:
    bare = bare_item(sample)
    with pytest.raises(InputError) as caught:
        filing.mark_filed(sample, YEAR, ["O2", bare], DAY)
    assert bare in str(caught.value)
    assert "O2" not in str(caught.value).split()
    assert sample.year(YEAR).filings == ()
