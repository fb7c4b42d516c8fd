"""Photographs: adding them, and a grid of 500, beside plain loops with Pillow.

The peer that adds does what anybody would write: open, make smaller, turn by EXIF, save as JPEG
with the same quality, in memory. Ours does so with limits, converts colours, tells what is there
already, and stores all in the workspace with its history. The peer of the grid makes small pictures
of as many as are in sight, one after the other, and shows nothing; ours shows the grid with all 500
and waits until every photograph in sight is painted.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps
from PySide6.QtWidgets import QApplication

from benchmarks.measure import Ratio, in_turns
from benchmarks.window.table_scroll import application
from ita_desktop.domain.records import new_id
from ita_desktop.domain.tracking.entries import Entry
from ita_desktop.pictures.photographs import LONGEST, QUALITY, prepare
from ita_desktop.services import photos, workspaces
from ita_desktop.services.photos import NewPhoto
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.theme.measures import PhotoSize
from ita_desktop.ui.widgets.photos.grid import PhotoGrid
from ita_desktop.ui.widgets.photos.model import PhotoItem

YEAR = 2568
GIVEN = 6
MANY = 500
ROUNDS = 7
CAMERA = (4000, 3000)
"""Pixels of what a telephone of today takes."""


def ratios() -> Iterator[Ratio]:
    """Adding six photographs of 12 megapixels; showing 500."""
    app = application()
    taken = [_taken(seed) for seed in range(GIVEN)]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ITA_DESKTOP_HOME"] = folder
        path = workspaces.copy_sample(Path(folder) / "a.ita")
        with workspaces.open_workspace(path) as workspace:
            yield in_turns(
                f"adding {GIVEN} photographs of 12 megapixels",
                lambda: _add(workspace, taken),
                lambda: _loop(taken),
                peer_is="a loop with Pillow",
                limit=1.5,
                rounds=ROUNDS,
            )
    kept = [prepare(content, "").data for content in taken]
    yield in_turns(
        f"a grid of {MANY} until those in sight are painted",
        lambda: _show(app, kept),
        lambda: _small(kept),
        peer_is="small pictures with Pillow",
        limit=2,
        rounds=ROUNDS,
    )


def _taken(seed: int) -> bytes:
    """A JPEG as a telephone gives it, held upright."""
    picture = Image.effect_noise((CAMERA[0] // 4, CAMERA[1] // 4), 40).resize(CAMERA)
    picture = Image.merge("RGB", (picture, picture.rotate(180), Image.new("L", CAMERA, seed)))
    exif = Image.Exif()
    exif[0x0112] = 6
    made = BytesIO()
    picture.save(made, "JPEG", quality=90, exif=exif)
    return made.getvalue()


def _add(workspace: Workspace, taken: list[bytes]) -> float:
    with workspace.change("บันทึก") as change:
        measure = workspace.year(YEAR).measures[0]
        entry = change.insert(Entry(id=new_id(), measure_id=measure.id))
    given = [NewPhoto(f"{at}.jpg", photo) for at, photo in enumerate(taken)]
    begin = time.perf_counter()
    photos.add(workspace, YEAR, entry.id, given)
    return time.perf_counter() - begin


def _loop(taken: list[bytes]) -> float:
    begin = time.perf_counter()
    for content in taken:
        with Image.open(BytesIO(content)) as picture:
            picture.thumbnail((LONGEST, LONGEST))
            upright = ImageOps.exif_transpose(picture)
            upright.save(BytesIO(), "JPEG", quality=QUALITY)
    return time.perf_counter() - begin


def _show(app: QApplication, kept: list[bytes]) -> float:
    grid = PhotoGrid(lambda media: kept[int(media) % len(kept)])
    grid.resize(1100, 500)
    items = [PhotoItem(str(at), str(at)) for at in range(MANY)]
    begin = time.perf_counter()
    grid.set_photos(items, locked=False)
    grid.show()
    app.processEvents()
    found = grid.list.thumbnails
    wishes = [grid.list.wish_of(items[at]) for at in grid.list.rows_in_sight()]
    while any(found.find(wish) is None for wish in wishes):
        app.processEvents()
    app.processEvents()
    passed = time.perf_counter() - begin
    grid.close()
    grid.deleteLater()
    return passed


def _small(kept: list[bytes]) -> float:
    """As many as ours has in sight."""
    columns, rows = 1090 // PhotoSize.CELL, -(-450 // PhotoSize.CELL_HEIGHT)
    begin = time.perf_counter()
    for at in range(columns * rows):
        with Image.open(BytesIO(kept[at % len(kept)])) as picture:
            picture.thumbnail((PhotoSize.WIDTH, PhotoSize.WIDTH))
            picture.convert("RGB").tobytes()
    return time.perf_counter() - begin


if __name__ == "__main__":
    for ratio in ratios():
        print(ratio)
