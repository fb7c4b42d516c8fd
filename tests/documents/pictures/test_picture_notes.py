"""Pictures go into papers without what was noted in them."""

import io
import zlib
from contextlib import suppress
from zipfile import ZipFile

import pytest
from PIL import Image as Picture
from PIL.PngImagePlugin import PngInfo

from ita_desktop.documents.content import Image
from ita_desktop.documents.export import render
from ita_desktop.documents.ink import shown
from ita_desktop.documents.kinds import ALL_FORMATS, Format
from ita_desktop.documents.office_files import check_picture, shape_of
from ita_desktop.domain.errors import InputError
from ita_desktop.pictures.photographs import without_notes
from tests.documents.readers.files import document
from tests.pictures.given_pictures import noise, noted, opened, saved, scene

SECRET = "SECRET-AUTHOR-4711"


def exif(orientation: int = 1) -> Picture.Exif:
    made = noted(orientation)
    made[0x013B] = SECRET
    made[0x9C9D] = SECRET.encode("utf-16-le")
    return made


def jpeg(orientation: int = 1, **more: object) -> bytes:
    options = {"exif": exif(orientation), "comment": SECRET.encode(), "quality": 90, **more}
    return saved(noise(60, 40), **options) + SECRET.encode()


def png() -> bytes:
    words = PngInfo()
    words.add_text("Author", SECRET)
    words.add_itxt("Comment", SECRET, zip=True)
    return saved(scene(60, 40), "PNG", pnginfo=words, exif=exif()) + SECRET.encode()


GIVEN = {
    "jpeg": jpeg(),
    "progressive": jpeg(progressive=True),
    "turned": jpeg(6),
    "grey": saved(noise(60, 40).convert("L"), exif=exif(), comment=SECRET.encode()),
    "cmyk": saved(noise(60, 40).convert("CMYK"), exif=exif(), comment=SECRET.encode()),
    "png": png(),
    "clear png": saved(scene(60, 40).convert("RGBA"), "PNG", exif=exif()),
}


def notes_in(data: bytes) -> set[str]:
    """What of the notes stands in a file, in letters of one or two bytes, packed or not."""
    spread = [data]
    at = data.find(b"stream\n")
    while at >= 0:
        with suppress(zlib.error):
            spread.append(zlib.decompressobj().decompress(data[at + 7 :]))
        at = data.find(b"stream\n", at + 7)
    whole = b"\n".join(spread)
    wanted = SECRET.encode(), SECRET.encode("utf-16-le"), b"Exif", b"ITA TEST CAMERA", b"eXIf"
    return {word.decode("latin-1") for word in wanted if word in whole}


@pytest.mark.parametrize("name", GIVEN)
def test_a_picture_without_notes_looks_the_same(name: str) -> None:
    data = GIVEN[name]
    assert notes_in(data)
    clean = without_notes(data)
    assert not notes_in(clean)
    assert not opened(clean).getexif()
    if name == "turned":
        assert opened(clean).size == (40, 60)
    else:
        assert opened(clean).tobytes() == opened(data).tobytes()


@pytest.mark.in_turn
@pytest.mark.parametrize("form", ALL_FORMATS)
@pytest.mark.parametrize("name", GIVEN)
def test_no_document_has_what_was_noted_in_its_pictures(name: str, form: Format) -> None:
    made = render(document(Image(GIVEN[name], 30, 20, "ครุฑ")), form)
    parts = [made]
    if form is not Format.PDF:
        with ZipFile(io.BytesIO(made)) as archive:
            parts = [archive.read(part) for part in archive.namelist()]
            assert any("media" in part for part in archive.namelist())
    assert not set().union(*map(notes_in, parts))


def test_a_picture_on_its_side_has_the_shape_that_it_is_printed_in() -> None:
    assert shape_of(GIVEN["turned"]) == 40 / 60


@pytest.mark.parametrize("cut", [3, 11, 40, 400])
@pytest.mark.parametrize("name", ["jpeg", "png"])
def test_a_broken_picture_leaves_white_room_and_no_notes(name: str, cut: int) -> None:
    image = shown(Image(GIVEN[name][:cut], 30, 20, "ครุฑ"))
    assert not notes_in(image.data)
    assert image.data.startswith(b"\x89PNG")


def test_a_picture_that_is_a_line_is_refused_in_a_sentence_and_ends_no_export() -> None:
    line = saved(Picture.new("1", (50_000_000, 1)), "PNG")
    with pytest.raises(InputError, match="50,000,000 จุด"):
        check_picture(line)
    assert shape_of(line) is None
    for form in ALL_FORMATS:
        assert render(document(Image(b"", 30, 20, "ครุฑ")), form)
