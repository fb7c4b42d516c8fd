"""The report of the fixture, and reports typed as lines."""

import pytest

from ita_desktop.exchange.report.lines import read_lines
from ita_desktop.exchange.report.reading import read_report
from tests.support.places import FIXTURES

REPORT = FIXTURES / "report_2567.txt"


@pytest.fixture(scope="session")
def report() -> str:
    return REPORT.read_text(encoding="utf-8")


@pytest.fixture
def read():
    """Reads a text, or lines, as a report."""

    def do(*lines: str):
        return read_report([read_lines("\n".join(lines), "รายงาน.txt")])

    return do
