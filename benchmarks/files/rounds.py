"""A round of forms: written beside openpyxl writing the same rows, read back and compared."""

import io
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from openpyxl import Workbook, load_workbook

from benchmarks.measure import Ratio, in_turns
from ita_desktop.documents.reports import unit_form
from ita_desktop.domain.collecting import OpenMeasure
from ita_desktop.services import workspaces
from ita_desktop.services.sending import Renderer, RoundRequest, send, to_send
from ita_desktop.services.settling import take_back
from ita_desktop.storage.workspace import Workspace

FILES = 25
ROUNDS = 5
WRITING, ALLOWED_SECONDS = 1.5, 3.0
LINEAR, MORE = 1.3, 8
YEAR = 2568


@contextmanager
def sample() -> Iterator[tuple[Workspace, Path]]:
    """The sample with a folder of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = workspaces.copy_sample(folder / "ตัวอย่าง.ita")
        with workspaces.open_workspace(path) as workspace:
            yield workspace, folder


def forms_of(workspace: Workspace, folder: Path) -> list[unit_form.SentForm]:
    """What the forms of a round are made of."""
    data = workspace.year(YEAR)
    today = workspace.shown_day
    assert today is not None
    made = send(workspace, YEAR, RoundRequest(), folder, today=today)
    forms = {form.unit_id: form for form in workspace.year(YEAR).collection_units}
    return [
        unit_form.SentForm(data, made.collection, forms[of.unit.id], of.unit, of.rows)
        for of in to_send(data, RoundRequest(), today)[:FILES]
    ]


def ratios() -> Iterator[Ratio]:
    """Three ratios: writing, reading back, and what a row costs in a long form."""
    with sample() as (workspace, folder):
        out = folder / "ส่ง"
        out.mkdir()
        forms = forms_of(workspace, out)
        render = Renderer(forms[0].data)
        yield in_turns(
            f"writing {len(forms)} forms of units",
            lambda: written(render, forms),
            lambda: plainly(forms),
            peer_is="openpyxl, the same rows plain",
            limit=WRITING,
            rounds=ROUNDS,
        )
        yield returned(workspace, sorted(out.iterdir())[:FILES])
        short = next(form for form in forms if len(form.rows) >= MORE)
        measures = [row for row in short.rows if isinstance(row, OpenMeasure)]
        one = replace_rows(short, measures)
        many = replace_rows(short, measures * MORE)
        yield in_turns(
            f"a form of {len(many.rows)} rows, per {len(one.rows)}",
            lambda: written(render, [many]) / MORE,
            lambda: written(render, [one]),
            peer_is=f"a form of {len(one.rows)} rows",
            limit=LINEAR,
            rounds=ROUNDS,
        )


def replace_rows(form: unit_form.SentForm, rows: Sequence[OpenMeasure]) -> unit_form.SentForm:
    """A form with other rows."""
    return form._replace(rows=rows)


def written(render: Renderer, forms: Sequence[unit_form.SentForm]) -> float:
    begin = time.perf_counter()
    for form in forms:
        assert render(form, "xlsx")
    return time.perf_counter() - begin


def plainly(forms: Sequence[unit_form.SentForm]) -> float:
    rows = [[row for sheet in unit_form.form(form).sheets for row in sheet.rows] for form in forms]
    begin = time.perf_counter()
    for some in rows:
        book = Workbook()
        sheet = book.create_sheet()
        for row in some:
            sheet.append(row)
        book.save(io.BytesIO())
    return time.perf_counter() - begin


def returned(workspace: Workspace, paths: Sequence[Path]) -> Ratio:
    """Reading and comparing, beside the time that is allowed."""
    for path in paths:
        book = load_workbook(path)
        sheet = book.worksheets[0]
        head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "ข้อ")
        sheet.cell(head + 1, 6, "ทำแล้ว")
        book.save(path)

    def ours() -> float:
        begin = time.perf_counter()
        taken = take_back(workspace, YEAR, paths, dry_run=True)
        assert len(taken.units) == len(paths)
        return time.perf_counter() - begin

    what = f"{len(paths)} forms read back and compared"
    return in_turns(
        what, ours, lambda: ALLOWED_SECONDS, peer_is="what is allowed", limit=1, rounds=ROUNDS
    )
