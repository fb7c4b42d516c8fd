"""A real workspace, the sample, and tables typed as rows."""

import pytest

from ita_desktop.exchange.source import read_pasted
from ita_desktop.services import workspaces
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.imports.ledger.ledger import left_of_plan
from tests.support.known_files import begun_workspace, opened_unread, opened_written
from tests.support.places import SAMPLE
from tests.support.taken_in import plan_import, plan_source, read_text


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The sample, only to be read."""
    folder = tmp_path_factory.mktemp("sample")
    path = folder / "ตัวอย่าง.ita"
    path.write_bytes(SAMPLE.read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ITA_DESKTOP_HOME", str(folder))
        with workspaces.open_workspace(path, copy_later=True) as opened:
            yield opened


@pytest.fixture
def workspace(request, tmp_path):
    is_looked_at = request.node.get_closest_marker("on_disk")
    opening = opened_written if is_looked_at else opened_unread
    with opening(begun_workspace(2568), tmp_path / "งาน.ita") as made:
        yield made


def _sheets(rows):
    quoted = ("\t".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    return read_text("\n".join(quoted))


@pytest.fixture
def plan(workspace):
    """Plans a table (its first row the headings) for the year 2568."""

    def make(kind, *rows, **more):
        return plan_import(workspace.year(2568), kind, _sheets(rows), **more)

    return make


@pytest.fixture
def take_in(workspace, plan):
    """Plans and applies a table; the plan. ``with_all`` is a yes to what is not ticked."""

    def do(kind, *rows, with_all=False, **more):
        made = plan(kind, *rows, **more)
        if with_all:
            made = made.accept(change.key for change in made.changes)
        apply_import(workspace, made)
        return made

    return do


@pytest.fixture
def left(workspace):
    """The texts of a table (its first row the headings) that stand nowhere after its import."""

    def of(kind, *rows):
        source = read_pasted(rows, "ตาราง")
        return [
            each.text for each in left_of_plan(source, plan_source(workspace, 2568, kind, source))
        ]

    return of


@pytest.fixture
def year(workspace):
    """The year as it stands when called."""
    return lambda: workspace.year(2568)
