"""Pictures of a PDF that are no JPEG are drawn; the memory of each is freed once."""

import gc
import io
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ita_desktop.exchange.files.pdf.page import read_page
from ita_desktop.exchange.files.pdf.process import PictureKeeper


def with_pictures(path: Path, count: int) -> Path:
    canvas = Canvas(str(path))
    for number in range(count):
        shown = io.BytesIO()
        Image.new("RGB", (40, 40), (number * 40, 90, 50)).save(shown, "PNG")
        canvas.drawImage(ImageReader(shown), 100, 100 + 120 * number, 100, 100)
    canvas.save()
    return path


def test_each_picture_is_freed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = with_pictures(tmp_path / "ก.pdf", 3)
    free, freed = pypdfium2.raw.FPDFBitmap_Destroy, []

    def destroy(handle: object) -> None:
        freed.append(handle)
        free(handle)

    monkeypatch.setattr(pypdfium2.raw, "FPDFBitmap_Destroy", destroy)
    with zipfile.ZipFile(tmp_path / "ก.zip", "w") as archive:
        document = pypdfium2.PdfDocument(path)
        page = document[0]
        keeper = PictureKeeper(archive)
        read = read_page(page.raw, page.get_textpage().raw, 1, keeper.keep)
        gc.collect()
    assert [bool(image.part) for image in read.images] == [True] * 3
    assert len(freed) == 3
