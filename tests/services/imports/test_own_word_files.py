"""The program's own Word files, taken in again: nothing is new, nothing is told to be wrong."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ita_desktop.documents.export import drawn
from ita_desktop.documents.kinds import Format
from ita_desktop.documents.registry import kind
from ita_desktop.domain.year import YearData
from ita_desktop.services.imports.importing import plan_import
from ita_desktop.services.imports.plan import ImportPlan
from tests.documents.book_factory import context
from tests.services.imports.test_tables_read_back import TABLES, YEARS, year_of
from tests.taken_in import read_tables


def read_again(year: YearData, name: str, subject: str, into: str, folder: Path) -> ImportPlan:
    content = drawn(kind(name), replace(context(year), subject=subject), Format.DOCX)
    path = folder / "ก.docx"
    path.write_bytes(content)
    return plan_import(year, into, read_tables(path))


@pytest.mark.parametrize(("name", "subject", "into"), TABLES)
@pytest.mark.parametrize("fill", YEARS)
def test_what_a_word_file_tells_together_reads_back_as_it_is(
    tmp_path: Path, fill: Any, name: str, subject: str, into: str
) -> None:
    year = year_of(fill)
    plan = read_again(year, name, subject, into, tmp_path)
    assert [change.cells for change in plan.changes] == []
    assert (plan.skipped, plan.flaws) == ((), ())
    assert plan.unchanged
    assert "ไม่ได้นำ" not in " ".join(warning.why for warning in plan.warnings)
