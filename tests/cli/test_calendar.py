"""calendar."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_the_calendar_is_written_and_a_bad_name_is_one_line(
    run: Run, path: Path, tmp_path: Path
) -> None:
    out = tmp_path / "x.ics"
    told = json.loads(run("calendar", path, "--out", out, "--json").out)
    assert told == {"file": str(out), "events": out.read_bytes().count(b"BEGIN:VEVENT")}
    for wrong in (["--unit", "ฝ่ายที่ไม่มี"], ["--meeting", "9"], ["--unit", "ก", "--meeting", "1"]):
        refused = run("calendar", path, "--out", out, *wrong)
        assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
